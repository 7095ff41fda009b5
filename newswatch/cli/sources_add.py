"""`sources add`: finds what a site lists its news in, shows what it would get, and writes the source's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from pydantic import ValidationError

from crawlers.crawl import new_reach
from crawlers.discover import Site, discover, id_of
from crawlers.guard import Policy
from crawlers.look import look
from crawlers.reach import Limits
from crawlers.sources import Source, read_sources
from crawlers.tries import Tried
from newswatch.addresses import article_id, normalise
from newswatch.cli.assemble import extract_pool
from newswatch.cli.opening import source_dirs
from newswatch.errors import ConfigError, NewswatchError
from newswatch.logs import one_line
from newswatch.messages import Article, Page
from newswatch.settings import Settings
from processors.page.language import code_of, language_of

if TYPE_CHECKING:
    from crawlers.spiders.look import Answer, Ask

TIMEOUT = 20.0
"""Seconds for one answer: somebody waits for it."""
OFTEN = 5.0
"""Entries a day from which a source is looked at every 15 minutes; once an hour below."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user said."""

    site: str
    id: str = ""
    name: str = ""
    language: str = ""
    organisation: str = ""
    allow_private: bool = False
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What would be watched: the site, the source, its file's text, a page of it, and where it was written."""

    site: Site
    source: Source
    text: str
    sample: Article | NewswatchError | None
    written: Path | None


def add(settings: Settings, wish: Wish) -> Added:
    """Look at a site and write its source. Raises NewswatchError where it lists nothing, or is there already."""
    reach = new_reach(
        Limits(timeout=TIMEOUT),
        connect_to=settings.connect_to,
        proxy=settings.proxy,
        ca_file=settings.ca_file,
    )

    async def routine(ask: Ask) -> tuple[Site, Answer | None]:
        return await found(wish, ask)

    site, answer = look(routine, reach, settings.now, contact=settings.contact)
    return added(settings, wish, site, answer)


async def found(wish: Wish, ask: Ask) -> tuple[Site, Answer | None]:
    """The site, and its newest entry's page. Without a scheme https is tried, then http."""
    whole = "://" in wish.site
    addresses = [wish.site] if whole else [f"https://{wish.site}", f"http://{wish.site}"]
    for last, address in enumerate(addresses, start=1 - len(addresses)):
        try:
            policy = _policy(address, wish)
            site = await discover(address, ask, policy)
            break
        except ConfigError:
            raise
        except NewswatchError:
            if last == 0:
                raise
    if site.chosen is None:
        raise NewswatchError(_nothing(site))
    return site, await ask(site.chosen.samples[0].url, policy) if site.chosen.samples else None


def _policy(address: str, wish: Wish) -> Policy:
    try:
        port = urlsplit(normalise(address)).port
    except ValueError as error:
        raise ConfigError(f"{wish.site!r} is no address. Write it as https://example.org/.") from error
    return Policy(frozenset({80, 443, *([port] if port else [])}), wish.allow_private)


def added(settings: Settings, wish: Wish, site: Site, answer: Answer | None) -> Added:
    """The source of a site that was looked at, written where the user wants it."""
    assert site.chosen
    known = read_sources(source_dirs(settings)).sources
    _refuse_known(known, site.chosen)
    source, text = source_of(wish, site, site.chosen, known)
    folder = wish.folder or (settings.config_dir / "sources" if settings.config_dir else None)
    written = _write(folder / f"{source.id}.yml", text) if folder else None
    return Added(site, source, text, _sample(settings, source, site.chosen, answer), written)


def _nothing(site: Site) -> str:
    tried = "".join(
        f"\n  {one.url}: {one.fault.reason if one.fault else ', '.join(one.problems) or 'no entries'}"
        for one in site.tried
    )
    return (
        f"{site.front.url} has no feed and no sitemap that newswatch finds. "
        f"If you know one, add it by its own address.{tried and ' Tried:' + tried}"
    )


