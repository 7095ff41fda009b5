"""Launches whose subject is the product, which arrives somewhere, is out or is available."""

from __future__ import annotations

from processors.detect.grammar import parties
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.landing import thing_into
from processors.detect.launches.objects import is_product
from processors.detect.launches.possessions import goes_nowhere, has_nothing, moves_nowhere
from processors.detect.launches.signs import Sign
from processors.detect.launches.subjects import of_subject
from processors.detect.launches.venues import (
    RANKS,
    becomes_other,
    gets_there,
    met_at,
)
from processors.detect.words.closed_classes import ASKING, ITS, THE
from processors.detect.words.unit import Text, watched


def arriving(reading: Reading, text: Text, clause: Clause, at: int, weak: bool) -> Sign | None:
    units = clause.units
    if units[at].low == "hits" and (
        at + 1 >= clause.high or any(u.low in RANKS for u in units[at + 1 : at + 3])
    ):
        return None  # `Claude hits No. 1 on App Store`
    if met_at(clause, at) or becomes_other(clause, at) or (units[at].low in _OUT and not _is_out(clause, at)):
        return None
    if units[at].low.endswith("added to") and not (at + 1 < clause.high and is_product(units[at + 1])):
        return None  # `Anthropic added to a list of suppliers`
    if reading.organisation is None and has_nothing(clause, at):
        return None
    if (
        _no_arrival(clause, at)
        or moves_nowhere(clause, at)
        or (reading.organisation is None and goes_nowhere(clause, at))
    ):
        return None
    if units[at].low.startswith("accessible") and text.field != "headline":
        return None  # `avec Copilot accessible dans …`: of what kind it is
    if units[at].low.startswith(("rejoi", "s'ajout", "s'immis", "s'attaqu")) and not _finds_host(clause, at):
        return None  # `Grok rejoint la liste des accusés`
    if units[at].low in _REACHES and not gets_there(clause, at):
        return None  # `OpenAI reaches an agreement`
    who = parties.subject(clause, at)
    if (
        who is not None
        and not is_product(units[who])
        and {mood for mood, _ in units[at].verbs} <= {"participle"}
    ):
        return None  # `Hugging Face, la ruche où naissent les IA ouvertes`
    if units[at].low.startswith("r") and any("person_role" in u.cues for u in units[at + 1 : at + 4]):
        return None  # `Apple remplace le responsable de son IA`
    for k in range(max(clause.low, at - 4), at):
        if "program" in units[k].cues and not any(is_product(u) for u in units[k:at]):
            return None
    return (
        of_subject(reading, text, clause, at, 0.86)
        or thing_into(text, clause, at, 0.8)
        or _apart(reading, text, clause, at)
    )


def _named_by(clause: Clause, at: int) -> bool:
    """`installé par défaut`, `par Tessari`: no crowd of users."""
    by = clause.units[at + 2 : at + 3]
    return bool(by) and (by[0].low == "defaut" or by[0].party or by[0].capital)


def _no_arrival(clause: Clause, at: int) -> bool:
    """`de pointe`, `la porte ouverte à`, `installées par des lycéens`, `découvre comment l'IA s'invite`."""
    units = clause.units
    before = [unit.low for unit in units[max(clause.low, at - 3) : at]]
    if {mood for mood, _ in units[at].verbs} <= {"participle"}:
        door = units[at].low.startswith("ouvert") and bool({"porte", "portes"} & set(before))
        by = units[at].low.startswith("install") and [u.low for u in units[at + 1 : at + 2]] == ["par"]
        if before[-1:] in (["de"], ["d"]) or door or (by and not _named_by(clause, at)):
            return True
    return any(unit.low in ASKING for unit in units[clause.low + 1 : at])


def _apart(reading: Reading, text: Text, clause: Clause, at: int) -> Sign | None:
    """`Google se lance dans la chanson : Berceuse, son générateur, est en ligne`: its owner stands before."""
    units = clause.units
    name = units[clause.low]
    if clause.low < 2 or units[clause.low - 1].low != ":" or not name.capital or at < clause.low + 4:
        return None
    if [units[clause.low + 1].low, units[at - 1].low] != [",", ","] or units[clause.low + 2].low not in ITS:
        return None
    inner = units[clause.low + 3 : at - 1]
    owner = next((u for u in units[: clause.low] if u.party), None)
    company = watched(owner)
    ai = any("ai" in u.cues for u in inner) or (company is not None and company.ai == "core")
    if company is None or not (ai or reading.ai()) or not any(u.cues & {"ai", "ai_object"} for u in inner):
        return None
    return Sign("arrive", text, clause, at, company, owner, [name], weight=0.86, outright=True)


_OUT = frozenset({"drops", "dropped", "is official", "is now official", "goes official"})
_BEHIND = frozenset(
    {",", ":", "-", "–", "—", "!", ".", "today", "now", "and", "with", "as", "early", "worldwide", "globally"}
)


def _is_out(clause: Clause, at: int) -> bool:
    """`GPT-9 drops`, `GPT-9 is official: …`: a version, and nothing that it drops or is officially."""
    units = clause.units
    k = at - 1
    while k > clause.low and units[k].low in {"just", "finally", "has", "have", "officially", "now"}:
        k -= 1
    versioned = k >= clause.low and is_product(units[k]) and any(char.isdigit() for char in units[k].low)
    return versioned and (at + 1 >= clause.high or units[at + 1].low in _BEHIND)


def _finds_host(clause: Clause, at: int) -> bool:
    """`Gemini rejoint Google Agenda`, `s'ajoute à Teams`: a product right before, and one of a firm that is watched
    behind."""
    units = clause.units
    by_its_maker = (
        at > clause.low + 2 and units[at - 2].low in {"de", "'"} and watched(units[at - 1]) is not None
    )
    before = units[clause.low : at] if by_its_maker else units[max(clause.low, at - 1) : at]
    if at + 1 >= clause.high or not any(is_product(unit) for unit in before):
        return False
    k = at + 1
    while k + 1 < clause.high and units[k].low in _SUITE:
        k += 1
    host = units[k]
    return is_product(host) and watched(host) is not None and host.name is not None and not host.name.ai


_SUITE = THE | {"suite", "gamme", "famille", "de", "productivite", "bureautique", "application"}
_REACHES = frozenset({"reach", "reaches", "reached", "reaching"})
