"""Slack's figures: `python tests/bench/bench_slack.py [--chaos] [--outage SECONDS]`; see tests/slack/bench.py."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    tests = Path(__file__).parents[1]
    sys.path[:0] = [str(tests), str(tests.parent)]
    runpy.run_module("slack.bench", run_name="__main__")
