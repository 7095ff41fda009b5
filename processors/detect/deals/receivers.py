"""Whom a sum beside names goes to, and from whom, where no verb says so."""

from __future__ import annotations

from itertools import pairwise

from processors.detect.deals.frames.backers import backers
from processors.detect.grammar import parties as c
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.governing import governed
from processors.detect.words.closed_classes import ELIDED, FROM
from processors.detect.words.of_money import DEAL_NOUNS
from processors.detect.words.unit import Unit

TO = {"on", "sur", "for", "pour", "dans", "in", "into", "to", "chez", "au", "a", "d", "de", "en"}


def firm(clause: Clause) -> int | None:
    """An AI firm of the rules, or else the first unknown name."""
    units = clause.units
    firms = [
        k
        for k, unit in enumerate(units)
        if unit.name
        and unit.name.ai
        and not unit.name.ambiguous
        and unit.name.kind != "person"
        and not any(
            u.low in {"former", "ex", "anciens", "ancien", "rival", "rivals"}
            for u in units[max(0, k - 2) : k + 3]
        )
    ]
    small = [k for k in firms if units[k].name.company.level != "watched"]  # type: ignore[union-attr]
    if firms:
        return (small or firms)[0]
    return next((k for k, unit in enumerate(units) if unit.proper), None)


def receiver(whole: Clause, at: int) -> int | None:
    """An AI firm that the sum goes to: after `for`/`dans`, else an AI firm anywhere, else the first unknown name."""
    units = whole.units
    for k in range(at + 1, min(at + 7, len(units))):
        if units[k].low in {"d", "de"} and units[k - 1].low in {
            "venus",
            "venant",
            "provenant",
            "et",
            "rival",
        }:
            break  # `600 millions venus de X et de Y`: who gives
        if units[k].low in TO and k + 1 < len(units):
            named = c.first_party(whole, k, over=7)
            bare = named is None or not any(u.verbs and not u.cues for u in units[k + 1 : named])
            if named is not None and bare and _can_receive(units[named]):
                return named
    return firm(whole)


def unnamed(whole: Clause, at: int) -> bool:
    """The sum goes to an AI start-up that has no name here: `co-chief of A.I. start-up with $6.2 billion`."""
    near = whole.units[max(0, at - 8) : at + 6]
    crowd = any(
        u.low in MANY_FIRMS or (u.low == "start-up" and v.low in {"les", "des"}) for v, u in pairwise(near)
    )
    if crowd or any(u.low == "filiale" for u in near):
        return False  # `Les start-up de l'IA ont levé 3 milliards en 2025`
    return any("descriptor" in u.cues for u in near) and any("ai" in u.cues for u in near)


MANY_FIRMS = frozenset(
    {"startups", "start-ups", "firms", "companies", "entreprises", "labs", "jeunes pousses"}
)


def _can_receive(unit: Unit) -> bool:
    return unit.proper or (
        unit.name is not None and (unit.name.ai or unit.name.company.level in ("ai", "other"))
    )


FORMER = frozenset({"ex", "former", "ancien", "ancienne", "anciens", "anciennes"})
_RIVALS = {
    "rival",
    "rivale",
    "concurrent",
    "concurrente",
    "competitor",
    "challenger",
    "doubler",
    "contre",
    "against",
}


_FROM = FROM | {ELIDED}


def givers(whole: Clause, target: int) -> list[int]:
    """Who stands beside the one that gets the money and may give it: those named as backers, or all large firms."""
    units = whole.units
    named = backers(whole, 0, len(units))
    if named:
        return [k for k, unit in enumerate(units) if any(unit is one for one in named) and k != target]
    own = units[target].name
    found = []
    for k, unit in enumerate(units):
        one = unit.name
        if (
            k == target
            or one is None
            or one.company.level not in ("watched", "tech", "investor")
            or one.kind == "product"
        ):
            continue
        if own is not None and one.company.id == own.company.id:
            continue
        if any(u.low in _RIVALS for u in units[max(0, k - 4) : k]):
            continue  # `Anthropic, le rival d'OpenAI`
        if any(u.low in FORMER for u in units[max(0, k - 6) : k]):
            continue  # `deux milliards pour l'ex-patronne d'OpenAI`
        if [u.low for u in units[k + 1 : k + 3]] == ["'", "s"] and not any(
            u.sum or u.cues & _GIFTS for u in units[k + 3 : k + 8]
        ):
            continue  # `challenges OpenAI's scaling strategy`: whose it is
        if not governed(whole, k) or units[k - 1].low in _FROM:
            found.append(k)
    return found


def gives(clause: Clause, target: int) -> bool:
    """`A ceramics maker to invest $600 million in its own unit`: who gives does not receive."""
    units = clause.units
    giving = (
        k
        for k in range(target + 1, len(units))
        for _, verb in units[k].verbs
        if verb.frame in _GIVING and not verb.weak
    )
    return any(c.subject(clause, k) == target and not units[k].cues for k in giving)


_GIVING = frozenset({"invest", "spend"})
_GIFTS = DEAL_NOUNS | {"money_talk", "vehicle"}
