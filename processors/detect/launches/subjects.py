"""Whose launch it is where a product is the subject: the product, its maker, and what says that it is AI."""

from __future__ import annotations

from processors.detect.grammar import parties as c
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.likened import by_somebody, likened, measured
from processors.detect.launches.objects import AGENTS, counts, is_product, maker_of_named, named_by_maker
from processors.detect.launches.owners import brought, owner_nearby, owner_unit
from processors.detect.launches.said import relative_before
from processors.detect.launches.signs import Sign
from processors.detect.launches.venues import ARTICLES_TOO, OURS
from processors.detect.words.closed_classes import FROM
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, Unit, watched


def _made_below(reading: Reading, company: Company) -> bool:
    """The description names an AI product of the same firm: `Google uses Gemini Nano on the device`."""
    family = company.group
    return any(
        text.field == "description" and one.group == family
        for text in reading.texts[1:2]
        for unit in text.names
        if is_product(unit) and unit.names_ai
        for one in [watched(unit)]
        if one is not None
    )


_AGENTS = AGENTS | {"chatbots"}
_CUSTOMERS = frozenset(
    {
        "judges", "police", "officers", "soldiers", "troops", "doctors", "nurses", "clerks", "ministers", "mps",
        "lawmakers", "prosecutors", "lawyers", "bankers", "councils", "hospitals", "courts", "gendarmes", "policiers",
        "juges", "magistrats", "fonctionnaires", "medecins", "soldats", "deputes", "senateurs", "mairies", "hopitaux",
        "enfants", "eleves", "etudiants", "ados", "jeunes", "seniors",
        "communes", "regions", "lycees", "banques", "banks", "schools", "universities",
    }
)  # fmt: skip
"""Who gets a product because an authority or an employer bought it."""


def _noun_acts(clause: Clause, at: int) -> bool:
    """`La gendarmerie se dote d'un assistant fondé sur Llama`: who acts is no product and nothing of AI."""
    before = clause.units[clause.low : at]
    if before and any(u.low in _CUSTOMERS for u in before[:2]):
        return True
    return (
        len(before) > 1
        and before[0].low in ARTICLES_TOO
        and before[-1].low.isalpha()
        and not any(u.party or u.model or (u.sign and u.low != "'") or u.cues & OURS for u in before)
    )


_INTO = frozenset({"dans", "sur", "to", "in", "into", "on", "a", "au"})
_ON_ITS_WAY = _INTO | {"enfin", "desormais", "now", "bientot", "soon"}


def _put_into(clause: Clause, at: int, product: Unit) -> bool:
    """`La dictée arrive dans ChatGPT`: what comes into a product is a part of it, and no customer."""
    units = clause.units
    k = at + 1
    into = units[at].low.split()[-1] in _INTO
    while k < clause.high and units[k].low in _ON_ITS_WAY:
        into, k = into or units[k].low in _INTO, k + 1
    opens = clause.units[clause.low : min(clause.low + 2, at)]
    return into and k < clause.high and units[k] is product and not any(u.low in _CUSTOMERS for u in opens)


_WHO_COME = frozenset(
    {
        "students", "parents", "teens", "teenagers", "kids", "children", "people", "patients", "hackers", "scammers",
        "criminals", "workers", "employees", "artists", "journalists", "farmers", "couples", "voters", "investors",
        "teachers", "fans", "critics", "publishers", "writers", "millions", "thousands", "restrictions", "limits",
    }
)  # fmt: skip


def _of_several(unit: Unit, verb: Unit) -> bool:
    """`Playlists come to ChatGPT`, `Shopping comes …`: a word of every day that hardly is a firm's name.

    But `Settings come …` and not `Settings adds Gemini`: a plural that acts as one is a name, and so is who adds.
    """
    comes = any(one.frame == "arrive" for _, one in verb.verbs)
    if not (comes and unit.common) or len(unit.low) <= 4 or unit.low in _WHO_COME:
        return False
    if unit.low.endswith("s"):
        return not verb.low.partition(" ")[0].endswith("s")
    return unit.low.endswith(("ing", "tion"))


def _powered(clause: Clause, k: int, at: int) -> bool:
    """`Scam detection powered by Gemini Nano comes to …`: a capital that only begins the headline."""
    units = clause.units
    return units[k].name is None and any(
        units[j].low in {"powered", "driven"} and units[j + 1].low == "by" for j in range(k + 1, at - 1)
    )


