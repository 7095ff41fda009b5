"""Launches told by what a part of a firm or of a product does: `L'assistant vocal de Meta parle enfin breton`,
`MICROSOFT - Copilot Studio peut filtrer …`, `Chez Microsoft, l'agent Trieur apprend à relire`.

The part has no name of its own that rules know, or its name alone says nothing new. So it counts where a word says that
it is so from now on, where a bulletin's dash sets the maker apart, or where the part itself learns or gains something.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import APPS, is_host, is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.wide.ambitions import finds_fault
from processors.detect.launches.wide.newly import vetoed_lead
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, Unit, watched

_MIND = (
    r"(?:ia|intelligence artificielle|assistante?s?|agents?|chatbots?|robots?|modeles?|traducteur|generateur|"
    r"moteur de recherche|ai|assistants?|models?|translator)"
)
_DEVICE = (
    r"(?:lunettes|enceintes?|montres?|ecouteurs|casques?|messagerie|navigateur|clavier|appli(?:cation)?s?)"
)
_PART = re.compile(
    rf"(?:le |la |les |l'|cet |cette |ces |the )(?:{_MIND}|{_DEVICE})(?: (?!de |d'|du )[\w'’.-]+){{0,2}} (?:de |d'|du )"
)
_ITS_OWN = re.compile(rf"(?:son|sa|ses) (?:{_MIND}|{_DEVICE})(?: (?!de |d'|du )[\w'’.-]+){{0,2}}?(?= )")
_SKILL = (
    r"(?:parl|reli[rst]|lit\b|lisent|lire|ecri[tv]|calcul|dessin|chant|tradui|repond|trie|retouch|corrig|resum|redig|"
    r"compos|planifi|class|retrouv|reconnai|illustr|doubl|sous-titr|transcri|ger(?:e|er)\b|recommand|recherch|cherch|navigu|"
    r"cod(?:e|er|ent)\b|reserv|analys|compren|voi[tr]\b|voient|ecout|gener|anim|filtr|detect|reper|organis|prepar|"
    r"automatis|execut|pilot|control|rempli|modifi|edit|convert|transform|suger|sugger|expliqu|guide|memoris|dialogu|"
    r"discut|appel|programm|compar|raisonn|reflechi|tourn(?:e|er|ent) (?:sur|en|dans)|fonctionn(?:e|er|ent) |"
    r"(?:se )?connect|s'integr|s'execut|decroch|commande|achet|efface|ajout|cree|invent|identifi|debat|prend|"
    r"accept|import|export|vise les|compile|teste les|surveille les|speak|read|writ|draw|translat|answer|sort|edit|"
    r"summari|draft|plan|dub)"
)
"""Stems of what AI can do for its reader: none that tells how it fares, what it costs or whom it harms."""
_NOW = r"(?:desormais|maintenant|enfin|dorenavant|a present|now|finally)"
_DOES = re.compile(
    rf" (?:(?:peu(?:t|vent)|sai(?:t|vent)) )?(?:(?:{_NOW} )(?:vous )?{_SKILL}|(?:vous )?{_SKILL}\w*(?: \w+)? {_NOW}\b)"
)
_HARM = re.compile(
    r"\b(?:mensong\w*|ment|insult\w*|haine\w*|deepfakes?|nu(?:es?|s)?\b|pirat\w*|arnaqu\w*|faux|fausses?|publicites?|"
    r"bugs?|failles?|"
    r"pubs?|donnees personnelles|espionn\w*|salaries|employes|moins bien|mal\b|trop|n'importe quoi|a l'insu|sans votre)"
)
"""What nobody gets from it."""


def part_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    if _HARM.search(text.folded) or finds_fault(text.folded):
        return None
    return first_sign((_part_does, _own_does, _at_makers, _bulletin, _app_does), reading, text)


def _part_does(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`L'IA de Meta retouche désormais vos stories`: a part, whose it is, and what it does from now on."""
    told = _PART.match(text.folded, clause.span()[0])
    at = next(
        (k for k in range(clause.low, clause.high) if told and clause.units[k].start == told.end()), None
    )
    if told is None or at is None:
        return None
    maker = clause.units[at]
    company = watched(maker)
    does = _DOES if not _under_own(clause, maker) else _DOES_THERE
    if does.match(text.folded, maker.end) is None and not _gains(text, clause, at):
        return None
    minds = re.search(rf"\b{_MIND}\b", told.group()) is not None
    works = reading.rules.listed["work-of-ai"].search(text.folded) is not None
    if company is None or not (minds or works or company.ai == "core" or reading.ai()):
        return None
    products = [maker] if is_product(maker) else []
    sign = Sign("wide-part", text, clause, at, company, maker, products, weight=0.6)
    sign.described = (clause.span()[0], maker.end)
    return sign


