"""What only looks like money for AI: a bought talk show, a ministry's budget, a question, a deal told again."""

from __future__ import annotations

import re

from processors.detect.deals.in_passing import says_which_firm
from processors.detect.deals.misread import ai_aside, misread
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import BEFORE_NOUN, PREPOSITIONS
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Text

_LOSS = 0.6
_WORTH = 0.7


def doubt(claim: Claim, reading: Reading) -> tuple[float, str] | None:
    """What a claim's own words say against it: what it loses, and why."""
    if reading.title.field == "headline" and _worth_of_giant(reading.title):
        return _WORTH, "what a listed giant is worth"
    against = misread(claim, reading)
    if against is not None:
        return against
    if claim.text.field != "headline":
        if claim.text.field != "description":
            return None
        if _told_again(reading, claim) or _since(claim) or _of_late(claim):
            return _LOSS, "told as what went before"
        if not reading.bare and says_which_firm(claim):
            return _LOSS, "says which firm is meant"
        if claim.kind == "acquisition" and _called_no_ai(claim, reading):
            return _LOSS, "what is bought makes no AI"
        if claim.kind in ("round", "valued", "stake") and _other_trade_above(claim, reading):
            return _LOSS, "AI is only a tool of the firm"
        return None
    if says_which_firm(claim):
        return _LOSS, "says which firm is meant"
    if claim.kind == "acquisition" and _within(claim):
        return _LOSS, "what is bought is in the firm, and not the firm"
    if claim.kind in ("acquisition", "stake") and _for_use(claim):
        return _LOSS, "what is paid for is the use of a product"
    if claim.kind == "acquisition" and (_no_ai_firm(claim, reading) or _called_no_ai(claim, reading)):
        return _LOSS, "what is bought makes no AI"
    if claim.kind in ("round", "stake") and _of_state(claim, reading):
        return _LOSS, "a public budget"
    if claim.kind in ("round", "valued", "stake") and _other_trade(claim, reading):
        return _LOSS, "AI is only a tool of the firm"
    if claim.kind == "stake" and _own_firm(claim, reading):
        return _LOSS, "a part of one's own firm"
    if claim.kind in ("acquisition", "stake") and _speculates(claim):
        return _LOSS, "a question that nobody has answered"
    return None


def _no_ai_firm(claim: Claim, reading: Reading) -> bool:
    """`OpenAI buys a talk show`, `Apple buys a plug-in maker`: its kind is no AI, and nothing beside it says AI."""
    units = claim.clause.units
    behind = units[claim.at + 1 : _end_of_object(claim)]
    if not behind or any("ai" in unit.cues for unit in behind):
        return False
    folded, listed = claim.text.folded, reading.rules.listed
    start, end = units[claim.at].end, behind[-1].end
    if listed["makes-no-ai"].search(folded, start, end):
        return True
    labs = any(unit.of_lab for unit in claim.investors)
    return not labs and bool(listed["security"].search(folded, start, end)) and not claim.text.has("ai")


_BEHIND_NAME = 45
"""Code points behind a name within which an apposition says what it is."""


def _called_no_ai(claim: Claim, reading: Reading) -> bool:
    """`OpenAI buys Tidehall`, and below: `Tidehall, an online talk show`, `the weather app Tidehall`."""
    target = claim.target
    if target is None or target.names_ai:
        return False
    listed = reading.rules.listed["makes-no-ai"]
    for text in reading.texts[:2]:
        if text.field != "description":
            continue
        at = text.folded.find(target.low)
        if at < 0:
            continue
        end = at + len(target.low)
        behind = text.folded[end : end + _BEHIND_NAME]
        if (
            _APPOSED.match(behind)
            and (hit := listed.search(behind))
            and not _STOPS.search(behind, 2, hit.start())
        ):
            return True
        before = listed.search(text.folded, max(0, at - 24), at)
        if before is not None and before.end() >= at - 1:
            return True
    return False


_APPOSED = re.compile(r", (?:an?|the|une?|l[ae]|l') ?")
_STOPS = re.compile(r"[,.;:]|\b(?:ai|ia|for|pour|of)\b")


def _within(claim: Claim) -> bool:
    """`buys a seat at X`, `s'offre une voix dans X`: another thing than the firm is bought."""
    units = claim.clause.units
    to = claim.clause.index(claim.target)
    if claim.noun or to is None or to <= claim.at:
        return False
    between = units[claim.at + 1 : to]
    at = next((k for k, unit in enumerate(between) if unit.low in {"in", "at", "dans", "chez"}), None)
    if not at:
        return False
    return not any(
        unit.sum or unit.cues & {"descriptor", "maker", "ai", "deal_noun"} for unit in between[:at]
    )


