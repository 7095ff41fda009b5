"""In a real Chromium: nothing is wider than the screen, all is readable, reachable by keyboard, and ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import Flagged

from .browser import INSTALL, Tab, browser, chromium
from .conftest import Day
from .filled import article, deal, put
from .server import Client

pytestmark = pytest.mark.slow

STYLE = (Path(__file__).parents[2] / "newswatch" / "web" / "static" / "style.css").read_text(encoding="utf-8")
CONTRAST = """
(() => {
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
  };
  const poor = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = walk.nextNode();) {
    const e = node.parentElement;
    if (!node.data.trim() || !e.getClientRects().length) continue;
    const [a, b] = [light(rgba(getComputedStyle(e).color)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push([ratio.toFixed(2), node.data.trim().slice(0, 40)]);
  }
  return poor;
})()
"""
"""Texts below WCAG 2.2's contrast of 4.5 (1.4.3)."""
NAMELESS = """
[...document.querySelectorAll('input, select, button, a')].filter(
  e => !e.getAttribute('aria-label') && !(e.labels && e.tagName !== 'BUTTON' ? e.labels.length : e.textContent.trim())
).map(e => e.outerHTML)
"""
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4')].map(e => Number(e.tagName[1]))"
WIDE = """
[document.documentElement.scrollWidth - innerWidth,
 [...document.querySelectorAll('body :not(.skip)')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
   .map(e => e.outerHTML.slice(0, 80))]
"""
FOCUSED = """
(() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const name = e.textContent.trim().slice(0, 30) || e.name || '';
  return [e.tagName, name, style.outlineStyle + ' ' + style.outlineWidth, box.left >= 0];
})()
"""


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """A tab of a Chromium that has just been started."""
    with browser(tmp_path_factory.mktemp("chromium")) as tab:
        yield tab


def pages(day: Day) -> list[str]:
    return [
        "/", "/?q=invest+OpenAI&label=ai_investment&from=2023-01-01&min_amount=1+bn", "/?q=Microsfot", "/stories",
        f"/stories/{day.filled.deal}", f"/stories/{day.filled.launch}", f"/articles/{day.filled.deal}", "/explain",
        "/explain?url=" + quote(day.filled.urls["talks"], safe=""),
        "/explain?url=" + quote(day.filled.urls["picture"], safe=""), "/nothing", "/?from=x",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "dark"), [(360, False), (360, True), (1200, False), (1200, True)])
def test_every_page_fits_and_can_be_read(day: Day, tab: Tab, width: int, dark: bool) -> None:
    for path in pages(day):
        tab.open(day.client.address + path, width=width, dark=dark)
        tab.value("document.querySelectorAll('details').forEach(e => e.open = true)")
        assert tab.value(WIDE) == [0, []], path
        assert tab.value(CONTRAST) == [], path
        assert tab.value(NAMELESS) == [], path
        levels = tab.value(HEADINGS)
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        ground = tab.value("getComputedStyle(document.body).backgroundColor")
        assert ground == ("rgb(20, 24, 28)" if dark else "rgb(255, 255, 255)")


def test_the_browser_asks_nobody_else_and_has_no_complaint(day: Day, tab: Tab) -> None:
    tab.requests.clear()
    tab.complaints.clear()
    for path in pages(day)[:-2]:  # the last two are refusals, of which a browser does complain
        tab.open(day.client.address + path)
    elsewhere = [url for url in tab.requests if not url.startswith((day.client.address, "data:"))]
    assert elsewhere == []
    assert tab.complaints == []
    assert not re.search(r"url\(|@import|https?:", STYLE)


def test_a_page_runs_no_script(tab: Tab, store: SqliteStore, client: Client) -> None:
    text = "<script>document.title='broken in'</script><img src=x onerror=\"document.title='broken in'\">"
    told = article("a", 0, text, text, outlet=text, description=text)
    put(store, deal(told, text, text, quote=text))
    for path in ("/", f"/articles/{told.id}", "/?q=script"):
        tab.open(client.address + path)
        assert "broken in" not in tab.value("document.title").partition("<")[0]
        assert tab.value("document.querySelectorAll('script, img').length") == 0


def test_the_keyboard_reaches_all_and_one_sees_where_it_is(day: Day, tab: Tab) -> None:
    tab.open(f"{day.client.address}/?q=invest")
    visited: list[Any] = []
    for _ in range(50):
        tab.press("Tab", 9)
        name, text, outline, seen = tab.value(FOCUSED)
        if name == "BODY":
            break
        assert outline == "solid 3px", text
        assert seen, text
        visited.append(text or name)
    assert visited[:5] == ["Skip to the content", "newswatch", "Search", "Stories", "Explain"]
    assert "Apply filters" in visited


def reach(tab: Tab, what: str) -> None:
    """Press Tab until the focus is on an element that fits the selector."""
    for _ in range(60):
        tab.press("Tab", 9)
        if tab.value(f"document.activeElement.matches({what!r})"):
            return
    pytest.fail(f"the keyboard never reaches {what}")


