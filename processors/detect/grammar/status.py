"""How sure a clause is: confirmed, rumoured, denied or abandoned; and whether the deal is closed."""

from __future__ import annotations

import re

from newswatch.messages import DealStatus
from processors.detect.grammar.asides import before, given_for, of_another
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.hedging import conditional, hedged, is_settled
from processors.detect.words.unit import Sentence, Text, Unit

_DENIED = {
    "denies", "denied", "deny", "dement", "dementent", "niega", "niegan", "desmiente", "desmienten", "dementiert",
    "dementieren", "bestreitet",
}  # fmt: skip


def status_of(claim: Claim) -> DealStatus:
    """The status that the claim's own clause gives it; a doubtful question in a title is hearsay too."""
    clause, text = claim.clause, claim.text
    start, end = clause.span()
    stopped = [
        hit
        for hit in text.heard
        if hit.veto.id == "stopped-deal"
        and start <= hit.start < end
        and text.speaks(hit)
        and not _beside(claim, hit.start, hit.end)
    ]
    if stopped:
        return (
            "denied" if any(text.folded[hit.start : hit.end] in _DENIED for hit in stopped) else "abandoned"
        )
    if claim.rule == "suitor" or conditional(clause, claim.at) or hedged(clause, claim.at):
        return "rumoured"
    if (claim.noun or claim.rule == "noun-valuation") and any(
        clause.units[k].verbs and conditional(clause, k) for k in range(clause.low, clause.high)
    ):
        return "rumoured"
    if claim.kind in ("round", "valued") and _sought(claim):
        return "rumoured"
    if claim.kind == "round" and claim.clause.units[claim.at].low in _COLLECTS_DE and _wanted(claim):
        return "rumoured"
    if _prepared(claim):
        return "rumoured"
    if claim.kind == "valued" and _SOON.search(text.folded, start, end):
        return "rumoured"
    if text.field == "headline" and _attributed(claim):
        return "rumoured"
    if text.field == "headline" and _asks(claim):
        return "rumoured"
    if claim.kind == "acquisition" and _CLOSED.search(text.folded, start, end):
        return "closed"
    return "confirmed"


def _beside(claim: Claim, start: int, end: int) -> bool:
    """What was stopped is not this deal: it stands in an insertion, or the deal is told behind it."""
    units = claim.clause.units
    if claim.at and units[claim.at - 1].low in {"to", "pour"} and end <= units[claim.at - 1].start:
        return True  # `solde sa participation dans X pour miser 30 milliards sur Y`
    if claim.noun:
        return given_for(claim.clause, claim.at, end)
    return before(claim.clause, claim.at, start, end) or of_another(claim, start)


_BOUGHT = r"(?:acquisition|takeover|purchase|buyout|merger|rachat|fusion)"
_CLOSED = re.compile(
    r"\b(?:complete[sd]|close[sd]|finali[sz]e[sd]?|finalisent|wraps? up|boucle(?:nt)?|acheve(?:nt)?"
    rf"|a (?:finalise|boucle|acheve))\b[^.;:?!,]{{0,60}}?\b{_BOUGHT}\b"
    rf"|\b{_BOUGHT}\b[^.;:?!,]{{1,60}}?\b(?:complete[sd]?|closed|finali[sz]ed|finalisee?|bouclee?)$"
)
"""`completes its $3 billion purchase of X`, `boucle le rachat de X`: what was agreed has been done. (`closes a round`,
`closes a deal to buy` tell the deal itself.)"""


_WHO_WHY = frozenset(
    {
        "who",
        "why",
        "how",
        "what",
        "where",
        "which",
        "qui",
        "pourquoi",
        "comment",
        "que",
        "quoi",
        "quel",
        "quelle",
        "ou",
    }
)


def _asks(claim: Claim) -> bool:
    """`Will X buy Y?` doubts it; `Why does X pay …?`, `…: who is behind Y?` take it for granted."""
    written, sentence = claim.text.folded, claim.clause.sentence
    whole = written.rstrip().endswith("?")
    if not whole and not written[sentence.start : sentence.end].rstrip().endswith("?"):
        return False
    units = (claim.text.sentences[-1] if whole else sentence).units
    colons = (k + 1 for k, unit in enumerate(units[:-1]) if unit.low == ":")
    return not any(units[k].low in _WHO_WHY for k in (0, *colons))


_SEEKS = (
    "seek", "sought", "want", "eye", "hunt", "pursu", "court", "target", "cherch", "vise", "visai", "veu", "voula",
    "sollicit", "en quete", "a la recherche", "in search",
)  # fmt: skip


def _sought(claim: Claim) -> bool:
    """`seeks to raise billions`, `triples its fundraising target`: wanted, and not yet raised."""
    units = claim.clause.units
    before = units[claim.clause.low : claim.at + 1]
    if any(u.low.startswith(_SEEKS) and any(v.id == "raise-weak" for _, v in u.verbs) for u in before):
        return True
    return any(unit.low in {"target", "goal", "objectif"} for unit in units[claim.at : claim.at + 4]) and any(
        "round" in unit.cues for unit in units[max(0, claim.at - 3) : claim.at + 1]
    )


