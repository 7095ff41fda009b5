"""Of what kind a deal is, where the claim's verb says less: paid by the month for computing, the price of a firm,
money put into a place to build there.

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from processors.detect.deals.frames.nouns_round import asked
from processors.detect.deals.frames.sellers import sells
from processors.detect.deals.rates import times_a_year
from processors.detect.deals.stages import lent
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import ALL, BUILT, Claim, Mends, first_mend
from processors.detect.words.unit import Unit

_COMPUTING = re.compile(
    r"\b(?:for|pour|of|de|in|on)\s(?:[\w-]+ ){0,3}(?:compute|computing(?: power)?|"
    r"cloud (?:computing|capacity|services)|"
    r"calcul|puissance de calcul|gpus?|tpus?|chips|puces|capacity|capacite)\b"
)
_PAYS = ("pay", "paid", "pai", "pays", "shell", "splash", "debours", "fork", "cough", "verse")
_FOR = frozenset({"for", "pour"})
_USES = re.compile(
    r"\b(?:rent|rents|renting|lease|leases|leasing|louer|loue|louent|location|purchase|buys?|acheter|achete)\b"
)
_CAPACITY = re.compile(r"\b(?:compute|computing|puissance de calcul|cloud (?:capacity|services))\b")


def of_kind(claim: Claim) -> Claim:
    """The claim with the kind that its words tell."""
    return first_mend(claim, _MENDS)


def _behind(claim: Claim, unit: Unit) -> str:
    return claim.text.folded[unit.end : claim.clause.span()[1]]


def _rented(claim: Claim) -> Claim:
    """`will pay X $900M a month for compute`: no firm is bought, and nothing put into X."""
    if claim.amount is None or claim.target is None:
        return claim
    if claim.clause.index(claim.amount) is None:
        return claim
    behind = _behind(claim, claim.amount)
    by_month = times_a_year(claim.text, claim.amount)
    for_compute = _COMPUTING.search(behind[:72])
    pays = claim.clause.units[claim.at].low.startswith((*_PAYS, "commit", "engag", "pledg", "promi"))
    if for_compute is None or not (by_month or pays):
        return claim
    return replace(claim, kind="compute")


def _machines_bought(claim: Claim) -> Claim:
    """`to buy $20 billion of Nvidia chips`: machines, and no firm."""
    units, at = claim.clause.units, claim.clause.index(claim.target)
    if at is None or at + 1 >= claim.clause.high or at < claim.at:
        return claim
    made = "compute_noun" in units[at + 1].cues and "descriptor" not in units[at + 1].cues
    of = units[at - 1].low in {"of", "de", "d", "in"} and any(unit.sum for unit in units[claim.at : at])
    return replace(claim, kind="compute") if made and of else claim


def _bought(claim: Claim) -> Claim:
    """`paid $600M for a film startup`, `reels in X for $4bn`: the price of a firm."""
    units, at, money = claim.clause.units, claim.clause.index(claim.target), claim.clause.index(claim.amount)
    if claim.target is None or at is None or money is None or not claim.investors:
        return claim
    if claim.target.is_company("watched", "tech"):
        return claim
    if money < at:
        pays = not claim.noun and units[claim.at].low.startswith(_PAYS)
        return replace(claim, kind="acquisition") if pays and units[money + 1].low in _FOR else claim
    giver = claim.clause.index(claim.investors[0])
    juxtaposed = claim.rule == "juxtaposed" and giver is not None and giver < at
    priced = units[money - 1].low in _FOR and money - at <= 2
    return replace(claim, kind="acquisition") if juxtaposed and priced else claim


_TAKES = (
    "rais", "sell", "sold", "issu", "borrow", "tap", "pric", "secur", "clos", "land", "seek", "look", "plan", "offer",
    "lev", "emet", "emprunt", "boucl", "contract", "obtain", "complet", "launch",
)  # fmt: skip


def _borrowed(claim: Claim) -> Claim:
    """`X sells $9bn of bonds to pay for AI halls`: X gets the money."""
    units = claim.clause.units
    if claim.target is not None or not claim.investors or not lent(claim):
        return claim
    who = claim.clause.index(claim.investors[0])
    takes = claim.rule == "borrowed" or any(units[claim.at].low.startswith(one) for one in _TAKES)
    if who is None or who > claim.at or not takes or len(claim.investors) > 1:
        return claim
    return replace(claim, target=claim.investors[0], investors=_lenders(claim))


_FORMS = ("form", "creat", "set up", "sets up", "launch", "found")


def _formed(claim: Claim) -> Claim:
    """`X and Y form $2 billion AI venture`: both put the money into it."""
    money = claim.clause.index(claim.amount)
    if claim.investors or claim.target is not None or money is None or not claim.clause.low < money:
        return claim
    units = claim.clause.units
    end = min(money + 5, claim.clause.high)
    thing = next((k for k in range(money + 1, end) if units[k].low in {"venture", "joint venture"}), None)
    forms = next((k for k in range(claim.clause.low + 1, money) if units[k].low.startswith(_FORMS)), None)
    who = c.subject(claim.clause, forms) if forms is not None else None
    if thing is None or who is None:
        return claim
    both = [units[k] for k in c.listed_before(claim.clause, who)]
    return replace(claim, kind="capex", investors=both, place=(units[money + 1].start, units[thing].end))


_LENT = frozenset({"financing", "loan", "debt", "funding", "bond", "bonds", "credit"})


def _lent_by(claim: Claim) -> Claim:
    """`X taps Y, Z for $9 billion data center financing`: who is asked lends."""
    money = claim.clause.index(claim.amount)
    if money is None:
        return claim
    units, high = claim.clause.units, claim.clause.high
    lent = next((k for k in range(money + 1, min(money + 7, high)) if units[k].low in _LENT), None)
    told = asked(claim.clause, money) if lent is not None else None
    if told is None or units[told[0][-1] + 1].low != "for":
        return claim
    return replace(
        claim, kind="round", target=units[told[1]], investors=[units[k] for k in told[0]], place=None
    )


def _lenders(claim: Claim) -> list[Unit]:
    """`seals a $9bn debt deal with Y`, `borrows $9bn from Y`: who lends."""
    units, money = claim.clause.units, claim.clause.index(claim.amount)
    end = min(money + 8, claim.clause.high - 1) if money is not None else 0
    at = next(
        (k for k in range(money or 0, end) if units[k].low in {"with", "from"} and units[k + 1].party), None
    )
    listed = [] if at is None else [units[k] for k in c.listed(claim.clause, at + 1)]
    return [unit for unit in listed if unit.is_company("investor", "tech") or unit.proper]


_GETS = (
    "secur", "land", "rais", "get", "got", "obtain", "obtien", "borrow", "lev", "decroch", "win", "won", "receiv",
    "nab", "bag", "snag", "emprunt", "recoi",
)  # fmt: skip
_MONEY_FOR = frozenset({"for", "pour", "from", "aupres", "to", "de", "d", "in"})


def takes_money(claim: Claim) -> bool:
    """`secures $30bn from X`, `obtient 30 milliards de X`: a verb of getting, and its sum right behind."""
    units, money = claim.clause.units, claim.clause.index(claim.amount)
    if money is None or money == claim.clause.low or money + 1 >= claim.clause.high:
        return False
    return units[money - 1].low.removeprefix("to ").startswith(_GETS) and units[money + 1].low in _MONEY_FOR


def financed(claim: Claim) -> Claim:
    """`secures $30bn for a data centre from X`: X pays for what the subject builds, and sells it nothing."""
    if claim.target is not None or len(claim.investors) != 1:
        return claim
    units, money = claim.clause.units, claim.clause.index(claim.amount)
    if money is None or not takes_money(claim):
        return claim
    for k in range(money + 1, claim.clause.high - 1):
        if units[k].low not in {"from", "aupres"} and (k > money + 1 or units[k].low not in {"de", "d"}):
            continue
        first = k + 1 + (units[k + 1].low in {"de", "d", "des", "'", "the"})
        given = [units[j] for j in c.listed(claim.clause, first) if "plain" not in units[j].cues]
        if given and all(unit.side != claim.investors[0].side and not sells(unit) for unit in given):
            return replace(claim, kind="round", target=claim.investors[0], investors=given)
    return claim


_BUILDS = ("build", "develop", "construct", "construi", "batir", "eriger", "erect")


def _built_by_both(claim: Claim) -> Claim:
    """`X and Y to build a data centre`: neither supplies the other."""
    units = claim.clause.units
    low, high = claim.clause.low, claim.clause.high
    builds = next(
        (k for k in range(low + 3, high) if units[k].low.startswith(_BUILDS) and units[k].verbs), None
    )
    if builds is None or claim.clause.has("deal_noun") is not None:
        return claim
    who = c.subject(claim.clause, builds)
    both = [units[k] for k in c.listed_before(claim.clause, who)] if who is not None else []
    thing = next((u for u in units[builds:high] if "capex_noun" in u.cues), None)
    if len(both) == 1 and both[0] is claim.target and units[claim.at].low.startswith(_JOINS):
        both = [*claim.investors, *both]  # `X s'allie à Y pour bâtir un centre de données`
    if len(both) < 2 or thing is None:
        return claim
    return replace(claim, kind="capex", investors=both, target=None, place=(thing.start, thing.end))


_PART = re.compile(
    r"[ -](?:[\w-]+ )?(?:stake|warrants?|shares|participation|parts)\b[^.;:,]{0,16}? (?:in|dans|de|d') ?"
)


def _taken(claim: Claim) -> Claim:
    """`takes a $900M stake in X as part of a data-centre deal`: of X, and no site is paid."""
    money = claim.clause.index(claim.amount)
    if claim.amount is None or money is None:
        return claim
    part = _PART.match(claim.text.folded, claim.amount.end)
    gives = claim.investors or ([claim.target] if claim.target is not None else [])
    units = claim.clause.units[money + 1 : claim.clause.high]
    whose = next((u for u in units if part is not None and u.start >= part.end()), None)
    if whose is None or not whose.party or len(gives) != 1 or claim.clause.index(gives[0]) is None:
        return claim
    if gives[0].start > claim.amount.start or gives[0].side == whose.side:
        return claim
    return replace(claim, kind="stake", investors=gives, target=whose, place=None)


_KEEPS = frozenset(
    {"keep", "save", "rescue", "prop up", "prop", "maintenir", "sauver", "renflouer", "bail out"}
)


def _kept_alive(claim: Claim) -> Claim:
    """`spends $1 billion to keep AI startup X alive`: it goes into X, and into nothing that is built."""
    money = claim.clause.index(claim.amount)
    if claim.target is not None or money is None:
        return claim
    units, high = claim.clause.units, claim.clause.high
    keeps = next((k for k in range(money + 1, high) if units[k].low.removeprefix("to ") in _KEEPS), None)
    if keeps is None:
        return claim
    whose = next((u for u in units[keeps + 1 : keeps + 7] if u.party and "capex_noun" not in u.cues), None)
    return claim if whose is None else replace(claim, kind="stake", target=whose, place=None)


_VENTURE = frozenset({"joint venture", "jv", "venture", "coentreprise", "partnership", "consortium"})


_JOINS = ("s'associe", "associe", "s'allie", "allie", "partners", "teams up", "teams")
_JOINED_TO = frozenset({"with", "avec", "a"})


def _ventured(claim: Claim) -> Claim:
    """`forms a joint venture with Y to fund a campus`: Y pays too."""
    units = claim.clause.units
    for k in range(claim.clause.low + 1, claim.clause.high - 2):
        with_whom = units[k + 1].low in {"with", "avec"}
        if units[k].low.startswith(_JOINS) and len(claim.investors) == 1:
            first = k + 1 if units[k].low.split()[-1] in _JOINED_TO else k + 2
            several = [units[j] for j in c.listed(claim.clause, first) if "plain" not in units[j].cues]
            if len(several) > 1 and all(one.side != claim.investors[0].side for one in several):
                return replace(claim, target=None, investors=[*claim.investors, *several])
        if (
            units[k].low in _VENTURE
            and with_whom
            and units[k + 2].party
            and units[k + 2] not in claim.investors
        ):
            if units[k].low == "partnership" or "plain" in units[k + 2].cues:
                return claim
            both = [units[j] for j in c.listed(claim.clause, k + 2)]
            target = None if any(claim.target is one for one in both) else claim.target
            more = [one for one in both if one not in claim.investors]
            return replace(claim, target=target, investors=[*claim.investors, *more])
    return claim


def _used(claim: Claim) -> Claim:
    """`in talks to lease a campus`, `has committed to purchase $30 billion of compute`: what another runs is used."""
    if claim.place is None:
        return claim
    start = claim.clause.span()[0]
    used = _USES.search(claim.text.folded, start, max(start, claim.place[0]))
    if used is None:
        return claim
    if used[0].startswith(("purchase", "buy", "ach")):
        return (
            replace(claim, kind="compute")
            if _CAPACITY.search(claim.text.folded[slice(*claim.place)])
            else claim
        )
    return replace(claim, kind="compute")


_SELLS = ("sell", "sold", "ced", "vend")
_SHARE = frozenset({"stake", "share", "shares", "capital", "parts", "actions", "titres", "equity"})


def _sold(claim: Claim) -> Claim:
    """`X sells a 10% stake to Y`, `X cède 20 % de son capital à Y`: Y pays, and X gets it."""
    units, low = claim.clause.units, claim.clause.low
    sells = next((k for k in range(low + 1, claim.clause.high) if units[k].low.startswith(_SELLS)), None)
    who = c.subject(claim.clause, sells) if sells is not None else None
    if sells is None or who is None:
        return claim
    near = range(sells + 1, min(sells + 9, claim.clause.high - 1))
    to = next((k for k in near if units[k].low in {"to", "a"} and units[k + 1].party), None)
    between = units[sells + 1 : to] if to is not None else []
    shares = any(unit.low in _SHARE or unit.low.endswith("%") for unit in between)
    if to is None or not shares or any(unit.party for unit in between):
        return claim
    givers = [units[k] for k in c.listed(claim.clause, to + 1)]
    return replace(claim, kind="stake", target=units[who], investors=givers, place=None)


_MENDS: Mends = (
    (_taken, (*BUILT, "round")),
    (_lent_by, BUILT),
    (_formed, ALL),
    (_kept_alive, ("capex",)),
    (_rented, ("stake", "acquisition")),
    (_machines_bought, ("stake", "acquisition")),
    (_bought, ("stake",)),
    (_used, ("capex",)),
    (_borrowed, ("capex",)),
    (_built_by_both, ("compute",)),
    (_ventured, ("capex",)),
    (_sold, ("round", "stake", "capex")),
)
