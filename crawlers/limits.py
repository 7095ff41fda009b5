"""What XML is refused before a parser sees it: entity declarations, floods of tags, great depth.

Parsers are fast on what publishers send and slow on a few hostile shapes; one cheap look at the
tags keeps every body of up to MAX_BODY within two seconds of processor time.
"""

from __future__ import annotations

import codecs
import re

MAX_BODY = 3 * 1024 * 1024
"""Bytes of a response, after decompression."""
MAX_TAGS = 200_000
MAX_REFERENCES = 500_000
MAX_DEPTH = 500
MAX_ATTRIBUTES = 256
MAX_STRAY = 10_000
"""End tags that close nothing."""
MAX_LINKS = 20_000
"""`link` elements: feedparser resolves each of them by itself."""
_TAG = re.compile(rb"<(/?)([A-Za-z_][\w:.-]*)?([^<>]*)(>?)")
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,2000})|([0-9]{1,2000}));?")
_DECLARED = re.compile(rb"^(\s*<\?xml[^>]{0,200}?encoding\s*=\s*)([\"'])[^\"'>]{1,40}\2")
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
    (b"{\x00", "utf-16-le"),
    (b"\x00{", "utf-16-be"),
)


class TooComplex(Exception):
    """The body is shaped to hurt. The message is `class: text`."""


def as_utf8(body: bytes) -> bytes:
    """UTF-16 and UTF-32, with or without a byte order mark, as UTF-8; anything else untouched."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            text = body.decode(encoding, errors="replace").removeprefix("\ufeff")
            return _DECLARED.sub(rb"\1\2utf-8\2", text.encode("utf-8", errors="replace"))
    return body


def checked_xml(body: bytes, max_entries: int) -> tuple[bytes, bool]:
    """A feed's body for a parser, cut before entry `max_entries` + 1, and whether it was cut.

    Raises TooComplex as `checked_markup` does.
    """
    data = as_utf8(body)
    start = _entry_start(data, max_entries)
    cut = data if start is None else data[:start]
    return checked_markup(cut), start is not None


def checked_markup(data: bytes) -> bytes:
    """The markup, with each reference to what is no character made one to U+FFFD.

    Such is half an emoji, where a title was cut within it: feedparser and lxml raise for it in words of their own.
    Raises TooComplex for entity declarations (XML 1.0, section 4.2: nothing that a feed needs), and for more tags,
    links, references or attributes than any feed has, or nesting deeper than MAX_DEPTH.
    """
    head = data[: _first_element(data)]
    if re.search(rb"<!\s*ENTITY", head, re.I):
        raise TooComplex("entities: the document declares entities, which are refused")
    if data.count(b"<") > MAX_TAGS:
        raise TooComplex(f"too-complex: more than {MAX_TAGS} tags")
    if data.count(b"&") > MAX_REFERENCES:
        raise TooComplex(f"too-complex: more than {MAX_REFERENCES} references")
    _check_tags(data)
    return _REFERENCE.sub(_character, data)


def _character(found: re.Match[bytes]) -> bytes:
    number = int(found[1], 16) if found[1] else int(found[2])
    return b"&#xFFFD;" if 0xD800 <= number < 0xE000 or number > 0x10FFFF else found[0]


def _first_element(data: bytes) -> int:
    found = re.search(rb"<[A-Za-z_]", data)
    return found.start() if found else len(data)


def _entry_start(data: bytes, number: int) -> int | None:
    """Where entry `number` + 1 starts, if there are so many."""
    for count, found in enumerate(re.finditer(rb"<(?:\w+:)?(?:item|entry)[\s>/]", data)):
        if count == number:
            return found.start()
    return None


def _check_tags(data: bytes) -> None:
    """Depth and attributes of each tag outside CDATA sections and comments."""
    depth = links = stray = 0
    position = data.find(b"<")
    while position >= 0:
        for opening, closing in ((b"<![CDATA[", b"]]>"), (b"<!--", b"-->"), (b"<?", b"?>")):
            if data.startswith(opening, position):
                end = data.find(closing, position + len(opening))
                if end < 0:
                    return
                position = data.find(b"<", end)
                break
        else:
            found = _TAG.match(data, position)
            if found is None:
                return
            if found[2]:
                rest = found[3]
                links += found[2].endswith(b"link")
                if links > 2 * MAX_LINKS:  # start and end tags
                    raise TooComplex(f"too-complex: more than {MAX_LINKS} links")
                if len(rest) > MAX_ATTRIBUTES and rest.count(b"=") > MAX_ATTRIBUTES:
                    raise TooComplex(f"too-complex: a tag with more than {MAX_ATTRIBUTES} attributes")
                if found[1]:
                    stray += depth == 0
                    depth = max(0, depth - 1)
                    if stray > MAX_STRAY:
                        raise TooComplex(f"too-complex: more than {MAX_STRAY} end tags that close nothing")
                elif not rest.endswith(b"/"):
                    depth += 1
                    if depth > MAX_DEPTH:
                        raise TooComplex(f"too-deep: nested more than {MAX_DEPTH} deep")
            position = data.find(b"<", found.end())
