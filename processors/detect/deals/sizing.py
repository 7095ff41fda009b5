"""Whether a deal is large enough: its sum, what its target is worth, and who pays."""

from __future__ import annotations

import re
from dataclasses import dataclass

from processors.detect.deals.completing import further_investors
from processors.detect.deals.frames.allying import RENTS
from processors.detect.deals.frames.capacity import unnamed_group
from processors.detect.deals.headlined import headline_firm, headline_tells
from processors.detect.deals.known_backers import backed_above, giant_behind, giants_giving
from processors.detect.deals.rates import times_a_year
from processors.detect.deals.receivers import FORMER, MANY_FIRMS
from processors.detect.deals.values import CROWD
from processors.detect.grammar.claims import OWN_VOICE, Claim, Judged
from processors.detect.grammar.reading import Reading
from processors.detect.words.closed_classes import OUR
from processors.detect.words.model import Level
from processors.detect.words.of_money import CASH, UNICORN
from processors.detect.words.unit import Unit


def dollars(unit: Unit | None) -> float:
    """A sum in US dollars at fixed rates; 0 for none."""
    return unit.sum.dollars if unit is not None and unit.sum else 0.0


SMALL = 1.5e7
"""Dollars below which a round is small whoever manages the funds behind it."""


_BY_SUM = 0.9
"""What capacity weighs that a sum, gigawatts or chips by the million make large."""


LARGE_BID = 0.95e9
"""Dollars from which an investor's bid for an AI firm is news like a round of that size."""


_UNICORNS = UNICORN | {"unicorns", "licornes"}


def _unicorn(claim: Claim) -> bool:
    return any(unit.low in _UNICORNS for unit in claim.clause.units[claim.at :])


def _known_backers(claim: Claim, reading: Reading) -> bool:
    """The sentence below names investors that are known: `Eric Schmidt et Xavier Niel figurent parmi …`."""
    if claim.kind != "round" or claim.target is None:
        return False
    if claim.text.field == "description":
        return bool(backed_above(reading))
    if claim.text.field == "headline" and giants_giving(reading, {claim.target.side}):
        return True
    if claim.text.field != "headline":
        return False
    if dollars(claim.amount) < 3 * SMALL:
        return False
    return bool(further_investors(reading, {claim.target.side}))


def called_ai(claim: Claim) -> bool:
    """`AI analytics firm X`, `X, a maker of AI chips`: said of who is bought, right before or behind its name."""
    at = claim.clause.index(claim.target)
    if at is None:
        return False
    if claim.target is not None and claim.target.is_lab:
        return True
    units = claim.clause.units[max(claim.clause.low, at - 6) : at + 8]
    told = any(unit.cues & {"ai", "ai_near"} for unit in units)
    return told and any("descriptor" in unit.cues for unit in units)


def _public(unit: Unit) -> bool:
    """A state, or its bank; a person who speaks for it may announce private money."""
    name = unit.name
    return (
        name is not None
        and name.kind == "company"
        and (name.company.level == "other" or name.company.id == "bpifrance")
    )


def _watched_lab(claim: Claim) -> bool:
    """`Anthropic wraps up one more huge funding deal`: whatever a watched lab raises, or is taken of it, is large."""
    name = claim.target.name if claim.target else None
    lab = name is not None and name.company.level == "watched" and name.company.ai == "core"
    if claim.kind == "stake":
        return lab and claim.rule in _TAKING and claim.amount is None and claim.text.field == "headline"
    told = claim.clause.units[claim.at : claim.at + 8]
    return (
        lab and claim.amount is None and any("round" in unit.cues and unit.low not in _CASH for unit in told)
    )


_TAKING = frozenset({"stake", "share-of"})
"""Verbs of taking a part; `Nvidia's stake in OpenAI` is an old one."""
_CASH = CASH | {"des fonds", "equity", "investors", "investisseurs", "backers"}


def _venture(claim: Claim) -> bool:
    """`Elon Musk's AI venture lines up a $15bn equity deal`: the firm, not the man."""
    units = claim.clause.units
    at = next((k for k, unit in enumerate(units) if unit is claim.target), None)
    if at is not None and claim.amount is not None and _FOR_HIS.match(claim.text.folded, claim.amount.end):
        return True
    if at is None or at + 1 >= len(units) or units[at + 1].low not in {"'", "’"}:
        return False
    own = at + 2 + (at + 2 < len(units) and units[at + 2].low == "s")
    return any("descriptor" in unit.cues for unit in units[own : own + 4])


_FOR_HIS = re.compile(
    r"(?: de dollars| d'euros)? (?:pour|for) (?:\w+er )?(?:sa|son|his|her) (?:[\w'-]+ ){0,2}?(?:ia|ai)\b"
)
"""`Elon Musk lève 10 milliards pour son IA`: a man, and what he raises for."""


