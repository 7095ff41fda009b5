"""What `feedback` does with a person's word: a judgement, and rows for `eval`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, cast

import typer

from newswatch.addresses import article_id, normalise, strip_credentials
from newswatch.cli.row_files import spared, write_rows
from newswatch.messages import LABELS, Flagged, Label, Story
from newswatch.ports import Store
from processors.alerting.feedback import Judgement, judgements_of, labelled_rows, on_missed, on_story

SAID = ("right", "wrong", "late")


def judged(
    story: str, verdict: str, labels: Sequence[str], by: str, now: datetime, find: Callable[[str], Story]
) -> Judgement:
    """The judgement that two words make: `STORY right`, or `missed URL`. Raises typer.BadParameter."""
    for label in labels:
        if label not in LABELS:
            raise typer.BadParameter(f"{label!r} is no label. They are: {', '.join(LABELS)}.")
    if story == "missed":
        try:
            url = normalise(strip_credentials(verdict))
        except ValueError:
            raise typer.BadParameter(f"{verdict!r} is no web address.") from None
        return on_missed(url, article_id(url), cast(tuple[Label, ...], tuple(labels)), by, now)
    if verdict not in SAID:
        raise typer.BadParameter(f"{verdict!r} is no verdict. Write right, wrong or late; or: missed URL.")
    return on_story(find(story), cast(Literal["right", "wrong", "late"], verdict), by, now)


def exported(store: Store, path: Path) -> int:
    """Write everything that people said as rows of JSON; the number of rows. Raises NewswatchError."""
    spared(
        path,
        lambda row: {"id", "title", "url"} <= row.keys(),
        "`feedback` has written: it would be lost. Give another file.",
    )
    judgements = judgements_of(store)
    ids = list(dict.fromkeys(id_ for judgement in judgements for id_ in judgement.articles))
    stored = store.get_many("articles", ids)
    articles = {id_: Flagged.model_validate(doc.body) for id_, doc in stored.items()}
    rows = list(labelled_rows(judgements, articles))
    write_rows(path, rows)
    return len(rows)
