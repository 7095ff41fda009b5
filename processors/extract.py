"""From a Page to an Article, or to a Reject that says why there is none: what stage `extract` does with each page.

`read_article` is pure and bounded by the guards here; what they can't bound (a parser that hangs, memory)
is bounded by the process that runs it: newswatch/adapters/extract_pool.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from newswatch.addresses import is_front_page
from newswatch.errors import Reject
from newswatch.messages import CLOSED, Article, Entry, Page, SourceRef, digest
from processors.page.beside import date_beside
from processors.page.body import (
    MAX_BODY,
    MIN_BODY,
    body_of,
    guessed_date,
    strip_apart,
    strip_scripts,
    visible_text,
)
from processors.page.data import data_of, text_in
from processors.page.dates import Dated, chosen_date, date_in_name, date_in_text, date_of, published
from processors.page.language import code_of, language_of
from processors.page.links import cited
from processors.page.metadata import DESCRIPTION_LIMIT, Metadata, metadata_of
from processors.page.pointers import strip_pointers
from processors.page.problems import SHORT, STUB, has_paywall, is_consent_wall, is_soft_404, leads_on
from processors.page.text import cleaned, decoded, folded, has_hidden, header, kind_of, plain
from processors.page.titles import HEADLINE_LIMIT, domain_names, headline_of, without_site_name
from processors.page.tree import MAX_BYTES, parsed


def read_article(page: Page) -> Article:
    """Read the article out of a page.

    Raises Reject: http-… (a status that is none of 2xx), empty, too-large, not-html, too-deep,
    script-only, consent-wall, soft-404. The last three, empty, and http-… of a page that is kept from us, only where
    no feed entry gives at least a title.
    """
    if _feed_title(page.entry) and (page.status in CLOSED or (200 <= page.status < 300 and _is_empty(page))):
        return _article(page, _of_feed_alone(page, "soft-404"))
    _refuse(page)
    content_type = header(page.headers, "content-type")
    kind = kind_of(page.body, content_type)
    text = decoded(page.body, content_type)
    reading = _plain_reading(page, text) if kind == "text" else _html_reading(page, text)
    return _article(page, reading)


def read_articles_inline(pages: Sequence[Page]) -> list[Article | Exception]:
    """Read pages in this process, without a limit of time or memory: for `try` and for tests."""
    results: list[Article | Exception] = []
    for page in pages:
        try:
            results.append(read_article(page))
        except Exception as error:  # noqa: BLE001 - a bug is that page's outcome
            results.append(error)
    return results


def article_of_text(
    text: str,
    *,
    url: str,
    headline: str,
    source: SourceRef,
    at: datetime,
    date: datetime | None = None,
    id: str | None = None,
    language: str | None = None,
    name: str = "",
) -> Article:
    """An article of plain text. `at` stands for discovery and fetch, `name` is the file's name if it has one.

    An empty headline stays empty: none is invented. Without a `url`, one that stands alone on one of the
    first lines is taken. Without a `date`, one that the address, the beginning of the file's name or the
    text's first lines give. Raises Reject: empty, too-large.
    """
    if len(text) > MAX_BYTES:
        raise Reject("too-large", f"{len(text)} characters; at most {MAX_BYTES}")
    body = cleaned(text)
    if not body and not headline.strip():
        raise Reject("empty", "no text")
    url = url or next((line for line in body[:2_000].split("\n")[:5] if _LONE_ADDRESS.fullmatch(line)), "")
    page = Page(
        id=id or digest(url or body),
        requested_url=url,
        url=url,
        status=200,
        body=b"",
        source=source,
        discovered_at=at,
        fetched_at=at,
    )
    found, problems = (date, ()) if date else _date_of_text(page, body, name)
    return _article(
        page,
        _Reading(
            headline=folded(headline, HEADLINE_LIMIT),
            body=body,
            date=found,
            languages=(language,),
            problems=(*problems, "hidden-characters") if has_hidden(headline) else problems,
        ),
    )


_LONE_ADDRESS = re.compile(r"https?://\S{4,2000}")


# --- parts ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read of a page, before the rules that all kinds of page share."""

    headline: str = ""
    description: str = ""
    body: str = ""
    author: tuple[str, ...] = ()
    date: datetime | None = None
    modified: datetime | None = None
    languages: tuple[str | None, ...] = ()
    citation: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    url: str = ""
    """Where a reader is sent, if not to the page's address: that of a wall is of no use to anybody."""


def _refuse(page: Page) -> None:
    if not 200 <= page.status < 300:
        raise Reject(f"http-{page.status}", f"{page.url} was answered with status {page.status}")
    if len(page.body) > MAX_BYTES:
        raise Reject("too-large", f"{len(page.body)} bytes; at most {MAX_BYTES}")
    if _is_empty(page):
        raise Reject("empty", f"{page.url} has no body")


def _is_empty(page: Page) -> bool:
    """Whether there is nothing in it: some walls answer 202 with no more than a header."""
    return not page.body.strip(b" \t\r\n\x00")


