"""Bulk writes with a verdict for each document: written, refused for good, or to be tried again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elastic_transport import ApiError
from elasticsearch import Elasticsearch

from newswatch.adapters.elastic_connect import BUSY, OPEN_IT, is_block, is_closed, said_of
from newswatch.errors import ConfigError, NewswatchError, Transient
from newswatch.ports import ItemError

REQUEST_BYTES = 4 * 1024 * 1024
REQUEST_DOCS = 500
TOO_LARGE = 413


@dataclass(frozen=True, slots=True)
class Action:
    """One line of a bulk request: where to, and what; a delete has no source."""

    index: str
    id: str
    version: int | None = None
    source: bytes | None = None

    def lines(self) -> list[bytes]:
        """The action in NDJSON. By external version an equal one overwrites and an older one is refused."""
        name = "delete" if self.source is None else "index"
        target: dict[str, object] = {"_index": self.index, "_id": self.id}
        if self.source is not None:
            # An index that is missing must not be made by a write: it would lack its mapping.
            target["require_alias"] = True
        if self.version is not None:
            target |= {"version": self.version, "version_type": "external_gte"}
        head = json.dumps({name: target}, ensure_ascii=False).encode()
        return [head] if self.source is None else [head, self.source]


def run_bulk(client: Elasticsearch, actions: Sequence[Action]) -> tuple[int, list[ItemError]]:
    """Do the actions in order; how many changed something, and those that never can.

    A version conflict is success: something newer is there. Raises Transient when some could not be done
    now (the others are done; doing all again is harmless) and ConfigError when this user may not.
    """
    changed = 0
    refused: list[ItemError] = []
    for part in _requests(actions):
        for result in _results(client, part):
            status = int(result["status"])
            if status < 300:
                changed += result.get("result") != "noop"
            elif status not in (404, 409):
                refused.append(_refused(result, status))
            elif status == 404 and "error" in result:
                raise ConfigError(
                    f"Elasticsearch: {_reason(result)}: run `newswatch init` to create the index"
                )
    return changed, refused


def _results(client: Elasticsearch, part: Sequence[Action]) -> Iterator[Mapping[str, Any]]:
    """The word on each action. A request that is too large for what stands before the server is sent in halves."""
    lines = [line for action in part for line in action.lines()]
    try:
        answer = said_of(
            lambda: client.bulk(
                operations=lines,  # type: ignore[arg-type]  # sent as they are: NDJSON already
                filter_path="errors,items.*._id,items.*.status,items.*.result,items.*.error",
            ),
            f"writing {len(part)} documents",
        )
    except NewswatchError as error:
        if not isinstance(error.__cause__, ApiError) or error.__cause__.meta.status != TOO_LARGE:
            raise
        if len(part) > 1:
            yield from _results(client, part[: len(part) // 2])
            yield from _results(client, part[len(part) // 2 :])
        else:
            size = sum(map(len, lines))
            reason = f"a request of {size} bytes, more than the server, or what stands before it, takes"
            yield {"_id": part[0].id, "status": TOO_LARGE, "error": {"type": "413", "reason": reason}}
        return
    for item in answer.body.get("items", ()):
        yield next(iter(item.values()))


def _requests(actions: Sequence[Action]) -> Iterator[list[Action]]:
    part: list[Action] = []
    size = 0
    for action in actions:
        bytes_ = len(action.source or b"") + 200
        if part and (size + bytes_ > REQUEST_BYTES or len(part) >= REQUEST_DOCS):
            yield part
            part, size = [], 0
        part.append(action)
        size += bytes_
    if part:
        yield part


def _refused(result: Mapping[str, Any], status: int) -> ItemError:
    """The document's own fault; raises where it is not."""
    reason = _reason(result)
    if status in BUSY or is_block(reason):
        raise Transient(f"Elasticsearch, writing documents: {status} {reason}")
    if is_closed(reason):
        raise ConfigError(f"Elasticsearch, writing documents: {reason}: {OPEN_IT}")
    if status in (401, 403):
        raise ConfigError(f"Elasticsearch, writing documents: {reason}; see infra/elasticsearch/roles.yml")
    kind = "too-large" if status == TOO_LARGE else "not-indexable"
    return ItemError(str(result["_id"]), kind, reason)


def _reason(result: Mapping[str, Any]) -> str:
    error = result.get("error", {})
    cause = error.get("caused_by", {})
    text = f"{error.get('type')}: {error.get('reason')}"
    return f"{text} ({cause.get('reason')})" if cause else text
