"""Who backs whom: verbs of support, which tell of money only beside a sum, a round or a giver of some size."""

from __future__ import annotations

from processors.detect.deals.frames.backers import sums_in
from processors.detect.deals.frames.investing import SAID_OF, fit_target
from processors.detect.grammar import parties as c
from processors.detect.grammar.acting import finite
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.founders import made_by
from processors.detect.grammar.phrases import an_ai_firm
from processors.detect.words.unit import Text, Unit


def backing(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """INVESTOR backs TARGET; `X-backed Y` is history and no claim."""
    units = clause.units
    if c.is_passive(clause, at):
        return _backed(text, clause, at, rule)
    if _no_act(clause, at):
        return None
    if units[at].low.startswith("dot") and not sums_in(clause, at + 1, clause.high):
        return None  # `dote Word d'un agent`
    target = c.first_party(clause, at)
    who = c.subject(clause, at)
    if who is not None and _unnamed(units[at + 1 : at + 5]):
        givers = [units[k] for k in c.listed_before(clause, who)]
        return Claim("stake", rule, text, clause, at, givers, weight=0.75)
    one = text.field == "headline" and who is not None and an_ai_firm(clause, at + 1, text.folded)
    if one and who is not None and not units[who].known_product:
        givers = [units[k] for k in c.listed_before(clause, who)]
        return Claim("stake", rule, text, clause, at, givers, weight=0.68)
    if target is None or who is None or any(u.low in SAID_OF for u in units[at + 1 : target]):
        return None
    if any(u.low in _BY_MEANS_OF for u in units[at + 1 : target]):
        return None  # `boosts support speed with OpenAI`
    if units[who].known_product and not made_by(clause, who):
        return None  # `uses ChatGPT to support X`
    if units[target].known_product and not fit_target(clause, at, target):
        return None  # `mise sur une autre approche avec Copilot`
    after = sums_in(clause, at + 1, clause.high)
    rounds = clause.has("round", at + 1) or clause.has("investment_noun", at + 1)
    large = units[who].level in ("investor", "watched", "tech")
    if not after and rounds is None and (_of_firm(units, target) or not large):
        return None
    givers = [units[k] for k in c.listed_before(clause, who)]
    amount = units[after[0]] if after else None
    weight = 0.85 if after or rounds else 0.6
    return Claim("stake", rule, text, clause, at, givers, units[target], amount=amount, weight=weight)


_BY_MEANS_OF = frozenset({"with", "using", "via", "through", "avec", "grace a"})


def _no_act(clause: Clause, at: int) -> bool:
    """A part of another word, a verb that nobody does, or a noun."""
    units = clause.units
    if at > 0 and units[at - 1].low == "-":
        return True
    if {mood for mood, _ in units[at].verbs} == {"base"} and not finite(clause, at):
        return True  # `takes the crown back for Anthropic`
    # `$150 million funding led by X`: a noun
    return units[at].low in _MONEY_NOUNS and units[min(at + 1, len(units) - 1)].low in _COMES


_MONEY_NOUNS = frozenset({"funding", "financing", "backing"})
_COMES = frozenset({"led", "from", "by", "round", "co-led", "with", "at", "in"})


def _unnamed(behind: list[Unit]) -> bool:
    """`backs new AI startup`: a firm of AI, and who that is is not told."""
    kind = any("descriptor" in u.cues for u in behind) and any("ai" in u.cues for u in behind)
    return kind and not any(u.party or u.low in {"startups", "start-ups"} for u in behind)


def _of_firm(units: list[Unit], target: int) -> bool:
    """`backs X's appeal`, `supports X's app on its watch`: what is a firm's, and no firm (`backs Musk's xAI`)."""
    behind = units[target + 1 : target + 8]
    firm = any(unit.party or unit.low in _FIRM_WORDS for unit in behind)
    return [unit.low for unit in behind[:2]] == ["'", "s"] and not firm


_FIRM_WORDS = frozenset({"startup", "start-up", "company", "firm", "lab", "venture", "unicorn"})


_GETS = {"gets", "got", "is", "was", "been", "being", "est", "etre", "sera", "fait"}


def _backed(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    """`Synthesio gets backed by Nvidia at a $4bn price`; `a start-up backed by Nvidia` alone tells no deal."""
    units = clause.units
    agents, who = c.by_agent(clause, at), c.subject(clause, at)
    sums = sums_in(clause, at + 1, clause.high)
    if (
        who is None
        or not agents
        or not sums
        or not any(u.low in _GETS for u in units[max(clause.low, at - 2) : at])
    ):
        return None
    givers = [units[k] for k in agents]
    return Claim("stake", rule, text, clause, at, givers, units[who], amount=units[sums[0]], weight=0.8)
