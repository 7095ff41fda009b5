"""Whose launch it is and where it goes: the founder for his firm, the owner before a product, a heading, a host."""

from __future__ import annotations

from processors.detect.grammar import parties as c
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.governing import OCCASIONS
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import flagship, is_product, named_by_maker, own_ai
from processors.detect.launches.signs import Sign
from processors.detect.words.closed_classes import DEFINITE, IT, THE
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, Unit, watched


def put_into(reading: Reading, clause: Clause, at: int, company: Company, lab: bool) -> bool:
    """`OpenAI met un App Store dans ChatGPT`: whatever it is, it is in the firm's AI product now."""
    units = clause.units
    if not (
        lab
        or units[at].low.startswith(
            ("add", "ajout", "bring", "apport", "appren", "teach", "met", "put", "confi", "donn")
        )
    ):
        return False
    for k in range(at + 2, clause.high - 1):
        if units[k].low in {"dans", "into", "inside", "in", "to", "a", "au"}:
            host = next((u for u in units[k + 1 : k + 3] if _hosts(u, reading)), None)
            if host is not None:
                owner = watched(host)
                return owner is not None and owner.group == company.group and not units[k - 1].sign
    return False


def _hosts(unit: Unit, reading: Reading) -> bool:
    return own_ai(unit, reading) or (is_product(unit) and watched(unit) is not None and reading.ai())


def subject_of(reading: Reading, clause: Clause, at: int) -> tuple[Unit | None, bool]:
    """The subject's unit, and whether the verb has a subject at all that is not watched."""
    k = c.subject(clause, at)
    if k is not None and _goes_on(clause, k, at):
        return clause.units[clause.low], False
    if k is not None and _at_seat(clause.units[k]) and _described_firm(clause, at, clause.low):
        return None, False  # `The Redmond company`
    if k is not None and (named_by_maker(clause, k) or _named_by_itself(reading, clause, k)):
        return clause.units[k - 1], False
    if k is not None and clause.units[k].aside and k - 3 >= clause.low:
        owner, *owns = clause.units[k - 3 : k]
        if [unit.low for unit in owns] == ["'", "s"] and watched(owner) is not None:
            return owner, False  # `Meta's ChatGPT competitor shows …`
    if k is not None:
        if (clause.units[k].name is not None or clause.units[k].proper) and watched(clause.units[k]) is None:
            # `Hugging Face and Intel release …`, `Nvidia and Quillon unveil …`
            beside = clause.units[k - 1].low in _AND and [clause.units[j] for j in c.listed_before(clause, k)]
            k = next((j for j in c.listed_before(clause, k) if watched(clause.units[j])), k) if beside else k
        return clause.units[k], watched(clause.units[k]) is None and not clause.units[k].model
    if clause.before is not None:
        acts = clause.before.leader(clause.before.high)
        if acts is not None:  # `Google, like Apple before it, launches …`
            return acts, watched(acts) is None
    if clause.topic is not None:
        return clause.topic, watched(clause.topic) is None
    first = clause.units[clause.low]
    bare = at == clause.low + 1 and first.capital and first.common and not (first.cues or first.verbs)
    if bare and reading.organisation is None and first.low not in _NO_SUBJECTS:
        return None, True  # `Carrefour déploie …`: a name that is a word too
    return None, False


def _goes_on(clause: Clause, k: int, at: int) -> bool:
    """`Anthropic retires Claude Reef and launches …`: who acts goes on, and what it acted upon is no subject."""
    units = clause.units
    first = units[clause.low]
    if (
        units[at - 1].low not in {"and", "et"}
        or k == clause.low
        or is_product(first)
        or watched(first) is None
    ):
        return False
    firm = units[k].name is not None and not is_product(units[k])
    before = units[clause.low + 1 : k]
    return not firm and any(u.verbs or "stopped" in u.cues or u.low in _SENDS_OFF for u in before)


_SENDS_OFF = frozenset(
    {"kills", "axes", "scraps", "ditches", "dumps", "shutters", "bins", "sunsets", "buries"}
)


def _named_by_itself(reading: Reading, clause: Clause, at: int) -> bool:
    """`NVIDIA Lumera introduces …` in Nvidia's own title: an unknown name right behind the vendor's is its product."""
    if reading.organisation is None or at == clause.low or not clause.units[at].proper:
        return False
    maker = clause.units[at - 1]
    begins = at - 1 == clause.low and maker.end + 1 == clause.units[at].start
    return begins and watched(maker) is reading.organisation and not is_product(maker)


_AND = frozenset({"and", "et", "&", "+", "×", "with", "avec"})

_NO_SUBJECTS = frozenset(
    {"it", "he", "she", "they", "we", "il", "elle", "ils", "elles", "on", "qui", "who", "that"}
)


def founded_by(reading: Reading, who: Unit | None) -> Company | None:
    """`Musk launches Grokipedia`: the founder speaks for his firm."""
    if who is None or who.name is None or who.name.company.level != "investor" or not who.name.company.parent:
        return None
    firm = reading.rules.companies.get(who.name.company.parent)
    return firm if firm is not None and firm.level == "watched" else None


_FIRMS = frozenset(
    {
        "groupe", "firme", "entreprise", "societe", "geant", "editeur", "laboratoire", "labo", "company", "firm",
        "group", "lab", "giant", "maker", "start-up", "startup", "chipmaker", "retailer",
    }
)  # fmt: skip
_SEATS = frozenset(
    {"san", "francisco", "paris", "redmond", "seattle", "cupertino", "mountain", "view", "menlo", "park", "california",
     "californian", "silicon", "valley", "san francisco", "mountain view", "menlo park", "silicon valley", "chinese"}
)  # fmt: skip
_OTHERS = frozenset(
    {"rival", "rivals", "competing", "other", "another", "parent", "sister", "little", "unknown"}
)
_LEADING = THE | {"french", "american", "us", "start-up", "startup"}


