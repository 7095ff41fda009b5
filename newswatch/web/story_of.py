"""The story that an article is in, for its page and for `explain`: needs none of the page's libraries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from newswatch.ports import Hit, Query, Store, Stored

_AT_ONCE = 50


def stories_with(store: Store, ids: Sequence[str], flagged: Mapping[str, Any]) -> list[Stored]:
    """The stories that hold an article, by id. `ids`: the article's; `flagged`: its document in the store.

    No store leads from an article to its story: the one that it began and those that its headline finds are
    looked into, and else, where it may have one, those of its source.
    """

    def holds(body: Mapping[str, Any]) -> bool:
        return any(member["id"] in ids for member in body.get("members", ()))

    found = {doc.id: doc for doc in store.get_many("stories", ids).values() if holds(doc.body)}
    words = " ".join(flagged["article"]["headline"].replace('"', " ").split()[:30])
    hits = store.search("stories", Query(text=words)).hits if words else ()
    told = [hit.id for hit in hits if hit.id not in found and holds(hit.body)]
    if not found and not told and (flagged.get("labels") or flagged.get("undone")):
        source = flagged["article"]["source"]["id"]
        others = (hit.id for hit in _all(store, Query(sources=(source,))) if holds(hit.body))
        told = list(islice(others, 1))
    found |= store.get_many("stories", told)
    return [found[id_] for id_ in sorted(found)]


def _all(store: Store, query: Query) -> Iterator[Hit]:
    """All stories that a query finds, some at a time: a long one is a MB."""
    page = store.search("stories", replace(query, limit=_AT_ONCE))
    yield from page.hits
    while page.cursor is not None:
        page = store.search("stories", replace(query, limit=_AT_ONCE, cursor=page.cursor))
        yield from page.hits
