"""What follows a verb of launching where nothing is launched: a denial, a report of what others do, a chequebook."""

from __future__ import annotations

import re
from itertools import pairwise

from processors.detect.grammar.clauses import Clause
from processors.detect.launches.affairs import (
    bets_otherwise,
    by_people,
    hands_work,
    of_affairs,
    of_people_or_quarrels,
)
from processors.detect.launches.idioms import idiom
from processors.detect.launches.reported import blames, of_money, of_price, reports
from processors.detect.launches.widened import grows_skills
from processors.detect.words.closed_classes import ARTICLES, ELIDED, INDEFINITE, ITS, RELATIVES
from processors.detect.words.model import LAUNCH_FRAMES
from processors.detect.words.unit import Unit

_THAT = frozenset({"que", "qu", "that", "it", "they", "'", "il", "elle", "ils", "elles", "we"})
_COMPLEMENT = frozenset({"que", "qu", "that"})
_INTO = frozenset({"into", "to", "in", "as", "on"})
_WITH = frozenset({"with", "avec", "by", "par", "via", "to", "in", "on", "sur", "dans"})
_CROWDS = (
    "utilisateurs",
    "users",
    "usagers",
    "people",
    "personnes",
    "abonnes",
    "subscribers",
    "downloads",
    "fois",
)


def nothing_launched(clause: Clause, at: int) -> bool:
    """The verb announces that something will not come, reports how others use a product, or opens a purse."""
    told = reports(clause, at) or _goes_on(clause, at) or _premises(clause, at) or blames(clause, at)
    told = told or of_money(clause, at) or of_price(clause, at) or _leaves(clause, at)
    told = told or of_people_or_quarrels(clause, at) or _refuses(clause, at)
    return told or _tells(clause, at) or _denies(clause, at) or idiom(clause, at) or of_affairs(clause, at)


_ROOMS = frozenset(
    {
        "hub", "campus", "centre", "center", "site", "lab", "labo", "studio", "ecole", "boutique", "store", "shop",
        "office", "bureau", "bureaux", "usine", "plant", "factory", "antenne", "hub d'ia", "ai hub", "entrepot",
    }
)  # fmt: skip
_SITES = _ROOMS | {
    "ai campus", "campus ia", "site geant", "mega-site", "giant campus", "facility", "data center", "data centre",
    "data centers", "data centres", "datacenter", "datacenters", "ai data center", "ai data centre", "ai factory",
    "centre de donnees", "centres de donnees", "usine d'ia",
}  # fmt: skip
_PLACING = (
    "open", "ouvr", "inaugur", "set", "launch", "lanc", "announc", "annonc", "a annonc", "unveil", "devoil", "reveal",
    "build", "built", "construi",
)  # fmt: skip
_AT = frozenset({"a", "in", "au", "en", "near", "pres", "aux"})


def _premises(clause: Clause, at: int) -> bool:
    """`ouvre un hub d'IA à Paris`, `unveils an AI data centre in Oslo`: a place in a town, and no product."""
    units = clause.units
    if not units[at].low.startswith(_PLACING):
        return False
    for k in range(at + 1, min(at + 8, clause.high - 2)):
        unit = units[k]
        if unit.low in _SITES:
            near = units[k + 1 : k + (4 if unit.low in _ROOMS else 2)]
            return any(u.low in _AT and v.capital for u, v in zip(near, units[k + 2 : k + 5], strict=False))
        if unit.party or unit.sign or "ai_object" in unit.cues or unit.low in {"for", "pour"}:
            return False
    return False


def _goes_on(clause: Clause, at: int) -> bool:
    """`pourra continuer à préinstaller Gemini`, `can keep bundling`: nothing that is new."""
    before = clause.units[max(clause.low, at - 3) : at]
    return any(unit.low.startswith(_STILL) for unit in before)


_STILL = ("continu", "keep", "persist")
_REFUSALS = ("refus", "declin", "hesit")
_TO_LAUNCH = frozenset(
    {"to", "de", "d", "a", "'", "le", "la", "les", "l", "y", "toujours", "still", "encore"}
)


