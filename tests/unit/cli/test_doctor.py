"""The doctor on the embedded profile and with Slack's fake: each fault is named, with what to do about it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from newswatch.cli import doctor_files
from newswatch.cli.doctor import all_checks, store_checks, write_sum
from newswatch.cli.doctor_checks import SECONDS, Check, Look, looked, ok, without_secrets
from newswatch.cli.doctor_files import disk_check, rule_checks, settings_checks
from newswatch.cli.doctor_slack import channels_of, slack_checks
from newswatch.cli.doctor_time import clock_check
from newswatch.cli.opening import opened
from newswatch.ports import Keys
from newswatch.settings import Settings
from processors.canary import canary_page
from tests.slack.fake import FakeSlack
from tests.slack.fake_http import served
from tests.slack.fake_model import TOKEN

NOW = datetime.now(UTC)
"""When the tests were read, which may be an hour before one of them runs."""


def embedded(folder: Path, **more: object) -> Settings:
    """Settings of an embedded profile in a folder."""
    urls = {"log_url": f"sqlite:///{folder}/log.db", "store_url": f"sqlite:///{folder}/store.db"}
    return Settings(_env_file=None, **{"contact": "me@example.org", **urls, **more})  # type: ignore[arg-type]


def wrong(checks: Iterable[Check]) -> dict[str, Check]:
    """What is not well, by what was looked at."""
    return {check.what: check for check in checks if check.state != "ok"}


def run(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """The real command, with nothing in the environment but what is given."""
    bare = {
        name: value for name, value in os.environ.items() if not name.startswith(("NEWSWATCH_", "SLACK_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "newswatch", "doctor", *arguments],
        cwd=folder, env={**bare, **env}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_with_nothing_set_up_all_is_fine_and_nothing_is_made(tmp_path: Path) -> None:
    done = run(tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["ok"]
    wanting = {c["what"] for c in said["checks"] if c["state"] != "ok"}
    assert wanting - {"rules"} == {"NEWSWATCH_CONTACT"}  # the rules' examples have tests of their own
    found = {check["what"]: check["found"] for check in said["checks"]}
    assert "is not there yet" in found["log"]
    assert "is not there yet" in found["store"]
    assert list(tmp_path.iterdir()) == []


def test_a_person_reads_a_line_a_check_and_what_to_do_below(tmp_path: Path) -> None:
    done = run(tmp_path, NEWSWATCH_STOR_URL="sqlite:///x", NEWSWATCH_CONFIG_DIR="/nowhere/at/all")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    lines = done.stdout.splitlines()
    at = next(
        n for n, line in enumerate(lines) if "NEWSWATCH_STOR_URL in the environment is not a setting" in line
    )
    assert lines[at].startswith("warning")
    assert lines[at + 1].strip().startswith("→ Did you mean NEWSWATCH_STORE_URL")
    assert any(line.startswith("FAILED") and "/nowhere/at/all" in line for line in lines)


def test_settings_that_can_not_be_read_are_a_failure_without_a_traceback(tmp_path: Path) -> None:
    done = run(tmp_path, "--json", NEWSWATCH_CATCH_UP="many", NEWSWATCH_STOR_URL="x")
    assert done.returncode == 1
    first, second = json.loads(done.stdout)["checks"]
    assert "NEWSWATCH_CATCH_UP" in first["found"]
    assert first["state"] == "failure"
    assert "NEWSWATCH_STOR_URL" in second["found"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("proxy", "socks5://gate.example:1080"), ("connect_to", "nonsense"), ("ca_file", Path("nowhere.pem"))],
)
def test_what_no_crawl_would_begin_with_is_a_failure(tmp_path: Path, name: str, value: object) -> None:
    found = wrong(settings_checks(embedded(tmp_path, **{name: value})))
    assert found["settings"].state == "failure"
    assert f"NEWSWATCH_{name.upper()}: " in found["settings"].found


def test_the_users_own_files_are_read_and_each_mistake_has_its_line(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "sources").mkdir(parents=True)
    (own / "rules").mkdir()
    (own / "sources" / "gazette.yml").write_text("name: Gazette\nlanguage: english\n")
    (own / "sources" / "herald.yaml").write_text("name: Herald\n")
    (own / "rules" / "mine.yml").write_text("companies:\n  - {id: x}\n")
    (own / "routes.yml").write_text("routes:\n  - {id: a, chanel: C1}\n")
    found = wrong(all_checks(embedded(tmp_path, config_dir=own)))
    assert "sources/herald.yaml" in found["own files"].found
    assert "gazette.yml:" in found["sources"].found
    assert "mine.yml" in found["rules"].found
    assert "routes.yml" in found["routes"].found
    assert all(found[what].remedy for what in found)
    assert {found[w].state for w in ("sources", "rules", "routes")} == {"failure"}


def test_a_vendor_that_no_rule_names_is_told(tmp_path: Path) -> None:
    """A slip in the name takes the vendor's own voice from its source, and nothing fails."""
    own = tmp_path / "own" / "sources"
    own.mkdir(parents=True)
    vendor = "name: V\npublisher: V\nhomepage: https://v.example/\nlanguage: en\nkind: first-party\nfeeds:\n"
    vendor += "  - url: https://v.example/feed\n    seen: its page\norganisation: "
    (own / "v1.yml").write_text(vendor + "Kestora\n")
    (own / "v2.yml").write_text(vendor + "openai\n")
    found = [c for c in rule_checks(embedded(tmp_path, config_dir=tmp_path / "own")) if c.state != "ok"]
    assert [c.found.partition(",")[0] for c in found] == ["v1 speaks for Kestora"]


