"""When a launch that is told for a time to come is to come: its sentence's words, as a date of reduced precision."""

from __future__ import annotations

import re
from datetime import date, timedelta

from newswatch.messages import Fact
from processors.detect.grammar.bygone import MONTHS
from processors.detect.grammar.quoting import evidence
from processors.detect.grammar.reading import Reading
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Sentence, Text

_NUMBER = MONTHS | {"jan.": 1, "feb.": 2, "aug.": 8, "sept.": 9, "oct.": 10, "nov.": 11, "dec.": 12}
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
    r"\b(?:will|shall|to|set|due|slated|expected|scheduled|coming|comes|arriv\w+|available|launching|releasing|shipping|ships?|"
    r"on sale|en vente|"
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
    """The date, where the sentence of a launch, or one below its headline, says when it is to come.

    None where none is said that lies ahead.
    """
    text, sentence = sign.text, sign.clause.sentence
    said = sign.clause.units[sign.at]
    found = _dated(text, sentence, (said.start, said.end), reading)
    lead = reading.lead if found is None and text.field == "headline" else None
    if lead is None:
        return found
    for below in lead.sentences[:_BELOW]:
        if found is None and _OF_ELSE.search(lead.folded, below.start, below.end) is None:
            found = _dated(lead, below, (below.start, below.start), reading)
    return found


_NEAR = 120
"""Code points before a date in which it is said of what."""
_BELOW = 2
_OF_ELSE = re.compile(
    r"\b(?:switched off|shut\w*|retir\w+|remplac\w+|replac\w+|discontinu\w+|ferm\w+|event|evenement|keynote|conference|"
    r"trial|proces|until|jusqu\w+|earnings|resultats)\b"
)
"""What else a sentence below may have a date of."""


def _dated(text: Text, sentence: Sentence, told: tuple[int, int], reading: Reading) -> Fact | None:
    """`told`: where the verb that launches begins and ends; the sentence's beginning where it is another's."""
    for found in _WHEN.finditer(text.folded, sentence.start, sentence.end):
        first = sentence.start < told[0] and found.end() <= told[0]  # `On 20 May, X will launch Y`
        near = max(sentence.start, found.start() - _NEAR)
        coming = text.folded[found.end() : told[1]] if first else text.folded[near : found.start()]
        aside = text.folded[near if first else max(near, told[0]) : found.start()]
        if not _COMES.search(coming) or _ASIDE.search(aside):
            continue
        if (value := _value(found, reading.published.date())) is not None:
            return Fact(value=value, evidence=evidence(text, *found.span()))
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
