"""What only the SQLite adapters promise: leases, a file shared and killed, faults of the disk in plain words."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from newswatch.adapters import sqlite_file, sqlite_records
from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.adapters.sqlite_words import distance, fold, stem, tokens
from newswatch.errors import DiskFull, Lost, NewswatchError, Transient
from newswatch.ports import Doc, Keys, Partition, Query

from .children import append_many, child, read_and_hang, write_and_hang
from .samples import AT, article, flagged
from .test_log import page
from .under_test import Place, SetClock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "log.db"


@pytest.fixture
def log(path: Path, clock: SetClock) -> Iterator[SqliteLog]:
    with SqliteLog(path, clock=clock) as log:
        yield log


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "store.db", clock=clock) as store:
        yield store


def keys(log: SqliteLog, topic: str = "articles") -> list[str]:
    return [record.key for record in log.scan(topic)]


# --- leases -------------------------------------------------------------------------------------------


def test_a_second_live_consumer_gets_nothing_until_the_first_leaves(log: SqliteLog) -> None:
    log.append([article("a")])
    one, other = log.consumer("g", ["articles"]), log.consumer("g", ["articles"])
    assert one.positions() == {Partition("articles"): 0}
    assert other.positions() == {}
    assert other.read(10, 0) == []
    one.close()
    assert [record.key for record in other.read(10, 0)] == ["a"]
    other.close()


def test_a_lease_covers_each_of_its_topics(log: SqliteLog) -> None:
    log.append([article("a"), page("p")])
    with log.consumer("g", ["articles", "pages"]), log.consumer("g", ["pages"]) as other:
        assert other.read(10, 0) == []
    with log.consumer("g", ["pages"]), log.consumer("g", ["articles", "pages"]) as other:
        assert other.read(10, 0) == []


def test_a_lease_runs_out(log: SqliteLog, clock: SetClock) -> None:
    log.append([article("a")])
    with log.consumer("g", ["articles"]) as one, log.consumer("g", ["articles"]) as other:
        records = one.read(10, 0)
        clock.advance(29)
        assert other.read(10, 0) == []
        clock.advance(1)
        assert other.read(10, 0) == records
        with pytest.raises(Lost):
            one.read(10, 0)
        # It starts anew: as a second consumer, until the other leaves.
        assert one.read(10, 0) == []
        other.close()
        assert one.read(10, 0) == records


def test_a_lease_that_ran_out_unclaimed_is_still_held(log: SqliteLog, clock: SetClock) -> None:
    log.append([article("a")])
    with log.consumer("g", ["articles"]) as one:
        records = one.read(10, 0)
        clock.advance(3600)
        one.commit(records)
        assert log.committed("g", ["articles"]) == {Partition("articles"): 1}


def test_who_reads_stays_a_member(log: SqliteLog, clock: SetClock) -> None:
    with log.consumer("g", ["articles"]) as one, log.consumer("g", ["articles"]) as other:
        for _ in range(10):
            clock.advance(20)
            assert one.read(10, 0) == []
            assert other.read(10, 0) == []
        clock.advance(31)
        assert other.read(10, 0) == []
        with pytest.raises(Lost):
            one.keep_alive()


@pytest.mark.parametrize("is_reaped", [True, False])
def test_a_killed_process_holds_no_lease(log: SqliteLog, path: Path, is_reaped: bool) -> None:
    log.append([article("a")])
    with child(read_and_hang, Place("sqlite", str(path), ""), "g") as (process, pipe):
        assert pipe.recv() == ["a"]
        with log.consumer("g", ["articles"]) as consumer:
            assert consumer.read(10, 0) == []
            process.kill()
            if is_reaped:
                process.join()
            else:
                os.waitid(os.P_PID, process.pid or 0, os.WEXITED | os.WNOWAIT)
            # Neither the clock moves nor does the read wait: the process is seen to be gone.
            assert [record.key for record in consumer.read(10, 0)] == ["a"]


@pytest.mark.parametrize(
    ("change", "is_free"),
    [
        ("started = '1'", True),  # the number went to another process
        ("boot = 'before'", True),  # the machine was started again since
        ("pid = 4194305", True),  # above the highest number that Linux gives
        ("space = 'pid:[1]'", False),  # in another container: its numbers say nothing here
        ("started = ''", False),  # its system could not tell
        ("owner = 'x'", False),
    ],
)
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_whose_lease_is_taken_over(log: SqliteLog, path: Path, change: str, is_free: bool) -> None:
    log.append([article("a")])
    with log.consumer("g", ["articles"]), log.consumer("g", ["articles"]) as other:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(f"UPDATE leases SET {change}")
        assert len(other.read(10, 0)) == is_free


# --- reading ------------------------------------------------------------------------------------------


def test_a_batch_has_a_limit_in_bytes(log: SqliteLog, monkeypatch: pytest.MonkeyPatch) -> None:
    log.append([article(f"a{n}", body="x" * 3000) for n in range(4)])
    monkeypatch.setattr(sqlite_records, "_READ_BYTES", 8000)
    with log.consumer("g", ["articles"]) as consumer:
        assert [len(consumer.read(10, 0)) for _ in range(3)] == [2, 2, 0]
    monkeypatch.setattr(sqlite_records, "_READ_BYTES", 10)
    with log.consumer("g", ["articles"]) as consumer:
        assert len(consumer.read(10, 0)) == 1
    assert len(keys(log)) == 4


def test_no_topic_starves_another(log: SqliteLog) -> None:
    log.append([article(f"a{n}") for n in range(20)] + [page("p")])
    with log.consumer("g", ["articles", "pages"]) as consumer:
        records = consumer.read(5, 0) + consumer.read(5, 0)
        assert "p" in [record.key for record in records]


def test_many_old_records_are_forgotten(log: SqliteLog, clock: SetClock) -> None:
    log.append([article(f"a{n}") for n in range(2500)])
    clock.advance(10)
    log.append([article("new")])
    assert log.trim("articles", AT + timedelta(seconds=5)) == 2500
    assert keys(log) == ["new"]
    assert log.committed("g", ["articles"]) == {Partition("articles"): 2500}
    assert log.end_offsets(["articles"]) == {Partition("articles"): 2501}
    # The numbers of what was forgotten are not given again.
    clock.advance(10)
    assert log.trim("articles", AT + timedelta(seconds=15)) == 1
    log.append([article("newest")])
    assert [record.offset for record in log.scan("articles")] == [2501]


def test_threads_share_a_log_and_a_store(log: SqliteLog, store: SqliteStore) -> None:
    def write(number: int) -> None:
        for turn in range(10):
            log.append([article(f"{number}-{turn}")])
            store.put_newer([flagged(article(f"{number}-{turn}", "Une levée"))])
            store.search("articles", Query("levee"))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(keys(log))) == 40
    assert store.search("articles", Query("levee")).total == 40


# --- the file -----------------------------------------------------------------------------------------


def test_processes_may_create_the_file_at_once(path: Path, clock: SetClock) -> None:
    place = Place("sqlite", str(path), "")
    with child(append_many, place, "one", 3) as (_, one), child(append_many, place, "two", 3) as (_, two):
        for pipe in (one, two):
            assert pipe.recv() == "ready"
            pipe.send("go")
        assert [one.recv(), two.recv()] == ["done", "done"]
    with SqliteLog(path, clock=clock) as log:
        assert len(keys(log)) == 6


def test_a_writer_killed_in_its_transaction_leaves_nothing_and_no_lock(log: SqliteLog, path: Path) -> None:
    log.append([article("before")])
    statement = "INSERT INTO records SELECT id + 1, topic, timestamp, 'half', value FROM records"
    with child(write_and_hang, str(path), statement) as (process, pipe):
        assert pipe.recv() == "written"
        process.kill()
        process.join()
        log.append([article("after")])
    assert keys(log) == ["before", "after"]


def test_a_locked_file_is_transient(log: SqliteLog, path: Path) -> None:
    log.append([article("a")])
    with log.consumer("g", ["articles"]) as consumer:
        records = consumer.read(10, 0)
        with closing(sqlite3.connect(path, isolation_level=None)) as blocker:
            blocker.execute("BEGIN IMMEDIATE")
            for part in (log, consumer):
                part._connection.execute("PRAGMA busy_timeout=0")
            with pytest.raises(Transient, match="locked by another process"):
                log.append([article("b")])
            with pytest.raises(Transient, match="locked by another process"):
                consumer.commit(records, [page("p")])
        consumer.commit(records, [page("p")])
    assert keys(log) == ["a"]
    assert keys(log, "pages") == ["p"]


def test_a_full_disk_is_said_and_nothing_is_half_written(log: SqliteLog, store: SqliteStore) -> None:
    log.append([article("a")])
    log._connection.execute("PRAGMA max_page_count=20")
    with pytest.raises(DiskFull, match=r"disk is full\. Free some space"):
        log.append([article(f"b{n}", body="x" * 10_000) for n in range(100)])
    assert keys(log) == ["a"]
    log._connection.execute("PRAGMA max_page_count=100000")
    log.append([article("c", body="x" * 10_000)])
    assert keys(log) == ["a", "c"]

    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count={pages}")
    big = [flagged(article(f"b{n}", "levée", "mot " * 5000)) for n in range(20)]
    with pytest.raises(DiskFull, match="disk is full"):
        store.put_newer(big)
    store._connection.execute("PRAGMA max_page_count=100000")
    assert store.get_many("articles", ["b0", "b19"]) == {}
    assert store.search("articles", Query("levee")).total == 0
    assert store.put_newer(big) == []
    assert store.search("articles", Query("levee")).total == 20
    # Words that were rolled back with the first write are known now.
    assert store.search("articles", Query("lebee")).suggestion == "levée"


def test_a_damaged_file_is_told_in_plain_words(path: Path, clock: SetClock) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(NewswatchError, match=r"log\.db is damaged or no newswatch log .*: move it away"):
        SqliteLog(path, clock=clock)


def test_a_file_damaged_inside_is_told_in_plain_words(path: Path, clock: SetClock) -> None:
    with SqliteLog(path, clock=clock) as log:
        log.append([article(f"a{n}", body="x" * 3000) for n in range(200)])
        log._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    whole = path.read_bytes()
    path.write_bytes(whole[: 8192 * 12] + b"\xa5" * (len(whole) - 8192 * 12))
    with SqliteLog(path, clock=clock) as log, pytest.raises(NewswatchError, match="damaged"):
        keys(log)


@pytest.mark.parametrize("body", [b'{"word": "\xff"}', b'{"word": "', b"\x00"])
def test_a_document_damaged_inside_is_told_in_plain_words(store: SqliteStore, body: bytes) -> None:
    store.swap("urls", "a", {"word": "secret"}, Keys("done"), None)
    store._connection.execute("UPDATE swapped SET body=CAST(? AS TEXT)", (body,))
    with pytest.raises(NewswatchError, match=r"store\.db is damaged .*: move it away") as told:
        store.get("urls", "a")
    assert "word" not in str(told.value)


def test_the_wrong_file_is_told_in_plain_words(tmp_path: Path, clock: SetClock) -> None:
    with SqliteStore(tmp_path / "store.db", clock=clock):
        pass
    with pytest.raises(NewswatchError, match="is not a newswatch log"):
        SqliteLog(tmp_path / "store.db", clock=clock)
    with closing(sqlite3.connect(tmp_path / "other.db")) as other, other:
        other.execute("CREATE TABLE mine(x)")
    with pytest.raises(NewswatchError, match="is a database of something else"):
        SqliteLog(tmp_path / "other.db", clock=clock)
    with SqliteLog(tmp_path / "log.db", clock=clock) as log:
        log._connection.execute("PRAGMA user_version=99")
    with pytest.raises(NewswatchError, match=r"written by a newer newswatch: upgrade .*schema 99"):
        SqliteLog(tmp_path / "log.db", clock=clock)
    with pytest.raises(NewswatchError, match="its directory can't be made"):
        SqliteLog(tmp_path / "other.db" / "log.db", clock=clock)
    with pytest.raises(NewswatchError, match="can't be opened"):
        SqliteLog(tmp_path, clock=clock)


def test_what_was_acknowledged_is_on_the_disk(log: SqliteLog, store: SqliteStore) -> None:
    for connection in (log._connection, store._connection):
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


# --- the store's own words ----------------------------------------------------------------------------


def test_a_cursor_belongs_to_its_search(store: SqliteStore) -> None:
    store.put_newer([flagged(article(f"a{n}")) for n in range(5)])
    cursor = store.search("articles", Query("annonce", limit=2)).cursor
    assert cursor is not None
    with pytest.raises(NewswatchError, match="from another search"):
        store.search("articles", Query("autre", limit=2, cursor=cursor))
    for damaged in ("", "x", cursor[:-9], "WyJhIiwgImIiXQ=="):
        with pytest.raises(NewswatchError, match="cursor is damaged"):
            store.search("articles", Query("annonce", limit=2, cursor=damaged))


def test_keys_of_versioned_documents_do_not_exist(store: SqliteStore) -> None:
    with pytest.raises(ValueError, match="have no keys"):
        store.find("articles", state="pending")


def test_a_huge_document_is_refused_alone(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newswatch.adapters.sqlite_index.VALUE_LIMIT", 3000)
    errors = store.put_newer([flagged(article("huge", body="x" * 5000)), flagged(article("small"))])
    assert [(error.id, error.reason) for error in errors] == [("huge", "too-large")]
    assert store.get("articles", "small") is not None


def test_a_number_out_of_range_is_refused_alone(store: SqliteStore) -> None:
    errors = store.put_newer([flagged(article("a"), version=2**63), flagged(article("b"), version=2**63 - 1)])
    assert [(error.id, error.reason) for error in errors] == [("a", "bad-version")]
    nan = flagged(article("c"), amount=float("nan"))
    assert [error.reason for error in store.put_newer([nan])] == ["bad-document"]


def test_many_ids_are_read_and_removed_at_once(store: SqliteStore) -> None:
    for n in range(600):
        store.swap("urls", f"u{n}", {}, Keys(), None)
    ids = [f"u{n}" for n in range(600)]
    assert len(store.get_many("urls", ids)) == 600
    assert store.remove("urls", [*ids, "none"]) == 600


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Élevée", "elevee"),
        ("cœur", "coeur"),
        ("ＩＡ", "ia"),
        ("Straße", "strasse"),
        ("\u0130", "i"),
        ("½", "1\u20442"),
    ],
)
def test_words_are_folded(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_tokens_lie_in_their_text() -> None:
    text = "Aujourd’hui, l’IA d'OpenAI's «cœur» s'élève\u0301 : GPT-4o ½ aus\u00adsi 東京 l' 'l'"
    found = list(tokens(text))
    assert [token.word for token in found] == (
        ["aujourd", "hui", "ia", "openai", "coeur", "eleve", "gpt", "4o", "1", "2", "aussi", "東京", "l", "l"]
    )
    for token in found:
        assert fold(text[token.start : token.end]).find(token.word) >= 0


def test_a_stem_is_never_empty() -> None:
    for word in ("e", "ee", "eee", "eeee", "es", "s", "gpt4s", "4"):
        assert stem(word, "fr")
        assert stem(word, "en")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("mistral", "mistral", 0), ("mistral", "mitsral", 1), ("mistral", "mistrall", 1), ("abc", "xyz", 3)],
)
def test_distance(one: str, other: str, expected: int) -> None:
    assert distance(one, other, 2) == min(expected, 3)


def test_a_wait_for_the_lock_is_bounded() -> None:
    assert 1 <= sqlite_file.BUSY_SECONDS <= 10


def index_bytes(store: SqliteStore) -> int:
    """Bytes of the articles' search index, without the texts."""
    return int(store._connection.execute("SELECT sum(length(block)) FROM search_articles_data").fetchone()[0])


def test_the_search_index_gives_up_what_expired(store: SqliteStore, path: Path, clock: SetClock) -> None:
    def docs(day: int) -> list[Doc]:
        body = " ".join(f"mot{(day * 60 + n * n) % 997}" for n in range(300))
        when = AT + timedelta(days=day)
        return [flagged(article(f"{day}-{n}", f"Annonce {day} {n}", body, published=when)) for n in range(20)]

    sizes = []
    for day in range(30):
        for doc in docs(day):
            store.put_newer([doc])
        store.expire("articles", AT + timedelta(days=day - 3))
        sizes.append(index_bytes(store))
    with SqliteStore(path.with_name("fresh.db"), clock=clock) as fresh:
        for day in range(26, 30):
            for doc in docs(day):
                fresh.put_newer([doc])
        assert max(sizes) < 3 * index_bytes(fresh)
    assert store.search("articles", Query("annonce")).total == 80
