"""Deals told by a noun: `acquisition of Y by X`, `rachat de Y par X`, `X's $5B investment in Y`."""

from __future__ import annotations

from processors.detect.deals.frames.backers import sums_in
from processors.detect.deals.frames.investing import SAID_OF
from processors.detect.deals.frames.nouns_capacity import capex, compute
from processors.detect.deals.frames.nouns_round import round_claim
from processors.detect.deals.frames.teams import team_bought
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Text, Unit

_OFFERS = {"offer", "offre", "bid", "takeover bid", "offre de rachat"}
_MONEY_THINGS = frozenset(
    {"check", "ticket", "tickets", "billet", "apport", "mise", "pari", "tour", "bet", "coup de pouce"}
)
_OFFICES = frozenset(
    {"arm", "unit", "team", "banker", "chief", "committee", "adviser", "advisor", "office", "head"}
)
_TO_DO = {"to", "will", "can", "nous", "we", "qui", "that", "pour", "would"}
_OF = {"of", "de", "d", "du", "des"}
_INTO = {"in", "into", "dans", "chez", "with", "au", "for", "pour", "to"}


def nominal(text: Text, clause: Clause, at: int) -> Claim | None:
    """The claim of a noun, where it has the names that make one."""
    cues = clause.units[at].cues
    if "acquisition_noun" in cues:
        return _acquisition(text, clause, at) or _team(text, clause, at)
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
        return _investment(text, clause, at) or capex(text, clause, at)
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
_SOLD = {"sale to", "vente a", "cession a"}


def _sold(text: Text, clause: Clause, at: int) -> Claim | None:
    """`SambaNova eyes sale to Intel`: who is sold stands before, who buys after."""
    units = clause.units
    buyer = c.first_party(clause, at)
    sold = [k for k, preposition in c.parties_before(clause, at) if not preposition]
    if buyer is None or not sold:
        return None
    sums = sums_in(clause, clause.low, clause.high)
    return _purchase(text, clause, at, units[buyer], units[sold[0]], units[sums[0]] if sums else None)


def _purchase(text: Text, clause: Clause, at: int, buyer: Unit, sold: Unit, price: Unit | None) -> Claim:
    return Claim(
        "acquisition",
        "noun-acquisition",
        text,
        clause,
        at,
        [buyer],
        sold,
        amount=price,
        noun=True,
        weight=0.85,
    )


def _on_a_thing(clause: Clause, after: int) -> bool:
    """`une offre inédite sur le Plume Air`: a shop's, on wares; a firm's name takes no article."""
    near = clause.units[after + 1 : after + 4]
    named = [
        unit for unit in near if unit.low not in {"le", "la", "les", "l", "'", "ce", "cette", "un", "une"}
    ]
    articled = bool(near) and bool(named) and near[0] is not named[0]
    return clause.units[after].low == "sur" and articled and named[0].capital


def _acquisition(text: Text, clause: Clause, at: int) -> Claim | None:
    units = clause.units
    if at > clause.low and units[at - 1].low in {"no", "aucun", "aucune"}:
        return None  # `but no bid is planned`
    if at > clause.low and units[at - 1].low in _TO_DO:
        return None  # `partners with OpenAI to offer shopping`: a verb here
    if units[at].low in _OFFERS and at + 2 < clause.high and _for_other(clause, at + 1):
        return None  # `X fights Y's bid to toss its suit`
    target = buyer = None
    agents = c.by_agent(clause, at)
    if units[at].low in _SOLD:
        return _sold(text, clause, at)
    after = next(
        (
            k
            for k in range(at, min(at + (7 if units[at].low in _OFFERS else 3), clause.high))
            if units[k].low in _OF
            or units[k].low in {"with", "avec"}
            or (units[at].low in _OFFERS and units[k].low in {"for", "pour", "on", "sur"})
            or units[k].low.endswith((" of", " de", " du", " d", " d'"))
            or (units[at].low in _OFFERS and units[k].low in {"to", "pour"} and _takes_over(clause, k + 1))
        ),
        None,
    )
    if after is not None and units[at].low == "offre" and _on_a_thing(clause, after):
        return None
    if (
        after is None
        and units[at].low in _OFFERS
        and not any(units[k].name for k, _ in c.parties_before(clause, at)[-1:])
    ):
        return None  # `Microsoft Campus Offer`
    if units[at].low.endswith((" acquire", " buy")):
        firm = c.first_party(clause, at)
        if firm is None or any(unit.low == "from" for unit in units[at + 1 : firm]):
            return None  # `agreement to buy time`, `deal to acquire staff from X`
        after = at  # `signs definitive agreement to acquire X`
    if after is not None:
        target = c.first_party(clause, after)
    if target in agents:
        target = None
    before = [k for k, _ in c.parties_before(clause, at)]
    if agents:
        buyer = agents[0]
    elif before:
        buyer = before[_owned(units, before, target)]
    if (
        target is None
        and before
        and before[-1] >= at - (8 if agents or units[at].low == "licensing deal" else 3)
    ):
        target = before[-1]
        buyer = agents[0] if agents else before[-2] if len(before) > 1 else None
    if (
        target is not None
        and buyer is not None
        and units[at].low == "licensing deal"
        and _giver(units[target])
        and not _giver(units[buyer])
    ):
        target, buyer = buyer, target  # `X has struck a licensing deal with Intel`: the giant pays
    if target is None or buyer is None or target == buyer or units[target].side == units[buyer].side:
        return None  # (`Anthropic offre des yeux à Claude`: its own)
    sums = sums_in(clause, clause.low, clause.high)
    return _purchase(text, clause, at, units[buyer], units[target], units[sums[0]] if sums else None)


