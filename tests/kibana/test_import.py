"""`newswatch init --kibana`, run as a user runs it, against a Kibana of our own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from newswatch.cli.app import REFUSED, TRY_AGAIN, app
from newswatch.errors import ConfigError, Transient
from newswatch.kibana.objects import saved_objects

from .fake import KEY, PASSWORD, USER, FakeKibana, fake_kibana
from .format import read_export
from .shown import DEFINITIONS


@pytest.fixture
def kibana() -> Iterator[FakeKibana]:
    """A Kibana that answers as it should."""
    with fake_kibana() as one:
        yield one


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [one for one in os.environ if one.startswith("NEWSWATCH_") and "TEST" not in one]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSWATCH_KIBANA_USER", USER)
    monkeypatch.setenv("NEWSWATCH_KIBANA_PASSWORD", PASSWORD)


def init(*arguments: str) -> tuple[int, str, str]:
    """The command's exit code, its stdout, and the error that it would print."""
    done = CliRunner().invoke(app, ["init", *arguments])
    said = done.stderr
    code = done.exit_code
    if isinstance(done.exception, ConfigError | Transient):
        said, code = str(done.exception), TRY_AGAIN if isinstance(done.exception, Transient) else REFUSED
    for secret in (PASSWORD, KEY):
        assert secret not in done.stdout + said
    return code, done.stdout, said


def test_an_import_is_idempotent_and_touches_only_ours(kibana: FakeKibana) -> None:
    foreign = {"attributes": {"title": "theirs"}}
    kibana.objects["press", "dashboard", "theirs"] = foreign
    kibana.objects["default", "dashboard", "newswatch-coverage"] = foreign
    code, out, _ = init("--kibana", kibana.address, "--space", "press")
    assert code == 0
    assert "imported 35 objects into the space press, 0 of them were there before" in out
    assert f"newswatch: Coverage: {kibana.address}/s/press/app/dashboards#/view/newswatch-coverage" in out
    once = dict(kibana.objects)
    code, out, _ = init("--kibana", kibana.address, "--space", "press")
    assert code == 0
    assert "35 of them were there before" in out
    assert kibana.objects == once
    ours = {id_ for space, _, id_ in kibana.objects if space == "press"} - {"theirs"}
    assert all(id_.startswith("newswatch-") for id_ in ours)
    assert kibana.objects["press", "dashboard", "theirs"] is foreign
    assert kibana.objects["default", "dashboard", "newswatch-coverage"] is foreign
    read_export(
        "\n".join(
            json.dumps(one) for (space, _, id_), one in once.items() if space == "press" and id_ in ours
        )
    )


def test_two_installations_do_not_meet(kibana: FakeKibana, monkeypatch: pytest.MonkeyPatch) -> None:
    assert init("--kibana", kibana.address)[0] == 0
    first = dict(kibana.objects)
    monkeypatch.setenv("NEWSWATCH_PREFIX", "staging-")
    code, out, _ = init("--kibana", kibana.address, "--json")
    assert code == 0
    told = json.loads(out)
    assert (told["objects"], told["replaced"]) == (35, 0)
    assert set(told["dashboards"]) == {"newswatch staging: Coverage", "newswatch staging: Operations"}
    assert {key: kibana.objects[key] for key in first} == first
    view = kibana.objects["default", "index-pattern", "newswatch-staging-stories"]["attributes"]
    assert (view["title"], view["name"]) == ("staging-stories", "newswatch staging: stories")


def test_print_writes_the_file_that_would_be_imported(kibana: FakeKibana) -> None:
    code, out, _ = init("--kibana", kibana.address, "--print")
    assert code == 0
    assert kibana.requests == []
    assert [json.loads(line) for line in out.splitlines()] == saved_objects(DEFINITIONS)
    assert len(read_export(out)) == 35
    assert "init --print --kibana URL" in init("--print")[1]


