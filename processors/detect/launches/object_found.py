"""What is launched: the products behind a verb, what sort of thing its object is, and whether it is a programme."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.between import past_adverbs
from processors.detect.launches.object_words import NP_STOPS, quotes
from processors.detect.launches.objects import counts, is_product
from processors.detect.words.closed_classes import ARTICLES, ITS
from processors.detect.words.unit import Unit

_MONEY_NOUNS = frozenset({"investment_noun", "acquisition_noun", "stake_noun"})


def find_object(reading: Reading, clause: Clause, at: int) -> tuple[list[Unit], str | None, bool]:
    """The object's products, whether its noun is AI or an AI sort of thing, and whether it is a programme."""
    units = clause.units
    at = past_adverbs(clause, at)
    products: list[Unit] = []
    core: str | None = None
    program = paid = comma = open_quote = False
    inside = alone = True
    for k in range(at + 1, min(at + 18, clause.high)):
        unit = units[k]
        if (unit.sign and unit.low in {"«", "»", '"'}) or (unit.low == "'" and quotes(units, k, open_quote)):
            open_quote = not open_quote
        if open_quote and not is_product(unit):
            core = core or ("ai" if "ai" in unit.cues else None)
            continue
        if inside and unit.low == "par" and "ai" in units[min(k + 1, clause.high - 1)].cues:
            core = core or "ai"  # `une détection de bugs alimentée par l'IA`
        inside = inside and not _ends(units, at, k, products)
        if unit.low in _AND and (core or products) and _other_news(units, k, clause.high):
            break
        alone = alone and not (is_product(units[k - 1]) and unit.low in _BESIDE)
        comma = comma or unit.low == ","
        if not inside and k > at + 12:
            break
        if is_product(unit) and counts(unit, reading):
            own = unit.name is None or unit.name.company.level == "watched"
            if own and (inside or not (products or comma) or _means(units, at, k, products)):
                products.append(unit)
            continue
        if inside and unit.proper and not _place_like(units, k):
            products.append(unit)
        program = program or (
            inside and bool(unit.cues & _MONEY_NOUNS) and unit.low not in {"offre", "offer"}
        )
        paid = paid or (inside and _pays(units, at, k))
        if inside and unit.low in _OFFERS and (is_product(units[k - 1]) or "ai" in units[k - 1].cues):
            continue  # `a cheaper AI plan`, `un abonnement ChatGPT`: a way to have it
        if inside and (of_software(units, k) or _makes(units, k) or _of_tool(units, k) or _is_chip(units, k)):
            core = core or "object"
            continue
        if (inside and _of_name(units, at, k, clause.high, products)) or _of_films(units, at, k):
            continue
        cues = unit.cues
        if inside and alone and "program" in cues and not ("ai_object" in cues and core == "ai"):
            program = True
        elif (
            program
            and inside
            and "ai_object" in cues
            and "program" not in cues
            and not _of_kind(units, at, k)
        ):
            program = False
        if "ai" in cues and core != "ai" and (inside or k < at + 10):
            core = "ai"
        elif "ai_object" in cues and core is None and (inside or k < at + 8):
            core = "object"
    return (
        sorted(products, key=lambda unit: not (unit.model or unit.names_ai)),
        core,
        program or paid,
    )


def _ends(units: list[Unit], at: int, k: int, products: list[Unit]) -> bool:
    """The object's noun phrase ends before this unit."""
    low = units[k].low
    if k > at + 1 and (low in NP_STOPS or (units[k].sign and low in {",", "("})):
        return True
    if is_product(units[k - 1]) and low in _CLAIMING:
        return True
    return bool(products) and low in {"without", "sans"}  # `launches GPT-7 without a safety report`


def _pays(units: list[Unit], at: int, k: int) -> bool:
    """A sum from a million, or money for AI."""
    unit = units[k]
    if unit.sum and unit.sum.value >= 1e6:
        return True
    return "ai" in unit.cues and _money_for_ai(units, at, k)


