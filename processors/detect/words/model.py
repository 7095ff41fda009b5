"""The shape of the rule files: one pydantic model a kind of entry. What they mean stands in docs/rules.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from newswatch.messages import Label
from processors.detect.words.expressions import check_pattern

Name = Annotated[str, StringConstraints(pattern=r"[^\s^]", max_length=120)]
"""At least one sign that is no space, nor the `^` that binds to the beginning."""
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=80)]
Site = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w.~@%+-]+)*$", max_length=200)
]
"""A host, with a path where only part of it is meant; no `https://`, no `www.`, no slash at the end."""
Level = Literal["watched", "tech", "ai", "investor", "other"]
"""watched: its launches alert · tech: large, its acquisitions of AI firms count · ai: an AI firm, a target ·
investor: its rounds count at any amount · other: known, so that it is not taken for anything else."""
Sells = Annotated[int, Field(ge=0, le=3, strict=True)]
"""Of two firms that agree on computing power or chips the one with more sells: 3 does little else · 0 sells none."""
Frame = Literal[
    "raise", "invest", "fund", "acquire", "acquired", "join", "lead", "stake", "spend", "valued", "ally", "merge",
    "launch", "arrive", "able", "improve", "trial",
]  # fmt: skip
Cue = Literal[
    "ai", "ai_object", "new", "plan", "hearsay", "negation", "stopped", "descriptor", "maker", "round",
    "stake_noun", "investment_noun", "acquisition_noun", "capex_noun", "compute_noun", "deal_noun",
    "launch_noun", "valuation", "price",
    "history", "other_money", "undisclosed", "subordinate", "title_word", "program", "open", "general",
    "preview", "person_role", "counterpart", "plain", "say",
    "launch_title", "billions", "vehicle", "ai_near", "money_talk",
]  # fmt: skip
LAUNCH_FRAMES: frozenset[Frame] = frozenset({"launch", "arrive", "able", "improve"})
"""Frames of verbs that launch; `trial` is one that only tries out."""


TRUSTED = "trusted"
"""The context in which files are validated whose patterns are known to be right: to try them takes a second."""


class Entry(BaseModel):
    """What all entries share. `disable: true` in a user's file takes the shipped one out."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: Id
    disable: bool = Field(default=False, strict=True)


