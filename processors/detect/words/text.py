"""Folding, words and sentences. Everything keeps its offsets: one code point stays one code point."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache


def _folding() -> dict[int, str]:
    """Lower case, accents off, quotes and spaces made plain; never more or less than one code point."""
    table: dict[int, str] = {}
    for point in range(0x41, 0x250):
        char = chr(point)
        plain = unicodedata.normalize("NFD", char)[0].lower()
        if len(plain) == 1 and plain != char:
            table[point] = plain
    for chars, plain in (
        ("’‘ʼ`´′", "'"),
        ("“”«»„‟″", '"'),
        ("\u00a0\u202f\u2009\u2007\t\r", " "),
        ("‑‐", "-"),
    ):
        for char in chars:
            table[ord(char)] = plain
    return table


_FOLD = _folding()


_ASCII = bytes(range(0x80))
_SIGNS = 24
"""How many signs beyond ASCII a text may have of which each is replaced in turn; French news has a dozen."""


def fold(text: str) -> str:
    """Lower case without accents, of the same length in code points."""
    plain, left = text, ""
    if not text.isascii():
        signs = _beyond_ascii(text)
        if len(signs) > _SIGNS:
            return text.translate(_FOLD)
        for sign in signs:
            folded = _FOLD.get(ord(sign), sign)
            plain = plain.replace(sign, folded)
            left += folded
    if left.lower() != left:  # capitals beyond the table, which stay as they are
        return text.translate(_FOLD)
    return plain.lower().replace("\t", " ").replace("\r", " ").replace("`", "'")


def _beyond_ascii(text: str) -> set[str]:
    """The signs of a text that are none of ASCII: the bytes that UTF-8 has left, in a tenth of a pattern's time."""
    left = text.encode(errors="surrogatepass").translate(None, _ASCII)
    return set(left.decode(errors="surrogatepass"))


_LONGER = re.compile(r"[^\W_]{4,}")
_PLAIN_LONGER = re.compile(r"[A-Za-z0-9]{4,}")
"""The same for ASCII, where it is found in half the time."""


FEW = 5
"""Longer words up to which one in lower case says that the headline is a sentence: names may be most of them."""
_SMALL_WORDS = """with from into over than amid after upon onto that your this their dans pour avec chez
sans sous vers"""
_SMALL = frozenset(_SMALL_WORDS.split())


def title_case(text: str, start: int, end: int) -> bool:
    """Between two offsets most longer words begin with a capital. The first does so anyway."""
    pattern = _PLAIN_LONGER if text.isascii() else _LONGER
    words = [word for word in pattern.findall(text, start, end) if word[0].isalpha()]
    least = 0.6 * (len(words) - 1)
    capitals = [word for word in words[1:] if not word.islower()]
    if len(words) <= 3 or len(capitals) <= least:
        return False
    if len(words) <= FEW and any(word.islower() and word not in _SMALL for word in words[1:]):
        return False  # `ChatGPT Harbor arrives on Android`: a verb would have its capital
    return len([word for word in capitals if word != fold(word)]) > least  # (some letters have no case)


def says_any(folded: str, words: Iterable[str]) -> bool:
    """Whether one of a pattern's words is there at all: found out first, since patterns are slow."""
    for word in words:  # noqa: SIM110 - a loop is faster than a generator here, where all depends on it
        if word in folded:
            return True
    return False


def first_behind(folded: str, at: int) -> str:
    """The sign behind a place, over a space: where a pattern can't begin with it, it need not be asked."""
    sign = folded[at : at + 1]
    return folded[at + 1 : at + 2] if sign.isspace() else sign


def with_initials(folded: str) -> str:
    """Folded text with a capital at each word's beginning, of the same length.

    Spellings looked for in this form are found where a word begins; in folded text more than half of what is found
    lies in the middle of a longer word.
    """
    found = folded.title()
    return found if len(found) == len(folded) else folded.translate(_growing()).title()


@cache
def _growing() -> dict[int, str]:
    """Letters that are two as capitals (`ß`), as one that no text holds. Few texts need them, so they are late."""
    return dict.fromkeys((at for at in range(0xDF, 0xFB18) if len(chr(at).title()) > 1), "\u01bf")


# (a number, and not its decimals; what begins with a set is looked for faster than what begins with a repetition)
_NUMBER = re.compile(r"\d(?<!\d[.,]\d)\d*")
_PLAIN_NUMBER = re.compile(r"[0-9](?<![0-9][.,][0-9])[0-9]*")
"""The same for text in ASCII: ten digits are looked for twice as fast as all that there are."""


def numbers(text: str, start: int, stop: int) -> list[int]:
    """Where the numbers between two offsets begin."""
    pattern = _PLAIN_NUMBER if text.isascii() else _NUMBER
    return [match.start() for match in pattern.finditer(text, start, stop)]


