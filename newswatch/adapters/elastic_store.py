"""ports.Store on Elasticsearch: `https://host:9200`. See docs/adr/0009-elasticsearch.md."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

from elastic_transport import ApiError, TransportError
from elasticsearch import AuthorizationException, ConflictError, Elasticsearch, NotFoundError

from newswatch.adapters.elastic_bulk import Action, run_bulk
from newswatch.adapters.elastic_connect import connect, said, said_of
from newswatch.adapters.elastic_documents import BODY_LIMIT, later_look, render
from newswatch.adapters.elastic_indices import COLLECTIONS
from newswatch.adapters.elastic_keyed import render_swapped
from newswatch.adapters.elastic_search import search
from newswatch.errors import ConfigError, Conflict, NewswatchError, Reject, Transient
from newswatch.ports import (
    Clock,
    Collection,
    Doc,
    Hits,
    ItemError,
    Keys,
    Query,
    Stored,
    Swapped,
    Versioned,
    ms,
)

_VERSIONED = get_args(Versioned)
_IDS_AT_ONCE = 500
_FOUND_AT_ONCE = 2000


class ElasticStore:
    """The store on an Elasticsearch cluster. Threads may share it.

    Raises Transient or ConfigError, within 10 s and with the cause, when the server can't be used.
    """

    def __init__(
        self,
        url: str,
        *,
        user: str = "",
        password: str = "",
        api_key: str = "",
        ca: Path | None = None,
        prefix: str = "",
        clock: Clock | None = None,
    ) -> None:
        self._prefix = prefix
        self._clock = clock
        """Tells when an article is indexed; None where that says nothing, as in a rebuild."""
        self.client: Elasticsearch = connect(url, user=user, password=password, api_key=api_key, ca=ca)
        """The client, for elastic_indices."""

    def _alias(self, collection: Collection) -> str:
        return f"{self._prefix}{collection}"

    def put_newer(self, docs: Sequence[Doc]) -> list[ItemError]:
        """See ports.Store. Reasons: `bad-document`, `too-large` (16 MiB), `bad-version`, `not-indexable`."""
        errors: list[ItemError] = []
        actions: list[Action] = []
        now = None if self._clock is None else ms(self._clock())
        earlier = self._first_delays([doc.id for doc in docs if later_look(doc)])
        for doc in docs:
            source = render(doc, now, earlier.get(doc.id))
            if isinstance(source, ItemError):
                errors.append(source)
            else:
                actions.append(Action(self._alias(doc.collection), doc.id, doc.version, source))
        return errors + run_bulk(self.client, actions)[1]

    def _first_delays(self, ids: Sequence[str]) -> dict[str, float]:
        """How long articles took to be indexed when they were indexed first; not of those that never were."""
        found = self._fetched("articles", ids, {"source_includes": ["seconds_to_index"]})
        delays = {doc["_id"]: doc["_source"].get("seconds_to_index") for doc in found}
        return {id_: float(seconds) for id_, seconds in delays.items() if seconds is not None}

    def swap(
        self, collection: Swapped, id: str, body: Mapping[str, Any], keys: Keys, expected: str | None
    ) -> str:
        """See ports.Store. A revision is `sequence number:primary term`."""
        source = json.dumps(render_swapped(collection, id, body, keys), ensure_ascii=False, allow_nan=False)
        if len(source) > BODY_LIMIT:
            raise Reject("too-large", f"{collection}/{id} has {len(source)} characters of {BODY_LIMIT}")
        condition: dict[str, Any] = {"op_type": "create"}
        if expected is not None:
            sequence, _, term = expected.partition(":")
            condition = {"if_seq_no": int(sequence), "if_primary_term": int(term)}
        try:
            answer = self.client.index(
                index=self._alias(collection),
                id=id,
                document=source,  # type: ignore[arg-type]  # sent as it is: JSON already
                require_alias=True,
                **condition,
            ).body
        except ConflictError as error:
            raise Conflict(f"{collection}/{id} has another revision than {expected}") from error
        except (ApiError, TransportError) as error:
            raise said(error, f"writing {collection}/{id}") from error
        return f"{answer['_seq_no']}:{answer['_primary_term']}"

    def get(self, collection: Collection, id: str) -> Stored | None:
        """See ports.Store."""
        return self.get_many(collection, [id]).get(id)

    def get_many(self, collection: Collection, ids: Sequence[str]) -> dict[str, Stored]:
        """See ports.Store: read in real time, from the server's own log of writes."""
        found = self._fetched(collection, ids, {"source_includes": ["document"]})
        return {doc["_id"]: _stored(collection, doc) for doc in found}

    def _fetched(
        self, collection: Collection, ids: Sequence[str], options: Mapping[str, Any]
    ) -> Iterator[Mapping[str, Any]]:
        wanted = [one for one in dict.fromkeys(ids) if one]
        for start in range(0, len(wanted), _IDS_AT_ONCE):
            some = wanted[start : start + _IDS_AT_ONCE]
            answer = said_of(
                lambda some=some: self.client.mget(index=self._alias(collection), ids=some, **options),  # type: ignore[misc]
                f"reading {collection}",
            )
            for doc in answer.body["docs"]:
                if "error" in doc:
                    raise _unreadable(self._alias(collection), doc["error"])
                if doc["found"]:
                    yield doc

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
        """See ports.Store. Refreshes first, so that it sees every write. Due in the very ms is due."""
        filters: list[Mapping[str, Any]] = []
        keys = {"state": state, "group": group}
        filters += [{"term": {name: value}} for name, value in keys.items() if value is not None]
        if due_before is not None:
            filters.append({"range": {"due": {"lte": due_before}}})
        elif after is not None:
            filters.append({"range": {"id": {"gt": after}}})
        if collection in _VERSIONED and (state is not None or group is not None or due_before is not None):
            raise ValueError(f"documents of {collection} have no keys to be found by")
        order = ["id"] if due_before is None else ["due", "id"]
        hits = self._scanned(collection, {"bool": {"filter": filters}}, order, limit, ["document"])
        return [_stored(collection, hit) for hit in hits]

    def _scanned(
        self, collection: Collection, query: Mapping[str, Any], order: Sequence[str], limit: int, source: Any
    ) -> Iterator[Mapping[str, Any]]:
        """Up to `limit` hits in an order that ends with the id, page by page."""
        alias = self._alias(collection)
        self._refresh(collection)
        after: Mapping[str, Any] = {}
        while limit > 0:
            size = min(limit, _FOUND_AT_ONCE)
            answer = said_of(
                lambda size=size, after=after: self.client.search(  # type: ignore[misc]
                    index=alias,
                    query=query,
                    sort=[{name: "asc"} for name in order],
                    size=size,
                    source=source if source is False else None,
                    source_includes=source or None,
                    version=True,
                    seq_no_primary_term=True,
                    track_total_hits=False,
                    **after,
                ),
                f"looking for {collection}",
            )
            if answer.body["timed_out"] or answer.body["_shards"]["failed"]:
                raise Transient(f"Elasticsearch, looking for {collection}: not all of it answered")
            hits = answer.body["hits"]["hits"]
            yield from hits
            limit -= len(hits)
            if len(hits) < size:
                return
            after = {"search_after": hits[-1]["sort"]}

    def remove(self, collection: Collection, ids: Sequence[str]) -> int:
        """See ports.Store."""
        alias = self._alias(collection)
        if collection not in _VERSIONED:
            return run_bulk(self.client, [Action(alias, one) for one in dict.fromkeys(ids) if one])[0]
        # Deleted at its own version, so that the same version can be written again (`rebuild`).
        found = self._fetched(collection, ids, {"source": False})
        return run_bulk(self.client, [Action(alias, doc["_id"], doc["_version"]) for doc in found])[0]

    def expire(self, collection: Versioned, before: datetime) -> int:
        """See ports.Store. What was written anew meanwhile stays."""
        alias = self._alias(collection)
        query = {"range": {"seen": {"lt": ms(before)}}}
        deleted = 0
        actions: list[Action] = []
        for hit in self._scanned(collection, query, ["seen", "id"], 2**62, False):
            actions.append(Action(alias, hit["_id"], hit["_version"]))
            if len(actions) >= _IDS_AT_ONCE:
                deleted += run_bulk(self.client, actions)[0]
                actions = []
        return deleted + run_bulk(self.client, actions)[0]

    def search(self, collection: Literal["articles", "stories"], query: Query) -> Hits:
        """See ports.Store and elastic_search."""
        return search(self.client, self._alias(collection), collection, query)

    def refresh(self) -> None:
        """See ports.Store. Collections that this user may not see are left alone."""
        for collection in COLLECTIONS:
            try:
                self._refresh(collection)
            except ConfigError as error:
                if not isinstance(error.__cause__, AuthorizationException | NotFoundError):
                    raise

    def _refresh(self, collection: Collection) -> None:
        said_of(
            lambda: self.client.indices.refresh(index=self._alias(collection)), f"refreshing {collection}"
        )

    def close(self) -> None:
        """Close the connections."""
        self.client.close()


def _unreadable(alias: str, error: Mapping[str, Any]) -> NewswatchError:
    """Why one document of several could not be read; the request as a whole went well."""
    text = f"Elasticsearch, reading {alias}: {error.get('type')} {error.get('reason')}"
    if error.get("type") == "index_not_found_exception":
        return ConfigError(f"{text}: run `newswatch init` to create it")
    if error.get("type") == "security_exception":
        return ConfigError(f"{text}: this user may not; see infra/elasticsearch/roles.yml")
    return Transient(text)


def _stored(collection: Collection, doc: Mapping[str, Any]) -> Stored:
    body = doc["_source"]["document"]
    if collection in _VERSIONED:
        return Stored(doc["_id"], body, version=int(doc["_version"]))
    return Stored(doc["_id"], body, revision=f"{doc['_seq_no']}:{doc['_primary_term']}")
