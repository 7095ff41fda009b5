"""Who stands where in a clause: the subject before a verb, the object after it, agents and lists."""

from __future__ import annotations

from itertools import takewhile

from processors.detect.grammar.clauses import BEFORE_NOUN, PREPOSITIONS, Clause
from processors.detect.grammar.founders import founded_by, made_by, once
from processors.detect.grammar.governing import governed, rivalled
from processors.detect.words.closed_classes import POSSESSIVES
from processors.detect.words.unit import Unit

BY = {"by", "par", "von", "por"}


AND = {",", "and", "et", "&", "+", "×", "with", "avec", "plus", "ou", "or", "ainsi", "und", "sowie", "y"}


def parties_before(clause: Clause, at: int, low: int | None = None) -> list[tuple[int, bool]]:
    """Indices of names before a unit, nearest last, each with whether a preposition governs it."""
    first = clause.low if low is None else low
    return [
        (k, governed(clause, k))
        for k in clause.places.parties
        if first <= k < at and not rivalled(clause.units, k)
    ]


CIRCLE = {
    "allies", "ally", "associates", "associate", "friends", "fans", "followers", "supporters", "loyalists", "alums",
}  # fmt: skip
"""`Musk allies`: people around a name, and not who is named."""


_AUXILIARIES = {
    "has", "have", "is", "are", "will", "to", "a", "va", "ont", "est", "would", "could", "had", "just",
    "ha", "han",
}  # fmt: skip

_COMES = {"vient", "viennent", "venait"}
_OF = {"de", "d"}
_BE = {
    "is", "are", "was", "were", "been", "being", "be", "est", "sont", "ete", "etre", "sera", "seront",
    "gets", "got",
}  # fmt: skip


def subject(clause: Clause, at: int) -> int | None:
    """Who does it: the nearest name before the verb that no preposition governs, apposition left out.

    A governed one counts after a maker's word (`maker of ChatGPT`); else the heading's name.
    """
    if at not in clause.subjects:
        clause.subjects[at] = _subject(clause, at)
    return clause.subjects[at]


def _subject(clause: Clause, at: int) -> int | None:
    units = clause.units
    limit = at
    comma = _apposition(clause, at)
    if comma is not None and any(unit.party for unit in units[clause.low : comma]):
        limit = comma
    found = parties_before(clause, limit)
    free = [k for k, preposition in found if not preposition]
    if len(free) > 1:
        free = _without_founders(clause, free)
    if free:
        return _first_of_verbs(clause, at, free)
    made = [k for k, _ in found if made_by(clause, k) or founded_by(clause, k) or once(clause, k)]
    inside = (
        [k for k, preposition in parties_before(clause, at, limit) if not preposition] if limit < at else []
    )
    if len(inside) == 1 and units[inside[0]].proper:
        return inside[0]  # `Le créateur du robot X, Corvane, lève …`
    return made[-1] if made else None


_MADE_BY = (
    "found",
    "co-found",
    "cofound",
    "back",
    "led",
    "creat",
    "fond",
    "cofond",
    "co-fond",
    "soutenu",
    "dirig",
    "cree",
)


def _without_founders(clause: Clause, free: list[int]) -> list[int]:
    """`X, an AI lab co-founded by A, B raises`: the last of a list behind `by` does nothing here."""
    units = clause.units
    k = free[-1]
    while k > free[0] and (
        units[k].party or units[k].capital or units[k].low in _JOINING or units[k].low == "&"
    ):
        k -= 1
    if k <= free[0] or units[k].low not in {"by", "par"} or not units[k - 1].low.startswith(_MADE_BY):
        return free
    before = [p for p in free if p < k]
    return before or free


def _first_of_verbs(clause: Clause, at: int, free: list[int]) -> int:
    """`Pixora séduit Sequoia et lève …`: of two joined verbs the subject stands before the first."""
    units = clause.units
    nearest = free[-1]
    k = at - 1
    while k > nearest and (units[k].low in _AUXILIARIES or units[k].low in _THEN):
        k -= 1
    if len(free) < 2 or units[k].low not in _JOINING:
        return nearest
    before = [p for p in free if p < nearest]
    if any(unit.low in POSSESSIVES for unit in units[max(before[-1] + 1, nearest - 2) : nearest]):
        return before[-1]  # `X sells its Y stake and invests …`
    acting = [
        v
        for v in range(before[0] + 1, nearest)
        if units[v].low in _WINS
        or (
            any(mood in ("present", "past", "future") for mood, _ in units[v].verbs)
            and not units[v].cues - {"person_role", "money_talk"}
        )
    ]
    if not acting:
        return nearest
    ahead = [p for p in before if p < acting[-1]]
    return ahead[-1] if ahead else nearest


