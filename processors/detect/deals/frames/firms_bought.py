"""What stands behind a verb of buying: a firm, a part of one, one without a name here, or no firm at all."""

from __future__ import annotations

import re

from processors.detect.deals.frames.bought import price_of, purchase
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.closed_classes import OF_NAME
from processors.detect.words.model import Company
from processors.detect.words.of_money import PERCENT
from processors.detect.words.unit import Text, Unit

_COMPUTE = frozenset({"chips", "gpus", "energy", "electricity", "servers", "nuclear", "puces", "capacity"})
_POWER = frozenset({"mw", "gw", "megawatts", "gigawatts", "megawatt", "gigawatt"})
_TELLS_OF = frozenset({*c.BY, "that", "which", "que", "qu"})
_STOPS = frozenset({"ads", "from", "aupres", "to"})
_NO_STOPS = frozenset({"'", "-", '"', "«"})


def behind_verb(
    text: Text, clause: Clause, at: int, weak: bool, rule: str, buyers: list[Unit]
) -> Claim | None:
    """The claim that the first telling word behind the verb makes; the last of `buyers` is the verb's own subject."""
    units = clause.units
    for k in range(at + 1, min(at + 10, clause.high)):
        if (
            (_thing(units[k]) and not _of_kind(units, k))
            or _power_of(units, k)
            or (weak and _officer_of(units, k))
        ):
            return None
        if weak and "round" in units[k].cues and units[k].low.endswith(("round", "funding", "financing")):
            return None  # `closes $9bn funding round with X`
        if "stake_noun" in units[k].cues or _percent_of(units, k):
            return _part(text, clause, at, k, rule, buyers[-1])
        between = units[at + 1 : k]
        if units[k].low in _TELLS_OF and _described(between):
            break  # `buys the startup used by X`, `the firm that X ranks first`: it has no name here
        if trade(units, k):
            continue  # `buys an AR firm`
        if units[k].party:
            if units[k].name is None:
                k = c.head_of(units, k, clause.high)  # `serverless Postgres startup Neon`
                between = units[at + 1 : k]
            sold = _held_by(clause, k) if _holder(units[k]) else k
            if sold is None and _of_holder(clause, between, k):
                break  # `la start-up de Jony Ive`, `Jony Ive's company`: the firm has no name here
            if sold is None or _nothing_bought(text, clause, at, sold, rule, buyers[-1], between):
                return None
            return purchase(text, clause, at, rule, buyers, units[sold], 0.6 if weak else 0.9)
        if units[k].low in _STOPS or (units[k].sign and units[k].low not in _NO_STOPS):
            break
    if clause.has("descriptor", at + 1, min(at + 8, clause.high)) is not None and not weak:
        return purchase(text, clause, at, rule, buyers[-1:], None, 0.85)
    return None


def trade(units: list[Unit], k: int) -> bool:
    """`AR firm`, `une start-up VR`: two or three capitals beside the word for a firm are its trade."""
    unit = units[k]
    if unit.name is not None or not unit.proper or not 2 <= len(unit.low) <= 3 or not unit.low.isalpha():
        return False
    behind = units[k + 1 : k + 2]
    before = units[k - 1] if k else None
    kind = bool(behind) and "descriptor" in behind[0].cues
    return unit.low in _TRADES and (kind or (before is not None and "descriptor" in before.cues))


_TRADES = frozenset(
    {"ar", "vr", "xr", "mr", "ev", "hr", "it", "rh", "av", "nlp", "llm", "iot", "erp", "crm", "seo", "pr"}
)


def _thing(unit: Unit) -> bool:
    """A fund, chips, power: bought, and no firm."""
    return "vehicle" in unit.cues or ("compute_noun" in unit.cues and unit.low in _COMPUTE)


def _of_kind(units: list[Unit], k: int) -> bool:
    """`acquires AI tax startup X`, `AI sales software maker X`: what the firm works at."""
    return any("descriptor" in unit.cues for unit in units[k + 1 : k + 3])


def _officer_of(units: list[Unit], k: int) -> bool:
    """`grabs AI startup X's chief scientist`: one of the firm's people."""
    behind = units[k + 1 : k + 6]
    owned = units[k].party and [unit.low for unit in behind[:2]] == ["'", "s"]
    return owned and any("person_role" in unit.cues and unit.low not in _MANY for unit in behind[2:])


_MANY = frozenset({"team", "teams", "staff"})


def _part(text: Text, clause: Clause, at: int, k: int, rule: str, buyer: Unit) -> Claim:
    """`buys a stake in X`, where `k` is the stake."""
    party = c.first_party(clause, k)
    held = clause.units[party] if party is not None else None
    return Claim("stake", rule, text, clause, at, [buyer], held, amount=price_of(clause, at))


def _percent_of(units: list[Unit], k: int) -> bool:
    """`pays $2 billion for 30% of X`."""
    return units[k].low in PERCENT and any(unit.low in OF_NAME for unit in units[k + 1 : k + 2])


