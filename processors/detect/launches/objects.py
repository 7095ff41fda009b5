"""What is launched: products, quoted names and described things after a verb."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.between import past_adverbs
from processors.detect.words.unit import Unit, watched

_NP_STOPS = {
    "for", "to", "at", "pour", "with", "avec", "in", "dans", "on", "sur", "amid", "as", "afin", "a", "aux", "au",
    "via", "chez", "from", "by", "par", "that", "qui", "which", "after", "heraus",
    "fur", "nach", "bei", "von", "mit", "para", "con",
}  # fmt: skip
_MONEY_NOUNS = frozenset({"investment_noun", "acquisition_noun", "stake_noun"})


def named_by_maker(clause: Clause, at: int) -> bool:
    """`Nvidia Vista AI`: an unknown name that calls itself AI right behind a watched company is its product."""
    units = clause.units
    if at == clause.low or not units[at].proper or "ai" not in units[at].cues:
        return False
    maker = units[at - 1]
    return (
        watched(maker) is not None
        and not is_product(maker)
        and maker.end + 1 == units[at].start
        and (at - 1 == clause.low or units[at - 2].low not in {"and", "et", ",", "&"})
    )


def maker_of_named(clause: Clause, k: int, at: int) -> int | None:
    """`Google's Fennel coding agent launches`, `Google's agent Fennel …`: where the maker of the named AI thing stands
    that acts at `at`."""
    units, low = clause.units, clause.low
    maker = units[low]
    if (
        k < low + 3
        or units[k].name is not None
        or not units[k].proper
        or watched(maker) is None
        or is_product(maker)
    ):
        return None
    owned = [unit.low for unit in units[low + 1 : low + 3]] == ["'", "s"]
    between = units[low + 3 : at]
    if not owned or any(unit.verbs or unit.sign or (unit.party and unit is not units[k]) for unit in between):
        return None
    if between[-1] is not units[k] and not _is_a_thing(between[-1]):
        return None  # `Google's Nairobi AI hub opens`
    return low if any("ai" in unit.cues for unit in between) else None


def _is_a_thing(unit: Unit) -> bool:
    return "ai_object" in unit.cues or unit.low.split()[-1] in _THINGS


_THINGS = frozenset(
    {"agent", "agents", "assistant", "app", "model", "models", "chatbot", "browser", "tool", "tools"}
)


FLAGSHIPS = {
    "chatgpt", "gemini", "claude", "copilot", "grok", "siri", "alexa", "meta ai", "llama", "le chat", "windows",
    "gmail",
    "ernie", "claude code", "codex", "github copilot", "notebooklm",
    "apple intelligence", "android", "bing", "google search", "chrome", "azure", "nvidia h100",
}  # fmt: skip


def flagship(unit: Unit) -> bool:
    """A product that has been there for years: its bare name is no news."""
    return unit.low in FLAGSHIPS or (unit.name is not None and not unit.name.ai)


def is_product(unit: Unit) -> bool:
    """A product or a model."""
    return unit.model or (unit.name is not None and unit.name.kind == "product")


def own_ai(unit: Unit, reading: Reading) -> bool:
    """A watched company's AI product, known by name."""
    if not is_product(unit) or not counts(unit, reading):
        return False
    return unit.name is not None and unit.name.ai and unit.name.company.level == "watched"


def counts(unit: Unit, reading: Reading) -> bool:
    """An ambiguous product name counts only with a version or with its company or AI in the text."""
    if unit.name is None:
        return True
    key = id(unit)
    if key not in reading.counted:
        reading.counted[key] = reading.means(unit)
    return reading.counted[key]


