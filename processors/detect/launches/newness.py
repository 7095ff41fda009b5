"""Launches told by a noun: `Google's new agent`, `le lancement de X`, `X release`."""

from __future__ import annotations

from itertools import pairwise

from processors.detect.grammar.acting import another_acts
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import counts, is_product
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Text, Unit, watched

_CHIEFS = frozenset(
    {"head", "boss", "chief", "ceo", "patron", "directeur", "directrice", "dirigeant", "president", "lead"}
)
_OF = {"of", "de", "d", "du", "des", "for", "by", "par", "from", "chez", "'", "sur", "dans", "in", "on"}


def new_sign(reading: Reading, text: Text, clause: Clause, at: int) -> Sign | None:
    """`Google's new AI agent`, `le nouveau modèle d'Anthropic`, `the new Bing`."""
    units = clause.units
    if "new" not in units[at].cues or clause.kind != "main":
        return None
    window = units[at + 1 : min(at + 7, clause.high)]
    stop = next(
        (
            k
            for k, u in enumerate(window)
            if u.low
            in {"with", "avec", "for", "pour", "under", "after", "to", "in", "dans", "sur", "on", "lets"}
            or u.low.startswith("perm")
        ),
        len(window),
    )
    window = window[:stop]
    if reading.rules.listed["new-thought"].match(text.folded, units[at].start):
        return None  # `the new craft of short prompts for Claude`
    if any(u.low.split()[0] in _CHIEFS for u in window[:2]):
        return None  # `Google names new head of Gemini app`
    noun = next(
        (
            u
            for u in window
            if "ai" in u.cues or "ai_object" in u.cues or (is_product(u) and counts(u, reading))
        ),
        None,
    )
    if (
        noun is None
        and at > clause.low + 1
        and units[at - 1].low == "s"
        and watched(units[at - 3 if units[at - 2].low == "'" else at - 2])
    ):
        noun = next((u for u in window[:1] if u.proper and reading.ai()), None)  # `GitHub's new Spark`
    if noun is None:
        return None
    if any("program" in u.cues for u in window[: window.index(noun) + 2]):
        return None
    if any(u.low.split()[-1] in _FIRMS for u in window[: window.index(noun) + 3]):
        return None  # `becomes first AI firm to join`, `shows his new AI startup`
    if _done_to(clause, at) or _first_had(clause, at) or _of_stranger(clause, at):
        return None
    owner = next((u for u in reversed(units[max(clause.low, at - 4) : at]) if watched(u)), None)
    if owner is not None and is_product(owner) and units[at - 1].low in {"with", "avec"}:
        # `OpenAI takes aim at Google Chrome with new browser`: who acts, not what is aimed at
        owner = next((u for u in units[clause.low : at] if watched(u) and not is_product(u)), owner)
    if owner is None:
        k = at + 1 + window.index(noun)
        owner = next(
            (
                units[j]
                for j in range(k, min(k + 7, clause.high))
                if watched(units[j])
                and (units[j] is noun or units[j - 1].low in _OF or "maker" in units[j - 1].cues)
            ),
            None,
        )
    if owner is None and at > clause.low and units[at - 1].low in {"its", "son", "sa", "ses"}:
        # `Google hedges its bets with its new agent kit`
        first = clause.leader(at)
        owner = first if watched(first) and not is_product(first) else None  # type: ignore[arg-type]
    owner = owner or _heads(clause)
    company = watched(owner) or (reading.organisation if at <= clause.low + 1 else None)
    if company is None or (owner is not None and _anothers(reading, clause, at, owner)):
        return None
    ai = (
        (noun.name is not None and noun.name.ai)
        or "ai" in noun.cues
        or company.ai == "core"
        or noun.low in {"agent", "agents", "assistant", "chatbot"}
        or (owner is not None and owner.name is not None and owner.name.ai)
    )
    modelled = company.id != "apple" and noun.low in {"model", "models", "modele", "modeles"}
    if not ai and not reading.ai() and not modelled:
        return None
    products = [
        u
        for u in units[clause.low : clause.high]
        if is_product(u) and counts(u, reading) and watched(u) is not None
    ]
    named = [u for u in products if u.name and u.name.ai]
    weight = 0.66 if ai else 0.55
    sign = Sign("title-new", text, clause, at, company, owner, named[:1], weight=weight)
    if not named:
        sign.described = (units[at].start, noun.end)
    return sign


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


