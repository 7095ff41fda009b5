"""Near spellings among the words of a store that has seen hundreds of thousands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice, product

import pytest

from newswatch.adapters.sqlite_index import SCHEMA
from newswatch.adapters.sqlite_suggestions import suggest
from newswatch.adapters.sqlite_words import tokens

KNOWN = ("microsoft", "mistral", "nvidia", "openai", "mzungu", "merger")


@pytest.fixture(scope="module")
def words() -> Iterator[sqlite3.Connection]:
    """A table of words, most of which begin with an m and come before those that are meant."""
    connection = sqlite3.connect(":memory:")
    connection.execute(SCHEMA[-1])
    many = ("m" + "".join(rest) for rest in product("abcdefgh", repeat=7))
    rows = [(word, word) for word in (*islice(many, 60_000), *KNOWN)]
    connection.executemany("INSERT INTO words VALUES(?,?)", rows)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("microsfot", "microsoft"),
        ("mocrosoft", "microsoft"),
        ("mcirosoft", "microsoft"),
        ("micrrosoft", "microsoft"),
        ("mcrosoft", "microsoft"),
        ("nicrosoft", "microsoft"),
        ("imcrosoft", "microsoft"),
        ("mistrla", "mistral"),
        ("mxistral", "mistral"),
        ("mzumgu", "mzungu"),
        ("nvdiia", "nvidia"),
        ("oepnai", "openai"),
        ("zzzzzz", None),
    ],
)
def test_of_very_many_words_the_one_that_is_meant_is_found(
    words: sqlite3.Connection, typed: str, meant: str | None
) -> None:
    assert suggest(words, typed, list(tokens(typed)), lambda text: text in KNOWN) == meant
