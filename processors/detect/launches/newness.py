"""Launches told by a word of newness: `Google's new agent`, `le nouveau modèle d'Anthropic`."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import AGENTS, MODELS, counts, is_product
from processors.detect.launches.outcomes import by_the_way, does_harm, treated
from processors.detect.launches.signs import Sign
from processors.detect.launches.things import names_no_thing, no_thing
from processors.detect.words.closed_classes import ARTICLES, ELIDED, INDEFINITE, ITS, YOUR
from processors.detect.words.model import LAUNCH_FRAMES, Company
from processors.detect.words.unit import Text, Unit, watched

_CHIEFS = frozenset(
    {
        "head",
        "boss",
        "chief",
        "ceo",
        "patron",
        "directeur",
        "directrice",
        "dirigeant",
        "president",
        "lead",
        "cadre",
        "cadres",
        "responsable",
        "pilier",
        "visage",
    }
)
_OF = {"of", "de", "d", "du", "des", "for", "by", "par", "from", "chez", "'", "sur", "dans", "in", "on"}


_ENDS = frozenset({"with", "avec", "for", "pour", "under", "after", "to", "in", "dans", "sur", "on", "lets"})


_MORE = frozenset({"faster", "cheaper", "smaller", "lighter", "plus puissant", "plus legere"})
_RANKED = frozenset(
    {"benchmark", "benchmarks", "leaderboard", "ranking", "rankings", "classement", "palmares"}
)


def only_compares(units: list[Unit]) -> bool:
    """`faster, greener than the A100`, `new AI reliability benchmark`: from that word on things are ranked."""
    than = units[0].low in _MORE and any(unit.low in {"than", "que"} for unit in units[1:5])
    return than or any(unit.low in _RANKED for unit in units[1:6])


def new_sign(reading: Reading, text: Text, clause: Clause, at: int) -> Sign | None:
    """`Google's new AI agent`, `le nouveau modèle d'Anthropic`, `the new Bing`."""
    units = clause.units
    if "new" not in units[at].cues or clause.kind != "main":
        return None
    window = _phrase(clause, at)
    if only_compares(units[at : at + 6]) or no_thing(reading, text, clause, at):
        return None
    if any(
        _acts(clause, k) and names_no_thing(reading, text, units[at + 1 : k]) for k in range(at + 2, at + 6)
    ):
        return None
    if reading.rules.listed["new-thought"].match(text.folded, units[at].start):
        return None  # `the new craft of short prompts for Claude`
    if any(u.low.split()[0] in _CHIEFS for u in window[:2]):
        return None  # `Google names new head of Gemini app`
    noun = _thing(reading, clause, at, window)
    if noun is None:
        return None
    said = window.index(noun)
    if any(
        "program" in u.cues and not (_addressed(window, k) or _ends_name(clause, window, k))
        for k, u in enumerate(window[: said + 2])
    ):
        return None
    if any(u.low.split()[-1] in _FIRMS | _LOANS for u in window[: said + 3]):
        return None  # `becomes first AI firm to join`, `shows his new AI startup`
    if _done_to(clause, at) or _first_had(clause, at) or _of_stranger(clause, at) or _likened(clause, at):
        return None
    owner = _owner_before(clause, at) or _owner_behind(clause, at + 1 + said, noun)
    within = _owner_within(clause, at, noun) if owner is None else None
    owner = owner or within or _owner_meant(clause, at) or _heads(clause)
    company = watched(owner) or (reading.organisation if at <= clause.low + 1 else None)
    if company is None or (owner is not None and _anothers(reading, clause, at, owner)):
        return None
    if owner is not None and _put_into(clause, at, owner):
        return None
    if reading.organisation is None and (
        treated(clause, at) or by_the_way(text, clause, at) or does_harm(text, clause, at, at + 1 + said)
    ):
        return None
    ai = _of_ai(noun, owner, company)
    if not ai and not reading.ai() and not (company.id != "apple" and noun.low in MODELS):
        return None
    products = [
        u for u in units[clause.low : clause.high] if is_product(u) and counts(u, reading) and watched(u)
    ]
    named = [u for u in products if u.names_ai]
    weight = 0.66 if ai else 0.55
    sign = Sign("title-new", text, clause, at, company, owner, named[:1], weight=weight)
    if not named:
        sign.described = (units[_thing_begins(units, at, within)].start, noun.end)
    return sign


_READERS = YOUR | {"you", "their"}


def _addressed(window: list[Unit], k: int) -> bool:
    """`Google's new AI tool plans your holidays`: no programme, but what it does with what is the reader's."""
    return k + 1 < len(window) and window[k + 1].low in _READERS


def _ends_name(clause: Clause, window: list[Unit], k: int) -> bool:
    """`Google's new Garden Guide search experiment sorts pages with AI`: a part of a name, and no guide."""
    name = k > 0 and window[k].capital and window[k - 1].proper and window[k].low in _CALLED
    return name and not clause.sentence.title_case and k + 1 < len(window) and not window[k + 1].sign


