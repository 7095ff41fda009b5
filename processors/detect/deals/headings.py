"""Deals that a headline tells by its layout alone: `A et B : la fusion`, `Welcome, X!`, `Our $13B Series F`."""

from __future__ import annotations

import re
from itertools import pairwise

from processors.detect.deals.frames.backers import backers, sums_in
from processors.detect.deals.frames.capacity import noun_phrase
from processors.detect.deals.frames.sellers import buyer_and_supplier, sells
from processors.detect.deals.headings_chips import machines, pact_of_all
from processors.detect.deals.headings_shares import lifeline, shares_sold, welcomed
from processors.detect.deals.headings_sites import hired, near, own_spending, site, staff_sale, talks
from processors.detect.grammar.claims import OWN_VOICE, Claim, ClaimKind
from processors.detect.grammar.clauses import BEFORE_NOUN, Clause
from processors.detect.grammar.reading import Reading
from processors.detect.words.closed_classes import OUR
from processors.detect.words.unit import Text, Unit

_PAIRED = {"et", "and", "&", ",", "/", "-", "+", "x"}
_JOINS = re.compile(
    r"\b(?:joins?(?! forces)|joining|joined|rejoint|rejoignent|rejoindre|part of|is now part|acquisition)\b"
)


def by_heading(reading: Reading) -> list[Claim]:
    """What the headline's layout claims; asked where no frame speaks."""
    text = reading.title
    if text.field != "headline" or not text.sentences:
        return []
    units = text.sentences[0].units
    whole = Clause(text.sentences[0], 0, len(units))
    found = [
        _pair(text, whole),
        _welcome(reading, text, whole),
        _own_round(reading, text, whole),
        _own_joining(reading, text, whole),
        _deal_for(text, whole),
        _supply(text, whole),
        machines(reading, text, whole),
        pact_of_all(text, whole),
        hired(text, whole),
        near(text, whole),
        talks(text, whole),
        own_spending(reading, text, whole),
        staff_sale(text, whole),
        shares_sold(text, whole),
        welcomed(text, whole),
        lifeline(text, whole),
        site(text, whole),
        _pact(text, whole),
    ]
    below = reading.texts[1:2]
    if reading.organisation is not None and below and below[0].field == "description" and below[0].sentences:
        first = below[0].sentences[0]
        found.append(_own_round(reading, below[0], Clause(first, 0, len(first.units))))
    return [claim for claim in found if claim is not None][:1]


def _pair(text: Text, whole: Clause) -> Claim | None:
    """`SpaceX et xAI : la fusion …`, `Meta and Scale AI: a $14bn investment`: two names, a colon, a noun of money."""
    units = whole.units
    colon = next((k for k, unit in enumerate(units[:10]) if unit.low in {":", "–", "—"}), None)
    if colon is None:
        return None
    named = [k for k in range(colon) if units[k].party and _company_or_new(units[k])]
    if len(named) != 2 or units[named[0]].name is None:
        return None
    between = units[named[0] + 1 : named[1]]
    if len(between) != 1 or between[0].low not in _PAIRED:
        return None
    words = {cue for unit in units[colon:] for cue in unit.cues}
    sums = sums_in(whole, colon, len(units))
    buys = any(verb.frame == "acquire" and not verb.weak for unit in units[colon:] for _, verb in unit.verbs)
    kind: ClaimKind
    if "acquisition_noun" in words or buys:
        kind = "acquisition"
    elif sums and words & {"investment_noun", "stake_noun"}:
        kind = "stake"
    elif sums and "deal_noun" in words and units[sums[0]].sum.dollars >= LARGE:  # type: ignore[union-attr]
        return _signed(text, whole, named, units[sums[0]])
    else:
        return None
    return Claim(
        kind, "heading-pair", text, whole, named[1], [units[named[0]]], units[named[1]],
        amount=units[sums[0]] if sums else None, noun=True, weight=0.8,
    )  # fmt: skip


LARGE = 0.95e9
"""Dollars from which a contract for compute counts."""


def _signed(text: Text, whole: Clause, named: list[int], amount: Unit) -> Claim | None:
    """`Oracle et OpenAI : un contrat à 300 milliards`: a lab, and who sells it compute."""
    buyer, supplier = buyer_and_supplier([whole.units[k] for k in named])
    lab = buyer is not None and buyer.of_lab
    if buyer is None or supplier is None or not lab or not sells(supplier):
        return None
    return Claim(
        "compute", "heading-pair", text, whole, named[1], [buyer], supplier, amount=amount, noun=True, weight=0.7,
    )  # fmt: skip