def _own_does(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Meta : ses lunettes traduisent désormais le portugais`: the heading says whose part it is."""
    maker, start = clause.topic, clause.span()[0]
    company = watched(maker)
    told = _ITS_OWN.match(text.folded, start)
    if maker is None or company is None or told is None or _DOES.match(text.folded, told.end()) is None:
        return None
    minds = re.search(rf"\b{_MIND}\b", told.group()) is not None
    works = reading.rules.listed["work-of-ai"].search(text.folded) is not None
    if not (minds or works or company.ai == "core" or reading.ai()):
        return None
    if any(unit.party and watched(unit) is None for unit in clause.units[clause.low : clause.high]):
        return None
    sign = Sign("wide-part", text, clause, clause.low, company, maker, [], weight=0.6)
    sign.described = told.span()
    return sign


_GAINS = re.compile(
    r" (?:(?:se dot|s'equip|s'enrichi)\w* d|(?:gagn|recoi|embarqu|integr|accueil)\w*|s'offr\w*) ?"
)


def _gains(text: Text, clause: Clause, at: int) -> bool:
    """`Les lunettes de Meta se dotent de fonctions d'IA`: what the part takes on says AI."""
    if _GAINS.match(text.folded, clause.units[at].end) is None:
        return False
    behind = clause.units[at + 1 : min(at + 8, clause.high)]
    return any("ai" in unit.cues for unit in behind) and not any(
        unit.sum or "program" in unit.cues or (unit.party and watched(unit) is None) for unit in behind
    )


_DOES_THERE = re.compile(rf" (?:(?:peu(?:t|vent)|sai(?:t|vent)) )?(?:{_NOW} )?(?:vous )?{_SKILL}")


def _under_own(clause: Clause, maker: Unit) -> bool:
    """`Prime Video : l'IA d'Amazon double …`: the heading names where, and it is that maker's too."""
    company = watched(maker)
    if not clause.low or clause.units[clause.low - 1].low != ":" or company is None:
        return False
    named = [watched(unit) for unit in clause.units[: clause.low] if unit.party]
    return bool(named) and all(one is not None and one.group == company.group for one in named)


_AT = re.compile(r"(?:chez|cote|du cote de|at) ")
_ITS_PART = re.compile(
    rf",? (?:(?:le|la|un|une|the|an?) |l')(?:nouvel(?:le)? |nouveau |new )?{_MIND}(?: (?!economique)[\w'’.-]+){{0,3}}? "
    r"(?:apprend\w* a|sai(?:t|vent) (?!tout)|peu(?:t|vent) (?:desormais|maintenant|enfin)|gagne\w* (?:une?|la|le|des)|"
    r"se dote\w*|s'enrichi\w*|s'ouvre\w*|debarque\w*|arrive\w*|passe\w* (?:a|au|en)|accede\w*|learns? to|gains?|gets?) "
)


def _at_makers(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Chez Microsoft, l'agent Trieur apprend à relire`: where it is, a part, and what it learns or gains."""
    begins = _AT.match(text.folded)
    units = clause.sentence.units
    maker = next((unit for unit in units[1:4] if begins and unit.start == begins.end()), None)
    company = watched(maker)
    if maker is None or company is None or is_product(maker) or clause.span()[1] <= maker.end:
        return None
    told = _ITS_PART.match(text.folded, maker.end)
    if told is None or any(watched(u) is None for u in text.names if u.start < told.end()):
        return None
    sign = Sign("wide-part", text, clause, clause.low, company, maker, [], weight=0.6)
    sign.described = (told.start() + 2, told.end() - 1)
    return sign


_DASHES = frozenset({"-", "–", "—"})
_CAN = re.compile(
    rf" (?:(?:peu(?:t|vent)|sai(?:t|vent)|va|vont) (?:{_NOW} )?(?:vous )?(?:etre (?:appel|pilot|install)|{_SKILL})|"
    rf"(?:vous )?{_SKILL}\w*\b|permet(?:tent)? (?:{_NOW} )?d|heberge|accueille|affiche|propose|gagne|"
    "recoit|integre|prend en charge|"
    r"supporte|pour (?:la|le|les|l')\b)"
)


def _bulletin(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`MICROSOFT - Copilot Studio peut filtrer …`: a bulletin's maker, a dash, a product of it and what it can do."""
    units = clause.sentence.units
    if len(units) < 4 or units[1].low not in _DASHES or units[0].end + 1 != units[1].start:
        return None
    under = clause.low if clause.low > 2 and units[clause.low - 1].low == ":" else 2
    maker, product = units[0], units[under]
    company, owner = watched(maker), watched(product)
    if company is None or owner is None or is_product(maker) or company.group != owner.group:
        return None
    at = clause.index(product)
    if not own_ai(product, reading) or at is None or not clause.low <= at < clause.high:
        return None
    if _CAN.match(text.folded, product.end) is None:
        return None
    return Sign("wide-part", text, clause, at, company, maker, [product], weight=0.6)


_FROM_A = re.compile(
    r"\b(?:a partir d'|d'apres |sur |avec |depuis |grace a |from |with )(?:une?|votre|vos|a|your) "
    r"(?:simples? |seule? )?"
    r"(?:phrases?|consignes?|descriptions?|esquisses?|croquis|prompts?|commande vocale|sentence|sketch|selfie)\b"
)
"""Out of a phrase or a sketch AI alone makes something."""
_THERE = re.compile(
    rf" (?:(?:peu(?:t|vent)|sai(?:t|vent)) )?(?:vous )?{_SKILL}\w* (?:les|la|le|l'|une?|des|vos|votre|vous|your) ?"
)


def _app_does(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Threads résume les discussions` | `Meta AI s'en charge`: an app, what AI does, and below whose AI does it."""
    host = clause.units[clause.low]
    company = watched(host)
    if clause.low or company is None or text.sentences[0].title_case or clause.high - clause.low < 4:
        return None
    if not is_host(host):
        return None
    if _with_own(reading, text, clause, company) and _SKILLED.match(text.folded, host.end) is not None:
        return Sign("wide-part", text, clause, clause.low, company, host, [host], weight=0.6)
    if _THERE.match(text.folded, host.end) is None:
        return None
    if host.names_ai and host.low not in APPS:
        return None
    if _FROM_A.search(text.folded) is None and not _done_below(reading, company):
        return None
    if any(unit.party and watched(unit) is None for unit in clause.units[clause.low : clause.high]):
        return None
    shown = [host] if is_product(host) else []
    return Sign("wide-part", text, clause, clause.low, company, host, shown, weight=0.6)


_SKILLED = re.compile(rf" (?:(?:peu(?:t|vent)|sai(?:t|vent)) )?(?:vous )?(?:{_SKILL}|detour|decri|mesur)\w*")


def _with_own(reading: Reading, text: Text, clause: Clause, company: Company) -> bool:
    """`Google Photos détoure à la voix avec Gemini`: the headline ends with the AI of the same maker that does it."""
    last, means = clause.units[clause.high - 1], clause.units[clause.high - 2]
    ends = not any(char.isalnum() for char in text.folded[last.end :])
    owner = watched(last)
    mine = owner is not None and owner.group == company.group and own_ai(last, reading)
    return ends and mine and means.low in {"avec", "grace a", "via", "par", "with", "using"}


def _done_below(reading: Reading, company: Company) -> bool:
    """The first sentence below names an AI product of the same makers, and nobody else."""
    lead = reading.lead
    if lead is None or finds_fault(lead.folded) or vetoed_lead(lead):
        return False
    end = lead.sentences[0].end
    named = [unit for unit in lead.names if unit.start < end and unit.name is not None]
    makers = {one.group if one is not None else None for one in map(watched, named)}
    if makers - {company.group}:
        return False
    return any(own_ai(unit, reading) for unit in named) or _BY_AI.search(lead.folded, 0, end) is not None


_BY_AI = re.compile(
    r"\b(?:grace a|avec|via|par|a|using|with|thanks to) (?:l'|une |son |generative )?"
    r"(?:ia|intelligence artificielle|ai)\b|"
    r"\b(?:l'ia|ai) (?:s'(?:en )?(?:occupe|charge)|(?:se|en) charge|fait (?:le reste|tout)|est a la manoeuvre|does)\b"
)
"""The sentence below says that AI does it."""
