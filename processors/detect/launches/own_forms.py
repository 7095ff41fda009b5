"""Vendors' own titles by their form: `A smarter Gemini 9`, `An update to Claude`, `We just launched Codex Studio`,
`Voice mode is here`, `Create videos with our new model`.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product, of_house, own_ai
from processors.detect.launches.signs import Sign
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, Unit, watched

_BETTER = (
    r"(?:smarter|faster|better|safer|cheaper|smaller|bigger|stronger|simpler|lighter|quicker|calmer|sharper|richer|"
    r"friendlier|more [\w-]+)"
)
_BEFORE = re.compile(
    rf"\A(?:(?:an?|the|our) {_BETTER}(?:,? (?:and )?{_BETTER}){{0,2}} |(?:the|our) next[- ]generation (?:of )?|"
    rf"(?:an? )?(?:[\w-]+ )?(?:updates?|improvements?|upgrades?) (?:to|for) (?:[\w-]+ ){{0,3}}?(?:in )?|"
    rf"(?:redesign|rebuild|upgrad|refresh|reinvent|reimagin)ing |"
    rf"(?!how|wh[ay]|when|where|who|inside|my|our|we|one|from|[a-z]+ing )[a-z]+ (?!started |ready )[\w'’ -]{{3,50}} "
    r"with (?:the|our) (?:new|upgraded|updated|improved|redesigned) (?:amazon |microsoft |google |nvidia )?|"
    r"(?:\d+|two|three|four|five|six) new (?:features|tools|skills|modes) "
    r"(?:in|for) |we(?:'ve| have)? just (?:launched|released|shipped|open-sourced|introduced) |"
    r"(?:un|une|notre) (?:nouveau |nouvelle )?|nous venons de (?:lancer|publier|sortir) )(?:the |our )?\Z"
)
_GROWS = re.compile(
    rf"(?: app)? (?:becomes|is becoming|gets|is getting|just got) (?:even )?(?!cheaper|more expensive){_BETTER}\b"
)
"""`The Gemini app becomes more agentic`: its maker's own word, and no user's."""
_BETTER_HOST = re.compile(rf"\A(?:an?|the|our) {_BETTER}(?:,? (?:and )?{_BETTER}){{0,2}} \Z")
_SHAPED = re.compile(
    r"\A(?:customi[sz]e|personali[sz]e|tailor|extend|adapt|equip|steer|personnalisez|adaptez|etendez) (?:your |the )?\Z"
)
_SHAPED_BY = re.compile(r"(?:'s|’s)?(?: [\w-]+){0,3} (?:with|to|using|avec|a) ")
"""`Customize Cowork with plugins`: what the reader is asked to do with the product is new there."""
_ITS_OWN = re.compile(
    r"['’]s (?:(?:new |own )?(?P<model>[a-z][\w-]* \d[\w.]*)(?: for [^.?!]{3,60})?|(?P<part>(?:[\w-]+ ){0,2}"
    r"(?:memory|thinking|voices?|vision|skills|search|canvas|artifacts|shopping|context window|mode)))\W*\Z"
)
"""`Gemini's Lyria 4 for choirs`, `Claude's extended thinking`: a part of the product heads its maker's page."""
_ADVICE = re.compile(r"\b(?:tips|prompts?|examples?|ideas|lessons?|best practices|conseils|astuces)\b")
_OF_HOUSE = re.compile(
    r"(?:'s|’s)?(?: (?!(?:for|in|to|with|and) )[\w-]+){0,2} (?:polic(?:y|ies)|terms|guidelines|safeguards|outages?|"
    r"incidents?|pricing|engineers|researchers|scientists|et vous)\b"
)
"""`Updates to ChatGPT usage policies`: of the house's rules and people."""
_HERE = re.compile(
    r"\A(?:the )?(?P<thing>(?:[\w-]+ ){0,2}(?:mode|memory|projects|agents|search|skills|tasks|plugins|connectors|"
    r"artifacts|shopping|apps|voices|workflows|subagents|collections|spaces|notebooks)) (?:is|are|has|have) "
    r"(?:now |finally )?(?:here|live|arrived|available)\W*(?:\Z| (?:in|on|for|to) )"
)
_WITH_NEW = re.compile(
    r"\A(?:[a-z]+ing|build|create|make|write|edit|turn|generate|automate|design|translate|search|ship|debug|draw|get|"
    r"understand|plan|find|organi[sz]e|explore|see) "
    r"[\w'’ ,-]{3,60} with (?P<thing>(?:(?:an?|the|our) new (?:[\w-]+ ){0,3}(?:models?|modes?|agents?|sdk|api|tools?|"
    r"apps?|assistants?|features?|extension|plugins?|cli)|new ai(?:-powered)? (?:[\w-]+ )?(?:updates|upgrades|features|"
    r"tools|capabilities))\b)(?! (?:of|spec|courses?|program(?:me)?s?|grants?)\b)"
)


