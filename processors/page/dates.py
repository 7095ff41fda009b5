"""When an article was published: the candidates of a page in order of trust, and the first plausible one.

JSON-LD, meta and microdata say it outright. An address that holds a day is next: publishers write it
once and never change it. Then the feed's own date, which is a fact, before htmldate, which guesses.
A candidate without a time of day is made exact by the feed where both name the same day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from processors.page.months import written_date
from processors.page.zones import zone_in

EARLIEST = datetime(1993, 1, 1, tzinfo=UTC)
"""No news page is older than the Web; 1970 is a clock that was never set."""
AHEAD = timedelta(hours=26)
"""How far ahead of the fetch a date may lie: a naive local time east of Greenwich, and a day's grace."""
HEAD = 1_500
"""Code points of a plain text in which its date is looked for."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as told: `exact` when with a time of day, `zoned` when with its offset from UTC."""

    at: datetime
    exact: bool
    zoned: bool


_ISO = re.compile(
    r"^(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T\s]\s*(\d{1,2})[:hH]?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(?:([ap])\.?m\b\.?)?\s*"
    r"(?:(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})|([A-Z]{2,4})\b)?)?",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    r"^(?:(\d{4})[/.](\d{1,2})[/.](\d{1,2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4}))(?!\d)"
    r"(?:[\s,]*(?:à|a|at|um|-|–|\|)?\s*(\d{1,2})\s?[:hH]\s?(\d{2})(?::\d{2})?\s*(?:([ap])\.?m\b\.?)?(.{0,40}))?",
    re.IGNORECASE,
)
_DAY_MONTH_ONLY = frozenset({"fr", "de", "es", "it", "pt", "nl"})


def date_of(text: str, language: str | None = None) -> Dated | None:
    """Read one date: ISO 8601, RFC 5322, seconds or ms since 1970, `10/04/2024`, `10 avril 2024 à 14h32`.

    Ambiguous numbers are day and month in French, German and Spanish, and no date otherwise.
    """
    text = " ".join(text[:120].split())
    try:
        return _iso(text) or _epoch(text) or _slashed(text, language) or _mail(text) or _worded(text)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def _iso(text: str) -> Dated | None:
    found = _ISO.match(text)
    if not found or (text[:10].isdigit() and not 1900 < int(text[:4]) < 2200):
        return None
    year, month, day, hour, minute, second, half, zone, named = found.groups()
    clock = (_hours(hour or "0", half), int(minute or 0), min(int(second or 0), 59))
    local = datetime(int(year), int(month), int(day), *clock)  # noqa: DTZ001 - naive, as it is written
    if zone:
        return Dated(local.replace(tzinfo=_zone(zone)), True, True)
    return _placed(local, hour is not None, named or "")


def _hours(hour: str, half: str | None) -> int:
    return int(hour) % 12 + (12 if half.lower() == "p" else 0) if half else int(hour)


def _placed(local: datetime, exact: bool, rest: str) -> Dated:
    """A local time in the zone that `rest` begins with, or in UTC where it names none."""
    zone = zone_in(rest, local) if exact else None
    return Dated(local.replace(tzinfo=zone or UTC), exact, zone is not None)


def _zone(text: str | None) -> timezone:
    if not text or text.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(offset if text[0] == "+" else -offset)


def _epoch(text: str) -> Dated | None:
    if not text.isdigit() or len(text) not in (10, 13):
        return None
    return Dated(datetime.fromtimestamp(int(text) / (1000 if len(text) == 13 else 1), UTC), True, True)


def _slashed(text: str, language: str | None) -> Dated | None:
    found = _SLASHED.match(text)
    if not found:
        return None
    if found[1]:
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    else:
        first, second, year = int(found[4]), int(found[5]), int(found[6])
        if first > 12 or "." in text[:5] or (language or "") in _DAY_MONTH_ONLY or first == second:
            day, month = first, second
        elif second > 12:
            month, day = first, second
        else:
            return None
    exact = found[7] is not None
    hour, minute = (_hours(found[7], found[9]), int(found[8])) if exact else (0, 0)
    local = datetime(year, month, day, hour, minute)  # noqa: DTZ001 - naive, as it is written
    return _placed(local, exact, found[10] or "")


def _mail(text: str) -> Dated | None:
    if not re.match(r"^(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} (?:19|20)\d\d \d", text):
        return None
    at = parsedate_to_datetime(text)
    if at.tzinfo is not None:
        return Dated(at, True, True)
    return _placed(at, True, text.rpartition(" ")[2])  # (the names of zones that RFC 5322 has are American)


def _worded(text: str) -> Dated | None:
    found = written_date(text)
    if found is None:
        return None
    at, exact, rest = found
    return _placed(at, exact, rest)


def _plausible(dated: Dated, fetched_at: datetime) -> bool:
    """Whether a page fetched then can have been published at that date."""
    return EARLIEST <= dated.at <= fetched_at + AHEAD


_URL_DAY = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)"
    r"(?:(/)(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?=[/.]|$)"
    r"|([-_.]?)(0[1-9]|1[0-2])\5(0[1-9]|[12]\d|3[01])(?!\d))"
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/\-_]?(0[1-9]|1[0-2])(?:/|-(?!\d))")
_NAME_DATE = re.compile(r"^((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?!\d)")


