"""The order that nothing is lost by: outputs safe, then commit. And what a fault does to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.errors import Conflict, DlqLimitExceeded, Lost, Reject, Transient
from newswatch.messages import Article, DeadLetter, Message, Page, SourceRef
from newswatch.patience import Stopped
from newswatch.ports import Collection, Consumer, Doc, ItemError, Keys, Partition, Record, Stored, Swapped
from newswatch.runner import Step, drain, serve, start, step
from newswatch.running import DlqLimit, Running
from newswatch.stage import Found, Output, Process, Put, Stage, Swap, Wanted, each

NOW = datetime(2023, 1, 23, 9, tzinfo=UTC)
SOURCE = SourceRef(id="s", publisher="S")


def page(number: int) -> Page:
    id_ = f"page-{number}"
    url = f"https://s.example/{number}"
    return Page(
        id=id_,
        requested_url=url,
        url=url,
        status=200,
        body=b"x",
        source=SOURCE,
        discovered_at=NOW,
        fetched_at=NOW,
    )


def article(of: Message) -> Article:
    assert isinstance(of, Page)
    return Article(
        id=of.id, url=of.url, headline=of.id, publisher="S", source=SOURCE, discovered_at=NOW, fetched_at=NOW
    )


class MemoryStore:
    """Just enough of a store, with faults on demand."""

    def __init__(self) -> None:
        self.docs: dict[tuple[str, str], Mapping[str, Any]] = {}
        self.revisions: dict[tuple[str, str], int] = {}
        self.faults: list[Exception] = []
        self.refused: set[str] = set()
        self.reads = 0

    def put_newer(self, docs: Sequence[Doc]) -> list[ItemError]:
        if self.faults:
            raise self.faults.pop(0)
        for doc in docs:
            self.docs[doc.collection, doc.id] = doc.body
        return [ItemError(doc.id, "mapping", "no such field") for doc in docs if doc.id in self.refused]

    def swap(
        self, collection: Swapped, id: str, body: Mapping[str, Any], keys: Keys, expected: str | None
    ) -> str:
        if self.faults:
            raise self.faults.pop(0)
        revision = self.revisions.get((collection, id), 0)
        if expected != (str(revision) if revision else None):
            raise Conflict(f"{id} is at {revision}")
        self.docs[collection, id] = body
        self.revisions[collection, id] = revision + 1
        return str(revision + 1)

    def get_many(self, collection: Collection, ids: Sequence[str]) -> dict[str, Stored]:
        self.reads += 1
        return {
            id_: Stored(
                id_, self.docs[collection, id_], revision=str(self.revisions.get((collection, id_), 0))
            )
            for id_ in ids
            if (collection, id_) in self.docs
        }


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    opened = SqliteLog(tmp_path / "log.db", clock=lambda: NOW)
    yield opened
    opened.close()


def to_article(message: Message, found: Found) -> Sequence[Output]:
    return [article(message)]


def row(process: Process, **given: Any) -> Stage[None]:
    return Stage("extract", reads=(Page,), writes=(Article,), start=lambda _: process, **given)


def at_work(
    log: SqliteLog, stage: Stage[None], store: MemoryStore | None = None, **given: Any
) -> Running[None]:
    given.setdefault("stop", Event())
    return start(stage, None, log=log, store=store or MemoryStore(), clock=lambda: NOW, **given)  # type: ignore[arg-type]


def articles(log: SqliteLog) -> list[str]:
    return [record.key for record in log.scan("articles")]


def letters(log: SqliteLog) -> list[DeadLetter]:
    return [DeadLetter.decode(record.value) for record in log.scan("dead")]


def test_a_step_writes_and_then_commits(log: SqliteLog) -> None:
    log.append([page(1), page(2)])
    running = at_work(log, row(each(to_article)))
    report = step(running, timeout=0)
    assert (report.read, report.written, report.rejected, report.lag) == (2, 2, 0, 0)
    assert articles(log) == ["page-1", "page-2"]
    assert step(running, timeout=0) == Step("extract")
    running.close()


@pytest.mark.parametrize(
    "point", ["extract:read", "extract:stored", "extract:swapped", "extract:before-commit"]
)
def test_a_crash_before_the_commit_repeats_the_batch(log: SqliteLog, point: str) -> None:
    class Crash(Exception):
        pass

    def mark(name: str) -> None:
        if name == point:
            raise Crash

    log.append([page(1)])
    running = at_work(log, row(each(to_article)), mark=mark)
    with pytest.raises(Crash):
        step(running, timeout=0)
    running.close()
    assert articles(log) == []
    again = at_work(log, row(each(to_article)))
    assert step(again, timeout=0).read == 1
    again.close()
    assert articles(log) == ["page-1"]


def test_a_reject_becomes_a_dead_letter_and_its_neighbours_go_on(log: SqliteLog) -> None:
    def picky(message: Message, found: Found) -> Sequence[Output]:
        if isinstance(message, Page) and message.id == "page-2":
            raise Reject("not-html", "it is a picture")
        return [article(message)]

    log.append([page(1), page(2), page(3)])
    running = at_work(log, row(each(picky)))
    assert step(running, timeout=0).rejected == 1
    running.close()
    assert articles(log) == ["page-1", "page-3"]
    (letter,) = letters(log)
    assert (letter.reason, letter.text, letter.url, letter.source) == (
        "not-html",
        "it is a picture",
        "https://s.example/2",
        "s",
    )
    assert Page.decode(letter.record).id == "page-2"
    assert letter.record_bytes == len(letter.record)


def test_a_bug_is_tried_once_more_alone_and_then_dead_lettered_with_its_trace(log: SqliteLog) -> None:
    tries: list[str] = []

    def buggy(message: Message, found: Found) -> Sequence[Output]:
        assert isinstance(message, Page)
        tries.append(message.id)
        if message.id == "page-1":
            raise ZeroDivisionError("by nothing")
        return [article(message)]

    log.append([page(1), page(2)])
    running = at_work(log, row(each(buggy)))
    step(running, timeout=0)
    running.close()
    assert tries == ["page-1", "page-2", "page-1"]
    (letter,) = letters(log)
    assert letter.reason == "bug"
    assert "ZeroDivisionError: by nothing" in letter.text
    assert articles(log) == ["page-2"]


def test_a_bug_of_the_whole_batch_is_found_one_by_one(log: SqliteLog) -> None:
    def brittle(batch: Sequence[Message], found: Found) -> Sequence[Sequence[Output]]:
        if len(batch) > 1:
            raise RuntimeError("two at once")
        return [[article(message)] for message in batch]

    log.append([page(1), page(2)])
    running = at_work(log, row(brittle))
    assert step(running, timeout=0).rejected == 0
    running.close()
    assert articles(log) == ["page-1", "page-2"]


def test_an_unreadable_record_is_a_dead_letter(log: SqliteLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Page, "encode", lambda self: b'{"id": 1}' * 9000)
    log.append([page(1)])
    monkeypatch.undo()
    running = at_work(log, row(each(to_article)))
    step(running, timeout=0)
    running.close()
    (letter,) = letters(log)
    assert letter.reason == "unreadable"
    assert len(letter.record) == 64 * 1024 < letter.record_bytes


def test_the_letter_of_a_record_that_is_wrong_everywhere_stays_small(
    log: SqliteLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = json.dumps({**json.loads(page(1).encode()), "redirects": [1] * 2000}).encode()
    monkeypatch.setattr(Page, "encode", lambda self: wrong)
    monkeypatch.setattr(Page, "key", "k" * 5000)
    log.append([page(1)])
    monkeypatch.undo()
    running = at_work(log, row(each(to_article)))
    step(running, timeout=0)
    running.close()
    (letter,) = letters(log)
    assert letter.text.startswith("it is no pages: 2000 validation errors for Page")
    assert (len(letter.text), letter.record_key) == (8000, "k" * 1000)


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_record_of_a_time_that_utc_has_not_is_a_dead_letter(
    log: SqliteLog, time: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = json.dumps({**json.loads(page(1).encode()), "fetched_at": time}).encode()
    monkeypatch.setattr(Page, "encode", lambda self: wrong)
    log.append([page(1)])
    monkeypatch.undo()
    log.append([page(2)])
    running = at_work(log, row(each(to_article)))
    assert (step(running, timeout=0).rejected, articles(log)) == (1, ["page-2"])
    running.close()
    assert [letter.reason for letter in letters(log)] == ["unreadable"]


def test_transient_faults_of_the_store_are_waited_for_without_asking_the_stage_again(log: SqliteLog) -> None:
    asked: list[str] = []

    def put(message: Message, found: Found) -> Sequence[Output]:
        assert isinstance(message, Page)
        asked.append(message.id)
        return [Put(Doc("articles", message.id, 1, {}))]

    store = MemoryStore()
    store.faults = [Transient("away", retry_after=0.0), Transient("still away", retry_after=0.0)]
    log.append([page(1)])
    running = at_work(log, row(each(put)), store)
    assert step(running, timeout=0).retried == 2
    running.close()
    assert asked == ["page-1"]
    assert ("articles", "page-1") in store.docs


def test_a_stop_during_a_wait_commits_nothing(log: SqliteLog) -> None:
    store = MemoryStore()
    stop = Event()

    def put(message: Message, found: Found) -> Sequence[Output]:
        stop.set()
        return [Put(Doc("articles", "a", 1, {}))]

    store.faults = [Transient("away")]
    log.append([page(1)])
    running = at_work(log, row(each(put)), store, stop=stop)
    with pytest.raises(Stopped):
        step(running, timeout=0)
    running.close()
    assert log.committed("extract", ["pages"]) == {Partition("pages"): 0}


def test_a_refused_document_is_a_dead_letter_of_that_one_only(log: SqliteLog) -> None:
    def put(message: Message, found: Found) -> Sequence[Output]:
        assert isinstance(message, Page)
        return [Put(Doc("articles", message.id, 1, {}))]

    store = MemoryStore()
    store.refused = {"page-2"}
    log.append([page(1), page(2), page(3)])
    running = at_work(log, row(each(put)), store)
    assert step(running, timeout=0).rejected == 1
    running.close()
    assert [(letter.reason, letter.url) for letter in letters(log)] == [("mapping", "https://s.example/2")]


def test_a_lost_swap_is_decided_anew_on_what_is_there_now(log: SqliteLog) -> None:
    store = MemoryStore()

    def wants(message: Message) -> Sequence[Wanted]:
        return [("alerts", "a")]

    def count(message: Message, found: Found) -> Sequence[Output]:
        there = found.get(("alerts", "a"))
        total = (int(there.body["n"]) if there else 0) + 1
        return [Swap("alerts", "a", {"n": total}, Keys(), there.revision if there else None)]

    log.append([page(1), page(2), page(3)])
    running = at_work(log, row(each(count), wants=wants), store)
    step(running, timeout=0)
    running.close()
    assert store.docs["alerts", "a"] == {"n": 3}


def test_a_stage_that_rejects_most_of_its_input_stops_before_it_commits(log: SqliteLog) -> None:
    def never(message: Message, found: Found) -> Sequence[Output]:
        raise Reject("not-html", "none is")

    log.append([page(n) for n in range(20)])
    running = at_work(log, row(each(never)), dlq=DlqLimit(share=0.5, least=10))
    with pytest.raises(DlqLimitExceeded, match="20 of its last 20 records") as raised:
        step(running, timeout=0)
    assert "not-html 20; the first, pages/0/0: none is." in str(raised.value)  # no list has them
    running.close()
    assert letters(log) == []
    assert log.committed("extract", ["pages"]) == {Partition("pages"): 0}


def test_drain_works_chained_stages_to_the_end_and_stops(log: SqliteLog) -> None:
    echo: Stage[None] = Stage(
        "echo", reads=(Article,), writes=(), start=lambda _: each(lambda message, found: []), batch=2
    )
    log.append([page(n) for n in range(5)])
    pair = [at_work(log, row(each(to_article), batch=2)), at_work(log, echo)]
    steps: list[Step] = []
    assert drain(pair, steps.append) == 10
    for running in pair:
        running.close()
    assert [(s.stage, s.read) for s in steps if s.read] == [
        *[("extract", 2), ("extract", 2), ("extract", 1)],
        *[("echo", 2), ("echo", 2), ("echo", 1)],
    ]


def test_drain_makes_stages_ready_when_there_is_something_to_do(log: SqliteLog) -> None:
    made = []

    def stage(name: str, reads: type[Message]) -> Stage[None]:
        def begin(_: None) -> Process:
            made.append(name)
            return each(lambda message, found: [])

        return Stage(name, reads=(reads,), writes=(), start=begin)

    pair = [at_work(log, stage("one", Page), ready=False), at_work(log, stage("two", Article), ready=False)]
    assert drain(pair, lambda _: None) == 0
    assert made == [], "rules and stories take seconds to read"
    log.append([page(1)])
    assert drain(pair, lambda _: None) == 1
    assert made == ["one", "two"], "what one writes the next one reads"
    log.append([page(2)])
    assert drain(pair, lambda _: None) == 1
    assert made == ["one", "two"]
    for running in pair:
        running.close()


def test_drain_goes_on_while_what_is_between_does_something(log: SqliteLog) -> None:
    left = [3]

    def between() -> int:
        left[0] = max(0, left[0] - 1)
        return left[0]

    running = at_work(log, row(each(to_article)))
    drain([running], lambda _: None, between=between)
    running.close()
    assert left == [0]


def test_serve_stops_when_told(log: SqliteLog) -> None:
    stop = Event()
    log.append([page(1)])
    running = at_work(log, row(each(to_article)), stop=stop)
    seen: list[Step] = []

    def observe(report: Step) -> None:
        seen.append(report)
        stop.set()

    serve(running, observe, timeout=0)
    running.close()
    assert [report.read for report in seen] == [1]


def test_a_lost_partition_is_not_swallowed(log: SqliteLog) -> None:
    class Fenced:
        """A consumer whose records went to another between read and commit."""

        def __init__(self, inner: Consumer) -> None:
            self.read: Callable[[int, float], list[Record]] = inner.read
            self.close = inner.close

        def commit(self, records: Sequence[Record], outputs: Sequence[Message] = ()) -> None:
            raise Lost("another has it")

    log.append([page(1)])
    running = at_work(log, row(each(to_article)))
    running.consumer = Fenced(running.consumer)  # type: ignore[assignment]
    with pytest.raises(Lost):
        step(running, timeout=0)
    running.close()
    assert articles(log) == []
