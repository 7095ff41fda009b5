"""A firm bought for its people: `acquires talent and technology from Lumera`."""

from __future__ import annotations

import re

from processors.detect.deals.frames.bought import purchase
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Text, Unit

_TEAM = re.compile(
    r"[ ']+(?:(?:the|key|top|some|its|les|des|la|le|l'|une partie des) ?){0,2}"
    r"(?:talents?|staff|engineers?|team|employees|researchers|technology|ingenieurs|equipes?|salaries|technologies?)"
    r"(?:,? (?:and|et|&) (?:(?:the|la|le|les|l') ?)?[\w-]+)? (?:from|of|at|behind|de|d'|du|chez) ?"
)
_SPELT = re.compile(r"[A-Z][\w.-]* (?:AI|IA)\b")
"""`Prompt AI`: a name of two common words."""
_NEAR = 45


def team_bought(text: Text, clause: Clause, at: int, rule: str, buyer: Unit) -> Claim | None:
    """The firm whose people and whose work are bought, at the verb or noun of buying at `at`."""
    match = _TEAM.match(text.folded, clause.units[at].end)
    if match is None:
        return None
    behind = [
        u for u in clause.units[at + 1 : min(at + 14, clause.high)] if u.party and u.start >= match.end()
    ]
    whose = behind[0] if behind and behind[0].start - match.end() < _NEAR else None
    if whose is None and not _SPELT.match(text.text, match.end()):
        return None
    if whose is not None and (whose.side == buyer.side or whose.level in ("investor", "watched", "tech")):
        return None  # `buys technology from Intel`
    return purchase(text, clause, at, rule, [buyer], whose, 0.8)
