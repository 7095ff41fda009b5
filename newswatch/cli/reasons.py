"""What a stored article's reasons can't say by themselves: what would have been decided without a veto."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newswatch.errors import ConfigError
from newswatch.settings import Settings


def with_otherwise(flagged: Mapping[str, Any] | None, settings: Settings) -> Mapping[str, Any] | None:
    """An article as the store has it, each veto with what would be told without it; as it is where none spoke.

    Where other rules are in force than it was flagged by, they say nothing of it, and a reason more says so.
    """
    if flagged is None or all(reason["decision"] != "veto" for reason in flagged.get("reasons", ())):
        return flagged
    from newswatch.cli.assemble import rules
    from newswatch.messages import Flagged, Reason
    from processors.otherwise import otherwise

    message = Flagged.model_validate(flagged)
    try:
        in_force = rules(settings)
    except ConfigError:
        return flagged  # (`rules check` tells what is wrong with them)
    if in_force.version == message.rules_version:
        return {
            **flagged,
            "reasons": otherwise(message, in_force).model_dump(mode="json", by_alias=True)["reasons"],
        }
    other = Reason(
        rule="rules",
        decision="note",
        detail="other ones are in force now: `newswatch try` tells what they say",
    )
    return {**flagged, "reasons": [*flagged["reasons"], other.model_dump(mode="json", by_alias=True)]}
