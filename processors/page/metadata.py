"""What a page says of itself: title, description, authors, dates, from JSON-LD, then meta, then markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from processors.page.jsonld import ARTICLE_TYPES, NOTHING, Described, described, text_of, texts
from processors.page.text import folded, has_hidden, plain
from processors.page.titles import HEADLINE_LIMIT, MANY, shown_titles, titles_of

DESCRIPTION_LIMIT = 2_000
AUTHORS_LIMIT = 12

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
_DESCRIPTIONS = (
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "sailthru.description",
)
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "twitter:data1",
)
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dc.created",
    "dcterms.date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "og:pubdate",
    "date",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "article.updated",
    "last-modified",
)
_SITES = ("og:site_name", "application-name", "twitter:app:name:iphone")
_LANGUAGES = ("og:locale", "content-language", "language", "dc.language", "dcterms.language")


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's word on itself. Lists hold candidates, the most trusted first; texts are clean."""

    titles: tuple[str, ...]
    """What may be its headline; the site's name may be among them, or before or after one."""
    description: str
    author: tuple[str, ...]
    site_names: tuple[str, ...]
    published: tuple[str, ...]
    modified: tuple[str, ...]
    languages: tuple[str, ...]
    addresses: tuple[str, ...]
    """Further addresses of this page: canonical, AMP, og:url. Absolute ones only."""
    article_body: str
    hidden: bool
    """Whether its titles hold direction overrides or zero-width characters."""
    free: bool
    """False where the publisher says that the text is not free to read."""
    described: Described = NOTHING

    @property
    def title(self) -> str:
        """The most trusted of its titles, or an empty one."""
        return next(iter(self.titles), "")