def _prepared(claim: Claim) -> bool:
    """`prépare une levée de 2 milliards`, `readies a $2bn round`, `prépare … pour s'offrir X`: not yet done."""
    units, at = claim.clause.units, claim.at
    if claim.kind == "round":
        noun = any("round" in unit.cues for unit in units[at : at + 4])
        return noun and _stands_open(units[max(claim.clause.low, at - 5) : at], _PREPARES)
    aim = claim.kind in ("acquisition", "stake") and at > 0 and units[at - 1].low in {"pour", "to"}
    return aim and _stands_open(units[max(claim.clause.low, at - 10) : at], _READIES)


def _stands_open(before: list[Unit], words: frozenset[str]) -> bool:
    """One of the words, and between it and the end nothing that begins another clause or says when."""
    for unit in reversed(before):
        if unit.low in words:
            return True
        if unit.low in _CLOSES:
            return False
    return False


_CLOSES = frozenset({",", "and", "et", "after", "following", "with", "apres", "avec", "suite"})


_READIES = frozenset({"prepare", "preparent", "prepares", "preparing", "readies"})
_PREPARES = frozenset(
    {"prepare", "preparent", "prepares", "preparing", "readies", "ready", "plans", "planning"}
)
_COLLECTS_DE = frozenset({"sammeln", "einsammeln", "aufnehmen"})


def _wanted(claim: Claim) -> bool:
    """`will 10 Milliarden Dollar einsammeln`: German for `wants to raise`."""
    before = claim.clause.units[claim.clause.low : claim.at]
    return any(unit.low in {"will", "wollen"} for unit in before)


def _attributed(claim: Claim) -> bool:
    """The sentence ends in `…, sources say`, `: report`, `selon Bloomberg`."""
    units = claim.clause.sentence.units
    tail = range(max(0, len(units) - 4), len(units))
    if _SOURCES.match(claim.text.folded, claim.clause.sentence.start):
        return True
    if _REPORTED_BY.search(claim.text.folded, max(0, len(claim.text.folded) - 40)):
        return True
    return any(
        units[k].low in {"report", "reports", "sources", "source", "selon", "rapport", "rumeur"}
        or ("hearsay" in units[k].cues and units[k].low.startswith(("selon", "sources", "report")))
        for k in tail
        if not is_settled(units, k)
    )


_SOURCES = re.compile(
    r"(?:sources?|reports?|rumou?r|rumeurs?|bericht|medienbericht|insider|informe|fuentes)\s*:"
)
_REPORTED_BY = re.compile(
    r"(?<=\w): (?:the )?(?:ft|wsj|nyt|bloomberg|reuters|financial times|wall street journal|the information|nikkei|"
    r"cnbc|axios|handelsblatt|les echos|new york times)\s*$|"
    r", (?:the )?(?:ft|wsj|nyt|bloomberg|reuters|financial times|wall street journal|information|nikkei|cnbc|axios) "
    r"(?:says|reports|said|reported)\s*$"
)
"""`X to invest in Y: FT`: the outlet whose word it is."""


_HEARD = re.compile(
    r"\b(?:selon|d'apres|according to|citing|citant|obtenues? par|obtained by|rapport\w+ par|reported by|"
    r"ont (?:confie|indique|declare) a|told) "
    r"(?:(?:le|la|les|the|des|une|un|plusieurs|several|two|three|multiple|an?) |l')*"
    r"(?:(?:new |exclusive )?(?:reports?|article|scoop|rapport|enquete) (?:by|from|in|in the|de|d'|du) ?)?"
    r"(?:informations?(?: obtenues? par| de)? |agence |quotidien |journal |media |news agency |newspaper )*"
    r"(?:the |le |la )?"
    r"(?:ft|wsj|nyt|bloomberg|reuters|financial times|wall street journal|the information|information|nikkei|cnbc|"
    r"axios|handelsblatt|les echos|new york times|business insider|techcrunch|sky news|sources?|"
    r"people (?:familiar|briefed|with)|personnes (?:au|proches|informees)|"
    r"une personne|proches du dossier|presse|media)\b|"
    r"\b(?:bloomberg|reuters|cnbc|the information|financial times|ft|wall street journal|wsj|new york times|nikkei) "
    r"(?:reports|reported|rapporte|rapportait|indique|revele)\b"
)
"""Whose word it is, where it is not the parties' own: an outlet's or a source's."""
_SOON = re.compile(r"\b(?:bientot|soon(?: to be)?|en passe d'|about to be|on course to be|prochainement)\b")
"""`bientôt valorisé à …`: a round that is being talked of."""


def heard(claim: Claim) -> bool:
    """The claim's sentence gives an outlet or a source for what it tells."""
    return heard_in(claim.text, claim.clause.sentence) is not None


def heard_in(text: Text, sentence: Sentence) -> int | None:
    """Where the sentence begins to give an outlet or a source for what it tells."""
    match = _HEARD.search(text.folded, sentence.start, sentence.end)
    return match.start() if match is not None else None
