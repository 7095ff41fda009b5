"""Rows 52 to 59 of the bad inputs: a result or a typed Reject, within 2 s of CPU and 256 MB."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from newswatch.adapters.extract_pool import ExtractPool
from newswatch.errors import Reject
from newswatch.messages import Article
from processors.extract import read_article
from processors.page.tree import open_tags
from tests.unit.extract.pages import page_of

HEAD = "<html><head><title>A title</title></head><body>"
TEXT = "<p>" + "The laboratory said on Tuesday that its model may be used by anyone. " * 6 + "</p>"
SECONDS = 2.0

PAGES: dict[str, tuple[str, str]] = {
    "misnested 1": (HEAD + "<b><i><a><p><div><font>" * 2_000 + TEXT, "too-deep"),
    "misnested 2": (HEAD + "<a href=x><table><tr><td><b><i>" * 1_300 + TEXT, "too-deep"),
    "misnested 3": (HEAD + "".join(f"<b>{n}</i></p><p>" for n in range(2_700)) + TEXT, ""),
    "misnested 4": (HEAD + "<table><form><tr><b></table>" * 1_500 + TEXT, ""),
    "misnested 5": (HEAD + "<ul><li><a>" * 200 + "</ul></a>" * 3_000 + TEXT, "too-deep"),
    "nested 100,000": (HEAD + "<div>" * 100_000 + TEXT + "</div>" * 100_000, "too-deep"),
    "nested 100,000, not closed": (HEAD + "<span>" * 100_000 + TEXT, "too-deep"),
    "nested 300 after the text": (HEAD + TEXT + "<div>" * 300 + TEXT, ""),
    "a line of 10 MB": (HEAD + "word " * 2_000_000, "too-large"),
    "a line of 2.9 MB": (HEAD + "<p>" + "word " * 580_000, ""),
    "a word of 2.9 MB": (HEAD + "<p>" + "w" * 2_900_000, ""),
    "a title of 1 MB": (f"<html><head><title>{'Title ' * 170_000}</title></head><body>{TEXT}", ""),
    "an og:title of 1 MB": (
        f"<html><head><meta property='og:title' content='{'&lt;a ' * 200_000}'></head><body>{TEXT}",
        "",
    ),
    "a title of separators": (f"<html><head><title>{' - ' * 100_000}</title></head><body>{TEXT}", ""),
    "catastrophic 1": (
        HEAD + f"<p>{'a' * 50_000}!</p><p>{'1,' * 50_000}</p><p>{' ' * 100_000}x</p>" + TEXT,
        "",
    ),
    "catastrophic 2": (HEAD + "<p>published " * 8_000 + TEXT, ""),
    "catastrophic 3": (HEAD + "<p>" + "2019-" * 100_000 + "</p>" + TEXT, ""),
    "catastrophic 4": (HEAD + "<div>" + "\n \n" * 200_000 + "x</div>" + TEXT, ""),
    "catastrophic 5": (HEAD + "<p>" + "nous et nos " * 50_000 + "</p>", ""),
    "200,000 attributes": (
        HEAD + "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x</p>" + TEXT,
        "too-large",
    ),
    "a comment opened 500,000 times": (HEAD + "<!--" * 500_000 + TEXT, "too-large"),
    "2.9 million <": (HEAD + "<" * 2_900_000, "too-large"),
    "59,000 paragraphs": (HEAD + "<p>x</p>" * 59_000, "too-large"),
    "JSON-LD nested 200,000 deep": (
        HEAD + "<script type='application/ld+json'>" + "[" * 200_000 + "</script>" + TEXT,
        "",
    ),
    "JSON-LD objects nested 100,000 deep": (
        HEAD
        + "<script type='application/ld+json'>"
        + '{"a":' * 100_000
        + "1"
        + "}" * 100_000
        + "</script>"
        + TEXT,
        "",
    ),
    "20,000 JSON-LD scripts": (HEAD + "<script type='application/ld+json'>{}</script>" * 20_000 + TEXT, ""),
    "500,000 references": (HEAD + "<p>" + "&amp;" * 500_000, ""),
    "zero bytes": (HEAD + "\0" * 1_000_000 + TEXT, ""),
    "only script": (
        "<html><head><title>App</title></head><body><script>1</script></body></html>",
        "script-only",
    ),
    "a paywall stub": (HEAD + "<p>A first line.</p><p>Subscribe to continue reading.</p>", ""),
}


def outcome_of(result: Article | Exception) -> str:
    if isinstance(result, Article):
        assert len(result.headline) <= 1_000
        assert len(result.body) <= 200_000
        return ""
    assert isinstance(result, Reject)
    return result.reason


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_read_or_rejected_in_time(name: str) -> None:
    body, expected = PAGES[name]
    started = time.process_time()
    try:
        result: Article | Exception = read_article(page_of(body))
    except Reject as reject:
        result = reject
    spent = time.process_time() - started
    assert outcome_of(result) == expected
    assert spent < SECONDS


@pytest.fixture(scope="module")
def pool() -> Iterator[ExtractPool]:
    with ExtractPool(read_article, seconds=30, cpu_seconds=SECONDS, memory_mb=256) as made:
        yield made


def test_hostile_pages_pass_within_the_memory_of_a_process(pool: ExtractPool) -> None:
    results = pool.read_articles([page_of(body) for body, _ in PAGES.values()])
    assert dict(zip(PAGES, map(outcome_of, results), strict=True)) == {
        name: expected for name, (_, expected) in PAGES.items()
    }


def test_elements_that_end_by_themselves_are_no_nesting() -> None:
    assert open_tags(b"<p>a<br><li>b<img src=x><td>" * 1_000) == 0
    assert open_tags(b"<div><b></b></div>" * 1_000) == 2
    assert open_tags(b"</div>" * 10 + b"<div>" * 3) == 3
