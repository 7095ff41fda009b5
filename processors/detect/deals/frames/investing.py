"""Frames of giving: from a verb of investing or backing to who gives, who receives, and how much."""

from __future__ import annotations

from itertools import takewhile

from processors.detect.deals.frames.backers import sums_in
from processors.detect.deals.frames.sellers import sells
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.phrases import (
    ai_firm,
    descriptor_follows,
    in_one_firm,
    one_firm,
    phrase_end,
    unnamed_firm,
)
from processors.detect.words.of_money import INTO
from processors.detect.words.unit import Text, Unit

_INTO = {
    "in", "into", "dans", "chez", "to", "a", "au", "aux", "on", "en", "sur", "for", "pour", "behind",
    "toward", "towards", "with", "avec", "bei",
}  # fmt: skip
_ON = {"on", "sur", "with", "avec", "behind", "en"}
_AFTER_SUM = {"to", "a", "au", "aux", "for", "pour"}
_NEAR = {"near", "outside", "around", "pres", "alongside", "northwest", "northeast"}
_BETS = (
    "bet", "mis", "met", "pari", "wager", "doubl", "stake", "put", "throw", "splash", "lavish",
    "spend", "invest", "pour", "inject", "inve", "steck", "invi", "inyec", "pump", "destin",
)  # fmt: skip


_SHARES = frozenset({"%", "percent", "pct", "minority", "majority", "equity"})


