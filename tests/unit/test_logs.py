"""A log line is one line, whatever a headline holds."""

import json
import logging
import sys
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
import structlog

from newswatch.logs import configure_logs, one_line


@pytest.mark.parametrize(
    "text", ["a\nlevel=error forged", "a\r\n", "\x1b[31mred\x1b[0m", "a\u202eb", "a\u2028b", "\x9b31m"]
)
def test_nothing_in_a_text_ends_or_colours_a_line(text: str) -> None:
    shown = one_line(text)
    assert shown.isprintable()
    assert len(shown.splitlines()) == 1


def test_json_lines_carry_the_article(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("json", "info")
    structlog.get_logger("test").info("rejected", article="abc", text="a\nb")
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["article"], line["text"]) == ("rejected", "abc", "a\\x0ab")


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_json_lines_are_json_where_a_terminal_lacks_signs(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    written = BytesIO()
    monkeypatch.setattr("sys.stderr", TextIOWrapper(written, encoding=encoding, errors="backslashreplace"))
    configure_logs("json", "info")
    structlog.get_logger("test").info("\xc9t\xe9 \u2192 \U0001f515")
    logging.getLogger("a.library").warning("\xc9t\xe9")
    sys.stderr.flush()
    first, second = (json.loads(line)["event"] for line in written.getvalue().decode(encoding).splitlines())
    assert (first, second) == ("\xc9t\xe9 \u2192 \U0001f515", "\xc9t\xe9")


def test_a_line_that_the_disk_can_t_take_stops_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr("sys.stderr", full)
        configure_logs("console", "info")
        structlog.get_logger("test").error("the disk is full")
        structlog.get_logger("test").exception("again", exc_info=False)
        monkeypatch.undo()
        with suppress(OSError):
            full.close()
