"""Launches told in the passive, and what a launch verb's object must not be."""

from __future__ import annotations

import re

from processors.detect.grammar import parties as c
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import SORTS, counts, is_product
from processors.detect.launches.signs import Sign
from processors.detect.words.closed_classes import COUNTED, INDEFINITE, THE
from processors.detect.words.model import LAUNCH_FRAMES
from processors.detect.words.unit import Text, watched


def only_names(clause: Clause, at: int) -> bool:
    """Nothing but companies stands behind the verb: `Introducing OpenAI` introduces no product."""
    rest = [unit for unit in clause.units[at + 1 : clause.high] if not unit.sign]
    return bool(rest) and all(unit.is_firm for unit in rest)


_BEFORE_HOST = THE | {"into", "to", "onto", "in", "inside", "dans", "a", "au", "sur", "on"}
_BEING = frozenset({"been", "being", "is", "are", "ete", "est", "sont"})
_OPENING = INDEFINITE | COUNTED | {"new", "des", "more"}


def _put_into(reading: Reading, text: Text, clause: Clause, at: int) -> Sign | None:
    """`A shopping agent has been baked into ChatGPT`, `Une mémoire est ajoutée à Claude`: new in a product."""
    units = clause.units
    first = units[clause.low]
    known = any(u.cues & {"ai", "ai_object", "ai_near"} for u in units[clause.low : at])
    if not (first.low in _OPENING or known) or any(u.party for u in units[clause.low : at]):
        return None
    if not any(u.low in _BEING for u in units[max(clause.low, at - 3) : at]):
        return None
    for k in range(at + 1, min(at + 5, clause.high)):
        host = units[k]
        if is_product(host) and counts(host, reading):
            company = watched(host)
            ai = host.names_ai
            if company is None or not (ai or known) or units[k - 1].low not in _BEFORE_HOST:
                return None
            return Sign("launch", text, clause, at, company, host, [host], weight=0.68)
    return None


def _of_maker(text: Text, clause: Clause, at: int) -> Sign | None:
    """`Le modèle de Meta qui segmente a été rendu public`: a kind of AI, whose it is, and no name."""
    units = clause.units
    before = units[clause.low : at]
    makers = [unit for unit in before if unit.party]
    company = watched(makers[0]) if len(makers) == 1 else None
    if company is None or not any(u.low in _BEEN for u in units[max(clause.low, at - 3) : at]):
        return None
    kind = any("ai" in u.cues for u in before) or (
        company.id != "apple" and any(u.low in SORTS for u in before)
    )
    if not kind or any(
        "negation" in u.cues or "person_role" in u.cues or "program" in u.cues for u in before
    ):
        return None
    return Sign("launch", text, clause, at, company, makers[0], [], weight=0.66)


_BEEN = frozenset({"been", "was", "were", "ete"})


def version_announced(clause: Clause, at: int) -> bool:
    """`Gemini 9 announced at Google's keynote`: a version that is announced is told of itself."""
    before = clause.units[at - 1] if at > clause.low else None
    if before is None or not clause.units[at].low.startswith(("announced", "annonce")):
        return False
    return is_product(before) and any(char.isdigit() for char in before.low)


def _only_works(clause: Clause, k: int) -> bool:
    """`Zoom lance un assistant propulsé par Gemini 4`: a product drives it; `by ChatGPT maker` is its firm."""
    behind = clause.units[k + 1 : k + 2]
    return is_product(clause.units[k]) and not any(
        u.cues & {"maker", "descriptor"} or u.low == "'" for u in behind
    )


WENT = frozenset(
    {
        "gave", "told", "lost", "made", "took", "broke", "went", "left", "let", "wrote", "sent", "found", "fell",
        "got",
        "was", "were", "had", "is", "are", "has", "have",
    }
)  # fmt: skip
_OUT_NOW = frozenset(
    {
        "now", "available", "coming", "here", "live", "out", "open", "free", "rolling", "also", "already", "said",
        "set",
        "expected", "arriving", "launching", "headed", "designed", "meant", "trained", "able", "capable", "finally",
    }
)  # fmt: skip


def _goes_on(clause: Clause, at: int, by: int) -> bool:
    """`An agent built by Amazon deleted a database`: who made it only tells which one, and then comes what it did."""
    units = clause.units
    if by + 2 >= clause.high or any(u.low in _BEING for u in units[max(clause.low, at - 3) : at]):
        return False
    verb, behind = units[by + 1], units[by + 2]
    if verb.low in {"is", "are"}:
        return behind.low not in _OUT_NOW and not (behind.low == "being" and units[by + 3 : by + 4] == [])
    did = verb.low in WENT or (verb.low.endswith("ed") and not verb.capital)
    return did and not any(one.frame in LAUNCH_FRAMES for unit in (verb, behind) for _, one in unit.verbs)


def no_thing_acts(clause: Clause, at: int) -> bool:
    """`The AI rules were presented by Meta`: the noun right before the verb of being is no product's."""
    units = clause.units
    be = next((k for k in range(at - 1, max(clause.low, at - 4), -1) if units[k].low in _BEING | _BEEN), None)
    return be is not None and be > clause.low and "program" in units[be - 1].cues


_ILL_SENT = re.compile(
    r" (?:too (?:early|soon|late|fast|hastily)|in a (?:rush|hurry)|prematurely|with (?:an? )?(?:[\w-]+ )?(?:bugs?|"
    r"flaws?|holes?|"
    r"errors?|vulnerabilit\w+)|without (?:an? |any )?(?:[\w-]+ )?(?:tests?|testing|warning|checks?|safeguards))\b"
)
"""`was released too early`, `was launched with a bug`: how it came out, and that it is out."""


def passive(reading: Reading, text: Text, clause: Clause, at: int) -> Sign | None:
    """`X unveiled by Google`, `seront mis au banc d'essai par Google, Meta et …`, `has been released`."""
    units = clause.units
    by = list(c.by_agent(clause, at))
    agents = [units[k] for k in by]
    makers = [units[k] for k in by if watched(units[k]) and not _only_works(clause, k)]
    products = [unit for unit in units[clause.low : at] if is_product(unit) and counts(unit, reading)]
    if makers:
        company = watched(makers[0])
        assert company is not None
        if reading.organisation is None and (_goes_on(clause, at, by[-1]) or no_thing_acts(clause, at)):
            return None
        if not products and not any(u.cues & {"ai", "ai_object"} for u in units[clause.low : at]):
            return None
        return Sign("launch", text, clause, at, company, makers[0], products[-1:], weight=0.85, outright=True)
    weak = all(verb.weak for _, verb in units[at].verbs if verb.frame in LAUNCH_FRAMES)
    weak = weak and not version_announced(clause, at)
    if not agents and weak:
        return _put_into(reading, text, clause, at)
    if not agents and not products:
        return _of_maker(text, clause, at)
    if agents:
        return None
    owner = watched(products[-1]) or (reading.organisation if products[-1].model else None)
    before = [unit for unit in units[clause.low : at] if watched(unit) and not is_product(unit)]
    if owner is None and before:
        owner = watched(before[-1])
    if reading.organisation is None and _ILL_SENT.match(text.folded, units[at].end):
        return None
    if reading.organisation is None and any(
        u.low in {"will", "sera", "seront", "to"} for u in units[max(clause.low, at - 3) : at]
    ):
        return None
    if owner is None:
        return None
    return Sign(
        "launch",
        text,
        clause,
        at,
        owner,
        before[-1] if before else products[-1],
        products[-1:],
        weight=0.8,
        outright=True,
    )
