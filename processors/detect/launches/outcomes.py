"""What is done about a new thing, or what it does to others: it is out, and that is no news of its coming."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Text, Unit, watched

_TREATS = (
    "defend", "tweak", "fix", "patch", "delay", "explain", "apologi", "promot", "hype", "teas", "pull", "paus", "blam",
    "admit", "investigat", "rethink", "reconsider", "limit", "restrict", "mock", "prais", "critici", "corrige", "defen",
    "retard", "critiqu",
)  # fmt: skip


def treated(clause: Clause, at: int) -> bool:
    """`OpenAI defends its new voice`, `tweaks its new model after complaints`; `at` is the word of newness."""
    units = clause.units
    verb = at - 2
    return (
        verb >= clause.low
        and units[at - 1].low in {"its", "son", "sa", "ses"}
        and units[verb].low.startswith(_TREATS)
    )


_HARMS = (
    "alarm", "anger", "annoy", "baffl", "censor", "cheat", "clog", "confus", "creep", "crippl",
    "deceiv", "destroy", "devour", "disappoint", "disturb", "drown", "enrag", "erod", "fabricat",
    "fail", "falter", "flood", "fool", "frighten", "fuel", "gobbl", "guzzl", "hallucinat", "harm", "hurt", "infuriat",
    "infring", "irk", "leak", "lie", "melt", "mislead", "misquot", "overwhelm", "plagiari", "provok",
    "rattl", "reignit", "rekindl", "ruin", "scar", "spark", "spook", "steal", "stir", "stok", "struggl",
    "stumbl", "suffer", "swamp", "terrif", "threaten", "underwhelm", "unnerv", "unsettl", "upset", "violat", "wreck",
)  # fmt: skip
"""How begins what a new thing does to others; all else it does for its users."""
_KINDS = frozenset(
    {
        "agent", "app", "assistant", "browser", "button", "chatbot", "chip", "feature", "generator", "mode", "model",
        "platform", "robot", "store", "system", "tool", "update", "upgrade",
    }
)  # fmt: skip
_ILL = re.compile(
    r" ha(?:s|ve) (?:an? |some |its )?(?:[\w-]+ ){0,2}(?:problems?|issues?|flaws?|bugs?|troubles?)\b"
)


def does_harm(text: Text, clause: Clause, at: int, thing: int) -> bool:
    """`OpenAI's new image tool melts its GPUs`: what comes of a new thing; `at` is the word of newness."""
    units, k = clause.units, thing
    while k + 1 < clause.high and units[k + 1].low in _KINDS:
        k += 1
    if (
        k + 2 >= clause.high
        or clause.sentence.title_case
        or units[k].low.endswith("s")
        or not _its(units, at)
    ):
        return False
    verb, behind = units[k + 1], units[k + 2]
    if _ILL.match(text.folded, units[k].end):
        return True
    if verb.low in _HAPPENS:
        return True
    acts = behind.verbs or behind.low in _OF_MANY or (behind.low.endswith("s") and len(behind.low) > 4)
    if units[k].low in {"ai", "ia"} or acts:
        return False  # `Google's new AI glasses translate`, `… new voice skills can …`: more of its name
    said_of = verb.low.endswith("s") and verb.low.isalpha() and not (verb.cues or verb.capital or verb.name)
    return said_of and verb.low.startswith(_HARMS) and behind.low not in {"less", "fewer"}


_HAPPENS = frozenset(
    {
        "expected", "due", "barred", "banned", "blocked", "stuck", "rumored", "rumoured", "tipped", "spotted", "leaked",
        "delayed", "scores", "ranks", "attendu", "attendue", "interdit", "interdite", "bloque", "bloquee",
    }
)  # fmt: skip
"""What happens to it, or how it does in an exam."""
_OF_MANY = frozenset(
    {"are", "can", "will", "could", "may", "let", "make", "help", "have", "do", "get", "work", "come"}
)


def _its(units: list[Unit], at: int) -> bool:
    """`Google's new …`, `New Google …`: the maker stands right before or behind."""
    if at + 1 < len(units) and watched(units[at + 1]) is not None:
        return True
    return at > 1 and units[at - 1].low == "s" and units[at - 2].low == "'"
