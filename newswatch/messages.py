"""The messages that travel through the log. A message is a type, and the type names its topic.

Every message is a frozen pydantic model. Unknown fields are ignored and added fields have defaults,
so that a record written by any version stays readable (tests/golden/messages holds one of each).
Articles use the names of https://schema.org/NewsArticle; all times are aware datetimes in UTC.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from operator import not_
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

Label = Literal["ai_investment", "competitor_launch"]
LABELS: tuple[Label, ...] = ("ai_investment", "competitor_launch")
TextField = Literal["headline", "description", "body"]
DealStatus = Literal["rumoured", "reported", "confirmed", "denied", "abandoned", "closed"]
Availability = Literal["announced", "preview", "general", "open"]
"""How a launched product can be had, by the words of the text.

- announced: it is told, and no word says that one can have it: `unveils`, `presents`, a name alone; or it is for a time
  to come: `will launch`, `coming in May`, `compte déployer`.
- preview: some can try it, or all can try what is not finished: a beta, early access, a test, a waiting list.
- general: those whom it is meant for can use it now, be it one country, one plan or developers: `is available`,
  `launches`, `rolls out`, `can now`, `débarque`, an entry of a changelog.
- open: its weights or code are given away, or it is called an open model.
"""
FigureRole = Literal["amount", "valuation", "history", "price", "other"]
Period = Literal["day", "week", "month", "quarter", "year"]
TIMES_A_YEAR: Mapping[Period, int] = {"day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1}


def _utc(value: datetime) -> datetime:
    """A naive time is taken as UTC; any other is turned into UTC. Raises ValueError where UTC has no such time."""
    try:
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError as error:
        # (no ValueError: it would pass for no wrong record, and stop who reads it for ever)
        raise ValueError(f"{value.isoformat()} is beyond the times of UTC") from error


def _bytes(value: object) -> object:
    """Text is base64 (that is how bytes travel in JSON); bytes are themselves."""
    return base64.b64decode(value, validate=True) if isinstance(value, str) else value


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


Instant = Annotated[datetime, AfterValidator(_utc)]
Bytes = Annotated[bytes, BeforeValidator(_bytes), PlainSerializer(_base64, return_type=str, when_used="json")]


class Model(BaseModel):
    """What every value in a message has in common: frozen, tolerant of unknown fields."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True, serialize_by_alias=True)


class Message(Model):
    """A record's value. `topic` is set by each type; `key` decides partition and order."""

    topic: ClassVar[str]
    schema_version: int = 1

    @property
    def key(self) -> str:
        """The record key: records with one key stay in order."""
        raise NotImplementedError

    def encode(self) -> bytes:
        """The record's value: compact UTF-8 JSON."""
        return self.model_dump_json(exclude_none=True).encode()

    @classmethod
    def decode(cls, value: bytes) -> Self:
        """Read a record's value; raises pydantic.ValidationError when it is none of this type."""
        return cls.model_validate_json(value)


# --- what was crawled -------------------------------------------------------------------------------


class SourceRef(Model):
    """What a page must know of its source, so that the log can be read without the source files."""

    id: str
    publisher: str
    language: str | None = None
    first_party: bool = False
    organisation: str | None = None
    """The watched company that a first-party source speaks for, by its name in the rules."""


class Entry(Model):
    """An item of a feed or a sitemap, as its publisher wrote it (unescaped text, no markup)."""

    url: str
    title: str | None = None
    summary: str | None = None
    author: tuple[str, ...] = ()
    date_published: Instant | None = None
    date_modified: Instant | None = None
    language: str | None = None


CLOSED = frozenset({401, 402, 403, 451})
"""Statuses of a page that is there, and kept from us (RFC 9110, section 15.5; RFC 7725)."""


class Page(Message):
    """What was fetched. Its id is the hash of its normalised final URL, and is the article's id too."""

    topic: ClassVar[str] = "pages"
    id: str
    requested_url: str
    url: str
    redirects: tuple[str, ...] = ()
    status: int
    headers: dict[str, str] = Field(default_factory=dict)
    body: Bytes
    entry: Entry | None = None
    source: SourceRef
    silent: bool = False
    """Indexed and told nobody: a source's first crawl, or a backfill."""
    discovered_at: Instant
    fetched_at: Instant

    @property
    def key(self) -> str:
        return self.id


# --- what was read out of it ------------------------------------------------------------------------


class Article(Message):
    """A news article, by the names of schema.org. Texts are plain: no markup, no control characters."""

    topic: ClassVar[str] = "articles"
    id: str
    url: str
    headline: str
    description: str | None = None
    body: str = ""
    author: tuple[str, ...] = ()
    publisher: str
    in_language: str | None = Field(default=None, alias="inLanguage")
    date_published: Instant | None = Field(default=None, alias="datePublished")
    date_modified: Instant | None = Field(default=None, alias="dateModified")
    citation: tuple[str, ...] = ()
    """Addresses on other sites that its paragraphs point to: what it may have its news from."""
    content_hash: str = ""
    """sha256 over headline, description and body: the same text has the same hash."""
    source: SourceRef
    silent: bool = False
    problems: tuple[str, ...] = ()
    """What a reader should know: `paywall`, `short`, `no-date`, `future-date` …"""
    discovered_at: Instant
    fetched_at: Instant

    @property
    def key(self) -> str:
        return self.id

    def text(self, field: TextField) -> str:
        """The text that an evidence's offsets count in."""
        return {"headline": self.headline, "description": self.description or "", "body": self.body}[field]


