"""The rows that reach the store, on every store: SQLite, and the real Elasticsearch where it is there.

What all hostile pages became is written and searched as it is. Then documents of shapes that an index can refuse
go through the real stage `index` among good ones: each is stored, or is a dead letter, and is so alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any, cast

import pytest

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import DeadLetter, Flagged, Message, json_of
from newswatch.ports import Collection, Doc, Keys, Query, Store, Swapped, Versioned, every
from newswatch.runner import drain, start
from processors.pipeline import Needs, stages
from tests.contract.samples import article, flagged
from tests.contract.under_test import STORES, SetClock
from tests.contract.under_test import Place as StorePlace
from tests.hostile.table import TABLE
from tests.hostile.test_input import played

pytestmark = pytest.mark.slow
VERSIONED: tuple[Versioned, ...] = ("articles", "stories", "dead")
SWAPPED: tuple[Swapped, ...] = ("alerts", "sources", "urls")


@pytest.fixture(scope="module", params=[pytest.param(n, marks=a.marks) for n, a in STORES.items()])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of each kind, which the tests of this module fill."""
    name = str(request.param)
    address = STORES[name].address(tmp_path_factory.mktemp("store"))
    opened = StorePlace(name, address, f"h{uuid.uuid4().hex[:8]}-").store(SetClock())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """What the real commands made of every row, in the store that they wrote it to."""
    with (
        played(tmp_path_factory.mktemp("rows"), list(TABLE.values())) as day,
        day.place.store() as kept,
    ):
        yield kept


@pytest.fixture(scope="module")
def filled(store: Store, rows: SqliteStore) -> Store:
    """The store with all that the rows became."""
    for collection in VERSIONED:
        docs = [Doc(collection, one.id, one.version, one.body) for one in every(rows, collection)]
        assert docs
        assert store.put_newer(docs) == []
    for name in SWAPPED:
        for one in every(rows, name):
            store.swap(name, one.id, one.body, Keys("pending", group="row"), None)
    store.refresh()
    return store


@pytest.mark.parametrize("collection", [*VERSIONED, *SWAPPED])
def test_what_the_rows_became_is_stored_as_it_is(
    filled: Store, rows: SqliteStore, collection: Collection
) -> None:
    wanted = {one.id: one.body for one in every(rows, collection)}
    found = {id_: one.body for id_, one in filled.get_many(collection, list(wanted)).items()}
    assert found == wanted
    assert {one.id for one in every(filled, collection)} == wanted.keys()


def test_every_article_is_found_by_its_source_and_by_its_own_words(filled: Store, rows: SqliteStore) -> None:
    for one in every(rows, "articles"):
        read = one.body["article"]
        source = (read["source"]["id"],)
        assert one.id in {hit.id for hit in filled.search("articles", Query(sources=source)).hits}
        words = [
            word for word in read["headline"].split() if word.isascii() and word.isalpha() and len(word) > 4
        ]
        for text in [*words[:3], read["headline"][-200:]]:
            hits = filled.search("articles", Query(text, sources=source)).hits
            if text in words:
                assert one.id in {hit.id for hit in hits}, text
            for hit in hits:
                shown = [part for parts in hit.highlights.values() for part in parts]
                assert all(part.count("\x02") == part.count("\x03") for part in shown)


ASKED = {
    "query syntax": 'AND (title:* OR "x~9) NOT [1 TO *] /a+/ ^2 \\',
    "a quote that never ends": '"' * 9_999,
    "wildcards": "* ? *:* _exists_:url -- '; DROP TABLE docs",
    "control characters": "Mi\x00cro\x1bsoft \x02\x03 \x9b",
    "overrides and joiners": "\u202eGo\u200bog\u2066le\u202c \u200d\ufeff",
    "emoji alone": "👩\u200d💻" * 400,
    "a word of 100 KB": "a" * 100_000,
    "20,000 words": "word " * 20_000,
    "a date and a number out of range": "99999999999999999999999999-12-31 1e999",
    "the last code points": "\ufffe \uffff \U0010ffff",
}


@pytest.mark.parametrize("text", ASKED.values(), ids=list(ASKED))
def test_whatever_is_asked_is_words(filled: Store, text: str) -> None:
    found = filled.search("articles", Query(text))
    assert found.total >= len(found.hits)
    assert filled.search("stories", Query(text, newest_first=True)).total >= 0
    asked = Query("Microsoft", companies=(text,), labels=(text,), sources=(text,), languages=(text,))
    assert filled.search("articles", asked).total == 0


FAR = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
FIRST = datetime(1, 1, 1, tzinfo=UTC)


def shaped(**changed: Any) -> Flagged:
    """An article with such values."""
    made = cast("Any", Flagged).model_validate(flagged(article("bad")).body)
    return cast("Flagged", made.model_copy(update={"article": made.article.model_copy(update=changed)}))


