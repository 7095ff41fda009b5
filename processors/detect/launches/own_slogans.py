"""Vendors' own titles that are slogans: what the reader does with a part of the product, what the product is up to.

`Cut the noise with Foghorn in Gemini`, `Hand sails to Copilot from your phone`, `Voxtral whistles in the dark`,
`Harbour Search. Sharper charts for your crew`, `Reefs of Mistral` | `A sparse model …`. Without a verb of launching.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.accounts import OTHER_NEWS, TO_READ_OR_ATTEND
from processors.detect.launches.objects import is_product, of_house, own_ai
from processors.detect.launches.signs import Sign, title_sign
from processors.detect.words.model import Company
from processors.detect.words.unit import Text

_RULE = "title-slogan"
_NO_NEWS = re.compile(
    rf"\b(?:{OTHER_NEWS}|{TO_READ_OR_ATTEND}|safely|researchers|cards?|prompts?|challenge|how|why|office|"
    r"partner\w*)\b|\A\d+ "
)
_TOLD_BELOW = re.compile(
    r"\b(?:learn|discover|explore|read|watch|join us|register|apply|guide|tutorial|walk(?:s|through)?|case study|"
    r"in this (?:post|article|blog|video)|customers?|we (?:show|share|evaluat|stud|found|tested|trained)\w*|research)\b"
)


def slogan_sign(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """At most one sign of a vendor's own title."""
    own = reading.organisation
    if own is None or clause.low or text.folded.rstrip().endswith("?") or _NO_NEWS.search(text.folded):
        return None
    below = reading.lead
    if below is not None and _TOLD_BELOW.search(below.folded, 0, below.sentences[:2][-1].end):
        return None
    for made in _ANYBODY + (_LABS_ONLY if _lab(own) else ()):
        sign = made(reading, text, clause, own)
        if sign is not None:
            return sign
    return None


def _lab(own: Company) -> bool:
    return own.ai == "core" and not own.guests


_ASKED = (
    r"(?!build|deploy|implement|run|train|host|optimi[sz]e|accelerate|introduc|announc|meet|try|welcome|use|learn|"
    r"unlock|power|scal|supercharg|[a-z]+ing )[a-z]+(?:-[a-z]+)? "
)
_WITH_PART = re.compile(
    rf"{_ASKED}[\w'’ ,-]{{3,80}} (?:with|using) (?:the |our |new )?(?P<part>[\w'’-]+(?: [\w'’-]+){{0,3}}?) "
    r"(?:in|on|from|inside) (?:the |our )?(?:microsoft |amazon |google |nvidia |openai )?\Z"
)
_LABS = re.compile(
    r" (?:with|using) (?:the |our |new )?[\w'’ -]{3,40} (?:in|from) (?=(?:google|github|microsoft|meta) labs?\b)"
)


_IN_MODE = re.compile(
    rf"{_ASKED}[\w'’ ,-]{{3,60}} (?:in|with) (?P<part>(?!this|that|any|the same)[\w-]+ mode)\W*\Z"
)


