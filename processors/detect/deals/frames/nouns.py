"""Deals told by a noun: which noun it is, and so who reads it (`nouns_bought`, `nouns_invested` …); and bare talks."""

from __future__ import annotations

from processors.detect.deals.frames.backers import sums_in
from processors.detect.deals.frames.nouns_bought import acquisition
from processors.detect.deals.frames.nouns_capacity import capex, compute
from processors.detect.deals.frames.nouns_invested import DEALS, investment
from processors.detect.deals.frames.nouns_round import round_claim
from processors.detect.deals.frames.teams import team_bought
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Text, Unit

_OFFICES = frozenset(
    {"arm", "unit", "team", "banker", "chief", "committee", "adviser", "advisor", "office", "head"}
)


def nominal(text: Text, clause: Clause, at: int) -> Claim | None:
    """The claim of a noun, where it has the names that make one."""
    cues = clause.units[at].cues
    if "acquisition_noun" in cues:
        return acquisition(text, clause, at) or _team(text, clause, at)
    if "round" in cues and (claim := round_claim(text, clause, at)):
        return claim
    if clause.units[at].low == "participation" and clause.has("round", clause.low, at) is not None:
        return None  # `a round led by X with participation from Y`
    if clause.units[at].low == "joint venture" and (built := capex(text, clause, at)):
        return built
    behind = clause.units[at + 1].low if at + 1 < clause.high else ""
    if "investment_noun" in cues and behind in _OFFICES:
        return None  # `the new head of OpenAI's investment arm`
    if "investment_noun" in cues or "stake_noun" in cues:
        return investment(text, clause, at) or capex(text, clause, at)
    if "capex_noun" in cues or clause.units[at].low in _SPENDING:
        return capex(text, clause, at)
    if "deal_noun" in cues:
        return compute(text, clause, at)
    if "hearsay" in cues:
        return _talks(text, clause, at)
    return None


def _team(text: Text, clause: Clause, at: int) -> Claim | None:
    """`close to deal to acquire staff from Lumera`."""
    before = [k for k, preposition in c.parties_before(clause, at) if not preposition]
    if not before:
        return None
    return team_bought(text, clause, at, "noun-acquisition", clause.units[before[-1]])


def _talks(text: Text, clause: Clause, at: int) -> Claim | None:
    """`X in talks for $400 mln`, `X en discussions pour 2 Md€`."""
    units = clause.units
    after = sums_in(clause, at + 1, min(at + 5, clause.high))
    if units[at].low.split()[-1] not in _TALKS or not after:
        return None
    if any(verb.frame in _GIVES for unit in units[at + 1 : after[0]] for _, verb in unit.verbs):
        return None  # `in talks to invest $200 million`: the verb tells who gives
    before = [k for k, preposition in c.parties_before(clause, at) if not preposition]
    if not before:
        return None
    target, amount = units[before[-1]], units[after[0]]
    return Claim(
        "round", "noun-talks", text, clause, at, target=target, amount=amount, noun=True, weight=0.75
    )


_GIVES = frozenset({"invest", "acquire", "spend"})
_TALKS = {"talks", "discussions", "discussion", "negociations", "pourparlers", "negotiations"}
_SPENDING = {"depenses", "spending", "outlays"}


def is_deal_noun(unit: Unit) -> bool:
    """A noun that may tell a deal."""
    cues = unit.cues
    if cues and (not cues.isdisjoint(DEALS) or ("hearsay" in cues and unit.low.split()[-1] in _TALKS)):
        return True
    return unit.low in _SPENDING
