"""What a headline tells in passing: the deal that says which firm is meant, the sum behind `amid` or `after`."""

from __future__ import annotations

import re

from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import PREPOSITIONS
from processors.detect.words.closed_classes import RELATIVES
from processors.detect.words.unit import Sentence, Text, Unit

_THAT = RELATIVES | {"que"}
_BETWEEN = frozenset(
    {"has", "have", "had", "once", "recently", "already", "a", "avait", "ont", "vient", "de", "now"}
)
_OVER = 5
"""Units between the pronoun and the verb: an adverb, an auxiliary, who bought it."""


def says_which_firm(claim: Claim) -> bool:
    """`The AI lab that raised $900M lays off its staff`, `X, a startup that Nvidia bought for $2bn, opens …`.

    What is told with `just` may be the news itself, and so may what stands in the present tense or is all that is told.
    """
    units, at = claim.clause.units, claim.at
    if claim.noun:
        at = _told_by(claim)
    if not ({"past", "participle"} & set(units[at].moods())):
        return False
    for k in range(at - 1, max(claim.clause.low, at - _OVER), -1):
        if units[k].low in _THAT:
            firm = "descriptor" in units[k - 1].cues or units[k - 1].low in _FIRMS
            return firm and _goes_on(claim)
        if not (units[k].low in _BETWEEN or units[k].party):
            return False
    return False


def _told_by(claim: Claim) -> int:
    """`a startup that raised a $105 million seed round`: the verb before the noun, or the noun where none is near."""
    units = claim.clause.units
    verbs = (k for k in range(claim.at - 1, max(claim.clause.low, claim.at - _OVER), -1) if units[k].verbs)
    return next(verbs, claim.at)


def _goes_on(claim: Claim) -> bool:
    """A verb of the sentence's own stands behind the relative clause, be it none that the rules know: `lays off`."""
    units = claim.clause.sentence.units
    money = claim.clause.index(claim.amount)
    behind = _behind_time(units, money + 1) if money is not None else None
    if (
        behind is not None
        and behind.low.isalpha()
        and behind.low not in PREPOSITIONS | _NO_SUBJECT
        and not behind.cues
        and not _by_somebody(units, behind)
    ):
        return True
    if any(units[k - 1].low == "," and units[k].low in _HAS for k in range(claim.at + 2, len(units))):
        return True  # `…, has shown its first model`
    return any(
        {"present", "past", "future"} & set(units[k].moods())
        and units[k - 1].low not in _NO_SUBJECT
        and not _by_somebody(units, units[k])
        for k in range(claim.at + 2, len(units))
    )


def _behind_time(units: list[Unit], k: int) -> Unit | None:
    """What follows when it was raised: `$300M this week …`, `$300M last May …`, `300 millions hier …`."""
    while k < len(units) and units[k].low in _WHEN:
        k += _WHEN[units[k].low]
    if k + 1 < len(units) and units[k].low == "," and units[k + 1].low.endswith("s"):
        k += 1  # `…, lays off its staff`
    return units[k] if k < len(units) else None


def _by_somebody(units: list[Unit], unit: Unit) -> bool:
    """`led by X`, `mené par X`: a participle, which tells of the round."""
    behind = next((one for one in units if one.start > unit.start), None)
    return behind is not None and behind.low in {"by", "par"}


_WHEN = {
    "today": 1, "yesterday": 1, "earlier": 1, "hier": 1, "this": 2, "last": 2, "cette": 2, "ce": 2,
}  # fmt: skip
"""Words for when, and how many units they take."""
_HAS = frozenset({"has", "have", "is", "are"})
_NO_SUBJECT = frozenset({"to", "and", "et", "for", "pour", "the", "a", "aupres", "lors", "grace"})
_FIRMS = frozenset(
    {"firm", "company", "lab", "startup", "start-up", "entreprise", "societe", "startups", "labs"}
)

_BESIDE = re.compile(
    r"\b(?:amid|despite|in spite of|notwithstanding|after|following|sur fond d(?:e |')|malgre|en depit d(?:e |')|apres)"
    r" (?:(?:an?|the|its|their|his|her|record|reported|massive|huge|new|un|une|son|sa|ses|leur) )*~?$|"
    r"\b(?:firm|company|lab|start-?up|maker|unicorn|entreprise|societe|pousse) (?:that|which|qu'|que) (?:[\w.]+ ){1,3}"
    r"(?:bought|acquired|backed|funded|rachete|achete|finance|soutenu)e?\b[^.;:,]{0,24}$"
)
"""`offers retirement amid $80B AI push`, `splits its unit after $1bn investment`, `the lab that X bought for $2bn`."""

_OF_ROUND = re.compile(
    r"(?: [\w-]+){0,2}? (?:funding|fundrais\w*|financing|rounds?|raise|series [a-k]|seed|levee|tour|leve[es]*)\b|"
    r" (?:from|aupres d(?:e|u|es)?)\b"
)


def beside_the_news(text: Text, sentence: Sentence, unit: Unit) -> bool:
    """The sum only dates or explains what else is told before it, or says which firm is meant.

    A round that something comes after is told by that: `X becomes the dearest start-up after $65bn funding`, and so is
    money with who gives it right behind: `X to hire after $2bn from Y`.
    """
    if _BESIDE.search(text.folded, sentence.start, unit.start) is None:
        return False
    return not _OF_ROUND.match(text.folded, unit.end)
