"""What reads like a round and is none: loans, prices, sales, damages, what all firms took in together."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from processors.detect.deals.frames.backers import backers, sums_in
from processors.detect.grammar.asides import broken_at
from processors.detect.grammar.clauses import PREPOSITIONS, Clause
from processors.detect.words.closed_classes import POSSESSIVES
from processors.detect.words.of_money import CASH, DEAL_NOUNS, FUNDS, INTO
from processors.detect.words.unit import Text


def borrowed(clause: Clause, at: int, rounds: int | None) -> bool:
    """A fund or a loan is what is raised, and no round of a firm: `rounds` is the unit that says a round."""
    if "vehicle" not in clause.places.cues:
        return False  # nearly all sentences
    broken = broken_at(clause, at + 1)
    vehicle = clause.has(
        "vehicle", at + 1, min(at + 9, clause.high, clause.high if broken is None else broken)
    )
    if vehicle is None or (rounds is not None and rounds < vehicle) or _fresh_cash(clause, vehicle):
        return False
    if clause.units[at].low.endswith("levee") and vehicle == at + 2:
        return False  # `boucle une levée` `de fonds`: the verb has half of the word
    if clause.units[vehicle].low == "price" and any(u.sum for u in clause.units[vehicle - 3 : vehicle]):
        return False  # `takes in $1bn at a $9bn price`: its worth
    giver = (k for k in range(at + 1, min(at + 9, clause.high)) if clause.units[k].low in _GIVERS)
    if vehicle > next(giver, 99) or _named_fund(clause, at, vehicle):
        return False
    return not _lent_to_ai(clause, at, vehicle)


def _named_fund(clause: Clause, at: int, vehicle: int) -> bool:
    """`reçoit 150 M€ du fonds X`, `with the fund X`: behind the sum, and with its name, a fund gives."""
    units = clause.units
    said = [unit.low for unit in units[max(at, vehicle - 3) : vehicle]]
    named = any(unit.party and unit.capital for unit in units[vehicle + 1 : min(vehicle + 3, clause.high)])
    if not named or units[vehicle].low not in _FUNDS or _HIS.intersection(said):
        return False
    return bool(_WITH.intersection(said)) and any(unit.sum for unit in units[at + 1 : vehicle])


_FUNDS = FUNDS | {"fonds d'investissement"}
_WITH = frozenset({"with", "avec", "du", "de", "d", "of", "au"})
_HIS = POSSESSIVES | {"pour", "for", "new", "nouveau", "premier", "first"}


def spending_raised(clause: Clause, at: int) -> bool:
    """`OpenAI raises AI capex to $5 billion`: what is spent rises, and nothing is taken in."""
    units = clause.units
    what = next((k for k in range(at + 1, min(at + 4, clause.high)) if "capex_noun" in units[k].cues), None)
    if what is None or any(unit.sum for unit in units[at + 1 : what]):
        return False
    return any(unit.low in {"to", "a", "by", "de"} for unit in units[what + 1 : what + 4])


_FRESH = frozenset({"new", "fresh", "additional", "extra", "more"})


def _fresh_cash(clause: Clause, at: int) -> bool:
    """`secures $700 million in new funds`: what a firm has got, and no fund that somebody raised."""
    units = clause.units
    before = [unit.low for unit in units[max(clause.low, at - 2) : at]]
    return (
        units[at].low == "funds" and before[:1] == ["in"] and before[-1] in _FRESH and bool(units[at - 3].sum)
    )


def round_of_other(clause: Clause, rounds: int) -> bool:
    """`a new round of layoffs`, `another round of talks with X`: what goes round is no money."""
    units = clause.units
    behind = units[rounds + 1 : min(rounds + 5, clause.high)]
    if not units[rounds].low.endswith(("round", "rounds")) or not behind or behind[0].low != "of":
        return False
    if any(unit.sum or unit.low.isdigit() for unit in behind):
        return False
    if behind[1:] and behind[1].low.split()[0] in _ITS:
        return False  # `the largest round of all time`
    what = takewhile(lambda unit: unit.low not in PREPOSITIONS, behind[1:])
    return not any(unit.cues & _MONEY or unit.low.split()[-1] in _CASH for unit in what)


_ITS = frozenset({"all", "the", "its", "their", "this", "any", "our", "that"})
_MONEY = frozenset({"round", "investment_noun", "valuation"})
_CASH = CASH | {"equity", "debt", "finance", "backing", "fundraising"}


def no_round(text: Text, clause: Clause, at: int, rounds: int | None, sum_at: int | None) -> bool:
    """A weak verb's sum is another deal's, a price, or sales: `rounds` says a round, `sum_at` is the sum, if any."""
    units = clause.units
    if any(mood == "gerund" for mood, _ in units[min(at + 1, len(units) - 1)].verbs):
        return True  # `weighs putting $50 billion into OpenAI`
    taken = _with_purpose(clause, at) or (sum_at is not None and _taken_in(clause, at, sum_at))
    if not taken and _says_other(clause, at):
        return True
    if rounds is not None:
        return False
    if at > clause.low and units[at - 1].low in _EARNERS:
        return True  # `its ads bring in $100 million`
    if sum_at is None or sum_at - at > 5:
        return True
    if _capacity(clause, sum_at) or _priced_thing(clause, sum_at) or _aims_at_sales(text, clause, at, sum_at):
        return True
    return units[sum_at - 1].low in {"for", "pour"}  # `lands chip firm Korvo for $1.6bn`: a price


def _says_other(clause: Clause, at: int) -> bool:
    """A word of another deal stands right behind the verb, and no word of a round beside it."""
    return not _NO_ROUND.isdisjoint(clause.places.cues) and any(
        unit.cues & _NO_ROUND and "round" not in unit.cues | before.cues and unit.low != "tour"
        for before, unit in pairwise(clause.units[at : min(at + 5, clause.high)])
    )


_EARNERS = frozenset(
    {"ads", "sales", "subscriptions", "apps", "chips", "customers", "users", "licenses", "licences"}
)
"""What brings money in day by day."""
_NO_ROUND = (DEAL_NOUNS - {"round"}) | {"capex_noun"}

_GIVERS = {"from", "aupres", "by", "par", "led"}

_LOANS = frozenset({"loan", "credit facility", "debt facility", "pret", "emprunt", "debt", "ligne de credit"})

_LENT = 0.95e8
"""Dollars from which a loan counts: a round's least."""


