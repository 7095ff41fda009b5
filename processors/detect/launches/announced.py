"""What a firm says that it would do, told after it: `OpenAI said it would release …` is its own announcement."""

from __future__ import annotations

from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Unit, watched

_SAYS = frozenset(
    {
        "said",
        "says",
        "announced",
        "announces",
        "confirmed",
        "confirms",
        "promised",
        "revealed",
        "wrote",
        "added",
    }
)
_UNSURE = frozenset({"if", "unless", "sources", "source", "reportedly", "people", "whether"})
_FAR = 14
"""Units between the saying and the modal."""


def said_by_itself(sign: Sign) -> Unit | None:
    """The `would` of a launch that its own firm is said to have announced, if it is one.

    Who speaks stands before the saying, and nobody else between it and the verb.
    """
    units = sign.clause.units
    near = range(max(0, sign.at - 3), sign.at + 1)
    would = next((k for k in near if units[k].low.split()[0] == "would"), None)
    if would is None or any(unit.low in _UNSURE for unit in units):
        return None
    said = next((k for k in range(would - 1, max(-1, would - _FAR), -1) if units[k].low in _SAYS), None)
    if said is None:
        return None
    speakers = [watched(unit) for unit in units[:said] if unit.party or unit.name is not None]
    told = [watched(unit) for unit in units[said + 1 : would] if unit.party or unit.name is not None]
    taken_up = not speakers and sign.organisation is None  # `The lab said it would …`
    own = (bool(speakers) or taken_up) and all(
        one is not None and one.group == sign.company.group for one in speakers + told
    )
    return units[would] if own else None
