"""The frame of raising: from a verb in its clause to who receives, from whom, and how much."""

from __future__ import annotations

import re
from itertools import pairwise

from processors.detect.deals.frames.backers import backers, givers_behind, sums_in
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import PREPOSITIONS, Clause
from processors.detect.words.unit import Text, Unit

_NO_ROUND = frozenset({"deal_noun", "investment_noun", "stake_noun", "acquisition_noun", "capex_noun"})
_FUNDS = {"fund", "vc fund", "venture fund", "vc firm", "venture firm", "venture capital firm", "vc", "fonds"}
_CASH = {"money", "funds", "cash", "capital", "fonds"}
_STAFF = {
    "hires",
    "staff",
    "engineers",
    "researchers",
    "employees",
    "recrues",
    "salaries",
    "chercheurs",
    "ingenieurs",
}
_GIVERS = {"from", "aupres", "by", "par", "led"}
_HOLDERS = {"investors", "shareholders", "employees", "investisseurs", "actionnaires", "salaries", "backers"}


def raising(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """TARGET raises SUM (from INVESTOR) (at VALUATION)."""
    units = clause.units
    cash = units[at].low.split()[-1] in _CASH  # `raises money`
    if not (cash or clause.places.sums or "round" in clause.places.cues):
        return None  # most sentences name no sum, and all that is asked below needs one or a round
    after = sums_in(clause, at + 1, min(at + 14, clause.high))
    rounds = clause.has("round", at + 1, min(at + 9, clause.high))
    if rounds is None and cash:
        rounds = at
    vehicle = clause.has("vehicle", at + 1, min(at + 9, clause.high))
    if vehicle is not None and not (rounds is not None and rounds < vehicle):
        giver = (k for k in range(at + 1, min(at + 9, clause.high)) if units[k].low in _GIVERS)
        if vehicle < next(giver, 99) and not _lent_to_ai(clause, at, vehicle):
            return None
    if c.is_passive(clause, at) and not after:
        before = sums_in(clause, max(clause.low, at - 6), at)
        agents = c.by_agent(clause, at)
        if before and agents:
            return Claim("round", rule, text, clause, at, target=units[agents[0]], amount=units[before[-1]])
        return None
    if not after and set(units[at].moods()) == {"participle"}:
        return _raised_first(text, clause, at, rule)
    if not after and rounds is None and not weak:
        after = _behind_colon(clause)
    if not after and rounds is None:
        return None
    if after and rounds is None and units[after[0] - 1].low == "by":
        return None  # `raised its offer by $400 million`
    if weak and any(mood == "gerund" for mood, _ in units[min(at + 1, len(units) - 1)].verbs):
        return None  # `weighs putting $50 billion into OpenAI`
    if (
        weak
        and not _with_purpose(clause, at)
        and not (after and _taken_in(clause, at, after[0]))
        and any(
            unit.cues & _NO_ROUND and not {"round"} & (unit.cues | before.cues) and unit.low != "tour"
            for before, unit in pairwise(units[at : min(at + 5, clause.high)])
        )
    ):
        return None
    if weak and rounds is None and not (after and after[0] - at <= 5):
        return None
    if (
        weak
        and rounds is None
        and (_priced_thing(clause, after[0]) or _aims_at_sales(text, clause, at, after[0]))
    ):
        return None
    if weak and rounds is None and units[after[0] - 1].low in {"for", "pour"}:
        return None  # `lands chip firm Korvo for $1.6bn`: a price
    if any(unit.low in _FUNDS for unit in units[clause.low : at]) or (weak and _statistic(clause, at)):
        return None
    subject = c.subject(clause, at)
    if subject is not None and units[subject + 1].low in _HOLDERS:
        return None
    if weak and subject is not None and at - 1 > subject and units[at - 1].low in _STAFF:
        return None  # `Meta's AI hires get up to $300 million`
    if subject is not None:
        subject = _raiser(clause, subject)
    target = c.firm_before(clause, at, units[subject]) if subject is not None else clause.topic
    if target is None and clause.before is not None and (text.has("ai") or _says_near(clause.before)):
        target = None if _NO_INVESTORS.search(text.folded, units[at].start) else _told_of(clause.before)
    if target is None and "round" in units[at].cues:
        target = next(
            (u for u in units[: clause.low] if u.is_lab), None
        )  # `MGX au chevet de Mistral : la levée …`
    if target is None and after:
        target = _own_firm(clause, after[0])
    man = target is not None and target.name is not None and target.name.company.level == "investor"
    if target is not None and target.name is not None and (target.name.kind == "person" or man):
        target = _founded(clause, at) or _heading_firm(clause) or target
    made = Claim("round", rule, text, clause, at, target=target, weight=0.9)
    if after:
        made.amount = units[after[0]]
    if weak and target is not None and (target.name is None or not target.name.ai) and _from_firm(clause, at):
        return None
    made.investors = [unit for unit in backers(clause, at, len(units)) if unit is not target]
    if after and not made.investors:
        made.investors = givers_behind(clause, after)
    if not made.investors and units[at].low.startswith(_NEGOTIATES):
        made.investors = _talked_with(clause, at)
    return made


_NO_INVESTORS = re.compile(
    r"\b(?:donors?|alumni|donations|taxpayers|bonds?|(?:share|stock|bond|public) (?:sale|offering)|"
    r"for (?:his|her|their|a) [^.;:]{0,20}?(?:run|campaign|bid)|for charity|donateurs|obligations)\b"
)
"""Money that is raised of no investors of a round."""


def _says_near(before: Clause) -> bool:
    """`Robotics startup X, which …`."""
    return before.has("ai_near") is not None


def _told_of(before: Clause) -> Unit | None:
    """`Quillon, which reads contracts with AI, raised $120M`: the name that the relative clause tells about."""
    last = before.units[before.high - 2 : before.high]
    named = next((unit for unit in reversed(last) if unit.party), None)
    if named is None and last and last[-1].low == ",":
        named = next((unit for unit in last[:1] if unit.capital), None)
    return None if named is not None and named.is_company("investor") else named


_LOANS = frozenset({"loan", "credit facility", "debt facility", "pret", "emprunt", "debt", "ligne de credit"})
_LENT = 0.95e8
"""Dollars from which a loan counts: a round's least."""


def _lent_to_ai(clause: Clause, at: int, vehicle: int) -> bool:
    """`AI cloud startup X gets a $400M loan from Y`: what a young firm of AI borrows is told like its rounds."""
    units = clause.units
    sums = sums_in(clause, at + 1, vehicle + 2)
    if units[vehicle].low not in _LOANS or not sums:
        return False
    lent = units[sums[0]].sum
    told = all(clause.has(cue, clause.low, at) is not None for cue in ("descriptor", "ai"))
    return told and lent is not None and lent.dollars >= _LENT


_NEGOTIATES = ("negoci", "negot", "discut", "discuss")


def _talked_with(clause: Clause, at: int) -> list[Unit]:
    """`négocie un nouveau tour avec Amazon et Bpifrance`: whom it is talked over with would give."""
    units = clause.units
    k = next((k for k in range(at + 1, clause.high - 1) if units[k].low in {"with", "avec"}), None)
    if k is None or not units[k + 1].party:
        return []
    return [units[one] for one in c.listed(clause, k + 1)]


_TAKES = (
    "secur", "land", "win", "won", "get", "got", "receiv", "attract", "nab", "bag", "snag", "decroch", "obt", "rec",
)  # fmt: skip
_PUT_INTO = frozenset({"in", "into", "dans", "en"})


def _taken_in(clause: Clause, at: int, sum_at: int) -> bool:
    """`secures a $400 million investment for its chips`: the subject receives it, unless it is put into something."""
    units = clause.units
    behind = [unit.low for unit in units[sum_at + 1 : sum_at + 3]]
    noun = sum_at + 1 < clause.high and "investment_noun" in units[sum_at + 1].cues
    return noun and units[at].low.startswith(_TAKES) and not (behind[1:] and behind[1] in _PUT_INTO)


def _priced_thing(clause: Clause, at: int) -> bool:
    """`plans $7 billion plant`, `lands $300m order`: the sum says what a thing costs, and is not taken in."""
    for unit in clause.units[at + 1 : min(at + 5, clause.high)]:
        if unit.low in _THINGS:
            return True
        if unit.low in PREPOSITIONS or unit.sign or "round" in unit.cues:
            return False
    return False


_THINGS = {
    "plant", "plants", "factory", "factories", "fab", "fabs", "facility", "site", "headquarters", "order", "orders",
    "project", "expansion", "mine", "refinery", "complex", "campus", "upgrade", "overhaul", "budget", "fine", "lawsuit",
}  # fmt: skip


_AIMS = ("target", "eye", "vis", "veu", "want", "seek")
_OF_SALES = re.compile(
    r"\s(?:[^.:;]{0,12}\s)?(?:grace a|thanks to|from|by (?:20|next|the end)|d'ici|par an|a year|"
    r"per year|avec|de ventes|clients|customers)\b"
)


def _aims_at_sales(text: Text, clause: Clause, at: int, amount: int) -> bool:
    """`eyes $40 billion from customers`, `vise 2 milliards d'ici 2028`: what a firm aims at may be what it sells."""
    if not clause.units[at].low.startswith(_AIMS):
        return False
    if any(clause.has(cue) is not None for cue in ("round", "valuation", "investment_noun")):
        return False
    if any(unit.is_company("watched", "tech", "investor") for unit in backers(clause, at, len(clause.units))):
        return False
    return text.field != "headline" or bool(_OF_SALES.match(text.folded, clause.units[amount].end))


def _statistic(clause: Clause, at: int) -> bool:
    """`AI startup funding hit $200 billion in 2025`: what all firms together took in."""
    units = clause.units
    total = at > clause.low and bool(units[at - 1].cues & {"round", "investment_noun"})
    return total and not any(unit.party for unit in units[clause.low : at])


def _with_purpose(clause: Clause, at: int) -> bool:
    """`borrows $830M to build a data centre`: what stands behind the sum is what it is for."""
    units = clause.units
    return (
        at + 2 < clause.high and units[at + 1].sum is not None and units[at + 2].low in {"to", "pour", "for"}
    )


def _heading_firm(clause: Clause) -> Unit | None:
    """`xAI : Elon Musk boucle un tour de table`: the heading's firm, not the man."""
    topic = clause.topic
    return (
        topic
        if topic is not None and topic.name is not None and topic.name.company.level != "investor"
        else None
    )


def _behind_colon(clause: Clause) -> list[int]:
    """`Graal fait le plein : 150 millions de dollars`: the sum right behind the clause."""
    units = clause.units
    if clause.high >= len(units) or units[clause.high].low != ":":
        return []
    return [k for k in range(clause.high + 1, min(clause.high + 4, len(units))) if units[k].sum]


def _raiser(clause: Clause, subject: int) -> int:
    """`Pixora séduit Sequoia et lève 100 M€`: a firm before an investor raises, not the investor."""
    name = clause.units[subject].name
    if name is None or name.company.level != "investor":
        return subject
    free = [k for k, preposition in c.parties_before(clause, subject) if not preposition]
    firms = [k for k in free if not (n := clause.units[k].name) or n.company.level == "ai"]
    return firms[-1] if firms else subject


def _raised_first(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    """`Deux milliards levés : le pari de la start-up d'IA de …`: the sum, the participle, then who."""
    units = clause.units
    before = sums_in(clause, at - 2, at)
    if not before:
        return None
    behind = units[at + 1 :]
    firm = next((u for u in behind if u.party and (u.name is None or u.name.company.level == "ai")), None)
    if firm is None and not {"descriptor", "ai"} <= {cue for u in behind for cue in u.cues}:
        return None
    return Claim("round", rule, text, clause, at, target=firm, amount=units[before[-1]], weight=0.8)


_CLAIMING = ("seek", "want", "sought", "reclam", "cherch", "demand")


def _from_firm(clause: Clause, at: int) -> bool:
    """`Getty seeks $1.7 billion from Stability AI`: who pays is an AI firm, so it is damages and no round."""
    named = backers(clause, at, len(clause.units))
    claims = clause.units[at].low.startswith(_CLAIMING)
    return any(
        unit.name is not None
        and (unit.name.company.level == "ai" or (claims and unit.name.company.ai == "core"))
        for unit in named
    )


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