def date_in_url(url: str) -> Dated | None:
    """The day that an address holds: `/2024/04/10/`, `/2019/7/22/`, `-20240410-`, `/2024-04-10-`."""
    path = url.partition("://")[2].partition("/")[2].partition("?")[0]
    for found in _URL_DAY.finditer("/" + path[:400]):
        year, _, month, day, _, joined_month, joined_day = found.groups()
        try:
            at = datetime(int(year), int(month or joined_month), int(day or joined_day), tzinfo=UTC)
        except ValueError:
            continue
        return Dated(at, False, False)
    return None


def date_in_name(name: str) -> tuple[Dated | None, bool]:
    """The date that a file's name begins with (`2024-04-10-a-title.txt`), and whether only to the month."""
    found = _NAME_DATE.match(name)
    if not found:
        return None, False
    try:
        return Dated(
            datetime(int(found[1]), int(found[2]), int(found[3] or 1), tzinfo=UTC), False, False
        ), not found[3]
    except ValueError:
        return None, False


def month_in_url(url: str, fetched_at: datetime) -> Dated | None:
    """The first of the month that an address holds, once that month is over: old news, to the month.

    Within the month of the fetch it says nothing that the discovery does not say better.
    """
    found = _URL_MONTH.search(url.partition("://")[2].partition("?")[0][:400])
    if not found:
        return None
    at = datetime(int(found[1]), int(found[2]), 1, tzinfo=UTC)
    now = fetched_at.astimezone(UTC)
    return Dated(at, False, False) if (at.year, at.month) < (now.year, now.month) else None


def chosen_date(
    candidates: Iterable[Dated | None], fetched_at: datetime, feed_date: datetime | None = None
) -> tuple[datetime | None, bool]:
    """The first plausible candidate, made exact by the feed's date; whether one lay in the future.

    A time without an offset counts as UTC unless the feed tells the same minute in another offset.
    """
    feed = Dated(feed_date, True, True) if feed_date else None
    told = [dated for dated in candidates if dated]
    future = False
    for dated in told:
        if dated.at > fetched_at + AHEAD:
            future = True
        elif dated.at >= EARLIEST:
            at = _exact(dated, feed) if feed and _plausible(feed, fetched_at) else dated.at
            if dated.exact or at != dated.at:
                return at, future
            # A day that the page tells to the minute elsewhere.
            finer = (other.at for other in told if other.exact and other.at.date() == dated.at.date())
            return next(finer, at), future
    return None, future


def _exact(dated: Dated, feed: Dated) -> datetime:
    """The feed's instant for a date without time or offset that it can be."""
    apart = feed.at - dated.at
    if not dated.exact and timedelta(hours=-14) <= apart < timedelta(hours=38):
        return feed.at
    same_minute = apart.total_seconds() % 900 < 60 and abs(apart) <= timedelta(hours=14)
    if dated.exact and not dated.zoned and same_minute:
        return feed.at
    return dated.at


def published(
    told: Sequence[Dated | None],
    addresses: Sequence[str],
    fetched_at: datetime,
    feed_date: datetime | None,
    guess: Callable[[], Dated | None],
) -> tuple[datetime | None, tuple[str, ...]]:
    """When a page was published, in the order of trust above, and the problems met on the way.

    `guess` is called only when page, address and feed say nothing. What is left is the month of
    the address (`date-approximate`).
    """
    feed = Dated(feed_date, True, True) if feed_date else None
    date, future = chosen_date([*told, *map(date_in_url, addresses), feed], fetched_at, feed_date)
    problems = ("future-date",) if future else ()
    if date is None:
        date, _ = chosen_date([guess()], fetched_at)
    if date is None:
        for address in addresses:
            if month := month_in_url(address, fetched_at):
                return month.at, (*problems, "date-approximate")
    return date, problems


_CUES = tuple(
    re.compile(rf"\b(?:{words})\b[^\n]{{0,40}}", re.IGNORECASE)
    for words in (
        "publi[ée]e?|post[ée]e?|mis en ligne|published|posted|ver[öo]ffentlicht|publicado",
        "updated|mis à jour",
    )
)
_BARE = re.compile(
    r"(?:(?:par|by)\s.{2,60}?[|,·•–-]\s*)?(?:(?:le|on)\s+)?(?:[^\W\d]{3,9}[.,]?\s+)??(?=\d{1,2}\S{0,2}\s|[^\W\d]{3,9}\.?\s\d)",
    re.IGNORECASE,
)
"""What may stand before a date in a line that is hardly more than it: who wrote, and the day of the week."""


def date_in_text(text: str) -> Dated | None:
    """The date that a plain text's beginning writes out: after a word such as `publié`, else the first."""
    head = text[:HEAD]
    return _cued(head) or _worded(head)


def date_in_line(line: str, language: str | None = None) -> Dated | None:
    """The date of a line beside a headline: after a word such as `publié`, or where the line begins with it."""
    if cued := _cued(line, language):
        return cued
    begun = _BARE.match(line)
    return (
        _worded(line[begun.end() : begun.end() + 60])
        if begun and _begins_with_date(line[begun.end() :])
        else None
    )


def _begins_with_date(text: str) -> bool:
    return written_date(text[:24]) is not None


def _cued(text: str, language: str | None = None) -> Dated | None:
    for cue in _CUES:
        for found in cue.finditer(text):
            after = text[found.start() : found.end() + 40]
            numbers = re.search(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}", after)
            if dated := _worded(after) or (date_of(after[numbers.start() :], language) if numbers else None):
                return dated
    return None
