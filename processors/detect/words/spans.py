"""What in a text is more than a plain word: names, sums, models, verbs and cues, and the vetoes' words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter, itemgetter

from processors.detect.words.inflect import Mood
from processors.detect.words.lexicon import Entity, Rules, Sense, Told
from processors.detect.words.model import Verbs
from processors.detect.words.modelnames import models
from processors.detect.words.money import Sum, sums
from processors.detect.words.text import numbers
from processors.detect.words.unit import Text, Unit, VetoHit

Candidate = tuple[int, int, int, Unit]
"""Start, the end's negative, rank (sums before names before models) and unit: the order in which they win. Of two names
in one place (`gpt-image-1`: the family with a version, and the model itself) the one with the longer spelling wins."""
Weak = tuple[int, int, Told]
"""Start, the end's negative, and what a verb or cue says there: made a unit only if nothing else takes its place."""
_START = attrgetter("start")
_PLACE = itemgetter(0, 1, 2)


def spans(
    text: str, folded: str, initials: str, rules: Rules, found: Text, parts: Sequence[tuple[int, int]]
) -> list[Unit]:
    """Everything longer than a plain word, leftmost and longest first, names and sums before the rest.

    `initials`: the folded text with initials, in which the spellings of the rules are looked for. `parts`: what of it
    is read, in order.
    """
    strong: list[Candidate] = []
    weak: list[Weak] = []
    glued: dict[tuple[int, int], Unit] = {}
    around = folded + " "  # before the first sign and behind the last stands no letter
    for last, sense in chain.from_iterable(rules.automaton.iter(initials, *part) for part in parts):
        end = last + 1
        start = end - sense.size
        if sense.begins and around[start - 1].isalnum():
            continue  # in the middle of a word
        if sense.ends and around[end].isalnum():
            if sense.names and (unit := _versioned(text, folded, start, end, sense)):
                glued[start, -unit.end] = unit
            continue
        if sense.vetoes:
            _vetoed(text, start, end, sense, found)
        named = sense.names and (
            _name(text, folded, start, end, sense) or _id(text, folded, start, end, sense)
        )
        if named:
            strong.append((start, -named.end, 1, named))
        elif sense.verbs or sense.cues:
            said = sense.known.get(text[start:end]) if sense.known is not None else None
            said = said or _told(text, folded, start, end, sense)
            if said[0] or said[1]:
                weak.append((start, -end, said))
    if glued:  # but for those that the rules know with their version
        known = {(start, end) for start, end, _, _ in strong}
        strong += [(*place, 1, unit) for place, unit in glued.items() if place not in known]
    reads = _body_sums if found.field == "body" else sums
    acts: dict[int, int] | None = None
    for low, high in parts:
        numbered = numbers(folded, low, high)
        for one in reads(folded, low, high, numbered):
            if not one.upper:
                unit = Unit(one.start, one.end, folded[one.start : one.end], False, False, None, one)
                strong.append((one.start, -one.end, 0, unit))
        for start, end in models(text, folded, low, high, numbered) if numbered else ():
            acts = _acts(folded, weak) if acts is None else acts
            if start in acts and folded[acts[start]] == " " and acts[start] < end:
                continue  # `Adds 5 Voices`, where all words have capitals
            strong.append((start, -end, 2, Unit(start, end, folded[start:end], True, model=True)))
    taken = _resolved(strong)
    return sorted([*taken, *_between(taken, weak)], key=_START)


def _acts(folded: str, weak: list[Weak]) -> dict[int, int]:
    """Where words begin and end that the rules know as a verb of somebody else: `gives`, `launched`."""
    return {
        start: -behind
        for start, behind, (verbs, *_) in weak
        if verbs and folded[-behind - 1] in "sd" and any(mood in ("present", "past") for mood, _ in verbs)
    }


def _body_sums(folded: str, low: int, high: int, numbered: list[int]) -> Iterator[Sum]:
    """The sums of a body, line by line."""
    if folded.find("\n", low, high) < 0:
        yield from sums(folded, low, high, numbered)
        return
    for match in _LINE.finditer(folded, low, high):
        start, end = match.span()
        yield from sums(
            folded, start, end, numbered[bisect_left(numbered, start) : bisect_left(numbered, end)]
        )


_LINE = re.compile(r"[^\n]+")


def _hyphened(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] in "-‑" and text[start - 2].isalnum()


def _vetoed(text: str, start: int, end: int, sense: Sense, found: Text) -> None:
    if _hyphened(text, start) or found.folded.startswith(" journal", end):
        return  # `Ray-Bans` are no bans, and `Wall Street Journal` is who reports
    for anchored, veto in sense.vetoes:
        if not anchored or (start < 8 and not text[:start].strip(" \"'«“‘")):
            found.heard.append(VetoHit(veto, start, end))


def _name(text: str, folded: str, start: int, end: int, sense: Sense) -> Unit | None:
    """The first name of a spelling that is written as names are."""
    written = text[start:end]
    for alias, entity in sense.names:
        if entity.ambiguous and _hyphened(text, start):
            continue
        if _cased(alias, written) and not _longer(text, end, entity):
            return Unit(start, end, folded[start:end], True, False, entity)
    return None


_VERSION = re.compile(r"v?\d{1,3}(?:\.\d{1,2})?(?![\w%$€£]|[.,]\d)")


