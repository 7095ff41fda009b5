"""The Slack notifier against the fake over HTTP: the thin whole, and what each error means."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from typing import Any
from urllib.request import OpenerDirector

import pytest

from newswatch.adapters.slack import SlackNotifier
from newswatch.errors import ConfigError, NewswatchError, Permanent, Transient

from .fake import FakeSlack
from .fake_http import Fault, Faults, served
from .fake_model import TOKEN, Posted

DEALS, NAME = "C0000DEALS", "deals"
CARD: dict[str, Any] = {
    "title": "Microsoft → OpenAI", "version": 1, "fallback": "Microsoft → OpenAI: confirmed",
    "lines": [{"kind": "deal", "text": "Microsoft → OpenAI", "details": "confirmed · 10 bn USD"}],
}  # fmt: skip


class Time:
    """A clock in seconds that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def slack(time: Time) -> FakeSlack:
    fake = FakeSlack(clock=time, post_interval=0.0)
    fake.add(DEALS, NAME)
    return fake


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def api_url(slack: FakeSlack, faults: Faults) -> Iterator[str]:
    with served(slack, faults) as url:
        yield url


@pytest.fixture
def notifier(api_url: str) -> SlackNotifier:
    return SlackNotifier(TOKEN, api_url=api_url, timeout=2.0)


def messages(slack: FakeSlack) -> list[Posted]:
    return [m for m in slack.channels[DEALS].messages if not m.deleted]


def since(time: Time, minutes: float = 5) -> datetime:
    return datetime.fromtimestamp(time.now, UTC) - timedelta(minutes=minutes)


@pytest.mark.parametrize("channel", [DEALS, NAME, f"#{NAME}"])
def test_post_edit_reply_and_find(
    notifier: SlackNotifier, slack: FakeSlack, time: Time, channel: str
) -> None:
    ts = notifier.post(channel, "a1", CARD)
    assert ts == f"{DEALS}:{messages(slack)[0].ts}"
    assert notifier.update(channel, ts, "a1", CARD | {"title": "Closed", "version": 2}) == ts
    reply = notifier.reply(channel, ts, "r1", "Amount now known: 10 bn USD\nConfirmed")
    card, told = messages(slack)
    assert card.payload == {"alert_id": "a1", "version": 2}
    assert "Closed" in str(card.blocks[0])
    assert told.thread_ts == card.ts
    assert notifier.find(channel, "a1", since(time)) == ts
    assert notifier.find(channel, "a2", since(time)) is None
    assert notifier.find(channel, "r1", since(time)) is None
    assert notifier.find(channel, "r1", since(time), thread=ts) == reply


def test_a_channel_name_that_no_post_told_is_looked_up(
    api_url: str, notifier: SlackNotifier, slack: FakeSlack, time: Time
) -> None:
    ts = notifier.post(NAME, "a1", CARD)
    for number in range(450):
        slack.add(f"C1{number:06d}", f"room-{number}")
    fresh = SlackNotifier(TOKEN, api_url=api_url)
    assert fresh.find(NAME, "a1", since(time)) == ts
    with pytest.raises(Permanent, match="channel_not_found"):
        fresh.find("nowhere", "a1", since(time))


@pytest.mark.parametrize("oldest_first", [False, True])
def test_find_reads_every_page(
    notifier: SlackNotifier, slack: FakeSlack, time: Time, oldest_first: bool
) -> None:
    slack.oldest_first = oldest_first
    first = notifier.post(DEALS, "a1", CARD)
    for number in range(450):
        time.now += 0.1
        slack.post({"channel": DEALS, "text": f"chat {number}"})
    last = notifier.post(DEALS, "z9", CARD)
    assert notifier.find(DEALS, "a1", since(time)) == first
    assert notifier.find(DEALS, "z9", since(time)) == last
    assert notifier.find(DEALS, "a1", since(time, 0.1)) is None
    assert slack.calls["conversations.history"] >= 7


def test_with_the_terms_of_2025_a_look_goes_on_where_it_stopped(
    notifier: SlackNotifier, slack: FakeSlack, time: Time
) -> None:
    slack.distributed = True
    first = notifier.post(DEALS, "a1", CARD)
    for number in range(40):
        slack.post({"channel": DEALS, "text": f"chat {number}"})
    for _ in range(2):
        with pytest.raises(Transient) as refusal:
            notifier.find(DEALS, "a1", since(time))
        assert refusal.value.retry_after == pytest.approx(60, abs=2)
        time.now += refusal.value.retry_after or 0
    assert notifier.find(DEALS, "a1", since(time)) == first


