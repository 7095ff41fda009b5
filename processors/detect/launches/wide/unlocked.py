"""Launches told by who is let in: `The waitlist for Sora is gone`, `ChatGPT users are being handed an agent`."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import SORTS, counts, is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.words.unit import Text, Unit, watched

_QUEUE = (
    r"(?:wait(?:ing)?[ -]?lists?|invit(?:es?|ations?)(?:[ -]only)?(?: codes?)?|(?<=its )queues?|listes? d'attente|"
    r"codes? d'invitation|sur invitation)"
)
_GONE = re.compile(
    rf"\b(?:lifts?|lifted|scraps?|scrapped|drops?|dropped|ditch(?:es|ed)?|ends?|ended|bins?|sheds?|shed|loses|lost|"
    rf"binned|abolishes|kills|"
    rf"removes?|removed|no (?:more|longer)|without|past|leve|supprime|abandonne|fin de|finie?s?|adieu|plus de|plus d'|"
    rf"plus besoin d'|sans|termine\w*)\b[^:;.]{{0,24}}\b{_QUEUE}\b|"
    rf"\b{_QUEUE}\b[^:;.]{{0,40}}\b(?:is gone|are gone|is no more|disappears?|vanish\w+|tombe\w*|"
    rf"disparai\w+|n'est plus|"
    rf"est (?:levee|supprimee|abandonnee)|is (?:lifted|dropped|scrapped|over))\b"
)
"""One can have it without waiting for one's turn, or without being asked."""


def unlocked_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    return first_sign((_unqueued, _users_given, _opened), reading, text)


_OPENED = re.compile(
    r"\b(?:n'est plus (?:reservee?|limitee?|cantonnee?) (?:a|aux|au)|"
    r"is no longer (?:just|only|limited|reserved|exclusive|confined|restricted)|"
    r"(?:quits?|leaves|outgrows|quitte|deborde de) (?:its|ses|son|sa) (?:[\w-]+ )?(?:cradle|home|"
    r"berceau|frontieres|pays)|for everyone\b(?! (?:means|is|was|would|but|except))|pour tous\b|"
    r"accessible (?:a tous|aux?)|"
    r"a portee de (?:clic|main|tous)|au tour d(?:e|es|u) [^:;.]{2,30} d(?:e|') ?(?:gouter|essayer|decouvrir|"
    r"profiter|tester)|(?:turn|chance) to (?:try|taste|use)|"
    r"no longer needs? (?:an? |your )?(?:account|subscription|invite|invitation|login|card|licence) to (?:use|try)\b|"
    r"no (?:card|login|account|sign-up|invite) (?:required|needed)|sans (?:carte bancaire|compte|inscription))"
)


def _opened(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Claude n'est plus réservé aux Américains`, `Grok 4 for everyone`: those who had to wait have it now."""
    told = _OPENED.search(text.folded, *clause.span())
    first = next((u for s in text.sentences for u in s.units if u.party or u.model), None)
    product = next((u for u in clause.units[clause.low : clause.high] if own_ai(u, reading)), None)
    company = watched(product)
    if told is None or product is None or company is None:
        return None
    turns = told.group().startswith(("au tour", "turn", "chance", "no longer need"))
    if not turns and (told.start() < product.start or watched(first) is None):
        return None  # `Custom kernels for everyone from Codex`
    k = clause.index(product)
    assert k is not None
    return Sign("wide-opened", text, clause, k, company, product, [product], weight=0.58)


def _unqueued(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Google scraps the waiting list for Jules`, `La liste d'attente de Sora tombe`."""
    if not _GONE.search(text.folded):
        return None
    named = [u for u in clause.units[clause.low : clause.high] if u.party or u.model]
    if not named or watched(named[0]) is None or any("program" in u.cues for u in clause.units):
        return None
    product = next((u for u in named if own_ai(u, reading)), None)
    sort = any(u.low in SORTS or "ai" in u.cues for u in clause.units[clause.low : clause.high])
    company = watched(product) or watched(named[0])
    if company is None or not (product or sort):
        return None
    k = next(k for k in range(clause.low, clause.high) if clause.units[k] is named[0])
    return Sign("wide-unqueued", text, clause, k, company, named[0], [product] if product else [], weight=0.6)


CROWD = frozenset(
    {
        "users", "subscribers", "customers", "developers", "members", "owners", "listeners", "viewers", "shoppers",
        "sellers", "drivers", "creators", "abonnes", "utilisateurs", "clients", "developpeurs", "membres", "createurs",
        "internautes", "vendeurs", "conducteurs",
    }
)  # fmt: skip
_GIVEN = re.compile(
    r"(?:(?:now |also |will |all |soon )*(?:get|receive|gain)|(?:are|is) (?:now |all )?(?:being |getting )?"
    r"(?:given|handed|offered|treated to|granted|gifted|served|lent|getting)|are getting|"
    r"have been (?:given|handed|granted)|"
    r"(?:vont |viennent de )?(?:recoivent|recevoir|decouvrent|heritent d|gagnent|obtiennent|"
    r"ont (?:desormais |enfin |maintenant )?droit a|se voient (?:offrir|proposer|confier|accorder)|"
    r"profitent (?:desormais |enfin )?d|beneficient (?:desormais |enfin )?d)) ?"
)


def _users_given(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`ChatGPT users are being handed a research agent`, `Les abonnés de Gemini ont droit à …`."""
    units = clause.units
    crowd = next(
        (k for k in range(clause.low, min(clause.low + 3, clause.high)) if units[k].low in CROWD), None
    )
    if crowd is None:
        return None
    behind = crowd + 1
    named = [k for k in range(clause.low, min(crowd + 5, clause.high)) if units[k].party or units[k].name]
    host = units[named[0]] if named else None
    if host is None or named[0] > crowd + 3:
        return None
    behind = max(behind, named[0] + 1)
    company = watched(host)
    if company is None and host.name is not None and host.level == "watched":
        company = host.name.company
    if company is None or behind >= clause.high:
        return None
    start, end = units[behind].start, units[clause.high - 1].end
    told = _GIVEN.match(text.folded, start)
    if told is None:
        return None
    gift = [u for u in units[behind : clause.high] if told.end() <= u.start < end]
    head = gift[:7]
    product = next((u for u in head if is_product(u) and counts(u, reading) and watched(u) is not None), None)
    ai = any("ai" in u.cues for u in gift) or (product is not None and product.names_ai)
    sort = any("ai_object" in u.cues or u.low in SORTS for u in head)
    hosted = is_product(host) and host.names_ai
    if any(u.sum for u in head[:4]) or not (ai or (sort and hosted)):
        return None
    if any("program" in u.cues for u in head[:4]) and not sort:
        return None
    shown: list[Unit] = [product] if product is not None else [host] if is_product(host) else []
    return Sign("wide-given", text, clause, behind, company, host, shown, weight=0.6)
