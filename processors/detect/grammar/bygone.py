"""Whether a headline dates what it tells before the article: `In 2024, X bought Y`, `X bought Y last year`; or says of
itself that it is an old one: `From the archive: X buys Y`, `X buys Y (2019)`.

The time must stand beside the verb: before all that acts, or right behind what was bought. `X, founded in 2023`,
`plans for 2027`, `in fiscal 2025` and `last week` date something else, or are news.
"""

from __future__ import annotations

import re
from datetime import datetime

from processors.detect.grammar.clauses import Clause

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5,
    "juin": 6, "juillet": 7, "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
}  # fmt: skip
"""Names of months, folded."""
_WHEN = (
    rf"(?:back |early |late )?(?:(?:in|en) (?:(?P<month>{'|'.join(MONTHS)}) )?(?P<year>(?:19|20)\d\d)|last year|"
    r"last month|l'an(?:nee)? (?:dernier|derniere|passee?)|le mois (?:dernier|passe))"
)
_FIRST = re.compile(rf"\W*{_WHEN}(?=,| )")
_BEHIND = re.compile(rf"\s*{_WHEN}(?=\s*(?:$|[.,;:!)–—|]|(?:and|but|as|after|et|mais|apres|pour|for)\b))")
_NUMBER = (
    r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|une?|deux|trois|quatre|cinq|sept|"
    r"huit|neuf|dix|quinze|vingt)"
)
_AGAIN = re.compile(
    r"\W*(?:(?:from |out of |tire de |extrait de )?(?:(?:the|our|les?|nos) )?archives?|(?:on )?this (?:day|week) in "
    r"(?:\w+ )?history|on this day|ce jour-la|(?:today|aujourd'hui) (?:in|dans) (?:l')?(?:\w+ )?(?:history|histoire)|"
    r"flash-?back|throwback(?: \w+day)?|retro|dans le retro(?:viseur)?|rediffusion|re-?(?:run|print|post)(?:ed)?|icymi|"
    r"in case you missed it|anniversa(?:ry|ire)|(?:our |the |nos |les )?(?:most[- ]read|(?:articles )?les plus lus)\b"
    rf"[^:]{{0,20}}|c'etait (?:en|il y a)\b[^:]{{1,20}}|ca s'est passe\b[^:]{{1,20}}|{_NUMBER} (?:year|decade)s? ago"
    rf"(?: today| this (?:day|week|month))?|il y a (?:tout juste )?{_NUMBER} ans?) ?(?:[:|–—]|- )|"
    r"\W*(?:remember when|the day (?:that|when)|le jour ou)\b"
)
"""What a headline begins with that is printed again, or tells what was."""
_YEAR_FIRST = re.compile(r"\W*(?:from |de )?((?:19|20)\d\d) ?[\]:]")
_YEAR_LAST = re.compile(r"[\[(](?:from |in |de |en )?((?:19|20)\d\d)[\])]\W*\Z")
"""`2019: X buys Y`, `X buys Y (2019)`: who passes an old page on writes its year beside it."""
_NEWS = re.compile(
    r"\b(?:now|today|desormais|aujourd'hui|quiet\w*|secret\w*|filings?|reveal\w*|disclos\w*|emerges?|documents?|"
    r"revele\w*|discret\w*|report\w*)\b"
)
"""What is known only now, however long ago it was done."""


def told_again(folded: str, told: datetime) -> bool:
    """Whether a headline says of itself that an article of this time tells old news: `From the archive: X buys Y`."""
    if _AGAIN.match(folded):
        return True
    last = _YEAR_LAST.search(folded) if "(" in folded or "[" in folded else None
    beside = (_YEAR_FIRST.match(folded), last)
    return any(int(found[1]) < told.year for found in beside if found is not None)


def bygone(clause: Clause, at: int, end: int, folded: str, told: datetime) -> bool:
    """Whether the verb at a unit, and all that it claims up to an offset, is dated before an article of this time."""
    said = clause.units[at]
    first = _FIRST.match(folded, clause.span()[0], said.start)
    if first is not None and _before(first, told):
        between = clause.units[clause.low : at]
        dated = not any("present" in unit.moods() for unit in between if unit.start >= first.end())
    else:
        behind = _BEHIND.match(folded, end)
        dated = behind is not None and _before(behind, told) and _was(clause, at, end, folded)
    return dated and _NEWS.search(folded) is None


def _before(when: re.Match[str], told: datetime) -> bool:
    if when["year"] is None:
        return True
    if when["month"] is None:
        return int(when["year"]) < told.year
    months = int(when["year"]) * 12 + MONTHS[when["month"]]
    return months < told.year * 12 + told.month - 1  # what was done last month may be told now


def _was(clause: Clause, at: int, end: int, folded: str) -> bool:
    """The verb is in the past; where none is known, any verb before the end."""
    said = clause.units[at]
    verbs = [said] if said.verbs else [unit for unit in clause.units if unit.end <= end and unit.verbs]
    return bool(verbs) and all(
        bool(_HAS.search(folded, 0, unit.start))
        or (bool({"past", "participle"} & set(unit.moods())) and "present" not in unit.moods())
        for unit in verbs
    )


_HAS = re.compile(r"\b(?:a|ont|avait|avaient|has|have|had|was|were|est|etait)(?: ete| been)? $")
"""Without accents `rachète` and `racheté` are one word."""


_MONTH = "|".join(MONTHS)
_OPENED_THEN = re.compile(
    r"\W*(?:lancee?s?|sortie?s?|devoilee?s?|presentee?s?|annoncee?s?|deployee?s?|launched|released|unveiled|introduced|"
    r"announced)(?: (?:first|initially|quietly|d'abord|discretement|officiellement))? "
    rf"(?:(?:le|on) (?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? (?P<of>{_MONTH})|on (?P<on>{_MONTH}) (?P<th>\d{{1,2}})|"
    rf"(?:en|in|fin|debut|mi-|courant|early|late|back in) ?(?P<month>{_MONTH})|"
    r"(?:en|in|back in) (?P<year>(?:19|20)\d\d)|"
    rf"il y a (?:pres de |plus de |quelques |{_NUMBER} )+(?:semaines|mois|ans?)|"
    rf"(?:nearly |more than |a few |just |{_NUMBER} )+(?:weeks?|months?|years?) ago|"
    r"last (?:month|year|spring|summer|autumn|fall|winter)|earlier this (?:month|year)|l'an (?:dernier|passe)|"
    r"le mois dernier|au printemps|a l'(?:automne|ete))\b"
)
_FEW_DAYS = 3


def opened_then(clause: Clause, folded: str, told: datetime) -> bool:
    """`Lancé le 8 mai, Muse est un agent`: the clause opens with when its subject came out, and tells of it since.

    What came out a few days before the article, or in its month, may be its news.
    """
    when = _OPENED_THEN.match(folded, clause.span()[0])
    if when is None:
        return False
    month = when["of"] or when["on"] or when["month"]
    if month is not None and MONTHS[month] == told.month:
        day = when["day"] or when["th"]
        return day is not None and told.day - int(day) > _FEW_DAYS
    return when["year"] is None or int(when["year"]) < told.year
