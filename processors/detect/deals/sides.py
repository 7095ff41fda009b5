"""Who stands where in a deal that is told: what its claim took for a side and is none, and whom it left out.

Asked once a deal is flagged, so it decides nothing: the claims themselves stay as they were judged.
"""

from __future__ import annotations

from dataclasses import replace

from processors.detect.deals.apposed import righted
from processors.detect.deals.described import begun, buys, likened, met
from processors.detect.deals.frames.backers import without_staff
from processors.detect.deals.heads import headed
from processors.detect.deals.into_firms import into_firm
from processors.detect.deals.kinds import financed, of_kind
from processors.detect.deals.nobodies import named_only, nobody
from processors.detect.deals.ordering import ordered
from processors.detect.deals.renters import of_both, paid_for
from processors.detect.deals.suppliers import supplied
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import ALL, BUILT, Claim, Judged, Mends, each_mend, same_units
from processors.detect.grammar.founders import made_by
from processors.detect.words.unit import Unit

_WITH = frozenset({"avec", "with", "from", "aupres", "chez", "turns to", "to", "a"})
_SIGNED_WITH = frozenset(
    {"with", "avec", "from", "deal", "contract", "agreement", "pact", "accord", "contrat", "partnership"}
)
_ELIDED = frozenset({"jusqu", "lorsqu", "puisqu", "presqu", "quelqu", "quoiqu"})
"""`Jusqu'à 9 milliards investis`: with a capital, and no name."""
_TELLS = frozenset({"tells", "told", "confie"})


def mended(group: list[Judged]) -> list[Judged]:
    """The claims of one deal with their sides put right."""
    group = ordered(group)
    claims = [_mended(one.claim) for one in group]
    if all(claim is one.claim for claim, one in zip(claims, group, strict=True)):
        return group
    return [replace(one, claim=claim) for one, claim in zip(group, claims, strict=True)]


def _mended(claim: Claim) -> Claim:
    claim = each_mend(claim, _MENDS)
    more = _further(claim)
    return of_both(claim if same_units(more, claim.investors) else replace(claim, investors=more))


def _own_product(claim: Claim) -> Claim:
    """`Apple buys an AI startup for Siri`: what the buyer itself makes is not bought."""
    name = claim.target.name if claim.target is not None else None
    if name is None or name.kind != "product":
        return claim
    own = any(u.group == name.company.group for u in claim.investors)
    return replace(claim, target=None) if own else claim


def _daughter(claim: Claim) -> Claim:
    """`signs a 2GW deal with SoftBank's SB Energy`: the daughter supplies, where two words or more name it."""
    units, at = claim.clause.units, claim.clause.index(claim.target)
    if at is None or at + 3 >= len(units):
        return claim
    own, behind = units[at + 3], units[at + 4 : at + 5]
    if [unit.low for unit in units[at + 1 : at + 3]] != ["'", "s"] or not own.proper or " " not in own.low:
        return claim
    made = bool(behind) and bool(behind[0].cues & {"compute_noun", "ai_object"})
    return claim if made else replace(claim, target=own)


def _into_capital(claim: Claim) -> Claim:
    """`X et Y au capital de Z`: what stands behind is whose shares they are."""
    units = claim.clause.units
    if not claim.noun:
        return claim
    at = next(
        (k for k in range(claim.clause.low + 1, claim.clause.high - 2) if units[k].low == "capital"), None
    )
    if at is None or units[at - 1].low not in {"au", "dans le", "le"} or units[at + 1].low not in {"de", "d"}:
        return claim
    whose = c.first_party(claim.clause, at, over=4)
    before = [k for k, governed in c.parties_before(claim.clause, at) if not governed]
    if whose is None or not before or claim.clause.index(claim.target) == whose:
        return claim
    return replace(
        claim, target=units[whose], investors=[units[k] for k in c.listed_before(claim.clause, before[-1])]
    )


