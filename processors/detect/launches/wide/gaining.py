"""Launches told by what a product or its maker takes on: `Jules adds merge queues`, `Amazon gives sellers an AI …`.

The verbs are everyday ones, so the object decides: of an AI product any skill will do, of what makes more than AI the
object itself must be AI.
"""

from __future__ import annotations

import re
from itertools import takewhile

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.affairs import of_affairs
from processors.detect.launches.objects import flagship, is_product, of_house, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.venues import NO_GAIN
from processors.detect.words.unit import Text, Unit, watched

_GAINS = frozenset(
    {
        "add", "adds", "added", "adding", "get", "gets", "getting", "gain", "gains", "integrates", "integrate",
        "supports", "support", "receives", "receive", "extends", "expands", "gives", "give", "unlocks", "unlock",
        "bakes", "weaves", "embeds", "infuses", "injects", "ajoute", "ajoutent",
        "rajoute", "greffe", "greffent", "accole", "adjoint", "recoit", "recoivent", "gagne",
        "gagnent", "integre", "integrent", "donne", "offre", "offrent", "prend en charge", "embarque",
        "embarquent", "glisse",
    }
)  # fmt: skip
_SOON = frozenset(
    {"now", "also", "finally", "just", "desormais", "enfin", "aussi", "can now", "will now", "will"}
)
_NO_OBJECT = frozenset(
    {
        "caught", "hacked", "worse", "better", "smarter", "faster", "cheaper", "older", "rid", "stuck", "lost", "away",
        "back", "over", "real", "serious", "personal", "political", "boost", "blame", "credit", "praise", "pressure",
        "fuel", "pause", "voice", "up", "to", "on", "off", "out", "it", "weight", "credence", "hope", "reason", "reach",
        "insult", "value", "lead", "lift", "nod", "ok", "okay", "approval", "access", "attention", "wrong", "right",
        "fined", "sued", "banned", "blocked", "ads", "more", "even", "du", "de", "raison", "lieu", "sur", "a",
        "au", "aux",
    }
)  # fmt: skip
"""What is none of a product's skills, right behind the verb."""
_NOT_ITS = frozenset(
    {
        "program", "person_role", "capex_noun", "compute_noun", "investment_noun", "acquisition_noun", "stake_noun",
        "round", "deal_noun", "valuation", "other_money", "descriptor", "negation",
    }
)  # fmt: skip
_STAFF = frozenset(
    {
        "staff", "workers", "employees", "jobs", "boss", "chief", "executive", "engineer", "engineers", "researcher",
        "researchers", "talent", "team", "teams", "startup", "startups", "firm", "firms", "lab", "labs", "rival",
        "rivals", "bubble", "race", "boom", "hype", "spending", "stocks", "stock", "shares", "data center", "fund",
        "company", "companies", "critics", "salaries", "employes", "patron", "chercheurs", "actions", "bulle", "course",
        "campus", "plant", "factory", "center", "centre", "power", "energy", "deal", "bill", "law", "rules", "fears",
        "concerns", "safety", "users", "customers", "experts", "expert", "training", "content", "music", "songs",
    }
)  # fmt: skip
"""Whom or what AI only tells the kind of: `gives AI startups`, `adds AI jobs`."""
_MAKES = frozenset({"technology", "tech", "models", "model", "tools", "modeles", "outils"})
_BEGINS = re.compile(
    r"\b(?:begins?|starts?|commencent? a|commence a|se met a) (?:allowing|letting|giving|offering|rolling out|opening|"
    r"showing|deployer|proposer|offrir|ouvrir|laisser) "
)


def gaining_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    return first_sign((_gaining,), reading, text)


def beginning_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline that says that something begins."""
    return first_sign((_begins,), reading, text) if _BEGINS.search(text.folded) else None


def _begins(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`OpenAI starts letting painters mix colours with DALL-E 4`: a firm, that it begins, and an AI product of it."""
    told = _BEGINS.search(text.folded, *clause.span())
    owner = clause.leader(clause.low + 3)
    company = watched(owner)
    if told is None or owner is None or company is None or owner.start > told.start():
        return None
    units = clause.units
    product = next((u for u in units if u.end > told.end() and own_ai(u, reading)), None)
    at = clause.reached(told.start())
    if at is None or product is None or not of_house(product, company):
        return None
    if any(u.sum or "person_role" in u.cues for u in units[at : clause.high]):
        return None
    return Sign("wide-gains", text, clause, at, company, owner, [product], weight=0.6)


