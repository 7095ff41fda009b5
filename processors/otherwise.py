"""What would have been decided without a veto: found out by deciding again, for a person who asks."""

from __future__ import annotations

from functools import cache

from newswatch.messages import Flagged, Label, Reason
from processors.flag import Rules, flag


def otherwise(flagged: Flagged, rules: Rules) -> Flagged:
    """The same article, where each reason of a veto says what would be told without it. Pure.

    `rules`: those by which it was flagged.
    """
    spoken: dict[Label, list[str]] = {}
    for reason in flagged.reasons:
        if (
            reason.decision == "veto"
            and reason.label is not None
            and reason.rule not in spoken.get(reason.label, ())
        ):
            spoken.setdefault(reason.label, []).append(reason.rule)

    @cache
    def without(*vetoes: str) -> Flagged:
        return flag(flagged.article, rules, set(vetoes))

    def told(reason: Reason) -> Reason:
        label = reason.label
        if reason.decision != "veto" or label is None or label in flagged.labels:
            return reason  # (another clause tells it all the same)
        alone, every = without(reason.rule), spoken[label]
        said = f"{reason.detail}; without it {_comes_to(alone, label)}"
        if label not in alone.labels and len(every) > 1:
            said += f"; without {', '.join(every)} {_comes_to(without(*every), label)}"
        return reason.model_copy(update={"detail": said})

    return flagged.model_copy(update={"reasons": tuple(map(told, flagged.reasons))})


def _comes_to(flagged: Flagged, label: Label) -> str:
    told = "the label" if label in flagged.labels else "no label"
    return f"the score is {flagged.score[label]:.2f}: {told}"
