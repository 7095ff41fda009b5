"""Any text is flagged, evidence always quotes the text, and time grows with length alone."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newswatch.messages import Evidence, Flagged
from processors.detect.words.text import fold, with_initials
from processors.flag import Rules

Flag = Callable[..., Flagged]

_WORDS = (
    "Microsoft|OpenAI|invests|$10 billion|in|va investir|10 Md$|dans|Claude Opus 4.5|,|:|«|»|\n|lance|now|selon|"
    "n'a pas|AI| |\u200b|É|İ|🙂|by|2019|while"
)
_PIECES = st.sampled_from(_WORDS.split("|"))


def _evidence(flagged: Flagged) -> list[Evidence]:
    found: list[Evidence | None] = []
    for deal in flagged.deals:
        found += [one.evidence for one in deal.investors]
        found += [one.evidence for one in (deal.target, deal.amount, deal.valuation) if one is not None]
        found.append(deal.evidence)
    for launch in flagged.launches:
        facts = (launch.organisation, launch.product, launch.planned, launch.told_by)
        found += [one.evidence for one in facts if one is not None]
        found.append(launch.evidence)
    found += [mention.evidence for mention in flagged.mentions]
    found += [figure.evidence for figure in flagged.figures]
    found += [reason.evidence for reason in flagged.reasons]
    return [one for one in found if one is not None]


def _quotes(flagged: Flagged) -> None:
    for one in _evidence(flagged):
        assert flagged.article.text(one.field)[one.start : one.end] == one.quote


_STAMPS = st.sampled_from(["", "", "[News] ", "May 4, 2031Product"])


@settings(deadline=None)
@given(_STAMPS, st.lists(_PIECES, max_size=30).map(" ".join), st.lists(_PIECES, max_size=40).map(" ".join))
def test_evidence_quotes_the_text(flagged: Flag, stamp: str, headline: str, description: str) -> None:
    _quotes(flagged(stamp + headline, description, description * 2))


@pytest.mark.parametrize("stamp", ["[News] ", "May 4, 2031Product", "[News] May 4, 2031Announcements"])
def test_evidence_is_where_it_stands_behind_a_lists_stamp(flagged: Flag, stamp: str) -> None:
    told = flagged(f"{stamp}Introducing Claude Bramble, our gardener", publisher="Anthropic")
    _quotes(told)
    product = told.launches[0].product
    assert product is not None
    assert product.evidence is not None
    assert product.evidence.start == len(stamp) + len("Introducing ")


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=300))
def test_any_text_is_flagged(flagged: Flag, text: str) -> None:
    _quotes(flagged(text, text, text))


def test_a_sum_of_another_sentence_than_the_buyers_is_no_slip(flagged: Flag) -> None:
    """A plain text whose first sentence names who spends, and whose second the sum: it raised IndexError."""
    told = "Two data centres, an office in Lyon and then a team for robots: the boss told of a €3.5bn raise."
    _quotes(flagged("", "", f"Sam Altman now runs a $400bn company. {told}"))


_REPEATED = (
    "a|1,|$1 |Microsoft invests $1 billion in OpenAI |«|é |A-1-|\n|10 milliards de "
    "|GPT-5-|the |Claude lance | - "
)


@pytest.mark.parametrize("piece", _REPEATED.split("|"))
def test_a_megabyte_is_read_in_time(flagged: Flag, piece: str) -> None:
    text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    begin = time.process_time()
    flagged(text, text, text)
    assert time.process_time() - begin < 1.0


@pytest.mark.parametrize(
    ("again", "told"),
    [("A", " led the round."), ("A", "-led round of funding."), ("Aa, ", " led the round.")],
)
def test_what_is_no_name_before_a_word_for_leading_is_read_in_time(
    flagged: Flag, again: str, told: str
) -> None:
    """Its time grew with the square of its length, up to what of a description is read for who leads."""
    below = (again * 1_470)[:1_470] + told

    def took() -> float:
        begin = time.process_time()
        flagged("Quillon raises $2 billion for its AI models", below)
        return time.process_time() - begin

    assert min(took() for _ in range(3)) < 0.06


def test_stops_behind_which_a_headline_goes_on_are_read_in_time(flagged: Flag) -> None:
    """Each one more of them doubled the time."""
    begin = time.process_time()
    flagged(f"Quillon bakes bread {'!' * 24})")
    assert time.process_time() - begin < 0.5


def test_a_long_word_between_a_sum_and_how_often_it_is_paid_is_read_in_time(flagged: Flag) -> None:
    """It was taken in pieces, which took time with the cube of its length."""

    def took() -> float:
        begin = time.process_time()
        flagged(f"Microsoft invests $2 billion in {'Quillon' * 40} to train its AI models")
        return time.process_time() - begin

    assert min(took() for _ in range(3)) < 0.06


def test_how_many_are_given_it_is_read_in_time(flagged: Flag) -> None:
    """A number in groups was taken in pieces, which took time with the cube of its length."""
    begin = time.process_time()
    flagged("Microsoft déploie Copilot aux " + "1 000 " * 500)
    assert time.process_time() - begin < 0.5


def test_the_same_article_gives_the_same_message(flagged: Flag, rules: Rules) -> None:
    first = flagged("Google invests $1 billion in Anthropic")
    assert first == flagged("Google invests $1 billion in Anthropic")
    assert first.rules_version == rules.version


@given(st.text(max_size=60))
def test_a_text_with_initials_keeps_its_length(text: str) -> None:
    folded = fold(text)
    assert len(with_initials(folded)) == len(folded) == len(text)


def test_a_name_behind_a_letter_that_is_two_as_a_capital_is_found(flagged: Flag) -> None:
    mentions = flagged("ßtein: Microsoft baut um").mentions
    assert [one.name for one in mentions] == ["Microsoft"]


_ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "labelled" / "open.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("seed", range(6))
def test_words_in_any_order_are_flagged(flagged: Flag, seed: int) -> None:
    """Real words in an order that nobody writes, on vendors' own pages too: some rules once took it for granted."""
    drawn = random.Random(seed)
    for row in _ROWS:
        headline, below = row["title"].split(), (row["summary"] or "").split()
        drawn.shuffle(headline)
        drawn.shuffle(below)
        told = " ".join(headline)
        own = drawn.choice(("", "OpenAI", "Meta", "NVIDIA"))
        _quotes(flagged(told.title() if drawn.random() < 0.2 else told, " ".join(below) or None, own=own))


