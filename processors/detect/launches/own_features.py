"""Vendors' own titles that name a feature and where it is met, or say that a product of theirs gets better.

`Sketches on web and iOS`, `Sea charts: your pilot, now in Google Labs`, `Tide hooks: drafts on hold for Claude Code`,
`Improving embeddings in the Gemini API`, `OpenAI's GPT-9 in Azure`. Without a verb of launching.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.accounts import OTHER_NEWS, TO_READ
from processors.detect.launches.objects import is_product, of_house, own_ai
from processors.detect.launches.own_forms import trains
from processors.detect.launches.own_stages import STAGES
from processors.detect.launches.signs import Sign, title_sign
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, watched

_RULE = "title-feature"


def feature_sign(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """At most one sign of a vendor's own title."""
    own = reading.organisation
    if own is None or clause.low or text.folded.rstrip().endswith("?") or _NO_NEWS.search(text.folded):
        return None
    if any(_is_a_program(clause, k) and not trains(clause, k) for k in range(min(8, clause.high))):
        return None
    for made in (*_FORMS, *STAGES):
        sign = made(reading, text, clause, own)
        if sign is not None:
            return sign
    return None


def _is_a_program(clause: Clause, k: int) -> bool:
    """`data loss prevention` and `ways to plan` are none."""
    unit = clause.units[k]
    acts = k > 0 and clause.units[k - 1].low == "to" and "base" in unit.moods()
    return "program" in unit.cues and "other_money" not in unit.cues and not acts


_NO_NEWS = re.compile(
    r"\A(?:how|why|what|when|where|who|inside|behind|building|using|lessons|learn|getting|case|deep dive|"
    r"under the hood|"
    r"comment|pourquoi|les coulisses)\b|"
    rf"\b(?:{OTHER_NEWS}|{TO_READ}|research|system card|model card|jobs|deep dive|confidentialite)\b"
)
_SHORE = (
    r"(?:the )?(?:web|ios|android|desktop|mobile|phones?|mac(?:os)?|windows|linux|iphones?|ipads?|chrome|"
    r"safari|firefox|"
    r"carplay|apple watch|tv|vs code|jetbrains|xcode|aws|google cloud|azure|amazon bedrock|vertex ai|microsoft foundry|"
    r"le web|ordinateur)(?: apps?)?"
)
_ON_SHORES = re.compile(
    r"(?P<name>(?![a-z]+ing )[^:,.?!]{3,48}?) (?:now )?(?:available )?(?:in|on|for|across|sur) "
    rf"{_SHORE}(?:,? (?:and|et|&) {_SHORE}|(?:, {_SHORE})+,? (?:and|et|&) {_SHORE})\W*\Z"
)


