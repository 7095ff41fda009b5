"""How strong an article's signs are: the best score of what it is labelled as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newswatch.messages import Label

SURE = 0.7
"""The score from which a label is mostly right: on a natural stream half of those below it were wrong
(docs/adr/0006-stories.md)."""


def strength(labels: Iterable[Label], score: Mapping[Label, float]) -> float | None:
    """From 0, for an article without a label, to 1; None where a label's score is not known."""
    known = [score.get(label) for label in labels]
    scores = [one for one in known if one is not None]
    return None if len(scores) < len(known) else round(max(scores, default=0.0), 3)


def is_sure(strength: float | None) -> bool:
    """Whether that is enough for one article alone; what is not known is."""
    return strength is None or strength >= SURE