def _with_part(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Cut the noise with Foghorn in Gemini`, `Paint quays with Brushwork from Google Labs`, `Moor in harbour mode`."""
    told = _IN_MODE.match(text.folded) if _lab(own) else None
    if told is not None:
        return title_sign(_RULE, text, clause, own, 0.62, told.span("part"))
    lab = _LABS.search(text.folded)
    end = lab.end() if lab is not None else None
    if end is None:
        host = next(
            (unit for unit in clause.units[4:] if own_ai(unit, reading) and of_house(unit, own)), None
        )
        end = host.start if host is not None else None
    told = _WITH_PART.match(text.folded[:end]) if end is not None else None
    if told is None:
        return None
    return title_sign(_RULE, text, clause, own, 0.62, told.span("part"))


_HANDED = re.compile(
    r"(?:delegate|assign|hand|hand off|send|start|steer|shape|track|switch|connect|understand|manage|schedule|trigger|"
    r"govern|resume|follow|control|call|summon|configure|customi[sz]e|personali[sz]e|move|add) (?:[\w'’-]+ ){0,4}?\Z"
)
_ONWARD = re.compile(
    r"['’]?s?(?: [\w'’-]+){0,4}? (?:from|via|without|around|across|through|into|in|on|with|as an?) (?!confidence|"
    r"ease|ai\b)[\w'’-]+"
)


def _handed(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Hand sails to Copilot from your phone`: what the reader does with the product, and from where or how."""
    product = next((unit for unit in clause.units[1:7] if is_product(unit)), None)
    if product is None or not own_ai(product, reading) or not of_house(product, own):
        return None
    if not _HANDED.match(text.folded[: product.start]) or not _ONWARD.match(text.folded, product.end):
        return None
    return title_sign(_RULE, text, clause, own, 0.6, known=product)


_TUNED = re.compile(r"fine-tun(?:e|ing) (?:\w+ )?\Z")


def _tuned(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Fine-tune GPT-9 in Azure`: a model by its version, and where it can be tuned."""
    units = clause.units
    model = next(
        (u for u in units[1:4] if own_ai(u, reading) and any(char.isdigit() for char in u.low)), None
    )
    if model is None or not (of_house(model, own) or any(is_product(u) and of_house(u, own) for u in units)):
        return None
    behind = [unit.low for unit in units if unit.start >= model.end]
    if (
        not _TUNED.fullmatch(text.folded[: model.start])
        or not behind
        or behind[0] not in {"in", "on"}
        or len(behind) > 4
    ):
        return None
    return title_sign(_RULE, text, clause, own, 0.6, known=model)


_ACTS = re.compile(
    r" (?:now )?(?:transcribes|speaks|listens|sees|hears|sings|whistles|draws|paints|remembers|translates|"
    r"talks|searches|"
    r"reads|writes|codes|plans|shops|browses|schedules|sketches|composes|"
    r"(?:goes|gets|dives|digs|grows|thinks|flies) (?:deep|deeper|further|faster|smarter|better|bigger|"
    r"global|local|pro|mobile|"
    r"multilingual|offline|hands-free|everywhere|places)|"
    r"takes (?:[\w'-]+ ){1,3}(?:to|into) (?:new|your|the next|another|every|more))\b"
)


def _acts(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Voxtral whistles in the dark`, `Claude takes charts to new shores`: what a lab's product is up to."""
    product = clause.units[0]
    if (
        own.ai != "core"
        or len(text.folded.split()) > 9
        or not own_ai(product, reading)
        or not of_house(product, own)
    ):
        return None
    if not _ACTS.match(text.folded, product.end):
        return None
    return title_sign(_RULE, text, clause, own, 0.6, known=product)


_FRAGMENTS = re.compile(
    r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){1,2})\. (?=[^.]*\b(?:[Yy]our?|[Vv]os|[Vv]otre)\b)[A-Z][^.!?]{8,90}[.!]?"
)


def _fragments(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Harbour Search. Sharper charts for your crew`: a name, a stop, and what it does for the reader."""
    told = _FRAGMENTS.fullmatch(text.text.strip())
    if told is None or any("program" in unit.cues for unit in clause.units):
        return None
    return title_sign(_RULE, text, clause, own, 0.64, told.span("name"))


_KIND = re.compile(
    r"(?:[\w. -]{2,30}(?::| is| –| -|,) )?(?:an?|our|the|une?|notre) (?:(?!that\b|which\b|of\b|for\b|"
    r"to\b)[\w'-]+,? ){0,6}?"
    r"(?:models?|modeles?|mixture[- ]of[- ]experts|agents?|assistant|chatbot|generator|coder|app|generateur)\b"
)


def _kind_below(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Reefs of Voxtral` | `A sparse model for …`: a play on the name, and below it what sort of thing it is."""
    below = reading.lead
    product = next((unit for unit in text.names if own_ai(unit, reading)), None)
    if below is None or product is None or not of_house(product, own) or len(text.folded.split()) > 4:
        return None
    if not _KIND.match(below.folded, below.sentences[0].start):
        return None
    return title_sign(_RULE, text, clause, own, 0.62, known=product)


_YOURS = re.compile(
    r"(?:(?:your|one|no) [\w '’-]{2,24}\. ){0,3}(?:[a-z-]+ing )?"
    r"(?:describe|manage|clone|connect|generate|create|fine-tune|deploy|transfer|turn|"
    r"bring|send|upload|"
    r"pick|choose|set|schedule|share|ask|talk|speak|draw|edit|work|write|run|build|give|let|organi[sz]e|automate|plan|"
    r"search|find|import|export|save|use|design|compose|record|track|keep|train|host)[ ,](?!case\b)"
)
_MINE = re.compile(r"\b(?:you|your|yours)\b")


def _yours_below(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Buoys in Grok` | `Describe a buoy and Grok …`: a short title, and below it what the reader is to do."""
    below = reading.lead
    words = text.folded.split()
    if below is None or not 1 < len(words) <= 7 or words[0].endswith("ing"):
        return None
    first, named = (
        below.sentences[0],
        next((unit for unit in (*text.names, *below.names) if of_house(unit, own)), None),
    )
    if named is None or not _YOURS.match(below.folded, first.start):
        return None
    product = next((unit for unit in text.names if own_ai(unit, reading)), None)
    mine = _MINE.search(below.folded, first.start, below.sentences[:2][-1].end)
    if mine is None and product is None:
        return None
    return title_sign(_RULE, text, clause, own, 0.6, known=product)


_CROWD = re.compile(
    r"\b(?:providing|giving|offering|bringing|granting) (?P<who>[^.,]{3,30}) (?:users|subscribers) (?:with |access )?"
)


def _crowd_below(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Gull-grade news` | `The Quay Post and we join up, giving Le Chat users …`: who gets it, and where."""
    below = reading.lead
    told = _CROWD.search(below.folded, 0, below.sentences[0].end) if below is not None else None
    if below is None or told is None or "program" in {cue for unit in clause.units for cue in unit.cues}:
        return None
    product = next((u for u in below.names if told.start("who") <= u.start < told.end("who")), None)
    if product is None or not own_ai(product, reading) or not of_house(product, own):
        return None
    return title_sign(
        _RULE, text, clause, own, 0.6, described=(clause.units[0].start, clause.units[clause.high - 1].end)
    )


_ADORNED = re.compile(
    r"(?:[a-z]+ly (?!started |ready )[a-z-]+|(?!never|under|over|other)[a-z]+er|more [a-z]+) \Z"
)


def _adorned(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Properly salted Voxtral.`: a whole title that is how a lab's product is, and its name."""
    product = (
        clause.units[clause.high - 1]
        if not clause.units[clause.high - 1].sign
        else clause.units[clause.high - 2]
    )
    if not own_ai(product, reading) or not of_house(product, own) or text.folded[product.end :].strip(". "):
        return None
    if not _ADORNED.fullmatch(text.folded[: product.start]):
        return None
    return title_sign(_RULE, text, clause, own, 0.6, known=product)


_NOT_TAUGHT = (
    r"(?!build|deploy|implement|train|host|optimi[sz]e|introduc|announc|meet|welcome|learn|understand|trust|teach|report|"
    r"launch|[a-z]+ing )"
)
_ON_YOURS = re.compile(rf"{_NOT_TAUGHT}[a-z]+ (?P<before>(?:(?:several|many|your|teams of|more) )*)\Z")
_OWN_PLACE = re.compile(
    r"(?: [\w-]+){0,3} (?:on|in|from|across|without leaving) (?:your (?:own )?|any |every )[\w-]+(?: [\w-]+)?\W*\Z"
)
_DO_YOURS = re.compile(
    rf"{_NOT_TAUGHT}[a-z]+ (?:your|several|many|all your|long|past|old) [\w'’ -]{{3,40}} (?:in|with|inside|across) \Z"
)
_TEAMS = re.compile(rf"{_NOT_TAUGHT}[a-z]+ (?:teams|fleets|groups|dozens|hundreds) of \Z")
_SESSIONS = re.compile(r" (?:sessions|agents|tasks|jobs|chats|threads)\W*\Z")


def _told_to(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Run Gemini agents in your own cloud`, `Branch your chats in ChatGPT`: a short title that asks the reader to."""
    words, product = len(text.folded.split()), next((u for u in clause.units[1:] if own_ai(u, reading)), None)
    if product is None or not of_house(product, own) or words > 10:
        return None
    before, behind = text.folded[: product.start], text.folded[product.end :]
    asked = (
        (_ON_YOURS.match(before) and _OWN_PLACE.match(behind))
        or (_DO_YOURS.match(before) and not behind.strip(" ."))
        or (_TEAMS.match(before) and _SESSIONS.match(behind))
    )
    return title_sign(_RULE, text, clause, own, 0.6, known=product) if asked else None


Form = Callable[[Reading, Text, Clause, Company], Sign | None]
_ANYBODY: tuple[Form, ...] = (_with_part, _handed, _tuned, _acts)
_LABS_ONLY: tuple[Form, ...] = (_told_to, _fragments, _kind_below, _yours_below, _crowd_below, _adorned)
