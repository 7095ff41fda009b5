"""A veto's pattern: its two shorthands written out, and what would be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping

SHORTHAND = re.compile(r"\{(?P<list>[a-z][a-z0-9._-]*)\}|…(?P<gap>\d+)")
_REFERENCE = re.compile(r"(?<!\\)(?:\\\\)*(?:\\[1-9]|\(\?P|\(\?\()")
_PIECE = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<open>\()|(?P<close>\))|(?P<endless>[*+]|\{\d*,\})", re.DOTALL
)
_OFTEN = re.compile(r"[*+]|\{\d*,\}|\{(?:\d*,)?\d{2,}\}")
"""Without an end, or ten times and more."""


def check_pattern(pattern: str, lists: Mapping[str, str] | None) -> None:
    """A veto's pattern, looked at with its shorthands written out; without `lists`, any word stands for a list's.

    Raises ValueError for what is no pattern, is found everywhere or may take hours, and KeyError for an unknown list.
    """
    if _REFERENCE.search(pattern):
        raise ValueError(f"groups can't be named or referred to: the patterns of a veto are one: {pattern}")
    whole = expanded(pattern, lists)
    if _is_endless(whole):
        raise ValueError(
            f"an endless repetition within another may take hours, give one an end (…20, {{0,5}}): {pattern}"
        )
    try:
        made = re.compile(f"(?:{whole})")
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"no regular expression: {error}: {pattern}") from error
    if made.search("") is not None:
        raise ValueError(f"it is found in every text: {pattern}")


def expanded(pattern: str, lists: Mapping[str, str] | None) -> str:
    """With its shorthands written out. Raises KeyError for an unknown list."""

    def written(match: re.Match[str]) -> str:
        if match["list"]:
            return "(?:x)" if lists is None else lists[match["list"]]
        return f"[^.:;?!]{{0,{match['gap']}}}"

    return SHORTHAND.sub(written, pattern)


def _is_endless(pattern: str) -> bool:
    """Whether a long repetition holds an endless one: `(?:[a-z ]+)+` tries each way to divide what it reads."""
    holds = [False]
    for piece in _PIECE.finditer(pattern):
        if piece["open"]:
            holds.append(False)
        elif piece["close"] and len(holds) > 1:
            inside = holds.pop()
            if inside and _OFTEN.match(pattern, piece.end()):
                return True
            holds[-1] |= inside
        elif piece["endless"]:
            holds[-1] = True
    return False
