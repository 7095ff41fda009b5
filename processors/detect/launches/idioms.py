"""Turns of phrase with a verb of launching in them, which launch nothing: `sort le chéquier`, `opens its wallet`."""

from __future__ import annotations

import re
from itertools import takewhile

from processors.detect.grammar.clauses import Clause
from processors.detect.launches.objects import flagship, is_product
from processors.detect.words.closed_classes import ITS

_FIGURES = frozenset(
    {
        "griffes", "lead", "capot", "hood", "silence", "gonds", "reserve", "muscles", "hostilites", "alerte",
        "bombshell", "carpet", "tapis", "hint", "hints", "ambitions", "ambition", "avertissement", "fire", "excuses",
        "apology", "microscope", "scrutiny", "pressure", "pression", "loupe", "ultimatum",
        "deadline", "reprieve", "sursis", "rebond", "sursaut", "repit",
    }
)  # fmt: skip
_PURSE = frozenset(
    {"chequier", "chequebook", "checkbook", "cheque book", "wallet", "wallets", "purse", "carnet"}
)
_AGAINST = frozenset({"competition", "concurrence", "against", "contre", "versus"})
_VERSIONED = re.compile(r"[a-z].*\d$")


def idiom(clause: Clause, at: int) -> bool:
    """`sort le chéquier`, `opens its wallet`, `sort les griffes`, `launches a charm offensive`."""
    behind = [unit.low for unit in clause.units[at + 1 : min(at + 5, clause.high)]]
    if behind[:1] == ["to"] and clause.units[at].low.startswith("add"):
        return True  # `adds to the worries of editors`
    if clause.units[at].low.startswith("ajout") and clause.units[at].low.endswith(" a"):
        return not any(u.party or u.cues & {"ai", "ai_object"} for u in clause.units[at + 1 : at + 4])
    if clause.units[at].low.startswith("test") and _tried(clause, at):
        return True
    if clause.units[at].low.endswith("en avant") and not _newly(clause, at):
        return True  # `met en avant Codex auprès des banques`
    if clause.units[at].low in {"vend", "vendent"} and behind[:1] in (["ses"], ["son"], ["sa"]):
        return "aux" in behind and not any(map(is_product, clause.units[at + 1 : at + 7]))
        # `vend ses IA aux compagnies pétrolières`: a trade
    if behind[:3] in (["la", "carte", "de"], ["la", "carte", "du"], ["the", "card", "of"]):
        return True  # `joue la carte de l'ouverture`
    if (behind[:1] in (["fewer"], ["less"], ["moins"]) and not _for_young(clause, at)) or behind[:2] in (
        ["up", "on"],
        ["its", "case"],
    ):
        return True
    if (
        clause.units[at].low.startswith("concurrence")
        and at
        and clause.units[at - 1].low in {"en", "la", "de", "sa"}
    ):
        return True  # `met Claude en concurrence avec Gemini`
    if _recruits(clause, at) or _presents_somebody(clause, at):
        return True
    if clause.units[at].low.startswith(("put", "pit", "place", "met", "plac")) and _AGAINST & {
        unit.low for unit in clause.units[at + 1 : min(at + 7, clause.high)]
    }:
        return True  # `Veo 9 puts Google in competition with Sora 9`
    if {"artillerie", "offensive"} & set(behind):
        return not {"avec", "with"} & {unit.low for unit in clause.units[at : clause.high]}
    if behind[:2] in (["le", "grand"], ["the", "door"], ["la", "porte"]) or behind[:1] == ["door"]:
        return not any(
            unit.party and (k < at + 6 or unit.names_ai)
            for k, unit in enumerate(clause.units[at + 1 : at + 9], at + 1)
        )
    if _MORE_TIME.search(" ".join(behind)):
        return True  # `gives Siri another year`
    if clause.units[at].low.startswith(_MEETS) and _fought_otherwise(clause, at):
        return True
    # `unveils Gemini 9 claiming the lead`: what stands behind a version is not the verb's
    behind = list(takewhile(lambda low: not (low[-1].isdigit() and _VERSIONED.search(low)), behind))
    figures = [low for k, low in enumerate(behind) if low != "reserve" or behind[k - 1 : k] != ["qui"]]
    return any(low in _FIGURES or low in _PURSE for low in figures)


def _newly(clause: Clause, at: int) -> bool:
    near = clause.units[at + 1 : min(at + 6, clause.high)]
    return any("new" in u.cues or (is_product(u) and any(map(str.isdigit, u.low))) for u in near)


def _tried(clause: Clause, at: int) -> bool:
    """`teste Claude pour ranger ses serveurs`, `teste l'IA pour les permis`: its own old product, or AI, at work."""
    units = [unit for unit in clause.units[at + 1 : min(at + 7, clause.high)] if unit.low not in {"'", "l"}]
    at_work = [unit.low for unit in units[1:2]] in (["pour"], ["comme"], ["as"], ["avant"], ["before"])
    if not units or not at_work:
        return False
    if any(unit.party for unit in clause.units[at + 3 : clause.high]):
        return False  # `teste l'IA pour les recettes dans YouTube`
    if is_product(units[0]) and flagship(units[0]):
        return any(unit.low in ITS for unit in units[2:])
    return units[0].low in {"les", "l'ia", "ia", "ai"}


_MORE_TIME = re.compile(
    r"\b(?:another|one more|(?:two|three|six|\d+) more) (?:year|month|week|day|chance)s?\b|\b(?:un an|mois|"
    r"semaines?|jours?) de plus\b"
)
_MEETS = (
    "take",
    "taking",
    "took",
    "challeng",
    "go",
    "court",
    "woo",
    "pit",
    "hit",
    "strik",
    "fir",
    "defi",
    "s'attaq",
)


def _fought_otherwise(clause: Clause, at: int) -> bool:
    """`takes aim at OpenAI with an ad campaign for Gemini`: what a rival is met with is no product."""
    units = clause.units
    arm = next((k for k in range(at + 1, min(at + 7, clause.high)) if units[k].low in {"with", "avec"}), None)
    if arm is None:
        return False
    near = units[arm + 1 : min(arm + 5, clause.high)]
    thing = any("ai_object" in u.cues or is_product(u) for u in near[:3])
    return not thing and any("program" in u.cues for u in near)


def _for_young(clause: Clause, at: int) -> bool:
    """`s'ouvre aux moins de 13 ans`: who may use it."""
    return clause.units[at].low.endswith("aux")


def _presents_somebody(clause: Clause, at: int) -> bool:
    """`introduces Siri's new boss`."""
    units = clause.units
    k = next((k for k in range(at + 1, min(at + 4, clause.high - 2)) if units[k].party), None)
    if k is None or [unit.low for unit in units[k + 1 : k + 3]] != ["'", "s"]:
        return False
    return any("person_role" in unit.cues for unit in units[k + 3 : min(k + 5, clause.high)])


def _recruits(clause: Clause, at: int) -> bool:
    """`launches search for a chief of staff`."""
    near = clause.units[at + 1 : min(at + 9, clause.high)]
    sought = any(unit.low in {"search", "hunt", "recherche", "chasse"} for unit in near[:3])
    return sought and any("person_role" in unit.cues for unit in near[2:]) and not any(u.party for u in near)
