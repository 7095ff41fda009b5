"""Page to searchable on the real Kafka and the real Elasticsearch, all of it on this machine's cores.

    infra/local/stack.sh up --name test
    python tests/bench/bench_stack.py [--seconds 300] [--backlog 20000] [--rate 20] [--stack test] [--one]

Four processes `newswatch run` serve extract, flag, cluster and index (`--one`: one process does). Printed are:
the drain of a backlog; the articles a second while there is always work; the time from the append of a page
until a search finds it, at a steady rate; the CPU time an article takes, by process; resident memory at the
start, after the backlog, each minute of the work, and at the end. Beside them, on the same machine: a bare
kafka-python consumer whose documents `helpers.bulk` writes, without any stage, and the embedded profile.

Goals: at least 60 articles a second for 5 minutes, p95 to searchable at most 3 s at 20 a second, memory flat.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
PARTS = (("extract",), ("flag",), ("cluster",), ("index",))
POLL = 0.1
"""Seconds between two looks for what is searchable."""


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Served:
    """The processes that serve the stages, by name, and what they took so far."""

    processes: dict[str, subprocess.Popen[bytes]]
    memory: dict[str, list[float]] = field(default_factory=dict)
    """Resident MB by process: at the start, and each minute while there is always work, and after each part."""
    servers: dict[str, list[int]] = field(default_factory=dict)
    """The processes of Kafka and Elasticsearch, for their CPU time."""

    def families(self) -> dict[str, list[int]]:
        """Each process with its children; extract's readers apart."""
        from tests.soak.living import children_of

        found: dict[str, list[int]] = {}
        for name, process in self.processes.items():
            found[name] = [process.pid]
            if readers := children_of(process.pid):
                found[f"{name}'s readers"] = readers
        return found

    def cpu(self) -> dict[str, float]:
        """Seconds of CPU so far, by process; a reader that was replaced counts among its parent's readers."""
        tick = os.sysconf("SC_CLK_TCK")
        taken: dict[str, float] = {}
        for name, pids in {**self.families(), **self.servers}.items():
            for pid in pids:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                own, ended = (sum(map(int, fields[at : at + 2])) / tick for at in (11, 13))
                taken[name] = taken.get(name, 0.0) + own
                if name in self.processes and ended:
                    readers = f"{name}'s readers"
                    taken[readers] = taken.get(readers, 0.0) + ended
        return taken

    def sample(self) -> None:
        """Note the resident memory of each, in MB."""
        from tests.soak.living import resident

        for name, pids in self.families().items():
            self.memory.setdefault(name, []).append(sum(map(resident, pids)))

    def check(self) -> None:
        """Nobody has ended."""
        for name, process in self.processes.items():
            if process.poll() is not None:
                raise SystemExit(f"{name} ended with {process.returncode}")


@contextmanager
def served(prefix: str, parts: Sequence[Sequence[str]], *, profile: str = "") -> Iterator[Served]:
    """Serve the stages on the stack, in a process a part."""
    from tests.services import stack

    told = dict(stack.settings("admin"))
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NEWSWATCH_")} | told
    environment |= {"NEWSWATCH_PREFIX": prefix, "NEWSWATCH_LOG_LEVEL": "warning"}
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for names in parts:
            how = [sys.executable]
            if profile in names:
                how += ["-m", "cProfile", "-o", f"profile.{profile}"]
            processes["+".join(names)] = subprocess.Popen(
                [*how, "-m", "newswatch", "run", *names], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL
            )
        state = Path(told["NEWSWATCH_STACK_STATE"])
        pids = {file.stem: [int(file.read_text())] for file in sorted(state.rglob("*.pid"))}
        yield Served(processes, servers=pids)
    finally:
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            process.wait(30)


