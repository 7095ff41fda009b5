"""A story's card as plain data: what it says, for the console and Slack to render. Nothing is escaped here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo
from typing import Literal

from newswatch.messages import Deal, Evidence, Label, Launch, Member, Model, Money, Story, StoryFact
from processors.alerting.changes import Change
from processors.alerting.headings import deal_text, known_name, launch_text
from processors.alerting.money_text import money_text, span_text, sum_text
from processors.stories.choice import voices
from processors.stories.facts import conflicts
from processors.stories.facts_view import as_last_said, money_of
from processors.stories.outlets import origins
from processors.stories.tellers import ever_told, tellers

LINKS = 8
"""Articles that a card links to."""
FALLBACK = 240
"""Characters of the plain text that a phone shows."""
MARK = "Unsure"
LABEL_WORDS: dict[Label, str] = {"ai_investment": "AI investment", "competitor_launch": "Competitor launch"}
HOW: dict[str, str] = {
    "announced": "announced", "preview": "in preview", "general": "available", "open": "open"
}  # fmt: skip


class Quote(Model):
    """Words that prove a fact, in their own language."""

    text: str
    outlet: str
    url: str
    language: str | None = None


class Line(Model):
    """One deal or launch: a bold part, the details after it, and who says so."""

    kind: Literal["deal", "launch"]
    text: str
    details: str = ""
    quote: Quote | None = None


class Link(Model):
    """An article of the story."""

    outlet: str
    headline: str
    url: str


class Card(Model):
    """What a person is shown of a story."""

    story: str
    version: int
    title: str
    unsure: str = ""
    """That it is to be taken with care, and why; empty of a sure one."""
    status: str = ""
    labels: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    quote: Quote | None = None
    coverage: str = ""
    changes: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    links_title: str = ""
    """What the links are, where they are not one story's articles: then all of them are shown."""
    more_links: int = 0
    story_url: str | None = None
    merged_into: str | None = None
    fallback: str = ""


def card_of(
    story: Story,
    changes: Sequence[Change] = (),
    *,
    story_url: str = "",
    zone: tzinfo = UTC,
) -> Card:
    """The card of a story. `story_url`: a pattern with `{id}`; `zone`: of the times shown."""
    members = {m.id: m for m in story.members}
    lines = (
        *(_deal_line(story, deal, members) for deal in story.deals),
        *(_launch_line(story, launch, members) for launch in story.launches),
    )
    lines = _each_quote_once(lines)
    title = title_of(story)
    shown = _first_outlets(story)[:LINKS]
    coverage = coverage_of(story, zone)
    return Card(
        story=story.id,
        version=story.version,
        title=title,
        unsure=f"{MARK}: {doubts(story)}" if story.unsure else "",
        status=story.deals[0].status if story.deals else "",
        labels=tuple(LABEL_WORDS[label] for label in story.labels),
        lines=lines,
        quote=next((line.quote for line in lines if line.quote), None) or _headline_quote(story),
        coverage=coverage,
        changes=tuple(change.text for change in changes),
        conflicts=_conflicts(story),
        links=tuple(Link(outlet=m.publisher, headline=m.headline, url=m.url) for m in shown),
        more_links=len(story.members) - len(shown),
        story_url=story_url.replace("{id}", story.merged_into or story.id) or None,
        merged_into=story.merged_into,
        fallback=_fallback(title, lines, story, coverage),
    )