def _of_stranger(clause: Clause, at: int) -> bool:
    """`Samsung's new fridge shows recipes from Gemini`: new is what another firm has."""
    units = clause.units
    k = at - 3
    if k < clause.low or units[at - 1].low != "s" or units[at - 2].low != "'":
        return False
    whose = units[k]
    return (
        whose.name is not None and whose.name.kind == "company" and watched(whose) is None and not whose.aside
    )


_HAS = ("receiv", "get", "celebrat", "got", "recoi", "fete", "celebre", "unbox")


def _first_had(clause: Clause, at: int) -> bool:
    """`Musk receives the first DGX Spark`, `celebrate first Blackwell wafer`."""
    units = clause.units
    if not units[at].low.startswith(("first", "premier")):
        return False
    k = at - 1
    while k > clause.low and units[k].low in {"the", "a", "its", "le", "la", "son", "sa", "'", "s"}:
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


def noun_sign(reading: Reading, text: Text, clause: Clause, at: int) -> Sign | None:
    """`le lancement de X`, `the launch of X`, `X release`, `Google's X rollout`."""
    units = clause.units
    if (
        ("launch_noun" not in units[at].cues and not _launch_of(units[at]))
        or clause.kind != "main"
        or (units[at].verbs and not _noun_place(units, at))
    ):
        return None
    if (
        units[at].low == "introduction"
        and at + 1 < clause.high
        and units[at + 1].low in {"to", "a", "aux", "au"}
    ):
        return None  # `An introduction to Bedrock`: a lesson
    near = units[max(clause.low, at - 4) : min(at + 8, clause.high)]
    if any(u.sum for u in units[max(clause.low, at - 4) : at]):
        return None  # `Google's $9B expansion`
    product = next(
        (u for u in near if is_product(u) and counts(u, reading) and (u.model or watched(u))), None
    )
    owner = next(
        (u for u in units[clause.low : clause.high] if watched(u) and u.name and u.name.kind == "company"),
        None,
    )
    if product is None and not (owner and any(u.cues & {"ai"} for u in near)):
        return None
    if product is None and another_acts(clause, at):
        return None
    if _commented(units, at, clause.high):
        return None
    if (product is None and _furthered(units, clause.low, at)) or _likened(units, at):
        return None
    company = watched(product) or watched(owner) or reading.organisation
    if company is None or (
        product is not None
        and product.name is not None
        and not product.name.ai
        and not any("ai" in u.cues for u in near)
    ):
        return None
    return Sign(
        "title-noun", text, clause, at, company, owner or product, [product] if product else [], weight=0.68
    )


def _launch_of(unit: Unit) -> bool:
    """`Lancement de Claude for Education`: the words that begin a vendor's title are a noun in the press."""
    return "launch_title" in unit.cues and unit.low.startswith(("lancement", "launch of", "arrivee"))


def _furthered(units: list[Unit], low: int, at: int) -> bool:
    """`pour accélérer le déploiement de l'IA dans les banques`: an aim, and nothing that is out."""
    before = units[max(low, at - 4) : at]
    return any(one.low in {"pour", "to", "afin"} and two.verbs for one, two in pairwise(before))


_GOES = frozenset(
    {"is", "was", "went", "goes", "has", "est", "etait", "va", "tourne", "vire", "patine", "coince"}
)
_BEGINS = frozenset({"live", "here", "underway", "now", "today", "complete", "la", "officiel", "en", "under"})


def _commented(units: list[Unit], at: int, high: int) -> bool:
    """`says its Alexa+ launch went well`: how it goes."""
    behind = [unit.low for unit in units[at + 1 : min(at + 5, high)]]
    return bool(behind) and behind[0] in _GOES and not _BEGINS & set(behind)


def _likened(units: list[Unit], at: int) -> bool:
    """`Tencent avec sa version de ChatGPT`: somebody's answer to the product."""
    before, behind = units[max(0, at - 1) : at], units[at + 1 : at + 2]
    own = any(unit.low in {"leur", "sa", "propre", "own", "its", "their"} for unit in before)
    return units[at].low == "version" and own and any(unit.low in {"of", "de", "d"} for unit in behind)


def _noun_place(units: list[Unit], at: int) -> bool:
    """A word that may be a verb stands as a noun: after an article or a possessive, or before `of`/`de`."""
    before = units[at - 1].low if at else ""
    after = units[at + 1].low if at + 1 < len(units) else ""
    return before in {
        "the",
        "a",
        "its",
        "le",
        "la",
        "un",
        "une",
        "s",
        "this",
        "l",
        "'",
        "public",
    } or after in {"of", "de", "d"}
