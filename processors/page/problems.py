"""What stands between a reader and the article: a paywall, a consent wall, an error told with status 200."""

from __future__ import annotations

import re

SHORT = 250
"""Code points of a body below which it is `short`."""
STUB = 2_500
"""A longer body is no stub, whatever the page says around it."""

_PAYWALL = (
    "réservé aux abonnés",
    "réservée aux abonnés",
    "réservés aux abonnés",
    "il vous reste",
    "pour lire la suite",
    "abonnez-vous pour lire",
    "contenu exclusif abonnés",
    "déjà abonné",
    "subscribe to continue",
    "subscribe to read",
    "subscribers only",
    "for subscribers only",
    "to continue reading",
    "to read the full",
    "this article is for subscribers",
    "this content is reserved for",
    "already a subscriber",
    "unlock this article",
)
_CONSENT_TITLE = re.compile(
    r"^(?:before you continue|avant d[’']accéder|your privacy (?:choices|matters)|we value your privacy"
    r"|vos choix (?:concernant|en matière)|(?:gestion|politique) des cookies|cookie(?:s| consent| wall)?$"
    r"|yahoo (?:fait partie|is part)|votre (?:vie privée|consentement))",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"(?:accept all|reject all|tout accepter|tout refuser|accepter et continuer|continuer sans accepter"
    r"|nos partenaires (?:stockons|utilisons|et nous)|nous et nos (?:\d+ )?partenaires"
    r"|we and our (?:\d+ )?partners|manage (?:cookies|options|choices)|paramétrer les cookies)",
    re.IGNORECASE,
)
_CONSENT_WORD = re.compile(
    r"\b(?:cookies?|consent(?:ement)?|données personnelles|personal data)\b", re.IGNORECASE
)
_NOT_FOUND = re.compile(
    r"^(?:(?:error|erreur|http)?\s*[:#-]?\s*(?:404|410)\b(?!\s+\w+\s+\w+\s+\w+\s+\w+)"
    r"|(?:page|article|contenu|content|file) (?:not found|introuvable|non trouvée?|unavailable|indisponible)"
    r"|(?:cette page|la page|l[’']article)[^.]{0,40}(?:n[’']existe (?:pas|plus)|est introuvable|introuvable)"
    r"|(?:sorry|oops|oups|désolé)\W.{0,40}(?:not found|introuvable|n[’']existe|can[’']t find|doesn[’']t)"
    r"|(?:access denied|just a moment|attention required|are you a robot|verify you are human)\b)",
    re.IGNORECASE,
)


def has_paywall(free: bool, body: str, page_text: str) -> bool:
    """The publisher's own word, or the usual words beside a body that may be a stub."""
    if not free:
        return True
    if len(body) >= STUB:
        return False
    lowered = page_text.casefold().replace("’", "'")
    return any(phrase in lowered for phrase in _PAYWALL)


def is_consent_wall(title: str, body: str, page_text: str) -> bool:
    """A page that only asks for consent: by its title, or little text that is mostly about cookies."""
    if _CONSENT_TITLE.match(title) and len(body) < STUB:
        return True
    head = page_text[:4_000]
    asks = len(_CONSENT.findall(head))
    words = len(_CONSENT_WORD.findall(head))
    return (
        len(page_text) < 3_000
        and asks >= 1
        and words >= 2
        and len(_CONSENT_WORD.findall(body)) >= min(words, 2)
    )


def is_soft_404(title: str, body: str) -> bool:
    """An error page (or a robot check) sent with status 200: by its title, beside hardly any text."""
    return len(body) < 1_000 and _NOT_FOUND.match(title) is not None
