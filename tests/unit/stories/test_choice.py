"""What comes of a deal and how far a launch is go on by steps: no majority and no late telling takes one back."""

from __future__ import annotations

import pytest

from newswatch.messages import Availability, DealStatus, Flagged, Story
from newswatch.web.fact_words import named
from processors.alerting.card import card_of
from processors.alerting.changes import material_changes
from processors.cluster import start_cluster
from processors.stories.choice import voices
from processors.stories.facts import conflicts
from processors.stories.places import places

from .made import article, at, deal, launch
from .test_facts_rule import COPY

DAY = 24 * 60.0


def last(*told: Flagged) -> Story:
    """The last version of the one story that these make."""
    stories = [s for o in start_cluster((), {})(told, {}) for s in o if isinstance(s, Story)]  # type: ignore[union-attr]
    assert len(stories[-1].members) == len(told)
    return stories[-1]


def says(status: DealStatus, minutes: float, outlet: str, *, own: bool = False) -> Flagged:
    words = article(f"Nebulon buys startup Koralis, {outlet} has it", minutes, outlet=outlet, first_party=own)
    return deal(words, ["Nebulon"], "Koralis", status=status)


def denies_talks(minutes: float, outlet: str, *, own: bool = False) -> Flagged:
    """As detection has it: without a label, what it denies in the deals' place."""
    (made,) = says("denied", minutes, outlet, own=own).deals
    words = article(f"Koralis denies talks with Nebulon: {outlet}", minutes, outlet=outlet, first_party=own)
    return Flagged(article=words, undone=(made.model_copy(update={"of_talks": True}),))


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ([says("confirmed", 0, "A"), says("confirmed", 5, "B"), says("denied", 60, "C")], "denied"),
        ([says("denied", 0, "C"), says("confirmed", 60, "A"), says("confirmed", 65, "B")], "denied"),
        ([says("denied", 0, "C"), says("confirmed", DAY, "A")], "denied"),
        ([says("denied", 0, "C"), says("confirmed", DAY, "A"), says("confirmed", DAY, "B")], "confirmed"),
        ([says("denied", 0, "C"), says("rumoured", DAY, "A"), says("rumoured", DAY, "B")], "denied"),
        ([says("denied", 0, "C"), says("confirmed", 60, "Koralis", own=True)], "confirmed"),
        ([says("confirmed", 0, "Nebulon", own=True), says("denied", 60, "C")], "confirmed"),
        ([says("confirmed", 0, "Nebulon", own=True), says("abandoned", DAY, "C")], "abandoned"),
        ([says("confirmed", 0, "Nebulon", own=True), says("closed", DAY, "C")], "closed"),
        ([says("denied", 0, "Koralis", own=True), says("confirmed", DAY, "A"), says("confirmed", DAY, "B")], "denied"),
        ([says("denied", 0, "Koralis", own=True), says("confirmed", 60, "Nebulon", own=True)], "confirmed"),
        ([says("abandoned", 0, "A"), says("confirmed", DAY, "A2")], "abandoned"),
        ([says("abandoned", 0, "A"), says("confirmed", DAY, "A2"), says("confirmed", DAY, "B")], "confirmed"),
        ([says("abandoned", 0, "A"), says("confirmed", 60, "A2"), says("confirmed", 60, "B")], "abandoned"),
        ([says("confirmed", 0, "Nebulon", own=True), says("denied", DAY, "C")], "confirmed"),
        ([says("closed", 0, "A"), says("confirmed", DAY, "A2"), says("confirmed", DAY, "B")], "closed"),
        ([says("denied", 0, "Koralis", own=True), says("closed", DAY, "A"), says("closed", DAY, "B")], "closed"),
        ([says("denied", 0, "Koralis", own=True), says("closed", DAY, "A")], "denied"),
        ([says("denied", 0, "Koralis", own=True), says("closed", 60, "A"), says("closed", 65, "B")], "denied"),
        ([says("denied", 0, "Koralis", own=True), says("closed", DAY, "Nebulon", own=True)], "closed"),
        ([says("closed", 0, "Koralis", own=True), says("denied", DAY, "Nebulon", own=True)], "denied"),
        ([says("closed", 0, "A"), says("abandoned", DAY, "B")], "closed"),
        ([says("closed", 0, "A"), says("denied", DAY, "B")], "closed"),
        ([says("closed", 0, "A"), says("abandoned", 60, "B"), says("abandoned", 65, "C")], "closed"),
        ([says("closed", 0, "A"), says("abandoned", DAY, "B"), says("abandoned", DAY, "C")], "abandoned"),
        ([says("closed", 0, "A"), says("abandoned", DAY, "Nebulon", own=True)], "abandoned"),
        ([says("abandoned", 0, "A"), says("closed", DAY, "B")], "closed"),
        ([says("abandoned", 0, "Koralis", own=True), says("closed", DAY, "A"), says("closed", DAY, "B")], "closed"),
        ([says("abandoned", 0, "Koralis", own=True), says("closed", DAY, "Nebulon", own=True)], "closed"),
        # what the party denied at first it confirms, and the press closes: none of the three answers both others
        ([says("denied", 0, "Koralis", own=True), says("confirmed", 60, "Nebulon", own=True),
          says("closed", DAY, "A")], "closed"),
        ([says("abandoned", 0, "A"), says("confirmed", DAY, "B"), says("confirmed", DAY, "C"),
          says("denied", DAY + 300, "D")], "denied"),
        # talks of no deal that is named
        ([says("rumoured", 0, "A"), says("rumoured", 5, "B"), denies_talks(60, "C")], "denied"),
        ([says("confirmed", 0, "A"), denies_talks(60, "C")], "denied"),
        ([says("confirmed", 0, "A"), says("confirmed", 5, "B"), denies_talks(DAY, "C")], "confirmed"),
        ([says("confirmed", 0, "A"), denies_talks(60, "C"), says("confirmed", 65, "B")], "confirmed"),
        ([denies_talks(0, "C"), says("confirmed", 60, "A"), says("confirmed", 65, "B")], "confirmed"),
        ([says("confirmed", 0, "Nebulon", own=True), denies_talks(DAY, "Koralis", own=True)], "confirmed"),
        ([says("confirmed", 0, "A"), says("confirmed", 5, "B"), denies_talks(60, "C"), says("denied", 65, "D")],
         "denied"),
    ],
)  # fmt: skip
def test_what_came_of_a_deal(told: list[Flagged], shown: DealStatus) -> None:
    assert [one.status for one in last(*told).deals] == [shown]


