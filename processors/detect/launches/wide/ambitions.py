"""Launches told by what a product is out to do: `Gemini 7 Flash aims to …`, `Le nouvel outil de Mistral veut …`.

No verb of launching stands there. What is new is the version that heads the headline, or the word that calls a
firm's product new or its best; and what it is out to do must not be what a test or a judge has found of it.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import flagship, is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.wide.newly import vetoed_lead
from processors.detect.words.unit import Text, Unit, watched

_AIMS = (
    r"(?:aims?|tries|wants?|hopes|seeks|sets out|promises|vows|is (?:meant|designed|built|made)) to (?!be\b)|"
    r"is (?:meant|designed|built|made|cut out) for \w|"
    r"takes (?:aim at|over the) |goes after |targets |tackles |undercuts (?!trust\b|confidence\b)|"
    r"(?:veut|entend|compte|promet de|promet d'(?!etre)|ambitionne|cherche a|tente de|espere) ?(?!etre\b)\w|"
    r"s'attaque (?:a (?!son|ses|un )|aux? )|se veut |cible |vise |"
    r"comes in [\w ,]{3,40} (?:variants|versions|sizes|flavou?rs)\b"
)
_MAKES = (
    r"promises (?!to\b|\w+\Z)|"
    r"(?:cuts|halves|slashes|lowers|trims|drives down) (?!its )(?:\w+ ){0,3}?(?:costs?|prices?|bills?)\b|"
    r"brings back (?!memories|fears|painful|bad)|"
    r"(?:puts|brings) [\w ]{3,20} back (?:in|into|on|to) (?!court\b)|"
    r"(?:shifts|moves) [\w ]{3,30} (?:to|from|into|in|onto) |shifts the |raises the bar|closes the gap|sets a new |"
    r"runs on (?:a |an |your |one |any )|"
    r"\w+s (?:\w+ ){0,3}on (?:a |an |your |one |any )(?:\w+ )?"
    r"(?:phone|laptop|smartphone|watch|tablet|mac|pc|gpu|raspberry)\b|"
    r"(?:puts|brings) [\w ]{3,20} in (?:direct )?competition |pits [\w ]{3,20} against |"
    r"met [\w ]{3,20} en concurrence |promet (?!d')|mise sur |mise tout sur |"
    r"joue la carte |casse les prix|divise (?:\w+ )?(?:\w+ )?prix|baisse les prix|"
    r"signe (?:le |un |son )(?:grand )?(?:retour|come-back)|remet [\w ]{3,25} dans la course|change la donne|"
    r"rebat les cartes|fait mieux(?:,| pour| et| avec)|tourne sur (?:un|une|votre|n'importe)|"
    r"reduit (?:la |le |les |vos )(?:facture|couts?|prix)"
)
_OUT_TO = re.compile(rf"(?: yet)?,? (?:now |desormais |aussi )?(?:{_AIMS})")
_DOES = re.compile(rf",? (?:now |also |aussi )?(?:{_AIMS}|{_MAKES})")
_WORKS = re.compile(
    r" (?:yet )?(?:now )?(?:runs on|undercuts|speaks|reads|writes|draws|edits|predicts|translates|handles|fits|listens|"
    r"plans|codes|"
    r"costs (?:half|a fraction|a third|a quarter|a tenth|less|under|next|just|only|as little|pennies|a dollar|one)|"
    r"tourne sur|parle|lit|ecrit|dessine|predit|traduit|code|tient dans|passe sous|ecoute|comprend) "
)
_OWN_WORK = re.compile(
    r"(?: model| agent| family)?(?: now)? (?:writes|reads|draws|edits|builds|sees|hears|listens|talks|sings|speaks|"
    r"creates|generates|makes|squeezes|packs|fits|finishes|fills|holds|remembers|searches|watches|handles|codes|plans|"
    r"translates|predicts|costs|cuts|halves|doubles|triples|turns(?= [\w' ]{3,30} into )),? "
    r"(?!(?:of|about|ill|for|with|like|too|more|most|less|worse|better|up|it|him|her|them|off|out|away|fun|sense|"
    r"mistakes?|errors?|headlines|waves|history|sure|news|(?:its|their) (?:maker|users|makers|rivals?|owner)|"
    r"[\w-]+ (?:pause|hope|reason))\b)"
)
"""What a firm's new version does: `Google's Gemini 9 Flash writes apps from a sketch`."""
_JUDGED = re.compile(
    r"\b(?:stud(?:y|ies)|etudes?|researchers?|chercheurs?|experts?|critics?|critiques?|lawsuits?|proces|tests?|tested|"
    r"teste\w*|reviews?|avis|juges?|judges?|tribunal|(?<!de )courts?|"
    r"risk\w*|risques?|danger\w*|rumou?rs?|rumeurs?|leaks?|fuites?|"
    r"says?|selon|according|but|mais|never|jamais|problem|probleme|expected|attendue?|soon|bientot|stocks?|bourse|"
    r"developers say|memories|irks?|angers?|angry|worr(?:y|ies|ied)|inquiet\w*|fails?|echoue\w*|jobs|emplois)\b"
)
"""What one finds of a product, or expects of it."""


def finds_fault(folded: str) -> bool:
    """A headline tells what one finds of a product, or expects of it."""
    return _JUDGED.search(folded) is not None


def ambition_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    if finds_fault(text.folded):
        return None
    below = reading.lead
    if below is not None and (vetoed_lead(below) or _JUDGED.search(below.folded, 0, below.sentences[0].end)):
        return None
    return first_sign((_versioned, _owned, _of_owner, _updated), reading, text)


def _begins(clause: Clause) -> int:
    """Where the subject stands: behind a column's tag, and behind `Après Sonnet 9, …`."""
    units, k = clause.units, clause.low
    if units[k].low == "[":
        k = next((j + 1 for j in range(k, min(k + 6, clause.high)) if units[j].low == "]"), k)
    elif k + 2 < clause.high and units[k + 1].low in {"says", "said"} and watched(units[k]) is not None:
        k += 2
    elif units[k].low in {"apres", "after"}:
        k = next((j + 1 for j in range(k, min(k + 8, clause.high)) if units[j].low == ","), k)
    return min(k, clause.high - 1)


def _versioned(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Gemini 7.1 Pro promet …`, `Microsoft's Agent 500 moves … to …`: a version, and what it is out to do."""
    units, k = clause.units, _begins(clause)
    if clause.low and units[clause.low - 1].low not in {",", "]", "says"}:
        return None
    if not is_product(units[k]) and watched(units[k]) is not None:  # its maker before it
        k = next((j for j in range(k + 1, min(k + 4, clause.high)) if units[j].low not in {"'", "s"}), k)
    product = units[k]
    if not own_ai(product, reading) or flagship(product) or not any(char.isdigit() for char in product.low):
        return None
    company, end = watched(product), product.end
    owned = k > clause.low and units[k - 1].low == "s" and not text.sentences[0].title_case
    if company is None or not (
        _DOES.match(text.folded, end) or (owned and _OWN_WORK.match(text.folded, end))
    ):
        return None
    return _sign(text, clause, k, product, [product])


_KIND = (
    r"(?:ai )?(?:(?:image|video|voice|speech|coding|reasoning|open|shopping|search|weather|music|browser|research) )?"
    r"(?:products?|tools?|features?|agents?|models?|apps?|browser|assistant|chatbot|mode)"
)
_NEW_KIND = re.compile(
    rf"'s (?:(?:ai )?(?:new|newest|latest|first)|(?:most \w+|[a-z]{{3,}}est)(?: new)?) {_KIND}"
)


def _owned(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Anthropic's new product aims to …`, `OpenAI's cheapest model yet undercuts …`: whose, and that it is new."""
    owner = clause.units[clause.low]
    told = _NEW_KIND.match(text.folded, owner.end) if _maker(reading, owner) else None
    product = _superlative(reading, text, clause) if told is None and _maker(reading, owner) else None
    end = told.end() if told is not None else product.end if product is not None else None
    if end is None or not (_OUT_TO.match(text.folded, end) or _WORKS.match(text.folded, end)):
        return None
    sign = _sign(text, clause, clause.low, owner, [product] if product is not None else [])
    if sign is not None and product is None:
        sign.described = (owner.end + 3, end)
    return sign


