"""`backtest`: runs other rules over the stored log in the shadow, and tells what would have been told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from newswatch.cli.assemble import policy
from newswatch.cli.opening import laid_over, opened
from newswatch.cli.readable import messages_in
from newswatch.logs import one_line
from newswatch.messages import Flagged, Ruling, Story
from newswatch.ports import Log
from newswatch.settings import Settings
from processors.alerting.feedback import judgements_of, verdicts
from processors.canary import is_canary
from processors.flag import load_rules
from processors.measure.backtest import Backtest, Kept, backtest, told_as

SHOWN = 20
"""Examples of each kind that are shown; --json has them all."""


def run_backtest(
    settings: Settings, folder: Path, since: datetime | None, until: datetime | None
) -> Backtest:
    """The rules in `folder`, over the shipped ones, against what the log says was flagged. Writes nothing."""
    other = load_rules(laid_over(settings, folder))
    with opened(settings) as ports:
        said = verdicts(judgements_of(ports.store))
        return backtest(_kept(ports.log, since, until), other, policy(settings), said)


def _kept(log: Log, since: datetime | None, until: datetime | None) -> Iterator[Kept]:
    for record, message in messages_in(log, Flagged.topic, since):
        if until is not None and record.timestamp >= until.timestamp() * 1000:
            return
        assert isinstance(message, Flagged | Ruling)
        if not is_canary(message):
            yield message


def as_json(found: Backtest) -> dict[str, Any]:
    """All of it, as one document."""
    return {
        "read": found.read,
        "new": [_brief(story) for story in found.new],
        "lost": [_brief(story) for story in found.lost],
        "changed": [{"before": _brief(a), "after": _brief(b)} for a, b in found.changed],
        "flips": [
            {"headline": f.headline, "url": f.url, "before": list(f.before), "after": list(f.after)}
            for f in found.flips
        ],
        "feedback": {
            side: {
                "right": p.right,
                "judged": p.judged,
                "precision": p.precision,
                "found": p.found,
                "known_right": p.known_right,
                "recall": p.recall,
            }
            for side, p in (("before", found.before), ("after", found.after))
        },
    }


def _brief(story: Story) -> dict[str, Any]:
    return {"id": story.id, "headline": story.headline, "labels": list(story.labels), "told": told_as(story)}


def lines(found: Backtest) -> Iterator[str]:
    """The result for a person: counts, then examples of each kind."""
    yield (
        f"{found.read} records: {len(found.new)} new alerts, {len(found.lost)} lost, "
        f"{len(found.changed)} changed; {len(found.flips)} articles flagged otherwise"
    )
    for name, stories in (("new", found.new), ("lost", found.lost)):
        for story in stories[:SHOWN]:
            yield one_line(f"  {name:<8}{' '.join(story.labels):<34}{story.headline}")
    for was, now in found.changed[:SHOWN]:
        yield one_line(f"  changed {' '.join(now.labels):<34}{now.headline}: {_change(was, now)}")
    for flip in found.flips[:SHOWN]:
        labels = f"{' '.join(flip.before) or 'none'} → {' '.join(flip.after) or 'none'}"
        yield one_line(f"  flagged {labels:<34}{flip.headline}")
    most = max(map(len, (found.new, found.lost, found.changed, found.flips)))
    if most > SHOWN:
        yield f"  (the first {SHOWN} of each kind; --json has all)"
    for side, p in (("before", found.before), ("after", found.after)):
        if p.judged or p.known_right:
            yield (
                f"  {side}: precision {_share(p.right, p.judged)} of the judged alerts, "
                f"recall {_share(p.found, p.known_right)} of what is known to be right"
            )


def _change(was: Story, now: Story) -> str:
    """What a reader would no longer see of it, and what instead."""
    before, after = told_as(was), told_as(now)
    gone = [f"− {_named(one)}" for one in before if one not in after]
    come = [f"+ {_named(one)}" for one in after if one not in before]
    return ", ".join([*gone, *come])


def _named(told: object) -> str:
    return " ".join(map(str, told)) if isinstance(told, tuple) else str(told)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "- (0)"
