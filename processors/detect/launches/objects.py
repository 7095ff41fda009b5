"""What a product is: one with a name or a version, of whom, and how long known."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.words.model import Company
from processors.detect.words.unit import Unit, watched


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
    return unit.model or unit.known_product


MODELS = frozenset({"model", "models", "modele", "modeles"})
AGENTS = frozenset({"agent", "agents", "assistant", "assistants", "chatbot"})
SORTS = MODELS | AGENTS
"""What a thing of AI is, where it is told by its sort: `a new model by X`."""


def of_house(unit: Unit, own: Company) -> bool:
    """What a watched company or one of its group makes or is."""
    maker = watched(unit)
    return maker is not None and maker.group == own.group


def own_ai(unit: Unit, reading: Reading) -> bool:
    """A watched company's AI product, known by name."""
    if not is_product(unit) or not counts(unit, reading):
        return False
    return unit.names_ai and unit.level == "watched"


def counts(unit: Unit, reading: Reading) -> bool:
    """An ambiguous product name counts only with a version or with its company or AI in the text."""
    if unit.name is None:
        return True
    key = id(unit)
    if key not in reading.counted:
        reading.counted[key] = reading.means(unit)
    return reading.counted[key]


APPS = frozenset({"whatsapp", "instagram", "facebook", "messenger", "youtube", "threads"})
"""Apps of watched firms that are known for more than AI."""


def is_host(unit: Unit) -> bool:
    """What may newly have AI: a product, a model, or an app that is known for more."""
    return is_product(unit) or unit.low in APPS
