"""Every rule's own examples, tried, and what of one's own looks like a slip: `newswatch rules check`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from newswatch.messages import Article, Label, SourceRef
from processors.detect.assemble import assemble
from processors.detect.grammar.reading import Reading, read
from processors.detect.words.amiss import Amiss
from processors.detect.words.lexicon import Rules
from processors.detect.words.model import LAUNCH_FRAMES, Company, Verbs, Veto
from processors.detect.words.text import fold

_THEN = datetime(2026, 1, 1, tzinfo=UTC)
_LAUNCHES = LAUNCH_FRAMES | {"trial"}


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule whose example comes out otherwise than it says."""

    section: str
    """`verbs` or `vetoes`."""
    rule: str
    example: str
    expected: str
    """`fires` or `silent`."""
    at: int
    """The example's place among those."""

    @property
    def key(self) -> tuple[str | int, ...]:
        """Where it stands in the rule's entry."""
        return ("examples", self.expected, self.at)

    def __str__(self) -> str:
        what = "should speak and does not" if self.expected == "fires" else "should be silent and speaks"
        return f"{self.rule}: {what}: {self.example!r}"


def check_rules(rules: Rules) -> list[Problem]:
    """Try the examples of all verbs and vetoes; an empty list means that each comes out as it says.

    A verb's `fires` example must get the label of its frame, its `silent` one must not. A veto's `fires`
    example must hold its words (or one of its patterns) and not get its labels, its `silent` one must not hold them.
    The rules are tried alone: a second opinion is of whole articles, and would hide what a veto no longer silences.
    """
    rules = replace(rules, opinions={}, wording=None)
    tried: tuple[Verbs | Veto, ...] = (*rules.verbs, *rules.vetoes)
    return [problem for rule in tried for problem in _problems(rule, rules)]


def _problems(rule: Verbs | Veto, rules: Rules) -> Iterator[Problem]:
    section = "verbs" if isinstance(rule, Verbs) else "vetoes"
    for expected, examples in (("fires", rule.examples.fires), ("silent", rule.examples.silent)):
        for at, example in enumerate(examples):
            if _speaks(rule, example, rules) != (expected == "fires"):
                yield Problem(section, rule.id, example, expected, at)


def meant(problems: Sequence[Problem], rules: Rules, shipped: Rules) -> list[Problem]:
    """The problems without examples of `shipped` rules that name a company which the rules in force take out or change.

    `Nvidia takes 9% of X` says nothing of the verb to a desk that does not watch Nvidia.
    """
    others = {
        one.id for one in shipped.companies.values() if _counts_as(rules, one) != _counts_as(shipped, one)
    }
    names = [re.escape(name) for name, entity in shipped.entities if entity.company.id in others]
    if not names:
        return list(problems)
    named = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")
    tried: tuple[Verbs | Veto, ...] = (*shipped.verbs, *shipped.vetoes)
    theirs = {example for rule in tried for example in (*rule.examples.fires, *rule.examples.silent)}
    return [one for one in problems if one.example not in theirs or not named.search(one.example)]


def _counts_as(rules: Rules, company: Company) -> tuple[str, str] | None:
    known = rules.companies.get(company.id)
    return None if known is None else (known.level, known.ai)


_INFINITIVE = re.compile(r"(?:s'|se )?[^\s']*(?:er|ir|re)(?: .*)?")


def slips(rules: Rules) -> Iterator[Amiss]:
    """What is valid and hardly meant: a French verb that is no infinitive, a name that stands for much else."""
    for verb in rules.verbs:
        for at, lemma in enumerate(verb.fr):
            if not lemma.endswith("*") and ("*" in lemma or not _INFINITIVE.fullmatch(lemma)):
                said = f"{lemma!r} is no infinitive: write one, or a star behind words that are taken as they stand"
                yield Amiss("verbs", verb.id, ("fr", at), said)
    owners: dict[str, str] = {}
    for company in rules.companies.values():
        for name in company.names:
            owner = owners.setdefault(name, company.id)
            if owner != company.id:
                said = f"{name!r} is {owner}'s name, too: theirs counts"
            elif fold(name) in rules.common:
                said = f"{name!r} is a common word, {_EVERYWHERE}"
            elif name.islower():
                said = f"{name!r} has no capital, {_EVERYWHERE}"
            else:
                continue
            yield Amiss("companies", company.id, _key(company, name), said)


_EVERYWHERE = (
    "and stands for the company wherever it is written so: give a longer name, or make it a product "
    "with `ambiguous: true`"
)


def _key(company: Company, name: str) -> tuple[str | int, ...]:
    """Where a name stands in a company's entry."""
    for key, names in (("aliases", company.aliases), ("known_as", company.known_as)):
        if name in names:
            return key, names.index(name)
    return ("name",)


def _speaks(rule: Verbs | Veto, example: str, rules: Rules) -> bool:
    plain = isinstance(rule, Verbs) and rule.frame == "trial"
    reading = read(_article(example, plain), rules)
    labels = assemble(reading).labels
    if isinstance(rule, Verbs):
        label: Label = "competitor_launch" if rule.frame in _LAUNCHES else "ai_investment"
        return label in labels and _holds_verb(rule, reading)
    return _holds_veto(rule, reading) and not set(rule.labels) & set(labels)


def _holds_veto(rule: Veto, reading: Reading) -> bool:
    if not rule.patterns:
        return any(hit.veto.id == rule.id for hit in reading.title.vetoes)
    if rule.scope == "below":
        return any(hit.veto.id == rule.id for hit in reading.below())
    made = next(one for one in reading.rules.patterns if one.veto.id == rule.id)
    return made.found(reading.title.folded) is not None


def _holds_verb(rule: Verbs, reading: Reading) -> bool:
    return any(
        verb.id == rule.id for s in reading.title.sentences for unit in s.units for _, verb in unit.verbs
    )


def _article(words: str, plain: bool) -> Article:
    """A headline and, behind a bar, the sentence below it; or a plain text for what only running text tells."""
    headline, _, description = ("" if plain else words).partition(" | ")
    source = SourceRef(id="examples", publisher="Example")
    return Article(
        id="0",
        url="https://example.org/",
        headline=headline,
        description=description or None,
        body=words if plain else "",
        publisher="Example",
        source=source,
        discovered_at=_THEN,
        fetched_at=_THEN,
    )
