"""Settings: where they come from, what is said of a wrong one, and what is never shown."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newswatch.errors import ConfigError, Transient
from newswatch.settings import load_settings, shown, unknown_settings


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


def test_a_wrong_setting_is_named_as_it_is_written_and_in_our_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWATCH_TIMEZONE", "Mars/Base")
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert str(caught.value).splitlines()[1] == (
        "  NEWSWATCH_TIMEZONE: no such time zone; write one such as Europe/Paris"
    )


@pytest.mark.parametrize("whom", ["Ops\u00a0desk, ops@press.example", "Rédaction ops@press.example"])
def test_whom_a_site_may_write_to_is_any_line(whom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A space that was copied from a text is none that ends a line: the user agent leaves it out."""
    monkeypatch.setenv("NEWSWATCH_CONTACT", whom)
    assert load_settings().contact == whom


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CLOCK", "hunter2", "write `system`, a time such as 2023-01-23T14:00:00Z, or `file:PATH`"),
        ("CLOCK", "file:", "write `system`"),
        ("CLOCK", "0001-01-01T00:00+14:00", "write `system`"),
        ("TIMEZONE", "", "no such time zone"),
        ("REACTIONS", "hunter2", "write true or false"),
        ("PREFIX", "hunter2/*", "write it with letters from a to z"),
        ("INSTANCE", "hunter 2", "write it with letters from a to z"),
        ("STORY_URL", "hunter2/{id}", "write a whole address"),
        ("SLACK_API_URL", "hunter2", "write a whole address"),
        ("HEARTBEAT_URL", "https://", "write a whole address"),
        ("CONTACT", "hunter2\nX-Odd: 1", "write it in one line"),
        ("EXTRACT_PROCESSES", "100000", "less than or equal to 256"),
    ],
)
def test_a_senseless_value_is_told_with_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"NEWSWATCH_{name}", value)
    with pytest.raises(ConfigError, match=rf"NEWSWATCH_{name}: .*{re.escape(said)}") as caught:
        load_settings()
    assert "hunter2" not in str(caught.value)


def test_the_mark_that_some_editors_begin_a_file_with_is_no_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("\ufeffNEWSWATCH_PREFIX=x-\n", encoding="utf-8")
    (tmp_path / "secret").write_text("\ufeffme\n", encoding="utf-8")
    monkeypatch.setenv("NEWSWATCH_KAFKA_USER_FILE", str(tmp_path / "secret"))
    assert (load_settings().prefix, load_settings().kafka_user) == ("x-", "me")
    (tmp_path / ".env").write_text("\ufeffNEWSWATCH_PREFX=x-\n", encoding="utf-8")
    assert "NEWSWATCH_PREFX in .env is no setting" in unknown_settings()[0]


def test_an_env_file_that_is_no_text_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfeN\x00")
    for read in (load_settings, unknown_settings):
        with pytest.raises(ConfigError, match=r"\.env in this folder can't be read: it is no UTF-8 text"):
            read()


def test_a_line_of_the_env_file_that_sets_nothing_is_told_once_without_its_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / ".env").write_text("NEWSWATCH_PREFIX=x-\nhunter2 is my word\nNEWSWATCH_CATCH_UP=3\n")
    assert unknown_settings() == ["line 2 of .env is no setting: it is no `NAME=value`, and is passed over"]
    settings = load_settings()
    assert (settings.prefix, settings.catch_up) == ("x-", 3)
    assert caplog.text == ""


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


def test_a_file_may_be_named_in_dotenv_too(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from-a-file\n")
    (tmp_path / ".env").write_text("NEWSWATCH_KAFKA_PASSWORD_FILE=secret\nNEWSWATCH_CA_FILE=ca.pem\n")
    settings = load_settings()
    assert settings.kafka_password.get_secret_value() == "from-a-file"
    assert settings.ca_file == Path("ca.pem")
    assert load_settings(_env_file=None).kafka_password.get_secret_value() == ""
    (tmp_path / ".env").write_text("NEWSWATCH_KAFKA_PASSWORD_FILE=nowhere\n")
    with pytest.raises(ConfigError, match="NEWSWATCH_KAFKA_PASSWORD_FILE names nowhere"):
        load_settings()


def test_a_name_that_is_no_setting_is_told_with_the_nearest_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unknown_settings() == []
    monkeypatch.setenv("NEWSWATCH_PREFX", "hunter2")
    monkeypatch.setenv("newswatch_log_format", "json")
    monkeypatch.setenv("NEWSWATCH_CA_FILE", "ca.pem")
    monkeypatch.setenv("NEWSWATCH_KAFKA_PASSWORD_FILE", "secret")
    (tmp_path / ".env").write_text("NEWSWATCH_SLACK_BOT_TOKEN=hunter2\nNEWSWATCH_XYZZY=hunter2\nOTHER=1\n")
    assert unknown_settings() == [
        "NEWSWATCH_PREFX in the environment is no setting: did you mean NEWSWATCH_PREFIX?",
        "NEWSWATCH_SLACK_BOT_TOKEN in .env is no setting: did you mean SLACK_BOT_TOKEN?",
        "NEWSWATCH_XYZZY in .env is no setting: `newswatch config` lists the settings",
    ]


def test_what_the_parts_around_read_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name that dags/, infra/ and the compose file know is a setting, or known to be theirs."""
    root = Path(__file__).parents[2]
    files = [p for folder in ("dags", "infra") for p in (root / folder).rglob("*") if p.is_file()]
    for file in (*files, root / "docker-compose.yml", root / ".env.example"):
        for name in re.findall(r"\bNEWSWATCH_[A-Z_]*[A-Z]\b(?!_)", file.read_text("utf-8", errors="ignore")):
            monkeypatch.setenv(name, "x")
    assert unknown_settings() == []


def test_the_command_warns_of_such_a_name_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWATCH_STOR_URL", "hunter2")
    said = [
        subprocess.run([sys.executable, "-m", "newswatch", *args], capture_output=True, text=True, check=True)
        for args in (["config", "--json"], ["config", "--help"])
    ]
    assert said[0].stderr == (
        "newswatch: warning: NEWSWATCH_STOR_URL in the environment is no setting: "
        "did you mean NEWSWATCH_STORE_URL or NEWSWATCH_STORY_URL?\n"
    )
    assert "hunter2" not in said[0].stdout
    assert said[1].stderr == ""


def test_the_clock_can_be_a_file_that_changes_while_a_process_runs(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    settings = load_settings(clock=f"file:{file}")
    file.write_text("+86400\n")
    ahead = settings.now() - datetime.now(UTC)
    assert abs(ahead - timedelta(days=1)) < timedelta(minutes=1)
    file.write_text("2023-01-02T00:00:00Z")
    assert settings.now() == datetime(2023, 1, 2, tzinfo=UTC)
    file.write_text("1970-01-02T00:00:00Z")
    with pytest.raises(Transient, match="shows 1970-01-02: set it"):
        settings.now()
    file.write_text("soon")
    with pytest.raises(ConfigError, match="tells no time"):
        settings.now()
