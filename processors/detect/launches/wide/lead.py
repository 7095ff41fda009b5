"""The wide net under a headline that names no product: what the first sentences say is there from now on."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product, of_house, own_ai
from processors.detect.launches.plainly import names_nobody, tells_now
from processors.detect.launches.signs import Sign
from processors.detect.launches.venues import SHORES
from processors.detect.launches.wide.byname import name_behind
from processors.detect.launches.wide.headed import own_or_model
from processors.detect.launches.wide.newly import clause_of, says_new, vetoed, vetoed_lead
from processors.detect.words.closed_classes import DEFINITE, OUR
from processors.detect.words.model import LAUNCH_FRAMES, Company
from processors.detect.words.unit import Text, watched

_SO_NOW = frozenset(
    {"can", "peut", "peuvent", "can now", "will", "will now", "desormais", "now", "enfin", "maintenant"}
)


def unheaded_sign(reading: Reading, title: Text) -> Sign | None:
    """`Under the hood` | `Starting today, Copilot reviews …`: a headline without a name, and what is so from now on."""
    text = next((t for t in reading.texts if t.field == "description" and t.sentences), None)
    if text is None or not title.sentences or title.field != "headline" or not names_nobody(title):
        return None
    if not tells_now(text) or vetoed(title) or vetoed_lead(text) or title.folded.rstrip().endswith("?"):
        return None
    maker = next((u for u in text.sentences[0].units if u.party or u.model), None)
    company = watched(maker)
    if maker is None or company is None:
        return None
    first = next((u for u in text.sentences[0].units if own_ai(u, reading)), None)
    if first is None or not of_house(first, company):
        return None
    clause = clause_of(reading, text, first)
    k = clause.units.index(first)
    behind = clause.units[k + 1 : k + 6]
    acts = first is maker and (
        any(mood in ("present", "past") for u in behind for mood, _ in u.verbs)
        or (bool(behind) and _PRESENT.fullmatch(behind[0].low) is not None and not behind[0].capital)
    )
    can = any(u.low in _SO_NOW for u in clause.units[max(clause.low, k - 5) : k + 4])
    if clause.kind != "main" or not (acts or can):
        return None
    return Sign("wide-unheaded", text, clause, k, company, first, [first], weight=0.7)


_PRESENT = re.compile(
    r"(?!users|fans|customers|clients|developers|plans|prices|ads|subscribers|owners|makers|models|agents|rivals)"
    r"[a-z]{3,}[^s\W]s"
)
"""A verb that no rule knows, right behind its subject: `NotebookLM accepts videos as of this week`."""
_WE_SHIP = re.compile(
    r"(?:today,? |aujourd'hui,? )?(?:(?:we're|we are|we) (?:now |also |excited to be |"
    r"thrilled to be )?(?:releasing|launching|"
    r"introducing|shipping|opening|rolling out|open-sourcing|announcing|release|launch|introduce|ship|announce)|"
    r"(?:we're|we are) (?:now |also )?(?:bringing|adding)|we've (?:just )?(?:added|launched|released|shipped)|"
    r"nous (?:lancons|presentons|ouvrons|publions|deployons|annoncons|devoilons)(?: aujourd'hui| desormais)?) "
)
_NO_PRODUCT = re.compile(
    r"(?:the |our |a |an |new |le |la |les |notre |un |une )*(?:\w+ )?(?:partner\w*|program\w*|office|fund|"
    r"grants?|fellow\w*|"
    r"challenge|hackathon|summit|report|study|paper|series [a-z]|round|hiring|course\w*|bureau|fonds|rapport|"
    r"etude|concours|levee)\b"
)


def we_ship_sign(reading: Reading, _title: Text) -> Sign | None:
    """`Build voice agents` | `Today we're releasing Voice Kit, a new part of …`, on the maker's own page."""
    own = reading.organisation
    text = reading.lead
    if own is None or own.guests or text is None or vetoed_lead(text):
        return None
    told = _WE_SHIP.match(text.folded, text.sentences[0].start)
    if told is None or _NO_PRODUCT.match(text.folded, told.end()):
        return None
    clause = next((c for c in reading.clauses(text) if c.span()[1] > told.end()), None)
    if clause is None or not (own.ai == "core" or reading.ai()):
        return None
    at = next((k for k in range(clause.low, clause.high) if clause.units[k].start >= told.end()), None)
    if at is None:
        return None
    first, last = name_behind(clause.units, at + (clause.units[at].low in _ARTICLES), clause.high)
    if not first < last <= first + 4 or any(
        u.name is not None and not is_product(u) for u in clause.units[first:last]
    ):
        return _part_shipped(reading, text, clause, at)
    sign = Sign("wide-we-ship", text, clause, first, own, None, [], weight=0.8, outright=True)
    known = [u for u in clause.units[first:last] if is_product(u)]
    if known and "bringing" in told.group() and _handed_on(clause, last):
        return None
    sign.products = known[:1]
    if not known:
        sign.quoted = (clause.units[first].start, clause.units[last - 1].end)
    return sign


_TOLD = re.compile(
    r"(?:announcing|introducing|releasing|launching|unveiling|presenting) "
    r"(?:our|the) (?:new|latest|newest|first|next|most (?:\w+|advanced))\b"
)
_KINDS = frozenset(
    {"model", "models", "agent", "agents", "assistant", "app", "api", "chip", "experiments", "tool", "tools"}
)


