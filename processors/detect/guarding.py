"""Words of harm that name what a product is there against."""

from __future__ import annotations

import re

_GUARD_BEFORE = re.compile(
    r"\b(?:against|detect\w*|block\w*|stops?|fights?|fighting|spots?|catch\w*|prevents?|finds?|fix\w*|flags?|answers?|"
    r"contre|bloque\w*|repere\w*|traque\w*|lutte\w*|corrige\w*|anti|chass\w*|debusqu\w*|hunt\w*|colmat\w*|patch\w*|signale\w*|trouve\w*|dejoue\w*)"
    r"(?:[\s-]+(?:the|your|les|des|de|la|le|l'|d'|potential|security|code)){0,2}[\s'-]*$"
)
_GUARD_AFTER = re.compile(
    r"[\s-]+(?:calls?|detect\w+|protect\w+|prevent\w+|scanning|alerts?|defen[cs]e|hunting|research)\b"
)


def guards_against(folded: str, start: int, end: int) -> bool:
    """`detects scams`, `contre les arnaques`, `vulnerability scanning`: what a product guards against befell nobody."""
    return bool(_GUARD_BEFORE.search(folded[max(0, start - 40) : start]) or _GUARD_AFTER.match(folded, end))


_QUOTE = re.compile(r"\"[^\"]{2,30}\"|(?<!\S)'[^'\"]{2,30}'(?!\w)")


def short_quotes(folded: str) -> list[tuple[int, int]]:
    """Quotes of a few words name a feature; their words are no veto."""
    return [match.span() for match in _QUOTE.finditer(folded[:600])]
