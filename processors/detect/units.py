"""A text as units: a name, a sum, a verb, a cue, a word or a sign. One automaton pass finds them all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newswatch.messages import TextField
from processors.detect.guarding import says_nothing
from processors.detect.inflect import Mood
from processors.detect.lexicon import Rules, Sense
from processors.detect.model import Verbs
from processors.detect.modelnames import MODEL, NO_MODEL, extend_products
from processors.detect.money import Sum, sums
from processors.detect.propers import with_propers
from processors.detect.text import Word, fold, sentences, words
from processors.detect.unit import Sentence, Text, Unit, VetoHit
from processors.detect.unverb import unverb
from processors.detect.vast import mark_vast

LIMIT = 20_000
"""Code points of a text that are read; the rest of a long page is comment, not news."""


def analyse(
    text: str,
    name: TextField,
    rules: Rules,
    limit: int = LIMIT,
    kept: Sequence[tuple[int, int]] | None = None,
    folded: str | None = None,
) -> Text:
    """Read a field: its units by sentence, its names and the vetoes' words. Linear in the text's length.

    `kept`: the sentences that are read, as offsets in order; by default all.
    """
    text = text[:limit]
    folded = fold(text) if folded is None else folded[:limit]
    found = Text(name, text, folded)
    parts = [(0, len(text))] if kept is None else _joined(kept)
    spans = [unit for start, end in parts for unit in _spans(text, folded, rules, found, start, end)]
    starts = [unit.start for unit in spans]
    body = name == "body"
    for start, end in sentences(text, folded, limit) if kept is None else kept:
        inside = spans[bisect_left(starts, start) : bisect_left(starts, end)]
        if body and not any(u.name or u.sum or u.model or "undisclosed" in u.cues for u in inside):
            continue  # running text that names nobody and no sum says nothing here
        tokens = words(text, folded, start, end)
        if not tokens and not inside:
            continue
        cased = _title_case(tokens)
        units = with_propers(text, _merged(tokens, inside, rules), cased)
        unverb(units)
        sentence = Sentence(start, end, units, cased)
        found.sentences.append(sentence)
    mark_vast(found, parts)
    extend_products(found)
    found.vetoes = [
        hit
        for hit in found.vetoes
        if not _swallowed(hit.start, hit.end, spans, starts)
        and not says_nothing(hit.veto.id, folded, hit.start, hit.end)
    ]
    found.names = [unit for sentence in found.sentences for unit in sentence.units if unit.name or unit.model]
    return found


def _joined(kept: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences that follow each other, as one span."""
    parts: list[tuple[int, int]] = []
    for start, end in kept:
        if parts and parts[-1][1] == start:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def _swallowed(start: int, end: int, spans: list[Unit], starts: list[int]) -> bool:
    """`sources` in `open-sources`, `report` in a product's name: part of a longer verb or name."""
    at = bisect_left(starts, start + 1) - 1
    if at < 0:
        return False
    unit = spans[at]
    return end <= unit.end and unit.end - unit.start > end - start and bool(unit.verbs or unit.name)


def _title_case(tokens: list[Word]) -> bool:
    """Most words begin with a capital: a title in the American way, where a capital says nothing."""
    long = [token for token in tokens if len(token.low) > 3 and token.low[0].isalpha()]
    return len(long) > 3 and sum(token.capital for token in long[1:]) > 0.6 * (len(long) - 1)


def _spans(text: str, folded: str, rules: Rules, found: Text, low: int, high: int) -> list[Unit]:
    """Everything longer than a plain word, leftmost and longest first, names and sums before the rest."""
    candidates: list[tuple[int, int, int, Unit]] = []
    length = len(folded)
    for last, (size, sense) in rules.automaton.iter(folded, low, high):
        end = last + 1
        start = end - size
        if (start and folded[start - 1].isalnum() and folded[start].isalnum()) or (
            end < length and folded[end].isalnum() and folded[last].isalnum()
        ):
            continue
        _sense(text, start, end, sense, candidates, found)
    candidates += [
        (one.start, 0, -one.end, Unit(one.start, one.end, folded[one.start : one.end], sum=one))
        for one in (sums(folded, low, high) if found.field != "body" else _body_sums(folded, low, high))
        if not one.upper
    ]
    for match in MODEL.finditer(text, low, high):
        if not NO_MODEL.match(folded, match.start()):
            unit = Unit(match.start(), match.end(), folded[match.start() : match.end()], True, model=True)
            candidates.append((match.start(), 2, -match.end(), unit))
    return _resolved(candidates)


