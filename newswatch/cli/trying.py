"""What would become of a file: the same functions as in the pipeline, without log and store."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from crawlers.feeds import read_feed
from crawlers.finding import source_of, source_of_page
from crawlers.sitemaps import read_sitemap
from crawlers.sources import Source, load_sources
from newswatch.adapters.extract_pool import ExtractPool
from newswatch.addresses import article_id, normalise
from newswatch.cli.assemble import extract_pool, rules
from newswatch.cli.opening import source_dirs
from newswatch.cli.telling import is_unsure_alone, verdict_lines
from newswatch.cli.usage import unused
from newswatch.errors import ConfigError, Reject
from newswatch.logs import one_line
from newswatch.messages import Article, Entry, Flagged, Page, SourceRef
from newswatch.settings import Settings
from processors.extract import article_of_text
from processors.flag import Rules, flag
from processors.otherwise import otherwise
from processors.page.text import decoded

HEAD = 4096
"""Bytes that tell a file's kind."""
PAGE_LIMIT = 16 * 1024 * 1024
"""Bytes of a file that are read at most; the stages have lower limits of their own."""
TITLE, STDIN = Path("--title"), Path("-")
"""Inputs that are no files: a headline alone, and what is piped in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user said of a single input."""

    url: str = ""
    title: str = ""
    date: datetime | None = None
    source: str = ""


def tried(settings: Settings, files: Sequence[Path], asked: Asked) -> Iterator[dict[str, Any]]:
    """One result an input, in order (the shapes are in docs/reference.md)."""
    sources = load_sources(source_dirs(settings))
    in_force = rules(settings)
    pool = extract_pool(settings, ["extract"])
    assert pool is not None
    try:
        for path in files:
            yield _tried(settings, path, asked, sources, in_force, pool)
    finally:
        pool.close()


def _tried(
    settings: Settings,
    path: Path,
    asked: Asked,
    sources: Mapping[str, Source],
    in_force: Rules,
    pool: ExtractPool,
) -> dict[str, Any]:
    name = str(path)
    try:
        body = _read(path)
    except OSError as error:
        text = f"it can't be read: {error.strerror}"
        return {"input": name, "kind": "unreadable", "rejected": {"reason": "unreadable", "text": text}}
    kind = kind_of(body, path.suffix)
    if kind in ("feed", "sitemap"):
        said = {"--title": asked.title, "--date": asked.date, "--url": kind == "sitemap" and asked.url}
        unused(said, f"describes a page or a text, and {name} is a {kind}")
    try:
        if kind == "feed":
            return {"input": name, "kind": kind, **_feed(body, asked, sources)}
        if kind == "sitemap":
            return {"input": name, "kind": kind, **_sitemap(body)}
        article = _article(kind, path.name, body, asked, sources, settings.now(), pool)
    except Reject as reject:
        text = reject.text.strip()
        return {"input": name, "kind": kind, "rejected": {"reason": reject.reason, "text": f"{name}: {text}"}}
    return {"input": name, "kind": kind, **shape_of(otherwise(flag(article, in_force), in_force))}


def _read(path: Path) -> bytes:
    if path == TITLE:
        return b""
    if path == STDIN:
        return sys.stdin.buffer.read(PAGE_LIMIT)
    with path.open("rb") as file:
        return file.read(PAGE_LIMIT)


def shape_of(flagged: Flagged) -> dict[str, Any]:
    """What is read of an article, with null for what the text does not say: others rely on the keys."""
    whole = flagged.model_dump(mode="json", by_alias=True, exclude={"schema_version", "kind"})
    whole["article"].pop("schema_version", None)
    return {**whole, "unsure": is_unsure_alone(whole)}


def kind_of(body: bytes, suffix: str) -> str:
    """`feed`, `sitemap`, `page` or `text`, by what the bytes look like; the suffix settles plain text."""
    head = body[:HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if suffix.lower() in (".txt", ".md"):
        return "text"
    if suffix.lower() in (".rss", ".atom", ".rdf") or re.search(rb"<(rss|feed|rdf:rdf|channel)[\s>:]", head):
        return "feed"
    if head.startswith(b"{") and (b"jsonfeed.org" in head or suffix.lower() == ".json"):
        return "feed"
    if re.search(rb"<(urlset|sitemapindex)[\s>]", head):
        return "sitemap"
    if suffix.lower() in (".html", ".htm", ".xhtml") or re.search(
        rb"<(!doctype html|html|head|body|p|div)[\s>]", head
    ):
        return "page"
    return "feed" if suffix.lower() == ".xml" else "text"


def is_binary(body: bytes) -> bool:
    """Whether these bytes are no text: a PDF, a picture, an archive."""
    head = body[:HEAD]
    return head.startswith((b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8", b"PK\x03\x04", b"\x1f\x8b")) or (
        b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))
    )