def _of_name(units: list[Unit], at: int, k: int, high: int, products: list[Unit]) -> bool:
    """A word of a programme that is a part of a name, or says where a thing stood or stands."""
    low, before = units[k].low, units[k - 1]
    if low in _DESKS and units[k].capital and is_product(before):
        return True  # `Claude Bureau`: its name goes on
    if products and low in {"laboratoire", "labo", "lab"}:
        return True  # `sort Phi-5 du laboratoire`
    if low == "bureau" and before.low == "de" and k - 2 > at:
        return True  # `un ordinateur de bureau`
    return _begins_name(units, k, high) or _number_of(units, k, high)


def _of_films(units: list[Unit], at: int, k: int) -> bool:
    """`des résumés de séries`: what one watches."""
    return units[k].low == "series" and units[k - 1].low in {"de", "of", "tv"} and k - 1 > at


def _means(units: list[Unit], at: int, k: int, products: list[Unit]) -> bool:
    """`améliore Gmail avec Gemini`, `improves Excel with Copilot`: a host, and the AI of its maker that it gets."""
    named = units[k].name
    if named is None or not named.ai or units[k - 1].low not in {"with", "avec"} or not products:
        return False
    if not any(verb.frame == "improve" for _, verb in units[at].verbs):
        return False
    hosts = [unit.name for unit in products]
    return all(one is not None and not one.ai and one.company.group == named.company.group for one in hosts)


_MONEY_FOR = frozenset(
    {
        "spending", "costs", "cost", "cash", "money", "capex", "bill", "bills", "expenses", "budget", "budgets", "debt",
        "revenue", "revenues", "profits", "gains", "winnings", "windfall", "funds", "argent", "fonds", "benefices",
        "depenses", "couts", "factures", "frais", "revenus", "recettes",
    }
)  # fmt: skip


def _money_for_ai(units: list[Unit], at: int, k: int) -> bool:
    """`bakes AI costs into its outlook`, `étale ses dépenses d'IA`: money, and no AI; `an AI cost tracker` is AI."""
    last = k + (k + 1 < len(units) and units[k + 1].low in _MONEY_FOR)
    if units[last].low.split()[-1] in _MONEY_FOR:
        return last + 1 >= len(units) or units[last + 1].sign or units[last + 1].low in NP_STOPS | {"into"}
    before = [u.low for u in units[max(at + 1, k - 3) : k] if u.low not in {"'", "d", "de", "l", "en"}]
    return any(low in _MONEY_FOR for low in before[-1:])


_CLAIMING = frozenset(
    {
        "claiming",
        "beating",
        "topping",
        "outscoring",
        "besting",
        "boasting",
        "touting",
        "surpassing",
        "outperforming",
    }
)
"""Behind what is launched: `unveils Gemini 9 claiming the lead in benchmarks`, and no benchmark is unveiled."""
_BESIDE = frozenset({"and", "et", "at", "en", "lors", "during", "pendant", "alongside", "together", "along"})
"""Behind a product: `launches Gemini 4 at its keynote`, `publie Gemini 4 et son rapport`: what it comes with, where."""
_DESKS = frozenset({"bureau", "desk", "office", "studio", "atelier", "campus"})
_CONTROLS = frozenset({"controls", "checks", "engine", "editor", "enforcement"})


def of_software(units: list[Unit], k: int) -> bool:
    """`adds policy controls`: a part of a product that is called by a programme's word."""
    return units[k].low in {"policy", "policies"} and k + 1 < len(units) and units[k + 1].low in _CONTROLS


_SEVERAL = frozenset({"series", "team", "group", "network"})
_THINGS = frozenset(
    {"models", "agents", "assistants", "tools", "chips", "apps", "bots", "features", "robots"}
)