def _lent_to_ai(clause: Clause, at: int, vehicle: int) -> bool:
    """`AI cloud startup X gets a $400M loan from Y`: what a young firm of AI borrows is told like its rounds."""
    units = clause.units
    sums = sums_in(clause, at + 1, vehicle + 2)
    if units[vehicle].low not in _LOANS or not sums:
        return False
    lent = units[sums[0]].sum
    told = all(clause.has(cue, clause.low, at) is not None for cue in ("descriptor", "ai"))
    return told and lent is not None and lent.dollars >= _LENT


_TAKES = (
    "secur", "land", "win", "won", "get", "got", "receiv", "attract", "nab", "bag", "snag", "decroch", "obt", "rec",
)  # fmt: skip


def _taken_in(clause: Clause, at: int, sum_at: int) -> bool:
    """`secures a $400 million investment for its chips`: the subject receives it, unless it is put into something."""
    units = clause.units
    behind = [unit.low for unit in units[sum_at + 1 : sum_at + 3]]
    noun = sum_at + 1 < clause.high and "investment_noun" in units[sum_at + 1].cues
    return noun and units[at].low.startswith(_TAKES) and not (behind[1:] and behind[1] in INTO)


def _capacity(clause: Clause, at: int) -> bool:
    """`secures $9bn of compute from X`: what the sum buys is taken in, and no money."""
    units = clause.units[at + 1 : min(at + 6, clause.high)]
    if not units or units[0].low not in {"of", "in", "worth", "de", "d"}:
        return False
    for unit, behind in pairwise([*units[1:], units[0]]):
        if "round" in unit.cues or "round" in behind.cues or "investment_noun" in behind.cues:
            return False
        if "compute_noun" in unit.cues:
            return True
    return False


