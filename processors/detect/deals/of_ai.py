"""Whether a claim's money goes into AI."""

from __future__ import annotations

import re

from processors.detect.deals.sizing import dollars
from processors.detect.grammar.claims import OWN_VOICE, Claim, Judged
from processors.detect.grammar.reading import Reading


def require_ai(result: Judged, reading: Reading) -> None:
    """What a claim loses where little or nothing says that its money goes into AI."""
    claim = result.claim
    target = claim.target.name.company if claim.target and claim.target.name else None
    if claim.own and claim.kind == "round":
        target = reading.organisation
    sure = target is not None and target.ai == "core"
    words = reading.ai() if claim.text.field != "body" or reading.bare else _clause_ai(claim)
    if claim.kind == "compute":
        sides = [u.name.company for u in claim.investors if u.name]
        if claim.target is not None and claim.target.name is not None and claim.clause.has("compute_noun"):
            sides.append(claim.target.name.company)  # `to spend $14bn on Nvidia chips`
        if not any(s.ai == "core" or s.level == "watched" for s in sides) and not words:
            result.score -= 0.6
            result.why.append("neither side is an AI firm or a watched company")
    elif claim.kind == "capex":
        levels = ("watched", "ai") if _of_anything(claim) else ("watched", "tech", "ai")
        large = any(u.name and u.name.company.level in levels for u in claim.investors)
        told = not claim.untold or any(text.has("capex_noun") for text in reading.texts[:2])
        if not words and not (large and told):
            result.score -= 0.6
            result.why.append("nothing says AI")
    elif sure:
        return
    elif target is not None and target.level in ("tech", "investor") and claim.kind == "acquisition":
        for_ai = dollars(claim.amount) >= 0.99e9 and any("ai" in u.cues for u in claim.clause.units)
        result.score -= 0.25 if for_ai and target.level == "tech" else 0.45
        result.why.append("the target is no AI firm")
    elif (
        claim.kind == "stake"
        and target is not None
        and target.level == "tech"
        and dollars(claim.amount) >= 0.99e9
        and any(u.name and u.name.company.level == "watched" for u in claim.investors)
    ):
        result.score -= 0.2
        result.why.append("the target is a large firm that does more than AI")
    elif words or any(
        (u.name and u.name.company.ai == "core" and u.name.company.level == "watched")
        or (
            u.name is None
            and u.low in OWN_VOICE
            and reading.organisation
            and reading.organisation.ai == "core"
        )
        for u in claim.investors
    ):
        if words and reading.ai_by_body() and claim.text.field != "body":
            known = target is not None and target.ai == "none" and target.level in ("tech", "other")
            result.score -= 0.6 if known else 0.2
            result.why.append("AI only by the body's first lines")
    elif reading.near_ai() and (
        dollars(claim.amount) >= 1e8
        or dollars(claim.valuation) >= 1e9
        or any(u.name and u.name.company.level in ("watched", "tech") for u in claim.investors)
    ):
        result.score -= 0.1
        result.why.append("AI only by what it makes")
    elif (
        reading.ai_desk
        and claim.kind in ("round", "stake", "valued")
        and dollars(claim.amount) >= 1e8
        and not _told_trade(reading)
    ):
        result.score -= 0.2
        result.why.append("AI only by the outlet")
    else:
        result.score -= 0.6
        result.why.append("nothing says that the target is an AI firm")


_FACTORY = re.compile(
    r"\b(?:usines?|fabriques?|fonderies?|sites?|production) (?:de |d')$"
)  # `une usine de puces`
_ANYTHING = ("capex", "capital", "depenses", "infrastructure", "investissement")


def _of_anything(claim: Claim) -> bool:
    """`capital spending for robots and batteries`: infrastructure of no kind that is AI by itself."""
    if claim.place is None:
        return True
    start, end = claim.place
    folded = claim.text.folded
    return folded.startswith(_ANYTHING, start, end) or bool(
        _FACTORY.search(folded[max(0, start - 24) : start])
    )


def _clause_ai(claim: Claim) -> bool:
    return any(unit.says_ai for unit in claim.clause.sentence.units)


def _told_trade(reading: Reading) -> bool:
    """`to change how banks spot fraud`: what the firm does is told, and is no AI."""
    listed = reading.rules.listed
    return any(
        listed["security"].search(text.folded)
        or listed["other-trades"].search(text.folded)
        or listed["makes-no-ai"].search(text.folded)
        for text in reading.texts[:2]
        if text.field != "body"
    )
