"""A month in an hour: many articles through the real `newswatch run`, with restarts. Embedded profile.

Each of the days its pages are written as the crawler writes them, while `run` serves every stage; every other
day the process is killed (-9) in the middle and started again, each evening it is stopped, and `upkeep` runs.
The product's clock goes on a day each time. Prints memory, files, and what a day adds to them; at the end what
the files come to with the shipped retention. It fails when an article or a card was lost or told twice.

The full run takes about 20 minutes on two quiet cores. Usage: bench_soak.py [--articles 50000] [--days 30]
"""

from __future__ import annotations

import argparse
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from newswatch.messages import Page
from newswatch.settings import Settings, load_settings
from tests.soak.living import Living, Memory
from tests.soak.made_pages import pages

MB = 1e6
A_DAY_EACH = 55
"""Entries a day of a source, the median of the shipped ones."""


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--articles", type=int, default=50_000)
    asked.add_argument("--days", type=int, default=30)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        living = Living(Path(folder) / "var")
        try:
            soak(living, given.articles // given.days, given.days)
        finally:
            living.stop(signal.SIGKILL)


def soak(living: Living, a_day: int, days: int) -> None:
    """Play the days and print a line each; then what is kept, and whether all of it is there."""
    print(f"{days} days of {a_day} articles")
    print("day  articles/s  run MB: last, most  extract MB: most  log MB  wal MB  store MB  wal MB  cards MB")
    began = datetime.now(UTC) - timedelta(days=days, minutes=2)
    lasts: list[float] = []
    most, most_children = 0.0, 0.0
    written: list[str] = []
    for day in range(days):
        living.set_clock(f"-{(days - day) * 86_400}")
        made = list(
            pages(a_day, first=day * a_day, at=began + timedelta(days=day), span=timedelta(seconds=60))
        )
        written += [page.id for page in made]
        memory = Memory()
        seconds = play(living, made, memory, kill=day % 2 == 1)
        wal = living.sizes()
        living.command("upkeep")
        size = living.sizes()
        last = sorted(memory.own[-10:])[len(memory.own[-10:]) // 2]
        lasts.append(last)
        most, most_children = max(most, *memory.own), max(most_children, *memory.children)
        print(
            f"{day + 1:3}  {a_day / seconds:10.0f}  {last:9.0f} {max(memory.own):8.0f}  {max(memory.children):16.0f}"
            f"  {size['log.db'] / MB:6.0f}  {wal.get('log.db-wal', 0) / MB:6.0f}  {size['store.db'] / MB:8.0f}"
            f"  {wal.get('store.db-wal', 0) / MB:6.0f}  {size.get('store.sent.jsonl', 0) / MB:8.1f}",
            flush=True,
        )
    half = len(lasts) // 2
    print(f"resident memory of run at the end of a day: first half {mean(lasts[:half]):.0f} MB, "
          f"second {mean(lasts[half:]):.0f} MB; the most of run and extract's processes at any time: "
          f"{most:.0f} + {most_children:.0f} MB (goal < 400)")  # fmt: skip
    tell_growth(living, len(set(written)), load_settings(_env_file=None))
    check(living, written)


def play(living: Living, made: Sequence[Page], memory: Memory, *, kill: bool) -> float:
    """One day: served while it is written, killed in the middle on some. Seconds from the first page on."""
    living.start()
    began = time.monotonic()
    half = len(made) // 2
    for part, last in ((made[:half], False), (made[half:], True)):
        for at in range(0, len(part), 100):
            living.feed(part[at : at + 100])
            memory.sample(living)
        if kill and not last:
            living.stop(signal.SIGKILL)
            living.start()
    living.wait_until_read(memory)
    seconds = time.monotonic() - began
    code = living.stop()
    assert code == 0, living.told[-3000:]
    return seconds


def tell_growth(living: Living, articles: int, settings: Settings) -> None:
    """What an article adds, by part of the files, and what that comes to with the shipped retention."""
    log, store = sqlite3.connect(living.folder / "log.db"), sqlite3.connect(living.folder / "store.db")
    topics = dict(log.execute("SELECT topics.name, count(*) || ' ' || sum(length(value)) FROM records "
                              "JOIN topics ON topics.number=topic GROUP BY topic"))  # fmt: skip
    # dbstat counts whole pages of the file: what the parts really take, indices and holes included.
    parts: dict[str, int] = dict(store.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
    found = sum(size for name, size in parts.items() if name.startswith("search_"))
    whole = sum(parts.values())
    print(f"{articles} articles in the store; bytes an article there: {whole / articles:.0f}, of which search index "
          f"{found / articles:.0f}, documents {parts['docs'] / articles:.0f}, addresses and alerts "
          f"{parts['swapped'] / articles:.0f}, words {parts['words'] / articles:.0f}")  # fmt: skip
    rows = []
    for topic, told in topics.items():
        count, size = map(int, str(told).split())
        days = getattr(settings, f"keep_log_{topic}_days")
        # (stories and dead letters are fewer than articles: what an article adds is their share of it)
        per = size / count * (1 if topic in ("pages", "articles", "flagged") else count / articles)
        rows.append((f"log: {topic}", per, days))
    rows.append(
        ("store: articles and their index", (found + parts["docs"]) / articles, settings.keep_articles_days)
    )
    rows.append(("store: addresses, alerts", parts["swapped"] / articles, settings.keep_urls_days))
    print(
        f"{'':32} bytes an article   days kept   30 sources: MB a day, in all   300 sources: MB a day, in all"
    )
    sums = [0.0, 0.0]
    for name, per, days in rows:
        a_day = [per * A_DAY_EACH * sources / MB for sources in (30, 300)]
        sums = [have + each * days for have, each in zip(sums, a_day, strict=True)]
        print(f"{name:32} {per:16.0f} {days:11} {a_day[0]:18.1f} {a_day[0] * days:10.0f} "
              f"{a_day[1]:19.1f} {a_day[1] * days:10.0f}")  # fmt: skip
    print(
        f"in all, once the retention holds: {sums[0] / 1000:.1f} GB for 30 sources, {sums[1] / 1000:.1f} GB for 300"
    )


def check(living: Living, written: Sequence[str]) -> None:
    """Every article is there, and every story that is not silent has its one card."""
    there = {id_ for id_, _ in living.documents("articles")}
    dead = [body["reason"] for _, body in living.documents("dead")]
    missing = set(written) - there
    assert not missing, f"{len(missing)} articles are lost; dead letters: {dead[:5]}"
    stories = [body for _, body in living.documents("stories") if not body.get("merged_into")]
    cards = living.cards()
    told = {alert: count for alert, count in cards.items() if count > 1}
    assert not told, f"told twice: {told}"
    print(f"nothing is lost: {len(there)} articles, {len(stories)} stories, {len(cards)} cards, none twice, "
          f"{len(dead)} dead letters")  # fmt: skip
    untold = {story["id"] for story in stories} - set(cards)
    assert not untold, f"{len(untold)} stories have no card: {sorted(untold)[:3]}"


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
