"""A run of units that may be a product's name, what stands in quotes, and where a thing is to be had."""

from __future__ import annotations

import re

from processors.detect.launches.objects import flagship, is_product, of_house
from processors.detect.launches.signs import Sign
from processors.detect.words.closed_classes import ARTICLES, ITS, OUR, PLURAL, POSSESSIVES, THE, YOUR
from processors.detect.words.propers import DATES
from processors.detect.words.unit import Sentence, Text, Unit, watched

QUOTES = frozenset({'"', "'", "«", "»"})
HOSTS = frozenset(
    {"sur", "dans", "in", "on", "to", "into", "inside", "onto", "chez", "a", "au", "aux", "across", "for"}
)
_DETERMINERS = THE | ITS | YOUR | OUR | {"every", "all", "tous", "toutes"}
PLUGINS = frozenset({"plugin", "plug-in", "extension", "add-in", "add-on"})
KINDS = frozenset(
    {
        "model", "models", "chatbot", "assistant", "agent", "agents", "tool", "tools", "app", "feature", "chip",
        "chips", "supercomputer", "platform", "browser", "generator", "processor", "toolkit", "bot", "engine", "editor",
        "robot", "service", "software", "system", "accelerator", "speaker", "framework", "library", "api", "mode",
        "suite",
        "modele", "modeles", "outil", "outils", "application", "fonction", "fonctionnalite", "puce", "puces",
        "assistante", "supercalculateur", "plateforme", "navigateur", "generateur", "processeur", "moteur",
        "bibliotheque", "logiciel", "systeme", "enceinte",
        "agent conversationnel", "robot conversationnel", "moteur de recherche", "search engine",
        "famille de modeles",
    }
)  # fmt: skip


BEFORE_NAME = (ARTICLES | POSSESSIVES | {"new", "nouveau", "nouvelle"}) - PLURAL
"""What may stand before the name of one thing."""
CALLED = frozenset(
    {
        "called", "named", "dubbed", "codenamed", "nicknamed", "branded", "appelle", "appele", "appelee",
        "appelees", "appeles",
        "nomme", "nommee", "nommes", "nommees", "baptise", "baptisee", "baptises", "baptisees", "surnomme", "surnommee",
        "denomme", "denommee", "intitule", "intitulee",
    }
)  # fmt: skip


def newly(unit: Unit) -> bool:
    """`new`, `a new`, `nouvelle`."""
    return "new" in unit.cues or unit.low.rpartition(" ")[2] in {"new", "nouveau", "nouvelle"}


def all_capitals(sentence: Sentence) -> bool:
    """A title in the American way. In a short one two names are most of the words, but its verb stays small."""
    return sentence.title_case and not any(
        not unit.capital and len(unit.low) > (3 if unit.verbs else 4) and unit.low.isascii() and unit.low[0].isalpha()
        and unit.sum is None and unit.low not in _SMALL and sentence.text[unit.start - 1 : unit.start] != "@"
        for unit in sentence.units
    )  # fmt: skip


_SMALL = frozenset(
    {"about", "after", "among", "their", "under", "until", "where", "while", "which", "within", "without"}
)


def run_of(sign: Sign, sentence: Sentence, at: int) -> int:
    """Where the name that begins at a unit ends; `at` itself for none."""
    units = sentence.units
    k = at
    while k < len(units):
        unit = units[k]
        if (
            unit.low == "-"
            and at < k < len(units) - 1
            and units[k - 1].end + 1 == unit.end == units[k + 1].start
        ):
            k += 2  # `o7-mini`
            continue
        if k > at and (unit.sign or unit.start - units[k - 1].end > 1):
            break
        short = k == at and k > 0 and _SHORT.fullmatch(unit.low) and _of_kind(units, k)
        if not (
            _named(sign, sentence, k)
            or (k > at and _line(sign, sentence, k))
            or short
            or (k > at and unit.low.isdigit() and len(unit.low) < 4)
        ):
            break
        k += 1
    return at if k == at + 1 and units[at].low in KINDS and not is_product(units[at]) else k


