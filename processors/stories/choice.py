"""Which of a fact's values the story shows: the first difference decides.

A first party's word over the press's; the further status (denied and confirmed over reported over rumoured); a sum as
it was first told over what it comes to in another currency; news at least LATER after the other's last report; more
outlets, families and copies counted once; the later one. A deal's status and a launch's availability go on by steps, so
these have rules of their own: no majority keeps a denial off the card, and no late telling takes a step back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from newswatch.messages import Report, StoryFact
from processors.matching.amounts import same_money
from processors.matching.keys import name_key
from processors.matching.words import fold, words_of

LATER = timedelta(hours=12)
"""A value told this long after another one's last report is newer news, not a dissenting outlet."""
STATUS_RANK: dict[str | None, int] = {
    None: 0, "rumoured": 0, "reported": 1, "denied": 2, "confirmed": 2, "closed": 3, "abandoned": 3
}  # fmt: skip
UNDONE = frozenset({"denied", "abandoned"})
CAME = UNDONE | {"closed"}
"""What comes of a deal that was told: it answers those who told it, however many they are."""
RELEASED = {"announced": 0, "preview": 1, "general": 2, "open": 2}
"""How far a launch is. `announced` is what a text says that does not say more."""


def beats(fact: StoryFact, other: StoryFact, origin: Mapping[str, str], support: Sequence[StoryFact]) -> bool:
    """Whether a value is shown rather than another one of the same fact.

    `origin`: article → the article that it is a copy of, or itself. `support`: all values of the fact.
    """
    step = {"status": _came, "availability": _went_on}.get(fact.name)
    if step is not None:
        stepped = step(_whole(fact, support), _whole(other, support), origin)
        if stepped is not None:
            return stepped
    for a, b in ((_is_own(fact), _is_own(other)), (_rank(fact), _rank(other))):
        if a != b:
            return a > b
    if _is_converted(fact, other):
        return (fact.reports[0].at, value_order(fact)) < (other.reports[0].at, value_order(other))
    if fact.reports[0].at - other.reports[-1].at >= LATER:
        return True
    if other.reports[0].at - fact.reports[-1].at >= LATER:
        return False
    left, right = (_supported(one, support, origin) for one in (fact, other))
    if left != right:
        return left > right
    return (fact.reports[-1].at, value_order(fact)) > (other.reports[-1].at, value_order(other))


def _whole(fact: StoryFact, support: Iterable[StoryFact]) -> StoryFact:
    """A value with all who say it, also under another name of the deal or the launch."""
    reports = {r.article: r for one in support if one.value == fact.value for r in one.reports}
    if len(reports) == len(fact.reports):
        return fact
    ordered = sorted(reports.values(), key=lambda r: (r.at, r.article))
    return fact.model_copy(update={"reports": tuple(ordered)})


def _came(fact: StoryFact, other: StoryFact, origin: Mapping[str, str]) -> bool | None:
    """Of what was told of a deal and what came of it; None where both are of one kind."""
    if (fact.value in CAME) == (other.value in CAME):
        return None
    came, told = (fact, other) if fact.value in CAME else (other, fact)
    return _answers(came, told, origin) == (came is fact)


def _answers(came: StoryFact, told: StoryFact, origin: Mapping[str, str]) -> bool:
    """Whether a denial, an end or a closing is the last word on what was told.

    A party takes it back by a later word of its own, the press by telling the deal anew LATER after it: after a denial,
    which mostly comes the same day, by two voices, for one is a late telling of the old news. What a party said itself
    no denial answers, but the press's word LATER after it that it came to an end.
    """
    ours, theirs = _own(came), _own(told)
    if ours and theirs:
        return ours[-1].at >= theirs[-1].at
    if theirs:
        return came.value != "denied" and came.reports[-1].at - theirs[-1].at >= LATER
    if ours or came.value == "closed" or told.value != "confirmed":
        return True
    anew = [r for r in told.reports if r.at - came.reports[-1].at >= LATER]
    return voices(anew, origin) < (2 if came.value == "denied" else 1)


def _went_on(fact: StoryFact, other: StoryFact, _: Mapping[str, str]) -> bool | None:
    """Of two steps of a launch the further one; but what its maker says holds for LATER. None where both are as far.

    `launches X` is said of a preview and of open weights too: in the news of one half-day these are the exacter words.
    """
    a, b = (RELEASED.get(one.value, 0) for one in (fact, other))
    if a == b:
        same = fact.value == other.value or _is_own(fact) != _is_own(other)
        return None if same or a == 0 else fact.value == "open"
    further, behind = (fact, other) if a > b else (other, fact)
    said = _own(behind) if behind.value != "announced" and not _own(further) else []
    if not said and behind.value == "preview" and further.value == "general" and not _own(further):
        one_news = abs(further.reports[0].at - behind.reports[0].at) < LATER
        said = list(behind.reports) if one_news else []
    holds = bool(said) and further.reports[-1].at - said[-1].at < LATER
    return (behind if holds else further) is fact


def _own(fact: StoryFact) -> list[Report]:
    """What first parties report of it, in order of time."""
    return [r for r in fact.reports if r.first_party]


def _is_own(fact: StoryFact) -> bool:
    return any(r.first_party for r in fact.reports)


def _rank(fact: StoryFact) -> int:
    return max(STATUS_RANK[r.status] for r in fact.reports)


def _is_converted(a: StoryFact, b: StoryFact) -> bool:
    """Whether two sums are one in two currencies: an outlet gives its readers what it comes to in theirs."""
    return bool(a.currency and b.currency and a.currency != b.currency) and one_sum(a, b)


def one_sum(a: StoryFact, b: StoryFact) -> bool:
    """Whether both are sums that may be one: rounding, and a rough rate, make no other."""
    if a.number is None or b.number is None:
        return False
    return same_money((a.currency or "", a.number), (b.currency or "", b.number))


def one_firm(a: str, b: str) -> bool:
    """Whether two names may be one firm's, told longer and shorter: `Cerebras`, `Cerebras Systems`."""
    if name_key(a) == name_key(b):
        return True
    left, right = words_of(fold(a)), words_of(fold(b))
    shorter = min(len(left), len(right))
    return shorter > 0 and left[:shorter] == right[:shorter]


def _supported(fact: StoryFact, support: Iterable[StoryFact], origin: Mapping[str, str]) -> int:
    """How many outlets say it, also under another name of the deal, and a sum in other currencies."""
    mine = value_order(fact)
    same = (one for one in support if value_order(one) == mine or _is_converted(fact, one))
    return voices([r for one in same for r in one.reports], origin)


def voices(reports: Sequence[Report], origin: Mapping[str, str]) -> int:
    """How many outlets report it by themselves: titles of one family, and copies of one text, count once."""
    outlets = {r.article: r.outlet for r in reports}
    begun = {origin.get(article, article) for article in outlets}
    return min(len(set(outlets.values())), len({outlets.get(article, article) for article in begun}))


def value_order(fact: StoryFact) -> str:
    """What decides where nothing else does, so that the same facts always show the same."""
    return f"{fact.currency or ''}:{fact.number:.6g}" if fact.number is not None else fact.value
