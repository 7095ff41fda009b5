"""Whether the sentence below tells the headline's deal as hearsay."""

from __future__ import annotations

import re

from processors.detect.grammar.claims import Claim, Judged
from processors.detect.grammar.hedging import STRONG_TALKS, supposed
from processors.detect.grammar.reading import Reading
from processors.detect.grammar.status import heard, heard_in

OF_ROUNDS = {"round", "stake", "valued"}
"""Kinds of claims that tell one sort of deal."""


def reported(one: Judged, told: Claim) -> bool:
    """`X is reportedly raising …`, `X closes a round, sources told Y`: the sentence below tells the headline's deal."""
    claim = one.claim
    if claim.text.field != "description" or told.text.field != "headline" or one.history:
        return False
    if claim.clause.sentence is not claim.text.sentences[0]:
        return _supposed_below(claim, told)
    units, low = claim.clause.units, max(claim.clause.low, claim.at - 4)
    said = any(
        units[k].low in _SAID_TO_BE and units[k + 1].low.split()[0] not in _WORTH
        for k in range(low, claim.at)
    )
    if claim.noun and said and _of_one_sum(claim, told):
        return True  # `is reportedly a $9bn deal`
    if claim.kind != told.kind and not {claim.kind, told.kind} <= OF_ROUNDS:
        return False
    said = said or _as_hearsay(claim, low)
    talks = any(unit.low in STRONG_TALKS for unit in units[max(low, claim.at - 3) : claim.at])
    return heard(claim) or (not claim.noun and (said or talks))


def _supposed_below(claim: Claim, told: Claim) -> bool:
    """`X double la mise chez Y` | `… Le géant envisagerait d'injecter des milliards dans Y`: a deal without figure."""
    if claim.clause.sentence not in claim.text.sentences[:4] or claim.kind != told.kind:
        return False
    if told.amount is not None or claim.target is None or told.target is None:
        return False
    same = claim.target.side == told.target.side
    return same and _as_hearsay(claim, max(claim.clause.low, claim.at - 4))


_NEARLY = re.compile(
    r"\bnear(?:s|ing)? (?:an? |its |the )?(?:[$€£]?[\d.,]+ ?(?:bn|b|m|billion|million)? )?(?:[\w-]+ ){0,3}"
    r"(?:deal|agreement)\b|"
    r"\b(?:fields?|fielding|weighs|receives|attracts) (?:[\w-]+ ){0,3}offers\b|"
    r"\b(?:proches?|pres|sur le point|en passe|a deux doigts) d(?:e |['’])\s?(?:investir|injecter|acquerir|acheter|"
    r"racheter|lever|s['’]offrir|s['’]emparer|boucler|finaliser|signer|conclure|prendre)\b|"
    r"\bpropos(?:e|ent|ait) (?:[\w,.$€-]+ ){1,6}pour (?:prendre|acquerir|acheter|racheter|s['’]offrir|s['’]emparer)\b"
)
_MEANS_TO = re.compile(
    r"\b(?:(?:veut|veulent|voudrait) (?:s'offrir|racheter|acheter|acquerir|s'emparer)|"
    r"(?:wants?|hopes?|looks?|looking|seeks?) to (?:buy|acquire|take over|snap up)|"
    r"close to (?:an? |its )?(?:[$€£]?[\d.,]+ ?(?:bn|b|m|billion|million)? )?(?:[\w-]+ ){0,3}(?:deal|agreement)\b"
    r"[^,;:]{0,30}|"
    r"(?:proches?|pres|a deux doigts) d'un accord\b[^,;:]{0,30}|"
    r"(?:bientot|prochainement|soon(?: to be)?) (?:rachete|acquis|bought|acquired)\w*|"
    r"(?:weighs?|weighing|mulls?|mulling|envisage(?:nt)?|etudie(?:nt)?) "
    r"(?:[\w€$£.,'-]+ ){0,6}(?:project|campus|cent(?:er|re)s?|investment|projet|investissement))\b"
)
"""What tells the deal itself is so: `raises $2 billion and wants to buy rivals` has raised it."""
_EARLY = re.compile(
    r"\b(?:talks|discussions|negotiations)(?: for the deal| over the deal)? (?:are|remain|were) |"
    r"\bles (?:discussions|negociations|pourparlers) (?:sont|restent|en sont) "
)


