"""What people say: one word a person and story, verdicts by article, rows that eval reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import Flagged
from processors.alerting.feedback import (
    Word,
    judgements_of,
    labelled_rows,
    on_missed,
    on_story,
    put_judgement,
    verdicts,
)
from processors.measure.detection import article_of, labels_of, rows
from tests.unit.stories.made import article, at, deal, launch
from tests.unit.stories.test_alerts import versions

FLAGGED = deal(article("Nebulon invests in Koralis", body="In a round."), ["Nebulon"], "Koralis")
STORY = versions(FLAGGED)[0]
UNSEEN = launch(article("Altomare launches Cirrus"), "Altomare", "Cirrus")


def exported(*judgements: Any, articles: tuple[Flagged, ...] = (FLAGGED,)) -> list[dict[str, Any]]:
    return list(labelled_rows(judgements, {flagged.article.id: flagged for flagged in articles}))


def test_the_last_word_of_a_person_counts(store: SqliteStore) -> None:
    put_judgement(store, on_story(STORY, "right", "ada", at(1)))
    put_judgement(store, on_story(STORY, "wrong", "bob", at(2)))
    put_judgement(store, on_story(STORY, "late", "ada", at(3)))
    assert [(j.by, j.state) for j in judgements_of(store)] == [("bob", "wrong"), ("ada", "late")]
    assert verdicts(judgements_of(store)) == {STORY.members[0].id: Word("right", STORY.id)}


def test_rows_carry_the_label_that_the_word_vouches_for() -> None:
    (right,) = exported(on_story(STORY, "right", "ada", at(1)))
    assert labels_of(right) == {"ai_investment"}
    assert right["verdict"] == "right"
    (wrong,) = exported(on_story(STORY, "wrong", "ada", at(1)))
    assert wrong["label"] == "none"
    (late,) = exported(on_story(STORY, "late", "ada", at(1)))
    assert labels_of(late) == {"ai_investment"}


def test_a_missed_article_has_the_label_that_the_person_gave() -> None:
    id_ = UNSEEN.article.id
    told = on_missed(UNSEEN.article.url, id_, ("competitor_launch",), "ada", at(1))
    assert labels_of(exported(told, articles=(UNSEEN,))[0]) == {"competitor_launch"}
    untold = on_missed(UNSEEN.article.url, id_, (), "ada", at(1))
    assert "label" not in exported(untold, articles=(UNSEEN,))[0]
    never_fetched = exported(told, articles=())[0]
    assert never_fetched["title"] == UNSEEN.article.url
    assert labels_of(never_fetched) == {"competitor_launch"}


def test_eval_reads_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in exported(on_story(STORY, "right", "a", at(1)))))
    (row,) = rows(path)
    again = article_of(row)
    assert (again.headline, again.body) == (FLAGGED.article.headline, FLAGGED.article.body)
