"""Purchases told by a noun: `acquisition of Y by X`, `rachat de Y par X`, `X's bid for Y`, `sale to X`."""

from __future__ import annotations

from processors.detect.deals.frames.backers import sums_in
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.closed_classes import ELIDED, FRENCH, OF
from processors.detect.words.unit import Text, Unit

_OFFERS = {"offer", "offre", "bid", "takeover bid", "offre de rachat"}
_TO_DO = {"to", "will", "can", "nous", "we", "qui", "that", "pour", "would"}
_SOLD = {"sale to", "vente a", "cession a"}


def acquisition(text: Text, clause: Clause, at: int) -> Claim | None:
    """`acquisition of Y by X`, `X's bid for Y`, `deal to acquire Y`: who buys whom."""
    units = clause.units
    if at > clause.low and units[at - 1].low in {"no", "aucun", "aucune"}:
        return None  # `but no bid is planned`
    if at > clause.low and units[at - 1].low in _TO_DO:
        return None  # `partners with OpenAI to offer shopping`: a verb here
    if units[at].low in _OFFERS and at + 2 < clause.high and _for_other(clause, at + 1):
        return None  # `X fights Y's bid to toss its suit`
    if units[at].low in _SOLD:
        return _sold(text, clause, at)
    after = _bought_behind(clause, at)
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
    buyer, target = _buyer_and_bought(clause, at, after)
    if target is None or buyer is None or target == buyer or units[target].side == units[buyer].side:
        return None  # (`Anthropic offre des yeux à Claude`: its own)
    sums = sums_in(clause, clause.low, clause.high)
    return _purchase(text, clause, at, units[buyer], units[target], units[sums[0]] if sums else None)


def _buyer_and_bought(clause: Clause, at: int, after: int | None) -> tuple[int | None, int | None]:
    """Where stands who buys, and where what is bought: behind the preposition at `after`, or before the noun."""
    units = clause.units
    licence = units[at].low == "licensing deal"
    agents = c.by_agent(clause, at)
    target = c.first_party(clause, after) if after is not None else None
    if target in agents:
        target = None
    before = [k for k, _ in c.parties_before(clause, at)]
    buyer = agents[0] if agents else before[_owned(units, before, target)] if before else None
    if target is None and before and before[-1] >= at - (8 if agents or licence else 3):
        target = before[-1]
        buyer = agents[0] if agents else before[-2] if len(before) > 1 else None
    if (
        licence
        and target is not None
        and buyer is not None
        and giant(units[target])
        and not giant(units[buyer])
    ):
        return target, buyer  # `X has struck a licensing deal with Intel`: the giant pays
    if target is not None and buyer is None and not agents and units[clause.low].low in _BY_MEANS:
        buyer = _who_then(clause, target)
    return buyer, target


_BY_MEANS = frozenset({"with", "by", "through", "avec", "par", "via", "after", "apres"})


def _who_then(clause: Clause, target: int) -> int | None:
    """`With the purchase of X for $300 million, Y bulks up`: who acts right behind the comma."""
    units = clause.units
    comma = next(
        (k for k in range(target + 1, min(target + 10, len(units) - 2)) if units[k].low == ","), None
    )
    firm = comma + 1 if comma is not None else None
    return firm if firm is not None and units[firm].party and units[firm + 1].verbs else None


def _bought_behind(clause: Clause, at: int) -> int | None:
    """The preposition behind the noun that what is bought follows."""
    units = clause.units
    offer = units[at].low in _OFFERS
    for k in range(at, min(at + (7 if offer else 3), clause.high)):
        low = units[k].low
        if low in OF or low in {"with", "avec"} or low.endswith((" of", " de", " du", " d", " d'")):
            return k
        if offer and (low in {"for", "pour", "on", "sur"} or (low == "to" and _takes_over(clause, k + 1))):
            return k
    return None


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


_DETERMINERS = FRENCH | {ELIDED}


def _on_a_thing(clause: Clause, after: int) -> bool:
    """`une offre inédite sur le Plume Air`: a shop's, on wares; a firm's name takes no article."""
    near = clause.units[after + 1 : after + 4]
    named = [unit for unit in near if unit.low not in _DETERMINERS]
    articled = bool(near) and bool(named) and near[0] is not named[0]
    return clause.units[after].low == "sur" and articled and named[0].capital


def _owned(units: list[Unit], named: list[int], sold: int | None) -> int:
    """`Elon Musk's SpaceX completes its acquisition`: of the two that stand first, the firm."""
    first, *others = named
    whose = units[first].name
    owns = bool(others) and others[0] == first + 3 and units[first + 2].low == "s"
    person = whose is not None and (whose.kind == "person" or whose.company.level == "investor")
    return 1 if owns and person and (len(others) > 1 or sold is not None) else 0


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


def giant(unit: Unit) -> bool:
    """A known firm that is no lab and has money to give or to buy with."""
    return unit.is_company("watched", "tech", "investor") and not unit.of_lab
