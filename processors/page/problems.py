"""What stands between a reader and the article: a paywall, a consent wall, an error told with status 200."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

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
    "weiterlesen mit",
    "nur für abonnenten",
    "exklusiv für abonnenten",
    "bereits abonnent",
    "um weiterzulesen",
    "solo para suscriptores",
    "exclusivo para suscriptores",
    "para seguir leyendo",
    "ya eres suscriptor",
    "só para assinantes",
    "exclusivo para assinantes",
    "para continuar lendo",
    "já é assinante",
    "riservato agli abbonati",
    "per continuare a leggere",
    "sei già abbonato",
    "alleen voor abonnees",
    "al abonnee",
)
"""In French, English, German, Spanish, Portuguese, Italian and Dutch, as all that follows."""
_CONSENT_TITLE = re.compile(
    r"^(?:before you continue|avant d[’']accéder|your privacy (?:choices|matters)|we value your privacy"
    r"|vos choix (?:concernant|en matière)|(?:gestion|politique) des cookies|cookie(?:s| consent| wall)?$"
    r"|yahoo (?:fait partie|is part)|votre (?:vie privée|consentement)"
    r"|(?:bevor sie fortfahren|antes de (?:continuar|prosseguir)|prima di continuare|voordat (?:je|u) verdergaat)"
    r"(?=\W*$| (?:zu|auf|a|en|para|su|naar) )"
    r"|(?:cookie|datenschutz|privatsphäre)[ -]?(?:einstellungen|instellingen)\W*$"
    r"|(?:ihre|deine|tu|su|a sua|la tua|je|uw|jouw) (?:privatsphäre|privacidade?|privacy)"
    r"(?=\W*$| (?:ist|es|é|è|is) (?:uns|nos|por|para|per|muy|importante|belangrijk))"
    r"|(?:política|configuración|definições|impostazioni) (?:de|sui) cookies?\W*$)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"(?:accept all|reject all|tout accepter|tout refuser|accepter et continuer|continuer sans accepter"
    r"|nos partenaires (?:stockons|utilisons|et nous)|nous et nos (?:\d+ )?partenaires"
    r"|we and our (?:\d+ )?partners|manage (?:cookies|options|choices)|paramétrer les cookies"
    r"|alle(?:s|n)? (?:akzeptieren|ablehnen|zustimmen)|(?:akzeptieren|zustimmen) und weiter"
    r"|mit werbung (?:lesen|weiter)|wir und unsere (?:\d+ )?partner|(?:aceptar|rechazar) tod[oa]s?|aceptar y continuar"
    r"|nosotros y nuestros (?:\d+ )?socios|(?:aceitar|rejeitar) t(?:udo|od[oa]s)|aceitar e continuar"
    r"|nós e (?:os )?nossos (?:\d+ )?parceiros|(?:accetta|rifiuta) tutt[oi]|accetta e continua"
    r"|noi e i nostri (?:\d+ )?partner|alles (?:accepteren|weigeren|afwijzen)|wij en onze (?:\d+ )?partners)",
    re.IGNORECASE,
)
_DATA = (
    r"cookies?|consent(?:ement)?|données personnelles|personal data|einwilligung|personenbezogenen? daten"
    r"|consentimi?ento|datos personales|dados pessoais|dati personali|persoonsgegevens"
)
_CONSENT_DATA = re.compile(rf"\b(?:{_DATA})\b", re.IGNORECASE)
_CONSENT_WORD = re.compile(rf"\b(?:{_DATA}|zustimmung|consenso|toestemming)\b", re.IGNORECASE)
"""The last three are authorities' to a deal, and analysts', too: alone they ask for nothing."""
_NOT_FOUND = re.compile(
    r"(?:(?:error|erreur|http)?\s*[:#-]?\s*(?:404|410)\b(?!\s+\w+\s+\w+\s+\w+\s+\w+)"
    r"|(?:error|erreur|http)\s*[:#-]?\s*[45]\d\d\b"
    r"|(?:page|article|contenu|content|file) (?:not found|introuvable|non trouvée?|unavailable|indisponible)"
    r"|(?:cette page|la page|l[’']article|cet article|ce contenu)[^.]{0,40}(?:n[’']existe (?:pas|plus)"
    r"|introuvable|n[’']est (?:plus|pas) (?:disponible|accessible|en ligne)|a été (?:supprimée?|retirée?)\W*$)"
    r"|(?:this|the) (?:page|article|story|content|post)[^.]{0,40}(?:not found|no longer (?:available|exists?)"
    r"|(?:does not|doesn[’']t) exist|has been (?:removed|deleted)\W*$)"
    r"|seite (?:wurde )?nicht gefunden|(?:diese|die) seite [^.]{0,40}(?:existiert nicht|nicht gefunden)"
    r"|(?:dieser|der) artikel [^.]{0,40}nicht (?:mehr )?(?:verfügbar|gefunden)|p[áa]gina n[oã]o? encontrada"
    r"|(?:esta|la|essa|a) p[áa]gina [^.]{0,40}(?:no existe|não existe|no está disponible|não está disponível)"
    r"|pagina (?:non trovata|niet gevonden)|(?:questa|la|deze) pagina [^.]{0,40}(?:non esiste|bestaat niet)"
    r"|(?:sorry|oops|oups|désolé)\W.{0,40}(?:not found|introuvable|n[’']existe|can[’']t find|doesn[’']t)"
    r"|(?:(?:451\W+)?unavailable (?:due to|for) legal reasons|(?:this (?:content|page) is )?not available in your"
    r"|(?:unfortunately, )?(?:our|this) (?:web)?site is (?:currently )?(?:unavailable|not available))\b)",
    re.IGNORECASE,
)
_CHECK = re.compile(
    r"(?:access denied|just a moment|attention required|are you a robot|verify you are human"
    r"|(?:please )?verify(?:ing)? (?:that )?you[’' a]*re (?:a )?human|press & hold to"
    r"|access to this (?:page|site) has been (?:denied|blocked)|(?:sorry, )?you have been blocked"
    r"|pardon our interruption|checking your browser|we[’']ve detected unusual (?:activity|traffic)"
    r"|êtes-vous un robot|vérification de sécurité en cours|accès (?:refusé|bloqué)\W*$"
    r"|zugriff verweigert\W*$|sind sie ein (?:roboter|mensch)|ac(?:ceso denegado|esso negado|cesso negato)\W*$"
    r"|(?:verifi(?:ca|que)|confirm[ae]) que (?:eres|es|é) (?:un )?humano?|toegang geweigerd\W*$)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?:\d{3}\W+)?(?:forbidden|unauthorized|bad request|bad gateway|gateway time-?out|too many requests"
    r"|(?:service|server|site) (?:temporarily )?unavailable|internal server error|request (?:rejected|unsuccessful)"
    r"|moved (?:permanently|temporarily)|found|(?:object|document) moved|redirect(?:ing|ion)?"
    r"|un instant|one moment(?:, please)?|please wait|veuillez patienter|einen moment(?:,? bitte)?|bitte warten"
    r"|un momento(?:, por favor)?|um momento(?:, por favor)?|een moment geduld(?: alstublieft)?"
    r"|security (?:check|checkpoint|verification)"
    r"|robot check|bot verification|human verification|client challenge|captcha|ddos-guard"
    r"|(?:website |site )?(?:under |down for |scheduled |en )?maintenance|we[’']ll be (?:right )?back(?: soon)?"
    r"|database error|error establishing a database connection"
    r"|(?:log|sign) ?in(?: to [\w .]{1,40})?|se connecter|connectez-vous|connexion|identification"
    r"|anmelden|einloggen|iniciar sesi[óo]n|iniciar sess[ãa]o|accedi|inloggen)\W*",
    re.IGNORECASE,
)
"""Titles that are an error, a check, a redirect or a door when they are all of the title, and no more."""
_CHECKED = re.compile(
    r"(?:enable|activate|allow) (?:js|javascript)\b.{0,60}(?:cookies|ad ?blocker)|(?:complete|solve) the captcha"
    r"|verify(?:ing)? (?:that )?you[’' a]*re (?:a human|human|not a (?:ro)?bot)|you[’' a]*re not a robot"
    r"|unusual (?:traffic|activity) from your|review the security of your connection|incapsula incident"
    r"|accessing (?:this|the) (?:web)?site from a country (?:in|belonging to) the european"
    r"|vérification de sécurité en cours|activer javascript et les cookies",
    re.IGNORECASE,
)
CHECK = 800
"""Code points of all that a page shows, at most, where it may be a robot check by its text alone."""


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
        and _CONSENT_DATA.search(body) is not None
    )


def is_soft_404(titles: Sequence[str], body: str, page_text: str) -> bool:
    """An error page (or a robot check, or a closed door) sent with status 200: beside hardly any text, by one of its
    titles, or by the words of a check where it shows nothing else."""
    if len(body) >= 1_000:
        return False
    if any(_NOT_FOUND.match(title) or _CHECK.match(title) or _WHOLE.fullmatch(title) for title in titles):
        return True
    return len(page_text) < CHECK and _CHECKED.search(page_text) is not None


def leads_on(tree: HtmlElement, page_text: str) -> bool:
    """A stub that sends its reader elsewhere at once (HTML, section 4.2.5.3): it shows hardly anything itself."""
    return len(page_text) < SHORT and any(
        (meta.get("http-equiv") or "").lower() == "refresh" and _AT_ONCE.match(meta.get("content") or "")
        for meta in tree.iter("meta")
    )


_AT_ONCE = re.compile(r"\s*[0-5](?:\.\d+)?\s*[;,]\s*url\s*=", re.IGNORECASE)
