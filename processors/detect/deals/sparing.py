"""Words of a veto that speak against no deal where they stand: what a firm does, who grants its own money, an aside."""

from __future__ import annotations

import re

from processors.detect.grammar.asides import (
    before,
    behind,
    besides,
    fronted,
    fronted_to,
    given_for,
    in_relative,
    inserted,
    of_another,
)
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.status import status_of
from processors.detect.words.unit import VetoHit

_LONGEST_KIND = 8
_FINITE = frozenset({"present", "past", "future", "conditional"})
_ABOUT_THE_DEAL = frozenset({"stopped-deal", "shopping", "fund-closed", "ipo", "sum-asked", "condition"})
"""Vetoes whose words say the same of a firm before its name as behind it."""
_SERIES = ("podcast", "newsletter", "episode")
"""Words of the round-up veto that are things a firm can make."""


def spared(claim: Claim, hit: VetoHit, inside: bool) -> float:
    """What is left of a veto's weight for a claim: 1.0, or less where its words are no sign against the deal."""
    if inside and (_kind_of_firm(claim, hit) or _granted_by_giver(claim, hit)):
        return 0.0
    if hit.veto.id == "people" and _ONCE_THERE.search(claim.text.folded[max(0, hit.start - 25) : hit.start]):
        return 0.0  # `Ex-Google employees' chatbot startup valued at …`: who founded it
    if hit.veto.id == "round-up" and _TOLD_IN.fullmatch(
        claim.text.folded[max(0, hit.start - 14) : hit.end].rpartition(" in ")[0].split(" ")[-1]
    ):
        return 0.0  # `the round, announced in February, grows`: a date, and no month's list
    if hit.veto.id == "people" and claim.rule == "heading-hired":
        return 0.0  # who is hired beside a licence is what is bought
    if hit.veto.id in ("people", "market", "stake-sold") and claim.rule == "heading-staff-sale":
        return 0.0
    if (
        hit.veto.id == "round-up"
        and claim.target is not None
        and (claim.kind != "acquisition" or _sides_named(claim))
        and claim.text.field == "headline"
        and _MONTH.fullmatch(claim.text.folded, hit.start, hit.end)
    ):
        return 0.0  # `X raises $300M at $4B, up from $1B in August`: of one firm, and no month's list
    dated = hit.veto.id == "history" and claim.text.folded.startswith(
        ("last", "l'a", "earlier", "previous"), hit.start
    )
    if dated and _COMPARES.search(claim.text.folded[max(0, hit.start - 12) : hit.start]):
        return 0.0  # `15 times last year's worth`
    floated = hit.veto.id == "ipo" or claim.text.folded[hit.start : hit.end].endswith("bourse")
    if not inside and floated and _given_before(claim, hit):
        return 0.3
    return 1.0


_BESIDE = frozenset(
    {
        "market", "opinion", "court", "incident", "people", "public-money", "content-licence", "ipo", "review",
        "how-to", "sum-asked", "fund-closed", "condition", "history", "stopped-deal",
    }
)  # fmt: skip
"""Vetoes whose words may stand beside a deal; a round-up, a shop and a rumour are what the whole headline is."""
_ONLY = (
    "only",
    "unless",
    "if",
    "a condition",
    "sauf",
    "si l",
    "ne ",
    "would only",
    "no plans",
    "no intention",
)


def stands_beside(claim: Claim, hit: VetoHit) -> bool:
    """The words of a veto stand in what a headline tells beside the deal (grammar.asides), and not of it."""
    if hit.veto.id not in _BESIDE or claim.clause.sentence.start > hit.start:
        return False
    clause, veto = claim.clause, hit.veto.id
    words = claim.text.folded[hit.start : hit.end]
    if veto == "condition" and (words.startswith(_ONLY) or status_of(claim) == "rumoured"):
        return False
    if veto == "history" and "present" not in clause.units[claim.at].moods():
        return False
    if inserted(clause, hit.start, hit.end, claim.span[1]):
        return True
    if fronted(clause, claim.text.folded, hit.start, claim.span[0]):
        return veto != "stopped-deal" or _refused_by_others(claim, hit)
    if veto == "stopped-deal" and paid_by(claim, words):
        return True
    if besides(clause, claim.at, hit.start, hit.end):
        # `prices its listing and raises $4 billion`, `sells bonds and raises …`: by it
        return veto != "ipo" and not words.startswith("bond")
    if veto == "fund-closed" and _FROM.search(claim.text.folded[: hit.start]):
        return True
    if not behind(clause, claim.span[1], hit.start):
        return False
    return veto != "stopped-deal" or of_another(claim, hit.start)


