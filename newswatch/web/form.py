"""The search form: what a query string may hold, what each slip is told, and the query that it makes."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Annotated, Literal
from urllib.parse import urlencode

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from newswatch.messages import LABELS
from newswatch.ports import Query

PAGE = 20
"""Hits a page."""
_SCALES = {"": 1.0, "k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}
_AMOUNT = re.compile(r"([0-9]+(?:[.,][0-9]+)?|[0-9]{1,3}(?:[ ,][0-9]{3})+)\s*(k|m|bn|tn)?", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _filled(value: object) -> object:
    """An empty field of a form is no filter."""
    return [one for one in value if one != ""] if isinstance(value, list) else value


def _label(value: str) -> str:
    if value not in LABELS:
        raise ValueError(f"There is no label {value!r}. There are {' and '.join(LABELS)}.")
    return value


def _when(value: str) -> str:
    _naive(value)
    return value


def _amount(value: str) -> str:
    _number(value)
    return value


Values = Annotated[
    list[Annotated[str, Field(max_length=200)]], Field(max_length=20), BeforeValidator(_filled)
]
Labels = Annotated[
    list[Annotated[str, AfterValidator(_label)]], Field(max_length=20), BeforeValidator(_filled)
]
When = Annotated[str, AfterValidator(_when)]


class SearchForm(BaseModel):
    """The fields as the browser sends them, so that the page can show them again as they were typed."""

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True, str_strip_whitespace=True)

    q: str = Field("", max_length=500)
    label: Labels = []
    company: Values = []
    source: Values = []
    language: Values = []
    since: When = Field("", alias="from")
    until: When = Field("", alias="to")
    min_amount: Annotated[str, AfterValidator(_amount)] = ""
    sort: Literal["", "newest"] = ""
    cursor: str = ""

    def query(self, zone: tzinfo) -> Query:
        """The query for a store. A date is a day of the zone; the day `to` is included."""
        until = _naive(self.until)
        if until is not None and _DATE.fullmatch(self.until):
            until = _day_after(until)
        return Query(
            text=self.q,
            labels=tuple(self.label),
            companies=tuple(self.company),
            sources=tuple(self.source),
            languages=tuple(self.language),
            since=_aware(_naive(self.since), zone),
            until=_aware(until, zone),
            min_amount=_number(self.min_amount),
            limit=PAGE,
            cursor=self.cursor or None,
            newest_first=self.sort == "newest",
        )

    def link(self, **changes: str | list[str]) -> str:
        """The query string of this search, from its first page, with these fields changed."""
        fields = {**self.model_dump(by_alias=True, exclude={"cursor"}), **changes}
        pairs = [
            (name, one)
            for name, value in fields.items()
            for one in (value if isinstance(value, list) else [value])
            if one
        ]
        return "?" + urlencode(pairs)

    @property
    def filters(self) -> list[tuple[str, str, str]]:
        """(kind, value, the search without it) of each filter in force."""
        found = []
        for kind in ("label", "company", "source", "language"):
            values: list[str] = getattr(self, kind)
            found += [(kind, one, self.link(**{kind: [v for v in values if v != one]})) for one in values]
        singles = (("from", self.since), ("to", self.until), ("min_amount", self.min_amount))
        return found + [(kind, value, self.link(**{kind: ""})) for kind, value in singles if value]


def _naive(text: str) -> datetime | None:
    """A date or a time as it was typed. Raises ValueError in words."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no date. Write 2023-01-23 or 2023-01-23T14:00.") from None


def _day_after(day: datetime) -> datetime:
    try:
        return day + timedelta(days=1)
    except OverflowError:  # the last day of the calendar
        return day


def _aware(at: datetime | None, zone: tzinfo) -> datetime | None:
    """In UTC; a time without a zone is one of ours. The ends of the calendar stay where they are."""
    if at is None:
        return None
    try:
        return (at.replace(tzinfo=zone) if at.tzinfo is None else at).astimezone(UTC)
    except OverflowError:
        return at.replace(tzinfo=UTC)


def _number(text: str) -> float | None:
    """`10000000000`, `10,000,000`, `2.5 bn`. Raises ValueError in words."""
    if not text:
        return None
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text[:40]!r} is no amount. Write 10000000, 10 m or 2.5 bn.")
    digits, scale = found.groups()
    grouped = re.fullmatch(r"[0-9]{1,3}(?:[ ,][0-9]{3})+", digits)
    value = float(re.sub(r"[ ,]", "", digits) if grouped else digits.replace(",", "."))
    value *= _SCALES[(scale or "").lower()]
    if not math.isfinite(value):
        raise ValueError("That amount is too large.")
    return value
