"""Airflow's figures: `python tests/bench/bench_airflow.py [airflow|services|both]`; see tests/dags/bench.py."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    runpy.run_module("tests.dags.bench", run_name="__main__")
