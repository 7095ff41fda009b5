"""Where a product is met, what it gains and what it becomes, and is no newer for it."""

from __future__ import annotations

from itertools import pairwise, takewhile

from processors.detect.grammar.clauses import Clause
from processors.detect.words.closed_classes import ARTICLES, COUNTED, INDEFINITE
from processors.detect.words.unit import Unit

SOME = INDEFINITE | COUNTED | {"des", "new"}
"""How a headline begins that names some new things and no more."""
ARTICLES_TOO = ARTICLES | {"des", "ce", "cette", "ces"}
OURS = frozenset(
    {"ai", "ai_object", "ai_near", "new", "launch_noun", "launch_title", "open", "preview", "descriptor"}
)
RANKS = frozenset(
    {
        "no",
        "number",
        "record",
        "records",
        "peak",
        "milestone",
        "high",
        "ceiling",
        "wall",
        "snag",
        "limit",
        "limits",
        "paywall",
        "backlash",
    }
)
VENUES = frozenset(
    {
        "campagne", "tribunal", "tribunaux", "copies", "debat", "debats", "pretoire", "hemicycle", "cour", "urnes",
        "scrutin", "election", "elections", "bac", "proces", "enquete", "justice", "barre", "tete", "polemique",
        "mayoral", "presidentielle", "presidential", "court", "courtroom", "trial", "campaign", "debate", "campus",
        "ballot", "politics", "rescue", "secours", "rescousse", "late", "idea", "idee",
    }
)  # fmt: skip
"""Where a product is met, and not installed: `ChatGPT s'invite dans la campagne`, `Claude s'invite au tribunal`."""

_SCREENS = frozenset({"des", "de", "d", "laterale"})


_CATCHES = frozenset(
    {
        "spot",
        "role",
        "part",
        "contract",
        "contracts",
        "award",
        "prize",
        "job",
        "jobs",
        "slot",
        "place",
        "hot",
        "trouble",
    }
)


def _caught(clause: Clause, at: int) -> bool:
    """`Claude lands a spot on a list`, `lands in hot water`: what it has won, or got into."""
    near = clause.units[at + 1 : min(at + 4, clause.high)]
    if near and near[0].low == "in":
        return any(u.low in {"hot", "trouble"} for u in near[1:2])
    return (
        near[:1] != []
        and not near[0].party
        and any(
            u.low in _CATCHES and not any(v.low in {"on", "in", "for", "to"} for v in near[:k])
            for k, u in enumerate(near)
        )
    )


def met_at(clause: Clause, at: int) -> bool:
    """A venue stands close behind the verb; `la barre des menus` is a place on a screen."""
    units = clause.units
    if units[at].low.startswith("land") and _caught(clause, at):
        return True
    if units[at].low.startswith("s'affiche"):
        return not any(
            u.name is not None or u.low in SHORES for u in units[at + 1 : min(at + 5, clause.high)]
        )
    return any(
        units[k].low in VENUES
        and not (units[k].low == "barre" and k + 1 < clause.high and units[k + 1].low in _SCREENS)
        for k in range(at + 1, min(at + 6, clause.high))
    )


def becomes_other(clause: Clause, at: int) -> bool:
    """`ChatGPT devient un témoin dans une affaire`, `turns into a liability`: what it becomes is nothing of AI."""
    units = clause.units
    if not units[at].low.startswith(("devien", "becom", "turns into")) or at + 2 >= clause.high:
        return False
    if units[at].low.split()[-1].startswith(("accessible", "disponible", "gratuit", "ouvert")):
        return False  # `deviennent accessibles à tous`
    told = units[at + 1 : min(at + 10, clause.high)]
    if units[at].low.startswith("turns"):
        told = list(takewhile(lambda unit: unit.low != "for", told))
    if units[at].low.startswith("devien") and _so(told):
        return True
    if told[0].low not in ARTICLES_TOO and not units[at].low.endswith((" a", " an")):
        return False
    pairs = pairwise([*reversed(told), units[at]])
    named = (u for u, before in pairs if u.name or u.model or (u.capital and before.low not in _WHOSE))
    return not any(u.cues & OURS for u in told) and next(named, None) is None


_WHOSE = frozenset({"de", "des", "du", "d", "aux", "chez"})
_SKILLED = (
    "access", "dispon", "gratuit", "ouvert", "multi", "biling", "triling", "polyglot", "capab", "autonom", "open",
    "offici", "person", "agenti", "proacti", "compati", "vocal", "collab", "intellig", "interact", "conversat",
    "visuel", "mobile", "universel", "complet", "rapide", "natif", "local", "publi", "portable", "libre", "plus",
    "moins", "web",
)  # fmt: skip
_ENDS = frozenset({"mais", "et", "selon", "pour", "aux", "au", "a", "chez", "en", "depuis", "apres", "dans"})


def _so(told: list[Unit]) -> bool:
    """`Siri devient enfin utile, mais …`: how one finds it, and nothing that it can do or where it can be had."""
    found = next((k for k, u in enumerate(told[:3]) if u.low not in _AT_LAST), None)
    if found is None:
        return False
    how = told[found]
    ends = found + 1 >= len(told) or told[found + 1].sign or told[found + 1].low in _ENDS
    if how.low in ARTICLES_TOO:
        return False
    plain = how.low.isalpha() and not (how.capital or how.party or how.model or how.cues & OURS)
    return plain and ends and not how.low.startswith(_SKILLED)


_AT_LAST = frozenset({"enfin", "vite", "desormais", "peu", "tres", "vraiment", "trop", "officiellement"})


SHORES = frozenset(
    {
        "iphone", "iphones", "ipad", "ipads", "phones", "smartphones", "android", "pixel", "pixels", "speakers", "cars",
        "windows", "mac", "macs", "desktop", "desktops", "browsers", "televisions", "tvs", "watches", "inboxes",
        "classrooms", "countries", "markets", "everyone", "glasses", "laptops", "pcs", "headphones", "kitchens",
        "app", "apps", "poignet", "ecran", "ecrans", "montre", "montres", "lunettes", "voiture", "voitures",
    }
)  # fmt: skip
"""What a product reaches when it comes out; a milestone and an agreement are reached otherwise."""


def gets_there(clause: Clause, at: int) -> bool:
    """`reaches iPhones in 14 countries`, `reaches Belgium`: devices, markets and places."""
    near = clause.units[at + 1 : min(at + 6, clause.high)]
    return any(u.low in SHORES or (u.capital and "plain" in u.cues) for u in near)


NO_GAIN = frozenset(
    {
        "contract", "contrat", "terrain", "ground", "traction", "momentum", "popularite", "popularity", "points",
        "parts", "bataille", "guerre", "course", "battle", "war", "race", "manche", "proces", "match", "duel",
        "weight", "influence", "favour", "favor", "allies", "friends", "respect", "name", "nom", "logo", "icon",
        "icone", "boss", "patron", "argent",
        "subpoena", "lawsuit", "summons", "rebuke", "bug", "bugs", "flaw", "faille", "virus",
        "assignation", "amende", "plainte", "rebond", "sursaut", "repit", "critic", "critics", "nemesis", "headache",
    }
)  # fmt: skip
"""What a product gains or gets that is no feature."""
