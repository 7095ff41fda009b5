"""What has the verb of a deal and is none: a product that is on sale, a standard that is backed, a state that pays,
a worth that is asked about, what everybody is known to spend, a purchase that only says who somebody was.
"""

from __future__ import annotations

import re

from processors.detect.deals.misread_sums import sum_misread
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Unit

_LOSS = 0.6


def misread(claim: Claim, reading: Reading) -> tuple[float, str] | None:
    """What a claim's own words say against its being a deal at all: what it loses, and why."""
    if claim.kind == "acquisition" and _product_moves(claim):
        return _LOSS, "a product goes somewhere, and no firm"
    if claim.kind == "acquisition" and (_more_of(claim) or (_plain_firm(claim) and ai_aside(claim, reading))):
        return _LOSS, "AI only in an aside"
    if claim.kind in ("round", "acquisition") and _plain_firm(claim) and _rides_boom(claim, reading):
        return _LOSS, "AI only as a boom that others live on"
    if claim.kind == "stake" and claim.clause.places.sums and not claim.noun and _buys_use(claim):
        return _LOSS, "what is paid for is the use of a product"
    worth = claim.clause.has("valuation", claim.at) is not None
    if (
        claim.rule == "fund"
        and claim.kind == "stake"
        and not (claim.amount or worth)
        and _thing_backed(claim)
    ):
        return _LOSS, "a product is backed, and no firm"
    if claim.kind == "stake" and not claim.noun and _state_gives(claim):
        return _LOSS, "public money for what is no AI firm"
    if claim.kind == "stake" and claim.investors == [] and _state_orders(claim, reading):
        return _LOSS, "a public order"
    if amiss := sum_misread(claim):
        return _LOSS, amiss
    if claim.kind == "valued" and _worth_asked(claim):
        return _LOSS, "a worth that is only asked about"
    if (
        claim.text.field == "description"
        and claim.kind in ("capex", "compute", "stake")
        and _known(claim, reading)
    ):
        return _LOSS, "what all are known to spend"
    if claim.text.field == "description" and claim.kind == "acquisition" and _once_bought(claim, reading):
        return _LOSS, "says only who somebody was"
    return None


def _more_of(claim: Claim) -> bool:
    """`buys more Amazon`, `buys more robotaxis of X`: shares or wares."""
    units = claim.clause.units
    if claim.noun or claim.target is None or claim.target.start < units[claim.at].end:
        return False
    behind = units[claim.at + 1 : claim.at + 3]
    return (
        len(behind) == 2
        and behind[0].low in {"more", "some"}
        and behind[1].low != "than"
        and not behind[1].sum
    )


def _plain_firm(claim: Claim) -> bool:
    """The bought firm is none that is known for AI, nor a lab's."""
    name = claim.target.name if claim.target is not None else None
    return name is None or name.company.ai == "none"


_BOOM = re.compile(
    r"\b(?:as|amid|on|ride|riding|in on|tap|capitali[sz]e on|profit from|benefit from|(?:fuell?ed|driven|lifted) by|"
    r"profiter de|porte\w* par|surf\w+ sur|grace a) (?:the |l'|la )?(?:\w+ (?:for|d'|de l') ?)?(?:ai|ia)"
    r"(?:(?:[ -](?:data cent\w+|chip))?[ -](?:boom|wave|frenzy|rush|craze|rally|demand|hype|trade|bubble|gold rush|"
    r"build-?out|drives|lifts|fuels|boosts|spurs|stokes|strains)\b|\W*$)"
)
"""`as the AI boom lifts demand`, `to ride the AI wave`, `pour profiter de l'IA`: what another trade lives on."""


_RUNS_AI = re.compile(
    r"\b(?:\w*chip\w*|cloud|neocloud|data cent\w+|[gt]pus?|servers?|semiconductors?|robot\w*|software|compute|puces?)\b"
)


def _rides_boom(claim: Claim, reading: Reading) -> bool:
    """`Copper miner X raises $500 million as AI boom lifts demand`: nothing else in it says AI or what it runs on."""
    title = reading.title
    if claim.text is not title or any(text.has("ai") for text in reading.texts[1:2] if text.field != "body"):
        return False
    said = (unit for sentence in title.sentences for unit in sentence.units if unit.says_ai)
    first, start = next(said, None), claim.span[0]
    if first is not None and first.start < start:
        return False  # (mostly, and the rest of a long text need not be asked)
    boom = _BOOM.search(title.folded, start)
    if boom is None or _RUNS_AI.search(title.folded, 0, boom.start()):
        return False
    return all(boom.start() <= unit.start < boom.end() for unit in (first, *said) if unit is not None)


