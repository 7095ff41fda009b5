"""Search in the embedded store: a query becomes one FTS5 expression of stems, and SQL for its filters."""

from __future__ import annotations

import base64
import json
import sqlite3
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newswatch.adapters.sqlite_documents import folded, texts_of
from newswatch.adapters.sqlite_highlights import highlights
from newswatch.adapters.sqlite_index import COLUMNS
from newswatch.adapters.sqlite_suggestions import suggest
from newswatch.adapters.sqlite_words import LANGUAGES, Part, parts
from newswatch.errors import NewswatchError
from newswatch.messages import digest
from newswatch.ports import Hit, Hits, Query, ms

Searched = Literal["articles", "stories"]
_WEIGHTS = ", ".join("4.0" if column.startswith("head") else "1.0" for column in COLUMNS)
_FACET_VALUES = 50
_PAGE_LIMIT = 1000
_SHOWN_LIMIT = 10_000
"""Hits by relevance that can be paged through: a cursor carries which ones were shown."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows that a query finds: what follows SELECT … FROM, with its values."""

    source: str
    values: tuple[str | int | float, ...]


def search(connection: sqlite3.Connection, collection: Searched, name: str, query: Query) -> Hits:
    """Run a query, within a read transaction. `name` is the collection with the prefix.

    `since` is inclusive, `until` is not. Values of filters are compared without case and accents.
    Raises NewswatchError for a cursor that is not from this search.
    """
    asked = parts(query.text)
    if query.text.strip() and not asked:
        return Hits((), 0)
    found = _found(collection, name, query, asked)
    total = _count(connection, found)
    numbers, cursor = _page(connection, collection, name, query, asked, found)
    return Hits(
        hits=_hits(connection, collection, numbers, asked),
        total=total,
        cursor=cursor,
        facets=_facets(connection, found),
        suggestion=None if total else _suggestion(connection, collection, name, query, asked),
    )


def _found(collection: Searched, name: str, query: Query, asked: Sequence[Part]) -> _Found:
    """Filters of one kind are alternatives, kinds are combined."""
    source = "docs"
    where = ["docs.collection=?", "docs.told IS NOT NULL"]
    values: list[str | int | float] = [name]
    if asked:
        # CROSS: the words first, then the document of each hit; the planner would ask for each document.
        source = f"search_{collection} CROSS JOIN docs ON docs.number = search_{collection}.rowid"
        where.append(f"search_{collection} MATCH ?")
        values.append(_expression(asked))
    kinds = {
        "labels": query.labels,
        "companies": query.companies,
        "sources": query.sources,
        "languages": query.languages,
    }
    for kind, wanted in kinds.items():
        if wanted:
            marks = ",".join("?" * len(wanted))
            where.append(
                "EXISTS (SELECT 1 FROM terms WHERE terms.doc = docs.number "  # noqa: S608 - marks only
                f"AND kind='{kind}' AND value IN ({marks}))"
            )
            values += [folded(value) for value in wanted]
    bounds = (
        ("told>=?", _ms_or_none(query.since)),
        ("told<?", _ms_or_none(query.until)),
        ("amount>=?", query.min_amount),
    )
    for condition, bound in bounds:
        if bound is not None:
            where.append("docs." + condition)
            values.append(bound)
    return _Found(f"{source} WHERE {' AND '.join(where)}", tuple(values))


def _expression(asked: Sequence[Part]) -> str:
    """FTS5 syntax (https://sqlite.org/fts5.html, section 3): all parts, each in either language's columns.

    Stems are letters and digits only and stand in quotes, so that nothing of a query is syntax.
    """
    return " AND ".join(
        "("
        + " OR ".join(
            f'({{head_{language} text_{language}}} : "{" ".join(part.stems(language))}")'
            for language in LANGUAGES
        )
        + ")"
        for part in asked
    )


def _count(connection: sqlite3.Connection, found: _Found) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {found.source}", found.values).fetchall()[0][0])  # noqa: S608


def _facets(connection: sqlite3.Connection, found: _Found) -> dict[str, dict[str, int]]:
    """How many of the hits have each value, the fifty most frequent of each kind."""
    facets: dict[str, dict[str, int]] = {kind: {} for kind in ("labels", "companies", "sources", "languages")}
    rows = connection.execute(
        f"SELECT kind, min(shown), count(*) AS hits FROM terms "  # noqa: S608 - see _found
        f"WHERE doc IN (SELECT docs.number FROM {found.source}) GROUP BY kind, value ORDER BY hits DESC, value",
        found.values,
    )
    for kind, shown, hits in rows.fetchall():
        if len(facets[kind]) < _FACET_VALUES:
            facets[kind][shown] = hits
    return facets


