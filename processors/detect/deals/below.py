"""Deals that the sentence below the headline tells of its two names: `Sakana AI convainc Google` | `Le géant
américain entre au capital du laboratoire`. The wide net asks here where headline and sentence alone say too little.
"""

from __future__ import annotations

from collections.abc import Iterable

from processors.detect.grammar.claims import Claim, ClaimKind
from processors.detect.grammar.pieces import Piece, large_sums
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Unit

_TELLS: dict[str, ClaimKind] = {
    "acquire": "acquisition",
    "acquired": "acquisition",
    "stake": "stake",
    "invest": "stake",
}


def told_below(reading: Reading, pieces: list[Piece]) -> Claim | None:
    """The headline names one large firm and one AI firm; the first sentence below, which names no other, a deal."""
    title = pieces[0]
    below = next((piece for piece in pieces if piece.text.field == "description"), None)
    if below is None or title.text.field != "headline":
        return None
    firms = _distinct(unit for unit in title.clause.units if unit.is_company("ai"))
    large = _distinct(unit for unit in title.clause.units if unit.is_company("watched", "tech", "investor"))
    if len(firms) != 1 or not large:
        return None
    sides = {unit.name.company.id for unit in (*firms, *large) if unit.name is not None}
    named = {unit.name.company.id if unit.name else unit.low for unit in below.clause.units if unit.party}
    if not named <= sides or any("negation" in unit.cues for unit in below.clause.units):
        return None
    kind = _kind(reading, below)
    if kind is None:
        return None
    at = next(k for k, unit in enumerate(title.clause.units) if unit is firms[0])
    sums = large_sums(reading, below, 1e6)
    return Claim(
        kind, "juxtaposed-below", title.text, title.clause, at, large, firms[0], noun=True, weight=0.62,
        elsewhere=below.clause.units[sums[0]] if sums else None, elsewhere_text=below.text,
    )  # fmt: skip


def _kind(reading: Reading, below: Piece) -> ClaimKind | None:
    for unit in below.clause.units:
        for _, verb in unit.verbs:
            kind = _TELLS.get(verb.frame)
            money = verb.frame != "invest" or bool(large_sums(reading, below, 1e6))
            if kind is not None and money and not verb.weak:
                return kind
    return None


def _distinct(units: Iterable[Unit]) -> list[Unit]:
    """One unit a company."""
    found: dict[str, Unit] = {}
    for unit in units:
        if unit.name is not None:
            found.setdefault(unit.name.company.group, unit)
    return list(found.values())
