"""A firm without a name, told by its kind: `Leeds robotics startup hits …`, `$2B AI sensor company acquisition`.

Asked once a deal is flagged: it decides nothing.
"""

from __future__ import annotations

import re

from processors.detect.grammar.claims import Claim
from processors.detect.grammar.reading import Reading
from processors.detect.words.closed_classes import ARTICLES, ELIDED
from processors.detect.words.text import fold
from processors.detect.words.unit import Text, Unit

_BEGINS = ARTICLES | {ELIDED, "this", "another", "exclusive", "how", "why", "sources", ":"}
_FIGURED = re.compile(r"\d{1,4}(?!st\b|nd\b|rd\b|th\b|[gmt]w\b)[a-z]{2,}[\w.-]*")
"""`AI startup 7shift`: a name that begins with a figure, behind its kind."""
_GENERIC = frozenset({"startup", "start-up", "company", "firm", "entreprise", "societe", "lab", "maker"})


def kind_told(claim: Claim) -> tuple[int, int] | None:
    """Where the words of the firm's kind stand, if they say more than that it is one."""
    if claim.text.field != "headline":
        return None
    if claim.kind in ("round", "valued"):
        return _raising(claim)
    return _before_noun(claim) if claim.kind == "acquisition" else None


def _raising(claim: Claim) -> tuple[int, int] | None:
    """What stands before the verb and ends with the kind."""
    units, low = claim.clause.units, claim.clause.low
    end = next((k for k in range(claim.at - 1, low, -1) if "descriptor" in units[k].cues), None)
    if end is not None and end + 1 < claim.at and _FIGURED.fullmatch(units[end + 1].low):
        return units[end + 1].start, units[end + 1].end
    start = low
    while end is not None and start < end and units[start].low in _BEGINS:
        start += 1
    return _span(claim, start, end) if end is not None else None


def _before_noun(claim: Claim) -> tuple[int, int] | None:
    """What stands between the sum and `acquisition`."""
    units, money = claim.clause.units, claim.clause.index(claim.amount)
    if money is None:
        return None
    for k in range(money + 2, min(money + 9, claim.clause.high - 1)):
        if "descriptor" in units[k].cues and "acquisition_noun" in units[k + 1].cues:
            return _span(claim, money + 1, k)
    return None


def _span(claim: Claim, start: int, end: int) -> tuple[int, int] | None:
    units = claim.clause.units
    if any(_parts(unit) for unit in units[start:end]) or (end == start and units[end].low in _GENERIC):
        return None
    return (units[start].start, units[end].end) if start <= end and end - start < 7 else None


def _parts(unit: Unit) -> bool:
    return unit.party or unit.sum is not None or (unit.sign and unit.low not in {"'", "-"})


_NAME = r"([A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*){0,2})"
_ROUND_OF = re.compile(
    r"\b(?:tour|levée|opération|augmentation de capital|round|financing|raise|Finanzierungsrunde|ronda)"
    r"(?: de (?:table|financement|fonds|financiación)| d['’]amorçage)?,? (?:d['’]|de |of |by |for |von )"
    + _NAME
    + r"(?=,? (?:valoris|values|valued|port|est |a été |was |is |has |mené|led |fait|propuls|sign|bewert|valora|, ))"
)
_ROUND_ITS = re.compile(_NAME + r"['’]s (?:\w+ )?(?:round|financing|funding|raise|Series [A-K])\b")
_MADE_UP = re.compile(
    r"(?:Fondée?|Créée?|Lancée?|Basée?|Installée?|Cofondée?|Founded|Co-founded|Started|Created|Launched|Based|Gegründet|"
    r"Fundada)\b[^.;]{3,90}, " + _NAME + r"(?= [a-zéè])"
)
_APPOSED = re.compile(
    _NAME + r", (?:an?|the|une?|la|le|l['’]) ?([^,.;:]{3,100}), "
    r"(?=(?:(?:is|est|serait|was) (?:valued|worth|raising|seeking|in talks|to|set|valorisée?|estimée?|"
    r"en discussion)|has|had|says|said|told|plans|hopes|could|would|a|négocie|prévoit|cherche|espère)\b)"
)
"""`Bexley, the AI training marketplace, has told investors …`."""
_A_FIRM = re.compile(
    r"(?:(?!by |for |of |in |that |whose |from |par |pour |de |d['’]|fond)[\w'’-]+ ){0,6}"
    r"(?:company|firm|start-?up|lab|maker|developer|marketplace|platform|provider|unicorn|studio|group|business|designer|operator|"
    r"société|entreprise|laboratoire|jeune pousse|pépite|licorne|plateforme|éditeur|groupe|concepteur)\b"
)
"""What the words of an apposition say its name is: `the former head of a lab` is none."""
_NO_NAME = re.compile(r"(?:[Ll]a|[Ll]e|[Ll]es|[Tt]he|[Tt]his|[Cc]ette|[Ss]on|[Ss]a|IA|AI)\b")


def named_below(claim: Claim, reading: Reading) -> tuple[Text, int, int] | None:
    """`A four-week-old start-up raises …` | `Le premier tour de X valorise …`, `Fondée par …, X développe …`: X."""
    if claim.kind not in ("round", "valued", "stake"):
        return None
    below = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    if below is None:
        return None
    for sentence in below.sentences[:5]:
        for pattern in (_ROUND_OF, _ROUND_ITS, _MADE_UP, _APPOSED):
            match = (
                pattern.match(below.text, sentence.start)
                if pattern in (_MADE_UP, _APPOSED)
                else pattern.search(below.text, sentence.start, sentence.end)
            )
            if match is None or (pattern is _APPOSED and not _A_FIRM.match(match[2])):
                continue
            if not _NO_NAME.fullmatch(match[1]) and not _gives(claim, below, match):
                return below, *match.span(1)
    return None


def _gives(claim: Claim, below: Text, match: re.Match[str]) -> bool:
    """It is somebody known who invests, or one who is told to."""
    unit = next((one for one in below.names if one.start == match.start(1)), None)
    return (unit is not None and unit.is_company("investor", "tech")) or any(
        one.low == fold(match[1]) for one in claim.investors
    )
