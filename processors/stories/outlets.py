"""Who speaks: publisher families counted once, and copies of one text traced to where they began."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from newswatch.errors import ConfigError
from newswatch.messages import Member
from processors.matching.copies import one_text
from processors.matching.credits import outlet_of, place
from processors.matching.words import fold

Families = Mapping[str, str]
"""Folded title → its family's name."""
MARKS = 8
"""Runs of a sketch that copies are looked up by: two texts with COPY in common share one of them."""


def shipped_outlets() -> Path:
    """The table that comes with the package."""
    return Path(__file__).parents[1] / "rules" / "outlets.yml"


def load_outlets(path: Path) -> Families:
    """Read a table `family: [title, …]`. Raises ConfigError that names file and key."""
    try:
        table = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, yaml.YAMLError) as error:
        raise ConfigError(f"{path}: {error}") from error
    families: dict[str, str] = {}
    for family, titles in table.items():
        if not isinstance(titles, list) or not all(isinstance(title, str) for title in titles):
            raise ConfigError(f"{path}: {family}: must be a list of titles, such as [The Verge, Vox]")
        families.update({fold(title): str(family) for title in (family, *titles)})
    return families


def family(families: Families, publisher: str) -> str:
    """The publisher's family; the publisher itself where the table has none."""
    return families.get(fold(publisher), publisher)


def origins(members: Iterable[Member]) -> dict[str, str]:
    """Article → the article that its news is from, or itself. An origin is told no later than what is from it.

    A copy has the same word runs (COPY of the sketch), or the same headline and credit. What is no first
    party's word has its news from the article that it links to, from the outlet that it credits, or with
    all others that credit the same one.
    """
    members = list(members)
    if len(members) == 1:
        return {members[0].id: members[0].id}
    found: dict[str, str] = {}
    seen: dict[object, list[Member]] = {}
    by_place: dict[int, str] = {}
    by_voice: dict[str, str] = {}
    for member in sorted(members, key=lambda m: (m.told_at, m.id)):
        marks = _marks(member)
        near = {other.id: other for mark in marks for other in seen.get(mark, ())}
        copied = next((other.id for other in near.values() if _copied(member, other)), None)
        if copied is None:
            for mark in marks:
                seen.setdefault(mark, []).append(member)
            if not member.first_party:
                copied = next((by_place[at] for at in member.cites if at in by_place), None)
                copied = copied or by_voice.get(member.credit or "")
        found[member.id] = found[copied] if copied is not None else member.id
        by_place.setdefault(place(member.url), member.id)
        for voice in (outlet_of(member.publisher), member.credit):
            if voice is not None:
                by_voice.setdefault(voice, member.id)
    return found


def _marks(member: Member) -> list[object]:
    """What a copy shares with its origin, to look it up by: the text's hash, its smallest runs, or its headline."""
    runs = member.sketch[:MARKS] or (fold(member.headline),)
    return [member.content_hash, *runs] if member.content_hash else [*runs]


def _copied(member: Member, other: Member) -> bool:
    if one_text((member.content_hash, member.sketch), (other.content_hash, other.sketch)):
        return True
    return not (member.sketch and other.sketch) and (
        member.credit is not None
        and member.credit == other.credit
        and fold(member.headline) == fold(other.headline)
    )
