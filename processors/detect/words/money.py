"""The money grammar: every way that French and English news write a sum, with offsets.

`sums` reads folded text (see text.fold) and gives Sums in order. A sum without a currency is one only
where a large magnitude stands alone (`10 milliards`), never in front of a counted noun. Ranges give two
sums, both approximate, and a rise (`from 2 to 3 billion`) what it rises to. `multibillion` and its like are vague: they
have an order of magnitude, no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from processors.detect.words.currencies import CURRENCY, MAGNITUDE, US_DOLLARS
from processors.detect.words.number_words import NUMBER_WORDS, either, number
from processors.detect.words.text import led, numbers, places

_MAG = either(MAGNITUDE)
_CUR = either(CURRENCY)
_NUM = r"\d{1,3}(?:[ ,.']\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d{1,15}(?:[.,]\d{1,6})?(?!\d)"
_PREFIXED = re.compile(
    rf"(?<![\w$€£])(?P<cur>{_CUR})\s?(?P<num>{_NUM})(?:\+?\s?-?(?P<mag>{_MAG})(?![\w]))?(?P<range>\s?(?:-|"
    rf"–|—|to|a|and|et)\s?(?:{_CUR})?\s?(?P<num2>{_NUM})(?:\s?-?(?P<mag2>{_MAG})(?!\w)))?"
)
_SUFFIXED = re.compile(
    rf"(?<![\w$€£.,])(?:(?P<low>{_NUM})\s?(?:-|–|—|to|a|et|auf|bis|y)\s?)?(?P<num>{_NUM})"
    rf"(?:\+?\s?-?(?P<mag>{_MAG}|g(?=\s?[$€£])))?(?:(?<=[a-z.])\s?-?(?:de |"
    rf"d'|of )?|(?<=\d)\s?-?)(?P<cur>{_CUR})(?!\w)"
)
_BARE = re.compile(
    rf"(?<![\w$€£.,])(?:(?P<low>{_NUM})\s?(?:-|–|—|to|a|et|auf|bis|y)\s?)?(?P<num>{_NUM})\+?[ -]?(?P<mag>bn|"
    rf"bln|billions?|milliard(?:s|en)?|mds?|mrds?|mrd\.|trillions?|million(?:s|en)?|(?:mil )?millones)(?!\w)(?!\$|€|£)"
)
_WORDED = re.compile(
    rf"(?<!\w)(?P<word>{NUMBER_WORDS})[ -]?(?P<mag>billion|million|trillion|"
    rf"milliard|crore)(?:s|(?<=illion)en|(?<=illiard)en?)?(?!\w)(?P<half> and a half(?!\w)| et demie?(?!\w))?"
    rf"(?:[ -](?:de |d'|of )?(?P<cur>{_CUR})(?!\w))?"
)
_THE_BILLION = re.compile(
    rf"(?<!\w)(?:le|du|au) (?P<mag>milliard|million)(?: de | d')(?P<cur>{_CUR})(?!\w)|"
    r"(?<!\w)(?:le|du|au) (?P<bare>milliard) (?=de valorisation)"
)
"""`franchit le milliard de dollars`: one of them."""
_CURRENCY_BEFORE = re.compile(rf"(?<![\w$€£])(?:{_CUR})\s?\Z")
_NUMBER_BEFORE = re.compile(rf"(?<!\w)(?:{NUMBER_WORDS})[ -]?\Z")
_CURRENCY_NOUN = r"(?:us )?(?:dollars?|euros?|pounds?|yens?|yuans?|livres?)"
_NO_COUNT = (
    rf"(?!(?:\s|-)(?:(?:of|de)\s|d')(?!{_CURRENCY_NOUN})\w)"
    r"(?!\s(?:parameters?|users?|people|words|tokens|parametres|images|times|models?|variant)\b|-(?:active|total|parameter)\b)"
)
_MANY = "several|many|tens of|hundreds of|plusieurs|quelques|des dizaines de|des centaines de|dizaines de|centaines de"
_VAGUE_BEFORE = re.compile(rf"(?<!\w)(?:multi[ -]?|(?:{_MANY})\s|des )\Z")
_VAGUE = re.compile(
    r"(?<!\w)(?:multi[ -]?(?P<a>billion|million|trillion)s?(?:[ -](?:dollars?|euros?))?|"
    rf"(?:{_MANY})\s(?P<b>billion|million|trillion|milliard)s?{_NO_COUNT}(?:\s(?:of\s|de\s|d')?{_CURRENCY_NOUN})?|"
    rf"(?P<c>billions|trillions){_NO_COUNT}(?:\sof\s{_CURRENCY_NOUN})?|"
    rf"des (?P<d>milliards|millions){_NO_COUNT}(?: (?:de |d'){_CURRENCY_NOUN})?)(?!\w)"
)
_MORE = r"more(?=\s*(?:$|[^\s\w])|\s(?:from|for|in|into|to|on|at|as|by|with|and|than|over|through|but|capital|money)\b)"
"""`two billion more for its models` is money; `two billion more people` counts people."""
_LED = (
    r"(?:co-?)?(?:mene|emmene|pilote|dirige|orchestre|signe|souscrit|condui[st]|apporte)e?s?|(?:co-?)?led|lors d|"
    r"liderad[ao]s?|encabezad[ao]s?|angefuhrt"
)
"""`une levée de 1,5 milliard menée par X`"""
_BARE_FOLLOW = re.compile(
    r"\s*(?:$|[.,;:!?)\"'»–—|]|(?:in|into|on|for|from|to|at|as|by|with|funding|round|"
    r"investment|deal|series|et(?! \d)|l'an|l'annee|cette annee|d'ici|son|sa|ses|leurs?|its|their|"
    r"dans|pour|sur|en|aupres|a|afin|chez|au|"
    r"par|avec|entre|between|valuation|aux|vers|dont|contre|grace|"
    r"valorisation|bet|stake|plan|push|raise|fund|purchase|buyout|acquisition|takeover|"
    r"data|ai|ia|openai|anthropic|nvidia|"
    r"tras|con|para|por|nach|bei|fur|von|und|"
    rf"avant|apres|before|post|pre|{_MORE}|supplementaires?|leve(?:e?s)?|raised|{_LED}|invest(?:is|ed)|inject(?:es|ed)|"
    r"neerlandais|americains?|saoudiens?|japonais|emiratis?|qataris?|chinois|francais|britanniques?|"
    r"mobilises|empoches|reunis|promis|pledged|d'euros|de dollars)\b"
    r"|d(?:e |')(?:mistral|anthropic|xai|nvidia|microsoft|google|amazon|meta|openai|apple|softbank|oracle|amd|"
    r"alphabet|asml|"
    r"puissance|calcul|capacite|investissements?|valorisation|financement|levee|plus|depenses|capex|cash|travaux|fonds|"
    r"liquidites)\b)"
)
_OF_CHIPS = re.compile(
    r" (?:nvidia|ai|ia)(?:'s)? (?:[\w.-]+ ){0,4}?(?:gpus?|tpus?|cpus?|chips?|accelerators?)\b"
)
"""`1.3 million Nvidia Blackwell GPUs`: chips are counted."""
_NEAR_WORDS = (
    "about", "around", "nearly", "almost", "some", "approximately", "roughly", "close to", "up to", "as much as",
    "at least", "more than", "over", "upwards of", "estimated", "environ", "pres de", "quelque", "quelques",
    "plus de", "jusqu'a", "au moins", "autour de", "aux alentours de", "aux environs de", "avoisinant",
    "presque", "moins de", "less than", "under", "hundreds of",
)  # fmt: skip
_NEAR = re.compile(rf"(?:\b(?:{'|'.join(_NEAR_WORDS)})\s*(?:les?\s|de\s|a\s)*|[~≈]\s*)$")
_NEAR_ENDS = (*_NEAR_WORDS, "les", "le", "de", "a", "~", "≈")


class Sum(NamedTuple):
    """A sum of money in a text: units of its currency, None where the text names none."""

    start: int
    end: int
    value: float
    currency: str | None
    approximate: bool = False
    vague: bool = False
    """Only its order of magnitude is known (`billions`); `value` is that."""
    upper: bool = False
    """The upper end of a range whose lower end is the sum before it."""

    @property
    def dollars(self) -> float:
        """Its size in US dollars at fixed rates; a bare number counts as dollars."""
        return self.value * US_DOLLARS.get(self.currency or "USD", 1.0)


def sums(
    folded: str, start: int = 0, end: int | None = None, numbered: Sequence[int] | None = None
) -> list[Sum]:
    """All sums between two offsets, in order and without overlap.

    `numbered`: where the numbers between them begin (text.numbers), for who knows it already.
    """
    stop = len(folded) if end is None else end
    if numbered is None:
        numbered = numbers(folded, start, stop)
    large = _magnitudes(folded, start, stop)
    if not numbered and not large:
        return []  # nearly all sentences
    found: list[Sum] = []
    taken = bytearray(stop - start)
    for pattern, begins in _where(folded, start, numbered, large, taken):
        done = 0
        for at in begins:
            match = pattern.match(folded, at, stop) if at >= done else None
            if match is not None:
                done = match.end()
                low, high = at - start, done - start
                if taken.find(1, low, high) < 0 and (made := _made(folded, match, pattern)):
                    found += [_of_which_dollars(folded, one) for one in made]
                    taken[low:high] = b"\1" * (high - low)
    if len(found) > 1:
        found.sort(key=_START)
    return found


_START = attrgetter("start")
_DOLLARS = re.compile(r" (cad|aud|sgd|hkd|nzd|canadiens|canadian dollars?|australian dollars?|australiens)\b")
_WHOSE = frozenset({" c", " a", " s", " h", " n"})
"""How what `_DOLLARS` finds begins: few sums are followed so."""
_WHICH = {"canad": "CAD", "austr": "AUD"}


def _of_which_dollars(folded: str, one: Sum) -> Sum:
    """`12 Md$ CAD`, `$5 billion AUD`: the dollars of which country, told behind the sum."""
    if one.currency != "USD" or folded[one.end : one.end + 2] not in _WHOSE:
        return one
    if (told := _DOLLARS.match(folded, one.end)) is None:
        return one
    return one._replace(end=told.end(), currency=_WHICH.get(told[1][:5], told[1].upper()))


def _where(
    folded: str, start: int, numbered: Sequence[int], large: Sequence[int], taken: bytearray
) -> Iterator[tuple[re.Pattern[str], Iterable[int]]]:
    """The patterns, each with the places from left to right where it is tried.

    They are slow and most text holds no sum, so each is tried only where one can begin: at a number, at the words
    right before one, and at the words right before `billion` and its like (`large`). `taken`: what the patterns before
    have found; the one number of a sentence is mostly in it.
    """
    alone = len(numbered) == 1
    if numbered:
        yield _PREFIXED, _priced(folded, start, numbered)
        yield _SUFFIXED, () if alone and taken[numbered[0] - start] else numbered
    worded = [at for at in large if not folded[at - 2 : at].strip(" -").isdigit()]
    if worded:
        yield _WORDED, led(_NUMBER_BEFORE, 60, folded, start, worded)
    if numbered:
        yield _BARE, () if alone and taken[numbered[0] - start] else numbered
    if worded:
        yield _THE_BILLION, [at - 3 for at in worded if at - start > 2 and folded[at - 3 : at] in _THE]
    vague = {at for at in large if folded.startswith(_PLURAL, at)}
    if worded:
        vague.update(led(_VAGUE_BEFORE, 24, folded, start, worded))
    if vague:
        yield _VAGUE, sorted(vague)


_THE = frozenset({"le ", "du ", "au "})
_PLURAL = ("billions", "trillions")
"""What is vague without a word before it."""


_REACHES = {
    end: 1 + max(len(word) for word in CURRENCY if word[-2:] == end)
    for end in {word[-2:] for word in CURRENCY}
}
"""How far before a number a currency may begin, by the last two signs of what stands there."""


def _priced(folded: str, start: int, numbered: Iterable[int]) -> Iterator[int]:
    """Where the currencies begin that stand before a number.

    What stands there must end as some currency does, since most numbers follow other words; of a currency that ends
    so the longest says how far to look.
    """
    for at in numbered:
        end = at - 1 if at and folded[at - 1].isspace() else at
        reach = max(_REACHES.get(folded[end - 2 : end], 0), _REACHES.get(folded[end - 1 : end], 0))
        if reach and (match := _CURRENCY_BEFORE.search(folded, max(start, at - reach), at)):
            yield match.start()


def _magnitudes(folded: str, start: int, stop: int) -> list[int]:
    """Where `million`, `billion`, `trillion`, `milliard` and `crore` may begin."""
    found: list[int] = []
    at = folded.find("illi", start, stop)
    while at >= 0:
        begins = at - 1 if folded[at - 1] in "bm" else at - 2 if folded[at - 2 : at] == "tr" else -1
        if begins >= start:
            found.append(begins)
        at = folded.find("illi", at + 4, stop)
    if folded.find("crore", start, stop) >= 0:
        found = sorted([*found, *places("crore", folded, start, stop)])
    return found


def _made(folded: str, match: re.Match[str], pattern: re.Pattern[str]) -> list[Sum]:
    if pattern is _PREFIXED:
        return _prefixed(folded, match)
    if pattern is _SUFFIXED or pattern is _BARE:
        return _suffixed(folded, match, pattern is _BARE)
    parts = match.groupdict()
    at, to = match.span()
    if pattern is _VAGUE:
        word = next(value for value in parts.values() if value)
        return [
            Sum(at, to, 2 * MAGNITUDE[word.rstrip("s") if word not in MAGNITUDE else word], None, True, True)
        ]
    currency = CURRENCY.get(parts.get("cur") or "")
    magnitude = parts["mag"] or ""
    if pattern is _THE_BILLION:
        value = MAGNITUDE[magnitude or parts["bare"]]
    else:
        if not currency and not _BARE_FOLLOW.match(folded, to):
            return []
        value = (number(parts["word"]) + (0.5 if parts["half"] else 0.0)) * MAGNITUDE[magnitude]
    several = parts.get("word") in _HUNDREDS and _SEVERAL.search(folded, max(0, at - 12), at) is not None
    return [Sum(at, to, value, currency, several or _is_near(folded, at), several)]


_HUNDREDS = frozenset({"hundred", "cent", "cents", "thousand"})
_SEVERAL = re.compile(r"\b(?:several|a few|many|some|plusieurs|quelques) $")
"""`several hundred million dollars`."""


def _prefixed(folded: str, match: re.Match[str]) -> list[Sum]:
    """`$2 billion`, `$2 to 3 billion`."""
    cur, figure, mag, ranged, figure2, mag2 = match.groups()
    at, to = match.span()
    currency, magnitude = CURRENCY.get(cur), mag or ""
    if ranged:
        first = _times(_number(figure, magnitude or mag2), MAGNITUDE[magnitude or mag2])
        second = _times(_number(figure2, mag2), MAGNITUDE[mag2])
        if first < second and _rises(folded, at):
            return [Sum(at, to, second, currency)]
        if first < second:
            return [Sum(at, to, first, currency, True), Sum(at, to, second, currency, True, upper=True)]
        to = match.start("range")
    value = _times(_number(figure, magnitude), MAGNITUDE.get(magnitude, 1.0))
    return [Sum(at, to, value, currency, _is_near(folded, at))]


def _suffixed(folded: str, match: re.Match[str], bare: bool) -> list[Sum]:
    """`2 milliards d'euros`, `2 à 3 milliards d'euros`, and `bare` of a currency."""
    least, figure, mag, *cur = match.groups()
    at, to = match.span()
    if bare and (not _BARE_FOLLOW.match(folded, to) or _OF_CHIPS.match(folded, to)):
        return []
    currency, magnitude = (CURRENCY.get(cur[0]) if cur else None), mag or ""
    french = (
        not bare
        and bool(magnitude)
        and (" de " in match.group() or "d'" in match.group() or folded[to - 1] in "$€£")
    )
    size = 1e9 if magnitude == "g" else MAGNITUDE.get(magnitude, 1.0)  # `65 G$`, as they write in Québec
    value = _times(_number(figure, magnitude, french), size)
    if least:
        low = _times(_number(least, magnitude, french), size)
        if low < value and " bis " not in match.group() and _rises(folded, at):
            return [Sum(at, to, value, currency)]
        if low < value:
            return [Sum(at, to, low, currency, True), Sum(at, to, value, currency, True, upper=True)]
    return [Sum(at, to, value, currency, _is_near(folded, at))]


_RISES = re.compile(
    r"(?<!ranging )(?<!anywhere )(?<!invest )(?<!spend )(?<!put )(?<!pay )(?<!cost )(?<!raise )(?<!\w)"
    r"(?:from|von) (?:about |around |some |rund |etwa )?\Z|"
    r"\b(?:port|relev|rehauss|augment|accroi|pass|mont|grimp|bondi|hiss|gonfl|envol|doubl|tripl|elev|aument|ampli|"
    r"sub)\w* [^.;:]{0,60}\bd(?:e |e pres de |e quelque |'environ |e plus de )\Z"
)


def _rises(folded: str, at: int) -> bool:
    """`porte son engagement de 20 à 30 milliards`: what stood before the range says that the first is over."""
    before = folded[max(0, at - 90) : at]
    return before.endswith(("from ", "von ", "de ", "'environ ", "some ", "about ", "around ")) and bool(
        _RISES.search(before)
    )


def _times(figure: float, size: float) -> float:
    """To the cent: `4.1` times a billion is a hair less in binary, and no outlet's 4,100,000,000 would equal it."""
    return round(figure * size, 2)


