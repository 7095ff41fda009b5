"""What others wrote, made fit to be shown: hidden characters, addresses, times, and marked words.

Everything here returns plain text (which the templates escape) or Markup whose parts were escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from newswatch.addresses import strip_credentials
from newswatch.messages import Member

# fmt: off
_STRIPPED = [
    0x00AD, 0x034F, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x2060, 0x2065), 0xFEFF,
    *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080),
]
# fmt: on
"""They show nothing and turn nothing around: a reader loses nothing with them."""
_SHOWN = [
    *(code for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
]
"""Control characters, and those that turn the order of a text around: a reader must see that they are there."""
_TABLE: dict[int, str] = {
    **dict.fromkeys(_STRIPPED, ""),
    **{code: f"⟦U+{code:04X}⟧" for code in _SHOWN},
    **dict.fromkeys((0x2028, 0x2029), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "�"),
}
_JOINERS = re.compile("(?<![\u0600-\U0010ffff])[\u200c\u200d]")
"""Joiners stand between letters of some scripts and between emoji; behind a Latin one they only hide."""
_LETTERS = {
    "Latin": re.compile(r"[A-Za-zÀ-ɏ]"),
    "Greek": re.compile(r"[\u0370-\u03ff]"),
    "Cyrillic": re.compile(r"[\u0400-\u052f]"),
}
_OPEN, _CLOSE = "\x02", "\x03"


def plain(text: str) -> str:
    """The text without invisible characters; those that turn it around are spelled out: `⟦U+202E⟧`."""
    return _JOINERS.sub("", text.translate(_TABLE))


def finalize(value: object) -> object:
    """Applied to whatever a template prints, before it is escaped: no template can forget it."""
    if value is None:
        return ""
    return plain(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def look_alikes(text: str) -> list[str]:
    """Words that mix letters of two scripts, as in a Google whose o's are Cyrillic, with what they mix."""
    found = []
    for word in dict.fromkeys(re.findall(r"\w+", plain(text))):
        scripts = [name for name, letters in _LETTERS.items() if letters.search(word)]
        if len(scripts) > 1:
            found.append(f"“{word}” mixes {' and '.join(scripts)} letters")
    return found[:5]


def href(url: str | None) -> str | None:
    """The address for a link, in ASCII, or None where it is not http or https: it is shown as text then."""
    try:
        parts = urlsplit(strip_credentials((url or "").strip()))
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    return quote(parts.geturl(), safe="%/:?#[]@!$&()*+,;=~-._")


def host_of(url: str | None) -> str:
    """The host of an address, as the address has it; the address itself where there is none."""
    try:
        return urlsplit(url or "").hostname or url or ""
    except ValueError:
        return url or ""


def language_tag(language: str | None) -> str | None:
    """A language for `lang`, or None for what is no tag (RFC 5646, roughly)."""
    return language if language and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else None


def moment(value: datetime | str | None, zone: tzinfo) -> Markup:
    """A time in the zone as `<time>`; a text that is no time stays a text."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return escape(plain(str(value)))
    if value is None:
        return Markup("undated")
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value
    try:
        shown = aware.astimezone(zone)
    except OverflowError:  # the first and the last day of the calendar
        shown = aware
    return Markup('<time datetime="{}">{}</time>').format(
        aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if 1 < aware.year < 9999 else aware.isoformat(),
        f"{shown.day} {shown:%b} {shown.year}, {shown:%H:%M}",
    )


def highlighted(fragment: str) -> Markup:
    """A search hit's fragment (ports.Hit) with the found words in `<mark>`."""
    parts = []
    for number, piece in enumerate(fragment.split(_OPEN)):
        inside, closed, after = piece.partition(_CLOSE)
        if number and closed:
            parts += [_mark(inside), escape(plain(after))]
        else:
            parts.append(escape(plain(piece)))
    return Markup("").join(parts)


def said_in(fragment: str, members: Iterable[Member]) -> str | None:
    """The language of the headline that a search hit's fragment is of."""
    words = fragment.replace(_OPEN, "").replace(_CLOSE, "")
    return next((member.in_language for member in members if words in member.headline), None)


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """The text with these spans (code points) in `<mark>`; overlapping ones become one."""
    parts: list[Markup] = []
    done = 0
    for start, end in sorted(spans):
        start, end = max(start, done), min(end, len(text))
        if start >= end:
            continue
        parts += [escape(plain(text[done:start])), _mark(text[start:end])]
        done = end
    return Markup("").join([*parts, escape(plain(text[done:]))])


def _mark(words: str) -> Markup:
    return Markup("<mark>{}</mark>").format(plain(words))
