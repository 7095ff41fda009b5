"""The wide net for capacity: infrastructure or compute, billions or gigawatts, and a name close together."""

from __future__ import annotations

from processors.detect.deals.formerly import told_before
from processors.detect.deals.frames.capacity import noun_phrase
from processors.detect.deals.frames.nouns_capacity import committed
from processors.detect.deals.frames.sellers import buyer_and_supplier
from processors.detect.deals.in_passing import beside_the_news
from processors.detect.grammar.claims import Claim, ClaimKind
from processors.detect.grammar.pieces import Piece, large_sums
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Unit


def _outlay(reading: Reading, piece: Piece) -> int | None:
    """`8 milliards d'euros d'Amazon, l'essentiel pour l'IA`, `¥1.63 trillion: Microsoft's largest outlay …`."""
    units = piece.clause.units
    if piece.text.field != "headline" or not piece.text.has("ai"):
        return None
    if any(u.low in {"customers", "clients"} for u in units):
        return None  # `says its customers spent $1 billion on AI`
    for k in large_sums(reading, piece, 0.95e9):
        behind = units[k + 1 : k + 4]
        if behind and behind[0].low in {"de", "d", "from"} and any(_large(u) for u in behind):
            return k
        aim = units[k + 1 : k + 8]
        stop = next((j for j, u in enumerate(aim) if "subordinate" in u.cues), len(aim))
        aim = aim[:stop]  # `on rural delivery as AI boom rolls on`
        aimed = aim and aim[0].low in {"for", "pour", "on", "dans"} and any("ai" in u.cues for u in aim)
        if aimed and any(_large(u) for u in units[:k]) and _in_main(reading, piece, units[k].start):
            return k  # `Zuckerberg relève encore la facture : jusqu'à 145 milliards pour l'IA`
    spent = next((k for k, u in enumerate(units) if "investment_noun" in u.cues), None)
    own = spent is not None and any(_large(u) for u in units[max(0, spent - 5) : spent])
    return spent if own else None


def _in_main(reading: Reading, piece: Piece, at: int) -> bool:
    """`Alors que les géants investissent des milliards dans l'IA, …`: what everyone knows is no news."""
    spans = ((*clause.span(), clause.kind) for clause in reading.clauses(piece.text))
    return any(kind == "main" for low, high, kind in spans if low <= at < high)


def _large(unit: Unit) -> bool:
    return unit.level in ("watched", "tech")


def _headline_deals(first: Piece) -> bool:
    """The headline speaks of a sum, a size, a deal or infrastructure."""
    return any(
        u.sum
        or u.cues & {"billions", "deal_noun", "capex_noun", "investment_noun", "acquisition_noun"}
        or any(verb.frame in _SPENDING and not verb.weak for _, verb in u.verbs)
        for u in first.clause.units
    )


_SPENDING = frozenset({"spend", "invest"})


_Place = tuple[Piece, int]
"""A unit by its piece and its place there."""


def capacity_claim(reading: Reading, pieces: list[Piece]) -> Claim | None:
    """Infrastructure or compute with a billion or gigawatts, and a name."""
    for piece in pieces:
        noun = _noun(reading, piece, pieces[0])
        if noun is None:
            continue
        money = _money(reading, pieces)
        size = any(p.clause.has("billions") is not None for p in pieces)
        if money is None and not (size and committed(piece.clause)):
            continue
        named = _named(pieces)
        if not named:
            return None
        claim = _claim(piece, pieces[0], noun, named)
        if money is not None and _before(money):
            money = None  # `The deal came hours after X's $9.7 billion contract`
        if money is not None:
            where, k = money
            claim.elsewhere, claim.elsewhere_text = where.clause.units[k], where.text
            if where is piece and claim.clause is piece.clause:
                claim.amount = piece.clause.units[k]
        if claim.investors:
            return claim
    return None


def _noun(reading: Reading, piece: Piece, first: Piece) -> int | None:
    """What is built, rented or laid out, where the headline speaks of such a thing. `first`: the headline."""
    units = piece.clause.units
    if any(
        units[k].low == "fonds" and units[k + 1].low == "de" and units[k + 2].sum
        for k in range(len(units) - 2)
    ):
        return None  # `KKR boucle un fonds de 8 milliards`
    built, rented = piece.clause.has("capex_noun"), piece.clause.has("compute_noun")
    noun = built if built is not None else rented
    if noun is None:
        noun = _outlay(reading, piece)
    if noun is None or piece.text.field == "headline" or _headline_deals(first):
        return noun
    return None  # `Google makes Ironwood available`, and below that someone will use a million of them


def _money(reading: Reading, pieces: list[Piece]) -> _Place | None:
    """The first large sum that is the news."""
    sums = ((p, k) for p in pieces for k in large_sums(reading, p, 0.95e9))
    return next(
        ((p, k) for p, k in sums if not beside_the_news(p.text, p.clause.sentence, p.clause.units[k])), None
    )


def _before(money: _Place) -> bool:
    piece, k = money
    return told_before(piece.text, piece.clause.sentence, piece.clause.units[k])


def _named(pieces: list[Piece]) -> list[Unit]:
    """Who may pay or be paid: each firm once, by itself or by a giant's person."""
    named: list[Unit] = []
    for unit in (u for p in pieces for u in p.clause.units):
        if (
            unit.name
            and (unit.name.kind == "company" or (unit.name.kind == "person" and _large(unit)))
            and unit.name.company.level != "investor"
            and all(u.name and u.name.company.id != unit.name.company.id for u in named)
        ):
            named.append(unit)
    return named


def _claim(piece: Piece, first: Piece, noun: int, named: list[Unit]) -> Claim:
    """The claim of who builds or of who pays whom, in the headline where the buyer stands there alone."""
    units = piece.clause.units
    built = piece.clause.has("capex_noun") is not None and len(named) == 1
    kind: ClaimKind = "capex" if built else "compute"
    buyer, supplier = buyer_and_supplier(named)
    place = noun_phrase(piece.clause, noun)
    claim = Claim(kind, "juxtaposed", piece.text, piece.clause, noun, noun=True, weight=0.6, place=place)
    if buyer is not None and buyer not in units and built:
        k = next((k for k, unit in enumerate(first.clause.units) if unit is buyer), None)
        if k is not None:  # told below of who stands in the headline
            claim.text, claim.clause, claim.at, claim.place = first.text, first.clause, k, None
            units = first.clause.units
    claim.investors = [buyer] if buyer and buyer in units else []
    claim.target = supplier if not built and supplier in units else None
    return claim
