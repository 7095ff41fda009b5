"""The article that a page describes in JSON-LD (https://schema.org/NewsArticle), read with tolerance.

Publishers nest it in lists and @graph, split it by @id, leave raw line breaks in strings, and add the
articles that they recommend: the one that names this page's address is the page's own, or else the first outside
any list, of several the one whose headline the page shows. One of another address counts only where the page shows it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newswatch.references import unescaped

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
MEDIA_TYPES = frozenset({"videoobject", "audioobject", "podcastepisode"})
"""What a page is about that is neither: where no article is described, it stands for the page."""
# fmt: off
_SKIPPED = frozenset(
    {
        "itemlistelement", "haspart", "relatedlink", "mentions", "about", "comment", "citation", "breadcrumb",
        "liveblogupdate", "isrelatedto", "relatedarticle", "relatedcontent", "isbasedon", "worktranslation",
    }
)
# fmt: on
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


def described(tree: HtmlElement, addresses: Sequence[str], shown: Sequence[str] = ()) -> Described:
    """Read the page's JSON-LD. What of it is no JSON gives its dates alone.

    `addresses` are those of this page, `shown` the titles that it shows its readers.
    """
    here = {path for address in addresses if (path := _path(address))}
    seen = [_words(title) for title in shown]
    articles: list[tuple[int, Node]] = []
    pages: list[Node] = []
    media: list[Node] = []
    by_id: dict[str, Node] = {}
    for script in tree.iterfind(".//script[@type]"):
        if not (script.get("type") or "").strip().lower().startswith("application/ld+json"):
            continue
        for node, listed in _nodes(_loaded(script.text or "")):
            types = _types(node)
            if types & ARTICLE_TYPES:
                articles.append((_rank(node, here, listed, seen), node))
            elif types & PAGE_TYPES and not listed:
                pages.append(node)
            elif types & MEDIA_TYPES and not listed:
                media.append(node)
            identity = node.get("@id")
            if isinstance(identity, str) and len(node) > 2:
                by_id.setdefault(identity, node)
    # min is stable: the first of the best rank.
    rank, article = min(articles, key=lambda ranked: ranked[0], default=(_ANOTHER, {}))
    return Described(
        article if rank < _ANOTHER else {}, next(iter(pages if pages or articles else media), {}), by_id
    )


_ANOTHER = 6
"""The rank from which a node tells of another page."""


def _rank(node: Node, here: set[str], listed: bool, seen: Sequence[set[str]]) -> int:
    """How likely a node is the page's own article, 0 the most: by address, then by the headline that the page shows."""
    # A part of this page (`…#update-3`) is listed below its address.
    named = [address for address in _addresses(node) if not (listed and "#" in address)]
    paths = {_path(address.partition("#")[0]) for address in named} - {""}
    headline = _words(text_of(node.get("headline")) or text_of(node.get("name")))
    told = any(2 * len(headline & words) >= len(headline) for words in seen) if headline else not paths
    if paths & here:
        return 0 if told else 1
    if listed:
        return _ANOTHER
    if not paths:
        return 2 if told else 3
    return 4 if told or not seen else _ANOTHER


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", unescaped(text[:1_000]).casefold()))


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
            found.append(value)
    return found


def _types(node: Node) -> set[str]:
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return {re.split(r"[/:#]", name.strip())[-1].lower() for name in names if isinstance(name, str)}


def _loaded(text: str) -> object:
    if not text.strip() or len(text) > MAX_SCRIPT:
        return None
    for candidate in (text, _COMMENT.sub("", text), unescaped(text), _mended(text)):
        try:
            return json.loads(candidate, strict=False)
        except ValueError:
            # Two objects after each other, or a comma behind them: the first object is kept.
            try:
                return json.JSONDecoder(strict=False).raw_decode(candidate.lstrip())[0]
            except (ValueError, RecursionError):
                continue
        except RecursionError:
            return None
    return _dates_of(text)


_REMARK = re.compile(r"^\s*/\*.*?\*/", re.DOTALL)
_COMMA = re.compile(r",(?=\s*[}\]])")
_ESCAPE = re.compile(r'(\\["\\/bfnrtu])|\\')


def _mended(text: str) -> str:
    """Without a comma before a closing bracket, a remark at the start, and strokes that escape nothing (`\\'`)."""
    return _ESCAPE.sub(r"\1", _COMMA.sub("", _REMARK.sub("", text)))


_TYPE = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"([^"]{1,60})"')
_DATE = re.compile(r'"(datePublished|dateModified)"\s*:\s*"([^"]{4,40})"')


def _dates_of(text: str) -> Node | None:
    """The dates of one article whose JSON is past mending: a quotation mark too many, or its end is missing."""
    if not any(name.rpartition("/")[2].lower() in ARTICLE_TYPES for name in _TYPE.findall(text)):
        return None
    dates = set(_DATE.findall(text))
    told = dict(dates)
    return {"@type": "Article", **told} if told and len(told) == len(dates) else None


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
        elif isinstance(current, int) and not isinstance(current, bool):
            found.append(str(current))  # seconds or ms since 1970
        elif isinstance(current, list):
            queue.extend(current[:30])
        elif isinstance(current, dict):
            named = current.get(key) or current.get("@value") or current.get("@list")
            identity = current.get("@id")
            if named:
                queue.append(named)
            elif isinstance(identity, str) and identity in by_id:
                queue.append(by_id[identity].get(key))
    return found


def text_of(value: object, by_id: Mapping[str, Node] | None = None, key: str = "name") -> str:
    """The first string of a value, or an empty one."""
    return next((found for found in texts(value, by_id or {}, key) if found.strip()), "")
