"""Who of two sides pays for capacity and who supplies it, where the claim's own order says otherwise.

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from processors.detect.deals.frames.sellers import buyer_and_supplier, sells
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import ALL, BUILT, Claim, Mends, first_mend
from processors.detect.words.closed_classes import POSSESSIVES
from processors.detect.words.unit import Unit

_DEAL = (
    r"(?:deals?|agreements?|contracts?|leases?|pacts?|orders?|partnerships?|contrats?|accords?|bail|baux|"
    r"commandes?)"
)
_CAPACITY_DEAL = re.compile(
    rf"\b(?:capacity|colocation|hosting|lease|leasing|"
    rf"(?:gpu|hpc|ai|cloud)(?: computing)? (?:cloud |infrastructure )?"
    rf"services?|compute|cloud computing|data ?-?cent(?:er|re)) (?:[\w-]+ ){{0,2}}{_DEAL}\b|"
    rf"\b(?:signs?|signed|inks?|inked) (?:[\w$€£.,-]+ ){{0,8}}(?:leases?|colocation|hosting)\b|"
    rf"\bsign\w* (?:[\w'’]+ ){{1,3}}(?:bail|baux)\b|"
    rf"\b{_DEAL} (?:de |d'|pour )(?:\w+ )?(?:capacite|hebergement|colocation|location)"
)
"""What a firm that owns machines signs to let them."""
_CLOUD_DEAL = re.compile(
    rf"\b(?:cloud|gpu|compute|computing)(?: computing| services?)? (?:[\w-]+ ){{0,2}}{_DEAL}\b"
)
"""What either of two firms may sell the other."""
_SIGNS = re.compile(
    rf"\b(?:signs?|signed|inks?|inked|signe|signent|conclut) (?:[\w$€£.,-]+ ){{0,5}}{_DEAL}\b"
)
_WINS = re.compile(
    rf"\b(?:wins?|won|lands?|landed|secures?|secured|scores?|bags?|bagged|nabs?|snags?|clinche?s?|gets?|announces?|"
    rf"receives?|decroche\w*|remporte\w*|obtient|annonce\w*|empoche\w*) (?:[\w$€£.,+'’-]+ ){{0,7}}{_DEAL}\b"
)
_FOR = re.compile(
    r"\b(?:to (?:supply|make|build|provide|sell|manufacture|produce)|pour (?:fournir|fabriquer|produire))\b"
)
_SUPPLIES = re.compile(
    r"\b(?:to (?:supply|provide|sell|deliver)|will (?:supply|provide|sell|deliver)|supplying|"
    r"pour (?:lui )?(?:fournir|livrer)|(?:fournira|livrera|fournit))\b"
)
_SUPPLIES_NOW = re.compile(r"\b(?:suppl(?:y|ies|ied)|sells?|sold|delivers?|ships?|provides?)\b")
_CLIENTS = frozenset({"client", "cliente", "customer", "buyer", "acheteur", "tenant", "locataire"})
_IS = frozenset({"is", "was", "est", "etait", "as", "comme", "bien"})
_TO_WHOM = frozenset({"with", "to", "for", "from", "avec", "a", "aupres", "pour", "par", "by"})
_OF = frozenset({"de", "d", "of", "du", "in", "at"})
CHIPS = re.compile(r"\b(?:chips?|puces?|gpus?|asics?|accelerators?|accelerateurs?|processors?|wafers?)\b")


def supplied(claim: Claim) -> Claim:
    """The claim with who pays among its investors, and who supplies as its target."""
    return _all_served(first_mend(claim, _MENDS))


def _all_served(claim: Claim) -> Claim:
    """`X will supply 200,000 GPUs to Y, Z and W`: all whom it supplies pay."""
    if claim.kind != "compute" or len(claim.investors) != 1 or claim.target is None:
        return claim
    who, at = claim.clause.index(claim.target), claim.clause.index(claim.investors[0])
    if who is None or at is None or at < who + 3 or claim.clause.units[at - 1].low != "to":
        return claim
    if not _SUPPLIES_NOW.search(claim.text.folded, claim.target.end, claim.investors[0].start):
        return claim
    return replace(claim, investors=[claim.clause.units[k] for k in c.listed(claim.clause, at)])


def _owned(claim: Claim) -> Claim:
    """`OpenAI's $300 billion Oracle contract`, `X's $30 billion Azure commitment`: whose it is, and with whom."""
    units = claim.clause.units
    sides = [unit for unit in (*claim.investors, claim.target) if unit is not None]
    if len(sides) != 1:
        return claim
    for at in range(claim.clause.low + 4, claim.clause.high - 1):
        if "deal_noun" not in units[at + 1].cues or not units[at].party or not sells(units[at]):
            continue
        owner = next((k for k in range(at - 1, claim.clause.low - 1, -1) if units[k].party), None)
        if owner is None or [unit.low for unit in units[owner + 1 : owner + 3]] != ["'", "s"]:
            continue
        buyer, supplier = buyer_and_supplier([units[owner], units[at]])
        if units[at + 1].low in {"order", "orders"}:
            buyer, supplier = units[owner], units[at]  # `Oracle's $30 billion Nvidia order`: both sell
        if buyer is not None and any(sides[0] is unit for unit in (units[owner], units[at])):
            return replace(claim, kind="compute", investors=[buyer], target=supplier)
    return claim


_TAKES = re.compile(
    r"\b(?:secur\w+|obtain\w*|books?|booked|reserv\w+|rents?|leases?|loue\w*|obtient)\b"
    r"(?: [\w.,'’-]+){1,8}? (?:via|through|from|chez|aupres d(?:e |u |'))\s?$"
)


def _taken(claim: Claim) -> Claim:
    """`AMD secures a gigawatt of capacity via X`: who takes it pays, whatever it sells itself."""
    signer = _signer(claim)
    if signer is None:
        return claim
    near = range(signer[0] + 1, claim.clause.high)
    other = next(
        (unit for k in near if (unit := claim.clause.units[k]).party and unit.side != signer[1].side), None
    )
    if other is None or not _TAKES.search(claim.text.folded, signer[1].end, other.start):
        return claim
    return replace(claim, kind="compute", investors=[signer[1]], target=other)


def _signer(claim: Claim) -> tuple[int, Unit] | None:
    """The one side that stands before the verb or noun of the deal."""
    sides = [*claim.investors, *([claim.target] if claim.target is not None else [])]
    placed = [(at, one) for one in sides if (at := claim.clause.index(one)) is not None and at <= claim.at]
    # `X signs a lease with Y for 90MW`, which a noun tells, of Y alone
    free = [k for k, governed in c.parties_before(claim.clause, claim.at) if not governed]
    first = [(k, claim.clause.units[k]) for k in free[:1]]
    sellers = [(k, unit) for k, unit in first if unit.proper or _owns_machines(unit) or sells(unit) > 1]
    placed += sellers
    placed.sort(key=lambda one: one[0])
    return placed[0] if placed else None


def _partner(claim: Claim, signer: int) -> Unit | None:
    """The first firm behind a preposition after the signer: with, to or for whom."""
    units = claim.clause.units
    for k in range(signer + 1, claim.clause.high - 1):
        if units[k].low not in _TO_WHOM:
            continue
        near = range(k + 1, min(k + 5, claim.clause.high))
        at = next((j for j in near if units[j].party and "plain" not in units[j].cues), None)
        if at is None or any(_parts(units[j]) for j in range(k + 1, at)):
            continue
        name = units[at].name
        if name is None or (name.kind == "company" and name.company.level != "investor"):
            return units[at]
    return None


def _parts(unit: Unit) -> bool:
    """What keeps a name apart from a preposition before it: `pour son campus de Tydal` is for no Tydal."""
    return bool(
        unit.sum
        or unit.verbs
        or (unit.sign and unit.low != "'")
        or "capex_noun" in unit.cues
        or unit.low in _OF
    )


def _words(claim: Claim) -> str:
    start, end = claim.clause.span()
    return claim.text.folded[start:end]


def _lets(unit: Unit) -> bool:
    """A firm of the rules that owns machines, and the halls they stand in, and lets them."""
    return unit.name is not None and unit.name.company.lets


def _owns_machines(unit: Unit) -> bool:
    """A firm that no rule knows, or one that lets machines."""
    if unit.name is None:
        return unit.proper
    company = unit.name.company
    return company.lets or (company.level not in ("watched", "investor") and company.ai != "core")


def needs_machines(unit: Unit) -> bool:
    """A lab that owns none to let."""
    return unit.is_lab and not _owns_machines(unit) and sells(unit) < 2


def _signs(claim: Claim) -> Claim:
    """`X signs a 200MW capacity deal with a lab`: of a firm that owns machines, the other side pays."""
    told = _words(claim)
    signer = _signer(claim)
    if signer is None or not _owns_machines(signer[1]):
        return claim
    letters = _both_let(claim, *signer) if _SIGNS.search(told) else None
    if letters is not None:
        tenant, landlord = letters
        return replace(claim, kind="compute", investors=[tenant], target=landlord)
    known = _lets(signer[1]) and _SIGNS.search(told) is not None and not CHIPS.search(told)
    other = _partner(claim, signer[0])
    rents = (
        other is not None
        and sells(other) == 0
        and other.is_company("watched", "ai")
        and not _owns_machines(other)
    )
    if not known and not _CAPACITY_DEAL.search(told) and not (rents and _CLOUD_DEAL.search(told)):
        return claim
    if not known and other is not None and sells(other) and _CLOUD_DEAL.search(told):
        return claim  # an unknown firm that computes at Google's
    other = other or _before_deal(claim, signer[0])
    if other is None:
        both = c.listed(claim.clause, signer[0], claim.at)
        other = next((claim.clause.units[k] for k in both[1:2]), None)
    if other is not None and (other.side == signer[1].side or _makes_chips(other)):
        return claim
    if other is not None and signer[1].name is None and _lets(other):
        return claim  # an unknown firm rents of one that lets
    return replace(claim, kind="compute", investors=[other] if other is not None else [], target=signer[1])


def _both_let(claim: Claim, at: int, signer: Unit) -> tuple[Unit, Unit] | None:
    """Tenant and landlord, where both sides let machines: by what the signer is to do, else by what they are.

    Of a cloud and one who owns halls alone the cloud rents; of two of a kind who signs a lease does.
    """
    units = claim.clause.units
    near = range(at + 1, claim.clause.high)
    other = next((units[k] for k in near if _lets(units[k]) and units[k].side != signer.side), None)
    if not _lets(signer) or other is None:
        return None
    folded, end = claim.text.folded, claim.clause.span()[1]
    before, behind = folded[signer.end : other.start], folded[other.end : end]
    if _TENANT.match(behind) or _GIVES.search(before):
        return other, signer
    if _RENTS.search(before) or (_AT.search(before) or _ITS_HALLS.match(behind)):
        return signer, other
    if sells(signer) != sells(other):
        return (signer, other) if sells(signer) > sells(other) else (other, signer)
    return (signer, other) if _LEASE.search(folded, signer.end, end) else None


_TENANT = re.compile(r" as (?:an? |the |its )?(?:anchor |first |sole )?(?:tenant|customer|client)\b")
_GIVES = re.compile(
    r"\b(?:to|will|pour) (?:host|supply|provide|serve|deliver|give|let|fournir|heberger|livrer)\b|"
    r"\b(?:lease|leasing|rent|renting|let|letting) [^,;:]{1,40} to (?:the )?$"
)
_RENTS = re.compile(
    r"\b(?:to|will|pour) (?:rent|lease|use|take|occupy|tap|access|utiliser|occuper)\b|\bas (?:an? )?tenant\b"
)
_AT = re.compile(r"\b(?:from|at|in|inside|chez|aupres d[eu]) (?:the )?$")
_ITS_HALLS = re.compile(
    r"['’]s? (?:[\w-]+ ){0,4}?(?:data ?-?cent(?:er|re)s?|campus|sites?|halls?|facilit\w+|capacity)\b"
)
_LEASE = re.compile(r"\b(?:leases?|bail|baux)\b")


def _makes_chips(unit: Unit) -> bool:
    return sells(unit) >= 2 and not _lets(unit)


def _wins(claim: Claim) -> Claim:
    """`X wins a $3bn contract to make chips for Y`, `X scores a Y deal worth $3bn`: Y pays."""
    if claim.kind not in ("compute", "capex", "stake") and not _deal_worth(claim):
        return claim
    told = _words(claim)
    won = _WINS.search(told)
    if won is None:
        return claim
    if claim.kind == "valued":
        claim = replace(claim, kind="compute", amount=claim.valuation, valuation=None)
    signer = _signer(claim)
    if signer is None:
        return claim
    makes = _FOR.search(told, won.end()) is not None or CHIPS.search(told, won.end()) is not None
    if not makes and not (_owns_machines(signer[1]) or sells(signer[1]) >= 2):
        return claim
    if needs_machines(signer[1]) or (won[0].startswith(("announce", "annonce")) and not makes):
        return claim
    other = _partner(claim, signer[0]) or _before_deal(claim, signer[0]) or _supplied(claim, signer[1])
    if other is not None and other.side == signer[1].side:
        other = None
    if other is None and claim.kind == "stake":
        return claim
    return replace(claim, kind="compute", investors=[other] if other is not None else [], target=signer[1])


def _deal_worth(claim: Claim) -> bool:
    """`a deal worth over $10 billion`: what is paid, and no firm's worth."""
    worth = claim.clause.index(claim.valuation)
    near = claim.clause.units[max(claim.clause.low, (worth or 0) - 4) : worth or 0]
    return claim.kind == "valued" and any("deal_noun" in unit.cues for unit in near)