def nearly(claim: Claim, reading: Reading) -> bool:
    """`X nears $9 billion Y deal`, `proche d'investir`, and below `The talks are early`: not yet done."""
    sentence = claim.clause.sentence
    if claim.text.field != "body" and _NEARLY.search(claim.text.folded, sentence.start, sentence.end):
        return True
    if claim.text.field != "headline":
        return False
    told = claim.clause.units[claim.at]
    meant = _MEANS_TO.search(claim.text.folded, sentence.start, sentence.end)
    if meant is not None and meant.start() < told.end and told.start < meant.end():
        return True
    below = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    if (
        claim.noun
        and below is not None
        and any(_NEARLY.search(below.folded, one.start, one.end) for one in below.sentences[:1])
    ):
        return True  # `Record round for X` | `X is close to closing …`
    return below is not None and any(
        _EARLY.search(below.folded, one.start, one.end) for one in below.sentences[:5]
    )


def heard_below(claim: Claim, reading: Reading) -> bool:
    """`X commits $20 billion to Y` | `According to the FT, X has committed $20 billion`: whose word the sum is."""
    below = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    if below is None or not below.sentences or claim.text.field != "headline":
        return False
    if claim.amount is None or claim.amount.sum is None:
        return False
    sentence, value = below.sentences[0], claim.amount.sum.value
    told = any(unit.sum is not None and unit.sum.value == value for unit in sentence.units)
    prepared = _PREPARED.search(below.folded, sentence.start, sentence.end) if told else None
    if prepared is not None and any(
        u.sum and u.sum.value == value for u in sentence.units if u.start >= prepared.end()
    ):
        return True
    before = _REPORTED_BEFORE.match(below.folded, sentence.start, sentence.end)
    return told and before is None and heard_in(below, sentence) == sentence.start


_PREPARED = re.compile(
    r"(?<!, )\b(?:prepare(?:nt)?|preparer|preparing|prepares|readies|readying) "
    r"(?:(?:for|une|un|a|its|sa|son|another) )+(?:(?:nouvelle?|new|fresh|next|autre|grande|record|mega) )*"
    r"(?:levee|tour|round|raise|funding|financing|augmentation)"
)
"""`X raises $2 billion` | `X is preparing a new round of $2 billion`."""
_REPORTED_BEFORE = re.compile(
    r"[\w ]{2,30} (?:had )?reported (?:earlier|first|previously|last \w+|in [a-z]+) "
)
"""`Reuters reported earlier that the round was close`: what the headline tells is done since."""


def _as_hearsay(claim: Claim, low: int) -> bool:
    """`Le géant envisagerait d'injecter …`; `a déclaré qu'il investirait` is the firm's own word."""
    units = claim.clause.units
    if claim.noun or any(unit.low in {"que", "qu"} for unit in units[: claim.at]):
        return False
    return any(supposed(claim.clause, k) for k in range(low, claim.at + 1))


_WORTH = frozenset({"worth", "valued", "costing", "totalling", "totaling"})
"""`a deal reportedly worth $9bn`: only its sum is hearsay."""


def _of_one_sum(one: Claim, other: Claim) -> bool:
    a, b = one.amount, other.amount
    return bool(a and b and a.sum and b.sum and a.sum.value == b.sum.value)


_SAID_TO_BE = {
    "reportedly",
    "allegedly",
    "supposedly",
    "said to",
    "serait",
    "aurait",
    "rumored to",
    "rumoured to",
}
