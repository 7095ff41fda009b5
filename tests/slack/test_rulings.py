"""A person joins and splits stories by command; the cards follow. On files, the fake Slack over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newswatch.messages import digest
from newswatch.settings import load_settings
from tests.unit.stories.made import at

from .chaos import CHANNEL
from .fake import FakeSlack
from .fake_http import served
from .ruled import BUYS, ECHO, SWALLOWS, Desk, ruled

POINTS = [
    *(f"cluster:{point}" for point in ("read", "before-commit", "after-commit")),
    *(f"index:{point}" for point in ("stored", "after-commit")),
    *(f"notify:{point}" for point in ("swapped", "after-commit")),
    *(f"deliver:{what}-{point}" for what in ("post", "update") for point in ("intent", "done", "sent")),
]


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    slack = FakeSlack(post_interval=0.0)
    slack.add(CHANNEL, "deals")
    with served(slack) as api_url:

        def made(name: str) -> Desk:
            folder = tmp_path / name
            folder.mkdir()
            urls = {kind: f"sqlite:///{folder / kind}.db" for kind in ("log", "store")}
            settings = load_settings(_env_file=None, log_url=urls["log"], store_url=urls["store"])
            return Desk(folder, api_url, slack, settings, {})

        yield made


@pytest.fixture
def desk(open_desk: Callable[[str], Desk]) -> Desk:
    return open_desk("desk")


def test_a_joined_story_says_where_it_went_and_a_split_one_is_edited(desk: Desk) -> None:
    first, second, echo = (m.article for m in (BUYS, SWALLOWS, ECHO))
    seen = []

    def look(step: str) -> None:
        stories, cards = desk.stories(), desk.cards()
        seen.append(step)
        if step == "told":
            assert set(cards) == set(stories) == {first.id, second.id}
            assert {m.id for m in stories[first.id].members} == {first.id, echo.id}
        if step == "joined":
            assert stories[second.id].merged_into == first.id
            assert set(cards) == {first.id, second.id}
            assert "part of" in cards[second.id]
            assert "3 outlets" in cards[first.id]
        if step == "split":
            (new,) = set(stories) - {first.id, second.id}
            assert [m.id for m in stories[new].members] == [echo.id]
            assert set(cards) == {first.id, second.id, new}
            assert "2 outlets" in cards[first.id]
            assert "part of" not in cards[new]
        if step == "joined again":
            (new,) = set(stories) - {first.id, second.id}
            assert stories[new].merged_into == first.id
            assert "part of" in cards[new]
            assert "3 outlets" in cards[first.id]
            assert stories[first.id].apart == ()

    ruled(desk, look)
    assert seen == ["told", "joined", "split", "joined again"]


def test_a_joined_card_links_to_the_story_that_it_went_to(desk: Desk) -> None:
    desk.env = {"NEWSWATCH_STORY_URL": "https://desk.example/stories/{id}"}
    desk.append(BUYS, SWALLOWS)
    desk.drain(10)
    desk.say("join", BUYS.article.id, SWALLOWS.article.id)
    desk.drain(30)
    assert f"https://desk.example/stories/{BUYS.article.id}" in desk.cards()[SWALLOWS.article.id]


@pytest.mark.slow
def test_a_kill_at_each_point_changes_nothing(desk: Desk) -> None:
    desk.kill_at = POINTS
    outcome = ruled(desk)
    assert desk.killed == set(POINTS)
    first, second, echo = (m.article.id for m in (BUYS, SWALLOWS, ECHO))
    new = next(id_ for id_ in outcome["stories"] if id_ not in (first, second))
    assert outcome["stories"][first] == (5, None, sorted([first, second, echo]), ())
    assert outcome["stories"][second] == (2, first, [], ())
    assert outcome["stories"][new] == (2, first, [], ())
    assert outcome["cards"] == sorted([first, second, new])


def test_reading_the_log_again_with_its_rulings_gives_the_same_stories(desk: Desk) -> None:
    ruled(desk)
    before = desk.stories()
    desk.env = {"NEWSWATCH_STORE_URL": f"sqlite:///{desk.folder / 'again'}.db"}
    assert desk.newswatch("rebuild").returncode == 0
    desk.settings = load_settings(
        _env_file=None, log_url=desk.settings.log_url, store_url=desk.env["NEWSWATCH_STORE_URL"]
    )
    assert desk.stories() == before


def test_what_can_not_be_ruled_is_refused_in_plain_words(desk: Desk) -> None:
    desk.append(BUYS, SWALLOWS, ECHO)
    desk.drain(10)
    first, second = BUYS.article, SWALLOWS.article
    for given, words in (
        (("join", "nothing-here", first.id), "There is no story 'nothing-here'"),
        (("join", first.id, "https://nowhere.example/x"), "There is no story"),
        (("join", first.id, ECHO.article.url), "already"),
        (("split", first.id, "https://nowhere.example/x"), "There is no story"),
        (("split", first.id, ECHO.article.url, second.url), "not in story"),
        (("split", first.id, first.url, ECHO.article.url), "all the articles"),
    ):
        done = desk.newswatch(*given)
        assert (done.returncode, done.stdout) == (1, ""), given
        assert words in done.stderr, given
        assert "Traceback" not in done.stderr
    desk.say("split", first.id, second.url)
    desk.drain(20)
    done = desk.newswatch("split", first.id, second.url)
    assert done.returncode == 1
    assert "already" in done.stderr
    desk.now = at(60 * 24 * 31)
    done = desk.newswatch("join", first.id, second.id)
    assert (done.returncode, "a story is closed" in done.stderr) == (1, True)


def test_who_splits_off_the_first_article_is_told_that_the_card_goes_with_it(desk: Desk) -> None:
    desk.append(BUYS, ECHO)
    desk.drain(10)
    for article, along in ((ECHO.article, False), (BUYS.article, True)):
        done = desk.newswatch("split", BUYS.article.id, article.url)
        assert (done.returncode, "take the card along" in done.stdout) == (0, along)
    desk.drain(20)
    assert [m.id for m in desk.stories()[BUYS.article.id].members] == [BUYS.article.id]


def test_an_unlabelled_article_is_in_no_story(desk: Desk) -> None:
    plain = BUYS.model_copy(update={"labels": (), "deals": ()})
    url = "https://plain.example/x"
    told = plain.model_copy(
        update={"article": plain.article.model_copy(update={"url": url, "id": digest(url)})}
    )
    desk.append(told, SWALLOWS)
    desk.drain(10)
    done = desk.newswatch("join", SWALLOWS.article.id, url)
    assert done.returncode == 1
    assert "neither a deal nor a launch" in done.stderr


def test_json_is_the_ruling(desk: Desk) -> None:
    desk.append(BUYS, SWALLOWS, ECHO)
    desk.drain(10)
    said = desk.say("split", BUYS.article.id[:8], ECHO.article.url)
    ruling = said["ruling"]
    assert (ruling["decision"], ruling["by"], ruling["leaving"]) == ("split", "ann", [ECHO.article.id])
    assert said["stories"] == [BUYS.article.id]
    assert json.dumps(said)