def test_an_api_key_or_elasticsearch_s_user_will_do(
    kibana: FakeKibana, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEWSWATCH_KIBANA_USER")
    monkeypatch.delenv("NEWSWATCH_KIBANA_PASSWORD")
    assert init("--kibana", kibana.address)[0] == REFUSED
    monkeypatch.setenv("NEWSWATCH_KIBANA_API_KEY", KEY)
    assert init("--kibana", kibana.address)[0] == 0
    monkeypatch.delenv("NEWSWATCH_KIBANA_API_KEY")
    monkeypatch.setenv("NEWSWATCH_ELASTICSEARCH_USER", USER)
    monkeypatch.setenv("NEWSWATCH_ELASTICSEARCH_PASSWORD", PASSWORD)
    assert init("--kibana", kibana.address)[0] == 0
    monkeypatch.setenv("NEWSWATCH_KIBANA_USER", USER)
    monkeypatch.setenv("NEWSWATCH_KIBANA_API_KEY", KEY)
    code, _, said = init("--kibana", kibana.address)
    assert (code, "not both" in said) == (REFUSED, True)


@pytest.mark.parametrize(
    ("change", "space", "code", "words"),
    [
        ({"spaces": ("default",)}, "press", REFUSED, ("no space 'press'", "create it", "--space")),
        ({"may_import": False}, "press", REFUSED, ("may not import", "privilege All")),
        ({"version": "8.19.2"}, "default", REFUSED, ("is version 8.19.2", "9 or newer")),
        ({"html": True}, "default", REFUSED, ("is no Kibana", "address")),
        ({"status": 503}, "default", TRY_AGAIN, ("not ready", "try again")),
        ({"status": 502}, "default", TRY_AGAIN, ("not ready",)),
        ({"status": 302}, "default", REFUSED, ("sends us elsewhere",)),
        ({"status": 404}, "default", REFUSED, ("404",)),
        ({}, "Press Room", REFUSED, ("is no space", "small letters")),
    ],
)
def test_what_goes_wrong_is_said(
    kibana: FakeKibana, change: dict[str, Any], space: str, code: int, words: tuple[str, ...]
) -> None:
    for name, value in change.items():
        setattr(kibana, name, value)
    found, out, said = init("--kibana", kibana.address, "--space", space)
    assert (found, out) == (code, "")
    for word in words:
        assert word in said
    assert kibana.objects == {}


def test_a_kibana_that_hides_its_version_is_tried(kibana: FakeKibana) -> None:
    kibana.version = None
    assert init("--kibana", kibana.address)[0] == 0


def test_a_wrong_password_is_said_without_it(kibana: FakeKibana, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWATCH_KIBANA_PASSWORD", "wrong-word-9")
    code, out, said = init("--kibana", kibana.address)
    assert code == REFUSED
    assert "NEWSWATCH_KIBANA_USER" in said
    assert "wrong-word-9" not in out + said


def test_what_kibana_did_not_take_is_named(kibana: FakeKibana) -> None:
    newer = 'Document "x" belongs to a more recent version of Kibana [10.2.0]'
    kibana.answer = {
        "success": False,
        "successCount": 33,
        "errors": [
            {"type": "lens", "id": "a", "title": "Launches", "error": {"type": "missing_references"}},
            {
                "type": "dashboard",
                "id": "b",
                "meta": {"title": "Coverage"},
                "error": {"type": "unknown", "message": newer},
            },
        ],
    }
    code, _, said = init("--kibana", kibana.address)
    assert code == REFUSED
    assert "2 objects were not imported" in said
    assert "lens Launches: what it refers to is not there" in said
    assert "more recent version of Kibana" in said


def test_ids_that_another_space_has_are_followed(kibana: FakeKibana) -> None:
    kibana.elsewhere = {"newswatch-coverage": "0f0f"}
    code, out, _ = init("--kibana", kibana.address)
    assert code == 0
    assert f"Coverage: {kibana.address}/app/dashboards#/view/0f0f" in out
    assert init("--kibana", kibana.address)[1].count("35 of them were there before") == 1


def test_nobody_there_may_be_tried_again() -> None:
    code, _, said = init("--kibana", "http://127.0.0.1:1")
    assert code == TRY_AGAIN
    assert "can't be reached" in said


@pytest.mark.parametrize(
    "address",
    ["kibana:5601", "ftp://kibana", f"http://{USER}:{PASSWORD}@127.0.0.1:1", f"http://k/?key={KEY}"],
)
def test_an_address_is_one_and_holds_no_secret(address: str) -> None:
    code, _, said = init("--kibana", address)
    assert code == REFUSED
    assert "address" in said


@pytest.mark.parametrize("other", ["--check", "--mend", "--migrate", "--slack", "--test"])
def test_options_that_mean_nothing_together_are_refused(other: str) -> None:
    assert init("--kibana", "http://127.0.0.1:1", other)[0] == 2


def test_a_certificate_must_be_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tmp_path / "server.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "ca.pem"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    whole.write_text((tmp_path / "key.pem").read_text() + (tmp_path / "ca.pem").read_text())
    with fake_kibana(whole) as kibana:
        code, _, said = init("--kibana", kibana.address)
        assert code == REFUSED
        assert "not one that we trust" in said
        assert "NEWSWATCH_KIBANA_CA" in said
        monkeypatch.setenv("NEWSWATCH_KIBANA_CA", str(tmp_path / "ca.pem"))
        assert init("--kibana", kibana.address)[0] == 0
        code, _, said = init("--kibana", kibana.address.replace("https", "http"))
        assert (code, "https:// instead of http://" in said) == (TRY_AGAIN, True)
    monkeypatch.setenv("NEWSWATCH_KIBANA_CA", str(tmp_path / "none.pem"))
    assert "is not there" in init("--kibana", "https://127.0.0.1:1")[2]


def test_http_where_https_was_meant_is_said(kibana: FakeKibana) -> None:
    code, _, said = init("--kibana", kibana.address.replace("http", "https"))
    assert code == REFUSED
    assert "http:// instead" in said


def test_the_command_itself_exits_as_documented(kibana: FakeKibana, tmp_path: Path) -> None:
    """As a user runs it: exit codes and one readable line on stderr."""
    environment = {**os.environ, "NEWSWATCH_KIBANA_USER": USER, "NEWSWATCH_KIBANA_PASSWORD": "wrong-word-9"}
    done = subprocess.run(
        [sys.executable, "-m", "newswatch", "init", "--kibana", kibana.address],
        env=environment, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == REFUSED
    assert done.stdout == ""
    assert done.stderr.startswith(f"newswatch: Kibana at {kibana.address} refuses")
    assert len(done.stderr.splitlines()) == 1
    assert "wrong-word-9" not in done.stderr