_ITS_AI = frozenset(
    {
        "assistant", "chatbot", "agent", "agents", "robot", "modele", "model", "generateur", "generator", "traducteur",
        "translator", "correcteur", "transcripteur", "tuteur", "tutor", "api",
    }
)  # fmt: skip


def _of_its_ai(clause: Clause, at: int) -> Company | None:
    """`L'IA de Google peut maintenant acheter à votre place`: whose AI it is."""
    units = clause.units
    for k in range(clause.low + 2, min(at, clause.low + 8)):
        maker = watched(units[k])
        closed = units[k - 2].low in {"»", "”", '"'}  # `Les « résumés par IA » de Google`
        thing = (
            units[k - 2 - closed]
            if units[k - 1].low in {"de", "of", "from", "by"}
            else units[k - 3]
            if k >= 3
            else units[0]
        )
        if maker is None or not ("ai" in thing.cues or thing.low in _ITS_AI):
            continue
        if units[k - 1].low in {"de", "of", "from", "by"} or [u.low for u in units[k - 2 : k]] == ["d", "'"]:
            return maker
    return None


def _maker_beside(clause: Clause, k: int, at: int) -> int | None:
    """Where the watched maker of an unknown name stands, before or behind it."""
    before = _maker_before(clause, k)
    return _maker_behind_it(clause, k, at) if before is None else before


def _maker_before(clause: Clause, k: int) -> int | None:
    """`Facebook Dating gets an AI wingman`: where the watched maker of an unknown name stands, right before it.

    Over a word that is a firm's name as well: `AWS Elastic Halyard now supports …`.
    """
    units = clause.units
    if k == clause.low or not units[k].proper or units[k].name is not None:
        return None
    before = units[k - 1]
    firm = before.is_firm and watched(before) is None
    at = k - 2 if firm and k - 2 == clause.low and before.end + 1 == units[k].start else k - 1
    maker = units[at]
    beside = maker.end + 1 == units[at + 1].start
    return at if beside and watched(maker) is not None and not is_product(maker) else None


def _maker_behind_it(clause: Clause, k: int, at: int) -> int | None:
    """`Le Vitrine Plus de Google s'enrichit d'outils d'IA`: an unknown name behind its article, and right behind it the
    watched maker. (A person of the firm has no article.)"""
    units = clause.units
    if k == clause.low or not units[k].proper or units[k].name is not None:
        return None
    if units[k - 1].low not in _ITS_ARTICLE or k + 3 != at or units[k + 1].low != "de":
        return None
    return k + 2 if watched(units[k + 2]) is not None and not is_product(units[k + 2]) else None


_ITS_ARTICLE = frozenset(
    {"le", "la", "outil", "service", "plateforme", "logiciel", "application", "appli", "suite"}
)


def _possessor(clause: Clause, k: int | None) -> int | None:
    """Whose the subject is: the name before `'s`."""
    units = clause.units
    if k is None or k - 3 < clause.low or units[k - 1].low != "s" or units[k - 2].low != "'":
        return None
    return k - 3 if units[k - 3].party else None


_BECOMES = ("devien", "deven")


def of_subject(reading: Reading, text: Text, clause: Clause, at: int, weight: float) -> Sign | None:
    """PRODUCT arrives, can now, is available: the product is the subject, or stands near the verb."""
    units = clause.units
    if (
        _anothers_act(clause, at)
        or likened(clause, at)
        or by_somebody(text, clause, at)
        or measured(clause, at)
    ):
        return None
    k = _whose(clause, at)
    if k is not None and units[k].level not in (None, "watched"):
        return None
    subject, named = _named_with_maker(clause, k, at) if k is not None else (None, None)
    if (
        subject is not None
        and units[at].low.startswith(_BECOMES)
        and not is_product(subject)
        and named is None
    ):
        return None  # `Google devient partenaire des Jeux`: what a firm becomes is none of its products
    if k is None and at == clause.low and clause.resumes is not None:
        subject = clause.resumes
    if subject is None and _of_stranger(clause, at):
        return None
    if (
        subject in (None, units[at - 1])
        and (made := _thing_from(reading, text, clause, at, weight)) is not None
    ):
        return made
    after = [u for u in units[at + 1 : min(at + 8, clause.high)] if is_product(u) and counts(u, reading)]
    product = _product(reading, clause, at, subject, named, after)
    company, product = _maker(reading, text, clause, at, subject, product)
    if company is None:
        return None
    ai = (product is not None and (product.model or product.names_ai)) or (
        subject is not None and subject.names_ai
    )
    if not ai:
        rolls = product is not None or any(word in units[at].low for word in ("roll", "adding", "bringing"))
        paid = any(u.low in _PAID for u in units[at + 1 : min(at + 4, clause.high)])
        better = next((u for u in after if rolls and not paid and _better(u, product, company)), None)
        product, ai = (better, True) if better is not None else (product, ai)
    near_ai = _says_ai(clause, max(clause.low, at - 1 if subject else at - 6), at)
    if not near_ai and not _ai_elsewhere(reading, clause, at, company, ai, product is not None):
        return None
    if not ai and not near_ai:
        weight -= 0.25
    organisation = subject if watched(subject) and subject is not product else owner_unit(clause, company)
    products = [product] if product else []
    owner = organisation or product
    return Sign("arrive", text, clause, at, company, owner, products, weight=weight, outright=ai)


