"""Documents that lie beside the alerts in their collection, by group: silences, feedback, troubles.

They have ids of their own (`silence:…`), are never due, and hold their state in the body.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from newswatch.errors import Conflict
from newswatch.ports import Keys, Store, Stored, every

Body = Mapping[str, Any]
SWAPS = 20


def kept(store: Store, group: str, state: str | None = None) -> Iterator[Stored]:
    """The documents of a group, by id."""
    return every(store, "alerts", state=state, group=group)


def change_kept(
    store: Store, id_: str, group: str, change: Callable[[Body | None], Body | None]
) -> Body | None:
    """Read, change and write until nobody came between; the body as it is then. None from `change`: as it is.

    Raises Conflict when others write it again and again.
    """
    for _ in range(SWAPS):
        found = store.get("alerts", id_)
        before = found.body if found is not None else None
        after = change(before)
        if after is None or after == before:
            return before
        keys = Keys(state=str(after["state"]), group=group)
        try:
            store.swap("alerts", id_, after, keys, found.revision if found is not None else None)
        except Conflict:
            continue
        return after
    raise Conflict(f"alerts/{id_} was changed by others {SWAPS} times over")
