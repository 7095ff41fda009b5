"""Search in `articles` and `stories`: plain words in French and English, filters, facets, pages.

By time, a cursor is the place of the last hit. By relevance it also holds a point in time of the index,
for a word's weight changes with every write, and hits would move between two pages.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from elastic_transport import ApiError, TransportError
from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from newswatch.adapters.elastic_connect import said, said_of
from newswatch.adapters.elastic_documents import FILTERS, folded_text
from newswatch.adapters.elastic_highlights import highlights
from newswatch.adapters.elastic_suggestions import suggest
from newswatch.adapters.fragments import CLOSE, OPEN
from newswatch.adapters.sqlite_documents import folded, texts_of
from newswatch.adapters.sqlite_words import LANGUAGES, Part, Token, parts
from newswatch.errors import NewswatchError, Transient
from newswatch.messages import digest
from newswatch.ports import Hit, Hits, Query, ms

Searched = Literal["articles", "stories"]
Clause = Mapping[str, Any]
FIELDS: Mapping[Searched, tuple[str, ...]] = {
    "articles": ("headline", "description", "body"),
    "stories": ("headline", "summary", "members", "values"),
}
_PAGE_LIMIT = 1000
_FACET_VALUES = 50
_KEEP_ALIVE = "5m"
_HIGHLIGHTED_CHARACTERS = 100_000
_LONGEST_TERM = 32_766
"""Bytes of a Lucene term."""


@dataclass(frozen=True, slots=True)
class _Cursor:
    """Where a page ended: the sort values of its last hit, and the point in time by relevance."""

    after: Sequence[Any]
    pit: str | None = None


def search(client: Elasticsearch, alias: str, collection: Searched, query: Query) -> Hits:
    """Run a query. `since` is inclusive, `until` is not. Filters are compared without case and accents.

    Raises NewswatchError for a cursor that is not from this search, or too old.
    """
    asked = list(dict.fromkeys(parts(query.text)))
    if query.text.strip() and not asked:
        return Hits((), 0)
    seal = digest(alias, repr(replace(query, cursor=None, limit=0)))[:12]
    cursor = _opened(query.cursor, seal)
    by_time = query.newest_first or not asked
    limit = max(0, min(query.limit, _PAGE_LIMIT))
    pit = None if by_time else (cursor.pit if cursor else None) or _open_pit(client, alias)
    request = _request(collection, query, asked, by_time)
    answer = _run(client, alias, request | {"size": limit}, pit, cursor.after if cursor else None)
    found, total = answer["hits"]["hits"], int(answer["hits"]["total"]["value"])
    following = None
    if found and len(found) == limit and (total > limit if cursor is None else True):
        following = _closed(seal, _Cursor(found[-1]["sort"], answer.get("pit_id", pit)))
    elif pit:
        _close_pit(client, pit)
    return Hits(
        hits=tuple(_hit(collection, hit, asked) for hit in found),
        total=total,
        cursor=following,
        facets=_facets(answer.get("aggregations", {})),
        suggestion=None if total else _suggestion(client, alias, collection, query, asked),
    )


def _request(collection: Searched, query: Query, asked: Sequence[Part], by_time: bool) -> dict[str, Any]:
    order: list[Mapping[str, str]] = [{"told": "desc"}, {"id": "desc"}]
    request: dict[str, Any] = {
        "query": _query(collection, query, asked),
        "sort": order if by_time else [{"_score": "desc"}, *order],
        "track_total_hits": True,
        "track_scores": bool(asked),
        "source_includes": ["document"],
        "aggs": {kind: {"terms": {"field": kind, "size": 4 * _FACET_VALUES}} for kind in FILTERS},
    }
    if asked:
        request["highlight"] = {
            "fields": {f"{field}_{language}": {} for field in FIELDS[collection] for language in LANGUAGES},
            "pre_tags": [OPEN],
            "post_tags": [CLOSE],
            # The whole text comes back: fragments are cut from the original, which has its accents.
            "number_of_fragments": 0,
            "max_analyzed_offset": _HIGHLIGHTED_CHARACTERS,
        }
    return request


def _query(collection: Searched, query: Query, asked: Sequence[Part]) -> Clause:
    """All parts, each in either language; filters of one kind are alternatives, kinds are combined."""
    filters: list[Clause] = [{"exists": {"field": "told"}}]
    kinds = dict(zip(FILTERS, (query.labels, query.companies, query.sources, query.languages), strict=True))
    filters += [
        {"terms": {f"{kind}_key": [value for value in map(folded, wanted) if _is_term(value)]}}
        for kind, wanted in kinds.items()
        if wanted
    ]
    bounds = {"gte": _ms_or_none(query.since), "lt": _ms_or_none(query.until)}
    told = {name: bound for name, bound in bounds.items() if bound is not None}
    if told:
        filters.append({"range": {"told": told}})
    if query.min_amount is not None:
        filters.append({"range": {"amount": {"gte": query.min_amount}}})
    words = [folded_text(query.text[part.tokens[0].start : part.tokens[-1].end]) for part in asked]
    phrases = [len(part.tokens) > 1 for part in asked]
    must = [_part(collection, *each, zero="all") for each in zip(words, phrases, strict=True)]
    if asked:
        # What an analyzer drops as too common is no find by itself: one word at least must be there.
        found = [_part(collection, *each, zero="none") for each in zip(words, phrases, strict=True)]
        filters.append({"bool": {"should": found, "minimum_should_match": 1}})
    return {"bool": {"must": must, "filter": filters}}


def _is_term(value: str) -> bool:
    """Whether any document can hold it: Lucene has no longer terms, and refuses to look for one."""
    return len(value.encode("utf-8", "surrogatepass")) <= _LONGEST_TERM


def _part(collection: Searched, words: str, is_phrase: bool, *, zero: str) -> Clause:
    """One word or phrase, in the texts of either language. It is data, not syntax: multi_match has none.

    With `zero` all, a word that a language's analyzer drops as too common counts as found in every text of
    that language.
    """
    queries = []
    for language in LANGUAGES:
        fields = [f"{field}_{language}" for field in FIELDS[collection]]
        match = {
            "query": words,
            "fields": [f"{field}^4" if field.startswith("headline") else field for field in fields],
            "type": "phrase" if is_phrase else "best_fields",
            "zero_terms_query": zero,
        }
        has_text = {"bool": {"should": [{"exists": {"field": field}} for field in fields]}}
        queries.append({"bool": {"must": [{"multi_match": match}], "filter": [has_text]}})
    return {"dis_max": {"queries": queries}}


def _run(
    client: Elasticsearch,
    alias: str,
    request: Mapping[str, Any],
    pit: str | None,
    after: Sequence[Any] | None,
) -> Mapping[str, Any]:
    where: dict[str, Any] = {"pit": {"id": pit, "keep_alive": _KEEP_ALIVE}} if pit else {"index": alias}
    if after is not None:
        where["search_after"] = list(after)
    try:
        answer = client.search(**request, **where).body
    except NotFoundError as error:
        if pit and after is not None:
            raise NewswatchError("the cursor is too old: start the search again without it") from error
        raise said(error, "searching") from error
    except BadRequestError as error:
        if after is not None:
            raise NewswatchError("the cursor is damaged: start the search again without it") from error
        raise said(error, "searching") from error
    except (ApiError, TransportError) as error:
        raise said(error, "searching") from error
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise Transient("Elasticsearch, searching: a part of the index did not answer")
    found: Mapping[str, Any] = answer
    return found


def _open_pit(client: Elasticsearch, alias: str) -> str:
    answer = said_of(lambda: client.open_point_in_time(index=alias, keep_alive=_KEEP_ALIVE), "searching")
    return str(answer.body["id"])


def _close_pit(client: Elasticsearch, pit: str) -> None:
    try:
        client.close_point_in_time(id=pit)
    except (ApiError, TransportError):
        return  # it goes by itself after its time


def _hit(collection: Searched, hit: Mapping[str, Any], asked: Sequence[Part]) -> Hit:
    body = hit["_source"]["document"]
    marked = highlights(texts_of(collection, body), hit.get("highlight", {})) if asked else {}
    return Hit(hit["_id"], float(hit.get("_score") or 0.0), body, marked)


def _facets(aggregations: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """How many of the hits have each value, the most frequent first; spellings of one value are one."""
    facets: dict[str, dict[str, int]] = {}
    for kind in FILTERS:
        counts: dict[str, int] = {}
        shown: dict[str, str] = {}
        for bucket in aggregations.get(kind, {}).get("buckets", ()):
            key = folded(bucket["key"])
            counts[key] = counts.get(key, 0) + int(bucket["doc_count"])
            shown[key] = min(shown.get(key, bucket["key"]), bucket["key"])
        ranked = sorted(counts, key=lambda key: (-counts[key], key))[:_FACET_VALUES]
        facets[kind] = {shown[key]: counts[key] for key in ranked}
    return facets


def _suggestion(
    client: Elasticsearch, alias: str, collection: Searched, query: Query, asked: Sequence[Part]
) -> str | None:
    """The query's text with misspelt words put right, if that finds something under the same filters."""

    def count(wanted: Query, text: str, words: Sequence[Part]) -> int:
        request = {"query": _query(collection, replace(wanted, text=text), words), "size": 0}
        return int(
            _run(client, alias, request | {"track_total_hits": True}, None, None)["hits"]["total"]["value"]
        )

    def hits(text: str) -> int:
        again = parts(text)
        return count(query, text, again) if again else 0

    def is_known(token: Token) -> bool:
        return count(Query(), query.text, [Part((token,))]) > 0

    if not asked:
        return None
    unknown = [token for part in asked for token in part.tokens if not is_known(token)]
    return suggest(client, alias, query.text, unknown, hits)


def _ms_or_none(at: datetime | None) -> int | None:
    return None if at is None else ms(at)


def _closed(seal: str, cursor: _Cursor) -> str:
    return base64.urlsafe_b64encode(json.dumps([seal, list(cursor.after), cursor.pit]).encode()).decode()


def _opened(text: str | None, seal: str) -> _Cursor | None:
    if text is None:
        return None
    try:
        found, after, pit = json.loads(base64.urlsafe_b64decode(text))
    except (ValueError, TypeError) as error:
        raise NewswatchError("the cursor is damaged: start the search again without it") from error
    if found != seal:
        raise NewswatchError("the cursor is from another search: start again without it")
    return _Cursor(after, pit)
