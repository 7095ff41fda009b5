"""Vetoes that a sign's own words set off: they say how it is told, and nothing against it."""

from __future__ import annotations

import re

_ACCESS = frozenset({"wide-given", "wide-unqueued", "wide-reader", "wide-offered"})
_WHO_IS_LET_IN = frozenset({"usage", "removal"})
"""Set off by the words for them: `ChatGPT users are handed an agent`, `scraps the waiting list`."""
_OPENS = 3
_HOW = re.compile(
    r"(?: ?[-–—:;,.] ?|\()(?:and )?(?:here's (?:how|what)|here is how|how to|voici comment|"
    r"comment (?:l'|le |la )?\w+er)\b"
    r"[^:;]{0,48}$"
)

_MAY_DO = re.compile(r"(?:could|might|may|pourrai(?:en)?t|wants? to|veu(?:len)?t)\b")
"""`the chip that could make cars think`, `wants to plan`: what it may come to, and no hearsay of the thing."""

_OF_USE = frozenset({"wide-app-now", "wide-use", "title-slogan"})
_OF_AIMS = {
    "rumour": _MAY_DO,
    "opinion": re.compile(r"(?:predicts?|predit|promises|promet)\b"),
    "price-change": re.compile(
        r"(?:casse|cuts|halves|slashes|lowers|divise|baisse|reduit)\b(?! (?:its|ses) )"
    ),
}
"""What a new model wants, foretells or makes cheaper is what it is for."""


_OF_EVENTS = frozenset({"round-up", "event-date", "opinion"})
"""`The biggest announcements from …`, `la keynote`: how all that an event showed is told together."""
_SENT_OFF = re.compile(r"(?:adieu|dit adieu|dites adieu|tire|tourne la page|goodbye|farewell|bows out)\b")
"""What goes stands before what comes in its place."""


def of_its_words(rule: str, veto: str, folded: str, at: int) -> bool:
    """A veto that speaks at an offset of the headline by the words of the sign of this rule.

    `- here's how` behind what one can do now, `What's new in` of a vendor.
    """
    if rule in _ACCESS and veto in _WHO_IS_LET_IN:
        return True
    if rule in _OF_USE and veto == "usage":
        return folded.startswith(("using", "uses", "utilis", "grace"), at)
    if rule == "title-slogan" and veto == "paper":
        return folded.startswith("understanding", at)
    if rule in {"wide-event", "wide-novelties"}:
        return veto in _OF_EVENTS or (
            veto == "advertising" and folded.startswith(("annonces", "des annonces"), at)
        )
    if rule == "wide-reader":
        return veto == "how-to" and _told_how(folded, at)
    if rule == "wide-aims" and veto in _OF_AIMS:
        return _OF_AIMS[veto].match(folded, at) is not None
    if rule == "wide-priced":
        return veto in {"review", "price-change"}
    if rule == "act-here":
        return veto == "removal" and _SENT_OFF.match(folded, at) is not None
    if rule == "wide-byname":
        uses = veto == "usage" and folded.startswith("uses ", at)
        return uses or (veto == "rumour" and _MAY_DO.match(folded, at) is not None)
    if rule == "wide-announced":
        return veto == "opinion"
    return rule == "wide-voiced" and veto == "opinion" and at < _OPENS


def _told_how(folded: str, at: int) -> bool:
    """`Anyone can now try Gemini 9 - here's how`: the news stands before, and the article says how, too."""
    told = _HOW.search(folded)
    return told is not None and told.start() <= at