_PURSE = (
    "fork",
    "shell",
    "cough",
    "spring",
    "sprang",
    "splash",
    "pay",
    "paid",
    "pai",
    "pony",
    "stump",
    "debours",
)
_SEATS = frozenset(
    {"subscription", "subscriptions", "seats", "licence", "licences", "license", "licenses", "access", "abonnement",
     "abonnements", "acces"}
)  # fmt: skip


def _for_use(claim: Claim) -> bool:
    """`forks out for Anthropic's Claude`, `buys OpenAI's ChatGPT licences`: a customer; a firm's own name is bought."""
    units, high = claim.clause.units, claim.clause.high
    to = claim.clause.index(claim.target)
    maker = claim.target.name if claim.target is not None else None
    if to is None or to < claim.at or maker is None:
        return False
    for k in range(claim.at + 1, min(to + 6, high)):
        name = units[k].name
        if name is None or name.kind != "product" or name.company.group != maker.company.group:
            continue
        if any(unit.low in _SEATS for unit in units[k + 1 : min(k + 3, high)]):
            return True
        paid = any(unit.low.startswith(_PURSE) for unit in units[claim.clause.low : k])
        return paid and maker.company.level == "watched"
    return False


def _end_of_object(claim: Claim) -> int:
    """Behind the bought firm: at the next sign or preposition behind its name, or where the clause ends."""
    units, high = claim.clause.units, claim.clause.high
    target = next((k for k in range(claim.at + 1, high) if units[k] is claim.target), None)
    if target is None:
        return high
    first = target + 1
    if [unit.low for unit in units[first : first + 1]] == [","] and units[
        min(first + 1, high - 1)
    ].low in BEFORE_NOUN:
        first += 2  # `buys Grainwell, a plug-in maker`
    ends = (k for k in range(first, high) if (units[k].sign and units[k].low != "-") or units[k].low in _ENDS)
    return next(ends, high)


_ENDS = PREPOSITIONS | {"and", "et", "that", "which", "who", "qui", "dont"}


def _of_state(claim: Claim, reading: Reading) -> bool:
    """`The Air Force wants $9 billion for drones`: who asks is no firm."""
    units = claim.clause.units
    before = claim.text.folded[units[claim.clause.low].start : units[claim.at].end]
    if claim.target is None:
        return False
    name = claim.target.name
    if name is not None and name.kind == "company" and name.company.level == "other":
        return True
    public = reading.rules.listed["public-body"]
    asked = claim.text.folded[claim.target.start : claim.target.end]
    return bool(public.search(asked) or public.match(before.removeprefix("the ").removeprefix("us ")))


def _other_trade(claim: Claim, reading: Reading) -> bool:
    """`Crypto exchange X raises …`, and below `it will add AI features`: its kind is told, and is another."""
    known = claim.target.name if claim.target is not None else None
    if (
        known is not None
        and known.company.ai == "none"
        and known.kind == "company"
        and ai_aside(claim, reading)
    ):
        return True  # `Revolut raises 2 billion and bets on AI`
    title, target = claim.text, claim.target
    if target is None or target.names_ai or (title.has("ai") and not ai_aside(claim, reading)):
        return False
    return _trade_told(
        reading, title, max(claim.clause.span()[0], target.start - 40), target.start, target.end
    )


def _other_trade_above(claim: Claim, reading: Reading) -> bool:
    """The headline tells of which trade the firm is, and of no AI; what the description tells of AI is a tool."""
    title, target = reading.title, claim.target
    if reading.bare or target is None or target.names_ai or title.has("ai"):
        return False
    at = title.folded.find(target.low)
    return at >= 0 and _trade_told(reading, title, max(0, at - 40), at, at + len(target.low))


def _trade_told(reading: Reading, title: Text, low: int, start: int, end: int) -> bool:
    """A trade that is not AI from `low` to the name, or in `X, which helps shops run payment providers, raised …`."""
    listed = reading.rules.listed["other-trades"]
    if listed.search(title.folded, low, start):
        return True
    behind = _WHICH.match(title.folded, end)
    return behind is not None and listed.search(title.folded, behind.start(), behind.end()) is not None


_WHICH = re.compile(r",? (?:which|that|who|qui) [^,;:]{3,120},")
"""A relative clause right behind a firm's name."""


def _own_firm(claim: Claim, reading: Reading) -> bool:
    """`Its founder demands a bigger stake in Corvane`: who asks has a part already, and brings no money."""
    if claim.amount is not None or claim.target is None or claim.target.name is None:
        return False
    owner = claim.target.name.company.group
    people = [
        unit
        for unit in claim.investors
        if unit.name is not None and (unit.name.kind == "person" or unit.name.company.level == "investor")
    ]
    if not people or len(people) != len(claim.investors):
        return False
    if any(unit.side == owner for unit in people):
        return True
    before = claim.text.folded[people[0].end : claim.target.start]
    return bool(reading.rules.listed["asks"].search(before))


