"""Launches told for a time to come, by someone else: `In 2023 these models will be tested by Google, Meta and …`."""

from __future__ import annotations

import re

from newswatch.messages import Evidence, Fact
from processors.detect.grammar import parties as c
from processors.detect.grammar.clauses import Clause, clauses
from processors.detect.grammar.quoting import evidence
from processors.detect.grammar.reading import Reading
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Sentence, Text, watched

_WHEN = re.compile(
    r"\b(?:in|en|by|d'ici|early|late|mid|debut|fin|courant|spring|summer|q[1-4]|(?:first|"
    r"second) half of|premier semestre|second semestre)\s(?:de\s|l'annee\s)?((?:20)\d\d)\b"
)
_YEAR = re.compile(r"20\d\d\b")
"""Most texts name no year to come: that is found out first, by a pattern that is fast."""
_MODAL = re.compile(
    r"\b(?:will|shall|is to|are to|plans? to|seront|sera|vont|va|prevoi\w*|doit|doivent|"
    r"devraient|devrait|ont prevu)\b|\w+r(?:a|ont)\b"
)
_SOURCE = re.compile(
    r"(?:d'apres|selon|according to|explique|previent|predit|prevoit|estime|affirme|note|confie|assure|annonce|"
    r"resume|observe|said|says|warns|predicts|expects|notes|explains)\s+([^\W\d_][\w.'-]*(?:\s[^\W\d_][\w.'-]*){1,2})"
    r"(?:,\s([^,\"«»“”:;]{3,60}))?"
)


def coming(reading: Reading, text: Text) -> list[tuple[Sign, Fact | None, Fact | None]]:
    """Each watched agent of a dated launch verb in the future: its sign, the date and who tells it."""
    found: list[tuple[Sign, Fact | None, Fact | None]] = []
    if not _YEAR.search(text.folded):
        return found
    for sentence in text.sentences:
        when = _WHEN.search(text.folded, sentence.start, sentence.end)
        if not when or not _future(reading, int(when.group(1))):
            continue
        if not _MODAL.search(text.folded, sentence.start, sentence.end):
            continue
        date = Fact(value=when.group(1), evidence=evidence(text, *when.span()))
        found += [(sign, date, _teller(text, sentence)) for sign in _agents(text, sentence)]
    return found


def _future(reading: Reading, year: int) -> bool:
    """This year or a later one; without a date of the article any year counts that the text puts ahead."""
    return reading.year is None or year >= reading.year


_OF_MONEY = re.compile(
    r" (?:its |their |a |des |ses |son |un )?(?:plans?|projets?|intentions?) (?:to |d'|de |pour )(?:invest|"
    r"spend|pour\b|build)"
)
_PAYS = re.compile(
    r"\b(?:plans?|is|are|will|commits?|pledges?|vows?|prevoi\w+|compte\w*|va|vont|veu\w+) (?:to |d'|de )?"
    r"(?:invest|spend|pour|investir|depenser|injecter)\b"
)


def _agents(text: Text, sentence: Sentence) -> list[Sign]:
    if not any("ai" in u.cues or "ai_object" in u.cues or u.names_ai for u in sentence.units):
        return []
    for clause in clauses(sentence):
        for at in range(clause.low, clause.high):
            if not any(verb.frame in ("launch", "trial") for _, verb in clause.units[at].verbs):
                continue
            if _OF_MONEY.match(text.folded, clause.units[at].end):
                continue  # `reveals plans to invest billions by 2026`
            if _PAYS.search(text.folded, sentence.start, clause.units[at].start):
                continue  # `plans to invest billions by 2026 to expand its AI cloud`
            agents = c.by_agent(clause, at) if c.is_passive(clause, at) else _subjects(clause, at)
            makers = [clause.units[k] for k in agents if watched(clause.units[k])]
            signs = []
            for unit in makers:
                company = watched(unit)
                if company is not None and unit.is_firm:
                    signs.append(Sign("planned", text, clause, at, company, unit, weight=0.7, outright=True))
            if signs:
                return signs
    return []


def _subjects(clause: Clause, at: int) -> list[int]:
    """The agents of an active verb. Of a list with a watched one, `and the researchers of X` counts too."""
    k = c.subject(clause, at)
    listed = c.listed_before(clause, k) if k is not None else []
    named = [j for j in range(clause.low, at) if watched(clause.units[j]) is not None]
    return sorted({*listed, *named}) if len(named) > 1 else listed


def _teller(text: Text, sentence: Sentence) -> Fact | None:
    """Who says it: `D'après Nalia Kailali, senior consultante chez Pega`, with the role where it stands."""
    previous = max(0, sentence.start - 240)
    start = sentence.start if _SOURCE.search(text.folded, sentence.start, sentence.end) else previous
    match = _SOURCE.search(text.folded, start, sentence.end)
    if not match:
        return None
    begin, end = match.start(1), match.end(2) if match.group(2) else match.end(1)
    words = text.text[begin:end].rstrip(" ,.")
    proof: Evidence = evidence(text, begin, begin + len(words))
    return Fact(value=words, evidence=proof)
