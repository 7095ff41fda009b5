"""A denial and an end reach the card of those who told the deal, though they tell no deal and have no label.

A denial that is found first waits for it.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from newswatch.messages import Article, Deal, DealStatus, Flagged, Ruling, Story, digest
from processors.alerting.card import card_of, coverage_of, doubts
from processors.alerting.changes import material_changes
from processors.alerting.routes import Route, fits
from processors.cluster import start_cluster
from processors.notify import Policy, silent_reason

from .made import article, at, deal

DAY = 24 * 60.0


def tells(
    minutes: float = 0, outlet: str = "A", target: str = "Koralis", investor: str = "Nebulon"
) -> Flagged:
    words = article(f"{investor} buys the startup {target}, {outlet} has it", minutes, outlet=outlet)
    return deal(words, [investor], target, 8e7)


def undoes(
    status: DealStatus,
    minutes: float,
    *,
    target: str = "Koralis",
    investors: tuple[str, ...] = ("Nebulon",),
    outlet: str = "N",
    silent: bool = False,
) -> Flagged:
    """An article without a label that denies or ends a deal."""
    told = article(f"{target}: nothing comes of it, {outlet} has it", minutes, outlet=outlet, silent=silent)
    (made,) = deal(told, investors, target, status=status).deals
    return Flagged(article=told, undone=(made,))


def told(*messages: Flagged | Ruling) -> list[list[Story]]:
    """The versions that each input makes."""
    outcomes = start_cluster((), {})(messages, {})
    assert not any(isinstance(outcome, Exception) for outcome in outcomes)
    return [[s for s in outcome if isinstance(s, Story)] for outcome in outcomes]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("status", "minutes"),
    [("denied", 60), ("denied", -60), ("denied", 3 * DAY), ("abandoned", 60), ("abandoned", 20 * DAY)],
)
def test_it_joins_the_story_of_the_deal_and_is_told(status: DealStatus, minutes: float) -> None:
    (first,), (second,) = told(tells(), undoes(status, minutes))
    assert (second.id, second.version, len(second.members)) == (first.id, 2, 2)
    assert [(c.name, c.before) for c in material_changes(first, second)] == [(status, "confirmed")]
    assert second.deals[0].evidence is not None
    assert second.deals[0].evidence.quote.startswith("Koralis: nothing comes of it")
    assert (second.headline, second.labels) == (first.headline, first.labels)


@pytest.mark.parametrize(
    "other",
    [
        undoes("denied", 60, target="Tervane"),
        undoes("denied", 60, investors=("Ardent",)),
        undoes("denied", 6 * DAY),
        undoes("denied", -5 * DAY),
        undoes("abandoned", 40 * DAY),
        undoes("abandoned", -5 * DAY),
        undoes("denied", 60, silent=True),
        Flagged(article=article("Nebulon and Koralis in court", 60)),
    ],
)
def test_what_undoes_another_deal_or_comes_at_another_time_is_no_part_of_it(other: Flagged) -> None:
    (first,), waits = told(tells(), other)
    assert [(s.labels, s.silent, s.id == first.id) for s in waits] == [((), True, False)] * bool(waits)
    assert bool(waits) == (bool(other.undone) and not other.article.silent)


@pytest.mark.parametrize("status", ["denied", "abandoned"])
def test_alone_it_is_told_nobody(status: DealStatus) -> None:
    alone = told(undoes(status, 0))[0]
    assert [silent_reason(story, at(5), Policy()) for story in alone] == ["denies"]


@pytest.mark.parametrize("status", ["denied", "abandoned"])
def test_it_waits_for_the_telling_that_is_found_later(status: DealStatus) -> None:
    """Outlets are read in no order: the first card says what came of the deal, whoever was read first."""
    late = undoes(status, 5)
    (alone,), (first, gone) = told(late, tells(20))
    assert (first.id, first.version, gone.id, gone.merged_into) == (
        tells(20).article.id,
        1,
        alone.id,
        first.id,
    )
    assert (first.silent, first.outlets, first.labels) == (False, ("A",), ("ai_investment",))
    assert card_of(first).status == status
    assert card_of(first).conflicts == (f"status: {status} (N); confirmed (A)",)
    assert silent_reason(gone, at(20), Policy()) == "merged"


@pytest.mark.parametrize("days", [-20, 0.4, 1.2, 3.9])
def test_an_end_that_nobody_here_had_told_the_deal_before_is_on_the_card_of_who_tells_it_still(
    days: float,
) -> None:
    """A telling of the dead deal was told as if it were alive, and two of a day later bring it back."""
    end, late = undoes("abandoned", 0), tells(days * DAY)
    _, (first, _) = told(end, late)
    _, (other,) = told(late, end)
    assert (first.facts, [m.id for m in first.members]) == (other.facts, [m.id for m in other.members])
    assert [d.status for d in first.deals] == ["abandoned"]
    second = told(end, late, tells(days * DAY + 60, "B"))[-1][0]
    assert [d.status for d in second.deals] == ["confirmed" if days > 1 else "abandoned"]


def test_denials_that_a_person_joined_wait_together() -> None:
    """They are one story of two articles: every later telling of the firm was refused, whatever its deal."""
    one, two = undoes("denied", 5), undoes("denied", 9, outlet="O")
    join = Ruling(decision="join", article=one.article.id, other=two.article.id, by="ann", at=at(15))
    *_, (first, gone), (other,) = told(
        one, two, join, tells(20), tells(30, "B", "Koralis Robotics", "Ardent")
    )
    assert (first.version, len(first.members), gone.merged_into) == (1, 3, first.id)
    assert card_of(first).conflicts == ("status: denied (N, O); confirmed (A)",)
    assert other.id != first.id


def test_one_that_waits_and_tells_the_deal_now_draws_what_tells_it_too() -> None:
    """None was compared with it: each outlet's card stood beside its own."""
    denial, now = undoes("denied", 5), tells(5, "N")
    now = now.model_copy(update={"article": _read_again(now.article, denial, 20)})
    (alone,), (first,), (second,) = told(denial, now, tells(30, "B"))
    assert [(s.id, s.version, s.merged_into) for s in (first, second)] == [
        (alone.id, 2, None),
        (alone.id, 3, None),
    ]
    assert (first.silent, first.labels, first.outlets) == (False, ("ai_investment",), ("N",))
    assert [d.status for d in second.deals] == ["confirmed"]
    assert [silent_reason(one, at(30), Policy()) for one in (alone, first)] == ["denies", None]


