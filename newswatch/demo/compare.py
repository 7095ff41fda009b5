"""Where a played day differs from the expectation: a pure function that gives one readable line a difference."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from newswatch.addresses import article_id
from newswatch.demo.actual import Actual, short
from newswatch.demo.expectation import (
    Expected,
    ExpectedDeal,
    ExpectedLaunch,
    ExpectedMoney,
    ExpectedStory,
    load_expected,
)
from newswatch.messages import Deal, Evidence, Fact, Flagged, Launch, Money, Story

__all__ = ["differences", "load_expected", "unproven"]


def differences(expected: Expected, actual: Actual) -> list[str]:
    """Every difference, in words; empty when the day went as it must."""
    by_article = {member.id: story for story in actual.stories for member in story.members}
    found: list[str] = []
    for wanted in expected.stories:
        found += [f"{wanted.name}: {line}" for line in _story(wanted, actual, by_article)]
    found += _strays(expected, actual, by_article)
    found += _rejected(expected, actual)
    for url, wanted_problems in expected.problems.items():
        article = actual.articles.get(id_of(url))
        missing = [p for p in wanted_problems if article and p not in article.article.problems]
        found += [f"{url}: its article should tell of {problem!r}" for problem in missing]
    for flagged in actual.articles.values():
        found += [f"{short(flagged.article.url)}: {line}" for line in unproven(flagged)]
    return [*found, *_counts(expected, actual)]


def id_of(address: str) -> str:
    """The id of the article at an address of expected.yml."""
    return article_id(f"http://{address}")


def unproven(flagged: Flagged) -> Iterator[str]:
    """The facts of an article whose evidence is missing, or is not what stands at its place in the text."""
    for number, deal in enumerate(flagged.deals, 1):
        named: list[tuple[str, Fact | Money | None]] = [("investor", one) for one in deal.investors]
        named += [("target", deal.target), ("amount", deal.amount), ("valuation", deal.valuation)]
        yield from _unproven(flagged, f"deal {number}", named)
    for number, launch in enumerate(flagged.launches, 1):
        parts: list[tuple[str, Fact | Money | None]] = [
            ("product", launch.product),
            ("planned", launch.planned),
        ]
        if not flagged.article.source.first_party:  # a blog need not name the company that it belongs to
            parts.append(("organisation", launch.organisation))
        yield from _unproven(flagged, f"launch {number}", parts)


def _unproven(flagged: Flagged, what: str, named: Sequence[tuple[str, Fact | Money | None]]) -> Iterator[str]:
    for name, fact in named:
        if fact is None:
            continue
        if fact.evidence is None:
            yield f"{what}: {name} {fact.value} has no evidence"
        elif not _stands(flagged, fact.evidence):
            yield f"{what}: {name} {fact.value}: its evidence {fact.evidence.quote!r} is not at its place"


def _stands(flagged: Flagged, evidence: Evidence) -> bool:
    return flagged.article.text(evidence.field)[evidence.start : evidence.end] == evidence.quote


# --- a story ----------------------------------------------------------------------------------------


def _story(wanted: ExpectedStory, actual: Actual, by_article: dict[str, Story]) -> Iterator[str]:
    story = by_article.get(id_of(wanted.articles[0]))
    if story is None:
        yield f"no story has {wanted.articles[0]} ({_fate(actual, wanted.articles[0])})"
        return
    inside = {member.id for member in story.members}
    for url in wanted.articles:
        if id_of(url) not in inside:
            other = by_article.get(id_of(url))
            place = f"it is in the story {other.headline!r}" if other else _fate(actual, url)
            yield f"misses the article {url} ({place})"
    own = {id_of(url) for url in wanted.articles}
    for member in story.members:
        if member.id not in own:
            yield f"has the article {short(member.url)}, which does not belong to it"
    if set(story.labels) != set(wanted.labels):
        yield f"labels are {_list(story.labels)} instead of {_list(wanted.labels)}"
    if len(story.outlets) != wanted.outlets:
        yield f"outlets are {_list(story.outlets)} instead of {wanted.outlets}"
    yield from _deals(wanted, story)
    yield from _launches(wanted, story)
    yield from _alerts(wanted, story, actual)


def _fate(actual: Actual, url: str) -> str:
    if url in actual.rejected:
        return f"rejected: {actual.rejected[url]}"
    flagged = actual.articles.get(id_of(url))
    if flagged is None:
        return "there is no such article"
    return f"its labels are {_list(flagged.labels)}"


def _deals(wanted: ExpectedStory, story: Story) -> Iterator[str]:
    left = list(story.deals)
    for one in wanted.deals:
        deal = next((d for d in left if _likely(one, d)), None)
        if deal is None:
            yield f"no deal of {_list(one.investors)} with {one.target}; there are {[_told(d) for d in story.deals]}"
            continue
        left.remove(deal)
        yield from (f"deal: {line}" for line in _deal(one, deal))
    yield from (f"one deal too many: {_told(deal)}" for deal in left)


def _likely(one: ExpectedDeal, deal: Deal) -> bool:
    if one.target and deal.target:
        return _same(one.target, deal.target.value)
    return any(_same(name, fact.value) for name in one.investors for fact in deal.investors)


def _deal(one: ExpectedDeal, deal: Deal) -> Iterator[str]:
    investors = sorted(fact.value for fact in deal.investors)
    if sorted(map(_fold, investors)) != sorted(map(_fold, one.investors)):
        yield f"investors are {_list(investors)} instead of {_list(one.investors)}"
    if one.target and not (deal.target and _same(one.target, deal.target.value)):
        yield f"target is {deal.target.value if deal.target else None} instead of {one.target}"
    if one.stage and not (deal.stage and _same(one.stage, deal.stage)):
        yield f"stage is {deal.stage} instead of {one.stage}"
    if deal.status != one.status:
        yield f"status is {deal.status} instead of {one.status}"
    if deal.disclosed != one.disclosed:
        yield f"amount is {'' if deal.disclosed else 'not '}disclosed, which is wrong"
    for name, money, right in (
        ("amount", deal.amount, one.amount),
        ("valuation", deal.valuation, one.valuation),
    ):
        if _money(money) != _money(right):
            yield f"{name} is {_money(money)} instead of {_money(right)}"


def _launches(wanted: ExpectedStory, story: Story) -> Iterator[str]:
    left = list(story.launches)
    for one in wanted.launches:
        launch = next((x for x in left if _launched(one, x)), None)
        if launch is None:
            there = [_launch_told(x) for x in story.launches]
            yield f"no launch of {one.product or 'a product'} by {one.organisation}; there are {there}"
            continue
        left.remove(launch)
        if one.availability and launch.availability != one.availability:
            yield f"launch of {one.product}: availability is {launch.availability} instead of {one.availability}"
        for name, fact, right in (
            ("planned", launch.planned, one.planned),
            ("told by", launch.told_by, one.told_by),
        ):
            value = fact.value if fact else None
            if _fold(value or "") != _fold(right or ""):
                yield f"launch by {one.organisation}: {name} {value!r} instead of {right!r}"
    yield from (f"one launch too many: {_launch_told(launch)}" for launch in left)


def _launched(one: ExpectedLaunch, launch: Launch) -> bool:
    product = launch.product.value if launch.product else ""
    return _same(one.organisation, launch.organisation.value) and _same(one.product or "", product)


def _alerts(wanted: ExpectedStory, story: Story, actual: Actual) -> Iterator[str]:
    touches = actual.touches.get(story.id, ())
    there = [f"{touch.at:%H:%M} {touch.action} {touch.reason}" for touch in touches]
    right = [f"{touch.at} {touch.action} {touch.reason}" for touch in wanted.alerts]
    silence = actual.silences.get(story.id)
    if silence != wanted.silent:
        yield f"silent because of {silence} instead of {wanted.silent}"
    if there != right:
        yield f"alerts are {_list(there)} instead of {_list(right)}"
        return
    for expected, touch in zip(wanted.alerts, touches, strict=True):
        for words in expected.names:
            if words not in touch.words:
                yield f"the {touch.action} of {touch.at:%H:%M} says {touch.words!r}, without {words!r}"


# --- the rest ---------------------------------------------------------------------------------------


def _strays(expected: Expected, actual: Actual, by_article: dict[str, Story]) -> Iterator[str]:
    known = {id_of(url) for story in expected.stories for url in story.articles}
    for id_, flagged in actual.articles.items():
        if flagged.labels and id_ not in known:
            why = "; ".join(f"{r.rule} {r.evidence.quote!r}" for r in flagged.reasons if r.evidence)
            yield f"{short(flagged.article.url)}: flagged {_list(flagged.labels)}, and should not be ({why})"
    for id_ in sorted(set(by_article) - set(actual.articles)):
        yield f"article {id_} is in the story {by_article[id_].headline!r} and not among the articles"


def _rejected(expected: Expected, actual: Actual) -> Iterator[str]:
    for url in sorted(expected.rejected.keys() | actual.rejected.keys()):
        right, there = expected.rejected.get(url), actual.rejected.get(url)
        if right != there:
            yield f"{url}: " + (f"rejected as {there}" if there else "not rejected") + f" instead of {right}"


def _counts(expected: Expected, actual: Actual) -> Iterator[str]:
    counted = {
        "articles": (len(actual.articles), expected.counts.articles),
        "flagged": (sum(bool(one.labels) for one in actual.articles.values()), expected.counts.flagged),
        "stories": (len(actual.stories), expected.counts.stories),
        "alerts": (sum(bool(touches) for touches in actual.touches.values()), expected.counts.alerts),
    }
    for name, (there, right) in counted.items():
        if there != right:
            yield f"{there} {name} instead of {right}"


def _fold(text: str) -> str:
    """Case and accents aside: outlets spell one name differently."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold().strip()


def _same(left: str, right: str) -> bool:
    return _fold(left) == _fold(right)


def _money(money: Money | ExpectedMoney | None) -> str:
    return f"{money.value:,.0f} {money.currency} {money.status}" if money else "none"


def _list(values: Sequence[str]) -> str:
    return ", ".join(values) or "none"


def _told(deal: Deal) -> str:
    who = _list([fact.value for fact in deal.investors])
    return f"{who} → {deal.target.value if deal.target else None}, {_money(deal.amount)}, {deal.status}"


def _launch_told(launch: Launch) -> str:
    return f"{launch.organisation.value}: {launch.product.value if launch.product else None}"