def _before_deal(claim: Claim, signer: int) -> Unit | None:
    """`X scores $1 billion Google deal`: the firm that stands right before the deal."""
    units = claim.clause.units
    near = range(signer + 1, claim.clause.high - 1)
    named = (k for k in near if units[k].is_company("watched", "ai", "tech"))
    return next(
        (units[k] for k in named if any("deal_noun" in one.cues for one in units[k + 1 : k + 3])), None
    )


def _supplies(claim: Claim) -> Claim:
    """`X reached a deal with Y to supply millions of chips`: Y pays."""
    if not _SUPPLIES.search(_words(claim)):
        return claim
    signer = _signer(claim)
    if signer is None or needs_machines(signer[1]):
        return claim
    other = _partner(claim, signer[0]) if claim.kind == "compute" else None
    other = other or _supplied(claim, signer[1])
    if _supplies_behind(claim, signer[1]) is None or other is None or other.side == signer[1].side:
        return claim
    return replace(claim, kind="compute", investors=[other], target=signer[1])


def _supplies_behind(claim: Claim, signer: Unit) -> re.Match[str] | None:
    return _SUPPLIES.search(claim.text.folded, signer.end, claim.clause.span()[1])


def _supplied(claim: Claim, signer: Unit) -> Unit | None:
    supplies = _supplies_behind(claim, signer)
    return _served(claim, supplies.end()) if supplies is not None else None