def labelled(**more: Any) -> Flagged:
    """An article that was flagged so."""
    body = flagged(article("bad"), **{k: v for k, v in more.items() if k in ("companies", "amount")}).body
    return Flagged.model_validate(
        {**body, **{k: v for k, v in more.items() if k not in ("companies", "amount")}}
    )


SHAPES: Mapping[str, tuple[Flagged, Mapping[str, str]]] = {
    "control characters": (shaped(headline="a\x00b\x1b[31m\x07", body="\x00" * 99, author=("\x00",)), {}),
    "non-characters": (shaped(headline="\ufffe\uffff \U0010ffff \ufffd", body="\u2028\u2029\x85"), {}),
    "words between the marks of a highlight": (
        shaped(headline="\x02Une\x03 \x02annonce", body="\x03\x02"),
        {},
    ),
    "a headline of 1 MB": (shaped(headline="mot " * 250_000), {}),
    "a word of 1 MB": (shaped(body="m" * 1_000_000), {}),
    "an address of 40 KB": (shaped(url="https://example.org/" + "a" * 40_000), {}),
    "10,000 authors": (shaped(author=tuple(f"A{n}" for n in range(10_000))), {}),
    "a language of 40 KB": (shaped(in_language="x" * 40_000), {"elasticsearch": "not-indexable"}),
    "a publisher of 40 KB": (shaped(publisher="x" * 40_000), {"elasticsearch": "not-indexable"}),
    "a company of 40 KB": (labelled(companies=["x" * 40_000]), {"elasticsearch": "not-indexable"}),
    "5,000 companies": (labelled(companies=[f"company {n}" for n in range(5_000)]), {}),
    "the year 9999": (shaped(date_published=FAR, discovered_at=FAR), {}),
    "the year 1": (shaped(date_published=FIRST), {}),
    "fetched in the year 1": (shaped(fetched_at=FIRST), {"elasticsearch": "bad-version"}),
    "a score beyond a float": (labelled(score={"ai_investment": 1e39}), {"elasticsearch": "not-indexable"}),
    "an amount of 1e308": (labelled(amount=1e308), {}),
    "an amount below nothing": (labelled(amount=-1e308), {}),
    "an id of 600 bytes": (
        Flagged(article=article("bad").model_copy(update={"id": "é" * 300})),
        {"elasticsearch": "bad-document"},
    ),
}
"""What it is → the message, and the dead letter's reason on the stores that refuse it."""


def indexed(store: Store, folder: Path, messages: list[Message]) -> list[DeadLetter]:
    """Let the real stage `index` work the messages, and its own dead letters; those letters."""
    clock = SetClock()
    with SqliteLog(folder / "log.db", prefix="", clock=clock) as log:
        log.append(messages)
        (row,) = stages(["index"])
        needs = cast("Needs", None)  # it needs nothing of what stages are given
        running = start(row, needs, log=log, store=store, clock=clock, stop=Event())
        try:
            drain([running], lambda _: None)
        finally:
            running.close()
        return [DeadLetter.decode(record.value) for record in log.scan("dead")]


@pytest.mark.parametrize("name", SHAPES)
def test_a_document_that_an_index_refuses_is_a_dead_letter_and_is_so_alone(
    store: Store, tmp_path: Path, name: str
) -> None:
    message, refused = SHAPES[name]
    adapter = "sqlite" if isinstance(store, SqliteStore) else "elasticsearch"
    mark = uuid.uuid4().hex
    bad = message.model_copy(
        update={"article": message.article.model_copy(update={"id": mark[:8] + message.article.id})}
    )
    good = [Flagged(article=article(f"{mark}-{n}", headline=f"Voisin {mark}")) for n in range(2)]
    letters = indexed(store, tmp_path, [good[0], bad, good[1]])
    wanted = refused.get(adapter)
    assert [letter.reason for letter in letters] == ([wanted] if wanted else [])
    neighbours = store.get_many("articles", [one.article.id for one in good])
    assert {one.body["article"]["headline"] for one in neighbours.values()} == {f"Voisin {mark}"}
    assert len(neighbours) == 2
    if wanted:
        (letter,) = letters
        assert (letter.stage, letter.record_key) == ("index", bad.article.id)
        assert letter.text
        stored = store.get("dead", letter.id)
        assert stored is not None
        assert stored.body == json_of(letter)
        assert store.get_many("articles", [bad.article.id[:512]]) == {}
    else:
        found = store.get("articles", bad.article.id)
        assert found is not None
        assert Flagged.model_validate(found.body) == bad
    store.refresh()
    assert store.search("articles", Query(mark)).total == 2
