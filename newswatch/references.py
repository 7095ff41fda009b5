"""Character references of HTML, as strangers write them."""

from __future__ import annotations

import html
import re

_ZEROS = re.compile(r"(?<=&#)0+(?=[0-9])")
_ENDLESS = re.compile(r"&#[1-9][0-9]{8,}+;?")


def unescaped(text: str) -> str:
    """The text with each reference made its character (HTML, section 13.5).

    What is beyond all characters is U+FFFD; `html.unescape` raises for one of more than 4,300 digits, be they zeros.
    """
    return html.unescape(_ENDLESS.sub("\ufffd", _ZEROS.sub("", text))) if "&" in text else text
