"""One's own rules and sources: read again when changed; a wrong file is told once, the last good one stays."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from structlog.testing import capture_logs

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.assemble import YOUNG, running, settled_rules
from newswatch.cli.last_good import place_of
from newswatch.cli.opening import route_files, rule_dirs
from newswatch.cli.rereading import INTERVAL, current
from newswatch.cli.sources_config import sources_in_force
from newswatch.connect import open_log
from newswatch.errors import ConfigError
from newswatch.settings import Settings, load_settings
from processors.alerting.routes import Route, load_routes
from processors.flag import Rules, load_rules, start_flag
from tests.contract.samples import article
from tests.unit.cli.test_commands import newswatch

RULE = """companies:
  - id: example-labs
    name: Example Labs
"""
SOURCE = """name: The Gazette
publisher: The Gazette
homepage: https://gazette.example/
language: en
kind: press
feeds:
  - url: https://gazette.example/feed
    seen: ours
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own" / "rules").mkdir(parents=True)
    (tmp_path / "own" / "sources").mkdir()
    return load_settings(config_dir=tmp_path / "own", store_url=f"sqlite:///{tmp_path}/store.db")


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "store.db", prefix="", clock=settings.now)
    yield store
    store.close()


def write(path: Path, text: str, second: int) -> None:
    """Write a file, changed at that second: two writes within one tick of the file system's clock differ."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (second, second))


# --- rules ------------------------------------------------------------------------------------------


def test_changed_rules_are_in_force_without_a_restart(settings: Settings) -> None:
    assert settings.config_dir
    own = settings.config_dir / "rules" / "own.yml"
    now = [0.0]
    rules = current("rules", lambda: rule_dirs(settings), load_rules, monotonic=lambda: now[0])
    first = rules()
    write(own, RULE, 1)
    assert rules() is first  # it is looked for every two seconds at most
    now[0] += 2
    second = rules()
    assert second.version != first.version
    with capture_logs() as told:
        write(own, RULE + "  - id: [\n", 2)
        for _ in range(3):
            now[0] += 2
            assert rules() is second
        write(own, RULE + "  - id: [\n", 3)  # touched, and as wrong as before
        now[0] += 2
        assert rules() is second
    (line,) = told
    assert line["log_level"] == "error"
    assert line["problem"].startswith(f"{own}:5: ")
    own.unlink()
    now[0] += 2
    assert rules().version == first.version


def test_the_collector_does_not_look_through_rules_that_are_in_force(settings: Settings) -> None:
    try:
        rules = settled_rules(rule_dirs(settings))
        assert gc.get_freeze_count() > len(rules.cues)
        assert all(one is not rules.verbs for one in gc.get_objects())
    finally:
        gc.unfreeze()


def test_stages_at_work_look_for_garbage_seldom(settings: Settings) -> None:
    before = gc.get_threshold()
    gc.set_threshold(700, *before[1:])  # (another stage may have run in this process)
    try:
        with running(settings, ["index"], Event(), None):
            assert gc.get_threshold()[0] == YOUNG > 700
    finally:
        gc.set_threshold(*before)


def test_rules_that_are_wrong_from_the_start_are_refused(settings: Settings) -> None:
    assert settings.config_dir
    write(settings.config_dir / "rules" / "own.yml", "companies: 3\n", 1)
    with pytest.raises(ConfigError, match=r"own\.yml:1"):
        current("rules", lambda: rule_dirs(settings), load_rules)


def test_the_last_good_rules_outlive_a_restart_and_the_mistake_is_told_once(settings: Settings) -> None:
    assert settings.config_dir
    own, kept = settings.config_dir / "rules" / "own.yml", place_of(settings, "rules")

    def start() -> Rules:
        return current("rules", lambda: rule_dirs(settings), load_rules, kept=kept)()

    write(own, "companies: 3\n", 1)
    with pytest.raises(ConfigError, match=r"own\.yml:1"):
        start()  # nothing was ever right: there is nothing to go on with
    write(own, RULE, 2)
    good = start()
    assert "example-labs" in good.companies
    write(own, RULE + "  - id: [\n", 3)
    with capture_logs() as told:
        assert start().version == good.version
        assert start().version == good.version
    assert [line["log_level"] for line in told] == ["error", "info"]
    assert told[0]["problem"].startswith(f"{own}:5: ")
    write(own, RULE.replace("Labs", "Lab"), 4)
    with capture_logs() as told:
        better = start()
    assert (told, better.version != good.version) == ([], True)
    write(own, "companies: 3\n", 5)
    with capture_logs() as told:
        assert start().version == better.version
    assert [line["log_level"] for line in told] == ["error"]
    own.unlink()
    start()
    write(own, "companies: 3\n", 6)
    assert (
        start().version == load_rules(rule_dirs(settings)[:1]).version
    )  # the last good ones were ours alone


def test_changed_routes_are_in_force_without_a_restart(settings: Settings) -> None:
    assert settings.config_dir
    own, now = settings.config_dir / "routes.yml", [0.0]
    routes = current("routes", lambda: route_files(settings), load_routes, monotonic=lambda: now[0])
    first = routes()
    write(own, "routes:\n  - {id: ours, companies: [Nvidia], channel: C0123456789}\n", 1)
    assert routes() is first  # it is looked for every two seconds at most
    now[0] += 2
    second = routes()
    assert next(route.id for route in second) == "ours"
    with capture_logs() as told:
        for touched in (2, 3):  # the second time as wrong as before
            write(own, "routes:\n  - {id: ours, chanel: C0123456789}\n", touched)
            for _ in range(2):
                now[0] += 2
                assert routes() is second
    (line,) = told
    assert line["log_level"] == "error"
    assert f"{own}:2" in line["problem"]
    own.unlink()
    now[0] += 2
    assert routes() == first


def test_the_last_good_routes_outlive_a_restart(settings: Settings) -> None:
    assert settings.config_dir
    own, kept = settings.config_dir / "routes.yml", place_of(settings, "routes")

    def start() -> Sequence[Route]:
        return current("routes", lambda: route_files(settings), load_routes, kept=kept)()

    own.write_text("routes:\n  - {id: ours, companies: [Nvidia], channel: C0123456789}\n")
    good = start()
    assert next(route.id for route in good) == "ours"
    own.write_text("routes: [\n")
    with capture_logs() as told:
        assert start() == good
        assert start() == good
    assert [line["log_level"] for line in told] == ["error", "info"]


# --- both -------------------------------------------------------------------------------------------


def one_word(files: Sequence[Path]) -> str:
    """A reading of files that are right as long as they don't say so."""
    text = " ".join(file.read_text(encoding="utf-8") for file in files if file.is_file())
    if "wrong" in text:
        raise ConfigError(text)
    return text