def _refuses(clause: Clause, at: int) -> bool:
    """`refuse toujours de le sortir`, `refuses to release`, `son refus de lancer`: what one will not do."""
    k = at - 1
    while k > clause.low and clause.units[k].low in _TO_LAUNCH:
        k -= 1
    refused = k >= clause.low and k < at - 1 and clause.units[k].low.startswith(_REFUSALS)
    return refused and not any("negation" in unit.cues for unit in clause.units[max(clause.low, k - 2) : k])


_ACTS = frozenset({"launch", "improve"})
_ABOUT = frozenset({"of", "de", "d", "du", "des", "on", "sur", "behind", "about", "over", "derriere"})
_SAID = frozenset(
    {"ai", "ai_object", "ai_near", "new", "launch_noun", "open", "preview", "general", "launch_title"}
)
_DETERMINERS = ARTICLES | ITS | {"des", ELIDED}


def of_another(clause: Clause, at: int) -> bool:
    """`tests the patience of Siri fans`, `ouvre le débat sur les droits de Claude`: a thing of another kind."""
    units = clause.units
    if not all(verb.weak for _, verb in units[at].verbs if verb.frame in _ACTS):
        return False  # whatever is unveiled or launched outright may well be called by a new word
    if bets_otherwise(clause, at) or by_people(clause, at) or hands_work(clause, at):
        return True
    k = at + 1
    while k < clause.high and units[k].low in _DETERMINERS:
        k += 1
    if k == at + 1 or k >= clause.high:
        return False
    stop = next((p for p in range(k + 1, min(k + 3, clause.high)) if units[p].low in _ABOUT), None)
    if stop is None or (
        units[stop].low in {"on", "sur"} and any(u.party for u in units[stop + 1 : stop + 2])
    ):
        return False  # `lance le shopping sur ChatGPT`
    kind = units[k:stop]
    if units[at].low.startswith(("ajout", "add")) and any(
        one.low in {"a", "to"} and two.names_ai and two.known_product
        for one, two in pairwise(units[stop : clause.high])
    ):
        return False  # `ajoute le français de Belgique à Apple Intelligence`
    if _BY_AI.search(" ".join(unit.low for unit in units[stop : clause.high])):
        return False  # `ajoute une détection de bugs par IA`
    return (
        not any(
            unit.party or unit.model or unit.sum or unit.sign or unit.capital or unit.cues & _SAID
            for unit in kind
        )
        and kind[-1].low not in _KINDS
        and not grows_skills(clause, at, kind[-1], stop)
    )


_BY_AI = re.compile(r"\b(?:par|by|avec|with|ee?s? a|ee?s? sur) (?:l ?' ?)?(?:ia|ai)\b|ee?s? (?:a|sur) l'ia\b")
_KINDS = frozenset(
    {
        "rival", "equivalent", "concurrent", "competitor", "challenger", "alternative", "answer", "reponse",
        "family", "famille", "gamme", "range", "line", "lineup", "series", "serie", "poids", "weights", "code",
        "environnement", "environment", "feed", "sense", "offensive", "access", "acces", "support",
        "abonnement", "plan", "set", "pack", "batch", "host", "slew", "bevy", "wave", "salve", "vague", "team",
        "fleet", "army", "dose", "couche", "layer", "power", "puissance", "magic", "touch", "touche", "kind",
        "type", "sort", "sorte", "genre", "pair", "paire", "trio", "duo", "bunch", "collection", "selection",
        "catalogue", "catalog", "annuaire", "directory", "bibliotheque",
        "hub", "kit", "pouvoir", "rideau", "voile", "test", "essai", "trial", "cousin",
        "successor", "successeur", "sibling", "clone", "taste", "option", "overhaul", "redesign", "refonte",
        "declinaison", "mouture", "variante", "variant", "edition", "remake", "nouveaute", "evolution",
        "revamp", "sequel", "suite", "jumeau", "twin", "brain", "cerveau", "extension", "demo",
        "demonstration", "apercu", "preview", "upgrade", "rewrite", "bouton", "button", "memory", "memoire",
        "generation", "creation", "redaction", "recherche", "traduction",
        "coach", "medecin", "tuteur", "tutor", "prof", "professeur", "traducteur", "interprete", "secretaire",
        "correcteur", "editeur", "generateur", "detecteur", "moteur", "outil", "fonction", "mode", "resume",
        "page", "portal", "portail", "studio", "twist", "side", "part", "half", "slate", "coeur",
    }
)  # fmt: skip
"""Words for the thing itself, for some of it or for its like: what follows them is launched."""