def _refused_by_others(claim: Claim, hit: VetoHit) -> bool:
    """`Rejected by X, Meta buys into Y`: who refused is no side of what is told then."""
    end = fronted_to(claim.clause, claim.text.folded)
    named = [unit for unit in claim.clause.sentence.units if unit.party and hit.end <= unit.start < end]
    sides = {unit.side for unit in (*claim.investors, claim.target) if unit is not None}
    return (
        bool(named)
        and claim.text.folded.startswith(" by ", hit.end)
        and all(u.side not in sides for u in named)
    )


_SELLS = (
    "sell",
    "sold",
    "offload",
    "dump",
    "divest",
    "trim",
    "cut",
    "ced",
    "vend",
    "solde",
    "liquid",
    "se deleste",
)


def instead(claim: Claim, hit: VetoHit) -> bool:
    """`X and Y abandon their pact in favour of a $20 billion investment`: what is told is what they do instead."""
    return hit.veto.id == "stopped-deal" and given_for(claim.clause, claim.at, hit.end)


def paid_by(claim: Claim, words: str) -> bool:
    """`sells its Nvidia shares to invest $30 billion in X`: where the money comes from."""
    units = claim.clause.units
    return words.startswith(_SELLS) and claim.at > 0 and units[claim.at - 1].low in {"to", "pour"}


_OUT = (
    "announc",
    "annonc",
    "confirm",
    "seal",
    "sign",
    "complet",
    "finali",
    "boucl",
    "clos",
    "unveil",
    "agree",
    "scell",
)


def acts_out(claim: Claim) -> bool:
    """`X announces a $10 billion investment in Y`: a noun's deal that a party tells, in a verb before it."""
    units = claim.clause.units[claim.clause.low : claim.at]
    first = next((k for k, unit in enumerate(units) if unit.low.startswith(_OUT)), None)
    return first is not None and any(unit.party for unit in units[:first])


_FROM = re.compile(
    r"\b(?:from|(?:led|backed) by|aupres d['eu]|menee? par) ?(?:(?!for |to |into |its |pour )[\w.&'-]+ ){0,4}$"
)
"""`from SoftBank's new fund`, `led by X's growth fund`: who gives."""


_OTHER_NEWS = frozenset(
    {
        "value-lost", "size-of-market", "own-coffers", "own-shares", "stake-sold", "commented", "land-bought",
        "thing-bought", "dead-deal", "never-bought", "share-held", "paid-for-other", "power-supplied", "for-a-cause",
        "made-for-cars", "stake-worth", "data-bought", "refinanced", "other-sums", "earned-or-lost", "paid-to-settle",
        "given-in-kind", "sum-needed", "spent-on-use", "paid-by-state", "once-thought-of", "sold-or-rated",
        "goes-elsewhere",
    }
)  # fmt: skip
"""Vetoes by pattern that name another piece of news, which a headline may tell beside a deal."""


def retold_beside(claim: Claim, hit: VetoHit) -> bool:
    """A headline tells the deal outright and beside it something else: `invests …, and gives $35M to maintainers`."""
    if hit.veto.id not in _OTHER_NEWS or claim.clause.kind != "main" or claim.text.field != "headline":
        return False
    told = claim.target is not None or claim.investors
    if not told:
        return False
    clause = claim.clause
    folded, at = claim.text.folded, clause.units[claim.at].start
    ahead = in_relative(folded, hit.start, at)
    if claim.noun:
        return ahead and hit.veto.id != "dead-deal"
    ahead = ahead or before(clause, claim.at, hit.start, hit.end)
    ahead = ahead or fronted(clause, folded, hit.start, claim.span[0])
    if not ahead and not behind(clause, claim.span[1], hit.start):
        return False
    return hit.veto.id != "dead-deal" or of_another(claim, hit.start)


