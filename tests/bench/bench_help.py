"""How long `newswatch --help` takes, beside a bare interpreter. Goal: < 0.4 s."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 9


def seconds(*command: str) -> float:
    """Wall clock of one run."""
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    rows = {
        "newswatch --help": (sys.executable, "-m", "newswatch", "--help"),
        "python -c pass": (sys.executable, "-c", "pass"),
        "python -c 'import typer'": (sys.executable, "-c", "import typer"),
    }
    for name, command in rows.items():
        seconds(*command)
        times = [seconds(*command) for _ in range(RUNS)]
        print(
            f"{name:<28} median {statistics.median(times):.3f} s  min {min(times):.3f}  max {max(times):.3f}"
        )


if __name__ == "__main__":
    main()
