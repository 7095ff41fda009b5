"""What lists, feeds and desks put around a headline: a herald before it, quotes, and a stop or tags behind it."""

from __future__ import annotations

import re

_HERALD = re.compile(
    r"(?:[^\w\s\"'“”«»‘’$€£#@(\[.+&-]+\s*)?"
    r"(?:(?:[-*•]|\d{1,2}[.)]) +(?=\S))?"
    r"(?:(?:breaking(?: news)?|exclusi(?:f|ve)|exclu|just in|flash(?: info)?|alerte info|urgent|news"
    r"|actus?|actualités?)\s?[:|]\s+)?"
    r"(?-i:(?:(?:UPDATE|WRAPUP) \d{1,2}|REFILE|RPT|CORRECTED|BRIEF|EXCLUSIVE|Exclusive|FOCUS)-(?=[A-Z0-9'\"]))?",
    re.IGNORECASE,
)
"""`🚀 …`, `Breaking: …`, `Exclusif : …`, an agency's `UPDATE 2-…`: that it is news, before the news."""
NOTE = (
    r"(?:\((?:\d{1,2}[ -]min(?:ute)?s? read|GitHub Repo|Website|Podcast|Video|PDF|Sponsor|YC [A-Z]\d\d)\)"
    r"|\[(?:pdf|video|audio)\])"
)
"""What a newsletter or a forum notes behind a headline: how long it takes to read, what it is."""
_STOP = re.compile(rf"(?:\s*(?:[.!…]|{NOTE}|\s#[^\W\d]\w+))+$", re.IGNORECASE)
_STOPS = frozenset(".!…)]")
_STOP_REACH = 80
"""`… !`, `… (4 minute read)`, `… #AI`: what stands behind the last word, and code points that it can take."""
_QUOTES = {'"': '"', "“": "”", "«": "»"}


def behind_herald(headline: str) -> int:
    """Where a headline goes on behind `🚀 Breaking: `; 0 where nothing would be left."""
    herald = _HERALD.match(headline)
    return herald.end() if herald and herald.end() < len(headline) else 0


def undressed(headline: str, begin: int, end: int) -> tuple[int, int]:
    """Where its words begin and end between two offsets: without quotes all around and what ends it."""
    told = headline[begin:end].rstrip()
    closing = _QUOTES.get(told[:1])
    if (
        closing is not None
        and told.endswith(closing)
        and not any(quote in told[1:-1] for quote in (told[0], closing))
    ):
        begin, told = begin + 1, told[1:-1]
    stop = _STOP.search(told, max(0, len(told) - _STOP_REACH)) if told[-1:] in _STOPS or "#" in told else None
    return begin, begin + ((stop.start() if stop is not None else 0) or len(told))
