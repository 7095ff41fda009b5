"""A page's headline: what may be it, without the site's name, and never only that name where something else is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from processors.page.jsonld import Described, text_of
from processors.page.text import plain

HEADLINE_LIMIT = 1_000
MANY = 20
"""Titles of one kind that are read: each is compared with each that JSON-LD tells, and a page may hold thousands."""


def titles_of(
    tree: HtmlElement, told: Described, metas: Sequence[str], micro: Iterable[str]
) -> tuple[str, ...]:
    """JSON-LD's headline, unless meta has the whole of what it cuts; then meta, microdata, h1, title."""
    headline = plain(
        text_of(told.article.get("headline")) or text_of(told.article.get("name")), HEADLINE_LIMIT
    )
    from_meta = [text for raw in metas if (text := plain(raw, HEADLINE_LIMIT))]
    stem = headline.rstrip(". …")
    whole = next((text for text in from_meta if headline != stem and text.startswith(stem)), "")
    found = [max(whole, headline, key=len), *from_meta]
    found.extend(plain(raw, HEADLINE_LIMIT) for raw in micro)
    told_h1 = (text for h1 in tree.iter("h1") if (text := plain(_text(h1), HEADLINE_LIMIT)))
    headings = list(islice(told_h1, MANY))
    title = tree.find(".//title")
    page_title = plain(_text(title), HEADLINE_LIMIT) if title is not None else ""
    # An h1 that the title repeats is the article's; another may be the site's name.
    found.extend(sorted((text for text in headings if text in page_title), key=len, reverse=True))
    if len(headings) == 1 and len(headings[0]) > 25:
        found.append(headings[0])
    found.extend((page_title, *headings))
    return tuple(dict.fromkeys(filter(None, found)))


def shown_titles(tree: HtmlElement) -> list[str]:
    """What the page's window and its first headings say."""
    told = (text for element in chain(tree.iter("title"), tree.iter("h1")) if (text := _text(element)))
    return list(islice(told, MANY))


def _text(element: HtmlElement) -> str:
    return str(element.text_content())


_HOLLOW = re.compile(
    r"(?:undefined|null|none|nan|untitled|sans titre|no title|loading|chargement(?: en cours)?|redirecting"
    r"|home(?: ?page)?|accueil|\[object object\])\W*$|.{0,40}(?:\{\{.*\}\}|\$\{.*\})",
    re.IGNORECASE,
)
"""What templates leave in titles where a page's own script fills them in, or nobody does."""


def headline_of(titles: Iterable[str], site_names: tuple[str, ...]) -> str:
    """The first title, without the site's name, that says more than this name; empty where none does."""
    keys = {key for name in site_names for key in _keys(name)}
    for title in titles:
        cut = without_site_name(title, site_names)
        if not _keys(cut) & keys and not _HOLLOW.match(cut):
            return cut
    return ""


def _keys(text: str) -> set[str]:
    """A name for comparing: letters and digits in lower case, without `.com`, with and without its article."""
    if len(text) > 100:
        return set()
    text = re.sub(r"\.(?:com|fr|net|org|co\.uk)$", "", text.casefold().strip())
    keys = {re.sub(r"[\W_]+", "", name) for name in (text, re.sub(r"^(?:the|le|la|les)\s+", "", text))}
    return {key for key in keys if len(key) > 1}


_SEPARATOR = re.compile(r"\s+[-–—|·•∙»«›‹<>~:/]+\s+|\s*[|—]\s*")


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