_WINS = frozenset(
    {"seduit", "seduisent", "convainc", "convainquent", "embarque", "rallie", "persuade", "woos", "charms", "convinces",
     "wins over", "wooed", "charmed", "convinced", "persuades", "turns down", "rejects", "snubs", "spurns", "rebuffs",
     "shuns"}
)  # fmt: skip
"""`X séduit Y et lève …`: verbs of no deal."""
_JOINING = {"et", "and", "puis", "then", "&", ","}
_THEN = {"then", "also", "now", "puis", "desormais", "aussi"}


def firm_before(clause: Clause, at: int, who: Unit) -> Unit:
    """`OpenEvidence, the "ChatGPT for doctors", is valued`: a product in the subject's apposition is not the firm."""
    if who.name is None or who.name.kind != "product":
        return who
    free = [clause.units[k] for k, preposition in parties_before(clause, at) if not preposition]
    return next((u for u in free if u is not who and (u.name is None or u.name.kind == "company")), who)


def _apposition(clause: Clause, at: int) -> int | None:
    """Where an apposition that ends right before the verb began: `Mistral, rival of OpenAI, raises`."""
    units = clause.units
    k = at - 1
    while k > clause.low and (
        units[k].low in _AUXILIARIES
        or "hearsay" in units[k].cues
        or "plan" in units[k].cues
        or (units[k].low in _OF and units[k - 1].low in _COMES)  # `vient de lever`
        or units[k].low in _COMES
    ):
        k -= 1
    if units[k].low not in {",", ")"}:
        return None
    opening = "(" if units[k].low == ")" else ","
    for j in range(k - 1, clause.low, -1):
        if units[j].low == opening:
            return j
    return None


def is_passive(clause: Clause, at: int) -> bool:
    """A participle before `by`/`par`, or after a form of be; French `se fait racheter par` too."""
    if at not in clause.passives:
        clause.passives[at] = _is_passive(clause, at)
    return clause.passives[at]


_CAUSING = frozenset({"fait", "font", "faire"})


def _is_passive(clause: Clause, at: int) -> bool:
    units = clause.units
    if "participle" not in units[at].moods():
        causing = not _CAUSING.isdisjoint([unit.low for unit in units[max(clause.low, at - 2) : at]])
        return causing and _by_after(clause, at) is not None
    if _by_after(clause, at) is not None:
        return True
    before = [unit.low for unit in units[max(clause.low, at - 3) : at]]
    return any(low in _BE for low in before) and not any(
        low in {"a", "ont", "avoir", "has", "have", "had", "s", "ha", "han"} for low in before[-1:]
    )


def _by_machine(clause: Clause, by: int) -> bool:
    """`a lancé des résumés par IA`: how a thing works, and nobody who acts; but `bought by AI lab Anthropic`."""
    behind = [unit for unit in clause.units[by + 1 : min(by + 7, clause.high)] if unit.low not in {"l", "'"}]
    noun = takewhile(lambda unit: not (unit.sign or unit.low in PREPOSITIONS), behind[:4])
    return bool(behind) and "ai" in behind[0].cues and not any(unit.party for unit in noun)


def _by_after(clause: Clause, at: int) -> int | None:
    for k in range(at + 1, min(at + 5, clause.high)):
        if clause.units[k].low in BY:
            return None if _by_machine(clause, k) else k
        if clause.units[k].party and clause.units[k].name:
            return None
    return None


def by_agent(clause: Clause, at: int) -> list[int]:
    """The agents after `by`/`par` of a passive or a noun: a list of names."""
    for k in range(at + 1, min(at + 14, clause.high)):
        if clause.units[k].low in BY:
            return listed(clause, k + 1)
    return []


def listed(clause: Clause, at: int, high: int | None = None) -> list[int]:
    """Names joined by commas and `and` from here on: `Alphabet, Nvidia, Salesforce and more`."""
    units = clause.units
    end = clause.high if high is None else high
    found: list[int] = []
    gap = 0
    for k in range(at, end):
        unit = units[k]
        if unit.party:
            found += [] if rivalled(units, k) else [k]
            gap = 0
        elif (
            unit.low in AND
            or (unit.low in {"d", "de"} and units[k - 1].low in {",", "et", "and"} and bool(found))
            or unit.low in BEFORE_NOUN
            or unit.low in {"/", "including", "like", "notably", "notamment", "dont"}
        ):
            gap += unit.low == ","
        elif unit.sum or unit.low in PREPOSITIONS or (unit.sign and unit.low not in {"'", "-"}):
            break
        else:
            gap += 1
        if gap > (4 if not found else 3):
            break
    return found