def test_a_file_that_is_no_log_and_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "log.db").write_bytes(b"no database at all" * 100)
    found = wrong(all_checks(embedded(tmp_path)))
    assert found["embedded files"].state == "failure"
    assert "log.db" in found["embedded files"].found


def test_what_waits_and_what_is_parked_and_which_sources_are_late(tmp_path: Path) -> None:
    settings = embedded(tmp_path)
    with opened(settings) as ports:
        ports.log.append([canary_page(f"c{n}", NOW) for n in range(150)])
        ports.store.swap("alerts", "a", {"reason": "not_in_channel: x"}, Keys("parked"), None)
        late = {
            "last_try": (NOW - timedelta(days=2)).isoformat(),
            "lists": {},
            "health": {"word": "broken", "text": "x"},
        }
        ports.store.swap("sources", "ars-technica", late, Keys(), None)
    checks = list(all_checks(settings))
    found = [check for check in checks if check.state == "warning"]
    words = {check.what: check.found for check in found}
    assert words["what waits"] == "records behind extract 150"
    assert words["alerts"] == "1 parked: not_in_channel"
    crawl = [check.found for check in found if check.what == "crawl"]
    assert any(c.startswith("overdue: ars-technica") for c in crawl)
    assert any(c == "broken or changed: ars-technica" for c in crawl)
    assert all(check.remedy for check in found)


def test_sources_that_no_look_ever_reached_are_not_well(tmp_path: Path) -> None:
    settings = embedded(tmp_path)
    failed = {
        "last_try": NOW.isoformat(),
        "last_error": "dns: no such name",
        "health": {"word": "new", "text": "never read"},
    }
    with opened(settings) as ports:
        for id_ in ("ars-technica", "wired"):
            ports.store.swap("sources", id_, failed, Keys(), None)
    (found,) = [check for check in store_checks(settings) if check.what == "crawl"]
    assert (found.state, found.found) == (
        "warning",
        "never read: ars-technica, wired; the first: dns: no such name",
    )
    assert found.remedy.startswith("None can be reached: is there a way out")