_USED = frozenset(
    {"ai", "cloud", "models", "model", "technology", "tech", "tools", "software", "services", "platform"}
)


def _buys_use(claim: Claim) -> bool:
    """`commits $300 million to Google's AI over five years`: a customer's money."""
    at = claim.clause.index(claim.target)
    if at is None or claim.target is None or not claim.target.is_company("watched", "tech", "ai"):
        return False
    if any(unit.name is not None for unit in claim.investors):
        return False  # `SoftBank commits $9 billion to OpenAI's technology`: no customer
    behind = [unit.low for unit in claim.clause.units[at + 1 : at + 5]]
    if behind[:2] != ["'", "s"] or len(behind) < 3 or behind[2] not in _USED:
        return False
    return not any(unit.cues & {"descriptor", "capex_noun"} for unit in claim.clause.units[at + 3 : at + 6])


_ASIDE = re.compile(
    r" (?:as|while|amid|even as|alors que|tandis que|sur fond d)\b|"
    r", (?:citing|betting|touting|eyeing|misant|pariant)\b"
)
_AGAINST_AI = re.compile(
    r" (?:in|for) (?:the |an? )?(?:age of ai|ai (?:era|age))\b|"
    r" (?:a l'ere de l'|a l'heure de l')ia\b|"
    r",? (?:and |but |et |mais )?(?:not|rather than|instead of|without|no|non|et non|pas|sans|plutot que) "
    r"(?:(?:in|on|for|dans|pour|an?) ){0,2}(?:de )?(?:d'|l'|de l')?(?:ai|ia)\b(?![ -]\w)|"
    r" to (?:tackle|counter|fight|combat|thwart|stop|battle|address|ward off|fend off|(?:defend|protect|guard) against|"
    r"respond to) (?:\w+ )?ai[ -](?:[\w-]+ )?(?:threats?|attacks?|risks?|fraud|scams?|hackers?|attackers?|slop|bots|"
    r"malware|deepfakes?)\b"
)
"""`in the AI era`, `to tackle AI threats`, `not AI`: what goes on around the firm, which may make none of it."""


def ai_aside(claim: Claim, reading: Reading) -> bool:
    """`X to buy Y in a $20 billion deal, cites AI traffic`: AI is said behind it, in a predicate of its own."""
    title = reading.title
    if claim.text is not title or any(text.has("ai") for text in reading.texts[1:2] if text.field != "body"):
        return False
    units = claim.clause.sentence.units
    said = [k for k, unit in enumerate(units) if unit.says_ai]
    end = claim.span[1]
    if not said or units[said[0]].start < end:
        return False
    first = units[said[0]].start
    against = _AGAINST_AI.search(title.folded, max(0, end - 1))
    if _ASIDE.search(title.folded, end, first) or (
        against is not None and against.start() < first < against.end()
    ):
        return True
    return any(
        units[k].low in {",", "and", "et"} and _predicate(units[k + 1])
        for k in range(len(units) - 1)
        if end <= units[k].start and units[k + 1].start < first
    )


def _predicate(unit: Unit) -> bool:
    """A verb that is known, or a word in small letters that looks like one (`cites`)."""
    if unit.capital or unit.party:
        return False
    return bool(unit.verbs) or "plan" in unit.cues or (len(unit.low) > 4 and unit.low.endswith("s"))


_FOLD = frozenset(
    {"hands", "arms", "orbit", "fold", "portfolio", "stable", "lap", "ownership", "family", "empire", "clutches",
     "wing", "group", "team", "teams", "unit", "division", "cloud", "ai", "a.i.", "deepmind", "labs", "lab"}
)  # fmt: skip
"""Whose they are a bought firm comes into."""


def _product_moves(claim: Claim) -> bool:
    """`The Echo goes to half its price at Target`, `will be part of Samsung's repair program`."""
    target, units = claim.target, claim.clause.units
    name = target.name if target is not None else None
    if claim.rule.startswith("acquired") and name is not None and name.kind == "product":
        return name.company.level in ("watched", "tech")
    if not claim.rule.startswith("acquired") or not claim.investors:
        return False
    at = claim.clause.index(claim.investors[0])
    if at is None or [unit.low for unit in units[at + 1 : at + 3]] != ["'", "s"]:
        return False
    behind = units[at + 3 : at + 6]
    return bool(behind) and not any(unit.low in _FOLD or unit.party for unit in behind)


