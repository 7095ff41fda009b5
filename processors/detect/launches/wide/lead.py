"""The wide net under a headline that names no product: what the first sentences say is there from now on."""

from __future__ import annotations

from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import own_ai
from processors.detect.launches.plainly import names_nobody, tells_now
from processors.detect.launches.signs import Sign
from processors.detect.launches.wide.headed import own_or_model
from processors.detect.launches.wide.newly import clause_of, says_new, vetoed, vetoed_lead
from processors.detect.words.model import Company
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
    owner = watched(first)
    if first is None or owner is None or owner.group != company.group:
        return None
    clause = clause_of(reading, text, first)
    k = clause.units.index(first)
    acts = first is maker and any(
        mood in ("present", "past") for u in clause.units[k + 1 : k + 6] for mood, _ in u.verbs
    )
    can = any(u.low in _SO_NOW for u in clause.units[max(clause.low, k - 5) : k + 4])
    if clause.kind != "main" or not (acts or can):
        return None
    return Sign("wide-unheaded", text, clause, k, company, first, [first], weight=0.7)


def described_sign(reading: Reading) -> Sign | None:
    """The headline names no product; the first sentence says that one of the watched company's is there today."""
    text = next((t for t in reading.texts if t.field == "description"), None)
    if text is None or not text.sentences or vetoed_lead(text):
        return None
    own = reading.organisation
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
        return Sign(
            "wide-description", text, clause, at, company, product, [product], weight=0.72 if own else 0.66
        )
    return None


def _names(reading: Reading, company: Company) -> bool:
    family = company.group
    return any(u.name and u.name.company.group == family for u in reading.title.names)
