"""What a product does, opened to more people or places, or made more of: `ChatGPT opens quizzes to all`, `étend les
talents de Le Chat`."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.launches.objects import is_product
from processors.detect.words.closed_classes import ITS, OF_NAME, POSSESSIVES
from processors.detect.words.unit import Unit

_TO = frozenset({"to", "a", "au", "aux", "in", "en", "l", "'", "all", "free", "tous", "les"})
_ALL = frozenset(
    {
        "all",
        "everyone",
        "everybody",
        "users",
        "subscribers",
        "tous",
        "toutes",
        "monde",
        "utilisateurs",
        "abonnes",
    }
)
_NO_PART_WORDS = """voie porte portes door doors way joy joie hope hate haine empire
influence problem problems trouble harm chaos risk risks outage lead"""
_NO_PART = frozenset(_NO_PART_WORDS.split())


def widened(clause: Clause, at: int) -> bool:
    """`ChatGPT opens quizzes to all`, `Le Chat étend la dictée à l'Espagne`: who has what it does from now on."""
    units = clause.units
    if not units[at].low.startswith(("open", "ouvr", "extend", "expand", "eten", "bring", "elargi")):
        return False
    to = next(
        (k for k in range(at + 2, min(at + 8, clause.high - 1)) if units[k].low in {"to", "a", "au", "aux"}),
        None,
    )
    if to is None or any(
        unit.party or unit.sum or unit.low in _NO_PART or "program" in unit.cues
        for unit in units[at + 1 : to]
    ):
        return False
    whom = next((unit for unit in units[to : clause.high] if unit.low not in _TO - _ALL), None)
    return whom is not None and (whom.low in _ALL or (whom.capital and "plain" in whom.cues))


_SKILLS = frozenset(
    {
        "capacite", "capacites", "possibilites", "competences", "aptitudes", "talents", "pouvoirs", "savoir-faire",
        "capability", "capabilities", "abilities", "skills", "powers", "skillset", "repertoire", "palette", "horizons",
    }
)  # fmt: skip

_QUALITIES = frozenset(
    {
        "securite", "vitesse", "rapidite", "precision", "fiabilite", "memoire", "diction", "autonomie", "protection",
        "security", "speed", "accuracy", "reliability", "memory", "protections",
    }
)  # fmt: skip
"""What is better of a product, where something new is the means."""
_WIDENS = ("elargi", "widen", "broaden")


def grows_skills(clause: Clause, at: int, kind: Unit, stop: int) -> bool:
    """`étend les talents de Le Chat`, `la sécurité de Le Chat avec un mode …`: what a product can do is the product.

    Not so `teste les capacités de …`, which tries it.
    """
    units, verb = clause.units, clause.units[at]
    grows = verb.low.startswith(_WIDENS) or any(one.frame == "improve" for _, one in verb.verbs)
    better = kind.low in _QUALITIES and _with_a_thing(clause, stop)
    behind = [unit for unit in units[stop + 1 : min(stop + 6, clause.high)] if unit.low != "'"]
    if not grows or not (kind.low in _SKILLS or better) or not behind or behind[0].low in _OF_MACHINES:
        return False
    if grows_itself(clause, at) and at > clause.low and is_product(units[at - 1]):
        return True
    if behind[0].low in POSSESSIVES:  # `les capacités de son assistant`
        return any(is_product(unit) or "ai_object" in unit.cues for unit in behind[1:3])
    return is_product(behind[0]) or (len(behind) > 2 and behind[1].low in OF_NAME and is_product(behind[2]))


def _with_a_thing(clause: Clause, stop: int) -> bool:
    """`… avec un mode verrouillé`, `with a new model`: what makes it better."""
    units = clause.units
    means = next((k for k in range(stop, clause.high - 2) if units[k].low in {"with", "avec"}), None)
    return means is not None and any(
        unit.cues & {"ai_object", "new"} for unit in units[means + 1 : means + 4]
    )


_OF_MACHINES = frozenset({"calcul", "stockage", "production", "compute", "computing", "storage"})


def grows_itself(clause: Clause, at: int) -> bool:
    """`Copilot élargit ses compétences`, `enrichit Gmail`: a product that grows what it can do."""
    units = clause.units
    grows = units[at].low.startswith(_WIDENS) or any(one.frame == "improve" for _, one in units[at].verbs)
    own = at + 2 < clause.high and units[at + 1].low in ITS
    return grows and own and units[at + 2].low in _SKILLS
