"""Launches told around a colon: `Nvidia adds a stage to its rocket: Rubin Ultra, a chip for inference`."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import PREPOSITIONS, Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import APPS, counts, flagship, is_product, of_house, own_ai
from processors.detect.launches.outcomes import HARMS
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.words.closed_classes import INDEFINITE, ITS, READER
from processors.detect.words.unit import Text, Unit, watched

_ARTICLES = INDEFINITE | ITS
_NEWBORN = re.compile(
    r"\b(?:(?:le|la|un) )?(?:petite? derniere?|dernier[ -]nee?|derniere[ -]nee?|nouveau[ -]nee?|nouvelle[ -]nee?|"
    r"benjamine?|dernier rejeton|newest arrival|latest arrival|newest addition|latest addition|newborn|youngest|"
    r"newest child) "
    r"(?:de |d'|du |des |of |from |to |by |chez )"
)
_MODEL = re.compile(
    r"\b(?:parametres|parameters|poids|weights|modele|model|licence libre|open source|open-source)\b"
)


def headed_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    return first_sign((_behind_colon, _newborn, _next_act, _with_more, _taken_up), reading, text)


def raised_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline that bids a product enter, or tells with whom it comes."""
    return first_sign((_raised, _partnered), reading, text)


_NEXT = re.compile(
    r"\b(?:next|latest|newest|new|second|prochaine?|nouvelle?|nouveau|derniere?|dernier) "
    r"(?:act|trick|move|toy|bet|weapon|gadget|arrival|card|stunt|idea|coup|numero|arme|trouvaille|joujou|atout|"
    r"carte|tour|"
    r"pari|lubie|bebe|invention)\b"
)

_STRIKES = re.compile(
    r"\b(?:sort (?:l'artillerie(?: lourde)?|le grand jeu|ses griffes|un as de sa manche)|abat (?:ses cartes|son jeu)|"
    r"contre-attaque|riposte|replique|passe a l'(?:attaque|offensive)|frappe (?:fort|un grand coup)|"
    r"(?:strikes|hits|fires|bites) back|ups the ante|plays its (?:ace|hand)|raises the stakes|joins the (?:race|fray)|"
    r"(?:rolls|brings|wheels) out the (?:big guns|heavy artillery)|goes on the (?:attack|offensive)|"
    r"entre dans la (?:danse|course))\b"
)


_NOBODY = frozenset({"nobody", "no one", "noone", "personne", "nul", "few"})
_NO_CARD = frozenset({"program", "person_role", "capex_noun", "compute_noun"})


