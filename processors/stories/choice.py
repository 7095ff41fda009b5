"""Which of a fact's values the story shows: each step of the rule leaves some of them to the next.

All that is paid over what is paid by the month or year; a first party's word over the press's; the further status
(denied and confirmed over reported over rumoured); a sum as it was first told over what it comes to in another
currency; none whose last report is LATER before the newest one's first; more outlets, families and copies counted once;
the later one. A deal's status and a launch's availability go on by steps, so these have rules of their own: no majority
keeps a denial off the card, and no late telling takes a step back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from newswatch.messages import Report, StoryFact
from processors.matching.amounts import same_money, yearly
from processors.matching.named import name_key
from processors.matching.signs import PLACE_WORDS
from processors.matching.words import fold, is_plain, words_of

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


def shown(values: Sequence[StoryFact], origin: Mapping[str, str]) -> StoryFact:
    """Which of a fact's values the story shows: the same one, however they are ordered.

    What each step of the rule leaves goes on to the next. Two by two they would beat each other in a circle: what is
    told much later, or by more, depends on who else is there. `origin`: article → the one that it is a copy of, or
    itself.
    """
    if len(values) == 1:
        return values[0]
    whole = list({_value_order(one): _whole(one, values) for one in values}.values())
    best = _value_order(_best(whole, origin)) if len(whole) > 1 else _value_order(values[0])
    same = sorted((one for one in values if _value_order(one) == best), key=lambda one: one.group)
    return max(same, key=lambda one: (_is_own(one), _rank(one), one.reports[-1].at))


def _best(values: Sequence[StoryFact], origin: Mapping[str, str]) -> StoryFact:
    """Of values with all who say them the one that is left by all steps."""
    left: Sequence[StoryFact] = values
    if values[0].name == "status":
        left = _last_word(values, origin)
    elif values[0].name == "availability":
        left = _furthest(values)
    elif values[0].name == "target":
        left = [one for one in values if not is_described(one.value)] or values
    elif values[0].name == "amount":
        left = [one for one in values if one.per is None] or values
    left = [one for one in left if _is_own(one)] or left
    top = max(map(_rank, left))
    left = [one for one in left if _rank(one) == top]
    left = _as_first_told(left)
    said = {_value_order(one): _said(one, values) for one in left}
    newest = max(reports[0].at for reports in said.values())
    left = [one for one in left if newest - said[_value_order(one)][-1].at < LATER]

    def weight(one: StoryFact) -> tuple[int, datetime, str]:
        return voices(said[_value_order(one)], origin), said[_value_order(one)][-1].at, _value_order(one)

    return max(left, key=weight)


def _whole(fact: StoryFact, values: Iterable[StoryFact]) -> StoryFact:
    """A value with all who say it, also under another name of the deal or the launch."""
    reports = _in_time(one for one in values if _value_order(one) == _value_order(fact))
    return fact if len(reports) == len(fact.reports) else fact.model_copy(update={"reports": reports})


def _said(fact: StoryFact, values: Iterable[StoryFact]) -> tuple[Report, ...]:
    """Who speaks for a value: for a sum those, too, who say what it comes to in another currency."""
    return _in_time(one for one in values if one is fact or _is_converted(fact, one))


def _in_time(facts: Iterable[StoryFact]) -> tuple[Report, ...]:
    reports = {r.article: r for one in facts for r in one.reports}
    return tuple(sorted(reports.values(), key=lambda r: (r.at, r.article)))


def _as_first_told(values: Iterable[StoryFact]) -> list[StoryFact]:
    """The values without those that are one told before in another currency."""
    left: list[StoryFact] = []
    for one in sorted(values, key=lambda v: (v.reports[0].at, _value_order(v))):
        if not any(_is_converted(one, other) for other in left):
            left.append(one)
    return left


def _last_word(values: Sequence[StoryFact], origin: Mapping[str, str]) -> Sequence[StoryFact]:
    """Of what was told of a deal and what came of it: the kind that has the last word.

    A party's own last word holds: no telling of others stands against a denial, and no denial against a telling. But
    the press's word LATER after it, that the deal came to an end or was closed; where the party had denied or ended
    it, two voices' that it was closed. What is closed can't be called off: that it was undone takes a party's word, or
    two voices' LATER. Without a word of a party, what came answers those who told it, however many they are, until the
    press takes it up again. Who denies talks of the two, and says not of what, answers none that is sure: these may
    well be about what comes next.
    """
    told = [one for one in values if one.value not in CAME]
    came = [one for one in values if one.value in CAME and not (_is_of_talks(one) and _is_sure(told, origin))]
    came = _not_too_late(came, origin)
    last = max((r.at for one in values for r in _own(one)), default=None)
    if last is None:
        return [one for one in came if not _taken_up(one, told, origin)] or told
    answer = [one for one in came if any(r.at == last for r in _own(one))]
    if not answer:
        ended = [one for one in came if one.value != "denied" and one.reports[-1].at - last >= LATER]
        return [one for one in ended if not _taken_up(one, told, origin)] or told
    if any(one.value == "closed" for one in answer):
        return answer
    closed = [one for one in came if one.value == "closed"]
    return [one for one in closed if voices(_since(one, last), origin) > 1] or answer


def _is_of_talks(came: StoryFact) -> bool:
    return all(r.of_talks for r in came.reports)


def _is_sure(told: Iterable[StoryFact], origin: Mapping[str, str]) -> bool:
    """Whether a party, or two voices, say that the deal is made."""
    sure = (one for one in told if one.value == "confirmed")
    return any(_is_own(one) or voices(one.reports, origin) > 1 for one in sure)


def _not_too_late(came: list[StoryFact], origin: Mapping[str, str]) -> list[StoryFact]:
    """What came of a deal, less what one voice of the press says to have ended after it was closed."""
    done = min((one.reports[0].at for one in came if one.value == "closed"), default=None)
    if done is None:
        return came
    return [
        one
        for one in came
        if one.value == "closed"
        or one.reports[0].at <= done
        or _own(one)
        or voices(_since(one, done), origin) > 1
    ]


def _taken_up(came: StoryFact, told: Iterable[StoryFact], origin: Mapping[str, str]) -> bool:
    """Whether the press confirms the deal anew LATER after it was denied or ended; what is closed stays so.

    It takes two voices, for one is a late telling of the old news.
    """
    if came.value == "closed":
        return False
    sure = (one for one in told if one.value == "confirmed")
    return voices([r for one in sure for r in _since(one, came.reports[-1].at)], origin) > 1


def _since(fact: StoryFact, at: datetime) -> list[Report]:
    """Who says it LATER after then."""
    return [r for r in fact.reports if r.at - at >= LATER]


def _furthest(values: Sequence[StoryFact]) -> Sequence[StoryFact]:
    """Of the steps of a launch the furthest ones; but what its maker has in preview is so for LATER, whoever says more.

    `launches X` is said of a preview and of open weights too: in the news of one half-day these are the exacter words.
    """
    step = {one.value: one for one in values if RELEASED.get(one.value, 0) > 0}
    preview, out = step.pop("preview", None), list(step.values())
    if preview is None or not out:
        return _opener(out) if out else [preview] if preview is not None else values
    if any(map(_is_own, out)):
        return _opener(out)
    if said := _own(preview):
        return _opener([one for one in out if one.reports[-1].at - said[-1].at >= LATER]) or [preview]
    if "open" in step:
        return _opener(out)
    (launched,) = out
    one_news = abs(launched.reports[0].at - preview.reports[0].at) < LATER
    return [preview] if one_news and launched.reports[-1].at - preview.reports[-1].at < LATER else out


def _opener(out: Sequence[StoryFact]) -> Sequence[StoryFact]:
    """Open weights, where they and a product that can be had are told by those of one kind: a party, or others."""
    if len({_is_own(one) for one in out}) > 1:
        return out
    return [one for one in out if one.value == "open"] or out


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
    """Whether both are sums that may be one: rounding, and a rough rate of exchange, make no other.

    `$200 million a month` is $2.4 billion a year, and never a sum of all.
    """
    if a.number is None or b.number is None or is_other_kind(a, b):
        return False
    return same_money(
        (a.currency or "", yearly(a.number, a.per)), (b.currency or "", yearly(b.number, b.per))
    )


def is_other_kind(a: StoryFact, b: StoryFact) -> bool:
    """Whether one sum is all that is paid, and the other what is paid by the month or year: they do not differ."""
    return (a.per is None) != (b.per is None)


def one_firm(a: str, b: str) -> bool:
    """Whether two names may be one firm's, told longer and shorter: `Cerebras`, `Cerebras Systems`."""
    if name_key(a) == name_key(b):
        return True
    left, right = words_of(fold(a)), words_of(fold(b))
    shorter = min(len(left), len(right))
    return shorter > 0 and left[:shorter] == right[:shorter]


