"""How long an article takes to find its story among 5,000 live ones, and a start from 50,000 versions.

    python tests/bench/bench_cluster.py

Goals: 2 ms an article; 10 s to rebuild the window. Processor time of one core, so that a busy machine tells the same.
"""

from __future__ import annotations

import itertools
import random
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from newswatch.messages import Article, Deal, Fact, Flagged, Money, SourceRef, Story, digest
from processors.cluster import Window, admit, rebuilt

STORIES = 5_000
VERSIONS = 50_000
START = datetime(2026, 3, 1, tzinfo=UTC)
VERBS = (
    "buys",
    "acquires",
    "invests in",
    "backs",
    "launches",
    "unveils",
    "raises money with",
    "partners with",
)
BIG = ("OpenAI", "Google", "Microsoft", "Anthropic", "Meta", "Amazon", "Nvidia", "Mistral", "Apple", "xAI")
_SOUNDS = "be bo da di do fa fe ga go ka ki ko la le li lo ma me mo na ne no pa pe po ra re ri ro sa se so ta te ti to"
PLAIN = tuple(
    "".join(p) for p in itertools.islice(itertools.product(_SOUNDS.split(), repeat=3), 0, 64000, 16)
)


def articles(chance: random.Random, stories: int, copies: float) -> Iterator[Flagged]:
    """Labelled articles in order of time; each story is told by one to several outlets."""
    for number in range(stories):
        company, verb = chance.choice(BIG), chance.choice(VERBS)
        target = f"{chance.choice('BCDFGKLMNPRSTVZ')}{digest(str(number))[:6]}ia".capitalize()
        amount = chance.choice((5e7, 2e8, 1e9, 3e9)) * chance.randint(1, 9)
        told = START + timedelta(minutes=4 * number)
        for outlet in range(1 + (chance.random() < copies) * chance.randint(1, 8)):
            words = " ".join(chance.sample(PLAIN, 4))
            headline = f"{company} {verb} {target} for ${amount / 1e6:.0f}m to bring {words}"
            body = " ".join(chance.choices(PLAIN, k=300))
            article = Article(
                id=digest(headline, str(outlet)),
                url=f"https://outlet{outlet}.example/{number}",
                headline=headline,
                description=" ".join(chance.sample(PLAIN, 12)),
                body=body,
                publisher=f"Outlet {outlet}",
                in_language=chance.choice(("en", "fr")),
                date_published=told,
                content_hash=digest(headline, body),
                source=SourceRef(id=f"outlet{outlet}", publisher=f"Outlet {outlet}"),
                discovered_at=told,
                fetched_at=told + timedelta(minutes=outlet),
            )
            deal = Deal(
                investors=(Fact(value=company),),
                target=Fact(value=target),
                amount=Money(value=amount, currency="USD"),
            )
            yield Flagged(article=article, labels=("ai_investment",), deals=(deal,))


def main() -> None:
    """Print both figures."""
    chance = random.Random(7)
    window = Window(days=timedelta(days=365))
    versions: list[Story] = []
    # copies with few words in common make stories of their own
    for flagged in articles(chance, STORIES, 0.2):
        versions += admit(window, flagged)
        if len(window.stories) == STORIES:
            break
    print(f"{len(window.stories)} live stories, {len(versions)} versions")
    times = []
    for flagged in articles(random.Random(8), 100, 0.5):
        started = time.process_time()
        admit(window, flagged)
        times.append((time.process_time() - started) * 1000)
    times.sort()
    print(
        f"an article: mean {statistics.mean(times):.2f} ms, p95 {times[int(len(times) * 0.95)]:.2f} ms (goal 2 ms)"
    )
    encoded = [versions[i % len(versions)].encode() for i in range(VERSIONS)]
    started = time.process_time()
    rebuilt((Story.decode(value) for value in encoded), {})
    print(f"start from {VERSIONS} versions: {time.process_time() - started:.1f} s (goal 10 s)")


if __name__ == "__main__":
    main()