def _next_act(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`OpenAI's next act: an agent that books flights`, `Amazon contre-attaque : un modèle d'IA à moitié prix`."""
    units = clause.units
    bare = "ai" in units[clause.low].cues and not is_product(units[clause.low])  # `: AI stickers for …`
    if clause.low < 3 or units[clause.low - 1].low != ":" or not (bare or units[clause.low].low in _ARTICLES):
        return None
    heading = units[: clause.low - 1]
    above = units[clause.low].start
    if not (_NEXT.search(text.folded, 0, above) or _STRIKES.search(text.folded, 0, above)):
        return None
    owners = [unit for unit in heading if unit.party]
    company = watched(owners[0]) if len(owners) == 1 else None
    near = units[clause.low + (not bare) : min(clause.low + 5, clause.high)]
    if company is None or any(u.cues & _NO_CARD or u.sum for u in near):
        return None
    if any(u.low in _NOBODY for u in units[clause.low : clause.high]):
        return None  # `an agent that nobody can explain`
    ai = any("ai" in u.cues for u in near) or (
        any("ai_object" in u.cues for u in near) and (company.ai == "core" or reading.ai())
    )
    if not ai:
        return None
    sign = Sign("wide-next", text, clause, clause.low, company, owners[0], [], weight=0.58)
    sign.described = (near[0].start, near[-1].end)
    return sign


_RAISED = re.compile(
    r"(?:the )?(?:curtain (?:rises|goes up|lifts) on|enter,?|here['’]s|behold,?|all rise for|le rideau se leve sur|"
    r"levers? de rideau sur|lever de rideau pour|entree en scene de|place a|faites place a) "
)


def _raised(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`The curtain rises on Gemini 4`, `AWS: here's Nova 9`: a product with a version comes on."""
    told = _RAISED.match(text.folded, clause.span()[0])
    if told is None:
        return None
    k = next((k for k in range(clause.low, clause.high) if clause.units[k].start >= told.end()), None)
    product = clause.units[k] if k is not None else None
    if (
        k is None
        or product is None
        or not (is_product(product) and counts(product, reading))
        or flagship(product)
        or text.folded[product.end : product.end + 1] in {"'", "’"}
    ):
        return None
    company = watched(product) or reading.organisation
    if company is None or not (product.model or product.names_ai):
        return None
    return Sign("wide-raised", text, clause, k, company, product, [product], weight=0.6)


_PARTNERED = re.compile(
    r" (?:(?:teams? up|joins? (?:up|forces|hands)|partners?(?: up)?|collaborates?|works?|links? up|unites?) with|"
    r"(?:s'associe(?:nt)?|s'allie(?:nt)?|s'unit|fait equipe|collabore(?:nt)?|travaille(?:nt)?) (?:a|avec|au|aux)) "
    r"[^.,:;?!]{2,40}? (?:to (?:launch|release|introduce|unveil|roll out|build|create|offer)|"
    r"pour (?:lancer|sortir|proposer|creer|presenter|devoiler|deployer|offrir)) "
)


def _partnered(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Anthropic teams up with Quillon to launch Claude for Auditors`: with whom, and a product of its own."""
    maker = clause.units[clause.low]
    company = watched(maker)
    told = _PARTNERED.match(text.folded, maker.end) if company is not None and not is_product(maker) else None
    if company is None or told is None:
        return None
    product = next((unit for unit in clause.units if unit.start == told.end()), None)
    if product is None or not of_house(product, company) or not own_ai(product, reading):
        return None
    at = clause.index(product) or clause.low
    more = clause.units[at + 1 : at + 3]
    new = any(char.isdigit() for char in product.low) or (more[:1] and more[0].capital)
    for_whom = len(more) > 1 and more[0].low in {"for", "pour"} and more[1].capital
    if not (new or for_whom or not flagship(product)):
        return None  # `works with Quillon to offer Claude to nurses`
    return Sign("wide-raised", text, clause, at, company, maker, [product], weight=0.62)


_IT = re.compile(
    r" (?:now |finally |also )?(?:brings|opens|ships|offers|launches|releases|extends|hands) (?:it|them)(?: |\Z)"
)


def _taken_up(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Deep Research for the many: OpenAI brings it to free users`: a product, and what its maker does with it."""
    units = text.sentences[0].units
    product, maker = units[0], clause.units[clause.low]
    company = watched(maker)
    behind_colon = clause.low > 1 and clause.units[clause.low - 1].low == ":"
    if not behind_colon or company is None or is_product(maker) or not _IT.match(text.folded, maker.end):
        return None
    if not of_house(product, company) or not own_ai(product, reading):
        return None
    return Sign("wide-raised", text, clause, clause.low, company, maker, [product], weight=0.6)


_MORE = re.compile(r" (?:with|gets|for) [^:;?!]{6,60} ?[:–—] ")


def _with_more(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Claude Bise 6 with twice the context: Anthropic stretches it`: what a version has, and who made it."""
    product, told = text.sentences[0].units[0], _MORE.match(text.folded, text.sentences[0].units[0].end)
    maker = clause.units[clause.low]
    company = watched(maker)
    if told is None or company is None or is_product(maker) or maker.start != told.end():
        return None
    versioned = own_ai(product, reading) and not flagship(product) and any(c.isdigit() for c in product.low)
    acts = any(unit.low.endswith("s") for unit in clause.units[clause.low + 1 : clause.low + 2])
    if not (versioned and acts) or watched(product) is not company:
        return None
    return Sign("wide-raised", text, clause, clause.low, company, maker, [product], weight=0.6)


def _kind_behind(units: list[Unit], at: int, high: int) -> int | None:
    """Where `, a chip for` ends behind a name: its kind in apposition, AI or an AI sort of thing."""
    if at + 3 >= high or units[at + 1].low not in {",", "("} or units[at + 2].low not in _ARTICLES:
        return None
    for k in range(at + 3, min(at + 7, high)):
        if units[k].cues & {"ai", "ai_object"}:
            return k
        if units[k].low in {"for", "of", "in", "pour", "dans"}:
            return None  # `Taipei, a hub for AI`
    return None


def _behind_colon(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    units = clause.units
    if clause.low < 3 or units[clause.low - 1].low != ":":
        return None
    name = units[clause.low]
    if not name.capital or name.verbs or _kind_behind(units, clause.low, clause.high) is None:
        return None
    owner = next((u for u in units[: clause.low] if u.party), None)
    company = watched(owner)
    if (
        owner is None
        or company is None
        or (is_product(name) and (flagship(name) or not counts(name, reading)))
    ):
        return None
    maker = watched(name)
    if maker is not None and maker.group != company.group:
        return None
    if not (company.ai == "core" or reading.ai() or name.names_ai or reading.near_ai()):
        return None
    return Sign("wide-headed", text, clause, clause.low, company, owner, [name], weight=0.58)


def _newborn(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Le petit dernier de Mistral parle arabe`: the youngest of a lab's models."""
    told = _NEWBORN.search(text.folded, *clause.span())
    if told is None:
        return None
    k = next((k for k in range(clause.low, clause.high) if clause.units[k].start >= told.end()), None)
    company = watched(clause.units[k]) if k is not None else None
    if k is None or company is None or clause.units[clause.low].start < told.start():
        return None
    below = next((t.folded for t in reading.texts[1:2] if t.field == "description"), "")
    if not (reading.ai() or _MODEL.search(text.folded) or _MODEL.search(below)):
        return None
    return Sign("wide-newborn", text, clause, k, company, clause.units[k], [], weight=0.6)


def _of_another_maker(units: list[Unit], topic: Unit) -> bool:
    """`Quillon Edge 70 : l'IA au service des photos`: a name that nobody knows stands before, and calls its own so."""
    before = units[0]
    if before is topic or before.cues or before.end + 1 != topic.start:
        return False
    if before.low in PREPOSITIONS or before.low.removesuffix("s") in _KINDS:
        return False
    return before.capital and watched(before) is None


_KINDS = frozenset(
    {
        "application", "appli", "app", "messagerie", "navigateur", "smartphone", "telephone", "montre", "tablette",
        "casque", "enceinte", "moteur", "assistant", "service", "logiciel", "reseau", "browser", "phone",
    }
)  # fmt: skip
"""`Navigateur Chrome : …`: what it is stands before its name."""


def under_heading(reading: Reading, text: Text) -> Sign | None:
    """`Google Photos : l'IA retouche vos clichés`: a product that is not AI, a colon, and what AI does there."""
    for clause in reading.clauses(text):
        topic = clause.topic or _headed(clause)
        if topic is None or topic.name is None or clause.kind != "main":
            continue
        if topic.name.kind != "product" and topic.low not in APPS:
            continue
        before = clause.sentence.units[: clause.low]
        if _of_another_maker(clause.sentence.units, topic) or any("person_role" in u.cues for u in before):
            continue
        company = watched(topic)
        units = clause.units[clause.low : min(clause.low + 4, clause.high)]
        ai = next(
            (u for u in units if "ai" in u.cues or (own_or_model(u, reading) and watched(u) is not None)),
            None,
        )
        given = clause.units[clause.low].low in _ARTICLES
        if ai is None and given and any(u.low in READER for u in clause.units[clause.low : clause.high]):
            ai = next((u for u in clause.units[clause.low : clause.high] if "ai" in u.cues), None)
        if ai is None and given and reading.ai():
            ai = _new_part(units)
        if (
            company is None
            or (topic.name.ai and topic.low not in APPS)
            or ai is None
            or any(u.party and u is not ai for u in units)
        ):
            continue
        if any("program" in u.cues for u in units) or clause.high - clause.low < 4:
            continue
        told = clause.units[clause.low : min(clause.low + 6, clause.high)]
        if any(u.low.startswith(_ILL_DONE) or u.low in {"sent", "got", "ate", "led"} for u in told):
            continue  # `Google Maps: AI sends tourists into a lake`
        product = ai if is_product(ai) else topic
        return Sign("wide-heading", text, clause, clause.low, company, topic, [product], weight=0.58)
    return None


_ILL_DONE = (*HARMS, "sends", "kill", "blunder", "mistake", "error", "astray", "wrong")
_NEW = frozenset({"nouvel", "nouvelle", "nouveau", "new"})
_NEW_PARTS = frozenset(
    {"option", "fonction", "fonctionnalite", "outil", "mode", "bouton", "feature", "tool", "button", "filtre"}
)


def _new_part(units: list[Unit]) -> Unit | None:
    """`Google Photos : une nouvelle option efface …` | `… l'IA …`: what it has newly, where AI is told below."""
    return units[2] if units[1].low in _NEW and units[2].low in _NEW_PARTS else None


def _headed(clause: Clause) -> Unit | None:
    """`Mise à jour de Google Agenda : …`: the only name of a longer heading."""
    before = clause.units[: clause.low]
    if not 0 < len(before) <= 7 or before[-1].low != ":" or not any("launch_noun" in u.cues for u in before):
        return None
    named = [unit for unit in before if unit.party]
    return named[0] if len(named) == 1 else None


def own_or_model(unit: Unit, reading: Reading) -> bool:
    """A watched company's AI product; a model by its shape only on a vendor's own site."""
    if unit.model:
        return counts(unit, reading) and reading.organisation is not None
    return own_ai(unit, reading)
