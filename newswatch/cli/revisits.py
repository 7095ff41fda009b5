"""Alerted articles are visited again after 1, 6 and 24 hours."""

from __future__ import annotations

from datetime import datetime

from crawlers.frontier import REVISITS, revisit
from newswatch.ports import Store, every
from processors.alerting.alerts import Alert


def ask_for_revisits(store: Store, now: datetime) -> None:
    """Have the articles of recent alerts visited again: pages change, and a card must follow.

    Read off the alert documents after a delivery, and at the start of every process that delivers: so no crash
    between a post and this can lose it. The crawler itself may not read alerts.
    """
    wanted: dict[str, tuple[str, datetime]] = {}
    for stored in every(store, "alerts", state="sent"):
        posted = stored.body.get("posted_at")
        if posted is None or datetime.fromisoformat(posted) < now - max(REVISITS):
            continue
        alert = Alert.model_validate(stored.body)
        if alert.sent is None or alert.posted_at is None:
            continue
        for member in alert.sent.members:
            since = max(alert.posted_at, member.fetched_at)
            if member.url not in wanted or wanted[member.url][1] < since:
                wanted[member.url] = (member.source, since)
    for url, (source, since) in wanted.items():  # once each: two cards may tell of one article
        revisit(store, url, source, since)
