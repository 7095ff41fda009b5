"""Whether a clause tells of what was launched before: `We've released agents before`, `a déjà sorti deux agents`."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause

_REACH = 30
"""Code points before a verb within which its adverb or auxiliary stands."""
_ONCE = re.compile(
    r"\b(?:previously|once|earlier|had|had already|auparavant|precedemment|jadis|autrefois|avait|avaient|avions)"
    r"(?: (?:already|deja|first|also))? $"
)
_ONCE_BEHIND = re.compile(
    r"[^,;:.!?]{0,80}\b(?:before|previously|in the past|auparavant|par le passe)"
    r"(?=\W*$|[,;:.!?)]| (?:but|and|mais|et)\b)"
)
_ALREADY = re.compile(r"\b(?:already|deja) (?:\w+ )?$")
_ALREADY_BEHIND = re.compile(r"[^,;:.!?]{0,80}\b(?:already|deja)(?=\W*$|[,;:.!?)])")


def launched_earlier(clause: Clause, at: int, folded: str, headline: str) -> bool:
    """Of a clause's verb, in a folded text under a folded headline.

    What has *already* come is no news, unless a name behind the verb is one of the headline's.
    """
    verb, start = clause.units[at], clause.span()[0]
    before, behind = (
        folded[max(start, verb.start - _REACH) : verb.start],
        folded[verb.end : clause.sentence.end],
    )
    if _ONCE.search(before) or _ONCE_BEHIND.match(behind):
        return True
    if not (_ALREADY.search(before) or _ALREADY_BEHIND.match(behind)):
        return False
    return not any(unit.capital and unit.low in headline for unit in clause.units[at + 1 : clause.high])
