"""From a page that the log acknowledged to its card in Slack, under the real Airflow, Kafka and Elasticsearch.

    python tests/bench/bench_airflow.py [airflow|services|both] [--stories N] [--every S] [--pages N] [--idle S]

A story every two seconds, a hundred of them, told by one page each, which rings `pages` as the crawl does; by stage.
Goals: p95 <= 15 s by Airflow alone, <= 3 s with services; Airflow's memory <= 1.6 GB. Besides: what Airflow takes when
nothing happens, and how long a site's new page waits until the schedule discovers it. Needs the local stack
(infra/local/stack.sh up --name test, or NEWSWATCH_TEST_STACK); Slack is the fake, over HTTP. About 13 minutes.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Event, Thread
from typing import ClassVar

from newswatch.cli.output import out
from newswatch.demo.server import DemoWeb
from newswatch.messages import Article, Flagged, Message, Story, decode
from tests.dags.news import pages
from tests.dags.servers import Bench, bench, running
from tests.services import stack

STAGES: Mapping[str, type[Message]] = {"extract": Article, "flag": Flagged, "cluster": Story}
TICK = 0.01


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which so great a share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def row(name: str, values: Sequence[float]) -> None:
    """One line of figures, in seconds."""
    out(
        f"  {name:<32} p50 {statistics.median(values):6.2f}  p95 {percentile(values, 0.95):6.2f}  "
        f"max {max(values):6.2f}"
    )


def told(desk: Bench, stories: int, every: float, *, rings: bool) -> None:
    """Publish the stories evenly spaced; print how long each stage took, and the whole way."""
    clock, acknowledged = Event(), {}
    log = stack.open_log(desk.prefix, lambda: datetime.now(UTC), create=False)
    began = time.monotonic()
    for number in range(stories):
        clock.wait(max(0.0, began + number * every - time.monotonic()))
        (page,) = pages([number], datetime.now(UTC))
        log.append([page])
        acknowledged[page.id] = time.time()
        if rings:
            desk.airflow.ring("pages")
    desk.airflow.wait("all cards", lambda: len(desk.cards) >= stories, 300, 0.1)
    cards = {str(card.payload["alert_id"]): card.at for card in desk.cards}
    assert set(cards) == set(acknowledged)
    done = {"page": acknowledged}
    for stage, kind in STAGES.items():
        done[stage] = {}
        for record in log.scan(kind.topic):
            message = decode(kind.topic, record.value)
            id_ = message.article.id if isinstance(message, Flagged) else getattr(message, "id", "")
            if id_ in acknowledged:
                done[stage].setdefault(id_, record.timestamp / 1000)
    log.close()
    done["notify, deliver"] = cards
    names = list(done)
    for before, after in pairwise(names):
        row(f"{before} → {after}", [done[after][id_] - done[before][id_] for id_ in acknowledged])
    row("page acknowledged → card", [cards[id_] - at for id_, at in acknowledged.items()])


STEPS = ("run queued", "run begins", "task queued", "task begins", "command begins", "task ends", "run ends")


def starts(desk: Bench, dag: str) -> None:
    """Print what a run spends its time with, by step, and how long none of these runs is at work."""
    runs = [one for one in reversed(desk.airflow.runs(dag)) if one["state"] == "success"][1:]
    at: dict[str, list[float]] = {step: [] for step in STEPS}
    for run in runs:
        id_ = str(run["dag_run_id"])
        task = desk.airflow.tasks(dag, id_)[0]
        moments = (
            *(run["queued_at"], run["start_date"], task["queued_when"], task["start_date"]),
            *(
                desk.airflow.logged(dag, id_, str(task["task_id"]), "Running "),
                task["end_date"],
                run["end_date"],
            ),
        )
        for step, moment in zip(STEPS, moments, strict=True):
            at[step].append(datetime.fromisoformat(str(moment)).timestamp())
    out(f"  {len(runs)} runs of {dag}:")
    for before, after in pairwise(STEPS):
        row(f"{before} → {after}", [b - a for a, b in zip(at[before], at[after], strict=True)])
    if len(runs) > 1:
        ends, commands = at["task ends"], at["command begins"]
        row("task ends → next one's command", [b - a for a, b in zip(ends, commands[1:], strict=False)])


SOURCE = """\
name: Bench
publisher: Bench
homepage: http://bench.example/
language: en
kind: press
feeds: [{{url: "http://bench.example/feed.xml", seen: tests/dags/bench.py}}]
every: {every:g}s
politeness: {{delay: 0, concurrency: 2}}
allow_private: true
"""


class Newsroom(BaseHTTPRequestHandler):
    """A site whose feed lists what was published so far; `published` holds when, by path."""

    published: ClassVar[dict[str, float]] = {}

    def do_GET(self) -> None:
        if self.path == "/feed.xml":
            rows = "".join(
                f"<item><title>News {path}</title><link>http://bench.example{path}</link>"
                f"<pubDate>{formatdate(at, usegmt=True)}</pubDate></item>"
                for path, at in list(self.published.items())
            )
            body = f"<rss version='2.0'><channel><title>Bench</title>{rows}</channel></rss>"
        else:
            body = f"<html lang=en><title>News {self.path}</title><p>{'Nothing new here. ' * 20}</p></html>"
        found = self.path == "/feed.xml" or self.path in self.published
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed.xml" else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def newsroom() -> Iterator[int]:
    """The site, on a port of its own."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Newsroom) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()


