"""What a verb of launching may tell that is no launch: an aim, a lesson, a noun, a thing made free for somebody."""

from __future__ import annotations

from collections.abc import Set
from itertools import pairwise

from processors.detect.grammar.acting import another_acts, finite
from processors.detect.grammar.clauses import PREPOSITIONS, Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.affairs import advised
from processors.detect.launches.said import of_relative
from processors.detect.words.closed_classes import ELIDED, FRENCH
from processors.detect.words.inflect import Mood
from processors.detect.words.unit import Text


def aims_only(reading: Reading, text: Text, clause: Clause, at: int, weak: bool, moods: Set[Mood]) -> bool:
    """The verb at `at`, of these moods, launches nothing; `weak`: it is one that makes things of all kinds."""
    units = clause.units
    if _noun(clause, at) or of_relative(clause, at):
        return True
    if at > clause.low and units[at - 1].low in {"to", "pour"} and another_acts(clause, at):
        return True
    if _of_kind(clause, at):
        return True
    if all(verb.frame == "improve" for _, verb in units[at].verbs):
        # `to analyse data to improve its AI`
        aims = sum(unit.low == "to" for unit in units[clause.low : at]) > 1
        if aims or _of_purpose(clause, at, moods) or advised(reading, text, clause, at):
            return True
    if weak and (_of_purpose(clause, at, moods) or _lesson(reading, text, clause, at, moods)):
        return True
    if _made_unfree(clause, at) or _open_thing(clause, at, moods):
        return True
    if weak and at == clause.low and moods <= {"past", "participle"}:
        return True
    return moods == {"base"} and not finite(clause, at)


def _noun(clause: Clause, at: int) -> bool:
    """A word that is a verb elsewhere: `l'équipe`, `in a bet on AI chips`, `à son navigateur`."""
    units = clause.units
    low = units[at].low
    if low.startswith("premiere") and "è" in clause.sentence.text[units[at].start : units[at].end].lower():
        return True  # `Mistral : premières tensions`
    if low in {"test", "tests"} and at > clause.low and units[at - 1].low in {"b", "a/b"}:
        return True  # `runs A/B tests`
    if [unit.low for unit in units[max(clause.low, at - 2) : at]] == ["to", "help"]:
        return True  # `signs up consultancies to help roll out ChatGPT`
    if low == "met" and any(unit.low in _ENGLISH for unit in units[clause.low : clause.high]):
        return True  # `The head of Nvidia met investors`: no French there
    if at > clause.low and low in _NOUNS_TOO | OPENLY and units[at - 1].low in _DETERMINERS:
        return True
    if at > clause.low and units[at - 1].low in _NO_VERB_BEHIND and low.endswith("s"):
        return True  # `from pilots to production`
    if (
        at > clause.low
        and units[at - 1].low in _BEFORE_A_THING
        and set(units[at].moods()) <= {"past", "participle"}
        and at + 1 < clause.high
        and units[at + 1].low not in PREPOSITIONS | _WHEN
    ):
        return True  # `breaks ground on expanded works`: of what kind it is
    if (
        at > clause.low
        and low in _LAUNCHES
        and units[at - 1].low in {"a", "an", "the", "its", "this", "every"}
    ):
        return True  # `the long road to a launch`
    if at > clause.low and low == "plant" and units[at - 1].low not in {"to", "will", "and"}:
        return True  # `adds a third gas plant`
    if at == clause.low + 1 and units[clause.low].low.isdigit() and low.endswith("s"):
        return True  # `9 demos of Gemini`
    if at > clause.low and low.startswith("bet") and units[at - 1].low in {"a", "big", "major"}:
        return True  # `in a bet on AI chips`
    # `Opera intègre Gemini à son navigateur`
    return low.startswith(("a son", "a sa", "a enfin")) and any(u.verbs for u in units[clause.low : at])


_LAUNCHES = frozenset({"launch", "release", "debut", "update", "upgrade", "rollout", "preview"})
_BIDS = (
    "appel",
    "invit",
    "exhort",
    "oblig",
    "forc",
    "contrai",
    "incit",
    "encourag",
    "press",
    "somm",
    "pouss",
)
_THINGS = frozenset(
    {
        "projet",
        "projets",
        "logiciel",
        "logiciels",
        "modele",
        "modeles",
        "outil",
        "outils",
        "code",
        "communaute",
        "licence",
    }
)


