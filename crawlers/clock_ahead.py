"""What a clock that was ahead for a while left in the crawl: pages that are to be tried again in a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from crawlers.frontier import LONGEST_WAIT, Body, change_doc, keys_of_url
from crawlers.sources import Source
from crawlers.states import AHEAD
from newswatch.ports import Keys, Store, every, ms

SLACK = timedelta(seconds=AHEAD)


def bring_back(sources: Iterable[Source], store: Store, now: datetime) -> int:
    """Let what waits longer than anything may be fetched now; how many addresses.

    Only sources are looked into whose last look was in the future: so the clock was ahead then.
    """
    ids = [source.id for source in sources]
    ahead = [id_ for id_, stored in store.get_many("sources", ids).items() if _was_ahead(stored.body, now)]
    return sum(_back(store, id_, now) for id_ in ahead)


def _was_ahead(state: Body, now: datetime) -> bool:
    last = state.get("last_try")
    return last is not None and datetime.fromisoformat(str(last)) > now + SLACK


def _back(store: Store, source_id: str, now: datetime) -> int:
    limit = ms(now) + LONGEST_WAIT * 1000 + SLACK // timedelta(milliseconds=1)
    done = 0

    def change(body: Body | None) -> tuple[Body, Keys] | None:
        if body is None or body["state"] != "pending" or int(body.get("next_try") or 0) <= limit:
            return None
        back = {**body, "next_try": ms(now)}
        return back, keys_of_url(back)

    for stored in every(store, "urls", state="pending", group=source_id):
        if int(stored.body.get("next_try") or 0) > limit:
            change_doc(store, "urls", stored.id, change)
            done += 1
    return done
