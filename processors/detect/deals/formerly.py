"""Sums and rounds of an earlier deal, which the sentence tells beside the one that is news.

Asked where sums are placed, and whether a sum beside a firm's name is its deal.
"""

from __future__ import annotations

import re

from processors.detect.grammar.bygone import MONTHS
from processors.detect.words.text import says_any
from processors.detect.words.unit import Sentence, Text, Unit

_UNITS = r"minutes|hours?|days?|weeks?|months?|heures?|jours?|semaines?|mois"
_LATER = rf"(?:(?:{_UNITS}) (?:after|apres)|lendemain d(?:e|u|'))"
_EARLIER = re.compile(
    r"\b(?:up from|down from|compared (?:to|with)|versus|on top of|en plus d(?:e|es|u)|previous(?:ly)?|"
    r"(?:earlier|prior|last) (?:\w+ )?(?:rounds?|rais(?:e|ed|ing)|funding|financing|valuations?|valued|investments?)|"
    rf"{_LATER}|(?:years?|ans?) (?:after|apres)|"
    r"(?:had |has |have )?already (?:raised|invested|committed)|(?:deja|precedemment) (?:leve|investi|recolte)\w*|"
    r"(?:tour|levee|valorisation) (?:de table )?(?:precedente?|anterieure?))\b[^.;:,]{0,70}$|"
    r"\b(?:doubl|tripl|quadrupl)(?:e|es|ed|er|ing|ant|ait|erait)? (?:its |the |sa |la |that |this )?"
    r"(?:(?:company|firm|startup|start-up|lab)(?:'s|’s) )?(?:previous )?$"
)
"""`raises $1B …, up from …`, `double the firm's $5 billion valuation`: what was before the deal."""
_SAYS_EARLIER = (
    "from", "compared", "versus", "on top", "en plus", "previous", "earlier", "prior", "last", "after", "apres",
    "lendemain", "already", "deja", "preced", "anterieur", "doubl", "tripl", "quadrupl",
)  # fmt: skip
_ONCE_WORTH = re.compile(
    r"\b(?:once|formerly|previously|last|autrefois|jadis|naguere|un temps|precedemment) "
    r"(?:valued|worth|priced|valoris\w+|evalu\w+)\b[^.;:,]{0,40}$"
)
_SAYS_WORTH = ("valued", "worth", "priced", "valoris", "evalu")
"""One of these it holds, as one of the like each other pattern: found out first, since patterns are slow."""
_WHEN_WORTH = re.compile(
    r"[\s,]+(?:(?:back |late |early |fin |debut )?(?:in|en) (?:[a-z]+ )?(?:19|20)\d\d\b|"
    r"(?:late|early|fin|debut) (?:19|20)\d\d\b|"
    r"last year\b|(?:a|one|two|three) years? (?:ago|earlier|before)\b|"
    r"l'an (?:dernier|passe)\b|il y a (?:un|deux|trois|\d+) (?:ans?|mois)\b|lors de son (?:dernier|precedent) tour\b)"
)
"""`the start-up once valued at $2 billion`, `valorisée 2 milliards en 2024`: what it was worth before."""
_REFUSED = re.compile(
    r"\b(?:ignor|refus|declin|rejett|reject|turn(?:s|ed)? down|spurn|rebuff)\w*\b[^.;:,]{0,30}"
    r"\b(?:offres?|offers?|propositions?|bids?)\b(?:(?! (?:and|et) )[^.;:,]){0,60}$"
)
"""`ignore les offres qui la valorisent à 800 milliards`: nobody has paid that."""
_WAS_WORTH = re.compile(r"\b(?:was|were|etait|avait ete) (?:valued|worth|valoris\w+|evalu\w+)(?: at| a)? $")
_THEN = re.compile(
    rf" (?:(?:back |just )?(?:in|en) (?:{'|'.join(MONTHS)})|"
    r"(?:just )?(?:\w+ )?(?:months?|weeks?) (?:ago|earlier|before))\b(?!['’]s| (?:after|when|lors|apres)\b)"
)
"""`was valued at $545 million in March and is worth $8 billion now`."""
_ONCE = re.compile(r"\b(?:from|contre) (?:about |around |environ |~)?$")
_FROM = ("from", "contre")
_SINCE = re.compile(r"\b(?:after|since|following|apres|depuis)\b([^.;:,]{0,80})$")
_SAYS_SINCE = ("after", "since", "following", "apres", "depuis")
_ON_A_DAY = re.compile(
    r"[^.;:,]{0,24}\b(?:announced|closed|completed|disclosed|annonce\w*|boucle\w*|conclue?s?|finalisee?s?)\s"
    r"(?:(?:in|en)\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|fev|avr|mai|juin|juil|aou)|"
    r"(?:in|en) (?:19|20)\d\d|last\s|earlier\s|(?:l'an|l'annee|le mois) (?:dernier|passe)|a year\s|il y a\s)"
)
"""`its $300M Series E announced in January`"""
_WORTH = re.compile(r"valu|valor|worth")


