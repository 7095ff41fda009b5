"""The part that each sum plays: amount, valuation, price, history or other."""

from __future__ import annotations

import re

from newswatch.messages import FigureRole
from processors.detect.grammar.backing import FIRMS, backed, deal_valued
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.history import historic
from processors.detect.grammar.prices import is_price
from processors.detect.words.closed_classes import ARTICLES
from processors.detect.words.of_money import SPENT_ON, UNICORN
from processors.detect.words.text import first_behind
from processors.detect.words.unit import Unit

_LINKS = {
    "de", "d", "'", "post", "money", "pre", "-", "euros", "dollars", "private", "market", "record",
    "staggering", "whopping", "plus", "+", "‘", "’", "“", "”", '"', "headline", "lofty", "massive", "huge", "paper",
    "reported", "estimated", "potential", "blockbuster", "premium",
}  # fmt: skip
_OF_SALES = re.compile(
    r"\s(?:grace a|thanks to|from|through|aupres d)\b[^.:;,]{0,24}\b(?:pub|publicites?|ads?|advertis\w+|clients?|"
    r"customers?|abonn\w+|subscri\w+|sales|users|utilisateurs)(?![\w-])"
)
"""`vise 25 milliards grâce à la pub`: what is sold."""
_EACH = re.compile(r"\s(?:each|apiece|chacun|chacune)\b")
"""`led by X and Y with $1.5 billion each`: a part of the round."""
_IN_A_MARKET = re.compile(
    r"\s(?:in|into|amid|dans|sur) (?:an? |the |this |une? |le |ce )(?:[\w-]+ ){0,3}(?:market|marche)s?\b"
)
"""`raises $1.3 billion in a crowded market`: where it is raised, and no size of that market."""


def role_of(clause: Clause, at: int, folded: str, year: int | None) -> FigureRole:
    """The role of the sum at a unit, from the words around it in its sentence. Asked again for every claim."""
    role = clause.roles.get((at, year))
    if role is None:
        role = clause.roles[at, year] = _role_of(clause, at, folded, year)
    return role


def _role_of(clause: Clause, at: int, folded: str, year: int | None) -> FigureRole:
    units = clause.units
    unit = units[at]
    assert unit.sum is not None
    if backed(clause, at):
        return "valuation"
    if _rented(clause, at):
        return "amount"
    small = unit.sum.value < 5000 and (_near(units, at, "price", 8) or unit.sum.value < 1000)
    if small or is_price(clause, at, folded):
        return "price"
    if unit.sum.dollars < LEAST:
        return "price"
    told = first_behind(folded, unit.end) in _BEGINS
    if told and _EACH.match(folded, unit.end) and any(one.sum and one is not unit for one in units):
        return "other"
    if told and _OF_SALES.match(folded, unit.end):
        return "other"
    if _valuation(clause, at) and not costs(clause, at) and not _worth_of(units, at):
        return "valuation"
    if units[at - 1].low in _PASSING and any("valuation" in u.cues for u in units[:at]):
        return "valuation"  # `fetches a $9B valuation after hitting $3B last spring`
    if unit.sum.currency is None and any(u.low in _COUNTED for u in units[max(0, at - 4) : at]):
        return "other"  # `Llama downloads hit 2 billion`
    if historic(clause, folded, year):
        return "history"
    if costs(clause, at) or (told and _TO_BURN.match(folded, unit.end)):
        return "amount"
    if (
        "other_money" in clause.places.cues
        and _near(units, at, "other_money", 4, stop_at_sum=True)
        and not any(unit.low in {"equity", "capital"} for unit in units[at + 1 : at + 6])
        and not _IN_A_MARKET.match(folded, unit.end)
    ):
        return "other"
    return "amount"


_TO_BURN = re.compile(r" (?:to|a) (?:burn|bruler)\b")
"""`a new lab with $150M to burn`: what it begins with."""
_BEGINS = frozenset("eacgtf")
"""How what `_EACH`, `_OF_SALES` and `_TO_BURN` find begins, over a space."""
_COUNTED = {"downloads", "users", "telechargements", "utilisateurs", "views", "vues", "requetes", "queries"}
_PASSING = {"hitting", "reaching", "topping", "passing", "crossing"}


