"""A firm and a sum close together, without a verb that a frame knows: a round, a stake or a purchase of it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from processors.detect.deals.formerly import told_before
from processors.detect.deals.in_passing import beside_the_news
from processors.detect.deals.receivers import TO, firm, givers, gives, receiver, unnamed
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim, ClaimKind
from processors.detect.grammar.figures import spent_before
from processors.detect.grammar.pieces import Piece, large_sums
from processors.detect.grammar.reading import Reading
from processors.detect.words.of_money import DEAL_FRAMES
from processors.detect.words.unit import Unit

MONEY_CUES = frozenset(
    {"round", "investment_noun", "stake_noun", "acquisition_noun", "valuation", "money_talk"}
)


_BUYING = frozenset({"acquire", "acquired"})


def _says_money(piece: Piece) -> bool:
    places = piece.clause.places
    return not places.cues.keys().isdisjoint(MONEY_CUES) or _tells_by(piece, DEAL_FRAMES)


def _tells_by(piece: Piece, frames: Set[str]) -> bool:
    """A verb of these frames, outright, stands in the sentence."""
    verbs = (verb for at in piece.clause.places.verbs for _, verb in piece.clause.units[at].verbs)
    return any(verb.frame in frames and not verb.weak for verb in verbs)


def money_claim(reading: Reading, pieces: list[Piece], used: Sequence[Unit]) -> Claim | None:
    """A sum of a hundred million for an AI firm; `used` are the sums that a verb's frame has claimed."""
    if pieces[0].clause.has("vehicle") is not None:
        return None
    if any(unit.low in {"customers", "clients"} for unit in pieces[0].clause.units) or _of_use(
        reading, pieces
    ):
        return None  # `says its customers spent $1 billion`
    money = _sum(reading, pieces)
    if money is None:
        return None
    piece, at = money
    units = piece.clause.units
    if any(units[at] is unit for unit in used) or _no_deal(piece, at):
        return None
    target, home = receiver(piece.clause, at), piece
    if target is None:
        others = ((p, k) for p in pieces if p is not piece for k in [firm(p.clause)] if k is not None)
        other = next(others, None)
        if other is not None:
            home, target = other
        elif unnamed(piece.clause, at) and any(u.name for u in units):
            return Claim(
                "round", "juxtaposed", piece.text, piece.clause, at, amount=units[at], noun=True, weight=0.68
            )
        else:
            return None
    if gives(home.clause, target):
        return None
    investors = givers(home.clause, target)
    if not _told_as_deal(pieces, piece, at, home, target, investors):
        return None
    bought = any("acquisition_noun" in p.clause.places.cues or _tells_by(p, _BUYING) for p in pieces)
    kind: ClaimKind = "acquisition" if bought and investors else "stake" if investors else "round"
    claim = Claim(
        kind,
        "juxtaposed",
        home.text,
        home.clause,
        at if home is piece else target,
        [home.clause.units[k] for k in investors],
        home.clause.units[target],
        amount=units[at] if home is piece else None,
        noun=True,
        weight=0.62,
    )
    claim.elsewhere, claim.elsewhere_text = units[at], piece.text
    return claim


_USE = re.compile(
    r"\b(?:partenariat|partnership|contrat|contract|accord commercial|commercial agreement|customer|client)\b"
    r"[^.]{0,90}\b(?:pour|to|afin d|for)\b"
)
_OWNING = re.compile(
    r"\b(?:invest\w*|tour de table|levee|leve|round|rais(?:es?|ed|ing)|stake|participation|acqui\w+|rachat|rachete|"
    r"actions|shares|equity|fund(?:s|ed|ing)?|valu\w+|compute|calcul|chips?|puces?|data cent\w+|gigawatts?)\b"
)


def _of_use(reading: Reading, pieces: list[Piece]) -> bool:
    """`X × Y : agents for all ($150M)` | `They announce a partnership to build …`: what is paid for using models."""
    below = reading.lead
    if below is None or any(_says_money(piece) for piece in pieces):
        return False
    lead = below.folded[: below.sentences[0].end]
    return _USE.search(lead) is not None and _OWNING.search(lead + reading.title.folded) is None