def test_a_denial_of_talks_beside_a_deal_that_is_sure_stands_among_what_differs() -> None:
    story = last(says("confirmed", 0, "A"), says("confirmed", 5, "B"), denies_talks(60, "C"))
    assert card_of(story).conflicts == ("status: confirmed (A, B); denied (C)",)


def ships(how: Availability, minutes: float, outlet: str, *, own: bool = False) -> Flagged:
    words = article(f"Claude Opus 5, as {outlet} has it", minutes, outlet=outlet, first_party=own)
    return launch(words, "Anthropic", "Claude Opus 5", how)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ([ships("announced", 0, "A"), ships("announced", 5, "B"), ships("general", 60, "C")], "general"),
        ([ships("general", 0, "A"), ships("announced", DAY, "B"), ships("announced", DAY, "C")], "general"),
        ([ships("announced", 0, "Anthropic", own=True), ships("general", 10, "C")], "general"),
        ([ships("preview", 0, "Anthropic", own=True), ships("general", 10, "C")], "preview"),
        ([ships("preview", 0, "Anthropic", own=True), ships("general", DAY, "C")], "general"),
        ([ships("general", 0, "Anthropic", own=True), ships("preview", DAY, "C")], "general"),
        ([ships("open", 0, "Anthropic", own=True), ships("general", 10, "C")], "open"),
        ([ships("general", 0, "A"), ships("general", 5, "B"), ships("preview", 60, "C")], "preview"),
        ([ships("preview", 0, "C"), ships("general", 60, "A"), ships("general", 65, "B")], "preview"),
        ([ships("preview", 0, "C"), ships("general", 60, "Anthropic", own=True)], "general"),
        ([ships("preview", 0, "C"), ships("general", DAY, "A")], "general"),
        ([ships("general", 0, "A"), ships("preview", DAY, "C"), ships("general", DAY + 5, "B")], "general"),
        ([ships("general", 0, "A"), ships("general", 5, "B"), ships("open", 60, "C")], "open"),
        ([ships("general", 0, "Anthropic", own=True), ships("open", 60, "C")], "general"),
    ],
)
def test_how_far_a_launch_is(told: list[Flagged], shown: Availability) -> None:
    assert [one.availability for one in last(*told).launches] == [shown]


