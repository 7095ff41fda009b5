"""Rules compiled: one automaton that finds every name, verb, cue and veto of a text in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

import ahocorasick

from newswatch.messages import Label
from processors.detect.words.inflect import Mood, english, french
from processors.detect.words.inflect_more import german, particles, spanish
from processors.detect.words.model import (
    Company,
    Cues,
    Opinion,
    Phrases,
    Threshold,
    Verbs,
    Veto,
    Way,
    Ways,
    Words,
)
from processors.detect.words.patterns import PatternVeto, PatternVetoes, lists_of, pattern_vetoes, together
from processors.detect.words.text import fold, with_initials


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something with a name: a company, a product or a person, and its company."""

    name: str
    kind: Literal["company", "product", "person"]
    company: Company
    ai: bool = False
    ambiguous: bool = False


Told = tuple[tuple[tuple[Mood, Verbs], ...], frozenset[str], bool, str]
"""What a spelling says where it is a verb or cue: verbs, cues, whether it begins with a capital, and itself folded."""


@dataclass(slots=True)
class Sense:
    """All that one folded spelling may be. Tuples, since there are some thirty thousand of it."""

    names: tuple[tuple[str, Entity], ...] = ()
    verbs: tuple[tuple[str, Mood, Verbs], ...] = ()
    cues: tuple[tuple[str, bool, str], ...] = ()
    vetoes: tuple[tuple[bool, Veto], ...] = ()
    size: int = 0
    begins: bool = False
    ends: bool = False
    """Whether it begins and ends with a letter or digit: beside others it is a part of a longer word."""
    known: dict[str, Told] | None = None
    """What spellings met before stand for: a memory for speed alone."""


Sites = Mapping[str, tuple[tuple[str, Company], ...]]
"""By host: the beginnings of paths, each with a slash at its end (empty for the whole host), and whose they are."""


