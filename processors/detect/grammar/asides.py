"""What a sentence tells beside a deal or a launch that it has told: a veto's words in there say nothing against it."""

from __future__ import annotations

import re

from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import BEFORE_NOUN, Clause
from processors.detect.words.closed_classes import PRONOUNS
from processors.detect.words.unit import Unit

_STOPS = frozenset({",", ";", ":", ".", "!", "?", "–", "—", "…", "|", "("})
_OPENS = frozenset(
    {"amid", "despite", "after", "before", "following", "ahead of", "malgre", "apres", "avant", "sur fond de"}
)
_JOINS = frozenset({"and", "et", "then", "puis", "but", "mais", "yet", "or", "ou"})
_INSTEAD = frozenset({"favor", "favour", "instead", "profit"})
_ANDS = frozenset({"and", "et", "then", "puis", "but", "mais"})
_PRONOUNS = PRONOUNS | {"y"}
_SAID = frozenset({"present", "past", "future"})
_ACTS = frozenset({"say", "stopped"})
_TO_VERB = 3
"""Units from an `and` to what shows that a clause goes on there, and no list: `and fears of a bubble grow`."""


def behind(clause: Clause, end: int, at: int) -> bool:
    """An offset stands behind the words of a telling that end at another, and a break between: `raises $1bn, its …`,
    `… and says its revenue tripled`, `… after Apple walks away`; what only goes on (`raises … in an IPO`) is none.
    """
    if at >= clause.sentence.end:
        return True
    units = clause.units
    told = next((k for k, unit in enumerate(units) if unit.start >= end), len(units))
    broken = broken_at(clause, told)
    return at >= end and broken is not None and units[broken].start < at


def broken_at(clause: Clause, first: int) -> int | None:
    """The index of the first unit from an index on with which something else is told, if any."""
    units = clause.units
    for k in range(first, len(units)):
        unit = units[k]
        if unit.low in {",", "."} and all(near.low[:1].isdigit() for near in units[k - 1 : k + 2 : 2]):
            continue  # `6,6 gigawatts`, `6.6GW`
        if unit.low in _STOPS or unit.low in _OPENS or "subordinate" in unit.cues:
            return k
        if unit.low in _ANDS and goes_on(clause, k):
            return k
    return None


def goes_on(clause: Clause, k: int) -> bool:
    """Behind an `and` stands a verb, an article or a sum of its own: `and says …`, `et double son chiffre d'affaires`;
    `and grants` is a list.
    """
    behind = clause.units[k + 1 : k + 1 + _TO_VERB]
    return any(_tells(unit) or unit.cues & _ACTS or unit.sum or unit.low in BEFORE_NOUN for unit in behind)


def before(clause: Clause, verb: int, start: int, end: int) -> bool:
    """Words between whom a clause is about and its verb are an insertion or what the firm does besides:
    `X, which filed for an IPO, raises …`, `X drops a plan for London and invests …`.
    """
    return inserted(clause, start, end, clause.units[verb].start) or besides(clause, verb, start, end)


def inserted(clause: Clause, start: int, end: int, high: int) -> bool:
    """Words between two commas before an offset, behind whom the clause is about: `X, which filed for an IPO, …`."""
    units = clause.units[(clause.before or clause).low :]
    comma = next((k for k, unit in enumerate(units) if k and unit.low == "," and unit.end <= start), None)
    if comma is None or comma + 1 >= len(units) or units[comma + 1].low in _JOINS:
        return False  # `has weighed, then dropped, a bid for X`
    return any(unit.low == "," and end <= unit.start < high for unit in units)


_FRONTED = re.compile(
    r"(?:(?:even )?(?:as|while|amid|despite|with|after|following|before|ahead of|instead of|rather than|"
    r"fresh (?:from|off)|undeterred by|unfazed by|facing|fighting|defying|unable to|shrugging off|"
    r"(?:\w+ )?(?:hours|days|weeks|months) (?:after|before)|"
    r"(?:\w{2,}ed|hit|beset|shaken|struck|stung|caught|beaten) (?:by|in|over|for|of|from|with|at)|"
    r"alors qu(?:e |')|tandis qu(?:e |')|malgre|apres|avec|avant|plutot que|au lieu d(?:e |')|faute de|au lendemain d|"
    r"(?:\w+ )?(?:jours|semaines|mois) (?:apres|avant)|peu (?:apres|avant)|face a|sur fond de|en plein|sous le feu|"
    r"(?:poursuivi|condamne|accuse|vise|econduit|rejete|refuse|critique|sanctionne|attaque|boude)e?s?)\b)[^,;:.!?]*,"
)
"""A clause that stands before the headline's own: `While analysts warn of a bubble, X raises …`, `Sued by poets, …`."""


