"""Whatever comes in whatever order — tellings, launches, denials, closings, pages read again, words of a person — a
start in between changes nothing, each article is in one story, what a story says is proved by its articles, and what a
person says is done to the stories that it is said of.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
    Member,
    Message,
    Money,
    Ruling,
    SourceRef,
    Story,
    digest,
)
from newswatch.stage import Outcome, Process
from processors.cluster import rebuilt, start_cluster
from processors.stories.facts import value_key
from processors.stories.packed import unpacked, unpacked_vector
from processors.stories.places import places
from processors.stories.tally import bits_of
from processors.stories.window import DAYS, Window

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
    seed: int,
    count: int,
    later: Sequence[int] = (15_000, 45_000),
    firms: Sequence[str] = FIRMS,
    words: float = 0.15,
) -> Iterator[Message]:
    """Pages found and read again, some late, without a date or of long ago; and words of a person, some on nothing.

    `later`: minutes of the longest pauses; `words`: the share of those of a person.
    """
    chance = random.Random(seed)
    now, known = START, {digest("nobody"): told(chance).article}
    for number in range(count):
        now += timedelta(minutes=chance.choice([0, 0, 1, 30, 200] * 8 + [*later]))
        what = chance.random()
        if what < words:
            a, b = chance.choices(list(known), k=2)
            leaving = tuple(chance.sample(list(known), min(len(known), chance.choice([0, 0, 1, 3]))))
            word = chance.choice(["join", "split"])
            yield Ruling(decision=word, article=a, other=b, leaving=leaving, by="ann", at=now)
            continue
        says, again = told(chance, firms), chance.choice(list(known.values()))
        if what < words + 0.2 and again.id:
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


BROUGHT_BACK = (90037, 90094, 90107, 90116)
"""Where a page that was fetched months ago set the window's clock back, or came once more when it was forgotten."""


@pytest.mark.parametrize("seed", [*range(10), *BROUGHT_BACK])
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


def wrong_clocks(chance: random.Random, inputs: Iterable[Message]) -> Iterator[Message]:
    """The inputs, some of them as a crawler or a person with a wrong clock dates them, and some once more, later."""
    seen: list[Message] = []
    for message in inputs:
        off, wrong = timedelta(days=chance.choice([-200, -91, -60, -31, -29, 29, 31, 60, 91, 400])), message
        if chance.random() < 0.15 and isinstance(message, Ruling):
            wrong = message.model_copy(update={"at": message.at + off})
        elif chance.random() < 0.15 and isinstance(message, Flagged):
            page = message.article
            wrong = message.model_copy(
                update={"article": page.model_copy(update={"fetched_at": page.fetched_at + off})}
            )
        yield from chance.choices(seen, k=chance.choice([0, 0, 0, 0, 0, 1, 3])) if seen else ()
        seen.append(wrong)
        yield wrong


def held(window: Window) -> dict[str, object]:
    """All that a window holds and that what comes next may hang on, by names that another one has as well."""
    return {
        "clock": (window.clock, window.leaps),
        "stories": {id_: unpacked(live.whole).encode() for id_, live in window.stories.items()},
        "compared": {
            id_: ([unpacked_vector(row) for row in live.compared.values()], dict(live.parts))
            for id_, live in window.stories.items()
        },
        "where": window.where,
        "bygone": list(window.bygone.items()),
        "waiting": window.waiting,
        "index": {
            (part, token): {window.numbers[lowest + at].id for at in bits_of(bits)}
            for part, tokens in window.index.items()
            for token, (lowest, bits, _) in tokens.items()
        },
    }


