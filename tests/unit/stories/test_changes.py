"""Material changes have a name each; all else edits the card in silence."""

from __future__ import annotations

from itertools import pairwise

import pytest

from newswatch.messages import Availability, DealStatus, Flagged, Ruling, Story
from processors.alerting.card import card_of
from processors.alerting.changes import Change, material_changes
from processors.cluster import start_cluster
from processors.stories.choice import is_described
from processors.stories.facts import claims_of
from processors.stories.places import places

from .made import NOON, article, at, deal, launch


def told(*messages: Flagged | Ruling) -> list[Story]:
    """All versions that these inputs make."""
    return [s for outcome in start_cluster(())(messages, {}) for s in outcome if isinstance(s, Story)]  # type: ignore[union-attr]


def names(first: Flagged, second: Flagged) -> list[str]:
    """The changes from one version to the next."""
    before, now = told(first, second)
    assert before.id == now.id
    return [c.name for c in material_changes(before, now)]


def one(minutes: float = 0, outlet: str = "A", amount: float | None = None, *, status: DealStatus = "confirmed",
        investors: tuple[str, ...] = ("Nebulon",), valuation: float | None = None, id: str | None = None,
        currency: str = "USD", own: bool = False) -> Flagged:  # fmt: skip
    """A telling of one deal."""
    headline = f"{investors[0]} and Koralis, as {outlet} has it ({amount})"
    words = article(headline, minutes, outlet=outlet, id=id, first_party=own)
    return deal(words, investors, "Koralis", amount, status=status, valuation=valuation, currency=currency)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (one(status="rumoured"), one(9, "B"), ["confirmed"]),
        (one(status="rumoured"), one(9, "B", status="denied"), ["denied"]),
        (one(), one(60 * 24, "B", status="abandoned"), ["abandoned"]),
        (one(), one(60 * 24, "B", status="closed"), ["closed"]),
        (one(status="abandoned"), one(9, "B", own=True), ["confirmed"]),
        (one(), one(9, "B", 8e7), ["amount-set"]),
        (one(0, "A", 8e7), one(60 * 13, "B", 2e8), ["amount-changed"]),
        (one(), one(9, "B", valuation=1e9), ["valuation-set"]),
        (one(), one(9, "B", investors=("Nebulon", "Ardent")), ["new-party"]),
        (one(), one(9, "B"), []),
        (one(0, "A", 1.1e8), one(60 * 13, "B", 1e8, currency="EUR"), []),
    ],
)
def test_a_deals_changes(first: Flagged, second: Flagged, expected: list[str]) -> None:
    assert names(first, second) == expected


def test_a_deal_without_its_target_becomes_one_of_those_that_are_told() -> None:
    """It was taken for each of them, and the sum of another deal for a change of its own."""
    whole = deal(article("Nebulon invests $500m"), ["Nebulon"], None, 5e8)
    first = deal(article("Nebulon invests in Koralis", 5, outlet="B"), ["Nebulon"], "Koralis", 5e8)
    second = deal(article("Nebulon invests in Tervane", 9, outlet="C"), ["Nebulon"], "Tervane", 3e8)
    sent = told(whole)[-1]
    deals = (told(first)[-1].deals[0], told(second)[-1].deals[0])
    for there in (deals, (*sent.deals, *deals)):
        now = sent.model_copy(update={"deals": there, "version": 2})
        assert material_changes(sent, now) == ()
    both = sent.model_copy(update={"deals": (*sent.deals, deals[1])})
    turned = both.model_copy(update={"deals": both.deals[::-1], "version": 3})
    assert material_changes(both, turned) == (), "each is what it was, whichever is told most"


@pytest.mark.parametrize("later", [0, 1])
def test_a_firm_told_by_what_it_is_is_the_one_that_the_next_outlet_names(later: int) -> None:
    """They were two deals of one card, and that the rumour is confirmed was told nobody."""
    words = "Nebulon and an AI chip startup, as {} has it"
    unnamed = deal(
        article(words.format("A"), later * 5), ["Nebulon"], "AI chip startup", 3e8, status="rumoured"
    )
    named = deal(article(words.format("B"), 5 - later * 5, outlet="B"), ["Nebulon"], "Koralis", 4e8)
    stories = told(*sorted((unnamed, named), key=lambda f: f.article.fetched_at))
    assert [(d.status, d.target and d.target.value) for d in stories[-1].deals] == [("confirmed", "Koralis")]
    assert [c.name for c in material_changes(*stories)] == ([] if later else ["confirmed", "amount-changed"])
    assert [conflict.partition(":")[0] for conflict in card_of(stories[-1]).conflicts] == ["amount"]


