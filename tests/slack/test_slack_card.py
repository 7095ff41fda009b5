"""What Slack is shown: golden cards, and rows 60–69 of the bad inputs. `NEWSWATCH_GOLDEN=write` writes them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newswatch.adapters.slack_card import message_of, reply_of
from newswatch.adapters.slack_text import disguised, escaped, linked, shown

from .cards import CARDS
from .fake_blocks import wrong_blocks, wrong_text
from .render import GOLDEN, page


def texts(node: Any) -> Iterator[str]:
    """All that is shown of blocks."""
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


def urls(node: Any) -> list[str]:
    return re.findall(r'"url": "([^"]*)"', json.dumps(node))


def of(headline: str = "Plain", url: str = "https://ok.example/a", **more: Any) -> dict[str, Any]:
    """A message whose title, evidence, line, link, change and outlet are all this headline."""
    quote = {"text": headline, "outlet": headline, "url": url}
    card = {
        "title": headline, "fallback": headline, "quote": quote, "changes": [headline], "conflicts": [headline],
        "lines": [{"text": headline, "details": headline}, {"text": "Other", "details": headline, "quote": quote}],
        "links": [{"outlet": headline, "headline": headline, "url": url}], "labels": [headline],
        "coverage": headline,
    }  # fmt: skip
    return message_of(card | more)


def sound(message: dict[str, Any]) -> None:
    """It keeps every limit and rings nobody."""
    assert wrong_blocks(message["blocks"]) is None
    assert wrong_text(message["text"]) is None
    everything = json.dumps(message, ensure_ascii=False)
    assert not re.search(r"<[!@#]", everything)
    assert not re.search(
        "[\\x00-\\x1f\\x7f\u202a-\u202e\u2066-\u2069\u200b\u200c\u200e\u200f\ufeff]",
        everything.replace("\\n", ""),
    )


@pytest.mark.parametrize("name", CARDS)
def test_golden_cards(name: str) -> None:
    message = message_of(CARDS[name]())
    sound(message)
    file = GOLDEN / f"{name}.json"
    text = json.dumps(message, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("NEWSWATCH_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text


def test_the_page_of_all_cards_has_no_script() -> None:
    shown_page = page({name: message_of(card()) for name, card in CARDS.items()})
    assert "<script" not in shown_page
    assert "javascript:" not in shown_page
    assert "Microsoft → OpenAI" in shown_page


def test_the_card_says_who_whom_how_much_and_who_says_so() -> None:
    everything = "\n".join(texts(message_of(CARDS["seed"]())["blocks"]))
    for words in (
        "Microsoft → OpenAI", "confirmed", "amount undisclosed; rumoured ~10 bn USD at a valuation of ~30 bn USD",
        "« C'est officiel : Microsoft va investir dans OpenAI", "Le Fil", "BigScience: BLOOM",
        "planned for 2023", "according to Nadia Kerbal", "2 outlets, first Le Fil at 12:03, seen 41 s later",
        "AI investment", "Open the story",
    ):  # fmt: skip
        assert words in everything


def test_what_changed_and_what_differs() -> None:
    assert "Confirmed: Nebulon → Koralis, until now rumoured" in str(message_of(CARDS["confirmed"]()))
    differs = str(message_of(CARDS["conflicting"]()))
    assert "amount: 400 m USD (The Gazette); 650 m USD (Wire & Sons)" in differs


@pytest.mark.parametrize("row_60", ["<!channel>", "<@U123>", "<!here>", "<!subteam^S1>", "<#C1|x>"])
def test_60_a_mention_in_a_headline_rings_nobody(row_60: str) -> None:
    message = of(f"News {row_60} now")
    sound(message)
    assert row_60[1:-1] in "".join(texts(message["blocks"]))
    assert message["text"].startswith("News ‹")


def test_61_an_entity_stays_what_it_says() -> None:
    message = of("A &lt;!channel&gt; B")
    sound(message)
    assert message["text"] == "A &amp;lt;!channel&amp;gt; B"
    assert message["blocks"][0]["text"]["text"] == "A &lt;!channel&gt; B"


@pytest.mark.parametrize(
    "row_62",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "data:text/html,x", "file:///etc/passwd",
        "vbscript:x", "//evil.example", "https://user:pw@evil.example/", "https://evil.example/ x", "https://",
        "https://[evil", "slack://open", "https://évil.example", "https://e.example/" + "a" * 700,
    ],
)  # fmt: skip
def test_62_only_plain_web_addresses_are_links(row_62: str) -> None:
    assert linked(row_62) is None
    message = of("Words", row_62, story_url=row_62)
    sound(message)
    assert urls(message) == []
    assert "Words" in "".join(texts(message["blocks"]))


def test_63_neither_a_link_nor_its_text_breaks_out() -> None:
    message = of("a|b> <https://evil.example|x>", "https://ok.example/?a=1&b=2")
    sound(message)
    assert set(urls(message)) == {"https://ok.example/?a=1&b=2"}
    assert linked("https://ok.example/a|b") is None
    assert linked("https://ok.example/a>b") is None
    assert message["text"] == "a|b&gt; &lt;https://evil.example|x&gt;"


def test_64_formatting_signs_are_shown_as_they_are() -> None:
    message = of("*bold* _it_ ~no~ `code` ```pre``` > quote")
    sound(message)
    kinds = {b["type"] for b in message["blocks"]}
    assert kinds == {"header", "rich_text", "context"}
    assert "mrkdwn" not in json.dumps(message["blocks"])
    assert message["blocks"][0]["text"]["text"] == "*bold* _it_ ~no~ `code` ```pre``` > quote"


def test_65_overrides_and_zero_width_go_and_a_false_alphabet_is_told() -> None:
    message = of("\u202eGo\u200bog\u2066le\u202c Gооgle pay\u200dpal 👩\u200d💻")
    sound(message)
    assert message["blocks"][0]["text"]["text"] == "Google Gооgle paypal 👩\u200d💻"
    assert "⚠ mixes alphabets: Gооgle" in "".join(texts(message["blocks"]))
    assert disguised("Google Яндекс ΑΒΓ naïve 小米") == ()


def test_66_67_escapes_and_line_ends_go() -> None:
    message = of("\x1b[31mred\x1b[0m\r\nERROR forged\x00\u2028line")
    sound(message)
    assert message["blocks"][0]["text"]["text"] == "[31mred[0m ERROR forged line"


def test_68_4000_emoji() -> None:
    message = of("👩\u200d💻" * 4000)
    sound(message)
    title = message["blocks"][0]["text"]["text"]
    assert title.endswith("…")
    assert title.count("💻") > 20


@pytest.mark.parametrize(
    "row_69", ["a" * 12_288, "é" * 12_288, "word " * 2_500, "&<>" * 4_096, "\u0301" * 12_288]
)
def test_69_a_12_kb_headline_keeps_every_limit(row_69: str) -> None:
    links = [{"outlet": row_69, "headline": row_69, "url": f"https://ok.example/{n}"} for n in range(8)]
    lines = [{"text": row_69, "details": row_69, "quote": {"text": row_69 + str(n), "outlet": row_69, "url": ""}}
             for n in range(40)]  # fmt: skip
    message = of(row_69, links=links, lines=lines, changes=[row_69] * 9, conflicts=[row_69] * 9, more_links=4)
    sound(message)
    sound(reply_of("\n".join([row_69] * 12)))


@pytest.mark.parametrize("count", [2, 12, 60, 500])
def test_a_catch_up_lists_its_stories(count: int) -> None:
    links = [
        {
            "outlet": "confirmed · 1.2 bn USD",
            "headline": f"Nebulon → Target{n:03d}",
            "url": f"https://ok.example/{n}",
        }
        for n in range(count)
    ]
    card = {
        "title": f"{count} stories that waited",
        "links": links,
        "links_title": "Stories",
        "fallback": "x",
    }
    message = message_of(card)
    sound(message)
    everything = "\n".join(texts(message["blocks"]))
    assert "Stories\n" in everything
    assert sum(f"Target{n:03d}" in everything for n in range(count)) >= min(count, 72)
    assert ("and " in everything) == (count > 100)


def test_an_empty_card_is_a_card() -> None:
    for empty in (of("", ""), message_of({}), of("\u200b", "")):
        sound(empty)
        assert empty["blocks"][0]["text"]["text"] == "A story"
        assert empty["text"]


def test_a_reply_is_a_line_a_change() -> None:
    reply = reply_of("Confirmed: A → B, until now rumoured\nAmount changed: <!here>\n")
    sound(reply)
    assert reply["blocks"][0]["elements"][0]["elements"][0]["text"].count("\n") == 1
    assert reply["text"] == "Confirmed: A → B, until now rumoured · Amount changed: ‹!here&gt;"


def test_a_merged_story_and_the_footer() -> None:
    card = CARDS["launch"]()
    assert "Now part of another story" in str(message_of(card | {"merged_into": "x"}))
    assert "🔕 silence this story" not in str(message_of(card))
    assert "🔕 silence this story" in str(message_of(card, feedback=True))
    assert message_of(card, mark="TEST")["text"].startswith("TEST ")


@pytest.mark.parametrize(("text", "limit", "cut"), [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("a😀b", 3, "a…")])
def test_cutting_counts_as_slack_may(text: str, limit: int, cut: str) -> None:
    assert shown(text, limit) == cut
    assert escaped("a & b", 9) == "a &amp; b"


HOSTILE_TEXT = st.one_of(
    st.text(max_size=400),
    st.lists(
        st.sampled_from(["<!channel>", "&lt;", "<@U1>", "|", ">", "*", "\u202e", "😀", "\n", "a " * 99])
    ).map("".join),
)


@settings(max_examples=60, deadline=None)
@given(HOSTILE_TEXT, HOSTILE_TEXT)
def test_no_words_and_no_address_break_a_limit_or_ring_anybody(words: str, url: str) -> None:
    message = of(words, f"https://ok.example/{url}", story_url=url)
    sound(message)
    sound(reply_of(words or "x"))
    for address in urls(message):
        assert re.fullmatch(r"https?://[!-~]+", address)