def _thing_backed(claim: Claim) -> bool:
    """`Klarna backs Google UCP`, `rallies behind Meta's open models`: no sum, and a giant's product or standard."""
    target, units = claim.target, claim.clause.units
    at = claim.clause.index(target)
    if target is None or at is None:
        return False
    name = target.name
    behind = units[at + 1 : at + 6]
    if any("descriptor" in unit.cues for unit in behind[:5]) and behind and behind[0].low == "'":
        return False  # `backs Elon Musk's start-up`
    if units[claim.at].low.startswith(_TRUSTS) and not _firm_told(claim, at):
        return True
    if name is not None and name.kind == "product":
        return name.company.level in ("watched", "tech")
    if name is not None and name.kind == "company" and name.company.level in ("watched", "tech"):
        owned = [unit.low for unit in behind[:2]] == ["'", "s"]
        named = (
            bool(behind)
            and behind[0].capital
            and not behind[0].verbs
            and not claim.clause.sentence.title_case
        )
        return owned or named or name.company.ai != "core"
    return False


_TRUSTS = ("mis", "pari", "croi", "bank on", "banks on")
"""Verbs of trust that an investor's money may follow, and a user's choice as well."""


def _firm_told(claim: Claim, at: int) -> bool:
    """`mise sur la start-up X`, `mise sur X, pépite de l'IA`; a fund's trust is money."""
    units = claim.clause.units
    near = units[max(claim.clause.low, at - 4) : at + 8]
    return any("descriptor" in unit.cues for unit in near) or any(
        u.is_company("investor") for u in claim.investors
    )


def _state_gives(claim: Claim) -> bool:
    """`L'UE va verser 3,5 milliards à Kiev`: a state's money, and who gets it is no AI firm that is known."""
    if not claim.investors or not all(unit.is_company("other") for unit in claim.investors):
        return False
    return claim.target is not None and _plain_firm(claim)


_CHEQUE = re.compile(r"\b(?:cheques?|contrats?|contracts?|bons? de commande)\b")


def _state_orders(claim: Claim, reading: Reading) -> bool:
    """`Le ministère fait à Mistral un chèque de 60 millions`: who pays is a customer."""
    units = claim.clause.units
    before = claim.text.folded[units[claim.clause.low].start : units[claim.at].end]
    return bool(_CHEQUE.search(before)) and bool(reading.rules.listed["public-body"].search(before))


_ASKED = re.compile(
    r"^(?:is|are|can|could|does|do|how much|why|est-ce|combien)\b|\b\w+-(?:t-)?(?:il|elle|ils|elles)\b|"
    r"\b(?:really|vraiment)\b"
)


def _worth_asked(claim: Claim) -> bool:
    """`X vaut-elle vraiment 900 milliards ?`, `Is X really worth $200 billion?`: nobody has paid it."""
    sentence = claim.clause.sentence
    told = claim.text.folded[sentence.start : sentence.end].strip()
    return told.rstrip(" '\"»”").endswith("?") and bool(_ASKED.search(told))


def _known(claim: Claim, reading: Reading) -> bool:
    """`How the boom bends the economy`, and below: `Amazon and Meta are spending billions`: no sum, and no news."""
    exact = claim.amount is not None and claim.amount.sum is not None and not claim.amount.sum.vague
    if exact or claim.valuation is not None or reading.title.field != "headline":
        return False
    if len(claim.investors) < 2 and not (claim.noun and claim.investors and claim.amount is not None):
        return False
    # The target's, too: `we invest in OpenAI`, below a headline with OpenAI.
    sides = {unit.side for unit in (*claim.investors, claim.target) if unit is not None}
    return not any(unit.side in sides for unit in reading.title.names)


_WHO_WAS = re.compile(
    r"\b(?:that|which|who|qui) (?:(?:was|were|had been|has been|a ete|avait ete|ont ete|fut) )?"
    r"(?:later |recently |since |\w+ment )?$"
)


def _once_bought(claim: Claim, reading: Reading) -> bool:
    """`by former employees of X that was acquired by Meta`, under a headline that names neither."""
    units = claim.clause.units
    before = claim.text.folded[max(0, units[claim.at].start - 40) : units[claim.at].start]
    if not _WHO_WAS.search(before):
        return False
    sides = {unit.side for unit in (*claim.investors, claim.target) if unit is not None}
    return not any(unit.side in sides for s in reading.title.sentences for unit in s.units if unit.party)