def test_one_that_waits_and_is_rewritten_waits_on() -> None:
    denial, now = undoes("denied", 5), undoes("denied", 9, target="Koralis Robotics")
    now = now.model_copy(update={"article": _read_again(now.article, denial, 20)})
    (alone,), (still,), (first, gone) = told(denial, now, tells(30, "B"))
    assert (still.id, still.version, still.silent, still.labels) == (alone.id, 2, True, ())
    assert (first.id != alone.id, first.silent, gone.merged_into) == (True, False, first.id)


def test_one_that_waits_and_is_rewritten_denies_what_it_says_now() -> None:
    """Its page named another firm at first: who told the deal that it denies now was never answered."""
    denial, now = undoes("denied", 5, target="Tervane"), undoes("denied", 9)
    now = now.model_copy(update={"article": _read_again(now.article, denial, 20)})
    _, (still,), (first, gone), (other,) = told(denial, now, tells(30, "B"), tells(40, "C", "Tervane"))
    assert [(d.target.value, d.status) for d in still.deals if d.target is not None] == [
        ("Koralis", "denied")
    ]
    assert (card_of(first).status, gone.id, gone.merged_into) == ("denied", still.id, first.id)
    assert (card_of(other).status, len(other.members)) == ("confirmed", 1)


def test_one_whose_page_tells_the_deal_now_is_news() -> None:
    """The other teller was of a backfill: nobody would be told of a deal that is news."""
    denial, quiet, now = undoes("denied", 5), tells(30, "B"), tells(60, "A")
    quiet = quiet.model_copy(update={"article": quiet.article.model_copy(update={"silent": True})})
    now = now.model_copy(update={"article": _read_again(now.article, denial, 60)})
    story = next(s for s in told(denial, quiet, now)[-1] if s.merged_into is None)
    assert not story.silent


def _read_again(page: Article, of: Flagged, minutes: float) -> Article:
    """A denial's page as it reads later."""
    return page.model_copy(update={"id": of.article.id, "fetched_at": at(minutes)})


