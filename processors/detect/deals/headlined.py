"""What the headline names, or tells without names, of a deal that is told below it."""

from __future__ import annotations

from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.hedging import supposed
from processors.detect.grammar.reading import Reading
from processors.detect.words.closed_classes import ELIDED, OF_NAME
from processors.detect.words.of_money import DEAL_FRAMES
from processors.detect.words.unit import Unit


def headline_firm(claim: Claim, reading: Reading) -> Unit | None:
    """The one firm that the headline names, where a round is told below without a name (`It raised …`)."""
    if claim.text is reading.title or claim.kind not in ("round", "valued", "stake"):
        return None
    units = [u for s in reading.title.sentences[:2] for u in s.units]
    firms = [u for u in units if u.is_company("ai")]
    firms = firms or [u for k, u in enumerate(units) if u.proper and not _founder(units, k)]
    return firms[0] if len({u.low for u in firms}) == 1 else None


_OF_WHOM = OF_NAME | {ELIDED}


def _founder(units: list[Unit], at: int) -> bool:
    """`the start-up of Ada Quill`: whose the firm is."""
    of = units[at - 1].low in _OF_WHOM if at else False
    return of and any("descriptor" in unit.cues for unit in units[max(0, at - 3) : at])


def first_below(claim: Claim) -> Unit | None:
    """`Lumenworks has no product. Yet it had no trouble raising …`: who the sentence before begins with."""
    first = claim.text.sentences[0]
    if claim.text.field != "description" or claim.clause.sentence is first:
        return None
    unit = first.units[0]
    firm = unit.is_company("ai")
    return unit if firm or unit.proper else None


def giant_below(claim: Claim, reading: Reading) -> bool:
    """`Une start-up fondée par d'anciens de Meta et Google a levé 100 millions`: a giant raises no round."""
    target = claim.target
    if claim.kind != "round" or claim.text is reading.title or target is None or target.name is None:
        return False
    return target.is_company("watched", "tech") and target.name.company.ai != "core"


_BEFOREHAND = frozenset({"after", "apres", "apres que", "since", "depuis"})


def went_before(clause: Clause) -> bool:
    """`in talks …, after it raised $1 billion in May`: what came before the deal that is told."""
    if clause.kind == "main" or not clause.low:
        return False
    return any(unit.low in _BEFOREHAND for unit in clause.units[clause.low - 1 : clause.low + 1])


def doubted_above(reading: Reading) -> bool:
    """`X s'apprêterait à boucler une levée`: the headline tells it as hearsay, and a sentence below outright."""
    title = reading.title
    return title.field == "headline" and any(
        supposed(clause, k) for clause in reading.clauses(title) for k in range(clause.low, clause.high)
    )


_NOUNS = {
    "round": frozenset({"round"}),
    "stake": frozenset({"acquisition_noun", "stake_noun", "investment_noun"}),
    "acquisition": frozenset({"acquisition_noun", "stake_noun"}),
}
_SITES = frozenset({"capex_noun"})


def headline_tells(claim: Claim, reading: Reading) -> bool:
    """`Record round for the start-up of …`: the headline tells a deal whose names and sum stand below."""
    nouns = _NOUNS.get(claim.kind)
    if nouns is None or claim.text.field != "description" or reading.title.field != "headline":
        return False
    units = [u for s in reading.title.sentences[:1] for u in s.units]
    if not any(unit.cues & nouns for unit in units) or any("negation" in unit.cues for unit in units):
        return False
    if claim.kind == "round":
        firm = any("descriptor" in unit.cues for unit in units)
        return firm or (claim.target is not None and any(unit.low == claim.target.low for unit in units))
    givers = {unit.name.company.group for unit in claim.investors if unit.name is not None}
    return any(unit.group in givers for unit in units)


_AGREE = frozenset({"deal_noun", "compute_noun"})


def partners_above(claim: Claim, reading: Reading) -> bool:
    """`X et Y étendent leur collaboration` | `X confirme un nouvel investissement chez Y`: both, and their pact."""
    units = [unit for sentence in reading.title.sentences[:1] for unit in sentence.units]
    if not claim.noun or claim.target is None or not any(unit.cues & _AGREE for unit in units):
        return False
    if not any("new" in unit.cues or unit.low.startswith("confirm") for unit in claim.clause.units):
        return False
    named = {unit.side for unit in units if unit.party}
    return claim.target.side in named and any(unit.side in named for unit in claim.investors)


_ALL_NOUNS = _SITES.union(*_NOUNS.values())
_DEALS = DEAL_FRAMES | {"merge", "valued"}


def headline_speaks(reading: Reading) -> bool:
    """The headline names somebody and has a verb or a noun of money: what stands below only adds names and sums."""
    units = [unit for sentence in reading.title.sentences[:2] for unit in sentence.units]
    tells = any(
        unit.cues & _ALL_NOUNS or any(v.frame in _DEALS and not v.weak for _, v in unit.verbs)
        for unit in units
    )
    return tells and any(unit.party for unit in units)
