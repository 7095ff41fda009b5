"""The kinds of happening that a headline names, and what a text counts."""

from __future__ import annotations

import re

from processors.matching.figures import figures_of, weekdays_of
from processors.matching.signs import signs_of
from processors.matching.words import OWNERS, concept_of, join_phrases, words_of

_KINDS = {
    "acquire": "deal", "invest": "deal", "raise": "deal", "valuation": "deal", "launch": "launch", "trial": "court",
    "sue": "court", "convict": "policy", "ipo": "ipo", "layoff": "layoff", "outage": "incident", "hack": "incident",
    "police": "incident", "ads": "ads", "review": "review", "explain": "guide", "stockmarket": "reaction",
    "deny": "denial", "regulator": "policy", "ban": "policy", "hire": "people", "quit": "people",
    "military": "military", "backlash": "aftermath", "withdrawn": "aftermath", "misuse": "aftermath",
    "analysis": "guide", "benchmark": "score", "abandon": "aftermath", "halt": "aftermath", "dispute": "dispute",
    "stage-jury": "court-jury", "stage-open": "court-open",
    "stage-stand": "court-stand", "stage-verdict": "court-verdict",
}  # fmt: skip
_FIRST_PERSON = re.compile(
    r"(?<![.\w])(?:I|[Mm]y|[Ww]e (?:tried|tested)|[Oo]n a (?:test|essay)\w+|"
    r"[Jj][’'](?:ai|avais)|[Nn]ous avons|nos mesures)(?![.\w/])"
)
_TRIED_BY_A_FIRM = re.compile(r"\b(\w+) (?:teste|tests|tested|testing|va tester|is testing|a teste)\b")
_TAKES_AIM = re.compile(r"\btakes? aim at (?:the )?(\w+)")
_CLAIMED = re.compile(r"\b(?:demands?|seeks?|reclament?|exigent?)\b.{0,20}\d")
_SENTENCE_END = re.compile("[.!?:]")
_TAIL = re.compile(
    r"(?<=[.!?:]) *(?:here s how|how (?:it works|to )|what (?:to|you need to) know"
    r"|comment (?:ca|cela) (?:marche|fonctionne)|ce qu il faut savoir|on vous (?:explique|dit) tout)[^.?!]*[.?!]?$"
)
"""What follows a headline that told its news already."""
_REPEATS = frozenset({"court", "incident", "layoff", "people", "policy", "aftermath"})
_MOVED = frozenset({"plunge", "surge"})


def happenings(headline: str, plain: str, joined: str) -> set[str]:
    """The kinds of happening that a headline names. `plain`: the headline folded; `joined`: its phrases joined, too."""
    told = _told(plain)
    folded = joined if told == plain else join_phrases(told)
    found = {concept for word in words_of(folded) if (concept := concept_of(word)) is not None}
    kinds = {_KINDS[concept] for concept in found if concept in _KINDS}
    if "court" not in kinds:
        kinds.discard("court-open")  # much else begins
    if any(kind.startswith("court-") for kind in kinds):
        kinds.add("court")
    if found & _MOVED and ("%" in headline or "investor" in folded or "investisseur" in folded):
        kinds.add("reaction")
    if "review" in found and (tried := _TRIED_BY_A_FIRM.search(folded)) and tried[1] in OWNERS:
        kinds.discard("review")  # the firm tries its own thing
    if "?" in headline:
        kinds.add("question")
    if _FIRST_PERSON.search(headline):
        kinds.add("review")
    kinds.update(signs_of(plain))
    if "repeated" in kinds:
        kinds.discard("repeated")
        if kinds & _REPEATS:  # much is done "again" without having been told before
            kinds.add("again")
    if "aim at" in folded and (aim := _TAKES_AIM.search(folded)) and aim[1] in OWNERS:
        kinds.add("aftermath")  # at a company: a product takes aim at work
    if "court" in kinds:
        kinds.discard("policy")  # law is what a court speaks of
        if _CLAIMED.search(plain):
            kinds.discard("answer")  # what plaintiffs ask for is what the suit is about
    return kinds


def _told(folded: str) -> str:
    """The headline without a last sentence that promises to explain it, where the rest says enough."""
    if not _SENTENCE_END.search(folded):
        return folded
    cut = _TAIL.sub("", folded)
    return cut if len(words_of(cut)) >= 5 else folded


def measured(text: str) -> set[str]:
    """`figure→800mw` and `day→3`: what the text counts, and the days of the week that it names."""
    days = {f"day→{day}" for day in weekdays_of(text)}
    return days | {f"figure→{figure}" for figure in figures_of(text)}
