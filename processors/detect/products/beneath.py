"""What a launched thing is made with or put into, and what a vendor's title names before it."""

from __future__ import annotations

import re

from processors.detect.launches.objects import is_product, of_house
from processors.detect.launches.signs import Sign
from processors.detect.products.name_runs import BEFORE_NAME, KINDS
from processors.detect.words.closed_classes import RELATIVES
from processors.detect.words.unit import Text, Unit

_BENEATH = re.compile(
    r"(?:built (?:on|with|upon)|based on|powered by|relies on|runs on|uses|using|thanks to|derived from|s'appuie sur|"
    r"repose sur|base sur|basee sur|fonde sur|fondee sur|adosse a|adossee a|propulse par|propulsee par|grace a|"
    r"utilise|avec l'aide de|(?:made|generated|created|drawn|written) (?:by|with)|"
    r"(?:that|which|qui) (?:rivals?|matches|challenges|rivalise\w* avec|concurrence\w*|egale\w*)|"
    r"(?:faite?s?|generee?s?|redigee?s?|creee?s?|cree?s?|produite?s?) (?:par|avec)"
    r"(?: [\w' ]{3,40}, (?:dont|notamment))?)\s(?:the |le |la |son |its )?(?:\w+ ){0,2}$"
)


def beneath(text: Text, unit: Unit) -> bool:
    """`s'appuie sur Veo 3`, `built on Veo 3`: what the launched thing is made with; `the ChatGPT maker`: its firm."""
    folded = text.folded
    return bool(
        _BENEATH.search(folded, max(0, unit.start - 60), unit.start) or _MAKER.match(folded, unit.end)
    )


_MAKER = re.compile(r"[ -](?:maker|creator|owner|parent|developer)\b")
_ENGINE = re.compile(
    r"(?:powered by|built (?:on|with|upon)|based on|running on|runs? on|propulsee?s? par|basee?s? sur|fondee?s? sur|"
    r"adossee?s? a|animee?s? par|dopee?s? (?:a|par|au))\s(?:the |le |la |son |its )?(?:\w+ ){0,2}$"
)


def engine(text: Text, unit: Unit) -> bool:
    """`a poster maker powered by X`: beside a noun, what drives it."""
    return bool(_ENGINE.search(text.folded, max(0, unit.start - 60), unit.start))


_BEFORE = re.compile(
    r"\b(?:from|than|over|replac\w+|succe\w+|beyond|before|until now, .{0,60}|que|remplac\w+|apres)\s(?:\w+ )?$"
)


def before_it(text: Text, unit: Unit) -> bool:
    """`a step up from X 4`: what came before, no fuller name."""
    return bool(_BEFORE.search(text.folded, max(0, unit.start - 90), unit.start))


def titled_before(sign: Sign, products: list[Unit]) -> tuple[int, int] | None:
    """`Bringing Field Notes to Claude`, `Introducing bill matching, powered by Gemini`: before host and engine."""
    units = sign.clause.units
    first = sign.at + 1
    told = "launch_title" in units[sign.at].cues
    if not told or not products or not is_product(products[0]) or first >= sign.clause.high:
        return None
    if units[sign.at].low == "bringing":
        end = next((k for k in range(first, sign.clause.high) if units[k].low in {"to", "into"}), first)
        run = units[first:end]
        capitals = all(unit.capital and not unit.sign for unit in run)
        if 0 < len(run) < 5 and capitals and products[0].start > run[-1].end:
            return run[0].start, run[-1].end
        return None
    comma = next((k for k in range(first, min(first + 8, len(units))) if units[k].low == ","), first)
    run = units[first:comma]
    if run and run[-1].end < products[0].start and beneath(sign.text, products[0]):
        return run[0].start, run[-1].end
    return None


_NAMES = frozenset({"call", "calls", "called", "dubs", "names", "appelle", "nomme", "baptise", "is", "est"})


def told_by_work(sign: Sign, products: list[Unit]) -> tuple[int, int] | None:
    """`unveils a tool that spots images of X`, `a model that rivals Y`: the kind, where products stand behind alone."""
    units, high = sign.clause.units, sign.clause.high
    if not products or not any(verb.frame == "launch" for _, verb in units[sign.at].verbs):
        return None
    who = next((k for k in range(sign.at + 2, min(sign.at + 8, high)) if units[k].low in RELATIVES), None)
    if who is None or products[0].start < units[who].start:
        return None
    if of_house(products[0], sign.company) and units[who + 2 : who + 3] == products[:1]:
        return None  # `an app that puts Gemini into your car`
    if any(unit.low in _NAMES for unit in units[who + 1 : who + 5]):
        return None  # `a model that it calls X`
    first = sign.at + 1
    while first < who and (units[first].low in BEFORE_NAME or "new" in units[first].cues):
        first += 1
    within = units[first:who]
    named = [u for u in within if u.capital and "ai" not in u.cues and u.low not in KINDS]
    if not within or named or any(u.sign or u.party or u.model for u in within):
        return None
    kind = within[-1].low.split()[-1] in KINDS or "ai_object" in within[-1].cues
    return (within[0].start, within[-1].end) if kind else None
