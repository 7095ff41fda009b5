"""A month in an hour: many articles through the real `newswatch run`, with restarts. Embedded profile.

Each day its pages are written as the crawler writes them, while one process `run` serves every stage; its clock
goes on a day each time, and each evening `upkeep` runs. Every tenth day the process is killed (-9) in the middle,
and every tenth evening it is stopped and started again. Prints memory, files, and what a day adds to them; at the
end what the files come to with the shipped retention. It fails when an article or a card was lost or told twice.

The full run takes about 20 minutes on two quiet cores. Usage: bench_soak.py [--articles 50000] [--days 30]
"""

from __future__ import annotations

import argparse
import signal
import sqlite3
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from newswatch.settings import Settings, load_settings
from tests.soak.living import Living
from tests.soak.soaking import Plan, Soak

MB = 1e6
A_DAY_EACH = 55
"""Entries a day of a source, the median of the shipped ones."""


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--articles", type=int, default=50_000)
    asked.add_argument("--days", type=int, default=30)
    given = asked.parse_args()
    days = given.days
    plan = Plan(days, given.articles // days, kills=range(4, days, 10), stops=range(9, days, 10))
    with tempfile.TemporaryDirectory() as folder:
        soak = Soak(Living(Path(folder) / "var"), plan)
        try:
            tell_days(soak)
            tell_growth(soak.living, len(set(soak.written)), load_settings(_env_file=None))
            articles, stories, cards = soak.check()
            print(f"nothing is lost: {articles} articles, {stories} stories, {cards} cards, none twice")
        finally:
            soak.living.stop(signal.SIGKILL)


def tell_days(soak: Soak) -> None:
    """Play the days and print a line each."""
    print(f"{soak.plan.days} days of {soak.plan.a_day} articles")
    print("day  articles/s  run MB: last, most  extract MB: most  log MB  wal MB  store MB  wal MB  cards MB")
    days = []
    for day in soak.days():
        days.append(day)
        own, children, before, after = day.memory.own, day.memory.children, day.before, day.after
        print(
            f"{day.number + 1:3}  {soak.plan.a_day / day.seconds:10.0f}  {day.last:9.0f} {max(own):8.0f}"
            f"  {max(children):16.0f}  {after['log.db'] / MB:6.0f}  {before.get('log.db-wal', 0) / MB:6.0f}"
            f"  {after['store.db'] / MB:8.0f}  {before.get('store.db-wal', 0) / MB:6.0f}"
            f"  {after.get('store.sent.jsonl', 0) / MB:8.1f}  {day.restarted}",
            flush=True,
        )
    most = max(max(day.memory.own) for day in days)
    most_children = max(max(day.memory.children) for day in days)
    print(f"resident memory of run in the evening: at first {days[0].last:.0f} MB, at last {days[-1].last:.0f} MB; "
          f"the most of run and of extract's processes at any time: {most:.0f} + {most_children:.0f} MB "
          "(goal < 400)")  # fmt: skip


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


if __name__ == "__main__":
    main()
