"""What a product may be said to get, and where it may be said to come: a part of it, a host, a place on the map.

`Gemini gets its wings clipped`, `Grok arrives at a crossroads`: verbs that say as much of anybody ask for one of these.
"""

from __future__ import annotations

from itertools import takewhile

from processors.detect.grammar.clauses import Clause
from processors.detect.launches.venues import OURS, SHORES
from processors.detect.words.closed_classes import READER
from processors.detect.words.unit import Unit

_HAVING = frozenset(
    {
        "get", "gets", "got", "gain", "gains", "gained", "gains a", "gains an", "receive", "receives", "received",
        "pick up", "picks up", "picked up", "just got", "just got a", "is getting", "is getting a",
        "is getting an", "finally gets", "grows", "sprouts", "welcomes", "becomes a", "becomes an", "is now a",
        "is now an", "s'offre",
        "s'equipe", "se dote", "se dote d'une", "acquiert", "herite", "herite de", "herite d'une", "gagne",
        "has been given", "have been given",
        "accueille", "recoit", "se pare de", "se transforme en", "se mue en", "se metamorphose en",
    }
)  # fmt: skip
_COMING = (
    "arriv", "land", "invade", "infiltrat", "debarqu", "atterri", "s'invit", "s'install", "se gliss", "envahi",
    "colonis", "squatt", "s'incrust", "s'immisc", "se faufil", "apparai", "moves into", "is back",
    "prend le relais", "is out", "se lance", "fait irruption",
)  # fmt: skip
_OFF = frozenset(
    {
        "from", "over", "after", "before", "about", "because", "as", "amid", "while", "apres", "avant", "contre",
        "face", "faute", "lors", "par", "for", "pour", ",", ":",
    }
)  # fmt: skip
_PLACING = frozenset({"in", "at", "on", "dans", "a", "au", "aux", "en", "chez", "sur"})
_PARTS = (
    "app", "mode", "feature", "fonction", "extension", "plan", "whiteboard", "board", "memor", "memoire", "voice",
    "voix", "vision", "camera", "button", "bouton", "keyboard", "clavier", "calend", "agenda", "search",
    "recherche", "brows", "navigat", "editor", "editeur", "widget", "plugin", "connect", "integrat", "skill",
    "compet", "langu", "accent", "avatar", "persona", "theme", "interface", "design", "look", "makeover",
    "refonte", "overhaul", "redesign", "upgrade", "update", "mise", "boost", "option", "control", "setting",
    "reglage", "parental", "folder", "dossier", "project", "projet", "canvas", "group", "groupe", "chat",
    "discussion", "history", "historique", "shop", "boutique", "check", "pay", "paiement", "task", "tache",
    "remind", "rappel", "note", "translat", "traduc", "dict", "transcri", "summar", "resume", "video", "image",
    "photo", "audio", "podcast", "music", "musique", "song", "draw", "dessin", "code", "api", "sdk", "terminal",
    "desktop", "bureau", "mobile", "web", "offline", "hors", "tier", "abonnement", "version", "edition", "sibling",
    "frere", "brother", "sister", "companion", "compagnon", "body", "corps", "visage", "eyes", "yeux", "ears",
    "oreilles", "brain", "cerveau", "reason", "raison", "context", "contexte", "window", "fenetre", "file",
    "fichier", "upload", "export", "screen", "ecran", "lock", "verrou", "secur", "incognito", "access", "acces",
    "support", "help", "aide", "guide", "tutor", "coach", "prof", "assist", "agent", "bot", "model", "modele",
    "tool", "outil", "librar", "biblioth", "store", "marketplace", "catalog", "tab", "onglet", "menu", "bar",
    "barre", "sidebar", "panel", "panneau", "dashboard", "tableau", "timer", "alarm", "map", "carte", "plane",
    "recipe", "recette", "workout", "health", "sante", "finance", "game", "jeu", "filter", "filtre", "sticker",
    "emoji", "effect", "effet", "style", "sound", "wallet", "pen", "stylo", "speed", "vitesse", "abilit", "capac",
    "capab", "power", "pouvoir", "trick", "talent", "live", "multi", "deep", "thinking", "research", "learning",
    "study", "writing", "planner", "planif", "robot", "device", "appareil", "speaker", "enceinte", "lunette",
    "glasses", "chip", "puce", "warning", "alert", "detect", "track", "suivi", "plug", "home", "maison", "phone",
    "telephone", "watch", "montre", "tv", "voiture", "tract", "generat", "cuisine", "kitchen", "classroom",
    "classe", "ecole",
    "school", "default", "defaut", "free", "gratuit", "everyone", "everywhere", "partout", "tous", "public",
    "users", "utilisateur", "developer", "developpeur", "teen", "kids", "enfant", "students", "etudiant",
    "entreprise", "business", "enterprise", "team", "equipe", "email", "mail", "courriel", "inbox", "messag",
    "document", "sheet", "tableur", "slide", "presentation", "word", "excel", "poche", "pocket", "wrist",
    "poignet", "street", "europe", "france", "countr", "pays", "market", "marche", "today", "now", "soon", "enfin",
    "bientot", "finally", "officially", "early", "month", "week", "monday", "tuesday", "wednesday", "thursday",
    "friday", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "date",
)  # fmt: skip
"""How a word begins that names a part of a product, a host of it, or whom and when it reaches."""
_BRIEF = frozenset(
    {
        "car", "cars", "all", "more", "son", "sons", "pc", "pcs", "faster", "cheaper", "smaller", "bigger",
        "cli", "ready",
        "caisses", "tills", "sense", "summer", "spring", "autumn", "fall", "winter", "year", "tomorrow", "ete",
        "printemps",
        "automne", "hiver", "annee", "semaine", "mois", "demain", "rentree", "noel",
    }
)  # fmt: skip
_AMONG = (["dans", "les"], ["dans", "des"], ["chez", "les"], ["chez", "des"])
_HOSTS = (
    "foyer", "vehicul", "frigo", "refriger", "televis", "ordinateur", "camion", "auto", "console", "casque",
    "reunion", "appel", "commentaire", "resultat", "fil", "stor", "annonce", "hotel", "magasin", "rayon", "client",
    "abonn", "possess", "testeur", "particulier", "pro", "premi", "data", "usine", "objets", "mains", "bacs", "poches",
    "logiciel", "service", "produit", "sms", "profil", "album", "formulaire", "cartes", "villes", "region",
)  # fmt: skip
"""How begins what many have or where many look: a product that comes there is there for them."""
_SINGLE = frozenset({"a", "an", "the", "its", "her", "un", "une", "le", "la", "l", "son", "sa", "au", "du"})


