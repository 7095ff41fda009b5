"""Names of models by their shape: a name and its version, with the tiers that vendors add."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from processors.detect.words.unit import Sentence, Text, Unit, marked

_VERSION = re.compile(
    r"(?:\.\d{1,2}){1,2}(?![\w%])|[ \u00a0]?[-‑–]?v?(?!(?:19|20)\d\d\b)\d{1,3}(?:\.\d{1,2}){0,2}(?:[A-Za-z]{1,2}\d?|"
    r"[xX]\d{1,3}[bB])?(?![\w%$€£]|[.,]\d| ?(?:million|billion|milliard|mois|months|"
    r"years|ans|days|jours|hours|heures|percent|times|fois|users|%|\$|€))"
)


_TIERS = (
    "Pro|Ultra|Flash-Lite|Flash Lite|Flash|Lite|Mini|mini|Nano|nano|Turbo|Max|Plus|"
    "Opus|Sonnet|Haiku|Instant|Codex-Spark|Codex|Code|Spark|"
    "Thinking|Deep Think|Deep Research|Omni|Vision|Voice|Live|Images|Image|Video|Audio|"
    "TTS|Embedding|Embed|Large|Medium|Small|Nemo|NeMo|OCR|"
    "Edit|Fast|Heavy|Imagine|Build|Vibe|Scout|Maverick|Behemoth|Guard|Robotics-ER|Robotics|"
    "Enterprise|Business|Team|Edu|Go|Search|Agents|Agent|Studio|CLI|"
    "API|SDK|Assist|Advanced|Home|Security|Cowork|Desktop|Skills|Health|Atlas|Pulse|"
    "Astra|Mythos|Fable|Coder|Instruct|Chat|Realtime|"
    "Transcribe|Translate|Nova|Canvas|Apps|Store|Next|Premier|Act|Sonic|Reel|Lens|Shopping|"
    "Kids|Work|Platform|Cyber|Actions|Workspace|Spaces|Vids|"
    "Cloud|Gov|Sol|Zero|Ultra-Fast|for Chrome|for Work|for Education|for Excel|for Slack|"
    "pour ados|for Teens|for teens|for Home|for Mac|for macOS|for Windows|for Teachers|for Healthcare|for Government|"
    "for Business|for Enterprise|for Financial Services|for Life Sciences|for Nonprofits|for Clinicians|for Families|"
    "for Kids|Sites"
)  # fmt: skip


_TIER = re.compile(rf"[ \u00a0]?[-‑]?(?:{_TIERS})(?![\w])")


_TAIL = re.compile(r"[ \u00a0]([A-Z][\w]+)")


_NAMED = (
    r"(?<![\w$€£#/.-])(?:[A-Z][A-Za-z]{0,20}|[a-z]{1,4}[A-Z][A-Za-z]{0,15})(?:[-‑][A-Z][A-Za-z]{1,15}){0,2}"
)
_BEFORE = re.compile(_NAMED + r"[-‑ ]?[vV]?\Z")
_REACH = 21 + 2 * 17 + 2
"""Code points that a name can take before its version."""
_MODEL = re.compile(
    _NAMED + r"(?:[-‑ ]?[vV]?\d{1,3}(?:\.\d{1,2}){0,2}(?:[bBkxoOvV]|"
    r"\d?[xX]\d{1,2}[bB])?)(?![\w%$€£]|\.\d|,\d{3}(?!\d))(?:[-‑ ](?:" + _TIERS + r")(?!\w)){0,2}"
)


_NO_MODEL = re.compile(
    r"(?:series|top|day|part|phase|covid|chapter|article|g|q|h|s|c|cop|loi|ces|formula|"
    r"f|week|episode|season|saison|version|figure|table|no|page|step|level|tier|gen|"
    r"gate|route|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|le|la|les|des|en|in|on|at|of|"
    r"over|only|about|under|the|a|an|and|et|or|to|from|"
    r"web|mp|area|world war|mach|big|fortune|s&p|ftse|cac|paris|saint-denis|ligne|rer|"
    r"metro|tgv|a|n|rn|d|euro|ligue|serie|groupe|acte|tome|ios|android|windows|iphone|"
    r"pixel|galaxy|xbox|ps|playstation|rtx|usb|wi-fi|wifi|bluetooth|http|h|model|boeing|"
    r"airbus|first|last|next|all|more|these|those|avec|with|pour|plus|moins|jusqu|"
    r"introducing|announcing|presenting|celebrating|launching|releasing)[- ]?v?\d"
)


_GLUED = re.compile(
    r"-(?!Powered|Based|Like|Style|Backed|Maker|Driven|Enabled|Ready|Native|Compatible|Generated|Infused|Inspired|Owned|"
    r"Rival|Killer|Related|Assisted|Linked|Only|Level|Class)[A-Z][A-Za-z]+(?!\w)"
)


def models(
    text: str, folded: str, start: int, stop: int, numbered: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """What has a model's name by its shape. Tried only before numbers, since it is slow to look for everywhere.

    `numbered`: where the numbers begin (text.numbers).
    """
    done = start
    for number in numbered:
        low = max(done, number - _REACH)
        word = text.rfind(" ", low, number - 1) + 1  # a name has no space but before its version
        before = text[max(low, word) : number]
        named = None if before == before.lower() else _BEFORE.search(text, max(low, word), number)
        if named and (match := _MODEL.match(text, named.start(), stop)):
            done = match.end()
            if not _NO_MODEL.match(folded, match.start()):
                yield match.span()


def extend_products(found: Text) -> None:
    """`Claude` and `Opus 4.5` after it are one name; so is a capitalised word where capitals mean names. Then all names
    are known.
    """
    for sentence in found.sentences:
        named = _named(sentence)
        grown = -1  # where the last name ends that took in what stands behind it
        for unit in named:
            if unit.start >= grown and (unit.model or unit.known_product):
                end = _product_end(found.text, unit.end, unit, sentence)
                if end > unit.end:
                    unit.end = grown = end
                    unit.low = found.folded[unit.start : end]
        if grown >= 0:
            sentence.units = _apart(sentence.units)
            sentence.marked = marked(sentence.units)
            named = _named(sentence)
        found.names += named


def _named(sentence: Sentence) -> list[Unit]:
    units = sentence.units
    return [units[at] for at in sentence.marked if units[at].name is not None or units[at].model]


def _apart(units: list[Unit]) -> list[Unit]:
    """The units but for those that a name before them has taken in."""
    kept: list[Unit] = []
    for unit in units:
        if not kept or unit.start >= kept[-1].end:
            kept.append(unit)
    return kept


_STOPS = frozenset(",;:!?)]'\"»…")
"""Signs behind which no name goes on: most end a phrase, and the patterns need not be asked."""


def _product_end(text: str, end: int, unit: Unit, sentence: Sentence) -> int:
    if text[end : end + 1] in _STOPS:
        return end
    glued = _GLUED.match(text, end, sentence.end)
    if glued:
        end = glued.end()
    for _ in range(5):
        match = _VERSION.match(text, end, sentence.end) or _TIER.match(text, end, sentence.end)
        if not match and not unit.model:
            tail = _TAIL.match(text, end, sentence.end)
            if tail and sentence.title_case:
                break
            other = tail and next((u for u in sentence.units if u.start == tail.start(1)), None)
            if tail and other and not (other.name or other.sum or other.verbs or other.common or other.cues):
                match = tail
        if not match:
            break
        end = match.end()
    return end