def test_the_skip_link_leads_to_the_content(day: Day, tab: Tab) -> None:
    tab.open(f"{day.client.address}/stories/{day.filled.deal}")
    tab.press("Tab", 9)
    tab.press("Enter", 13, "\r")
    assert tab.value("document.activeElement.id") == "content"


@pytest.mark.parametrize("width", [360, 1200])
def test_the_keyboard_goes_to_the_filters_past_the_results(day: Day, tab: Tab, width: int) -> None:
    tab.open(f"{day.client.address}/?q=invest", width=width)
    reach(tab, "button")
    tab.press("Tab", 9)
    assert tab.value(FOCUSED)[1:] == ["Go to the filters", "solid 3px", True]
    tab.press("Enter", 13, "\r")
    tab.press("Tab", 9)
    assert tab.value("document.activeElement.closest('#filters') !== null")


def test_on_paper_is_what_was_found_in_dark_letters(day: Day, tab: Tab) -> None:
    tab.open(f"{day.client.address}/?q=invest&language=en", dark=True)
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    tab.call("Emulation.setEmulatedMedia", media="print", features=dark)
    shown = (
        "[...document.querySelectorAll('nav, form, .jump, .filters')].filter(e => e.getClientRects().length)"
    )
    ground = tab.value("getComputedStyle(document.body).backgroundColor")
    seen = tab.value(f"{shown}.map(e => e.outerHTML.slice(0, 80))")
    hits = tab.value("document.querySelector('.hits').getClientRects().length")
    tab.call("Emulation.setEmulatedMedia", media="")
    assert (ground, seen, hits) == ("rgb(255, 255, 255)", [], 1)


def test_no_headline_is_drawn_over_its_neighbours(tab: Tab, store: SqliteStore, client: Client) -> None:
    for number, headline in enumerate(["Below", "a" + "\u0301" * 200, "Above"]):
        put(store, Flagged(article=article(f"a{number}", number, headline)))
    tab.open(f"{client.address}/")
    boxes = "JSON.stringify([...document.querySelectorAll('.hits > li')].map(e => e.getBoundingClientRect().toJSON()))"
    above, _, below = json.loads(tab.value(boxes))

    def drawn() -> list[str]:
        clips = [{**{k: box[k] for k in ("x", "y", "width")}, "height": box["height"] - 12, "scale": 1}
                 for box in (above, {**below, "y": below["y"] + 12})]  # fmt: skip
        return [tab.call("Page.captureScreenshot", format="png", clip=clip)["data"] for clip in clips]

    before = drawn()
    tab.value("document.querySelectorAll('.hits h2')[1].querySelector('a').textContent = 'á'")
    assert drawn() == before


def test_one_searches_by_keyboard_alone(day: Day, tab: Tab) -> None:
    tab.open(f"{day.client.address}/")
    reach(tab, "input[name=q]")
    tab.write("invest")
    tab.arrived.clear()
    tab.press("Enter", 13, "\r")
    tab.wait()
    assert "q=invest" in tab.value("location.search")
    assert tab.value("document.querySelectorAll('.hits > li').length") > 0


def test_what_is_folded_opens_by_keyboard(day: Day, tab: Tab) -> None:
    tab.open(f"{day.client.address}/stories/{day.filled.deal}")
    reach(tab, "summary")
    folded = "document.activeElement.parentElement.open"
    assert tab.value(folded) is False
    tab.press("Enter", 13, "\r")
    assert tab.value(folded) is True


def test_the_form_sends_words_and_filters_together(day: Day, tab: Tab) -> None:
    tab.open(f"{day.client.address}/?q=invest")
    tab.value("document.querySelector('input[name=language][value=fr]').click()")
    tab.arrived.clear()
    tab.value("document.querySelector('.filters button').click()")
    tab.wait()
    assert "language=fr" in tab.value("location.search")
    assert "q=invest" in tab.value("location.search")
    assert tab.value("document.querySelectorAll('.hits > li').length") == 1


def test_long_words_do_not_widen_a_phone(tab: Tab, store: SqliteStore, client: Client) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitän" * 20
    told = article("a", 0, long, f"{long} invests in {long}.", outlet=long, description=long)
    put(store, deal(told, long, long, amount=1e9, quote="invests"))
    for path in ("/", f"/articles/{told.id}", "/?q=invests", f"/?q={long[:400]}&company={long[:150]}",
                 "/explain?url=" + quote(f"https://a.example/{long[:900]}", safe="")):  # fmt: skip
        tab.open(client.address + path, width=360)
        assert tab.value(WIDE) == [0, []], path


def test_a_missing_browser_is_told_and_fails_where_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.delenv("NEWSWATCH_TEST_SERVICES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt-get install -y chromium"):
        chromium()
    monkeypatch.setenv("NEWSWATCH_TEST_SERVICES", "required")
    with pytest.raises(pytest.fail.Exception) as failed:
        chromium()
    assert str(failed.value) == INSTALL
