"""Bytes to text: kinds, character sets, and the characters that no text keeps."""

from __future__ import annotations

import codecs

import pytest

from newswatch.errors import Reject
from processors.extract import read_article
from processors.page.text import cleaned, decoded, folded, has_hidden, header, kind_of, markup_bytes, plain
from tests.unit.extract.pages import page_of

FRENCH = "<html><body><p>L’été où « œuvre » coûtait 5 €</p></body></html>"


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("utf-8", "text/html; charset=utf-8"),
        ("utf-8", "text/html; charset=iso-8859-1"),
        ("utf-8", None),
        ("utf-8-sig", "text/html; charset=iso-8859-1"),
        ("cp1252", "text/html; charset=iso-8859-1"),
        ("cp1252", "text/html; charset=utf-8"),
        ("cp1252", None),
        ("cp1252", "text/html; charset=no-such-set"),
        ("utf-16-le", "text/html; charset=utf-8"),
        ("utf-16", "text/html"),
        ("utf-32", None),
        ("cp1250", "text/html; charset=utf-7"),
    ],
)
def test_the_character_set_is_found(encoding: str, content_type: str | None) -> None:
    text = FRENCH if encoding != "cp1250" else "<html><body><p>plain</p></body></html>"
    assert decoded(text.encode(encoding), content_type) == text


def test_a_declaration_inside_counts_where_the_header_has_none() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Привет</body></html>'
    assert "Привет" in decoded(page.encode("cp1251"), "text/html")


def test_a_declaration_inside_counts_where_the_header_is_wrong() -> None:
    body = "<meta charset=windows-1251><title>Рубль и модель</title>".encode("windows-1251")
    assert "Рубль" in decoded(body, "text/html; charset=utf-8")
    assert "Рубль" in decoded(body.replace(b"1251", b"1252"), "text/html; charset=windows-1251")
    cut = "<meta charset=iso-8859-1><title>Été à la forêt".encode() + b"\xc3"
    assert "Été à la forêt" in decoded(cut, "text/html; charset=utf-8")


def test_stateful_sets_are_read_as_declared() -> None:
    assert decoded("日本".encode("iso2022_jp"), "text/html; charset=iso-2022-jp") == "日本"


def test_a_cut_utf8_body_stays_utf8() -> None:
    body = ("é" * 100).encode()[:-1]
    assert decoded(body, "text/html; charset=utf-8").startswith("é" * 99)


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b"<!DOCTYPE html><html><body>x</body></html>", "text/html", "html"),
        (b"  \n<html><p>x</p></html>", "application/octet-stream", "html"),
        (
            b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>x</p>',
            "application/xhtml+xml",
            "html",
        ),
        (b"<section>x</section>", "text/html", "html"),
        (b"just words", "text/html", "text"),
        (b"just words", "text/plain; charset=utf-8", "text"),
        (b"just words", None, "text"),
        (codecs.BOM_UTF16_LE + "<html><p>x</p></html>".encode("utf-16-le"), "text/html", "html"),
        ("<html><p>x</p></html>".encode("utf-16-be"), "text/html", "html"),
    ],
)
def test_the_kind_of_a_body(body: bytes, content_type: str | None, expected: str) -> None:
    assert kind_of(body, content_type) == expected


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"%PDF-1.7 \xe2\xe3", "text/html"),
        (b"\x89PNG\r\n\x1a\n", "text/html"),
        (b"\xff\xd8\xff\xe0JFIF", "text/html"),
        (b"\x1f\x8b\x08\x00", "text/html"),
        (b"PK\x03\x04", "application/octet-stream"),
        (b"\x01\x02\x03\x04binary", "application/octet-stream"),
        (b'{"a": 1}', "application/json"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>', "application/rss+xml"),
        (b'<svg xmlns="x"><title>x</title></svg>', "image/svg+xml"),
        (b"words", "image/png"),
    ],
)
def test_what_is_no_page_is_refused(body: bytes, content_type: str) -> None:
    with pytest.raises(Reject) as caught:
        kind_of(body, content_type)
    assert caught.value.reason == "not-html"


def test_clean_texts() -> None:
    assert cleaned("a\x00b\x1b[1m \u00a0 c\r\n\r\n\n d\u200be\u202ef\u00ad ") == "ab[1m c\ndef"
    assert cleaned("e\u0301") == "é"
    assert cleaned("👩\u200d💻 pay\u200dpal") == "👩\u200d💻 paypal"
    assert folded("  two\n lines ") == "two lines"
    assert folded("one two three", limit=10) == "one two…"
    assert folded("x" * 1_000_000, limit=10) == "x" * 9 + "…"


def test_plain_drops_tags_and_references_but_not_angle_brackets() -> None:
    assert plain("<b>Rust&nbsp;&amp; C++</b><br/> &lt;em&gt;now&lt;/em&gt;") == "Rust & C++ now"
    assert plain("Why <vector> and <!channel> stay, 1 < 2") == "Why <vector> and <!channel> stay, 1 < 2"


