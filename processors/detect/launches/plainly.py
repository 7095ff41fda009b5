"""Launches that a description tells while its headline names nobody: `Small talk` | `Mistral sells a voice model …`.

On a natural stream what only a description told was mostly an aside. So it counts where the headline is about nobody
else, and the first sentence states it: a watched firm or product, a verb of launching, and a word of now.
"""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Text, watched

_NOW = re.compile(
    r"\b(?:now|today|tonight|this (?:morning|evening|week|month)|(?:on|from|since|as of|starting) (?:today|now|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|this)|has (?:begun|started|just|opened|published|"
    r"released|launched)|is (?:launching|releasing|opening|putting|bringing|adding|selling|rolling)|free to|"
    r"desormais|maintenant|aujourd'hui|a present|vient de|viennent de|des (?:ce|cette|aujourd|lundi|mardi|mercredi|"
    r"jeudi|vendredi|samedi|maintenant)|depuis ce|ce (?:matin|soir|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche)|cette semaine|a partir d|est en ligne|est ouverte?|est disponible)\b"
)
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
    if not names_nobody(reading.title) or not tells_now(text):
        return False
    units = sign.clause.units
    first = next((unit for unit in units if unit.party), None)
    moods = {mood for mood, _ in units[sign.at].verbs}
    return watched(first) is sign.company and (bool(moods - {"base"}) or sign.rule.startswith("wide"))


def names_nobody(title: Text) -> bool:
    """No company, product or unknown name stands in the headline; its first word is a capital anyway."""
    if title.names:
        return False
    return not any(
        unit.model or (unit.proper and k > 0 and not sentence.title_case)
        for sentence in title.sentences
        for k, unit in enumerate(sentence.units)
    )


def tells_now(text: Text, at: int = 0) -> bool:
    """The sentence of a text says that it is so from now on, and nothing that is told again."""
    start, end = text.sentences[at].start, text.sentences[at].end
    return bool(_NOW.search(text.folded, start, end)) and not _RETOLD.search(text.folded, start, end)


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
