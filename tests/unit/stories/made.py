"""Hand-made messages, a store in memory and a notifier that fails when told to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from newswatch.errors import Conflict, Permanent, Transient
from newswatch.messages import (
    Article,
    Availability,
    Deal,
    DealStatus,
    Evidence,
    Fact,
    Flagged,
    Label,
    Launch,
    Mention,
    Money,
    SourceRef,
    digest,
)
from newswatch.ports import Collection, Doc, Hits, ItemError, Keys, Query, Stored, Swapped

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    """Minutes after noon of the day."""
    return NOON + timedelta(minutes=minutes)


def evidence(article: Article, words: str) -> Evidence:
    """Where the words stand in the headline, the description or the body."""
    for field in ("headline", "description", "body"):
        text = article.text(field)
        if (start := text.find(words)) >= 0:
            return Evidence(field=field, start=start, end=start + len(words), quote=words)
    raise AssertionError(f"{words!r} is not in the article")


def article(
    headline: str,
    minutes: float = 0,
    *,
    id: str | None = None,
    body: str = "",
    description: str | None = None,
    outlet: str = "The Gazette",
    language: str = "en",
    first_party: bool = False,
    silent: bool = False,
    dated: bool = True,
    age: timedelta = timedelta(seconds=41),
) -> Article:
    """An article found at noon plus `minutes`, published `age` before."""
    id_ = id or digest(headline, outlet)
    return Article(
        id=id_,
        url=f"https://{digest(outlet)[:6]}.example/{id_[:10]}",
        headline=headline,
        description=description,
        body=body,
        publisher=outlet,
        in_language=language,
        date_published=at(minutes) - age if dated else None,
        content_hash=digest(headline, description or "", body),
        source=SourceRef(id=digest(outlet)[:6], publisher=outlet, first_party=first_party),
        silent=silent,
        discovered_at=at(minutes),
        fetched_at=at(minutes) + timedelta(seconds=2),
    )


def deal(
    article: Article,
    investors: Sequence[str] = (),
    target: str | None = None,
    amount: float | None = None,
    *,
    currency: str = "USD",
    status: DealStatus = "confirmed",
    amount_status: DealStatus | None = None,
    valuation: float | None = None,
    approximate: bool = False,
    disclosed: bool = True,
    labels: tuple[Label, ...] = ("ai_investment",),
) -> Flagged:
    """The article flagged with one deal; names that stand in the text carry their evidence."""

    def fact(name: str) -> Fact:
        try:
            return Fact(value=name, evidence=evidence(article, name))
        except AssertionError:
            return Fact(value=name)

    def money(value: float | None) -> Money | None:
        if value is None:
            return None
        return Money(value=value, currency=currency, status=amount_status or status, approximate=approximate)

    made = Deal(
        investors=tuple(fact(name) for name in investors),
        target=fact(target) if target else None,
        amount=money(amount),
        valuation=money(valuation),
        status=status,
        disclosed=disclosed,
        evidence=Evidence(field="headline", start=0, end=len(article.headline), quote=article.headline),
    )
    names = [*investors, *((target,) if target else ())]
    mentions = tuple(
        Mention(company=n, name=n, evidence=e) for n in names if (e := fact(n).evidence) is not None
    )
    return Flagged(article=article, labels=labels, deals=(made,), mentions=mentions)


def launch(
    article: Article,
    organisation: str,
    product: str | None,
    availability: Availability = "announced",
    *,
    by_verb: bool = False,
) -> Flagged:
    """The article flagged with one launch."""
    made = Launch(
        organisation=Fact(value=organisation),
        product=Fact(value=product) if product else None,
        availability=availability,
        by_verb=by_verb,
        evidence=Evidence(field="headline", start=0, end=len(article.headline), quote=article.headline),
    )
    return Flagged(article=article, labels=("competitor_launch",), launches=(made,))


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        """Move it."""
        self.now += timedelta(seconds=seconds)


class MemoryStore:
    """The part of a Store that the alerts need."""

    def __init__(self) -> None:
        self.docs: dict[tuple[str, str], tuple[Stored, Keys]] = {}
        self.writes = 0

    def swap(
        self, collection: Swapped, id: str, body: Mapping[str, Any], keys: Keys, expected: str | None
    ) -> str:
        there = self.docs.get((collection, id))
        if (there[0].revision if there else None) != expected:
            raise Conflict(f"{collection} {id}: another revision")
        self.writes += 1
        self.docs[(collection, id)] = (Stored(id, dict(body), revision=str(self.writes)), keys)
        return str(self.writes)

    def get(self, collection: Collection, id: str) -> Stored | None:
        there = self.docs.get((collection, id))
        return there[0] if there else None

    def get_many(self, collection: Collection, ids: Sequence[str]) -> dict[str, Stored]:
        return {id_: doc for id_ in ids if (doc := self.get(collection, id_)) is not None}

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
        found = [
            (keys.due or 0, doc.id, doc)
            for (name, _), (doc, keys) in self.docs.items()
            if name == collection
            and (state is None or keys.state == state)
            and (due_before is None or (keys.due is not None and keys.due < due_before))
        ]
        return [doc for _, _, doc in sorted(found, key=lambda f: f[:2])][:limit]

    def put_newer(self, docs: Sequence[Doc]) -> list[ItemError]:
        raise NotImplementedError

    def remove(self, collection: Collection, ids: Sequence[str]) -> int:
        raise NotImplementedError

    def expire(self, collection: Any, before: datetime) -> int:
        raise NotImplementedError

    def search(self, collection: Any, query: Query) -> Hits:
        raise NotImplementedError

    def refresh(self) -> None: ...

    def close(self) -> None: ...


class FaultyNotifier:
    """A channel's history, and what to do wrong at each call in turn: None, `lost`, `down`, `busy`, a reason."""

    def __init__(self, faults: Iterator[str | None] | None = None) -> None:
        self.faults = faults or iter(())
        self.cards: dict[str, list[str]] = {}
        """Alert → the ids of its cards."""
        self.shown: dict[str, Mapping[str, Any]] = {}
        """Card id → its content now."""
        self.replies: list[tuple[str, str, str]] = []
        """(thread, reply id, text)."""
        self.edits = 0

    def _fault(self) -> bool:
        """Whether the answer is lost after the call worked. Raises what fails before."""
        fault = next(self.faults, None)
        if fault == "down":
            raise Transient("connection refused")
        if fault == "busy":
            raise Transient("ratelimited", retry_after=7)
        if fault not in (None, "lost"):
            raise Permanent(str(fault), "told so by the other side")
        return fault == "lost"

    def post(self, channel: str, alert_id: str, card: Mapping[str, Any]) -> str:
        lost = self._fault()
        ts = f"{len(self.shown) + 1}.0"
        self.cards.setdefault(alert_id, []).append(ts)
        self.shown[ts] = card
        return self._answer(lost, ts)

    def update(self, channel: str, ts: str, alert_id: str, card: Mapping[str, Any]) -> str:
        lost = self._fault()
        if ts not in self.shown:
            raise Permanent("message_not_found", ts)
        self.shown[ts] = card
        self.edits += 1
        return self._answer(lost, ts)

    def reply(self, channel: str, ts: str, alert_id: str, text: str) -> str:
        lost = self._fault()
        self.replies.append((ts, alert_id, text))
        return self._answer(lost, f"{ts}.{len(self.replies)}")

    def _answer(self, lost: bool, ts: str) -> str:
        if lost:
            raise Transient("the answer was lost")
        return ts

    def find(self, channel: str, alert_id: str, since: datetime, thread: str | None = None) -> str | None:
        self._fault()
        if thread is not None:
            return next((f"{t}.r" for t, reply, _ in self.replies if t == thread and reply == alert_id), None)
        return next(iter(self.cards.get(alert_id, ())), None)

    def close(self) -> None: ...
