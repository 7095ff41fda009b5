"""How long flag takes: a headline with summary (goal 1 ms) and an article of 500 words (goal 2 ms), CPU on one core.

Run: python tests/bench/bench_flag.py
"""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime

from newswatch.cli.assemble import collect_seldom, settled_rules
from newswatch.messages import Article, SourceRef
from processors.flag import SHIPPED, flag

_DAY = datetime(2025, 6, 1, tzinfo=UTC)
_HEADLINES = (
    (
        "Google invests another $1 billion in Anthropic",
        "The search group now holds 14% of the maker of Claude.",
    ),
    (
        "Mistral dévoile Devstral 9, son modèle de code",
        "Le modèle est disponible dès aujourd'hui sous licence libre.",
    ),
    ("A mild week in the valley", "Farmers expect an early harvest, and the river is low for the season."),
    ("OpenAI sued over ChatGPT in Ohio", "The plaintiffs ask the court for damages of $50 million."),
)
_SENTENCES = (
    "The company said on Tuesday that Microsoft would invest $2 billion in its next round.",
    "Its assistant, built on Claude Opus 4.5, answers in eleven languages and costs 20 dollars a month.",
    "Selon deux sources, la start-up négocie une valorisation de 12 milliards d'euros.",
    "Nothing in the filing suggests that the board has made up its mind about the offer.",
    "Last year the founders left Google to work on models that plan before they act.",
)


def _article(headline: str, description: str, body: str = "") -> Article:
    source = SourceRef(id="bench", publisher="The Press")
    return Article(
        id="0" * 32,
        url="https://example.org/",
        headline=headline,
        description=description,
        body=body,
        publisher="The Press",
        source=source,
        datePublished=_DAY,
        discovered_at=_DAY,
        fetched_at=_DAY,
    )


def measure(articles: list[Article], rounds: int = 40) -> tuple[float, float]:
    """Mean and 95th percentile in ms of CPU an article."""
    rules = settled_rules([SHIPPED])
    flag(articles[0], rules)
    took: list[float] = []
    for _ in range(rounds):
        for article in articles:
            begin = time.process_time()
            flag(article, rules)
            took.append((time.process_time() - begin) * 1000)
    return statistics.fmean(took), statistics.quantiles(took, n=20)[-1]


def main() -> None:
    """Print one line a case; with garbage looked for as often as a stage does."""
    collect_seldom()
    body = " ".join(_SENTENCES[n % len(_SENTENCES)] for n in range(34))
    words = len(body.split())
    cases = {
        "headline and summary (goal 1.0 ms)": [_article(*one) for one in _HEADLINES],
        f"article of {words} words, none flagged (goal 2.0 ms)": [
            _article(*one, body) for one in _HEADLINES[2:]
        ],
        f"article of {words} words, all flagged": [_article(*one, body) for one in _HEADLINES[:2]],
        f"plain text of {words} words": [_article("", "", body)],
    }
    for name, articles in cases.items():
        mean, high = measure(articles)
        print(f"{name:<52} mean {mean:.2f} ms  p95 {high:.2f} ms")


if __name__ == "__main__":
    main()
