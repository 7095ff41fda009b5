"""Launches whose headline is only a product's name: `Codex Relay` | `Hand tasks from phone to laptop. Rolling out now.`

Who heads a text with a name and nothing else presents it, where the first lines say that it is there, that its maker
does something with it, or what a new version is. An account of how one uses it, or of what one thinks of it, is none.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.hedging import conditional
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import flagship, is_product, own_ai
from processors.detect.launches.signs import Sign
from processors.detect.launches.wide.ambitions import finds_fault
from processors.detect.launches.wide.newly import says_new, vetoed_lead
from processors.detect.words.model import LAUNCH_FRAMES, Company
from processors.detect.words.unit import Text, Unit, watched

_LONGEST = 5
_ACCOUNT = re.compile(
    r"(?:how|why|what|when|who|is|are|can|does|should|inside|behind|"
    r"we (?:test\w*|tried|try|asked|ask|compare\w*|spent|put|look\w*)|i |my |"
    r"our (?:review|verdict|test)|"
    r"comment|pourquoi|quand|que|quel\w*|ce qu\w*|est-ce|faut|doit|on a|nous (?:avons|compar\w+|test\w+)|j'ai|"
    r"notre (?:avis|test|verdict)|"
    r"(?:\d+|two|three|four|five|six|seven|ten|deux|trois|quatre|cinq|six|sept|dix) (?:\w+ )?(?:tips|prompts|"
    r"ways|things|"
    r"ideas|reasons|conseils|astuces|choses|idees|raisons|facons))\b"
)
"""How the first line begins where somebody tells of its use, asks, or teaches."""
_IS = re.compile(
    r"(?:[\w .-]{2,24}'s |our |a |an |the |un |une |notre |le |la |l')(?:[\w'-]+ ){0,4}?"
    r"(?:models?|modeles?|agents?|assistante?s?|chatbots?|tools?|outils?|apps?|application|browser|navigateur|"
    r"generat(?:or|eur)|"
    r"chips?|puces?|robots?|engine|moteur)\b"
)
"""What it is, said first."""
_BEST = re.compile(r"[\w .-]{2,24}'s (?:latest|newest|first|best|most \w+|\w+est)\b")
"""`Google's smartest workhorse yet for coding`."""
_OWNED = re.compile(
    r"[\w .-]{2,24}'s (?:new |own |latest )?(?:[\w'-]+ ){0,3}?"
    r"(?:models?|agents?|assistant|chatbot|tool|browser|generator)(?=,| (?:is|are|comes|arrives|can|for|that|to|in)\b)"
)
_THINKS = re.compile(r"(?:models?|agents?|assistant|chatbot|generator)\Z")


def named_only_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    written = [unit for sentence in text.sentences for unit in sentence.units]
    units = _without_maker(written)
    below = reading.lead
    if below is None or not 0 < len(units) <= _LONGEST:
        return None
    lead = below.folded[below.sentences[0].start : below.sentences[min(1, len(below.sentences) - 1)].end]
    product, company = units[0], watched(units[0])
    if not all(unit.capital or unit.model or unit.low.isdigit() for unit in units):
        return None
    if company is None and product.name is None and says_new(lead) and (kind := _OWNED.match(lead)):
        # `Nova Chord` | `Amazon's music model is now in Bedrock`: nobody knows it but by its maker
        maker = below.sentences[0].units[0]
        company = watched(maker) if not is_product(maker) else None
        if company is not None and (company.ai == "core" or reading.ai() or _THINKS.search(kind.group())):
            return _sign(reading, text, company, units, None)
        return None
    if company is None or not own_ai(product, reading) or (len(units) == 1 and flagship(product)):
        return None
    if _ACCOUNT.match(lead) or finds_fault(lead) or vetoed_lead(below):
        return None
    versioned = any(char.isdigit() for unit in units for char in unit.low)
    if not (
        says_new(lead)
        or (versioned and (len(units) < len(written) or _IS.match(lead) or _BEST.match(lead)))
        or any(_acts(clause, company.group) for clause in _first(reading, below))
    ):
        return None
    return _sign(reading, text, company, units, product)


def _without_maker(units: list[Unit]) -> list[Unit]:
    """`Muse Reef 1.1 by Meta AI`: the name alone."""
    at = next((k for k, unit in enumerate(units) if unit.low in {"by", "from", "par"}), None)
    owned = at is not None and at + 2 == len(units) and watched(units[-1]) is watched(units[0])
    return units[:at] if owned else units


def _sign(reading: Reading, text: Text, company: Company, units: list[Unit], product: Unit | None) -> Sign:
    clause = reading.clauses(text)[0]
    known = [product] if product is not None else []
    sign = Sign("wide-named", text, clause, clause.low, company, product, known, weight=0.62)
    if product is None or len(units) > 1:
        sign.quoted = (units[0].start, units[-1].end)
    return sign


def _first(reading: Reading, below: Text) -> list[Clause]:
    return [c for c in reading.clauses(below) if c.kind == "main" and c.sentence is below.sentences[0]]


def _acts(clause: Clause, group: str) -> bool:
    """`Mistral ajoute à son assistant …`: its maker first, and a verb of shipping or making better."""
    maker = _leader(clause)
    if maker is None or watched(maker) is None or maker.name is None or maker.name.company.group != group:
        return False
    for k in range(clause.low + 1, min(clause.low + 6, clause.high)):
        unit = clause.units[k]
        told = any(verb.frame in LAUNCH_FRAMES and mood in ("present", "past") for mood, verb in unit.verbs)
        if told and not conditional(clause, k) and "negation" not in clause.units[k - 1].cues:
            return True
    return False


def _leader(clause: Clause) -> Unit | None:
    return clause.leader(min(clause.low + 3, clause.high))