_MOST = re.compile(r"'s (?:new|newest|latest|first|most \w+|[a-z]{3,}est)(?: new)? $")


def _superlative(reading: Reading, text: Text, clause: Clause) -> Unit | None:
    """`Google's cheapest Gemini yet is built for …`: an AI product of the owner that heads the clause, told as new."""
    owner, *behind = clause.units[clause.low : clause.high]
    product = next((unit for unit in behind[:5] if own_ai(unit, reading)), None)
    if product is None or not _MOST.match(text.folded[owner.end : product.start]):
        return None
    return product


_KIND_OF = re.compile(
    r"(?:le |la |l')?(?:nouveau|nouvel|nouvelle|dernier|derniere|premier|premiere|(?:plus|moins) \w+) "
    r"(?:agents?|outils?|produit|modele|assistant|application|appli|navigateur|chatbot|mode|fonction|ia)"
    r"(?: (?:d'ia|ia|vocal|ouvert|open source|de code|de raisonnement|video|d'images?|le moins cher|la moins chere))?"
    r" (?:d'|de |chez |signee? )"
)
_LEAST = re.compile(
    r"(?:le|l'|la) ?(?:modele|outil|agent|ia) (?:ia |d'ia )?(?:le|la) (?:plus|moins) \w+ (?:d'|de |chez )"
)