def _versioned(text: str, folded: str, start: int, end: int, sense: Sense) -> Unit | None:
    """`Trainium5`, `DINOv4`: a known AI product with a version at it; three capitals are other things too (`ACE2`)."""
    version = _VERSION.match(folded, end)
    unit = _name(text, folded, start, end, sense) if version is not None else None
    if version is None or unit is None or unit.name is None:
        return None
    short = unit.name.ambiguous and end - start < 4 and text[start:end].isupper()
    if unit.name.kind != "product" or not unit.name.ai or short:
        return None
    return Unit(start, version.end(), folded[start : version.end()], True, name=unit.name)


_ID = re.compile(
    r"(?:-[a-z]{2,10}){0,2}-v?(?!20\d\d)\d{1,3}(?:\.\d{1,2}){0,2}(?:b\b|(?:-[a-z0-9.]*[a-z0-9]){0,4})(?![\w/@%-])"
)


def _id(text: str, folded: str, start: int, end: int, sense: Sense) -> Unit | None:
    """`llama-3.3-70b`, `claude-opus-4.5`: a known AI product in small letters, joined to its version as in an API."""
    whole = (
        _ID.match(text, end) if text[start:end].islower() and not text[:start].endswith(_OF_ADDRESS) else None
    )
    if whole is None:
        return None
    for _, entity in sense.names:
        if entity.kind == "product" and entity.ai:
            return Unit(start, whole.end(), folded[start : whole.end()], True, name=entity)
    return None


_OF_ADDRESS = ("/", "-", ".", "@", "#", "_")
_KINDS = re.compile(
    r" (?:Health|Healthcare|Care|Bank|Pharma|Foods|Winery|Wines|Lending|Insurance|University|School|Hotels?|Airlines?|"
    r"Clinic|Hospital|Realty|Coffee|Brewing)\b"
)


def _longer(text: str, end: int, entity: Entity) -> bool:
    """`Cohere Health`, `Mistral Winery`: the name goes on, and is another firm's."""
    return (
        entity.kind == "company" and entity.company.level in ("ai", "other") and bool(_KINDS.match(text, end))
    )


def _told(text: str, folded: str, start: int, end: int, sense: Sense) -> Told:
    """What a spelling says as it is written here; kept for the next time."""
    written = text[start:end]
    verbs, cues = _reading_of(sense, written)
    if "ai_near" in cues and folded[start:end].rpartition(" ")[2] in _FIRMS:  # `agent startup`
        cues |= {"descriptor"}
    told = (verbs, cues, written[0].isupper(), folded[start:end])
    if sense.known is None:
        sense.known = {}
    if len(sense.known) < KNOWN_SPELLINGS:
        sense.known[written] = told
    return told


_FIRMS = frozenset(
    {
        "startup",
        "start-up",
        "firm",
        "company",
        "lab",
        "maker",
        "builder",
        "designer",
        "specialist",
        "platform",
    }
)


KNOWN_SPELLINGS = 16
"""Spellings in upper and lower case whose meaning is kept for each folded one."""


def _reading_of(sense: Sense, written: str) -> tuple[tuple[tuple[Mood, Verbs], ...], frozenset[str]]:
    """Verbs and cues of one spelling: where accents tell two forms apart, only the form that is written."""
    low = written.lower()
    exact = [(mood, verb) for form, mood, verb in sense.verbs if form == low]
    verbs = tuple(exact or [(mood, verb) for _, mood, verb in sense.verbs])
    return verbs, frozenset(cue for word, strict, cue in sense.cues if not strict or word == written)


def _cased(alias: str, written: str) -> bool:
    """A name must stand with its capital; short all-capital and lower-case aliases exactly as written."""
    if alias == written:
        return True
    if alias.startswith(("La ", "Le ")):
        return False  # `La plateforme` is no product
    if alias.islower():
        return len(alias) > 4
    if len(alias) <= 4 and (alias.isupper() or not alias[0].isupper()):
        return False
    if not alias[0].isupper():
        return written.lower() == alias.lower() and len(alias) > 5
    return written[0].isupper()


def _resolved(candidates: list[Candidate]) -> list[Unit]:
    """Sums, names and models of which no two overlap: the leftmost, of those the longest."""
    products = {c[0] for c in candidates if c[3].known_product}
    taken: list[Unit] = []
    ordered = candidates[::-1]  # of two in one place, the longer spelling was found later
    ordered.sort(key=_PLACE)
    for start, _, rank, unit in ordered:
        if rank == 2 and start in products:
            continue
        if not taken or start >= taken[-1].end:
            taken.append(unit)
        elif rank == 0 and taken[-1].sum is None and unit.end >= taken[-1].end:
            taken[-1] = unit
    models = [unit for unit in taken if unit.model]
    if not models:
        return taken
    labs = {c[0]: c[3].name for c in candidates if c[3].of_lab}
    for unit in models:
        lab = labs.get(unit.start)
        if lab is not None and lab.kind == "company" and lab.company.level == "watched":
            unit.name = replace(lab, kind="product", ai=True)  # `Mistral 3` is the lab's model
    return taken


def _between(taken: list[Unit], candidates: list[Weak]) -> list[Unit]:
    """The verbs and cues that overlap none of those and none of their own. `ai` inside a longer cue is kept."""
    kept: list[Unit] = []
    ahead = iter(taken)
    other = next(ahead, None)
    done = 0
    for start, behind, (verbs, cues, capital, low) in sorted(candidates):
        end = -behind
        while other is not None and other.end <= start:
            other = next(ahead, None)
        if other is not None and other.start < end:
            continue
        if start < done:
            if "ai" in cues:
                kept[-1].cues |= {"ai"}
            continue
        kept.append(Unit(start, end, low, capital, False, None, None, verbs, cues))
        done = end
    return kept