def _refuse_known(known: Mapping[str, Source], chosen: Tried) -> None:
    wanted = {article_id(chosen.url), article_id(chosen.final_url)}
    for source in known.values():
        if any(article_id(address.url) in wanted for address in source.lists):
            off = "" if source.enabled else ", switched off: `enabled: true` in a file of your own starts it"
            raise ConfigError(f"{chosen.url} is the source {source.id!r} already{off}.")


# --- the file ---------------------------------------------------------------------------------------


def source_of(wish: Wish, site: Site, chosen: Tried, known: Mapping[str, Source]) -> tuple[Source, str]:
    """The source with its file's text. Raises ConfigError where something must be told by the user."""
    name = wish.name or chosen.title or site.front.name or urlsplit(site.front.url).hostname or "?"
    rate = chosen.a_day or 0.0
    sitemap = chosen.kind in ("urlset", "index")
    values: dict[str, Any] = {
        "name": name,
        "publisher": name,
        "homepage": site.front.url,
        "language": wish.language or _language(site, chosen),
        "kind": "first-party" if wish.organisation else "press",
        **({"organisation": wish.organisation} if wish.organisation else {}),
        "sitemaps" if sitemap else "feeds": [{"url": chosen.url, "seen": f"{site.front.url} {chosen.found}"}],
        "every": "15m" if rate >= OFTEN else "1h",
        "entries_a_day": {"min": 0, "max": max(20, round(rate * 5))},
        **({"allow_private": True} if wish.allow_private else {}),
    }
    if wish.id in known:
        raise ConfigError(f"There is a source {wish.id!r} already. Choose another id.")
    id_ = wish.id or _free(id_of(site.front.url), known)
    try:
        source = Source.model_validate({"id": id_, **values})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise ConfigError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    others = [one for one in site.tried if one.entries and one is not chosen]
    # A line separator in an address must not end the comment: what follows would be read as keys.
    lines = [one_line(f"#  - url: {one.url}  # {one.entries} entries") for one in others]
    text = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=110)
    return source, text + "".join(f"{line}\n" for line in (["# Found too:", *lines] if lines else []))


def _free(id_: str, known: Mapping[str, Source]) -> str:
    return next(name for n in range(1, 10_000) if (name := id_ if n == 1 else f"{id_}-{n}") not in known)


def _language(site: Site, chosen: Tried) -> str:
    """What the list says, else what its entries are written in, else what the page says."""
    claims = (chosen.language, site.front.language)
    titles = " ".join(entry.title or "" for entry in chosen.samples)
    summaries = " ".join(entry.summary or "" for entry in chosen.samples)
    found = (
        code_of(chosen.language) or language_of(titles, summaries, "", claims=claims) or code_of(claims[1])
    )
    if not found:
        raise ConfigError(f"{chosen.url} does not say its language: tell it with --language, such as `en`.")
    return found


def _write(path: Path, text: str) -> Path:
    """Write a new file; one that is there is left alone, and what can't be written is told with its text."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise ConfigError(f"{path} is there already. Choose another id with --id.") from None
    except OSError as error:  # (a container has the folder to read only)
        raise NewswatchError(
            f"{path} can't be written: {error.strerror}. It is to have this:\n{text}"
        ) from error
    return path


# --- a page of it -----------------------------------------------------------------------------------


def _sample(
    settings: Settings, source: Source, chosen: Tried, answer: Answer | None
) -> Article | NewswatchError | None:
    """What is read out of its newest entry's page, or why nothing is."""
    if answer is None:
        return None
    if answer.fault:
        return NewswatchError(f"{answer.url}: {answer.fault.reason}: {answer.fault.text}")
    page = Page(
        id=article_id(answer.url),
        requested_url=chosen.samples[0].url,
        url=answer.url,
        status=answer.status,
        headers={"content-type": answer.content_type} if answer.content_type else {},
        body=answer.body,
        entry=chosen.samples[0],
        source=source.ref(),
        discovered_at=settings.now(),
        fetched_at=settings.now(),
    )
    pool = extract_pool(settings, ["extract"])
    assert pool is not None
    try:
        (found,) = pool.read_articles([page])
    finally:
        pool.close()
    if isinstance(found, Article | NewswatchError):
        return found
    return NewswatchError(f"{type(found).__name__}: {found}")