def test_records_of_the_future_show_that_a_clock_is_wrong(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with opened(embedded(tmp_path, clock=(now + timedelta(hours=3)).isoformat())) as ports:
        ports.log.append([canary_page("c", now)])
    found = wrong(all_checks(embedded(tmp_path)))
    assert found["clock of the log"].found.startswith("records of the future: pages 10,")


# --- Slack ------------------------------------------------------------------------------------------


def slack_settings(folder: Path, url: str, **more: object) -> Settings:
    """Settings that alert to the fake."""
    return embedded(folder, notify_url="slack://C0000DEALS", slack_bot_token=TOKEN, slack_api_url=url, **more)


def test_slacks_token_scopes_and_every_channel_that_is_named(tmp_path: Path) -> None:
    fake = FakeSlack(post_interval=0.0)
    fake.add("C0000DEALS", "deals")
    fake.add("C0000STAFF", "staff", member=False)
    fake.add("C000000OPS", "ops")
    own = tmp_path / "own"
    own.mkdir()
    (own / "routes.yml").write_text(
        "routes:\n  - {id: money, labels: [ai_investment], channel: C0000STAFF}\n"
    )
    with served(fake) as url:
        settings = slack_settings(tmp_path, url, config_dir=own, operators_channel="C000000OPS")
        assert channels_of(settings) == {
            "C0000DEALS": "alerts", "C0000STAFF": "the route money", "C000000OPS": "operators",
        }  # fmt: skip
        checks = list(slack_checks(settings))
        fake.scopes = {"chat:write", "channels:read"}
        poor = wrong(slack_checks(settings))
    found = wrong(checks)
    assert list(found) == ["Slack: channel C0000STAFF (the route money)"]
    assert "/invite @newswatch" in found["Slack: channel C0000STAFF (the route money)"].remedy
    assert any(check.what == "clock of Slack" and check.state == "ok" for check in checks)
    assert poor["Slack: channels:history or groups:history"].state == "failure"
    assert "Grant" in poor["Slack: channels:history or groups:history"].remedy
    assert poor["Slack: reactions:read"].state == "warning"
    assert not any(channel.messages for channel in fake.channels.values())


def test_a_wrong_token_and_a_slack_that_is_away_are_one_line_each(tmp_path: Path) -> None:
    with served(FakeSlack()) as url:
        refused = list(slack_checks(slack_settings(tmp_path, url).model_copy(update={
            "slack_bot_token": type(embedded(tmp_path).slack_bot_token)("xoxb-revoked-123")
        })))  # fmt: skip
    assert [(c.what, c.state, c.found) for c in refused] == [("Slack: token", "failure", "invalid_auth")]
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        away = list(slack_checks(slack_settings(tmp_path, f"http://127.0.0.1:{taken.getsockname()[1]}/api/")))
    assert [(c.what, c.state) for c in away] == [("Slack", "failure")]


# --- the checks themselves --------------------------------------------------------------------------


def test_a_look_that_hangs_or_has_a_bug_is_a_line_like_any_other() -> None:
    never = Event()
    (hung,) = looked("x", lambda: [ok("x", "")[0]] if never.wait(60) else [], "Do this.", seconds=0.05)
    assert (hung.state, hung.found, hung.remedy) == ("failure", "no answer within 0.05 s", "Do this.")
    never.set()
    (bug,) = looked("x", lambda: [][0], "Do that.")
    assert bug.state == "failure"
    assert "IndexError" in bug.found


def test_one_warning_is_told_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    write_sum([Check("x", "warning", "found", "Do this.")])
    assert capsys.readouterr().err == "0 ok, 1 warning, 0 failed. What to do stands under each.\n"


def test_the_rules_have_the_time_that_a_busy_machine_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, float] = {}

    def noted(what: str, look: Look, remedy: str, *, seconds: float = SECONDS) -> list[Check]:
        given[what] = seconds
        return []

    monkeypatch.setattr(doctor_files, "looked", noted)
    assert list(doctor_files.file_checks(embedded(tmp_path))) != []
    assert given["sources"] == SECONDS
    assert given["rules"] >= 60


def test_no_secret_is_in_any_word(tmp_path: Path) -> None:
    settings = embedded(tmp_path, kafka_password="hunter2", heartbeat_url="https://hc.example/s3cr3t")
    (clean,) = without_secrets(
        [Check("hunter2", "failure", "GET https://hc.example/s3cr3t\nkafka://u:pw@h:1", "hunter2!")], settings
    )
    assert clean == Check("********", "failure", "GET ******** kafka://********@h:1", "********!")


@pytest.mark.parametrize(
    ("off", "state"), [(0, "ok"), (-30, "warning"), (30, "warning"), (3600, "failure"), (-3600, "failure")]
)
def test_clocks_that_differ(off: float, state: str) -> None:
    (check,) = clock_check("clock", NOW, NOW.timestamp() + off, NOW + timedelta(seconds=1))
    assert check.state == state
    assert ("ahead" in check.found, "behind" in check.found) == (off > 1, off < 0)


@pytest.mark.parametrize(("free", "state"), [(10**12, "ok"), (10**9, "warning"), (10**7, "failure")])
def test_a_disk_that_fills(free: int, state: str) -> None:
    assert [check.state for check in disk_check("disk", free, 2 * 10**12)] == [state]


@pytest.mark.parametrize(("free", "state"), [(60, "ok"), (30, "warning"), (10, "failure")])
def test_a_containers_memory_for_temporary_files_is_no_disk_that_is_full(free: int, state: str) -> None:
    (check,) = disk_check("disk", free * 10**6, 64 * 1024**2)
    assert (check.state, check.found) == (state, f"{free} MB of 67 MB are free")
