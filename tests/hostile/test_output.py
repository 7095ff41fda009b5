"""Rows 60 to 70, 73, 74 and those added: from a hostile page through the real commands to all that shows it.

A console's card, Slack's card, the lists of the terminal, the web page, the export, the log, the dead letters
and `config`. Sign by sign they are tested in tests/slack/test_slack_card.py and tests/web/test_hostile.py.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.hostile.place import SECRETS, Place, Ran, clean
from tests.hostile.server import canary, served
from tests.hostile.table import OUTPUT, TABLE
from tests.slack.chaos import CHANNEL
from tests.slack.fake import FakeSlack
from tests.slack.fake_http import served as slack_served
from tests.slack.fake_model import TOKEN
from tests.slack.test_slack_card import sound
from tests.web.server import serving
from tests.web.test_hostile import harmless

pytestmark = pytest.mark.slow
NUMBERS = [row.number for row in OUTPUT]


@dataclass
class Told:
    """What was told of the rows, everywhere."""

    place: Place
    console: Ran
    slack: Sequence[Mapping[str, Any]]
    flagged: dict[str, Mapping[str, Any]]
    stories: dict[str, str]
    """Id of the story by the row's number."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("told")
    slack = FakeSlack(post_interval=0.0)
    slack.add(CHANNEL, "deals")
    with served() as web, canary() as (port, heard), slack_served(slack) as api_url:
        place = Place(
            folder, web, port, OUTPUT, {"NEWSWATCH_POST_INTERVAL": "0", "NEWSWATCH_CATCH_UP": "100"}
        )
        place.prepare()
        place.settings |= {"SLACK_BOT_TOKEN": TOKEN, "NEWSWATCH_SLACK_API_URL": api_url}
        place.run("crawl", *(row.id for row in OUTPUT))
        place.run("drain", "extract", "flag", "cluster", "index")
        to_slack = {"NEWSWATCH_NOTIFY_URL": f"slack://{CHANNEL}"}
        shutil.copytree(folder / "var", folder / "kept")
        console = place.run("drain", "notify", "deliver")
        shutil.rmtree(folder / "var")
        shutil.move(folder / "kept", folder / "var")
        assert place.run("drain", "notify", "deliver", **to_slack).code == 0
        posted = [m.payload | {"text": m.text, "blocks": m.blocks} for m in slack.channels[CHANNEL].messages]
        flagged = {source: docs[0] for source, docs in place.all("articles").items() if docs}
        bad = {
            row.number: next(
                a for a in place.all("articles")[row.id] if not a["article"]["url"].endswith("/good")
            )
            for row in OUTPUT
        }
        listed = [
            json.loads(line) for line in place.run("stories", "--limit", "1000", "--json").out.splitlines()
        ]
        stories = {
            number: next(s["id"] for s in listed if any(m["id"] == a["article"]["id"] for m in s["members"]))
            for number, a in bad.items()
        }
        assert flagged
        yield Told(place, console, posted, bad, stories)
    assert heard == []


@pytest.mark.parametrize("number", NUMBERS)
def test_each_is_told_once_on_the_console_and_in_slack(told: Told, number: str) -> None:
    row = TABLE[number]
    assert row.article is not None
    article = told.flagged[number]["article"]
    assert row.article(article)
    assert told.flagged[number]["labels"] == ["ai_investment"]
    name = article["headline"].split("AI startup ")[1].split()[0]
    assert name in told.console.out
    (card,) = [message for message in told.slack if name in message["text"]]
    assert card["text"].count(name) >= 1


def test_the_console_shows_text(told: Told) -> None:
    assert told.console.code == 0
    clean(told.console)


def test_slack_rings_nobody_and_keeps_every_limit(told: Told) -> None:
    assert len(told.slack) == len(OUTPUT)
    for message in told.slack:
        sound({"text": message["text"], "blocks": message["blocks"]})
        assert "javascript:alert(1)" not in re.findall(r'"url": "([^"]*)"', json.dumps(message["blocks"]))


