"""Launches told by a host and a thing of AI in it: `Teams : un interprète IA imite votre voix`, `OpenAI : un modèle
ouvert qui tient sur un portable`, `Chez AWS, un agent développeur qui …`.
"""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_host, is_product, own_ai
from processors.detect.launches.signs import Sign
from processors.detect.launches.venues import SOME
from processors.detect.words.closed_classes import YOUR
from processors.detect.words.unit import Text, Unit, watched

_SOME = SOME | {"nouveau"}
_PLACED = frozenset({"chez", "dans", "sur", "on", "in", "at"})
_THINGS = frozenset(
    {
        "agent", "agents", "assistant", "assistants", "chatbot", "chatbots", "model", "models", "modele", "modeles",
        "open model", "open models", "modele ouvert", "modeles ouverts", "copilote", "copilotes",
    }
)  # fmt: skip
_BEHIND = frozenset(
    {
        "qui", "pour", "dans", "sur", "that", "to", "for", "in", "on", "capable", "capables", "par", "a", "au", "aux",
        "with", "avec", "chez", "which", "en", "de", "d", "dedie", "dediee", "dedies", "taille", "reserve", "pense",
    }
)  # fmt: skip
_CALLED = frozenset(
    {"baptise", "baptisee", "baptises", "nomme", "nommee", "appele", "appelee", "called", "named", "dubbed"}
)
"""`Mistral abat sa carte : un agent de code baptisé Vibe`."""
_READER = YOUR | {"vous", "you", "notre"}
_QUOTES = frozenset({'"', "«", "“"})
"""`un agent « Analyste » pour …`: how the thing is called."""
_STATES = ("aurait", "pourrait", "serait", "devrait", "could", "may", "might", "would")


def hosted_sign(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """A heading or a place that is a watched firm's or product's, an indefinite article, and a thing of AI."""
    host, low = _host(clause)
    company = watched(host)
    units = clause.units
    if host is None or company is None or low + 2 > clause.high or units[low].low not in _SOME:
        return None
    thing = _thing(clause, low, company.ai == "core" or (is_product(host) and host.names_ai))
    if thing is None and own_ai(units[low + 1], reading) and not is_product(host):
        thing = low + 1  # `Chez Microsoft, un Copilot pour les notaires`
    if thing is None:
        return None
    told = units[low : clause.high]
    others = (
        u for k, u in enumerate(told) if u.party and not (u.name is None and told[k - 1].low in _QUOTES)
    )
    if any(watched(u) is not company for u in others) or any(u.low.startswith(_STATES) for u in told):
        return None
    if any("program" in u.cues or "negation" in u.cues for u in told):
        return None
    if any("person_role" in u.cues for u in units[low + 1 : thing + 1]):
        return None
    after = units[thing + 1 : min(thing + 3, clause.high)]
    if not (
        not after
        or after[0].sign
        or any(u.low in _BEHIND for u in after)
        or any(u.low in _READER for u in told)
    ):
        return None
    sign = Sign(
        "wide-hosted", text, clause, thing, company, host, [host] if is_product(host) else [], weight=0.56
    )
    sign.described = (units[low + 1].start, units[thing].end)
    return sign


def _host(clause: Clause) -> tuple[Unit | None, int]:
    """The heading before a colon, or the name behind a preposition that opens the clause, and where its news begins."""
    if clause.topic is not None:
        return clause.topic, clause.low
    units = clause.units
    if clause.low > 3 and units[clause.low - 1].low == ":":
        first = next((u for u in reversed(units[: clause.low - 1]) if u.party), None)
        behind = {u.low for u in units[clause.low + 2 : clause.low + 8]}
        return (first, clause.low) if behind & _CALLED else (None, clause.low)
    for k in range(clause.low + 1, min(clause.low + 4, clause.high - 3)):
        if units[k].party and units[clause.low].low in _PLACED and units[k + 1].low == ",":
            return units[k], k + 2
    return None, clause.low


def ai_into_sign(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`AI sneaks into Windows' calculator`, `An AI tidies your albums on Facebook`: AI acts, and where."""
    units = clause.units
    opens = next(
        (k for k in range(clause.low, min(clause.low + 3, clause.high)) if "ai" in units[k].cues), None
    )
    if opens is None or any(u.party for u in units[clause.low : opens]):
        return None
    acts = units[opens + 1] if opens + 1 < clause.high else None
    if (
        acts is None
        or acts.capital
        or acts.sign
        or acts.low in _BEHIND
        or not acts.low.endswith(("s", "e", "t"))
    ):
        return None
    reader = any(u.low in _READER for u in units[opens + 1 : clause.high])
    for k in range(opens + 2, clause.high - 1):
        host = next((u for u in units[k + 1 : k + 3] if u.party), None)
        company = watched(host)
        if host is None or company is None or not is_host(host):
            continue
        if units[k].low in {"into", "inside", "dans"} or (reader and units[k].low in {"on", "in", "sur"}):
            if any(u.low.startswith(_STATES) or "negation" in u.cues for u in units[opens:k]):
                return None
            if _is_of_host(clause, host):
                return None
            products = [host] if is_product(host) else []
            return Sign("wide-ai-into", text, clause, opens, company, host, products, weight=0.56)
    return None


def _is_of_host(clause: Clause, host: Unit) -> bool:
    """`creeps into Google Docs essays`: not into the product, but into what people make there."""
    at = clause.index(host)
    behind = clause.units[at + 1] if at is not None and at + 1 < clause.high else None
    if behind is None or behind.capital or not behind.low.isalpha():
        return False
    whose = clause.units[at + 2].low if at is not None and at + 2 < clause.high else ""
    return behind.low.endswith("s") and whose in {"of", "by", "from"}


def christened_sign(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`OpenAI Prism : l'atelier des chercheurs qui écrivent avec l'IA`: a lab, a new name, a colon, and what it is."""
    units = clause.units
    if clause.low or clause.high != 2 or len(units) < 5 or units[2].low not in {":", "–", "—"}:
        return None
    maker, name = units[0], units[1]
    company = watched(maker)
    if company is None or is_product(maker) or company.ai != "core" or not (name.proper or is_product(name)):
        return None
    if not any(u.cues & {"ai", "ai_object", "ai_near"} for u in units[3:10]):
        return None
    return Sign("wide-christened", text, clause, 1, company, maker, [name], weight=0.56)


def _thing(clause: Clause, low: int, lab: bool) -> int | None:
    """Where the noun phrase says AI, or names what a lab makes."""
    for k in range(low + 1, min(low + 7, clause.high)):
        unit = clause.units[k]
        if unit.sign and unit.low not in {"'", "-"}:
            return None
        if "ai" in unit.cues or (
            unit.low in _THINGS and (lab or unit.low.startswith(("agent", "assistant")))
        ):
            return k
    return None
