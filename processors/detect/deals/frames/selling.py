"""Frames told by who is sold: a firm sells itself to another, falls into its lap, joins it."""

from __future__ import annotations

from processors.detect.deals.frames.bought import price_of
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import PREPOSITIONS, Clause
from processors.detect.grammar.founders import owns_firm
from processors.detect.words.closed_classes import DEFINITE
from processors.detect.words.unit import Text, Unit


def acquired(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """TARGET sells itself to BUYER; TARGET tombe dans l'escarcelle de BUYER."""
    target, buyer = c.subject(clause, at), c.first_party(clause, at)
    units = clause.units
    sold = units[target] if target is not None else clause.topic
    called = all(clause.has(cue, clause.low, at) is not None for cue in ("descriptor", "ai"))
    if buyer is None or (sold is None and not called):
        return None  # `Une jeune pousse d'IA rejoint le giron de Datadog` has no name, and counts
    name = units[buyer].name
    if name is not None and name.kind == "product":
        return None  # `donne à la voiture de quoi raisonner avec Alpamayo`
    if target is not None and owns_firm(clause, target):
        sold = None
    return Claim("acquisition", rule, text, clause, at, [units[buyer]], sold, amount=price_of(clause, at))


def joining(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """A company (no person) joins a watched one: acquired."""
    units = clause.units
    target, buyer = c.subject(clause, at), c.first_party(clause, at, over=4)
    if target is None or buyer is None or buyer != at + 1 + (units[at + 1].low in DEFINITE):
        return None
    if _of_the_buyers(units[buyer + 1 : min(buyer + 6, clause.high)]):
        return None
    inside = [
        unit
        for unit in units[clause.low : clause.high]
        if "person_role" in unit.cues and unit.low not in {"team", "équipe", "equipe"}
    ]
    name = units[buyer].name
    who = units[target].name
    told = clause.has("descriptor", clause.low, target) is not None
    large = name is not None and name.company.level == "tech" and told
    if inside or name is None or name.kind != "company" or not (name.company.level == "watched" or large):
        return None
    if who is not None and (who.kind != "company" or who.company.level in ("watched", "investor", "tech")):
        return None
    if who is None and (
        " " in units[target].low.strip()
        and "descriptor" not in {x for u in units[max(0, target - 1) : target] for x in u.cues}
    ):
        return None  # two unknown capitalised words are a person more often than a firm
    return Claim(
        "acquisition", rule, text, clause, at, [units[buyer]], units[target], weight=0.8 if who else 0.6
    )


_INSIDE = frozenset(
    {"team", "project", "program", "programme", "initiative", "council", "forum", "alliance", "coalition", "network",
     "marketplace", "lab", "board", "équipe", "equipe", "projet", "conseil", "effort", "platform", "ecosystem", "club"}
)  # fmt: skip


def _of_the_buyers(behind: list[Unit]) -> bool:
    """`joins Google's pilot project`, `joins Anthropic Project Reef`: what is joined is a thing of the firm's."""
    return any(unit.low in _INSIDE for unit in _until_word_ends(behind))


def _until_word_ends(behind: list[Unit]) -> list[Unit]:
    ends = (
        k
        for k, unit in enumerate(behind)
        if unit.low in PREPOSITIONS or (unit.sign and unit.low not in {"'", "-"})
    )
    return behind[: next(ends, len(behind))]
