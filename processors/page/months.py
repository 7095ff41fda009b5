"""Dates in words, in French, English, German and Spanish: `10 avril 2024 à 14h32`, `April 10, 2024`."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

_NAMES = {
    1: "january janvier januar enero jan janv jän ene",
    2: "february fevrier februar febrero feb fevr",
    3: "march mars marz marzo mar",
    4: "april avril abril apr avr abr",
    5: "may mai mayo",
    6: "june juin juni junio jun",
    7: "july juillet juli julio jul juil",
    8: "august aout agosto aug ago",
    9: "september septembre septiembre sept sep",
    10: "october octobre oktober octubre oct okt",
    11: "november novembre noviembre nov",
    12: "december decembre dezember diciembre dec dez dic",
}
MONTHS = {name: number for number, names in _NAMES.items() for name in names.split()}
_MONTH = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_TIME = (
    r"(?:[\s,]*(?:at|a|um|las|-|·|\|)?\s*(\d{1,2})\s?(?:[:h]\s?(\d{2})(?::\d{2})?|h(?![a-z])|(?=[ap]\.?m\b))"
    r"\s*([ap]\.?m\b\.?)?)?"
)
_DAY_FIRST = re.compile(
    rf"(?<![\d/])(\d{{1,2}})(?:er|st|nd|rd|th|\.)?\s+(?:de\s+)?{_MONTH}\.?,?\s+(?:de\s+|del\s+)?((?:19|20)\d\d)(?!\d){_TIME}"
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?!\d){_TIME}")


def _unaccented(text: str) -> str:
    """Lower case without accents; each code point stays one, so that offsets hold for Latin text."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def written_date(text: str) -> tuple[datetime, bool, str] | None:
    """The first date in words, naive as written, whether it comes with a time of day, and what follows it.

    What follows is at most 40 code points, in upper case: it may name the time's zone.
    """
    text = _unaccented(text)
    found = min(
        (match for match in (_DAY_FIRST.search(text), _MONTH_FIRST.search(text)) if match),
        key=lambda match: match.start(),
        default=None,
    )
    if found is None:
        return None
    first, second, year, hour, minute, half = found.groups()
    month, day = (second, first) if first.isdigit() else (first, second)
    try:
        date = datetime(int(year), MONTHS[month], int(day))  # noqa: DTZ001 - naive, as it is written
        if hour is None:
            return date, False, ""
        hours = int(hour) % 12 + (12 if half[0] == "p" else 0) if half else int(hour)
        return (
            date.replace(hour=hours, minute=int(minute or 0)),
            True,
            text[found.end() : found.end() + 40].upper(),
        )
    except ValueError:
        return None