def _named_with_maker(clause: Clause, k: int, at: int) -> tuple[Unit, Unit | None]:
    """Who acts: the unit at `k` or its maker beside it, and the name that no rule knows where that is the product."""
    units = clause.units
    if named_by_maker(clause, k):
        return units[k - 1], units[k]
    maker = maker_of_named(clause, k, at)
    if maker is not None:
        return units[maker], units[k]
    maker = _maker_beside(clause, k, at)
    return units[k if maker is None else maker], None


def _of_stranger(clause: Clause, at: int) -> bool:
    """`Opera intègre Gemini`: a name that no rule knows."""
    first = clause.units[clause.low]
    alone = at == clause.low + 1 and first.capital
    return alone and not (first.cues or first.verbs or _of_several(first, clause.units[at]))


_ONE = frozenset({"a", "an", "the", "another", "un", "une"})
"""Or a unit that begins so: `a new`."""


def _thing_from(reading: Reading, text: Text, clause: Clause, at: int, weight: float) -> Sign | None:
    """`A coding agent from OpenAI lands in VS Code`: a thing without a name, its maker, and where it comes."""
    units = clause.units
    k = at - 1
    while k > clause.low and units[k].low in {"now", "finally", "also", "just"}:
        k -= 1
    maker, thing = units[k], units[clause.low + 1 : k - 1]
    company = watched(maker)
    if k < clause.low + 3 or company is None or is_product(maker):
        return None
    if units[clause.low].low.split()[0] not in _ONE or units[k - 1].low not in FROM:
        return None
    if any(u.sign or u.party or "program" in u.cues for u in thing):
        return None
    said = {cue for unit in thing for cue in unit.cues}
    if not ("ai" in said or ("ai_object" in said and (company.ai == "core" or reading.ai()))):
        return None
    sign = Sign("arrive", text, clause, at, company, maker, [], weight=weight, outright=True)
    sign.described = (thing[0].start, thing[-1].end)
    return sign


_PAID = frozenset(
    {"price", "prices", "pricing", "fee", "fees", "ads", "layoffs", "cuts", "tarif", "tarifs", "hausse"}
)


def _better(unit: Unit, product: Unit | None, company: Company) -> bool:
    """An AI product behind the verb; where nothing is named, of the firm that acts: `rolls out a mode for Gemini`."""
    maker = watched(unit)
    if maker is None or unit.name is None or not unit.name.ai:
        return False
    return product is not None or maker.group == company.group


def _anothers_act(clause: Clause, at: int) -> bool:
    """What acts is no product, or somebody only foretells what it will be."""
    relative = relative_before(clause, at)
    if relative is not None and not is_product(clause.units[relative - 1]):
        return True  # `Microsoft avec un navigateur qui apprend`: what learns is the browser
    speaker = clause.topic.name if clause.topic is not None else None
    if speaker is None or speaker.kind != "person":
        return False
    # `Nadella : Copilot deviendra l'interface unique`
    return any(mood == "future" for mood, _ in clause.units[at].verbs)


def _whose(clause: Clause, at: int) -> int | None:
    """The subject, or the product that owns it: `Grok's tablet app is here`."""
    k = c.subject(clause, at)
    if k == clause.low and _powered(clause, k, at):
        k = None
    owner = _possessor(clause, k)
    if owner is None and k is not None:
        owner = _part_of(clause, k, at)
    if owner is not None and is_product(clause.units[owner]) and clause.units[owner].name is not None:
        return owner
    return k


