"""An argument that is no UTF-8 is a usage error in one line, whatever command it is given to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BAD = b"Soci\xe9t\xe9"


@pytest.mark.parametrize("command", [("search", "--company"), ("show",), ("dead", "list", "--source")])
def test_latin_1_is_refused_in_one_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSWATCH_")}
    arguments = [sys.executable, "-m", "newswatch", *command]
    done = subprocess.run(
        [*map(os.fsencode, arguments), BAD], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.decode() == "newswatch: 'Soci\\udce9t\\udce9' is no text in UTF-8: write it again.\n"


def test_a_path_may_have_any_bytes(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSWATCH_")}
    (tmp_path / os.fsdecode(BAD)).write_text("Words of a plain text. " * 20, encoding="utf-8")
    arguments = [sys.executable, "-m", "newswatch", "try"]
    done = subprocess.run(
        [*map(os.fsencode, arguments), BAD], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
