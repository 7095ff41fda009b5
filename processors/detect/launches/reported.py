"""A launch verb that only reports: how something was done, what a price or a worth became, what is to blame."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.launches.objects import is_product
from processors.detect.words.closed_classes import ASKING, IT, READER, THEY

_USES = (
    "utilis", "use", "using", "abus", "detourn", "exploit", "misus", "weaponi", "piege", "servent", "sert",
)  # fmt: skip
_ITSELF = IT | THEY
_TO_COME = frozenset({"will", "can", "now", "va", "vont", "peut", "desormais"})


def reports(clause: Clause, at: int) -> bool:
    """The verb tells how something was done, or is what such a verb tells of."""
    for unit in clause.units[clause.low : clause.high]:
        if unit.low in ASKING:
            break
    else:
        return False  # most clauses ask nothing
    return (
        _headed_by_asking(clause, at)
        or _asked_above(clause, at)
        or _asked_before(clause, at)
        or _done(clause, at)
    )


def _headed_by_asking(clause: Clause, at: int) -> bool:
    """`ChatGPT : comment OpenAI compte gagner de l'argent`: what an article explains under its heading."""
    units = clause.units
    heads = 0 < clause.low < at and units[clause.low].low in ASKING and units[clause.low - 1].low == ":"
    return heads and not any(
        unit.low in _TO_COME or unit.low in READER for unit in units[clause.low : at + 1]
    )


def _asked_before(clause: Clause, at: int) -> bool:
    """`shows how it built Gemini`: what is asked, and long done."""
    before = [unit.low for unit in clause.units[max(clause.low, at - 2) : at]]
    return len(before) == 2 and before[0] in ASKING and before[1] in _ITSELF


def _done(clause: Clause, at: int) -> bool:
    """`reveals how spies used Claude`, `explique comment ses agents ont fui`: what was done with it, or by it.

    `shows how to use it` stays with its veto, `shows how your friends use AI` is a feature.
    """
    units = clause.units
    asked = next((k for k in range(at + 1, min(at + 5, clause.high)) if units[k].low in ASKING), None)
    if asked is None:
        return False
    account = any(unit.low in {"details", "detail", "recit", "account"} for unit in units[at + 1 : asked])
    if asked > at + 2 and not account:
        return False
    told = units[asked + 1 : min(asked + 8, clause.high)]
    if told and told[0].low in _ITSELF:
        return not any(unit.low in _TO_COME for unit in told)  # `shows off how it built Gemini`
    if any(unit.low in READER for unit in told):
        return False
    if any(unit.low.startswith(_USES) for unit in told[1:]):
        return True
    revealed = units[at].low.startswith(_REVEALS)
    return revealed and not any(unit.low in _TO_COME for unit in told)


_REVEALS = (
    "reveal", "detail", "explain", "show", "disclos", "unveil", "publish", "share", "release", "tell", "present",
    "revel", "devoil", "detaill", "expliqu", "montr", "racont", "publi", "partag", "present",
)  # fmt: skip


def _asked_above(clause: Clause, at: int) -> bool:
    """`révèle comment ChatGPT a lancé une attaque`: what is asked about by the verb before."""
    units = clause.units
    asked = next((k for k in range(at - 1, max(clause.low, at - 6), -1) if units[k].low in ASKING), None)
    if asked is None or asked <= clause.low or any(u.low in _TO_COME for u in units[asked : at + 1]):
        return False
    before = units[max(clause.low, asked - 2) : asked]
    return any(unit.low.startswith(_REVEALS) for unit in before)


_MONEY = frozenset({"valuation", "stake_noun", "other_money"})
_WORTH = frozenset({"worth", "stake", "value", "valeur", "fundraising", "funding", "losses", "pertes"})


def of_money(clause: Clause, at: int) -> bool:
    """`doubles its valuation`, `boosts its stake`: what grows is money, and no product."""
    units = clause.units
    if not any(verb.frame == "improve" for _, verb in units[at].verbs):
        return False
    for unit in units[at + 1 : min(at + 4, clause.high)]:
        if unit.cues & {"ai", "ai_object"} or is_product(unit):
            return False
        if unit.cues & _MONEY or unit.low in _WORTH:
            return True
    return False


_BECOMES = (
    "got",
    "get",
    "gets",
    "is getting",
    "just got",
    "became",
    "becomes",
    "become",
    "devient",
    "devenu",
    "gagne",
)
_DEARER = (
    "cheaper", "affordable", "attractive", "tempting", "expensive", "pricier", "costlier", "enticing", "generous",
    "appealing", "interessant", "abordable", "attractif", "attractive", "cher", "chere", "avantageu", "alechant",
)  # fmt: skip


def of_price(clause: Clause, at: int) -> bool:
    """`just got much more tempting`, `devient moins cher`: its price, and nothing that it does."""
    units = clause.units
    if units[at].low.split()[0] not in _BECOMES and not units[at].low.startswith(
        ("just ", "now ", "is getting")
    ):
        return False
    behind = units[at + 1 : clause.high]
    if any(is_product(unit) and any(char.isdigit() for char in unit.low) for unit in behind):
        return False  # `gets cheaper and faster with Haiku 9`
    return any(unit.low.startswith(_DEARER) for unit in behind[:5])


def blames(clause: Clause, at: int) -> bool:
    """`links Gemini outage to an update`: what is linked is no product; `links Claude to Slack` is another thing."""
    units = clause.units
    if units[at].low not in _LINKS:
        return False
    to = next((k for k in range(at + 2, min(at + 8, clause.high)) if units[k].low in {"to", "with"}), None)
    return to is None or not (is_product(units[to - 1]) or units[to - 1].cues & {"ai", "ai_object"})


_LINKS = frozenset({"link", "links", "linked", "tie", "ties", "tied"})
