"""The three ports: Log, Store and Notifier. The code under processors/ sees nothing else of the outside.

Each has one contract test suite (tests/contract) that runs on every adapter. Adapters raise
`Transient` for what may work later, `Permanent` (notifiers) for what never will, and `Lost` when a
partition or a lease went to another; anything else that they raise is a bug.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from newswatch.messages import Message

Clock = Callable[[], datetime]
"""Tells the time, aware and in UTC. Passed in, so that a test's day plays in seconds."""
Versioned = Literal["articles", "stories", "dead"]
"""Collections written by `put_newer`: the version decides."""
Swapped = Literal["alerts", "sources", "urls"]
"""Collections written by `swap`: the expected revision decides. Their bodies are opaque to a store."""
Collection = Literal["articles", "stories", "dead", "alerts", "sources", "urls"]
WAITED = ("held", "listed", "sure_since")
"""Fields of an alert, of which one is set where it was meant to be told late: it waited for the morning, stood in a
catch-up, or had to be sure. How long that took is no measure of how slow we are.
"""


def ms(at: datetime) -> int:
    """A time as records and due documents bear it: milliseconds since 1970, rounded down."""
    return int(at.timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class Partition:
    """A topic's partition; topics are named without the prefix."""

    topic: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it lies in the log. `timestamp` is as `ms` counts."""

    partition: Partition
    offset: int
    key: str
    value: bytes
    timestamp: int


class Consumer(Protocol):
    """A group's member on some topics. Reads in order within a partition, after the committed offset."""

    def read(self, limit: int, timeout: float) -> list[Record]:
        """Up to `limit` records, waiting up to `timeout` seconds for the first. Empty when none came."""

    def commit(self, records: Sequence[Record], outputs: Sequence[Message] = ()) -> None:
        """Make the outputs safe in the log, then mark the records as read: never the other way round.

        In one transaction where the log has them. Raises Transient (nothing is committed; call
        again) or Lost (the records belong to another member now).
        """

    def keep_alive(self) -> None:
        """Stay a member while the stage waits: called at least once a second during a back-off."""

    def positions(self) -> Mapping[Partition, int]:
        """The committed offset (next to read) of each partition that this member has."""

    def close(self) -> None:
        """Leave, without committing."""


class Log(Protocol):
    """An ordered, durable log of messages by topic."""

    def append(self, messages: Sequence[Message]) -> None:
        """Write the messages; on return all are durable. Raises Transient when not all are known to be.

        Raises Reject("too-large", …) before anything is written when one can never be written.
        """

    def consumer(
        self,
        group: str,
        topics: Sequence[str],
        *,
        transactional: bool = False,
        outputs: Sequence[str] = (),
    ) -> Consumer:
        """Join a group. `transactional`: outputs and offsets become visible together, or not at all.

        `outputs` are the topics that its commits will write: a log that may lack one, or refuse it, says so now.
        """

    def end_offsets(self, topics: Sequence[str]) -> dict[Partition, int]:
        """The offset after the last record of each partition, now."""

    def committed(self, group: str, topics: Sequence[str]) -> dict[Partition, int]:
        """The group's committed offset of each partition (the first one kept where it has none)."""

    def scan(self, topic: str, since: datetime | None = None) -> Iterator[Record]:
        """Read a topic outside any group, from a time or from the start to the end as it is now."""

    def trim(self, topic: str, before: datetime) -> int:
        """Forget records older than `before` where the log needs telling; the number forgotten."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Doc:
    """A document for a versioned collection. `version` is a number that grows with newer content."""

    collection: Versioned
    id: str
    version: int
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it lies in the store. `revision` is what `swap` expects back."""

    id: str
    body: Mapping[str, Any]
    version: int = 0
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Keys:
    """What a swapped document can be found by; the body stays opaque."""

    state: str = ""
    due: int | None = None
    """As `ms` counts; documents without one are never due."""
    group: str = ""
    """A source for urls, a story for alerts."""


@dataclass(frozen=True, slots=True)
class ItemError:
    """One document of a bulk write that can never be written."""

    id: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """A search in `articles` or `stories`. Text is plain words: no query syntax is interpreted.

    A part in double quotes is a phrase. Filters of one kind are alternatives; kinds are combined.
    """

    text: str = ""
    labels: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    min_amount: float | None = None
    limit: int = 20
    cursor: str | None = None
    newest_first: bool = False
    """By time instead of by relevance; always so when there is no text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A found document. `highlights` maps a field to fragments with \\x02 and \\x03 around the words."""

    id: str
    score: float
    body: Mapping[str, Any]
    highlights: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of hits. `total` counts all of them; `cursor` fetches the next page, None at the end."""

    hits: tuple[Hit, ...]
    total: int
    cursor: str | None = None
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    suggestion: str | None = None
    """Other words to search for, when there is no hit and a near spelling has some."""


class Store(Protocol):
    """Documents by collection and id. `get` and `get_many` see every write; only `search` may lag."""

    def put_newer(self, docs: Sequence[Doc]) -> list[ItemError]:
        """Write each unless a newer version is there (that is success too); an equal one overwrites."""

    def swap(
        self, collection: Swapped, id: str, body: Mapping[str, Any], keys: Keys, expected: str | None
    ) -> str:
        """Write if the revision is the expected one (None: it must not exist). Returns the new revision.

        Raises Conflict when it is another.
        """

    def get(self, collection: Collection, id: str) -> Stored | None: ...

    def get_many(self, collection: Collection, ids: Sequence[str]) -> dict[str, Stored]:
        """Those that exist, by id."""

    def find(
        self,
        collection: Collection,
        *,
        state: str | None = None,
        group: str | None = None,
        due_before: int | None = None,
        limit: int = 100,
        after: str | None = None,
    ) -> list[Stored]:
        """Documents by their keys: by due time then id when `due_before` is given, else by id after `after`.

        For versioned collections the keys do not exist: only paging by id works.
        """

    def remove(self, collection: Collection, ids: Sequence[str]) -> int:
        """Delete; the number deleted."""

    def expire(self, collection: Versioned, before: datetime) -> int:
        """Delete documents told, seen or died before a time; the number deleted."""

    def search(self, collection: Literal["articles", "stories"], query: Query) -> Hits: ...

    def refresh(self) -> None:
        """Make every write so far visible to `search`."""

    def close(self) -> None: ...


def every(
    store: Store,
    collection: Collection,
    *,
    state: str | None = None,
    group: str | None = None,
    at_once: int = 500,
) -> Iterator[Stored]:
    """All documents of a collection, by id, a page at a time; with `state` and `group` those of these keys."""
    after: str | None = None
    while page := store.find(collection, state=state, group=group, after=after, limit=at_once):
        yield from page
        after = page[-1].id


class Notifier(Protocol):
    """Where cards go. A card's content is plain data (processors/alerting/card.py); the adapter escapes it.

    Each call returns the message's id there (`ts` in Slack). One that ends in seconds since 1970 with six decimals, as
    Slack's do, tells when the message was posted.
    """

    def post(self, channel: str, alert_id: str, card: Mapping[str, Any]) -> str: ...

    def update(self, channel: str, ts: str, alert_id: str, card: Mapping[str, Any]) -> str: ...

    def reply(self, channel: str, ts: str, alert_id: str, text: str) -> str: ...

    def find(self, channel: str, alert_id: str, since: datetime, thread: str | None = None) -> str | None:
        """The first message that carries this alert id, if one was posted after `since`.

        Where copies stand after it, the notifier deletes them if it can.
        `thread`: look among the replies to this message instead of in the channel.
        """

    def close(self) -> None: ...
