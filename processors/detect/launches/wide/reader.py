"""Launches told from the reader's side: `You can now tint your photos with AI`, `Anyone can now try Gemini 9`."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_host, is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.words.unit import Text, Unit, watched

_WHO = (
    r"(?:you|everyone|anyone|anybody|everybody|vous|on|tout le monde|chacun|(?:all |any |free |paid |paying |pro |"
    r"les |tous les )?(?:[\w+'-]+ ){0,4}?(?:users|subscribers|customers|developers|owners|members|teachers|students|"
    r"educators|creators|shoppers|sellers|businesses|advertisers|utilisateurs|abonnes|clients|developpeurs|"
    r"enseignants|eleves|vendeurs|annonceurs)(?: (?:on|in|with|of|de|d'|sur|dans) (?:[\w+'-]+ ){0,3}[\w+'-]+)?)"
)
_CAN = re.compile(
    rf"^(?:(?:now|finally|soon|starting today|desormais|enfin|bientot|maintenant),? )?{_WHO}(?: |(?='))(?:"
    r"(?:can|may|peu(?:t|vent)|pouvez) (?:now|finally|soon|desormais|enfin|maintenant|bientot)|"
    r"(?:allez|va|vont) (?:(?:bientot|enfin|desormais) )?pouvoir|"
    r"(?:will|'ll) (?:(?:now|soon|finally) )?(?:be able to|get to)|now (?:get|have) to|"
    r"pour(?:ra|ront|rez) (?:bientot|desormais|enfin)) (?:vous |se |s')?(?P<act>[\w'-]+)"
)
_CAN_LATE = re.compile(
    rf"^{_WHO} (?:can|peu(?:t|vent)|pouvez) (?P<act>[\w'-]+)\b.{{5,90}}? "
    r"(?:now|for the first time|desormais|maintenant)"
    r"(?= ?(?:$|[-–—:,.!]))"
)
_POSSIBLE = re.compile(
    r"^(?:(?:desormais|enfin|maintenant), )?(?:il est|c'est|it is|it's|it’s) "
    r"(?:now|finally|desormais|maintenant|enfin) possible (?:de |d'|to )(?:se |s')?(?P<act>[\w'-]+)|"
    r"^(?P<act_first>\w+(?:er|ir|re)) [^:;?!]{5,80}?,? c'est (?:desormais|maintenant|enfin) possible\b"
)
"""`Il est maintenant possible de réserver un train dans ChatGPT`, `Réserver un train, c'est désormais possible …`."""
_NO_ACT = frozenset(
    {
        "buy", "stop", "sue", "watch", "read", "expect", "tell", "blame", "thank", "bet", "invest", "save", "order",
        "win", "visit", "apply", "register", "see", "acheter", "lire", "regarder", "voir", "porter", "attaquer",
        "opt", "block", "disable", "remove", "delete", "turn off", "hide", "avoid", "bloquer", "supprimer", "refuser",
        "desactiver", "desinstaller", "remplacer", "replace", "uninstall", "retirer", "quitter", "bannir",
        "afford", "preorder", "pre-order", "only", "be", "seulement", "ignore", "ignorer", "fool", "trick",
        "trap", "tromper", "pieger", "berner", "pirater", "hack", "jailbreak", "marier",
        "marry", "complain", "claim", "breathe", "relax", "debarrasser", "passer", "plaindre", "mefier", "rhabiller",
    }
)  # fmt: skip
"""What is no use of a product's new skill."""
_ENDS = re.compile(r"\b(?:turn(?:ed)? off|opt(?:ed)? out|get rid of|say goodbye|desactiver|se passer d)\b")


def reader_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    told = _told(text.folded)
    if told is None and (lets := _LETS.match(text.folded)) is not None:
        return _let(reading, text, lets) if not _ENDS.search(text.folded) else None
    if told is None:
        heading = _HEADING.match(text.folded)
        told = _told(text.folded[heading.end() :]) if heading else None
    if told is None or not _NO_ACT.isdisjoint(told.groups()) or _ENDS.search(text.folded):
        return None
    return first_sign((_reader, _under_heading), reading, text)


