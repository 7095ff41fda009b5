"""Alerted pages that are rewritten without a word: visited again, and told in the thread with before and after.

The real command crawls a small web over HTTP, reads, clusters, alerts on a console, and comes back an hour later.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from newswatch.demo.server import DemoWeb
from newswatch.demo.web import Feed, Revision, Site, WebPage

HOST = "www.stealth-gazette.example"
ARCHIVE, NEWS, LATER = (datetime(2026, 3, 2, hour, 5, tzinfo=UTC) for hour in (7, 9, 11))
PUBLISHED, EDITED = datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FILLER = (
    "The companies gave no further details. Analysts had expected a move of this kind for several months. "
)
PAGES = {
    "investor": ("Microsoft buys AI startup Koralis for $80m", "Google buys AI startup Koralis for $80m"),
    "target": ("Nvidia acquires AI startup Tervane for $30m", "Nvidia acquires AI startup Quillon for $30m"),
    "amount": ("Amazon buys AI startup Brastow for $500 million", "Amazon buys AI startup Brastow for $900 million"),
    "valuation": ("AI startup Ondine raises $200 million at a $2 billion valuation",
                  "AI startup Ondine raises $200 million at a $3 billion valuation"),
    "status": ("Meta buys AI startup Velmar", "Meta in talks to buy AI startup Velmar"),
    "product": ("OpenAI launches GPT-7", "OpenAI launches GPT-6.5"),
    "availability": ("Anthropic releases Claude Opus 9, available today for everyone",
                     "Anthropic announces Claude Opus 9, coming later this year"),
}  # fmt: skip
"""Fact → the headline that is alerted, and the one that stands there half an hour later."""


def page(name: str, published: datetime, title: str, later: str = "") -> WebPage:
    """A page that says the same in its headline and its text."""
    revisions = (
        [Revision(at=EDITED, title=later, lead=f"{later}.", body=f"{later}. {FILLER * 4}")] if later else []
    )
    return WebPage(
        path=f"/2026/{name}", published=published, title=title, lead=f"{title}.", body=f"{title}. {FILLER * 4}",
        revisions=tuple(revisions),
    )  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the console showed: cards, then replies."""
    folder = tmp_path_factory.mktemp("stealth")
    site = Site(
        id="stealth", host=HOST, publisher="Stealth Gazette", language="en", tagline="News", template="opengraph",
        feed=Feed(kind="rss", path="/feed"),
        pages=(
            page("old", datetime(2026, 2, 1, tzinfo=UTC), "A walk through the museum of calculators"),
            *(page(name, PUBLISHED, *titles) for name, titles in PAGES.items()),
        ),
    )  # fmt: skip
    (folder / "sources").mkdir()
    (folder / "sources" / "stealth.yml").write_text(
        f"name: Stealth Gazette\npublisher: Stealth Gazette\nhomepage: http://{HOST}/\nlanguage: en\nkind: press\n"
        f"feeds:\n  - url: http://{HOST}/feed\n    seen: made for a test\n"
        "politeness: {delay: 0}\nentries_a_day: {max: 99}\nallow_private: true\n",
        encoding="utf-8",
    )
    now = [ARCHIVE]
    clean = {k: v for k, v in os.environ.items() if not k.upper().startswith("NEWSWATCH_")}
    with DemoWeb(lambda: now[0], (site,)) as web:

        def newswatch(*given: str) -> None:
            env = {
                **clean,
                "NEWSWATCH_CONFIG_DIR": str(folder),
                "NEWSWATCH_CONNECT_TO": web.connect_to,
                "NEWSWATCH_CLOCK": now[0].isoformat(),
                "NEWSWATCH_EXTRACT_PROCESSES": "1",
            }
            done = subprocess.run(
                [sys.executable, "-m", "newswatch", *given],
                cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=180,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr[-3000:]

        for moment in (ARCHIVE, NEWS, LATER):
            now[0] = moment
            newswatch("crawl", "stealth")
            newswatch("drain")
    lines = (folder / "var" / "store.sent.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_each_page_is_alerted_once(told: list[dict[str, Any]]) -> None:
    posts = [one for one in told if one["kind"] == "post"]
    assert sorted(len(one["card"]["links"]) for one in posts) == [1] * len(PAGES)


@pytest.mark.parametrize(
    ("fact", "before", "after"),
    [
        ("investor", "investor Microsoft", "Google"),
        ("target", "target Tervane", "Quillon"),
        ("amount", "500 m USD", "900 m USD"),
        ("valuation", "2 bn USD", "3 bn USD"),
        ("status", "status confirmed", "rumoured"),
        ("product", "product GPT-7", "GPT-6.5"),
        ("availability", "availability general", "announced"),
    ],
)
def test_a_rewritten_page_is_told_with_before_and_after(
    told: list[dict[str, Any]], fact: str, before: str, after: str
) -> None:
    title = PAGES[fact][0]
    (alert,) = [
        o["alert"] for o in told if o["kind"] == "post" and o["card"]["links"][0]["headline"] == title
    ]
    replies = [one["text"] for one in told if one["kind"] == "reply" and one["alert"].startswith(alert)]
    (text,) = replies or [str([o for o in told if o["kind"] == "reply"])]
    assert f"{before} → {after}" in text
