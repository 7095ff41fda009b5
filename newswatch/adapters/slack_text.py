"""Text from the web, made safe for where it goes in a Slack message.

Slack reads three kinds of text. `plain_text` objects and the texts of `rich_text` are shown as they are: no
markup, no mention, no link is read out of them. `mrkdwn` (a message's `text`, a context's link) is markup:
`&`, `<` and `>` are entities there (docs.slack.dev/messaging/formatting-message-text, "Escaping text").
A card puts all words from the web into the first two, so that `*`, `_`, `~` and backticks need no escape.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

LINK = 700
"""Characters of an address that is linked; a longer one is a tracker's, and would fill the message."""
_JOINER = "\u200d"
_CONTROL = re.compile(r"<(?=[!@#])")
"""What opens a mention in mrkdwn. Shown as ‹ everywhere, for those who copy the words elsewhere."""
_LOOSE = re.compile(r"[\u200d\ufe0e\ufe0f]+$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"https?://[\x21-\x7e]+")
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def shown(text: str, limit: int) -> str:
    """One line for a plain_text or rich_text: without control, override or zero-width characters.

    `limit`: in UTF-16 units, the larger of the ways to count (an emoji is two), so no limit is exceeded.
    """
    kept = "".join(
        c for c in " ".join(text.split()) if c == _JOINER or unicodedata.category(c) not in _HIDDEN
    )
    return _cut(_CONTROL.sub("‹", _joined(kept)), limit)


_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def escaped(text: str, limit: int) -> str:
    """One line for mrkdwn: as `shown`, then `&`, `<` and `>` as entities (also in what is one already)."""
    return shown(text, limit).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def linked(url: str) -> str | None:
    """The address if it may be linked: http or https, printable ASCII, no user name, none of `<>|"`; else None."""
    if len(url) > LINK or not _ADDRESS.fullmatch(url) or any(c in url for c in '<>|"\\'):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.hostname and "@" not in parts.netloc else None


def disguised(text: str) -> tuple[str, ...]:
    """Words whose letters come from several alphabets, such as Google with Cyrillic о: made to be misread."""
    words = dict.fromkeys(word for word in _WORD.findall(text) if not word.isascii())
    return tuple(word for word in words if len(_alphabets(word)) > 1)


def _alphabets(word: str) -> set[str]:
    names = (unicodedata.name(c, "").partition(" ")[0] for c in word)
    return {name for name in names if name in _ALPHABETS}


def _joined(text: str) -> str:
    """A zero-width joiner only between the signs of one emoji; between letters it hides a difference."""
    if _JOINER not in text:
        return text
    kept = []
    for place, c in enumerate(text):
        if c == _JOINER:
            before = text[place - 1] if place else " "
            if unicodedata.category(before) not in ("So", "Sk", "Mn"):
                continue
        kept.append(c)
    return "".join(kept)


def _cut(text: str, limit: int) -> str:
    if _units(text) <= limit:
        return text
    kept, room = [], limit - 1
    for c in text:
        room -= _units(c)
        if room < 0:
            break
        kept.append(c)
    return _LOOSE.sub("", "".join(kept)).rstrip() + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2
