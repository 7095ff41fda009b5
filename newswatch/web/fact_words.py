"""A story's facts in the words of a reader, for the web page and for `show`: needs none of the page's libraries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newswatch.messages import Story, StoryFact
from processors.alerting.card import HOW, deal_details
from processors.alerting.headings import deal_text, launch_text
from processors.alerting.money_text import sum_text
from processors.stories.facts import as_one
from processors.stories.facts_view import deals_of, launches_of, money_of
from processors.stories.places import places

NAMES: Mapping[str, str] = {
    "status": "Status", "investor": "Investor", "target": "Target", "amount": "Amount",
    "valuation": "Valuation", "stage": "Kind", "disclosed": "Amount disclosed",
    "organisation": "Organisation", "product": "Product", "version": "Version",
    "availability": "Availability", "planned": "Planned for", "told_by": "According to",
}  # fmt: skip
"""Facts by name in the order in which they are shown."""


def parts_of(story: Story) -> list[list[StoryFact]]:
    """The facts of each deal, then of each launch, the most reported one first."""
    place = places(story.facts)
    together: dict[str, list[StoryFact]] = {}
    for fact in story.facts:
        if fact.group.startswith(("deal:", "launch:")):
            together.setdefault(place[fact.group], []).append(fact)

    def order(name: str) -> tuple[bool, int, str]:
        reporting = {r.article for f in together[name] for r in f.reports}
        return name.startswith("launch:"), -len(reporting), name

    return [together[name] for name in sorted(together, key=order)]


def named(facts: Sequence[StoryFact]) -> list[tuple[str, list[StoryFact]]]:
    """One deal's or launch's facts by name, in the order in which they are shown: the value on the card first."""
    found = [
        (words, sorted(as_one(f for f in facts if f.name == name and f.reports), key=lambda f: not f.chosen))
        for name, words in NAMES.items()
    ]
    return [(words, same) for words, same in found if same]


def title_and_details(facts: Sequence[StoryFact]) -> tuple[str, str]:
    """`Nvidia → Lumenor` and `confirmed · 850 m USD · acquisition`; a launch has no details."""
    deal, launch = next(iter(deals_of(facts)), None), next(iter(launches_of(facts)), None)
    if deal:
        return deal_text(deal), deal_details(deal)
    return (launch_text(launch) if launch else "Reported"), ""


def value_text(fact: StoryFact) -> str:
    """The value in a person's words: `~10 bn USD`, `rumoured`, `available`, `no`."""
    if fact.name == "availability":
        return HOW.get(fact.value, fact.value)
    return sum_text(money_of(fact)) if fact.number is not None and fact.reports else fact.value