@pytest.mark.parametrize("second", ["denied", "abandoned"])
def test_the_order_of_arrival_makes_no_other_story(second: DealStatus) -> None:
    inputs = [tells(), undoes("denied", 9), tells(20, "B"), undoes(second, 30, outlet="O"), tells(40, "C")]
    ends = []
    for order in permutations(inputs):
        *_, last = [s for one in told(*order) for s in one if s.merged_into is None and s.labels]
        ends.append(
            (last.facts, [m.id for m in last.members], last.outlets, last.first_seen, last.deals, last.silent)
        )
    assert all(end == ends[0] for end in ends)


@pytest.mark.parametrize(
    "telling",
    [
        tells(60, target="Tervane"),
        tells(60, investor="Ardent"),
        tells(6 * DAY),
        deal(article("Koralis raises $80m, A has it", 60), [], "Koralis", 8e7),
        tells(-5 * DAY),
        tells(5 * DAY),
    ],
)
def test_it_waits_for_no_other_deal_nor_time(telling: Flagged) -> None:
    _, (story,) = told(undoes("denied", 0), telling)
    assert [d.status for d in story.deals] == ["confirmed"]


@pytest.mark.parametrize("first", [0, 1])
def test_the_sides_of_a_denial_may_be_read_the_wrong_way_round(first: int) -> None:
    """`Koralis says report of Nebulon takeover is false`: whose takeover is it?"""
    inputs = [tells(30), undoes("denied", 40, target="Nebulon", investors=("Koralis",))]
    versions = told(*inputs[first:], *inputs[:first])
    (after,) = [s for s in versions[1] if s.merged_into is None]
    assert [(d.status, d.target and d.target.value, [i.value for i in d.investors]) for d in after.deals] == [
        ("denied", "Koralis", ["Nebulon"])
    ]


def test_it_names_no_payer_whom_nobody_told() -> None:
    _, (story, _) = told(undoes("denied", 0, investors=("Nebulon", "Ardent")), tells(60))
    assert [party.value for party in story.deals[0].investors] == ["Nebulon"]


@pytest.mark.parametrize("outlets", ["AB", "BA"])  # whichever has the lower id
def test_of_two_deals_of_the_same_parties_it_is_about_the_later_one(outlets: str) -> None:
    first, later = tells(0, outlets[0]), tells(10 * DAY, outlets[1])
    (one,), (two,), (answer,) = told(first, later, undoes("abandoned", 11 * DAY))
    assert one.id != two.id
    assert answer.id == two.id


def test_one_of_a_payer_is_not_of_a_round_that_nobody_is_told_to_pay() -> None:
    words = article("Koralis raises $80m, A has it", outlet="A")
    (first,), (waits,) = told(deal(words, [], "Koralis", 8e7), undoes("denied", 60))
    assert (waits.id == first.id, waits.silent) == (False, True)


def test_it_draws_nothing_to_the_story_and_is_drawn_to_none() -> None:
    """Others are not compared with it: it stays where it is whatever comes, and its words find nothing."""
    inputs = [tells(), undoes("denied", 60), tells(70, "B"), tells(80, "C"), tells(90, "D", target="Tervane")]
    versions = told(*inputs)
    assert [s.id for s in versions[3]] == [s.id for s in versions[0]]
    assert len(versions[3][0].members) == 4
    assert [deal.status for deal in versions[3][0].deals] == ["denied"]
    assert len(versions[4][0].members) == 1


def test_it_is_no_second_witness() -> None:
    weak = tells().model_copy(update={"score": {"ai_investment": 0.6}})
    versions = [s for one in told(weak, undoes("denied", 60)) for s in one]
    assert [s.unsure for s in versions] == [True, True]
    assert [doubts(s) for s in versions] == ["one outlet, weak signs"] * 2, "not one origin of two outlets"


@pytest.mark.parametrize("status", ["denied", "abandoned"])
def test_it_reports_nothing_of_the_deal(status: DealStatus) -> None:
    """Dated before the first telling, it was the card's first outlet, and its language and source drew the story to a
    route.
    """
    answer = undoes(status, -60)
    french = answer.article.model_copy(update={"in_language": "fr"})
    (before,), (after,) = told(tells(), answer.model_copy(update={"article": french}))
    assert (after.outlets, after.first_reported, after.first_seen) == (
        ("A",),
        before.first_reported,
        before.first_seen,
    )
    assert coverage_of(after) == coverage_of(before)
    for asked in ({"sources": (french.source.id,)}, {"languages": ("fr",)}):
        assert not fits(Route(id="r", channel="#else", **asked), after)
    assert [link.outlet for link in card_of(after).links] == ["N", "A"], "and is read there all the same"


