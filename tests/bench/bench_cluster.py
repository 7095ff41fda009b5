"""How long an article takes to find its story among 5,000 live ones, and a start from 50,000 versions.

    python tests/bench/bench_cluster.py [--memory]

Goals: 2 ms an article; 10 s to rebuild the window; 12 KiB of memory a live story, and no more once the window is full.
Processor time of one core; where a busy neighbour shares its caches, figures are up to half as much again.
"""

from __future__ import annotations

import gc
import itertools
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newswatch.cli.assemble import collect_seldom
from newswatch.messages import Article, Deal, Fact, Flagged, Money, SourceRef, digest
from processors.cluster import admit, rebuilt
from processors.stories.window import Window, let_go

STORIES = 5_000
VERSIONS = 50_000
MEASURED = 2_000
SPREAD = 1.19
"""Live stories for one told: copies with few words in common make stories of their own."""
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


def articles(
    chance: random.Random, stories: int, copies: float, apart: timedelta = timedelta(minutes=4)
) -> Iterator[Flagged]:
    """Labelled articles in order of time, stories so far `apart`; each is told by one to several outlets."""
    for number in range(stories):
        company, verb = chance.choice(BIG), chance.choice(VERBS)
        target = f"{chance.choice('BCDFGKLMNPRSTVZ')}{digest(str(number))[:6]}ia".capitalize()
        amount = chance.choice((5e7, 2e8, 1e9, 3e9)) * chance.randint(1, 9)
        told = START + number * apart
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
                fetched_at=told + timedelta(seconds=20 * outlet),
            )
            deal = Deal(
                investors=(Fact(value=company),),
                target=Fact(value=target),
                amount=Money(value=amount, currency="USD"),
            )
            yield Flagged(article=article, labels=("ai_investment",), deals=(deal,))


def full(copies: float) -> tuple[Window, Iterator[Flagged], list[bytes]]:
    """A window with exactly STORIES live stories, the articles that come next, and all versions written so far."""
    window = Window(days=timedelta(days=365))
    coming = articles(random.Random(7), 10 * STORIES, copies)
    written: list[bytes] = []
    for flagged in coming:
        written += [story.encode() for story in admit(window, flagged)]
        if len(window.stories) == STORIES:
            break
    return window, coming, written


def trim(window: Window) -> None:
    """Let the oldest stories go until STORIES are left."""
    while len(window.stories) > STORIES:
        window.days = window.clock - window.ages[0][0] - timedelta(microseconds=1)
        let_go(window)
    window.days = timedelta(days=365)


def pace() -> None:
    """Print what an article costs among exactly STORIES live stories, and what a start costs."""
    window, coming, written = full(0.2)
    print(f"{len(window.stories)} live stories, {len(written)} versions")
    times, live = [], set()
    for flagged in itertools.islice(coming, MEASURED):
        live.add(len(window.stories))
        started = time.process_time()
        admit(window, flagged)
        times.append((time.process_time() - started) * 1000)
        trim(window)
    times.sort()
    print(
        f"an article, with {min(live)} to {max(live)} live stories: mean {statistics.mean(times):.2f} ms, median "
        f"{statistics.median(times):.2f} ms, p95 {times[int(len(times) * 0.95)]:.2f} ms (goal 2 ms)"
    )
    encoded = [written[i % len(written)] for i in range(VERSIONS)]
    started = time.process_time()
    rebuilt(encoded, {})
    print(f"start from {VERSIONS} versions: {time.process_time() - started:.1f} s (goal 10 s)")


def resident() -> float:
    """MiB of this process that are in memory now."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def memory() -> None:
    """Print what the window holds at the end of each of four windows' worth of articles.

    It is full after one, and remembers ids for 80 days: with the third it holds all that it ever will.
    """
    start = resident()
    window = Window()
    ends = START
    for flagged in articles(random.Random(7), 10 * STORIES, 0.2, window.days / STORIES * SPREAD):
        told = flagged.article.discovered_at
        if told >= ends + window.days:
            ends += window.days
            found = resident()
            print(
                f"day {(ends - START).days}: {len(window.stories)} live stories, {len(window.where)} articles, "
                f"{sum(map(len, window.index.values()))} tokens, {len(window.bygone)} ids remembered, "
                f"{len(window.ages)} ages: "
                f"{found - start:.0f} MiB more than at the start, "
                f"{(found - start) / len(window.stories) * 1024:.0f} KiB a story (goal 12)"
            )
            if ends >= START + 4 * window.days:
                return
        admit(window, flagged)


def main() -> None:
    """Print the pace, or with --memory what the window takes; with garbage looked for as often as a stage does."""
    collect_seldom()
    if "--memory" in sys.argv[1:]:
        memory()
    else:
        pace()


if __name__ == "__main__":
    main()
