"""The sentences that are read for the wide net, each as one clause."""

from __future__ import annotations

from dataclasses import dataclass

from newswatch.messages import FigureRole
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.figures import role_of
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Text


@dataclass(slots=True)
class Piece:
    """A sentence that is read for the net, as one clause."""

    text: Text
    clause: Clause


def pieces_of(reading: Reading) -> list[Piece]:
    pieces: list[Piece] = []
    for order, text in enumerate(reading.texts[:2]):
        if text.field == "body" and not reading.bare:
            continue
        read = text.sentences[: 2 if order == 0 else 1]
        pieces += [Piece(text, Clause(sentence, 0, len(sentence.units))) for sentence in read]
    return pieces


def large_sums(reading: Reading, piece: Piece, least: float, role: FigureRole = "amount") -> list[int]:
    found = []
    for k in piece.clause.places.sums:
        told = piece.clause.units[k].sum
        large = told is not None and told.dollars >= least
        if large and role_of(piece.clause, k, piece.text.folded, reading.year) == role:
            found.append(k)
    return found