_KIND = re.compile(
    r"\b(?:start-?up|maker|designer|developer|builder|provider|specialist|firm|company|lab|outfit|chipmaker|"
    r"jeune pousse|pepite|editeur|fabricant|concepteur|specialiste|entreprise|societe|laboratoire)\b"
)
_NO_NAME = frozenset({"AI", "IA"})
_WORD = re.compile(r"[\w.]+")
_STARTUP = re.compile(r"\bstart-?up$", re.IGNORECASE)


def is_described(name: str) -> bool:
    """Whether a firm is told by what it is, and by no name: `AI chip startup`, `Israeli start-up`, `start-up d'IA`.

    Nobody's name ends with `Startup`: there a headline in capitals is read, too.
    """
    if _KIND.search(fold(name)) is None:
        return False
    rest, startup = _STARTUP.subn("", name)
    capitals = (word for word in _WORD.findall(rest) if word != word.lower() and word not in _NO_NAME)
    names = (fold(word.replace(".", "")) for word in capitals)
    return all(word in PLACE_WORDS or (startup and is_plain(word)) for word in names)


def voices(reports: Sequence[Report], origin: Mapping[str, str]) -> int:
    """How many outlets report it by themselves: titles of one family, and copies of one text, count once."""
    outlets = {r.article: r.outlet for r in reports}
    begun = {origin.get(article, article) for article in outlets}
    return min(len(set(outlets.values())), len({outlets.get(article, article) for article in begun}))


def _value_order(fact: StoryFact) -> str:
    """What decides where nothing else does, so that the same facts always show the same."""
    return sum_key(fact) if fact.number is not None else fact.value


def sum_key(fact: StoryFact) -> str:
    """`USD:2e+08/month`: what makes two sums one value to the letter."""
    often = f"/{fact.per}" if fact.per is not None else ""
    return f"{fact.currency or ''}:{fact.number:.6g}{often}"