def taken_up(reading: Reading, text: Text, clause: Clause, at: int) -> Company | None:
    """`Amazon au chevet de X` | `Le groupe étrenne Vulcan 2`: who heads the headline goes on acting below it."""
    if (
        text.field != "description"
        or clause.kind != "main"
        or not any(clause.sentence is s for s in text.sentences[:2])
    ):
        return None
    units = clause.units
    begins = k = _behind_when(clause, at)
    while k < clause.high and units[k].low in _LEADING:
        k += 1
    called = k < clause.high and (units[k].low in _FIRMS and k > begins)
    called = called or _described_firm(clause, at, begins)
    if any(unit.low in _RIVALS for s in reading.title.sentences for unit in s.units):
        return None  # `OpenAI faces a rival` | `The start-up launched …`
    if not called and not (k == begins and units[k].low in IT):
        return None
    if any(
        unit.party and not (unit.model or is_product(unit) or _at_seat(unit)) for unit in units[begins:at]
    ):
        return None
    named = [u for s in reading.title.sentences for u in s.units if u.party]
    firms = [u for u in named if not is_product(u)]
    if not firms or firms[0] is not named[0] or (len(firms) > 1 and not called):
        return None  # `Nvidia and X on stage` | `It unveiled …`: who?
    foreign = any(unit.low == "chinese" for unit in units[begins:at])
    return None if foreign and firms[0].name and firms[0].name.company.id != "baidu" else watched(firms[0])


def _behind_when(clause: Clause, at: int) -> int:
    """Where the sentence begins behind its time and place: `On Tuesday the company …`, `At a show in Oslo, it …`."""
    units = clause.units
    if units[clause.low].low not in _OPENING:
        return clause.low
    near = range(clause.low + 2, min(clause.low + _FAR, at))
    ends = (
        k
        for k in near
        if units[k].low in _TAKES_UP
        and (units[k - 1].low == "," or units[k - 1].low in OCCASIONS or units[k - 2].low in {"in", "at"})
    )
    return next(ends, clause.low)


_OPENING = frozenset({"on", "at", "in", "during", "lors", "a", "en"})
_TAKES_UP = DEFINITE | {"it", "il", "elle"}
_FAR = 12


def _described_firm(clause: Clause, at: int, begins: int) -> bool:
    """`The social media company`, `The San Francisco lab`: the firm again, by its trade or its seat."""
    units = clause.units
    if units[begins].low not in DEFINITE:
        return False
    near = range(begins + 1, min(begins + 7, at))
    k = next((k for k in near if units[k].low.split()[-1] in _FIRMS), None)
    if k is None or any(unit.sign and unit.low not in {"-", "'"} for unit in units[begins:k]):
        return False
    between = units[begins + 1 : k]
    return not any((unit.capital and not _at_seat(unit)) or unit.low in _OTHERS for unit in between)


def _at_seat(unit: Unit) -> bool:
    return unit.name is None and unit.low.split("-")[0] in _SEATS


_RIVALS = frozenset(
    {
        "rival",
        "rivals",
        "rivale",
        "concurrent",
        "concurrente",
        "alternative",
        "reponse",
        "competitor",
        "challenger",
        "answer",
    }
)


def rival_headed(clause: Clause, at: int, founded: Company) -> bool:
    """`Grok : Musk dévoile une alternative à ChatGPT`: the heading names it, the object only likens it."""
    near = clause.units[at + 1 : min(at + 5, clause.high)]
    return watched(clause.topic) is founded and any(unit.low in _RIVALS for unit in near)


def firm_heads_lead(reading: Reading, text: Text, founded: Company) -> bool:
    """`Musk unveils an AI that …` | `xAI's boss showed …`: the sentence below names his firm first."""
    lead = reading.lead
    if text is not reading.title or lead is None:
        return False
    first = next((unit for unit in lead.sentences[0].units if unit.party), None)
    return watched(first) is founded


def credit_owner(sign: Sign) -> None:
    """`Nvidia speeds up Google DeepMind's DiffusionGemma`: the launch is its owner's."""
    units = sign.clause.units
    k = next((k for k, unit in enumerate(units) if sign.products and unit is sign.products[0]), 0)
    owner = units[k - 3] if k >= 3 and [u.low for u in units[k - 2 : k]] == ["'", "s"] else None
    company = watched(owner)
    if owner is not None and company is not None and owner.is_firm:
        sign.company, sign.organisation = company, owner


def topic_is_own(clause: Clause, company: Company) -> bool:
    """`LeRobot : Hugging Face ouvre la robotique à tous`: the heading names the firm's own AI product."""
    topic = clause.topic
    if topic is None or topic.name is None or topic.name.kind != "product" or not topic.name.ai:
        return False
    maker = topic.name.company
    return not flagship(topic) and maker.group == company.group


def ai_heads(clause: Clause) -> bool:
    """`Une IA dans Waze : Google ajoute le signalement vocal`: what is added is AI by the words before the colon."""
    units = clause.units
    colon = clause.low - 1
    return colon > 0 and units[colon].low == ":" and any("ai" in u.cues for u in units[:colon]) and colon > 1


def ai_below(reading: Reading, company: Company) -> bool:
    """The sentence below says AI of the same firm: `Google's AI flags deepfakes of creators`."""
    for text in reading.texts[1:2]:
        if text.field == "description" and text.sentences:
            units = text.sentences[0].units
            said = any("ai" in u.cues or (is_product(u) and u.names_ai) for u in units)
            makers = {one.group for u in units for one in [watched(u)] if one is not None}
            return said and company.group in makers
    return False