def bidden(clause: Clause, at: int) -> bool:
    """`appellent Google à publier ses poids`, `pousse Claude à mentir`, `installé par des lycéens`: what others do, or
    want done."""
    units = clause.units
    if units[at].low.startswith("install") and [unit.low for unit in units[at + 1 : at + 2]] == ["par"]:
        behind = units[at + 2 : min(at + 5, clause.high)]
        return not any(unit.low == "defaut" or unit.party or unit.capital for unit in behind)
    if units[at].low.startswith("pouss") and units[at - 1].low not in {"etre", "ete"}:
        said = [unit.low for unit in units[at + 1 : min(at + 5, clause.high)]]
        return any(one == "a" and two.endswith(("er", "ir", "re")) for one, two in pairwise(said))
    if at - 2 < clause.low or units[at - 1].low != "a":
        return False
    return any(unit.low.startswith(_BIDS) for unit in units[max(clause.low, at - 5) : at - 1])


def _of_kind(clause: Clause, at: int) -> bool:
    """`dans des projets open source`: of what kind they are."""
    units = clause.units
    return at > clause.low and units[at].low in OPENLY and units[at - 1].low in _THINGS


def _made_unfree(clause: Clause, at: int) -> bool:
    """`makes X …`: only what it makes open or available is a launch."""
    units = clause.units
    if " " in units[at].low or not units[at].low.startswith(_MAKING):
        return False
    behind = units[at + 1 : min(at + 13, clause.high)]
    if any(u.low in _SERVES for u in behind):
        return True  # `Making AI work for everyone`
    return not any(u.low in _OPEN or "general" in u.cues for u in behind)


_SERVES = frozenset(
    {"work", "works", "matter", "safe", "safer", "fair", "fairer", "useful", "helpful", "better"}
)


def _open_thing(clause: Clause, at: int, moods: Set[Mood]) -> bool:
    """`open-source` tells of a thing, and opens none."""
    units = clause.units
    if units[at].low not in OPENLY or moods != {"base"}:
        return False
    if any(u.verbs for u in units[clause.low : at]):
        return True  # `extends free credits to open-source maintainers`
    return at == clause.low and units[at].capital  # `Open Source AI Week`


_ENGLISH = frozenset({"the", "and", "of", "with", "said", "who", "his", "her", "to", "at", "for"})
_WHEN = frozenset({"today", "this", "yesterday", "earlier", "now", "early", "late"})
_NO_VERB_BEHIND = frozenset({"beyond", "from", "of", "without", "between", "through", "against"})
_BEFORE_A_THING = frozenset({"on", "at", "of", "from", "against", "through", "behind"})
_NOUNS_TOO = frozenset({"equipe", "offre", "charge", "code", "livre", "livres", "place", "marque", "parades"})

_DETERMINERS = FRENCH | {"d", ELIDED}

OPENLY = frozenset({"open-source", "open source", "opensource"})

_MAKING = ("mak", "made", "rend")

_OPEN = {
    "available", "free", "open", "official", "officiel", "officielle", "disponible", "disponibles", "gratuit",
    "gratuite", "gratuits", "accessible", "accessibles", "now available", "est disponible",
    "open source", "open-source", "generally available", "libre", "libres", "public", "publique",
    "available to everyone", "available to all",
}  # fmt: skip


def _of_purpose(clause: Clause, at: int, moods: Set[Mood]) -> bool:
    """`to build`, `pour développer` after another verb, and a gerund alone, tell an aim and no launch."""
    units = clause.units
    before = units[max(clause.low, at - 2) : at]
    earlier = any(
        unit.verbs or unit.low.endswith(("ing", "era", "eront"))
        for unit in units[clause.low : max(clause.low, at - 1)]
    )
    if moods == {"gerund"}:
        told = any(unit.low in _SAID for unit in units[max(0, at - _FAR) : at])
        going_on = {"is", "are", "now", "be", "been", *({"was", "were"} if told else ())}
        return not any(unit.low in going_on for unit in before)
    aim = any(unit.low in {"to", "pour", "afin", "help", "helping", "us", "de", "d"} for unit in before)
    return (
        "base" in moods
        and aim
        and (earlier or clause.low == at - 1)
        and not any("plan" in unit.cues for unit in before)
    )


_SAID = frozenset({"said", "announced", "confirmed"})
_FAR = 10
"""Units between `said` and what was going on: `Google said on Monday it was opening …`."""


def _lesson(reading: Reading, text: Text, clause: Clause, at: int, moods: Set[Mood]) -> bool:
    """`Build a shopping assistant with Gradio`: a vendor's title tells its reader to; plain verbs of making only."""
    first = at == clause.low == 0 and text.field == "headline" and reading.organisation is not None
    return first and moods == {"base"} and clause.units[at].low in _LESSONS


_LESSONS = frozenset(
    {"build", "create", "make", "merge", "train", "design", "develop", "deploy", "run", "add", "use"}
)
