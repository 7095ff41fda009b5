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
_BARE = re.compile(rb"&(?!#[0-9]{1,10};|#[xX][0-9a-fA-F]{1,8};|[a-zA-Z][a-zA-Z0-9]{1,30};)")
"""An ampersand that begins no reference: of `R&D` feedparser's second parser makes `R&D;`."""
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
    (b"\x4c\x6f\xa7\x94", "cp037"),  # `<?xm` in EBCDIC
)
_DECLARATION = 1_000
"""Bytes in which an XML declaration ends: feedparser's pattern for it is cubic in the length of its line."""
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"'<>]*)")
_PROBE = bytes(code for code in range(32, 127) if code != 92) + rb"+ADw- \x3c \u003c"
_AUTHOR = re.compile(
    rb"<(/?)(?:[\w.-]{1,100}:)?(?:author|creator|managingeditor|webmaster|publisher|owner)\b[^<>]*>", re.I
)
_UNSEEN = re.compile(rb"<!\[CDATA\[|\]\]>|<[^<>]*>")
_RUN = re.compile(rb"[\w.+&#;-]{65}")
"""More than the local part of a mail address has (RFC 5321, section 4.5.3.1.1), references counted as written."""


class TooComplex(Exception):
    """The body is shaped to hurt. The message is `class: text`."""


def as_utf8(body: bytes) -> bytes:
    """UTF-16 and UTF-32, with or without a byte order mark, as UTF-8; anything else untouched."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            text = body.decode(encoding, errors="replace").removeprefix("\ufeff")
            return _DECLARED.sub(rb"\1\2utf-8\2", text.encode("utf-8", errors="replace"))
    return body


def is_ascii_like(encoding: str) -> bool:
    """Whether ASCII's bytes are ASCII in it. Else a parser would see other tags than those that are counted here."""
    try:
        return _PROBE.decode(encoding) == _PROBE.decode("ascii")
    except (LookupError, ValueError):
        return False


def _declared(data: bytes) -> bytes:
    """With a declaration that ends soon, on a line of its own, and names no character set such as UTF-7."""
    start = 3 if data.startswith(codecs.BOM_UTF8) else 0
    if not data.startswith(b"<?", start):
        return data
    end = data.find(b"?>", start, start + _DECLARATION)
    if end < 0:
        raise TooComplex(f"too-complex: a declaration of more than {_DECLARATION} bytes")
    names = _ENCODING.findall(data[start:end])
    kept = data[: end + 2] if all(is_ascii_like(name.decode("latin-1")) for name in names) else b""
    rest = data[end + 2 :]
    return kept + (b"" if rest.startswith((b"\n", b"\r\n")) else b"\n") + rest


def _without_long_authors(data: bytes) -> bytes:
    """Without the authors that hold a long run of what mail addresses are made of.

    feedparser looks for one from each character of such a run: a single author of 3 MB would take it days.
    """
    kept: list[bytes] = []
    position = depth = start = 0
    for tag in _AUTHOR.finditer(data):
        if not tag[1]:
            start = start if depth else tag.end()
            depth += not tag[0].endswith(b"/>")
            continue
        depth = max(depth - 1, 0)
        if depth == 0 and start >= position and _RUN.search(_UNSEEN.sub(b"", data[start : tag.start()])):
            kept.append(data[position:start])
            position = tag.start()
    return b"".join((*kept, data[position:]))


def checked_xml(body: bytes, max_entries: int) -> tuple[bytes, bool]:
    """A feed's body for a parser, cut before entry `max_entries` + 1, and whether it was cut.

    Raises TooComplex as `checked_markup` does.
    """
    data = _declared(as_utf8(body))
    start = _entry_start(data, max_entries)
    cut = data if start is None else data[:start]
    return _without_long_authors(checked_markup(cut)), start is not None


def checked_markup(data: bytes) -> bytes:
    """The markup, with each reference to what is no character made one to U+FFFD, and each bare ampersand escaped.

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
    return _escaped(_REFERENCE.sub(_character, data))


def _escaped(data: bytes) -> bytes:
    """With `&amp;` for each ampersand that begins no reference, but in CDATA, where it stands for itself."""
    before, *sections = data.split(b"<![CDATA[")
    kept = [_BARE.sub(b"&amp;", before)]
    for section in sections:
        inside, end, after = section.partition(b"]]>")
        kept += (b"<![CDATA[", inside, end, _BARE.sub(b"&amp;", after))
    return b"".join(kept)


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
