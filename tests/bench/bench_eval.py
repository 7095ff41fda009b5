"""How well detection and stories do on the labelled sets: tables by label, language and form, with intervals.

Run: python tests/bench/bench_eval.py [FOLDER …]. Reads tests/labelled; any further folder of labelled rows, by
default ../shared/eval where it is there, is scored too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from lxml import html

from processors.flag import SHIPPED, Rules, flag, load_rules
from processors.measure.clusters import articles_of, cluster_rows, score_clusters
from processors.measure.detection import predict, rows, score, wilson
from processors.page.body import body_of, strip_scripts

LABELLED = Path(__file__).parents[1] / "labelled"
BESIDE = Path(__file__).parents[3] / "shared" / "eval"
SECOND = "second"
PARTS = ("open", "check", "practice", "forecast", "year", SECOND)
STORIES = "stories.jsonl"
BACKGROUND = "background.jsonl"


def tables(name: str, labelled: list[dict[str, Any]], rules: Rules) -> None:
    """Print one set's tables: labels by language and form, then facts."""
    print(f"\n{name}: {len(labelled)} rows")
    for line in score(labelled, predict(labelled, rules)).lines():
        print(line)


def stories(name: str, told: list[dict[str, Any]], groups: Path, rules: Rules) -> None:
    """Print how well the rows fall into the labelled groups."""
    if not groups.exists():
        return
    told_by = cluster_rows(told, {one.id: flag(one, rules) for one in articles_of(told)})
    labelled = [json.loads(line) for line in groups.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = score_clusters(told_by, labelled, {str(row["id"]): str(row.get("lang")) for row in told})
    print(f"\n{name}: stories")
    for what, share, of in (
        ("B3 precision", found.b3_precision, 0),
        ("B3 recall", found.b3_recall, 0),
        ("pairs of one story joined", found.joined, found.pairs),
        ("near misses kept apart", found.apart, found.near_misses),
        ("pairs across languages joined", found.crossing, found.crossing_pairs),
    ):
        low, high = wilson(round(share * of), of)
        print(f"{what:<41}{share:.2f}" + (f" [{low:.2f}–{high:.2f}] of {of}" if of else ""))
    print(f"{'B3 F1':<41}{found.b3:.2f}")


def background(told: list[dict[str, Any]], rules: Rules) -> None:
    """Print the false alerts among ordinary headlines."""
    titles = {str(row["id"]): row["title"] for row in told}
    rung = [one for one in predict(told, rules) if one["labels"]]
    print(f"\nbackground: {len(told)} headlines, {len(rung)} false alerts")
    for one in rung:
        print(f"  {', '.join(one['labels'])}: {titles[one['id']]}")


def bodies(folder: Path, rules: Rules) -> None:
    """Print what a body adds or spoils: a folder's articles by title alone, and with their text."""
    told = [_article_row(path) for path in sorted(folder.glob("*.json"))]
    for name, read in (
        ("title alone", [{**row, "articleBody": ""} for row in told]),
        ("with the body", told),
    ):
        print(f"\n{folder}: {len(read)} articles, {name}")
        for line in score(read, predict(read, rules)).lines():
            if line.startswith(("slice", "all", "strict  ", "deal", "launch")):
                print(line)


def _article_row(path: Path) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    text = (path.parent / row["file"]).read_text(encoding="utf-8", errors="replace")
    if row["file"].endswith(".html"):
        tree = html.document_fromstring(text.encode())
        strip_scripts(tree)
        text = body_of(tree, row["title"], "")
    return {**row, "id": row["file"], "summary": None, "articleBody": text}


def _rows(path: Path) -> list[dict[str, Any]]:
    return [row for row in rows(path) if "label" in row or "labels" in row]


def main(folders: list[Path]) -> None:
    """All own sets, then the folders."""
    rules = load_rules([SHIPPED])
    own: list[dict[str, Any]] = []
    for part in PARTS:
        labelled = _rows(LABELLED / f"{part}.jsonl")
        own += labelled if part != SECOND else []  # stories keep the rows that their figures are of
        tables(part, labelled, rules)
    background(rows(LABELLED / BACKGROUND), rules)
    stories("own", [*own, *rows(LABELLED / "tellings.jsonl")], LABELLED / STORIES, rules)
    for folder in folders:
        told: list[dict[str, Any]] = []
        for path in sorted(folder.glob("*.jsonl")):
            if path.name != STORIES:
                told += _rows(path)
        tables(str(folder), told, rules)
        stories(str(folder), told, folder / STORIES, rules)
        if (folder / "articles").is_dir():
            bodies(folder / "articles", rules)


if __name__ == "__main__":
    main([Path(one) for one in sys.argv[1:]] or [folder for folder in (BESIDE,) if folder.is_dir()])
