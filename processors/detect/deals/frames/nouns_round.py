"""Rounds told by a noun: `X's $500M round`, `levée de fonds de 500 M€ pour X`, `a $2 billion round makes X …`."""

from __future__ import annotations

from processors.detect.deals.frames.backers import backers, givers_behind, sums_in
from processors.detect.deals.frames.no_rounds import spending_raised
from processors.detect.deals.frames.raisers import told_of
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import PREPOSITIONS, Clause
from processors.detect.grammar.founders import owns_unnamed
from processors.detect.words.unit import Text, Unit


def round_claim(text: Text, clause: Clause, at: int) -> Claim | None:
    """`X's $500M round`, `levée de fonds de 500 M€ pour X`, `$500 million for X`."""
    units = clause.units
    if clause.has("vehicle", at, at + 3) is not None or (units[at].verbs and spending_raised(clause, at)):
        return None
    sums = sums_in(clause, max(clause.low, at - 8), min(at + 8, clause.high))
    if not sums:
        return None
    before = [k for k, preposition in c.parties_before(clause, at) if not preposition]
    if before and clause.topic is None and _leads(clause, before[-1], at):
        before = []
    giver = at - 1 if before and before[-1] == at - 1 and len(before) > 1 and units[at - 2].sum else None
    if giver is not None:  # `X reaches $10bn valuation on $350m Greenoaks round`
        before = before[:-1]
    after = [
        k
        for k in range(at + 1, min(at + 14, clause.high))
        if units[k].party and units[k - 1].low in {"for", "pour", "de", "d", "'", "chez", "of", "in", "at"}
    ]
    worth = _whose_worth(clause, at)
    if worth is not None:
        before = [worth]
    target = before[-1] if before else after[0] if after else _made_by_round(clause, at)
    if target is not None and clause.topic is None:
        target = _firm_of(clause, target)
    if (
        target is None and clause.topic is None
    ):  # `X, which reads contracts with AI, emerges with $90M in funding`
        target = clause.index(told_of(text, clause, at))
    betting = _bettors(clause, at) or asked(clause, at)
    if betting is not None:
        givers, taker = [units[k] for k in betting[0]], units[betting[1]]
        return Claim(
            "round", "noun-round", text, clause, at, givers, taker, amount=units[sums[0]], weight=0.85
        )
    investors = backers(clause, at, len(units)) or ([units[giver]] if giver is not None else [])
    if target is not None and owns_unnamed(clause, target):
        return _claimed(text, clause, at, investors, None, units[sums[0]])
    if target is not None:
        investors = investors or givers_behind(clause, sums)
        investors = [unit for unit in investors if unit is not units[target]]
        return _claimed(text, clause, at, investors, units[target], units[sums[0]])
    if clause.topic is None and not _nameless(clause, at):
        return None
    return _claimed(text, clause, at, investors, clause.topic, units[sums[0]])


def _leads(clause: Clause, who: int, at: int) -> bool:
    """`Microsoft leads $300 million round in an AI lab`: who leads it raises nothing."""
    for k in range(max(who + 1, at - 5), at):
        if any(verb.frame == "lead" and mood in _TOLD for mood, verb in clause.units[k].verbs):
            return not any(unit.low in PREPOSITIONS or unit.sign for unit in clause.units[k + 1 : at])
    return False


_TOLD = frozenset({"present", "past", "future"})


def _claimed(
    text: Text, clause: Clause, at: int, investors: list[Unit], target: Unit | None, amount: Unit
) -> Claim:
    return Claim(
        "round", "noun-round", text, clause, at, investors, target, amount=amount, noun=True, weight=0.75
    )


def _nameless(clause: Clause, at: int) -> bool:
    """A word for a firm stands behind the round, or one for an AI firm before it: who raises has no name here."""
    units = clause.units
    if (
        at + 2 < clause.high
        and units[at + 1].low in _OF
        and clause.has("descriptor", at + 2, at + 5) is not None
    ):
        return True
    return all(clause.has(cue, clause.low, at) is not None for cue in ("descriptor", "ai"))


def _whose_worth(clause: Clause, at: int) -> int | None:
    """`X's valuation could eclipse Y in $50 billion round`: the firm whose worth is spoken of raises."""
    units = clause.units
    worth = clause.has("valuation", clause.low, at)
    if worth is None:
        return None
    near = range(worth - 1, max(clause.low - 1, worth - 4), -1)
    return next((k for k in near if units[k].party), None) if units[worth].sum is None else None


_OF = {"of", "de", "d", "for", "pour"}


def _firm_of(clause: Clause, target: int) -> int:
    """`… pour AMI Labs : Yann LeCun signe le plus gros amorçage`: a person raises for a firm named beside."""
    name = clause.units[target].name
    if name is None or name.kind != "person":
        return target
    firms = [k for k, u in enumerate(clause.units) if u.is_firm and u.names_ai]
    return firms[0] if firms else target


_BETS = {"bet on", "bets on", "mise sur", "misent sur"}
_GIVE = frozenset({"invest", "fund", "lead"})


def _bettors(clause: Clause, at: int) -> tuple[list[int], int] | None:
    """`Bezos, Nvidia and OpenAI bet on Figure in $675 million round`: givers, a verb of giving, and who receives."""
    units = clause.units
    for verb in range(clause.low + 1, at):
        unit = units[verb]
        if not unit.verbs and unit.low not in _BETS:
            continue
        gives = unit.low in _BETS or any(one.frame in _GIVE for _, one in unit.verbs)
        if not gives or "round" in unit.cues:
            continue
        who, taker = c.subject(clause, verb), c.first_party(clause, verb, high=at)
        if who is not None and taker is not None:
            return c.listed_before(clause, who), taker
    return None


_ASKS = frozenset(
    {
        "taps",
        "tapped",
        "tap",
        "turns to",
        "turned to",
        "enlists",
        "picks",
        "selects",
        "woos",
        "sollicite",
        "entrer",
        "accueille",
        "accueillent",
    }
)


def asked(clause: Clause, at: int) -> tuple[list[int], int] | None:
    """`X taps Nvidia and Google for a $150 million round`: who is asked gives."""
    units = clause.units
    verb = next((k for k in range(clause.low + 1, at) if units[k].low in _ASKS), None)
    who = c.subject(clause, verb) if verb is not None else None
    named = c.listed(clause, verb + 1, at) if verb is not None else []
    return (named, who) if who is not None and named and units[named[0]].party else None


_MAKES = (
    "make", "made", "turn", "crown", "give", "lift", "value", "propel", "push", "mint", "put", "hand", "catapult",
    "fait", "propuls", "hiss", "plac", "valoris", "port", "consacr", "sacr",
)  # fmt: skip


def _made_by_round(clause: Clause, at: int) -> int | None:
    """`A $1.5 billion round makes StepFun a unicorn`, `La levée propulse X à …`: who gains by it."""
    units = clause.units
    verb = next((k for k in range(at + 1, min(at + 5, clause.high)) if units[k].low.startswith(_MAKES)), None)
    return c.first_party(clause, verb, over=5) if verb is not None else None
