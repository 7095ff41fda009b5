"""Lines within an article that only point to other ones (`Read also: …`): what they tell is not this article's news."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from processors.page.tree import take_out

POINTER = 300
"""Code points beyond which a paragraph says something itself."""
TITLE = 25
"""Code points of a link below which it may be a word of the article (`Source`), and no headline."""
_ALSO = (
    r"(?:read|see|watch|listen|hear)\s+(?:also|next|more)|also\s+(?:read|see|watch)"
    r"|(?:à\s+)?(?:lire|relire|voir|revoir|écouter)\s+(?:aussi|également)|(?:lire|relire|voir)\s+notre"
    r"|à\s+(?:lire|relire|voir|écouter)|sur\s+le\s+même\s+(?:sujet|thème)|pour\s+aller\s+plus\s+loin"
)
_NAMED = (
    r"related(?:\s+(?:stories|story|articles?|reading))?|more(?:\s+on\s+this)?|further\s+reading|recommended"
    r"|read|see|lire|relire|voir|notre\s+(?:article|dossier|enquête|analyse)"
)
_POINTS = re.compile(
    rf"\W{{0,4}}(?:(?:{_ALSO})\b(?P<named>[^:.!?]{{0,40}}:)?|(?:{_NAMED})(?P<colon>\s*:))", re.IGNORECASE
)
_LINES = etree.XPath(
    "//*[self::p or self::li or self::div or self::h3 or self::h4 or self::blockquote]"
    "[not(.//p or .//div or .//li or .//table or .//h3 or .//h4 or .//blockquote)]"
)


def strip_pointers(tree: HtmlElement) -> None:
    """Take out lines that begin with `Read also` and the like, and paragraphs that are one linked headline.

    Only beside a paragraph that says something itself: a page of links keeps them.
    """
    lines = [(line, _words(line)) for line in _LINES(tree)]
    pointers = [(line, text) for line, text in lines if text and _is_pointer(line, text)]
    said = sum(len(text) for line, text in lines if line.tag == "p")
    if sum(len(text) for _, text in pointers) * 2 <= said:
        take_out(tree, (line for line, _ in pointers))


def _words(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _is_pointer(line: HtmlElement, text: str) -> bool:
    if len(text) > POINTER:
        return False
    linked = sum(len(_words(link)) for link in line.iter("a"))
    if found := _POINTS.match(text):
        rest = len(text) - found.end()
        # Before a link, or before a colon and what may be a headline.
        return 2 * linked > rest or (rest > TITLE and bool(found["named"] or found["colon"]))
    return line.tag == "p" and len(text) > TITLE and linked >= len(text) - 4
