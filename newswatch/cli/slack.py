"""`init --slack` and `--test`: whether Slack will take the cards, told in words that say what to grant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from newswatch.cli.output import document, out
from newswatch.connect import extra
from newswatch.logs import one_line

if TYPE_CHECKING:
    from newswatch.adapters.slack_check import Finding


def check_slack(token: str, channels: Sequence[str], *, api_url: str = "") -> list[Finding]:
    """Check the token, its scopes and the channels; posts nothing. Raises ConfigError or Transient."""
    with extra("slack"):
        from newswatch.adapters.slack_check import findings
        from newswatch.adapters.slack_client import API_URL, client_of

    return findings(client_of(token, api_url or API_URL), channels)


def post_test_card(token: str, channels: Sequence[str], now: datetime, *, api_url: str = "") -> list[Finding]:
    """Post one card marked TEST to each channel. Raises ConfigError."""
    with extra("slack"):
        from newswatch.adapters.slack import SlackNotifier
        from newswatch.adapters.slack_check import post_test_cards
        from newswatch.adapters.slack_client import API_URL

    return post_test_cards(SlackNotifier(token, api_url=api_url or API_URL), channels, now)


def tell(found: Sequence[Finding], *, json: bool = False) -> bool:
    """Print what was found; whether all that is needed is there."""
    from dataclasses import asdict

    for finding in found:
        if json:
            document(asdict(finding))
            continue
        sign = "ok  " if finding.ok else "MISSING" if finding.needed else "optional"
        out(one_line(f"{sign:<9}{finding.what}" + (f": {finding.detail}" if finding.detail else "")))
        if finding.remedy:
            out(one_line(f"         {finding.remedy}"))
    return all(finding.ok or not finding.needed for finding in found)
