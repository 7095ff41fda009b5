"""The frame of buying: from its verb to who buys; what is bought stands behind it (firms_bought.py)."""

from __future__ import annotations

from processors.detect.deals.frames.bought import passively, price_of, purchase, staff_of, stock_of
from processors.detect.deals.frames.firms_bought import behind_verb
from processors.detect.deals.frames.paying import paying
from processors.detect.deals.frames.raising import raising
from processors.detect.deals.frames.teams import team_bought
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Text, Unit


def acquiring(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """BUYER acquires TARGET; passive too. A `stake` or `shares` in between make it a stake."""
    units = clause.units
    if c.is_passive(clause, at):
        return passively(text, clause, at, rule)
    if _participle_alone(clause, at) or _is_spoken_of(clause, at) or _comes_down(clause, at):
        return None
    if _takes_sum(clause, at):
        return raising(text, clause, at, True, rule)
    machines = paying(text, clause, at, rule)
    if machines is not None:
        return machines
    who = c.subject(clause, at)
    buyer = units[who] if who is not None else clause.topic
    if buyer is None or (who is not None and _product_alone(clause, who)) or _buys_use(clause, at):
        return None
    held = stock_of(clause, at)
    if held is not None:
        return Claim("stake", rule, text, clause, at, [buyer], held, amount=units[at + 1])
    if rule == "acquihire":
        return _hired(text, clause, at, rule, buyer)
    team = team_bought(text, clause, at, rule, buyer) if not weak else None
    if team is not None:
        return team
    if weak and any(unit.low in {"contract", "contrat"} for unit in units[at + 1 : min(at + 8, clause.high)]):
        return None  # `wins $1 billion contract with the army`: a customer
    buyers = [units[k] for k in c.listed_before(clause, who)] if who is not None else [buyer]
    return behind_verb(text, clause, at, weak, rule, buyers)


def _participle_alone(clause: Clause, at: int) -> bool:
    """A participle with no auxiliary before it: what was bought, told of on the way."""
    moods = {mood for mood, _ in clause.units[at].verbs}
    return "participle" in moods and moods.isdisjoint(("past", "present")) and not _auxiliary(clause, at)


_WHERE = frozenset(
    {
        "behind",
        "ahead",
        "below",
        "above",
        "between",
        "among",
        "near",
        "atop",
        "outside",
        "short",
        "third",
        "second",
    }
)


def _comes_down(clause: Clause, at: int) -> bool:
    """`Boreal 3 lands well behind GPT-9`: where it comes down, and nothing that it takes."""
    behind = clause.units[at + 1 : min(at + 4, clause.high)]
    return clause.units[at].low.startswith("land") and any(
        unit.low in _WHERE and all(before.low.isalpha() and not before.party for before in behind[:k])
        for k, unit in enumerate(behind)
    )


_MODALS = frozenset({"could", "would", "can", "may", "might", "will", "is", "was", "makes", "means"})
_SAYING = frozenset({"says", "said", "say", "that", "argues", "warns", "thinks", "believes", ":"})


def _is_spoken_of(clause: Clause, at: int) -> bool:
    """`X's CEO says buying too much compute could ruin a firm`: buying itself is what the sentence is about."""
    units = clause.units
    if set(units[at].moods()) != {"gerund"} or at == 0 or units[at - 1].low not in _SAYING:
        return False
    after = units[at + 1 : clause.high]
    modal = next((k for k, unit in enumerate(after) if unit.low in _MODALS), None)
    return modal is not None and not any(unit.party for unit in after[:modal])


def _buys_use(clause: Clause, at: int) -> bool:
    """Airtime, or the use of something: no firm is bought."""
    units = clause.units
    if any(u.low in _AIRTIME for u in units[at + 1 : min(at + 6, clause.high)]):
        return True  # `OpenAI buys a Super Bowl ad`
    if not units[at].low.startswith(("pay", "pai")):
        return False
    if at + 1 < clause.high and units[at + 1].low in _WAGES:
        return True  # `offers $100 million pay packages to X staff`
    # `Apple pays Google for Gemini access`, `pays its staff more than any firm`
    return price_of(clause, at) is None or any(u.low in _USE for u in units[at + 1 : clause.high])


def _hired(text: Text, clause: Clause, at: int, rule: str, buyer: Unit) -> Claim | None:
    """`hires the founders of X for $400 million`: an AI firm whose people come over, at a price."""
    price = price_of(clause, at)
    if price is None:
        return None
    near = clause.units[at + 1 : min(at + 5, clause.high)]
    if any(unit.low in _ONE_OF_STAFF for unit in near[:2]):
        return None  # `recrute un chercheur de X pour 100 millions`
    known = next((unit for unit in near if unit.level == "ai"), None)
    firm = known or staff_of(clause, at)
    where = clause.index(firm)
    if where is not None and where + 1 < clause.high and clause.units[where + 1].low in _ONE_OF_STAFF:
        return None  # `hires X researcher for $100 million`: wages
    return purchase(text, clause, at, rule, [buyer], firm, 0.8) if firm else None


_ONE_OF_STAFF = frozenset(
    {
        "chercheur",
        "chercheuse",
        "ingenieur",
        "ingenieure",
        "researcher",
        "engineer",
        "scientist",
        "executive",
        "employee",
        "designer",
        "exec",
    }
)


_WAGES = frozenset({"package", "packages", "offer", "offers", "rise", "rises", "raise", "raises", "gap"})
_AIRTIME = frozenset({"ad", "ads", "airtime", "publicite", "publicites", "pub", "billboard", "billboards"})
_USE = frozenset({"access", "acces", "usage", "licence", "license", "search", "ads", "royalties"})


def _product_alone(clause: Clause, who: int) -> bool:
    """`Grok s'offre une application`: a product that opens the clause buys nothing; its maker may."""
    name = clause.units[who].name
    named = name is not None and name.kind == "product" and name.company.level == "watched"
    return named and who == clause.low


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
        u.low in {"a", "ont", "has", "have", "had", "avoir", "aurait", "vient", "ayant", "ha", "han"}
        for u in clause.units[max(clause.low, at - 4) : at]
    )
