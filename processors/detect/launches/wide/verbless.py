"""Launches without a verb, told by what they are for: `Un Copilot pour les joueurs`, `Un agent OpenAI pour …`; by where
they are and what one does there: `Copilot dans Paint : gommez …`; by how many there are: `la salve de Mistral`.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import SORTS, is_product, of_house, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.venues import SOME
from processors.detect.words.closed_classes import THE
from processors.detect.words.unit import Text, Unit, watched

_ONES = SOME | {"de"}


def _some_for(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Trois nouveaux visages pour Gemini Live`, `Un agent OpenAI pour vos tableurs`: no verb, and what it is for."""
    units = clause.units
    link = next(
        (k for k in range(clause.low + 2, min(clause.low + 6, clause.high - 1)) if units[k].low in _IN), None
    )
    if link is None or any(
        any(m in ("present", "past") for m, _ in u.verbs) and not u.cues and u.low != "open"
        for u in units[clause.low : link]
    ):
        return None
    if any(reading.rules.listed["new-thought"].match(text.folded, u.start) for u in units[clause.low : link]):
        return None  # `New rules for Gemini`
    maker = units[link - 1]
    made = any(u.low.split()[-1] in SORTS for u in units[clause.low : link - 1]) and not is_product(maker)
    company = watched(maker)
    if company is not None and made:
        return Sign("act-one-for", text, clause, link - 1, company, maker, [], weight=0.57)
    product = next((u for u in units[link + 1 : link + 3] if own_ai(u, reading)), None)
    fresh = any("new" in u.cues for u in units[clause.low : link]) or _nothing_else(
        text, clause, link, product
    )
    company = watched(product)
    if (
        product is None
        or company is None
        or not fresh
        or any("person_role" in u.cues for u in units[clause.low : link])
    ):
        return None
    return Sign("act-one-for", text, clause, link, company, product, [product], weight=0.57)


_FOR = frozenset({"pour", "for"})
_IN = _FOR | {"dans", "in", "inside"}
_PARTS = frozenset(
    {
        "podcasts", "playlists", "achats", "paiements", "purchases", "payments", "quizzes", "flashcards", "rooms",
        "tuteur", "agenda", "carnet", "tableur", "correcteur", "traducteur", "lecteur", "editeur",
        "calculatrice", "calendrier", "minuteur", "dictaphone", "generateur", "tutor", "notebook", "spreadsheet",
        "salons", "galeries", "timers", "reminders", "rappels", "themes", "avatars", "stickers", "templates", "folders",
    }
)  # fmt: skip


def _nothing_else(text: Text, clause: Clause, link: int, product: Unit | None) -> bool:
    """`Un mode famille pour ChatGPT`: the headline is a part and what it is of, and no more."""
    return (
        product is not None
        and product is clause.units[link + 1]
        and not any(char.isalnum() for char in text.folded[product.end :])
        and any("ai_object" in u.cues or u.low in _PARTS for u in clause.units[clause.low : link])
        and not any(u.party or u.sum or "program" in u.cues for u in clause.units[clause.low : link])
    )


_ON = frozenset({"sur", "dans", "pour", "on", "in", "for"})
_PLATFORMS = frozenset(
    {
        "pc", "pcs", "mac", "macs", "desktop", "mobile", "iphone", "ipad", "android", "windows", "linux", "chromebook",
        "chromebooks", "wear os", "wearos", "watch", "apple watch", "tv", "bureau", "mobiles", "phones", "smartphone",
        "smartphones", "tablets", "tablettes",
    }
)  # fmt: skip


_STEPPED_OVER = THE | {"de", "your"}