def _worth_of(units: list[Unit], at: int) -> bool:
    """`$20 billion worth of investments`: no firm is worth that."""
    behind = units[at + 1 : at + 5]
    return [unit.low for unit in behind[:2]] == ["worth", "of"] and any(
        "investment_noun" in u.cues or u.low in {"shares", "stock", "equity"} for u in behind
    )


def _rented(clause: Clause, at: int) -> bool:
    """`to pay SpaceX $1.25bn a month for compute`: a commitment, whatever the period."""
    unit = clause.units[at]
    assert unit.sum is not None
    return unit.sum.value >= 1e8 and clause.has("compute_noun", at + 1, at + 8) is not None


_COSTS = {"cost", "costs", "costing", "coute", "couter", "coutera", "cout", "couterait", "worth", "budget"}


def costs(clause: Clause, at: int) -> bool:
    """`Microsoft's next data centre will cost $4bn`: what infrastructure costs is spent on it."""
    if clause.places.cues.keys().isdisjoint(SPENT_ON):
        return False
    near = any(unit.low.split()[-1] in _COSTS for unit in clause.units[max(clause.low, at - 4) : at])
    if not near and not _bill(clause, at):
        return False
    return any(clause.has(cue, clause.low, at) is not None for cue in SPENT_ON)


def _bill(clause: Clause, at: int) -> bool:
    """`data centre to surpass $250 billion price tag`, `la facture du campus d'IA grimpe à 50 milliards`: what is
    built."""
    if clause.has("capex_noun", clause.low, at) is None:
        return False
    tagged = clause.units[at + 1].low.startswith("price") if at + 1 < clause.high else False
    return tagged or any(unit.low in _BILLS for unit in clause.units[clause.low : at])


_BILLS = frozenset(
    {"cost", "price tag", "price", "tag", "bill", "facture", "cout", "ardoise", "addition", "note"}
)


LEAST = 1e5
"""Dollars below which a sum is no deal's: `will sell you its humanoid for $70,000`."""
_PERIOD = re.compile(
    r"\s?(?:/|a |per |each |every |par |chaque )\s?(?:year|month|an|annee|mois)\b|\s(?:annually|yearly)\b"
)


def periodic(clause: Clause, at: int, folded: str) -> bool:
    """`pays Google $1 billion a year`: what is paid by the year or month buys a service, and no firm."""
    return any(_PERIOD.match(folded, clause.units[k].end) for k in clause.places.sums if at < k < clause.high)


_AT = {
    "at", "around", "about", "nearly", "over", "almost", "some", "roughly", "up", "up to", "to", "more", "than",
    "more than", "upwards", "of", "least", "at least", "close", "just",
}  # fmt: skip


def _raised_at(units: list[Unit], at: int) -> bool:
    """`raising tens of billions at about $750 billion`: the sum after `at` beside a round is what the firm is worth."""
    k = at - 1
    while k > 0 and units[k].low in _AT and units[k].low != "at":
        k -= 1
    if (
        k > 1
        and units[k].low in {"a", "sur", "at"}
        and units[k - 1].sum
        and units[k].low in {units[at - 1].low, "at"}
    ):
        first, second = units[k - 1].sum, units[at].sum
        return bool(
            first and second and second.value >= 3 * first.value
        )  # `lever 10 milliards à 350 milliards`
    if k > 1 and units[k].low in {"a", "an"} and units[k - 1].low == "at":
        k -= 1  # `a $1.5 billion round at a $13 billion price`
    if k > 0 and units[k].low == "a" and units[k - 1].low.endswith(("fonds", "capitaux")):
        return True  # `lève des fonds à 6 milliards`
    if k <= 0 or units[k].low != "at":
        return False
    before = units[max(0, k - 8) : k]
    return any(unit.sum or "round" in unit.cues for unit in before) and any(
        "round" in unit.cues or any(verb.frame == "raise" for _, verb in unit.verbs) for unit in before
    )


_BY_MEANS = {"in", "with", "after", "via", "through"}


