"""Pages whose article lies in their scripts' data alone."""

from __future__ import annotations

import json
import time

import pytest

from newswatch.errors import Reject
from newswatch.messages import Entry
from processors.extract import read_article
from tests.unit.extract.pages import ENGLISH, page_of

TITLE = "Quillon buys Bexley Labs"
LINES = (
    "Quillon said on Thursday that it would buy Bexley Labs for $2 billion in cash.",
    "Bexley's founders stay, and so does the name of its models, “at least for now”.",
    "It is the largest deal that Quillon, a maker of chips, has made since it was founded.",
    "The two firms expect to be one by the end of the year, if nobody stands in their way.",
)
TEXT = "\n".join(LINES)
OTHER = {
    "title": "Ferro Harbour raises nine billion",
    "body": "<p>Ferro Harbour has raised $9 billion.</p>" * 30,
}


def paragraph(*parts: object) -> dict[str, object]:
    return {"nodeType": "paragraph", "data": {}, "content": list(parts)}


def told(text: str) -> dict[str, object]:
    return {"nodeType": "text", "value": text, "marks": []}


def page(article: object, *, title: str = f"{TITLE} - Harbour Tech", script: str = "") -> str:
    state = {"props": {"pageProps": {"more": [OTHER], "article": article, "menu": {"title": "Home"}}}}
    script = script or f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    return f'<html><head><title>{title}</title></head><body><div id="__next"></div>{script}</body></html>'


@pytest.mark.parametrize(
    "article",
    [
        {"title": TITLE, "body": "".join(f"<p>{line}</p>" for line in LINES)},
        {"headline": TITLE, "article_body": "&lt;p&gt;" + "&lt;/p&gt;&lt;p&gt;".join(LINES) + "&lt;/p&gt;"},
        {
            "title": TITLE,
            "summary": "It buys.",
            "blocks": [{"type": "paragraph", "data": {"text": x}} for x in LINES],
        },
        {
            "title": TITLE,
            "content": [
                {"type": "paragraph", "text": LINES[0]},
                {
                    "type": "relatedArticles",
                    "content": [{"title": "Ferro", "text": "Ferro has raised $9 billion."}],
                },
                {"type": "image", "props": {"text": "The founders of Ferro in 2019"}},
                *({"type": "paragraph", "text": line} for line in LINES[1:]),
            ],
        },
        {
            "title": TITLE,
            "body": {
                "nodeType": "document",
                "content": [
                    paragraph(
                        told("Quillon said on Thursday that it would buy "),
                        {
                            "nodeType": "hyperlink",
                            "data": {"uri": "https://x.example"},
                            "content": [told("Bexley Labs")],
                        },
                        told(" for $2 billion in cash."),
                    ),
                    *(paragraph(told(line)) for line in LINES[1:]),
                ],
            },
        },
    ],
)
def test_the_articles_own_text_is_read(article: object) -> None:
    found = read_article(page_of(page(article), source=ENGLISH))
    assert (found.headline, found.body) == (TITLE, TEXT)
    assert "script-only" not in found.problems


@pytest.mark.parametrize(
    "kind",
    ["CommentList", "read-more", "seeAlso", "moreFromHarbour", "mostRead", "SubscribeBox", "author_bio"],
)
def test_what_stands_beside_the_text_is_none_of_it(kind: str) -> None:
    beside = {"type": kind, "children": [{"text": "Ferro Harbour has raised $9 billion."}]}
    article = {"title": TITLE, "blocks": [{"type": "paragraph", "text": TEXT}, beside]}
    assert "Ferro" not in read_article(page_of(page(article), source=ENGLISH)).body


def test_the_feed_may_tell_the_title_too() -> None:
    article = {"title": TITLE, "body": TEXT}
    found = read_article(
        page_of(page(article, title="Harbour Tech"), source=ENGLISH, entry=Entry(url="u", title=TITLE))
    )
    assert (found.headline, found.body.split()) == (TITLE, TEXT.split())


def test_a_state_that_a_script_sets_is_read() -> None:
    state = json.dumps({"page": {"title": TITLE, "html": "<br>".join(LINES)}})
    found = read_article(page_of(page(None, script=f"<script>window.__STATE__ = {state}; go()</script>")))
    assert found.body == TEXT


def test_another_articles_text_is_not_this_ones() -> None:
    with pytest.raises(Reject, match="filled by scripts"):
        read_article(page_of(page({"title": "Bexley Labs", "body": TEXT})))


def test_a_page_that_shows_its_text_is_read_by_it() -> None:
    shown = "".join(f"<p>{line} It was said in the harbour.</p>" for line in LINES)
    whole = page({"title": TITLE, "body": TEXT * 9}).replace(
        '<div id="__next">', f"<article>{shown}</article><div>"
    )
    assert "harbour" in read_article(page_of(whole)).body
    assert len(read_article(page_of(whole)).body) < 2 * len(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 400_000,
        '{"title":' * 50_000,
        json.dumps({"title": TITLE, "body": [{"text": "a b"}] * 60_000}),
        json.dumps({"title": TITLE, "body": "<p <p " * 90_000}).replace("<", "\\u003c"),
        json.dumps([{"title": TITLE, "body": "a b"}] * 25_000),
    ],
)
def test_data_that_is_shaped_to_hurt_takes_no_long_time(text: str) -> None:
    script = f'<script type="application/json">{text}</script>'
    begun = time.process_time()
    read_article(page_of(page(None, script=script), entry=Entry(url="u", title=TITLE)))
    assert time.process_time() - begun < 2
