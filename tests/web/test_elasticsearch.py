"""The same pages on the other store: they see nothing but its port."""

from __future__ import annotations

import uuid
from urllib.parse import quote

import pytest

from newswatch.messages import Flagged
from tests.services import stack

from .conftest import Day
from .filled import Clock, article, filled, put
from .server import next_page, serving

pytestmark = pytest.mark.services


def test_the_pages_read_the_same_on_elasticsearch(day: Day) -> None:
    stack.started()
    store = stack.open_store(f"w{uuid.uuid4().hex[:8]}-")
    try:
        there = filled(store, Clock())
        assert (there.deal, there.launch) == (day.filled.deal, day.filled.launch)
        paths = [
            "/stories", "/?label=ai_investment&language=fr", "/?from=2023-01-23&to=2023-01-23",
            f"/stories/{there.deal}", f"/stories/{there.launch}", f"/articles/{there.deal}", "/health",
            *("/explain?url=" + quote(url, safe="") for url in there.urls.values()),
        ]  # fmt: skip
        with serving(store) as client:
            for path in paths:
                ours, theirs = day.client.get(path), client.get(path)
                assert (theirs.status, theirs.words) == (ours.status, ours.words), path
            assert "<mark>investissement</mark>" in client.get("/?q=investissement").text
            assert "Did you mean" in client.get("/?q=Microsfot").words
            assert client.get("/?cursor=broken").status == 400
            for number in range(45):
                put(store, _numbered(number))
            store.refresh()
            answer, links = client.get("/?q=machine"), list[str]()
            while True:
                links += [link for link in answer.links if link.startswith("/articles/")]
                following = next_page(answer)
                if following is None:
                    break
                answer = client.get(following)
            assert len(links) == len(set(links)) == 45
    finally:
        store.close()


def _numbered(number: int) -> Flagged:
    return Flagged(article=article(f"n{number}", number, f"A machine learns, part {number}"))