_BETWEEN = frozenset(
    {"entre", "between", "lie", "unit", "links", "binds", "liant", "unissant", "linking", "binding"}
)
_OPENING = BEFORE_NOUN | {"new", "nouveau", "nouvel", "giant", "record", "huge"}
_BEHIND_THEM = frozenset(
    {",", ";", ":", ".", "-", "–", "—", "|", "(", "for", "to", "over", "on", "in", "until", "through", "pour", "afin",
     "sur", "dans", "autour", "jusqu'en", "en", "d", "de", "d'"}
)  # fmt: skip
_QUARREL = frozenset(
    {"dispute", "row", "fight", "feud", "lawsuit", "litige", "conflit", "querelle", "bras de fer"}
)
_TO = frozenset({"et", "and", "&", "a", "to", "avec", "with", "aux", "au"})


def _pact(text: Text, whole: Clause) -> Claim | None:
    """`Un partenariat de 38 milliards entre X et Y`, `A $38 billion contract links X to Y`: a lab and its supplier."""
    units = whole.units
    sums = [k for k in sums_in(whole, 0, len(units))[:1] if units[k].sum.dollars >= LARGE]  # type: ignore[union-attr]
    pact = whole.has("deal_noun", 0, 7)
    if not sums or pact is None or abs(sums[0] - pact) > 4:
        return None
    if any(unit.low not in _OPENING for unit in units[: min(sums[0], pact)]):
        return None  # `Fin du partenariat …`
    link = next((k for k in range(max(sums[0], pact) + 1, len(units)) if units[k].low in _BETWEEN), None)
    named = (
        [k for k in range(link + 1, min(link + 6, len(units))) if units[k].party] if link is not None else []
    )
    if len(named) != 2 or named[0] != link + 1 or units[named[1] - 1].low not in _TO:  # type: ignore[operator]
        return None
    if any(unit.low not in _BEHIND_THEM for unit in units[named[1] + 1 : named[1] + 2]):
        return None  # `… entre X et Y prend fin`
    if any(unit.low in _QUARREL for unit in units[: named[0]]):
        return None
    return _signed(text, whole, named, units[sums[0]])


def _company_or_new(unit: Unit) -> bool:
    return unit.name is None or unit.name.kind == "company"


def _welcome(reading: Reading, text: Text, whole: Clause) -> Claim | None:
    """`Bienvenue à Solvéo, qui rejoint Mistral AI`, `The Kestrel team is joining OpenAI`: a firm and its buyer."""
    units = whole.units
    welcome = any(
        "launch_title" in unit.cues and unit.low.startswith(("welcom", "bienvenue")) for unit in units[:2]
    )
    team = any(unit.low in _TEAMS and after.low != "-" for unit, after in pairwise([*units, units[0]]))
    if not (welcome or team):
        return None
    joined = next((t for t in reading.texts[:2] if _JOINS.search(t.folded, 0, 300)), None)
    if joined is None or not (welcome or joined is text):
        return None
    target = next((k for k, u in enumerate(units) if u.proper or u.level == "ai"), None)
    buyers = [u for u in text.names if u.is_company("watched")]
    if target is None or (not buyers and reading.organisation is None):
        return None
    if any("person_role" in u.cues and u.low not in {"team", "teams", "equipe", "equipes"} for u in units):
        return None
    return Claim(
        "acquisition", "heading-welcome", text, whole, target, buyers[:1], units[target], noun=True,
        weight=0.75, own=not buyers,
    )  # fmt: skip


_TEAMS = frozenset({"team", "teams", "equipe", "equipes"})
"""(`a team-up` is none)"""
_WE_JOIN = re.compile(
    r"[\s\"]*(?:nous rejoignons|we're joining|we are joining|we have joined|we've joined)\b"
)


def _own_joining(reading: Reading, text: Text, whole: Clause) -> Claim | None:
    """`Nous rejoignons Mistral AI`: a firm says in its own voice who buys it."""
    if not _WE_JOIN.match(text.folded):
        return None
    buyers = [(k, u) for k, u in enumerate(whole.units) if u.is_company("watched", "tech")]
    own = reading.organisation
    if not buyers or (own is not None and own.id == buyers[0][1].name.company.id):  # type: ignore[union-attr]
        return None
    at, buyer = buyers[0]
    return Claim("acquisition", "heading-joining", text, whole, at, [buyer], noun=True, weight=0.75, own=True)