def _part_of(clause: Clause, k: int, at: int) -> int | None:
    """`La fonction « Projets » de Claude devient …`: the product behind the name of a part of it."""
    units = clause.units
    after = k + 1 + (k + 1 < at and units[k + 1].low in {'"', "»", "”"})
    if not units[k].proper or units[k].name is not None or after + 1 >= at or units[after].low != "de":
        return None
    part = any(unit.cues & {"ai_object"} for unit in units[max(clause.low, k - 2) : k])
    return after + 1 if part else None


def _product(
    reading: Reading, clause: Clause, at: int, subject: Unit | None, named: Unit | None, after: list[Unit]
) -> Unit | None:
    """The product that acts: the subject, one before the verb, the heading's; without a subject one of `after` it.

    `named`: what stands behind its maker's name as the product's.
    """
    before = [u for u in clause.units[clause.low : at] if is_product(u) and counts(u, reading)]
    product = subject if subject is not None and is_product(subject) and counts(subject, reading) else named
    if product is not None and not product.model and product.name is not None and not product.name.ai:
        # `ChatGPT's Mac app`
        product = next((u for u in before if u.names_ai), product)
    topic = clause.topic
    if product is None and subject is not None and watched(subject):
        product = before[-1] if before else brought(clause, at, reading)
    elif product is None and subject is None:
        if before:
            product = before[-1]
        elif topic and is_product(topic):
            product = topic
        elif after and (_put_into(clause, at, after[0]) or not _noun_acts(clause, at)):
            product = after[0]
    if product is None and topic is not None and is_product(topic) and counts(topic, reading):
        return topic
    return product


def _maker(
    reading: Reading, text: Text, clause: Clause, at: int, subject: Unit | None, product: Unit | None
) -> tuple[Company | None, Unit | None]:
    """Whose launch it is; and the product, which the vendor's own text may have named before."""
    company = watched(subject) or watched(product) or watched(clause.topic)
    own = reading.organisation
    if own is not None and company is None and product is None:
        start = clause.units[at].start
        told = (u for u in text.names if u.names_ai and is_product(u) and u.start < start)
        # `The next chapter of Copilot: … arrive`
        product = next((u for u in told if watched(u) is not None), None)
        company = own if product is not None else None
    if own is not None and company is not None and company.group != own.group:
        company = own if product is not None and " " in product.low and not product.model else company
    if company is None and product is None and subject is None:
        company = _of_its_ai(clause, at)
    if company is None and product is not None and product.model:
        company = _maker_behind(clause, product)
    if company is None and (product is not None and product.model):
        # (a game or a Linux release has a name and a version too)
        company = own or (owner_nearby(reading) if reading.ai() else None)
    if company is None and product is None and subject is None:
        company = own
    return company, product


def _maker_behind(clause: Clause, product: Unit) -> Company | None:
    """`Les modèles Nova 3 d'Amazon arrivent`: whose the version is, right behind it."""
    k = clause.index(product)
    behind = clause.units[k + 1 : min(k + 4, clause.high)] if k is not None else []
    joined = behind[:1] and behind[0].low in {"de", "d", "of", "from", "by"}
    maker = next((u for u in behind[1:] if u.low != "'"), None) if joined else None
    return watched(maker) if maker is not None and not is_product(maker) else None


def _says_ai(clause: Clause, low: int, at: int) -> bool:
    """The clause says AI, or an agent stands near the verb: from `low` to four behind it."""
    units = clause.units
    if any("ai" in u.cues for u in units[clause.low : clause.high]):
        return True
    return any(not _AGENTS.isdisjoint(u.low.split()) for u in units[low : at + 5] if u is not units[at])


def _ai_elsewhere(reading: Reading, clause: Clause, at: int, company: Company, ai: bool, named: bool) -> bool:
    """The clause does not say AI: its product is AI (`ai`), or a sort of thing in it, or what is told below, may be."""
    if ai and named:
        return True
    below = _made_below(reading, company)
    units = clause.units
    if not ai:
        said = below or any("ai_object" in u.cues for u in units[clause.low : clause.high])
        if not (said and reading.ai()):
            return False
    return named or below or any("ai_object" in u.cues for u in units[max(clause.low, at - 8) : clause.high])
