"""Investments told by a noun: `X's $5B investment in Y`, `stake in Y`, `X attire un investissement de Y`."""

from __future__ import annotations

from processors.detect.deals.frames.backers import sums_in
from processors.detect.deals.frames.investing import SAID_OF
from processors.detect.deals.frames.nouns_bought import giant
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.of_money import DEAL_NOUNS
from processors.detect.words.unit import Text

DEALS = DEAL_NOUNS | {"capex_noun"}
"""Cues of nouns that may tell a deal."""
_MONEY_THINGS = frozenset(
    {"check", "ticket", "tickets", "billet", "apport", "mise", "pari", "tour", "bet", "coup de pouce"}
)
_INTO = {"in", "into", "dans", "chez", "with", "au", "for", "pour", "to"}
_DRAWS = ("attir", "obt", "reco", "decroch", "seduit", "accueill", "recueill")
_ITS = frozenset({"son", "leur"})
_FROM = frozenset({"from", "aupres"})
_OF_WHOM = frozenset({"de", "d", "du"})


def investment(text: Text, clause: Clause, at: int) -> Claim | None:
    """`X's $5B investment in Y`, `multibillion dollar investment in Y`, `$10B stake`."""
    units = clause.units
    into = next((k for k in range(at + 1, min(at + 8, clause.high)) if units[k].low in _INTO), None)
    if units[at].low.endswith(" on"):
        into = at  # `makes $1 billion bet on X`
    if into is not None and any(unit.low in SAID_OF for unit in units[at + 1 : into]):
        into = None
    target = c.first_party(clause, into, over=6) if into is not None else None
    before = [k for k, _ in c.parties_before(clause, at)]
    sums = sums_in(clause, clause.low, clause.high)
    agents = c.by_agent(clause, at)
    if not agents and not before and into is not None:
        agents = [
            k
            for k in range(at + 1, into)
            if units[k].name and units[k - 1].low in {"de", "d", "'", "of", "from"}
        ]
    if "deal_noun" in units[at].cues and not _money_told(clause):
        return None
    name = units[target].name if target is not None else None
    if name is not None and name.kind != "company" and not _called_firm(clause, into, target):
        return None
    if target is None and "stake_noun" not in units[at].cues and _givers_listed(clause, before):
        return None
    own = False
    if target is None and len(before) >= 2 and not _announces(clause, before[-1], at):
        own = (
            units[at].low == "capital" and units[at - 1].low.split()[-1] in _ITS
        )  # `X accueille Y et Z à son capital`
        target, before = (before[0], before[1:]) if own else (before[-1], before[:-1])
        agents = c.listed(clause, before[0], at) if own else agents
    sources = _FROM | _OF_WHOM if _attracted(clause, at) else _FROM
    source = next((k for k in range(at + 1, min(at + 5, clause.high)) if units[k].low in sources), None)
    given = c.listed(clause, source + 1) if source is not None else []
    if target is not None and into is None and _lends(clause, target, at):
        given, before = [target], [before[-1]]  # `X tops $2bn valuation with Samsung's backing`
    if given and not agents and before and before[-1] not in given:
        target, agents = before[-1], given  # `Scale AI confirms investment from Meta`
    investors = [units[k] for k in (agents or before[:1])]
    if target is None or not investors or units[target] in investors:
        return None
    sold = units[target].name
    if sold is not None and sold.kind == "product" and not _called_firm(clause, target - 3, target):
        return None  # `lets Claude take actions`
    if not sums and units[at].low in _MONEY_THINGS:
        return None  # `runs the check`, `ticket`: money only beside a sum
    if (
        len(investors) == 1
        and investors[0].is_lab
        and giant(units[target])
        and not _gives(clause, at, target)
    ):
        investors, target = [units[target]], next(k for k, u in enumerate(units) if u is investors[0])
    weight = 0.85 if sums or given or own else 0.6
    made = Claim("stake", "noun-investment", text, clause, at, investors, units[target], weight=weight)
    made.amount = units[sums[0]] if sums else None
    made.noun = not given
    return made


def _lends(clause: Clause, who: int, at: int) -> bool:
    """`with Samsung's backing`: whose it is gives it."""
    units = clause.units
    owns = [unit.low for unit in units[who + 1 : who + 3]] == ["'", "s"] and at - who <= 5
    return owns and units[who - 1].low == "with" and "stake_noun" not in units[at].cues


def _attracted(clause: Clause, at: int) -> bool:
    """`X attire de nouveaux investissements de Y`: what is behind the noun gives it."""
    return any(unit.low.startswith(_DRAWS) for unit in clause.units[max(clause.low, at - 4) : at])


def _givers_listed(clause: Clause, before: list[int]) -> bool:
    """`Amazon, Google and Microsoft expand investments there`: none of those in one list gives to the other."""
    if len(before) < 2 or not all(giant(clause.units[k]) for k in before[-2:]):
        return False
    return all(unit.low in c.AND for unit in clause.units[before[-2] + 1 : before[-1]])


def _announces(clause: Clause, who: int, at: int) -> bool:
    """`Glass group Hartwell plans $450M outlay`: an unknown name before a verb gives, and receives nothing."""
    units = clause.units
    return units[who].name is None and any(
        mood in ("present", "past", "future")
        for unit in units[who + 1 : at]
        if unit.cues.isdisjoint(DEALS)
        for mood, _ in unit.verbs
    )


def _gives(clause: Clause, at: int, target: int) -> bool:
    """`OpenAI's investment in Oracle`: the noun itself says who receives."""
    return at < target or any(v.frame == "invest" for u in clause.units[clause.low : at] for _, v in u.verbs)


def _called_firm(clause: Clause, into: int | None, target: int | None) -> bool:
    """`the firm behind ChatGPT`: a product stands for its maker only after such words."""
    if into is None or target is None:
        return False
    near = clause.units[max(clause.low, into) : target + 2]
    return any(unit.cues & {"maker", "descriptor"} for unit in near)


def _money_told(clause: Clause) -> bool:
    """A partnership is an investment where money or the word stands beside it."""
    return any(
        (unit.sum and (unit.sum.vague or unit.sum.dollars >= 1e9))
        or ("investment_noun" in unit.cues and "deal_noun" not in unit.cues)
        or any(v.frame == "invest" for _, v in unit.verbs)
        for unit in clause.units
    )
