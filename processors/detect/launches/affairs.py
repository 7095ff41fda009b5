"""Who acts before a verb of launching and is no firm: its deals and quarrels, its partners, who once made a product."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product
from processors.detect.words.closed_classes import AND
from processors.detect.words.unit import Text, watched

_AFFAIRS = frozenset(
    {
        "investment", "investments", "expansion", "deal", "deals", "layoffs", "lawsuit", "suit", "spree", "spending",
        "push", "plan", "plans", "strategy", "acquisition", "takeover", "purchase", "partnership", "contract",
        "earnings", "results", "shares", "stock", "ban", "failure", "outage", "fight", "feud", "dominance", "monopoly",
        "success", "growth", "report", "advantage", "crawler", "pledge", "bet", "gamble", "retreat", "pivot",
        "partners", "investors", "shareholders", "suppliers", "rivals", "critics", "customers", "clients",
        "contractors", "lawyers", "lobbyists", "workers", "employees", "spinoff", "spin-off", "alumni", "veterans",
        "investissement", "investissements", "contrat", "partenariat", "rachat", "strategie", "partenaires",
        "investisseurs", "actionnaires", "fournisseurs", "salaries", "concurrents", "rival", "competitor", "supplier",
        "customer", "staff", "warehouses", "campus", "headquarters", "offices", "trial", "fournisseur", "concurrent",
        "siege",
    }
)  # fmt: skip
_HELPING = frozenset(
    {"will", "has", "have", "just", "now", "also", "could", "to", "is", "are", "a", "ont", "va", "vont"}
)


def of_affairs(clause: Clause, at: int) -> bool:
    """`Microsoft's $15bn investment turns …`, `Nvidia partners bring …`: what acts is no firm and no product."""
    units = clause.units
    by = next((k for k in range(at + 1, min(at + 4, clause.high)) if units[k].low in {"by", "par"}), None)
    if by is not None:
        agent = next((k for k in range(by + 1, min(by + 4, clause.high - 1)) if units[k].party), None)
        if agent is None:
            return False
        agent += 2 * ([unit.low for unit in units[agent + 1 : agent + 3]] == ["'", "s"])
        # `designed by a DeepMind spinoff`, `by Google's rivals`
        return agent + 1 < clause.high and units[agent + 1].low in _AFFAIRS
    k = at - 1
    while k > clause.low and units[k].low in _HELPING:
        k -= 1
    if k <= clause.low or units[k].low.split()[-1] not in _AFFAIRS or units[k].name is not None:
        return False
    for j in range(k - 1, max(clause.low, k - 7) - 1, -1):
        if units[j].low in {",", ":", ";"}:
            return False
        if units[j].party:
            owned = units[j + 1].low == "'" or units[j + 1].low == "s"
            return owned or j == k - 1
    return False


_QUARRELS = frozenset(
    {"fight", "feud", "battle", "row", "spat", "talks", "monitoring", "surveillance", "scrutiny", "efforts"}
)
_PEOPLE = frozenset(
    {
        "workers", "staff", "employees", "jobs", "people", "engineers", "writers", "journalists", "editors",
        "recruiters", "moderators", "contractors", "humans", "drivers", "teachers", "salaries", "employes", "postes",
        "emplois", "gens", "ingenieurs", "journalistes", "redacteurs", "moderateurs", "humains",
    }
)  # fmt: skip


def of_people_or_quarrels(clause: Clause, at: int) -> bool:
    """`replaces its packers and other workers with an AI agent`, `steps up its feud with an AI lab`."""
    units = clause.units
    behind = {unit.low for unit in units[at + 1 : min(at + 6, clause.high)]}
    if units[at].low.startswith(("replac", "remplac")):
        return not _PEOPLE.isdisjoint(behind)
    return units[at].low.startswith("step") and not _QUARRELS.isdisjoint(behind)


_BETS = ("bet", "mise", "misent", "pari")
_STOPS = frozenset({"to", "for", "pour", "as", "in", "afin", "dans", "with", "avec"})


def bets_otherwise(clause: Clause, at: int) -> bool:
    """`bets on nurses for its next act in AI`: one bets on people, on a place, on time."""
    units = clause.units
    if not units[at].low.startswith(_BETS):
        return False
    if any(unit.low in {"with", "avec"} for unit in units[at + 1 : clause.high]):
        return False  # `mise sur les jeunes avec un tuteur IA`
    for unit in units[at + 1 : clause.high]:
        if unit.low in _STOPS:
            return True
        if unit.cues & {"ai", "ai_object", "ai_near"} or is_product(unit) or unit.proper or unit.sign:
            return False
    return True


_WHO = frozenset(
    {
        "creator", "inventor", "father", "mother", "team", "people", "man", "woman", "engineer", "engineers", "brains",
        "founder", "boss", "designer", "createur", "inventeur", "pere", "equipe", "patron", "ingenieur", "cerveau",
    }
)  # fmt: skip
_OF = frozenset({"of", "behind", "de", "d", "derriere"})


def by_people(clause: Clause, at: int) -> bool:
    """`The inventor of Codex shows how he works`: a person of a product, and not its firm."""
    units = clause.units
    k = next(
        (
            k
            for k in range(clause.low, min(clause.low + 3, at - 1))
            if not _WHO.isdisjoint(units[k].low.split())
        ),
        None,
    )
    if k is None or not (units[k + 1].low in _OF or "maker" in units[k].cues):
        return False
    return any(is_product(unit) for unit in units[k + 1 : min(k + 5, at)])


def allows_product(clause: Clause, at: int) -> bool:
    """`Le coffre de Dashlane permet à Claude de …`: another's news, and the product is let in."""
    units = clause.units
    behind = next((unit for unit in units[at + 1 : at + 3] if unit.low not in {"a", "au", "aux"}), None)
    if behind is None or not is_product(behind):
        return False
    return not any(
        watched(unit) is not None for unit in [*units[clause.low : at], *filter(None, [clause.topic])]
    )


