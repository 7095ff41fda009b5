"""Without any extra, as a plain `pip install newswatch` leaves it: a command works, or says what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newswatch.connect import extra

BARE = """
import sys
for name in ("slack_sdk", "kafka", "elasticsearch", "elastic_transport", "fastapi", "uvicorn", "jinja2", "markupsafe"):
    sys.modules[name] = None  # as good as not installed
from newswatch.cli.app import main
main()
"""


def bare(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A command where no extra is installed, with nothing set but what is given."""
    clean = {k: v for k, v in os.environ.items() if not k.upper().startswith(("NEWSWATCH_", "SLACK_"))}
    return subprocess.run(
        [sys.executable, "-c", BARE, *arguments],
        cwd=folder, env={**clean, **env}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_doctor_works_without_any_extra(tmp_path: Path) -> None:
    done = bare(tmp_path, "doctor")
    assert "Traceback" not in done.stderr
    assert "ok       alerts: go to console, so Slack is not looked at" in done.stdout


def test_show_needs_none_of_the_web_pages_libraries(tmp_path: Path) -> None:
    done = bare(tmp_path, "show", "abcd")
    assert (
        done.stderr
        == "newswatch: There is no story and no article 'abcd'. `newswatch stories` lists the stories.\n"
    )


@pytest.mark.parametrize(
    ("setting", "value", "library", "extra"),
    [
        ("NEWSWATCH_LOG_URL", "kafka://127.0.0.1:1", "kafka", "kafka"),
        ("NEWSWATCH_STORE_URL", "http://127.0.0.1:1", "elastic", "elasticsearch"),
        ("NEWSWATCH_NOTIFY_URL", "slack://C0123456789", "slack_sdk", "slack"),
    ],
)
def test_the_doctor_names_the_extra_that_a_setting_needs(
    tmp_path: Path, setting: str, value: str, library: str, extra: str
) -> None:
    done = bare(tmp_path, "doctor", **{setting: value, "SLACK_BOT_TOKEN": "xoxb-1"})
    lines = done.stdout.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("FAILED") and "is not installed" in line)
    assert library in lines[at]
    assert lines[at + 1].strip().startswith(f"→ pip install 'newswatch[{extra}]'")
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        (("init", "--print"), "elasticsearch"),
        (("init", "--check"), "kafka"),
        (("init", "--slack"), "slack"),
        (("serve", "--port", "0"), "web"),
    ],
)
def test_a_command_that_needs_an_extra_says_in_one_line_how_to_install_it(
    tmp_path: Path, arguments: tuple[str, ...], extra: str
) -> None:
    urls = {"NEWSWATCH_LOG_URL": "kafka://127.0.0.1:1", "NEWSWATCH_NOTIFY_URL": "slack://C0123456789"}
    done = bare(tmp_path, *arguments, **urls, SLACK_BOT_TOKEN="xoxb-1")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert f"is not installed: pip install 'newswatch[{extra}]'" in line
    assert f"--extra {extra}" in line


@pytest.mark.parametrize("own", ["newswatch.adapters.gone", "processors.gone", "crawlers.gone"])
def test_a_module_of_our_own_that_is_missing_is_no_extra(own: str) -> None:
    with pytest.raises(ModuleNotFoundError, match=own), extra("kafka"):
        raise ModuleNotFoundError(f"No module named {own!r}", name=own)
