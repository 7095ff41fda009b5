"""What a text says in words that the other language has others for: `chercheur` and `researcher`.

Counted beside the words and not among them: most of a text's words have no like in the other language, so a table of
all of them would make texts more unlike than before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from processors.matching.words import weigh

TABLE = Path(__file__).with_name("two-languages.yml")


def meanings(language: str, words: Iterable[str]) -> frozenset[str]:
    """What these words, as `weigh` keys them, mean in either language; none in another one."""
    known = _known().get(language)
    return frozenset(known[word] for word in words if word in known) if known else frozenset()


@lru_cache(maxsize=1)
def _known() -> Mapping[str, Mapping[str, str]]:
    """Language → key of a word → what it means."""
    known: dict[str, dict[str, str]] = {"en": {}, "fr": {}}
    for english, french in yaml.safe_load(TABLE.read_text(encoding="utf-8")).items():
        for language, words in (("en", english), ("fr", french)):
            known[language].update((weigh(word)[0], english) for word in words.split())
    return known