_LATER = 3


def has_nothing(clause: Clause, at: int) -> bool:
    """`Gemini gets a dressing-down from Canberra`: what it gets is no part of a product."""
    if clause.units[at].low not in _HAVING or at == clause.low:
        return False
    behind = clause.units[at + 1 : clause.high]
    near = behind[:1] + list(takewhile(lambda unit: unit.low not in _OFF | _PLACING, behind[1:]))
    having = clause.units[at].low
    one = _one(near[:1]) or having.endswith((" d'une", " d'un", "is now a", "is now an"))
    one = one or (bool(near) and near[0].low == "les")  # `gagne les tribunaux`
    return one and not any(_of_product(unit) for unit in near)


def goes_nowhere(clause: Clause, at: int) -> bool:
    """`Grok arrives at a crossroads`, `s'invite dans les divorces`: no host, no device and no place on the map."""
    if not clause.units[at].low.startswith(_COMING) or at + 2 >= clause.high:
        return False
    near = list(takewhile(lambda unit: unit.low not in _OFF, clause.units[at + 1 : clause.high]))
    if near and near[-1].low in {"day", "hour", "jour", "heure"} and len(near) <= _LATER:
        return False  # `arrives a day after Gemini 4`
    opens = [*clause.units[at].low.split()[-1:], *(unit.low for unit in near[:2])]
    if opens[:2] in _AMONG or opens[1:] in _AMONG:  # `s'invite dans les dîners de famille`
        return not any(_of_product(unit) or unit.low.startswith(_HOSTS) for unit in near[:4])
    return _one(near[:3]) and not any(_of_product(unit) for unit in near)


_MOVING = frozenset(
    {
        "heads to", "head to", "is heading to", "is headed to", "moves to", "is moving to", "are moving to",
        "makes the jump to", "makes the leap to", "passe sur", "passent sur",
    }
)  # fmt: skip
_GROUND = frozenset({"the", "la", "le", "l'", "new", "its", "ses", "son"})


def moves_nowhere(clause: Clause, at: int) -> bool:
    """`Claude heads to arbitration`, `users are moving to Claude`: no device, app or place where one has it then."""
    if not clause.units[at].low.startswith("migr") and clause.units[at].low not in _MOVING:
        return False
    if "person_role" in clause.units[at - 1].cues and at > clause.low:
        return True  # `The Gemini boss heads to Washington`
    near = list(takewhile(lambda unit: unit.low not in _OFF, clause.units[at + 1 : clause.high]))
    near = [unit for unit in near if unit.low not in _GROUND][:3]
    return not any(_has_room(unit) for unit in near)


def _has_room(unit: Unit) -> bool:
    """A device, an app, a place: what a product may come to; no other product of AI."""
    if unit.party or unit.model:
        return not unit.model and not unit.is_lab and not (unit.name is not None and unit.name.ai)
    return unit.capital or unit.low in SHORES or unit.low in _BRIEF or unit.low.startswith((*_PARTS, "cloud"))


def _one(near: list[Unit]) -> bool:
    """`a thud`, `its wings`; what comes in numbers (`passkeys`, `on fridges`) is mostly a part or a host."""
    return any(unit.low in _SINGLE for unit in near)


def _of_product(unit: Unit) -> bool:
    return (
        bool(unit.cues & OURS)
        or unit.party
        or unit.model
        or unit.capital
        or unit.low in SHORES
        or unit.low in READER
        or any(map(str.isdigit, unit.low))
        or unit.low in _BRIEF
        or unit.low.startswith(_PARTS)
        or unit.low.endswith(("book", "board", "pad", "bot"))
    )