_RELATIVE = re.compile(r", (?:which|who|whose|qui|dont)\b[^,;:]*,")


def in_relative(folded: str, at: int, start: int) -> bool:
    """An offset stands between two commas behind `which`, before words that begin at another."""
    return any(told.start() < at < told.end() <= start for told in _RELATIVE.finditer(folded, 0, start))


def fronted(clause: Clause, folded: str, at: int, start: int) -> bool:
    """An offset stands in a clause that opens the sentence of words that begin at another: `Amid layoffs, X buys Y`."""
    return at < fronted_to(clause, folded) <= start


def fronted_to(clause: Clause, folded: str) -> int:
    """The offset behind such a clause; 0 for none."""
    told = _FRONTED.match(folded, clause.sentence.start)
    return 0 if told is None else told.end()


def given_for(clause: Clause, at: int, end: int) -> bool:
    """What ends at an offset is given up for what a unit behind it names."""
    low = replacing(clause, at)
    return low is not None and end <= clause.units[low].start


def replacing(clause: Clause, at: int) -> int | None:
    """The index of the word before a unit's index that says in whose place it comes: `in favour of a $20bn …`."""
    return next((k for k in range(clause.low, at) if clause.units[k].low in _INSTEAD), None)


def besides(clause: Clause, verb: int, start: int, end: int) -> bool:
    """Words before an `and` or a comma that the verb stands behind: `X drops a plan for London and invests …`."""
    ahead = [unit for unit in clause.units[clause.low : verb] if unit.start >= end]
    if ahead and ahead[-1].low in _PRONOUNS:
        ahead.pop()  # `its shares sink, but it signs …`
    return bool(ahead) and (ahead[-1].low in _ANDS or ahead[-1].low == ",") and _tells(clause.units[verb])


def _tells(unit: Unit) -> bool:
    """A verb that is said of somebody: `invest` may be an infinitive, `invests` is none."""
    moods = {mood for mood, _ in unit.verbs}
    return bool(moods & _SAID) and "base" not in moods


_ENDS_IT = re.compile(
    r"(?:(?:the|this|that|its?|their|they|le|la|l'|ce|cette|il|elle|son|sa) ?)?(?:\b[\w-]+ ){0,2}?"
    r"(?:(?:deals?|talks|plans?|purchase|merger|takeover|acquisition|investment|transaction|bid|offer|accord|rachat|"
    r"operation|projet|discussions|negociations|offre)\b(?! (?:with|by|for|of|from|avec|de|d')\b)|"
    r"regulators?\b|judges?\b|courts?\b|watchdogs?\b|regulateurs?\b|juges?\b|tribunal\b)"
)
"""Who or what ends the deal itself, right behind what opens the aside."""
_AFTERWARDS = frozenset(
    {"after", "following", "as", "while", "apres", "tandis que", "alors que", "having", "ayant"}
)


def of_another(claim: Claim, start: int) -> bool:
    """`buys X after Apple walks away`: what was stopped is another's; `as talks collapse` ends the deal itself."""
    units = claim.clause.units
    for k, unit in reversed(list(enumerate(units))):
        if unit.start < claim.span[1]:
            return False
        if unit.start < start and unit.low in _AFTERWARDS:
            return _ENDS_IT.match(claim.text.folded, unit.end + 1) is None
        if unit.start < start and unit.low in _JOINED:
            acts = units[k + 1] if k + 1 < len(units) else unit
            return acts.party and all(acts.side != one.side for one in _sides(claim))
    return False


_JOINED = frozenset({"and", "et", ";"})


def _sides(claim: Claim) -> list[Unit]:
    return [*claim.investors, *([claim.target] if claim.target is not None else [])]
