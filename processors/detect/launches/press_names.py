"""A headline of the press that a product's name heads: `Claude Opus 9 : Anthropic contre-attaque`."""

from __future__ import annotations

import re
from itertools import pairwise

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import counts, flagship, is_product
from processors.detect.launches.outcomes import is_met
from processors.detect.launches.signs import Sign
from processors.detect.words.closed_classes import ARTICLES, DEFINITE, FROM, ITS
from processors.detect.words.unit import Text, Unit, watched


def _kind_told(cut: list[Clause], at: int) -> bool:
    """`Devstral – le modèle de Mistral qui code`, `Atlas, a browser from OpenAI`: its kind follows the name."""
    first = cut[0]
    units = first.units
    owned = _of_its_maker(first, at)
    behind = [one.low for one in cut[1:2]] if owned or at + 1 == first.high else [at + 2]
    if not owned and at + 1 < first.high and units[at + 1].low not in {",", "("}:
        return False
    for k in behind:
        near = units[k : k + 5]
        if (
            near
            and near[0].low in _ARTICLES
            and any(u.cues & {"ai", "ai_object", "descriptor"} for u in near[1:])
        ):
            return True
        if near and near[0].low in _KINDS:
            return True
    return False


def _of_its_maker(clause: Clause, at: int) -> bool:
    """`Gemini de Google : …`: the name, whose it is, and the break."""
    units = [unit for unit in clause.units[at + 1 : clause.high] if unit.low != "'"]
    joined = len(units) == 2 and units[0].low in FROM
    return joined and watched(units[1]) is not None and watched(units[1]) is watched(clause.units[at])


_ARTICLES = ARTICLES | ITS | {"nouveau", "nouvelle", "new"}
_KINDS = {"famille", "family", "modele", "modeles", "model", "models", "assistant", "agent", "agents"}


_UNSURE = re.compile(
    r"(?::| [-–—]) (?:what|ce qu|how|comment|why|pourquoi|combien|quel|which|when|quand|est-ce|down\b|"
    r"(?:les |the )?(?:indices?|traces?|fuites?|rumeurs?|clues?|leaks?|hints?|signs?)\b|"
    r"en panne|sued\b|delayed\b|banned\b|hacked\b|under fire|pirate|interdit|retarde)|"
    r"[eidv]rai(?:en)?t\b|, (?:le|la|l'|the|a|an|un|une) ?(?:\w+ ){1,3}(?:qui n[e']|that (?:didn't|doesn't|"
    r"failed|never|couldn't))|"
    r": (?:les |the )?(?:meilleur\w*|best)\b|, (?:mais|but) (?:pas|il|elle|not|it|still|never)\b|"
    r": (?:l'|le |la |les |un |une |an? |the )?(?:[\w-]+ ){0,2}(?:ia|ai|modele|model|assistant|chatbot|agent)"
    r" (?:qui|that|which) (?:compromet|menace|inquiete|effraie|terrifie|affole|derange|divise|scares|threatens|"
    r"worries|terrifies|alarms|"
    r"fait (?:trembler|peur|polemique|debat|scandale))\b|"
    r"[:,] (?:cette |une? |la |le |l'|an? |the )(?:(?!(?:peu|moins|less|pas|non|ni|jamais|not|never) )[\w'-]+ ){1,3}?"
    r"(?:controversee?s?|gourmande?s?|polemiques?|contestee?s?|"
    r"decriee?s?|encombrante?s?|envahissante?s?|intrusi(?:f|ve)s?|inquietante?s?|"
    r"dangereu(?:x|ses?)|decevante?s?|inutiles?|superflue?s?|necessaires?|facultati(?:f|ve)s?|insuffisante?s?|"
    r"risquee?s?|discutables?|imparfaite?s?|encore limitee?s?|ratee?s?|(?:devenue?s? )viral(?:e|es)?|sous surveillance|"
    r"dangerous|controversial|intrusive|power-hungry|useless|unnecessary)"
    r"\b|: (?:le |un )?lancement (?:le plus|rate|manque|chaotique)\b|: le (?:vrai |veritable )?(?:cout|prix a payer) d|"
    r": (?:les |the )?"
    r"(?:joueurs|utilisateurs|internautes|fans|users|gamers|players|experts|salaries|artistes|auteurs)\b|"
    r": (?:les |ces |the |these )?(?:\d+|trois|quatre|cinq|six|sept|dix|three|four|five|six|seven|ten) (?:\w+ )?"
    r"(?:exemples?|idees?|usages?|reglages?|raisons?|choses?|astuces?|things|ways|examples|ideas|tips|reasons|prompts|"
    r"questions?|settings)\b|"
    r"(?:[:,]| [-–—]) (?:the |an? |my |our |some |one (?:user|reader|writer)'s |readers?'s? |"
    r"[\w-]+'s? )?(?:[\w'’-]+ ){0,3}?"
    r"(?:notes|diary|tale|story|saga|post-?mortem|autopsy|verdict|view|guide|road to|journey|lessons|reflections|"
    r"impressions|"
    r"confessions|explained|controversy|scandal|backlash|fallout|fall-out|aftermath|hype|gamble|guest|(?:unanswered|"
    r"open|big) questions|"
    r"problem|lament|"
    r"dilemma|headache|"
    r"paradox|trap|curse|nightmare|puzzle|riddle|obituary|elegy|love letter|love story|mess)\b(?! (?:mode|maker|"
    r"builder|agent|tool|app)\b)|"
    r"(?:[:,]| [-–—]) too (?:little|much|early|late|good|clever)\b|, or (?:the (?:end|art|death|rise|fall|return|"
    r"limits) of|how|why|what)\b|"
    r"(?:[:,]| [-–—]) (?:an?|one|two|three|four|five|six|\d+) (?:hours?|days?|weeks?|months?|years?) (?:with|on|"
    r"later|in|after|of)\b"
)
"""`Llama 5 : Meta hésiterait`, `Nano Banana Pro : 12 exemples bluffants`: hearsay, and a list of uses."""


