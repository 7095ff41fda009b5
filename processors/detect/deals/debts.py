"""Money borrowed for AI: `Meta sells $30bn of bonds to pay for AI`, `Vantage lines up $22bn loan for Stargate site`."""

from __future__ import annotations

import re

from processors.detect.grammar.claims import Claim
from processors.detect.grammar.pieces import Piece
from processors.detect.words.unit import Unit

_DEBT = re.compile(
    r"\b(?:bonds?|loans?|debt|notes|convertibles?|borrow\w*|credit (?:line|facility)|financing|obligations?|"
    r"obligataires?|emprunt\w*|prets?|dette|ligne de credit)\b"
)
_TAKES = re.compile(
    r"\b(?:raise[sd]?|raising|sells?|selling|sold|issu\w+|borrow\w*|seek\w*|secur\w+|lin(?:es?|ed|ing) up|taps?|"
    r"closes?|lands?|gets?|seal(?:s|ed)?|clinch\w*|nab(?:s|bed)|win(?:s|ning)?|launch\w+|plans?|prepar\w+|obtains?|completes?|prices?|"
    r"leve\w*|emet\w*|emprunt\w*|cherch\w+|obtient|boucle\w*|contracte\w*|decroche\w*|prepare\w*)\b"
)
_FOR = {"for", "to", "pour", "as", "amid"}
_SILENT = frozenset({"market", "public-money", "fund-closed", "opinion", "court", "round-up"})
LEAST = 0.95e9
"""Dollars from which borrowing for infrastructure counts."""


def borrowed(piece: Piece) -> Claim | None:
    """A headline's borrower, a verb of taking, a sum of billions, a word of debt, and AI as what it is for."""
    text, units = piece.text, piece.clause.units
    if text.field != "headline" or not _DEBT.search(text.folded) or not _TAKES.search(text.folded):
        return None
    silent = (h for h in text.heard if h.veto.id in _SILENT and text.speaks(h))
    if any(not _of_debt(text.folded[h.start : h.end]) for h in silent):
        return None
    amount = next((k for k, unit in enumerate(units) if unit.sum and unit.sum.dollars >= LEAST), None)
    if amount is None:
        return None
    borrower = next((unit for unit in units[:amount] if _borrows(unit)), None)
    aim = next((k for k in range(amount + 1, len(units)) if units[k].low in _FOR), None)
    meant = _of_kind(text.folded, units) if aim is None else _meant(units, aim)
    if borrower is None or meant is None:
        return None
    place = units[meant].start, units[meant].end
    return Claim(
        "capex", "borrowed", text, piece.clause, amount, [borrower], None, place, units[amount], noun=True, weight=0.66,
    )  # fmt: skip


def _meant(units: list[Unit], aim: int) -> int | None:
    """Behind `for`: AI, or what it computes in."""
    behind = range(aim + 1, len(units))
    return next((k for k in behind if units[k].cues & {"ai", "capex_noun"} or _site(units[k])), None)


_KIND = re.compile(
    r"\b(?:ai|data ?-?cent(?:er|re)|gpu|chip) (?:debt|loan|bond|financing) (?:deals?|packages?|sales?|offerings?)\b"
)


def _of_kind(folded: str, units: list[Unit]) -> int | None:
    """`seeks $12 billion in AI loan package`: what it is for stands before the word of debt."""
    match = _KIND.search(folded)
    return next((k for k, unit in enumerate(units) if match and unit.start >= match.start()), None)


def _of_debt(words: str) -> bool:
    return bool(_DEBT.fullmatch(words))


def _borrows(unit: Unit) -> bool:
    return unit.proper or unit.is_company("watched", "tech", "ai")


def _site(unit: Unit) -> bool:
    return unit.low.startswith("stargate")
