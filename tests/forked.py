"""The newswatch command as a process of its own, forked from one that has loaded it: a start without its half second.

It is a process like any other, with its own environment, folder and streams, and dies as one; only what Python does
at its end it does not. For tests that start the command many times; that it starts as a person types it, and ends, is
shown elsewhere. Not for the crawl: its reactor is made when it is loaded, and two processes must not share one.

`python -m tests.forked` is the process that forks: it reads one JSON line a command on stdin (`argv`, `env`, `cwd`,
`out`, `err`) and tells the exit status on stdout when that has ended; of one that was killed, the signal with a minus.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOADED = (
    "newswatch.adapters.console",
    "newswatch.adapters.slack",
    "newswatch.adapters.sqlite_log",
    "newswatch.adapters.sqlite_store",
    "newswatch.cli.app",
    "newswatch.cli.assemble",
    "newswatch.cli.serving",
    "processors.cluster",
    "processors.flag",
    "rich.panel",
)
_TURNS = 2
"""Processes that fork, in turn: each seeds its hashes anew, so that what hangs on their order differs after a kill."""
_at_work: list[subprocess.Popen[bytes]] = []
"""Whose turn it is comes first."""


def newswatch(
    argv: Sequence[str], env: Mapping[str, str], cwd: Path, seconds: float
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end; fails after so many seconds."""
    with tempfile.TemporaryDirectory(prefix="newswatch-forked-") as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        order = {"argv": list(argv), "env": dict(env), "cwd": str(cwd), "out": str(out), "err": str(err)}
        process = _forking()
        try:
            status = _status(process, order, seconds)
        except BaseException as error:
            _close()  # its answer would be taken for that to the next command
            if isinstance(error, TimeoutError):
                error.add_note(err.read_text("utf-8")[-3000:] if err.exists() else "(it never started)")
            raise
        return subprocess.CompletedProcess(argv, status, out.read_text("utf-8"), err.read_text("utf-8"))


def _status(process: subprocess.Popen[bytes], order: Mapping[str, Any], seconds: float) -> int:
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(BrokenPipeError):  # it is gone: its answer is its end
        process.stdin.write(json.dumps(order).encode() + b"\n")
    if not select.select([process.stdout], [], [], seconds)[0]:
        raise TimeoutError(f"{order['argv']} did not end within {seconds:g} s")
    if not (answer := process.stdout.readline()):
        raise ChildProcessError(
            f"tests.forked ended with {process.wait(10)} and not {order['argv']}: see stderr"
        )
    return int(answer)


def _forking() -> subprocess.Popen[bytes]:
    """The process whose turn it is."""
    if len(_at_work) == _TURNS:
        process = _at_work.pop(0)
    else:
        atexit.register(_close)
        paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.forked"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env={**os.environ, "PYTHONPATH": paths},
            start_new_session=True,
        )
    _at_work.append(process)
    return process


def _close() -> None:
    """End them, and the command that one waits for."""
    while _at_work:
        with _at_work.pop() as process, suppress(ProcessLookupError):
            os.killpg(process.pid, 9)


def main() -> None:
    """Serve the orders until stdin ends."""
    for name in LOADED:
        __import__(name)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        _, status = os.waitpid(started(json.loads(line)), 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


def started(order: Mapping[str, Any], prepare: Callable[[], None] = lambda: None) -> int:
    """Fork a process that is the command; its pid. `prepare` is called in it, when all else is as ordered."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        for number, file in ((0, os.devnull), (1, order["out"]), (2, order["err"])):
            os.dup2(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND), number)
        os.environ.clear()
        os.environ.update(order["env"])
        os.chdir(order["cwd"])
        sys.argv = ["newswatch", *order["argv"]]
        prepare()
        from newswatch.cli import app

        app.main()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - a forked process must never return
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