def investing(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """INVESTOR invests (SUM) in TARGET, or in data centres."""
    units = clause.units
    if c.is_passive(clause, at):
        return _passively(text, clause, at, weak, rule)
    before = units[at - 1] if at else None
    share = before is not None and (before.sum is not None or before.low in _SHARES)
    if share and set(units[at].moods()) == {"base"}:
        return None  # `its €1.3 billion stake`, `a 10% stake`: a noun
    who = c.subject(clause, at)
    if who is None and clause.topic is None and at == clause.low and units[at].verbs[0][0] == "base":
        return None  # `Give Mistral your data, not your billions`
    investors = c.listed_or_topic(clause, who)
    after = sums_in(clause, at + 1, clause.high)
    if weak and _no_giving(clause, at, after):
        return None
    where: tuple[int, int | None] | None = _handed(clause, at, after) if weak else None
    where = where or _after_into(clause, after[0] if weak and after else at)
    amount = _sum_given(clause, at, after)
    if where is not None and amount is None and _puts_ai(clause, at, where[0]):
        return None
    if where is None and amount is None and text.field == "headline" and in_one_firm(clause, at):
        return Claim("stake", rule, text, clause, at, investors, weight=0.68)
    if where is None and amount is not None and who is not None and _heads(clause, units[who]):
        return Claim("stake", rule, text, clause, at, investors, clause.topic, amount=amount)
    if where is None:
        return None if weak else _at_large(text, clause, at, rule, investors, amount)
    place, party = where
    if party is None:
        return _in_nobody(text, clause, at, rule, investors, amount, place)
    if units[party] in investors or not fit_target(clause, at, party):
        return None
    return Claim("stake", rule, text, clause, at, investors, units[party], amount=amount)


def _heads(clause: Clause, giver: Unit) -> bool:
    """`Quillon : Nvidia investit 2 milliards`: an AI firm in the heading, of another house than who gives."""
    topic = clause.topic
    if topic is None or topic.side == giver.side:
        return False
    return topic.name is None or topic.is_lab or topic.is_company("ai")


_OF_MONEY = frozenset(
    {"money_talk", "round", "investment_noun", "stake_noun", "billions", "capex_noun", "compute_noun"}
)


_CASH = frozenset(
    {
        "money",
        "cash",
        "gains",
        "profits",
        "winnings",
        "windfall",
        "funds",
        "capital",
        "argent",
        "fonds",
        "benefices",
    }
)


def _puts_ai(clause: Clause, at: int, place: int) -> bool:
    """`injects Gemini into Calendar`, `injecte son IA dans les stories`: no money is put there, but AI."""
    put = list(takewhile(lambda u: u.low not in INTO, clause.units[at + 1 : place]))
    ai = any("ai" in u.cues or (u.names_ai and u.known_product) for u in put)
    return ai and not any(u.sum or u.cues & _OF_MONEY or u.low in _CASH for u in put)


def _passively(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """`TARGET is given SUM by INVESTOR`, `SUM is invested by INVESTOR in TARGET`."""
    units = clause.units
    agents = c.by_agent(clause, at)
    if not agents:
        return None
    investors = [units[k] for k in agents]
    given = sums_in(clause, at + 1, min(at + 4, clause.high))
    taker = c.subject(clause, at)
    if weak and given and taker is not None:
        return Claim("stake", rule, text, clause, at, investors, units[taker], amount=units[given[0]])
    where = _after_into(clause, at)
    if where is None:
        return None
    return Claim(
        "stake", rule, text, clause, at, investors, units[where[1]] if where[1] is not None else None
    )


def _no_giving(clause: Clause, at: int, after: list[int]) -> bool:
    """What a verb that says less than investing may tell of instead: nothing of money, a price, wages, an order."""
    units = clause.units
    if not after:
        return not sums_in(clause, max(clause.low, at - 5), at)
    behind = [unit.low for unit in units[after[0] + 1 : after[0] + 4]]
    if units[at].low.startswith(_PAYS) and behind[:1] in (["for"], ["pour"]):
        return True  # `pays $1bn for X` buys it
    # `offers $100m bonuses to poach X staff`; `hands X a €250m contract`: a customer
    return any(low in _WAGES or low in _ORDERS for low in behind)


def _sum_given(clause: Clause, at: int, after: list[int]) -> Unit | None:
    """The first sum behind the verb, else one close before it."""
    if after:
        return clause.units[after[0]]
    before = sums_in(clause, clause.low, at)
    return clause.units[before[-1]] if before and at - before[-1] <= 4 else None


def _in_nobody(
    text: Text, clause: Clause, at: int, rule: str, investors: list[Unit], amount: Unit | None, place: int
) -> Claim:
    """No name stands at the place of what is invested in: a firm without one, what the text is about, or a thing."""
    units, topic = clause.units, clause.topic
    if clause.has("descriptor", max(at, place - 6), place + 1) is not None and text.field != "headline":
        return Claim("stake", rule, text, clause, at, investors, amount=amount)
    if topic is not None and topic not in investors and clause.has("descriptor", place - 3, place + 2):
        return Claim("stake", rule, text, clause, at, investors, topic, amount=amount)
    thing = units[place].start, units[phrase_end(clause, place) - 1].end
    small = amount is not None and amount.sum is not None and amount.sum.value < _LARGE
    if not small and investors and one_firm(text.folded, thing[0]):
        return Claim("stake", rule, text, clause, at, investors, amount=amount)
    return Claim("capex", rule, text, clause, at, investors, place=thing, amount=amount)


_LARGE = 1e6
_ORDERS = frozenset(
    {"contract", "contracts", "contrat", "contrats", "order", "orders", "commande", "commandes"}
)
_WAGES = {
    "bonus",
    "bonuses",
    "prime",
    "primes",
    "salary",
    "salaries",
    "salaires",
    "packages",
    "contracts",
    "fine",
}
_PAYS = ("pay", "paie", "paiera", "debours")
_LARGE_SUM = 0.95e9


def _at_large(
    text: Text, clause: Clause, at: int, rule: str, investors: list[Unit], amount: Unit | None
) -> Claim | None:
    """`Meta investira 600 milliards aux États-Unis`: what for is told elsewhere, so AI must be (weighing)."""
    large = any(u.level in ("watched", "tech") or sells(u) > 0 for u in investors)
    if not large or amount is None or amount.sum is None or amount.sum.dollars < _LARGE_SUM:
        return None
    units = clause.units
    where = next(
        (k for k in range(at + 1, clause.high - 1) if units[k].low in {"in", "en", "aux", "au", "dans"}), None
    )
    place = (units[where].start, units[phrase_end(clause, where + 1) - 1].end) if where is not None else None
    return Claim(
        "capex", rule, text, clause, at, investors, place=place, amount=amount, weight=0.7, untold=True
    )


def _handed(clause: Clause, at: int, after: list[int]) -> tuple[int, int] | None:
    """`hands Intel $5 billion`, `gives the startup Reflection AI another $2bn`: the name stands before the sum."""
    if not after or after[0] - at > 8:
        return None
    between = clause.units[at + 1 : after[0]]
    named = [k for k, unit in enumerate(between, at + 1) if unit.party]
    if len(named) == 2 and any(unit.low in {"rival", "competitor", "challenger"} for unit in between):
        named = named[1:]  # `hands SenseTime's rival Yitu a $380 million cheque`
    if len(named) != 1 or any(unit.low in _INTO - {"a"} or unit.low in {"of", "de", "'"} for unit in between):
        return None
    return named[0], named[0]


def fit_target(clause: Clause, at: int, party: int) -> bool:
    """A product stands for its maker only after a maker's word (`the firm behind ChatGPT`)."""
    name = clause.units[party].name
    if name is None or name.kind == "company":
        return True
    near = clause.units[max(at + 1, party - 4) : party + 4]
    return name.kind == "product" and any(unit.cues & {"maker", "descriptor"} for unit in near)


def _after_into(clause: Clause, at: int) -> tuple[int, int | None] | None:
    """What stands after `in`/`into`/`dans` of a verb: (place of the phrase, the name if one comes first)."""
    units = clause.units
    for k in range(at + 1, min(at + 16, clause.high)):
        low = units[k].low
        if low in {",", "("}:
            break
        if low not in _INTO or (low in _ON and not units[at].low.startswith(_BETS)):
            continue
        if low in _AFTER_SUM and not any(unit.sum for unit in units[max(at, k - 6) : k]):
            continue
        if k + 1 < clause.high:
            for j in range(k + 1, min(k + 9, clause.high)):
                unit = units[j]
                if unit.party:
                    firm = _owned_by(clause, j)
                    return firm, firm
                if unit.low in _NEAR:
                    break  # `to build a plant near Syracuse`
                if "descriptor" in unit.cues and unnamed_firm(clause, j):
                    return j, None
                if "descriptor" in unit.cues and ai_firm(clause, k + 1, j):
                    return k + 1, None
                if unit.cues & {"capex_noun", "ai"} and (
                    _sited(clause, j) or not descriptor_follows(clause, j)
                ):
                    return j, None
                if unit.sum or (unit.sign and unit.low not in {"'", "-", '"', "«", "’"}):
                    break
    return None


_WHERE = frozenset({"in", "near", "outside", "en", "au"})


def _sited(clause: Clause, at: int) -> bool:
    """`in AI data centers in El Paso`: behind what is built stands where, and no firm."""
    units = clause.units
    where = "capex_noun" in units[at].cues and at + 1 < clause.high and units[at + 1].low in _WHERE
    return where and bool(sums_in(clause, clause.low, at))


def _owned_by(clause: Clause, at: int) -> int:
    """`invests $5bn in Ilya Sutskever's SSI`: the firm right behind the person whose it is, else the party itself."""
    units, name = clause.units, clause.units[at].name
    whose = name is not None and name.kind == "person"
    if whose and at + 3 < clause.high and [unit.low for unit in units[at + 1 : at + 3]] == ["'", "s"]:
        return at + 3 if units[at + 3].party else at
    return at


SAID_OF = frozenset({"would", "could", "is", "was", "will", "be", "est", "serait", "sera", "etait"})
"""`says funding homes would be too dear for X`: what stands behind these is no object of the giving."""
