"""The process that reads pages for ExtractPool. Its arguments: file descriptor, seconds of CPU a page, MiB.

It may hang, grow or crash on a hostile page: its limits end it, and the pool starts another. It answers
in JSON, never in pickles, so that a page that takes it over can't reach its parent. It ends when the
parent's side of the connection closes, however the parent died.
"""

from __future__ import annotations

import json
import os
import pkgutil
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from newswatch.errors import Reject
from newswatch.messages import Article, Page


def main() -> None:
    """Serve one connection: first what to call, then a page at a time."""
    connection = Connection(int(sys.argv[1]))
    seconds, megabytes = float(sys.argv[2]), int(sys.argv[3])
    # A stop of the whole group is the parent's to order: it lets the page in hand be finished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        read: Callable[[Page], Article] = pkgutil.resolve_name(connection.recv_bytes().decode())
        _limit_memory(megabytes)
        connection.send_bytes(b"ready")
        while True:
            page = connection.recv()
            # The timer counts CPU of this process, in C code too, and its signal ends it (setitimer(2)).
            signal.setitimer(signal.ITIMER_PROF, seconds)
            answer = answer_for(read, page)
            signal.setitimer(signal.ITIMER_PROF, 0)
            connection.send_bytes(answer)
            if answer.startswith(b"M"):
                return  # what is left of the memory is worth nothing: the pool starts another
    # Nothing is left to clean up, and a large heap takes its time.
    os._exit(0)


def answer_for(read: Callable[[Page], Article], page: Page) -> bytes:
    """`A` and the article, `R` and reason and text, `B` and a bug's trace, `M` for too much memory."""
    try:
        return b"A" + read(page).encode()
    except Reject as reject:
        return b"R" + json.dumps([reject.reason, reject.text]).encode()
    except MemoryError:
        return b"M"
    except RecursionError:
        return b"R" + json.dumps(["too-deep", "it nests deeper than Python's stack"]).encode()
    except Exception:  # noqa: BLE001 - told to the parent, where it counts as that page's bug
        return b"B" + traceback.format_exc(limit=20).encode("utf-8", "replace")


def _limit_memory(megabytes: int) -> None:
    """Allow this much more than the address space that the libraries take by themselves."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        limit = taken + megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
