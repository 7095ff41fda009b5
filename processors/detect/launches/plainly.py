"""Launches that a description tells while its headline names nobody: `Small talk` | `Mistral sells a voice model …`.

On a natural stream what only a description told was mostly an aside. So it counts where the headline is about nobody
else, and the first sentence states it: a watched firm or product, a verb of launching, and a word of now.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.announced import said_by_itself
from processors.detect.launches.objects import flagship, is_product
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Text, watched

_NOW = re.compile(
    r"\b(?:now|today|tonight|this (?:morning|evening|week|month)|(?:on|from|since|as of|starting) (?:today|now|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|this)|has (?:begun|started|just|opened|published|"
    r"released|launched)|is (?:launching|releasing|opening|putting|bringing|adding|selling|rolling)|free to|"
    r"(?:on|since) (?:mon|tues|wednes|thurs|fri|satur|sun)day|gets an?|gains an?|is getting|"
    r"['’]s (?:new|newest) (?:[\w-]+ ){0,2}(?:feature|tool|model|agent|app|assistant|mode|browser|service|chip)|"
    r"depuis (?:hier|lundi|mardi|mercredi|jeudi|vendredi)|"
    r"(?:a|ont) (?:\w+ ){1,2}(?:hier|lundi|mardi|mercredi|jeudi|vendredi)|yesterday|"
    r"desormais|maintenant|aujourd'hui|a present|vient de|viennent de|des (?:ce|cette|aujourd|lundi|mardi|mercredi|"
    r"jeudi|vendredi|samedi|maintenant)|depuis ce|ce (?:matin|soir|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche)|cette semaine|a partir d|est en ligne|est ouverte?|est disponible)\b"
)
_SHIPS = (
    "ouvr", "etend", "deploi", "publi", "propos", "met", "a mis", "ajout", "lanc", "devoil", "offr", "livr", "donn",
    "dot", "diffus", "open", "extend", "add", "publish", "put", "bring", "brought", "give", "gave", "offer",
    "made", "make",
    "deploy", "expand", "a ouvert", "a publie", "a ajoute", "a etendu", "vend", "sell", "now sells", "reveal", "drop",
)  # fmt: skip
"""Verbs of making a thing available, which need no word of now below a headline that names nobody."""
_RETOLD = re.compile(
    r"\b(?:ago|il y a|last (?:year|month|week)|since (?:19|20)|depuis (?:19|20)|l'an dernier|already|deja|"
    r"study|etude|court|judge|juge|lawsuit|proces|survey|sondage|critics|critiques|accus\w+|"
    r"shares|stock|bourse|investors|reportedly|said to)\b"
)


def told_plainly(sign: Sign, reading: Reading) -> bool:
    """The headline names nobody, and the first sentence below says that something is out now."""
    text = sign.text
    if text.field != "description" or reading.bare or sign.clause.sentence is not text.sentences[0]:
        return False
    if not names_nobody(reading.title) or tells_again(text):
        return False
    units = sign.clause.units
    first = next((unit for unit in units if unit.party), None)
    if watched(first) is not sign.company:
        return False
    if sign.rule.startswith("wide"):
        return tells_now(text)
    acts = any(mood != "base" for mood, _ in units[sign.at].verbs) or said_by_itself(sign) is not None
    ships = sign.rule.startswith("launch") and units[sign.at].low.startswith(_SHIPS) and first is units[0]
    outright = sign.rule == "launch" and first is units[0]
    return acts and (tells_now(text) or outright or (ships and bool(sign.products)))


_GIVES = (
    "ajout", "ouvr", "dot", "deploi", "gliss", "greff", "equip", "etend", "activ", "add", "open", "deploy", "extend",
    "equip",
)  # fmt: skip
_OFFERS = ("propos", "offr", "offer")


def gives_below(sign: Sign, reading: Reading) -> bool:
    """`Le Chat obéit à la voix` | `Mistral ajoute un mode vocal …`: the headline names what the first sentence gives.

    It names nothing else, and the sentence begins with the maker and such a verb; what is offered may long have been,
    unless the headline is about a thing that is no veteran.
    """
    text, units, at = sign.text, sign.clause.units, sign.at
    if (
        sign.rule != "launch-weak"
        or text.field != "description"
        or sign.clause.sentence is not text.sentences[0]
    ):
        return False
    named = [unit for unit in reading.title.names if unit.name is not None]
    makers = {unit.name.company.group for unit in named if unit.name is not None}
    if (
        makers != {sign.company.group}
        or "?" in reading.title.folded
        or tells_again(text)
        or tells_known(text, sign.clause)
    ):
        return False
    if not (sign.organisation is units[0] and at <= 2 and (at == 1 or units[1].low in _HAS_JUST | {"y"})):
        return False
    young = any(is_product(unit) and not flagship(unit) for unit in named)
    freed = units[at].low.startswith("met") and any(
        "open" in unit.cues for unit in units[at + 1 : sign.clause.high]
    )
    gives = (
        units[at].low.split()[-1].startswith(_GIVES) or (young and units[at].low.startswith(_OFFERS)) or freed
    )
    return gives and any(mood != "base" for mood, _ in units[at].verbs)


_SORT = re.compile(
    r" ?,? ?(?:\bas )?\b(?:une?|sa|son|a|an|its) (?:[\w-]+ ){0,3}(?:famil|gamme|series|line|model|modele|"
    r"agent|assistant|generat)"
)


def presents(sign: Sign, title: Text) -> bool:
    """`Google DeepMind dévoile Boreal 3, une famille de modèles …`: the first sentence below presents a new version.

    Whatever the headline makes of it: that its robots still fall, what the shares do. The sentence says what sort of
    thing it is, or the headline is about that very version: `Boreal 3 lands behind GPT-6` | `Google has released it`.
    """
    text, units, at = sign.text, sign.clause.units, sign.at
    if text.field != "description" or sign.rule != "launch" or not sign.outright or not sign.products:
        return False
    product = next((unit for unit in sign.products[:2] if any(char.isdigit() for char in unit.low)), None)
    return (
        product is not None
        and sign.clause.sentence is text.sentences[0]
        and sign.organisation is units[0]
        and (at == 1 or all(unit.low in _HAS_JUST for unit in units[1:at]))
        and any(mood == "present" or at > 1 for mood, _ in units[at].verbs)
        and any(units[at + 1] is unit for unit in sign.products[:2])
        and not tells_again(text)
        and (
            _SORT.match(text.folded, product.end) is not None
            or any(product.low in u.low for u in title.names)
        )
    )


_AIMS = re.compile(
    r"\b(?:wants?|plans?|planning|hints?|is going|eager|excited|keen|coming for|bid|push|efforts?|quest|strategy|"
    r"vision|race|bet|hopes?|prepar\w+|readies|veut|compte|espere|strategie|ambition\w*|mise)\b"
)


def aims_above(sign: Sign, title: Text, start: int, end: int) -> bool:
    """`Google wants to plan your dinner` | `Google launched Gemini Table …`: an aim, and what was done for it.

    `start`, `end`: the headline's words that speak against a launch. The first sentence below states it: who acts comes
    first, with a name for what is launched, and nothing says that it is long known.
    """
    text, clause = sign.text, sign.clause
    if text.field != "description" or sign.rule != "launch" or not (sign.outright and sign.products):
        return False
    if clause.kind != "main" or clause.sentence is not text.sentences[0]:
        return False
    if not _AIMS.search(title.folded, start, max(end, start + 1)):
        return False
    done = any(mood in ("past", "present") for mood, _ in clause.units[sign.at].verbs)
    first = next((unit for unit in clause.units[: sign.at] if unit.party), None)
    own = first is None or first is sign.organisation or watched(first) is sign.company
    return done and own and not tells_again(text) and not tells_known(text, clause)


_HAS_JUST = frozenset(
    {"has", "have", "just", "now", "today", "also", "a", "ont", "vient", "viennent", "de", "d", "'"}
)


_ASKS = re.compile(r"(?:how|why|what|when|who|which|comment|pourquoi|quand|combien|ce qu)\b")


def names_nobody(title: Text) -> bool:
    """No company, product or unknown name stands in the headline; its first word is a capital anyway."""
    if title.names or "?" in title.folded or _ASKS.match(title.folded):
        return False
    return not any(
        unit.model or (unit.proper and k > 0 and not sentence.title_case)
        for sentence in title.sentences
        for k, unit in enumerate(sentence.units)
    )


def tells_now(text: Text, at: int = 0) -> bool:
    """The sentence of a text says that it is so from now on, and nothing that is told again."""
    start, end = text.sentences[at].start, text.sentences[at].end
    return bool(_NOW.search(text.folded, start, end)) and not tells_again(text, at)


def tells_again(text: Text, at: int = 0) -> bool:
    """The sentence of a text tells what is old, or what a court, a study or the stock exchange makes of it."""
    return bool(_RETOLD.search(text.folded, text.sentences[at].start, text.sentences[at].end))


_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|janvier|fevrier|mars|"
    r"avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
)
_KNOWN = re.compile(
    r"\b(?:recently|recemment|dernierement|earlier this (?:week|month|year|summer|spring)|last (?:week|month|year|"
    r"spring|summer|fall|autumn|winter)|(?:two|three|four|five|six|\d+|a few|several) (?:weeks|months) ago|"
    r"la semaine derniere|le mois dernier|il y a (?:\w+ ){1,2}(?:semaines?|mois)|this (?:spring|summer|fall|autumn|"
    r"winter|year)|l'ete dernier|au printemps|now that|maintenant que|ever since|depuis que|"
    r"(?:comes?|came) (?:just |only )?(?:\w+ )?(?:hours|days|weeks|months) after|"
    r"(?:survient|intervient|arrive|tombe) (?:\w+ ){0,2}(?:jours|semaines|mois) apres|"
    r"(?:launched|released|unveiled|introduced|lancee?s?|devoilee?s?) (?:(?:by|par) [\w .-]{2,20} )?(?:in|en) "
    rf"{_MONTH})\b"
)
"""When it was that something came out which the article takes for known."""


def tells_known(text: Text, clause: Clause) -> bool:
    """`Google recently introduced …, and readers complain`: told so that what is new stands elsewhere."""
    return bool(_KNOWN.search(text.folded, clause.sentence.start, clause.sentence.end))


def goes_along(sign: Sign) -> bool:
    """`From today Grok can …, as xAI switches on Imagine`: `as` joins two halves of one launch."""
    clause = sign.clause
    units = clause.units
    if sign.text.field != "description" or clause.kind != "subordinate" or not sign.outright:
        return False
    if clause.low == 0 or units[clause.low - 1].low != "as":
        return False
    before = [unit for unit in units[: clause.low] if unit.party or unit.name is not None]
    makers = [unit.name.company.group if unit.name is not None else "" for unit in before]
    return bool(makers) and all(maker == sign.company.group for maker in makers)


def comes_as(sign: Sign) -> bool:
    """`Meta's AI chief quits as Llama 9 ships`: a headline's second half, a version and that it is there."""
    clause = sign.clause
    units = clause.units
    if sign.text.field != "headline" or clause.low == 0 or units[clause.low - 1].low != "as":
        return False
    first, *behind = units[clause.low : sign.at + 1]
    versioned = is_product(first) and any(map(str.isdigit, first.low)) and first in sign.products
    surely = (sign.outright or sign.rule == "launch") and any(
        mood == "present" for mood, _ in units[sign.at].verbs
    )
    return versioned and surely and len(behind) == 1


_NEW = re.compile(
    r"\b(?:now|today|new|newest|newly|latest|first|finally|starting|introduc\w*|announc\w*|launch\w*|unveil\w*|"
    r"debut\w*|frees?|open|fits in|handles|releas\w*|roll\w* out|preview|beta|is here|arriv\w*|free for|"
    r"can (?:now|finally|be)|(?:is|are|goes?|went|now) live|(?:is|are) out|opened|ships|shipping|on sale|no charge|"
    r"available|jetzt|neue?[nrs]?|"
    r"desormais|enfin|maintenant|aujourd'hui|nouveaux?|nouvel(?:le)?s?|premier|premiere|lanc\w*|devoil\w*|"
    r"annonc\w*|present\w*|deploi\w*|disponibles?|ouverte?s?|commence|sort|debarque\w*|gratui\w*|accessibles?|"
    r"peu(?:t|vent) etre)\b"
)


def says_new(reading: Reading) -> bool:
    """The headline or the first sentence below it says that something is new or out now."""
    if _NEW.search(reading.title.folded):
        return True
    text = next((t for t in reading.texts[1:] if t.field == "description" and t.sentences), None)
    return text is not None and _NEW.search(text.folded, 0, text.sentences[0].end) is not None