@pytest.mark.parametrize(
    "others", [[(["Ardent"], "Koralis")], [(["Nebulon"], "Koralis"), (["Nebulon"], "Tervane")]]
)
def test_a_firm_told_by_what_it_is_is_no_other_payers_and_none_of_two(
    others: list[tuple[list[str], str]],
) -> None:
    first = deal(article("Nebulon buys an AI chip startup"), ["Nebulon"], "AI chip startup")
    also = [
        deal(article(f"{payers[0]} buys an AI chip startup, {firm}", 5 + n, outlet=firm), payers, firm)
        for n, (payers, firm) in enumerate(others)
    ]
    facts = [claim for one in (first, *also) for claim in claims_of(one, one.article.publisher, NOON)]
    assert places(facts)["deal:aichipstartup"] == "deal:aichipstartup"


@pytest.mark.parametrize(
    ("name", "described"),
    [
        ("AI chip startup", True), ("start-up d'IA", True), ("maker of AI note-taking app", True),
        ("robotics firm", True), ("jeune pousse", True), ("Koralis", False), ("turbopuffer", False),
        ("xAI", False), ("AI Lab Koralis", False), ("Maker Labs", False), ("data center", False),
        ("Israeli AI startup", True), ("U.S. robotics firm", True), ("AI Chip Startup", True),
        ("AI Start-Up", True), ("Koralis AI Startup", False), ("xAI lab", False), ("Browser Company", False),
    ],
)  # fmt: skip
def test_what_is_a_name_of_a_firm_and_what_is_none(name: str, described: bool) -> None:
    assert is_described(name) is described


def test_outlets_that_differ_on_a_sum_are_told_once() -> None:
    """Each one more made the other sum the majority, and the thread told the change back and forth."""
    sums = [(5e9, "A"), (6e9, "B"), (5e9, "C"), (6e9, "D"), (6e9, "E"), (5e9, "F"), (5e9, "G")]
    versions = told(*(one(9 * n, outlet, amount) for n, (amount, outlet) in enumerate(sums)))
    thread: list[Change] = []
    for sent, now in pairwise(versions):
        thread += material_changes(sent, now, told=thread)
    assert [change.after for change in thread] == ["6 bn USD"]
    with_a_party = enumerate([*sums[:4], (5e9, "H")])
    own = told(*(one(9 * n, outlet, amount, own=outlet == "H") for n, (amount, outlet) in with_a_party))
    assert [c.after for c in material_changes(own[-2], own[-1], told=thread)] == ["5 bn USD"], (
        "a party has the last word"
    )


def test_a_sum_that_nobody_says_any_longer_is_told_though_the_other_was_told_before() -> None:
    first, other = one(0, "A", 5e9), one(9, "B", 6e9, id="b")
    versions = told(first, other, one(60, "B", 5e9, id="b"))
    thread = material_changes(*versions[:2])
    assert [c.after for c in thread] == ["6 bn USD"]
    assert [c.after for c in material_changes(versions[1], versions[2], told=thread)] == ["5 bn USD"]


@pytest.mark.parametrize(
    ("outlet", "minutes", "told"),
    [
        ("B", 24 * 60, ["available"]),
        ("The Gazette", 5 * 60, ["available"]),
        ("B", 5 * 60, []),  # the same news in another outlet's words
    ],
)
def test_a_launch_becomes_available(outlet: str, minutes: int, told: list[str]) -> None:
    first = launch(article("Anthropic announces Claude Opus 5"), "Anthropic", "Claude Opus 5")
    later = article("Claude Opus 5 is here", minutes, outlet=outlet)
    assert names(first, launch(later, "Anthropic", "Claude Opus 5", "general")) == told


