"""Proper names: of a text, crudely, and what two spellings of one share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from processors.matching.words import fold, fold_word, is_common, is_plain, words_of

_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.,;:!?()«»“”\"|—–…]")
"""What no name goes across."""
_GERUND = re.compile(r"[a-z]{5,}ing")
"""`Strengthening …`, which the dictionary does not have."""
_BARE_COMPANY = re.compile(r"(ai|inc|corp|corporation|ltd|llc|sas?|labs?|group|technologies|holdings?)$")


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """What two spellings of one company or product share: `Open AI`, `OpenAI Inc` → `open`."""
    squeezed = "".join(words_of(fold(re.sub(r"\([^)]*\)", "", name))))
    bare = _BARE_COMPANY.sub("", squeezed)
    return bare if len(bare) > 2 else squeezed


def names_of(text: str) -> Iterator[str]:
    """Crude proper names: runs of capitalised words that the word table does not know as ordinary ones."""
    run: list[str] = []
    end, begins = 0, True
    for found in _WORD.finditer(text):
        word = found.group()
        start = found.start()
        if text[end:start] != " " and _BREAK.search(text, end, start):
            begins = True
            if run:
                yield " ".join(run)
                run = []
        end = found.end()
        if (
            word[0].isupper()
            and len(word) > 1
            and not is_common(folded := fold_word(word))
            and not (begins and not word.isupper() and (is_plain(folded) or _GERUND.fullmatch(folded)))
        ):
            run.append(folded)
        elif run:
            yield " ".join(run)
            run = []
        begins = False
    if run:
        yield " ".join(run)
