"""The wide net for launches: an AI product of a watched company in the headline, and a word of newness.

`ChatGPT now draws with GPT-4o itself`, `Apple Intelligence parle enfin coréen`. It is silent where any veto
speaks in the headline, and never as sure as a launch verb.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import ARTICLES, SENT_AWAY, Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import own_ai
from processors.detect.launches.plainly import names_nobody, tells_now
from processors.detect.launches.said import denied
from processors.detect.launches.signs import Sign
from processors.detect.launches.wide.acts import act_signs
from processors.detect.launches.wide.answering import answers, with_product
from processors.detect.launches.wide.entering import entering_sign
from processors.detect.launches.wide.gaining import beginning_sign, gaining_sign
from processors.detect.launches.wide.headed import headed_sign, own_or_model, under_heading
from processors.detect.launches.wide.offered import offered_sign
from processors.detect.launches.wide.own_words import of_its_words
from processors.detect.launches.wide.owned_below import owned_below_sign
from processors.detect.launches.wide.reaching import reaching_signs
from processors.detect.launches.wide.reader import reader_sign
from processors.detect.launches.wide.roles import role_sign
from processors.detect.launches.wide.tasks import tasked_sign
from processors.detect.launches.wide.told_below import below_sign
from processors.detect.launches.wide.unlocked import unlocked_sign
from processors.detect.launches.wide.voiced import voiced_sign
from processors.detect.words.guarding import NO_PRODUCT_NEWS, guards_against
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, Unit, watched

_NEW = re.compile(
    r"\b(?:now|finally|today|starting (?:today|this week|now)|from today|as of today|"
    r"as of this morning|at last|new|newest|for the first time|is here|goes live|free for|"
    r"out today|our (?:new\w*|most|first|flagship|latest|best|next)|we introduce|we are launching|we're launching|"
    r"available|beta|preview|early access|waiting list|waitlist|rolling out|rolls out|"
    r"accessibles? (?:par|via)|open to|opens? to|on sale|ships?|shipping|"
    r"desormais|enfin|maintenant|des (?:aujourd'hui|maintenant|ce|cette|mardi|jeudi|"
    r"lundi|mercredi|vendredi)|a partir d|nouveaut?e?s?|nouvelles?|nouveaux?|nouvel|"
    r"pour la premiere fois|disponibles?|"
    r"can be (?:ordered|bought|downloaded|tried)|pre-?orders?|orders? opens?|precommandes?|"
    r"peu(?:t|vent) etre (?:commande|achete|telecharge|essaye)e?s?|"
    r"avant-premiere|preversion|acces anticipe|voici|accueillent?|s'ouvre\w*|ouverte?s? (?:a|"
    r"aux|au)|en cours de deploiement|gratuit\w*|abonnes|subscribers|jetzt|ab sofort|"
    r"verfugbar|ya|desde hoy|disponible)\b"
)


_OLD = re.compile(
    r"\b(?:disponibles?|available|ouverte?s?|open)\b (?:depuis|since)\b|"
    r"\b(?:no longer|not|never|won't|isn't|plus|pas) (?:be |yet |currently |encore |etre )*"
    r"(?:available|open|disponibles?|accessibles?|ouverte?s?)\b"
)
"""`L'assistant est disponible depuis deux ans`, `will no longer be available`: nothing new."""


def wide_signs(reading: Reading) -> list[Sign]:
    """At most one sign, from the headline; from the description where the headline names no product."""
    text = reading.title
    if reading.organisation is None and not any(
        unit.name is not None and unit.name.company.level == "watched" for unit in text.names
    ):
        made = _unheaded(reading, text)
        return [made] if made is not None else []
    if any(u.sum for s in text.sentences for u in s.units):
        return []
    if text.field != "headline" or not text.sentences or text.folded.rstrip().endswith("?"):
        return []
    told = (
        unlocked_sign(reading, text)
        or reader_sign(reading, text)
        or offered_sign(reading, text)
        or voiced_sign(reading, text)
    )
    if _vetoed(text, told):
        return []
    if NO_PRODUCT_NEWS.search(text.folded) or any(denied(sentence.units) for sentence in text.sentences):
        return []
    found = (
        told
        or act_signs(reading, text)
        or reaching_signs(reading, text)
        or beginning_sign(reading, text)
        or _in_headline(reading, text)
        or with_product(reading, text)
        or answers(reading, text)
        or under_heading(reading, text)
        or tasked_sign(reading, text)
        or entering_sign(reading, text)
        or role_sign(reading, text)
        or headed_sign(reading, text)
        or gaining_sign(reading, text)
        or owned_below_sign(reading, text)
        or _in_description(reading)
        or below_sign(reading, text)
    )
    return [found] if found else []


def _vetoed(text: Text, told: Sign | None = None) -> bool:
    """A veto speaks in the headline, and not by the very words of what is told."""
    return any(
        "competitor_launch" in hit.veto.labels
        and hit.veto.weight >= 0.5
        and not (hit.veto.id == "incident" and guards_against(text.folded, hit.start, hit.end))
        and not (told is not None and of_its_words(told.rule, hit.veto.id, text.folded, hit.start))
        for hit in text.vetoes
    )


def _in_headline(reading: Reading, text: Text) -> Sign | None:
    product = next((u for u in text.names if own_or_model(u, reading)), None)
    if product is None:
        return None
    company = _company(reading, product)
    if company is None or _foreign_subject(reading, text, product):
        return None
    description = (
        reading.texts[1] if len(reading.texts) > 1 and reading.texts[1].field == "description" else None
    )
    lead = (
        description.folded[: description.sentences[min(1, len(description.sentences) - 1)].end]
        if description and description.sentences
        else ""
    )
    thoughts = [match.span() for match in reading.rules.listed["new-thought"].finditer(text.folded)]
    fresh = _fresh(text, thoughts)
    versioned = any(char.isdigit() for char in product.low)
    told = bool(_NEW.search(_OLD.sub(" ", lead)))
    if description is not None and _vetoed_lead(description):
        return None
    owned = versioned and any(
        u.name and u.name.kind == "company" and u.start < product.start for u in text.names
    )
    if not (fresh or told or (owned and description is None)):
        return None
    clause = _clause_of(reading, text, product)
    k = clause.units.index(product)
    if any(unit.low in SENT_AWAY for unit in clause.units[max(clause.low, k - 2) : k]):
        return None  # `Oubliez les Ray-Ban Meta : Xiaomi …`
    if not fresh and _judged(clause, k):
        return None
    if (
        k > clause.low
        and clause.units[k - 1].low in _LETS
        and not any(watched(u) for u in clause.units[clause.low : k - 1])
    ):
        return None  # `1Password's new mode lets Claude sign in`
    if any("negation" in unit.cues for unit in clause.units[k + 1 : k + 3]):
        return None  # `ChatGPT ne répond plus`
    if any("program" in unit.cues for unit in clause.units[max(clause.low, k - 3) : min(k + 3, clause.high)]):
        return None
    weight = 0.52 + 0.04 * (fresh + told + versioned)
    owner = next(
        (u for u in text.names if u.name and u.name.kind == "company" and u.name.company.id == company.id),
        None,
    )
    return Sign(
        "wide-product",
        text,
        clause,
        clause.units.index(product),
        company,
        owner or product,
        [product],
        weight=weight,
    )


def _judged(clause: Clause, k: int) -> bool:
    """`Grokipedia is racist`: what one finds of it, and not what it is."""
    behind = clause.units[k + 1 : min(k + 3, clause.high)]
    if len(behind) < 2 or behind[0].low not in {"is", "are", "est", "sont"}:
        return False
    found = behind[1]
    return not (found.low in ARTICLES or found.capital or found.cues or found.verbs or found.party)


_LETS = frozenset({"let", "lets", "allow", "allows", "helps", "help"})
_NO_FIRST = re.compile(
    r"(?:(?:your|my|our|his|her) first|first (?:time|day|days|steps|look|results|tests))\b"
)


def _fresh(text: Text, thoughts: list[tuple[int, int]]) -> bool:
    """A word of newness that is none of a thought: `the new rules of prompting`."""
    said = [match.start() for match in _NEW.finditer(text.folded)]
    said += [unit.start for s in text.sentences for unit in s.units if "new" in unit.cues]
    own = {match.start() + match.group().find("first") for match in _NO_FIRST.finditer(text.folded)}
    return any(at not in own and not any(low <= at < high for low, high in thoughts) for at in said)


_TRIED_ON = re.compile(r"\b(?:avec|with|and|et) (?:le |la |the |a |un )?$")
"""`is open to developers, with a benchmark`: what comes along with it."""


def _vetoed_lead(description: Text) -> bool:
    end = description.sentences[0].end if description.sentences else 0
    return any(
        "competitor_launch" in h.veto.labels
        and h.veto.weight >= 0.65
        and h.start < end
        and h.veto.scope == "title"
        and h.veto.id not in ("rumour", "usage")
        and not (h.veto.id == "paper" and _TRIED_ON.search(description.folded[max(0, h.start - 9) : h.start]))
        for h in description.vetoes
    )


def _company(reading: Reading, product: Unit) -> Company | None:
    return watched(product) or reading.organisation


def _foreign_subject(reading: Reading, text: Text, product: Unit) -> bool:
    """Another company stands in the headline before the product: it is that one's news."""
    for unit in text.names:
        if unit.start >= product.start or unit.name is None:
            break
        if unit.name.kind == "company" and unit.name.company.level != "watched":
            return True
    if reading.organisation is not None:
        return False  # whatever stands before it in a vendor's own title is no rival
    first = next((u for s in text.sentences for u in s.units if u.party or u.model), None)
    if first is product and _bare_name(text.sentences[0].units):
        return True
    return (
        first is not None
        and first is not product
        and (first.proper or first.model)
        and first.start < product.start
    )