_APPRAISED = re.compile(
    r"\A(?:avec|with) [^,:;]{2,40}, (?:l')?[\w'-]+(?: [\w'-]+)? (?:"
    r"est (?:en train d|de retour|dans la course|bien parti)|reussit (?:son|sa|a)\b|rattrape\b|perd\b|"
    r"gagne (?:son|du|la)|prend (?:de l'avance|l'avantage|la tete)|revient (?:dans|a la)|prouve\b|convainc\b|"
    r"confirme (?:son|sa|ses|qu)|a (?:rattrape|perdu|gagne|reussi|convaincu)|"
    r"is (?:now )?(?:catching|pulling|closing|winning|losing|back\b|still\b|falling)|prove[sd]?\b|loses|"
    r"has (?:caught|won|lost|closed|pulled)|wins (?:back|over))"
)
"""`Avec Gemini 9, Google est en train de rattraper …`: what came of it since it is out."""
_AFFAIRS_AFTER = re.compile(
    r"\A(?:avec|with) [^,:;]{2,40}, [\w.-]+['’]s (?:[\w-]+ )?(?:stock|shares|bills?|costs?|sales|revenues?|profits?|"
    r"lead|rivals?|"
    r"problems?|luck|fortunes?|image|lawyers|engineers|researchers|critics|staff|boss|chief|ceo|strategy|bet|gamble|"
    r"plan|pitch|margins?|"
    r"troubles?)\b"
)
"""`With Gemini 9, Google's stock …`: what acts is nothing that its maker offers."""
_ASKS_NEWS = re.compile(
    r" ?: (?:quoi de neuf|quelles(?: sont les)? nouveautes|what(?:'s|’s| is) new|what changes|what(?:'s|’s) changed|"
    r"ce qui change|ce que (?:ca )?change)(?: (?:avec|dans|pour|in|for|le|la|with) [^,;:]{2,40})? ?[?!.]?\Z"
)
"""`Gemini 9 : quoi de neuf ?`: asked is what is new, and it is out."""
_OF_OTHERS = re.compile(
    r"\b(?:est|is|c'est) (?:un|une|a|an) (?:[\w-]+ ){0,2}(?:plug-?in|extension|script|wrapper|side ?project|"
    r"fork|bricolage)\b"
    r"(?! (?:officiel|official))"
)
"""`Claude Hydra – …` | `c'est un plugin pour Claude Code`: what others build around a product, and call by its name."""


_PLUGIN = re.compile(
    r"\W{1,3}(?:le|la|un|une|l'|the|an?)?\s?(?:[\w-]+ )?(?:plug-?in|extension|script|wrapper|fork|add-?on)\b"
    r"(?! (?:officiel|official))"
)


def _around(text: Text, product: Unit) -> bool:
    """`Claude Code Harbor - Le plugin qui range vos notes`: more than the product's name, and others' work."""
    name = product.name
    longer = name is not None and len(product.low.split()) > len(name.name.split())
    return longer and _PLUGIN.match(text.folded, product.end) is not None


def _past_tag(clause: Clause) -> Clause:
    """`[AINews] Claude Opus 9: …`: a newsletter's column in brackets is no part of the heading."""
    units = clause.units
    if units[clause.low].low != "[":
        return clause
    end = next(
        (k for k in range(clause.low + 1, min(clause.low + 6, clause.high)) if units[k].low == "]"), None
    )
    if end is None or end + 1 >= clause.high:
        return clause
    return Clause(clause.sentence, end + 1, clause.high, clause.kind, clause.topic)


_MORE = re.compile(r" |-[a-z]{3}")
"""What makes a name more than that of a product known for years: `Copilot Studio`, `GPT-Reef`."""


