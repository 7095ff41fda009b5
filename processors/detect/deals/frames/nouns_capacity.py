"""Infrastructure and compute told by a noun: `$1.4B data center push`, `10-gigawatt partnership`."""

from __future__ import annotations

from processors.detect.deals.frames.backers import sums_in
from processors.detect.deals.frames.capacity import deal_for_firm, noun_phrase
from processors.detect.deals.frames.sellers import buyer_and_supplier, lab_and_seller
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.model import LAUNCH_FRAMES
from processors.detect.words.unit import Text, Unit

_SPENDING = {"depenses", "spending", "outlays", "investissements", "investments", "investment", "spend"}


def capex(text: Text, clause: Clause, at: int) -> Claim | None:
    """`$1.4B data center push`, `$110B AI investment plan`, `plan à 500 Md$`: a name, a sum and infrastructure."""
    units = clause.units
    capex = clause.has("capex_noun")
    sums = sums_in(clause, clause.low, clause.high)
    if capex is None and units[at].low in _SPENDING and text.has("ai"):
        capex = at
    if capex is None and not (
        "investment_noun" in units[at].cues and clause.has("ai", max(clause.low, at - 3), at + 7) is not None
    ):
        return None
    if not sums and (clause.has("billions") is None or not committed(clause)):
        return None
    named = [k for k, preposition in c.parties_before(clause, clause.high) if units[k].name]
    if not named and clause.topic is None:
        return None
    first_name = units[named[0]].name if named else None
    if (
        first_name is not None
        and first_name.company.level == "investor"
        and clause.has("vehicle", named[0] + 1) is not None
    ):
        return None  # `KKR raises $15 billion for an infrastructure fund`
    own = (
        named[0] + 1 if named and sums and named[0] < sums[0] else clause.low
    )  # `le fonds Quillon prévoit …`
    if sums and any("vehicle" in u.cues for u in units[max(own, sums[0] - 3) : sums[0]]):
        return None  # `Blackstone boucle un fonds de 10 milliards pour les data centers`
    place = noun_phrase(clause, capex if capex is not None else at)
    first = [units[k] for k in named[:1]] or [u for u in (clause.topic,) if u]
    return Claim(
        "capex",
        "noun-capex",
        text,
        clause,
        at,
        first,
        None,
        place,
        units[sums[0]] if sums else None,
        noun=True,
        weight=0.7,
    )


_COMMITS = frozenset({"spend", "invest", "ally", "acquire", "fund", "raise"})
_BUILT = frozenset(
    {"gpu", "gpus", "puces", "chips", "serveurs", "supercalculateur", "supercluster", "superclusters"}
)
_HANDLE = frozenset(
    {"gerer", "manage", "handle", "drive", "connect", "relier", "link", "linking", "capable", "support"}
)


def committed(clause: Clause) -> bool:
    """`a network that can link 200,000 GPUs`: how large machines are that something is shown for says no money."""
    units = clause.units[clause.low : clause.high]
    frames = {verb.frame for unit in units for _, verb in unit.verbs}
    if any("capex_noun" in unit.cues and unit.low not in _BUILT for unit in units):
        return True
    if any(unit.low in _HANDLE for unit in units):
        return False
    return not frames & LAUNCH_FRAMES or bool(frames & _COMMITS)


def compute(text: Text, clause: Clause, at: int) -> Claim | None:
    """`a compute deal with X`, `contrat de calcul`, `10-gigawatt partnership`."""
    units = clause.units
    if deal_for_firm(clause, at, at + 3) is not None:
        return None
    compute = clause.has("compute_noun")
    if compute is None and lab_and_seller(clause, at):
        compute = at
    if compute is None:
        return None
    named: list[Unit] = []
    for k in range(clause.low, clause.high):
        name = units[k].name
        if (
            name
            and name.kind != "person"
            and all(u.name and u.name.company.id != name.company.id for u in named)
        ):
            named.append(units[k])
    sums = sums_in(clause, clause.low, clause.high)
    size = clause.has("billions")
    if not named or (len(named) < 2 and not sums and size is None and "compute" not in units[at].low):
        return None
    buyer, supplier = buyer_and_supplier(named)
    weight = 0.85 if sums or size is not None else 0.52
    return Claim(
        "compute",
        "noun-compute",
        text,
        clause,
        at,
        [buyer] if buyer else [],
        supplier,
        noun_phrase(clause, compute),
        units[sums[0]] if sums else None,
        noun=True,
        weight=weight,
    )
