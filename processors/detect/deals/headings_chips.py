"""Headlines of billions that a giant or a lab pays a maker of chips, with no word for computing: `lands $9bn Y order`;
and of billions that giants and a lab agree on, with no word for what.

Asked by `headings`, where no clause tells of a deal plainly.
"""

from __future__ import annotations

import re

from processors.detect.deals.frames.backers import sums_in
from processors.detect.deals.frames.sellers import buyer_and_supplier, sells
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Text, Unit

_LEAST = 0.95e9
_NEAR = 5
"""Units between a sum and the deal that it is of, at most."""
_CHIP = re.compile(r"\b(?:chip|processor|accelerator|gpu|tpu)(?:s|maker)?\b")
_OF_MACHINES = frozenset({"ally", "raise", "valued"})
"""Frames of the verbs that such a deal is told by: `signs`, `lands`, `nears`."""


def machines(reading: Reading, text: Text, whole: Clause) -> Claim | None:
    """`X nears $9 billion chip-supply pact with Y`, `X secures multibillion-dollar Y deal as it fights chip rivals`."""
    deal, money = _deal(whole)
    units = whole.units
    if deal is None or money is None:
        return None
    verb = next((k for k in range(money) if _tells(units[k])), None)
    who = next((k for k in range(verb or 0) if _firm(units[k])), None)
    if verb is None or who is None or units[who + 1].low in {"'", "’"}:
        return None
    near = range(money + 1, min(deal + _NEAR, len(units)))
    other = next((k for k in near if _firm(units[k]) and units[k].side != units[who].side), None)
    if other is None or (other > deal and units[other - 1].low not in {"with", "from"}):
        return None
    buyer, supplier = buyer_and_supplier([units[who], units[other]])
    if buyer is None or supplier is None or not sells(supplier) or len(c.listed_before(whole, who)) > 1:
        return None
    if not any(_CHIP.search(one.folded, 0, 300) for one in reading.texts[:2]) or not _of_ai(
        reading, supplier
    ):
        return None
    return Claim(
        "compute", "heading-supply", text, whole, deal, [buyer], supplier, amount=units[money], noun=True, weight=0.62,
    )  # fmt: skip


def _of_ai(reading: Reading, supplier: Unit) -> bool:
    """`$30 billion deal with Broadcom for wireless chips` is of none."""
    return supplier.is_company("watched") or reading.ai()


def _deal(whole: Clause) -> tuple[int | None, int | None]:
    """The word for the deal and the billions right before it."""
    for deal in whole.places.cues.get("deal_noun", ()):
        sums = sums_in(whole, max(0, deal - _NEAR), deal)
        if sums and whole.units[sums[0]].sum.dollars >= _LEAST:  # type: ignore[union-attr]
            return deal, sums[0]
    return None, None


def _tells(unit: Unit) -> bool:
    return any(verb.frame in _OF_MACHINES and mood != "participle" for mood, verb in unit.verbs)


def _firm(unit: Unit) -> bool:
    return unit.is_company("watched", "tech") or unit.is_lab


_AGREES = re.compile(r"(?:clos|sign|str(?:ik|uck)|ink|seal|announc|reach|unveil|forg)\w*")


def pact_of_all(text: Text, whole: Clause) -> Claim | None:
    """`X, Y and Anthropic sign $45 billion pact`: two giants and a lab, joined before the verb."""
    deal, money = _deal(whole)
    units = whole.units
    if deal is None or money is None:
        return None
    verb = next((k for k in range(money) if _AGREES.fullmatch(units[k].low)), None)
    who = c.subject(whole, verb) if verb is not None else None
    named = [units[k] for k in c.listed_before(whole, who)] if who is not None else []
    labs = [unit for unit in named if unit.is_lab]
    givers = [unit for unit in named if unit.is_company("watched", "tech") and not unit.is_lab]
    if verb is None or money - verb > 3 or len(labs) != 1 or len(givers) < 2 or len(named) != 1 + len(givers):
        return None
    if units[deal + 1 : deal + 2] and units[deal + 1].low in {"with", "for"}:
        return None
    return Claim(
        "stake", "heading-pact", text, whole, deal, givers, labs[0], amount=units[money], noun=True, weight=0.7,
    )  # fmt: skip