def told_before(text: Text, sentence: Sentence, unit: Unit, worth: bool = False) -> bool:
    """The words around a sum or a round say that it is of an earlier deal than the sentence's news.

    `worth`: the sum is a valuation. `hits $5bn after a $200M round` tells that round; `raises $80M after raising $40M
    at $1bn` an earlier one, with its valuation.
    """
    before = text.folded[sentence.start : unit.start]
    if unit.sum is not None and says_any(before, _FROM) and _ONCE.search(before):
        return True
    if worth and _WHEN_WORTH.match(text.folded, unit.end, sentence.end):
        return True
    if worth and _REFUSED.search(before):
        return True
    if worth and _THEN.match(text.folded, unit.end, sentence.end) and _WAS_WORTH.search(before):
        return True
    if worth and says_any(before, _SAYS_WORTH) and _ONCE_WORTH.search(before):
        return True
    if says_any(before, _SAYS_EARLIER) and _EARLIER.search(before):
        return True
    if _ON_A_DAY.match(text.folded, unit.end, sentence.end):
        return True
    since = _SINCE.search(before) if says_any(before, _SAYS_SINCE) else None
    if since is None:
        return False
    at = sentence.start + since.start()
    sums = [one for one in sentence.units if one.sum is not None and one.end <= unit.start]
    given = [one for one in sums if not _is_worth(text, one)]
    return any(one.end <= at for one in given) and (not worth or any(one.start > at for one in given))


def once_worth(text: Text, unit: Unit) -> bool:
    """`buys X, last valued at $2 billion`: what it was worth once, and no price."""
    return _ONCE_WORTH.search(text.folded, max(0, unit.start - 60), unit.start) is not None


_LATER_THAN = re.compile(rf"\b{_LATER}[^.;:,]{{1,70}}$")


def in_aside(text: Text, sentence: Sentence, unit: Unit, at: int) -> bool:
    """`rents from X hours after Y's $9.7 billion deal`: a sum of an earlier deal, behind a telling at an offset."""
    return _LATER_THAN.search(text.folded, max(at, sentence.start), unit.start) is not None


def _is_worth(text: Text, unit: Unit) -> bool:
    return bool(_WORTH.search(text.folded[max(0, unit.start - 20) : unit.end + 22]))


_OF_ROUND = re.compile(
    r"^[\s-](?:in )?(?:[a-z-]+ )?(?:seed|pre-seed|series [a-k]|serie [a-k]|rounds?|tour|levee|funding)\b"
)
_RAISED = re.compile(r"\b(?:raised|leve) (?:about |over |more than |plus de )?$")


def of_a_round(text: Text, unit: Unit) -> bool:
    """`a $30M seed`, `has raised $30M`: what a bought firm was given, and not its price."""
    before = text.folded[max(0, unit.start - 40) : unit.start]
    return bool(_OF_ROUND.match(text.folded[unit.end : unit.end + 40]) or _RAISED.search(before))


_IN_ALL = re.compile(
    r"^(?: in (?:the (?:last|past) )?(?:\w+ )?(?:months|years|rounds)\b| (?:to date|so far|all told|overall|"
    r"in total|in all)\b|"
    r"[^.;,]{0,24} (?:to date|en tout|au total|since (?:its )?(?:founding|launch|inception)|depuis sa creation)\b)"
)


def in_all(text: Text, unit: Unit) -> bool:
    """`has now raised $2 billion in eight months`, `$90M to date`: of several rounds."""
    return bool(_IN_ALL.match(text.folded[unit.end : unit.end + 60]))