def _makers_name(cut: list[Clause], clause: Clause, at: int) -> bool:
    """`Nvidia Cosmos — models of …`: the product's maker stands before it, and behind it what it is.

    With a version whatever stands behind a dash: `Anthropic Claude Fable 9 – stern but safe`.
    """
    if at + 2 != clause.high or len(cut) < 2 or is_product(clause.units[at]):
        return False
    dashed = any(u.low in {"–", "—", "-"} for u in clause.sentence.units[clause.high :][:1])
    versioned = dashed and any(char.isdigit() for char in clause.units[at + 1].low)
    if not versioned and not any(
        u.cues & {"ai", "ai_object"} for u in cut[1].units[cut[1].low : cut[1].low + 4]
    ):
        return False
    maker, product = watched(clause.units[at]), clause.units[at + 1]
    return maker is not None and is_product(product) and watched(product) is maker


_LISTS = frozenset({",", "and", "et", "&", "+", "/"})


def _several(cut: list[Clause], clause: Clause, at: int) -> bool:
    """`Gemini 9 Flash, 9 Lite et Flash Reef — …`: a list of names, the first with a version, and then a break."""
    units = clause.units[at : clause.high]
    names = [unit for unit in units if unit.low not in _LISTS]
    return (
        len(cut) > 1
        and 0 < len(units) - len(names) < 5
        and units[1].low in _LISTS
        and any(char.isdigit() for char in units[0].low)
        and all(
            (is_product(unit) or unit.capital or unit.low[0].isdigit() or unit.low == ".") and not unit.verbs
            for unit in names
        )
    )


def _of_customer(cut: list[Clause], product: Unit) -> bool:
    """`Claude, l'assistant IA de Quillon`: a name without a version, and whose assistant it is by somebody else."""
    if any(char.isdigit() for char in product.low):
        return False
    units = [unit for one in cut[:2] for unit in one.units[one.low : one.high] if unit.low != "'"]
    return any(
        two.low not in DEFINITE
        and (two.proper or (two.party and watched(two) is None))
        and one.low in {"de", "d", "of", "chez"}
        and (two.name is None or two.name.kind == "company")
        for one, two in pairwise(units)
    )


def appraised(text: Text) -> bool:
    """`With Gemini 9, Google's stock …`: the headline tells what came of a product since it is out."""
    return _AFFAIRS_AFTER.match(text.folded) is not None


def press_name(reading: Reading, text: Text, cut: list[Clause]) -> Sign | None:
    """`Claude Opus 9 : Anthropic contre-attaque`, `Avec Opus 4.5, Anthropic veut`: a version heads the title."""
    news = _ASKS_NEWS.search(text.folded) is not None
    if text.folded.rstrip().endswith("?") and not news:
        return None  # `GPT-5 contre Gemini 3 : quel est le meilleur ?`
    clause = _past_tag(cut[0])
    units = clause.units
    at = clause.low + (units[clause.low].low in {"avec", "with", "le", "la", "nouveau"})
    at += _makers_name(cut, clause, at)
    if at >= clause.high or not is_product(units[at]):
        return None
    if _of_others(text, cut, news):
        return None
    headed = clause.high - clause.low == 1 and bool(_MORE.search(units[at].low)) and not flagship(units[at])
    placed = headed or (
        at > clause.low and units[clause.low].low in {"avec", "with"} and not flagship(units[at])
    )
    if not (any(char.isdigit() for char in units[at].low) or placed or _kind_told(cut, at)):
        return None
    product = units[at]
    if reading.organisation is None and (
        _around(text, product) or any(_OF_OTHERS.search(t.folded, 0, 200) for t in reading.texts[1:2])
    ):
        return None
    company = watched(product)
    owner = next(
        (u for one in cut for u in one.units[one.low : one.high] if watched(u) and u.is_firm),
        None,
    )
    if company is None and owner is not None:
        company = watched(owner)
    if company is None or not counts(product, reading) or (owner is None and _of_customer(cut, product)):
        return None
    if product.name is not None and not product.name.ai and not product.model and not reading.ai():
        return None  # `Pixel 10 : …`
    heads = (
        (clause.high - clause.low <= 3 and len(cut) > 1) or _kind_told(cut, at) or _several(cut, clause, at)
    )
    launcher = at > clause.low and owner is not None
    if not (heads or launcher):
        return None
    return Sign("title-press-name", text, clause, at, company, owner or product, [product], weight=0.62)


def _of_others(text: Text, cut: list[Clause], news: bool) -> bool:
    """What is told of the version is its end, what people make of it, or somebody else's doing."""
    if any(hit.veto.id == "removal" and text.speaks(hit) for hit in text.heard):
        return True  # `Google Assistant : la fin est repoussée`
    if not news and (
        is_met(text.folded) or _UNSURE.search(text.folded) or _APPRAISED.match(text.folded) or appraised(text)
    ):
        return True
    # `Gemini 4 : un ingénieur vend la mèche`
    return len(cut) > 1 and any("person_role" in u.cues for u in cut[1].units[cut[1].low : cut[1].low + 3])
