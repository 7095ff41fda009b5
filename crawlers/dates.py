"""Dates as feeds write them: RFC 822, ISO 8601, in words, in numbers. Naive ones are taken as UTC."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from processors.page.dates import date_of

# fmt: off
_MONTHS = {
    "jan": 1, "fev": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "mai": 5, "may": 5, "juin": 6, "jun": 6,
    "juil": 7, "jul": 7, "aou": 8, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
    # Portuguese, Spanish, Italian and German where they differ.
    "ene": 1, "gen": 1, "abr": 4, "mag": 5, "giu": 6, "lug": 7, "ago": 8, "set": 9, "out": 10, "ott": 10,
    "okt": 10, "dic": 12, "dez": 12,
}
# fmt: on
_WORDS = re.compile(
    r"(?:[a-z]{2,10}\.?,?\s+)?(?:le\s+)?(\d{1,2})(?:er)?\s+([a-z]{3,9})\.?,?\s+(\d{4})"
    r"(?:\s*(?:a|,|-)?\s*(\d{1,2})\s*[:h]\s*(\d{2})?(?::(\d{2}))?)?(.*)"
)
_NUMERIC = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s*(?:a|-)?\s*(\d{1,2})[:h](\d{2}))?")
_ZONE = re.compile(r"\s*([+-])(\d{2}):?(\d{2})")
FIRST_YEAR, LAST_YEAR = 1991, 2089
"""Before the web, and so far ahead that it can only be a slip: such dates are left out."""


def read_date(text: str | None, problems: list[str], language: str | None = None) -> datetime | None:
    """The date that a text gives, in UTC, or None; a date that can't be used is a problem.

    `01/12/2026` is of December, but of no month in English, where either may stand first.
    """
    if not text or not text.strip():
        return None
    clean = text.strip()[:80]
    found = zoned_date(clean) or _iso(clean) or _rfc822(clean) or _in_words(clean, language)
    if found is None and (dated := date_of(clean, language)):
        found = dated.at
    if found is None:
        problems.append(f"date: {clean!r} can't be read")
        return None
    return usable(found, clean, problems)


def zoned_date(text: str) -> datetime | None:
    """The date that a text gives with its zone, of those that have a name (`CET`) too."""
    dated = date_of(text)
    return dated.at if dated and dated.zoned else None


def usable(found: datetime, text: str, problems: list[str]) -> datetime | None:
    """The date, or None with a problem when it is 1970's, 2099's or the like."""
    if FIRST_YEAR <= found.year <= LAST_YEAR:
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    problems.append(f"date: {text[:80]!r} can't be right")
    return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _rfc822(text: str) -> datetime | None:
    if re.search(r"\s0\d{3}\s", text):
        return None  # the year 1 of a date that was never set; Python takes it for 2001
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _in_words(text: str, language: str | None) -> datetime | None:
    bare = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    try:
        if found := _WORDS.match(bare):
            month = next((m for name, m in _MONTHS.items() if found[2].startswith(name)), None)
            if month is None:
                return None
            zone = _ZONE.match(found[7] or "")
            clock = f"{int(found[4] or 0):02d}:{int(found[5] or 0):02d}:{int(found[6] or 0):02d}"
            offset = f"{zone[1]}{zone[2]}:{zone[3]}" if zone else "+00:00"
            return datetime.fromisoformat(f"{found[3]}-{month:02d}-{int(found[1]):02d}T{clock}{offset}")
        if language != "en" and (found := _NUMERIC.match(bare)):
            return datetime(
                int(found[3]),
                int(found[2]),
                int(found[1]),
                int(found[4] or 0),
                int(found[5] or 0),
                tzinfo=UTC,
            )
    except ValueError:
        return None
    return None