@pytest.mark.parametrize("seed", range(60, 68))
def test_a_start_holds_what_the_process_holds_whatever_the_clocks_say(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr("processors.stories.window.LEAPS", chance.choice([2, 5, 50]))
    monkeypatch.setattr("processors.stories.window.BACK", chance.choice([1, 2, 5]))
    live, stories = Window(), list[Story]()
    monkeypatch.setattr("processors.cluster.rebuilt", lambda *_: live)
    process = begun([])
    for message in wrong_clocks(chance, messages(seed, 50, words=chance.choice([0.15, 0.35]))):
        stories += written(process([message], {})[0])
        assert held(rebuilt([story.encode() for story in stories], {})) == held(live)


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


Said = set[tuple[str, str, str, str]]


def said(story: Story, articles: Iterable[str]) -> Said:
    """What these articles say in a story: group, name and value of each fact, and who reports it."""
    inside = set(articles)
    return {
        (fact.group, fact.name, value_key(fact), report.article)
        for fact in story.facts
        for report in fact.reports
        if report.article in inside
    }


def ids(story: Story) -> set[str]:
    """The articles of a story."""
    return {member.id for member in story.members}


def found_first(members: Iterable[Member]) -> Member:
    """The member that was found first."""
    return min(members, key=lambda m: (m.discovered_at, m.id))


def card_first(story: Story) -> tuple[bool, bool, bool, datetime, str]:
    """Of two stories the one that surely has a card, then the one first seen, then the smaller id comes first."""
    first = found_first(story.members)
    old = first.discovered_at - first.told_at > timedelta(days=1)
    return story.silent, old, story.unsure, story.first_seen, story.id


def joined(ruling: Ruling, a: Story, b: Story, made: Sequence[Story]) -> None:
    """Two stories are one, with all that both say; one is the same with all its articles named as joined."""
    if a.id == b.id:
        assert [ids(one) for one in made] in ([], [ids(a)])
        whole = made[-1] if made else a
        assert all(m.part for m in whole.members) or ruling.article == ruling.other
        assert made == [] or ruling.article != ruling.other
        return
    stays, goes = sorted((a, b), key=card_first)
    whole, gone = made
    assert (whole.id, gone.id, gone.merged_into, gone.members) == (stays.id, goes.id, stays.id, ())
    assert ids(whole) == ids(a) | ids(b)
    assert said(whole, ids(whole)) == said(a, ids(a)) | said(b, ids(b))
    assert set(whole.apart) == {*a.apart, *b.apart} - ids(whole)
    part = {m.id: m.part for m in whole.members}
    for side in (a, b):
        assert all(part[m.id] == (m.part or side.id) for m in side.members)


def kept_apart(a: Story, b: Story, made: Sequence[Story]) -> None:
    """Two stories never take in an article of each other's."""
    last = {a.id: a, b.id: b} | {one.id: one for one in made}
    for mine, other in ((a, b), (b, a)):
        assert set(last[mine.id].apart) == {*mine.apart, *ids(other)}
        assert (ids(last[mine.id]), last[mine.id].facts) == (ids(mine), mine.facts)
        assert (mine.id in {one.id for one in made}) == (not ids(other) <= set(mine.apart))


def divided(ruling: Ruling, story: Story, made: Sequence[Story]) -> None:
    """The named articles, or those liker to the first one, leave the others; the card stays with the first article."""
    left = {ruling.article, *ruling.leaving} & ids(story)
    left -= {ruling.other} - {ruling.article}
    if left == ids(story):
        assert not made
        return
    stays, goes = made
    first = story.id if story.id in ids(story) else found_first(story.members).id
    assert (stays.id, first in ids(stays)) == (story.id, True)
    earliest = found_first(goes.members).id
    word = (ruling.article, ruling.other, ruling.at.isoformat())
    assert goes.id == digest(earliest, *word, story.id, str(story.version))
    assert (ids(stays) | ids(goes), ids(stays) & ids(goes)) == (ids(story), set())
    if ruling.leaving or ruling.article == ruling.other:
        assert left in (ids(stays), ids(goes))
    else:
        assert (ruling.article in ids(stays)) == (ruling.other in ids(goes))
    for one, other in ((stays, goes), (goes, stays)):
        assert said(one, ids(story)) == said(story, ids(one))
        assert set(one.apart) == {*story.apart, *ids(other)}
        assert one.updated_at == max(ruling.at, story.updated_at if one is stays else ruling.at)


@pytest.mark.parametrize("firms", [FIRMS, FIRMS[1:2]], ids=["firms", "one-firm"])
@pytest.mark.parametrize("seed", range(40, 46))
def test_what_a_person_says_is_done(seed: int, firms: Sequence[str]) -> None:
    latest: dict[str, Story] = {}
    where: dict[str, str] = {}
    process = begun([])
    for message in messages(seed, 90, later=(3000,), firms=firms, words=0.3):
        (outcome,) = process([message], {})
        made = written(outcome)
        if isinstance(message, Ruling):
            sides = [latest[where[id_]] for id_ in (message.article, message.other) if id_ in where]
            assert isinstance(outcome, Reject) == (len(sides) < 2), (
                "on an article that nobody told it is none"
            )
            if len(sides) == 2:
                a, b = sides
                if message.decision == "join":
                    joined(message, a, b, made)
                elif a.id != b.id:
                    kept_apart(a, b, made)
                else:
                    divided(message, a, made)
        for story in made:
            was = latest.get(story.id)
            if was is not None and was.labels and ids(was) <= ids(story):
                assert story.first_seen <= was.first_seen, "whoever told it first, whatever the page says now"
            latest[story.id] = story
            where = {id_: there for id_, there in where.items() if there != story.id}
        where |= {member.id: story.id for story in made for member in story.members}
