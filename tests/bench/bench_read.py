"""Extract and flag an article on one core, on the real articles. Goal: <= 12 ms mean, <= 30 ms p95.

The articles lie beside the checkout, in shared/eval; without them nothing is measured.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path

from newswatch.messages import Article, Page, SourceRef
from processors.extract import article_of_text, read_article
from processors.flag import SHIPPED, flag, load_rules

EVAL = Path(__file__).parents[3] / "shared" / "eval" / "articles"
AT = datetime(2026, 1, 1, tzinfo=UTC)
ROUNDS = 5


def article_of(path: Path) -> Article:
    """A stored page or text, read as the pipeline reads it."""
    told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    source = SourceRef(id="bench", publisher=told["source"], language=told["lang"])
    url = told.get("url") or f"https://bench.example/{path.stem}"
    if path.suffix == ".txt":
        text = path.read_text(encoding="utf-8")
        return article_of_text(text, url=url, headline=told["title"], source=source, at=AT, name=path.name)
    page = Page(
        id=path.stem,
        requested_url=url,
        url=url,
        status=200,
        headers={"content-type": "text/html"},
        body=path.read_bytes(),
        source=source,
        discovered_at=AT,
        fetched_at=AT,
    )
    return read_article(page)


def main() -> None:
    paths = sorted([*EVAL.glob("*.html"), *EVAL.glob("*.txt")])
    if not paths:
        print(f"no articles at {EVAL}: nothing measured")
        return
    rules = load_rules([SHIPPED])
    rows = []
    for path in paths:
        flag(article_of(path), rules)
        times = []
        for _ in range(ROUNDS):
            began = time.process_time()
            article = article_of(path)
            between = time.process_time()
            flag(article, rules)
            times.append((between - began, time.process_time() - between))
        rows.append(sorted(times, key=sum)[ROUNDS // 2])
    for name, values in (
        ("extract", sorted(a for a, _ in rows)),
        ("flag", sorted(b for _, b in rows)),
        ("both", sorted(a + b for a, b in rows)),
    ):
        mean, p95 = sum(values) / len(values), values[int(0.95 * len(values))]
        print(f"{name:<8} {len(values)} articles, ms of CPU: mean {mean * 1000:.1f}, p95 {p95 * 1000:.1f}")


if __name__ == "__main__":
    main()
