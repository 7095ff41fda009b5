"""Sums of a clause that are not what the deal comes to: what its target will spend, what it stands in the place of."""

from __future__ import annotations

import re

from processors.detect.grammar.claims import Claim
from processors.detect.words.unit import Text, Unit

_SPENDS = re.compile(
    r"\b(?:alors que|tandis que|pendant que|as|while|qui|which|who)\b[^.;:,]*?\b"
    r"(?:s'(?:est )?engag(?:e|ent|eait|ee)|commit(?:s|ted|ting)?|promet(?:tra)?|pledg(?:es|ed|ing)|"
    r"agree(?:s|d) to (?:spend|buy|pay|rent)|(?:va|doit|will|is to) (?:depenser|acheter|louer|spend|buy|rent))\b"
    r"[^.;:,]*$"
)
"""`X invests in Y as the lab commits $30 billion to X's cloud`."""
_IT_COMMITS = re.compile(
    r"\b(?:alors qu'|tandis qu'|pendant qu'|as |while )(?:it|they|he|she|il|elle|ils) "
    r"(?:s'(?:est )?engag|commit|promet|pledg)"
)
"""Who that is, what stands behind the sum tells: X, but where its wares are paid."""
_REPLACES = re.compile(
    r"\b(?:replac(?:es?|ed|ing)|swap(?:s|ped|ping)?|trad(?:es?|ed|ing)|drop(?:s|ped)?|scrap(?:s|ped)?|ditch(?:es|ed)?|"
    r"abandon(?:s|ed|ne|nent)?|remplac(?:e|ent|er)|echang(?:e|ent|er)|troqu(?:e|ent)|renonc(?:e|ent) a)\b[^.;:]*$"
)
_INSTEAD = re.compile(
    r"\b(?:by|with|for|par|contre|pour|in favou?r of|au profit d[eu']|en faveur d[eu'])"
    r"(?: ?(?:an?|un|une|smaller|new|only|just|simple))*(?: (?:investissement|cheque|prise|investment|stake)"
    r"(?: (?:de|d'|of|plus))?(?: (?:modeste|direct))?)?(?: de)? ?$"
)


_FURTHER = re.compile(r"\b(?:a further|another|an? additional|an extra) (?:up to |about |some )?$")
_FURTHER_BEHIND = re.compile(r" (?:supplementaires?|de plus|additionnels?|en plus)\b")


def is_further(text: Text, unit: Unit) -> bool:
    """`raised $300m and lined up a further $5bn in loans`: what comes on top of another sum."""
    sentence = next((one for one in text.sentences if one.start <= unit.start < one.end), None)
    if sentence is None or not any(one.sum and one.end <= unit.start for one in sentence.units):
        return False  # `invests a further $2 billion`: the news itself
    before = _FURTHER.search(text.folded, max(0, unit.start - 32), unit.start)
    return before is not None or _FURTHER_BEHIND.match(text.folded, unit.end) is not None


def spent_by_it(claim: Claim, unit: Unit) -> bool:
    """Whether a sum behind the target of a stake is what the target will spend."""
    target = claim.target
    if claim.kind != "stake" or claim.noun or target is None or unit.start < target.end:
        return False
    between = claim.text.folded[target.end : unit.start]
    if _IT_COMMITS.search(between) is not None:
        return _for_wares(claim, unit)
    return _SPENDS.search(between) is not None


def _for_wares(claim: Claim, unit: Unit) -> bool:
    """`… to Azure`, `… to Amazon's cloud`: who gives is the one who is paid."""
    givers = {one.side for one in claim.investors}
    behind = [one for one in claim.clause.units if one.start >= unit.end][:8]
    return any(one.side in givers or "compute_noun" in one.cues for one in behind)


def put_in_its_place(claim: Claim, unit: Unit) -> Unit:
    """`drops a $50 billion deal in favour of a $10 billion investment`: the sum that stands in the other's place."""
    if unit is not claim.amount or (at := claim.clause.index(unit)) is None:
        return unit
    text, (start, _) = claim.text.folded, claim.clause.span()
    if _REPLACES.search(text, start, unit.start) is None:
        return unit
    behind = (claim.clause.units[k] for k in claim.clause.places.sums if at < k < claim.clause.high)
    return next(
        (u for u in behind if u.sum and not u.sum.vague and _INSTEAD.search(text, unit.end, u.start)), unit
    )
