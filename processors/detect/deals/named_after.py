"""The firm by its name, where the headline of a deal tells only its kind, or the field that the money goes into.

Asked once a deal is flagged: it decides nothing.
"""

from __future__ import annotations

import re

from processors.detect.deals.completing import OLD, vetoed
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Text, Unit

_FIELD = re.compile(
    r"(?:l'|la |le |les |the )?(?:recherche |research )?(?:en |sur |in |on )?(?:l')?"
    r"(?:ia|ai|a\.i\.|intelligence artificielle|artificial intelligence)(?: [a-z]+)?"
)
"""`l'IA`, `AI research`: no firm, and nothing that is built."""
_BUYS = frozenset({"acquire", "invest"})


def named_after(claim: Claim, reading: Reading) -> tuple[Text, Unit] | None:
    """`X buys an AI startup`, `X puts $2 billion into AI` | `It bought Y, a maker of …`: Y."""
    below = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    if below is None or claim.text is not reading.title or not _says_no_name(claim):
        return None
    for sentence in below.sentences[: 1 if claim.kind == "capex" else 2]:
        if vetoed(below, sentence) or OLD.search(below.folded, sentence.start, sentence.end):
            continue
        for clause in reading.clauses_of(below, sentence):
            for at in clause.spoken():
                if any(verb.frame in _BUYS for _, verb in clause.units[at].verbs):
                    named = _bought(clause, at, claim)
                    if named is not None:
                        return below, named
    return None


def _says_no_name(claim: Claim) -> bool:
    if claim.target is not None or not claim.investors:
        return False
    if claim.kind != "capex":
        return claim.kind in ("acquisition", "stake")
    return claim.place is not None and _FIELD.fullmatch(claim.text.folded, *claim.place) is not None


def _bought(clause: Clause, at: int, claim: Claim) -> Unit | None:
    """The name behind a verb of buying or investing, if the headline's buyer does that, or one without a name."""
    sides = {unit.side for unit in claim.investors}
    if any("negation" in unit.cues for unit in clause.units[max(clause.low, at - 3) : at]):
        return None
    who, to = c.subject(clause, at), c.first_party(clause, at, over=7)
    if to is None or c.is_passive(clause, at):
        return None
    if who is not None and clause.units[who].name is not None and clause.units[who].side not in sides:
        return None
    named = clause.units[to]
    if named.side in sides or "plain" in named.cues:
        return None
    return named if named.proper or named.is_company("ai", "other", "watched") else None
