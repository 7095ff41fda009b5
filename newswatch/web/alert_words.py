"""An alert's state and history in the words of somebody who does not know the pipeline."""

from __future__ import annotations

from collections.abc import Mapping

from processors.alerting.alerts import UNSURE, Alert, Decision

STATES: Mapping[str, str] = {
    "planned": "Waits to be sent",
    "intent": "Is being sent",
    "sent": "Told",
    "silent": "Told nobody",
    "parked": "Waits for a person",
}
REASONS: Mapping[str, str] = {
    "new-story": "a new story",
    "newer": "a newer version of the story",
    "now-due": "there is something to tell now",
    "old-news": "it was first reported too long ago",
    "silent": "all its articles come from a first crawl or a backfill",
    "denies": "it denies or ends a deal that no live story tells so far; a card that tells it later will say so",
    "no-label": "its labels are not among those that are told",
    "below-amount": "its amount is below the smallest one that is told",
    "canary": "it is a test that the operators sent",
    "merged": "it became part of another story",
    "no-route": "no route sends it anywhere",
    "unsure": "one outlet alone tells it, with weak signs; its own channel hears of it once it is sure",
    "silenced": "a person silenced it",
    "rebuilt": "it was decided before the alerts were lost, and may have a card",
    "more": "more coverage",
    "posted": "the card is posted",
    "retried": "a person sent it on again",
}
DONE: Mapping[str, str] = {
    "post": "Decided to tell",
    "silent": "Told nobody",
    "update": "Decided to edit the card",
    "reply": "Decided to edit the card and to reply",
    "thread": "Decided to reply in the thread alone",
    "newer": "A newer version waits its turn",
    "sent": "Posted the card",
    "adopted": "Found the card posted already, after an answer was lost",
    "edited": "Edited the card",
    "kept": "Edited no card: what changes is told in the thread alone",
    "replied": "Replied under the card",
    "retry": "Tries again later",
    "parked": "Parked: it waits for a person",
    "listed": "Told in one message with others",
    "closed": "Edits the card no more",
    "unanswered": "Replied nothing, since nobody may reply there: the card shows what changed",
    "second-card": "Another process posted a second card",
    "none-there": "Looked for a card of an earlier store: there is none",
    "one-card": "Looked once more: there is one card",
    "due": "Due at once",
}
_OWN_WORDS = ("sent", "adopted", "second-card", "one-card", "replied", "listed")
"""Their reason is a message's id, which tells a reader nothing."""


def state_text(alert: Alert) -> str:
    """`Told nobody: it was first reported too long ago`."""
    if alert.state == "silent" and alert.reason == UNSURE:
        return "Waits to be sure"
    why = REASONS.get(alert.reason, alert.reason.replace("-", " "))
    plain_fact = alert.state == "sent" or not alert.reason
    return STATES[alert.state] + ("" if plain_fact else f": {why}")


def decision_text(decision: Decision, alert: Alert) -> str:
    """One line of the history as a sentence."""
    text = DONE.get(decision.what, decision.what)
    if decision.what == "replied":
        said = next((r.text for r in alert.replies if r.version == decision.version), "")
        return f"{text}: “{'; '.join(said.splitlines())}”" if said else text
    if not decision.reason or decision.what in _OWN_WORDS:
        return text
    reasons = [REASONS.get(one, one.replace("-", " ")) for one in decision.reason.split(",")]
    return f"{text}: {', '.join(reasons)}"
