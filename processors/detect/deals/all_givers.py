"""All who give in a deal: those of its claims, and who is named beside them, above or below."""

from __future__ import annotations

from newswatch.messages import Deal, Fact
from processors.detect.deals.beside_round import without_bystanders
from processors.detect.deals.completing import further_investors, investors_acting, unknown_leaders
from processors.detect.deals.givers import announcing_below, further_givers, without_owners, without_tellers
from processors.detect.deals.known_backers import backed_above, given_before
from processors.detect.deals.leaders import written_givers
from processors.detect.deals.once import each_once
from processors.detect.deals.standing_behind import backers
from processors.detect.deals.values import CROWD, fact
from processors.detect.grammar.claims import Judged
from processors.detect.grammar.reading import Reading
from processors.detect.words.text import fold


def all_investors(deal: Deal, lead: Judged, kept: list[Judged], reading: Reading) -> tuple[Fact, ...]:
    """The investors of a deal and those that its text names beside them; `lead` is its best claim of all `kept`."""
    investors = deal.investors
    aim = fold(deal.target.value) if deal.target else ""
    if lead.claim.kind in ("round", "stake", "valued"):
        taken = {t.side for one in kept if (t := one.claim.target) is not None and not _giant(one, deal)}
        investors = _with_further(deal, lead, kept, reading, taken)
        if lead.claim.kind in ("round", "valued"):
            investors = _with_written(deal, investors, reading)
            investors = investors or _where_nobody_gives(lead, kept, reading, taken, aim)
    crowd = [unit for unit in lead.claim.investors if unit.side == CROWD]
    if crowd and not investors and lead.claim.text is reading.title:
        investors = tuple(announcing_below(reading))
    investors = tuple(one for one in investors if not _within(one, deal.target))
    return without_bystanders(each_once(without_tellers(investors), reading), reading, aim)


def _with_further(
    deal: Deal, lead: Judged, kept: list[Judged], reading: Reading, taken: set[str]
) -> tuple[Fact, ...]:
    """Those of the claims, and whom a sentence says to give, who are added to `taken`; not whose the firm is."""
    investors = deal.investors
    aim = fold(deal.target.value) if deal.target else ""
    stake = lead.claim.kind == "stake" and bool(investors) and lead.claim.text.field == "headline"
    sides = {unit.side for one in kept for unit in one.claim.investors} | taken
    told = {one.value for one in investors} | ({deal.target.value} if deal.target else set())
    further = [one for one in further_investors(reading, sides, led=stake) if one.value not in told]
    investors = (*investors, *further)
    investors = (*investors, *further_givers(reading, list(investors), taken, aim))
    return without_owners(reading, investors, aim)


def _with_written(deal: Deal, investors: tuple[Fact, ...], reading: Reading) -> tuple[Fact, ...]:
    """With those that no rule knows, as they are written: who leads the round, and who is listed."""
    known = {fold(one.evidence.quote) for one in investors if one.evidence}
    known |= {fold(one.value) for one in investors}
    known |= {fold(deal.target.value)} if deal.target else set()
    more = [one for one in unknown_leaders(reading) if not any(_same(fold(one.value), k) for k in known)]
    investors = (*investors, *more)
    for one in written_givers(reading):
        words = fold(one.value)
        ends = [other for other in investors if _is_its_end(other, one)]
        known -= {fold(other.value) for other in ends}
        investors = tuple(other for other in investors if other not in ends)
        if not any(_same(words, k) for k in known | {fold(o.value) for o in investors}):
            investors = (*investors, one)
    return investors


def _where_nobody_gives(
    lead: Judged, kept: list[Judged], reading: Reading, taken: set[str], aim: str
) -> tuple[Fact, ...]:
    """Who backs the firm in the headline, gave before, stands behind it, or only acts below."""
    if lead.claim.text.field == "description":
        backing = tuple(fact(reading.title, unit) for unit in backed_above(reading))
        if backing:
            return backing
    given = next((one.claim for one in kept if given_before(one.claim)), None)
    if given is not None:
        return tuple(fact(given.text, unit) for unit in given_before(given))
    return tuple(backers(reading, aim) or investors_acting(reading, taken))


def _giant(one: Judged, deal: Deal) -> bool:
    """`Nvidia could put in $2 billion of equity`: a noun of money took a giant for who gets it; another firm does."""
    target = one.claim.target
    if not one.claim.noun and not one.claim.rule.startswith("noun"):
        return False
    if target is None or deal.target is None or target.name is None:
        return False
    return target.is_company("watched", "tech", "investor") and target.name.company.name != deal.target.value


def _within(one: Fact, target: Fact | None) -> bool:
    """`DeepMind researcher's new AI lab`: a name that only says which firm gets the money."""
    a, b = one.evidence, target.evidence if target is not None else None
    if a is None or b is None or a.field != b.field:
        return False
    return b.start <= a.start and a.end <= b.end and (a.start, a.end) != (b.start, b.end)


def _is_its_end(one: Fact, whole: Fact) -> bool:
    """`Ventures` of `Robot Ventures`, at the same place."""
    a, b = one.evidence, whole.evidence
    return a is not None and b is not None and a.field == b.field and b.start < a.start and a.end == b.end


def _same(one: str, other: str) -> bool:
    return one in other or other in one