def metadata_of(tree: HtmlElement, url: str) -> Metadata:
    """Read a page's metadata. Nothing is invented: what the page does not say is empty."""
    metas = _metas(tree)
    addresses = _addresses(tree, metas)
    meta_titles = _values(metas, _TITLES)[:MANY]
    told = described(tree, (url, *addresses), (*meta_titles, *shown_titles(tree)))
    micro = _microdata(tree)
    site_names = (
        *texts(told.first("publisher"), told.by_id),
        *texts(told.page.get("isPartOf"), told.by_id),
        *_values(metas, _SITES),
    )
    return Metadata(
        titles=titles_of(tree, told, meta_titles, micro.get("headline", [])[:MANY]),
        description=next(
            (
                text
                for raw in (text_of(told.first("description")), *_values(metas, _DESCRIPTIONS))
                if (text := plain(raw, DESCRIPTION_LIMIT))
            ),
            "",
        ),
        author=_authors(
            [texts(told.first("author"), told.by_id), _values(metas, _AUTHORS), micro.get("author", [])]
        ),
        site_names=tuple(folded(name, 100) for name in site_names),
        published=(
            *texts(told.article.get("datePublished"), {}),
            *_values(metas, _PUBLISHED[:4]),
            *texts(told.page.get("datePublished") or told.page.get("uploadDate"), {}),
            *_values(metas, _PUBLISHED[4:]),
            *micro.get("datepublished", []),
            *texts(told.article.get("dateCreated"), {}),
        ),
        modified=(
            *texts(told.first("dateModified"), {}),
            *_values(metas, _MODIFIED),
            *micro.get("datemodified", []),
        ),
        languages=(
            *texts(told.first("inLanguage"), told.by_id, "alternateName"),
            tree.get("lang")
            or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
            or tree.get("xml:lang")
            or "",
            *_values(metas, _LANGUAGES),
        ),
        addresses=addresses,
        article_body="\n".join(texts(told.article.get("articleBody"), told.by_id, "text")),
        hidden=any(
            has_hidden(raw[:HEADLINE_LIMIT])
            for raw in (
                text_of(told.article.get("headline")),
                *meta_titles,
                tree.findtext(".//title") or "",
            )
        ),
        free=str(told.first("isAccessibleForFree")).strip().lower() not in {"false", "0", "no"},
        described=told,
    )


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """The contents of the meta elements by name, property, itemprop or http-equiv, in lower case."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in (element.get(attribute) or "").lower().split():
                found.setdefault(name, []).append(content)
    return found


def _values(metas: Mapping[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return [value for name in names for value in metas.get(name, ())]


def _addresses(tree: HtmlElement, metas: Mapping[str, list[str]]) -> tuple[str, ...]:
    links = {(link.get("rel") or "").lower(): (link.get("href") or "").strip() for link in tree.iter("link")}
    found = (links.get("canonical", ""), *_values(metas, ("og:url",)), links.get("amphtml", ""))
    return tuple(address[:2_000] for address in found if address.startswith(("http://", "https://")))


_TOLD_IN_MARKUP = etree.XPath(
    "//*[(@itemprop or @property) and not(self::meta)]|//time[@pubdate]|//a[@rel='author']"
)
_NAME = etree.XPath(".//*[@itemprop='name'][1]")
_PROPERTIES = frozenset({"headline", "datepublished", "datemodified", "author"})
_DUBLIN = frozenset({"dc:date", "dc:created", "dc:issued", "dcterms:created", "dcterms:issued"})
_ASIDE = frozenset({"aside", "nav", "footer"})
_COMMENTS = frozenset({"comment", "comments", "comment-list", "commentlist", "comments-area", "comment-body"})


def _microdata(tree: HtmlElement) -> dict[str, list[str]]:
    """What markup tells of the properties that matter here: microdata (HTML, section 5.2), RDFa, `pubdate`, `author`.

    Where the first heading stands in an article's item, that item's alone.
    """
    found: dict[str, list[str]] = {}
    heading = tree.find(".//h1")
    above = () if heading is None else heading.iterancestors()
    item = next((element for element in above if element.get("itemscope") is not None), None)
    if item is not None and (item.get("itemtype") or "").rpartition("/")[2].lower() not in ARTICLE_TYPES:
        item = None  # a page, or a crumb of it
    for element in _TOLD_IN_MARKUP(tree)[:500]:
        names = {name for name in map(_property, _tokens(element, "itemprop", "property")) if name}
        if element.tag == "time" and element.get("pubdate") is not None:
            names.add("datepublished")
        if element.get("rel") == "author":
            names.add("by")
        if not names or not _is_own(element, item):
            continue
        for name in names:
            named = next(iter(_NAME(element)), element)
            value = element.get("datetime") or element.get("content") or _text(named)[:2_000]
            found.setdefault(name, []).append(value)
    if len(set(found.get("by", ()))) == 1:  # links to several authors may be those of other articles
        found.setdefault("author", found["by"])
    return found


def _tokens(element: HtmlElement, *attributes: str) -> list[str]:
    return [token.lower() for name in attributes for token in (element.get(name) or "").split()]


def _property(token: str) -> str | None:
    name = "datepublished" if token in _DUBLIN else token.removeprefix("schema:")
    return name if name in _PROPERTIES else None


def _is_own(element: HtmlElement, item: HtmlElement | None) -> bool:
    """Whether it stands in the item of the heading, if there is one, and in nothing that is set apart."""
    inside = item is None
    for above in element.iterancestors():
        if above is item:
            return True
        if above.tag in _ASIDE or not _COMMENTS.isdisjoint(_tokens(above, "class", "id")):
            return False
    return inside


def _text(element: HtmlElement) -> str:
    return str(element.text_content())


_BY = re.compile(r"^(?:by|par|von|por|written by|publié par|écrit par)\s+(?=\S)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|;|\||/|\band\b|\bet\b|\bund\b|&)\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|^@|@\w+\.\w", re.IGNORECASE)


def _authors(lists: list[list[str]]) -> tuple[str, ...]:
    """The names of the first list that has some; several in one string are taken apart."""
    for raw_names in lists:
        names: dict[str, None] = {}
        for raw in raw_names[:30]:
            text = _BY.sub("", plain(raw, 300))
            if not text or _ADDRESS.search(text):
                continue
            parts = _BETWEEN.split(text)
            whole = len(parts) == 1 or any(len(part.split()) < 2 for part in parts)
            names.update(dict.fromkeys([text] if whole else parts))
        if names:
            return tuple(names)[:AUTHORS_LIMIT]
    return ()
