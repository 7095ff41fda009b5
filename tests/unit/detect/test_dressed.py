"""What lists, feeds and desks put around a headline or before a description changes nothing of what it tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswatch.messages import Fact, Flagged
from processors.detect.grammar.tails import description_begin, description_end, headline_span
from tests.unit.detect.conftest import Flag

TOLD = (
    ("Announcing Grok for Lighthouses", None, "xAI"),
    ("Buoy tracking in Claude Code", None, "Anthropic"),
    ("Gemini peut (enfin) dessiner des cartes marines, mais pas pour tout le monde", None, "La Gazette"),
    ("Boussole, le traducteur de Google, débarque sur mobile", None, "La Gazette"),
    ("Nvidia reels in harbour AI specialist Quillon for $3.6B", None, "The Press"),
    ("Bexley raises $300M", "The AI start-up sells agents to harbours. Sequoia led the round.", "The Press"),
    ("Tides, told by machines", "OpenAI launches Sonde 4, a model for sailors.", "The Press"),
    ("Google opens an office in Brest", "The company will hire 200 people.", "The Press"),
)
DRESSES: dict[str, Callable[[str], str]] = {
    "emoji": "🚀 {}".format,
    "breaking": "Breaking: {}".format,
    "exclusif": "EXCLUSIF : {}".format,
    "news": "Actualité : {}".format,
    "item": "- {}".format,
    "point": "• {}".format,
    "number": "12. {}".format,
    "stop": "{}.".format,
    "bang": "{}\u202f!".format,
    "cut": "{} …".format,
    "quotes": "“{}”".format,
    "guillemets": "«\u00a0{}\u00a0»".format,
    "minutes": "{} (4 minute read)".format,
    "forum": "{} (YC S31) [pdf]".format,
    "hashtags": "{} #AI #Boats".format,
    "all": "🔥 Exclusive: {}! #IA".format,
}
BYLINES = ("By Ada Quill. ", "Par Ada Quill et Jean Lorne - ", "BREST, France (Reuters) - ", "Paris (AFP) – ")


def _facts(flagged: Flagged) -> list[Fact]:
    found = [deal.target for deal in flagged.deals] + [launch.product for launch in flagged.launches]
    return [fact for fact in found if fact is not None]


@pytest.mark.parametrize("dress", DRESSES)
def test_a_headline_tells_the_same_in_any_dress(flagged: Flag, dress: str) -> None:
    for headline, description, publisher in TOLD:
        bare = flagged(headline, description, publisher=publisher)
        dressed = flagged(DRESSES[dress](headline), description, publisher=publisher)
        assert dressed.labels == bare.labels, headline
        assert [fact.value for fact in _facts(dressed)] == [fact.value for fact in _facts(bare)], headline
        for reason in dressed.reasons:
            proof = reason.evidence
            if proof is not None:
                assert dressed.article.text(proof.field)[proof.start : proof.end] == proof.quote


@pytest.mark.parametrize("byline", BYLINES)
def test_a_description_tells_the_same_behind_a_byline(flagged: Flag, byline: str) -> None:
    for headline, description, publisher in TOLD:
        if description is not None:
            bare = flagged(headline, description, publisher=publisher)
            signed = flagged(headline, byline + description, publisher=publisher)
            assert signed.labels == bare.labels, headline
            for deal in signed.deals:
                proof = deal.evidence
                if proof is not None:
                    assert signed.article.text(proof.field)[proof.start : proof.end] == proof.quote


@pytest.mark.parametrize(
    "headline",
    [
        "By Jove",
        "“Tides” are told by “Sonde”",
        "U.S. opens a probe",
        "#1 in boats",
        "(Very) big boats",
        "…",
        "🚀",
        "« »",
        "",
    ],
)
def test_what_belongs_to_a_headline_stays(headline: str) -> None:
    begin, end = headline_span(headline, "The Press")
    assert 0 <= begin <= end <= len(headline)
    if any(c.isalpha() for c in headline):
        assert headline[begin:end] == headline


def test_a_sentence_that_begins_like_a_byline_stays() -> None:
    assert description_begin("By 2031 Ada Quill. wants boats") == 0
    assert description_begin("By Ada Quill’s count, nine boats sail.") == 0


_LISTED = "Corvex raises $300M for AI boats - Harbour Post"


@pytest.mark.parametrize(
    ("description", "read"),
    [
        ("Corvex raises $300M for AI boats Harbour Post", "Corvex raises $300M for AI boats"),
        ("Corvex raises $300M for AI boats\xa0\xa0Harbour Post ", "Corvex raises $300M for AI boats"),
        ("The round was led by Harbour Post", "The round was led by Harbour Post"),
        ("Harbour Post", "Harbour Post"),
        ("Boats. The post Corvex raises $300M appeared first on Harbour Post.", "Boats. "),
    ],
)
def test_a_headline_told_again_ends_before_its_outlet(description: str, read: str) -> None:
    ends = headline_span(_LISTED, "Harbour Post")[1]
    assert description[: description_end(description, _LISTED, ends)] == read


@given(st.text(max_size=120), st.text(max_size=20))
def test_the_words_of_any_headline_lie_within_it(headline: str, publisher: str) -> None:
    begin, end = headline_span(headline, publisher)
    assert 0 <= begin <= end <= len(headline)
    assert description_begin(headline) <= len(headline)
