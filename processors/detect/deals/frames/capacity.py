"""What a company spends on infrastructure: halls, chips and power that it owns, or pays somebody for."""

from __future__ import annotations

from processors.detect.deals.frames.backers import sums_in
from processors.detect.deals.frames.sellers import is_cloud, of_same, sells
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.founders import owns_firm
from processors.detect.words.closed_classes import COUNTED, THE
from processors.detect.words.of_money import FUNDS
from processors.detect.words.unit import Text, Unit


def spending(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """ORG spends, pledges, announces SUM for infrastructure; gigawatts stand for a sum."""
    units = clause.units
    if not sums_in(clause, clause.low, clause.high) and clause.has("billions") is None:
        return None
    if c.is_passive(clause, at) or (units[at].low == "pour" and units[at - 1].sum):
        return None  # `X : 500 millions pour l'IA`: the French for `for`
    if clause.has("round", clause.low) is None and _of_fund(clause, at):
        return None
    if any(unit.low in _BUYERS for unit in units[max(clause.low, at - 2) : at]):
        return None  # `says its customers spent $1 billion`
    paid = _paid_for(text, clause, at, rule)
    if paid is not None:
        return paid
    capex = _what_for(text, clause, at, weak)
    if capex is not None and not weak and _firm_of(clause, capex):
        return None
    if capex is None:
        return (None if weak else _spent_at(text, clause, at, rule)) or _in_the_race(
            text, clause, at, rule, weak
        )
    after = sums_in(clause, at + 1, clause.high) or sums_in(clause, clause.low, at)
    size = clause.has("billions")
    if not after and size is None:
        return None
    if weak and _signed_with(clause, at):
        return None  # `inks a $5 billion data center deal with AWS`: who supplies is told (allying)
    who = c.subject(clause, at)
    if who is None and clause.topic is None and not unnamed_group(clause, at):
        return None
    investors = [units[k] for k in c.listed_before(clause, who)] if who is not None else [clause.topic]
    if len(investors) > 1 and clause.has("deal_noun", at + 1) is not None:
        return None  # `AMD and OpenAI announce a partnership`: one buys of the other
    by = c.by_agent(clause, at)
    speaker = units[who].name if who is not None else None
    if by and speaker is not None and speaker.company.level == "other":
        investors = [units[k] for k in by]  # `Trump touts a venture by OpenAI and Oracle`
    start, end = noun_phrase(clause, capex)
    amount = units[after[0]] if after else None
    return Claim(
        "capex", rule, text, clause, at, [u for u in investors if u], place=(start, end), amount=amount
    )


def _what_for(text: Text, clause: Clause, at: int, weak: bool) -> int | None:
    """The noun of what the money builds; where none stands, that it is invested, or AI."""
    units = clause.units
    capex = clause.has("capex_noun")
    if capex is None and text.has("ai") and c.first_party(clause, at) is None:
        spent = clause.has("investment_noun", at + 1, min(at + 12, clause.high))
        capex = spent if sums_in(clause, at + 1, clause.high) else None
    if capex is None and not weak:
        told = (k for k in clause.places.cues.get("ai", ()) if at < k < clause.high)
        capex = next((k for k in told if units[min(k + 1, len(units) - 1)].low not in _INCLUDED), None)
    return capex


_INCLUDED = {"included", "compris", "comprise", "inclus", "incluse"}


def _firm_of(clause: Clause, capex: int) -> bool:
    """`invests $2bn in data center startup X`: who builds it, and nothing that is built."""
    behind = clause.units[capex + 1 : min(capex + 3, clause.high)]
    return len(behind) == 2 and behind[0].low in _STARTUPS and behind[1].party


_STARTUPS = frozenset(
    {"startup", "start-up", "firm", "company", "developer", "builder", "operator", "provider"}
)


def _signed_with(clause: Clause, at: int) -> bool:
    units, deal = clause.units, clause.has("deal_noun", at + 1)
    if deal is None or deal + 2 >= clause.high or units[deal + 1].low not in {"with", "avec"}:
        return False
    other = units[deal + 2]
    return is_cloud(other) or sells(other) > 0


_GROUPS = frozenset(
    {"group", "groupe", "consortium", "developer", "conglomerate", "conglomerat", "promoteur"}
)


def unnamed_group(clause: Clause, at: int) -> bool:
    """`Dutch group to build a $3 billion AI campus`: who pays is told, if not by name."""
    return any(unit.low in _GROUPS for unit in clause.units[clause.low : at])


def _spent_at(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    """`Anthropic promises to spend $100 billion on AWS`: a lab, and a seller of compute."""
    units = clause.units
    who = c.subject(clause, at)
    after = sums_in(clause, at + 1, clause.high)
    if who is None or not after or units[after[0]].sum.dollars < 0.95e9:  # type: ignore[union-attr]
        return None
    seller = next(
        (
            k
            for k in range(after[0] + 1, clause.high)
            if sells(units[k]) and units[k - 1].low in {"on", "with", "at", "chez", "aupres", "sur", "de"}
        ),
        None,
    )
    buyer = units[who].name
    if seller is None or buyer is None or of_same(units, who, seller):
        return None
    chips = seller + 1 < clause.high and "compute_noun" in units[seller + 1].cues
    if buyer.company.ai != "core" and not (chips and buyer.company.level in ("watched", "tech", "ai")):
        return None
    return Claim("compute", rule, text, clause, at, [units[who]], units[seller], amount=units[after[0]])


def _in_the_race(text: Text, clause: Clause, at: int, rule: str, weak: bool) -> Claim | None:
    """`Alphabet to spend $180 billion as AI race heats up`, `IA : Microsoft promet 30 milliards`: billions, no
    purpose named but a place, and AI in the headline's other clause."""
    if text.field != "headline" or not text.has("ai"):
        return None
    units = clause.units
    who, after = c.subject(clause, at), sums_in(clause, at + 1, min(at + 6, clause.high))
    if not after or (weak and not _ai_heading(clause)):
        return None
    spender, amount = units[who] if who is not None else clause.topic, units[after[0]]
    large = spender is not None and spender.level in ("watched", "tech")
    if not large or amount.sum is None or amount.sum.dollars < 0.95e9:
        return None
    aim = next((k for k in range(after[0] + 1, clause.high) if units[k].low in _AIMS), None)
    if aim is not None and not (aim + 1 < clause.high and _somewhere(units, aim + 1)):
        return None
    return Claim(
        "capex", rule, text, clause, at, [u for u in (spender,) if u], amount=amount, weight=0.65, untold=True
    )


_AIMS = {"on", "for", "into", "in", "to", "dans", "pour", "en", "au", "aux", "sur", "over", "by"}


def _somewhere(units: list[Unit], k: int) -> bool:
    """A place or a time: `for India`, `au Royaume-Uni`, `over three years`."""
    unit = units[k]
    return ("plain" in unit.cues and unit.capital) or unit.low.isdigit() or unit.low in _SPANS


_SPANS = COUNTED | {"the", "one", "un", "an"}


def _ai_heading(clause: Clause) -> bool:
    """`Intelligence artificielle : …`: a heading that is AI and nothing else."""
    before = clause.units[: clause.low]
    return (
        0 < len(before) <= 4
        and any("ai" in unit.cues for unit in before)
        and not any(u.party for u in before)
    )


_BUYERS = {
    "customers",
    "clients",
    "users",
    "consumers",
    "startups",
    "start-ups",
    "companies",
    "firms",
    "entreprises",
}
_FUNDS = FUNDS | {"vehicle"}


def _of_fund(clause: Clause, at: int) -> bool:
    """`KKR raises $15 billion for an infrastructure fund`."""
    units = clause.units
    for k in clause.places.parties:
        name = units[k].name if clause.low <= k < at else None
        if name is not None and name.company.level == "investor":
            return any(unit.low in _FUNDS for unit in units[at + 1 : clause.high])
    return False


_PRICE_OF = frozenset({"for", "pour"})
_INTO = frozenset({"on", "in", "into", "sur", "dans"})


def _paid_for(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    """BUYER shells out SUM for TARGET: an acquisition where the target is a firm."""
    units = clause.units
    after = sums_in(clause, at + 1, min(at + 5, clause.high))
    joint = units[after[0] + 1].low if after and after[0] + 2 < clause.high else ""
    if joint not in _PRICE_OF | _INTO:
        return None
    who = c.subject(clause, at)
    if who is None:
        return None
    target = c.first_party(clause, after[0] + 1, over=7)
    if target is None or any("capex_noun" in u.cues for u in units[after[0] + 2 : target]):
        return None
    name = units[target].name
    told = any("descriptor" in u.cues for u in units[after[0] + 2 : target])
    if not (told or (name is not None and name.kind == "company" and name.company.level == "ai")):
        return None
    sold = None if owns_firm(clause, target) else units[target]
    if joint in _INTO:  # `spends $2bn on AI startup X`: put into it
        return (
            Claim("stake", rule, text, clause, at, [units[who]], sold, amount=units[after[0]])
            if told
            else None
        )
    return Claim("acquisition", rule, text, clause, at, [units[who]], sold, amount=units[after[0]])


def noun_phrase(clause: Clause, at: int) -> tuple[int, int]:
    """Offsets of a noun with its adjectives and a place after it: `AI data centers in Pennsylvania`."""
    units = clause.units
    first = at
    while first - 1 >= clause.low and (
        "ai" in units[first - 1].cues
        or "new" in units[first - 1].cues
        or "capex_noun" in units[first - 1].cues
    ):
        first -= 1
    last = at
    k = at + 1
    if k < clause.high and "capex_noun" in units[k].cues:
        last, k = k, k + 1
    if k + 1 < clause.high and units[k].low in {"in", "en", "au", "aux", "across", "a", "for", "d", "de"}:
        skip = k + 1 + (units[k + 1].low in THE)
        if skip < clause.high and (units[skip].capital or "ai" in units[skip].cues):
            last = skip
            while last + 1 < clause.high and units[last + 1].capital and not units[last + 1].verbs:
                last += 1
    if units[at].low in _ONE_OF_MANY:  # `un million de TPU`
        last = at
        while last + 1 < clause.high and units[last].low not in _CHIPS and last < at + 4:
            last += 1
    return units[first].start, units[last].end


_ONE_OF_MANY = frozenset({"un", "une", "a", "one"})
_CHIPS = frozenset({"tpu", "tpus", "gpu", "gpus", "chips", "puces", "accelerateurs", "accelerators"})


def deal_for_firm(clause: Clause, low: int, high: int) -> int | None:
    """`a $1.6 billion deal for AI chip maker Quillon`: the firm that the deal is for, behind what it is."""
    units = clause.units
    for k in range(low, min(high, clause.high) - 2):
        if "deal_noun" in units[k].cues and units[k + 1].low in {"for", "pour"}:
            firm = c.first_party(clause, k + 1, over=7)
            kind = units[firm - 1] if firm is not None and firm > k + 2 else None
            if kind is not None and (kind.cues & {"descriptor", "maker"} or kind.low in _MAKERS):
                return firm
    return None


_MAKERS = frozenset({"maker", "chipmaker", "developer", "builder", "specialist", "group", "ia"})