@dataclass(frozen=True)
class Rules:
    """Everything that `flag` knows, read once. Immutable; make it with `load_rules`."""

    version: str
    companies: Mapping[str, Company]
    entities: tuple[tuple[str, Entity], ...]
    verbs: tuple[Verbs, ...]
    cues: tuple[Cues, ...]
    ways: tuple[Ways, ...]
    lists: tuple[Words, ...]
    vetoes: tuple[Veto, ...]
    thresholds: Mapping[str, float]
    opinions: Mapping[Label, Opinion]
    wording: Phrases | None
    """Of launches; None where it is disabled."""
    common: frozenset[str]
    """Words that begin no name, though a title writes them with a capital."""

    @cached_property
    def yielding(self) -> frozenset[str]:
        """Vetoes, by id, that a launch's wording may overrule."""
        return frozenset(veto.id for veto in self.vetoes if veto.yields)

    @cached_property
    def automaton(self) -> Any:
        """pyahocorasick's automaton over folded spellings with initials; its values are Senses."""
        senses: dict[str, Sense] = {}
        for alias, entity in self.entities:
            senses.setdefault(fold(alias), Sense()).names += ((alias, entity),)
        for verb in self.verbs:
            elided = [form for lemma in verb.fr for form in _elided(lemma)]
            for forms in (
                *map(english, verb.en),
                *map(french, elided),
                *map(german, verb.de),
                *map(spanish, verb.es),
            ):
                for form, mood in forms:
                    senses.setdefault(fold(form), Sense()).verbs += ((form, mood, verb),)
        for cue in self.cues:
            for word in cue.words:
                for written in _spellings(word):
                    senses.setdefault(fold(written), Sense()).cues += ((written, cue.exact, cue.cue),)
        for veto in self.vetoes:
            for word in () if veto.patterns else veto.words:
                anchored = word.startswith("^")
                senses.setdefault(fold(word.removeprefix("^")), Sense()).vetoes += ((anchored, veto),)
        automaton = ahocorasick.Automaton()
        for spelling, sense in senses.items():
            sense.size = len(spelling)
            sense.begins, sense.ends = spelling[0].isalnum(), spelling[-1].isalnum()
            automaton.add_word(with_initials(spelling), sense)
        automaton.make_automaton()
        return automaton

    @cached_property
    def patterns(self) -> tuple[PatternVeto, ...]:
        """The vetoes that have a pattern, for or against."""
        return pattern_vetoes(self.vetoes, self.lists)

    @cached_property
    def retold(self) -> Mapping[Label, PatternVetoes]:
        """By label those that look for a pattern in the headline."""
        return {label: self._looking(label, "headline", "before") for label in get_args(Label)}

    @cached_property
    def near(self) -> PatternVetoes:
        """Those that look for one near what claims a deal."""
        return self._looking("ai_investment", "near")

    @cached_property
    def below(self) -> PatternVetoes:
        """Those that look for one in the first sentences under the headline."""
        return self._looking("competitor_launch", "below")

    def _looking(self, label: Label, *scopes: str) -> PatternVetoes:
        asked = (one for one in self.patterns if label in one.veto.labels and one.veto.scope in scopes)
        return together(one for one in asked if one.veto.patterns)

    @cached_property
    def unless(self) -> Mapping[str, PatternVeto]:
        """Of vetoes of words alone, by id, those with expressions in which their words say something else."""
        return {one.veto.id: one for one in self.patterns if not one.veto.patterns}

    @cached_property
    def listed(self) -> Mapping[str, re.Pattern[str]]:
        """Each list that code asks for as a pattern for folded text, by id."""
        return lists_of(self.lists)

    @cached_property
    def common_forms(self) -> frozenset[str]:
        """The common words and their plurals."""
        return self.common | {word + "s" for word in self.common}

    @cached_property
    def way_words(self) -> Any:
        """An automaton of the phrases that say how a product can be had; its values are length and ways."""
        automaton = ahocorasick.Automaton()
        told = [(cue.cue, cue.words) for cue in self.cues if cue.cue in ("open", "preview", "general")]
        for way, words in (*told, *((one.way, one.words) for one in self.ways)):
            for word in words:
                known = automaton.get(fold(word), (len(word), frozenset()))
                automaton.add_word(fold(word), (len(fold(word)), known[1] | {way}))
        automaton.make_automaton()
        return automaton

    @cached_property
    def way_verbs(self) -> Mapping[str, tuple[Way, frozenset[Mood]]]:
        """By folded form of a verb: how a product can be had of which it tells, and the moods that the form may be."""
        found: dict[str, tuple[Way, frozenset[Mood]]] = {}
        for one in self.ways:
            lemmas = [form for lemma in one.fr for form in _elided(lemma)]
            made = (
                *map(english, one.en),
                *map(_infinite, lemmas),
                *map(german, one.de),
                *map(spanish, one.es),
            )
            for forms in made:
                for form, mood in forms:
                    moods = found[fold(form)][1] if fold(form) in found else frozenset()
                    found[fold(form)] = one.way, moods | {mood}
        return found

    @cached_property
    def particles(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """By folded finite form and id of German verbs: the words of which one must end the form's clause."""
        found: dict[str, dict[str, frozenset[str]]] = {}
        for verb in self.verbs:
            for lemma in verb.de:
                for form, particle in particles(lemma).items():
                    ids = found.setdefault(fold(form), {})
                    ids[verb.id] = ids.get(verb.id, frozenset()) | {fold(particle)}
            for lemma in verb.de:  # `bringt` beside `bringt … heraus`
                for form, _ in german(lemma) if "|" not in lemma else ():
                    found.get(fold(form), {}).pop(verb.id, None)
        return found

    @cached_property
    def voices(self) -> Mapping[str, Company]:
        """Watched companies by the folded names that their own publications go by."""
        found: dict[str, Company] = {}
        for company in self.companies.values():
            if company.level == "watched":
                for alias in (*company.names, company.id):
                    found.setdefault(fold(alias), company)
                    found.setdefault(fold(alias).removesuffix("ai").strip(), company)
        found.pop("", None)
        return found

    @cached_property
    def handles(self) -> Mapping[str, Company]:
        """Watched companies by what an account may be called: a name of theirs or of an AI product, squeezed."""
        found: dict[str, Company] = {}
        for alias, entity in self.entities:
            named = entity.kind == "company" or (
                entity.kind == "product" and entity.ai and not entity.ambiguous
            )
            if named and entity.company.level == "watched":
                found.setdefault(re.sub(r"[^a-z0-9]", "", fold(alias)), entity.company)
        return found

    @cached_property
    def sites(self) -> Sites:
        """Watched companies by the addresses that they publish at; of a host's paths the longer come first."""
        found: dict[str, list[tuple[str, Company]]] = {}
        for company in self.companies.values():
            for site in company.sites if company.level == "watched" else ():
                host, _, path = site.removeprefix("www.").partition("/")
                found.setdefault(host, []).append((path + "/" if path else "", company))
        return {
            host: tuple(sorted(places, key=lambda place: -len(place[0]))) for host, places in found.items()
        }

    @cached_property
    def skeleton_names(self) -> Mapping[str, Entity]:
        """Watched names by folded spelling, to tell look-alikes."""
        return {fold(alias): entity for alias, entity in self.entities if entity.company.level == "watched"}

    @cached_property
    def ai_products(self) -> frozenset[tuple[str, str]]:
        """The names by which AI products are known, as written, each with its maker's id."""
        return frozenset(
            (alias, entity.company.id)
            for alias, entity in self.entities
            if entity.kind == "product" and entity.ai
        )


def _infinite(lemma: str) -> Iterator[tuple[str, Mood]]:
    """The forms of a French verb, its infinitive as a gerund: in English the same form is a plural's present."""
    for form, mood in french(lemma):
        yield form, "gerund" if mood == "base" else mood


def _elided(lemma: str) -> tuple[str, ...]:
    """`s'emparer de` is `s'emparer d'`, `du` and `des` too, `céder à` is `céder au` and `aux`."""
    star = "*" if lemma.endswith("*") else ""
    bare = lemma.removesuffix("*")
    if bare.endswith(" de"):
        return (lemma, *(bare[:-2] + word + star for word in ("d'", "du", "des")))
    if bare.endswith(" à"):
        return (lemma, *(bare[:-1] + word + star for word in ("au", "aux")))
    return (lemma,)


def _spellings(words: str) -> tuple[str, ...]:
    """`deep learning` is `deep-learning` too."""
    return (words, words.replace(" ", "-")) if words.count(" ") == 1 else (words,)


def thresholds_of(entries: Iterable[Threshold]) -> dict[str, float]:
    """Thresholds by id."""
    return {entry.id: entry.value for entry in entries}
