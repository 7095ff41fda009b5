"""Frames of buying: acquisitions, stakes, rounds that someone leads, firms that join another."""

from __future__ import annotations

import re

from processors.detect.deals.frames.bought import bought, bought_first, price_of, staff_of, stock_of
from processors.detect.deals.frames.raising import raising
from processors.detect.deals.frames.teams import team_bought
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.founders import owns_firm
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, Unit


def acquiring(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """BUYER acquires TARGET; passive too. A `stake` or `shares` in between make it a stake."""
    units = clause.units
    if c.is_passive(clause, at):
        agents = c.by_agent(clause, at)
        who = c.subject(clause, at)
        if who is None and clause.topic and agents:
            return Claim(
                "acquisition",
                rule,
                text,
                clause,
                at,
                [units[agents[0]]],
                clause.topic,
                None,
                price_of(clause, at),
            )
        if agents and who is not None:
            return Claim(
                "acquisition",
                rule,
                text,
                clause,
                at,
                [units[k] for k in agents[:2]],
                units[who],
                None,
                price_of(clause, at),
            )
        if agents:
            return bought_first(text, clause, at, rule, agents)
        return bought(text, clause, at, rule)
    if (
        any(mood == "participle" for mood, _ in units[at].verbs)
        and not any(mood in ("past", "present") for mood, _ in units[at].verbs)
        and not _auxiliary(clause, at)
    ):
        return None
    if _takes_sum(clause, at):
        return raising(text, clause, at, True, rule)
    who = c.subject(clause, at)
    buyer = units[who] if who is not None else clause.topic
    if buyer is None or (who is not None and _product_alone(clause, who)):
        return None
    if any(u.low in _AIRTIME for u in units[at + 1 : min(at + 6, clause.high)]):
        return None  # `OpenAI buys a Super Bowl ad`
    if units[at].low.startswith(("pay", "pai")) and (
        price_of(clause, at) is None or any(u.low in _USE for u in units[at + 1 : clause.high])
    ):
        return None  # `Apple pays Google for Gemini access`, `pays its staff more than any firm`
    held = stock_of(clause, at)
    if held is not None:
        return Claim("stake", rule, text, clause, at, [buyer], held, None, units[at + 1])
    if rule == "acquihire":
        firm = next(
            (
                unit
                for unit in units[at + 1 : min(at + 5, clause.high)]
                if unit.name and unit.name.company.level == "ai"
            ),
            None,
        )
        price = price_of(clause, at)
        firm = firm or (staff_of(clause, at) if price is not None else None)
        return (
            Claim("acquisition", rule, text, clause, at, [buyer], firm, None, price, weight=0.8)
            if firm and price
            else None
        )
    team = team_bought(text, clause, at, rule, buyer) if not weak else None
    if team is not None:
        return team
    if weak and any(unit.low in {"contract", "contrat"} for unit in units[at + 1 : min(at + 8, clause.high)]):
        return None  # `wins $1 billion contract with the army`: a customer
    for k in range(at + 1, min(at + 10, clause.high)):
        if "vehicle" in units[k].cues or (
            "compute_noun" in units[k].cues
            and units[k].low
            in {"chips", "gpus", "energy", "electricity", "servers", "nuclear", "puces", "capacity"}
        ):
            return None
        if "stake_noun" in units[k].cues:
            target = c.first_party(clause, k)
            return Claim(
                "stake",
                rule,
                text,
                clause,
                at,
                [buyer],
                units[target] if target is not None else None,
                None,
                price_of(clause, at),
            )
        if units[k].low in c.BY and any("descriptor" in unit.cues for unit in units[at + 1 : k]):
            break  # `buys the startup used by X`: it has no name here
        if units[k].party:
            if units[k].name is None:
                k = c.head_of(units, k, clause.high)  # `serverless Postgres startup Neon`
            name = units[k].name
            between = units[at + 1 : k]
            if name is not None and (name.kind == "person" or name.company.level == "investor"):
                owned = [unit.low for unit in units[k + 1 : k + 3]] == ["'", "s"]
                if owned and k + 3 < clause.high and units[k + 3].is_company("watched", "ai", "tech"):
                    k, name = k + 3, units[k + 3].name  # `acquires Elon Musk's xAI`
                elif any("descriptor" in unit.cues for unit in between) or (
                    owned and clause.has("descriptor", k + 3, min(k + 9, clause.high)) is not None
                ):
                    break  # `la start-up de Jony Ive`, `Jony Ive's company`: the firm has no name here
                else:
                    return None
            if rule == "suitor" and name is not None and buyer.side == name.company.group:
                return None  # `xAI courts companies with Grok Business`
            if rule == "acquire-weak" and _award(clause, at, k):
                return None
            if rule == "add-to" and not _TO_ITS.match(text.folded, units[k].end):
                return None
            if (rule in ("suitor", "add-to") or units[at].low.endswith("in on")) and not (
                (name is not None and _ai_firm(name.company) and not _owner(units, k))
                or any("descriptor" in u.cues for u in between)
            ):
                return None  # `closes in on Big AI rivals`
            if (
                name is not None
                and name.kind == "product"
                and not any("maker" in u.cues or "descriptor" in u.cues for u in units[at + 1 : k])
            ):
                return None
            return Claim(
                "acquisition",
                rule,
                text,
                clause,
                at,
                [units[j] for j in (c.listed_before(clause, who) if who is not None else [])] or [buyer],
                units[k],
                None,
                price_of(clause, at),
                weight=0.6 if weak else 0.9,
            )
        if units[k].low in {"ads", "from", "aupres", "to"} or (
            units[k].sign and units[k].low not in {"'", "-", '"', "«"}
        ):
            break
    if clause.has("descriptor", at + 1, min(at + 8, clause.high)) is not None and not weak:
        return Claim(
            "acquisition", rule, text, clause, at, [buyer], None, None, price_of(clause, at), weight=0.85
        )
    return None


def _award(clause: Clause, at: int, k: int) -> bool:
    """`wins Google Cloud partner award`: nobody buys a giant without a price, but may land a deal with it."""
    large = clause.units[k].is_company("watched", "tech")
    deal = any("deal_noun" in unit.cues for unit in clause.units[k + 1 : k + 3])
    return large and not deal and price_of(clause, at) is None


_AIRTIME = frozenset({"ad", "ads", "airtime", "publicite", "publicites", "pub", "billboard", "billboards"})
_USE = frozenset({"access", "acces", "usage", "licence", "license", "search", "ads", "royalties"})


def _product_alone(clause: Clause, who: int) -> bool:
    """`Grok s'offre une application`: a product that opens the clause buys nothing; its maker may."""
    name = clause.units[who].name
    named = name is not None and name.kind == "product" and name.company.level == "watched"
    return named and who == clause.low


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


def _takes_sum(clause: Clause, at: int) -> bool:
    """`xAI scoops up $10 billion`: what is taken is money, so it is a round."""
    after = clause.units[at + 1 : min(at + 3, clause.high)]
    if not clause.units[at].low.startswith(_TAKES):
        return False
    return bool(after) and (
        after[0].sum is not None or (len(after) > 1 and after[0].low in _MORE and after[1].sum is not None)
    )


_TAKES = (
    "scoop",
    "snap",
    "grab",
    "nab",
    "pick",
    "gobbl",
    "bag",
    "land",
    "snag",
    "hoover",
    "rafl",
    "s'offr",
    "ramass",
    "croqu",
)
_MORE = {
    "another",
    "a",
    "some",
    "up",
    "nearly",
    "about",
    "over",
    "fresh",
    "pres",
    "environ",
    "encore",
    "plus",
}


def _auxiliary(clause: Clause, at: int) -> bool:
    return any(
        u.low in {"a", "ont", "has", "have", "had", "avoir", "aurait", "vient", "ayant"}
        for u in clause.units[max(clause.low, at - 4) : at]
    )


def acquired(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """TARGET sells itself to BUYER; TARGET tombe dans l'escarcelle de BUYER."""
    target, buyer = c.subject(clause, at), c.first_party(clause, at)
    units = clause.units
    sold = units[target] if target is not None else clause.topic
    called = all(clause.has(cue, clause.low, at) is not None for cue in ("descriptor", "ai"))
    if buyer is None or (sold is None and not called):
        return None  # `Une jeune pousse d'IA rejoint le giron de Datadog` has no name, and counts
    name = units[buyer].name
    if name is not None and name.kind == "product":
        return None  # `donne à la voiture de quoi raisonner avec Alpamayo`
    if target is not None and owns_firm(clause, target):
        sold = None
    return Claim("acquisition", rule, text, clause, at, [units[buyer]], sold, None, price_of(clause, at))


def joining(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """A company (no person) joins a watched one: acquired."""
    units = clause.units
    target, buyer = c.subject(clause, at), c.first_party(clause, at, over=4)
    if target is None or buyer is None or buyer != at + 1 + (units[at + 1].low in {"the", "la", "le"}):
        return None
    inside = [
        unit
        for unit in units[clause.low : clause.high]
        if "person_role" in unit.cues and unit.low not in {"team", "équipe", "equipe"}
    ]
    name = units[buyer].name
    who = units[target].name
    told = clause.has("descriptor", clause.low, target) is not None
    large = name is not None and name.company.level == "tech" and told
    if inside or name is None or name.kind != "company" or not (name.company.level == "watched" or large):
        return None
    if who is not None and (who.kind != "company" or who.company.level in ("watched", "investor", "tech")):
        return None
    if who is None and (
        " " in units[target].low.strip()
        and "descriptor" not in {x for u in units[max(0, target - 1) : target] for x in u.cues}
    ):
        return None  # two unknown capitalised words are a person more often than a firm
    return Claim(
        "acquisition", rule, text, clause, at, [units[buyer]], units[target], weight=0.8 if who else 0.6
    )