def led(words: re.Pattern[str], reach: int, text: str, start: int, at: Iterable[int]) -> Iterator[int]:
    """Where the words begin that stand right before a place; `reach`: how many code points they take at most.

    `words` ends in `\\Z`. Many times faster than to look for such words in all of a text.
    """
    for place in at:
        if match := words.search(text, max(start, place - reach), place):
            yield match.start()


def places(word: str, folded: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where a word stands in a folded text, between two offsets."""
    stop = len(folded) if end is None else end
    at = folded.find(word, start, stop)
    while at >= 0:
        yield at
        at = folded.find(word, at + len(word), stop)


_ENDS = ".!?…\n"
_SENTENCE_END = re.compile(r"[.!?…\n](?:(?<!\n)[.!?…]*[\"')\]]*\s+(?=[\"'(\[]?\s?\S)|(?<=\n)\n*)")
_SHORT = ("inc", "corp", "ltd", "co", "mr", "mrs", "ms", "dr", "st", "vs", "no", "m", "jr", "sr", "u.s", "u.k", "a.i",
          "e.u", "etc", "approx", "env", "cf")  # fmt: skip
_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(map(re.escape, _SHORT))}|[a-z])\.\s*$")
_SHORT_ENDS = frozenset(word[-2:] for word in _SHORT)


def _abbreviated(folded: str, start: int, sign: int) -> bool:
    """An abbreviation stands before the sign. The two letters before it are looked at first: few words end so."""
    if folded[sign] != "." or (
        sign > 1 and folded[sign - 2].isalnum() and folded[sign - 2 : sign] not in _SHORT_ENDS
    ):
        return False
    return bool(_ABBREVIATION.search(folded, max(start, sign - 8), sign + 1))


def sentences(text: str, folded: str, limit: int) -> list[tuple[int, int]]:
    """Sentences as offsets, at most to `limit`; abbreviations do not end one."""
    spans: list[tuple[int, int]] = []
    start = 0
    limit = min(limit, len(folded))
    end = 0
    for sign in _signs(folded[:limit]):
        if sign < end:
            continue
        plain = sign + 2 < limit and folded[sign + 1] == " " and text[sign + 2].isupper()
        if plain and folded[sign] != "\n":  # as most sentences end: the pattern need not be asked
            end = sign + 2
            if _abbreviated(folded, start, sign):
                continue
        elif (match := _SENTENCE_END.match(folded, sign, limit)) is not None:
            end = match.end()
            within = "\n" not in match[0]
            goes_on = within and not text[end : end + 1].isupper() and _continues(text, end)
            if goes_on or (within and _abbreviated(folded, start, sign)):
                continue
        else:
            continue
        if end - start > LONGEST:
            spans += _short(folded, start, end)
        elif end - start > 1:
            spans.append((start, end))
        start = end
    if limit > start and folded[start:limit].strip():
        spans += _short(folded, start, limit)
    return spans


def _signs(folded: str) -> list[int]:
    """Where the signs stand with which a sentence may end."""
    found: list[int] = []
    for sign in _ENDS:
        at = -1
        for part in folded.split(sign)[:-1] if sign in folded else ():
            at += len(part) + 1
            found.append(at)
    found.sort()
    return found


LONGEST = 500
"""Code points of a sentence; a longer one is read in pieces, so that time grows with length alone."""


def _short(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """A span in pieces of at most LONGEST, cut at spaces."""
    pieces: list[tuple[int, int]] = []
    while end - start > LONGEST:
        space = folded.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space + 1 if space > 0 else start + LONGEST
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _continues(text: str, at: int) -> bool:
    """What follows begins with a small letter: no new sentence."""
    while at < len(text) and text[at] in "\"'([«“‘ \u00a0":
        at += 1
    return at < len(text) and text[at].islower()


_INVISIBLE = dict.fromkeys(
    [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_LOOKALIKE = str.maketrans(
    "аеорсухіјѕԁɡһкмнтвАВЕКМНОРСТУХІЈЅοαερτυνικΑΒΕΗΙΚΜΝΟΡΤΥΧΖ",
    "aeopcyxijsdghkmhtbabekmhopctyxijsoaeptuvikabehikmnoptyxz",
)
_SUSPECT = re.compile(
    "[\u200b-\u200d\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\u0370-\u03ff\u0400-\u052f\u0261]"
)


def skeletons(text: str) -> list[tuple[int, int, str]]:
    """Words with invisible or foreign-script signs, and what they would pass for: (start, end, folded)."""
    if text.isascii() or not _SUSPECT.search(text):
        return []
    found = []
    for match in re.finditer(r"\S+", text):
        word = match.group()
        if _SUSPECT.search(word):
            plain = fold(word.translate(_INVISIBLE).translate(_LOOKALIKE)).strip(".,;:!?\"'()«»")
            if plain.isascii():
                found.append((*match.span(), plain))
    return found
