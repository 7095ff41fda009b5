"""Learns the second opinion's weights from labelled rows, and writes them as a rule file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newswatch.cli.assemble import rules
from newswatch.cli.output import progress
from newswatch.cli.row_files import labelled_rows_of
from newswatch.errors import NewswatchError
from newswatch.messages import Label
from newswatch.settings import Settings
from processors.detect.second.opinion import chance
from processors.detect.words.load import OF_STORIES
from processors.flag import SHIPPED, load_rules
from processors.measure.learning import (
    FEWEST,
    FOLDS,
    NOWHERE,
    Example,
    Learned,
    Start,
    examples_of,
    is_few,
    learn,
    mistake_of,
    told,
)

SURE_FROM = 0.75
"""The `sure` that is written: of alerts of natural streams from there on nine in ten were right (ADR 21)."""
_WRITTEN = "# The second opinion's weights"
"""So begins every file that was learned."""
_HEAD = f"{_WRITTEN} by trait, learned by `newswatch rules learn` (docs/rules.md).\n"


def learned(settings: Settings, files: Sequence[Path], to: Path, keep: float, afresh: bool) -> dict[str, Any]:
    """Learn from the rows of `files`, each label by itself, and write the rule file `to`.

    The shipped weights are where it starts, or nothing where `afresh`.

    Raises NewswatchError where a file can't be read or written, and where no label has enough examples.
    """
    spare(to, _WRITTEN)
    given = [row for file in files for row in labelled_rows_of(file, mistake_of)]
    found = examples_of(progress(given, "reading rows", len(given)), rules(settings))
    shipped = {} if afresh else load_rules([SHIPPED]).opinions
    results: dict[Label, Learned] = {}
    lines: list[str] = []
    for label, examples in found.items():
        old = shipped.get(label)
        start = Start(old.bias, old.weights, old.floor) if old is not None else NOWHERE
        if not examples or (not start.known and is_few(examples)):
            lines.append(_nothing(label, examples, start))
            continue
        results[label] = one = learn(examples, keep, start)
        lines.append(_said(label, one, examples, start))
    if not results:
        raise NewswatchError("\n".join([*lines, "no label has enough examples: give more labelled rows"]))
    write(to, _HEAD + "opinions:\n" + "".join(_entry(*one) for one in results.items()))
    lines.append(f"written to {to}")
    return {"lines": lines, "scores": {label: _scores(one) for label, one in results.items()}}


def _nothing(label: Label, examples: Sequence[Example], start: Start) -> str:
    if start.known:
        return f"{label}: nothing learned, no row is one that the rules tell; the shipped weights stand"
    right = sum(example.right for example in examples)
    return (
        f"{label}: nothing learned from {right} right and {len(examples) - right} wrong alerts; "
        f"{FEWEST} each are needed to learn afresh"
    )


def _said(label: Label, one: Learned, examples: Sequence[Example], start: Start) -> str:
    wrong = one.examples - one.right
    there = (
        f"on {FOLDS} parts that it had not seen {one.kept} of {one.right} right alerts stay, "
        f"and {one.wrong_left} of {wrong} wrong ones"
    )
    if not start.known:
        return f"{label}: {len(one.weights)} weights, floor {one.floor:.2f}; {there}"
    both = {*one.weights, *start.weights}  # a weight that came to nothing has moved, too
    moved = sum(one.weights.get(trait, 0.0) != start.weights.get(trait, 0.0) for trait in both)
    floor = f"floor {one.floor:.2f}" + (
        f" as shipped, with fewer than {FEWEST} each" if is_few(examples) else ""
    )
    kept, left = told(((chance(start.bias, start.weights, e.traits), e) for e in examples), start.floor)
    return (
        f"{label}: {moved} of {len(both)} weights moved from the shipped ones, {floor}; {there} "
        f"({kept} and {left} by the shipped ones)"
    )


def _scores(one: Learned) -> dict[str, float]:
    return {
        "floor": one.floor,
        "weights": len(one.weights),
        "right": one.right,
        "right_kept": one.kept,
        "wrong": one.examples - one.right,
        "wrong_left": one.wrong_left,
    }


def spare(to: Path, begins: str) -> None:
    """Nothing, where `to` can be written and would be read as rules. `begins`: how a file begins that was learned.

    Raises NewswatchError where not, and where `to` is a file that was not learned: rules of one's own, say.
    """
    if not to.parent.is_dir():
        raise NewswatchError(f"{to} can't be written: there is no folder {to.parent}")
    if to.suffix != ".yml" or to.name in OF_STORIES:
        raise NewswatchError(
            f"{to} would not be read as rules: its name must end in .yml, and not be {' or '.join(sorted(OF_STORIES))}"
        )
    try:
        there = to.read_bytes() if to.exists() else b""
    except OSError as error:
        raise NewswatchError(f"{to} can't be written: {error.strerror}") from error
    if there.strip() and not there.startswith(begins.encode()):
        raise NewswatchError(
            f"{to} has something else in it, which would be lost: name another file, or move that one away"
        )


def write(to: Path, text: str) -> None:
    """Write a rule file. Raises NewswatchError where that can't be done."""
    try:
        to.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NewswatchError(f"{to} can't be written: {error.strerror}") from error


def weight_lines(weights: Mapping[str, float]) -> str:
    """The lines of an entry's weights, in the order of their names."""
    return "".join(
        f"      {json.dumps(name, ensure_ascii=False)}: {weight:.2f}\n"
        for name, weight in sorted(weights.items())
    )


def _entry(label: Label, one: Learned) -> str:
    sure = max(SURE_FROM, one.floor)
    head = (
        f"  - id: {label}\n    floor: {one.floor}\n    sure: {sure}\n    bias: {one.bias:.2f}\n    weights:\n"
    )
    return head + weight_lines(one.weights)
