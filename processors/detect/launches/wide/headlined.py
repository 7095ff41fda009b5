"""A product of a watched company in the headline, and a word of newness there or in the first sentence below."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import BEFORE_NOUN, SENT_AWAY, Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.outcomes import judged_new, others_have_it
from processors.detect.launches.press_names import appraised
from processors.detect.launches.signs import Sign
from processors.detect.launches.things import no_thing
from processors.detect.launches.wide.headed import own_or_model
from processors.detect.launches.wide.makers import HARMS
from processors.detect.launches.wide.newly import clause_of, is_fresh, says_new, vetoed_lead
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, Unit, watched


def headlined_sign(reading: Reading, text: Text) -> Sign | None:
    """`ChatGPT now draws with GPT-4o itself`: the product is the watched company's own, and nobody else's news."""
    product = next((u for u in text.names if own_or_model(u, reading)), None)
    if product is None:
        return None
    company = _company(reading, product)
    if company is None or _foreign_subject(reading, text, product):
        return None
    description = reading.texts[1] if len(reading.texts) > 1 else None
    if description is not None and description.field != "description":
        description = None
    if description is not None and vetoed_lead(description):
        return None
    thoughts = [match.span() for match in reading.rules.listed["new-thought"].finditer(text.folded)]
    fresh, told = is_fresh(text, thoughts), description is not None and _told_new(description)
    firms = [u for u in text.names if u.is_firm]
    versioned = any(char.isdigit() for char in product.low)
    owned = description is None and versioned and any(u.start < product.start for u in firms)
    if not (fresh or told or owned):
        return None
    clause = clause_of(reading, text, product)
    k = clause.units.index(product)
    if _acted_upon(clause, k) or (not fresh and _judged(clause, k)):
        return None
    if reading.organisation is None and (
        appraised(text)
        or judged_new(text)
        or others_have_it(text, clause)
        or _SUCH_NOW.match(text.folded, product.end)
        or _has_no_thing(reading, text, clause, k)
    ):
        return None
    owner = next((u for u in firms if u.name and u.name.company.id == company.id), None)
    return Sign(
        "wide-product",
        text,
        clause,
        k,
        company,
        owner or product,
        [product],
        weight=0.52 + 0.04 * (fresh + told + versioned),
    )


def _told_new(description: Text) -> bool:
    """Its first two sentences have a word of newness."""
    below = description.sentences[:2]
    return bool(below) and says_new(description.folded[: below[-1].end])


def _acted_upon(clause: Clause, k: int) -> bool:
    """Around the product its clause says that somebody does something with it, or that it does nothing."""
    units = clause.units
    before = units[k - 1].low if k > clause.low else ""
    if before in {"que", "qu", "than"}:
        return True  # `Un outil libre plus rapide que Claude`: what somebody's thing is held against
    if any(unit.low in SENT_AWAY | _LEFT for unit in units[max(clause.low, k - 2) : k]):
        return True  # `Oubliez les Ray-Ban Meta : Xiaomi …`
    if before.startswith((*HARMS, "ignor", "trick", "hack")) or _harms(clause, k):
        return True  # `You can finally ignore Copilot`
    if before in _LETS and not any(watched(unit) for unit in units[clause.low : k - 1]):
        return True  # `1Password's new mode lets Claude sign in`
    if any("negation" in unit.cues for unit in units[k + 1 : k + 3]):
        return True  # `ChatGPT ne répond plus`
    return any("program" in unit.cues for unit in units[max(clause.low, k - 3) : min(k + 3, clause.high)])


def _has_no_thing(reading: Reading, text: Text, clause: Clause, k: int) -> bool:
    """`Claude now has its own fan club`."""
    has = next(
        (j for j in range(k + 1, min(k + 4, clause.high)) if clause.units[j].low.endswith("has")), None
    )
    if has is None:
        return False
    somebody = any("person_role" in unit.cues for unit in clause.units[has + 1 : min(has + 4, clause.high)])
    return somebody or no_thing(reading, text, clause, has)


_SUCH_NOW = re.compile(
    r" (?:is|are) now (?:(?:officially|even|much|far|also|really|widely) )?(?:(?:the|an?) (?:[\w-]+ ){0,2}(?:most|"
    r"best|worst|biggest|"
    r"largest|least|second|third|fourth|fifth|fastest-growing|favou?rite|verb|word|habit|hit|joke|target|problem|"
    r"suspect|witness|butt|talk|star|face|reason|villain|culprit|rule|norm)\b|"
    r"(?:slower|worse|bigger|smaller|dearer|pricier|ruder|weirder|older|richer|annoying|boring|useless|dangerous|"
    r"unavoidable|"
    r"everywhere|mandatory|compulsory|banned|illegal|barred|blocked|used|worth|bigger|ahead|behind|under|facing|"
    r"among|more|less|"
    r"being|seen|known|responsible|accused)\b)|"
    r" (?:was|were) (?:worth|too|never|not|only|once|right|wrong|better|worse)\b|"
    r" (?:is|are) (?:finally|now|today) (?:losing|failing|dying|slipping|falling|fading|under|in trouble|"
    r"struggling)\b|"
    r" today is\b| beta testers?\b|"
    r" can now be (?:fooled|tricked|hacked|sued|banned|blamed|beaten|bought|blocked|fined)\b"
)
"""`Gemini is now the second most used chatbot`, `is now slower than it was`: what has become of it."""


_WHEN = frozenset(
    {"now", "finally", "vous", "desormais", "enfin", "for", "the", "first", "time", "at", "last", "today"}
)


def _harms(clause: Clause, k: int) -> bool:
    """`Grok now lies about …`: what it does to you, and nothing for you."""
    behind = clause.units[k + 1 : min(k + 6, clause.high)]
    act = next((unit for unit in behind if unit.low not in _WHEN), None)
    return act is not None and not act.capital and act.low.startswith((*HARMS, "lose", "losing", "fail"))


_LEFT = frozenset({"remplacer", "quitter", "replace", "ditch"})


def _judged(clause: Clause, k: int) -> bool:
    """`Grokipedia is racist`: what one finds of it, and not what it is."""
    behind = clause.units[k + 1 : min(k + 3, clause.high)]
    if len(behind) < 2 or behind[0].low not in {"is", "are", "est", "sont"}:
        return False
    found = behind[1]
    return not (found.low in BEFORE_NOUN or found.capital or found.cues or found.verbs or found.party)


_LETS = frozenset({"let", "lets", "allow", "allows", "helps", "help", "permet a", "permettent a", "laisse"})


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
    if RIVALS.search(text.folded, 0, product.start):
        return True
    first = next((u for s in text.sentences for u in s.units if u.party or u.model), None)
    if first is product and _bare_name(text.sentences[0].units):
        return True
    return (
        first is not None
        and first is not product
        and (first.proper or first.model)
        and first.start < product.start
    )


RIVALS = re.compile(
    r"\b(?:qui|that|which|pour|to) (?:veut |va |pourrait |wants to |could |can )?"
    r"(?:bat|battre|ecrase|ecraser|depasse|surpasse|surclasse|detrone|detroner|defie|defier|concurrence|"
    r"concurrencer|devance|rivalise|imite|copie|remplace|remplacer|"
    r"fait (?:mieux|plus fort|de l'ombre|trembler)|beats?|crush(?:es)?|outperforms?|tops?|rivals?|challenges?|"
    r"undercuts?|mimics?|cop(?:ies|y)|replaces?) (?:deja )?(?:a |avec |que |qu'|than )?\Z|"
    r"\b(?:(?:plus|moins|aussi) [\w'-]+ que |(?:more [\w-]+|less [\w-]+|better|\w{2,}er) than )\Z"
)
"""`un traducteur libre qui bat Gemini 9`: somebody's thing, that a product is only held against."""


def _bare_name(units: list[Unit]) -> bool:
    """`Free offre Le Chat Pro à ses abonnés`: a name that is a word too, right before its verb."""
    if (
        len(units) < 2
        or not units[0].capital
        or units[0].party
        or units[0].model
        or units[0].cues
        or units[0].verbs
        or units[0].low in BEFORE_NOUN
    ):
        return False
    named = units[0].low.isalpha() and len(units[0].low) > 3 and units[0].low not in _NO_NAMES
    return named and any(mood == "present" for mood, _ in units[1].verbs)


_NO_NAMES = frozenset(
    {"elle", "elles", "vous", "nous", "they", "voici", "here", "this", "that", "celui", "celle"}
)