def _sum(reading: Reading, pieces: list[Piece]) -> tuple[Piece, int] | None:
    """The first sum of a hundred million, else a smaller one of the headline that known investors give."""
    for piece in pieces:
        for k in large_sums(reading, piece, 0.95e8):
            return piece, k
    first = pieces[0]
    return next(((first, k) for k in large_sums(reading, first, 2e7) if _given(first, k)), None)


def _no_deal(piece: Piece, at: int) -> bool:
    """The sum is spent, lost, earned, claimed as damages, or an earlier deal's."""
    units = piece.clause.units
    if told_before(piece.text, piece.clause.sentence, units[at], worth=True):
        return True  # `18 months after Microsoft's $650 million deal`
    if spent_before(units, at) or beside_the_news(piece.text, piece.clause.sentence, units[at]):
        return True
    if _LOST.search(piece.text.folded, max(0, units[at].start - 30), units[at].start):
        return True
    if at + 1 >= len(units) or units[at + 1].low not in {"from", "a", "aux"}:
        return False
    return bool(_CLAIMED.search(piece.text.folded))  # `Musk seeks billions from OpenAI`: damages


def _told_as_deal(
    pieces: list[Piece], piece: Piece, at: int, home: Piece, target: int, investors: list[int]
) -> bool:
    """Money is talked of as in a deal: the sum is the unit `at` of `piece`, the target the unit of `home`."""
    units = piece.clause.units
    if not any(u.cues & MONEY_CUES for u in units) and _YEARS.search(piece.text.folded):
        return False  # `CMA CGM et Mistral : 100 millions sur cinq ans`: a customer
    bound = any(units[k].low in TO for k in range(at + 1, min(at + 6, len(units)))) or (
        at > 0 and units[at - 1].low in TO
    )
    if not (any(_says_money(p) for p in pieces) or bound or _described(home, piece, target)):
        return False
    if home.clause.has("deal_noun") is not None and _to_use(home, target):
        return False
    if home.clause.has("deal_noun") is not None and not _says_money(home):
        sold = home.clause.units[target].name
        if not investors or sold is None or sold.company.level != "ai":
            return False
    if piece.text.field != "headline":
        return True
    raised = next((k for k, u in enumerate(units) if _raises(u)), None)
    return raised is None or c.subject(piece.clause, raised) is not None


def _to_use(home: Piece, target: int) -> bool:
    """`signs a $400 million deal with X to bring AI search to its app`: a customer's order."""
    units = home.clause.units
    behind = units[target + 1 : target + 3]
    return (
        target > 0
        and units[target - 1].low in {"with", "avec"}
        and len(behind) == 2
        and behind[0].low in {"to", "pour", "for"}
        and not any(v.frame in DEAL_FRAMES and not v.weak for _, v in behind[1].verbs)
    )


def _given(piece: Piece, at: int) -> bool:
    """`sort de l'ombre avec 70 millions d'Eric Schmidt`: known investors right behind a smaller sum."""
    units = piece.clause.units
    if at + 1 >= len(units) or units[at + 1].low not in {"d", "de", "from"}:
        return False
    near = [u for u in units[at + 2 : at + 5] if u.name]
    return any(u.level in ("investor", "watched", "tech") for u in near)


_LOST = re.compile(
    r"\b(?:perd(?:u|ent|ait)?|los(?:es|t|ing)|burn(?:s|ed|ing|t)?|brul(?:e|ent|ait)|engrang\w+|gagn(?:e|ent|ait)|earn(?:s|ed))\b"
    r"[^.;:,]{0,20}$"
)
"""`OpenAI perd 9 milliards`: what a firm loses or earns."""

_CLAIMED = re.compile(r"\b(?:seeks?|sought|demands?|wants?|claims?|reclame\w*|exige\w*|demande\w*)\b")


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
