"""Deals told without a verb that a frame knows: a large sum beside an AI firm, and a word of investment.

`2B$ for Verity: Paris AI lab leaves stealth`, `Robots humanoïdes : 750 millions de dollars pour Kestrel`.
Counts only in headline and first sentence, only where no veto speaks, and less than any frame.
"""

from __future__ import annotations

from processors.detect import clauses as c
from processors.detect.capacity import buyer_and_supplier, noun_phrase
from processors.detect.claims import Claim
from processors.detect.clauses import Clause
from processors.detect.figures import role_of
from processors.detect.frames import backers
from processors.detect.reading import Reading
from processors.detect.unit import Sentence, Text, Unit

_TO = {"for", "pour", "dans", "in", "into", "to", "chez", "au", "a", "d", "de", "en"}
_MONEY_CUES = frozenset({"round", "investment_noun", "stake_noun", "acquisition_noun", "valuation"})
_DEAL_FRAMES = frozenset({"raise", "invest", "acquire", "acquired", "stake", "lead", "spend", "fund"})
_SPEAKING_VETOES_SPARED = frozenset({"rumour", "usage", "history"})


def juxtaposed(reading: Reading) -> list[Claim]:
    """The claims of headline and first sentence that only proximity makes."""
    found: list[Claim] = []
    for order, text in enumerate(reading.texts[:2]):
        if text.field == "body" and not reading.bare:
            continue
        for sentence in text.sentences[: 2 if order == 0 else 1]:
            claim = _claim(reading, text, sentence)
            if claim is not None:
                found.append(claim)
    return found


def _claim(reading: Reading, text: Text, sentence: Sentence) -> Claim | None:
    whole = Clause(sentence, 0, len(sentence.units))
    units = sentence.units
    if any(sentence.start <= h.start < sentence.end and h.veto.weight >= 0.5 and h.veto.id not in _SPEAKING_VETOES_SPARED and "ai_investment" in h.veto.labels for h in text.vetoes):
        return None
    sums = [k for k, unit in enumerate(units) if unit.sum and unit.sum.dollars >= 0.95e8 and role_of(whole, k, text.folded, reading.year) == "amount"]
    capex, size, compute = whole.has("capex_noun"), whole.has("billions"), whole.has("compute_noun")
    large = [k for k in sums if units[k].sum and units[k].sum.dollars >= 0.95e9]  # type: ignore[union-attr]
    if (capex is not None or compute is not None) and (large or size is not None):
        return _capacity(text, whole, capex if capex is not None else compute, large, reading)
    if not sums or whole.has("vehicle") is not None:
        return None
    cues = {cue for unit in units for cue in unit.cues}
    frames = {verb.frame for unit in units for _, verb in unit.verbs if not verb.weak}
    target = _target(whole, sums[0])
    if target is None:
        return None
    bound = any(units[k].low in _TO for k in range(sums[0] + 1, min(sums[0] + 6, len(units))))
    if not (cues & _MONEY_CUES or frames & _DEAL_FRAMES or bound):
        return None
    if "deal_noun" in cues and not (cues & _MONEY_CUES or frames & _DEAL_FRAMES):
        return None
    investors = _investors(whole, target, sums[0])
    kind = "acquisition" if "acquisition_noun" in cues or "acquire" in frames and not cues & {"round", "stake_noun", "investment_noun"} else "stake" if investors else "round"
    return Claim(kind, "juxtaposed", text, whole, sums[0], [units[k] for k in investors], units[target], None, units[sums[0]], noun=True, weight=0.62)  # type: ignore[arg-type]


def _capacity(text: Text, whole: Clause, noun: int | None, large: list[int], reading: Reading) -> Claim | None:
    units = whole.units
    named: list[Unit] = []
    for unit in units:
        if unit.name and unit.name.kind == "company" and unit.name.company.level != "investor" and all(u.name and u.name.company.id != unit.name.company.id for u in named):
            named.append(unit)
    if noun is None or not (named or (any(u.proper for u in units) and large)):
        return None
    if not named:
        named = [next(u for u in units if u.proper)]
    kind = "capex" if "capex_noun" in units[noun].cues and len(named) == 1 else "compute"
    buyer, supplier = buyer_and_supplier(named)
    amount = units[large[0]] if large else None
    return Claim(kind, "juxtaposed", text, whole, noun, [buyer] if buyer else [], supplier if kind == "compute" else None, noun_phrase(whole, noun), amount, noun=True, weight=0.6)  # type: ignore[arg-type]


def _target(whole: Clause, at: int) -> int | None:
    """An AI firm that the sum goes to: after `for`/`dans`, else an AI firm anywhere, else the first unknown name."""
    units = whole.units
    for k in range(at + 1, min(at + 7, len(units))):
        if units[k].low in _TO and k + 1 < len(units):
            named = c.first_party(whole, k, over=7)
            if named is not None and _can_receive(units[named]):
                return named
    firms = [k for k, unit in enumerate(units) if unit.name and unit.name.ai and unit.name.kind != "person"]
    if firms:
        return firms[-1] if len(firms) > 1 and units[firms[0]].name.company.level == "watched" and firms[0] < at else firms[0]  # type: ignore[union-attr]
    return next((k for k, unit in enumerate(units) if unit.proper), None)


def _can_receive(unit: Unit) -> bool:
    return unit.proper or (unit.name is not None and (unit.name.ai or unit.name.company.level in ("ai", "other")))


def _investors(whole: Clause, target: int, at: int) -> list[int]:
    units = whole.units
    named = [unit for unit in backers(whole, 0, len(units))]
    if named:
        return [k for k, unit in enumerate(units) if any(unit is one for one in named) and k != target]
    own = units[target].name
    found = []
    for k, unit in enumerate(units):
        one = unit.name
        if k == target or one is None or one.company.level not in ("watched", "tech", "investor") or one.kind == "product":
            continue
        if own is not None and one.company.id == own.company.id:
            continue
        if not c.governed(whole, k) or units[k - 1].low in {"by", "par", "from", "d", "de"}:
            found.append(k)
    return found
