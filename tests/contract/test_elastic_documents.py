"""What Elasticsearch gets of a document, without a server."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newswatch.adapters.elastic_documents import composed, folded_text, later_look, render
from newswatch.adapters.elastic_highlights import highlights
from newswatch.adapters.elastic_indices import COLLECTIONS, load_index
from newswatch.adapters.elastic_keyed import flat_fields
from newswatch.adapters.sqlite_documents import Text
from newswatch.errors import ConfigError
from newswatch.messages import Article
from newswatch.ports import Doc, ItemError

from .samples import AT, article, dead, flagged, story


def rendered(doc: Doc) -> dict[str, Any]:
    source = render(doc)
    assert isinstance(source, bytes)
    loaded: dict[str, Any] = json.loads(source)
    return loaded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Levée de fonds À L’IA", "levee de fonds a l'ia"),
        ("leve\u0301e", "levee"),
        ("ＧＰＴ-4", "gpt-4"),
        ("Œuvre ½ \U0001f600", "œuvre ½ \U0001f600"),
        ("a\x02b\x03", "a b "),
        ("İstanbul", "istanbul"),
    ],
)
def test_folding_keeps_every_place(text: str, folded: str) -> None:
    assert folded_text(text) == folded
    assert len(folded_text(text)) == len(composed(text))


def test_every_field_is_in_the_mapping() -> None:
    docs = [
        flagged(
            article("a", "Levée", "Des mots entiers"), labels=["ai_investment"], companies=["X"], amount=5.0
        ),
        story("s", "Rachat", ("One", "en"), ("Deux", "fr")),
        story("t", "Rachat", merged_into="s"),
        dead("d"),
    ]
    for doc in docs:
        properties = load_index(doc.collection)["mappings"]["properties"]
        assert rendered(doc).keys() <= properties.keys()
        assert rendered(doc)["document"] == doc.body


def test_a_story_is_flat() -> None:
    fields = rendered(story("s", "Nvidia rachète", ("Chipmaker buys", "en")))
    assert fields["target"] == ["Hugging Face"]
    assert fields["amount_usd"] == 2e9
    assert fields["companies"] == ["Nvidia", "Hugging Face"]
    assert fields["companies_key"] == ["nvidia", "hugging face"]
    assert fields["headline_fr"] == ["nvidia rachete"]
    assert fields["members_en"] == ["chipmaker buys"]
    assert "members_fr" not in fields
    assert fields["words"].split()[:2] == ["nvidia", "rachète"]
    assert fields["unsure"] is False
    unsure = story("s", "Nvidia rachète")
    assert rendered(Doc("stories", "s", 1, {**unsure.body, "unsure": True}))["unsure"] is True
    assert not any(isinstance(value, dict) for name, value in fields.items() if name != "document")


@pytest.mark.parametrize(
    ("doc", "reason"),
    [
        (Doc("articles", "a", -1, {}), "bad-version"),
        (Doc("articles", "", 1, {}), "bad-document"),
        (Doc("articles", "a" * 513, 1, {}), "bad-document"),
        (Doc("articles", "a", 1, {"x": float("nan")}), "bad-document"),
        (Doc("articles", "a", 1, {"x": object()}), "bad-document"),
        (Doc("stories", "a", 1, {"headline": "no story"}), "bad-document"),
        (Doc("dead", "a", 1, {"text": "x" * (17 * 1024 * 1024)}), "too-large"),
    ],
)
def test_what_can_never_be_written_is_said(doc: Doc, reason: str) -> None:
    error = render(doc)
    assert isinstance(error, ItemError)
    assert error.reason == reason


def test_highlights_are_cut_from_the_original() -> None:
    texts = [Text("body", "Une levée d’OpenAI’s board. " + "x" * 400 + " levée", "fr"), Text("", "levée")]
    folded = folded_text(texts[0].text)
    marked = folded.replace("levee", "\x02levee\x03").replace("d'openai's", "\x02d'openai's\x03")
    found = highlights(texts, {"body_fr": [marked], "values_fr": ["\x02levee\x03"]})
    assert list(found) == ["body"]
    assert found["body"][0].startswith("Une \x02levée\x03 d’\x02OpenAI\x03’s board.")
    assert found["body"][1].endswith("\x02levée\x03")
    assert highlights(texts, {"body_fr": ["a text that is not there \x02levee\x03"]}) == {}


def test_every_collection_has_an_index_of_its_own_version(tmp_path: Path) -> None:
    for collection in COLLECTIONS:
        index = load_index(collection)
        assert index["mappings"]["dynamic"] == "strict"
        assert index["settings"]["number_of_shards"] == 1  # a migration counts on it
        assert index["mappings"]["_meta"]["version"] >= 1
        assert index["mappings"]["properties"]["document"] == {"type": "object", "enabled": False}
        assert "nested" not in json.dumps(index)
    with pytest.raises(ConfigError, match="can't be read"):
        load_index("articles", tmp_path)


def test_how_long_an_article_was_on_its_way() -> None:
    at = int(AT.timestamp() * 1000)

    def seconds(one: Article, indexed_at: int | None = at + 2500) -> tuple[float | None, float | None]:
        source = render(flagged(one), indexed_at)
        assert isinstance(source, bytes)
        fields = json.loads(source)
        assert fields["first_seen"] == at
        return fields.get("seconds_to_discovery"), fields.get("seconds_to_index")

    assert seconds(article("a", published=AT - timedelta(minutes=1))) == (60, 2.5)
    assert seconds(article("a", published=None)) == (None, 2.5)
    assert seconds(article("a", published=AT + timedelta(hours=1))) == (None, 2.5), "a date to come"
    assert seconds(article("a"), None) == (0, None), "a rebuild"
    assert seconds(article("a").model_copy(update={"silent": True})) == (None, None)
    again = article("a").model_copy(update={"fetched_at": AT + timedelta(hours=1)})
    assert seconds(again) == (0, None), "a later look"


def test_the_currency_is_that_of_the_largest_sum_of_today() -> None:
    doc = story("s", "Rachat")
    deal = {"amount": {"value": 5.0, "currency": "EUR"}, "other_amounts": [{"value": 9.0, "currency": "GBP"}]}
    old = {"amount": {"value": 70.0, "currency": "USD"}, "tense": "history"}
    body = {**doc.body, "deals": [deal, old]}
    fields = rendered(Doc("stories", "s", 1, body))
    assert (fields["currency"], fields["amount"]) == ("GBP", 9.0)
    assert "currency" not in rendered(Doc("stories", "s", 1, {**doc.body, "deals": []}))


def test_alerts_and_sources_are_flat_and_nothing_else_is() -> None:
    told = {
        "id": "s",
        "story": "s",
        "channel": "C1",
        "state": "sent",
        "reason": "x" * 5000,
        "planned": None,
        "history": [{"at": "2023-01-24T09:00:00Z"}],
        "notice": {"title": "Digest"},
    }
    fields = flat_fields("alerts", told)
    assert fields["first_seen"] == fields["decided_at"] == int(AT.timestamp() * 1000)
    assert (len(fields["reason"]), fields["headline"], "labels" in fields) == (2000, "Digest", False)
    assert "seconds_to_alert" not in fields
    assert flat_fields("alerts", {"id": "silence:x", "until": "2023-01-24T09:00:00Z"}) == {}
    assert flat_fields("urls", {"url": "https://a/", "last_error": "x"}) == {}
    source = flat_fields("sources", {"health": {"word": "broken"}, "last_error": None, "entries_seen": 0})
    assert source == {"health": "broken", "entries_seen": 0}
    for collection, flat in (("alerts", fields), ("sources", source)):
        assert flat.keys() <= load_index(collection)["mappings"]["properties"].keys()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "later"),
    [
        ({}, False),
        ({"article": "none"}, False),
        ({"article": {"fetched_at": "when", "discovered_at": "2023-01-24T09:00:00Z"}}, False),
        ({"article": {"fetched_at": "2023-01-24T09:59:59Z", "discovered_at": "2023-01-24T09:00:00Z"}}, False),
        ({"article": {"fetched_at": "2023-01-24T10:00:00Z", "discovered_at": "2023-01-24T09:00:00Z"}}, True),
    ],
)
def test_a_page_that_is_fetched_again_is_known_by_its_times(body: dict[str, Any], later: bool) -> None:
    assert later_look(Doc("articles", "a", 1, body)) is later
    assert later_look(Doc("stories", "a", 1, body)) is False
