"""What would have been decided without a veto: found out by deciding again, for a person who asks."""

from __future__ import annotations

from newswatch.messages import Flagged, Label, Reason
from processors.flag import Rules, flag


def otherwise(flagged: Flagged, rules: Rules) -> Flagged:
    """The same article, where each reason of a veto says what would be told without it. Pure.

    `rules`: those by which it was flagged.
    """
    spoken: dict[Label, list[str]] = {}
    for reason in flagged.reasons:
        if reason.decision == "veto" and reason.label is not None:
            spoken.setdefault(reason.label, []).append(reason.rule)
    return flagged.model_copy(
        update={
            "reasons": tuple(
                _without(reason, flagged, list(dict.fromkeys(spoken[reason.label])), rules)
                if reason.decision == "veto" and reason.label is not None
                else reason
                for reason in flagged.reasons
            )
        }
    )


def _without(reason: Reason, flagged: Flagged, spoken: list[str], rules: Rules) -> Reason:
    label = reason.label
    assert label is not None
    if label in flagged.labels:
        return reason  # another clause tells it all the same
    alone = flag(flagged.article, rules, {reason.rule})
    said = f"{reason.detail}; without it {_comes_to(alone, label)}"
    if label not in alone.labels and len(spoken) > 1:
        none = flag(flagged.article, rules, set(spoken))
        said += f"; without {', '.join(spoken)} {_comes_to(none, label)}"
    return reason.model_copy(update={"detail": said})


def _comes_to(flagged: Flagged, label: Label) -> str:
    told = "the label" if label in flagged.labels else "no label"
    return f"the score is {flagged.score[label]:.2f}: {told}"