def _on_shores(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Sketches on web and iOS` on a lab's page: a name, and each of the screens that it is on."""
    told = _ON_SHORES.match(text.folded)
    if own.ai != "core" or told is None or not clause.units[0].capital:
        return None
    name = [unit for unit in clause.units if unit.end <= told.end("name")]
    if len(name) > 5 or any("present" in unit.moods() and not unit.capital for unit in name):
        return None
    return title_sign(_RULE, text, clause, own, 0.66, told.span("name"))


_NOW_IN_LABS = re.compile(
    r"(?P<name>[^:,]{3,40})(?:[,:]| [–—-]) (?:[^:]{3,60}, )?now (?:available |live )?(?:in|on|from|part of) (?:the )?"
    r"(?:google|github|microsoft|meta) labs\b"
)


def _now_in_labs(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Tidewise: your chart companion, now in Google Labs`: whatever it is, what is tried out there is AI."""
    told = _NOW_IN_LABS.match(text.folded)
    if told is None or not clause.units[0].capital:
        return None
    return title_sign("title-labs", text, clause, own, 0.68, told.span("name"))


_BETTERS = re.compile(
    r"(?:improving|enhancing|upgrading|advancing|extending|streamlining|simplifying|speeding up|better) "
    r"(?P<part>(?:(?!with\b|using\b|through\b|for\b)[\w'-]+ ){0,4}?)(?:the |our )?\Z"
)
_READY = re.compile(r" (?:ready|faster|simpler|easier|available|free|open|better|smarter) (?:for|to) ")
_HOSTING = re.compile(r"\b(?:in|on|of|inside|across) (?:the |our )?\Z")
_BEHIND = re.compile(r"['’]s? (?!memory|voice|search|vision|context|tools?\b)|,? (?:at|by|with) ")


def _made_better(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Improving embeddings in the Gemini API`, `Advancing Claude for Word`: the house's product gets better."""
    named = (unit for unit in clause.units[1 : clause.high] if of_house(unit, own))
    product = next((unit for unit in named if own_ai(unit, reading)), None)
    if product is None:
        return None
    if text.folded.startswith("enabling ") and text.folded.startswith(" to ", product.end):
        return title_sign(_RULE, text, clause, own, 0.62, known=product)
    if (
        text.folded.startswith("making ")
        and product is clause.units[1]
        and _READY.match(text.folded, product.end)
    ):
        return title_sign(_RULE, text, clause, own, 0.62, known=product)
    told = _BETTERS.fullmatch(text.folded, 0, product.start)
    if told is None or _BEHIND.match(text.folded, product.end):
        return None
    if told["part"] and not _HOSTING.search(text.folded, 0, product.start):
        return None
    return title_sign(_RULE, text, clause, own, 0.62, known=product)


_PARTS = (
    r"(?:memory|voice|vision|search|projects|connectors|artifacts|skills|plugins|tasks|agents|citations|canvas|"
    r"controls?|visibility|context|files|tools)"
)
_MORE_OF = re.compile(
    r"(?:(?:bringing|adding) |giving (?:[\w'-]+ ){1,3}?)(?:(?:more|better|finer|fuller|full|new|greater|deeper) )*"
    rf"(?P<part>{_PARTS}(?:,? (?:and|&) {_PARTS})?) (?:to|over|in|into|for|across) (?:your |the |our )?[\w'-]+"
)


def _more_of(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Giving captains more control over Claude`: what a lab's product has, and who gets it."""
    told = _MORE_OF.match(text.folded)
    if own.ai != "core" or told is None:
        return None
    return title_sign(_RULE, text, clause, own, 0.62, described=told.span("part"))


_PART_OF = re.compile(
    r"(?P<name>[A-Z][\w-]+(?: [\w-]+){0,2}) ?: (?P<what>(?!how\b|why\b|what\b|inside\b|when\b|from\b|[A-Za-z]+ing\b)"
    r"[^:?]{8,80}) (?:for|in|inside|on) (?:the |your )?\Z"
)


def _part_of(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Tide hooks: drafts on hold for Claude Code`: a name, what it is, and the house's product at the end."""
    sentence = text.sentences[0]
    host = next((unit for unit in sentence.units[3:] if own_ai(unit, reading)), None)
    if host is None or not of_house(host, own):
        return None
    behind = [unit for unit in sentence.units if unit.start >= host.end and not unit.sign]
    if len(behind) > 1 or any(not unit.capital for unit in behind):
        return None
    told = _PART_OF.match(text.text, 0, host.start)
    first = sentence.units[0]
    if told is None or is_product(first) or first.name is not None or "plain" in first.cues:
        return None
    heading = [unit for unit in sentence.units if unit.end <= told.end("name")]
    if any("present" in unit.moods() and not unit.capital for unit in heading[:-1]):
        return None
    return title_sign(_RULE, text, clause, own, 0.62, told.span("name"))


_AT_THE_DESK = re.compile(
    r"(?P<name>[A-Z][\w-]+(?: [a-z][\w-]+){0,2}) (?:in|for) (?:the|our) (?:[\w-]+ ){0,2}[Cc]onsole\W*\Z"
)


def _at_the_desk(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Drawers in the Anthropic console`: a name, and the house's own desk."""
    told = _AT_THE_DESK.match(text.text)
    if own.ai != "core" or told is None or told["name"].split()[0].endswith("ing"):
        return None  # (`Understanding keys in the Claude console` explains)
    return title_sign(_RULE, text, clause, own, 0.62, told.span("name"))


_GENERATION = re.compile(
    r"(?:our|the) (?:next|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))"
    r"[- ]generation (?:of )?(?P<what>(?:[\w-]+ ){0,2}(?:tpus?|chips?|accelerators?|superchips?|models|processors?))\b"
    r"(?=\W*\Z| ?[:,–—(]| for | is here)"
)


def _generation(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Our fifth generation of voice models`: what comes after what has been there."""
    told = _GENERATION.match(text.folded)
    if told is None or not (own.ai == "core" or reading.ai()):
        return None
    return title_sign(_RULE, text, clause, own, 0.64, described=told.span("what"))


def _guest_model(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`OpenAI's GPT-9 in Azure: …` on Microsoft's page: another house's model by its version, and where it is now."""
    units = clause.units
    at = 3 if [unit.low for unit in units[1:3]] == ["'", "s"] else 0
    if len(units) < at + 3 or clause.high < at + 3:
        return None
    model, maker = units[at], watched(units[at])
    if maker is None or maker.group == own.group or not any(char.isdigit() for char in model.low):
        return None
    if not own_ai(model, reading) or units[at + 1].low not in {"in", "on", "available", "now"}:
        return None
    near = units[at + 2 : at + 5]
    k = next((k for k, unit in enumerate(near) if is_product(unit) and of_house(unit, own)), None)
    if k is None or any(unit.low not in {"now", "available", "in", "on", "the"} for unit in near[:k]):
        return None
    behind = units[at + 3 + k : at + 4 + k]
    if behind and behind[0].low not in {":", "|", "–", "—", "-", "(", "."}:
        return None
    return title_sign(_RULE, text, clause, own, 0.68, known=model)


_SERVER = re.compile(
    r"\A(?!build|creat|connect|run|host|deploy|use |set)(?:[\w'’-]+ ){0,5}?"
    r"(?P<what>(?:(?:managed|remote|hosted|official|local|new|open[- ]source) )*mcp servers?)\b"
)
_GIVEN = re.compile(r"\b(?:for|in|to)\b|\(?(?:public )?preview\b|\bis (?:now|here)\b|\bnow\b")


def _server(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Managed MCP servers for Azure Maps`: what lets agents into the house's own product."""
    told = _SERVER.match(text.folded)
    if told is None or not _GIVEN.search(text.folded, told.end()):
        return None
    if not any(of_house(unit, own) for unit in text.names):
        return None
    return title_sign(_RULE, text, clause, own, 0.64, described=told.span("what"))


_FORMS = (
    _on_shores,
    _now_in_labs,
    _made_better,
    _more_of,
    _part_of,
    _at_the_desk,
    _generation,
    _guest_model,
    _server,
)