def _heading_gets(claim: Claim) -> Claim:
    """`Anthropic : Google ajoute 3 milliards`: a giant raises no round, it gives to whom the heading names."""
    topic, giant = claim.clause.topic, claim.target
    if topic is None or giant is None or claim.investors:
        return claim
    at = claim.clause.index(giant)
    if claim.noun:  # `X : le fonds Y et Nvidia participent à une levée`
        between = claim.clause.units[at + 1 : claim.at] if at is not None else []
        leads = any(verb.frame == "lead" for unit in between for _, verb in unit.verbs)
        if at is None or not leads or topic.side == giant.side:
            return claim
        return replace(
            claim, target=topic, investors=[claim.clause.units[k] for k in c.listed_before(claim.clause, at)]
        )
    large = giant.is_company("watched", "tech") and giant.name is not None and giant.name.company.ai != "core"
    if not large or not (topic.name is None or topic.name.company.ai == "core") or topic.side == giant.side:
        return claim
    return replace(claim, target=topic, investors=[giant])


def _of_partner(claim: Claim) -> Claim:
    """`Mistral: Partnering With X on a data centre`: who pays stands in the heading, X builds."""
    topic = claim.clause.topic
    if topic is None or topic.name is None or len(claim.investors) != 1:
        return claim
    at = claim.clause.index(claim.investors[0])
    if at is None or at == 0 or claim.clause.units[at - 1].low.split()[-1] not in {"with", "avec"}:
        return claim
    return replace(claim, target=claim.investors[0], investors=[topic])


def _unknown_supplier(claim: Claim) -> Claim:
    """`signe avec X pour de la puissance de calcul`, `turns to X for 2 gigawatts`: an unknown name supplies it."""
    units = claim.clause.units
    if claim.target is not None or claim.place is None:
        return claim
    first = next((k for k, unit in enumerate(units) if unit.start == claim.place[0]), claim.at)
    for k in range(max(min(claim.at, first - 1), claim.clause.low), claim.clause.high - 1):
        if units[k].start >= claim.place[1] and units[k].low not in _SIGNED_WITH:
            break
        if claim.place[0] <= units[k].start < claim.place[1]:
            continue
        near = units[k + 1]
        kind = next(
            (j for j in range(k + 1, min(k + 5, claim.clause.high - 1)) if "descriptor" in units[j].cues),
            None,
        )
        if units[k].low in {"with", "avec"} and kind is not None and units[kind + 1].proper:
            return replace(claim, target=units[kind + 1])  # `with AI cloud startup X`
        named = near.proper or near.is_company("ai", "tech")
        if units[k].low in _WITH and named and "plain" not in near.cues and near not in claim.investors:
            return replace(claim, target=near)
    return claim


def _further(claim: Claim) -> list[Unit]:
    """The investors with those that stand in one list with them."""
    clause, units = claim.clause, claim.clause.units
    found: list[Unit] = []
    for unit in claim.investors:
        at = claim.clause.index(unit)
        if at is None:
            found.append(unit)
            continue
        if not _may_give(claim, unit):
            continue
        if claim.kind != "round" and at < claim.at:
            found += [units[k] for k in _listed_before(claim, at) if _may_give(claim, units[k])]
            if (
                (claim.kind in ("capex", "compute") or claim.noun)
                and at + 1 < claim.at
                and units[at + 1].low in {"and", "et", ","}
            ):
                acts = (k for k in range(at + 1, claim.at) if units[k].verbs and not units[k].party)
                both = c.listed(clause, at, next(acts, claim.at))  # `Nvidia and Quillon partner on a campus`
                joined = len(both) > 1 and (
                    any(one.low in {"and", "et"} for one in units[at : both[-1]])
                    or (at == clause.low and len(both) == 2 and _acts(units, both[1]))
                )
                found += [units[k] for k in both[1:] if joined and _may_give(claim, units[k])]
        else:
            found.append(unit)
    folded = claim.text.folded
    if claim.investors and (" by " in folded or " par " in folded):
        agents = [units[k] for k in without_staff(units, c.by_agent(clause, claim.at))]
        if any(unit is one for unit in agents for one in claim.investors):
            found += [unit for unit in agents if _may_give(claim, unit)]
    sold = any(verb.frame == "acquired" for _, verb in units[claim.at].verbs)
    if claim.kind == "acquisition" and (sold or claim.noun):
        found += _buyers_behind(claim)
    for k in range(claim.at, clause.high - 1) if "aupres" in folded or "from" in folded else ():
        if units[k].low == "aupres" or (units[k].low == "from" and claim.kind == "round"):
            start = k + 1 + (units[k + 1].low in {"de", "d", "des"})
            start += start < len(units) and units[start].low == "'"
            listed = [units[j] for j in without_staff(units, c.listed(clause, start))]
            if any(one.is_company("watched", "tech", "investor") for one in listed):
                found += [one for one in listed if _may_give(claim, one)]
            break
    if len(found) < 2:
        return found
    distinct: list[Unit] = []
    for unit in found:
        if all(unit is not one for one in distinct):
            distinct.append(unit)
    return distinct


