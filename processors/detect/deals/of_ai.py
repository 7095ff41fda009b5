"""Whether a claim's money goes into AI."""

from __future__ import annotations

import re

from processors.detect.deals.sizing import dollars
from processors.detect.grammar.claims import OWN_VOICE, Claim, Judged
from processors.detect.grammar.reading import Reading

_Loss = tuple[float, str]
"""What a claim loses, and why."""


def require_ai(result: Judged, reading: Reading) -> None:
    """What a claim loses where little or nothing says that its money goes into AI."""
    lost = _lost(result.claim, reading)
    if lost is not None:
        result.less(*lost)


def _lost(claim: Claim, reading: Reading) -> _Loss | None:
    target = claim.target.name.company if claim.target and claim.target.name else None
    if claim.own and claim.kind == "round":
        target = reading.organisation
    if target is not None and target.ai == "core" and claim.kind not in ("compute", "capex"):
        return None
    above = claim.text.field != "body" or reading.bare
    words = reading.ai() and not _only_put_in(reading) if above else _clause_ai(claim)
    if claim.kind == "compute":
        return (
            None
            if words or _between_ai_firms(claim)
            else (0.6, "neither side is an AI firm or a watched company")
        )
    if claim.kind == "capex":
        return None if words or _builds_for_ai(claim, reading) else (0.6, "nothing says AI")
    if target is not None and target.level in ("tech", "investor") and claim.kind == "acquisition":
        for_ai = dollars(claim.amount) >= 0.99e9 and any("ai" in u.cues for u in claim.clause.units)
        return 0.25 if for_ai and target.level == "tech" else 0.45, "the target is no AI firm"
    if claim.kind == "stake" and target is not None and target.level == "tech" and _giant_stake(claim):
        return 0.2, "the target is a large firm that does more than AI"
    if words and reading.ai_by_body() and claim.text.field != "body":
        known = target is not None and target.ai == "none" and target.level in ("tech", "other")
        return 0.6 if known else 0.2, "AI only by the body's first lines"
    return None if words or _lab_gives(claim, reading) else _nearly_ai(claim, reading)


def _between_ai_firms(claim: Claim) -> bool:
    """A side of a deal over compute is an AI firm or a watched company."""
    sides = [u.name.company for u in claim.investors if u.name]
    if claim.target is not None and claim.target.name is not None and claim.clause.has("compute_noun"):
        sides.append(claim.target.name.company)  # `to spend $14bn on Nvidia chips`
    return any(side.ai == "core" or side.level == "watched" for side in sides)


def _builds_for_ai(claim: Claim, reading: Reading) -> bool:
    """Who builds is so large that it builds for AI, or what is built is for nothing else."""
    levels = ("watched", "ai") if _of_anything(claim) else ("watched", "tech", "ai")
    large = any(u.level in levels for u in claim.investors)
    told = not claim.untold or any(text.has("capex_noun") for text in reading.texts[:2])
    told = told or any(unit.low in _CLOUDS for unit in claim.investors)
    return (large and told) or _halls(claim)


def _giant_stake(claim: Claim) -> bool:
    """A watched company takes a part of it for a billion."""
    watched = any(u.level == "watched" for u in claim.investors)
    return watched and dollars(claim.amount) >= 0.99e9


def _lab_gives(claim: Claim, reading: Reading) -> bool:
    """A watched lab gives, by its name or as the page's own voice."""
    own = reading.organisation
    return any(
        u.name.company.ai == "core" and u.name.company.level == "watched"
        if u.name
        else bool(u.low in OWN_VOICE and own and own.ai == "core")
        for u in claim.investors
    )


def _nearly_ai(claim: Claim, reading: Reading) -> _Loss:
    """What is lost where no word says AI."""
    if reading.near_ai() and (
        dollars(claim.amount) >= 1e8
        or dollars(claim.valuation) >= 1e9
        or any(u.level in ("watched", "tech") for u in claim.investors)
    ):
        return 0.1, "AI only by what it makes"
    if (
        reading.ai_desk
        and claim.kind in ("round", "stake", "valued")
        and dollars(claim.amount) >= 1e8
        and not _told_trade(reading)
    ):
        return 0.2, "AI only by the outlet"
    if _hall_firm(claim, reading):
        return 0.15, "AI only by the data centres that the firm builds"
    return 0.6, "nothing says that the target is an AI firm"


_AI = r"(?:(?:generative )?ai|artificial intelligence|machine learning)"
_PUT_IN = re.compile(
    r"\b(?:incorporat|integrat|add|build|bring|put|introduc|infus|inject|embed|weav|bak|inser)\w* "
    r"(?:more |some |new |further |additional |deeper )?" + _AI + r"(?:[ -]powered)?"
    r"(?: (?:features?|functions?|functionality|capabilities|elements)\b|"
    r"(?: \w+){0,2} (?:in|into|to|within|throughout|across) (?:its|their|his|her)\b"
    r"(?! (?:\w+ ){0,2}(?:customers|clients|users|readers)\b))|"
    r"\b(?:integr|ajout|introdui|inject|incorpor|insuffl|mettr)\w* (?:davantage |plus |encore plus |un peu |des "
    r"(?:fonctions?|fonctionnalites|briques) )?(?:d'|de l'|l')(?:ia|intelligence artificielle)(?: generative)?\b"
    r"(?: (?:dans|a|au|aux|en) (?:sa|son|ses|leurs?)\b(?! clients)|(?! (?:dans|a|au|aux|en)\b))"
)
"""`will add AI to its platform`, `compte intégrer l'IA à ses outils`: what a firm of another trade plans, too."""


