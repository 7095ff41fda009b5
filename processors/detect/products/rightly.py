"""The last look at a name that was found: its right words (edges), and what stands in its place (in_place)."""

from __future__ import annotations

import re

from newswatch.messages import Fact
from processors.detect.grammar.quoting import as_written, evidence, place_of
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import FLAGSHIPS
from processors.detect.products.edges import between_verb_and_stop, bounds, joined, told_below
from processors.detect.products.gains import MANY
from processors.detect.products.in_place import instead, owned, part_above
from processors.detect.products.name_runs import KINDS
from processors.detect.words.text import fold
from processors.detect.words.unit import Text

_POWERED = ("-powered", "-based", "-driven", "-infused")
_IN_QUOTES = re.compile(r"\s[\"“‘'«]\s?([^\"”’'»]{3,40}?)\s?[\"”’'»]")
_COUNTS = frozenset(
    {"deux", "trois", "quatre", "cinq", "six", "dix", "two", "three", "four", "five", "ten", "several"}
)
_DATED = re.compile(r"\d{1,2}(?:er)? [a-zéû]+ (?:20\d\d )?(?:de|des|un|une)\b")
_NUMBERED = re.compile(r" \((v?\d+(?:\.\d+)+)\)")


def rightly(fact: Fact | None, reading: Reading) -> Fact | None:
    """The same fact with its right words; None where they are no name at all."""
    place = place_of(fact, reading.texts)
    if fact is None or place is None:
        return fact
    text, sentence, start, end = place
    if _DATED.match(fact.value) or fact.value.lower() in _COUNTS or not any(map(str.isalnum, fact.value)):
        return (
            None  # `le 12 octobre de nouveaux outils`, `Quatre` of `Quatre modèles`, an empty pair of quotes
        )
    if fact.value.endswith(_POWERED):
        inside = _IN_QUOTES.match(text.text, end)  # `Gemini-powered "auto browse"`
        return as_written(text, *inside.span(1)) if inside is not None else None
    if (
        text is not reading.title
        and fact.value.islower()
        and (above := part_above(fact.value, reading.title))
    ):
        return as_written(reading.title, *above)
    start, end = owned(text, sentence, start, end) or (start, end)
    found = instead(text, sentence, start, end)
    if found is not None:
        return as_written(text, *found)
    start, end = bounds(text, *between_verb_and_stop(text, sentence, start, end))
    end = joined(text, sentence, start, end)
    if text is reading.title and len(reading.texts) > 1 and reading.texts[1].field != "body":
        end = told_below(text, reading.texts[1], start, end)
    told = fact if text.text[start:end] == fact.value else as_written(text, start, end)
    version = _NUMBERED.match(text.text, end)
    if version is None or any(map(str.isdigit, told.value)):
        return _for_whom(told, text, end)
    return Fact(value=f"{told.value} {version[1]}", evidence=evidence(text, start, end))


_FOR_WHOM = re.compile(
    r" (?:for|pour les?|pour la) ([a-z]+|[A-Z][\w+-]*(?: [A-Z0-9][\w+-]*){0,2})"
    r"(?=$|[,;:.]| (?:as|to|that|in|with|after|amid|à|qui|dans|en|avec|face|capables?)\b)"
)
_KIND = re.compile(r"(?:(?:AI|IA|[a-zà-ÿ][a-zà-ÿ-]*) )*([a-zà-ÿ]+)( IA)?")


def _for_whom(fact: Fact, text: Text, end: int) -> Fact:
    """`AI agents for lawyers`, `invoicing agents for Corvid 365`: a kind alone is told with whom or what it is for."""
    kind = _KIND.fullmatch(fact.value)
    if kind is None or " " not in fact.value or kind[1] not in KINDS | MANY:
        return fact
    whom = _FOR_WHOM.match(text.text, end)
    if whom is not None and fold(whom[1]) in FLAGSHIPS:
        return fact  # `budgeting tools for ChatGPT`
    return fact if whom is None else as_written(text, end - len(fact.value), whom.end())
