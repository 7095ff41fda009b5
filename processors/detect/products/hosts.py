"""What an old product newly has, by the name that the description gives it: `The feature, called X, …`."""

from __future__ import annotations

from newswatch.messages import Fact
from processors.detect.grammar.quoting import within
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import FLAGSHIPS, flagship, is_product
from processors.detect.launches.signs import Sign
from processors.detect.products.called import Span
from processors.detect.products.name_runs import (
    BEFORE_NAME,
    CALLED,
    QUOTES,
    all_capitals,
    newly,
    quoted_at,
    run_of,
)
from processors.detect.words.closed_classes import OF
from processors.detect.words.unit import Sentence, Unit

_PARTS = frozenset(
    {
        "feature", "mode", "tool", "function", "option", "layer", "module", "agent", "assistant", "system", "hub",
        "fonction", "fonctionnalite", "outil", "capability", "experience", "program",
    }
)  # fmt: skip
"""Kinds of things that a product newly has."""
_GETS = frozenset(
    {
        "added", "adds", "ajoute", "introduced", "introduces", "presente", "launched", "launches", "gained",
        "announced", "announces", "annonce", "unveiled", "unveils", "devoile", "lance",
    }
)  # fmt: skip
_COMES = frozenset({"lancement", "arrivee", "sortie", "deploiement", "launch", "release", "introduction"})
_SENTENCES = 3


def part_below(sign: Sign, reading: Reading, facts: list[Fact | None]) -> Span | None:
    """The named part in the description where the fact is only the product that has it."""
    fact = facts[0] if facts else None
    if len(reading.texts) < 2 or reading.texts[1].field == "body" or not _old(fact, reading):
        return None
    text = reading.texts[1]
    for k, sentence in enumerate(text.sentences[:_SENTENCES]):
        if all_capitals(sentence):
            continue
        if k and (named := _told_on(sign, text.sentences[k - 1], sentence)) is not None:
            return text, *named
        for find in (_called, _apposed, _new):
            found = find(sign, sentence)
            if found is not None:
                return text, sentence.units[found[0]].start, sentence.units[found[1] - 1].end
        longer = _for_whom(sentence, fact) if fact is not None else None
        if longer is not None:
            return text, longer.start, longer.end
    return None


def _old(fact: Fact | None, reading: Reading) -> bool:
    """No name at all, or one of a product that has been there for years, with its maker or without."""
    if fact is None or fact.evidence is None:
        return fact is None
    proof = fact.evidence
    text = next((one for one in reading.texts[:2] if one.field == proof.field), None)
    if text is None:
        return False
    start, end = within(text, proof)
    unit = next((one for one in text.names if one.start == start), None)
    if unit is None or not is_product(unit) or unit.end < end or any(map(str.isdigit, unit.low)):
        return False
    if flagship(unit) or unit.name is None:
        return flagship(unit)
    return unit.name.name.removeprefix(f"{unit.name.company.name} ").lower() in FLAGSHIPS  # `Google Gemini`


def _called(sign: Sign, sentence: Sentence) -> tuple[int, int] | None:
    """`The feature, called "X," writes …`, `Dubbed "X," the tool …`."""
    units = sentence.units
    for k in range(len(units) - 1):
        if units[k].low not in CALLED:
            continue
        near = units[max(0, k - 6) : k + 9]
        if not any(unit.low in _PARTS for unit in near):
            continue
        at = k + 1
        if units[at].low in QUOTES:
            inside = quoted_at(sentence, at)
            end = next((j for j in range(at + 1, len(units)) if inside and units[j].end >= inside[1]), at)
            end -= units[end].low in {",", "."}
            return (at + 1, end + 1) if inside is not None and end > at and units[at + 1].capital else None
        end = run_of(sign, sentence, at)
        if end > at:
            return at, end
    return None


def _told_on(sign: Sign, before: Sentence, sentence: Sentence) -> tuple[int, int] | None:
    """`Une nouvelle fonctionnalité est déployée. Baptisée X, elle …`: what the sentence before tells is named here."""
    units = sentence.units
    told = any("new" in unit.cues for unit in before.units) and any(
        unit.low in _PARTS for unit in before.units
    )
    lead, _, joined = units[0].low.partition(" ")  # (`Baptisée Carnets` is one unit)
    if not told or lead not in CALLED or len(units) < 4:
        return None
    end = 1 if joined and units[0].proper else run_of(sign, sentence, 1)
    if end < 1 + (not joined) or units[end].low != ",":
        return None
    return units[0].start + len(lead) + 1, units[end - 1].end


def _apposed(sign: Sign, sentence: Sentence) -> tuple[int, int] | None:
    """`has added X, a preview feature that …`, `a annoncé le lancement de « X », un nouveau module`."""
    units = sentence.units
    for k in range(len(units) - 4):
        at = _named_at(units, k)
        if at is None:
            continue
        opened = units[at].low in _OPENS
        first = at + opened
        end = run_of(sign, sentence, first)
        closed = end + (opened and end < len(units) and units[end].low in _OPENS)
        if not first < end or closed >= len(units) - 2 or units[closed].low != ",":
            continue
        told = units[closed + 2 : closed + 7] if units[closed + 1].low.split()[0] in BEFORE_NAME else []
        if any(unit.low in _PARTS for unit in told) and not _held(units[first:end]):
            return first, end
    return None


_OPENS = QUOTES | {"«", "»"}


def _named_at(units: list[Unit], k: int) -> int | None:
    """Where the name stands that a verb of adding, or the noun of a launch with its `de`, gives."""
    if units[k].low.split()[-1] in _GETS:
        return k + 1
    noun, _, joined = units[k].low.partition(" ")  # (`lancement de` is one unit)
    if noun in _COMES and (joined or units[k + 1].low in OF):
        at = k + 1 + (not joined)
        return at + (units[at].low == "'")
    return None


def _new(sign: Sign, sentence: Sentence) -> tuple[int, int] | None:
    """`a new Teams Recall layer`: a name between `new` and the part's kind, with the host's own before it."""
    units = sentence.units
    for k in range(2, len(units)):
        if units[k].low not in _PARTS:
            continue
        first = k
        while first > 0 and run_of(sign, sentence, first - 1) >= k:
            first -= 1
        if first == k:
            continue
        if is_product(units[first - 1]) and units[first - 1].end + 1 == units[first].start:
            first -= 1
        if first and newly(units[first - 1]) and not _held(units[first:k]):
            return first, k
    return None


def _held(run: list[Unit]) -> bool:
    """Nothing but products that are known."""
    return all(is_product(unit) for unit in run)


def _for_whom(sentence: Sentence, fact: Fact) -> Unit | None:
    """`The unified Alexa for Groceries assistant`: the old name, and whom the new thing is for."""
    units = sentence.units
    for k in range(len(units) - 2):
        same = units[k].low == fact.value.lower() and is_product(units[k])
        if (
            same
            and units[k + 1].low in {"for", "pour"}
            and units[k + 2].capital
            and units[k + 2].name is None
        ):
            return units[k]
    return None