@pytest.mark.parametrize(
    "args",
    [
        ("stories",), ("stories", "--json"), ("search", "Microsoft"), ("search", "Microsoft", "--json"),
        ("alerts", "list"), ("alerts", "list", "--json"), ("sources", "list"), ("dead", "list"), ("dead", "list",
        "--json"),
        ("digest", "--day", "2023-01-24"), ("silence",), ("feedback",),
        ("search", 'AND (title:* OR "x~9) NOT [1 TO *] /a+/ ^2 \\'), ("search", "=HYPERLINK"), ("search",
        "\x1b[31m\x9b"),
    ],
)  # fmt: skip
def test_lists_are_text(told: Told, args: tuple[str, ...]) -> None:
    ran = told.place.run(*args)
    assert ran.code == 0, ran.err
    clean(ran)
    if "--json" in args:
        assert all(json.loads(line) for line in ran.out.splitlines())


@pytest.mark.parametrize("number", ["66", "67", "65", "D1", "D4"])
def test_a_story_and_a_fate_are_text(told: Told, number: str) -> None:
    url = told.flagged[number]["article"]["url"]
    for args in (("show", told.stories[number]), ("explain", url), ("show", told.stories[number], "--json")):
        ran = told.place.run(*args)
        assert ran.code == 0, ran.err
        clean(ran)


def test_the_web_page_shows_text(told: Told) -> None:
    with told.place.store() as store, serving(store) as client:
        for path in ("/", "/?q=Microsoft", "/stories"):
            harmless(client.get(path))
        for number in NUMBERS:
            article = told.flagged[number]["article"]
            explain = "/explain?" + urlencode({"url": article["url"]})
            words = "/?" + urlencode({"q": article["headline"][-200:]})
            for path in (f"/articles/{article['id']}", f"/stories/{told.stories[number]}", explain, words):
                harmless(client.get(path))


def test_the_export_is_rows_of_json_that_keep_the_words(told: Told) -> None:
    """Row 73: no cell of a spreadsheet begins with the formula, and nothing of it is lost."""
    for number in ("73", "67"):
        assert told.place.run("feedback", told.stories[number], "right").code == 0
    assert told.place.run("feedback", "--export", "rows.jsonl").code == 0
    lines = (told.place.folder / "rows.jsonl").read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    assert all(line.startswith("{") for line in lines if line)
    titles = {row["title"] for row in rows}
    assert told.flagged["73"]["article"]["headline"] in titles
    assert "=HYPERLINK" in "".join(titles)
    assert len(rows) == 2


@pytest.mark.parametrize("style", ["json", "console"])
def test_a_log_line_cannot_be_forged(told: Told, style: str) -> None:
    """Row 67: the words that reach the log, an address and a list's problem, stay on their line."""
    ran = told.place.run("crawl", *(row.id for row in OUTPUT), NEWSWATCH_LOG_FORMAT=style)
    clean(ran)
    if style == "json":
        assert all(json.loads(line) for line in ran.err.splitlines() if line.startswith("{"))


def test_config_shows_no_secret_and_nothing_printed_holds_one(told: Told) -> None:
    """Row 74."""
    shown = told.place.run("config", "--json", NEWSWATCH_PROXY="http://me:hostile-proxy-password@127.0.0.1:9")
    values = json.loads(shown.out)
    assert values["SLACK_BOT_TOKEN"] == values["NEWSWATCH_HEARTBEAT_URL"] == "********"
    assert "me:********@" in values["NEWSWATCH_PROXY"]
    told.place.run(
        "drain", "deliver", NEWSWATCH_NOTIFY_URL="slack://C1", SLACK_BOT_TOKEN=SECRETS["SLACK_BOT_TOKEN"]
    )
    told.place.run("crawl", OUTPUT[0].id, NEWSWATCH_PROXY="http://me:hostile-proxy-password@127.0.0.1:9")
    stored = b"".join(file.read_bytes() for file in (told.place.folder / "var").iterdir())
    printed = "".join(told.place.printed)
    for secret in (*SECRETS.values(), TOKEN, "hostile-heartbeat-secret", "hostile-proxy-password"):
        assert secret not in printed
        assert secret.encode() not in stored
        assert secret.encode() not in b"".join(told.place.web.heads)