def find_object(reading: Reading, clause: Clause, at: int) -> tuple[list[Unit], str | None, bool]:
    """The object's products, whether its noun is AI or an AI sort of thing, and whether it is a programme."""
    units = clause.units
    at = past_adverbs(clause, at)
    products: list[Unit] = []
    core: str | None = None
    program = paid = False
    inside = alone = True
    comma = False
    open_quote = False
    for k in range(at + 1, min(at + 18, clause.high)):
        unit = units[k]
        if (unit.sign and unit.low in {"«", "»", '"'}) or (unit.low == "'" and _quotes(units, k, open_quote)):
            open_quote = not open_quote
        if open_quote and not is_product(unit):
            core = core or ("ai" if "ai" in unit.cues else None)
            continue
        if inside and unit.low == "par" and "ai" in units[min(k + 1, clause.high - 1)].cues:
            core = core or "ai"  # `une détection de bugs alimentée par l'IA`
        if inside and k > at + 1 and (unit.low in _NP_STOPS or (unit.sign and unit.low in {",", "("})):
            inside = False
        if inside and is_product(units[k - 1]) and unit.low in _CLAIMING:
            inside = False
        if (
            unit.low in {"and", "et", "but", "mais"}
            and (core or products)
            and _other_news(units, k, clause.high)
        ):
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
        if inside and unit.cues & _MONEY_NOUNS and unit.low not in {"offre", "offer"}:
            program = True
        if inside and unit.sum and unit.sum.value >= 1e6:
            paid = True
        paid = paid or (inside and "ai" in unit.cues and _money_for_ai(units, at, k))
        if inside and unit.low in _OFFERS and (is_product(units[k - 1]) or "ai" in units[k - 1].cues):
            continue  # `a cheaper AI plan`, `un abonnement ChatGPT`: a way to have it
        if inside and (of_software(units, k) or _makes(units, k) or _of_tool(units, k)):
            core = core or "object"
            continue
        if inside and unit.low in _DESKS and unit.capital and is_product(units[k - 1]):
            continue  # `Claude Bureau`: its name goes on
        if inside and products and unit.low in {"laboratoire", "labo", "lab"}:
            continue  # `sort Phi-5 du laboratoire`
        if (
            inside
            and unit.low == "bureau"
            and [u.low for u in units[k - 2 : k]][-1:] == ["de"]
            and k - 2 > at
        ):
            continue  # `un ordinateur de bureau`
        if unit.low == "series" and units[k - 1].low in {"de", "of", "tv"} and k - 1 > at:
            continue  # `des résumés de séries`: what one watches
        if inside and alone and "program" in unit.cues and not ("ai_object" in unit.cues and core == "ai"):
            program = True
        elif (
            inside
            and "program" not in unit.cues
            and ("ai" in unit.cues or "ai_object" in unit.cues)
            and program
            and "ai_object" in unit.cues
            and not _of_kind(units, at, k)
        ):
            program = False
        if "ai" in unit.cues and core != "ai" and (inside or k < at + 10):
            core = "ai"
        elif "ai_object" in unit.cues and core is None and (inside or k < at + 8):
            core = "object"
    return (
        sorted(products, key=lambda unit: not (unit.model or (unit.name is not None and unit.name.ai))),
        core,
        program or paid,
    )


def kind_behind_colon(clause: Clause, products: list[Unit]) -> str | None:
    """`publie Kestrel : un modèle de langage`: what a new name stands for, behind its colon as behind a comma."""
    units, colon = clause.units, clause.high
    if colon + 2 >= len(units) or units[colon].low != ":" or units[colon + 1].low not in _ONE:
        return None
    name = next((unit for unit in products if unit is units[colon - 1]), None)
    if name is None or not (name.proper or name.model):
        return None
    kind, *rest = units[colon + 2 : colon + 4]
    if "ai" in kind.cues or "program" in kind.cues:
        return "ai" if "ai" in kind.cues else None
    if "ai_object" in kind.cues:
        return "object"
    described = rest and not rest[0].sign and rest[0].low not in _OF_IT
    return "object" if described and "ai_object" in rest[0].cues else None  # `un petit modèle`


_ONE = frozenset({"a", "an", "un", "une"})
_OF_IT = frozenset({"de", "des", "du", "d", "of", "for", "pour", "sur", "on", "par", "by", "en", "in"})


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
        return last + 1 >= len(units) or units[last + 1].sign or units[last + 1].low in _NP_STOPS | {"into"}
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


_MAKERS = frozenset(
    {"builder", "planner", "tracker", "manager", "writer", "finder", "maker", "checker", "creator", "tool"}
)


def _makes(units: list[Unit], k: int) -> bool:
    """`launches a campaign builder`: what makes a programme is none."""
    return "program" in units[k].cues and k + 1 < len(units) and units[k + 1].low in _MAKERS


_TOOLS = ("outil", "generateur", "createur", "assistant", "agent", "fonction", "appli")


def _of_tool(units: list[Unit], k: int) -> bool:
    """`un outil IA de podcast`: what a tool makes is not what it is."""
    return units[k - 1].low in {"de", "des"} and units[k - 2].low.startswith(_TOOLS)


