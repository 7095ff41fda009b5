"""Frames of deal verbs: from a verb in its clause to who gives, who receives, and how much."""

from __future__ import annotations

from processors.detect import parties as c
from processors.detect.acting import finite
from processors.detect.backers import backers, givers_behind, sums_in
from processors.detect.claims import Claim
from processors.detect.clauses import Clause
from processors.detect.unit import Text, Unit

_INTO = {
    "in", "into", "dans", "chez", "to", "a", "au", "aux", "on", "en", "sur", "for", "pour", "behind",
    "toward", "towards", "with", "avec",
}  # fmt: skip
_NO_ROUND = frozenset({"deal_noun", "investment_noun", "stake_noun", "acquisition_noun", "capex_noun"})
_FUNDS = {"fund", "vc fund", "venture fund", "vc firm", "venture firm", "venture capital firm", "vc", "fonds"}
_CASH = {"money", "funds", "cash", "capital", "fonds"}
_HOLDERS = {"investors", "shareholders", "employees", "investisseurs", "actionnaires", "salaries", "backers"}
_ON = {"on", "sur", "with", "avec", "behind", "en"}
_AFTER_SUM = {"to", "a", "au", "aux", "for", "pour"}
_BETS = (
    "bet", "mis", "pari", "wager", "doubl", "stake", "put", "throw", "splash", "lavish",
    "spend", "invest", "pour", "inject", "inve", "steckt",
)  # fmt: skip