def _each_quote_once(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines with one quote stand together, and the last of them carries it."""
    place = {line.quote: n for n, line in reversed(list(enumerate(lines)))}
    ordered = sorted(lines, key=lambda line: place[line.quote])
    bare = [
        line.model_copy(update={"quote": None}) if after is not None and line.quote == after.quote else line
        for line, after in zip(ordered, [*ordered[1:], None], strict=False)  # no line at all: no pair
    ]
    return tuple(bare)


def doubts(story: Story) -> str:
    """Why an unsure story is: `one outlet, weak signs`; of copies, which the outlets are counted with, `one origin`."""
    witnesses = {member.publisher for member in story.members if member.labels}
    alone = len(story.outlets) == 1 or len(witnesses) == 1
    return f"{'one outlet' if alone else 'one origin'}, weak signs"


def title_of(story: Story) -> str:
    """`Microsoft → OpenAI`, else who launched what, else the headline."""
    if story.deals and (story.deals[0].target or story.deals[0].investors):
        return deal_text(story.deals[0])
    if len(story.launches) == 1:
        launch = story.launches[0]
        return f"{known_name(launch.organisation)} launches {launch_text(launch).partition(': ')[2]}" if (
            launch.planned is None and launch.product is not None
        ) else launch_text(launch)  # fmt: skip
    return story.headline or (launch_text(story.launches[0]) if story.launches else "A story")


def deal_details(deal: Deal) -> str:
    """`confirmed · amount undisclosed; rumoured ~10 bn USD at a valuation of ~30 bn USD · acquisition`; what is paid
    by the month or year stands beside all that is paid: `5 bn USD (1 bn USD a year)`."""
    parts: list[str] = [deal.status]
    worth = f" at {_valuation(deal.valuation, deal.amount)}" if deal.valuation else ""
    if deal.amount is not None and deal.amount.per is None:
        often = next((sum_text(one) for one in deal.other_amounts if one.per is not None), "")
        worth = f" ({often}){worth}" if often else worth
    if deal.amount is None:
        said = "" if deal.disclosed else "amount undisclosed"
        if deal.valuation:
            said = "; ".join(p for p in (said, f"valuation {money_text(deal.valuation)}") if p)
        parts.append(said)
    elif not deal.disclosed and deal.status in ("confirmed", "closed"):
        parts.append(f"amount undisclosed; {money_text(deal.amount)}{worth}")
    else:  # (of what is no deal yet nobody expects that its sum is disclosed)
        unsure = deal.status in ("rumoured", "reported") and deal.amount.status == deal.status
        parts.append(f"{sum_text(deal.amount) if unsure else money_text(deal.amount)}{worth}")
    parts.append(deal.stage or "")
    return " · ".join(part for part in parts if part)


def _valuation(valuation: Money, amount: Money | None) -> str:
    """`a valuation of 30 bn USD`; `a rumoured valuation of 30 bn USD` where the amount is none."""
    plain = valuation.status in ("confirmed", "closed") or (amount and valuation.status == amount.status)
    return (
        f"a valuation of {sum_text(valuation)}"
        if plain
        else f"a {valuation.status} valuation of {sum_text(valuation)}"
    )


def _deal_line(story: Story, deal: Deal, members: dict[str, Member]) -> Line:
    quote = _quote(story, "deal", deal.evidence, members)
    return Line(kind="deal", text=deal_text(deal), details=deal_details(deal), quote=quote)


def _launch_line(story: Story, launch: Launch, members: dict[str, Member]) -> Line:
    parts = []
    if launch.planned is not None:
        parts.append(f"planned for {launch.planned.value}")
        if launch.availability == "open":
            parts.append("open access")
    else:
        parts.append(HOW[launch.availability])
    if launch.told_by is not None:
        parts.append(f"according to {launch.told_by.value}")
    quote = _quote(story, "launch", launch.evidence, members)
    return Line(kind="launch", text=launch_text(launch), details=" · ".join(parts), quote=quote)


def _quote(story: Story, kind: str, evidence: Evidence | None, members: dict[str, Member]) -> Quote | None:
    """The sentence of evidence, with the outlet that wrote it."""
    told = [r for f in story.facts if f.name == "told" and f.value == kind for r in f.reports]
    for report in told:
        if evidence is not None and report.evidence == evidence and report.article in members:
            member = members[report.article]
            return Quote(
                text=evidence.quote, outlet=member.publisher, url=member.url, language=member.in_language
            )
    return None


def _headline_quote(story: Story) -> Quote | None:
    if not story.members:
        return None
    member = next((m for m in story.members if m.headline == story.headline), story.members[0])
    return Quote(text=member.headline, outlet=member.publisher, url=member.url, language=member.in_language)


def coverage_of(story: Story, zone: tzinfo = UTC) -> str:
    """`7 outlets, first X at 12:03, seen 41 s later`; copies of one text are told: `14 outlets, 1 origin`."""
    if not story.members:
        return ""
    told = tellers(story.members, story.facts)
    once = ever_told(story.members, story.facts)
    first = min(once, key=lambda m: (m.date_published is None, m.told_at, m.id))
    count = len(story.outlets)
    parts = [f"{count} outlet{'s' if count != 1 else ''}"]
    if (texts := len(set(origins(told).values()))) < count:
        parts[0] += f", {texts} origin{'s' if texts != 1 else ''}"
    at = first.told_at.astimezone(zone)
    seen = story.first_seen.astimezone(zone)
    day = "" if at.date() == seen.date() else f"{at:%Y-%m-%d} "
    if first.date_published is None:
        parts.append(f"first {first.publisher}, seen at {seen:%H:%M}")
    else:
        parts.append(f"first {first.publisher} at {day}{at:%H:%M}")
        parts.append(f"seen {span_text((story.first_seen - first.told_at).total_seconds())} later")
    return ", ".join(parts)


def _first_outlets(story: Story) -> list[Member]:
    """First-party articles, then one an outlet, in order of time."""
    seen: set[str] = set()
    shown = []
    for member in sorted(story.members, key=lambda m: (not m.first_party, m.told_at, m.id)):
        if member.publisher not in seen:
            seen.add(member.publisher)
            shown.append(member)
    return shown


def _conflicts(story: Story) -> tuple[str, ...]:
    """`amount: 80 m USD (A); 95 m USD (B, C and 2 more, 1 origin)`."""
    said = (as_last_said((shown, *others)) for shown, others in conflicts(story.facts))
    differing = [values for values in said if len(values) > 1]
    origin = origins(story.members) if differing else {}
    return tuple(
        f"{values[0].name}: " + "; ".join(_said(f, origin) for f in values[:4]) for values in differing
    )


def _said(fact: StoryFact, origin: Mapping[str, str]) -> str:
    value = sum_text(money_of(fact)) if fact.number is not None else fact.value
    outlets = sorted({r.outlet for r in fact.reports})
    more = f" and {len(outlets) - 2} more" if len(outlets) > 2 else ""
    if (begun := voices(fact.reports, origin)) < len(outlets):  # else copies seem to be a majority
        more += f", {begun} origin{'s' if begun != 1 else ''}"
    return f"{value} ({', '.join(outlets[:2])}{more})"


def _fallback(title: str, lines: Sequence[Line], story: Story, coverage: str) -> str:
    details = next((line.details for line in lines if line.text == title), "")
    if not details and lines:
        details = lines[0].details
    text = ". ".join(p for p in (f"{title}: {details}" if details else title, coverage) if p)
    text = f"{MARK}: {text}" if story.unsure else text  # (in front: a phone shows the first words)
    if story.merged_into is not None:
        text = f"{title}: now part of another story"
    return text if len(text) <= FALLBACK else text[: FALLBACK - 1] + "…"