class Evidence(Model):
    """The words that say so: `article.text(field)[start:end] == quote`, offsets in code points."""

    field: TextField
    start: int
    end: int
    quote: str
    known_as: Literal[True] | None = Field(default=None, exclude_if=not_)
    """The quote is a name by which people know the value, or a part of it: cards show it beside. Else left out."""


class Fact(Model):
    """A value with the words that prove it."""

    value: str
    evidence: Evidence | None = None


class Money(Model):
    """An amount in units of its currency (ISO 4217; None where the text gives a bare number)."""

    value: float
    currency: str | None = None
    per: Period | None = None
    """How often it is paid, by the words beside it: `$200 million a month`. None of a sum that is paid once, or is all
    that is paid."""
    status: DealStatus = "confirmed"
    approximate: bool = False
    evidence: Evidence | None = None


class Figure(Money):
    """A sum of money named in the text, with the part that it plays."""

    role: FigureRole = "other"


class Mention(Model):
    """A watched company, product or person named in the text. `company` is its name in the rules."""

    company: str
    kind: Literal["company", "product", "person"] = "company"
    name: str
    evidence: Evidence


class Deal(Model):
    """Money that goes, will go, or is said to go from investors to a target."""

    investors: tuple[Fact, ...] = ()
    target: Fact | None = None
    amount: Money | None = None
    valuation: Money | None = None
    other_amounts: tuple[Money, ...] = ()
    """Further values that the same text gives for the amount: a conflict keeps both."""
    status: DealStatus = "confirmed"
    disclosed: bool = True
    """False when the text says that the amount is not disclosed, or calls it only a rumour."""
    stage: str | None = None
    """`Series A`, `acquisition`, `capex`, `compute deal`, `strategic investment`, `debt`, `secondary` …"""
    tense: Literal["current", "history"] = "current"
    of_talks: bool = Field(default=False, exclude_if=not_)
    """Talks of the two are denied, and no word says of what. Left out where it is not so."""
    evidence: Evidence | None = None


class Launch(Model):
    """An AI model, product or feature that an organisation announces or ships."""

    organisation: Fact
    product: Fact | None = None
    version: str | None = None
    availability: Availability = "announced"
    by_verb: bool = Field(default=False, exclude_if=not_)
    """A verb alone says that it can be had (`launches X`), and no words do. Left out where it is not so."""
    planned: Fact | None = None
    """When it is to come, in the text's words; the value is an ISO 8601 date of reduced precision."""
    told_by: Fact | None = None
    """Who says so, where it is not the organisation itself."""
    evidence: Evidence | None = None


class Reason(Model):
    """One step of a decision: which rule spoke, what it said, where."""

    rule: str
    decision: Literal["match", "veto", "miss", "note"]
    label: Label | None = None
    detail: str = ""
    evidence: Evidence | None = None


class Flagged(Message):
    """Every article, with its labels (maybe none), its facts, and a reason for every decision."""

    topic: ClassVar[str] = "flagged"
    kind: Literal["flagged"] = "flagged"
    article: Article
    labels: tuple[Label, ...] = ()
    score: dict[Label, float] = Field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    deals: tuple[Deal, ...] = ()
    undone: tuple[Deal, ...] = Field(default=(), exclude_if=not_)
    """Deals that an article without that label denies, calls off or says to be closed: it is no news by itself, but of
    a story that told one it is. Left out where there is none."""
    launches: tuple[Launch, ...] = ()
    figures: tuple[Figure, ...] = ()
    reasons: tuple[Reason, ...] = ()
    rules_version: str = ""

    @property
    def key(self) -> str:
        return self.article.id


class Ruling(Message):
    """A person's word that two articles are, or are not, one story."""

    topic: ClassVar[str] = "flagged"
    kind: Literal["ruling"] = "ruling"
    decision: Literal["join", "split"]
    article: str
    other: str
    leaving: tuple[str, ...] = ()
    """Of a split: the articles that go with `article`, where the person named them. Without: each goes with the
    one of the two that it is liker to."""
    by: str
    at: Instant

    @property
    def key(self) -> str:
        return self.article


# --- what is told -----------------------------------------------------------------------------------