def platform_sign(reading: Reading, text: Text) -> Sign | None:
    """`NotebookLM sur Chromebook`, `Grok on Linux`: the headline is an AI product and where it runs, and no more."""
    cut = reading.clauses(text)
    if not cut:
        return None  # (a headline of stops alone)
    clause = cut[0]
    units = clause.units[clause.low : clause.high]
    if len(text.sentences) != 1 or clause.high < len(clause.sentence.units) or not 3 <= len(units) <= 6:
        return None
    product, company = units[0], watched(units[0])
    if company is None or not own_ai(product, reading) or units[1].low not in _ON:
        return None
    where = [unit for unit in units[2:] if unit.low not in _STEPPED_OVER]
    if not where or not all(unit.low in _PLATFORMS or unit.low.split()[0] in _SYSTEMS for unit in where):
        return None
    return Sign("wide-platform", text, clause, clause.low, company, product, [product], weight=0.56)


_SYSTEMS = frozenset(
    {"ios", "ipados", "macos", "windows", "android", "iphone", "ipad", "mac", "wear", "wearos"}
)


def one_for(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Un Copilot pour les joueurs de Xbox`, `A Gemini for your kitchen`: a kind of it that was not there before."""
    units = clause.units
    if clause.high - clause.low < 4 or units[clause.low].low not in _ONES:
        return None
    new = _some_for(reading, text, clause)
    if new is not None:
        return new
    product, link = units[clause.low + 1], units[clause.low + 2]
    if not (own_ai(product, reading)) or link.low not in {"pour", "for", "dans", "in"}:
        return None
    company = watched(product)
    assert company is not None
    return Sign("act-one-for", text, clause, clause.low + 1, company, product, [product], weight=0.58)


_TO_YOU = re.compile(
    r"(?!evit|mefi|desact|suppr|oubli|appren|arret|bloqu|pass)\w{3,}ez\b (?!vous\b)|"
    r"[^.?!]{3,60} (?:tout seuls?|toutes? seules?|a votre place)\b"
)


def _in_host(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Copilot dans Paint : gommez les passants`: AI in another product of its maker's, and what one does with it."""
    units = clause.units
    if (
        not 3 < clause.low < 8
        or units[clause.low - 1].low != ":"
        or units[1].low not in {"dans", "in", "sur"}
    ):
        return None
    product, host = units[0], units[clause.low - 2]
    company, owner = watched(product), watched(host)
    if company is None or owner is None or company.group != owner.group or not own_ai(product, reading):
        return None
    if not is_product(host) or _TO_YOU.match(text.folded, units[clause.low].start) is None:
        return None
    return Sign("wide-platform", text, clause, clause.low, company, product, [product], weight=0.58)


_AT_ONCE = r"(?:d'un coup|en un jour|en une (?:journee|semaine)|d'affilee|le meme jour)"
_SALVO = re.compile(
    r"\b(?:salve|rafale|fournee|moisson|brassee) (?:de |d'|chez )(?P<maker>[\w ]+?)(?=\Z| ?[:,])|"
    rf"\b(?:deux|trois|quatre|cinq|six|\d) (?:nouveaux )?(?:modeles|agents|assistants)\b[^:;?!]{{0,20}}\b{_AT_ONCE}"
)
_COUNTED = re.compile(
    r"\b(?:(?:deux|trois|quatre|cinq|six|\d|nouveaux) )?(?:modeles|agents|assistants|outils|nouveautes)\b"
)


def _salvo(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Quatre modèles d'un coup : la salve de Mistral`: how many things of whom, all at once."""
    told = _SALVO.search(text.folded)
    owner = next((unit for unit in text.names if watched(unit) is not None), None)
    company = watched(owner)
    if told is None or owner is None or company is None or _COUNTED.search(text.folded) is None:
        return None
    if not all(of_house(unit, company) for unit in text.names):
        return None
    at = clause.index(owner)
    if at is None or not clause.low <= at < clause.high or not (company.ai == "core" or reading.ai()):
        return None
    sign = Sign("wide-platform", text, clause, at, company, owner, [], weight=0.58)
    things = _COUNTED.search(text.folded)
    sign.described = things.span() if things is not None else None
    return sign


def heading_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline: AI in a host and what one does with it, or many things at once."""
    return first_sign((_in_host, _salvo), reading, text)