def _of_owner(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Le nouvel outil de Mistral veut …`, `Le plus petit modèle d'OpenAI tourne sur …`."""
    begins = clause.span()[0]
    told = _KIND_OF.match(text.folded, begins) or _LEAST.match(text.folded, begins)
    at = (
        None
        if told is None
        else next((k for k in range(clause.low, clause.high) if clause.units[k].start >= told.end()), None)
    )
    if told is None or at is None or not _maker(reading, clause.units[at]):
        return None
    owner = clause.units[at]
    if not (_OUT_TO.match(text.folded, owner.end) or _WORKS.match(text.folded, owner.end)):
        return None
    sign = _sign(text, clause, at, owner, [])
    if sign is not None:
        sign.described = (begins, owner.end)
    return sign


_UPDATE = re.compile(r" (?:update|upgrade|overhaul|redesign)")
_BIG = re.compile(r"'s (?:big|biggest|major|latest|newest|new|huge|massive|next) $")
_IS_NEWS = re.compile(
    r" (?:update|upgrade|overhaul|redesign) (?:is an? (?:direct |clear |big |bold )?(?:shot|answer|swipe|challenge|bid|"
    r"step|leap)|builds|lays|takes aim|brings|adds|puts|turns|makes|gives|lets|goes after|targets)\b"
)
"""`OpenAI's big Codex update is a direct shot at …`: what a firm's update of its product is or does."""
_RENEWED = re.compile(
    r"(?:la |cette )?(?:nouvelle |derniere )?(?:mise a jour|version|refonte) d(?:e |u |'|e l')"
)


def _updated(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Google's NotebookLM update tries to …`, `La mise à jour du Chat veut …`."""
    units = clause.units
    begins = clause.span()[0]
    renewed = _RENEWED.match(text.folded, begins)
    for k in range(clause.low, min(clause.low + 6, clause.high)):
        product = units[k]
        if not own_ai(product, reading):
            continue
        told = _UPDATE.match(text.folded, product.end)
        big = _BIG.search(text.folded, begins, product.start)
        if big is not None and _IS_NEWS.match(text.folded, product.end):
            return _sign(text, clause, k, product, [product])
        end = told.end() if told else product.end
        if (told or (renewed and product.start <= renewed.end() + 3)) and _OUT_TO.match(text.folded, end):
            return _sign(text, clause, k, product, [product])
    return None


def _maker(reading: Reading, unit: Unit) -> bool:
    """A watched firm itself, of which something says that it makes AI here."""
    company = watched(unit)
    return company is not None and not is_product(unit) and (company.ai == "core" or reading.ai())


def _sign(text: Text, clause: Clause, at: int, owner: Unit, products: list[Unit]) -> Sign | None:
    company = watched(owner)
    return (
        None
        if company is None
        else Sign("wide-aims", text, clause, at, company, owner, products, weight=0.62)
    )
