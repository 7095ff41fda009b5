"""Scores detection and stories on labelled rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from newswatch.cli.assemble import rules
from newswatch.errors import NewswatchError
from newswatch.settings import Settings
from processors.clusters_eval import cluster_rows, score_clusters
from processors.evaluate import article_of_row, predict, rows_of, score
from processors.flag import flag


def measured(
    settings: Settings, path: Path, predictions: Path | None, clusters: Path | None, stories: Path | None
) -> dict[str, Any]:
    """Predict every row at `path`, write what was asked for, and score the rows that have labels.

    Raises NewswatchError when a file can't be read or a line is no row.
    """
    in_force = rules(settings)
    rows = [row for file in _files(path) for row in rows_of(_text(file).splitlines(), str(file))]
    predicted = predict(rows, in_force)
    lines: list[str] = []
    scores: dict[str, Any] = {"rows": len(rows)}
    if predictions:
        _write(predictions, predicted)
    report = score(rows, predicted)
    lines.extend(report.lines())
    scores["detection"] = report.as_json()
    if clusters or stories:
        told = cluster_rows(rows, {row["id"]: flag(article_of_row(row), in_force) for row in rows})
        if clusters:
            _write(clusters, told)
        if stories:
            groups = [json.loads(line) for line in _text(stories).splitlines() if line.strip()]
            clustered = score_clusters(groups, told, rows)
            lines.extend(clustered.lines())
            scores["stories"] = clustered.as_json()
    return {"lines": lines, "scores": scores}


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.jsonl")) if path.is_dir() else [path]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NewswatchError(f"{path} can't be read: {error}") from error


def _write(path: Path, documents: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents), encoding="utf-8")
