"""Whether a token, its scopes and the channels will do; what to grant where they will not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from newswatch.adapters.slack import SlackNotifier
from newswatch.adapters.slack_client import call
from newswatch.errors import NewswatchError, Permanent

SCOPES: Mapping[str, tuple[tuple[str, ...], bool, str]] = {
    "post": (("chat:write",), True, "post and edit cards"),
    "look": (("channels:history", "groups:history"), True, "find a card whose answer was lost"),
    "names": (("channels:read", "groups:read"), False, "check channels, and find them by name"),
    "feedback": (("reactions:read",), False, "read ✅, ❌ and 🔕 on a card"),
}
"""What for → (scopes of which one is enough, needed or only useful, in words)."""
GRANT = (
    "Add it under OAuth & Permissions at https://api.slack.com/apps (infra/slack/manifest.yml has all), "
    "then install the app again."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked. `needed`: without it nothing is delivered; `remedy`: what to do."""

    what: str
    ok: bool
    needed: bool = True
    detail: str = ""
    remedy: str = ""


def findings(client: WebClient, channels: Sequence[str]) -> list[Finding]:
    """Check the token, then its scopes, then each channel. Raises Transient when Slack is away."""
    try:
        who = call(client.auth_test)
    except Permanent as error:
        remedy = "Set SLACK_BOT_TOKEN to the Bot User OAuth Token (xoxb-…) of the installed app."
        return [Finding("token", False, detail=error.reason, remedy=remedy)]
    user = str(who.get("user") or "the app")
    return [
        Finding("token", True, detail=f"{user} in {who.get('team')}"),
        *_scopes(who),
        *(_channel(client, channel, user) for channel in dict.fromkeys(channels)),
    ]


def _scopes(who: SlackResponse) -> Iterator[Finding]:
    """Each answer lists the token's scopes in X-OAuth-Scopes (docs.slack.dev/authentication/installing-with-oauth)."""
    told = next((str(v) for k, v in who.headers.items() if k.lower() == "x-oauth-scopes"), None)
    if told is None:
        yield Finding("scopes", True, False, "not told by this server")
        return
    granted = {scope.strip() for scope in told.split(",")}
    for scopes, needed, words in SCOPES.values():
        there = [scope for scope in scopes if scope in granted]
        remedy = "" if there else f"Grant {' or '.join(scopes)} to {words}. {GRANT}"
        yield Finding(" or ".join(scopes), bool(there), needed, words, remedy)


def _channel(client: WebClient, channel: str, user: str) -> Finding:
    what = f"channel {channel}"
    try:
        place = SlackNotifier.id_of(client, channel)
        found: Mapping[str, Any] = (
            call(partial(client.conversations_info, channel=place)).get("channel") or {}
        )
    except Permanent as error:
        if error.reason == "missing_scope":
            return Finding(what, False, False, "can't be checked", f"Grant channels:read. {GRANT}")
        remedy = (
            f"Give its id (C…, under the channel's details); a private channel must invite @{user} first."
        )
        return Finding(what, False, True, error.reason, remedy)
    if found.get("is_archived"):
        return Finding(what, False, True, "is_archived", "Unarchive it, or choose another channel.")
    if not found.get("is_member"):
        remedy = f"Write `/invite @{user}` in #{found.get('name')}."
        return Finding(what, False, True, "not_in_channel", remedy)
    return Finding(what, True, detail=f"#{found.get('name')}")


def post_test_cards(notifier: SlackNotifier, channels: Iterable[str], now: datetime) -> list[Finding]:
    """Post one card marked TEST to each channel, and find it again as after a lost answer."""
    card = {
        "title": "TEST: newswatch can post here", "version": 1,
        "fallback": "TEST: newswatch can post here. Nothing happened; you may delete this.",
        "coverage": "Nothing happened. A story's card looks like this, and is edited as the story firms up.",
    }  # fmt: skip
    told = []
    for channel in dict.fromkeys(channels):
        what, alert = f"test card in {channel}", f"test-{now.timestamp():.0f}"
        try:
            ts = notifier.post(channel, alert, card)
            found = notifier.find(channel, alert, now - timedelta(minutes=5)) == ts
        except NewswatchError as error:
            told.append(Finding(what, False, detail=str(error)))
            continue
        remedy = (
            ""
            if found
            else f"The card is there, and a look does not find it: grant channels:history. {GRANT}"
        )
        told.append(
            Finding(what, found, detail="posted and found again" if found else "posted", remedy=remedy)
        )
    return told
