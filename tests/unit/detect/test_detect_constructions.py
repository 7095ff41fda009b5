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


def construction_rows() -> list[tuple[str, str, str, str]]:
    files = sorted(Path(__file__).parent.glob("constructions*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    told = [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]
    return [(row[0], row[1], *[*row[2:4], "", ""][:2]) for row in told]  # type: ignore[misc]


@pytest.mark.parametrize(("kind", "headline", "description", "publisher"), construction_rows())
def test_a_construction_is_read(
    flagged: Flag, kind: str, headline: str, description: str, publisher: str
) -> None:
    assert set(flagged(headline, description, publisher=publisher or "The Press").labels) == WANTED[kind]