_NEARLY = re.compile(r"robot|autonom|drone|\bchips?\b|\bpuces?\b|self-driving|\bagents?\b")
"""What a headline says of a firm that lives on AI."""


def _only_put_in(reading: Reading) -> bool:
    """The headline says no AI, and below AI is only what the firm puts into what it sells."""
    shown = [text for text in reading.texts[:2] if text.field != "body"]
    if len(shown) < 2 or shown[0].has("ai") or not shown[1].has("ai") or _NEARLY.search(shown[0].folded):
        return False
    folded = shown[1].folded
    spans = [match.span() for match in _PUT_IN.finditer(folded)]
    said = [unit for sentence in shown[1].sentences for unit in sentence.units if unit.says_ai]
    return bool(spans) and all(any(a <= unit.start < b for a, b in spans) for unit in said)


_CLOUDS = frozenset({"aws", "amazon web services", "google cloud", "azure", "microsoft azure"})
"""Who invests in nothing but what others compute in."""
_HALLS = re.compile(r"\b(?:data ?-?cent(?:er|re)s?|centres? de donnees)\b")
_HALL_FIRM = re.compile(
    r"\bdata ?-?cent(?:er|re)s? (?:\w+ )?(?:firm|developer|operator|provider|company|builder|platform|startup|"
    r"start-up|landlord|owner|group|specialist|giant|business|investor|unit)\b|\bneocloud\b|"
    r"\b(?:exploitant|operateur|constructeur|developpeur|specialiste|promoteur) (?:\w+ )?de (?:centres de donnees|"
    r"data ?-?centers?)\b"
)
_HALLS_MADE = re.compile(
    r"\b(?:which|that|whose|to|by|is|for|qui|pour|de) (?:\w+ ){0,3}(?:build|builds|building|operate|operates|operating|"
    r"power|powers|powering|cool|cools|construire|construit|batir|batit|alimenter|alimente|exploite) (?:[\w-]+ ){0,2}"
    r"(?:data ?-?cent(?:er|re)s?|centres de donnees)\b|\borbital (?:ai )?data ?-?cent(?:er|re)s?\b"
)
"""`which aims to power data centres in the ocean`, `to build data centres in orbit`: what a firm that raises does."""
_POWERED = re.compile(
    r"\b(?:gas|nuclear|power (?:plants?|lines?|generation|needs|deals?|investments?)|generation|grid|"
    r"electricity|solar|wind|utility|sees|expects?|forecasts?|predicts?|estimates?|gaz|nucleaire|electricite|"
    r"prevoit que|ipo|reit|tax|included|compris)\b"
)
"""What data centres need and are not, and who only foresees what they cost."""
_NO_HALLS = re.compile(
    r"\b(?:smr|reactors?|nuclear|energy|power|fusion|batter(?:y|ies)|stakes?|fib(?:er|re)|towers?|telecoms?|5g|4g|lte|"
    r"broadband|mobile|wireless|subsea|satellites?|refinanc\w+)\b"
)
_LARGE_ROUND = 4.5e8
"""Dollars below which an outlet of data centres tells of makers of pumps, reactors and chips as well."""
_HALLS_DESK = re.compile(r"data ?-?cent(?:er|re)|datacloud")
"""An outlet that tells of data centres alone."""


def _halls(claim: Claim) -> bool:
    """`X to invest 2 billion in a data centre campus`: what is built for billions today is built for AI."""
    if dollars(claim.amount) < 0.95e9 and claim.clause.has("billions") is None:
        return False
    start, end = claim.clause.span()
    folded = claim.text.folded
    vague = claim.amount is not None and claim.amount.sum is not None and claim.amount.sum.vague
    if vague or any(unit.governs for unit in claim.investors):
        return False
    if claim.text.field != "headline" or _POWERED.search(folded, start, end):
        return False
    return bool(_HALLS.search(folded, start, end))


def _hall_firm(claim: Claim, reading: Reading) -> bool:
    """`Data centre developer X raises $2 billion`, or an outlet of data centres tells of the round."""
    if claim.text.field == "body" or max(dollars(claim.amount), dollars(claim.valuation)) < 0.95e8:
        return claim.kind == "acquisition" and bool(_HALL_FIRM.search(reading.title.folded))
    if claim.kind == "round" and _HALLS_DESK.search(reading.article.publisher.lower()):
        large = dollars(claim.amount) >= _LARGE_ROUND and claim.text.has("round")
        return large and not (_NO_HALLS.search(claim.text.folded) or _told_trade(reading))
    shown = [text.folded for text in reading.texts[:2] if text.field != "body"]
    if claim.kind in ("round", "valued") and (claim.text.has("round") or claim.valuation is not None):
        return any(_HALL_FIRM.search(folded) or _HALLS_MADE.search(folded) for folded in shown)
    return any(_HALL_FIRM.search(folded) for folded in shown)


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
