"""Addresses: one form for each, and the same one however often it is asked for."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from newswatch.addresses import (
    article_id,
    canonical_counts,
    normalise,
    registrable_domain,
    strip_credentials,
)

hosts = st.sampled_from(
    ["example.com", "WWW.Example.com", "amp.example.com", "exämple.fr", "example.co.uk", "10.0.0.1", "[::1]",
     "example.com.", "www-example-com.cdn.ampproject.org", "www.google.com", "xn--exmple-cua.fr"]
)  # fmt: skip
segments = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "a",
                "amp",
                "..",
                ".",
                "",
                "a.amp",
                "x.amp.html",
                "c",
                "s",
                "%7e",
                "%2F",
                "é",
                "a b",
                "%",
                ";v=1",
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=6,
)
queries = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "utm_source", "amp", "fbclid", "é", ""]) | st.text(max_size=4),
        st.text(max_size=6),
    ),
    max_size=4,
)


@st.composite
def urls(draw: st.DrawFn) -> str:
    scheme = draw(st.sampled_from(["http", "https", "HTTP"]))
    user = draw(st.sampled_from(["", "user:secret@", "user@"]))
    port = draw(st.sampled_from(["", ":80", ":443", ":8080"]))
    query = "&".join(f"{k}={v}" for k, v in draw(queries))
    return (
        f"{scheme}://{user}{draw(hosts)}{port}/{'/'.join(draw(segments))}?{query}#{draw(st.text(max_size=4))}"
    )


@given(urls() | st.text(max_size=40).map(lambda text: f"http://example.com/{text}"))
@example("https://www.google.com/amp/s/www.google.com/amp/s/example.com/a/amp?amp=1")
@example("http://example.com/a.amp.amp.amp.amp")
@settings(max_examples=600, deadline=None)
def test_normalising_twice_is_normalising_once(url: str) -> None:
    try:
        once = normalise(url)
    except ValueError:
        assume(False)
    assert normalise(once) == once
    assert "secret" not in once.partition("?")[0].rpartition("@")[0]
    assert "#" not in once


@given(st.text(max_size=60) | urls())
def test_an_article_has_an_id_whatever_its_address(url: str) -> None:
    assert len(article_id(url)) == 32


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/a?utm_source=rss&utm_medium=feed", "https://example.com/a"),
        ("https://example.com/a#section", "https://example.com/a"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("https://EXAMPLE.com/a", "https://example.com/a"),
        ("https://user:password@example.com/a", "https://example.com/a"),
        ("https://example.com/a/amp/", "https://example.com/a/"),
        ("https://amp.example.com/a", "https://example.com/a"),
        ("https://example.com/a?b=2&a=1", "https://example.com/a?a=1&b=2"),
        ("https://www-example-com.cdn.ampproject.org/c/s/example.com/a", "https://example.com/a"),
        ("https://www.google.com/amp/s/example.com/a", "https://example.com/a"),
        ("https://example.com/%7euser", "https://example.com/~user"),
        ("http://example.com/a/../b", "http://example.com/b"),
        ("https://example.com/a?gclid=1&id=7", "https://example.com/a?id=7"),
        ("https://example.com", "https://example.com/"),
    ],
)
def test_two_addresses_of_one_page(one: str, other: str) -> None:
    assert normalise(one) == other
    assert article_id(one) == article_id(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/a?id=1", "https://example.com/a?id=2"),
        ("https://example.com/a%2Fb", "https://example.com/a/b"),
        ("https://example.com/amp", "https://example.com/"),
        ("https://example.com:8080/a", "https://example.com/a"),
        ("https://example.com/A", "https://example.com/a"),
    ],
)
def test_addresses_of_two_pages(one: str, other: str) -> None:
    assert article_id(one) != article_id(other)


@pytest.mark.parametrize(
    "url", ["", "example.com", "ftp://example.com/", "javascript:alert(1)", "http://", "http://a:99999/"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whoever finds it
        normalise(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://user:pw@example.com/a", "https://example.com/a"),
        ("https://user@example.com:8080/a@b", "https://example.com:8080/a@b"),
        ("https://example.com/", "https://example.com/"),
        ("http://user:pw@[bad/", "http://[bad/"),
    ],
)
def test_credentials_are_left_out(url: str, expected: str) -> None:
    assert strip_credentials(url) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.theverge.com", "theverge.com"),
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("a.github.io", "a.github.io"),
        ("x.a.github.io", "a.github.io"),
        ("example.fr", "example.fr"),
        ("10.0.0.1", "10.0.0.1"),
        ("[::1]", "::1"),
        ("bigscience.huggingface.co", "bigscience.huggingface.co"),
        ("www.culture.gouv.fr", "culture.gouv.fr"),
    ],
)
def test_registrable_domain(host: str, expected: str) -> None:
    assert registrable_domain(host) == expected


@pytest.mark.parametrize(
    ("final", "canonical", "counts"),
    [
        ("https://www.example.com/a?x=1", "https://example.com/a", True),
        ("https://example.com/a?x=1", "/a", True),
        ("https://example.com/a", "https://example.com/", False),
        ("https://example.com/a", "https://example.com", False),
        ("https://example.com/a", "https://other.com/a", False),
        ("https://a.github.io/x", "https://b.github.io/x", False),
        ("https://example.com/a", "http://127.0.0.1/a", False),
        ("https://example.com/a", "javascript:alert(1)", False),
        ("https://example.com/a", "https://[bad/", False),
        ("https://example.com/news/quillon-buys-bexley-labs", "/news/", False),
        ("https://example.com/news/quillon-buys-bexley-labs/amp", "/news/quillon-buys-bexley-labs", True),
        ("https://example.com/12345/quillon-buys-bexley-labs", "/12345", True),
        ("https://example.com/news/quillon-buys-bexley-labs", "/deals/quillon-buys-bexley-labs", True),
        ("https://example.com/read.php?id=4711", "/read.php", False),
        ("https://example.com/read.php?id=4711&from=feed", "/read.php?id=4711", True),
        ("https://example.com/quillon-buys-bexley-labs?id=4711", "/quillon-buys-bexley-labs", True),
        ("https://example.com/story?p=2", "/story", True),
    ],
)
def test_canonical_counts_within_one_domain(final: str, canonical: str, counts: bool) -> None:
    assert canonical_counts(final, canonical) is counts
