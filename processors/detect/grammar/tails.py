"""Where a headline begins and ends: a list's stamp before it, the outlet's name and its section behind it."""

from __future__ import annotations

import re

from processors.detect.words.text import fold
from processors.dressing import behind_herald, undressed

_TAIL = re.compile(r"\s(?:[-–—|]|::)\s(?P<name>[^-–—|]{2,40})$")


def headline_span(headline: str, publisher: str) -> tuple[int, int]:
    """Where the words of a headline begin and end: `undressed`, and without a stamp and the outlet's name."""
    return undressed(headline, headline_begin(headline), headline_end(headline, publisher))


def headline_end(headline: str, publisher: str) -> int:
    """Where the headline ends and ` - Outlet` begins: the publisher's name, or a short name without a verb."""
    byline = _BYLINE.search(headline, max(0, len(headline) - 80)) if headline.endswith(")") else None
    if byline is not None and len(headline[: byline.start()].split()) >= 4:
        return byline.start()
    end = _outlet_end(headline, publisher)
    return end if end == len(headline) else _section_end(headline, end)


_STAMP = re.compile(
    r"(?:\[(?:News|Dev|dev|Blog|Products?|Produits?|Announcements?|Annonces?|Actus?|Updates?|Changelog|Releases?|Launched|"
    r"In preview)\] (?=\S))?"
    r"(?:[A-Z][a-z]{2,8} \d{1,2}, \d{4}(?:Products?|Announcements?|News)?(?=[A-Z])|"
    r"(?:Products?|Announcements?|News)(?=(?:Introducing|Announcing|Meet) ))?"
)
"""`[News] …`, `May 4, 2031Product…`: a column in brackets, or a date and a column that have grown into the title."""


def headline_begin(headline: str) -> int:
    """Where the title itself begins, behind what a list of a vendor's pages puts before it.

    A column that says what an article is (`[Research]`, `Case Study`) stays with it.
    """
    begin = behind_herald(headline)
    match = _STAMP.match(headline, begin)
    return match.end() if match else begin


_BYLINE = re.compile(r"\s\((?:[A-Z][^()/]{2,40}/)[A-Z][^()/]{1,40}\)$")
"""` (Ada Quill/The Orbit)`: a digest says who wrote the report, and where."""
_SECTION = re.compile(
    r"\s[-–—|]\s(?:[\w&'.]+ ){0,4}(?:news|statistics|market data|press releases?|actualites?|technologies?)"
    r"(?: (?:and|&|et) (?:[\w]+ ){0,2}\w+)?\s*$",
    re.IGNORECASE,
)


def _section_end(headline: str, end: int) -> int:
    """`… - News and Statistics - Outlet`: the outlet's section stands before its name."""
    match = _SECTION.search(headline, max(0, end - 60), end)
    return match.start() if match and len(headline[: match.start()].split()) >= 4 else end


def _outlet_end(headline: str, publisher: str) -> int:
    text = headline.rstrip()
    match = _TAIL.search(text, max(0, len(text) - 60))
    if not match:
        return len(headline)
    name = match.group("name").strip()
    words = name.split()
    same = fold(name) in fold(publisher) or (
        fold(publisher) in fold(name) and len(words) <= len(publisher.split()) + 2
    )
    site = bool(re.fullmatch(r"[\w-]+\.(?:com|fr|ai|net|org|io|co|observer)", name))
    outlet = (
        len(words) <= 5
        and all(
            word[0].isupper() or word.lower() in {"of", "the", "du", "de", "et", "la", "le", "on", "and"}
            for word in words
        )
        and not re.search(r"\d", name)
    )
    long = len(text[: match.start()].split()) >= 4
    return (
        match.start()
        if same or site or (outlet and long and match.group().strip()[0] in "-|—–")
        else len(headline)
    )


_PERSON = r"[A-ZÉÈ][\w'’.-]+(?: [A-ZÉÈ][\w'’.-]+){1,2}"
_BY = re.compile(
    rf"\s*(?:(?:[Bb]y|Par) {_PERSON}(?: (?:and|et) {_PERSON})?(?:\. | ?[|–—-] |\n)"
    r"|(?:[A-ZÉÈ]{3,}[A-ZÉÈ ,.]{0,20}|[A-ZÉ][a-zé]+,? )\((?:Reuters|AP|AFP|Bloomberg)\) ?[-–—:] )"
)
"""`By Ada Quill. …`, `PARIS (Reuters) - …`: who wrote it, and where."""


def description_begin(text: str) -> int:
    """Where the first sentence begins, behind a byline or a dateline."""
    match = _BY.match(text)
    return match.end() if match else 0


_FEED = re.compile(
    r"(?:The post|This article|L['’]article|Cet article|Le post)\b[^\n]{0,300}?"
    r"\b(?:appeared first on|apparu en premier sur)\b"
)


def description_end(text: str, headline: str, ends: int) -> int:
    """Where a feed's own words begin, which tell the headline once more: `… The post X appeared first on Y.`

    `ends`: where the outlet's name begins in `headline`. A list of headlines has for a description the headline again
    and that name behind a gap.
    """
    outlet = headline[ends:].strip(" -–—|")
    above = text.rstrip().removesuffix(outlet).rstrip() if outlet else text
    if outlet and above and headline[:ends].rstrip().endswith(above):
        return len(above)
    if "appeared first on" not in text and "apparu en premier sur" not in text:
        return len(text)
    match = _FEED.search(text)
    return match.start() if match else len(text)