def _power_of(units: list[Unit], k: int) -> bool:
    """`buys 500 MW of Cerebras compute`, and no firm (`buys 500 MW developer X`)."""
    if units[k].low not in _POWER or k + 2 >= len(units):
        return False
    return units[k + 1].low in OF_NAME and bool(units[k + 2].party)


def _described(units: list[Unit]) -> bool:
    return any("descriptor" in unit.cues for unit in units)


def _holder(unit: Unit) -> bool:
    """A person or an investor: not bought, but it may own what is."""
    return unit.name is not None and (unit.name.kind == "person" or unit.name.company.level == "investor")


def _held_by(clause: Clause, k: int) -> int | None:
    """`acquires Elon Musk's xAI`: the firm right behind its owner."""
    own = k + 3
    named = own < clause.high and clause.units[own].is_company("watched", "ai", "tech")
    return own if _owner(clause.units, k) and named else None


def _of_holder(clause: Clause, between: list[Unit], k: int) -> bool:
    """A word for a firm stands before its owner's name, or behind the owner's `'s`."""
    if _described(between):
        return True
    return _owner(clause.units, k) and clause.has("descriptor", k + 3, min(k + 9, clause.high)) is not None


def _nothing_bought(
    text: Text, clause: Clause, at: int, sold: int, rule: str, buyer: Unit, between: list[Unit]
) -> bool:
    """A verb that says less than buying asks more of what it names; a product alone is no firm."""
    units = clause.units
    name = units[sold].name
    if rule == "suitor" and name is not None and buyer.side == name.company.group:
        return True  # `xAI courts companies with Grok Business`
    if rule == "acquire-weak" and _award(clause, at, sold):
        return True
    if rule == "add-to" and not _TO_ITS.match(text.folded, units[sold].end):
        return True
    wooed = rule == "suitor" and units[at].low.split()[-1] not in _BUYS
    behind = units[sold + 1 : sold + 2]
    if wooed and (
        any(unit.low in _COURTED for unit in (*between, *behind))
        or any(unit.low in _MEANS for unit in (*between, *(() if _offered(units[sold:]) else behind)))
    ):
        return True  # `courtise les clients d'OpenAI`, `woos OpenAI researchers`, `woos office workers with a platform`
    if wooed or rule == "add-to" or units[at].low.endswith("in on"):
        lab = name is not None and _ai_firm(name.company) and not _owner(units, sold)
        if not (lab or _described(between) or (wooed and _offered(units[sold:]))):
            return True  # `closes in on Big AI rivals`
    ranked = units[at + 1].low in {"just", "right", "far", "well", "close"}  # `lands just behind GPT-9`
    made = not ranked and any(unit.cues & {"maker", "descriptor"} for unit in units[at + 1 : sold])
    return (units[sold].model or (name is not None and name.kind == "product")) and not made


_BUYS = frozenset({"buy", "acquire", "racheter", "acquerir", "s'offrir"})
"""`veut racheter X`: the verb of buying itself stands in the wish."""
_COURTED = frozenset(
    {"clients", "customers", "users", "utilisateurs", "investors", "investisseurs", "staff", "talents", "talent",
     "researchers", "chercheurs", "engineers", "developers", "developpeurs", "employees", "salaries", "partners"}
)  # fmt: skip


_MEANS = frozenset({"with", "avec"})
"""What stands behind it is what a firm is wooed with."""
_OFFERS = frozenset(
    {"bid", "offer", "offre", "investment", "investissement", "stake", "participation", "takeover"}
)


def _offered(units: list[Unit]) -> bool:
    """`with a $2 billion offer`, `avec une offre de 2 milliards`: the firm itself is to be had for it."""
    return any(unit.sum for unit in units) and any(unit.low in _OFFERS for unit in units)


def _award(clause: Clause, at: int, k: int) -> bool:
    """`wins Google Cloud partner award`: nobody buys a giant without a price, but may land a deal with it."""
    large = clause.units[k].is_company("watched", "tech")
    deal = any("deal_noun" in unit.cues for unit in clause.units[k + 1 : k + 3])
    return large and not deal and price_of(clause, at) is None


def _ai_firm(company: Company) -> bool:
    return company.level == "ai" or (company.level == "watched" and company.ai == "core")


def _owner(units: list[Unit], k: int) -> bool:
    """`Google courts Mistral's customers`: not the firm itself."""
    return [unit.low for unit in units[k + 1 : k + 3]] == ["'", "s"]


_TO_ITS = re.compile(
    r"\s(?:in|to|into|under|a|dans|sous) (?:its|their|his|the|son|sa|ses|leur) (?:\w+ )?(?:basket|stable|portfolio|"
    r"roster|collection|empire|arsenal|haul|fold|ranks|shopping|roof|umbrella|wing|banner|portefeuille|escarcelle|giron|panier|"
    r"tableau|ecurie|emplettes|toit|aile|banniere|pavillon)\b"
)
"""`to its stable`, `à son portefeuille`: where what is bought goes; a service added to a product goes elsewhere."""
