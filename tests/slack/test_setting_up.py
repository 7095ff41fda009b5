"""`init --slack`: each thing that may be wrong is named, with what to do; and the manifest grants all."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from newswatch.adapters.slack_check import SCOPES
from newswatch.cli import slack as cli

from .fake import FakeSlack
from .fake_http import served
from .fake_model import TOKEN

MANIFEST = Path(__file__).parents[2] / "infra" / "slack" / "manifest.yml"


@pytest.fixture
def slack() -> FakeSlack:
    fake = FakeSlack(post_interval=0.0)
    fake.add("C0000DEALS", "deals")
    fake.add("C0000STAFF", "staff", member=False)
    fake.add("C00000OLD0", "old", archived=True)
    fake.add("G0000BOARD", "board", private=True)
    return fake


def test_all_is_well(slack: FakeSlack, capsys: pytest.CaptureFixture[str]) -> None:
    with served(slack) as url:
        found = cli.check_slack(TOKEN, ["C0000DEALS", "#board"], api_url=url)
    assert cli.tell(found)
    told = capsys.readouterr().out
    assert "newswatch in Fake" in told
    assert "channel #board: #board" in told


@pytest.mark.parametrize(
    ("channel", "reason", "remedy"),
    [
        ("C0000STAFF", "not_in_channel", "/invite @newswatch"),
        ("C00000OLD0", "is_archived", "Unarchive"),
        ("C0000NOONE", "channel_not_found", "Give its id"),
        ("#nowhere", "channel_not_found", "must invite @newswatch"),
    ],
)
def test_a_channel_that_will_not_do(slack: FakeSlack, channel: str, reason: str, remedy: str) -> None:
    with served(slack) as url:
        wrong = [f for f in cli.check_slack(TOKEN, [channel], api_url=url) if not f.ok]
    assert [f.detail for f in wrong] == [reason]
    assert remedy in wrong[0].remedy
    assert not cli.tell(wrong)


def test_scopes_that_are_missing_and_a_wrong_token(
    slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    slack.scopes = {"chat:write"}
    with served(slack) as url:
        found = cli.check_slack(TOKEN, ["C0000DEALS"], api_url=url)
        refused = cli.check_slack("xoxb-revoked", [], api_url=url)
    assert not cli.tell(found, json=True)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    missing = {line["what"] for line in lines if not line["ok"] and line["needed"]}
    assert missing == {"channels:history or groups:history"}
    assert [(f.what, f.detail) for f in refused] == [("token", "invalid_auth")]


def test_a_test_card_in_each_channel(slack: FakeSlack) -> None:
    with served(slack) as url:
        found = cli.post_test_card(TOKEN, ["C0000DEALS", "C0000STAFF"], datetime.now(UTC), api_url=url)
    assert [f.ok for f in found] == [True, False]
    assert "not_in_channel" in found[1].detail
    assert slack.channels["C0000DEALS"].messages[0].text.startswith("TEST")


def test_the_manifest_grants_what_is_used() -> None:
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    granted = set(manifest["oauth_config"]["scopes"]["bot"])
    assert granted == {scope for scopes, _, _ in SCOPES.values() for scope in scopes}