def of_round(units: list[Unit], at: int) -> bool:
    """`its value could double in $50 billion funding round`: what is raised."""
    if units[at - 1].low not in _BY_MEANS and (at < 2 or units[at - 2].low not in _BY_MEANS):
        return False
    return any("round" in unit.cues for unit in units[at + 1 : at + 3])


_EARNED = {"run", "run-rate", "run rate", "arr", "revenue", "revenues", "sales", "annualized", "recurring"}


def earned(units: list[Unit], at: int) -> bool:
    """`a $10 billion valuation on a $450 million run rate`, `doubles sales to $1B`: what is sold."""
    if any(unit.low in _EARNED for unit in units[at + 1 : at + 3]):
        return True
    return at > 1 and units[at - 1].low in {"to", "of"} and units[at - 2].low in _EARNED


_ARTICLES = ARTICLES | {"this", "s"}
"""Before `$2 billion company`; `Ada Brunel's $2bn start-up` too."""


def _valuation(clause: Clause, at: int) -> bool:
    units = clause.units
    if _raised_at(units, at):
        return True
    worth = "valuation" in clause.places.cues
    if of_round(units, at) or (worth and deal_valued(units, at)):
        return False
    behind = units[at + 1].low if at + 1 < len(units) else ""
    sized = behind in FIRMS and at > 0 and units[at - 1].low in _ARTICLES
    if sized or (behind in {"price", "price tag"} and not _bill(clause, at) and units[at].sum.value >= 1e9):  # type: ignore[union-attr]
        return True  # `now a $2 billion company`, `fetches a $29 billion price`
    if not worth or earned(units, at):
        return False
    k = at + 1
    while k < len(units) and k <= at + 5 and (units[k].low in _LINKS or "valuation" in units[k].cues):
        if "valuation" in units[k].cues:
            return True
        k += 1
    if at > 0 and units[at - 1].low == "on":
        return False  # `hits $11B valuation on $500M from X`: what is raised
    told = at > 0 and units[at - 1].low in {
        "at",
        "a",
        "about",
        "to",
    }  # `values the firm founded by … at $8 billion`
    for k in range(at - 1, max(-1, at - 15), -1):
        if units[k].sum or (units[k].low in {"as", "while"} and units[k + 1].party):
            return False  # `hits a $9bn valuation as X writes a $300 million cheque`
        if k < at - 8 and not told and not units[k].low.startswith(("valoris", "values", "valuing")):
            continue
        if "valuation" in units[k].cues and units[k].low not in UNICORN:
            return not any(
                unit.low in {"after", "apres", "with", "avec", "raises", "leve", "raising"}
                or "round" in unit.cues
                or any(verb.frame == "raise" for _, verb in unit.verbs)
                for unit in units[k + 1 : at]
            )
    return False


def _near(units: list[Unit], at: int, cue: str, distance: int, stop_at_sum: bool = False) -> bool:
    for step in (1, -1):
        for k in range(at + step, at + step * (distance + 1), step):
            if not 0 <= k < len(units):
                break
            if cue in units[k].cues:
                return True
            if (
                (stop_at_sum and units[k].sum)
                or (units[k].low in {",", ";", ":"} or "subordinate" in units[k].cues)
                or (units[k].low in {"and", "et"} and k + 1 < len(units) and _says(units[k + 1]))
                or (units[k].verbs and not units[k].cues)
            ):
                break
    return False


def _says(unit: Unit) -> bool:
    return "say" in unit.cues or (bool(unit.verbs) and not unit.sum)


_AFTER = {"apres", "after", "malgre", "despite"}
_SPENT = (
    "invest",
    "depens",
    "engag",
    "engloutis",
    "inject",
    "vers",
    "pour",
    "spent",
    "sunk",
    "committed",
    "mis",
)


def spent_before(units: list[Unit], at: int) -> bool:
    """`Malgré des milliards investis, X se méfie de Y`: money of the past, and another piece of news."""
    before, behind = units[max(0, at - 3) : at], units[at + 1 : at + 3]
    return any(u.low in _AFTER for u in before) and any(u.low.startswith(_SPENT) for u in behind[:1])
