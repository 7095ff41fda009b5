"""What a text calls false or denies as a whole: `Reports that X will … are false`, `X denies that it will …`."""

from __future__ import annotations

import re

from processors.detect.words.text import says_any
from processors.detect.words.unit import Text

_WORDS = (
    "false", "true", "accura", "correct", "wrong", "baseless", "unfounded", "groundless", "fake", "fabricat",
    "invent", "bogus", "made up", "speculati", "faux", "fauss", "infond", "inexact", "erron", "mensong", "fondement",
    "fiction", "denies", "denied", "deny", "dement",
)  # fmt: skip
"""One of them stands in each of these sentences: looked for first."""
_LONGEST = 400
"""Code points of a sentence that is looked at."""
_ADVERBS = (
    r"(?:(?:all|simply|just|only|pure|purely|mere|completely|totally|entirely|categorically|flatly|utterly|largely|also|"
    r"tout|totalement|completement|entierement|simplement|purement|pure) )*"
)
_FALSE = (
    r"(?:not (?:true|accurate|correct)|(?:false|untrue|inaccurate|incorrect|wrong|baseless|unfounded|groundless|fake|"
    r"fabricated|invented|bogus|made up|fiction|speculati(?:on|ve))|faux|fausses?|infondee?s?|inexacte?s?|erronee?s?|"
    r"mensongere?s?|inventee?s?|sans fondement)"
)
_REPORTS = r"(?:reports?|rumou?rs?|claims?|speculation|suggestions?|stor(?:y|ies)|rumeurs?|informations?|allegations?)"
_IS = r"(?:is|are|was|were|sont|est|etaient|etait|seraient|serait)"
_REFUTED = re.compile(
    r"(?:\A|[:;,–—\"“«(] ?|\b(?:says?|said|insists?|and|but|that|que|et|mais) )"
    r"(?:(?:the|all|any|an?|these|those|some|recent|latest|media|press|news|viral|online|les?|la|cette|ces|des|une) |"
    r"l'){0,3}"
    rf"{_REPORTS} (?:de presse |in the press |online )?"
    r"(?:that|of|about|saying|suggesting|claiming|(?:selon|d'apres) l(?:es)?a?quel(?:le)?s?|d[eu]|d'|sur|faisant etat|"
    rf"affirmant|evoquant)\b(?:[^:;?!]{{2,140}}? {_IS} {_ADVERBS}{_FALSE}\b)|"
    r"\b(?:it(?:'s| is| was)|il est|c'est) (?:(?:simply|just|totalement|tout simplement) )?"
    r"(?:not true|false|untrue|faux|inexact) (?:that|que|qu')[^,:;?!]*|"
    rf"\b(?:calls?|called|labels?|labelled|brands?|branded|qualifie(?:nt)? de|juge(?:nt)?) {_ADVERBS}{_FALSE} "
    rf"(?:(?:the|any|les|la|des) |l')?{_REPORTS} [^,:;?!]*|"
    rf"\b(?:calls?|called|labels?|labelled|brands?|branded|dismiss(?:es|ed)) {_REPORTS} "
    rf"[^,:;?!]{{2,140}}? {_ADVERBS}(?:as )?{_FALSE}\b|"
    r"(?<!not )(?<!n't )(?<!ne )(?<!to )\b(?:den(?:y|ies|ied)|dement(?:ent)?) "
    r"[^,:;?!–—]*?(?=[,:;?!–—]| (?:and|et|as|while|after|before|but|despite|alors|mais|tandis)\b|\Z)"
)


def is_refuted(text: Text, start: int, end: int, at: int) -> bool:
    """Whether the sentence between `start` and `end` calls false what it says at `at` (offsets in code points).

    `Reports that X is dying are wrong: it buys Y`, `X denies Z, launches Y` tell of Y something else.
    """
    if end - start > _LONGEST:
        return False
    said = text.folded[start:end]
    return says_any(said, _WORDS) and any(
        one.start() <= at - start < one.end() for one in _REFUTED.finditer(said)
    )
