"""What a hyphen ties to a product's name: a part of it, or how something else is made with it."""

from __future__ import annotations

import re

_HYPHENED = re.compile(r"(?:-(?:[A-Z]\w*|\d+[A-Za-z]*)(?!\w))+")
_SMALL = re.compile(r"(?:-(?:[A-Za-z]\w*|\d+[A-Za-z]*))+(?!\w)")
_COMPOUND = frozenset(
    {
        "powered", "based", "driven", "backed", "style", "like", "class", "level", "first", "native", "enabled", "made",
        "ready", "only", "focused", "run", "led", "free", "inspired", "generated", "assisted", "compatible", "equipped",
        "exclusive", "branded", "owned", "era", "supported", "infused", "integrated", "optimized", "trained", "related",
    }
)  # fmt: skip
"""What a hyphen ties to a name without being a part of it."""


def hyphened(written: str, end: int) -> int:
    """`Kestrel-R2`, `Kestrel On-Device`: what a hyphen ties to a name, with a capital or a number; so is a plus."""
    if written[end : end + 1] == "+" and not written[end + 1 : end + 2].isalnum():
        return end + 1  # `Alexa+`
    if written[end : end + 1] != "-":
        return end
    tail = (_SMALL if _small(written, end) else _HYPHENED).match(written, end)
    if tail is None or any(part in _COMPOUND for part in tail[0].lower().split("-")):
        return end
    return tail.end()


def _small(written: str, end: int) -> bool:
    """`gpt-kestrel`: a name that has itself hyphens and small letters goes on so."""
    name = written[written.rfind(" ", 0, end) + 1 : end]
    numbered = any(map(str.isdigit, name))  # `Phi-9-reasoning`
    return "-" in name and (name == name.lower() or numbered) and name[0].isalpha()