def _bare_name(units: list[Unit]) -> bool:
    """`Free offre Le Chat Pro à ses abonnés`: a name that is a word too, right before its verb."""
    if (
        len(units) < 2
        or not units[0].capital
        or units[0].party
        or units[0].model
        or units[0].cues
        or units[0].verbs
        or units[0].low in ARTICLES
    ):
        return False
    named = units[0].low.isalpha() and len(units[0].low) > 3 and units[0].low not in _NO_NAMES
    return named and any(mood == "present" for mood, _ in units[1].verbs)


_NO_NAMES = frozenset(
    {"elle", "elles", "vous", "nous", "they", "voici", "here", "this", "that", "celui", "celle"}
)


def _clause_of(reading: Reading, text: Text, unit: Unit) -> Clause:
    for clause in reading.clauses(text):
        low, high = clause.span()
        if low <= unit.start < high:
            return clause
    return reading.clauses(text)[0]


_SO_NOW = frozenset(
    {"can", "peut", "peuvent", "can now", "will", "will now", "desormais", "now", "enfin", "maintenant"}
)


def _unheaded(reading: Reading, title: Text) -> Sign | None:
    """`Under the hood` | `Starting today, Copilot reviews …`: a headline without a name, and what is so from now on."""
    text = next((t for t in reading.texts if t.field == "description" and t.sentences), None)
    if text is None or not title.sentences or title.field != "headline" or not names_nobody(title):
        return None
    if not tells_now(text) or _vetoed(title) or _vetoed_lead(text) or title.folded.rstrip().endswith("?"):
        return None
    maker = next((u for u in text.sentences[0].units if u.party or u.model), None)
    company = watched(maker)
    if maker is None or company is None:
        return None
    first = next((u for u in text.sentences[0].units if own_ai(u, reading)), None)
    owner = watched(first)
    if first is None or owner is None or owner.group != company.group:
        return None
    clause = _clause_of(reading, text, first)
    k = clause.units.index(first)
    acts = first is maker and any(
        mood in ("present", "past") for u in clause.units[k + 1 : k + 6] for mood, _ in u.verbs
    )
    can = any(u.low in _SO_NOW for u in clause.units[max(clause.low, k - 5) : k + 4])
    if clause.kind != "main" or not (acts or can):
        return None
    return Sign("wide-unheaded", text, clause, k, company, first, [first], weight=0.7)


def _in_description(reading: Reading) -> Sign | None:
    """The headline names no product; the first sentence says that one of the watched company's is there today."""
    text = next((t for t in reading.texts if t.field == "description"), None)
    if text is None or not text.sentences or _vetoed_lead(text):
        return None
    own = reading.organisation
    for sentence in text.sentences[:2]:
        product = next((u for u in sentence.units if own_or_model(u, reading)), None)
        if product is None:
            continue
        heads = own is not None and product in sentence.units[:2] and any(c.isdigit() for c in product.low)
        if not heads and not _NEW.search(_OLD.sub(" ", text.folded[sentence.start : sentence.end])):
            continue
        company = watched(product) or own
        if company is None or (own is None and not _names(reading, company)):
            continue
        clause = _clause_of(reading, text, product)
        if clause.kind != "main" or any("program" in u.cues for u in clause.units[clause.low : clause.high]):
            continue
        at = next((k for k, u in enumerate(clause.units) if u is product), clause.low)
        return Sign(
            "wide-description", text, clause, at, company, product, [product], weight=0.72 if own else 0.66
        )
    return None


def _names(reading: Reading, company: Company) -> bool:
    family = company.group
    return any(u.name and u.name.company.group == family for u in reading.title.names)
