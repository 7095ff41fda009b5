"""How right and how fast `extract` is on the labelled articles of ../shared/eval.

`python tests/bench/bench_extract.py` prints the share of right dates and languages of those with a
sidecar value (a partial date counts at its own precision), the right headlines, and ms of CPU an article.
A text's date may stand in its file's name, and nowhere else for seven of them. Exits 1 below the goals.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, quantiles
from typing import Any

from newswatch.messages import Article, Page, SourceRef, digest
from processors.extract import article_of_text, read_article

ARTICLES = Path(__file__).parents[3] / "shared" / "eval" / "articles"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
DATES, LANGUAGES = 0.82, 0.98


def reader(path: Path, sidecar: dict[str, Any]) -> Callable[[], Article]:
    """A function that reads one article as `try` would, with its address and without its date."""
    source = SourceRef(id="eval", publisher=sidecar["source"])
    url = sidecar["url"] or ""
    if path.suffix == ".txt":
        text = path.read_text("utf-8", "replace")
        return lambda: article_of_text(
            text, url=url, headline=sidecar["title"], source=source, at=NOW, name=path.name
        )
    page = Page(
        id=digest(url or path.name),
        requested_url=url,
        url=url,
        status=200,
        headers={"content-type": "text/html"},
        body=path.read_bytes(),
        source=source,
        discovered_at=NOW,
        fetched_at=NOW,
    )
    return lambda: read_article(page)


def main() -> int:
    """Measure and print; 0 when the goals are met, 2 without the articles."""
    sidecars = sorted(ARTICLES.glob("*.json"))
    if not sidecars:
        print(f"no articles in {ARTICLES}", file=sys.stderr)
        return 2
    right = {"date": 0, "lang": 0, "title": 0}
    asked = dict.fromkeys(right, 0)
    milliseconds: dict[str, list[float]] = {".html": [], ".txt": []}
    for sidecar_path in sidecars:
        sidecar = json.loads(sidecar_path.read_text("utf-8"))
        path = sidecar_path.with_name(sidecar["file"])
        read = reader(path, sidecar)
        read()
        started = time.process_time()
        article = read()
        milliseconds[path.suffix].append((time.process_time() - started) * 1_000)
        found = {
            "date": article.date_published.isoformat() if article.date_published else "",
            "lang": article.in_language or "",
            "title": article.headline,
        }
        for name in right:
            if expected := sidecar.get(name):
                asked[name] += 1
                # A partial date is compared at its own precision; a title may carry the site's name.
                good = (
                    expected.startswith(found[name]) if name == "title" else found[name].startswith(expected)
                )
                right[name] += good and bool(found[name])
                if not good:
                    print(
                        f"  {name}: {found[name]!r}, expected {expected!r} ({path.name}: {article.problems})"
                    )
    everything = [ms for each in milliseconds.values() for ms in each]
    for name, count in right.items():
        print(f"{name}: {count}/{asked[name]} = {count / asked[name]:.3f}")
    for kind, spent in [*milliseconds.items(), ("all", everything)]:
        print(
            f"{kind}: {len(spent)} articles, ms of CPU: "
            f"mean {mean(spent):.2f}, p95 {quantiles(spent, n=20)[-1]:.2f}, most {max(spent):.2f}"
        )
    met = right["date"] / asked["date"] >= DATES and right["lang"] / asked["lang"] >= LANGUAGES
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