_OF_INVESTORS = {
    "more", "others", "other", "fund", "fonds", "firm", "private", "equity", "private equity", "venture", "investor",
    "private equity firm", "venture firm", "group", "groupe",
}  # fmt: skip
"""`Nvidia and private equity firm X`: what kind of investor the next of a list is."""


def listed_before(clause: Clause, at: int) -> list[int]:
    """The coordinated names that end with the subject at `at`: `Google, Amazon and Nvidia invest`."""
    units = clause.units
    found = [at]
    k = at - 1
    while k >= clause.low:
        if rivalled(units, k):
            pass  # `Microsoft and OpenAI rival Google invest`: the two others do
        elif units[k].party and not governed(clause, k):
            found.append(k)
        elif units[k].low == "," and (named := _named_before_aside(clause, k)) is not None:
            found.append(named)
            k = named
        elif not (
            units[k].low in AND
            or units[k].low in BEFORE_NOUN
            or "descriptor" in units[k].cues
            or units[k].low in _OF_INVESTORS
            or (
                units[k].low == "-" and units[k + 1].low in {"and", "et"}
            )  # `BlackRock- and Nvidia-led group`
        ):
            break
        k -= 1
    if len(found) > 1 and _chased(clause, found[-1], found[-2]):
        found.pop()
    return list(reversed(found))


def _chased(clause: Clause, first: int, second: int) -> bool:
    """`Chasing OpenAI, Reliance pours`: whom the participle before the comma is about does nothing."""
    units = clause.units
    opens = first == clause.low + 1 and set(units[clause.low].moods()) == {"gerund"}
    return opens and [unit.low for unit in units[first + 1 : second]] == [","]


_ASIDE = 7
"""Units of an apposition, at most."""


def _named_before_aside(clause: Clause, comma: int) -> int | None:
    """`Nvidia, the chip giant, and X invest`: the name before an apposition that ends at the comma."""
    units = clause.units
    low = max(clause.low, comma - _ASIDE)
    opening = next((k for k in range(comma - 1, low, -1) if units[k].low == ","), None)
    if opening is None or units[opening + 1].low not in BEFORE_NOUN or not units[opening - 1].party:
        return None
    inside = units[opening + 1 : comma]
    if any(unit.party or unit.sum for unit in inside) or governed(clause, opening - 1):
        return None
    return opening - 1 if any("descriptor" in unit.cues for unit in inside) else None


def listed_or_topic(clause: Clause, who: int | None) -> list[Unit]:
    """The coordinated names up to the subject at `who`; without a subject, what the text is about, if anything."""
    if who is not None:
        return [clause.units[k] for k in listed_before(clause, who)]
    return [clause.topic] if clause.topic else []


_RIVALS = {"rival", "competitor", "challenger", "alternative", "spinoff", "spinout", "supplier", "backer"}


def head_of(units: list[Unit], at: int, end: int) -> int:
    """`Bengaluru model maker Ganita`, `Israel's Run:ai`: an unknown name before a nearer one is a place or an owner."""
    if units[at].name is not None:
        behind = range(at + 2, min(at + 4, end))
        rival = at + 1 < end and units[at + 1].low in _RIVALS
        return next((k for k in behind if rival and units[k].party), at)
    for k in range(at + 1, min(at + 6, end)):
        unit = units[k]
        if unit.party and (unit.name is None or unit.name.company.level in ("ai", "other")):
            between = units[at + 1 : k]
            if (
                any(one.low == "s" for one in between[:2])
                or "descriptor" in units[k - 1].cues
                or "maker" in units[k - 1].cues
            ):
                return k
        if (unit.sign and unit.low not in {"'", "-"}) or unit.low in PREPOSITIONS:
            break
    return at


def first_party(clause: Clause, at: int, high: int | None = None, over: int = 10) -> int | None:
    """The first name after a unit, before a strong stop."""
    units = clause.units
    end = min(clause.high if high is None else high, at + 1 + over, len(units))
    for k in range(at + 1, end):
        if units[k].party:
            return head_of(units, k, end)
        if units[k].sign and units[k].low in {",", "(", ")"} and k > at + 1:
            return None
    return None
