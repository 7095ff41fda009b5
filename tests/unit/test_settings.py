"""Settings: where they come from, what is said of a wrong one, and what is never shown."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newswatch.errors import ConfigError
from newswatch.settings import load_settings, shown


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_environment_goes_before_a_file_and_a_file_before_dotenv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(
        "NEWSWATCH_PREFIX=dotenv-\nNEWSWATCH_KAFKA_USER=dotenv\nNEWSWATCH_CONTACT=dotenv\n"
    )
    (tmp_path / "secret").write_text("from-a-file\n")
    monkeypatch.setenv("NEWSWATCH_KAFKA_USER_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("NEWSWATCH_CONTACT_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("NEWSWATCH_CONTACT", "environment")
    settings = load_settings()
    assert (settings.prefix, settings.kafka_user, settings.contact) == (
        "dotenv-",
        "from-a-file",
        "environment",
    )


def test_a_wrong_setting_is_named_and_its_value_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWATCH_METRICS_PORT", "hunter2")
    with pytest.raises(ConfigError, match="NEWSWATCH_METRICS_PORT") as caught:
        load_settings()
    assert "hunter2" not in str(caught.value)


def test_a_missing_secret_file_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWATCH_KAFKA_PASSWORD_FILE", "/nowhere/secret")
    with pytest.raises(ConfigError, match="NEWSWATCH_KAFKA_PASSWORD_FILE names /nowhere/secret"):
        load_settings()


def test_secrets_are_masked_wherever_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWATCH_KAFKA_PASSWORD", "hunter2")
    monkeypatch.setenv("NEWSWATCH_LOG_URL", "kafka://me:hunter2@host:9092")
    settings = load_settings()
    assert "hunter2" not in str(shown(settings))
    assert "hunter2" not in repr(settings.kafka_password)
    assert shown(settings)["NEWSWATCH_LOG_URL"] == "kafka://me:********@host:9092"


def test_the_clock_can_be_fixed() -> None:
    assert load_settings(clock="2023-01-23T15:00:00+01:00").now() == datetime(2023, 1, 23, 14, tzinfo=UTC)


def test_the_clock_can_be_a_file_that_changes_while_a_process_runs(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    settings = load_settings(clock=f"file:{file}")
    file.write_text("+86400\n")
    ahead = settings.now() - datetime.now(UTC)
    assert abs(ahead - timedelta(days=1)) < timedelta(minutes=1)
    file.write_text("1970-01-02T00:00:00Z")
    assert settings.now() == datetime(1970, 1, 2, tzinfo=UTC)
    file.write_text("soon")
    with pytest.raises(ConfigError, match="tells no time"):
        settings.now()
