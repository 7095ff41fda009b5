"""Scores detection and stories on labelled rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from newswatch.cli.assemble import rules
from newswatch.cli.opening import laid_over
from newswatch.cli.output import err, progress
from newswatch.cli.row_files import labelled_rows_of, rows_of, spared, write_rows
from newswatch.errors import NewswatchError
from newswatch.logs import one_line
from newswatch.settings import Settings
from processors.flag import flag, load_rules
from processors.measure.clusters import articles_of, cluster_rows, score_clusters
from processors.measure.detection import predict, score
from processors.measure.learning import label_mistake

GROUPS = "stories.jsonl"
"""A folder's labelled groups, which are no rows: --stories takes them."""
KEPT = (
    "`eval` has written: it would be lost. "
    "Give another file, or move this one away (labelled groups are given by --stories)"
)


def measured(
    settings: Settings,
    path: Path,
    predictions: Path | None,
    clusters: Path | None,
    stories: Path | None,
    diff: Path | None = None,
) -> dict[str, Any]:
    """Predict every row at `path`, write what was asked for, and score the rows that have labels.

    `diff`: a folder of other rules; the rows whose labels they change are listed.

    Raises NewswatchError when a file can't be read or a line is no row.
    """
    for asked in (predictions, clusters):
        if asked is not None:
            spared(asked, _is_own, KEPT)
    if predictions is not None and predictions == clusters:
        raise NewswatchError(f"--predictions and --clusters both name {clusters}: give each its own file")
    in_force = rules(settings)
    other_rules = load_rules(laid_over(settings, diff)) if diff else None
    labelled = [row for file in _files(path) for row in labelled_rows_of(file, _mistake_of)]
    _twice([str(row["id"]) for row in labelled])
    if not labelled:
        raise NewswatchError(f"{path} has no row: give a file of rows as JSON lines, or a folder of *.jsonl")
    predicted = predict(progress(labelled, "reading rows", len(labelled)), in_force)
    lines: list[str] = []
    scores: dict[str, Any] = {"rows": len(labelled)}
    if predictions:
        write_rows(predictions, predicted)
    report = score(labelled, predicted)
    if not any("label" in row or "labels" in row for row in labelled):
        lines.append(f"{len(labelled)} rows, none of them labelled: predicted, and nothing to score\n")
    lines.extend(report.lines())
    scores["detection"] = asdict(report)
    if clusters or stories:
        told = cluster_rows(labelled, {a.id: flag(a, in_force) for a in articles_of(labelled)})
        if clusters:
            write_rows(clusters, told)
        if stories:
            groups = rows_of(stories, _group_mistake)
            languages = {str(row["id"]): str(row.get("lang")) for row in labelled}
            clustered = score_clusters(told, groups, languages)
            scores["stories"] = {**asdict(clustered), "b3": clustered.b3}
            lines.append("")
            lines.extend(f"{name:<41}{value:.3f}" for name, value in scores["stories"].items())
    if other_rules is not None:
        flips = [
            {"id": now["id"], "title": str(row["title"]), "labels": now["labels"], "other": other["labels"]}
            for row, now, other in zip(labelled, predicted, predict(labelled, other_rules), strict=True)
            if set(now["labels"]) != set(other["labels"])
        ]
        scores["flips"] = flips
        lines.append(f"\n{len(flips)} rows flip (by the rules in force | by those in {diff})")
        lines.extend(f"  {_names(f['labels'])} | {_names(f['other'])}  {one_line(f['title'])}" for f in flips)
    return {"lines": lines, "scores": scores}


def _names(labels: list[str]) -> str:
    return " ".join(labels) or "none"


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise NewswatchError(f"{path} is not there: give a file of rows as JSON lines, or a folder of them")
    return sorted(one for one in path.glob("*.jsonl") if one.name != GROUPS) if path.is_dir() else [path]


def _twice(ids: Sequence[str]) -> None:
    """Say which ids several rows have: what is written of one of them can't be told from another's."""
    for one, of in Counter(ids).items():
        if of > 1:
            err(one_line(f"{of} rows have the id {one!r}: each is scored, give each its own"))


def _mistake_of(row: Mapping[str, Any]) -> str | None:
    return label_mistake(row, "would count as none") or _fact_mistake(row)


_FACTS = {
    "deal": (
        "investors", "target", "amount_value", "amount_currency", "valuation", "valuation_currency", "status"
    ),
    "launch": ("organisation", "company", "product"),
}  # fmt: skip
"""The facts of a row that are scored; any may be null, or left out."""
_NUMBERS = frozenset({"amount_value", "valuation"})


def _fact_mistake(row: Mapping[str, Any]) -> str | None:
    for part, names in _FACTS.items():
        told = row.get(part) or {}
        if not isinstance(told, dict):
            return f"`{part}` is an object with {', '.join(names)}, or null"
        for name in names:
            if told.get(name) is not None and (wanted := _wanted(name, told[name])) is not None:
                return f"`{part}.{name}` is {wanted}, or null"
    return None


def _wanted(name: str, value: object) -> str | None:
    """What a fact's value has to be; None where it is."""
    if name == "investors":
        named = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return None if named else "a list of names"
    if name in _NUMBERS:
        return None if isinstance(value, int | float) and not isinstance(value, bool) else "a number"
    return None if isinstance(value, str) else "a text"


def _group_mistake(row: Mapping[str, Any]) -> str | None:
    items = row.get("items")
    if isinstance(items, list) and all(isinstance(item, str) for item in items) and "type" in row:
        return None
    return "labelled groups have `type` (same_event or near_miss) and `items`, a list of ids of rows"


def _is_own(row: Mapping[str, Any]) -> bool:
    """Whether a file that begins with this row may be written anew: it is of `eval`'s own."""
    return row.keys() == {"id", "story"} or row.keys() >= {"id", "labels", "deal"}
