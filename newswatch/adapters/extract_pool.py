"""Reads pages in processes that can be killed: a page that hangs, grows or crashes costs itself alone.

The processes are started with subprocess, not multiprocessing: nothing of the caller's main module runs
in them, and starting one is safe while the caller has threads.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from types import TracebackType
from typing import Self

from newswatch.errors import NewswatchError, Reject
from newswatch.messages import Article, Page

START_SECONDS = 60.0
"""How long a process may take to load its libraries before the pool gives up on it."""
START_TRIES = 3
END_SECONDS = 2.0


class ExtractBug(NewswatchError):
    """An exception that is none of the known ones, with its trace as text."""


@dataclass(slots=True, eq=False)
class _Child:
    """A process, its connection, and the page in hand (its place in the batch) until its deadline."""

    process: subprocess.Popen[bytes]
    connection: Connection
    ready: bool = False
    deadline: float = 0.0
    place: int | None = None
    served: int = 0


class ExtractPool:
    """`processes` long-lived processes that call `read` on a page at a time.

    `read` is a function that can be imported, or its name `module:function`: its libraries then load in the
    processes alone. A page may take `seconds` of wall clock and `cpu_seconds` of CPU
    (Reject("too-slow")), and `memory_mb` MiB beyond what the libraries take (Reject("too-large")). A page
    whose process dies is read once more by a fresh one, then rejected as `crashed`. A process is replaced
    after `pages_each` pages. Processes start with `warm`, or else with the first page; `close` ends them, and so
    does the end of this process, however it comes. One batch at a time: callers in other threads wait.
    """

    def __init__(
        self,
        read: Callable[[Page], Article] | str,
        *,
        processes: int = 2,
        seconds: float = 5.0,
        cpu_seconds: float = 2.0,
        memory_mb: int = 256,
        pages_each: int = 2_000,
    ) -> None:
        name = read if isinstance(read, str) else f"{read.__module__}:{read.__qualname__}"
        self._read = name.encode()
        self._count = processes
        self._seconds = seconds
        self._limits = (str(cpu_seconds), str(memory_mb))
        self._memory_mb = memory_mb
        self._pages_each = pages_each
        self._children: list[_Child] = []
        self._failed_starts = 0
        self._lock = threading.Lock()
        self._finalizer = weakref.finalize(self, _end, self._children)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that live now."""
        return tuple(child.process.pid for child in self._children)

    def close(self) -> None:
        """End and reap every process. The pool may be used again: it starts new ones."""
        with self._lock:
            _end(self._children)

    def warm(self, processes: int) -> None:
        """Start so many processes, at most the pool's number, and don't wait: they load while the caller does.

        Raises NewswatchError when one can't be started.
        """
        with self._lock:
            while len(self._children) < min(self._count, processes):
                self._children.append(self._started())

    def read_articles(self, pages: Sequence[Page]) -> list[Article | Exception]:
        """One article, Reject or ExtractBug a page, in order.

        Raises NewswatchError when a process can't be started at all.
        """
        with self._lock:
            try:
                return self._read_all(pages)
            except BaseException:
                _end(self._children)  # whatever they have in hand belongs to no batch any more
                raise

    def _read_all(self, pages: Sequence[Page]) -> list[Article | Exception]:
        results: dict[int, Article | Exception] = {}
        waiting = deque(range(len(pages)))
        tried: set[int] = set()
        while len(results) < len(pages):
            while len(self._children) < min(self._count, len(pages) - len(results)):
                self._children.append(self._started())
            for child in self._children:
                if child.ready and child.place is None and waiting:
                    self._hand_over(child, waiting.popleft(), pages)
            for child in self._with_news():
                place = child.place
                outcome = self._outcome(child)
                if outcome is None or place is None:
                    continue
                if isinstance(outcome, Reject) and outcome.reason == "crashed" and place not in tried:
                    tried.add(place)
                    waiting.appendleft(place)
                else:
                    results[place] = outcome
        return [results[place] for place in range(len(pages))]

    def _started(self) -> _Child:
        ours, theirs = Pipe()
        module = "newswatch.adapters.extract_child"
        # -c, not -m: the child then imports from where this process does, wherever that is.
        start = f"import sys; sys.path[:] = {sys.path!r}; from {module} import main; main()"
        try:
            process = subprocess.Popen(
                [sys.executable, "-c", start, str(theirs.fileno()), *self._limits],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        except OSError as error:
            ours.close()
            raise NewswatchError(f"extract can't start a process: {error}") from error
        finally:
            theirs.close()
        child = _Child(process, ours, deadline=time.monotonic() + START_SECONDS)
        with suppress(OSError):  # a process that died at once shows when it is waited for
            ours.send_bytes(self._read)
        return child

    def _hand_over(self, child: _Child, place: int, pages: Sequence[Page]) -> None:
        child.place = place
        child.deadline = time.monotonic() + self._seconds
        with suppress(OSError):
            child.connection.send(pages[place])

    def _with_news(self) -> list[_Child]:
        """Those that answered, died, or are past their deadline; waits until there is one."""
        busy = [child for child in self._children if child.place is not None or not child.ready]
        nearest = min((child.deadline for child in busy), default=time.monotonic())
        readable = wait([child.connection for child in self._children], max(nearest - time.monotonic(), 0))
        now = time.monotonic()
        return [
            child
            for child in self._children
            if child.connection in readable or (child in busy and child.deadline <= now)
        ]

    def _outcome(self, child: _Child) -> Article | Exception | None:
        """What the child's news mean for the page it has in hand; None when it has none."""
        if not child.connection.poll():
            self._kill(child)
            if not child.ready:
                raise NewswatchError(f"extract's process did not start within {START_SECONDS:.0f} s")
            return Reject("too-slow", f"not read within {self._seconds:g} s")
        try:
            answer = child.connection.recv_bytes()
        except (EOFError, OSError):
            code = self._kill(child)
            if not child.ready:
                self._not_started(code)
                return None
            if code == -signal.SIGPROF:
                return Reject("too-slow", f"not read within {self._limits[0]} s of CPU")
            return Reject("crashed", f"the process that read it ended with {_named(code)}")
        if not child.ready:
            child.ready = True
            self._failed_starts = 0
            return None
        child.place = None
        child.served += 1
        kind, content = answer[:1], answer[1:]
        if kind == b"M" or child.served >= self._pages_each:
            self._kill(child)
        if kind == b"A":
            return Article.decode(content)
        if kind == b"R":
            reason, text = json.loads(content)
            return Reject(str(reason), str(text))
        if kind == b"M":
            return Reject("too-large", f"it needs more than {self._memory_mb} MiB of memory")
        return ExtractBug(content.decode("utf-8", "replace"))

    def _not_started(self, code: int) -> None:
        """A process may be killed while it loads; one after the other is a fault of the installation."""
        self._failed_starts += 1
        if self._failed_starts >= START_TRIES:
            raise NewswatchError(
                f"extract's process ended with {_named(code)} before it was ready, {START_TRIES} times"
            )

    def _kill(self, child: _Child) -> int:
        """End and reap a child; its exit status as subprocess gives it."""
        self._children.remove(child)
        return _ended(child, at_once=True)


def _named(code: int) -> str:
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"status {code}"


def _end(children: list[_Child]) -> None:
    for child in children:
        child.connection.close()  # an idle one ends by itself; all are told before any is waited for
    for child in children:
        _ended(child, at_once=child.place is not None or not child.ready)
    children.clear()


def _ended(child: _Child, at_once: bool) -> int:
    if not child.connection.closed:
        child.connection.close()
    if at_once and child.process.poll() is None:
        # One that is ending by a signal of its own keeps that status: a kill comes too late to change it.
        child.process.kill()
    try:
        return child.process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        child.process.kill()
        return child.process.wait()