def test_an_outlived_cursor_starts_anew(notifier: SlackNotifier, slack: FakeSlack, time: Time) -> None:
    ts = notifier.post(DEALS, "a1", CARD)
    notifier._looks[DEALS, "a1", ""] = ("gone", [])
    assert notifier.find(DEALS, "a1", since(time)) == ts


def test_the_later_of_two_cards_is_deleted(
    api_url: str, notifier: SlackNotifier, slack: FakeSlack, time: Time
) -> None:
    first = notifier.post(DEALS, "a1", CARD)
    SlackNotifier(TOKEN, api_url=api_url).post(DEALS, "a1", CARD)
    other = SlackNotifier(TOKEN, api_url=api_url, instance="staging").post(DEALS, "a1", CARD)
    assert notifier.find(DEALS, "a1", since(time)) == first
    assert [f"{DEALS}:{m.ts}" for m in messages(slack)] == [first, other]


@pytest.mark.parametrize("fault", ["drop", "cut", "torn", "500", "503", "late"])
def test_an_answer_that_is_lost_is_transient_and_asks_for_no_time(
    api_url: str, slack: FakeSlack, faults: Faults, fault: Fault
) -> None:
    faults.script = [fault]
    notifier = SlackNotifier(TOKEN, api_url=api_url, timeout=0.15)
    with pytest.raises(Transient) as failure:
        notifier.post(DEALS, "a1", CARD)
    assert failure.value.retry_after is None  # it may be there: only a look can tell
    assert not failure.value.untouched
    assert slack.calls.get("chat.postMessage", 0) <= 1


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        ("true", Transient),
        ("7", Transient),
        ('"maintenance"', Transient),
        ('{"ok": false, "error": "org_login_required"}', Transient),
        ('{"ok": false, "error": "update_failed"}', Transient),
        ('{"ok": false, "error": "invalid_blocks", "errors": 5}', Permanent),
        ('{"ok": false, "error": "invalid_blocks", "response_metadata": "none"}', Permanent),
    ],
)
def test_an_answer_in_another_form_ends_no_deliverer(
    notifier: SlackNotifier, monkeypatch: pytest.MonkeyPatch, answer: str, meaning: type[NewswatchError]
) -> None:
    """What stands between us and Slack may answer in its own words: the message may be there, and is looked for."""

    class Answer(BytesIO):
        status, code = 200, 200
        headers = Message()

    monkeypatch.setattr(OpenerDirector, "open", lambda *_, **__: Answer(answer.encode()))
    with pytest.raises(meaning):
        notifier.post(DEALS, "a1", CARD)