_ASKS = re.compile(
    r"(?:and |so |et |mais |but )?(?:could|should|will|would|might|may|can|who|faut-il|qui|"
    r"doit-|peut-)\b"
)
_MODALS = frozenset({"could", "might", "pourrait", "pourraient"})
_SUPPOSES = re.compile(r"(?:et si|and if|what if|is it time)\b")
_INVERTED = re.compile(r"\b\w+-(?:t-)?(?:il|elle|ils|elles|on)\b")
_TALKS = re.compile(r"\b(?:talks|discussions?|negotiations?|negociations?|pourparlers|offer|offre|bid)\b")


def _speculates(claim: Claim) -> bool:
    """`Will Meta end up buying X?`, `Apple va-t-elle racheter Y ?`: a thought; talks that are asked about are news."""
    text, units = claim.text, claim.clause.units
    if not text.folded.rstrip(" '\"»”").endswith("?"):
        return False
    if any(unit.sum is not None for unit in units[claim.clause.low : claim.clause.high]):
        return False
    if _TALKS.search(text.folded):
        return False
    start = units[claim.clause.low].start
    if _SUPPOSES.match(text.folded, claim.clause.sentence.start):
        return True
    verb = units[claim.at]
    if any(unit.low in _MODALS for unit in units[claim.clause.low : claim.at]):
        return True
    return bool(_ASKS.match(text.folded, start) or _INVERTED.search(text.folded, start, verb.end + 4))


_AGES = re.compile(
    r"\b(?:months?|weeks?|days?|years?|mois|semaines?|jours?|ans?) "
    r"(?:since |after |apres (?:que |qu'|avoir )|depuis que )(?:the )?$"
)


def _since(claim: Claim) -> bool:
    """`It is just months since Apple acquired Vocalis`: only the age of the news below."""
    start = claim.clause.span()[0]
    return bool(_AGES.search(claim.text.folded[max(0, start - 40) : start]))


_LATELY = re.compile(
    r"(?:[^.,;:]{0,40}\b(?:and|but|et|mais) )?(?:in|over|during|within|au cours d[eu]s?|ces|en|depuis) "
    r"(?:just |only |seulement )?"
    r"(?:the (?:past|last) (?:\w+ )?(?:days|week|weeks|month|months|year|years)|recent (?:days|weeks|months|years)|"
    r"(?:derniers|dernieres) (?:\w+ )?(?:jours|semaines|mois|annees))\b|"
    r"(?:so far )?this (?:week|month|year) alone\b|(?:cette semaine|ce mois-ci|cette annee) (?:seulement|encore)\b"
)
"""`In just the past week, X bought Y, and Z raised …`: what has gone on, and not the news."""


def _of_late(claim: Claim) -> bool:
    return bool(_LATELY.match(claim.text.folded, claim.clause.sentence.start))


_LOOKS_BACK = re.compile(
    r"^(?:inside |how |behind |what |why )?(?:the |l'|le |cette? )(?:[^,:;]{0,40} )?"
    r"(?:deal|acquisition|takeover|purchase|buyout|rachat|transaction)(?: a [^,:;]{2,30})? "
    r"(?:that|which|one|some|many|everyone|qui|que|qu'|dont)\b"
)


def _told_again(reading: Reading, claim: Claim) -> bool:
    """`The purchase that one banker calls the bargain of the decade`: names nobody, and speaks of what is known."""
    title = reading.title
    if title.field != "headline" or not _LOOKS_BACK.match(title.folded):
        return False
    sides = {unit.side for unit in (*claim.investors, claim.target) if unit is not None}
    return not any(unit.party and unit.side in sides for s in title.sentences for unit in s.units)


_TRILLION = re.compile(
    r"\b(?:hits?|nears?|reach(?:es)?|tops?|passes|past|crosses|joins|approaches|surpasses|eyes|frole|depasse|atteint|"
    r"franchit|approche|rejoint|vise|to|at|on)\b[^.:;?!]{0,24}?(?:trillion|\d[ .]?000 milliards)\b[^.:;?!]{0,24}?"
    r"\b(?:valuation|value|worth|market|club|mark|milestone|valorisation|capitalisation)\b|"
    r"\b(?:valuation|valorisation|worth)\b[^.:;?!]{0,20}?(?:trillion|\d[ .]?000 milliards)\b"
)
_ROUND = re.compile(
    r"\b(?:round|fund\w*|financ\w*|invest\w*|rais\w+|stake|backing|tender|share sale|levees?|leve|tour|apport\w*)\b"
)


def _worth_of_giant(title: Text) -> bool:
    """`Nvidia nears $2 trillion valuation`: a firm that makes more than AI is listed, and its worth is no round."""
    folded = title.folded
    if ("trillion" not in folded and "000 milliards" not in folded) or not _TRILLION.search(folded):
        return False
    if _ROUND.search(folded):
        return False
    first = next((u for u in title.names if u.is_firm), None)
    if first is None or first.name is None:
        return False
    company = first.name.company
    return company.ai != "core" and company.level in ("watched", "tech")
