"""The doctor's look at Slack: the token, its scopes, each channel that anything is sent to, and its clock."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from newswatch.cli.doctor_checks import Check, looked, ok, warning
from newswatch.cli.doctor_files import routes_in_force
from newswatch.cli.doctor_time import clock_check
from newswatch.cli.slack import check_slack
from newswatch.connect import channel
from newswatch.errors import ConfigError
from newswatch.settings import Settings
from processors.alerting.routes import DEFAULT, NOBODY

if TYPE_CHECKING:
    from newswatch.adapters.slack_check import Finding

LOOK = "Is slack.com reached from here (a proxy, a firewall)? docs/slack.md has the set-up."


def slack_checks(settings: Settings) -> Iterator[Check]:
    """All that is looked at of Slack; of a console, that it is none."""
    if not settings.notify_url.startswith("slack:"):
        yield from ok("alerts", f"go to {settings.notify_url.rstrip(':')}, so Slack is not looked at")
        return
    token = looked("Slack", lambda: _token(settings), LOOK)
    yield from token
    if any(check.state == "failure" and check.what in ("Slack", "Slack: token") for check in token):
        return  # whatever else is asked would say the same
    for place, why in channels_of(settings).items():
        yield from looked(f"channel {place}", lambda c=place, w=why: _channel(settings, c, w), LOOK)  # type: ignore[misc]
    yield from looked("clock of Slack", lambda: _clock(settings), LOOK)
    if not settings.operators_channel:
        yield from warning(
            "NEWSWATCH_OPERATORS_CHANNEL",
            "not set: nobody hears of a silent source, a lag or a parked alert",
            "Set it to a channel's id, and invite the app there.",
        )


def channels_of(settings: Settings) -> dict[str, str]:
    """Every channel that something is sent to, with what is: the address's, the routes', the operators'."""
    found = {channel(settings): "alerts"}
    try:
        routes = routes_in_force(settings)
    except ConfigError:
        routes = ()  # told by the check of the routes
    for route in routes:
        if route.channel not in (None, DEFAULT, NOBODY):
            found.setdefault(str(route.channel), f"the route {route.id}")
    if settings.operators_channel:
        found.setdefault(settings.operators_channel, "operators")
    return found


def _token(settings: Settings) -> Iterator[Check]:
    token = settings.slack_bot_token.get_secret_value()
    if not token:
        raise ConfigError("SLACK_BOT_TOKEN is not set")
    for finding in check_slack(token, [], api_url=settings.slack_api_url):
        yield _as_check(finding, f"Slack: {finding.what}")


def _channel(settings: Settings, place: str, why: str) -> Iterator[Check]:
    token = settings.slack_bot_token.get_secret_value()
    for finding in check_slack(token, [place], api_url=settings.slack_api_url):
        if finding.what.startswith("channel "):
            yield _as_check(finding, f"Slack: {finding.what} ({why})")


def _as_check(finding: Finding, what: str) -> Check:
    state = "ok" if finding.ok else "failure" if finding.needed else "warning"
    found = finding.detail or ("there" if finding.ok else "missing")
    return Check(what, state, found, finding.remedy)  # type: ignore[arg-type]


def _clock(settings: Settings) -> list[Check]:
    from newswatch.adapters.slack_client import API_URL, call, client_of

    before = settings.now()
    client = client_of(settings.slack_bot_token.get_secret_value(), settings.slack_api_url or API_URL)
    headers = {name.lower(): str(value) for name, value in call(client.auth_test).headers.items()}
    if "date" not in headers:
        return []
    return clock_check(
        "clock of Slack", before, parsedate_to_datetime(headers["date"]).timestamp(), settings.now()
    )