def _line(sign: Sign, sentence: Sentence, k: int) -> bool:
    """`Spring Pixel Parcel`: within a name, the firm's own line of things."""
    units = sentence.units
    line = is_product(units[k]) and of_house(units[k], sign.company) and not all_capitals(sentence)
    return line and k + 1 < len(units) and _named(sign, sentence, k + 1)


def _named(sign: Sign, sentence: Sentence, k: int) -> bool:
    """A unit that may stand in the name of the firm's product: a capital where capitals mean names."""
    unit = sentence.units[k]
    if is_product(unit):
        theirs = k > 0 and watched(sentence.units[k - 1]) is watched(unit) and sentence.units[k - 1].is_firm
        own = unit.name is None or (unit.name.ai and of_house(unit, sign.company))
        return own or (_word_of_rival(unit) and not theirs)
    if unit.name is not None or unit.sum is not None or unit.cues == _PLACE or unit.low in DATES:
        return False
    if unit.proper:
        return unit.low not in _NOBODY
    return (
        unit.capital
        and not all_capitals(sentence)
        and k > 0
        and not sentence.units[k - 1].sign
        and "ai" not in unit.cues
        and len(unit.low) > 1
        and unit.low[0].isalpha()
    )


_PLACE = frozenset({"plain"})
STAGES = frozenset(
    {
        "ces", "gtc", "wwdc", "vivatech", "computex", "ifa", "mwc", "siggraph", "neurips", "slush", "websummit",
        "davos", "sxsw", "cvpr", "icml", "iclr", "gamescom", "semicon", "hannover", "gitex", "nrf", "rsac", "idf",
    }
)  # fmt: skip
"""Fairs and conferences, where things are shown: no product."""
_YEAR = re.compile(r"[ '-]?(?:20)?\d\d$")


def fair(unit: Unit) -> bool:
    """`GTC`, `GTC26`: a fair, with its year or without."""
    return _YEAR.sub("", unit.low) in STAGES


_NOBODY = frozenset({"europe", "france", "android", "linux", "ceo", "web"}) | STAGES


def _of_kind(units: list[Unit], k: int) -> bool:
    """Behind what says its kind or whose it is."""
    if k > 1 and units[k - 1].low == "," and units[k - 2].low.split()[-1] in KINDS:
        return True  # `its latest model, o8, …`
    return units[k - 1].low.split()[-1] in KINDS or [u.low for u in units[max(0, k - 2) : k]] == ["'", "s"]


_SHORT = re.compile(r"[a-z]{1,3}-?\d{1,2}[a-z]?")
"""`le modèle o5`: a name of a letter and a number needs no capital behind its kind."""


def _word_of_rival(unit: Unit) -> bool:
    """`Gemini rolls out Canvas`: a word that a rival has for a name too; but not `Nvidia Rubin`, with its maker."""
    return unit.name is not None and unit.name.ambiguous and not flagship(unit)


def quoted_at(sentence: Sentence, at: int, longest: int = 5) -> tuple[int, int] | None:
    """The few words between the quote that opens at a unit and the next."""
    units = sentence.units
    for j in range(at + 2, min(at + longest + 2, len(units))):
        if units[j].low in QUOTES and units[j].low == units[at].low:
            comma = units[j - 1].low in {",", "."} and j - 2 > at
            return units[at + 1].start, units[j - 2 if comma else j - 1].end  # `called "X," writes …`
    return None


def hosted(units: list[Unit], at: int) -> bool:
    """`on the X app`, `to every X PC`: where it is to be had."""
    k = at - 1
    while k > 0 and units[k].low in _DETERMINERS:
        k -= 1
    return k >= 0 and units[k].low.split()[-1] in HOSTS  # (`coming to` is one unit)


def in_host(text: Text, unit: Unit) -> bool:
    """The same of a unit of a text."""
    for sentence in text.sentences:
        if sentence.start <= unit.start < sentence.end:
            at = next((k for k, one in enumerate(sentence.units) if one is unit), None)
            return at is not None and hosted(sentence.units, at)
    return False
