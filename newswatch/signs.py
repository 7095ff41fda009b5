"""What signs a stream takes."""

from __future__ import annotations

from typing import TextIO


def has_all_signs(stream: TextIO) -> bool:
    """Whether it takes any text; one that tells no encoding does."""
    return (stream.encoding or "utf-8").lower().replace("-", "") == "utf8"