def raising(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """TARGET raises SUM (from INVESTOR) (at VALUATION)."""
    units = clause.units
    after = sums_in(clause, at + 1, min(at + 14, clause.high))
    rounds = clause.has("round", at + 1, min(at + 9, clause.high))
    if rounds is None and units[at].low.split()[-1] in _CASH:
        rounds = at  # `raises money`
    vehicle = clause.has("vehicle", at + 1, min(at + 9, clause.high))
    giver = next(
        (
            k
            for k in range(at + 1, min(at + 9, clause.high))
            if units[k].low in {"from", "aupres", "by", "par", "led"}
        ),
        99,
    )
    if vehicle is not None and vehicle < giver and not (rounds is not None and rounds < vehicle):
        return None
    if c.is_passive(clause, at) and not after:
        before = sums_in(clause, max(clause.low, at - 6), at)
        agents = c.by_agent(clause, at)
        if before and agents:
            return Claim("round", rule, text, clause, at, target=units[agents[0]], amount=units[before[-1]])
        return None
    if not after and {mood for mood, _ in units[at].verbs} == {"participle"}:
        return _raised_first(text, clause, at, rule)
    if not after and rounds is None:
        return None
    if weak and any(
        unit.cues & _NO_ROUND and "round" not in unit.cues and unit.low != "tour"
        for unit in units[at + 1 : min(at + 5, clause.high)]
    ):
        return None
    if weak and rounds is None and not (after and after[0] - at <= 5):
        return None
    if weak and rounds is None and units[after[0] - 1].low in {"for", "pour"}:
        return None  # `lands chip firm Korvo for $1.6bn`: a price
    if any(unit.low in _FUNDS for unit in units[clause.low : at]):
        return None
    subject = c.subject(clause, at)
    if subject is not None and units[subject + 1].low in _HOLDERS:
        return None
    target = c.firm_before(clause, at, units[subject]) if subject is not None else clause.topic
    if target is None and after:
        target = _own_firm(clause, after[0])
    if target is not None and target.name is not None and target.name.kind == "person":
        target = _founded(clause, at) or target
    made = Claim("round", rule, text, clause, at, target=target, weight=0.9)
    if after:
        made.amount = units[after[0]]
    if weak and target is not None and (target.name is None or not target.name.ai) and _from_firm(clause, at):
        return None
    made.investors = [unit for unit in backers(clause, at, len(units)) if unit is not target]
    if after and not made.investors:
        made.investors = givers_behind(clause, after)
    return made


def _raised_first(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    """`Deux milliards levés : le pari de la start-up d'IA de …`: the sum, the participle, then who."""
    units = clause.units
    before = sums_in(clause, at - 2, at)
    if not before:
        return None
    behind = units[at + 1 :]
    firm = next((u for u in behind if u.party and (u.name is None or u.name.company.level == "ai")), None)
    if firm is None and not {"descriptor", "ai"} <= {cue for u in behind for cue in u.cues}:
        return None
    return Claim("round", rule, text, clause, at, target=firm, amount=units[before[-1]], weight=0.8)


def _from_firm(clause: Clause, at: int) -> bool:
    """`Getty seeks $1.7 billion from Stability AI`: who pays is an AI firm, so it is damages and no round."""
    named = backers(clause, at, len(clause.units))
    return any(unit.name is not None and unit.name.company.level == "ai" for unit in named)


def _own_firm(clause: Clause, at: int) -> Unit | None:
    """`Un ancien de DeepMind lève 1,1 milliard pour sa start-up, Ineffable Intelligence`: the name behind `for`."""
    units = clause.units
    if at + 1 >= clause.high or units[at + 1].low not in {"for", "pour"}:
        return None
    near = range(at + 2, min(at + 9, clause.high))
    if not any("descriptor" in units[k].cues for k in near):
        return None
    return next((units[k] for k in near if units[k].party and units[k].name is None), None)


def _founded(clause: Clause, at: int) -> Unit | None:
    """`LeCun réunit 890 millions pour AMI`: a person raises for a firm."""
    for k in range(at + 1, clause.high - 1):
        if clause.units[k].low in {"for", "pour"}:
            named = c.first_party(clause, k, over=5)
            return clause.units[named] if named is not None else None
    return None


def investing(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """INVESTOR invests (SUM) in TARGET, or in data centres."""
    units = clause.units
    if c.is_passive(clause, at):
        agents = c.by_agent(clause, at)
        where = _after_into(clause, at)
        if agents and where:
            return Claim(
                "stake",
                rule,
                text,
                clause,
                at,
                [units[k] for k in agents],
                units[where[1]] if where[1] is not None else None,
            )
        return None
    who = c.subject(clause, at)
    investors = c.listed_or_topic(clause, who)
    after = sums_in(clause, at + 1, clause.high)
    if weak and not after and not sums_in(clause, max(clause.low, at - 5), at):
        return None
    where = _handed(clause, at, after) if weak else None
    where = where or _after_into(clause, after[0] if weak and after else at)
    amount = units[after[0]] if after else None
    if amount is None:
        before = sums_in(clause, clause.low, at)
        amount = units[before[-1]] if before and at - before[-1] <= 4 else None
    if where is None:
        return None
    place, party = where
    if party is None:
        end = _phrase_end(clause, place)
        if (
            clause.topic is not None
            and clause.topic not in investors
            and clause.has("descriptor", place - 3, place + 2)
        ):
            return Claim(
                "stake", rule, text, clause, at, [u for u in investors if u], clause.topic, None, amount
            )
        return Claim(
            "capex",
            rule,
            text,
            clause,
            at,
            [u for u in investors if u],
            None,
            (units[place].start, units[end - 1].end),
            amount,
        )
    if units[party] in investors or not _fit_target(clause, at, party):
        return None
    return Claim("stake", rule, text, clause, at, [u for u in investors if u], units[party], None, amount)


def _handed(clause: Clause, at: int, after: list[int]) -> tuple[int, int] | None:
    """`hands Intel $5 billion`, `gives the startup Reflection AI another $2bn`: the name stands before the sum."""
    if not after or after[0] - at > 8:
        return None
    between = clause.units[at + 1 : after[0]]
    named = [k for k, unit in enumerate(between, at + 1) if unit.party]
    if len(named) != 1 or any(unit.low in _INTO - {"a"} or unit.low in {"of", "de", "'"} for unit in between):
        return None
    return named[0], named[0]


def _fit_target(clause: Clause, at: int, party: int) -> bool:
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
        if units[k].low in _ON and not units[at].low.startswith(_BETS):
            continue
        if units[k].low in _AFTER_SUM and not any(unit.sum for unit in units[max(at, k - 6) : k]):
            continue
        if units[k].low in _INTO and k + 1 < clause.high:
            for j in range(k + 1, min(k + 9, clause.high)):
                unit = units[j]
                if unit.party:
                    return j, j
                if "capex_noun" in unit.cues or ("ai" in unit.cues and not _descriptor_follows(clause, j)):
                    return j, None
                if unit.sum or (unit.sign and unit.low not in {"'", "-", '"', "«", "’"}):
                    break
        if units[k].sign and units[k].low in {",", "("}:
            break
    return None


def _descriptor_follows(clause: Clause, at: int) -> bool:
    return any(
        "descriptor" in unit.cues or "maker" in unit.cues or unit.party
        for unit in clause.units[at + 1 : min(at + 4, clause.high)]
    )


def _phrase_end(clause: Clause, at: int) -> int:
    """Where the noun phrase that holds this unit ends: before the next sign, verb or clause."""
    units = clause.units
    end = at + 1
    while (
        end < clause.high
        and end < at + 7
        and not (units[end].sign and units[end].low not in {"-", "'"})
        and not (units[end].verbs and not units[end].cues)
    ):
        end += 1
    while end > at + 1 and units[end - 1].low in {
        "in",
        "to",
        "and",
        "et",
        "en",
        "for",
        "pour",
        "a",
        "the",
        "by",
        "with",
        "as",
        "amid",
        "over",
        "this",
    }:
        end -= 1
    return end


def backing(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """INVESTOR backs TARGET; `X-backed Y` is history and no claim."""
    units = clause.units
    if c.is_passive(clause, at) or (at > 0 and units[at - 1].low == "-"):
        return None
    if {mood for mood, _ in units[at].verbs} == {"base"} and not finite(clause, at):
        return None  # `takes the crown back for Anthropic`
    target = c.first_party(clause, at)
    who = c.subject(clause, at)
    if target is None or who is None:
        return None
    after = sums_in(clause, at + 1, clause.high)
    rounds = clause.has("round", at + 1) or clause.has("investment_noun", at + 1)
    if (
        not after
        and rounds is None
        and not any(u.name and u.name.company.level in ("investor", "watched", "tech") for u in (units[who],))
    ):
        return None
    amount = units[after[0]] if after else None
    return Claim(
        "stake",
        rule,
        text,
        clause,
        at,
        [units[k] for k in c.listed_before(clause, who)],
        units[target],
        None,
        amount,
        weight=0.85 if after or rounds else 0.6,
    )
