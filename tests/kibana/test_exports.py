"""What we write, real exports hold: each key at its place and of its type, by their skeletons (exports.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from .shown import objects_of
from .skeleton import Skeleton, skeleton

REAL: dict[str, Skeleton] = json.loads(Path(__file__).with_name("exports.json").read_text(encoding="utf-8"))
NOT_SEEN = {
    "column sum": "none of them sums; it has the shape of column max, which differs by a word",
    "index-pattern attributes.fieldFormatMap!.*": "none of them formats a field; Kibana's own sample data do",
}
"""What no export that we read holds, by how it begins, and what it is taken from."""
BY_REFERENCE = {
    "panel panelRefName",
    "index-pattern attributes.typeMeta",
    "index-pattern attributes.typeMeta!",
}
KINDS_OF_8 = {"lens", "search", "look lnsMetric"}
"""Both are held by those of Kibana 8 alone: the dashboards of 9 that were found have their charts inside."""


def not_in(real: Skeleton, ours: Skeleton) -> Iterator[str]:
    """What we write that a skeleton lacks, or has of another type."""
    for kind, held in ours.items():
        for path, types in held.items():
            if not set(types.split("|")) <= set(real.get(kind, {}).get(path, "").split("|")):
                yield f"{kind} {path}"


def test_a_kibana_9_writes_all_that_we_write_but_what_it_keeps_inside_dashboards() -> None:
    missing = set(
        not_in(
            REAL["kibana 9"],
            skeleton(
                objects_of(
                    "",
                )
            ),
        )
    )
    missing = {one for one in missing if not one.startswith(tuple(NOT_SEEN))}
    assert {
        one for one in missing if not one.startswith(tuple(f"{kind} " for kind in KINDS_OF_8))
    } == BY_REFERENCE


def test_what_is_by_reference_a_kibana_8_writes_and_each_later_one_reads() -> None:
    missing = set(not_in(REAL["kibana 8"], skeleton(objects_of(""))))
    of_9 = set(not_in(REAL["kibana 9"], skeleton(objects_of(""))))
    assert {one for one in missing & of_9 if not one.startswith(tuple(NOT_SEEN))} == set()
    assert all(any(one.startswith(begins) for one in missing & of_9) for begins in NOT_SEEN), (
        "it was seen: say so"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"isBucketed": true', '"isBucketed": "true"'),
        ('"columnOrder"', '"order"'),
        ('"timeFrom"', '"from"'),
        ('"xAccessor"', '"x"'),
        ('"metricAccessor"', '"accessor"'),
        ('"gridData', '"grid'),
        ('"coreMigrationVersion"', '"migrationVersion"'),
    ],
)
def test_a_key_that_kibana_does_not_write_is_seen(old: str, new: str) -> None:
    def missing(text: str) -> set[str]:
        ours = skeleton(json.loads(text))
        return set(not_in(REAL["kibana 9"], ours)) & set(not_in(REAL["kibana 8"], ours))

    text = json.dumps(objects_of(""))
    changed = text.replace(old, new).replace(old.replace('"', '\\"'), new.replace('"', '\\"'))
    assert changed != text
    assert missing(changed) > missing(text)