@dataclass
class Stack:
    """The ports of this process on the stack, and the pages' next number."""

    prefix: str
    log: Any
    store: Any
    number: int = 0

    def append(self, count: int) -> list[str]:
        """Append so many new pages; their ids."""
        from tests.soak.made_pages import pages

        ids = []
        for first in range(0, count, 200):
            made = list(
                pages(
                    min(200, count - first),
                    first=self.number,
                    at=now(),
                    span=timedelta(milliseconds=1),
                    seed=2,
                )
            )
            self.number += len(made)
            self.log.append(made)
            ids += [page.id for page in made]
        return ids

    def indexed(self) -> int:
        """Articles that a search finds now."""
        return int(self.store.client.count(index=f"{self.prefix}articles").body["count"])

    def lag(self, stage: str) -> int:
        """Records that wait for a stage."""
        from processors.pipeline import stages

        topics = next(iter(stages([stage]))).topics
        ends, done = self.log.end_offsets(topics), self.log.committed(stage, topics)
        return sum(max(0, end - done.get(part, 0)) for part, end in ends.items())

    def visible(self, ids: Sequence[str]) -> set[str]:
        """Those that a search finds now."""
        answer = self.store.client.search(
            index=f"{self.prefix}articles", query={"ids": {"values": list(ids)}}, size=len(ids), source=False
        )
        return {hit["_id"] for hit in answer.body["hits"]["hits"]}


def wait_for(done: Callable[[], bool], at_work: Served, seconds: float = 1800) -> None:
    """Look now and then until it is so."""
    deadline = time.monotonic() + seconds
    while not done():
        at_work.check()
        if time.monotonic() > deadline:
            raise SystemExit(f"not done within {seconds:.0f} s")
        Event().wait(0.5)


def drain(stack: Stack, at_work: Served, count: int) -> None:
    """All of a backlog, until the last is searchable. The processes stand still while it is written."""
    have = stack.indexed()
    for process in at_work.processes.values():
        process.send_signal(signal.SIGSTOP)
    distinct = len(set(stack.append(count)))
    for process in at_work.processes.values():
        process.send_signal(signal.SIGCONT)
    before, began = at_work.cpu(), time.monotonic()
    wait_for(lambda: stack.indexed() >= have + distinct, at_work)
    seconds = time.monotonic() - began
    print(f"drain of {count} pages: {seconds:.0f} s, {count / seconds:.0f} articles/s")
    tell_cpu(at_work, before, count, seconds)


def throughput(stack: Stack, at_work: Served, seconds: float) -> None:
    """As many as it can, for a while: there are always pages that wait."""
    stack.append(400)
    wait_for(lambda: stack.lag("extract") < 400, at_work)
    before, began, have = at_work.cpu(), time.monotonic(), stack.indexed()
    minutes = 0
    while time.monotonic() - began < seconds:
        at_work.check()
        if time.monotonic() - began > 60 * (minutes + 1):
            minutes += 1
            at_work.sample()
        if stack.lag("extract") < 300:
            stack.append(200)
        else:
            Event().wait(0.5)
    stack.store.refresh()
    done, took = stack.indexed() - have, time.monotonic() - began
    print(f"for {took:.0f} s: {done / took:.0f} articles/s (goal 60, stretch 100)")
    tell_cpu(at_work, before, done, took)
    wait_for(lambda: not any(stack.lag(part) for (part,) in PARTS), at_work)


def latency(stack: Stack, at_work: Served, rate: float, seconds: float) -> None:
    """From append to search, at a steady rate."""
    appended: dict[str, float] = {}
    found: list[float] = []
    began = time.monotonic()
    sent = 0
    while time.monotonic() - began < seconds or (appended and time.monotonic() - began < seconds + 60):
        at_work.check()
        due = min(int((time.monotonic() - began) * rate) + 1, int(rate * seconds))
        for _ in range(due - sent):
            # (an earlier page that comes again, changed, is there already)
            if (stack.number) % 40 == 39:
                stack.number += 1
            (id_,) = stack.append(1)
            appended[id_] = time.monotonic()
        sent = due
        if appended:
            seen = time.monotonic()
            found += [seen - appended.pop(id_) for id_ in stack.visible(list(appended)[:1000])]
        Event().wait(POLL)
    found.sort()
    middle, late = (found[int(len(found) * share)] for share in (0.5, 0.95))
    print(f"at {rate:g} a second for {seconds:.0f} s: to searchable {middle:.2f} s at the median, p95 {late:.2f} s "
          f"(goal 3), the slowest {found[-1]:.2f} s; not found: {len(appended)}")  # fmt: skip


def tell_cpu(at_work: Served, before: dict[str, float], count: int, seconds: float) -> None:
    """CPU time an article, by process."""
    took = {name: cpu - before.get(name, 0.0) for name, cpu in at_work.cpu().items()}
    told = ", ".join(f"{name} {taken / max(count, 1) * 1000:.1f}" for name, taken in took.items())
    print(f"  CPU ms an article: {told}; together {sum(took.values()) / max(count, 1) * 1000:.1f}, "
          f"{sum(took.values()) / seconds:.2f} cores")  # fmt: skip