_CALLED = frozenset({"guide", "guides", "list", "lists", "journal", "map", "maps", "series", "course"})
"""Words of what is written or drawn that products are called by."""


def _phrase(clause: Clause, at: int) -> list[Unit]:
    """What is new: the units behind the word of newness, up to what it is for or with."""
    window = clause.units[at + 1 : min(at + 7, clause.high)]
    ends = (k for k, u in enumerate(window) if u.low in _ENDS or u.low.startswith("perm"))
    return window[: next(ends, len(window))]


def _thing(reading: Reading, clause: Clause, at: int, window: list[Unit]) -> Unit | None:
    """The word for AI, for a sort of it, or the product's name, in what is new."""
    units = clause.units
    for unit in window:
        if "ai" in unit.cues or "ai_object" in unit.cues or (is_product(unit) and counts(unit, reading)):
            return unit
    if at <= clause.low + 1 or units[at - 1].low != "s":
        return None
    if not watched(units[at - 3 if units[at - 2].low == "'" else at - 2]):
        return None
    return next((u for u in window[:1] if u.proper and reading.ai()), None)  # `GitHub's new Spark`


def _owner_before(clause: Clause, at: int) -> Unit | None:
    """`Google's new AI agent`: the watched name nearest before."""
    units = clause.units
    owner = next((u for u in reversed(units[max(clause.low, at - 4) : at]) if watched(u)), None)
    if owner is not None and is_product(owner) and units[at - 1].low in {"with", "avec"}:
        # `OpenAI takes aim at Google Chrome with new browser`: who acts, not what is aimed at
        return next((u for u in units[clause.low : at] if watched(u) and not is_product(u)), owner)
    return owner


def _owner_behind(clause: Clause, k: int, noun: Unit) -> Unit | None:
    """`le nouveau modèle d'Anthropic`: the noun at `k` itself, or a watched name that a preposition joins to it."""
    units = clause.units
    for j in range(k, min(k + 7, clause.high)):
        if watched(units[j]) and (
            units[j] is noun or units[j - 1].low in _OF or "maker" in units[j - 1].cues
        ):
            return units[j]
        if units[j - 1].low == "pour" and watched(units[j]) and (is_product(units[j]) or _its_first(clause)):
            return units[j]  # `De nouveaux outils IA pour Google Agenda`, `Premier modèle ouvert pour Meta`
    return None


def _owner_within(clause: Clause, at: int, noun: Unit) -> Unit | None:
    """`New OpenAI model writes songs`, `Nouvel agent Google`: the maker before the thing, in French right behind it."""
    units = clause.units
    if at > clause.low or at + 2 >= clause.high:
        return None
    maker = units[at + 1]
    if units[at].low.startswith("nouv"):
        k = next((k for k in range(at + 1, min(at + 5, clause.high - 1)) if units[k] is noun), at)
        k += k + 2 < clause.high and units[k + 1].low == "ia"
        maker = units[k + 1]
        return maker if k > at and watched(maker) is not None and not is_product(maker) else None
    if watched(maker) is None or is_product(maker) or maker is noun:
        return None
    return maker if any(unit is noun for unit in units[at + 2 : at + 6]) else None


def _thing_begins(units: list[Unit], at: int, within: Unit | None) -> int:
    """Behind the maker: `model` of `New OpenAI model`; but `OpenAI Bakery features` is a name."""
    if within is None or within is not units[at + 1]:
        return at
    return at + 1 if units[at + 2].capital and units[at + 2].low != "ai" else at + 2


def _its_first(clause: Clause) -> bool:
    return clause.low == 0 and clause.units[0].low in {"premier", "premiere", "premiers", "premieres"}


_SOME = INDEFINITE | {"de", "des"}


def _owner_meant(clause: Clause, at: int) -> Unit | None:
    """`Google hedges its bets with its new agent kit`: who acts."""
    before = [unit.low for unit in clause.units[max(clause.low, at - 2) : at]]
    with_one = len(before) == 2 and before[0] in _WITH and before[1] in _SOME
    if before[-1:] == [] or not (with_one or before[-1] in _ITS_OR_WITH):
        return None
    first = clause.leader(at)
    return first if first is not None and watched(first) and not is_product(first) else None


_WITH = frozenset({"with", "avec"})
_ITS_OR_WITH = ITS | _WITH


def _of_ai(noun: Unit, owner: Unit | None, company: Company) -> bool:
    """What is new is AI by its noun, its name, or the maker's trade."""
    if noun.says_ai or noun.low in AGENTS or company.ai == "core":
        return True
    return owner is not None and owner.names_ai


_FIRMS = frozenset(
    {
        "startup",
        "startups",
        "start-up",
        "firm",
        "company",
        "venture",
        "lab",
        "labo",
        "laboratoire",
        "entreprise",
        "societe",
    }
)
_LOANS = frozenset({"financing", "financement", "loan", "loans", "debt", "emprunt"})
_TO_SHOW = frozenset({"meet", "here's", "here", "voici", "try", "see"})


