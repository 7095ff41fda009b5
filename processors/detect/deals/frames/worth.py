"""The frame of worth: a firm valued at a sum, after a round or alone."""

from __future__ import annotations

import re

from processors.detect.deals.frames.backers import backers, sums_in
from processors.detect.deals.frames.stakes import becoming_holder
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import UNSURE, Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.figures import costs, earned, of_round
from processors.detect.words.closed_classes import OF
from processors.detect.words.of_money import UNICORN
from processors.detect.words.unit import Text, Unit


def valued(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """TARGET valued at SUM, hits a SUM valuation, becomes a unicorn: after a round."""
    units = clause.units
    holder = becoming_holder(text, clause, at, rule)
    if holder is not None:
        return holder
    if clause.has("valuation", at, min(at + 12, clause.high)) is None:
        return _hits(text, clause, at, rule)
    figures = sums_in(clause, at, min(at + 14, clause.high))
    after = [k for k in figures if not (of_round(units, k) or earned(units, k) or _brought(units, k))]
    if not after and units[at].low == "bewertet":
        after = sums_in(clause, max(clause.low, at - 3), at)  # `wird mit 3 Milliarden bewertet`
    if rule == "noun-valuation" and (not after or _told_before(clause, at, after[0])):
        # `close to $14B valuation`, `$1B on $3B valuation`
        after = sums_in(clause, max(clause.low, at - 3), at)[-1:]
    if not after and not any(units[k].low in UNICORN for k in range(at, clause.high)):
        return None
    if [unit.low for unit in units[at : at + 2]] == ["worth", "of"]:
        return None  # `$20 billion worth of investments`
    if after and costs(clause, after[0]):
        return None  # `an all-stock deal worth $1.1 billion`: a price
    who = c.subject(clause, at)
    target = c.firm_before(clause, at, units[who]) if who is not None else clause.topic
    giving = _giving(clause, at, who)
    if giving is not None:  # `backs a chip startup at a $2 billion valuation`: not its own
        named = c.first_party(clause, giving, at)
        target = units[named] if named is not None else None
    if rule == "noun-valuation":
        target = _worth_of(clause, at) or target
    elif target is None and units[at].low.startswith("val"):
        named = c.first_party(clause, at)  # `Investors value X at …`, `La levée valorise X à …`
        target = units[named] if named is not None else None
    if target is not None and target.level == "investor":
        target = clause.topic or target  # `Photoroom : l'appli séduit General Catalyst et vaut …`
    if target is None and after and rule == "noun-valuation" and after[0] > at:
        behind = clause.units[after[0] + 1].low if after[0] + 1 < clause.high else ""
        named = c.first_party(clause, after[0] + 1, over=4) if behind in {"pour", "for"} else None
        target = units[named] if named is not None else None  # `Valorisation à 6 milliards pour Quillmark`
    unnamed = target is None and giving is None and bool(after) and _unnamed(text, clause, at)
    if target is None and not unnamed:
        return None
    claim = Claim(
        "valued",
        rule,
        text,
        clause,
        at,
        backers(clause, at, len(units)) or [units[k] for k in c.by_agent(clause, at)],
        target,
        None,
        None,
        units[after[0]] if after else None,
    )
    claim.weight = _worth_weight(text, clause, at, target) if target is not None else 0.6
    return claim


_GIVES = frozenset({"invest", "fund", "lead", "stake"})


def _giving(clause: Clause, at: int, who: int | None) -> int | None:
    """The verb of giving between the subject and what tells a worth, if there is one and it takes a firm."""
    if who is None:
        return None
    for k in range(who + 1, at):
        told = any(verb.frame in _GIVES and mood in _FINITE for mood, verb in clause.units[k].verbs)
        if told and (
            clause.has("descriptor", k + 1, at) is not None or c.first_party(clause, k, at) is not None
        ):
            return k
    return None


_FINITE = frozenset({"present", "past", "future", "conditional"})


def _brought(units: list[Unit], at: int) -> bool:
    """`joins unicorn club with $150 million from X`: what is brought to it is no worth."""
    behind = units[at + 1].low if at + 1 < len(units) else ""
    return units[at - 1].low in {"with", "avec"} and behind in {"from", "aupres", "de", "led", "in"}


def _told_before(clause: Clause, at: int, after: int) -> bool:
    """`at $14B valuation, $2B in sales`: the sum right before the noun is the worth, the other is not."""
    units = clause.units
    return (
        at > clause.low
        and units[at - 1].sum is not None
        and units[after - 1].low in {",", "with", "and", "on"}
    )


def _unnamed(text: Text, clause: Clause, at: int) -> bool:
    """`Ex-Google engineers' A.I. startup valued at $2bn after Sequoia funding`: an AI firm without a name."""
    if text.field != "headline" or not _PAID_IN.search(text.folded, clause.units[at].end):
        return False
    firm = next((k for k in range(at - 1, clause.low - 1, -1) if "descriptor" in clause.units[k].cues), None)
    if firm is None or clause.units[firm].low.endswith(("startups", "start-ups", "firms", "companies")):
        return False
    near = clause.units[max(clause.low, firm - 5) : min(firm + 4, at)]
    return any("ai" in unit.cues for unit in near)


_PAID_IN = re.compile(
    r"\b(?:after|following|apres|par|by|in|with|grace a)\b [^:;?!]{0,50}\b(?:funding|investment|backing|cash|"
    r"money|round|"
    r"financement|investissement|levee|tour|apport|raise)\b"
)


_PRICES = {"price", "value", "prix", "valeur"}
_HITS = (
    "doubl",
    "tripl",
    "quadrupl",
    "hit",
    "reach",
    "top",
    "cross",
    "pass",
    "soar",
    "jump",
    "rocket",
    "climb",
    "surpass",
    "attein",
    "franchi",
)


def _hits(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    """`Harvey, the legal AI darling, just hit $8 billion`: an AI firm and a bare sum of billions."""
    units = clause.units
    sums = sums_in(clause, at + 1, min(at + 6, clause.high))
    if not sums or not units[at].low.startswith(_HITS) or sums[0] + 2 < clause.high:
        return None
    if sums[0] > at + 2 and not any(u.low in _PRICES for u in units[at + 1 : sums[0]]):
        return None
    who, worth = c.subject(clause, at), units[sums[0]]
    name = units[who].name if who is not None else None
    if (
        who is None
        or name is None
        or name.company.level != "ai"
        or worth.sum is None
        or worth.sum.dollars < 1e9
    ):
        return None
    return Claim("valued", rule, text, clause, at, target=units[who], valuation=worth, weight=0.6)


def _worth_of(clause: Clause, at: int) -> Unit | None:
    """`La valorisation d'Anthropic dépasse …`: the name right behind the noun and its preposition."""
    units = clause.units
    if at + 1 >= clause.high or units[at + 1].low not in OF:
        return None
    return next((unit for unit in units[at + 2 : min(at + 5, clause.high)] if unit.party), None)


def _worth_weight(text: Text, clause: Clause, at: int, target: Unit) -> float:
    """What a firm is worth is news of a round where one is told, or where the firm is an AI firm by its words.

    `X, valued at $3 billion, sues Y`: in an apposition it is none.
    """
    units = clause.units
    if at > clause.low and units[at - 1].low == "," and any(u.low == "," for u in units[at : clause.high]):
        return 0.4
    before = units[clause.low : at]
    talked = any("hearsay" in u.cues for u in before) and any("deal_noun" in u.cues for u in before)
    if talked or _round_told(text):
        return 0.75
    if target.name is not None and (target.name.ai or target.name.company.ai == "core"):
        return 0.56
    new = target.level in (None, "ai")
    return 0.6 if new and text.field == "headline" and text.has("ai") else UNSURE


def _round_told(text: Text) -> bool:
    return any(
        "round" in unit.cues or "investment_noun" in unit.cues for s in text.sentences for unit in s.units
    )