def _served(claim: Claim, end: int) -> Unit | None:
    """`to provide Y with …`: the name right behind the verb."""
    units = claim.clause.units
    at = next((k for k, unit in enumerate(units) if unit.start >= end), None)
    if (
        at is None
        or at + 1 >= len(units)
        or not units[at].party
        or units[at + 1].low not in {"with", "additional"}
    ):
        return None
    return units[at]


def _own_client(claim: Claim) -> Claim:
    """`X reveals that Y is its $9 billion client`: Y pays X."""
    units, low = claim.clause.units, claim.clause.low
    client = next((k for k in range(low, claim.clause.high) if units[k].low in _CLIENTS), None)
    own = client and next(
        (k for k in range(client - 1, max(low, client - 5), -1) if units[k].low in POSSESSIVES), None
    )
    if not own or units[own - 1].low not in _IS:
        return claim
    named = [unit for unit in units[low:own] if unit.party and "plain" not in unit.cues]
    sides = {unit.side for unit in (*claim.investors, claim.target) if unit is not None}
    if len(named) != 2 or not sides & {unit.side for unit in named} or named[0].side == named[1].side:
        return claim
    return replace(claim, kind="compute", investors=[named[1]], target=named[0])


_MENDS: Mends = (
    (_owned, ("compute", "round")),
    (_taken, BUILT),
    (_signs, BUILT),
    (_wins, ALL),
    (_supplies, BUILT),
    (_own_client, ALL),
)