def _html_reading(page: Page, text: str) -> _Reading:
    tree, cut = parsed(text)
    told = metadata_of(tree, page.url)
    url = page.url or next(iter(told.addresses), "")
    names = (*told.site_names, page.source.publisher, *domain_names(url))
    titles = tuple(without_site_name(title, names) for title in told.titles)
    title = headline_of(told.titles, names)
    feed_title = _feed_title(page.entry)
    date, date_problems = _date_of_page(page, tree, told)
    data = data_of(tree)
    has_scripts = strip_scripts(tree)
    page_text = visible_text(tree)
    strip_apart(tree)
    modified, _ = chosen_date([date_of(raw) for raw in told.modified[:8]], page.fetched_at)
    citation = cited(tree, url)
    strip_pointers(tree)
    body = body_of(tree, title, told.article_body)
    if len(body) < MIN_BODY and data:
        body = max(body, text_in(data, (*titles, feed_title))[:MAX_BODY], key=len)
    shown = [whole for whole in titles if whole.startswith(title)] or [""]
    problems = _problems(shown, body, page_text, told, cut) | set(date_problems)
    if leads_on(tree, page_text) or (is_front_page(page.url) and not is_front_page(page.requested_url)):
        problems.add("soft-404")  # sites lead what they have taken away, or keep from us, to their first page
    if not problems.isdisjoint({"consent-wall", "soft-404"}):
        return _of_feed_alone(page, next(p for p in sorted(problems) if p in {"consent-wall", "soft-404"}))
    description = told.description
    if not body and not description and not feed_title:
        if cut:
            raise Reject("too-deep", "nothing to read before the nesting passes the parser's limit")
        if has_scripts and len(page_text) < SHORT:
            raise Reject("script-only", f"{page.url} is filled by scripts: no text in the page")
        raise Reject("empty", f"{page.url} has no text")
    if len(body) < SHORT and has_scripts and len(page_text) < SHORT:
        problems.add("script-only")
    return _Reading(
        headline=(feed_title if "script-only" in problems else "")
        or title
        or feed_title
        or next(iter(titles), ""),
        description=description,
        body=body,
        author=told.author or _feed_author(page.entry),
        date=date,
        modified=modified if modified and (date is None or modified >= date) else None,
        languages=told.languages,
        citation=citation,
        problems=tuple(sorted(problems)),
    )


def _problems(titles: Sequence[str], body: str, page_text: str, told: Metadata, cut: bool) -> set[str]:
    found = {"too-deep"} if cut else set()
    if told.hidden:
        found.add("hidden-characters")
    if has_paywall(told.free, body, page_text):
        found.add("paywall")
    if len(body) < STUB and any(is_consent_wall(title, body, page_text) for title in titles):
        found.add("consent-wall")
    if is_soft_404(titles, body, page_text):
        found.add("soft-404")
    return found


def _of_feed_alone(page: Page, problem: str) -> _Reading:
    """A page that is no article: the feed's own words remain, where there are some."""
    if not _feed_title(page.entry):
        raise Reject(problem, f"{page.url} shows no article")
    url = page.requested_url or page.url
    date, problems = published([], (url,), page.fetched_at, _feed_date(page.entry), lambda: None)
    return _Reading(author=_feed_author(page.entry), date=date, problems=(problem, *problems), url=url)


def _plain_reading(page: Page, text: str) -> _Reading:
    body = cleaned(text)
    if not body and not _feed_title(page.entry):
        raise Reject("empty", f"{page.url} has no text")
    date, problems = _date_of_text(page, body)
    return _Reading(body=body, date=date, problems=problems)


def _article(page: Page, reading: _Reading) -> Article:
    """Fill from the feed what the page does not say, note what a reader should know, and hash the text."""
    entry = page.entry
    headline = reading.headline or _feed_title(entry)
    description = reading.description or plain((entry.summary if entry else None) or "", DESCRIPTION_LIMIT)
    if description == headline:
        description = ""
    language = language_of(
        headline,
        description,
        reading.body,
        claims=reading.languages,
        usual=(entry.language if entry else None, page.source.language),
    )
    problems = set(reading.problems)
    if len(reading.body) < SHORT:
        problems.add("short")
    if not headline:
        problems.add("no-title")
    if reading.date is None:
        problems.add("no-date")
    if has_hidden(entry.title or "" if entry else ""):
        problems.add("hidden-characters")
    return Article(
        id=page.id,
        url=reading.url or page.url,
        headline=headline,
        description=description or None,
        body=reading.body,
        author=reading.author,
        publisher=page.source.publisher,
        in_language=language,
        date_published=reading.date,
        date_modified=reading.modified,
        content_hash=digest(headline, description, reading.body),
        source=page.source,
        silent=page.silent,
        citation=reading.citation,
        problems=tuple(sorted(problems)),
        discovered_at=page.discovered_at,
        fetched_at=page.fetched_at,
    )


def _date_of_page(page: Page, tree: HtmlElement, told: Metadata) -> tuple[datetime | None, tuple[str, ...]]:
    language = next((code for tag in told.languages if (code := code_of(tag))), page.source.language)

    def guess() -> Dated | None:
        return date_beside(tree, language) or date_of(guessed_date(tree, page.fetched_at) or "")

    candidates = [date_of(raw, language) for raw in told.published[:12]]
    addresses = (page.url, *told.addresses)
    return published(candidates, addresses, page.fetched_at, _feed_date(page.entry), guess)


def _date_of_text(page: Page, body: str, name: str = "") -> tuple[datetime | None, tuple[str, ...]]:
    named, to_the_month = date_in_name(name)
    if named and not to_the_month:
        return named.at, ()
    found = published([], (page.url,), page.fetched_at, _feed_date(page.entry), lambda: date_in_text(body))
    if found[0] is None and named:
        return named.at, ("date-approximate",)
    return found


def _feed_title(entry: Entry | None) -> str:
    return plain(entry.title, HEADLINE_LIMIT) if entry and entry.title else ""


def _feed_author(entry: Entry | None) -> tuple[str, ...]:
    return tuple(name for raw in entry.author if (name := folded(raw, 200))) if entry else ()


def _feed_date(entry: Entry | None) -> datetime | None:
    return entry.date_published if entry else None