def _is_near(folded: str, at: int) -> bool:
    """Right before a sum stands `about` or its like. How it ends is looked at first: the pattern is slow."""
    before = folded[max(0, at - 24) : at]
    return before.rstrip().endswith(_NEAR_ENDS) and bool(_NEAR.search(before))


_GROUPED = re.compile(r"\d{1,3}(?:[ ,.']\d{3})+(?:[.,]\d{1,2})?")


def _number(text: str, magnitude: str, french: bool = False) -> float:
    """In French (`1,001 Md$`, `1,001 million de dollars`) a comma parts decimals. Elsewhere
    `1,700` `1.7` `1,7` `2.000` `10 000`: one sign before exactly three digits parts thousands,
    unless a magnitude of billions follows (`1.234 billion`, `1,234 milliard`)."""
    if text.isdigit():
        return float(text)
    signs = [char for char in text if not char.isdigit()]
    grouped = _GROUPED.fullmatch(text)
    single = len(signs) == 1 and signs[0] in ",."
    if single and (
        (french and signs[0] == ",")
        or not grouped
        or MAGNITUDE.get(magnitude, 0) >= 1e9
        or (signs[0] == "." and magnitude in _DOTTED)
    ):
        return float(text.replace(",", "."))
    if grouped and len(signs) > 1 and signs[-1] in ",." and signs[-1] != signs[0]:
        head, _, tail = text.rpartition(signs[-1])
        return float("".join(filter(str.isdigit, head)) + "." + tail)
    return float("".join(filter(str.isdigit, text)))


_DOTTED = {"m", "mn", "mln", "million"}
"""Before these a dot parts decimals even before three digits; `2.000 millones` is two thousand."""
