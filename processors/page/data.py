"""The text of an article that a page hands to its scripts alone: `<script id="__NEXT_DATA__">` and the like.

Such data holds menus and other articles as well: the object that has the title which the page or its feed tells is
the article's own. It is asked only where the page itself shows hardly any text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from newswatch.references import unescaped
from processors.page.jsonld import MAX_SCRIPT
from processors.page.text import plain

MANY = 20
"""Scripts of a page whose data is read."""
MAX_NODES = 20_000
MAX_DEPTH = 12
"""Objects and lists in one another, below an article's own."""
FEWEST = 3
"""Words of a title that an article is known by."""
_ASSIGNED = re.compile(r"\s*(?:window|self|globalThis)(?:\.\w{1,60}|\[[\"']\w{1,60}[\"']\])\s*=\s*(?=\{)")
_TITLES = ("headline", "title", "heading", "name")
_BODIES = frozenset(
    {"articlebody", "body", "bodyhtml", "content", "contenthtml", "html", "text", "blocks", "paragraphs"}
)
_BELOW = _BODIES | {"children", "components", "data", "elements", "nodes", "paragraph", "props", "value"}
_INLINE = re.compile(r"(?:inline[-_]?)?(?:text|(?:hyper)?link|a|b|i|em|strong|bold|italic|span|mark)", re.I)
_BESIDE = re.compile(
    r"related|recommend|promo|teaser|newsletter|embed|image|video|caption|advert|\bad\b|comment|subscri|paywall"
    r"|author|byline|(?:read|see)[-_ ]?(?:more|also|next|too)|more[-_ ]?(?:from|on|stories)|most[-_ ]?(?:read|popular)",
    re.I,
)
"""Kinds of blocks that are none of the article's text."""
_BREAK = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|blockquote|section|tr)\b[^<>]{0,500}>", re.I)


def data_of(tree: HtmlElement) -> tuple[str, ...]:
    """What of the page's scripts is data, as JSON that was not read yet."""
    found = []
    for script in tree.iter("script"):
        text = script.text or ""
        if (script.get("type") or "").strip().lower() == "application/json":
            found.append(text)
        elif begun := _ASSIGNED.match(text):
            found.append(text[begun.end() :])
    return tuple(text for text in found if len(text) <= MAX_SCRIPT)[:MANY]


def text_in(data: Sequence[str], titles: Sequence[str]) -> str:
    """The longest text that the data tells under one of these titles, a paragraph a line; empty where there is none."""
    wanted = {words for title in titles if len(words := _words(title)) >= FEWEST}
    texts = (
        _joined(node)
        for source in data
        for node in _nodes(_loaded(source))
        if any(_tells(node.get(key), wanted) for key in _TITLES)
    )
    return max(texts, key=len, default="") if wanted else ""


def _tells(title: object, wanted: set[tuple[str, ...]]) -> bool:
    """Whether it is a wanted title, or the most of one that ends with a section or a site."""
    if not isinstance(title, str):
        return False
    words = _words(title)
    return len(words) >= FEWEST and any(
        whole[: len(words)] == words and 2 * len(words) > len(whole) for whole in wanted
    )


def _words(title: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", plain(title, 1_000).casefold()))


def _loaded(text: str) -> object:
    try:
        return json.JSONDecoder(strict=False).raw_decode(text.lstrip())[0]
    except (ValueError, RecursionError):
        return None


def _nodes(value: object) -> Iterator[dict[str, object]]:
    """Every object, breadth first."""
    queue = [value]
    for taken in range(MAX_NODES):
        if taken >= len(queue):
            return
        current = queue[taken]
        if isinstance(current, dict):
            yield current
            queue.extend(part for part in current.values() if isinstance(part, (dict, list)))
        elif isinstance(current, list):
            queue.extend(part for part in current[:MAX_NODES] if isinstance(part, (dict, list)))


def _joined(article: dict[str, object]) -> str:
    """The longest of the texts that an article holds under the names of a body."""
    bodies = (value for key, value in article.items() if re.sub(r"[-_]", "", key).lower() in _BODIES)
    return max(("\n".join(_lines(value, 0)) for value in bodies), key=len, default="")


def _lines(value: object, depth: int) -> list[str]:
    """Paragraphs of markup, or of blocks that hold their text in one of several ways."""
    if isinstance(value, str):
        value = value if "<" in value else unescaped(value)
        return [line for part in _BREAK.split(value) if " " in (line := plain(part))]
    if depth > MAX_DEPTH:
        return []
    if isinstance(value, list):
        if value and all(_is_inline(part) for part in value):
            return _lines("".join(_run(part, depth) for part in value), depth)
        return [line for part in value for line in _lines(part, depth + 1)]
    if not isinstance(value, dict) or _BESIDE.search(_kind(value)):
        return []
    below = (part for key, part in value.items() if re.sub(r"[-_]", "", key).lower() in _BELOW)
    return [line for part in below if isinstance(part, (str, list, dict)) for line in _lines(part, depth + 1)]


def _kind(node: dict[str, object]) -> str:
    return next(
        (
            kind
            for key in ("type", "nodeType", "__typename", "_type")
            if isinstance(kind := node.get(key), str)
        ),
        "",
    )


def _is_inline(part: object) -> bool:
    """Whether it is a part of a line: a text with its marks, or a link."""
    return isinstance(part, dict) and _INLINE.fullmatch(_kind(part)) is not None


def _run(part: dict[str, object], depth: int) -> str:
    """The text of a part of a line, spaces and all."""
    text = part.get("text", part.get("value"))
    if isinstance(text, str):
        return text
    inside = part.get("content", part.get("children"))
    if isinstance(inside, list) and depth < MAX_DEPTH:
        return "".join(_run(one, depth + 1) for one in inside if isinstance(one, dict))
    return ""