class Examples(BaseModel):
    """Texts on which the rule must speak (`fires`) and must stay silent (`silent`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    fires: tuple[str, ...] = Field(min_length=1)
    silent: tuple[str, ...] = Field(min_length=1)


class Company(Entry):
    """A company: its name as facts give it, the other names it goes by, and how closely it is watched."""

    name: Name
    aliases: tuple[Name, ...] = ()
    level: Level = "other"
    ai: Literal["core", "some", "none"] = "none"
    """core: whatever it makes is AI · some: only where the text says AI · none: no AI firm."""
    people: tuple[Name, ...] = ()
    parent: Id | None = None
    """The company that owns it: the two are one side of a deal."""
    guests: bool = False
    """Others publish on its sites too: a bare name there is a launch only where it, or a product of it, is named."""
    sites: tuple[Site, ...] = ()
    """Where it speaks itself: a page there is its own word, whoever linked to it."""
    shown: Name | None = None
    """The name that facts give to its launches, where it is not its own."""
    known_as: tuple[Name, ...] = ()
    """Names of it that people know better than that which facts give it: cards show them beside."""
    sells: Sells = 0
    lets: bool = False
    """It owns machines, and the halls that they stand in, and lets them to labs and clouds."""

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.known_as)))

    @property
    def group(self) -> str:
        """The id of the company that owns it, or its own: those of one group are one side."""
        return self.parent or self.id


class Names(Entry):
    """Many companies of one level in one entry. `Name = Alias = Alias` gives aliases."""

    level: Level
    ai: Literal["core", "some", "none"] = "none"
    sells: Sells = 0
    lets: bool = False
    names: tuple[Name, ...]


class Product(Entry):
    """A product or family of products. A mention of it mentions its company."""

    name: Name
    company: Id
    aliases: tuple[Name, ...] = ()
    ai: bool = True
    ambiguous: bool = False
    """Also a common word or first name: counts only with its company, a version or AI in the text."""


class Products(Entry):
    """Many products of one company in one entry. `Name = Alias` gives aliases."""

    company: Id
    ai: bool = True
    ambiguous: bool = False
    names: tuple[Name, ...]


class Verbs(Entry):
    """Verbs of one frame (who does what to whom). Lemmas are conjugated; `is here*` is taken as it is."""

    frame: Frame
    weak: bool = False
    """Needs money, a round or an AI object in its clause before it counts."""
    way: Way | None = None
    """How a product can be had of which these verbs tell, but for those that `ways` tell otherwise of."""
    en: tuple[Name, ...] = ()
    fr: tuple[Name, ...] = ()
    de: tuple[Name, ...] = ()
    """`vor|stellen` is separable: its finite forms count where `vor` ends their clause."""
    es: tuple[Name, ...] = ()
    examples: Examples


class Cues(Entry):
    """Words that are signs of something: hearsay, a plan, an AI topic, a round …"""

    cue: Cue
    words: tuple[Name, ...]
    exact: bool = False
    """Upper and lower case as written (`AI`, not `ai`)."""


Way = Literal["announced", "preview", "general", "open", "usable", "launched", "later", "now"]
"""How a product can be had (newswatch.messages.Availability); usable: general, where nothing says preview or open ·
launched: the same, as a verb of launch says it · later: a time to come, which makes a verb in the present an
announcement · now: takes a future back (`will now`)."""


class Ways(Entry):
    """Phrases that say how a product can be had, and verbs that say it where they are what tells the launch.

    Nothing else reads them, so they decide no label.
    """

    way: Way
    words: tuple[Name, ...] = ()
    """Looked for in the launch's sentence, headline, lead and body; `later` and `now` behind its verb alone."""
    en: tuple[Name, ...] = ()
    fr: tuple[Name, ...] = ()
    de: tuple[Name, ...] = ()
    es: tuple[Name, ...] = ()
    """Verbs, conjugated; `is here*` is taken as it stands. Past and present say it, a future does not."""


def _tried(pattern: str, info: ValidationInfo) -> str:
    if info.context != TRUSTED:
        check_pattern(pattern, None)
    return pattern


Pattern = Annotated[str, StringConstraints(min_length=3, max_length=2_000), AfterValidator(_tried)]
"""A regular expression over folded text, with two shorthands: `{id}` is any word of that list, `…N` up to N code
points of the same phrase."""
Bearing = Literal[
    "round", "stake", "acquisition", "capex", "compute", "valued", "noun", "juxtaposed", "without-sum"
]  # fmt: skip


Listed = Annotated[str, StringConstraints(pattern=r"^[^()|]*(\([^()]+\)[^()|]*)*$", max_length=300)]


class Words(Entry):
    """A list of words that patterns and code name by its id.

    `invest*` is every word that begins so, `(tv|radio) station` is two.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9._-]*$", max_length=80)]
    """With a letter first: `{3}` in a pattern is a count."""
    words: tuple[Listed, ...] = Field(min_length=1)


class Left(BaseModel):
    """What is left of a veto's weight beside a headline's clause that says deal or launch outright, as a share."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    within: float = Field(default=1.0, ge=0, le=1)
    """Where its words stand in that clause."""
    behind: float | None = Field(default=None, ge=0, le=1)
    """Where they stand behind it or elsewhere; by default 0.3 of a deal's, 0.35 of a launch's."""


WHOLE = Left()
"""What is left where a veto says nothing of it."""


