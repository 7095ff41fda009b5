"""The process that chaos_child.py is, seen from the test: starts, ends and exit statuses of its children."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_SECONDS = 120.0


class Zygote:
    """Starts processes of the newswatch command by forking one that has loaded it."""

    def __init__(self) -> None:
        paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.services.chaos_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": paths},
        )
        self._pids: queue.Queue[int] = queue.Queue()
        self._ended: dict[int, int] = {}
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def start(self, argv: Sequence[str], env: dict[str, str], stderr: str) -> int:
        """Start a process of the command; its pid."""
        order = json.dumps({"argv": list(argv), "env": env, "stderr": stderr}) + "\n"
        assert self._process.stdin is not None
        self._process.stdin.write(order.encode())
        self._process.stdin.flush()
        return self._pids.get(timeout=START_SECONDS)

    def lives(self, pid: int) -> bool:
        """Whether it has not ended."""
        return pid not in self._ended

    def status(self, pid: int) -> int:
        """Its exit status; of one that was killed, the signal with a minus."""
        return self._ended[pid]

    def kill(self, pid: int, number: signal.Signals = signal.SIGKILL) -> None:
        """Send it a signal, if it lives; a stopped one goes on first."""
        if self.lives(pid):
            with suppress(ProcessLookupError):
                os.kill(pid, number)
                os.kill(pid, signal.SIGCONT)

    def close(self) -> None:
        """Kill what lives, and end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._reader.join()
        self._process.stdout.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            told = json.loads(line)
            if "ended" in told:
                self._ended[told["ended"]] = told["status"]
            else:
                self._pids.put(told["pid"])
