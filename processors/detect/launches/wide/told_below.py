"""Launches whose headline only names the product: `Gemini envahit Gmail` | `Le résumé des fils est déployé …`.

The sentence below says that something is out, without a name of its own. Asked last, and silent where any veto speaks.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.hedging import conditional
from processors.detect.grammar.history import historic
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import own_ai
from processors.detect.launches.signs import Sign
from processors.detect.launches.things import names_no_thing
from processors.detect.words.unit import Text, Unit, watched

_FRAMES = frozenset({"launch", "arrive"})
_SENTENCES = 2
"""Sentences of the description that may say it."""
_SINCE = re.compile(
    r"\b(?:since|depuis|already|deja|last (?:year|month)|l'an dernier|ago|il y a|if|si|could|may|might)\b"
)
_LAUNCH_OF = (
    "lancement de",
    "lancement d",
    "launch of",
    "arrivee de",
    "sortie de",
    "release of",
    "rollout of",
)


def below_sign(reading: Reading, text: Text) -> Sign | None:
    """A sign of the headline's product, by what the first sentences below say without a name."""
    product = next((u for u in text.names if own_ai(u, reading)), None)
    first = next((u for s in text.sentences for u in s.units if u.party or u.model), None)
    if product is None or first is None or (first is not product and watched(first) is None):
        return None
    company = watched(product) or reading.organisation
    below = next((t for t in reading.texts if t.field == "description"), None)
    if (
        company is None
        or below is None
        or not any(_tells(reading, below, c, product) for c in _first(reading, below))
    ):
        return None
    clause = next(
        (c for c in reading.clauses(text) if c.span()[0] <= product.start < c.span()[1]),
        reading.clauses(text)[0],
    )
    at = next((k for k, unit in enumerate(clause.units) if unit is product), clause.low)
    owner = next((u for u in text.names if watched(u) is company and u.is_firm), None)
    return Sign("wide-below", text, clause, at, company, owner or product, [product], weight=0.57)


def _first(reading: Reading, below: Text) -> list[Clause]:
    kept = below.sentences[:_SENTENCES]
    return [c for c in reading.clauses(below) if c.kind == "main" and any(c.sentence is s for s in kept)]


def _tells(reading: Reading, below: Text, clause: Clause, product: Unit) -> bool:
    """A strong verb of launching or arriving whose subject has no name, or the launch of that very product."""
    units = clause.units
    sentence = clause.sentence
    if _SINCE.search(below.folded, sentence.start, sentence.end) or historic(
        clause, below.folded, reading.year
    ):
        return False
    for k in range(clause.low, clause.high):
        unit = units[k]
        if unit.low.startswith(_LAUNCH_OF) and any(u.low == product.low for u in units[k + 1 : k + 3]):
            return True
        if unit.low in _LAUNCH and _of_firm(clause, k, product):
            return True
        strong = any(v.frame in _FRAMES and not v.weak and mood != "base" for mood, v in unit.verbs)
        if (
            not strong
            or conditional(clause, k)
            or any("negation" in u.cues for u in units[max(0, k - 3) : k])
        ):
            continue
        parties = [u for u in units[clause.low : k] if u.party and not _of_same(u, product)]
        if names_no_thing(reading, below, units[clause.low : k]):
            continue  # `A petition was launched`
        if not parties and k > clause.low and units[k - 1].low != "to":
            return True
    return False


_LAUNCH = frozenset({"launch", "rollout", "release", "introduction", "launch of", "rollout of", "release of"})


def _of_firm(clause: Clause, at: int, product: Unit) -> bool:
    """`Google's launch of practice tests`: the launch of its firm, which the headline's product tells by name."""
    units = clause.units
    owns = [unit.low for unit in units[max(clause.low, at - 2) : at]] == ["'", "s"]
    of = units[at].low.endswith(" of") or [unit.low for unit in units[at + 1 : at + 2]] == ["of"]
    return owns and of and at >= clause.low + 3 and _of_same(units[at - 3], product)


def _of_same(unit: Unit, product: Unit) -> bool:
    one, two = watched(unit), watched(product)
    return one is not None and two is not None and one.group == two.group
