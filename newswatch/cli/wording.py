"""Learns from labelled rows how launches are worded, and writes the weights as a rule file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newswatch.cli.assemble import rules
from newswatch.cli.learning import spare, weight_lines, write
from newswatch.cli.output import progress
from newswatch.cli.row_files import labelled_rows_of
from newswatch.errors import NewswatchError
from newswatch.settings import Settings
from processors.flag import SHIPPED, load_rules
from processors.measure.learning import FEWEST, FOLDS, NOWHERE, Start, mistake_of
from processors.measure.worded import Tried, fitted, unseen, worded_rows

FLOOR, TELLS = 0.1, 0.92
"""The limits that are written where nothing is shipped (ADR 22)."""
_WRITTEN = "# How launches are worded"
_HEAD = f"{_WRITTEN}: weights by phrase, learned by `newswatch rules learn --wording` (docs/rules.md).\n"


def wording_learned(settings: Settings, files: Sequence[Path], to: Path, afresh: bool) -> dict[str, Any]:
    """Learn the weights of phrases from the rows of `files`, and write the rule file `to`.

    The shipped weights are where it starts, or nothing where `afresh`.

    Raises NewswatchError where a file can't be read or written, and where there are too few rows.
    """
    spare(to, _WRITTEN)
    given = [row for file in files for row in labelled_rows_of(file, mistake_of)]
    rows = worded_rows(progress(given, "reading rows", len(given)), rules(settings))
    shipped = None if afresh else load_rules([SHIPPED]).wording
    start = NOWHERE if shipped is None else Start(shipped.bias, shipped.weights, shipped.floor)
    tells = TELLS if shipped is None else shipped.tells
    floor = FLOOR if shipped is None else shipped.floor
    launches = sum(row.tells for row in rows)
    if not rows or (not start.known and min(launches, len(rows) - launches) < FEWEST):
        raise NewswatchError(
            f"nothing learned from {launches} rows that tell a launch and {len(rows) - launches} that do not; "
            f"{FEWEST} each are needed to learn afresh, and one to go on from the shipped weights"
        )
    tried = unseen(rows, start)
    bias, weights = fitted(rows, start)
    write(to, document_of(bias, weights, floor, tells))
    scores = _scores(tried, floor, tells) | {"weights": len(weights)}
    line = (
        f"{len(weights)} weights; on {FOLDS} parts that they had not seen {scores['launches_told']} of {launches} "
        f"launches reach {tells:.2f}, with {scores['others_told']} of {len(rows) - launches} others, and "
        f"{scores['launches_refused']} stay below {floor:.2f}, with {scores['others_refused']} others"
    )
    return {"lines": [line, f"written to {to}"], "scores": scores}


def document_of(bias: float, weights: Mapping[str, float], floor: float, tells: float) -> str:
    """The rule file of these weights."""
    limits = f"    floor: {floor}\n    tells: {tells}\n    bias: {bias:.2f}\n    weights:\n"
    return f"{_HEAD}wordings:\n  - id: competitor_launch\n{limits}{weight_lines(weights)}"


def _scores(tried: Sequence[Tried], floor: float, tells: float) -> dict[str, int]:
    return {
        "launches_told": sum(one.tells and one.chance >= tells for one in tried),
        "others_told": sum(not one.tells and one.chance >= tells for one in tried),
        "launches_refused": sum(one.tells and one.chance < floor for one in tried),
        "others_refused": sum(not one.tells and one.chance < floor for one in tried),
    }
