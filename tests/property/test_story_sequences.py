"""Whatever comes in whatever order — tellings, launches, denials, closings, pages read again, words of a person — a
start in between changes nothing, each article is in one story, and what a story says is proved by its articles.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from newswatch.errors import Reject
from newswatch.messages import (
    Article,
    Availability,
    Deal,
    DealStatus,
    Evidence,
    Fact,
    Flagged,
    Launch,
    Message,
    Money,
    Ruling,
    SourceRef,
    Story,
    digest,
)
from newswatch.stage import Outcome, Process
from processors.cluster import start_cluster
from processors.stories.places import places
from processors.stories.window import DAYS

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIRMS = ("Koralis", "Tervane", "Tervane Systems", "Quillon")
PAYERS = ("Nebulon", "Ardent")
PRODUCTS = ("Voxa 3", "Voxa 4", "Lumen Pro")
OUTLETS = ("Gazette", "Wire", "Post", "Nebulon", "")
STATUSES: tuple[DealStatus, ...] = ("rumoured", "reported", "confirmed")
HOW: tuple[Availability, ...] = ("announced", "preview", "general", "open")
SEVERAL = frozenset({"investor", "company", "told"})
"""Facts of which a story shows all values."""


def proof(text: str, words: str) -> Evidence | None:
    """Where the words stand in the headline."""
    start = text.find(words)
    return (
        Evidence(field="headline", start=start, end=start + len(words), quote=words) if start >= 0 else None
    )


def told(chance: random.Random, firms: Sequence[str] = FIRMS) -> Flagged:
    """What an article says, whichever that is: its headline, and what detection makes of it."""
    firm, payer, product = (
        chance.choice(firms),
        PAYERS[len(firms) > 1 and chance.random() < 0.5],
        chance.choice(PRODUCTS),
    )
    tail = chance.choice(["", " for its cloud", ", sources say"])
    kind = chance.choice(["buys", "buys", "raises", "launches", "denies", "abandons", "completes", "nothing"])
    headline = {
        "raises": f"{firm} raises money{tail}", "launches": f"{payer} launches {product}{tail}", "nothing": "",
    }.get(kind, f"{payer} {kind} purchase of {firm}{tail}")  # fmt: skip
    whole, by = proof(headline, headline or "?"), Fact(value=payer, evidence=proof(headline, payer))
    deal = Deal(
        investors=(by,) if by.evidence and chance.random() < 0.8 else (),
        target=Fact(value=firm, evidence=proof(headline, firm)),
        amount=Money(value=chance.choice([8e7, 8.1e7, 2e8]), currency=chance.choice(["USD", "EUR", None])),
        status=chance.choice(STATUSES), stage=chance.choice(["acquisition", None]), evidence=whole,
    )  # fmt: skip
    page = Article(
        id="", url="", headline=headline, publisher="", content_hash=digest(headline), discovered_at=START,
        fetched_at=START, source=SourceRef(id="", publisher=""),
    )  # fmt: skip
    if kind in ("buys", "raises"):
        return Flagged(article=page, labels=("ai_investment",), deals=(deal,))
    if kind == "completes":
        done = deal.model_copy(update={"status": "closed", "stage": "acquisition"})
        return Flagged(article=page, labels=("ai_investment",), deals=(done,))
    if kind == "launches":
        made = Launch(
            organisation=by, product=Fact(value=product), availability=chance.choice(HOW), evidence=whole
        )
        return Flagged(article=page, labels=("competitor_launch",), launches=(made,))
    if kind == "nothing":
        return Flagged(article=page, labels=chance.choice([(), ("ai_investment",)]))
    status = "denied" if kind == "denies" else "abandoned"
    return Flagged(article=page, undone=(deal.model_copy(update={"status": status, "amount": None}),))


def messages(
    seed: int, count: int, later: Sequence[int] = (15_000, 45_000), firms: Sequence[str] = FIRMS
) -> Iterator[Message]:
    """Pages found and read again, some late, without a date or of long ago; and words of a person, some on nothing.

    `later`: minutes of the longest pauses.
    """
    chance = random.Random(seed)
    now, known = START, {digest("nobody"): told(chance).article}
    for number in range(count):
        now += timedelta(minutes=chance.choice([0, 0, 1, 30, 200] * 8 + [*later]))
        what = chance.random()
        if what < 0.15:
            a, b = chance.choices(list(known), k=2)
            leaving = tuple(chance.sample(list(known), min(len(known), chance.choice([0, 0, 1, 3]))))
            word = chance.choice(["join", "split"]) if a != b else "join"
            yield Ruling(decision=word, article=a, other=b, leaving=leaving, by="ann", at=now)
            continue
        says, again = told(chance, firms), chance.choice(list(known.values()))
        if what < 0.35 and again.id:
            kept = {
                name: getattr(again, name) for name in ("id", "url", "publisher", "source", "discovered_at")
            }
            fetched = chance.choice(
                [now, now, now, again.fetched_at, again.fetched_at - timedelta(minutes=3)]
            )
        else:
            outlet, id_ = chance.choice(OUTLETS), digest(str(seed), str(number))
            source = SourceRef(id=outlet, publisher=outlet, first_party=outlet in PAYERS)
            found = now - timedelta(minutes=chance.choice([0, 0, 30, 2000]))
            kept = {"id": id_, "url": f"https://o.example/{id_}", "publisher": outlet, "source": source,
                    "discovered_at": found, "silent": chance.random() < 0.08}  # fmt: skip
            fetched = now
        dates = [None, START, fetched, fetched - timedelta(days=3), fetched + timedelta(days=900)]
        page = says.article.model_copy(
            update=kept | {"fetched_at": fetched, "date_published": chance.choice(dates)}
        )
        known[page.id] = page
        yield says.model_copy(update={"article": page})


def begun(stories: list[Story]) -> Process:
    """The stage, started on what was written so far."""
    return start_cluster([story.encode() for story in stories], {})


def written(outcome: Outcome) -> list[Story]:
    """The versions that an input makes; none where it is refused."""
    if isinstance(outcome, Exception):
        assert isinstance(outcome, Reject), repr(outcome)
        return []
    return [one for one in outcome if isinstance(one, Story)]


def proved(story: Story, pages: dict[tuple[str, datetime], Article]) -> None:
    """What a story says is said by its articles as they read now, each once, and one value of each fact is shown."""
    read = {member.id: pages[member.id, member.fetched_at] for member in story.members}
    place, shown = places(story.facts), Counter[tuple[str, str]]()
    for fact in story.facts:
        said = [report.article for report in fact.reports]
        assert said
        assert len(said) == len(set(said))
        for report in fact.reports:
            page, words = read[report.article], report.evidence
            assert words is None or page.text(words.field)[words.start : words.end] == words.quote
        if fact.name not in SEVERAL:
            shown[place[fact.group], fact.name] += fact.chosen
    assert set(shown.values()) <= {1}
    assert not read.keys() & set(story.apart)


def alone(latest: dict[str, Story]) -> bool:
    """Whether each article is in one story of those that are live; a page that comes back later begins another."""
    clock = max((story.updated_at for story in latest.values()), default=START)
    live = [s for s in latest.values() if s.merged_into is None and s.updated_at >= clock - DAYS]
    return max(Counter(m.id for s in live for m in s.members).values(), default=1) == 1


@pytest.mark.parametrize("seed", range(10))
def test_any_sequence_is_the_same_with_a_start_before_each_input(seed: int) -> None:
    stories: list[Story] = []
    latest: dict[str, Story] = {}
    pages: dict[tuple[str, datetime], Article] = {}
    process = begun([])
    for message in messages(seed, 45):
        (again,) = begun(stories)([message], {})
        (outcome,) = process([message], {})
        made = written(outcome)
        assert [one.encode() for one in written(again)] == [one.encode() for one in made]
        if isinstance(message, Flagged) and any(
            (m.id, m.fetched_at) == (message.article.id, message.article.fetched_at)
            for s in made
            for m in s.members
        ):
            pages[message.article.id, message.article.fetched_at] = message.article
        assert len({one.id for one in made}) == len(made)
        for story in made:
            before = latest.get(story.id)
            assert story.version == (1 if before is None else before.version + 1)
            assert before is None or before.merged_into is None
            latest[story.id] = story
            proved(story, pages)
        stories += made
        assert alone(latest)


@pytest.mark.parametrize("seed", range(20, 28))
def test_no_sequence_undoes_the_last_word_of_a_person(seed: int) -> None:
    stories: list[Story] = []
    where: dict[str, str] = {}
    wanted: dict[tuple[str, str], bool] = {}
    process = begun([])
    for message in messages(seed, 60, later=(3000,), firms=FIRMS[1:2]):
        before = dict(where)
        made = written(process([message], {})[0])
        stories += made
        for story in made:
            where = {id_: there for id_, there in where.items() if there != story.id}
        where |= {m.id: s.id for s in made for m in s.members}
        if isinstance(message, Ruling) and made:
            sides = {before.get(message.article), before.get(message.other)}
            ours = sorted(id_ for id_, there in before.items() if there in sides)
            wanted |= {
                (a, b): where[a] == where[b]
                for a in ours
                for b in ours
                if a < b and (where[a] == where[b]) == (message.decision == "join")
            }
        for (a, b), is_one in wanted.items():
            assert (where[a] == where[b]) == is_one