def _told_above(claim: Claim, reading: Reading) -> float:
    """`X lève 3 millions`, and below: `Le tour est mené par Y`: the one sum of the headline is the round's."""
    if claim.kind != "round" or claim.amount is not None or claim.text.field != "description":
        return 0.0
    title = reading.title
    if title.field != "headline":
        return 0.0
    sums = [u for s in title.sentences for u in s.units if u.sum is not None and not u.sum.vague]
    raised = any(v.frame == "raise" for s in title.sentences for u in s.units for _, v in u.verbs)
    return dollars(sums[0]) if len(sums) == 1 and raised else 0.0


_START_UP = {"startup", "start-up", "jeune pousse"}


def _crowd_alone(claim: Claim) -> bool:
    """`Tech giants pour billions into AI`: what all do all the time."""
    figure = claim.amount is not None and claim.amount.sum is not None and not claim.amount.sum.vague
    return not figure and bool(claim.investors) and all(unit.side == CROWD for unit in claim.investors)


def _alumnus(units: list[Unit]) -> bool:
    """`Ex-OpenAI scientist`, `un ancien de DeepMind`: somebody by the lab he or she has left, and who raises now."""
    if units and units[-1].low in {"who", "that", "qui"}:
        return False  # `Ex-OpenAI researcher who raised $2 billion joins Meta`
    left = any(u.low in FORMER for u in units)
    return left and any(u.name is not None and u.name.kind != "person" for u in units)


_FUND = re.compile(
    r"\b(?:(?:to|pour) (?:invest|back|investir|soutenir)\b(?! (?:in|dans) (?:its|their|son|sa|ses|leurs?)\b)|"
    r"(?:vc|venture|investment|first|new|own|premier|nouveau) (?:fund|fonds)\b|fund for\b|un fonds\b|"
    r"fonds d'investissement\b)"
)


_FUND_NAME = re.compile(r"\b(?:capital|ventures?|partners|invest|investments?|equity|gestion)$")


def _fund_raises(claim: Claim) -> bool:
    """`Ventoux Capital lève 500 millions pour investir dans l'IA`: a fund by its name, for others' firms."""
    target = claim.target
    return (
        claim.kind == "round"
        and target is not None
        and target.name is None
        and _FUND_NAME.search(target.low) is not None
        and _to_invest(claim)
    )


def _to_invest(claim: Claim) -> bool:
    """`Former X researchers raise $180m, to invest in start-ups`: a fund for others' firms, and none of their own."""
    return bool(_FUND.search(claim.text.folded, claim.clause.units[claim.at].end))


def _many(unit: Unit) -> bool:
    """`European AI start-ups raised 14 billion`: a statistic, no round."""
    return unit.low.rpartition(" ")[2] in MANY_FIRMS


@dataclass(frozen=True, slots=True)
class _Size:
    """What a claim tells of its size, in US dollars, and of the levels of those who pay."""

    amount: float
    valuation: float
    levels: set[Level]
    notable: bool
    """Somebody known gives, or a watched lab takes."""


def require_size(result: Judged, reading: Reading) -> None:
    """Take from a claim's score what its size, its payer or its missing target costs it, and say why."""
    claim = result.claim
    size = _size(claim, reading)
    if claim.kind == "acquisition":
        _weigh_purchase(result, size, reading)
    elif claim.kind in ("capex", "compute"):
        _weigh_spending(result, size, reading)
    else:
        _weigh_round(result, size, reading)
    if claim.kind in ("round", "stake") and claim.target is None:
        result.less(0.15 if _target_said(claim, reading) else 0.45, "no target named")
    known = claim.target.name if claim.target is not None else None
    fund = claim.kind in ("round", "valued") and known is not None and known.company.level == "investor"
    if (fund and not _venture(claim)) or _fund_raises(claim):
        result.less(0.6, "an investor raises a fund")


def _size(claim: Claim, reading: Reading) -> _Size:
    levels = {
        unit.name.company.level
        for unit in claim.investors
        if unit.name and not (unit.name.kind == "product" and unit.name.ambiguous)
    }
    if any(unit.name is None and unit.low in OWN_VOICE for unit in claim.investors) and reading.organisation:
        levels.add(reading.organisation.level)  # `We're acquiring …`
    above = _told_above(claim, reading)
    funds = (
        "investor" in levels or any(_fund_by_kind(claim, unit) for unit in claim.investors)
    ) and not 0 < (dollars(claim.amount) or above) < SMALL
    notable = funds or bool(levels & {"watched", "tech", "ai"}) or _known_backers(claim, reading)
    notable = (
        notable
        or (claim.kind in ("round", "stake") and _watched_lab(claim))
        or (claim.kind == "round" and giant_behind(claim))
    )
    amount = dollars(claim.amount or claim.elsewhere) or above
    if claim.kind == "compute" and claim.amount is not None:
        amount *= max(1, times_a_year(claim.text, claim.amount))
    return _Size(amount, dollars(claim.valuation), levels, notable)


_FUND_KINDS = frozenset({"pension", "wealth", "sovereign", "superannuation", "endowment"})


