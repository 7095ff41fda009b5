"""Frames of stakes: rounds that someone leads, and parts of a firm that someone takes."""

from __future__ import annotations

from processors.detect.deals.frames.backers import sums_in
from processors.detect.deals.frames.bought import price_of
from processors.detect.deals.frames.capacity import noun_phrase
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.phrases import in_ai_firm, in_one_firm
from processors.detect.words.closed_classes import ARTICLES
from processors.detect.words.of_money import PERCENT
from processors.detect.words.unit import Text


def leading(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """INVESTOR leads SUM round in TARGET."""
    units = clause.units
    rounds = clause.has("round", at + 1, min(at + 12, clause.high))
    investment = clause.has("investment_noun", at + 1, min(at + 12, clause.high))
    where = rounds if rounds is not None else investment
    if where is None or c.is_passive(clause, at):
        return None
    who = c.subject(clause, at)
    sold = units[where].low.endswith("sale") and any(u.low == "to" for u in units[where + 1 : where + 2])
    if who is None or sold:
        return None  # `tops $500bn in a share sale to X`: X buys
    if rounds is None and clause.has("valuation", at + 1, where) is not None:
        return None  # `tops $2bn valuation with Samsung's backing`
    after = sums_in(clause, at + 1, clause.high)
    beside = _beside(clause, at)
    target = c.first_party(clause, where) if where + 1 < clause.high and units[where + 1].low != "," else None
    if target is not None and units[target - 1].low in _BESIDE:
        target = None  # `leads X's round alongside Y`
    if target is None:
        target = next((k for k in range(at + 1, where) if units[k].party and k not in beside), None)
    if target is None and not after:
        firm = next((k for k, u in enumerate(units[: clause.low]) if u.is_lab), None)
        if firm is None or not (rounds is not None or units[where].low == "tour"):
            return None
        target = firm  # `Les Émirats arrivent chez Mistral : MGX souscrit au prochain tour`
    investors = [units[k] for k in (*c.listed_before(clause, who), *beside)]
    taker = units[target] if target is not None else None
    return Claim("round", rule, text, clause, at, investors, taker, amount=units[after[0]] if after else None)


_BESIDE = frozenset({"alongside", "with"})


def _beside(clause: Clause, at: int) -> list[int]:
    """`SoftBank leads, with Nvidia and Microsoft, the largest round`: who gives too."""
    behind = [unit.low for unit in clause.units[at + 1 : at + 3]]
    return c.listed(clause, at + 3) if behind in ([",", "with"], [",", "alongside"]) else []


def staking(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """INVESTOR takes a stake in TARGET."""
    units = clause.units
    if weak and not any(unit.low in PERCENT for unit in units[at + 1 : min(at + 6, clause.high)]):
        return None
    if weak and c.is_passive(clause, at):
        owned, agents = c.subject(clause, at), c.by_agent(clause, at)
        if owned is None or not agents:
            return None
        return Claim(
            "stake", rule, text, clause, at, [units[agents[0]]], units[owned], amount=price_of(clause, at)
        )
    if c.is_passive(clause, at) and (put := _put_by(text, clause, at, rule)) is not None:
        return put
    if rule == "opens-capital":
        firm = c.subject(clause, at)
        given = c.listed(clause, at + 1)
        if firm is None or not given:
            return None
        investors = [units[k] for k in given]
        return Claim("stake", rule, text, clause, at, investors, units[firm], amount=price_of(clause, at))
    who, target = c.subject(clause, at), c.first_party(clause, at, over=9)
    if target is None and who is not None and clause.topic is not None and clause.topic is not units[who]:
        return Claim("stake", rule, text, clause, at, [units[who]], clause.topic, amount=price_of(clause, at))
    one = text.field == "headline" and (in_one_firm(clause, at) or in_ai_firm(clause, at, text.folded))
    if target is None and who is not None and one:
        named = [unit for unit in c.listed_or_topic(clause, who) if unit is not None]
        return Claim("stake", rule, text, clause, at, named, weight=0.68)
    if target is not None and who is None and clause.topic is None and _unnamed(clause, at, target):
        return Claim(
            "stake", rule, text, clause, at, [], units[target], amount=price_of(clause, at), weight=0.68
        )
    if target is None or (who is None and clause.topic is None):
        return None
    investors = c.listed_or_topic(clause, who)
    after = sums_in(clause, at + 1, clause.high) or sums_in(clause, clause.low, at)
    return Claim(
        "stake", rule, text, clause, at, investors, units[target], amount=units[after[0]] if after else None
    )


def _put_by(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    """`£2bn to be invested in UK AI by Nvidia`: who gives stands behind, and the sum before."""
    units = clause.units
    givers = [units[k] for k in c.by_agent(clause, at)]
    sums = sums_in(clause, clause.low, at)
    by = next((k for k in range(at + 1, clause.high) if units[k].low in c.BY), None)
    if not givers or not sums or by is None:
        return None
    firm = c.first_party(clause, at, by)
    if firm is not None:
        return Claim("stake", rule, text, clause, at, givers, units[firm], amount=units[sums[-1]])
    thing = next((k for k in range(at + 1, by) if units[k].cues & {"ai", "capex_noun"}), None)
    if thing is None:
        return None
    return Claim(
        "capex", rule, text, clause, at, givers, place=noun_phrase(clause, thing), amount=units[sums[-1]]
    )


_SOME = ARTICLES | {"des", "deux", "trois", "plusieurs"}
_GIVERS = frozenset(
    {
        "fonds", "fonds souverain", "geant", "groupe", "milliardaire", "banque", "assureur", "investisseur",
        "investisseurs", "constructeur", "operateur", "industriel", "fondeur", "equipementier", "conglomerat",
        "fund", "giant", "billionaire", "bank", "insurer", "investor", "investors",
    }
)  # fmt: skip


def _unnamed(clause: Clause, at: int, target: int) -> bool:
    """`Un fonds émirati entre au capital de Mistral AI`: some giver whose name is not told, and a lab."""
    units = clause.units
    opens = units[clause.low].low in _SOME and any(u.low in _GIVERS for u in units[clause.low + 1 : at])
    told = bool({"present", "past", "future"} & set(units[at].moods()))
    return opens and told and units[target].is_lab


_BECOME = ("becom", "became", "devien", "devenu", "est devenu")
_HOLDERS = {
    "shareholder", "shareholders", "investor", "investors", "backer", "backers", "stakeholder", "owner",
    "actionnaire", "actionnaires", "investisseur", "investisseurs", "proprietaire",
}  # fmt: skip


def becoming_holder(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    """`ASML becomes biggest investor in Mistral`, `devient l'actionnaire de référence de …`."""
    units = clause.units
    if not units[at].low.startswith(_BECOME):
        return None
    noun = next((k for k in range(at + 1, min(at + 6, clause.high)) if units[k].low in _HOLDERS), None)
    if noun is None:
        return None
    held = next(
        (
            k
            for k in range(noun + 1, min(noun + 5, clause.high))
            if units[k].low in {"in", "of", "de", "d", "du", "chez", "at"}
        ),
        None,
    )
    target = c.first_party(clause, held, over=7) if held is not None else None
    if target is None:  # `set to become Mistral AI's top shareholder`
        target = next((k for k in range(at + 1, noun) if units[k].party), None)
    who = c.subject(clause, at)
    if target is None and held is None and who is not None and clause.topic not in (None, units[who]):
        return Claim("stake", rule, text, clause, at, [units[who]], clause.topic, amount=price_of(clause, at))
    investors = c.listed_or_topic(clause, who)
    if target is None or not investors:
        return None
    owns = units[noun].low in {"owner", "proprietaire"}
    return Claim(
        "acquisition" if owns else "stake", rule, text, clause, at, investors, units[target], None,
        price_of(clause, at),
    )  # fmt: skip
