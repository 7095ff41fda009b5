"""Character references of HTML, as strangers write them."""

from __future__ import annotations

import html
import re

_ENDLESS = re.compile(r"&#0*+[0-9]{9,}+;?")


def unescaped(text: str) -> str:
    """The text with each reference made its character (HTML, section 13.5).

    What is beyond all characters is U+FFFD; `html.unescape` raises for one of more than 4,300 digits.
    """
    return html.unescape(_ENDLESS.sub("\ufffd", text)) if "&" in text else text
