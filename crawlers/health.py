"""How a source fares: quiet, broken or changed, told from its document and its recent pages. Pure.

quiet    its lists can be read, and less comes than usual or than expected: nothing to do yet
broken   a list can't be read, lists nothing, has stood still far too long, or no page can be fetched or read
changed  it can be read and is another: far too many entries, a wall before most texts, another language

A source that is broken or changed is told once, and once more when it has recovered (`changes`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Literal

from crawlers.frontier import LASTING
from crawlers.history import FULL_HISTORY, State, days_of, known_days, rate, without_lean_weekends
from crawlers.newest_pages import Page, Refused, recent_pages
from crawlers.sources import Source
from newswatch.messages import Article

Word = Literal["new", "ok", "quiet", "broken", "changed", "off"]
TOLD: frozenset[Word] = frozenset({"broken", "changed"})
FAULTS = 3
"""Failures of one list in a row that make it broken."""
LASTING_FAULTS = 2
"""The same for a reason that another try rarely changes: the tries are a day apart."""
WALLED = 0.6
"""Share of the recent pages with the same trouble at which it is the source's."""
FEW_PAGES = 5
"""Pages below which nothing is said of them."""
QUIET_GAPS, BROKEN_GAPS = 8, 40
"""Silence that is quiet, and broken, as multiples of the usual time between two entries."""
QUIET_AT_LEAST, BROKEN_AT_LEAST = timedelta(hours=36), timedelta(days=7)
FLOOD, FLOOD_AT_LEAST = 5, 50
"""More than so many times the busiest other day, and more than so many entries: a flood."""


@dataclass(frozen=True, slots=True)
class Health:
    """How a source fares now. `reason` is stable; shares are 0 to 1, `delay` is in seconds."""

    word: Word
    reason: str = ""
    text: str = ""
    last_success: str | None = None
    """ISO 8601."""
    entries_a_day: float | None = None
    """New entries a day, over up to 28 days; None in the first day."""
    extracted: float | None = None
    """Share of the recent pages whose text could be read; None where there are none."""
    delay: float | None = None
    """Median time from publication to discovery of the recent articles that were news."""
    errors: int = 0
    """Lists' failures since they were last read."""


@dataclass(frozen=True, slots=True)
class Change:
    """A source that broke, or recovered."""

    source: str
    kind: Literal["broken", "recovered"]
    health: Health


def health(
    state: State,
    articles: Sequence[Article],
    source: Source,
    now: datetime,
    refused: Sequence[Refused] = (),
) -> Health:
    """How a source fares: its `sources` document, its newest articles and refused pages, what is expected, the time.

    Of a page that is among both, leave out the refusal: it was read since.
    """
    lists = [state.get("lists", {}).get(address.url, {}) for address in source.lists]
    pages = recent_pages(articles, refused)
    word, reason, text = _verdict(state, lists, articles, pages, source, now)
    told = [a for a in articles if a.date_published and not a.silent and a.discovered_at >= a.date_published]
    return Health(
        word=word,
        reason=reason,
        text=text,
        last_success=state.get("last_success"),
        entries_a_day=rate(state, now),
        extracted=round(sum(page.read for page in pages) / len(pages), 3) if pages else None,
        delay=median((a.discovered_at - a.date_published).total_seconds() for a in told if a.date_published)
        if told
        else None,
        errors=sum(int(known.get("faults", 0)) for known in lists),
    )


def changes(before: Mapping[str, Health], after: Mapping[str, Health]) -> tuple[Change, ...]:
    """What is to be told: a source that broke or changed, and one that recovered; each once.

    From broken to changed or back nothing is told; a source that is switched off is not told either.
    """
    found: list[Change] = []
    for id_, now in sorted(after.items()):
        was = before[id_].word in TOLD if id_ in before else False
        if now.word in TOLD and not was:
            found.append(Change(id_, "broken", now))
        elif was and now.word in ("ok", "quiet"):
            found.append(Change(id_, "recovered", now))
    return tuple(found)


def health_of(state: State) -> Health | None:
    """The health that a source's document holds, if it was ever noted."""
    noted = state.get("health")
    if not isinstance(noted, Mapping):
        return None
    return Health(**{name: noted[name] for name in asdict(Health("new")) if name in noted})


# --- the verdict ------------------------------------------------------------------------------------

Verdict = tuple[Word, str, str]


def _verdict(
    state: State,
    lists: Sequence[Mapping[str, Any]],
    articles: Sequence[Article],
    pages: Sequence[Page],
    source: Source,
    now: datetime,
) -> Verdict:
    if not source.enabled:
        return "off", "", ""
    found = _lists(lists, source) or _pages(state, now)
    if found is None and not state.get("last_success"):
        return "new", "", "never read"
    return (
        found
        or _walls(pages)
        or _language(articles, source)
        or _too_many(state, source, now)
        or _too_few(state, source, now)
        or ("ok", "", "")
    )