def _acts(units: list[Unit], at: int) -> bool:
    """`Nvidia, Quillon weigh a campus`: the word behind the second name is no apposition's."""
    behind = units[at + 1 : at + 2]
    return (
        units[at - 1].low == ","
        and bool(behind)
        and not behind[0].sign
        and "descriptor" not in behind[0].cues
    )


def _listed_before(claim: Claim, at: int) -> list[int]:
    """`Japan's X and Korea's Y invest`: the names of a list, whatever place stands before each."""
    units = claim.clause.units
    found = c.listed_before(claim.clause, at)
    first = found[0]
    owned = first > claim.clause.low + 3 and [one.low for one in units[first - 2 : first]] == ["'", "s"]
    if owned and "plain" in units[first - 3].cues and units[first - 4].low in {"and", "et", ","}:
        before = next((k for k in range(first - 5, claim.clause.low - 1, -1) if units[k].party), None)
        if before is not None and before == first - 5:
            return [*_listed_before(claim, before), *found]
    return found


def _buyers_behind(claim: Claim) -> list[Unit]:
    """`sold to X and Y`, `a sale to X or Y`, `passe aux mains de X et d'Y`: the list, without whom a verb makes act."""
    units = claim.clause.units
    first = claim.clause.index(claim.investors[0]) if claim.investors else None
    if first is None or first < claim.at:
        return []
    acts = {
        k for k in c.listed(claim.clause, first) if k + 1 < len(units) and units[k + 1].verbs and k != first
    }
    return [units[k] for k in c.listed(claim.clause, first) if k not in acts and _may_give(claim, units[k])]


def _may_give(claim: Claim, unit: Unit) -> bool:
    """A name that is no place and no product, and not only the owner of the next (`Elon Musk's xAI`)."""
    if unit is claim.target or "plain" in unit.cues or unit.low in _ELIDED or nobody(claim, unit):
        return False
    units, at = claim.clause.units, claim.clause.index(unit)
    if at and unit.name is None and ("person_role" in units[at - 1].cues or units[at - 1].low in _TELLS):
        return False  # `led by X and Y, CEO Ada Quill tells …`
    owns = at is not None and [one.low for one in units[at + 1 : at + 3]] == ["'", "s"]
    if at is not None and at + 1 < len(units) and units[at + 1].low in c.CIRCLE:
        return False
    if (
        at is not None
        and owns
        and any(one is units[at + 3] for one in claim.investors if at + 3 < len(units))
    ):
        return False
    told = unit.proper or (unit.name is not None and unit.name.kind != "product")
    return told or (at is not None and made_by(claim.clause, at))  # `le créateur de ChatGPT investit`


_MENDS: Mends = (
    (named_only, ALL),
    (_own_product, ("acquisition", "stake")),
    (righted, ALL),
    (into_firm, ALL),
    (headed, ALL),
    (begun, ("round",)),
    (met, ("round",)),
    (likened, ("stake", "acquisition")),
    (buys, ("compute",)),
    (_into_capital, ("stake",)),
    (_heading_gets, ("round",)),
    (_of_partner, ("capex",)),
    (financed, BUILT),
    (_unknown_supplier, BUILT),
    (of_kind, ALL),
    (supplied, ALL),
    (paid_for, BUILT),
    (_daughter, ("compute",)),
)