def _own_round(reading: Reading, text: Text, whole: Clause) -> Claim | None:
    """`Our $13B Series F, at a $183B valuation` in a firm's own voice: it is the target."""
    units = whole.units
    at = next((k for k, unit in enumerate(units[:4]) if unit.low in OUR or unit.low in OWN_VOICE), None)
    if at is None or reading.organisation is None:
        return None
    rounds = whole.has("round", at, min(at + 9, len(units)))
    sums = sums_in(whole, at, min(at + 8, len(units)))
    if rounds is None and whole.has("valuation") is not None:
        rounds = whole.has("investment_noun", at, min(at + 9, len(units)))
    if rounds is None or not sums:
        return None
    return Claim(
        "round", "heading-own-round", text, whole, rounds, backers(whole, 0, len(units)), units[at],
        amount=units[sums[0]], noun=True, weight=0.85, own=True,
    )  # fmt: skip


def _deal_for(text: Text, whole: Clause) -> Claim | None:
    """`Google is close to a deal for agent startup Bramble`: a large buyer, a deal for a firm."""
    units = whole.units
    for k in range(1, len(units) - 1):
        hired = units[k + 1].low in {"with", "avec"} and _HIRED.search(text.folded)
        if "deal_noun" not in units[k].cues or not (units[k + 1].low in {"for", "pour"} or hired):
            continue
        near = range(k + 2, min(k + 8, len(units)))
        firm = next((j for j in near if units[j].party), None)
        said = any("descriptor" in units[j].cues for j in near)
        buyer = next(
            (u for u in units[:k] if u.is_company("watched", "tech")),
            None,
        )
        if buyer is None or firm is None or not (said or units[firm].is_company("ai")):
            continue
        sums = sums_in(whole, 0, len(units))
        return Claim(
            "acquisition", "heading-deal-for", text, whole, k, [buyer], units[firm],
            amount=units[sums[0]] if sums else None, noun=True, weight=0.75,
        )  # fmt: skip
    return None


_HIRED = re.compile(r"licens\w+.and.hiring|hiring.and.licens|acqui-?hire|licensing deal|accord de licence et")


_SUPPLIES = re.compile(
    r"\b(?:suppl(?:y|ies)|provides?|hosts?|rents?|leases?|sells?|buys?|orders?|taps?|turns to|"
    r"access to|acces a|opens?|met a (?:la |sa )?disposition|fourni\w*|loue\w*|heberge\w*|achete\w*|"
    r"commande\w*|reserve\w*|vend|vendra|s'appuie\w*|se tourne|"
    r"(?:strikes?|plans?|signs?|inks?|enters?|wins?|lands?|seals?|announces?|signe(?:nt)?|concluent|conclut|annoncent?|"
    r"passe) [^.;:]{0,60}?(?:deals?|pacts?|contracts?|agreements?|accords?|contrats?|"
    r"partenariats? (?:geant|massif|historique|majeur)s?))\b"
)
_COMPUTE = re.compile(
    r"\b(?:compute|computing (?:power|capacity)|puissance de calcul|capacites? de calcul|cloud capacity|"
    r"(?:ai|google|nvidia|amd) chips|puces (?:d'ia|ia|nvidia|amd|google)|gigawatts?|tpus?|gpus?|"
    r"millions? de puces|million chips|(?:chips?|servers?|cloud|ai infrastructure) (?:deals?|pacts?|contracts?|supply)|"
    r"ai (?:servers|processors|cloud)|(?:contrat|accord) de (?:cloud|puces))\b"
)
_NEOCLOUD = 3
"""What `sells` says of those that do little else than let compute."""


def _supply(text: Text, whole: Clause) -> Claim | None:
    """`Google Cloud fournira de la puissance de calcul à OpenAI`: a lab and its supplier, and compute between them."""
    units = whole.units
    named: list[Unit] = []
    for unit in units:
        name = unit.name
        if name is None or name.kind != "company" or name.company.level == "investor":
            continue
        family = name.company.group
        if all(u.name and u.name.company.group != family for u in named):
            named.append(unit)
    if len(named) != 2:
        return None
    buyer, supplier = buyer_and_supplier(named)
    if buyer is None or supplier is None or not sells(supplier):
        return None
    match = _COMPUTE.search(text.folded)
    if match is None or not _SUPPLIES.search(text.folded):
        return None
    cloud = whole.has("deal_noun") is not None and sells(buyer) < sells(supplier) == _NEOCLOUD
    if not cloud and not any(u.of_lab for u in named):
        return None
    at = whole.reached(match.start()) or 0
    sums = sums_in(whole, 0, len(units))
    return Claim(
        "compute", "heading-supply", text, whole, at, [buyer], supplier, noun_phrase(whole, at),
        units[sums[0]] if sums else None, noun=True, weight=0.62,
    )  # fmt: skip
