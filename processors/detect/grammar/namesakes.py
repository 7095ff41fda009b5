"""Names of products that are names of others too: `Jules` the agent and Jules the skier, `Opus` and Opus Dei."""

from __future__ import annotations

import re
from collections.abc import Callable

from processors.detect.words.model import Company
from processors.detect.words.unit import Text, Unit


def meant(
    unit: Unit, texts: list[Text], own: Company | None, everyday: re.Pattern[str], speaks: Callable[[], bool]
) -> bool:
    """An ambiguous product name counts only with a version or with its company or AI in the text."""
    name = unit.name
    if name is None or not (name.ambiguous or everyday.fullmatch(unit.low)):
        return True
    shared = unit.low.split()[0] in _OF_PHONES_TOO
    if own is name.company or (any(char.isdigit() for char in unit.low) and not shared):
        return True
    if not (shared or _surnamed(unit)) and (" " in unit.low or "-" in unit.low):
        return True
    family = name.company.group
    for text in texts[:2]:
        for other in text.names:
            one = other.name
            if (
                other is unit
                or one is None
                or (one.ambiguous and one.company.id == name.company.id and one.name == name.name)
            ):
                continue
            if one.company.group == family:
                return True
    if shared:
        return False
    if everyday.fullmatch(unit.low) or _anothers(unit, texts):
        return _ai_beside(unit, texts) or _tried_out(texts)
    return speaks() or _used(texts)


_OF_PHONES_TOO = frozenset({"nova"})
"""`Amazon's Nova 2` and `Huawei's Nova 14`: a version does not tell them apart, whose it is does."""


def _used(texts: list[Text]) -> bool:
    """`Claude opens to all users`: it has users, as no person has."""
    return any(unit.low in {"users", "utilisateurs"} for s in texts[0].sentences for unit in s.units)


def _tried_out(texts: list[Text]) -> bool:
    """`Claude Harbor — en bêta pour Pro et Max`: it can be tried, as no person can; a film has its avant-première."""
    return any(
        (
            "preview" in unit.cues
            and any(word in unit.low for word in ("beta", "preversion", "research preview"))
        )
        or unit.low.endswith(_SOFTWARE_IS)
        or unit.low in _RUNS_ON
        for sentence in texts[0].sentences
        for unit in sentence.units
    )


_SOFTWARE_IS = ("generally available", "general availability", " ga", " disponibilite generale")
_RUNS_ON = frozenset(
    {
        "ios",
        "android",
        "macos",
        "windows",
        "aws",
        "bedrock",
        "azure",
        "excel",
        "powerpoint",
        "slack",
        "chrome",
    }
)
"""What runs there is no person; one may be on YouTube or Netflix."""


def _surnamed(unit: Unit) -> bool:
    """`Claude Lelouch`: read as one name with the unknown word behind it."""
    name = unit.name
    return name is not None and " " in unit.low and len(unit.low.split()) == len(name.name.split()) + 1


def _anothers(unit: Unit, texts: list[Text]) -> bool:
    return _surnamed(unit) or _with_a_namesake(unit, texts)


def _with_a_namesake(unit: Unit, texts: list[Text]) -> bool:
    """`Claude Lelouch`, `Opus Dei`: another name right beside it, which no rule knows."""
    for text in texts[:2]:
        for sentence in text.sentences:
            k = next((k for k, one in enumerate(sentence.units) if one is unit), None)
            if k is None or sentence.title_case:
                continue
            before, behind = sentence.units[max(0, k - 1) : k], sentence.units[k + 1 : k + 2]
            return any(one.proper and one.end in (unit.start - 1, unit.start) for one in before) or any(
                one.proper and one.start == unit.end + 1 for one in behind
            )
    return False


def _ai_beside(unit: Unit, texts: list[Text]) -> bool:
    """AI is spoken of by something else than this name: `Stitch` in a film's headline can't say so of itself."""
    return any(
        "ai" in other.cues
        or other.low in {"weights", "poids"}
        or (other.low == "api" and _surnamed(unit))
        or (other.names_ai and other.low != unit.low)
        for text in texts[:2]
        for sentence in text.sentences
        for other in sentence.units
    )


def _behind_another_firm(unit: Unit, text: Text, own: Company | None) -> bool:
    """`MongoDB Atlas`, `AWS SAM`: an ambiguous name right behind another firm's, which it belongs to.

    Behind the vendor's own on its page a firm's name too: `AWS Lambda`, `Amazon Aurora` are no start-ups.
    """
    before = next((one for one in text.names if one.end + 1 == unit.start), None)
    if before is None or before.name is None or unit.name is None or before.name.kind != "company":
        return False
    if before.name.company.group == unit.name.company.group:
        return False
    if unit.name.kind == "company":
        return (
            own is not None
            and before.name.company.group == own.group
            and unit.name.company.level != "watched"
        )
    return unit.name.ambiguous


_QUARTER = re.compile(r"amazon q[1-4](?: (?:20)?\d\d)?")
"""`Amazon Q2: …`: a quarter, and no version of Amazon Q."""


def forget(
    texts: list[Text], everyday: re.Pattern[str], own: Company | None, mean: Callable[[Unit], bool]
) -> None:
    """Names of AI in headline and description that are somebody else's are unknown ones from here on."""
    for text in texts[:2]:
        others = [
            unit
            for unit in text.names
            if unit.name is not None
            and unit.name.ai
            and (
                _behind_another_firm(unit, text, own)
                or (unit.low.startswith("amazon q") and _QUARTER.fullmatch(unit.low))
                or (
                    (everyday.fullmatch(unit.low) or (unit.name.ambiguous and _anothers(unit, texts)))
                    and not mean(unit)
                )
            )
        ]
        for unit in others:
            unit.name, unit.proper = None, unit.capital
        if others:
            text.names = [unit for unit in text.names if unit.name is not None or unit.model]