def _of_kind(units: list[Unit], at: int, k: int) -> bool:
    """`un concours de robots`: the noun before the preposition is what it is."""
    return any(
        units[j].low in {"de", "d", "of", "sur", "on", "about"}
        and any("program" in u.cues for u in units[at + 1 : j])
        for j in range(at + 2, k)
    )


def _other_news(units: list[Unit], k: int, high: int) -> bool:
    """`… and reports earnings`, `and slashes prices`, `and teases a roadmap`: what else the firm tells."""
    behind = units[k + 1 : min(k + 5, high)]
    return any(unit.low in _HINTS for unit in behind[:1]) or any(
        unit.cues >= {"other_money", "program"} or unit.low in _RESULTS for unit in behind[1:]
    )


_OFFERS = frozenset({"plan", "plans", "tier", "subscription"})
_HINTS = frozenset(
    {"teases", "hints", "promises", "promet", "esquisse", "retires", "deprecates", "discontinues", "sunsets", "drops",
     "kills", "ends", "axes", "pulls", "removes", "delays", "postpones", "retire", "supprime", "abandonne", "reporte",
     "retarde", "arrete", "says", "claims", "dit", "assure", "affirme"}
)  # fmt: skip
_RESULTS = frozenset({"results", "resultats", "prices", "prix", "tarifs"})


def _place_like(units: list[Unit], k: int) -> bool:
    return units[k - 1].low in {"in", "en", "au", "aux", "across"} if k else False


_DOES = frozenset({"that", "which", "who", "can", "will", "qui", "peut", "to"})


def quoted(clause: Clause, at: int) -> tuple[int, int] | None:
    """The words in quotes after the verb: `lance « Shopping research »`."""
    units = clause.sentence.units
    for k in range(at + 1, min(at + 10, len(units))):
        single = _opens_quote(units, k)
        if (single or units[k].low in {'"', "«", "“"}) and units[k - 1].low in _DOES:
            return None  # `a model that 'thinks'`: what it does
        if (units[k].low in {'"', "«", "»", "“"} and units[k].sign) or single:
            for j in range(k + 1, min(k + 9, len(units))):
                if units[j].low in ({"'"} if single else {'"', "»", "«", "”"}):
                    return units[k + 1].start, units[j - 1].end
            return None
    return None


def _quotes(units: list[Unit], k: int, opened: bool) -> bool:
    """A single quote that opens, or that closes with a space or the end behind it."""
    if not opened:
        return _opens_quote(units, k)
    return k + 1 >= len(units) or units[k].end < units[k + 1].start


def _opens_quote(units: list[Unit], k: int) -> bool:
    """A single quote with a space before and none behind: `launches 'vibe coding' in Excel`."""
    return (
        units[k].low == "'"
        and k + 1 < len(units)
        and units[k - 1].end < units[k].start
        and units[k].end == units[k + 1].start
    )


def _past_rival(clause: Clause, first: int) -> int:
    """`takes on Google with a new search engine`: the firm behind the verb is no product, what it meets is."""
    units = clause.units
    if first + 2 >= clause.high or units[first].name is None or is_product(units[first]):
        return first
    if units[first + 1].low not in {"with", "avec"}:
        return first
    return first + 2 + (units[first + 2].low in {"a", "an", "its", "un", "une", "son", "sa"})


def _past_taker(clause: Clause, at: int, first: int) -> int:
    """`donne aux juristes un agent IA`, `donne à ses clients un …`: who gets it stands before it."""
    low = clause.units[at].low
    if not (low.endswith((" aux", " au")) or (low.startswith("don") and low.endswith(" a"))):
        return first
    ones = range(first, min(first + 4, clause.high - 1))
    return next((k + 1 for k in ones if clause.units[k].low in {"un", "une", "son", "sa"}), first)


def described(clause: Clause, at: int) -> tuple[int, int] | None:
    """The object's noun phrase without articles."""
    units = clause.units
    first = at + 1
    while first < clause.high and units[first].low in {
        "a",
        "an",
        "the",
        "its",
        "un",
        "une",
        "le",
        "la",
        "les",
        "des",
        "l",
        "son",
        "sa",
        "ses",
        "'",
        "d",
    }:
        first += 1
    first = _past_taker(clause, at, _past_rival(clause, first))
    last = first
    while (
        last < clause.high
        and last < first + 7
        and not (units[last].sign and units[last].low not in {"-", "'"})
        and (units[last].low not in _NP_STOPS or (last + 1 < clause.high and units[last + 1].low == "-"))
    ):
        last += 1
    return (units[first].start, units[last - 1].end) if last > first else None
