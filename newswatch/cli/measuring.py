"""Scores detection and stories on labelled rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from newswatch.cli.assemble import rules
from newswatch.cli.opening import rule_dirs
from newswatch.cli.output import progress
from newswatch.errors import NewswatchError
from newswatch.logs import one_line
from newswatch.settings import Settings
from processors.flag import flag, load_rules
from processors.measure.clusters import articles_of, cluster_rows, score_clusters
from processors.measure.detection import predict, rows, score


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
        if asked is not None and not asked.parent.is_dir():
            raise NewswatchError(f"{asked} can't be written: there is no folder {asked.parent}")
        if asked is not None and asked.exists() and not _written_before(asked):
            raise NewswatchError(
                f"{asked} is there and is nothing that `eval` has written: it would be lost. "
                "Give another file, or move this one away (labelled groups are given by --stories)"
            )
    in_force = rules(settings)
    labelled = [row for file in _files(path) for row in rows(file)]
    predicted = predict(progress(labelled, "reading rows", len(labelled)), in_force)
    lines: list[str] = []
    scores: dict[str, Any] = {"rows": len(labelled)}
    if predictions:
        _write(predictions, predicted)
    report = score(labelled, predicted)
    lines.extend(report.lines())
    scores["detection"] = asdict(report)
    if clusters or stories:
        told = cluster_rows(labelled, {a.id: flag(a, in_force) for a in articles_of(labelled)})
        if clusters:
            _write(clusters, told)
        if stories:
            groups = [json.loads(line) for line in _text(stories).splitlines() if line.strip()]
            languages = {str(row["id"]): str(row.get("lang")) for row in labelled}
            clustered = score_clusters(told, groups, languages)
            scores["stories"] = {**asdict(clustered), "b3": clustered.b3}
            lines.append("")
            lines.extend(f"{name:<41}{value:.3f}" for name, value in scores["stories"].items())
    if diff:
        other = {p["id"]: p["labels"] for p in predict(labelled, load_rules([rule_dirs(settings)[0], diff]))}
        titles = {str(row["id"]): str(row["title"]) for row in labelled}
        flips = [
            {"id": p["id"], "title": titles[p["id"]], "labels": p["labels"], "other": other[p["id"]]}
            for p in predicted
            if set(p["labels"]) != set(other[p["id"]])
        ]
        scores["flips"] = flips
        lines.append(f"\n{len(flips)} rows flip")
        lines.extend(f"  {_names(f['labels'])} | {_names(f['other'])}  {one_line(f['title'])}" for f in flips)
    return {"lines": lines, "scores": scores}


def _names(labels: list[str]) -> str:
    return " ".join(labels) or "none"


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise NewswatchError(f"{path} is not there: give a file of rows as JSON lines, or a folder of them")
    return sorted(path.glob("*.jsonl")) if path.is_dir() else [path]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NewswatchError(f"{path} can't be read: {error}") from error


def _written_before(path: Path) -> bool:
    """The file is empty, or begins as one of `eval`'s own does: it may be written anew."""
    if not path.is_file():
        return False
    first = next((line for line in _text(path).splitlines() if line.strip()), "")
    try:
        row = json.loads(first) if first else {"id": "", "story": ""}
    except ValueError:
        return False
    return isinstance(row, dict) and (row.keys() == {"id", "story"} or row.keys() >= {"id", "labels", "deal"})


def _write(path: Path, documents: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents), encoding="utf-8")