class Member(Model):
    """An article of a story: what is shown of it, and the keys that others are matched by."""

    id: str
    url: str
    content_hash: str
    headline: str
    description: str | None = None
    publisher: str
    source: str
    in_language: str | None = None
    first_party: bool = False
    silent: bool = False
    labels: tuple[Label, ...] = ()
    score: float | None = None
    """The best score of its labels, 0 without one; None where it is not known, as in records of before."""
    date_published: Instant | None = None
    discovered_at: Instant
    fetched_at: Instant
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    words: dict[str, float] = Field(default_factory=dict)
    """Match keys: companies and parties; amounts and counts; products with versions; word weights."""
    kinds: tuple[str, ...] = ()
    """What happens: `deal`, `launch`, `court` …, `deal→target`, `launch→product`."""
    sketch: tuple[int, ...] = ()
    """Hashes of the text's word runs: syndicated copies share most of them."""
    credit: str | None = None
    """The agency or the outlet that the article credits with its news."""
    cites: tuple[int, ...] = ()
    """Hashes of the addresses that it points to, as processors/matching/credits.py has them."""
    has_told: bool = Field(default=False, exclude_if=not_)
    """Its page told what it has no label for now: the story was told since then. Left out where it did not."""
    part: str | None = None
    """In a story that a person joined: which of the joined ones it tells, by the id that this one had."""

    @property
    def told_at(self) -> datetime:
        """When it was told: published, or for an undated article discovered."""
        return self.date_published or self.discovered_at


class Report(Model):
    """Who reports a value: one line of a fact's evidence."""

    outlet: str
    article: str
    at: Instant
    first_party: bool = False
    status: DealStatus | None = None
    evidence: Evidence | None = None
    by_verb: bool = Field(default=False, exclude_if=not_)
    """Of a launch's availability: a verb alone says it. Left out where it is not so."""
    of_talks: bool = Field(default=False, exclude_if=not_)
    """Of a deal's status: talks alone are denied. Left out where it is not so."""


class StoryFact(Model):
    """One value of one fact, with the outlets that report it. Values that differ are a conflict."""

    name: str
    """`investor`, `target`, `amount`, `valuation`, `status`, `stage`, `organisation`, `product`,
    `availability`, `planned`; of launches, one group a product."""
    value: str
    number: float | None = None
    currency: str | None = None
    per: Period | None = None
    """Of an amount that is paid again and again: how often."""
    chosen: bool = True
    """The value that the story shows, by the rule in processors/stories/choice.py."""
    group: str = ""
    """Facts with one group belong together: one deal or one launch."""
    approximate: bool = False
    reports: tuple[Report, ...] = ()


class Story(Message):
    """One event told by its articles: a snapshot, not a diff. Its id is its first article's."""

    topic: ClassVar[str] = "stories"
    id: str
    version: int
    labels: tuple[Label, ...] = ()
    headline: str
    summary: str | None = None
    in_language: str | None = None
    members: tuple[Member, ...] = ()
    deals: tuple[Deal, ...] = ()
    launches: tuple[Launch, ...] = ()
    facts: tuple[StoryFact, ...] = ()
    companies: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    first_seen: Instant
    """When newswatch first saw it: the earliest discovery among its articles."""
    first_reported: Instant
    """When an outlet first told it: the earliest date of publication, else of discovery."""
    updated_at: Instant
    """The fetch time of the article that made this version: times come from the input."""
    merged_into: str | None = None
    apart: tuple[str, ...] = ()
    """Articles that a person ruled out of this story: all that left it by a split, or that it left."""
    silent: bool = False
    """True while every member is silent."""
    unsure: bool = False
    """True while one outlet alone tells it, with weak signs (processors/stories/sureness.py)."""

    @property
    def key(self) -> str:
        return self.id


# --- what could not be used -------------------------------------------------------------------------

DEAD_RECORD_LIMIT = 64 * 1024
"""Bytes of the original record that a dead letter keeps."""


class DeadLetter(Message):
    """Input that can never work: the record, where it came from, and why."""

    topic: ClassVar[str] = "dead"
    id: str
    stage: str
    origin: str
    """`topic/partition/offset` of the record."""
    origin_topic: str
    record_key: str | None = None
    reason: str
    """The reason's class: `not-html`, `too-large`, `bug` …"""
    text: str
    record: Bytes
    record_bytes: int
    record_sha256: str
    source: str | None = None
    url: str | None = None
    at: Instant

    @property
    def key(self) -> str:
        return self.id


MESSAGES: tuple[type[Message], ...] = (Page, Article, Flagged, Ruling, Story, DeadLetter)
TOPICS: tuple[str, ...] = tuple(dict.fromkeys(m.topic for m in MESSAGES))

_BY_KIND: dict[str, type[Message]] = {"flagged": Flagged, "ruling": Ruling}
_BY_TOPIC: dict[str, type[Message]] = {m.topic: m for m in MESSAGES if m.topic != "flagged"}


def decode(topic: str, value: bytes) -> Message:
    """Read a record of a topic (without prefix); raises pydantic.ValidationError or KeyError."""
    if topic == Flagged.topic:
        return _BY_KIND[_Kind.model_validate_json(value).kind].decode(value)
    return _BY_TOPIC[topic].decode(value)


class _Kind(BaseModel):
    """Tells the two types of the topic `flagged` apart."""

    kind: str = "flagged"


def digest(*parts: str) -> str:
    """A short stable id: the first 128 bits of a sha256 over the parts, as hex."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def json_of(model: BaseModel) -> dict[str, Any]:
    """The model as JSON values, with the names that it has on the wire."""
    return model.model_dump(mode="json", exclude_none=True, by_alias=True)
