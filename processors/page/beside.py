"""The date that stands beside a page's headline, for pages that do not say it in their head: told, not guessed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from processors.page.dates import Dated, date_in_line, date_of

NEAR = 4
"""Elements around the first heading that are searched, outwards."""
TIMES = 2
"""Times of an article: of its first day, and of its last change. Where there are more, others' are among them."""
LINE = 120
"""Code points of a line that is hardly more than a date."""
LINES = 40


def date_beside(tree: HtmlElement, language: str | None) -> Dated | None:
    """The first `datetime` around the first heading; else the date of a line there, as it is written."""
    heading = tree.find(".//h1")
    if heading is None:
        return None
    around = [element for _, element in zip(range(NEAR), heading.iterancestors(), strict=False)]
    for element in around:
        times = list(dict.fromkeys(time.get("datetime") for time in element.iterfind(".//time[@datetime]")))
        if times:
            return date_of(times[0] or "", language) if len(times) <= TIMES else None
    for element in around:
        if element.tag in ("body", "html"):
            break
        for line in _lines(element):
            if dated := date_in_line(line, language):
                return dated
    return None


def _lines(element: HtmlElement) -> Iterator[str]:
    """The first short lines in an element, each the text of one that holds no other line."""
    parts = element.iter("p", "div", "span", "time", "li", "small", "address", "em", "i", "b")
    for part in islice(parts, LINES):
        if text := _short(part):
            yield text


def _short(part: HtmlElement) -> str:
    """An element's text on one line, empty where it is longer than LINE: no more of it is read."""
    raw = ""
    for piece in part.itertext():
        raw += str(piece)
        if len(raw) > 4 * LINE:
            return ""
    text = " ".join(raw.split())
    return text if len(text) <= LINE else ""
