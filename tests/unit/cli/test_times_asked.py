"""Times and lengths that no calendar has are wrong usage or a wrong setting, whatever command has them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer

from newswatch.cli.look import when
from newswatch.cli.peace import _until
from newswatch.errors import ConfigError
from newswatch.settings import load_settings

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("text", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_a_time_beyond_those_of_utc_is_wrong_usage(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="beyond the times of UTC"):
        when(text)


def test_a_time_of_another_zone_is_that_of_utc() -> None:
    assert when("2026-03-02T14:00+02:00") == NOW


@pytest.mark.parametrize("text", ["²d", "²h", "³m"])
def test_a_sign_that_is_no_number_is_no_length_of_time(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="no date"):
        _until(text, NOW)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAX_AGE_HOURS", "inf"),
        ("MAX_AGE_HOURS", "1e300"),
        ("EDIT_INTERVAL", "inf"),
        ("POST_INTERVAL", "1e18"),
        ("CRAWL_EVERY", "inf"),
        ("EXTRACT_SECONDS", "inf"),
        ("KEEP_ARTICLES_DAYS", "1000000"),
        ("KEEP_LOG_PAGES_DAYS", "99999999999"),
    ],
)
def test_a_length_that_no_calendar_takes_is_a_wrong_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"NEWSWATCH_{name}", value)
    with pytest.raises(ConfigError, match=f"NEWSWATCH_{name}: Input should be less than or equal to"):
        load_settings()