def test_a_redirect_is_not_followed(notifier: SlackNotifier, faults: Faults) -> None:
    """The token would go where it leads, and what is said there would be taken for Slack's answer."""
    asked: list[Any] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.headers["Authorization"])
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"ok": true, "channel": "C0000DEALS", "ts": "1.000001"}')

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as elsewhere:
        Thread(target=elsewhere.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        faults.script, faults.elsewhere = ["302"], f"http://localhost:{elsewhere.server_address[1]}/blocked"
        with pytest.raises(Transient, match="unreadable answer"):
            notifier.post(DEALS, "a1", CARD)
        elsewhere.shutdown()
    assert asked == []


def test_an_answer_that_comes_byte_by_byte_is_given_up(api_url: str, faults: Faults) -> None:
    """Each byte comes within the timeout: read to its end, it would hold up all alerts for as long as it likes."""
    notifier = SlackNotifier(TOKEN, api_url=api_url, timeout=0.1)
    faults.script, faults.late = ["trickle"], 0.02
    with pytest.raises(Transient) as failure:
        notifier.post(DEALS, "a1", CARD)
    assert not failure.value.untouched  # it is there, and is looked for
    assert failure.value.retry_after is None


@pytest.mark.parametrize(("told", "seconds"), [(7.0, 7.0), (1e9, 3600.0), (0.0, 0.0)])
def test_too_many_calls_say_when_again(
    notifier: SlackNotifier, faults: Faults, told: float, seconds: float
) -> None:
    faults.script, faults.retry_after = ["429"], told
    with pytest.raises(Transient) as refusal:
        notifier.post(DEALS, "a1", CARD)
    assert refusal.value.retry_after == seconds


def test_one_post_a_second_in_a_channel(notifier: SlackNotifier, slack: FakeSlack, time: Time) -> None:
    slack.post_interval = 1.0
    notifier.post(DEALS, "a1", CARD)
    with pytest.raises(Transient) as refusal:
        notifier.post(DEALS, "a2", CARD)
    assert refusal.value.retry_after is not None
    time.now += refusal.value.retry_after
    notifier.post(DEALS, "a2", CARD)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": "C0000NOONE"}, "channel_not_found"),
        ({"archived": True}, "is_archived"),
        ({"member": False}, "not_in_channel"),
        ({"scopes": {"channels:history"}}, "missing_scope"),
        ({"token": "xoxb-revoked"}, "invalid_auth"),
    ],
)
def test_what_never_will_work_is_permanent(
    api_url: str, slack: FakeSlack, change: dict[str, Any], reason: str
) -> None:
    for name, value in change.items():
        if name == "scopes":
            slack.scopes = value
        elif name not in ("id", "token"):
            setattr(slack.channels[DEALS], name, value)
    notifier = SlackNotifier(change.get("token", TOKEN), api_url=api_url)
    with pytest.raises(Permanent) as refusal:
        notifier.post(change.get("id", DEALS), "a1", CARD)
    assert refusal.value.reason == reason
    assert ("needs chat:write" in refusal.value.text) == (reason == "missing_scope")


def test_a_deleted_card_and_one_that_is_too_old(
    notifier: SlackNotifier, slack: FakeSlack, time: Time
) -> None:
    ts = notifier.post(DEALS, "a1", CARD)
    slack.edit_window = 60.0
    time.now += 61
    with pytest.raises(Permanent, match="edit_window_closed"):
        notifier.update(DEALS, ts, "a1", CARD)
    messages(slack)[0].deleted = True
    with pytest.raises(Permanent, match="message_not_found"):
        notifier.update(DEALS, ts, "a1", CARD)
    with pytest.raises(Permanent, match="thread_not_found"):
        notifier.find(DEALS, "r1", since(time), thread=ts)
    slack.edit_window = None
    theirs = notifier.post(DEALS, "a2", CARD)
    messages(slack)[-1].bot = "B0OTHER"
    with pytest.raises(Permanent, match="cant_update_message"):
        notifier.update(DEALS, theirs, "a2", CARD)


@pytest.mark.parametrize("token", ["", "xoxb", "xoxb-1\nX-Evil: 1", "xoxb-é", "Bearer xoxb-1"])
def test_a_token_that_is_none_is_refused_unseen(token: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        SlackNotifier(token)
    assert len(token) < 5 or token not in str(refusal.value)


def test_the_token_goes_nowhere_in_the_clear() -> None:
    with pytest.raises(ConfigError, match="https"):
        SlackNotifier(TOKEN, api_url="http://slack.example/api/")


@pytest.mark.parametrize("fault", ["drop", "torn", "500", "429", None])
def test_no_error_and_no_log_line_shows_the_token(
    api_url: str, faults: Faults, fault: Fault | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "xoxb-very-secret-token"
    faults.script = [fault]
    notifier = SlackNotifier(secret, api_url=api_url)
    with pytest.raises(NewswatchError) as failure:
        notifier.post(DEALS, "a1", CARD)
    told = "".join(traceback.format_exception(failure.value)) + caplog.text + repr(vars(notifier))
    assert failure.value.__context__ is None
    assert secret not in told.replace(repr(notifier.client), "")


def test_a_server_that_is_away_is_transient() -> None:
    with pytest.raises(Transient, match="can't be reached: URLError Connection refused") as failure:
        SlackNotifier(TOKEN, api_url="http://127.0.0.1:9/api/").post(DEALS, "a1", CARD)
    assert failure.value.untouched


def test_the_reactions_on_a_card(notifier: SlackNotifier, slack: FakeSlack) -> None:
    ts = notifier.post(DEALS, "a1", CARD)
    assert notifier.reactions(DEALS, ts) == {}
    messages(slack)[0].reactions["no_bell"] = ["U1", "U2"]
    assert notifier.reactions(DEALS, ts) == {"no_bell": ("U1", "U2")}
