"""`sources check`: one look at every list, stored nowhere, compared with what the source's file expects."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from crawlers.crawl import new_reach
from crawlers.discover import with_child
from crawlers.guard import Policy
from crawlers.look import look
from crawlers.reach import Limits
from crawlers.sources import Source
from crawlers.tries import Checked, Tried, checked, tried
from newswatch.ports import Clock
from newswatch.settings import Settings

if TYPE_CHECKING:
    from crawlers.spiders.look import Ask

TIMEOUT = 20.0
"""Seconds for one answer: somebody waits for it."""


def check(settings: Settings, sources: Sequence[Source]) -> dict[str, Checked]:
    """Try every list of the sources, through the guard and robots.txt, as a crawl would."""
    if not sources:
        return {}
    reach = new_reach(
        Limits(timeout=TIMEOUT),
        connect_to=settings.connect_to,
        proxy=settings.proxy,
        ca_file=settings.ca_file,
    )

    async def routine(ask: Ask) -> dict[str, Checked]:
        return await check_all(sources, ask, settings.now)

    return look(routine, reach, settings.now, contact=settings.contact)


async def check_all(sources: Sequence[Source], ask: Ask, clock: Clock) -> dict[str, Checked]:
    """The check of each source, in their order; hosts at once, and one host's lists one after another."""
    found = await asyncio.gather(*(_check(source, ask, clock) for source in sources))
    return {source.id: one for source, one in zip(sources, found, strict=True)}


async def _check(source: Source, ask: Ask, clock: Clock) -> Checked:
    policy = Policy(source.ports, source.allow_private)
    lists = []
    for address in source.lists:
        answer = await ask(address.url, policy)
        if answer.fault:
            lists.append(Tried(address.url, final_url=answer.url, fault=answer.fault))
            continue
        sitemap = bool(source.sitemaps)
        one = tried(address.url, answer.url, answer.body, answer.content_type, sitemap=sitemap)
        lists.append(await with_child(one, ask, policy))
    return checked(source, tuple(lists), clock())


def hint(settings: Settings, found: Mapping[str, Checked]) -> str:
    """What may be amiss with all of them at once; empty where nothing seems to be."""
    reasons = [
        one.fault.reason if one.fault else ""
        for check in found.values() if check.word == "broken" for one in check.lists
    ]  # fmt: skip
    cut_off = [reason for reason in reasons if reason in ("dns", "connection", "timeout")]
    named = any(os.environ.get(name) for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"))
    if found and len(cut_off) * 2 > len(found) and named and settings.proxy in ("", "off"):
        return "The environment names a proxy, which is not used: NEWSWATCH_PROXY=environment uses it."
    return ""
