"""Who is known and stands behind a round of any size, told in a sentence of its own: by the headline, or below it."""

from __future__ import annotations

import re

from processors.detect.deals.completing import units_named, vetoed
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Unit

_POLICY = re.compile(
    r"\b(?:bills?|laws?|rules?|standards?|bans?|act|regulations?|candidates?|pac|lawsuits?|calls?|campaigns?|pledges?|"
    r"treaty|loi|texte|normes?|regles|reglements?|candidate?s?|appel|charte|traite)\b"
)
"""What is backed by word and not by money."""
_AMONG_THEM = re.compile(
    r"\b(?:(?:lead |main |new |existing |largest |its )?(?:investors?|backers?) (?:is|are|includes?|included|was|were)|"
    r"(?:among|one of|counts?) (?:the |its )?(?:lead |main |new |existing |other )?(?:investors|backers)|"
    r"(?:round|raise|funding|financing) (?:was |is )?(?:co-)?led by|"
    r"(?:parmi|compte) (?:les |ses |ces )?(?:principaux |nouveaux )?(?:investisseurs|bailleurs|soutiens|actionnaires)|"
    r"figur(?:e|ent) (?:parmi|au nombre)|(?:tour|levee|operation) (?:de table )?(?:est |a ete )?menee? par)\b"
)


def giants_giving(reading: Reading, taken: set[str]) -> bool:
    """A sentence below the headline names a large or watched firm among those who gave."""
    return any(
        unit.is_company("watched", "tech") and unit.side not in taken
        for text in reading.texts[1:2]
        if text.field != "body"
        for sentence in text.sentences[:4]
        if _AMONG_THEM.search(text.folded, sentence.start, sentence.end) and not vetoed(text, sentence)
        for unit in units_named(text, sentence)
    )


def backed_above(reading: Reading) -> list[Unit]:
    """`Samsung backs an AI chip` | `Its maker has raised $60M`: who is known and backs it in the headline."""
    title = reading.title
    if title.field != "headline" or _POLICY.search(title.folded):
        return []
    for clause in reading.clauses(title):
        for at in clause.spoken():
            if not any(verb.frame == "fund" for _, verb in clause.units[at].verbs):
                continue
            who = c.subject(clause, at)
            if who is not None and clause.units[who].is_company("watched", "tech", "investor"):
                return [clause.units[k] for k in c.listed_before(clause, who)]
    return []


_GIVEN_BEFORE = re.compile(
    r"\b(?:apres|grace a|suite a|a la suite d'?|following|after|thanks to) ?(?:(?:une?|le|la|an?) |l')?"
    r"(?:(?!echec|refus|abandon|annulation|failed|scrapped)[\w-]+ ){0,2}?"
    r"(?:investissement|injection|mise|tour(?: de table)?|levee|investment|injection)"
    r"(?: (?:geante?|massi(?:f|ve)|record|majeure?|strategique|importante?))? (?:de |d'|du |by |from )$"
)


def given_before(claim: Claim) -> list[Unit]:
    """`X se valorise 30 milliards après un investissement de Y`: what made it worth that was given by Y."""
    clause, text = claim.clause, claim.text
    if claim.kind != "valued" or claim.investors:
        return []
    for k, unit in enumerate(clause.units[claim.at + 1 :], claim.at + 1):
        if unit.party and _GIVEN_BEFORE.search(text.folded, max(0, unit.start - 80), unit.start):
            return [clause.units[j] for j in c.listed(clause, k)] if k < clause.high else [unit]
    return []


_BACKED = frozenset({"backed", "soutenu", "soutenue", "adosse", "adossee"})


def giant_behind(claim: Claim) -> bool:
    """`Nvidia-backed Quillon raises`, `Quillon, soutenue par Google, lève`: a giant stands behind them."""
    units = claim.clause.units
    for k in range(claim.clause.low, claim.at):
        if units[k].low not in _BACKED:
            continue
        before = units[k - 2 : k - 1] if k >= 2 and units[k - 1].low == "-" else []
        behind = units[k + 2 : k + 3] if units[k + 1].low in {"by", "par", "a"} else []
        if any(unit.is_company("watched", "tech") for unit in [*before, *behind]):
            return True
    return False