def _fund_by_kind(claim: Claim, unit: Unit) -> bool:
    """`Dutch pension fund X`, `Denmark's pension giant X`: large by its kind, whatever its name."""
    at = claim.clause.index(unit)
    if at is None or unit.name is not None:
        return False
    return any(one.low in _FUND_KINDS for one in claim.clause.units[max(claim.clause.low, at - 3) : at])


def _weigh_purchase(result: Judged, size: _Size, reading: Reading) -> None:
    """Who buys must be watched or large, or what is bought AI and dear."""
    claim = result.claim
    if size.levels & {"watched", "tech"} or claim.own:
        return
    dear = size.amount >= LARGE_BID
    if dear and claim.target is not None and called_ai(claim):
        result.score -= 0.1  # whoever buys: as large as a round that counts
        return
    sold = claim.target.name.company if claim.target and claim.target.name else None
    core = sold is not None and sold.ai == "core"
    if core and dear and "investor" in size.levels and claim.text is reading.title:
        return
    buyers = [u.name.company for u in claim.investors if u.name]
    peers = core and any(one.ai == "core" for one in buyers)
    lab = claim.rule == "acquire" and any(
        one.ai == "core" and one.level in ("ai", "watched") for one in buyers
    )
    lab = lab and any(text.has("ai") for text in reading.texts[:2] if text.field != "body")
    result.less(0.3 if peers or lab else 0.5, "the buyer is neither watched nor large")


_YEARS = 2
"""What is rented by the month or year is rented for so long at least, where nobody says for how long."""


def _for_years(claim: Claim, size: _Size, least: float) -> bool:
    """`rents compute for $50 million a month`: it comes to a billion."""
    by_month = claim.amount is not None and times_a_year(claim.text, claim.amount) > 0
    return by_month and _YEARS * size.amount >= least


def _weigh_spending(result: Judged, size: _Size, reading: Reading) -> None:
    """What is built or rented must cost a billion or draw a gigawatt, of private money and of somebody named."""
    claim = result.claim
    built = 0.95 * reading.rules.thresholds.get("capex", 1e9)  # a little less for sums in other currencies
    small = size.amount < built and claim.clause.has("billions") is None
    if claim.kind == "capex" and small:
        result.less(0.6, "under a billion dollars and no gigawatts")
    elif claim.kind == "compute" and claim.amount and small and not _for_years(claim, size, built):
        result.less(0.5, "under a billion dollars and no gigawatts")
    elif claim.kind == "compute" and claim.rule == "ally" and small and claim.weight >= _BY_SUM:
        rented = claim.clause.units[claim.at].low.startswith(RENTS)
        deal = claim.clause.has("deal_noun") is not None
        result.less(0.28 if rented else 0.35 if deal else 0.5, "the sum is a price, and no size of a deal")
    if claim.kind == "capex" and claim.investors and all(_public(unit) for unit in claim.investors):
        result.less(0.45, "public money")
        # no wider net over a state's money
        result.doubted = all(unit.is_company("other") for unit in claim.investors)
    if _crowd_alone(claim):
        result.less(0.5, "many at once, and no figure")
    if claim.kind == "capex" and not claim.investors:
        result.less(0.1 if unnamed_group(claim.clause, claim.at) else 0.45, "nobody named who spends")


def _weigh_round(result: Judged, size: _Size, reading: Reading) -> None:
    """A round, a stake or a worth is large, or somebody notable gives."""
    claim = result.claim
    least = reading.rules.thresholds
    valuation = size.valuation
    if claim.kind == "valued" and not valuation and _unicorn(claim):
        valuation = 1e9
    large = size.amount >= 0.99 * least.get("round", 1e8) or valuation >= 0.99 * least.get("valuation", 1e9)
    if not (size.notable or large):
        result.less(0.6, "under 100 M$, no notable investor, no valuation of a billion")
    elif claim.kind == "round" and not claim.amount and not claim.valuation and not size.notable:
        result.score -= 0.4


"""`Announcing our $120M Series C`: who speaks receives."""


def _target_said(claim: Claim, reading: Reading) -> bool:
    """Who receives has no name, but the headline, a word for a firm, or its founder says who."""
    if headline_firm(claim, reading) is not None or headline_tells(claim, reading):
        said = True
    else:
        units = claim.clause.units[claim.clause.low : claim.clause.high]
        said = any(("descriptor" in unit.cues and not _many(unit)) or unit.low in OUR for unit in units)
    if claim.kind == "round" and claim.text.field == "description" and not claim.noun:
        # `Researchers mean to found a start-up`, and below: `Talks were held to raise $200 million`
        said = said or any(u.low in _START_UP for s in reading.title.sentences for u in s.units)
    before = claim.clause.units[claim.clause.low : claim.at]
    if [u.low for u in before[:2]] in (["les", "start-up"], ["des", "start-up"]):
        said = False
    said = said or (any("ai" in u.cues for u in before) and not any(_many(u) for u in before))
    return said or (_alumnus(before) and not _to_invest(claim))  # a founder's next firm has no name yet