def of(target: str, minutes: float, outlet: str, status: DealStatus, payer: str = "Nebulon") -> Flagged:
    words = article(f"{payer} and {target}: {outlet} has it", minutes, outlet=outlet)
    return deal(words, [payer], target, status=status)


def test_a_firm_told_longer_and_shorter_is_one_deal_and_its_confirmation_is_told() -> None:
    rumour = of("Koralis", 0, "A", "rumoured")
    sure = [of("Koralis Systems", 30 + n, outlet, "confirmed") for n, outlet in enumerate("BC")]
    stories = [s for o in start_cluster((), {})([rumour, *sure], {}) for s in o if isinstance(s, Story)]  # type: ignore[union-attr]
    assert [(d.status, d.target and d.target.value) for d in stories[-1].deals] == [
        ("confirmed", "Koralis Systems")
    ]
    assert [[i.value for i in d.investors] for d in stories[-1].deals] == [["Nebulon"]]
    assert [c.name for c in material_changes(stories[0], stories[-1])] == ["confirmed"]
    assert conflicts(stories[-1].facts) == []


def test_who_says_a_sum_of_the_firms_other_name_says_it_too() -> None:
    """Three say one sum, two of them under the longer name; two say the other, later."""
    told = [
        deal(article(f"Nebulon and {target}: {outlet} has it", minutes, outlet=outlet), ["Nebulon"], target, amount)
        for target, minutes, outlet, amount in (
            ("Koralis", 0, "A", 8e7), ("Koralis Systems", 5, "B", 8e7), ("Koralis Systems", 9, "C", 8e7),
            ("Koralis", 30, "D", 9.5e7), ("Koralis", 35, "E", 9.5e7),
        )
    ]  # fmt: skip
    story = last(*told)
    assert [d.amount.value for d in story.deals if d.amount] == [8e7]
    ((shown, (other,)),) = conflicts(story.facts)
    assert [[r.outlet for r in one.reports] for one in (shown, other)] == [["A", "B", "C"], ["D", "E"]]
    assert [[f.value for f in same] for _, same in named(story.facts)][:2] == [["confirmed"], ["Nebulon"]]


def test_who_tells_a_denied_deal_anew_under_the_firms_other_name_is_a_voice_too() -> None:
    told = [
        of("Koralis", 0, "A", "confirmed"),
        of("Koralis", 60, "N", "denied"),
        of("Koralis", DAY, "B", "confirmed"),
    ]
    assert [d.status for d in last(*told).deals] == ["denied"], "one voice is a late one"
    again = last(*told, of("Koralis Systems", DAY + 9, "C", "confirmed"))
    assert [d.status for d in again.deals] == ["confirmed"]


def test_a_sum_that_is_shown_is_no_other_sum_under_the_firms_other_name() -> None:
    sums = (("Koralis", 0, "A", 8e7), ("Koralis Systems", 5, "B", 8e7), ("Koralis Systems", 9, "C", 9.5e7))
    told = [
        deal(
            article(f"Nebulon and {target}: {outlet} has it", at_, outlet=outlet), ["Nebulon"], target, amount
        )
        for target, at_, outlet, amount in sums
    ]
    assert [[m.value for m in d.other_amounts] for d in last(*told).deals] == [[9.5e7]]


def test_two_firms_of_which_one_has_the_others_name_in_it_are_two() -> None:
    facts = [
        fact
        for told in (of("Koralis", 0, "A", "confirmed"), of("Koralis Systems", 5, "B", "confirmed", "Ardent"),
                     of("Neo Koralis", 9, "C", "confirmed"))
        for fact in last(told).facts
    ]  # fmt: skip
    assert len({place for group, place in places(facts).items() if group.startswith("deal:")}) == 3