def _tells(clause: Clause, at: int) -> bool:
    """`révèle que des élèves trichent avec ChatGPT`, `announces that Gemini has a billion users`: no launch."""
    units = clause.units
    if units[at].low.startswith(_SHOWS) and _bare_complement(clause, at):
        return True
    if at + 2 >= clause.high or units[at + 1].low not in _COMPLEMENT or units[at + 2].low in _INTO:
        return False
    told = units[at + 2 : clause.high]
    if units[at].low.startswith(("revel", "reveal")):
        return not any(one.frame in ("launch", "arrive") for unit in told for _, one in unit.verbs)
    named = next((k for k, unit in enumerate(told[:5]) if unit.party), None)
    acts = named is not None and not (named and told[named - 1].low in _WITH)
    if not acts or any(unit.low.startswith(_CROWDS) for unit in told):
        return True
    done = told[named + 1 :] if named is not None else []
    did = bool(done) and done[0].low.split()[0] in _HAS  # `annonce que Claude a effacé des fichiers`
    if did and any(unit.low in _SOME for unit in done[1:2]):
        return False  # `annonce que Claude a une mémoire`: what it has from now on
    return did and not any(one.frame in LAUNCH_FRAMES for unit in done[:4] for _, one in unit.verbs)


_HAS = frozenset({"a", "ont", "has", "have", "had"})
_SOME = INDEFINITE | {"des", "new", "now", "desormais", "maintenant"}


def _bare_complement(clause: Clause, at: int) -> bool:
    """`reveals AI spending will climb`, `shows Claude can blackmail`: a sentence without its `that`."""
    for k in range(at + 2, min(at + 6, clause.high)):
        unit = clause.units[k]
        if unit.low in RELATIVES or (unit.sign and unit.low not in {"'", "-"}):
            return False
        if unit.low in _FINITE:
            return True
    return False


_SHOWS = ("show", "reveal", "confirm", "announce")
_FINITE = frozenset(
    {"will", "can", "is", "are", "was", "were", "has", "had", "may", "might", "would", "could"}
)


def _denies(clause: Clause, at: int) -> bool:
    """`annonce qu'il ne publiera pas de modèle`, `announces that it won't release …`."""
    units = clause.units
    k = at + 1
    while k < clause.high and k < at + 5 and units[k].low in _THAT:
        k += 1
    return k > at + 1 and any("negation" in unit.cues for unit in units[k : min(k + 4, clause.high)])


_LEAVING = frozenset(
    {"depart", "departs", "leave", "leaves", "left", "quit", "quits", "exits", "quitte", "quitter"}
)


def _leaves(clause: Clause, at: int) -> bool:
    """`A chief scientist to leave Meta and launch a start-up`: what he leaves launches nothing."""
    units = clause.units
    behind_and = at > clause.low and units[at - 1].low in {"and", "et", "to", "pour"}
    return behind_and and any(unit.low in _LEAVING for unit in units[clause.low : at])


_CLITICS = frozenset({"se", "s", "'", "ne", "n", "y", "en", "l", "vous", "nous", "les", "leur"})
_HELPING = frozenset(
    {"a", "ont", "avait", "avaient", "has", "have", "had", "vient", "viennent", "de", "d", "just"}
)


def denied(units: list[Unit]) -> bool:
    """`assure que GPT-6 ne sortira pas`: the headline says that it does not come."""
    return any(
        any(verb.frame in ("launch", "arrive") and not verb.weak for _, verb in unit.verbs)
        and any("negation" in one.cues for one in units[max(0, k - 2) : k])
        for k, unit in enumerate(units)
    )


def of_relative(clause: Clause, at: int) -> bool:
    """`repère les virus qui se transforment`: the verb of a relative clause, whose subject is no firm."""
    k = relative_before(clause, at)
    return k is not None


def relative_before(clause: Clause, at: int) -> int | None:
    """The relative pronoun that a verb follows, over clitics and auxiliaries: `le groupe qui a lancé`."""
    k = at - 1
    while k > clause.low and (clause.units[k].low in _CLITICS or clause.units[k].low in _HELPING):
        k -= 1
    return k if k > clause.low and clause.units[k].low in RELATIVES else None