def _done_to(clause: Clause, at: int) -> bool:
    """`Norway banning Mistral's new model`, `A hospital gets Nvidia's largest chip`: others do something to it."""
    units = clause.units
    k = at - 3
    if k <= clause.low or units[at - 1].low != "s" or units[at - 2].low != "'" or watched(units[k]) is None:
        return False
    verb = k - 1 - (units[k - 1].low in {"the", "of"})
    if verb < clause.low or verb == clause.low == 0:
        return False  # `Meet OpenAI's new agent`
    moods = {mood for mood, verb in units[verb].verbs if verb.frame not in ("launch", "arrive", "improve")}
    doing = units[verb].low.endswith("ing") and not units[verb].capital
    if units[verb].low in _TO_SHOW or not (moods & {"present", "past", "gerund"} or doing):
        return False
    first = clause.leader(verb)
    return first is None or watched(first) is None


def _anothers(reading: Reading, clause: Clause, at: int, owner: Unit) -> bool:
    """`Radio Plume shows new CarPlay radio, Siri included`: who acts has no name here, and the owner comes behind."""
    first = clause.leader(at)
    if reading.organisation is not None or first is None or owner.start < clause.units[at].start:
        return False
    acts = any(unit.verbs for unit in clause.units[clause.low + 1 : at])
    return acts and watched(first) is None and first.start < clause.units[at].start


_INTO = frozenset({"in", "into", "inside", "for", "behind", "dans", "pour", "derriere"})
_OFFERED = LAUNCH_FRAMES - {"able"}


_DETERMINERS = ARTICLES | ITS


def _put_into(clause: Clause, at: int, owner: Unit) -> bool:
    """`Radio Plume uses Claude in new weather app`: new is what another firm makes of it."""
    units = clause.units
    before = at - 1 - (units[at - 1].low in _DETERMINERS)
    if before <= clause.low or units[before].low not in _INTO or units[before - 1] is not owner:
        return False
    who, told = units[clause.low], units[clause.low + 1 : before - 1]
    if watched(who) is not None:
        return False
    frames = {verb.frame for unit in told for _, verb in unit.verbs}
    return bool(frames or any(unit.low in _USES for unit in told)) and not frames & _OFFERED


_USES = frozenset(
    {"uses", "utilise", "taps", "picks", "chooses", "choisit", "adopts", "adopte", "puts", "met"}
)


def _of_stranger(clause: Clause, at: int) -> bool:
    """`Samsung's new fridge shows recipes from Gemini`: new is what another firm has."""
    units = clause.units
    k = at - 3
    if k < clause.low or units[at - 1].low != "s" or units[at - 2].low != "'":
        return False
    whose = units[k]
    return whose.is_firm and watched(whose) is None and not whose.aside


_IS = frozenset(
    {"is", "are", "was", "were", "has", "have", "will", "gets", "looks", "opens", "involves", "costs"}
)


def _acts(clause: Clause, k: int) -> bool:
    """`The latest Gemini mishap involves …`: what the noun before does, so that it ends there."""
    if k >= clause.high:
        return False
    unit = clause.units[k]
    return unit.low in _IS or any(mood == "present" for mood, _ in unit.verbs)


_COPIES = frozenset(
    {
        "clone",
        "clones",
        "copy",
        "copies",
        "copycat",
        "rival",
        "rivals",
        "alternative",
        "alternatives",
        "answer",
        "fans",
    }
)


def _likened(clause: Clause, at: int) -> bool:
    """`A clone of OpenAI's new agent`: what others make of it."""
    units = clause.units
    joined = next(
        (k for k in range(at - 1, max(clause.low, at - 5), -1) if units[k].low in {"of", "to"}), None
    )
    return joined is not None and units[joined - 1].low in _COPIES


_HAS = ("receiv", "get", "celebrat", "got", "recoi", "fete", "celebre", "unbox")


_STEPPED_OVER = ARTICLES | ITS | {ELIDED, "s"}


def _first_had(clause: Clause, at: int) -> bool:
    """`Musk receives the first DGX Spark`, `celebrate first Blackwell wafer`."""
    units = clause.units
    if not units[at].low.startswith(("first", "premier")):
        return False
    k = at - 1
    while k > clause.low and units[k].low in _STEPPED_OVER:
        k -= 1
    return k > clause.low and units[k].low.startswith(_HAS)


_HELPINGS = frozenset(
    {"double", "twin", "two", "week", "day", "menu", "rentree", "coup", "salve", "doublon", "duo", "deux"}
)


def _heads(clause: Clause) -> Unit | None:
    """`Mistral's double bill: a takeover and a brand-new model`: the one who heads what is listed."""
    before = clause.units[: clause.low]
    if not 1 < len(before) <= 7 or before[-1].low != ":" or not any(u.low in _HELPINGS for u in before):
        return None
    named = [unit for unit in before if unit.party]
    return named[0] if len(named) == 1 and watched(named[0]) is not None else None