def test_what_is_touched_and_the_same_replaces_nothing_and_is_not_told(tmp_path: Path) -> None:
    file, now = tmp_path / "shipped", [0.0]
    write(file, "word", 1)
    word = current("words", lambda: [file], lambda files: [one_word(files)], monotonic=lambda: now[0])
    first = word()
    write(file, "word", 2)
    now[0] += INTERVAL
    with capture_logs() as told:
        assert word() is first
    assert told == []
    write(file, "another word", 3)
    now[0] += INTERVAL
    with capture_logs() as told:
        assert word() == ["another word"]
    assert [line["event"] for line in told] == ["words read again"]


def test_a_file_that_was_wrong_at_the_start_is_not_told_again_when_it_is_touched(tmp_path: Path) -> None:
    shipped, own, kept, now = tmp_path / "shipped", tmp_path / "own", tmp_path / "kept.json", [0.0]
    write(shipped, "ours", 1)
    write(own, "good", 1)
    current("words", lambda: [shipped, own], one_word, kept=kept)
    write(own, "wrong", 2)
    with capture_logs() as told:
        word = current("words", lambda: [shipped, own], one_word, kept=kept, monotonic=lambda: now[0])
        write(own, "wrong", 3)
        now[0] += INTERVAL
        assert word() == "ours good"
    assert [line["log_level"] for line in told] == ["error"]


