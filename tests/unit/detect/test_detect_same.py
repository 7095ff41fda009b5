"""The same text gives the same message in each process, whatever order its sets have."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
FLAGS = """
import json
from processors.measure.clusters import articles_of
from processors.flag import SHIPPED, flag, load_rules
rules = load_rules([SHIPPED])
with open("tests/labelled/open.jsonl", encoding="utf-8") as rows:
    for article in articles_of([json.loads(row) for row in rows]):
        print(flag(article, rules).encode().decode())
"""


def test_messages_do_not_depend_on_the_order_of_sets() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", FLAGS],
            cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    ]  # fmt: skip
    assert said[0].count("\n") > 100
    assert said[0] == said[1] == said[2] == said[3]