def discovered(desk: Bench, pages_: int, every: float) -> None:
    """Publish pages on a site that is due each minute; print how long the real schedule takes to discover them."""
    (desk.folder / "config/sources/bench.yml").write_text(SOURCE.format(every=60), encoding="utf-8")
    clock, known = Event(), Newsroom.published
    desk.airflow.wait("the first visit", lambda: "bench.example" in str(seen(desk)), 300, 2.0)
    for number in range(pages_):
        known[f"/news/{number}"] = time.time()
        clock.wait(every)
    wanted = [f"http://bench.example{path}" for path in known]
    desk.airflow.wait("all pages", lambda: set(wanted) <= seen(desk).keys(), 400, 2.0)
    found = seen(desk)
    row("published → discovered", [found[url] - at for url, at in zip(wanted, known.values(), strict=True)])


def seen(desk: Bench) -> dict[str, float]:
    """When each address, or the site's feed, was first seen, by the store."""
    with desk.store() as store:
        urls = {
            str(one.body["url"]): datetime.fromisoformat(str(one.body["discovered_at"])).timestamp()
            for one in store.find("urls", limit=10_000)
            if "bench.example" in str(one.body.get("url"))
        }
        if store.get("sources", "bench"):
            urls["http://bench.example/feed.xml"] = 0.0
    return urls


def ticks(pid: int) -> float:
    """Seconds of CPU that a process has used, with its children that ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) * TICK


def parts(desk: Bench) -> Iterator[int]:
    """Every process of this Airflow."""
    groups = {(desk.airflow.pid(path.name)) for path in desk.airflow.state.glob("pids/*")}
    mine = f"AIRFLOW_HOME={desk.airflow.state}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            group = int((folder / "stat").read_text().rpartition(")")[2].split()[2])
            if group in groups or mine in (folder / "environ").read_bytes():
                yield int(folder.name)
        except OSError:  # it ended meanwhile
            continue


def proportional(pid: int) -> int:
    """A process's share of memory, in bytes: what it shares is counted once among those that share it."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def ignoring_the_ended(measure: Callable[[int], float], pids: Iterator[int]) -> float:
    """The sum of a measure over processes, of which some may end meanwhile."""
    total = 0.0
    for pid in pids:
        try:
            total += measure(pid)
        except OSError:
            continue
    return total


def rest(desk: Bench, seconds: float) -> None:
    """What Airflow takes while it looks for due sources and finds nothing to do."""
    desk.airflow.wait("rest", desk.airflow.idle)
    clock, memory = Event(), []
    cpu, began = ignoring_the_ended(ticks, parts(desk)), time.monotonic()
    while time.monotonic() < began + seconds:
        clock.wait(5.0)
        memory.append(ignoring_the_ended(proportional, parts(desk)) / 1e9)
    used = ignoring_the_ended(ticks, parts(desk)) - cpu
    out(
        f"  memory (proportional): median {statistics.median(memory):.2f} GB, most {max(memory):.2f} GB; "
        f"CPU at rest: {used / (time.monotonic() - began):.2f} cores"
    )


def play(mode: str, given: argparse.Namespace) -> None:
    """One mode: bring it up, publish, rest, bring it down."""
    with ExitStack() as standing:
        folder = Path(standing.enter_context(tempfile.TemporaryDirectory(prefix="bench-airflow-")))
        web = standing.enter_context(DemoWeb(lambda: datetime(2023, 1, 23, 22, tzinfo=UTC)))
        desk = standing.enter_context(bench(folder, web, NEWSWATCH_PROCESSING=mode))
        port = standing.enter_context(newsroom())
        connect_to = f"{web.connect_to},bench.example=127.0.0.1:{port}"
        desk.prepare(f"bench{uuid.uuid4().hex[:6]}-")
        standing.callback(stack.sweep, desk.prefix)
        desk.tell("clock", "system")
        desk.airflow.up(NEWSWATCH_CONNECT_TO=connect_to)
        out(f"{mode}: a story every {given.every:g} s, {given.stories} of them")
        if mode == "services":
            standing.enter_context(running(desk, "processor", "extract", "flag", "cluster", "index"))
            desk.airflow.wait("alert, serving", lambda: desk.airflow.runs("alert"))
        else:
            desk.airflow.wait("the first round", lambda: desk.airflow.runs("process") and desk.airflow.idle())
        desk.airflow.wait("no lag", desk.drained)
        told(desk, given.stories, given.every, rings=mode == "airflow")
        for dag in ("process", "alert") if mode == "airflow" else ("alert",):
            starts(desk, dag)
        if mode == "airflow":
            discovered(desk, given.pages, 7.0)
            rest(desk, given.idle)


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("mode", nargs="?", choices=("airflow", "services", "both"), default="both")
    asked.add_argument("--stories", type=int, default=100)
    asked.add_argument("--every", type=float, default=2.0)
    asked.add_argument("--pages", type=int, default=20)
    asked.add_argument("--idle", type=float, default=120.0)
    given = asked.parse_args()
    for mode in ("airflow", "services") if given.mode == "both" else (given.mode,):
        play(mode, given)


if __name__ == "__main__":
    main()
