"""Words that a claim took for a side and that are nobody: a memorandum, a venture without a name, a heading of a wire's
post, a share's code in brackets; and the firm whose own name ends like what is built (`Korvane Data Centers`).

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.words.unit import Unit

_NOBODY = frozenset(
    {
        "jv", "jvs", "mou", "mous", "loi", "lois", "spv", "spvs", "md", "mds", "moa", "nda", "highlights", "takeaways",
        "news highlights", "key takeaways", "operator", "crowned", "memorandum", "protocole", "coentreprise",
        "press release", "globe newswire", "projet", "project", "proyecto", "projekt", "chantier", "campus", "site",
    }
)  # fmt: skip
_WATTS = re.compile(r"\d[\d.,]*-?\s?[mg]w")
_PLACE = re.compile(r"\w[-‑](?:et|sur|sous|en|de|du|les?|la|aux?|am|an|der)[-‑]$")
"""What joins the words of a place's name."""
_CODE = re.compile(r"[A-Z]{2,5}(?:\.[A-Z]{1,2})?")


def named_only(claim: Claim) -> Claim:
    """The claim without the sides that are nobody; who stands in their place where the clause tells it."""
    claim = _whole_name(claim)
    target = None if claim.target is not None and nobody(claim, claim.target) else claim.target
    kept = [one for one in claim.investors if not nobody(claim, one)]
    if target is claim.target and len(kept) == len(claim.investors):
        return claim
    if not kept and claim.investors and claim.kind in ("capex", "compute"):
        kept = _partners(claim, target)
    return replace(claim, target=target, investors=kept)


def nobody(claim: Claim, unit: Unit) -> bool:
    """An unknown word that names no side."""
    if unit.name is not None:
        return False
    if _PLACE.search(claim.text.folded[max(0, unit.start - 6) : unit.start]):
        return True  # `Seine-et-Marne`
    return unit.low in _NOBODY or _WATTS.fullmatch(unit.low) is not None or _is_code(claim, unit)


def _is_code(claim: Claim, unit: Unit) -> bool:
    """`Korvane (KRVN)`: the code of the name before it."""
    units, at = claim.clause.units, claim.clause.index(unit)
    if at is None or at < 2 or units[at - 1].low != "(" or not units[at - 2].party:
        return False
    return bool(_CODE.fullmatch(claim.text.text, unit.start, unit.end))


def _partners(claim: Claim, target: Unit | None) -> list[Unit]:
    """`X signs MoU with Y to develop a campus`: both."""
    clause, units = claim.clause, claim.clause.units
    found = []
    for k, governed in c.parties_before(clause, claim.at):
        with_whom = units[k - 1].low in {"with", "avec"} if k > clause.low else False
        unit = units[k]
        side = unit is not target and "plain" not in unit.cues and not nobody(claim, unit)
        if side and (with_whom or not governed):
            found.append(_with_its_place(claim, k))
    return found


def _with_its_place(claim: Claim, at: int) -> Unit:
    """`Icelandic Telecom Company`: an unknown name with the capitals that stand right beside it."""
    units, unit = claim.clause.units, claim.clause.units[at]
    if unit.name is not None or claim.clause.sentence.title_case:
        return unit
    low, high = at, at
    while low > claim.clause.low and units[low - 1].capital and units[low - 1].end + 1 == units[low].start:
        low -= 1
    while (
        high + 1 < claim.clause.high
        and units[high + 1].capital
        and units[high].end + 1 == units[high + 1].start
    ):
        high += 1
    start, end = units[low].start, units[high].end
    return replace(unit, start=start, end=end, low=claim.text.folded[start:end])


_ENDS_NAME = re.compile(r" (?:Data ?(?:Cent(?:er|re)s?|Halls?)|Cloud|Compute|Infrastructure|Energy|Power)\b")


def _whole_name(claim: Claim) -> Claim:
    """`Korvane Data Centers proposes a campus`: capitals right behind an unknown name belong to it."""
    if claim.kind not in ("capex", "compute") or claim.place is None or claim.clause.sentence.title_case:
        return claim
    for one in claim.investors:
        if one.name is not None or claim.place[0] != one.end + 1:
            continue
        ends = _ENDS_NAME.match(claim.text.text, one.end)
        if ends is None:
            continue
        whole = replace(one, end=ends.end(), low=claim.text.folded[one.start : ends.end()])
        units = claim.clause.units
        thing = next(
            (u for u in units[claim.at :] if "capex_noun" in u.cues and u.start >= ends.end()),
            None,
        )
        place = (thing.start, thing.end) if thing is not None else None
        return replace(claim, investors=[whole if u is one else u for u in claim.investors], place=place)
    return claim