def _kind_of_firm(claim: Claim, hit: VetoHit) -> bool:
    """`AI hiring platform Juxtal raises …`: what the firm that is named does, and nothing about the deal."""
    if claim.target is None or hit.veto.id in _ABOUT_THE_DEAL:
        return False
    if hit.veto.id == "round-up" and not claim.text.folded.startswith(_SERIES, hit.start):
        return False
    units = claim.clause.units
    at = next((k for k, unit in enumerate(units) if unit is claim.target), 0)
    if at == 0 or not any("descriptor" in unit.cues for unit in units[max(0, at - 2) : at]):
        return False
    low = _phrase_start(claim.clause, at)
    said = any("ai" in unit.cues for unit in units[low:at])
    return said and units[low].start <= hit.start < units[at].start


def _phrase_start(clause: Clause, at: int) -> int:
    """Where the noun phrase that ends before a name begins: behind the last sign, name, sum or acting verb."""
    units = clause.units
    low = at
    while low > clause.low and at - low < _LONGEST_KIND:
        unit = units[low - 1]
        heads = "descriptor" in units[low].cues  # `contracts startup`: a noun
        acts = not (unit.cues or heads) and any(mood in _FINITE for mood, _ in unit.verbs)
        if unit.party or unit.sum or acts or (unit.sign and unit.low not in {"-", "'"}):
            break
        low -= 1
    return low


def _sides_named(claim: Claim) -> bool:
    """`Nvidia to close its purchase of Cohere in June`, which is no list as `what Nvidia bought in June` is."""
    target = claim.target
    return target is not None and target.is_lab and any(unit.name is not None for unit in claim.investors)


_ONCE_THERE = re.compile(r"\b(?:ex-|d'ex-|former |anciens? |anciennes? )(?:[\w.'-]+ )?$")
_COMPARES = re.compile(
    r"\b(?:times|from|than|over|fois|contre|celle de|celui de|(?:the|its) (?:level|value|price|worth))\s*$"
)
_TOLD_IN = re.compile(r"announced|told|unveiled|revealed|closed|disclosed|begun|opened")
_MONTH = re.compile(
    r"in (?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_GRANTS = re.compile(r"(?:greenlights?|approves?|clears?|waves through|autorise|valide|approuve|donne son)\b")
_OWN_BOARD = re.compile(
    r"(?:'s)?\s*(?:(?:board|directors|shareholders|management|conseil|actionnaires|direction)\s*)?"
)


def _granted_by_giver(claim: Claim, hit: VetoHit) -> bool:
    """`SoftBank greenlights the rest of its investment`: who gives says yes, and no authority."""
    folded = claim.text.folded
    if hit.veto.id != "court" or not _GRANTS.match(folded, hit.start):
        return False
    return any(
        unit.name is not None
        and unit.name.company.level != "other"
        and unit.end <= hit.start
        and _OWN_BOARD.fullmatch(folded, unit.end, hit.start)
        for unit in claim.investors
    )


_ASIDE = frozenset({"amid", "ahead of", "before", "avant", "sur fond de", "as", "alors que", "en attendant"})
_GIVING = frozenset({"raise", "invest", "acquire", "stake", "lead", "fund"})


def _given_before(claim: Claim, hit: VetoHit) -> bool:
    """`completes its $30 billion investment amid a push for an IPO`: the money is given, the flotation an aside."""
    units = claim.clause.units
    if claim.amount is None or claim.clause.kind != "main" or hit.start < claim.span[1]:
        return False
    opening = units[claim.clause.high] if claim.clause.high < len(units) else None
    if opening is None or opening.low not in _ASIDE or opening.start > hit.start:
        return False
    verbs = [
        (mood, verb)
        for unit in units[claim.clause.low : claim.at + 1]
        for mood, verb in unit.verbs
        if verb.frame in _GIVING
    ]
    return any(mood in ("present", "past") for mood, _ in verbs)
