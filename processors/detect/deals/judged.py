"""Deals: the claims of all clauses, each judged."""

from __future__ import annotations

from collections.abc import Callable

from processors.detect.deals.denied import denied_alone
from processors.detect.deals.ended import ended
from processors.detect.deals.frames.allying import allying
from processors.detect.deals.frames.buying import acquiring
from processors.detect.deals.frames.capacity import spending
from processors.detect.deals.frames.investing import investing
from processors.detect.deals.frames.merging import merging
from processors.detect.deals.frames.nouns import is_deal_noun, nominal
from processors.detect.deals.frames.raising import raising
from processors.detect.deals.frames.selling import acquired, joining
from processors.detect.deals.frames.stakes import leading, staking
from processors.detect.deals.frames.supporting import backing
from processors.detect.deals.frames.worth import valued
from processors.detect.deals.headings import by_heading
from processors.detect.deals.held import held
from processors.detect.deals.juxtaposed import juxtaposed
from processors.detect.deals.rates import times_a_year
from processors.detect.deals.stood_for import BY_NAME, stood_for
from processors.detect.deals.weighing import judge, less_denied, less_ended
from processors.detect.grammar.claims import Claim, Judged
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.figures import periodic
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Text

FRAMES: dict[str, Callable[[Text, Clause, int, bool, str], Claim | None]] = {
    "raise": raising,
    "invest": investing,
    "fund": backing,
    "acquire": acquiring,
    "acquired": acquired,
    "join": joining,
    "lead": leading,
    "stake": staking,
    "spend": spending,
    "ally": allying,
    "valued": valued,
    "merge": merging,
}
"""What reads a verb of each frame: from its place in a clause to the claim that it makes there, if any."""

_PAYS = ("pay", "paie", "paiera", "vers", "debours")


def _pays(said: str) -> bool:
    """One of a verb's words pays. (Most verbs are one word.)"""
    return said.startswith(_PAYS) or (" " in said and any(word.startswith(_PAYS) for word in said.split()))


def judged_claims(reading: Reading, above: bool = False) -> list[Judged]:
    """Every claim of every field, judged; the fields' order is kept. `above`: only of the fields above a body."""
    if reading.claims is not None:
        return list(reading.claims)
    found: list[Judged] = []
    for text in reading.texts:
        below = text.field == "body" and not reading.bare
        if below and (above or all(one.score < 0.5 for one in found)):
            break  # a body alone makes no deal: it only adds facts to one
        if text.field not in reading.judged:
            claims = [
                claim
                for clause in reading.clauses(text)
                for claim in _claims_of(text, clause, stood_for(clause, text, reading))
            ]
            reading.judged[text.field] = [judge(claim, reading) for claim in claims]
        found += reading.judged[text.field]
    weak = all(one.score < 0.5 for one in found)
    if all(one.claim.text is not reading.title for one in found):
        found += [judge(claim, reading) for claim in denied_alone(reading)]
    less_denied(found)
    if all(one.score < 0.5 or one.history or one.claim.text.field == "body" for one in found):
        found += [judge(claim, reading) for claim in (*by_heading(reading), *held(reading))]
    if all(
        (one.score < 0.5 and not one.doubted) or one.history or one.claim.text.field == "body"
        for one in found
    ):
        found += [judge(claim, reading) for claim in juxtaposed(reading, found)]
    less_denied(found)
    if (
        any(one.score >= 0.5 for one in found)
        and (end := ended(reading)) is not None
        and end.status != "closed"
    ):
        less_ended(found, end.sides)
    if weak:
        reading.claims = list(found)
    return found


_A_BILLION = 0.95e9


def _rents(text: Text, clause: Clause, at: int) -> bool:
    """`pays X $300M a month for chips`: what is paid by the month rents machines, and comes to a billion a year."""
    if clause.has("compute_noun") is None and clause.has("capex_noun", at) is None:
        return False
    paid = [unit for k in clause.places.sums if (unit := clause.units[k]).sum and at < k < clause.high]
    return any(
        unit.sum is not None and unit.sum.dollars * times_a_year(text, unit) >= _A_BILLION for unit in paid
    )


def _claims_of(text: Text, clause: Clause, meant: Clause | None = None) -> list[Claim]:
    """What a clause claims, by its verbs and nouns; `meant`: with whom its pronoun stands for."""
    found: list[Claim] = []
    for at in clause.spoken():
        unit = clause.units[at]
        noun = is_deal_noun(unit)
        if not (noun or unit.verbs or "valuation" in unit.cues) or _in_name(text, clause, at):
            continue
        seen: list[str] = []
        for _, verb in unit.verbs:
            frame = FRAMES.get(verb.frame)
            if frame is None or verb.frame in seen:
                continue
            seen.append(verb.frame)
            service = _pays(unit.low) and periodic(clause, at, text.folded)
            if service and not _rents(text, clause, at):
                continue
            told = meant if meant is not None and verb.frame in BY_NAME else clause
            claim = frame(text, told, at, verb.weak, verb.id)
            if claim is not None:
                found.append(claim)
        if "valuation" in unit.cues and not unit.verbs:
            worth = valued(text, clause, at, True, "noun-valuation")
            if worth is not None:
                found.append(worth)
        if noun:
            claim = nominal(text, clause, at)
            if (
                claim is None
                and text.field == "headline"
                and (
                    (clause.high - clause.low <= 7 and clause.high < len(clause.units))
                    or (0 < clause.low <= 3 and clause.units[0].sum is not None)
                )
            ):
                claim = nominal(
                    text,
                    Clause(clause.sentence, clause.low, len(clause.units), clause.kind, clause.topic),
                    at,
                )
            if claim is not None:
                found.append(claim)
    return found


def _in_name(text: Text, clause: Clause, at: int) -> bool:
    """`for MENA, raises`, `Splash Music collaborated`: letters of an acronym, or the first word of a name."""
    unit = clause.units[at]
    if not unit.capital or " " in unit.low or not at or clause.sentence.title_case:
        return False
    written = text.text[unit.start : unit.end]
    before = clause.units[at - 1]
    if set(unit.moods()) == {"base"} and before.capital and not (before.name or before.verbs or before.sign):
        return True  # `Deutsche Bank commits`
    if unit.verbs and len(written) > 2 and written.isupper():
        return not text.text[clause.sentence.start : clause.sentence.end].isupper()
    behind = clause.units[at + 1 : at + 2]
    first = clause.units[at - 1].low in {":", '"', "«", "“", "‘", "-", "–", "—", "|", "/"}
    named = bool(behind) and behind[0].capital and behind[0].name is None and not behind[0].sum
    named = named and "round" not in behind[0].cues  # `X Raises Series B to build …`
    return bool(unit.verbs) and not first and named