DAY = 24 * 60.0


def ships(minutes: float, outlet: str, how: Availability = "general", *, by_verb: bool = False) -> Flagged:
    """A telling of one launch."""
    told = article(f"Claude Opus 5, as {outlet} has it", minutes, outlet=outlet)
    return launch(told, "Anthropic", "Claude Opus 5", how, by_verb=by_verb)


@pytest.mark.parametrize(
    ("later", "replies"),
    [
        ([ships(DAY, "B", by_verb=True)], []),
        ([ships(DAY, "A", by_verb=True)], []),
        ([ships(DAY, "B", by_verb=True), ships(DAY + 30, "C")], ["announced → general"]),
        ([ships(60, "B", by_verb=True), ships(DAY, "C")], ["announced → general"]),
        ([ships(60, "B"), ships(DAY, "C")], []),  # two words for one news, and told as one since
        ([ships(60, "B", by_verb=True), ships(90, "C")], []),
        ([ships(DAY, "B", by_verb=True), ships(DAY + 30, "C"), ships(2 * DAY, "D")], ["announced → general"]),
        (
            [ships(60, "B", "preview"), ships(DAY, "C", by_verb=True), ships(2 * DAY, "D")],
            ["preview → general"],
        ),
    ],
)
def test_that_it_can_be_had_is_told_where_words_say_so(later: list[Flagged], replies: list[str]) -> None:
    """The day after `announces X` others `launch X`: nothing became available that day."""
    versions = told(ships(0, "A", "announced"), *later)
    assert {s.id for s in versions} == {versions[0].id}
    changes = [c for sent, now in pairwise(versions) for c in material_changes(sent, now)]
    assert [f"{c.before} → {c.after}" for c in changes if c.name == "available"] == replies


def test_what_is_launched_by_all_who_tell_it_becomes_nothing_more() -> None:
    assert material_changes(*told(ships(0, "A", by_verb=True), ships(DAY, "B"))) == ()


def test_a_revised_page_takes_back_what_it_said() -> None:
    first = one(0, "A", 8e7, id="a", investors=("Nebulon", "Ardent"))
    second = one(60, "A", id="a")
    changes = material_changes(*told(first, second))
    assert [c.name for c in changes] == ["retracted", "retracted"]
    assert {c.before for c in changes} == {"amount 80 m USD", "investor Ardent"}


def test_a_stealth_edit_shows_before_and_after() -> None:
    change = material_changes(*told(one(0, "A", 8e7, id="a"), one(60, "A", 9e7, id="a")))
    assert [(c.name, c.before, c.after) for c in change] == [("amount-changed", "80 m USD", "90 m USD")]


def page(words: str, minutes: float = 0, *, investors: tuple[str, ...] = ("Nebulon",), target: str = "Koralis",
         amount: float | None = 8e7, valuation: float | None = 1e9,
         status: DealStatus = "confirmed") -> Flagged:  # fmt: skip
    """One page as it reads at a time."""
    told = article(words, minutes, outlet="A", id="a")
    return deal(told, investors, target, amount, valuation=valuation, status=status)


@pytest.mark.parametrize(
    ("later", "name", "before", "after"),
    [
        (page("B", 60, investors=("Ardent",)), "edited", "investor Nebulon", "Ardent"),
        (page("B", 60, investors=()), "retracted", "investor Nebulon", ""),
        (page("B", 60, target="Tervane"), "edited", "target Koralis", "Tervane"),
        (page("B", 60, amount=9e7), "amount-changed", "80 m USD", "90 m USD"),
        (page("B", 60, amount=None), "retracted", "amount 80 m USD", ""),
        (page("B", 60, valuation=2e9), "valuation-changed", "1 bn USD", "2 bn USD"),
        (page("B", 60, valuation=None), "retracted", "valuation 1 bn USD", ""),
        (page("B", 60, status="rumoured"), "edited", "status confirmed", "rumoured"),
        (page("B", 60, status="denied"), "denied", "confirmed", "denied"),
    ],
)
def test_a_deals_page_that_is_rewritten(later: Flagged, name: str, before: str, after: str) -> None:
    (change,) = material_changes(*told(page("A"), later))
    assert (change.name, change.before, change.after) == (name, before, after)
    assert before in change.text or name in ("denied",)
    assert after in change.text or name in ("denied",)


