"""Nothing that others wrote becomes markup, a script, a link of theirs, or a text that reads otherwise."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import Flagged, Mention, Story, json_of
from newswatch.ports import Doc
from newswatch.web.display import highlighted, href, language_tag, look_alikes, marked, plain
from processors.cluster import start_cluster

from .filled import article, dead_letter, deal, listed, put, words
from .server import Answer, Client

HEADLINES = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "</title><svg onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7 * 7 }} {% include 'base.html' %}",
    "<!--",
    "</main><base href=//evil.example>",
    "\x02<b>\x03 \x00 \x1b[31m",
    "A \u202egnp.exe\u202c and \u2066more",
]
OURS = {
    "html", "head", "meta", "title", "link", "body", "a", "header", "nav", "ul", "li", "main", "h1", "h2", "h3", "p",
    "form", "div", "label", "span", "input", "button", "section", "ol", "aside", "fieldset", "legend", "select",
    "option", "footer", "strong", "mark", "time", "article", "dl", "dt", "dd", "q", "br", "details", "summary", "code",
}  # fmt: skip


def harmless(answer: Answer) -> None:
    assert answer.status == 200
    assert answer.tags <= OURS
    assert not {
        name for name in answer.attributes if name.startswith("on") or name in ("style", "srcdoc", "src")
    }
    for link in answer.links:
        assert link.startswith(("/", "#", "?", "http://", "https://")), link
    assert not {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0, 2, 3, 27)} & set(
        answer.text
    )


@pytest.mark.parametrize("text", HEADLINES)
def test_hostile_words_stay_words_on_every_page(store: SqliteStore, client: Client, text: str) -> None:
    told = article(
        "a", 0, f"{text} invest", f"{text} invest {text}. Microsoft OpenAI $1 billion", outlet=text, language=text,
        description=text, url="javascript:alert(1)//", problems=(text,),
    )  # fmt: skip
    flagged = deal(told, text, text, amount=1e9, quote="$1 billion")
    flagged = flagged.model_copy(
        update={
            "mentions": (Mention(company=text, name=text, evidence=words(told, text)),)
            if text in told.body
            else ()
        }
    )
    put(store, flagged)
    story = next(s for outcome in start_cluster(())([flagged], {}) for s in outcome)  # type: ignore[union-attr]
    assert isinstance(story, Story)
    put(store, story)
    address = "https://a.example/<script>\"'"
    listed(store, address, "failed", reason=text, source=text)
    put(store, dead_letter(address).model_copy(update={"text": text, "reason": text, "stage": text}))
    for path in ("/", "/?q=invest", f"/?{urlencode({'q': text[:200], 'company': text[:200]})}", "/stories",
                 "/stories?q=invest", f"/stories/{story.id}", f"/articles/{told.id}",
                 "/explain?" + urlencode({"url": address})):  # fmt: skip
        harmless(client.get(path))
    refused = client.get("/?" + urlencode({"from": text, "label": text}))
    assert refused.status == 400
    assert refused.tags <= OURS


def test_a_link_that_is_no_web_address_is_shown_as_text(store: SqliteStore, client: Client) -> None:
    told = article("a", 0, "A headline", url="javascript:alert(1)//https://a.example")
    put(store, Flagged(article=told))
    answer = client.get(f"/articles/{told.id}")
    assert not [link for link in answer.links if "javascript" in link and not link.startswith("/explain?")]
    assert "(no web address)" in answer.words


def test_links_to_elsewhere_carry_nothing_along(store: SqliteStore, client: Client) -> None:
    told = article("a", 0, "A headline", url="https://user:secret@a.example/b?c=d&e='f")
    put(store, Flagged(article=told))
    answer = client.get(f"/articles/{told.id}")
    assert '<a href="https://a.example/b?c=d&amp;e=%27f" rel="noopener noreferrer"' in answer.text


def test_broken_text_in_the_store_is_shown(store: SqliteStore, client: Client) -> None:
    told = article("a", 0, "A headline")
    body = json_of(Flagged(article=told))
    body["article"]["publisher"] = "half of an emoji: \U0001f600 and \ufffe"
    store.put_newer([Doc("articles", told.id, 1, body)])
    assert client.get("/").status == 200


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/b", "https://a.example/b"),
        ("HTTP://a.example", "http://a.example"),
        ("https://é.example/ü", "https://%C3%A9.example/%C3%BC"),
        ("https://a.example/\u202egnp", "https://a.example/%E2%80%AEgnp"),
        ("https://a:b@c.example/", "https://c.example/"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("vbscript:x", None),
        ("//a.example/b", None),
        ("/b", None),
        ("https:", None),
        ("https://[::1", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, link: str | None) -> None:
    assert href(url) == link


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Goo\u200bgle\ufeff", "Google"),
        ("soft\u00adhyphen", "softhyphen"),
        ("a\u202eb", "a⟦U+202E⟧b"),
        ("a\x1b[31m", "a⟦U+001B⟧[31m"),
        ("a\u200db", "ab"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800", "�"),
        ("a\u2028b", "a b"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_hidden_characters_are_shown_or_gone(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_words_of_two_scripts_are_pointed_out() -> None:
    assert look_alikes("G\u043e\u043egle buys ΑΒΓ and ДЕЖ") == [
        "“G\u043e\u043egle” mixes Latin and Cyrillic letters"
    ]
    assert look_alikes("Moëlle, œuvre, Αθήνα 2023 C3PO") == []


def test_a_language_is_a_tag_or_nothing() -> None:
    assert language_tag("fr-CA") == "fr-CA"
    assert language_tag('fr" onload="x') is None
    assert language_tag("") is None


@given(
    st.text(alphabet=st.characters(exclude_characters="\u200c\u200d")),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))),
)
def test_marking_keeps_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    shown = marked(text, spans)
    assert shown.count("<mark>") == shown.count("</mark>")
    bare = str(shown).replace("<mark>", "").replace("</mark>", "")
    assert not {"<", ">", '"', "'"} & set(bare)
    assert Markup(bare).unescape() == plain(text)


@given(st.text(alphabet=st.sampled_from("\x02\x03<>&\"'ab")))
def test_highlights_are_balanced_and_escaped(fragment: str) -> None:
    shown = highlighted(fragment)
    assert shown.count("<mark>") == shown.count("</mark>")
    rest = shown.replace("<mark>", "").replace("</mark>", "")
    assert not {"<", ">", '"', "'", "\x02"} & set(rest)
