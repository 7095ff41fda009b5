"""A clause that tells of the past: of what had been, of a year gone by, of how old a firm is."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.words.text import says_any


def historic(clause: Clause, folded: str, year: int | None) -> bool:
    """The clause tells of the past: a pluperfect, or a year before the article's."""
    if clause.past is None or clause.past[0] != year:
        clause.past = (year, _historic(*clause.span(), folded, year))
    return clause.past[1]


def _historic(start: int, end: int, folded: str, year: int | None) -> bool:
    text = folded[start:end]
    if ", " in text:
        text = _ASIDE.split(text, 1)[0]
    if "had " in text:
        text = _SAID_HAD.sub(" ", text)
    if ", already " in text or ", deja " in text:
        text = _ALREADY.sub(" ", text)
    if says_any(text, _PAST_WORDS) and _PAST.search(text) and _PAST.search(text := _BORN.sub("", text)):
        return True
    if year is None or not ("19" in text or "20" in text):
        return False
    return any(int(a or b) < year for a, b in _YEAR.findall(_THAN_IN.sub("", _BORN.sub("", text))))


_PAST = re.compile(
    r"\b(?:deja|already|previously|auparavant|precedemment|avait|avaient|(?<!que )l'an dernier|"
    r"(?<!que )l'annee derniere|(?<!times )(?<!from )(?<!than )(?<!as )last year|"
    r"il y a (?:\w+ )?(?:ans|mois)|years ago|earlier investment|"
    r"had (?:already |previously )?(?:invested|raised|put|acquired))\b"
)
_PAST_WORDS = (
    "deja", "already", "previously", "auparavant", "precedemment", "avai", "dernier", "last year", "il y a ",
    "years ago", "earlier investment", "had ",
)  # fmt: skip
"""One of them is there wherever `_PAST` finds something: looked for first, in a quarter of the time."""
_SAID_HAD = re.compile(
    r"\b(?:said|says|announced|confirmed|disclosed|revealed)\b(?! in (?:19|20)\d\d)[^.;:,]{0,40}? "
    r"(?:it|they|he|she|the (?:company|firm|start-?up|lab)) had (?!already|previously)"
)
"""`said on Monday it had raised …`: one's words told again, and no time before them."""
_YEAR = re.compile(r"\b(?:in|en|since|depuis|of|de)\s(?:\w+\s)?((?:19|20)\d\d)\b|\b((?:19|20)\d\d)\b")
_ASIDE = re.compile(r", (?:having|ayant|up from|down from|contre) ")
"""What follows says how much it was before: the sum before it is of now."""
_ALREADY = re.compile(r", (?:already|deja) (?:its|an?|the|one of|son|sa|le|la|un|une|l'un)\b[^,]{0,60},")
"""`X, already its largest investor, puts in …`: who gives, and no time before."""
_THAN_IN = re.compile(r"\b(?:than|as|que?) ?['’]?(?: ?(?:in|en))? (?:19|20)\d\d\b")
"""`twice as much as in 2025`: what it is likened to."""


def aged(clause: Clause, folded: str) -> bool:
    """The clause tells how old a firm is."""
    start, end = clause.span()
    said = folded[start:end]
    return says_any(said, _BORN_WHEN) and _BORN.search(said) is not None


_BORN = re.compile(
    r"(?:\b(?:founded|fondee?s?)\b|(?:\A\W*|, |\b(?:start-?up|company|firm|lab|entreprise|societe|pousse|labo|d'ia) )"
    r"(?:created|started|launched|set up|formed|born|creee?s?|lancee?s?|nee?s?)\b|, (?:valued|valoris\w+)\b)"
    r"(?![^,.;:]{0,40}\b(?:raised|invested|bought|leve|investi|rachete))[^,.;:]{0,40}?"
    r"(?:last year|(?:years?|months?) ago|il y a (?:\w+ )?(?:ans?|mois)|l'an dernier|l'annee derniere|"
    r"(?:in|en) (?:\w+ )?(?:19|20)\d\d)"
)
"""`X, founded last year, raises …`: how old the firm is, or what it was worth, and no news of then."""
_BORN_WHEN = ("year", "ago", "il y a", "l'an", "19", "20")
"""One of them is there wherever `_BORN` finds something."""