def _feed(body: bytes, asked: Asked, sources: Mapping[str, Source]) -> dict[str, Any]:
    feed = read_feed(body, None, asked.url or None)
    found: dict[str, Any] = {
        "entries": [_entry(entry) for entry in feed.entries],
        "problems": list(feed.problems),
    }
    source = _named(asked, sources) if asked.source else source_of(sources, feed)
    return {**found, "source": source.id} if source else found


def _sitemap(body: bytes) -> dict[str, Any]:
    sitemap = read_sitemap(body)
    return {
        "entries": [_entry(entry) for entry in sitemap.entries],
        "sitemaps": list(sitemap.children),
        "problems": list(sitemap.problems),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "url": entry.url,
        "datePublished": entry.date_published.isoformat().replace("+00:00", "Z")
        if entry.date_published
        else None,
    }


def _article(
    kind: str,
    name: str,
    body: bytes,
    asked: Asked,
    sources: Mapping[str, Source],
    now: datetime,
    pool: ExtractPool,
) -> Article:
    try:
        url = normalise(asked.url) if asked.url else _own_address(body)
    except ValueError as error:
        raise ConfigError(
            f"--url {asked.url!r} is no web address: write it whole, from https:// on"
        ) from error
    source = _named(asked, sources) if asked.source else source_of_page(sources, url) if url else None
    ref = source.ref() if source else SourceRef(id=asked.source or "try", publisher=asked.source)
    if kind == "text":
        if is_binary(body):
            raise Reject("not-html", "these bytes are neither a page nor a text")
        text = decoded(body, None)
        return article_of_text(
            text, url=url, headline=asked.title, source=ref, at=now, date=asked.date, name=name
        )
    entry = (
        Entry(url=url, title=asked.title or None, date_published=asked.date)
        if asked.title or asked.date
        else None
    )
    page = Page(
        id=article_id(url) if url else article_id("https://example.invalid/"),
        requested_url=url,
        url=url,
        status=200,
        body=body,
        entry=entry,
        source=ref,
        discovered_at=now,
        fetched_at=now,
    )
    result = pool.read_articles([page])[0]
    if isinstance(result, Exception):
        raise result
    return result


def _own_address(body: bytes) -> str:
    """The address that a page gives itself: rel=canonical, else og:url; empty where it gives none."""
    head = body[: 256 * 1024].decode("utf-8", errors="replace")
    for tag in re.findall(r"<(?:link|meta)\b[^>]{0,2000}>", head, re.IGNORECASE):
        if re.search(r"""(?:rel=["']?canonical|property=["']?og:url)\b""", tag, re.IGNORECASE):
            found = re.search(r"""(?:href|content)=["']?(https?://[^"'\s>]+)""", tag, re.IGNORECASE)
            if found:
                return normalise(found[1])
    return ""


def _named(asked: Asked, sources: Mapping[str, Source]) -> Source | None:
    """The source that the user names, by id, name or publisher."""
    if asked.source in sources:
        return sources[asked.source]
    wanted = asked.source.casefold()
    return next((s for s in sources.values() if wanted in (s.name.casefold(), s.publisher.casefold())), None)


def lines_of(result: Mapping[str, Any]) -> Iterator[str]:
    """The result for a person."""
    yield f"{one_line(result['input'])}: {result['kind']}"
    if rejected := result.get("rejected"):
        yield one_line(f"  rejected: {rejected['reason']}: {rejected['text']}")
        return
    for problem in result.get("problems", ()):
        yield one_line(f"  problem: {problem}")
    for entry in result.get("entries", ()):
        told = f"{entry['title'] or '(no title)'}  {entry['url']}".rstrip()
        yield one_line(f"  {(entry['datePublished'] or 'undated')[:16]:<16}  {told}")
    if article := result.get("article"):
        yield one_line(f"  {article['headline'] or '(no headline)'}")
        when = article.get("datePublished") or "undated"
        language = article.get("inLanguage") or "language unknown"
        yield one_line(f"  {when}  {language}  {article.get('url', '')}".rstrip())
        for line in verdict_lines(result):
            yield f"  {line}"
