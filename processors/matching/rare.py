"""Which names hardly anybody else bears: two articles of one day that share one are mostly of one thing."""

from __future__ import annotations

from functools import lru_cache

from processors.matching.named import name_key
from processors.matching.signs import PLACE_WORDS
from processors.matching.words import OWNERS, WATCHED

_ABBREVIATIONS = """mw gw kw kwh tw llm llms vlm slm api apis mcp tpu tpus npu npus cpu cpus sdk sdks cli ide ides saas
b2b b2c arr roi ceo cto cfo coo pdf faq url json html sql rag ocr nlp asr tts agi asi beta preview oss ui ux os pc pcs
iot usb hdr ram ssd it qa crm erp hr rh pme ev evs ar vr xr 3d 4k 5g q1 q2 q3 q4"""
_EVERYDAY = frozenset(_ABBREVIATIONS.split())
"""Units and abbreviations that papers of the trade print each day, and write like names."""
_FIRST_NAMES = "elon sam jensen mark satya sundar tim jeff dario demis mustafa arthur larry andy lisa"
_WATCHED = frozenset(map(name_key, WATCHED))
_DAILY = frozenset(map(name_key, {*WATCHED, *OWNERS, *_FIRST_NAMES.split()}))


@lru_cache(maxsize=16384)
def is_rare(name: str) -> bool:
    """Whether a name, as `name_key` spells it, is rare: no place, no abbreviation, no firm and no chief of each day.

    Nor two of these in one: `googledeepmind`, `jensenhuang`.
    """
    if name in _WATCHED or name in PLACE_WORDS or name in _EVERYDAY:
        return False
    return not any(name[:at] in _DAILY and name[at:] in _DAILY for at in range(2, len(name) - 1))
