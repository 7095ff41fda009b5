"""From bytes to clean text: what a body is, its character set, and the characters that no text keeps."""

from __future__ import annotations

import re
import unicodedata

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, to_unicode

from newswatch.errors import Reject
from newswatch.references import unescaped

VAGUE_TYPES = frozenset({"application/octet-stream", "binary/octet-stream", "text/plain", "unknown/unknown"})
"""Types that servers send for anything: the bytes decide."""
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file"),
    (b"PK\x03\x04", "a ZIP file"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"wOF", "a font"),
    (b"\x00\x00\x00", "a media file"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex|svg)[\s>]", re.IGNORECASE)
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div|p|script|h1|!--)[\s>/-]", re.I)
# Stateful 7-bit sets look like ASCII, which is UTF-8 too: only a declaration tells.
_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
_NO_CHARSETS = frozenset({
    "base64", "bz2", "hex", "idna", "punycode", "quopri", "raw-unicode-escape", "rot-13", "undefined",
    "unicode-escape", "uu", "zlib",
})  # fmt: skip
"""Codecs of Python's that are no character sets: some raise, whatever they are told of errors."""


def _media_type(content_type: str | None) -> str:
    """The type without parameters, in lower case; empty where none is sent (RFC 9110, section 8.3.1)."""
    return (content_type or "").partition(";")[0].strip().lower()


def header(headers: dict[str, str], name: str) -> str | None:
    """A header's value, whatever the case of its name."""
    for key, value in headers.items():
        if key.lower() == name:
            return value
    return None


def kind_of(body: bytes, content_type: str | None) -> str:
    """`html` or `text`, by the bytes first and the declared type second; Reject("not-html") for the rest.

    Servers lie in both directions: a PDF sent as text/html, a page sent as octet-stream.
    """
    declared = _media_type(content_type)
    start = body[:1024].lstrip()
    if read_bom(body)[0] is None:
        for magic, name in _MAGIC:
            if start.startswith(magic) and not _looks_utf16(body):
                raise Reject("not-html", f"the body is {name}, sent as {declared or 'no type'}")
    ascii_start = body[:4096].replace(b"\x00", b"")  # UTF-16 without its zero bytes
    if _TAG.search(ascii_start):
        if _FEED.search(ascii_start[:1024]) and not re.search(rb"<html", ascii_start[:1024], re.I):
            raise Reject("not-html", f"the body is XML of another kind, sent as {declared or 'no type'}")
        return "html"
    if declared == "text/html":
        return "html" if b"<" in ascii_start else "text"
    if declared == "text/plain" or (declared in VAGUE_TYPES | {""} and _is_text(body[:4096])):
        return "text"
    raise Reject("not-html", f"no page: sent as {declared or 'no type'}")


def _is_text(sample: bytes) -> bool:
    return b"\x00" not in sample and sum(byte < 9 or 13 < byte < 32 for byte in sample) == 0


