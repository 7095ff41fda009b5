"""Whom an article says that it has its news from: an agency's signature, «selon X», "first reported by X"."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from urllib.parse import urlsplit

from newswatch.messages import Article

_OUTLETS = """Reuters
AFP|Agence France-Presse
AP|Associated Press|AP News
Bloomberg|Bloomberg News
dpa
Ansa
EFE
Financial Times|FT
Wall Street Journal|WSJ
New York Times|NYT
Washington Post
The Information
The Verge
CNBC
Axios
Semafor
Politico
Business Insider
Forbes
Fortune
The Guardian
TechCrunch
Wired
The Register
404 Media
Platformer
Nikkei|Nikkei Asia
Handelsblatt
Manager Magazin
South China Morning Post
Les Échos|Les Echos
Le Monde
Le Figaro|Figaro
Libération
L'Informé|L’Informé
La Lettre
L'Usine Digitale|L’Usine Digitale|L'Usine nouvelle
BFM|BFM Business|BFMTV
Challenges
La Tribune
Mediapart
Contexte
Numerama
Next
Le Canard enchaîné
Der Spiegel|Spiegel
El País"""
_CANON = {
    name: line.partition("|")[0] for line in _OUTLETS.splitlines() for name in line.split("|")
}  # fmt: skip
_BY_FOLDED = {name.casefold().removeprefix("the "): canon for name, canon in _CANON.items()}
_NAMES = "|".join(sorted((re.escape(name.removeprefix("The ")) for name in _CANON), key=len, reverse=True))
_NAME = rf"(?:[Tt]he |[Ll]e |[Ll]a |[Ll]es |[Ll]['’])?(?P<{{}}>(?:The )?(?:{_NAMES}))\b"
_SAID = re.compile(
    r"(?:\b(?:[Ff]irst |[Aa]s )?(?:reported|revealed) by |\b[Aa]ccording to (?:an? )?(?:report (?:by|in|from) )?"
    r"|\bciting |\bin a report by |\b(?:[Ss]elon|[Dd]['’]apr[eè]s) (?:les informations (?:de |du |des |d['’]))?"
    r"|\b(?:rapport[eé]e?s?|r[eé]v[eé]l[eé]e?s?|annonc[eé]e?s?) par |\bcit[eé]e? par "
    r"|\b(?:rapporte|r[eé]v[eè]le|indique) )"
    + _NAME.format("after")
    + r"|"
    + _NAME.format("before")
    + r" (?:first |has |a )?(?:reported|reports|revealed|rapporte|rapport[eé]|r[eé]v[eè]le|r[eé]v[eé]l[eé])\b"
)
_AGENCIES = "AFP|Reuters|Bloomberg|Associated Press|AP News|Agence France-Presse|dpa|Ansa|EFE"
_SIGNED = re.compile(rf"\b({_AGENCIES})\b")
_ANY_NAME, _ANY_AGENCY = re.compile(rf"(?:{_NAMES})\b"), re.compile(_AGENCIES)
"""Most texts name none. Patterns that begin with letters see that at a tenth of what those take that do not."""
BEGINNING = 600
"""Code points of a body in which a credit is of the whole article."""


def credit_of(article: Article) -> str | None:
    """The outlet that an article credits with its news, in one spelling; None for none, or for itself.

    Words that say so in headline, description and the body's beginning go before an agency's signature.
    """
    own = outlet_of(article.publisher)
    said = (article.headline, article.description or "", article.body[:BEGINNING])
    for text in said:
        for found in _SAID.finditer(text) if _ANY_NAME.search(text) else ():
            name = outlet_of(found["after"] or found["before"])
            if name is not None and name != own:
                return name
    signed = _signed(article.body[-400:]) or _signed(article.body[:200])
    name = outlet_of(signed.group()) if signed else None
    return name if name != own else None


def _signed(text: str) -> re.Match[str] | None:
    return _SIGNED.search(text) if _ANY_AGENCY.search(text) else None


@lru_cache(maxsize=4096)
def outlet_of(publisher: str) -> str | None:
    """The one spelling of an outlet that others credit; None for one that the table does not know."""
    return _BY_FOLDED.get(publisher.casefold().removeprefix("the "))


def place(url: str) -> int:
    """A hash of host and path: two forms of one address mostly share it, at a hundredth of the cost of comparing."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return zlib.crc32(url.encode())
    path = parts.path.rstrip("/")
    return zlib.crc32((host + (path or f"?{parts.query}")).encode())
