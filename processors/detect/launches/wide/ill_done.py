"""What an AI product does to its reader's cost, and greetings, verdicts and complaints that tell of nothing new."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.launches.objects import is_product
from processors.detect.words.closed_classes import DEFINITE
from processors.detect.words.unit import Text

ILL_DONE = re.compile(
    r"\b(?:badly|poorly|wrong|wrongly|in public|before you|without (?:asking|your|warning|permission)|"
    r"to (?:strangers|police)|"
    r"mal|a tort|en public|sans (?:prevenir|votre|demander|permission|le dire)|"
    r"a (?:des inconnus|la police|votre insu))\b|"
    r",? (?:and|et) (?:your|votre|vos) \w+ (?:can|knows?|notices?|hates?|sait|le (?:sait|voit))\b"
)
"""How it does what nobody asked for: `translates your words badly`, `lit vos courriels sans prévenir`."""
VERDICT = re.compile(
    r"\b(?:makes? (?:us|you|people|students|kids)|is (?:the )?(?:worst|best|dumbest|smartest|bad|banned|not|over|dead|"
    r"slower|"
    r"worse)|rend (?:\w+ )?(?:paresseu|bete|idiot|accro|fou|triste|moins)\w*|est (?:le|la) (?:pire|meilleur)\w*|"
    r"a (?:son|sa) premi\w+ (?:proces|plainte|amende)|etude|study|proces)\b"
)
"""`It's official: ChatGPT makes us lazy`: what is found out of it."""
STILL = re.compile(
    r" (?:(?:is|are|was) (?:still|too|not|no|slow|bad|worse|late)|(?:est|reste) (?:encore|toujours|trop|"
    r"lent|en retard)|"
    r"still|"
    r"isn't|doesn't|fails|struggles|decoit|peine|rame)\b"
)
"""`Siri powered by Gemini is still slow`: how it does, and nothing that comes."""
PARTS = frozenset({"adieu", "goodbye", "bye", "farewell"})
"""`Goodbye Assistant, hello Gemini`."""
_A_PERSON = re.compile(
    r"meet [^,:;]{2,30}, an? (?:[\w-]+ ){0,2}(?:pensioner|baker|teacher|farmer|nurse|lawyer|student|mother|father|"
    r"widow|"
    r"engineer|woman|man|couple|pastor|priest|shopkeeper|retiree|grandmother|grandfather|dog|cat|user)s?\b"
)


_TOLD_OF = re.compile(r" (?:ce qu|pourquoi\b|comment\b|combien\b)")
"""`Voici ce que Claude retient de vous`."""


def met_otherwise(text: Text, clause: Clause, at: int) -> bool:
    """`Meet Claude, a pensioner`, `say hello to the ChatGPT divorce`, `Hello ChatGPT, goodbye privacy`."""
    units = clause.units
    if _A_PERSON.match(text.folded, units[at].start) or _TOLD_OF.match(text.folded, units[at].end):
        return True
    parts = next((k for k in range(at + 1, clause.high) if units[k].low in PARTS), None)
    if parts is not None and not any(
        unit.party or unit.model or unit.capital for unit in units[parts + 1 : parts + 4]
    ):
        return True
    if at + 3 >= clause.high or units[at + 1].low not in DEFINITE or not is_product(units[at + 2]):
        return False
    kind = units[at + 3]
    return (
        not (kind.cues or kind.capital or kind.sign or any(map(str.isdigit, kind.low))) and kind.low.isalpha()
    )
