"""Constructions of the press, one headline each: what says money for AI, what says a launch, and what only looks so.

constructions*.txt hold them by kind, both languages mixed: `i` an investment, `l` a launch, `b` both, `n` neither, then
the headline, the sentence below it and the publisher where it is the vendor itself. The names are invented or real, the
sentences are ours, and no row is evidence that something happened.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.detect.conftest import Flag

WANTED = {"i": {"ai_investment"}, "l": {"competitor_launch"}, "n": set[str]()}
WANTED["b"] = WANTED["i"] | WANTED["l"]


FILES = sorted(Path(__file__).parent.glob("constructions*.txt"))


def rows_of(file: Path) -> list[tuple[str, str, str, str]]:
    """Kind, headline, the sentence below it and the publisher, each as it is in the file, or empty."""
    lines = file.read_text(encoding="utf-8").splitlines()
    told = [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]
    return [(row[0], row[1], *[*row[2:4], "", ""][:2]) for row in told]  # type: ignore[misc]


def construction_rows() -> list[tuple[str, str, str, str]]:
    return [row for file in FILES for row in rows_of(file)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_construction_is_read(flagged: Flag, file: Path) -> None:
    """A file at a time: to hand pytest each row by itself takes three times as long as to read them."""
    wrong = [
        f"{kind} | {headline} | {sorted(found)}"
        for kind, headline, description, publisher in rows_of(file)
        if (found := set(flagged(headline, description, publisher=publisher or "The Press").labels))
        != WANTED[kind]
    ]
    assert not wrong, "\n".join(wrong)