def _body_sums(folded: str, low: int, high: int) -> Iterator[Sum]:
    """The sums of a body, line by line."""
    for match in _LINE.finditer(folded, low, high):
        yield from sums(folded, *match.span())


_LINE = re.compile(r"[^\n]+")


def _sense(
    text: str, start: int, end: int, sense: Sense, candidates: list[tuple[int, int, int, Unit]], found: Text
) -> None:
    """The candidates that one spelling gives at one place."""
    written = text[start:end]
    hyphened = start > 1 and text[start - 1] in "-‑" and text[start - 2].isalnum()
    journal = found.folded.startswith(" journal", end)  # `Wall Street Journal` is who reports
    for anchored, veto in () if hyphened or journal else sense.vetoes:  # `Ray-Bans` are no bans
        if not anchored or (start < 8 and not text[:start].strip(" \"'«“‘")):
            found.vetoes.append(VetoHit(veto, start, end))
    for alias, entity in sense.names:
        if entity.ambiguous and start > 1 and text[start - 1] in "-‑" and text[start - 2].isalnum():
            continue
        if _cased(alias, written):
            candidates.append((start, 1, -end, Unit(start, end, found.folded[start:end], True, name=entity)))
            return
    if not (sense.verbs or sense.cues):
        return
    known = sense.known.get(written)
    if known is None:
        known = _reading_of(sense, written)
        if len(sense.known) < KNOWN_SPELLINGS:
            sense.known[written] = known
    verbs, cues = known
    if verbs or cues:
        if "ai_near" in cues and folded_last(found.folded, start, end) in _FIRMS:
            cues |= {"descriptor"}
        unit = Unit(start, end, found.folded[start:end], written[:1].isupper(), verbs=verbs, cues=cues)
        candidates.append((start, 3, -end, unit))


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


def folded_last(folded: str, start: int, end: int) -> str:
    """The last word between two offsets: what `agent startup` is."""
    return folded[start:end].rpartition(" ")[2]


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


def _resolved(candidates: list[tuple[int, int, int, Unit]]) -> list[Unit]:
    """No two overlap: sums and names win over cues; then the longer. `ai` inside a longer cue is kept."""
    products = {c[0] for c in candidates if c[3].name and c[3].name.kind == "product"}
    strong = sorted(
        (c for c in candidates if c[1] < 3 and not (c[1] == 2 and c[0] in products)),
        key=lambda c: (c[0], c[2], c[1]),
    )
    taken: list[Unit] = []
    for _, rank, _, unit in strong:
        if not taken or unit.start >= taken[-1].end:
            taken.append(unit)
        elif rank == 0 and taken[-1].sum is None and unit.end >= taken[-1].end:
            taken[-1] = unit
    labs = {c[0]: c[3].name for c in candidates if c[3].name and c[3].name.company.ai == "core"}
    for unit in taken:
        lab = labs.get(unit.start)
        if unit.model and lab is not None and lab.kind == "company" and lab.company.level == "watched":
            unit.name = replace(lab, kind="product", ai=True)  # `Mistral 3` is the lab's model
    starts = [unit.start for unit in taken]
    weak = sorted((c for c in candidates if c[1] == 3), key=lambda c: (c[0], c[2]))
    kept: list[Unit] = []
    for _, _, _, unit in weak:
        at = bisect_left(starts, unit.start + 1) - 1
        if (at >= 0 and taken[at].end > unit.start) or (
            at + 1 < len(taken) and taken[at + 1].start < unit.end
        ):
            continue
        if kept and unit.start < kept[-1].end:
            if "ai" in unit.cues:
                kept[-1].cues |= {"ai"}
            continue
        kept.append(unit)
    return sorted([*taken, *kept], key=lambda unit: unit.start)


def _merged(tokens: list[Word], spans: list[Unit], rules: Rules) -> list[Unit]:
    """The spans, and between them the words and signs that are in none."""
    units: list[Unit] = []
    waiting = iter(spans)
    span = next(waiting, None)
    for token in tokens:
        while span and span.end <= token.start:
            units.append(span)
            span = next(waiting, None)
        if span and span.start <= token.start < span.end:
            continue
        common = token.low in rules.common or (token.low.endswith("s") and token.low[:-1] in rules.common)
        units.append(
            Unit(token.start, token.end, token.low, token.capital, common=common or len(token.low) == 1)
        )
    if span:
        units += [span, *waiting]
    return sorted(units, key=lambda unit: unit.start)


def mentions(found: Text) -> Iterator[Unit]:
    """The units that name a company, product or person of the rules."""
    return (unit for unit in found.names if unit.name)