def _looks_utf16(body: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of Western text is zero."""
    sample = body[:256]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def decoded(body: bytes, content_type: str | None) -> str:
    """The body's text: byte order mark, else UTF-8 where the bytes are, else what is declared.

    Bytes above 127 that are valid UTF-8 are hardly ever anything else, so that they outweigh a
    wrong declaration; invalid ones declared as UTF-8 are read as the page itself declares, or as windows-1252, as
    browsers read latin-1 (WHATWG Encoding, section 4.2), unless most of them are UTF-8 all the same.
    """
    encoding, mark = read_bom(body)
    if encoding and mark:
        return to_unicode(body[len(mark) :], encoding)
    told = (http_content_type_encoding(content_type), html_body_declared_encoding(body))
    names = [name for name in told if name and name not in _NO_CHARSETS]
    if guessed := _looks_utf16(body):
        return to_unicode(body, guessed)
    if names and names[0] in _SEVEN_BIT:
        return to_unicode(body, names[0])
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if names and not _is_unicode(names[0]):
        return to_unicode(body, names[0])
    lenient = body.decode("utf-8", "replace")
    above = sum(map(body.count, (b"\xc3", b"\xe2", b"\xc2")))
    if lenient.count("\ufffd") <= above // 20 + 1 and above > 1:
        return lenient  # one broken byte, or a body that was cut
    # A server says UTF-8 of all that it sends, and the page knows better.
    return to_unicode(body, next((name for name in names if not _is_unicode(name)), "cp1252"))


def _is_unicode(name: str) -> bool:
    return name in {"utf-8", "ascii"} or name.startswith(("utf-16", "utf-32"))


_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 12, 13)) + b"\x7f"
_FORM_FEED = bytes.maketrans(b"\f", b" ")
_NO_CHARACTERS = re.compile(
    "[\ufffe\uffff]"
    "|&#0*+(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9]);?"
    "|&#[xX]0*+(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]);?"
)
"""What no tree may hold (XML 1.0, section 2.2), and the references that libxml2 makes it of."""


def markup_bytes(markup: str) -> bytes:
    """UTF-8 bytes for the parser, without what is no character of a text.

    libxml2 stops at a zero byte, and one of the others makes trafilatura give up the whole article.
    """
    found = _NO_CHARACTERS.sub(" ", markup)
    return found.encode("utf-8", "replace").translate(_FORM_FEED, _CONTROLS)


_HIDDEN = "\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u180e"
_HIDDEN_RE = re.compile(f"[{_HIDDEN}]|(?<=[A-Za-zÀ-ɏ])[\u200c\u200d]")
_DROP_RE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\ufffe\uffff\ud800-\udfff{_HIDDEN}]")
_JOINERS_RE = re.compile("(?<=[A-Za-zÀ-ɏ])[\u200c\u200d]")
_SPACES_RE = re.compile(r"[^\S\n]+")
_LINES_RE = re.compile(r"\s*\n\s*")


def has_hidden(text: str) -> bool:
    """Whether it holds direction overrides or zero-width characters, which can fake a name."""
    return _HIDDEN_RE.search(text) is not None


def cleaned(text: str) -> str:
    """Plain text: NFC, no control, direction or zero-width characters, single spaces, trimmed lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _DROP_RE.sub("", text)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS_RE.sub("", text)
    text = _LINES_RE.sub("\n", _SPACES_RE.sub(" ", text))
    return unicodedata.normalize("NFC", text).strip()


def _is_seen(sign: str) -> bool:
    """Whether a reader sees anything of it: no control, joiner, space, lone accent or filler (Unicode, table 4-4)."""
    return unicodedata.category(sign)[0] not in "CMZ" and sign not in "\u115f\u1160\u2800\u3164\uffa0"


def folded(text: str, limit: int = 0) -> str:
    """`cleaned`, on one line, empty where nothing of it is seen.

    Cut after `limit` code points at a word's end where a limit is given.
    """
    if limit and len(text) > 20 * limit:
        text = text[: 20 * limit]  # a title of 1 MB need not be cleaned to its end
    line = " ".join(cleaned(text).split())
    if not any(map(_is_seen, line)):
        return ""
    if not limit or len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[-80:] else cut).rstrip() + "…"


# Tags that publishers leave in titles; any other `<…>` is the text's own: `<vector>`, `<!channel>`.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"</?(?:br|div|h[1-6]|img|li|ol|p|ul)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)


_ESCAPED = 3
"""Times that publishers escape a title one over the other: editor, template and feed each once."""


def plain(text: str, limit: int = 0) -> str:
    """`folded`, without the tags and character references that publishers leave in attributes."""
    if limit and len(text) > 20 * limit:
        text = text[: 20 * limit]
    for _ in range(_ESCAPED):
        if "&" not in text:
            break
        text = unescaped(text)
    if "<" in text:
        text = _BLOCK.sub(" ", _INLINE.sub("", text))
    return folded(text, limit)
