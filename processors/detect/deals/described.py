"""Who gets the money where the verb's own object or subject is no name: the name that the sentence begins with, a kind
of firm, the other name beside it, the sentence before, AI itself.

Asked once a deal is flagged, as `sides` is, which says of what kinds of claims: it decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from processors.detect.deals.frames.firms_bought import trade
from processors.detect.deals.frames.sellers import sells
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.reading import Reading
from processors.detect.words.closed_classes import DE, INDEFINITE, OF, THE
from processors.detect.words.of_money import CASH
from processors.detect.words.text import fold
from processors.detect.words.unit import Text, Unit

_WORD = r"[A-Z0-9][\w.&’'-]*"
_RAISES = (
    r"(?:has |have |had |a )?(?:raises?|raised|secures?|secured|lands?|landed|closes?|closed|nabs?|bags?|"
    r"lève|levé|boucle|bouclé)\b"
)
_APART = re.compile(
    rf"({_WORD}(?: {_WORD}){{0,3}}), (?:an? |the |formerly |which |that |who |whose |founded |an? |une? |qui |"
    rf"spécialis|fond)[^;:|]{{3,200}}?, {_RAISES}"
)
"""`X, a maker of …, raises`: the name, what it is, and the verb."""
_WITH_KIND = re.compile(
    rf"((?!(?:The|This|How|Why|When|Generative|Physical|Agentic|Voice|Sovereign|Enterprise|Legal|Open|French|European|"
    rf"Chinese|German|British|American|Indian)\b)[A-Z][\w-]+ (?:AI|Labs?|Robotics|Technologies|Systems)) {_RAISES}"
)
"""`Cobble AI raises …`, where the first word alone is an everyday one."""
_BACKS = re.compile(r"\b(?:backed|funded|led) by\b|\b(?:soutenue?|financee?) par\b")


def begun(claim: Claim) -> Claim:
    """`X, a maker of tools used by Y, raises …`: X gets it, whatever other names stand between."""
    first = claim.clause.sentence.units[0] if claim.clause.sentence.units else None
    if first is None or claim.text.field == "body":
        return claim
    written = claim.text.text
    apart = _APART.match(written, first.start)
    match = apart or (_WITH_KIND.match(written, first.start) if claim.target is None else None)
    if match is None or not match.start(1) <= claim.span[0] <= claim.clause.sentence.end:
        return claim
    end = match.end(1)
    if first.verbs and first.end < end and apart is not None:
        return claim
    name = first
    if first.end != end and first.name is None:
        name = replace(
            first, end=end, low=fold(written[first.start : end]), proper=True, verbs=(), cues=frozenset()
        )
    if claim.target is not None and claim.target.side == name.side:
        return claim
    between = (end, match.end())
    backed = _BACKS.search(claim.text.folded, *between) is not None
    givers = [u for u in claim.investors if u.side != name.side and (backed or not _within(u, between))]
    at = claim.clause.index(claim.target)
    if (
        at is not None
        and claim.target is not None
        and claim.clause.units[at - 1].low in {"by", "par", "from"}
    ):
        givers = [*givers, claim.target]
    amount = claim.amount
    if claim.noun or claim.rule.startswith("noun"):  # `raised $38M …, bringing its total to $62M`
        sums = [
            u for u in claim.clause.sentence.units if u.sum and not u.sum.vague and u.start >= match.end()
        ]
        amount = sums[0] if sums and sums[0].start - match.end() < 24 else amount
    return replace(claim, target=name, investors=givers, amount=amount)


def _within(unit: Unit, span: tuple[int, int]) -> bool:
    return span[0] <= unit.start < span[1]


_CROWD = frozenset({"investors", "investor", "backers", "funds", "vcs", "financiers", "investisseurs"})


def met(claim: Claim) -> Claim:
    """`X's boss meets Gulf investors for a round`: whose investors they are gets nothing, X does."""
    at, units = claim.clause.index(claim.target), claim.clause.units
    if at is None or claim.target is None or claim.target.is_company("ai"):
        return claim
    if at + 1 >= claim.clause.high or units[at + 1].low not in _CROWD:
        return claim
    before = [unit for unit in claim.clause.sentence.units if unit.end <= claim.target.start]
    firm = next((unit for unit in before if unit.is_company("ai", "watched")), None)
    return replace(claim, target=firm) if firm is not None else claim


_FOR = OF | {"for"}


def likened(claim: Claim) -> Claim:
    """`invests in the ‘Spotify of AI' start-up X`, `buys Ada Quill's AI company X`: X it is."""
    units, at = claim.clause.units, claim.clause.index(claim.target)
    if at is None or at + 3 >= claim.clause.high:
        return claim
    owned = [one.low for one in units[at + 1 : at + 3]] == ["'", "s"]
    if not owned and units[at + 1].low not in _FOR:
        return claim
    for k in range(at + 2, min(at + 8, claim.clause.high - 1)):
        named = units[k + 1]
        if units[k].verbs or units[k].sum or units[k].party or units[k].low in {",", ":", ";"}:
            return claim
        if "descriptor" in units[k].cues and named.party and named not in claim.investors:
            if named.known_product:
                named = replace(named, name=None, proper=True)  # a firm that is called as another's product
            return replace(claim, target=named)
    return claim


def buys(claim: Claim) -> Claim:
    """`X, Meta sign a fibre deal for data centres`: of an unknown name and a giant that sells none, the giant pays."""
    giant = claim.target
    if claim.noun or giant is None or len(claim.investors) != 1:
        return claim
    maker = claim.investors[0]
    if maker.name is not None or not giant.is_company("watched") or sells(giant):
        return claim
    at, other = claim.clause.index(giant), claim.clause.index(maker)
    if at is None or other is None or not other < at < claim.at:
        return claim
    return replace(claim, target=maker, investors=[giant])


_SOME = INDEFINITE | {"another", "some"}
_LEADS_ON = frozenset({"at", "a", "in", "on", "for", "with", "by", "the", "worth", "of", "to"})
"""What leads on to a sum behind, `… building agents at a $650 million valuation`."""
_GENERIC = frozenset(
    {"startup", "start-up", "company", "firm", "entreprise", "societe", "jeune pousse", "lab"}
)
_DOING = frozenset(
    {
        "using",
        "seeking",
        "aiming",
        "working",
        "that",
        "which",
        "building",
        "making",
        "developing",
        "specialising",
        "specializing",
        "qui",
    }
)
_OF = THE | DE


_CASH = CASH | {"millions", "billions"}


def kind_bought(claim: Claim) -> tuple[int, int] | None:
    """`buys an AI safety company`, `rachète une start-up de la santé`: the firm has no name here, and its kind has."""
    units, high = claim.clause.units, claim.clause.high
    if claim.kind not in ("acquisition", "stake") or claim.noun or claim.at + 2 >= high:
        return None
    first = claim.at + 1
    if claim.at + 4 < high and units[first].low in _CASH and units[first + 1].low in {"in", "into", "dans"}:
        first += 2  # `pours cash into an AI startup`
    start = first + (units[first].low in _SOME)
    for k in range(start, min(claim.at + 8, high)):
        if (units[k].party and not trade(units, k)) or units[k].sum or units[k].low in {",", ":", ";", "."}:
            return None
        if "descriptor" not in units[k].cues:
            continue
        end, of = k, k + 1
        while of < high and units[of].low in _OF:
            of += 1
        if k + 1 < of < high and units[of].low.isalpha() and not units[of].party:
            end = of
        elif k + 2 < high and units[k + 1].low in _DOING:
            while end + 1 < min(high, k + 7) and not (units[end + 1].sign or units[end + 1].sum):
                end += 1
            while units[end].low in _LEADS_ON:
                end -= 1
            if any(unit.party for unit in units[k + 2 : end + 1]):
                end = k  # `a company that X ranks`: says nothing of it
        words = claim.text.folded[units[start].start : units[end].end].count(" ") + 1
        bare = first == start > k - 2 and end == k and words < 3
        if (end == start and units[end].low in _GENERIC) or bare:
            return None  # `buys a startup`: says nothing
        return units[start].start, units[end].end
    return None


def other_named(claim: Claim) -> Unit | None:
    """`X works with Y and may buy the startup`: Y is the startup."""
    units = claim.clause.units
    behind = units[claim.at + 1 : claim.at + 3]
    if (
        claim.kind != "acquisition"
        or claim.noun
        or [one.low for one in behind[:1]] not in (["the"], ["la"], ["l"])
    ):
        return None
    if not any(one.low in _GENERIC for one in behind[1:]):
        return None
    sentence = claim.clause.sentence.units
    verb = units[claim.at]
    sides = {unit.side for unit in claim.investors}
    named = {u.side: u for u in sentence if u.party and u.start < verb.start and u.side not in sides}
    return next(iter(named.values())) if sides and len(named) == 1 else None


_BOUGHT = re.compile(
    rf"\b(?:acquisition of|takeover of|purchase of|rachat d(?:e |['’])|acquisition d(?:e |['’])) ?"
    rf"({_WORD}(?: {_WORD}){{0,2}})(?=,? (?:an? |the |une? |la |le |l['’]|for |pour )|, )"
)


def bought_below(claim: Claim, reading: Reading) -> tuple[Text, int, int] | None:
    """`X snapped up another firm. Its $2 billion acquisition of Y, a …`: Y, whatever word that name is."""
    if claim.kind != "acquisition":
        return None
    sides = {claim.text.folded[u.start : u.end] for u in claim.investors}
    for text in reading.texts[:2]:
        match = _BOUGHT.search(text.text) if text.field != "body" else None
        if match is not None and fold(match[1]) not in sides:
            return text, *match.span(1)
    return None


_THE_FIRM = re.compile(
    r"(?:the |this |la |cette |l')?(?:\w+ )?(?:startup|start-up|company|firm|entreprise|societe|jeune pousse)\b|"
    r"(?:it|elle)\b"
)


def said_before(claim: Claim) -> Unit | None:
    """`… why Y does without it. The startup has raised …`: the one name of the sentence before."""
    text, sentence = claim.text, claim.clause.sentence
    if claim.kind != "round" or claim.target is not None or text.field != "description":
        return None
    at = next((k for k, one in enumerate(text.sentences) if one is sentence), 0)
    if not at or not _THE_FIRM.match(text.folded, sentence.start):
        return None
    givers = {unit.side for unit in claim.investors}
    named = {u.side: u for u in text.sentences[at - 1].units if u.party and u.side not in givers}
    return next(iter(named.values())) if len(named) == 1 else None


_NATIONS = frozenset(
    {
        "american",
        "british",
        "canadian",
        "chinese",
        "european",
        "french",
        "german",
        "indian",
        "italian",
        "japanese",
        "korean",
        "norwegian",
        "spanish",
        "swedish",
    }
)
_IN_PLACE = re.compile(
    r",? (?:in|near|en|au|aux|dans l['’]) ?(?:the )?[A-ZÉÎ][\w-]+(?: (?:County|[A-Z][a-z]+))?(?:, [A-Z][a-z]+)?"
)


def located(text: Text, start: int, end: int) -> tuple[int, int]:
    """`an Iowa data centre`, `a data centre in Iowa`: where it is belongs to it."""
    sentence = next((one for one in text.sentences if one.start <= start < one.end), None)
    if sentence is None:
        return start, end
    at = next((k for k, unit in enumerate(sentence.units) if unit.start == start), 0)
    before = sentence.units[at - 1] if at > 1 else None
    near = before is not None and before.end + 1 == start and before.low not in _NATIONS
    if before is not None and near and before.capital and "plain" in before.cues:
        start = before.start
    match = _IN_PLACE.match(text.text, end, sentence.end)
    return start, match.end() if match is not None else end


_AI = r"(?:l['’])?(?:IA|intelligence artificielle|AI|artificial intelligence)"
_AI_AT = re.compile(rf"\b{_AI} (?:en|au|aux|in|in the) [A-Z][\w-]+")
_AI_ALONE = re.compile(
    rf"\b{_AI}(?![\w-])(?! (?:orders|sales|customers|clients|stocks|race|demand|boom|bubble|arms|craze|frenzy|fears|"
    r"era|age|rush|ambitions|strategy|push))"
)
_THERE = re.compile(r" (?:en|au|aux|in) ((?!(?:l['’])?(?:AI|IA|A\.I)\b)(?:l['’])?[A-ZÉÎ][\w-]+)")


_WATTS = re.compile(r"(?:nouveaux |new )?(?:giga|mega)watts?|[gm]w")
_POWER = re.compile(
    r"(?:gigawatts?|megawatts?|[GM]W)\b(?: of| de| d['’])? ?"
    r"((?:[\w-]+ )?(?:power|energy|electricity|électricité|énergie)\b)"
)


def for_what(claim: Claim, reading: Reading) -> tuple[Text, int, int] | None:
    """Where only `an investment of 9 billion` is told: where it goes (`9 billion in Norway`), or the AI it is for."""
    if claim.place is not None and _WATTS.fullmatch(claim.text.folded[slice(*claim.place)]):
        power = _POWER.search(claim.text.text, claim.place[0], claim.clause.sentence.end)
        return (claim.text, *power.span(1)) if power is not None else None
    if claim.amount is not None:
        there = _THERE.match(claim.text.text, claim.amount.end)
        if there is not None:
            return claim.text, *there.span(1)
    near = [text for text in reading.texts[:2] if text.field != "body"]
    for pattern in (_AI_AT, _AI_ALONE):
        for text in near:
            match = pattern.search(text.text)
            if match is not None:
                return text, *match.span()
    return None