def test_a_firm_under_three_names_is_one_by_the_name_between_them() -> None:
    told = [of("Koralis Robotics", n, f"A{n}", "confirmed") for n in range(3)]
    told += [
        *(of("Koralis", 20 + n, f"B{n}", "confirmed") for n in range(2)),
        of("Koralis Systems", 30, "C", "confirmed"),
    ]
    facts = [fact for one in told for fact in last(one).facts]
    assert {place for group, place in places(facts).items() if group.startswith("deal:")} == {
        "deal:koralisrobotics"
    }


def sum_of(amount: float, currency: str, minutes: float, outlet: str) -> Flagged:
    words = article(f"Nebulon buys startup Koralis, {outlet} has it", minutes, outlet=outlet)
    return deal(words, ["Nebulon"], "Koralis", amount, currency=currency)


def test_a_sum_stays_as_it_was_told_and_what_it_comes_to_elsewhere_speaks_for_it() -> None:
    dollars, euros = sum_of(2e9, "USD", 0, "A"), sum_of(1.8e9, "EUR", 30, "B")
    dissent = sum_of(2.6e9, "USD", 60, "C")
    for story in (last(dollars, euros), last(dollars, euros, dissent)):
        assert [(m.value, m.currency) for d in story.deals if (m := d.amount)] == [(2e9, "USD")]


def test_one_who_copies_is_no_second_voice_beside_another_text_of_the_same_outlet() -> None:
    first = deal(article("Nebulon buys Koralis", 0, outlet="A", body=COPY), ["Nebulon"], "Koralis", 8e7)
    again = deal(article("Nebulon buys Koralis, the details", 9, outlet="A"), ["Nebulon"], "Koralis", 8e7)
    copy = deal(article("Nebulon buys Koralis!", 20, outlet="B", body=COPY), ["Nebulon"], "Koralis", 8e7)
    (fact,) = [f for f in last(first, again, copy).facts if f.name == "amount"]
    origin = {one.article.id: one.article.id for one in (first, again)} | {copy.article.id: first.article.id}
    assert voices(fact.reports, origin) == 1


def test_a_page_that_is_touched_up_says_nothing_later() -> None:
    """A new date on it made its old sum the newest one, and the thread told a change that was none."""
    first = sum_of(5e9, "USD", 0, "A")
    others = [sum_of(6e9, "USD", 30, "B"), sum_of(6e9, "USD", 40, "C")]
    touched = article("Nebulon buys startup Koralis, A has it!", 2 * DAY, outlet="A", id=first.article.id)
    again = deal(touched, ["Nebulon"], "Koralis", 5e9)
    versions = [s for o in start_cluster((), {})([first, *others, again], {}) for s in o]  # type: ignore[union-attr]
    assert [d.amount.value for s in versions[-2:] for d in s.deals if d.amount] == [6e9, 6e9]  # type: ignore[union-attr]
    assert {s.first_seen for s in versions} == {at(0)}, "it was found when it was first found"  # type: ignore[union-attr]


def test_what_a_page_says_anew_is_told_when_it_says_so() -> None:
    """A publisher's correction counted as old as the page, so that whoever had copied the first sum won."""
    first, copied = sum_of(3e9, "USD", 0, "A"), sum_of(3e9, "USD", 30, "B")
    mended = article("Nebulon buys startup Koralis, corrected", 90, outlet="A", id=first.article.id)
    mended = mended.model_copy(update={"date_published": first.article.date_published})
    stories = start_cluster((), {})([first, copied, deal(mended, ["Nebulon"], "Koralis", 2.3e9)], {})
    assert [d.amount.value for o in stories for s in o for d in s.deals if d.amount][-1] == 2.3e9  # type: ignore[union-attr]


def test_a_date_to_come_makes_a_sum_no_newer_than_those_of_others() -> None:
    ahead = sum_of(5e9, "USD", 0, "A")
    ahead = ahead.model_copy(
        update={"article": ahead.article.model_copy(update={"date_published": at(20 * 60)})}
    )
    story = last(ahead, sum_of(6e9, "USD", 30, "B"), sum_of(6e9, "USD", 40, "C"))
    assert [d.amount.value for d in story.deals if d.amount] == [6e9]
    assert story.first_reported == at(0), "nor is it news for longer"