class Veto(Entry):
    """Words that speak against a label. In scope `clause` they silence their clause, in `title` the rest too.

    With `patterns` it looks at the headline, where one of the words (parts of words, too) must be found and then one
    of the patterns: in scope `headline` anywhere, in `before` where it begins before the deal's words end. In `near` it
    looks at some words around what claims a deal, wherever that is told; in `below` at the first sentences under the
    headline, against launches alone.
    """

    labels: tuple[Label, ...] = Field(min_length=1)
    scope: Literal["clause", "title", "headline", "before", "near", "below"] = "title"
    weight: float = Field(ge=0, le=1)
    """Taken off the score; a main clause that tells the deal or launch outright is hit by `clause` only."""
    words: tuple[Name, ...] = Field(min_length=1)
    patterns: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    """Where one of these is found (over its words, or for `patterns` anywhere in the headline), it does not speak."""
    bears_on: tuple[Bearing, ...] = ()
    """Of deals, for `patterns`: only claims of one of these kinds, told by a noun, by names and a sum side by side, or
    without a sum."""
    outright: Mapping[Label, Left] = Field(default_factory=dict)
    yields: bool = False
    """Of what stands beside launches too: where nothing else speaks against a plain launch, its wording may tell it."""
    examples: Examples

    @model_validator(mode="after")
    def _fits(self) -> Veto:
        if bool(self.patterns) != (self.scope in ("headline", "before", "near", "below")):
            raise ValueError(
                "scopes headline, before, near and below go with `patterns`, clause and title without"
            )
        if self.scope == "below" and self.labels != ("competitor_launch",):
            raise ValueError("scope below speaks of competitor_launch alone")
        if not set(self.outright) <= set(self.labels):
            raise ValueError("`outright` names a label that is not among `labels`")
        return self


class Threshold(Entry):
    """A figure that a deal must reach. Money in US dollars at the fixed rates of `currencies`."""

    value: float = Field(gt=0)


Weight = Annotated[float, Field(ge=-100, le=100, allow_inf_nan=False)]
"""What speaks for or against, in a sum; 5 is next to certain."""


def _in_order(floor: float, name: str, above: float) -> None:
    if floor > above:
        raise ValueError(
            f"`floor` ({floor:g}) is above `{name}` ({above:g}): give both, `{name}` no less than `floor`"
        )


class Opinion(Entry):
    """A second opinion's weights for one label, learned from labelled rows; its traits are of `detect/second`."""

    id: Label
    bias: Weight
    floor: float = Field(ge=0, le=1)
    """Below this chance of being right a label is not told."""
    sure: float = Field(ge=0, le=1)
    """Below this it is told as unsure."""
    weights: Mapping[Name, Weight]

    @model_validator(mode="after")
    def _limits_in_order(self) -> Opinion:
        _in_order(self.floor, "sure", self.sure)
        return self


class Phrases(Entry):
    """Weights by phrase for launches, learned from labelled rows; the phrases are those of `detect/second/wording`."""

    id: Literal["competitor_launch"]
    bias: Weight
    floor: float = Field(ge=0, le=1)
    """Below this chance of telling a launch, what the rules would tell is not told."""
    tells: float = Field(ge=0, le=1)
    """From this chance on a launch is told, as unsure, though no rule reads it; 1 for never."""
    weights: Mapping[Name, Weight]

    @model_validator(mode="after")
    def _limits_in_order(self) -> Phrases:
        _in_order(self.floor, "tells", self.tells)
        return self


class RuleFile(BaseModel):
    """One file: any of these lists."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    companies: tuple[Company, ...] = ()
    names: tuple[Names, ...] = ()
    products: tuple[Product, ...] = ()
    families: tuple[Products, ...] = ()
    verbs: tuple[Verbs, ...] = ()
    cues: tuple[Cues, ...] = ()
    ways: tuple[Ways, ...] = ()
    lists: tuple[Words, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    wordings: tuple[Phrases, ...] = ()