def test_a_vendors_page_on_anothers_product_is_flagged(flagged: Flag) -> None:
    """It raised AssertionError: a product that counts as the vendor's own is not always a watched company's."""
    told = "Sora feed fills WITH per shoplifting GPUs. Amazon Nova: a new FAMILY "
    flagged(told, "KI-Rechenzentren of foundation tour models at a à price Altmans token")
    flagged("plus at", "PowerPoint IPO, Its Claude machine its et gets built $31 our a $183B", own="Meta")


@pytest.mark.parametrize("headline", ["—", "…", "as —"])
def test_a_vendors_headline_without_a_word(flagged: Flag, headline: str) -> None:
    (launch,) = flagged(headline, "Today, we are launching Gemini 4.", own="Google").launches
    assert launch.product is not None
    assert launch.product.value == "Gemini 4"


@pytest.mark.parametrize("headline", ["With", "Avec", 'unveils « " not', ":", "…", "– –"])
def test_a_vendors_headline_that_breaks_off(flagged: Flag, headline: str) -> None:
    """They raised IndexError: a word that a name is asked behind, quotes around nothing, and stops alone."""
    assert not flagged(headline, own="OpenAI").deals
    assert not flagged(headline, own="Mistral AI").deals


def test_a_model_whose_name_is_a_family_with_a_version_is_found_once(flagged: Flag) -> None:
    """`GPT` with what is behind it, and the model itself, stood in one place: it raised TypeError."""
    told = flagged("OpenAI launches gpt-image-1 for bakers", "OpenAI says gpt-image-1 is out for developers.")
    assert told.launches[0].product is not None
    assert told.launches[0].product.value == "gpt-image-1"
