"""What a page says of itself: title, description, authors, dates, from JSON-LD, then meta, then markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from processors.page.jsonld import NOTHING, Described, described, text_of, texts
from processors.page.text import folded, has_hidden, plain

HEADLINE_LIMIT = 1_000
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

    title: str
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


def metadata_of(tree: HtmlElement, url: str) -> Metadata:
    """Read a page's metadata. Nothing is invented: what the page does not say is empty."""
    metas = _metas(tree)
    addresses = _addresses(tree, metas)
    told = described(tree, url or next(iter(addresses), ""))
    micro = _microdata(tree)
    site_names = (
        *texts(told.first("publisher"), told.by_id),
        *texts(told.page.get("isPartOf"), told.by_id),
        *_values(metas, _SITES),
    )
    return Metadata(
        title=_title(tree, told, metas, micro),
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
            *texts(told.page.get("datePublished"), {}),
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
                *_values(metas, _TITLES),
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


_WITH_ITEMPROP = etree.XPath("//*[@itemprop and not(self::meta)] | //time[@pubdate]")
_NAME = etree.XPath(".//*[@itemprop='name'][1]")
_PROPERTIES = frozenset({"headline", "datepublished", "datemodified", "author"})


def _microdata(tree: HtmlElement) -> dict[str, list[str]]:
    """Values of the microdata properties that matter here (HTML, section 5.2), and `pubdate` times."""
    found: dict[str, list[str]] = {}
    for element in _WITH_ITEMPROP(tree)[:500]:
        names = {name.lower() for name in (element.get("itemprop") or "").split()}
        if element.tag == "time" and element.get("pubdate") is not None:
            names.add("datepublished")
        for name in names & _PROPERTIES:
            named = next(iter(_NAME(element)), element)
            value = element.get("datetime") or element.get("content") or _text(named)[:2_000]
            found.setdefault(name, []).append(value)
    return found


def _title(
    tree: HtmlElement, told: Described, metas: Mapping[str, list[str]], micro: Mapping[str, list[str]]
) -> str:
    """JSON-LD's headline, unless meta has the whole of what it cuts; then meta, h1, title."""
    headline = plain(
        text_of(told.article.get("headline")) or text_of(told.article.get("name")), HEADLINE_LIMIT
    )
    from_meta = [text for raw in _values(metas, _TITLES) if (text := plain(raw, HEADLINE_LIMIT))]
    if headline:
        stem = headline.rstrip(". …")
        whole = next((text for text in from_meta if headline != stem and text.startswith(stem)), headline)
        return whole if len(whole) > len(headline) else headline
    if from_meta:
        return from_meta[0]
    for raw in micro.get("headline", ()):
        if text := plain(raw, HEADLINE_LIMIT):
            return text
    headings = [text for h1 in tree.iter("h1") if (text := plain(_text(h1), HEADLINE_LIMIT))][:20]
    title = tree.find(".//title")
    page_title = plain(_text(title), HEADLINE_LIMIT) if title is not None else ""
    # An h1 that the title repeats is the article's; another may be the site's name.
    repeated = max((text for text in headings if text in page_title), key=len, default="")
    if repeated or (len(headings) == 1 and len(headings[0]) > 25):
        return repeated or headings[0]
    return page_title or (headings[0] if headings else "")


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


def _keys(text: str) -> set[str]:
    """A name for comparing: letters and digits in lower case, without `.com`, with and without its article."""
    if len(text) > 100:
        return set()
    text = re.sub(r"\.(?:com|fr|net|org|co\.uk)$", "", text.casefold().strip())
    keys = {re.sub(r"[\W_]+", "", name) for name in (text, re.sub(r"^(?:the|le|la|les)\s+", "", text))}
    return {key for key in keys if len(key) > 1}


_SEPARATOR = re.compile(r"\s+[-–—|·•»:/]+\s+|\s*\|\s*")


def without_site_name(title: str, site_names: tuple[str, ...]) -> str:
    """Drop a last or first part of a title that is the publisher's name: ` - The Verge`, ` | WIRED`.

    Only a whole part is dropped, and never the only one: `Inside Wired` and `The Verge` stay.
    """
    keys = {key for name in site_names for key in _keys(name)}
    for _ in range(2):  # `… | Tech | The Site` leaves the section alone, `… | The Site | site.com` loses both
        cuts = list(_SEPARATOR.finditer(title))
        if not cuts:
            break
        last, first = cuts[-1], cuts[0]
        if _keys(title[last.end() :]) & keys and title[: last.start()].strip():
            title = title[: last.start()].strip()
        elif _keys(title[: first.start()]) & keys and title[first.end() :].strip():
            title = title[first.end() :].strip()
        else:
            break
    return title


def domain_names(url: str) -> tuple[str, ...]:
    """What a title may call the site: its host, with and without `www.`, and the host's main label."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ()
    labels = host.split(".")
    main = max(labels[:-1], key=len, default="")
    return tuple(name for name in (host, main) if len(name) > 3)