@pytest.mark.parametrize("looks", [1, 2])
def test_a_file_that_is_taken_away_while_it_is_looked_at_is_no_fault(
    looks: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, now, looked = tmp_path / "shipped", [0.0], [0]
    write(file, "word", 1)
    word = current("words", lambda: [file], one_word, monotonic=lambda: now[0])
    now[0] += INTERVAL
    stat = Path.stat

    def gone(path: Path, **options: bool) -> os.stat_result:
        found = stat(path, **options)
        looked[0] += 1
        if looked[0] == looks:
            path.unlink()
        return found

    monkeypatch.setattr(Path, "stat", gone)
    assert word() == ""


def test_two_threads_read_a_changed_file_once(tmp_path: Path) -> None:
    file, now = tmp_path / "shipped", [0.0]
    seen: list[str] = []
    others: list[Thread] = []
    write(file, "word", 1)

    def load(files: Sequence[Path]) -> str:
        if seen:  # a reading under way, and another thread asks
            others.append(Thread(target=lambda: seen.append(word())))
            others[0].start()
            others[0].join(0.2)
            assert others[0].is_alive(), "it waits for what is being read"
        seen.append(one_word(files))
        return seen[-1]

    word = current("words", lambda: [file], load, monotonic=lambda: now[0])
    write(file, "another word", 2)
    now[0] += INTERVAL
    assert word() == "another word"
    others[0].join(10)
    assert seen == ["word", "another word", "another word"]
    assert len(others) == 1


def test_a_drain_goes_on_with_the_last_good_rules_and_rules_check_fails(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings.config_dir
    monkeypatch.setenv("NEWSWATCH_CONFIG_DIR", str(settings.config_dir))
    monkeypatch.setenv("NEWSWATCH_LOG_LEVEL", "error")
    own = settings.config_dir / "rules" / "own.yml"

    def flagged(id: str) -> str:
        """What a drain that flags an article says."""
        with closing(open_log(load_settings())) as log:
            log.append([article(id)])
        done = newswatch("drain", "flag")
        assert done.exit_code == 0
        return done.stderr

    own.write_text(RULE)
    assert flagged("one") == "flag 1\n"
    own.write_text("companies: 3\n")
    told = flagged("two")
    assert "the last good ones stay in force" in told
    assert told.endswith("flag 1\n")
    assert newswatch("rules", "check").exit_code == 1


WRONG_EXAMPLES = """verbs:
  - id: gobble-up
    frame: acquire
    en: [gobble up]
    examples:
      fires:
        - Nvidia gobbles up AI startup Deci for $300 million
        - Nvidia looks at the weather
      silent:
        - Nvidia launches a new chip
        - Microsoft gobbles up AI startup Koralis for $400 million
"""


def test_rules_check_names_each_example_that_does_not_come_out_as_it_says(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings.config_dir
    monkeypatch.setenv("NEWSWATCH_CONFIG_DIR", str(settings.config_dir))
    (settings.config_dir / "rules" / "own.yml").write_text(WRONG_EXAMPLES)
    done = newswatch("rules", "check", "--json")
    assert done.exit_code == 1
    problems = json.loads(done.stdout)["problems"]
    assert len(problems) == 2, problems
    assert all("gobble-up" in problem for problem in problems)
    assert "looks at the weather" in problems[0]
    assert "Koralis" in problems[1]


def test_the_stage_asks_for_the_rules_before_each_batch(settings: Settings) -> None:
    asked = []
    in_force = load_rules(rule_dirs(settings))

    def rules() -> Rules:
        asked.append(in_force)
        return in_force

    process = start_flag(rules)
    assert asked == []
    process([], {})
    process([], {})
    assert len(asked) == 2


# --- sources ----------------------------------------------------------------------------------------


def test_a_wrong_source_is_told_once_and_the_last_good_one_stays(
    settings: Settings, store: SqliteStore
) -> None:
    assert settings.config_dir
    own = settings.config_dir / "sources" / "gazette.yml"
    own.write_text(SOURCE + "every: 2h\n", encoding="utf-8")
    good = sources_in_force(settings, store)["gazette"]
    own.write_text(SOURCE + "every: soon\n", encoding="utf-8")
    with capture_logs() as told:
        for _ in range(3):
            assert sources_in_force(settings, store)["gazette"] == good
    (line,) = told
    assert line["problem"].startswith(f"{own}:9: every: write a duration")
    own.write_text(SOURCE + "every: 3h\n", encoding="utf-8")
    with capture_logs() as told:
        assert sources_in_force(settings, store)["gazette"].every == 3 * 3600
        assert sources_in_force(settings, store)["gazette"].every == 3 * 3600
    assert [line["event"] for line in told] == ["a source's file is right again"]


def test_a_source_that_was_never_right_is_left_out_and_told_once(
    settings: Settings, store: SqliteStore
) -> None:
    assert settings.config_dir
    (settings.config_dir / "sources" / "gazette.yml").write_text("name: [\n", encoding="utf-8")
    with capture_logs() as told:
        assert "gazette" not in sources_in_force(settings, store)
        found = sources_in_force(settings, store)
    assert len(told) == 1
    assert "ars-technica" in found


def test_a_source_that_is_asked_for_by_name_does_not_hide_its_wrong_file(
    settings: Settings, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings.config_dir
    monkeypatch.setenv("NEWSWATCH_CONFIG_DIR", str(settings.config_dir))
    monkeypatch.setenv("NEWSWATCH_STORE_URL", settings.store_url)
    monkeypatch.setenv("NEWSWATCH_FETCH_SECONDS", "5")
    own = settings.config_dir / "sources" / "gazette.yml"
    own.write_text(SOURCE + "every: soon\n", encoding="utf-8")
    for command in (("crawl", "gazette"), ("sources", "check", "gazette")):
        refused = newswatch(*command)
        assert refused.exit_code == 1
        assert f"{own}:9: every: write a duration" in str(refused.exception)
    own.write_text(SOURCE + "enabled: true\n", encoding="utf-8")
    assert "gazette" in sources_in_force(settings, store)
    own.write_text(SOURCE + "every: soon\n", encoding="utf-8")
    monkeypatch.setattr("newswatch.cli.sources_check.check", lambda settings, sources: {})
    checked = newswatch("sources", "check", "gazette")
    assert checked.exit_code == 1
    assert f"wrong file: {own}:9: every: write a duration" in checked.stderr
    assert "wrong file" in newswatch("sources", "check").stderr
    assert "wrong file" not in newswatch("sources", "check", "ars-technica").stderr


def test_a_shipped_source_is_overridden_and_comes_back(settings: Settings, store: SqliteStore) -> None:
    assert settings.config_dir
    own = settings.config_dir / "sources" / "ars-technica.yml"
    own.write_text("enabled: false\n", encoding="utf-8")
    assert not sources_in_force(settings, store)["ars-technica"].enabled
    own.write_text("enabled: [\n", encoding="utf-8")
    assert not sources_in_force(settings, store)["ars-technica"].enabled  # the last good one of the user's
    own.unlink()
    assert sources_in_force(settings, store)["ars-technica"].enabled


def test_rules_check_says_whose_rules_it_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("processors.detect.check.check_rules", lambda rules: [])
    monkeypatch.setenv("NEWSWATCH_CONFIG_DIR", str(tmp_path / "own"))
    (tmp_path / "own").mkdir()
    nowhere = newswatch("rules", "check").stdout
    assert nowhere.endswith(f"the shipped ones alone, for there is no folder {tmp_path / 'own' / 'rules'}.\n")
    write_rule = tmp_path / "own" / "rules" / "mine.yml"
    write_rule.parent.mkdir(parents=True)
    write_rule.write_text(RULE)
    assert newswatch("rules", "check").stdout.endswith(f"and those in {write_rule.parent}.\n")
