"""What kind of deal it is: the round that its words name, a debt, a sale of shares, or what its claim is of.

Asked once a deal is flagged: it decides nothing.
"""

from __future__ import annotations

import re

from processors.detect.deals.formerly import told_before
from processors.detect.grammar.claims import Claim, Judged
from processors.detect.grammar.quoting import unit_text
from processors.detect.grammar.reading import Reading

_KINDS = {
    "acquisition": "acquisition",
    "capex": "capex",
    "compute": "compute deal",
    "stake": "strategic investment",
}
_SERIES = re.compile(r"\bserie(?:s)? ([a-k])\b")
SERIES_WITHIN = 1_500
"""Code points of a text that may name the round's letter."""
_DEBT = re.compile(
    r"\b(?:borrow\w*|lend(?:s|ing)?|lent|(?:in|of|with|debut|senior|junior|convertible|secured|unsecured|"
    r"private|new|fresh) debt\b"
    r"(?! and equity)|"
    r"debt (?:financing|deal|package|facility|raise|round|sale|offering|funding|investment)|"
    r"(?:senior|convertible|secured|high-yield|junk|corporate|green|investment-grade)[ -](?:notes|bonds?)|"
    r"bond (?:sale|offering|issue|deal)|(?:sells?|selling|sold|issu\w+|price[sd]?|offers?) (?:[\w$€£.,]+ ){0,4}"
    r"(?:bonds|notes)\b|(?:bank |term |bridge |syndicated |delayed-draw )?loans?\b|credit (?:facility|line)|"
    r"line of credit|project financing|financing package|"
    r"dettes?\b|emprunts?\b|emprunte\w*|obligataires?|d'obligations|obligations convertibles|"
    r"prets? (?:bancaires?|relais|de|d'|a(?! (?:s'|se |en |y )?\w+(?:er|ir|re)\b))|"
    r"ligne de credit|facilite de credit)"
)
_DEBT_RAISED = re.compile(
    r"\bdebt (?:financing|deal|package|facility|raise|round|sale)\b|\bin debt\b|\bfinancement (?:par |en |de )?dette\b"
)
_NO_DEBT = re.compile(r"\b(?:cash and debt|equity and debt|debt and equity|dette et (?:en )?fonds propres)\b")
_SECONDARY = re.compile(
    r"\b(?:secondary (?:share |stock )?(?:sale|offering|round|deal|transaction)|tender offer|"
    r"(?:employees?|staff|workers|insiders)(?: and [\w ]{3,20})?[^.;:]{0,40}\b(?:sell|sells|selling|sold|cash out)\b|"
    r"(?:sell|sells|selling|sale of|unload)\b[^.;:]{0,30}\b(?:employee|staff|existing|insider)s?\b[^.;:]{0,12}"
    r"(?:shares|stock)|(?:sell|sells|selling) (?:[\w$€£.,]+ ){1,5}in (?:stock|shares)|"
    r"(?:vente|cession|rachat) (?:secondaire|d'actions (?:de|des|par les|aupres des) (?:ses )?(?:salaries|employes))|"
    r"(?:salaries|employes)[^.;:]{0,40}\b(?:vendre|vendent|ceder|cedent|cession)\b)"
)
_SURETY = re.compile(
    r"\b(?:backstops?|guarantees?|guaranteeing|garantit|garantie|garantirait|cautionne\w*)\b"
)
_LICENCE = re.compile(
    r"\b(?:licens(?:e|es|ed|ing)\b|licences?\b|sous licence|not-ac(?:q|h)ui-?hires?|non-exclusive)"
)
_BUYING = frozenset({"acquire", "acquired"})
"""Rules of verbs that say outright that a firm is bought."""
_ROUNDS = ("series ", "serie ", "seed", "pre-seed", "amorcage")
_LENDS: frozenset[str] = frozenset({"round", "stake", "capex", "acquisition", "valued"})


def stage_of(group: list[Judged], reading: Reading) -> str | None:
    """The deal's kind as analysts call it; None where its words do not tell."""
    claim = group[0].claim
    told = _told(claim)
    if claim.kind == "acquisition" and claim.rule not in _BUYING and _LICENCE.search(told):
        return None  # `to license tech from X, hire its leadership`: no firm is bought
    named = None if claim.kind == "acquisition" else _round_named(group, reading)
    if named is not None:
        return named
    if claim.kind in _LENDS and (lent(claim) or _lent_below(claim, reading)):
        return "debt"
    if claim.kind in ("round", "stake", "valued") and _SECONDARY.search(told):
        return "secondary"
    if claim.kind == "capex" and claim.target is not None and claim.place is None:
        return None  # `signs a deal of billions with X`: it is not told for what
    if claim.kind == "stake" and (_SURETY.search(told) or not _strategic(claim)):
        return None
    return _KINDS.get(claim.kind)


def _told(claim: Claim) -> str:
    """The words of the claim's sentence."""
    sentence = claim.clause.sentence
    return claim.text.folded[sentence.start : sentence.end]


def lent(claim: Claim) -> bool:
    """What stands behind the first name of its clause says that the money is borrowed."""
    clause = claim.clause
    if claim.rule == "borrowed":
        return True
    first = next(
        (unit for unit in clause.units[clause.low : claim.at] if unit.party), clause.units[clause.low]
    )
    told = claim.text.folded[first.end : clause.sentence.end]
    return bool(_DEBT.search(told)) and not _NO_DEBT.search(told)


def _lent_below(claim: Claim, reading: Reading) -> bool:
    """`X raises $800mn` | `The firm's debut debt financing`: the first sentence below calls it a debt."""
    below = next((one for one in reading.texts[1:2] if one.field == "description" and one.sentences), None)
    if claim.text is not reading.title or below is None or claim.kind not in ("round", "capex"):
        return False
    told = below.folded[: below.sentences[0].end]
    return bool(_DEBT_RAISED.search(told)) and not _NO_DEBT.search(told)


def _round_named(group: list[Judged], reading: Reading) -> str | None:
    """`Series B`, `seed`: of the deal itself, where it is told, else anywhere in the text of a round."""
    for one in group:
        text, sentence = one.claim.text, one.claim.clause.sentence
        for unit in sentence.units:
            if "round" not in unit.cues or not unit.low.startswith(_ROUNDS):
                continue
            if not told_before(text, sentence, unit):
                if unit.low == "amorcage":
                    return "seed"
                return unit_text(text, unit).replace("Série", "Series").replace("série", "Series")
    if group[0].claim.kind != "round":
        return None
    for text in reading.texts:
        for told in _SERIES.finditer(text.folded, 0, SERIES_WITHIN) if "serie" in text.folded else ():
            where = next((one for one in text.sentences if one.start <= told.start() < one.end), None)
            named = next((one for one in where.units if one.end > told.start()), None) if where else None
            if where is None or named is None or not told_before(text, where, named):
                return f"Series {told[1].upper()}"
    return None


def _strategic(claim: Claim) -> bool:
    """A large firm gives, and no investor by trade beside it, whose round it would be."""
    levels = {unit.name.company.level for unit in claim.investors if unit.name is not None}
    return bool(levels & {"watched", "tech"}) and "investor" not in levels
