"""Whose round it is: the firm that raises, where its name stands with others or behind a person's."""

from __future__ import annotations

import re

from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import OWN_VOICE
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.founders import owns_unnamed
from processors.detect.words.unit import Text, Unit


def firm_raising(text: Text, clause: Clause, at: int, subject: int | None, sum_at: int | None) -> Unit | None:
    """The firm of a round that the verb at `at` tells; `subject` and `sum_at` are units of the clause.

    `Sam Altman: We raised $90B`: of who says `we` the heading tells whose round it is.
    """
    units = clause.units
    target = clause.topic
    if subject is not None and not (target is not None and units[subject].low in OWN_VOICE):
        target = c.firm_before(clause, at, units[_raiser(clause, subject)])
    if target is None:
        target = told_of(text, clause, at)
    if target is None and clause.kind == "relative" and "present" in units[at].moods():
        target = _antecedent(clause, at)
    if target is None and "round" in units[at].cues:
        # `MGX au chevet de Mistral : la levée …`
        target = next((u for u in units[: clause.low] if u.is_lab), None)
    if target is None and sum_at is not None:
        target = _own_firm(clause, sum_at)
    if target is None or target.name is None:
        return target
    if target.name.kind == "person" or target.name.company.level == "investor":
        firm = _founded(clause, at) or _heading_firm(clause) or _firm_with(clause, subject)
        firm = firm or _known_by(text, target)
        unnamed = owns_unnamed(clause, clause.index(target)) or (
            target.is_company("investor") and _for_his(text, clause, sum_at)
        )
        return None if firm is None and unnamed else firm or target
    return target


_HIS_FIRM = re.compile(
    r"(?: de dollars| d'euros)? (?:pour|for) (?:\w+er )?(?:sa|son|his|her) (?:[\w'-]+ ){0,2}?"
    r"(?:start-?up|jeune pousse|entreprise|societe|firme|company|firm)\b"
)


def _for_his(text: Text, clause: Clause, sum_at: int | None) -> bool:
    """`Jeff Bezos lève 6 milliards pour sa start-up d'IA`: a man, and a firm of his that has no name here."""
    return sum_at is not None and _HIS_FIRM.match(text.folded, clause.units[sum_at].end) is not None


def _known_by(text: Text, person: Unit) -> Unit | None:
    """`Malgré la bronca contre Grok, Elon Musk lève 15 milliards`: the AI of his house says for which of his firms."""
    if person.is_company("investor") and person.name is not None and person.name.company.parent is None:
        return None
    return next((u for u in text.names if u.known_product and u.names_ai and u.group == person.group), None)


def _firm_with(clause: Clause, subject: int | None) -> Unit | None:
    """`Bexley and Jony Ive raise $1bn`: of a firm and a person the firm."""
    if subject is None or clause.units[subject].name is None:
        return None
    listed = [clause.units[k] for k in c.listed_before(clause, subject)]
    return next((one for one in listed if one.is_company("watched", "ai", "tech") or one.name is None), None)


_NO_INVESTORS = re.compile(
    r"\b(?:donors?|alumni|donations|taxpayers|bonds?|(?:share|stock|bond|public) (?:sale|offering)|"
    r"for (?:his|her|their|a) [^.;:]{0,20}?(?:run|campaign|bid)|for charity|donateurs|obligations)\b"
)
"""Money that is raised of no investors of a round."""


def _antecedent(clause: Clause, at: int) -> Unit | None:
    """`Nvidia au tour de table de Quillon, qui lève 600 millions`: the unknown name right before `qui`."""
    units = clause.units
    if any(unit.party for unit in units[clause.low : at]):
        return None
    before = [unit for unit in units[max(0, clause.low - 4) : clause.low] if not unit.sign]
    named = next((unit for unit in reversed(before) if unit.low not in {"qui", "which", "who"}), None)
    firm = named is not None and (named.proper or named.is_company("ai"))
    return named if firm else None


def _says_near(before: Clause) -> bool:
    """`Robotics startup X, which …`."""
    return before.has("ai_near") is not None


def told_of(text: Text, clause: Clause, at: int) -> Unit | None:
    """`Quillon, which reads contracts with AI, raised $120M`: the name that the relative clause tells about."""
    before = clause.before
    if before is None or not (text.has("ai") or _says_near(before)):
        return None
    if _NO_INVESTORS.search(text.folded, clause.units[at].start):
        return None
    last = before.units[before.high - 2 : before.high]
    named = next((unit for unit in reversed(last) if unit.party), None)
    if named is None and last and last[-1].low == ",":
        named = next((unit for unit in last[:1] if unit.capital), None)
    return None if named is not None and named.is_company("investor") else named


def _heading_firm(clause: Clause) -> Unit | None:
    """`xAI : Elon Musk boucle un tour de table`: the heading's firm, not the man."""
    topic = clause.topic
    return (
        topic
        if topic is not None and topic.name is not None and topic.name.company.level != "investor"
        else None
    )


def _raiser(clause: Clause, subject: int) -> int:
    """`Pixora séduit Sequoia et lève 100 M€`: a firm before an investor raises, not the investor."""
    name = clause.units[subject].name
    if name is None or name.company.level != "investor":
        return subject
    free = [k for k, preposition in c.parties_before(clause, subject) if not preposition]
    firms = [k for k in free if not (n := clause.units[k].name) or n.company.level == "ai"]
    return firms[-1] if firms else subject


def _own_firm(clause: Clause, at: int) -> Unit | None:
    """`Un ancien de DeepMind lève 1,1 milliard pour sa start-up, Ineffable Intelligence`: the name behind `for`."""
    units = clause.units
    if at + 1 >= clause.high or units[at + 1].low not in {"for", "pour"}:
        return None
    near = range(at + 2, min(at + 9, clause.high))
    if not any("descriptor" in units[k].cues for k in near):
        return None
    return next((units[k] for k in near if units[k].party and units[k].name is None), None)


def _founded(clause: Clause, at: int) -> Unit | None:
    """`LeCun réunit 890 millions pour AMI`: a person raises for a firm."""
    for k in range(at + 1, clause.high - 1):
        if clause.units[k].low in {"for", "pour"}:
            named = c.first_party(clause, k, over=5)
            act = clause.units[k + 1]
            if named is None or (
                named > k + 1 and act.low.endswith(("er", "ir", "re")) and "plain" not in act.cues
            ):
                return None  # `pour rivaliser avec X`
            return clause.units[named]
    return None