def _number_of(units: list[Unit], k: int, high: int) -> bool:
    """`a series of AI models`, `a team of agents`: how many things there are, and no programme."""
    if units[k].low not in _SEVERAL or k + 1 >= high or units[k + 1].low != "of":
        return False
    return any(unit.low.split()[-1] in _THINGS for unit in units[k + 2 : min(k + 6, high)])


def _begins_name(units: list[Unit], k: int, high: int) -> bool:
    """`releases Study Desk, a tutor that …`: a programme's word that a name begins with, and behind its comma what it
    is."""
    if not (units[k].capital and "program" in units[k].cues) or k + 4 >= high:
        return False
    last, comma, article = units[k + 1 : k + 4]
    if not last.capital or "program" in last.cues or comma.low != "," or article.low not in _ARTICLES:
        return False
    behind = units[k + 4 : min(k + 8, high)]
    return not any("program" in unit.cues or unit.low in _LESSONS for unit in behind)


_LESSONS = frozenset({"course", "courses", "class", "classes", "workshop", "workshops", "cours", "atelier"})
_ARTICLES = ARTICLES | ITS
_MAKERS = frozenset(
    {
        "builder", "planner", "tracker", "manager", "writer", "finder", "maker", "checker", "creator", "tool", "reader",
        "coach", "tutor", "viewer", "adviser", "advisor", "scanner", "analyzer", "analyser", "summarizer", "spotter",
        "helper", "grader", "companion", "explainer",
    }
)  # fmt: skip


def _makes(units: list[Unit], k: int) -> bool:
    """`launches a campaign builder`: what makes a programme is none."""
    return "program" in units[k].cues and k + 1 < len(units) and units[k + 1].low in _MAKERS


def _is_chip(units: list[Unit], k: int) -> bool:
    """`debuts its Sirocco 300 accelerator`: what stands behind a number is a chip, and no programme for founders."""
    if units[k].low not in {"accelerator", "accelerators"}:
        return False
    before = units[k - 1].low
    return before in {"inference", "training"} or any(char.isdigit() for char in before)


_TOOLS = ("outil", "generateur", "createur", "assistant", "agent", "fonction", "appli")


def _of_tool(units: list[Unit], k: int) -> bool:
    """`un outil IA de podcast`: what a tool makes is not what it is."""
    return units[k - 1].low in {"de", "des"} and units[k - 2].low.startswith(_TOOLS)


def _of_kind(units: list[Unit], at: int, k: int) -> bool:
    """`un concours de robots`: the noun before the preposition is what it is."""
    return any(
        units[j].low in {"de", "d", "of", "sur", "on", "about", "contre", "against"}
        and any("program" in u.cues for u in units[at + 1 : j])
        for j in range(at + 2, k)
    )


def _other_news(units: list[Unit], k: int, high: int) -> bool:
    """`… and reports earnings`, `and slashes prices`, `and teases a roadmap`: what else the firm tells."""
    behind = units[k + 1 : min(k + 5, high)]
    return any(unit.low in _HINTS for unit in behind[:1]) or any(
        unit.cues >= {"other_money", "program"} or unit.low in _RESULTS for unit in behind[1:]
    )


_AND = frozenset({"and", "et", "but", "mais"})
_OFFERS = frozenset({"plan", "plans", "tier", "subscription"})
_HINTS = frozenset(
    {"teases", "hints", "promises", "promet", "esquisse", "retires", "deprecates", "discontinues", "sunsets", "drops",
     "kills", "ends", "axes", "pulls", "removes", "delays", "postpones", "retire", "supprime", "abandonne", "reporte",
     "retarde", "arrete", "says", "claims", "dit", "assure", "affirme"}
)  # fmt: skip
_RESULTS = frozenset({"results", "resultats", "prices", "prix", "tarifs"})


def _place_like(units: list[Unit], k: int) -> bool:
    return units[k - 1].low in {"in", "en", "au", "aux", "across"} if k else False