_IS_A_KIND = re.compile(
    r"(?P<name>[A-Z][\w-]+(?: [A-Z0-9][\w.-]*){0,3}) ?: (?:[Aa]n?|[Oo]ur|[Tt]he|[Uu]ne?|[Nn]otre) "
    r"(?:(?!(?:for|to|of|with|by|about|on|pour|de|company|startup|start-up|"
    r"that|who|which|where|qui|bank|team|city|school)\b)[\w'’-]+ ){0,5}?"
    r"(?:agents?|models?|assistant|chatbot|generator|coder|browser|playground|app|modèle|outil|navigateur)\b"
    r"(?=\W*\Z| (?:for|that|to|with|which|in|on|pour|qui|de|d')\b)"
)
_USED_BY = re.compile(
    r"\b(?:built|made|created|trained) (?:with|on|by|using)\b|\b(?:powered by|uses|using|thanks to|how)\b"
)


def _is_a_kind(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Fennel: a coding agent for teams` on a lab's page: a name, and what sort of thing it is."""
    own, told = reading.organisation, _IS_A_KIND.match(text.text)
    if own is None or own.ai != "core" or own.guests or told is None or _USED_BY.search(text.folded):
        return None
    first = clause.units[0]
    if (
        first.common
        or "plain" in first.cues
        or any(unit.name and watched(unit) is not own for unit in text.names)
    ):
        return None  # `Safety: a model for …`, `Norway: an assistant for …`
    sign = Sign("title-form", text, clause, 0, own, None, [], weight=0.62)
    sign.quoted = told.span("name")
    return sign


def own_form(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """The sign of a vendor's own title in one of these forms."""
    own = reading.organisation
    if own is None or clause.low or text.folded.rstrip().endswith("?"):
        return None
    product = next((u for u in clause.units[: clause.high] if is_product(u)), None)
    ours = product is not None and of_house(product, own)
    if product is not None and ours and own_ai(product, reading):
        if _OF_HOUSE.match(text.folded, product.end):
            return None
        if _BEFORE.match(text.folded[: product.start]):
            return Sign("title-form", text, clause, 0, own, None, [product], weight=0.7, outright=True)
        if not text.folded[: product.start].removeprefix("the ") and _GROWS.match(text.folded, product.end):
            return Sign("title-form", text, clause, 0, own, None, [product], weight=0.66)
        if (own_part := _ITS_OWN.match(text.folded, product.end)) is not None:
            return _own_part(text, clause, own, own_part)
        if not _TOPICS.match(text.folded) and (part := _powered(reading, text, clause, own)) is not None:
            return part
        if _is_shaped(text.folded, product):
            return Sign("title-form", text, clause, 0, own, None, [product], weight=0.6)
        return _presented_below(reading, text, clause)
    if product is not None and ours:
        engine = _better_host(reading, text, clause, product)
        if engine is not None:
            return Sign("title-form", text, clause, 0, own, None, [engine], weight=0.66)
    named = _presented_below(reading, text, clause) or _is_a_kind(reading, text, clause)
    if named is not None:
        return named
    if not _TOPICS.match(text.folded) and (part := _powered(reading, text, clause, own)) is not None:
        return part
    told = _HERE.match(text.folded) or _WITH_NEW.match(text.folded)
    if told is None or product is not None or not (own.ai == "core" or reading.ai()):
        return None
    sign = Sign("title-form", text, clause, 0, own, None, [], weight=0.64)
    sign.described = told.span("thing")
    return sign


_POWERED = re.compile(
    r"\A(?P<thing>(?!(?:how|why|what|meet|inside) )[\w'’-]+(?: [\w'’-]+){0,4}?) (?:in|on|inside|dans|sur) "
    r"(?P<host>[\w'’.+-]+(?: [\w'’+-]+)?)\. (?:now )?(?:powered by|propulsee?s? par|anime\w* par) "
    r"(?:the |our |le |la )?"
)


def _powered(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Voice notes in Le Chat. Powered by Voxtral 2.`: a part of a host, and the versioned model behind it."""
    told = _POWERED.match(text.folded)
    model = next((u for u in text.names if told is not None and u.start == told.end()), None)
    if told is None or model is None or not any(map(str.isdigit, model.low)) or not of_house(model, own):
        return None
    host = next((u for u in clause.sentence.units if u.start <= told.start("host") < u.end), None)
    if text.folded[model.end :].strip(" .!") or host is None or not host.capital or "plain" in host.cues:
        return None
    if any(unit.name is not None and not of_house(unit, own) for unit in text.names):
        return None
    sign = Sign("title-form", text, clause, 0, own, None, [], weight=0.64)
    sign.described = told.span("thing")
    return sign


def _better_host(reading: Reading, text: Text, clause: Clause, host: Unit) -> Unit | None:
    """`A calmer Gmail with Gemini`: a product of the house is better, and by which AI of the house."""
    if not _BETTER_HOST.match(text.folded[: host.start]) or not text.folded.startswith(" with ", host.end):
        return None
    behind = (unit for unit in clause.units[: clause.high] if unit.start > host.end)
    return next((unit for unit in behind if own_ai(unit, reading)), None)


def trains(clause: Clause, k: int) -> bool:
    """`elastic training on SageMaker`: what models get in a product, and no course."""
    units = clause.units
    behind = units[k + 1 : min(k + 3, clause.high)]
    return (
        units[k].low == "training"
        and len(behind) == 2
        and behind[0].low in {"on", "in", "sur", "dans"}
        and is_product(behind[1])
    )


_PRESENTS = re.compile(
    r"\b(?:we(?:'re| are)? (?:(?:excited|pleased|thrilled|happy|proud) to )?(?:introduc\w+|announc\w+|launch\w*|"
    r"releas\w+|add\w*)|introduces|announces|launches|now (?:supports|offers|includes|has)|"
    r"nous (?:lancons|presentons|annoncons|ajoutons)) "
    r"(?:(?:the|an?|our|new|le|la|les|un|une|notre|(?:launch|general availability|preview|addition) of|support for) )*"
)
_TOPICS = re.compile(r"(?:how|what|why|the future|building|using|inside|lessons|[a-z]+ing )\b")


def _presented_below(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Tide tables for SageMaker` | `We introduce tide tables for …`: the title is what is presented."""
    own, below = reading.organisation, reading.lead
    words = text.folded.split()
    if own is None or below is None or len(words) < 2 or _TOPICS.match(text.folded):
        return None
    begin = " ".join(words[:2])
    told = _PRESENTS.search(below.folded, 0, below.sentences[0].end)
    if (
        told is None
        or not below.folded.startswith(begin, told.end())
        or not (own.ai == "core" or reading.ai())
    ):
        return None
    if any("program" in unit.cues and not trains(clause, k) for k, unit in enumerate(clause.units[:6])):
        return None
    product = next((u for u in clause.units[: clause.high] if own_ai(u, reading)), None)
    known = [product] if product is not None else []
    sign = Sign("title-form", text, clause, 0, own, None, known, weight=0.72, outright=True)
    sign.quoted = None if known else (clause.units[0].start, clause.units[1].end)
    return sign


def _is_shaped(folded: str, product: Unit) -> bool:
    asked = _SHAPED.match(folded[: product.start]) and _SHAPED_BY.match(folded, product.end)
    return bool(asked) and not _ADVICE.search(folded)


def _own_part(text: Text, clause: Clause, own: Company, found: re.Match[str]) -> Sign:
    """The sign of a part that heads the page, named by its words."""
    model = found["model"] is not None
    sign = Sign("title-form", text, clause, 0, own, None, [], weight=0.7 if model else 0.6)
    sign.quoted = found.span("model" if model else "part")
    return sign