def _owned(units: list[Unit], named: list[int], sold: int | None) -> int:
    """`Elon Musk's SpaceX completes its acquisition`: of the two that stand first, the firm."""
    first, *others = named
    whose = units[first].name
    owns = bool(others) and others[0] == first + 3 and units[first + 2].low == "s"
    person = whose is not None and (whose.kind == "person" or whose.company.level == "investor")
    return 1 if owns and person and (len(others) > 1 or sold is not None) else 0


def _investment(text: Text, clause: Clause, at: int) -> Claim | None:
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
        and _giver(units[target])
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


_DRAWS = ("attir", "obt", "reco", "decroch", "seduit", "accueill", "recueill")
_ITS = frozenset({"son", "leur"})
_FROM = frozenset({"from", "aupres"})
_OF_WHOM = frozenset({"de", "d", "du"})


def _for_other(clause: Clause, at: int) -> bool:
    """What is bid for is an act, and none of buying: `a bid to toss a suit`, `une offre pour réduire les coûts`."""
    unit, behind = clause.units[at], clause.units[at + 1]
    act = behind.low if unit.low in {"to", "pour"} else unit.low.removeprefix("to ")
    if unit.low not in {"to", "pour"} and not unit.low.startswith("to "):
        return False
    french = unit.low == "pour" and not act.endswith(("er", "ir", "re"))
    named = behind.party or (behind.capital and not clause.sentence.title_case)
    if french or named or act.startswith(_GETS) or behind.sum:
        return False
    return not _takes_over(clause, at)


_GETS = (
    "buy",
    "acqui",
    "purchas",
    "take",
    "merg",
    "own",
    "control",
    "invest",
    "snap",
    "achet",
    "rachet",
    "pren",
    "repren",
)


def _takes_over(clause: Clause, at: int) -> bool:
    """`leads a bid to control X`, `une offre pour racheter X`: what the offer is for."""
    near = clause.units[at : min(at + 2, clause.high)]
    return any(unit.low == "control" or any(v.frame == "acquire" for _, v in unit.verbs) for unit in near)


def _givers_listed(clause: Clause, before: list[int]) -> bool:
    """`Amazon, Google and Microsoft expand investments there`: none of those in one list gives to the other."""
    if len(before) < 2 or not all(_giver(clause.units[k]) for k in before[-2:]):
        return False
    return all(unit.low in c.AND for unit in clause.units[before[-2] + 1 : before[-1]])


def _announces(clause: Clause, who: int, at: int) -> bool:
    """`Glass group Hartwell plans $450M outlay`: an unknown name before a verb gives, and receives nothing."""
    units = clause.units
    return units[who].name is None and any(
        mood in ("present", "past", "future")
        for unit in units[who + 1 : at]
        if unit.cues.isdisjoint(_DEALS)
        for mood, _ in unit.verbs
    )


def _giver(unit: Unit) -> bool:
    return (
        unit.name is not None
        and unit.name.kind == "company"
        and unit.name.company.level in ("watched", "tech", "investor")
        and unit.name.company.ai != "core"
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


_SPENDING = {"depenses", "spending", "outlays"}


_DEALS = {"acquisition_noun", "round", "investment_noun", "stake_noun", "capex_noun", "deal_noun"}


def is_deal_noun(unit: Unit) -> bool:
    """A noun that may tell a deal."""
    cues = unit.cues
    if cues and (not cues.isdisjoint(_DEALS) or ("hearsay" in cues and unit.low.split()[-1] in _TALKS)):
        return True
    return unit.low in _SPENDING
