"""From text to a tree that is safe to walk: bounded in size, in depth and in the number of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from newswatch.errors import Reject
from processors.page.text import markup_bytes

MAX_BYTES = 3 * 1024 * 1024
"""Bytes of a body that are parsed; the crawler's cap is the same."""
MAX_OPEN = 5_000
"""Elements open at once before nothing is parsed at all (libxml2 itself stops at 256)."""
MAX_TAGS = 30_000
"""Elements of a page. The largest of the measured articles has some 6,000."""

# Elements that end without an end tag (HTML, section 13.1.2) would look like ever deeper nesting.
_NESTING = re.compile(
    rb"<(/?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|option|optgroup"
    rb"|t[rdh]|thead|tbody|tfoot|colgroup|html|head|body)\b)[a-zA-Z]",
    re.IGNORECASE,
)
MAX_ATTRIBUTES = 2_000
LONG_TAG = 10_000
"""Bytes up to the next `<` below which nothing can hold so many attributes."""
_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:"
# Possessive, so that no text can make it try twice.
_ATTRIBUTE = re.compile(rb"[\s/]++[^\s=>/]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+")


# lxml.html chooses a class for each element in Python, which costs a tenth of all; one class does here.
_LOOKUP = etree.ElementDefaultClassLookup(element=HtmlElement)


def open_tags(markup: bytes) -> int:
    """The most elements open at once, counted by tags alone, in linear time."""
    depth = deepest = 0
    for slash in _NESTING.findall(markup):
        depth = depth - 1 if slash and depth else depth + (not slash)
        deepest = max(deepest, depth)
    return deepest


def _refuse_depth(markup: bytes) -> None:
    """Reject what nests too deep. Most pages pass by a bound that only counts `<` and `</` in blocks."""
    step = max(len(markup) // 64, 4_096)
    balance = 0
    for start in range(0, len(markup), step):
        block = markup[start : start + step]
        ends, starts = block.count(b"</"), block.count(b"<")
        if balance + starts > MAX_OPEN:
            break
        balance = max(balance + starts - 2 * ends, 0)
    else:
        return
    if (depth := open_tags(markup)) > MAX_OPEN:
        raise Reject("too-deep", f"{depth} elements open at once; at most {MAX_OPEN}")


def _refuse_attributes(markup: bytes) -> None:
    """Reject an element of thousands of attributes: libxml2 compares each with all before it."""
    for part in markup.split(b"<"):
        if len(part) < LONG_TAG or not part[:1].isalpha():
            continue
        position = len(part) - len(part.lstrip(_LETTERS))
        for _ in range(MAX_ATTRIBUTES):
            found = _ATTRIBUTE.match(part, position)
            if not found:
                break
            position = found.end()
        else:
            raise Reject("too-large", f"an element of more than {MAX_ATTRIBUTES} attributes")


def parsed(markup: str) -> tuple[HtmlElement, bool]:
    """The page's tree, and whether it was cut where nesting passed the parser's limit.

    Raises Reject: too-large, too-deep, empty.
    """
    content = markup_bytes(markup)
    if len(content) > 2 * MAX_BYTES:
        raise Reject("too-large", f"{len(content)} bytes of markup")
    _refuse_depth(content)
    if (tags := content.count(b"<") - content.count(b"</")) > MAX_TAGS:
        raise Reject("too-large", f"{tags} tags; at most {MAX_TAGS}")
    _refuse_attributes(content)
    # A parser of its own for each page: its error log then belongs to this page, in any thread.
    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(_LOOKUP)
    try:
        tree = document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Reject("empty", f"nothing to parse: {error}") from error
    cut = any("depth" in entry.message.lower() for entry in parser.error_log)
    return tree, cut


_OUT = "newswatch-out"


def take_out(tree: HtmlElement, elements: Iterable[HtmlElement]) -> None:
    """Take elements out of a tree, at once: to drop thousands one by one joins the same text anew each time."""
    for element in elements:
        element.tag = _OUT
    etree.strip_elements(tree, _OUT, with_tail=False)