def peers(stack: Stack, count: int) -> None:
    """The same documents without stages, and the same pages embedded."""
    import kafka
    from elasticsearch import helpers

    from newswatch.adapters.kafka_consumer import CONSUMER_SETTINGS

    consumer = kafka.KafkaConsumer(
        f"{stack.prefix}flagged",
        **stack.log._settings,
        **CONSUMER_SETTINGS,
        group_id=f"{stack.prefix}bare-{uuid.uuid4().hex}",
    )
    index = f"{stack.prefix}bare"
    stack.store.client.indices.create(
        index=index, settings={"number_of_shards": 1, "number_of_replicas": 0}, mappings={"enabled": False}
    )
    have = min(count, stack.number - 100)
    seen, cpu, began = 0, time.process_time(), time.monotonic()
    while seen < have:
        read = [r.value for part in consumer.poll(timeout_ms=500, max_records=500).values() for r in part]
        actions = [{"_index": index, "_source": json.loads(value)} for value in read]
        helpers.bulk(stack.store.client, actions)
        consumer.commit()
        seen += len(read)
    seconds = time.monotonic() - began
    print(f"peer, bare consumer and helpers.bulk of the same articles, no stages, no index: {seen / seconds:.0f} "
          f"articles/s, CPU ms an article {(time.process_time() - cpu) / seen * 1000:.1f}")  # fmt: skip
    consumer.close()
    embedded(count)


def embedded(count: int) -> None:
    """The embedded profile with the same pages."""
    from newswatch.cli.serving import draining
    from newswatch.logs import configure_logs
    from newswatch.settings import load_settings
    from tests.soak.made_pages import pages

    configure_logs("console", "warning")
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(
            _env_file=None, log_url=f"sqlite:///{folder}/log.db", store_url=f"sqlite:///{folder}/store.db"
        )
        from newswatch.adapters.sqlite_log import SqliteLog

        with SqliteLog(Path(folder) / "log.db", clock=now) as log:
            log.append(list(pages(count, first=0, at=now(), span=timedelta(milliseconds=1), seed=2)))
        with draining(settings, ["extract", "flag", "cluster", "index"], Event(), now) as drain_once:
            began = time.monotonic()
            drain_once()
            seconds = time.monotonic() - began
    print(f"peer, the embedded profile drains {count} of the pages: {count / seconds:.0f} articles/s")


def main() -> None:
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=float, default=300)
    asked.add_argument("--backlog", type=int, default=20_000)
    asked.add_argument("--rate", type=float, default=20)
    asked.add_argument("--stack", default="test")
    asked.add_argument("--one", action="store_true", help="all stages in one process")
    asked.add_argument("--profile", default="", help="a stage: writes cProfile's figures to profile.STAGE")
    given = asked.parse_args()
    os.environ["NEWSWATCH_TEST_STACK"] = given.stack
    os.environ.setdefault("NEWSWATCH_TEST_SERVICES", "auto")
    from tests.services import stack as local

    prefix = f"bench-{uuid.uuid4().hex[:8]}-"
    stack = Stack(prefix, local.open_log(prefix, now), local.open_store(prefix))
    parts: Sequence[Sequence[str]] = [[name for (name,) in PARTS]] if given.one else PARTS
    try:
        with served(prefix, parts, profile=given.profile) as at_work:
            stack.append(40)
            wait_for(lambda: stack.indexed() >= 38, at_work)
            at_work.sample()
            if given.backlog:
                drain(stack, at_work, given.backlog)
                at_work.sample()
            if given.seconds:
                throughput(stack, at_work, given.seconds)
                latency(stack, at_work, given.rate, min(given.seconds, 120))
            at_work.sample()
            print("resident MB, at the start, after the backlog, each minute of the work, at the end:")
            for name, taken in at_work.memory.items():
                print(f"  {name}: {' '.join(f'{mb:.0f}' for mb in taken)}")
        peers(stack, min(2000, stack.number - 100))
    finally:
        local.sweep(prefix)
        stack.log.close()
        stack.store.close()


if __name__ == "__main__":
    main()
