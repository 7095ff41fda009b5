"""The words of a text that prove something, as evidence."""

from __future__ import annotations

from collections.abc import Sequence

from newswatch.messages import Evidence, Fact
from processors.detect.words.unit import Sentence, Text, Unit


def unit_text(text: Text, unit: Unit) -> str:
    """The words of a unit as written."""
    return text.text[unit.start : unit.end]


def naming(text: Text, unit: Unit) -> Evidence:
    """The words that name somebody: they say so where people know him by them."""
    proof = evidence(text, unit.start, unit.end)
    known = (
        unit.name is not None and unit.name.kind == "company" and proof.quote in unit.name.company.known_as
    )
    return proof.model_copy(update={"known_as": True}) if known else proof


def evidence(text: Text, start: int, end: int) -> Evidence:
    """The words between two offsets of a text, with those of the article's field: `quote` is what stands there."""
    proof = text.proofs.get((start, end))
    if proof is None:
        at = text.begins
        proof = Evidence(field=text.field, start=at + start, end=at + end, quote=text.text[start:end])
        text.proofs[start, end] = proof
    return proof


def as_written(text: Text, start: int, end: int) -> Fact:
    """The words between two offsets of a text as a fact, and as its proof."""
    return Fact(value=text.text[start:end], evidence=evidence(text, start, end))


def place_of(fact: Fact | None, texts: Sequence[Text]) -> tuple[Text, Sentence, int, int] | None:
    """Text, sentence and offsets of a fact that headline or description words as it is; None of any other."""
    proof = fact.evidence if fact else None
    text = next((one for one in texts[:2] if proof is not None and one.field == proof.field), None)
    if fact is None or proof is None or text is None or text.field == "body":
        return None
    start, end = within(text, proof)
    sentence = next((one for one in text.sentences if one.start <= start < one.end), None)
    return None if sentence is None or text.text[start:end] != fact.value else (text, sentence, start, end)


def within(text: Text, proof: Evidence) -> tuple[int, int]:
    """Where the words of an evidence stand in its text: `evidence` the other way round."""
    return proof.start - text.begins, proof.end - text.begins
