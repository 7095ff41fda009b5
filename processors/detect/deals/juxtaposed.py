"""Deals told without a verb that a frame knows: names, a sum and a word of money close together.

`2B$ for Verity: Paris AI lab leaves stealth`, `Robots humanoïdes : 750 millions de dollars pour Kestrel`. This is
the wide net behind the frames: headline and the first sentence of the description together, silent where any
veto speaks there, and never as sure as a frame.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from processors.detect.deals.below import told_below
from processors.detect.deals.debts import borrowed
from processors.detect.deals.juxtaposed_capacity import capacity_claim
from processors.detect.deals.receivers import TO, firm, givers, gives, receiver, unnamed
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim, ClaimKind, Judged
from processors.detect.grammar.figures import periodic, role_of, spent_before
from processors.detect.grammar.pieces import Piece, large_sums, pieces_of
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Unit

_MONEY_CUES = frozenset(
    {"round", "investment_noun", "stake_noun", "acquisition_noun", "valuation", "money_talk"}
)
_DEAL_FRAMES = frozenset({"raise", "invest", "acquire", "acquired", "stake", "lead", "spend", "fund"})
_BUYING = frozenset({"acquire", "acquired"})
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
    capacity, money = capacity_claim(reading, pieces), _money(reading, pieces, used)
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
        for hit in piece.text.vetoes:
            if (
                hit.veto.weight >= 0.5
                and hit.veto.id not in _SPARED
                and "ai_investment" in hit.veto.labels
                and sentence.start <= hit.start < sentence.end
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


_UNLESS = {"if", "si", "unless", "sauf", "not", "n", "ne", "never", "jamais", "sans", "without"}


_DOOMED = frozenset({"stopped-deal", "court", "round-up", "history", "public-money", "shopping", "incident"})


def _priced(reading: Reading, pieces: list[Piece]) -> Claim | None:
    """`OpenAI employees sell $6.6 billion of stock at a $500 billion valuation`: an AI firm, a sum and its worth."""
    piece = pieces[0]
    if any(hit.veto.id in _DOOMED for hit in piece.text.vetoes):
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
    target = next((u for u in units if u.name and u.name.ai and u.name.kind == "company"), None)
    if not amounts or not worth or target is None:
        return None
    return Claim(
        "round", "juxtaposed", piece.text, piece.clause, amounts[0], [], target, None, units[amounts[0]],
        units[worth[0]], weight=0.8, noun=False,
    )  # fmt: skip


def _says_money(piece: Piece) -> bool:
    places = piece.clause.places
    return not places.cues.keys().isdisjoint(_MONEY_CUES) or _tells_by(piece, _DEAL_FRAMES)


def _tells_by(piece: Piece, frames: Set[str]) -> bool:
    """A verb of these frames, outright, stands in the sentence."""
    verbs = (verb for at in piece.clause.places.verbs for _, verb in piece.clause.units[at].verbs)
    return any(verb.frame in frames and not verb.weak for verb in verbs)


def _money(reading: Reading, pieces: list[Piece], used: Sequence[Unit]) -> Claim | None:
    """A sum of a hundred million for an AI firm."""
    if any(piece.clause.has("vehicle") is not None for piece in pieces[:1]):
        return None
    if any(unit.low in {"customers", "clients"} for unit in pieces[0].clause.units):
        return None  # `says its customers spent $1 billion`
    money = next(((piece, k) for piece in pieces for k in large_sums(reading, piece, 0.95e8)), None)
    if money is None:
        money = next(
            ((pieces[0], k) for k in large_sums(reading, pieces[0], 2e7) if _given(pieces[0], k)), None
        )
    if money is None:
        return None
    piece, at = money
    units = piece.clause.units
    if any(units[at] is unit for unit in used) or spent_before(units, at):
        return None
    if _LOST.search(piece.text.folded, max(0, units[at].start - 30), units[at].start):
        return None
    if (
        at + 1 < len(units)
        and units[at + 1].low in {"from", "a", "aux"}
        and _CLAIMED.search(piece.text.folded)
    ):
        return None  # `Musk seeks billions from OpenAI`: damages
    target = receiver(piece.clause, at)
    home = piece
    if target is None:
        other = next(
            ((p, k) for p in pieces if p is not piece for k in [firm(p.clause)] if k is not None), None
        )
        if other is None and unnamed(piece.clause, at) and any(u.name for u in units):
            return Claim(
                "round",
                "juxtaposed",
                piece.text,
                piece.clause,
                at,
                [],
                None,
                None,
                units[at],
                noun=True,
                weight=0.68,
            )
        if other is None:
            return None
        home, target = other
    if gives(home.clause, target):
        return None
    if not any(u.cues & _MONEY_CUES for u in piece.clause.units) and _YEARS.search(piece.text.folded):
        return None  # `CMA CGM et Mistral : 100 millions sur cinq ans`: a customer
    bound = any(units[k].low in TO for k in range(at + 1, min(at + 6, len(units)))) or (
        at > 0 and units[at - 1].low in TO
    )
    investors = givers(home.clause, target)
    if not (any(_says_money(p) for p in pieces) or bound or _described(home, piece, target)):
        return None
    sold = home.clause.units[target].name
    if (
        home.clause.has("deal_noun") is not None
        and not _says_money(home)
        and not (investors and sold is not None and sold.company.level == "ai")
    ):
        return None
    if (
        piece.text.field == "headline"
        and (raised := next((k for k, u in enumerate(units) if _raises(u)), None)) is not None
        and c.subject(piece.clause, raised) is None
    ):
        return None
    bought = any("acquisition_noun" in p.clause.places.cues or _tells_by(p, _BUYING) for p in pieces)
    kind: ClaimKind = "acquisition" if bought and investors else "stake" if investors else "round"
    clause, text = (home.clause, home.text) if home is not piece else (piece.clause, piece.text)
    anchor = at if home is piece else target
    claim = Claim(
        kind,
        "juxtaposed",
        text,
        clause,
        anchor,
        [clause.units[k] for k in investors],
        clause.units[target],
        noun=True,
        weight=0.62,
    )
    claim.amount = units[at] if home is piece else None
    claim.elsewhere, claim.elsewhere_text = units[at], piece.text
    return claim


def _given(piece: Piece, at: int) -> bool:
    """`sort de l'ombre avec 70 millions d'Eric Schmidt`: known investors right behind a smaller sum."""
    units = piece.clause.units
    if at + 1 >= len(units) or units[at + 1].low not in {"d", "de", "from"}:
        return False
    near = [u for u in units[at + 2 : at + 5] if u.name]
    return any(u.name and u.name.company.level in ("investor", "watched", "tech") for u in near)


_LOST = re.compile(
    r"\b(?:perd(?:u|ent|ait)?|los(?:es|t|ing)|burn(?:s|ed|ing|t)?|brul(?:e|ent|ait)|engrang\w+|gagn(?:e|ent|ait)|earn(?:s|ed))\b"
    r"[^.;:,]{0,20}$"
)
"""`OpenAI perd 9 milliards`: what a firm loses or earns."""
_CLAIMED = re.compile(r"\b(?:seeks?|sought|demands?|wants|claims?|reclame\w*|exige\w*|demande\w*)\b")


def _worth(reading: Reading, piece: Piece) -> Claim | None:
    """`Briefwell now a $2 billion company after Accel-led raise`: a firm, its worth, and a word of money."""
    units = piece.clause.units
    worth = large_sums(reading, piece, 0.95e9, "valuation")
    target = firm(piece.clause)
    if not worth or target is None:
        return None
    money = any(unit.cues & _MONEY_CUES and "valuation" not in unit.cues for unit in units)
    if not money or piece.text.folded.rstrip().endswith("?"):
        return None
    return Claim(
        "valued", "juxtaposed", piece.text, piece.clause, worth[0], [], units[target], None, None,
        units[worth[0]], noun=True, weight=0.62,
    )  # fmt: skip


def _raises(unit: Unit) -> bool:
    """A verb of raising that is no noun here (`its last raise`)."""
    return "round" not in unit.cues and any(v.frame == "raise" and not v.weak for _, v in unit.verbs)


_YEARS = re.compile(
    r"\b(?:sur|over|pendant|for) (?:\w+|\d+) (?:ans|years|annees)\b|(?:cinq|trois|dix) ans et\b"
)
_SELLS = {
    "contract", "contrat", "contracts", "contrats", "order", "orders", "commande", "commandes", "customer",
    "customers", "client", "clients", "sales", "ventes", "savings", "marche", "budget", "users", "utilisateurs",
}  # fmt: skip


def _described(home: Piece, piece: Piece, target: int) -> bool:
    """`Le spécialiste de l'IA vocale Graal fait le plein : 150 millions`: a firm called an AI firm, and a sum alone."""
    units = home.clause.units
    if home is not piece or home.text.field != "headline" or any(unit.low in _SELLS for unit in units):
        return False
    name = units[target].name
    return (name is not None and name.company.ai == "core") or home.text.has("ai")


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
