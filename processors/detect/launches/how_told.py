"""What a sign of a launch loses by how its text tells it: in a lesser clause, as a wish, a question, known, below."""

from __future__ import annotations

import re

from processors.detect.grammar.hedging import conditional
from processors.detect.grammar.history import historic
from processors.detect.grammar.negation import german_not
from processors.detect.grammar.reading import Reading
from processors.detect.launches.announced import said_by_itself
from processors.detect.launches.plainly import comes_as, goes_along, tells_known, told_plainly
from processors.detect.launches.signs import JudgedSign, Sign
from processors.detect.words.unit import watched

NEGATED, CONDITIONAL, MAY_BE = "negated", "conditional", "may be"
HISTORY = "told as history"
"""Why a sign is weak that tells of no launch of now."""


def weigh_telling(result: JudgedSign, reading: Reading) -> None:
    """Take off what a sign loses by its clause, and by where in the article that stands."""
    sign = result.sign
    clause, text = sign.clause, sign.text
    _weigh_clause(result)
    if text.field == "headline":
        _weigh_question(result)
        return
    if historic(clause, text.folded, reading.year):
        result.less(0.5, HISTORY)
    if text.field == "description":
        _weigh_below(result, reading)
    elif not reading.bare:
        result.score -= 0.6
    elif text.sentences and clause.span()[0] > _TELLS_FIRST:
        result.score -= 0.3


_TELLS_FIRST = 1200
"""Code points of a plain text within which a launch must be told to be what it is about."""


def _weigh_clause(result: JudgedSign) -> None:
    sign, clause = result.sign, result.sign.clause
    if clause.kind != "main" and not (goes_along(sign) or comes_as(sign)):
        result.less(0.35, f"{clause.kind} clause")
    if conditional(clause, sign.at) or clause.units[max(clause.low, sign.at - 1)].low in _WISHES:
        result.less(0.5, CONDITIONAL)
    if any(unit.low in _OBLIGES for unit in clause.units[clause.low : sign.at]):
        result.less(0.4, "an obligation")
    near = clause.units[max(clause.low, sign.at - 2) : sign.at + 1]
    if (
        any(unit.low.split()[0] in _MODALS for unit in near)
        and said_by_itself(sign) is None
        and not sign.clause.units[sign.at].low.startswith("could soon")
    ) or _only_told(sign):
        result.less(0.5, MAY_BE)
    before = clause.units[max(clause.low, sign.at - 3) : sign.at]
    if any("negation" in unit.cues for unit in before) or german_not(clause, sign.at):
        result.less(0.6, NEGATED)


_PLAINLY = {"able", "will-do"}
_MODALS = {"could", "may", "might", "would"}


def _only_told(sign: Sign) -> bool:
    """`Apple's revamped Siri could arrive`: the participle only tells which one; what happens stands behind."""
    units = sign.clause.units
    if any(mood == "present" for mood, _ in units[sign.at].verbs):
        return False
    behind = units[sign.at + 1 : min(sign.at + 5, sign.clause.high)]
    return units[max(sign.clause.low, sign.at - 1)].low in {"s", "its", "the", "a"} and any(
        unit.low in _MODALS or unit.low in _FRENCH_MODALS for unit in behind
    )


_WISHES = {
    "voudrait",
    "voudraient",
    "aimerait",
    "aimeraient",
    "songerait",
    "envisagerait",
    "comptait",
    "compterait",
}
_FRENCH_MODALS = {"pourrait", "devrait"}
_OBLIGES = {"must", "should", "doit", "doivent", "devra", "devrait"}


def _weigh_question(result: JudgedSign) -> None:
    """A headline that asks whether, or what to think of it."""
    sign, text = result.sign, result.sign.text
    asks = (
        not sign.rule.startswith("title-")
        or _YES_OR_NO.search(text.folded)
        or text.folded.startswith(("quel", "which", "qui ", "who "))
    )
    if sign.rule == "wide-novelties" or _ASKS_BEHIND.search(text.folded, sign.span[1]):
        return
    if asks and any(unit.low == "?" for unit in sign.clause.units[sign.at : sign.clause.high]):
        result.less(0.4, "asked")  # `Gemini intégré de force ? Google répond`
    elif sign.rule in _PLAINLY and text.folded.rstrip().endswith("?"):
        result.less(0.2, "asked about")  # `Siri va utiliser Gemini : qu'est-ce que ça change ?`


_ASKS_BEHIND = re.compile(
    r"(?:,|[.!]| [–—-]) (?:but|and|so|mais|et) "
    r"(?:is|are|should|can|does|do|will|would|what|who|faut|peut|doit|est|qu)\b[^.!?]{0,60}\?\W*\Z"
)
"""`Claude can now book trips - but should you let it?`: asked is what to think of what has come."""

_YES_OR_NO = re.compile(
    r"\w-(?:t-)?(?:il|elle|ils|elles|on)\b|^(?:did|was|were|is|are|has|have|does|should)\b"
)
"""`OpenAI a-t-il bâclé …`, `Did OpenAI rush …`: asked is whether it was well done."""


def _weigh_below(result: JudgedSign, reading: Reading) -> None:
    """Told in the description: the less, the less the headline or its first sentence is about it."""
    sign, text = result.sign, result.sign.text
    if tells_known(text, sign.clause):
        result.less(0.4, "told as known")
    if _of_anothers_news(sign, reading):
        result.less(0.4, "only tells which one")
    if reading.title.folded.rstrip().endswith("?"):
        result.less(0.15, "asked about above")
    if told_plainly(sign, reading):
        result.score -= 0.15
        return
    first = sign.clause.sentence is text.sentences[0]
    own = reading.organisation is not None and reading.organisation.id == sign.company.id
    result.score -= (0.05 if first else 0.15) + (0.0 if own or title_agrees(sign, reading) else 0.3)
    if not sign.outright:
        result.score -= 0.1


_SAYS = frozenset(
    {"est", "sont", "a", "ete", "is", "are", "was", "were", "been", "being", "has", "have", "ont"}
)


def _of_anothers_news(sign: Sign, reading: Reading) -> bool:
    """`Zoom branche … sur Claude` | `… l'intégration de Claude, l'assistant lancé par Anthropic`: an attribute."""
    units, at = sign.clause.units, sign.at
    if sign.rule != "launch" or not {mood for mood, _ in units[at].verbs} <= {"participle", "past"}:
        return False
    before = units[max(sign.clause.low, at - 3) : at]
    if any(unit.low in _SAYS for unit in before) or not any(
        u.low in {"par", "by"} for u in units[at + 1 : at + 4]
    ):
        return False
    first = next((u for s in reading.title.sentences for u in s.units if u.party or u.model), None)
    return first is not None and watched(first) is None and not first.model


def title_agrees(sign: Sign, reading: Reading) -> bool:
    """The headline names the organisation or a product of it: the launch is what it is about."""
    for unit in reading.title.names:
        if unit.group == sign.company.group:
            return True
        if unit.model and any(unit.low in other.low or other.low in unit.low for other in sign.products):
            return True
    return False