def hands_work(clause: Clause, at: int) -> bool:
    """`Amazon confie à Claude la relecture …`: who gives work to another firm's product uses it."""
    units = clause.units
    to = at + 1 + (not units[at].low.endswith(" a"))
    if not units[at].low.startswith("confi") or to >= clause.high or units[to - 1].low not in _TO_WHOM:
        return False
    worker = watched(units[to])
    givers = [one for unit in units[clause.low : at] for one in [watched(unit)] if one is not None]
    return is_product(units[to]) and worker is not None and all(one.group != worker.group for one in givers)


_TO_WHOM = frozenset({"a", "confie a", "confient a", "confie", "confient"})


def advised(reading: Reading, text: Text, clause: Clause, at: int) -> bool:
    """`Tidy your archives with open models`: advice in a vendor's title, with no product of its own."""
    if reading.organisation is None or at != clause.low or text.field != "headline":
        return False
    behind = clause.units[at + 1 : clause.high]
    return bool(behind) and behind[0].low in {"your", "vos", "votre"} and not any(map(is_product, behind))


_TOGETHER = (
    "collabor", "partner", "team", "join", "work", "ally", "allie", "s'alli", "s'associ", "travaill",
)  # fmt: skip


def in_company(clause: Clause, at: int) -> bool:
    """`Nvidia and Fjordwatt bring AI to every harbour`, `teams up with X to bring AI`: on a vendor's page, of partners.

    What they are to bring has no name: no AI product stands in the clause, nor another of theirs.
    """
    units = clause.units
    before = units[clause.low : at]
    theirs = [unit.name.company.group for unit in before if unit.name is not None]
    named = [unit.name for unit in units[clause.low : clause.high] if is_product(unit)]
    if any(name is not None and (name.ai or name.company.group in theirs) for name in named):
        return False
    if any(unit.low in {"to", "pour"} for unit in before[-1:]):
        return any(unit.low.startswith(_TOGETHER) for unit in before)
    firm = next((k for k, unit in enumerate(before) if watched(unit) is not None), None)
    return firm == 0 and len(before) > 2 and before[1].low in AND and before[2].capital
