"""Runs a command and writes what it took: `measure.py FILE COMMAND…`. A small process of its own.

The peak memory that Linux tells of a child is no less than its parent's when it was started, so the
parent must be small: the process that runs the tests is not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path


def main() -> None:
    """Write `code`, `cpu` (seconds, children included), `mib` (peak of the largest) and `wall` as JSON."""
    began = time.monotonic()
    process = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL)
    _, status, took = os.wait4(process.pid, 0)
    told = {
        "code": os.waitstatus_to_exitcode(status),
        "cpu": took.ru_utime + took.ru_stime,
        "mib": took.ru_maxrss / 1024,
        "wall": time.monotonic() - began,
    }
    Path(sys.argv[1]).write_text(json.dumps(told), encoding="utf-8")


main()
