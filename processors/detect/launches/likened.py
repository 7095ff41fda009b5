"""Who acts in a clause and is no product of a watched firm: what is only likened to one, how much or how well one is
used, a person who uses one."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.launches.objects import is_product
from processors.detect.words.unit import Text

_LIKENESS = frozenset(
    {
        "concurrent", "concurrente", "concurrents", "rival", "rivale", "rivaux", "equivalent", "alternative", "clone",
        "copie", "cousin", "imitation", "imitateur", "challenger", "adversaire", "pendant", "competitor",
    }
)  # fmt: skip
_TO_IT = frozenset({"de", "d", "a", "du", "'", "of", "to"})


def likened(clause: Clause, at: int) -> bool:
    """`Un rival norvégien de Gemini débarque`: what comes is likened to a product, and nobody watched has made it."""
    units = clause.units
    k = next((k for k in range(clause.low, min(clause.low + 4, at)) if units[k].low in _LIKENESS), None)
    named = [j for j in range(clause.low, at) if units[j].party or units[j].model]
    if k is None or len(named) != 1 or not is_product(units[named[0]]):
        return False
    between = units[k + 1 : named[0]]
    return bool(between) and between[-1].low in _TO_IT


_MEASURES = frozenset(
    {
        "trafic", "audience", "audiences", "usage", "usages", "utilisation", "adoption", "popularite", "notoriete",
        "croissance", "consommation", "empreinte", "frequentation", "cote", "nombre", "part", "parts",
        "telechargements", "revenus", "recettes", "ventes", "abonnements", "couts", "cout", "facture", "valorisation",
        "succes", "ascension", "percee", "domination", "chute", "declin", "reputation", "benefices", "pertes",
        "influence", "effet", "ombre", "fievre", "folie", "vague", "phenomene", "spectre", "menace", "promesse",
        "promesses", "derives", "colere", "grogne", "bronca", "polemique", "fronde",
        "plainte", "plaintes", "enquete", "failles", "faille", "erreurs", "hallucinations", "deboires", "rates", "fans",
    }
)  # fmt: skip
"""How much a product is used, what it costs or brings, and what it does to the world: no part of it."""
_THE = frozenset({"le", "la", "les", "l", "'", "un", "une"})


def measured(clause: Clause, at: int) -> bool:
    """`Le trafic de X bondit`, `La fièvre ChatGPT arrive …`: what acts is a figure of the product's use."""
    units = clause.units
    k = clause.low
    while k < at and units[k].low in _THE:
        k += 1
    if not clause.low < k < at - 1 or units[k].low not in _MEASURES:
        return False
    return any(is_product(unit) for unit in units[k + 1 : min(k + 7, at)])


_SOMEBODY = frozenset({"il", "elle", "ils", "elles", "je", "j"})


def by_somebody(text: Text, clause: Clause, at: int) -> bool:
    """`Il crée un jeu avec Claude Code et gagne …`: a headline that opens with a person, and no product acts."""
    first = clause.units[clause.low]
    if text.field != "headline" or clause.low or first.low not in _SOMEBODY:
        return False
    return clause.sentence is text.sentences[0] and clause.topic is None