def test_its_page_read_again_changes_nothing_and_rewritten_it_takes_its_word_back() -> None:
    denial = undoes("denied", 60)
    again = article("A page about Koralis", 120, outlet="N", id=denial.article.id)
    versions = told(tells(), denial, denial, Flagged(article=again))
    assert [len(one) for one in versions] == [1, 1, 0, 1]
    assert [deal.status for deal in versions[3][0].deals] == ["confirmed"]


def test_a_page_that_told_the_deal_and_denies_it_now() -> None:
    first = tells()
    now = article("Nebulon denies that it buys Koralis", 60, outlet="A", id=first.article.id)
    made = Deal(investors=first.deals[0].investors, target=first.deals[0].target, status="denied")
    (before,), (after,) = told(first, Flagged(article=now, undone=(made,)))
    assert [fact.value for fact in after.deals[0].investors] == ["Nebulon"]
    names = [c.name for c in material_changes(before, after)]
    assert names == ["denied", "retracted"], "the sum is withdrawn with it"
    assert [(d.status, d.target and d.target.value) for d in after.deals] == [("denied", "Koralis")]


def test_a_page_that_denies_now_what_it_told_leaves_the_story_as_old_as_it_was() -> None:
    """It was first reported with the next outlet then: days old news were fresh, and a card was looked for too late."""
    first = tells()
    now = article("Nebulon denies that it buys Koralis", 180, outlet="A", id=first.article.id)
    made = Deal(investors=first.deals[0].investors, target=first.deals[0].target, status="denied")
    told_by_b, denial = tells(120, "B"), Flagged(article=now, undone=(made,))
    versions = [
        s for one in told(first, told_by_b, denial, undoes("denied", -60), tells(240, "C")) for s in one
    ]
    assert {(s.first_reported, s.first_seen) for s in versions} == {
        (first.article.date_published, first.article.discovered_at)
    }
    assert [s.outlets for s in versions[2:]] == [("B",), ("B",), ("B", "C")], "it reports the deal no longer"
    assert coverage_of(versions[2]) == "1 outlet, first A at 11:59, seen 41 s later"
    out = Ruling(decision="split", article=first.article.id, other=told_by_b.article.id,
                 leaving=(first.article.id,), by="ann", at=at(300))  # fmt: skip
    parts = told(first, told_by_b, denial, out)[-1]
    assert [s.first_reported for s in parts] == [
        first.article.date_published,
        told_by_b.article.date_published,
    ]


@pytest.mark.parametrize(("target", "status"), [("Koralis", "denied"), ("Tervane", "confirmed")])
def test_its_page_rewritten_names_no_new_party_and_no_new_deal(target: str, status: DealStatus) -> None:
    """A comma that was mended told the thread of a party that joins the deal which the page denies."""
    denial = undoes("denied", 60, investors=("Nebulon", "Ardent"))
    now = article("Koralis, Tervane: nothing comes of it", 90, outlet="N", id=denial.article.id)
    (made,) = deal(now, ["Nebulon", "Ardent"], target, status="denied").deals
    *_, (after,) = told(tells(), denial, Flagged(article=now, undone=(made,)))
    assert [(d.status, d.target and d.target.value) for d in after.deals] == [(status, "Koralis")]
    assert [party.value for party in after.deals[0].investors] == ["Nebulon"]
    assert [dict(m.words) for m in after.members if m.id == now.id] == [{}], "it is compared with none still"


def test_a_person_takes_it_out_and_it_stays_out() -> None:
    first, denial = tells(), undoes("denied", 60)
    out = Ruling(decision="split", article=denial.article.id, other=first.article.id,
                 leaving=(denial.article.id,), by="ann", at=at(70))  # fmt: skip
    copy = denial.article.model_copy(update={"id": digest("copy"), "publisher": "O", "date_published": None})
    versions = told(first, denial, out, tells(80, "B"), Flagged(article=copy, labels=("ai_investment",)))
    stays, goes = versions[2]
    assert [deal.status for deal in stays.deals] == ["confirmed"]
    assert goes.labels == ()
    assert [s.id for s in versions[3]] == [stays.id]


