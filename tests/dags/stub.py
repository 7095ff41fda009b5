"""Stands in for the newswatch command: notes how it was called, says what it is told to, and exits so.

STUB_FOLDER holds `calls.jsonl`, which it writes, and `plan.json`: the first argument, or `*`, to `code`,
`out`, `err`, and `then`: `wait` (for SIGTERM, which is noted and ends well), `deaf` (SIGTERM is ignored) or `killed`
(it dies of SIGKILL, as when memory runs out).
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

folder = Path(os.environ["STUB_FOLDER"])


def note(**what: object) -> None:
    """A line in the calls."""
    with (folder / "calls.jsonl").open("a", encoding="utf-8") as calls:
        calls.write(json.dumps(what) + "\n")


plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
step = plan.get(sys.argv[1]) or plan.get("*") or {}
if isinstance(step, list):  # one a call
    told = folder / f"told-{sys.argv[1]}"
    turn = int(told.read_text()) if told.exists() else 0
    told.write_text(str(turn + 1))
    step = step[min(turn, len(step) - 1)]
if "then" in step:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
note(args=sys.argv[1:], pid=os.getpid())
sys.stderr.write(step.get("err", "working") + "\n")
sys.stderr.flush()
if step.get("then") == "wait":
    signal.sigwait({signal.SIGTERM})
    note(signal="TERM")
elif step.get("then") == "deaf":
    signal.sigwait({signal.SIGUSR1})
elif step.get("then") == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
sys.stdout.write(json.dumps(step.get("out", {"read": {}}), indent=step.get("indent")) + "\n")
sys.exit(step.get("code", 0))
