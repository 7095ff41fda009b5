"""When a launch that is told for a time to come is to come: its sentence's words, as a date of reduced precision."""

from __future__ import annotations

import re
from datetime import date, timedelta

from newswatch.messages import Fact
from processors.detect.grammar.quoting import evidence
from processors.detect.grammar.reading import Reading
from processors.detect.launches.signs import Sign

_MONTHS = (
    ("january", "janvier", "jan."), ("february", "fevrier", "feb."), ("march", "mars"), ("april", "avril"),
    ("may", "mai"), ("june", "juin"), ("july", "juillet"), ("august", "aout", "aug."),
    ("september", "septembre", "sept."), ("october", "octobre", "oct."), ("november", "novembre", "nov."),
    ("december", "decembre", "dec."),
)  # fmt: skip
_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_MONTH = "|".join(re.escape(name) for name in sorted(_NUMBER, key=len, reverse=True))
_WHEN = re.compile(
    rf"\b(?:(?:on|from|starting|by|le|du|des le|a partir du|au) )?(?:"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)? (?:of )?(?P<month>{_MONTH})(?:,? (?P<year>20\d\d))?"
    rf"|(?P<before>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (?P<year2>20\d\d))?"
    rf"|(?:in|by|en|d'ici|courant|mid-|early |late |debut |fin |mi-)\s?(?:early |late |debut |fin )?(?:"
    rf"(?P<alone>{_MONTH})(?: (?P<year3>20\d\d))?|(?P<year4>20\d\d))"
    rf"|(?P<month_on>next month|le mois prochain)|(?P<year_on>next year|l'an prochain|l'annee prochaine))(?![\w-])"
)
_COMES = re.compile(
    r"\b(?:will|shall|to|set|due|slated|expected|scheduled|coming|comes|arriv\w+|available|launching|releasing|shipping|"
    r"va|vont|doit|doivent|prevue?s?|attendue?s?|disponibles?|sort|sortie|[a-z]{2,}(?:era|eront|ira|iront|dra|dront))\b"
    r"[^.:;?!]{0,90}$"
)
"""What makes a date one of a thing to come: a future, or a word for what is awaited, before it."""
_ASIDE = re.compile(
    r"\b(?:ahead of|before|after|during|since|at|avant|apres|lors|depuis|following|despite)\b[^,]*$"
)
"""`ahead of its keynote on 20 May`: the date of something else."""
_AHEAD = 300
"""Days within which a date without a year lies ahead: a later one is gone by."""


def planned_for(sign: Sign, reading: Reading) -> Fact | None:
    """The date, where the sentence of a launch says when it is to come; None where none lies ahead."""
    text, sentence = sign.text, sign.clause.sentence
    told = sign.clause.units[sign.at].start
    today = reading.published.date()
    for found in _WHEN.finditer(text.folded, sentence.start, sentence.end):
        first = found.end() <= told  # `On 20 May, X will launch Y`
        coming = (
            text.folded[found.end() : sign.clause.units[sign.at].end]
            if first
            else text.folded[: found.start()]
        )
        aside = text.folded[sentence.start if first else told : found.start()]
        value = _value(found, today) if _COMES.search(coming) and not _ASIDE.search(aside) else None
        if value is not None:
            start, end = found.span()
            return Fact(value=value, evidence=evidence(text, start, end))
    return None


def _value(found: re.Match[str], today: date) -> str | None:
    """ISO 8601 with as much of it as is said; None for what lies behind."""
    if found["year_on"]:
        return str(today.year + 1)
    if found["month_on"]:
        return (today.replace(day=1) + timedelta(days=31)).isoformat()[:7]
    if found["year4"]:
        return found["year4"] if int(found["year4"]) >= today.year else None
    name = found["month"] or found["before"] or found["alone"]
    day = found["day"] or found["day2"]
    year = found["year"] or found["year2"] or found["year3"]
    month = _NUMBER[name]
    for number in (int(year),) if year else (today.year, today.year + 1):
        try:
            then = date(number, month, int(day or 28))
        except ValueError:
            return None
        if then >= today if day is None else then > today:
            near = year is not None or then - today <= timedelta(days=_AHEAD)
            return (then.isoformat() if day else then.isoformat()[:7]) if near else None
    return None