def _page(
    connection: sqlite3.Connection,
    collection: Searched,
    name: str,
    query: Query,
    asked: Sequence[Part],
    found: _Found,
) -> tuple[list[tuple[int, float]], str | None]:
    """Row numbers and scores of a page, and the cursor behind it.

    By time, a cursor is the place of the last hit. By relevance places move with every write, since a
    word's weight depends on all documents: there the cursor carries which hits were shown, so that none
    is shown twice and none that stays is left out.
    """
    limit = max(0, min(query.limit, _PAGE_LIMIT))
    seal = digest(name, repr((asked, found, query.newest_first)))[:12]
    place = _opened(query.cursor, seal)
    if query.newest_first or not asked:
        told, last = place or (2**62, 2**62)
        rows = connection.execute(
            f"SELECT docs.number, docs.told FROM {found.source} AND (docs.told, docs.number) < (?, ?) "  # noqa: S608
            "ORDER BY docs.told DESC, docs.number DESC LIMIT ?",
            (*found.values, told, last, limit + 1),
        ).fetchall()
        page = rows[:limit]
        following = _closed(seal, [page[-1][1], page[-1][0]]) if len(rows) > limit and page else None
        return [(number, 0.0) for number, _ in page], following
    shown = set(place or ())
    rows = connection.execute(
        f"SELECT docs.number, bm25(search_{collection}, {_WEIGHTS}) AS rank FROM {found.source} "  # noqa: S608
        "ORDER BY rank, docs.told DESC, docs.number DESC LIMIT ?",
        (*found.values, limit + len(shown) + 1),
    ).fetchall()
    fresh = [(number, -rank) for number, rank in rows if number not in shown]
    ranked = fresh[:limit]
    shown.update(number for number, _ in ranked)
    more = len(fresh) > limit and ranked and len(shown) < _SHOWN_LIMIT
    return ranked, _closed(seal, sorted(shown)) if more else None


def _closed(seal: str, numbers: Sequence[int]) -> str:
    packed = base64.b64encode(zlib.compress(struct.pack(f">{len(numbers)}q", *numbers))).decode()
    return base64.urlsafe_b64encode(json.dumps([seal, packed]).encode()).decode()


def _opened(cursor: str | None, seal: str) -> tuple[int, ...] | None:
    if cursor is None:
        return None
    try:
        found, packed = json.loads(base64.urlsafe_b64decode(cursor))
        raw = zlib.decompressobj().decompress(base64.b64decode(packed), 16 * _SHOWN_LIMIT)
        numbers = struct.unpack(f">{len(raw) // 8}q", raw)
    except (ValueError, TypeError, zlib.error, struct.error) as error:
        raise NewswatchError("the cursor is damaged: start the search again without it") from error
    if found != seal:
        raise NewswatchError("the cursor is from another search: start again without it")
    return numbers


def _hits(
    connection: sqlite3.Connection,
    collection: Searched,
    numbers: Sequence[tuple[int, float]],
    asked: Sequence[Part],
) -> tuple[Hit, ...]:
    hits: list[Hit] = []
    for number, score in numbers:
        rows = connection.execute("SELECT id, body FROM docs WHERE number=?", (number,)).fetchall()
        body = json.loads(rows[0][1])
        marked = highlights(texts_of(collection, body), asked) if asked else {}
        hits.append(Hit(rows[0][0], score, body, marked))
    return tuple(hits)


def _suggestion(
    connection: sqlite3.Connection, collection: Searched, name: str, query: Query, asked: Sequence[Part]
) -> str | None:
    """The query's text with misspelt words put right, if that finds something under the same filters."""

    def hits(text: str) -> int:
        again = parts(text)
        return _count(connection, _found(collection, name, query, again)) if again else 0

    def is_known(part: Part) -> bool:
        found = _found(collection, name, Query(), [part])
        return bool(connection.execute(f"SELECT 1 FROM {found.source} LIMIT 1", found.values).fetchall())  # noqa: S608

    unknown = [token for part in asked for token in part.tokens if not is_known(Part((token,)))]
    return suggest(connection, query.text, unknown, hits)


def _ms_or_none(at: datetime | None) -> int | None:
    return None if at is None else ms(at)
