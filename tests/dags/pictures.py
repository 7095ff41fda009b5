"""Pictures of the Airflow that stands after the demo's day, by a real browser: docs/airflow-*.png.

Taken by `NEWSWATCH_PICTURES=docs pytest tests/dags/real/test_day.py`, and looked at before they are committed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any
from urllib.parse import quote

from tests.dags.conftest import ROOT
from tests.dags.servers import Bench
from tests.web.browser import Tab, browser

WIDTH = 1280
SECONDS = 120
HIDE = """(() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode())
    for (const path of %s) texts.currentNode.data = texts.currentNode.data.replaceAll(path, '');
})()"""
"""Where the picture was taken is nobody's business: logs name folders."""
BUTTON = "[...document.querySelectorAll('button')].find(b => /{words}/.test(b.innerText + b.ariaLabel))"


def appear(tab: Tab, what: str, seen: Callable[[], Any]) -> None:
    """Wait until the page shows something, and a moment more for what moves to come to rest."""
    end = time.monotonic() + SECONDS
    while not seen():
        assert time.monotonic() < end, f"{what} never appeared:\n{tab.value('document.body.innerText')}"
        Event().wait(0.3)
    Event().wait(3.0)


def words(tab: Tab, *wanted: str) -> Callable[[], bool]:
    """Whether all of these words are on the page."""
    return lambda: all(one in str(tab.value("document.body.innerText")) for one in wanted)


def failing(desk: Bench) -> tuple[str, int]:
    """A run of crawl in which a source failed, with the row that names it: the one with the most rows."""
    found = []
    for run in desk.airflow.runs("crawl"):
        rows = [one for one in desk.airflow.tasks("crawl", run["dag_run_id"]) if one["map_index"] >= 0]
        ill = [one["map_index"] for one in rows if "failed" in str(one["rendered_map_index"])]
        if ill:
            found.append((len(rows), run["dag_run_id"], ill[0]))
    _, run_id, index = max(found)
    return run_id, index


def take(desk: Bench, folder: Path) -> None:
    """Take all of them."""
    run, index = failing(desk)
    base = desk.airflow.base
    with TemporaryDirectory() as profile, browser(Path(profile)) as tab:
        tab.call("Network.setCookie", name="_token", value=desk.airflow.tokens["admin"], url=base)

        def picture(name: str, path: str, height: int, *wanted: str, then: str = "") -> None:
            tab.open(base + path, width=WIDTH, height=height)
            appear(tab, name, words(tab, *wanted))
            if then:
                tab.value(f"{BUTTON.format(words=then)}.click()")
                appear(tab, then, words(tab, "What it does"))
            tab.value(HIDE % json.dumps([f"{desk.folder}/", f"{ROOT}/"]))
            tab.shot(folder / f"airflow-{name}.png")

        picture("dags", "/dags?sort_by=dag_display_name", 1300, "1 Crawl", "2 Process", "3 Alert", "7 Retry")
        _, assets = desk.airflow.call("/api/v2/assets?name_pattern=stories", user="admin")
        picture("assets", f"/assets/{assets['assets'][0]['id']}", 760, "stories")
        mapped = f"/dags/crawl/runs/{quote(run)}/tasks/crawl/mapped"
        picture("crawl", mapped, 1000, "demo-", "new pages")
        ill, said = "failed: demo-portail-logiciel", ("Running", "crawl --due", '"sources": {')
        picture("failing", f"{mapped}/{index}?try_number=1", 780, ill, *said)
        picture("runbook", "/dags/process", 860, "2 Process", then="Dag Docs|Documentation")
