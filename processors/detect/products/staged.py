"""What a vendor's title introduces: the words behind `Introducing` or `Public preview:`, before host and engine."""

from __future__ import annotations

import re

from newswatch.messages import Fact
from processors.detect.grammar.quoting import within
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product
from processors.detect.launches.signs import Sign
from processors.detect.products.called import Span, overlaps
from processors.detect.products.headings import AVAILABLE, STOPS
from processors.detect.products.name_runs import KINDS, PLUGINS
from processors.detect.words.closed_classes import COUNTED, INDEFINITE, OUR, YOUR
from processors.detect.words.unit import Sentence, Text, Unit

_STAGE = re.compile(
    r"(?:\[[^\]]{2,20}\] ?)?(?:(?:public |private |limited )?preview|generally available|general availability|"
    r"now available|now in preview) ?: ?(?:introducing |announcing )?",
    re.IGNORECASE,
)
_ENDS = STOPS | frozenset(
    {
        ";",
        ".",
        "!",
        "of",
        "are",
        "that",
        "which",
        "powered",
        "built",
        "via",
        "across",
        "can",
        "will",
        "as",
        "using",
    }
)
_DETERMINERS = INDEFINITE | OUR | YOUR | COUNTED | {"my", "more"}
_SKIPPED = AVAILABLE | {":", "le", "la"}
_PLACED = frozenset({"in", "on", "for", "with", "to", "dans", "sur", "pour"})
_PART = frozenset(
    {
        "support",
        "integration",
        "mode",
        "update",
        "updates",
        "improvements",
        "access",
        "capabilities",
        "features",
    }
)
_BUILT = KINDS - {"model", "models", "modele", "modeles", "assistant", "chatbot", "feature", "mode"} | {
    "gateway", "sdk", "server", "harness", "connector", "dashboard", "marketplace", "registry",
}  # fmt: skip
_LONGEST = 7


def introduced_first(sign: Sign, reading: Reading, facts: list[Fact | None]) -> Span | None:
    """The whole of what the vendor's title introduces, where the facts hold a part of it, its host or its engine."""
    title = reading.title
    if title.field != "headline" or reading.organisation is None or not title.sentences:
        return None
    sentence = title.sentences[0]
    if sign.rule == "title-introducing" and (headed := _headed(sign)) is not None:
        return title, *headed
    stage = _STAGE.match(title.text)
    if stage is not None:
        first = next((k for k, unit in enumerate(sentence.units) if unit.start >= stage.end()), None)
    elif sign.text is title and "launch_title" in sign.clause.units[sign.at].cues:
        first = sign.at + 1
    else:
        return None
    found = _object(sentence, first, stage is not None) if first is not None else None
    if found is None:
        return None
    start, end = sentence.units[found[0]].start, sentence.units[found[1]].end
    return (title, start, end) if all(_less(fact, title, start, end) for fact in facts[:1]) else None


def _less(fact: Fact | None, title: Text, start: int, end: int) -> bool:
    """The fact tells less than the words between these offsets of the title, or something else."""
    if fact is None or fact.evidence is None or not overlaps(fact, (title, start, end)):
        return True
    first, last = within(title, fact.evidence)
    return start <= first and last <= end and last - first < end - start


def _object(sentence: Sentence, first: int, staged: bool) -> tuple[int, int] | None:
    units = sentence.units
    while first < len(units) and (
        units[first].low in _SKIPPED or units[first].cues & {"new", "general", "preview"}
    ):
        first += 1
    if first + 1 < len(units) and _maker_of(units[first], units[first + 1]):
        first += 1
    end = first
    while end < len(units) and units[end].low not in _ENDS:
        end += 1
    run = units[first:end]
    while len(run) > 1 and run[-1].cues & {"general", "preview"}:
        run.pop()  # `Introducing Kestrel Rooms General Availability`
    if not 0 < len(run) <= _LONGEST or run[0].low in _DETERMINERS or not run[0].low[0].isalpha():
        return None
    if any(map(_acts, run[1:])) or any(unit.sign and unit.low not in {"&", "-", "+", "'"} for unit in run):
        return None
    words = sum(len(unit.low.split()) for unit in run)
    behind = units[end] if end < len(units) else None
    if behind is not None and behind.low in {"and", "et"} and not any(is_product(unit) for unit in run):
        return None  # `Introducing the Kestrel Safety and Trust Council`
    known = len(run) == 1 and is_product(run[0])
    line = any(map(is_product, run)) and run[-1].low in {
        "models",
        "model",
    }  # `Introducing quantized Llama models`
    if known and not (staged and behind is not None and behind.low in _PLACED):
        return None
    named = all(unit.capital or not unit.low[0].isalpha() for unit in run)
    placed = behind is not None and (behind.low in _PLACED or behind.low == ",")
    product_behind = any(is_product(unit) for unit in units[end : end + 5])
    built = len(run) > 1 and _built_on(run, behind)
    told = named or line or built or (placed and product_behind) or (staged and placed)
    if not known and (words < 2 or not told):
        return None
    if behind is not None and behind.low == "for" and staged and first + len(run) == end:
        return first, _made_for(units, end)
    return first, first + len(run) - 1


def _built_on(run: list[Unit], behind: Unit | None) -> bool:
    """`Introducing Kestrel apps gateway for AWS`: what is built around a name, in small letters."""
    first, last = run[0], run[-1].low.split()[-1]
    own = (first.proper or is_product(first)) and not any(map(str.isdigit, first.low))
    closed = behind is None or behind.low in _PLACED or behind.sign
    return own and closed and last in _BUILT


def _acts(unit: Unit) -> bool:
    return bool(unit.verbs) and not unit.cues and any(mood == "present" for mood, _ in unit.verbs)


def _maker_of(unit: Unit, behind: Unit) -> bool:
    return unit.is_firm and is_product(behind)


def _made_for(units: list[Unit], end: int) -> int:
    """`Kestrel Toolkit for Visual Studio Code`: what is built for another program says so in its name."""
    own = units[end - 1]
    made = own.low.split()[-1] in PLUGINS or (own.capital and own.low.split()[-1] not in _PART)
    if not made or any(char.isdigit() for char in own.low):
        return end - 1
    last = end
    while last + 1 < len(units) and units[last + 1].capital and not units[last + 1].sign:
        last += 1
    target = next((unit for unit in units[end + 1 : last + 1] if is_product(unit)), None)
    host = target is not None and target.name is not None and not target.name.ai
    return last if host and last > end else end - 1


def _headed(sign: Sign) -> tuple[int, int] | None:
    """`Nvidia Kestrel-Q: Bringing tides to robots`: what is brought is no thing, and the heading is the name."""
    units, at = sign.clause.units, sign.at
    if units[at].low != "bringing" or at < 2 or units[at - 1].low != ":":
        return None
    first = 1 if at > 2 and units[0].is_firm else 0
    named = units[first].proper or units[first].model or is_product(units[first])
    return (units[first].start, units[at - 2].end) if named and at - 1 - first < 5 else None