def _lists(lists: Sequence[Mapping[str, Any]], source: Source) -> Verdict | None:
    """A list that fails again and again, or all of them empty where there were entries."""
    for known, address in zip(lists, source.lists, strict=True):
        reason, _, text = str(known.get("error") or "unreadable").partition(": ")
        if int(known.get("faults", 0)) >= (LASTING_FAULTS if reason in LASTING else FAULTS):
            return "broken", reason, f"{address.url}: {known['faults']} failures in a row: {text}"
    if all(known.get("entries") == 0 and known.get("had_entries") for known in lists):
        return "broken", "empty-list", "its lists can be read and list nothing any more"
    return None


def _pages(state: State, now: datetime) -> Verdict | None:
    """Hardly any page of the last three days could be fetched."""
    recent = [day for when, day in days_of(state).items() if when >= now.date() - timedelta(days=2)]
    failed: Counter[str] = Counter()
    for day in recent:
        failed.update(day.get("failed", {}))
    pages = sum(int(day.get("pages", 0)) for day in recent)
    if failed.total() < FEW_PAGES or pages * 4 > failed.total():
        return None
    reason, count = failed.most_common(1)[0]
    return "broken", reason, f"{failed.total()} pages failed in three days, {count} of them with {reason}"


def _walls(pages: Sequence[Page]) -> Verdict | None:
    """Broken where nothing at all of the pages can be read, changed where most have the same trouble."""
    if len(pages) < FEW_PAGES:
        return None
    seen = Counter(trouble for page in pages for trouble in page.troubles)
    ranked = sorted(seen.items(), key=lambda one: (-one[1], one[0]))
    if all(page.troubles and not page.read for page in pages):
        told = ", ".join(f"{count} {trouble}" for trouble, count in ranked[:3])
        return "broken", ranked[0][0], f"none of its last {len(pages)} pages could be read: {told}"
    if ranked and ranked[0][1] >= WALLED * len(pages):
        trouble, count = ranked[0]
        return "changed", trouble, f"{count} of its last {len(pages)} pages: {trouble}"
    return None


def _language(articles: Sequence[Article], source: Source) -> Verdict | None:
    known = [article.in_language for article in articles if article.in_language]
    expected = {source.language, *(address.language for address in source.lists)}
    other = Counter(language for language in known if language not in expected)
    if len(known) < FEW_PAGES or other.total() < WALLED * len(known):
        return None
    language, count = other.most_common(1)[0]
    text = f"{count} of its last {len(known)} articles are in {language!r}, not in {source.language!r}"
    return "changed", "language", text


def _too_many(state: State, source: Source, now: datetime) -> Verdict | None:
    days = days_of(state)
    counts = {when: int(day.get("new", 0)) for when, day in days.items()}
    for when in (now.date(), now.date() - timedelta(days=1)):
        count = counts.get(when, 0)
        if count > source.entries_a_day.max:
            text = (
                f"{count} new entries on {when}, and {source.entries_a_day.max:g} a day are expected at most"
            )
            return "changed", "too-many", text
        others = [n for other, n in counts.items() if other != when]
        old_enough = known_days(state, now) >= FULL_HISTORY and count > FLOOD_AT_LEAST
        if old_enough and others and count > FLOOD * max(others):
            text = f"{count} new entries on {when}, and at most {max(others)} before"
            return "changed", "flood", text
    return None


def _too_few(state: State, source: Source, now: datetime) -> Verdict | None:
    """Silence far beyond the usual, or two whole days below what is expected."""
    age = known_days(state, now)
    last = state.get("last_new") or state.get("since")
    usual = (rate(state, datetime.fromisoformat(last)) if last else None) or source.entries_a_day.min
    if usual and last:
        silent = without_lean_weekends(state, datetime.fromisoformat(last), now)
        text = f"nothing new since {last[:16]}, and {usual:.3g} entries a day are usual"
        if silent > max(BROKEN_AT_LEAST, timedelta(days=BROKEN_GAPS / usual)):
            return "broken", "stands-still", text
        if silent > max(QUIET_AT_LEAST, timedelta(days=QUIET_GAPS / usual)):
            return "quiet", "silent", text
    days = days_of(state)
    whole = [days.get(now.date() - timedelta(days=n), {}) for n in (1, 2)]
    mean = sum(int(day.get("new", 0)) for day in whole) / 2
    if age >= 3 and mean < source.entries_a_day.min:
        least = source.entries_a_day.min
        return "quiet", "few", f"{mean:g} new entries a day of late, and at least {least:g} are expected"
    return None