_HEADING = re.compile(r"[^:;?!]{2,60}?\b ?: ")
"""`Deep Research dans NotebookLM : vous pouvez désormais …`: the product stands in the heading."""


def _told(folded: str) -> re.Match[str] | None:
    return _CAN.match(folded) or _CAN_LATE.match(folded) or _POSSIBLE.match(folded)


def _under_heading(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Recherche dans NotebookLM : vous pouvez désormais …`: an AI product in the heading, and what one can do now."""
    if not clause.low or clause.units[clause.low - 1].low != ":":
        return None
    named = [unit for unit in clause.units[: clause.low] if unit.party]
    product = next((unit for unit in reversed(named) if own_ai(unit, reading)), None)
    company = watched(product)
    if product is None or company is None or any(watched(unit) is None for unit in named if unit.name):
        return None
    return Sign("wide-reader", text, clause, clause.low, company, product, [product], weight=0.6)


_LETS = re.compile(
    r"(?P<who>[\w ]{3,16}?) (?:now |finally |will now )(?:lets?|allows?) "
    r"(?:you|users|everyone|anyone|subscribers|developers) (?:to )?(?P<act>[\w'-]+) "
)
"""`OpenAI finally lets you pin chats`."""


def _let(reading: Reading, text: Text, lets: re.Match[str]) -> Sign | None:
    """What one can do now by leave of a lab, whatever it is: all that it makes is AI."""
    clause = reading.clauses(text)[0]
    maker = clause.units[0]
    company = watched(maker)
    if company is None or company.ai != "core" or is_product(maker) or maker.end != lets.end("who"):
        return None
    if lets.group("act") in _NO_ACT or any(
        u.sum or u.cues & {"program", "person_role"} for u in clause.units
    ):
        return None
    return Sign("wide-reader", text, clause, 0, company, maker, [], weight=0.6)


def _reader(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """A reader or a crowd that can do it now, with AI of a watched company or in a product of it where AI is told."""
    if clause.low > 4:
        return None
    units = clause.units[clause.low : clause.high]
    product = next((u for u in units if own_ai(u, reading)), None)
    host = product or next((u for u in units if watched(u) and _of_reader(u)), None)
    firm = next((u for u in units if watched(u)), None)
    said = product is not None or _says_ai(reading)
    said = said or (host is not None and _ai_by_nature(reading, text, host))
    owner = host or firm
    company = watched(owner)
    if owner is None or company is None or not said:
        return None
    at = next(k for k, u in enumerate(units) if u is owner)
    if any(u.party and watched(u) is None and u.name is not None for u in units[:at]):
        return None  # `Spotify users can now ask ChatGPT`: his news
    guest = next((u for u in units[at + 1 :] if own_ai(u, reading) and any(map(str.isdigit, u.low))), None)
    shown = [guest] if guest is not None else [owner] if is_product(owner) else []
    return Sign("wide-reader", text, clause, clause.low + at, company, owner, shown, weight=0.6)


def _of_reader(unit: Unit) -> bool:
    return is_host(unit)


_SPOKEN_TO = re.compile(
    r"\b(?:ask|tell|talk (?:to|with)|chat with|speak (?:to|with)|demander a|parler a|parler avec|discuter avec) "
    r"(?:your |the |votre |a )?$"
)


def _ai_by_nature(reading: Reading, text: Text, host: Unit) -> bool:
    """`now chat with Google Maps`: what one speaks with, or what it does, is AI without a word of it."""
    if _SPOKEN_TO.search(text.folded, max(0, host.start - 30), host.start):
        return True
    return reading.rules.listed["work-of-ai"].search(text.folded) is not None


def _says_ai(reading: Reading) -> bool:
    """The headline or the first two sentences below say AI."""
    texts = [s for t in reading.texts[:2] if t.field != "body" for s in t.sentences[:2]]
    return any(unit.says_ai for sentence in texts for unit in sentence.units)