def announcing_sign(reading: Reading, title: Text) -> Sign | None:
    """`A stage for song` | `Announcing our most advanced music model, …`: a kind alone, on the maker's own page."""
    own, text = reading.organisation, reading.lead
    if own is None or own.guests or text is None or vetoed_lead(text) or title.names:
        return None
    told = _TOLD.match(text.folded, text.sentences[0].start)
    if (
        told is None
        or _NO_PRODUCT.match(text.folded, told.end() + 1)
        or not (own.ai == "core" or reading.ai())
    ):
        return None
    clause = next((c for c in reading.clauses(text) if c.span()[1] > told.end()), None)
    if clause is None:
        return None
    near = range(clause.low, min(clause.low + 12, clause.high))
    kind = next(
        (k for k in near if clause.units[k].start >= told.end() and clause.units[k].low in _KINDS), None
    )
    if kind is None:
        return None
    first = next(k for k in near if clause.units[k].end >= told.end())
    sign = Sign("wide-we-ship", text, clause, kind, own, None, [], weight=0.72, outright=True)
    sign.described = (clause.units[first].start, clause.units[kind].end)
    return sign


def _handed_on(clause: Clause, at: int) -> bool:
    """`We're bringing ChatGPT to the State of Jutland`: who gets it, and no device or product where it now is."""
    behind = clause.units[at : clause.high]
    if not behind or behind[0].low not in {"to", "a", "au", "aux"}:
        return False
    return not any(is_product(unit) or unit.low in SHORES for unit in behind)


def _part_shipped(reading: Reading, text: Text, clause: Clause, at: int) -> Sign | None:
    """`We're bringing memory and voices to Copilot today`: parts without a name, of an AI product of the firm."""
    own, host = reading.organisation, next((u for u in clause.units[at + 1 :] if own_ai(u, reading)), None)
    if own is None or host is None or not of_house(host, own):
        return None
    return Sign("wide-we-ship", text, clause, at, own, None, [host], weight=0.72, outright=True)


_ARTICLES = DEFINITE | OUR | {"new"}


def described_sign(reading: Reading, title: Text) -> Sign | None:
    """The headline names no product; the first sentence says that one of the watched company's is there today."""
    text = next((t for t in reading.texts if t.field == "description"), None)
    if text is None or not text.sentences or vetoed_lead(text):
        return None
    own = reading.organisation
    if own is None and _of_another(title):
        return None
    for sentence in text.sentences[:2]:
        product = next((u for u in sentence.units if own_or_model(u, reading)), None)
        if product is None:
            continue
        heads = own is not None and product in sentence.units[:2] and any(c.isdigit() for c in product.low)
        if not heads and not says_new(text.folded[sentence.start : sentence.end]):
            continue
        company = watched(product) or own
        if company is None or (own is None and not _names(reading, company)):
            continue
        clause = clause_of(reading, text, product)
        if clause.kind != "main" or any("program" in u.cues for u in clause.units[clause.low : clause.high]):
            continue
        at = next((k for k, u in enumerate(clause.units) if u is product), clause.low)
        weight = 0.72 if own else 0.66
        brings = heads and _presents(clause, at)
        return Sign(
            "wide-description", text, clause, at, company, product, [product], weight=weight, outright=brings
        )
    return None


def _of_another(title: Text) -> bool:
    """`Brastow adds a mode for Claude` | `Brastow now offers …`: another firm heads the headline, and acts there."""
    units = title.sentences[0].units[:9] if title.sentences else ()
    if not units or not units[0].party or watched(units[0]) is not None:
        return False
    if title.sentences[0].title_case and units[0].name is None and " " in units[0].low:
        return False  # `College Students Can Get …`: capitals that say nothing
    at = next(
        (k for k, unit in enumerate(units) if k and any(v.frame in LAUNCH_FRAMES for _, v in unit.verbs)), 0
    )
    return at > 0 and all(watched(unit) is None for unit in units[:at])


_BRINGS = frozenset(
    {"brings", "delivers", "offers", "introduces", "adds", "combines", "apporte", "offre", "combine"}
)


def _presents(clause: Clause, at: int) -> bool:
    """`Mistral Reef 9 delivers …`: what a version does, said first of all on its maker's site."""
    return at + 1 < clause.high and clause.units[at + 1].low in _BRINGS


_OUT = re.compile(
    r"\b(?:available (?:now|today|starting|beginning|from today)|now (?:generally )?available|"
    r"(?:is|are) (?:now )?rolling out|rolling out (?:now|today|to)|starting today|"
    r"disponibles? (?:des|aujourd'hui|a partir)|desormais disponibles?)\b"
)


def available_sign(reading: Reading, title: Text) -> Sign | None:
    """`Work smarter with your notes in ChatGPT` | `… Available now for Business users.`, on the vendor's own site."""
    own = reading.organisation
    text = reading.lead
    if own is None or text is None or vetoed(title) or vetoed_lead(text):
        return None
    if not _OUT.search(text.folded, 0, text.sentences[:3][-1].end):
        return None
    product = next((u for u in title.names if own_ai(u, reading)), None)
    maker = watched(product)
    if product is None or maker is None or not of_house(product, own):
        return None
    clause = clause_of(reading, title, product)
    return Sign("wide-own", title, clause, clause.units.index(product), maker, None, [product], weight=0.64)


def _names(reading: Reading, company: Company) -> bool:
    family = company.group
    return any(u.group == family for u in reading.title.names)
