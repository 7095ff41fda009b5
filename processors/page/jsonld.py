"""The article that a page describes in JSON-LD (https://schema.org/NewsArticle), read with tolerance.

Publishers nest it in lists and @graph, split it by @id, leave raw line breaks in strings, and add the
articles that they recommend: the one that names this page's address, or else the first outside any list,
is the page's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from lxml.html import HtmlElement

ARTICLE_TYPES = frozenset(
    {
        "newsarticle",
        "article",
        "blogposting",
        "liveblogposting",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "backgroundnewsarticle",
        "opinionnewsarticle",
        "reviewnewsarticle",
        "advertisercontentarticle",
        "satiricalarticle",
        "techarticle",
        "scholarlyarticle",
        "socialmediaposting",
        "report",
        "pressrelease",
    }
)
PAGE_TYPES = frozenset({"webpage", "itempage", "aboutpage", "collectionpage"})
_SKIPPED = frozenset(
    {"itemlistelement", "haspart", "relatedlink", "mentions", "about", "comment", "citation", "breadcrumb"}
)
MAX_SCRIPT = 1_000_000
"""Code points of one script that are read."""
MAX_NODES = 3_000
_COMMENT = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?:\]\]>|-->)\s*(?://)?\s*$")

Node = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Described:
    """What JSON-LD says of the page: the article's node (else the page's), and every node by its @id."""

    article: Node
    page: Node
    by_id: Mapping[str, Node]

    def first(self, key: str) -> object:
        """The article's value of a property, or else the page's."""
        value = self.article.get(key)
        return value if value not in (None, "", []) else self.page.get(key)


NOTHING = Described({}, {}, {})


def described(tree: HtmlElement, url: str) -> Described:
    """Read the page's JSON-LD. Scripts that are no JSON are passed over."""
    articles: list[tuple[int, Node]] = []
    pages: list[Node] = []
    by_id: dict[str, Node] = {}
    for script in tree.iterfind(".//script[@type]"):
        if not (script.get("type") or "").strip().lower().startswith("application/ld+json"):
            continue
        for node, listed in _nodes(_loaded(script.text or "")):
            types = _types(node)
            if types & ARTICLE_TYPES:
                articles.append((_rank(node, url, listed), node))
            elif types & PAGE_TYPES and not listed:
                pages.append(node)
            identity = node.get("@id")
            if isinstance(identity, str) and len(node) > 2:
                by_id.setdefault(identity, node)
    # min is stable: the first of the best rank. A listed article of another address is not the page's.
    rank, article = min(articles, key=lambda ranked: ranked[0], default=(9, {}))
    return Described(article if rank < 4 else {}, pages[0] if pages else {}, by_id)


def _rank(node: Node, url: str, listed: bool) -> int:
    named = _addresses(node)
    here = _path(url)
    if any(_path(address) == here for address in named) and here:
        return 0
    if listed:
        return 4
    return 2 if named else 1


def _path(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.path.rstrip("/").removesuffix("/amp")


def _addresses(node: Node) -> list[str]:
    found = []
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and "/" in value:
            found.append(value.partition("#")[0])
    return found


def _types(node: Node) -> set[str]:
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return {name.rpartition("/")[2].lower() for name in names if isinstance(name, str)}


def _loaded(text: str) -> object:
    if not text.strip() or len(text) > MAX_SCRIPT:
        return None
    for candidate in (text, _COMMENT.sub("", text), unescape(text)):
        try:
            return json.loads(candidate, strict=False)
        except ValueError:
            # Two objects after each other, or a comma too many: the first object is kept.
            try:
                return json.JSONDecoder(strict=False).raw_decode(candidate.lstrip())[0]
            except (ValueError, RecursionError):
                continue
        except RecursionError:
            return None
    return None


def _nodes(value: object) -> Iterator[tuple[Node, bool]]:
    """Every object of a document, breadth first, and whether it lies in a list of other pages."""
    queue: list[tuple[object, bool]] = [(value, False)]
    for taken in range(MAX_NODES):
        if taken >= len(queue):
            return
        current, listed = queue[taken]
        if isinstance(current, list):
            queue.extend((part, listed) for part in current[:MAX_NODES])
        elif isinstance(current, dict):
            yield current, listed
            queue.extend(
                (part, listed or key.lower() in _SKIPPED)
                for key, part in current.items()
                if isinstance(part, (dict, list))
            )


def texts(value: object, by_id: Mapping[str, Node], key: str = "name") -> list[str]:
    """The strings of a value: itself, its `name`, those of a list, those that an @id stands for."""
    found: list[str] = []
    queue: list[object] = [value]
    for taken in range(50):
        if taken >= len(queue):
            break
        current = queue[taken]
        if isinstance(current, str):
            found.append(current)
        elif isinstance(current, list):
            queue.extend(current[:30])
        elif isinstance(current, dict):
            named = current.get(key) or current.get("@value")
            identity = current.get("@id")
            if named:
                queue.append(named)
            elif isinstance(identity, str) and identity in by_id:
                queue.append(by_id[identity].get(key))
    return found


def text_of(value: object, by_id: Mapping[str, Node] | None = None, key: str = "name") -> str:
    """The first string of a value, or an empty one."""
    return next((found for found in texts(value, by_id or {}, key) if found.strip()), "")