def test_references_that_are_escaped_again_and_again() -> None:
    for escaped in ("Lumen &amp; Sons", "Lumen &amp;amp; Sons", "Lumen &amp;amp;amp; Sons"):
        assert plain(escaped) == "Lumen & Sons"
    assert plain("Lumen&amp;#39;s &amp;quot;own&amp;quot; model") == 'Lumen\'s "own" model'
    assert plain("R&D & more") == "R&D & more"


def test_hidden_characters_are_told() -> None:
    assert has_hidden("a\u202eb")
    assert has_hidden("pay\u200dpal")
    assert not has_hidden("👩\u200d💻 soft\u00adhyphen")


def test_headers_in_any_case() -> None:
    assert header({"Content-TYPE": "text/html"}, "content-type") == "text/html"
    assert header({}, "content-type") is None


@pytest.mark.parametrize(
    "sign",
    [
        "\f",
        "\x00",
        "\x0b",
        "\x1f",
        "\ufffe",
        "\uffff",
        "&#8;",
        "&#11;",
        "&#x1f;",
        "&#0031 ",
        "&#xFFFF;",
        "&#0;",
        "&#X0000c;",
    ],
)
def test_what_is_no_character_costs_no_article(sign: str) -> None:
    """One of them in one paragraph made the whole text go, since no XML may hold it."""
    told = "The laboratory said on Tuesday that its model may be used by anyone who asks for it. " * 4
    article = read_article(
        page_of(f"<title>A title</title><article><p>{told} A{sign}B</p><p>{told[:200]}</p></article>")
    )
    assert article.body.count("laboratory") >= 4
    assert "B" in article.body


@pytest.mark.parametrize(
    "sign", ["&#9;", "&#10;", "&#13;", "&#32;", "&#110;", "&#x1F600;", "&#128512;", "&#x10;0", "&amp;#8;"]
)
def test_what_is_one_stays(sign: str) -> None:
    assert (sign.encode() in markup_bytes(sign)) is (sign != "&#x10;0")


@pytest.mark.parametrize("title", ["\u200b\u200c\ufeff", "\u2800\u3164", "\u0301\u200d", " \u00a0 "])
def test_of_what_nothing_is_seen_is_no_headline(title: str) -> None:
    assert plain(title, 100) == ""
    assert plain(f"{title}a{title}", 100) != ""


@pytest.mark.parametrize("name", ["base64", "zlib", "idna", "punycode", "undefined", "unicode_escape"])
def test_a_character_set_that_is_none_is_not_asked(name: str) -> None:
    """Python has codecs of these names, which raise or read backslashes: the page became a dead letter."""
    body = r"<title>Un café \x41</title>".encode("latin-1")
    assert decoded(body, f"text/html; charset={name}") == r"<title>Un café \x41</title>"


SENTENCE = (
    "The harbour of Rotterdam said on Tuesday that it had hired a new chief for its finances, the third one."
)


def body_read(body: str) -> str:
    return read_article(
        page_of(f"<html><head><title>A new chief</title></head><body>{body}</body></html>")
    ).body


def test_a_page_of_little_text_is_read_without_its_menus() -> None:
    menu = "<header><nav><a href='/'>Harbour</a> <a href='/ai'>Lumen AI</a></nav></header>"
    text = f"<h1>A new chief</h1><div>{SENTENCE}<br><br>He begins in May.</div>"
    assert body_read(f"{menu}{text}") == f"{SENTENCE}\nHe begins in May."
    assert SENTENCE in body_read(f"{menu.replace('</nav>', '')}{text}")  # a menu that is never closed


def test_the_headline_is_no_part_of_a_text_that_is_read_as_one_line() -> None:
    joined = body_read(f"<article><h1>A new chief</h1><p>{SENTENCE}</p><p>He begins in May.</p></article>")
    assert joined.startswith(SENTENCE)
    begun = "A new chief of Rotterdam's harbour said on Tuesday that it had seen the third of its lean years."
    assert body_read(f"<article><p>{begun}</p></article>") == begun


def test_cards_of_other_articles_are_not_the_text_of_a_short_one() -> None:
    other = SENTENCE.replace("Rotterdam", "Bilbao")
    card = f"<article><h3><a href='/b'>Lumen raises $40 million</a></h3><p>{other}</p></article>"
    own = f"<article><h1>A new chief</h1><p>{SENTENCE}</p></article>"
    assert body_read(f"<main>{own}<section>{card * 4}</section></main>") == SENTENCE
    part = f"<article><p>{other}</p></article>"
    assert "Bilbao" in body_read(f"<main>{own}{part}</main>")


def test_text_that_browsers_do_not_show_is_none() -> None:
    hidden = "<div {}><p>Lumen raises $40 million, two people who know of it said on Monday.</p></div>"
    whole = "".join(f"<p>{SENTENCE} That was in {year}.</p>" for year in range(2001, 2009))
    assert "Lumen" not in body_read(f"<article>{whole}{hidden.format('hidden')}</article>")
    assert "Lumen" in body_read(f"<article>{whole}{hidden.format('hidden=until-found')}</article>")
    # A page that is sent in pieces keeps them in hidden elements until a script puts them in place.
    assert SENTENCE in body_read(f"<div id=b></div><div hidden id='S:0'><article>{whole}</article></div>")