def test_one_that_a_person_joined_to_another_story_and_took_out_again_waits_as_before() -> None:
    """Who had been split off waited no more: the report that it denies was told as if nobody had."""
    denial, other = undoes("denied", 10), deal(article("Altomare buys Tervane", 20), ["Altomare"], "Tervane")
    ids = {"article": denial.article.id, "other": other.article.id, "by": "ann"}
    there = Ruling(decision="join", at=at(30), **ids)
    back = Ruling(decision="split", leaving=(denial.article.id,), at=at(40), **ids)
    late = tells(60)
    *_, (whole, gone) = told(denial, other, there, back, late)
    assert (whole.id, [d.status for d in whole.deals]) == (late.article.id, ["denied"])
    assert gone.merged_into == whole.id
    assert other.article.id in whole.apart


def test_a_restart_anywhere_gives_the_same() -> None:
    inputs = [
        undoes("denied", 10, outlet="M"),
        tells(20),
        undoes("denied", 60),
        tells(70, "B"),
        undoes("abandoned", 2 * DAY, outlet="O"),
        tells(3 * DAY, "C"),
    ]
    whole = [s.encode() for one in told(*inputs) for s in one]
    for cut in range(len(inputs)):
        before = [s for one in told(*inputs[:cut]) for s in one]
        after = start_cluster([s.encode() for s in before], {})(inputs[cut:], {})
        assert [*(s.encode() for s in before), *(s.encode() for one in after for s in one)] == whole  # type: ignore[union-attr]


def test_a_story_lives_on_with_it() -> None:
    """What ends a deal is news of it: the window counts from then."""
    (first,), (second,) = told(tells(), undoes("abandoned", 20 * DAY))
    assert second.updated_at - first.updated_at == timedelta(days=20)


def closes(
    minutes: float,
    outlet: str = "Z",
    *,
    target: str = "Koralis",
    investors: tuple[str, ...] = ("Nebulon",),
    amount: float | None = 8e7,
    silent: bool = False,
) -> Flagged:
    """The purchase is done, told in words of its own."""
    headline = f"{target}: {' and '.join(investors)} has signed all papers, {outlet} says"
    words = article(headline, minutes, outlet=outlet, silent=silent)
    return as_purchase(deal(words, investors, target, amount, status="closed"))


def as_purchase(flagged: Flagged) -> Flagged:
    deals = tuple(one.model_copy(update={"stage": "acquisition"}) for one in flagged.deals)
    return flagged.model_copy(update={"deals": deals})


def test_a_purchase_that_is_done_weeks_later_closes_the_card_that_told_it() -> None:
    inputs = (as_purchase(tells()), closes(20 * DAY), closes(21 * DAY, "Y", amount=None))
    (first,), (second,), (third,) = told(*inputs)
    assert [s.id for s in (second, third)] == [first.id] * 2
    assert [(c.name, c.before) for c in material_changes(first, second)] == [("closed", "confirmed")]
    assert material_changes(second, third) == ()
    assert (third.outlets, third.first_reported) == (("A", "Y", "Z"), first.first_reported)
    again = [s for one in told(*inputs) for s in one]
    after = start_cluster([again[0].encode()], {})(inputs[1:], {})
    assert [s.encode() for one in after for s in one] == [s.encode() for s in again[1:]]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "other",
    [
        closes(20 * DAY, target="Tervane"),
        closes(20 * DAY, investors=("Ardent",)),
        closes(20 * DAY, investors=()),
        closes(20 * DAY, amount=2e8),
        closes(40 * DAY),
        closes(20 * DAY, silent=True),
    ],
)
def test_a_purchase_of_another_kind_or_time_is_a_story_of_its_own(other: Flagged) -> None:
    (first,), (second,) = told(as_purchase(tells()), other)
    assert first.id != second.id


def test_what_was_no_purchase_is_not_closed() -> None:
    """`invests in X` three weeks before `completes its acquisition of X`."""
    (first,), (second,) = told(tells(), closes(20 * DAY))
    assert first.id != second.id