@pytest.mark.parametrize(
    ("product", "availability", "name", "before", "after"),
    [
        ("Claude Opus 5", "announced", "edited", "availability general", "announced"),
        ("Claude Sonnet 5", "general", "edited", "product Claude Opus 5", "Claude Sonnet 5"),
        (None, "general", "retracted", "product Claude Opus 5", ""),
    ],
)
def test_a_launchs_page_that_is_rewritten(
    product: str | None, availability: Availability, name: str, before: str, after: str
) -> None:
    first = launch(article("Anthropic: it is here", id="a"), "Anthropic", "Claude Opus 5", "general")
    later = launch(article("Anthropic: look", 60, id="a"), "Anthropic", product, availability)
    (change,) = material_changes(*told(first, later))
    assert (change.name, change.before, change.after) == (name, before, after)


def test_what_another_outlet_still_says_is_not_taken_back() -> None:
    first, second = page("A"), one(9, "B", 8e7, valuation=1e9)
    versions = told(first, second, page("C", 60, amount=None, valuation=None))
    assert material_changes(versions[1], versions[2]) == ()


def test_a_sum_that_a_page_corrects_is_told_though_others_have_copied_it() -> None:
    first, copies = page("A"), [one(9 + n, "BCD"[n], 8e7, valuation=1e9) for n in range(3)]
    versions = told(first, *copies, page("E", 60, amount=9e7, valuation=1e9))
    (change,) = material_changes(versions[-2], versions[-1])
    assert (change.name, change.before) == ("edited", "amount 80 m USD")
    assert change.after == "90 m USD, while others still say 80 m USD"


def test_a_page_that_takes_all_back_is_one_change_and_says_of_what() -> None:
    gone = Flagged(article=article("Nebulon and Koralis, what we know", 60, outlet="A", id="a"))
    (change,) = material_changes(*told(page("A"), gone))
    assert (
        change.text == "Withdrawn: Nebulon → Koralis, all that was told of it; who reported it does no longer"
    )


def test_a_new_wording_alone_changes_nothing() -> None:
    assert material_changes(*told(page("A"), page("B", 60))) == ()


def test_a_split_takes_nothing_back() -> None:
    first, second = one(0, "A"), one(9, "B", 8e7)
    split = Ruling(decision="split", article=second.article.id, other=first.article.id, by="ann", at=at(60))
    _, before, stays, _ = told(first, second, split)
    assert material_changes(before, stays) == ()


def test_a_confirmation_that_goes_to_another_story_is_taken_back() -> None:
    """The thread said that it was confirmed, and the card alone that it was not."""
    first, second = one(0, "A", status="rumoured"), one(9, "B")
    split = Ruling(decision="split", article=second.article.id, other=first.article.id,
                   leaving=(second.article.id,), by="ann", at=at(60))  # fmt: skip
    _, before, stays, _ = told(first, second, split)
    (change,) = material_changes(before, stays)
    assert change.text == "No longer confirmed: Nebulon → Koralis, rumoured"


def test_a_closing_that_goes_to_another_story_is_taken_back() -> None:
    """The thread went on saying that it was closed."""
    first, second = one(0, "A"), one(60 * 20, "B", status="closed")
    split = Ruling(decision="split", article=second.article.id, other=first.article.id,
                   leaving=(second.article.id,), by="ann", at=at(60 * 21))  # fmt: skip
    _, before, stays, _ = told(first, second, split)
    (change,) = material_changes(before, stays)
    assert change.text == "No longer closed: Nebulon → Koralis, confirmed"


def test_a_closing_that_a_companys_own_page_words_otherwise_is_not_taken_back() -> None:
    *_, before, after = told(one(0, "A"), one(60, "B", status="closed"), one(120, "C", own=True))
    assert after.deals[0].status == "confirmed"
    assert material_changes(before, after) == ()


def test_a_first_version_changes_nothing() -> None:
    assert material_changes(None, told(one())[0]) == ()