def _priced_thing(clause: Clause, at: int) -> bool:
    """`plans $7 billion plant`, `lands $300m order`: the sum says what a thing costs, and is not taken in."""
    for unit in clause.units[at + 1 : min(at + 5, clause.high)]:
        if unit.low in _THINGS:
            return True
        if unit.low in PREPOSITIONS or unit.sign or "round" in unit.cues:
            return False
    return False


_THINGS = {
    "plant", "plants", "factory", "factories", "fab", "fabs", "facility", "site", "headquarters", "order", "orders",
    "project", "expansion", "mine", "refinery", "complex", "campus", "upgrade", "overhaul", "budget", "fine", "lawsuit",
}  # fmt: skip

_AIMS = ("target", "eye", "vis", "veu", "want", "seek")

_OF_SALES = re.compile(
    r"\s(?:[^.:;]{0,12}\s)?(?:grace a|thanks to|from|by (?:20|next|the end)|d'ici|par an|a year|"
    r"per year|avec|de ventes|clients|customers)\b"
)


def _aims_at_sales(text: Text, clause: Clause, at: int, amount: int) -> bool:
    """`eyes $40 billion from customers`, `vise 2 milliards d'ici 2028`: what a firm aims at may be what it sells."""
    if not clause.units[at].low.startswith(_AIMS):
        return False
    if any(clause.has(cue) is not None for cue in ("round", "valuation", "investment_noun")):
        return False
    if any(unit.is_company("watched", "tech", "investor") for unit in backers(clause, at, len(clause.units))):
        return False
    return text.field != "headline" or bool(_OF_SALES.match(text.folded, clause.units[amount].end))


def statistic(clause: Clause, at: int) -> bool:
    """`AI startup funding hit $200 billion in 2025`: what all firms together took in."""
    units = clause.units
    total = at > clause.low and bool(units[at - 1].cues & {"round", "investment_noun"})
    return total and not any(unit.party for unit in units[clause.low : at])


def of_many(clause: Clause, at: int) -> bool:
    """`Les start-up de l'IA ont levé 9 milliards`, `AI chip startups raised $9bn`: no firm of them is named."""
    units, places = clause.units, clause.places
    kinds = [k for k in places.cues.get("descriptor", ()) if clause.low <= k < at]
    if not kinds or any(clause.low <= k < at for k in places.parties):
        return False
    last = units[kinds[-1]].low
    many = kinds[-1] > clause.low and units[kinds[-1] - 1].low in _PLURALS
    return last.endswith(_FIRMS) or (many and last.startswith(("start", "jeune", "pepite", "entreprise")))


_FIRMS = (
    "startups",
    "start-ups",
    "firms",
    "companies",
    "labs",
    "jeunes pousses",
    "pepites",
    "entreprises",
    "makers",
)
_PLURALS = frozenset({"les", "des", "ces"})


def _with_purpose(clause: Clause, at: int) -> bool:
    """`borrows $830M to build a data centre`: what stands behind the sum is what it is for."""
    units = clause.units
    return (
        at + 2 < clause.high and units[at + 1].sum is not None and units[at + 2].low in {"to", "pour", "for"}
    )


_CLAIMING = ("seek", "want", "sought", "reclam", "cherch", "demand")


def damages(clause: Clause, at: int) -> bool:
    """`Getty seeks $1.7 billion from Stability AI`: who pays is an AI firm, so it is damages and no round."""
    named = backers(clause, at, len(clause.units))
    claims = clause.units[at].low.startswith(_CLAIMING)
    return any(
        unit.name is not None
        and (unit.name.company.level == "ai" or (claims and unit.name.company.ai == "core"))
        for unit in named
    )
