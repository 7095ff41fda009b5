"""Deals told without a verb that a frame knows: names, a sum and a word of money close together.

`2B$ for Verity: Paris AI lab leaves stealth`, `Robots humanoïdes : 750 millions de dollars pour Kestrel`. This is
the wide net behind the frames: headline and the first sentence of the description together, silent where any
veto speaks there, and never as sure as a frame.
"""

from __future__ import annotations

from collections.abc import Sequence

from processors.detect.deals.below import told_below
from processors.detect.deals.debts import borrowed
from processors.detect.deals.formerly import told_before
from processors.detect.deals.juxtaposed_capacity import capacity_claim
from processors.detect.deals.juxtaposed_money import MONEY_CUES, money_claim
from processors.detect.deals.receivers import firm
from processors.detect.grammar.claims import Claim, ClaimKind, Judged
from processors.detect.grammar.figures import periodic, role_of
from processors.detect.grammar.pieces import Piece, large_sums, pieces_of
from processors.detect.grammar.reading import Reading

_SPARED = frozenset({"rumour", "usage", "history"})


def juxtaposed(reading: Reading, told: Sequence[Judged]) -> list[Claim]:
    """The claims that only proximity makes; the vetoes of the whole headline silence them.

    A sum that a verb's frame has claimed already (`told`) and that was judged too little is left alone.
    """
    pieces = pieces_of(reading)
    if not pieces:
        return []
    first = pieces[0]
    if periodic(first.clause, first.clause.low - 1, first.text.folded) and not first.text.has("compute_noun"):
        return []  # `pays X $300 million a year`: a service
    debt = borrowed(first)
    if debt is not None:
        return [debt]
    if _vetoed(reading, pieces):
        priced = _priced(reading, pieces)
        return [priced] if priced is not None else []
    used = [one.claim.amount for one in told if not one.claim.noun and one.claim.amount is not None]
    firm = any("descriptor" in u.cues for u in pieces[0].clause.units) and any(
        u.proper for u in pieces[0].clause.units
    )
    capacity, money = capacity_claim(reading, pieces), money_claim(reading, pieces, used)
    found = [money, capacity] if firm else [capacity, money]
    sided = any(
        one.claim.kind == "acquisition"
        and one.claim.text is first.text
        and one.claim.investors
        and one.claim.target
        for one in told
    )
    found += [None if sided else _bought(pieces), _worth(reading, first), told_below(reading, pieces)]
    return [claim for claim in found if claim is not None][:1]


def _vetoed(reading: Reading, pieces: list[Piece]) -> bool:
    for piece in pieces:
        sentence = piece.clause.sentence
        if piece is pieces[0] and any(u.low in _UNLESS for u in sentence.units):
            return True
        for hit in piece.text.heard:
            if (
                hit.veto.weight >= 0.5
                and hit.veto.id not in _SPARED
                and "ai_investment" in hit.veto.labels
                and sentence.start <= hit.start < sentence.end
                and piece.text.speaks(hit)
                and not (hit.veto.scope == "clause" and _aside(reading, piece, hit.start))
            ):
                return True
    return False


def _aside(reading: Reading, piece: Piece, at: int) -> bool:
    """The offset lies in a clause of the sentence that holds no sum."""
    for clause in reading.clauses(piece.text):
        low, high = clause.span()
        if clause.sentence is piece.clause.sentence and low <= at < high:
            return clause.kind != "main" and not any(u.sum for u in clause.units[clause.low : clause.high])
    return False


_UNLESS = {
    "if",
    "si",
    "unless",
    "sauf",
    "not",
    "n",
    "ne",
    "never",
    "jamais",
    "sans",
    "without",
    "won't",
    "wont",
}


_DOOMED = frozenset({"stopped-deal", "court", "round-up", "history", "public-money", "shopping", "incident"})


def _priced(reading: Reading, pieces: list[Piece]) -> Claim | None:
    """`OpenAI employees sell $6.6 billion of stock at a $500 billion valuation`: an AI firm, a sum and its worth."""
    piece = pieces[0]
    if any(hit.veto.id in _DOOMED and piece.text.speaks(hit) for hit in piece.text.heard):
        return None
    units = piece.clause.units
    amounts = large_sums(reading, piece, 0.95e8)
    worth = [
        k
        for k, u in enumerate(units)
        if u.sum
        and u.sum.dollars >= 0.95e9
        and role_of(piece.clause, k, piece.text.folded, reading.year) == "valuation"
    ]
    target = next((u for u in units if u.names_ai and u.is_firm), None)
    if not amounts or not worth or target is None:
        return None
    return Claim(
        "round", "juxtaposed", piece.text, piece.clause, amounts[0], [], target, None, units[amounts[0]],
        units[worth[0]], weight=0.8, noun=False,
    )  # fmt: skip


def _worth(reading: Reading, piece: Piece) -> Claim | None:
    """`Briefwell now a $2 billion company after Accel-led raise`: a firm, its worth, and a word of money."""
    units = piece.clause.units
    worth = large_sums(reading, piece, 0.95e9, "valuation")
    target = firm(piece.clause)
    if not worth or target is None:
        return None
    if told_before(piece.text, piece.clause.sentence, units[worth[0]], worth=True):
        return None  # `once valued at $850 million`
    money = any(unit.cues & MONEY_CUES and "valuation" not in unit.cues for unit in units)
    if not money or piece.text.folded.rstrip().endswith("?"):
        return None
    return Claim(
        "valued", "juxtaposed", piece.text, piece.clause, worth[0], [], units[target], None, None,
        units[worth[0]], noun=True, weight=0.62,
    )  # fmt: skip


def _bought(pieces: list[Piece]) -> Claim | None:
    """A watched or large company, an AI firm, and a word of buying or of a stake, without a sum."""
    piece = pieces[0]
    units = piece.clause.units
    buyers = [k for k, u in enumerate(units) if u.is_company("watched", "tech")]
    targets = [
        k
        for k, u in enumerate(units)
        if k not in buyers
        and u.party
        and (u.name is None or (u.name.company.level == "ai" and u.name.kind == "company"))
    ]
    if not buyers or not targets:
        return None
    cased = piece.clause.sentence.title_case
    words = {
        cue for k, unit in enumerate(units) if not (unit.capital and k and not cased) for cue in unit.cues
    }
    strong = any(
        verb.frame in ("acquire", "acquired", "stake") and not verb.weak
        for unit in units
        for _, verb in unit.verbs
    )
    if not (strong or words & {"acquisition_noun", "stake_noun"}):
        return None
    known = [k for k in targets if units[k].name]
    target = known[0] if known else targets[-1]
    if not known and not any("descriptor" in u.cues or "acquisition_noun" in u.cues for u in units):
        return None
    kind: ClaimKind = "stake" if "stake_noun" in words and not strong else "acquisition"
    return Claim(
        kind, "juxtaposed", piece.text, piece.clause, target, [units[buyers[0]]], units[target], noun=True,
        weight=0.58,
    )  # fmt: skip