def _gaining(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """A watched company or its product, such a verb, and what it takes on."""
    units = clause.units
    at = _verb(text, clause)
    if at is None:
        return None
    before, behind = units[clause.low : at], units[at + 1 : min(at + 9, clause.high)]
    first = next((u for u in before if u.party or u.model), None)
    company = watched(first)
    if first is None or company is None or not _leads(first, before) or not _is_gain(behind):
        return None
    if reading.organisation is None and of_affairs(clause, at):
        return None  # `Amazon's stock gets an AI lift`
    product = next((u for u in reversed(before) if own_ai(u, reading)), None)
    if product is not None and first.low != "siri" and not (flagship(product) and len(behind) < 2):
        return Sign("wide-gains", text, clause, at, company, first, [product], weight=0.56)
    gift = next((k for k in range(len(behind)) if _ai_gift(behind, k, reading)), None)
    if gift is None or any(_stranger(u) for u in behind[: gift + 1]):
        return None
    if any(u.low in _STAFF for u in behind[gift : gift + 4]):
        return None
    shown: list[Unit] = [behind[gift]] if is_product(behind[gift]) else [first] if is_product(first) else []
    return Sign("wide-gains", text, clause, at, company, first, shown, weight=0.56)


def _verb(text: Text, clause: Clause) -> int | None:
    units = clause.units
    places = range(clause.low + 1, min(clause.low + 9, clause.high - 1))
    at = next((k for k in places if units[k].low in _GAINS), None)
    if at is None or units[at - 1].low.endswith("to"):
        return None
    if units[at - 1].low in {"une", "cette", "son", "leur", "l", "'", "d"}:
        return None  # `surprend avec une offre`: a noun here
    return None if units[at].capital and not text.sentences[0].title_case else at


def _leads(first: Unit, before: list[Unit]) -> bool:
    """Nobody and nothing else stands before the verb that could be who gains."""
    place = before.index(first)
    if place > 2 or any(u.party and watched(u) is None and u.name for u in before):
        return False
    if any(u.sign and u.low not in {"'", "-", "+"} for u in before):
        return False
    if any(u.verbs and not u.cues and not u.capital for u in before if u is not first and u.low not in _SOON):
        return False
    # `Google Trends gets …`: a name in capitals, whatever its word says
    named = [u for u in before[place + 1 : place + 2] if u.capital and not is_product(first)]
    named += [u for u in before[-1:] if u.low == "ads" and u.capital]  # `Google's Merchant Ads`
    return not any(u.cues & {"person_role", "negation", "program"} for u in before if u not in named)


def _is_gain(behind: list[Unit]) -> bool:
    if behind[0].low in _NO_OBJECT or behind[0].sum or any(u.low in NO_GAIN for u in behind[:5]):
        return False
    gain = list(takewhile(lambda u: u.low not in _PURPOSE, behind[1:6]))
    tools = any("ai" in u.cues and u.low.split()[-1] in _TOOLS for u in [behind[0], *gain])
    return not any(u.cues & _NOT_ITS or u.sum for u in ([behind[0], *gain] if tools else behind[:6]))


_PURPOSE = frozenset({"to", "for", "that", "which", "pour", "afin", "qui"})
_TOOLS = frozenset({"tools", "tool", "features", "feature", "outils", "fonctions", "fonctionnalites"})
"""`gets AI tools to draft campaigns`: what tools are for is no gain by itself, and none that takes theirs away."""


def _ai_gift(behind: list[Unit], k: int, reading: Reading) -> bool:
    """AI, a watched AI product, or what a lab makes: `adds OpenAI models to its puzzles`."""
    unit = behind[k]
    if "ai" in unit.cues or own_ai(unit, reading):
        return True
    of_lab = unit.is_lab and watched(unit) is not None and k + 1 < len(behind)
    return of_lab and behind[k + 1].low in _MAKES


def _stranger(unit: Unit) -> bool:
    return unit.name is not None and watched(unit) is None
