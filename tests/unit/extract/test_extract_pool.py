"""The pool: order, limits, crashes, replacement, and that no process is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newswatch.adapters.extract_pool import END_SECONDS, ExtractBug, ExtractPool
from newswatch.errors import NewswatchError, Reject
from newswatch.messages import Article, Page
from tests.unit.extract.pages import page_of
from tests.unit.extract.pool_readers import obey


def asking(*commands: str) -> list[Page]:
    return [page_of("", url=f"https://news.example/{command}") for command in commands]


def reason(outcome: Article | Exception) -> str:
    assert isinstance(outcome, Reject)
    return outcome.reason


def readers(outcomes: list[Article | Exception]) -> set[int]:
    """The processes that read these articles."""
    return {int(outcome.headline.split()[-1]) for outcome in outcomes if isinstance(outcome, Article)}


def is_gone(pid: int) -> bool:
    """Neither running nor left as a zombie."""
    return not Path(f"/proc/{pid}").exists()


@pytest.fixture(scope="module")
def pool() -> Iterator[ExtractPool]:
    with ExtractPool(obey, seconds=0.7, cpu_seconds=0.2, memory_mb=64) as made:
        yield made


def test_articles_come_in_order_from_processes_that_stay(pool: ExtractPool) -> None:
    pages = asking(*(str(number) for number in range(20)))
    first = pool.read_articles(pages)
    pids = pool.pids
    second = pool.read_articles(pages)
    assert [outcome.url for outcome in first if isinstance(outcome, Article)] == [page.url for page in pages]
    assert len(second) == 20
    assert pool.pids == pids
    assert len(pids) == 2


def test_no_pages_need_no_process() -> None:
    with ExtractPool(obey) as pool:
        assert pool.read_articles([]) == []
        assert pool.pids == ()


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("stuck", "too-slow"),
        ("busy", "too-slow"),
        ("segfault", "crashed"),
        ("grow", "too-large"),
        ("deep", "too-deep"),
        ("reject", "not-html"),
    ],
)
def test_a_page_that_fails_costs_itself_alone(pool: ExtractPool, command: str, expected: str) -> None:
    before, failed, after = pool.read_articles(asking("before", command, "after"))
    assert isinstance(before, Article)
    assert reason(failed) == expected
    assert isinstance(after, Article)


def test_a_bug_is_told_with_its_trace(pool: ExtractPool) -> None:
    (outcome,) = pool.read_articles(asking("bug"))
    assert isinstance(outcome, ExtractBug)
    assert "a bug on purpose" in str(outcome)
    assert "pool_readers.py" in str(outcome)


def test_a_page_whose_process_was_killed_is_read_by_another(pool: ExtractPool, tmp_path: Path) -> None:
    page = page_of("", url="https://news.example/once", headers={"mark": str(tmp_path / "killed")})
    (outcome,) = pool.read_articles([page])
    assert isinstance(outcome, Article)


def test_warm_processes_are_there_before_the_first_page_and_serve_it() -> None:
    with ExtractPool(obey, processes=2) as pool:
        pool.warm(5)
        pids = pool.pids
        assert len(pids) == 2
        assert readers(pool.read_articles(asking("1", "2", "3"))) <= set(pids) == set(pool.pids)
    with ExtractPool(obey, processes=2) as pool:  # closed while it still loads: nobody waits for it
        pool.warm(1)
        (pid,) = pool.pids
        began = time.monotonic()
        pool.close()
        assert is_gone(pid)
        assert time.monotonic() - began < END_SECONDS


def test_processes_killed_while_idle_are_replaced(pool: ExtractPool) -> None:
    killed = readers(pool.read_articles(asking("1", "2")))
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    outcomes = pool.read_articles(asking("1", "2", "3"))
    assert all(isinstance(outcome, Article) for outcome in outcomes)
    assert not set(pool.pids) & killed
    assert all(is_gone(pid) for pid in killed)


def test_a_process_is_replaced_after_its_share_of_pages() -> None:
    with ExtractPool(obey, processes=1, pages_each=2) as pool:
        outcomes = pool.read_articles(asking("1", "2", "3"))
    headlines = [outcome.headline for outcome in outcomes if isinstance(outcome, Article)]
    assert headlines[0] == headlines[1] != headlines[2]


def test_close_reaps_every_process_and_the_pool_can_start_again(pool: ExtractPool) -> None:
    pool.read_articles(asking("1", "2"))
    pids = pool.pids
    pool.close()
    assert pool.pids == ()
    assert all(is_gone(pid) for pid in pids)
    assert isinstance(pool.read_articles(asking("1"))[0], Article)


def test_a_stop_of_the_group_does_not_cost_the_page_in_hand(pool: ExtractPool) -> None:
    pids = readers(pool.read_articles(asking("1", "2")))
    for pid in pids:
        os.kill(pid, signal.SIGTERM)
        os.kill(pid, signal.SIGINT)
    assert all(isinstance(outcome, Article) for outcome in pool.read_articles(asking("1", "2")))
    assert set(pids) <= set(pool.pids)


def test_it_serves_several_threads(pool: ExtractPool) -> None:
    results: list[list[Article | Exception]] = []

    def read() -> None:
        results.append(pool.read_articles(asking("1", "2", "3")))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(result) for result in results] == [3, 3, 3]


def test_a_reader_that_can_not_be_imported_is_an_error_not_a_loop(tmp_path: Path) -> None:
    module = tmp_path / "only_here.py"
    module.write_text("def read(page):\n    return page\n")
    sys.path.insert(0, str(tmp_path))
    try:
        import only_here  # type: ignore[import-not-found]

        pool = ExtractPool(only_here.read)
    finally:
        sys.path.remove(str(tmp_path))
    with pool, pytest.raises(NewswatchError, match="before it was ready"):
        pool.read_articles(asking("1"))


def test_its_processes_end_with_a_parent_that_is_killed() -> None:
    """The child's end of a pipe that the grandchildren hold too: it closes when the last of them is gone."""
    program = (
        "import os, sys\n"
        "from tests.unit.extract.pages import page_of\nfrom tests.unit.extract.pool_readers import obey\n"
        "from newswatch.adapters.extract_pool import ExtractPool\n"
        "pool = ExtractPool(obey)\n"
        "pool.read_articles([page_of(''), page_of('')])\n"
        "print(*pool.pids, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    path = os.pathsep.join(entry for entry in sys.path if entry)
    # stderr is the one stream that the pool's processes inherit.
    parent = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    )
    out, _ = parent.communicate(timeout=60)
    assert parent.returncode == -signal.SIGKILL
    assert len(out.split()) == 2
