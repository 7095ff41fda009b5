"""Whether a text speaks of AI, or of what AI firms make."""

from __future__ import annotations

from processors.detect.words.unit import Text

_MADE = frozenset(
    {
        "model",
        "models",
        "modele",
        "modeles",
        "agents",
        "bots",
        "image",
        "voice",
        "voix",
        "reasoning",
        "chatbots",
    }
)
_NAMED = (" intelligence", " robotics", " robots", " labs", " motion", "mind", " cognition")
"""What AI firms make, and what they call themselves."""
_GATHERED = frozenset(
    {"fraud", "threat", "market", "business", "security", "risk", "location", "customer", "sales", "revenue"}
    | {"cyber", "cyberthreat", "consumer", "competitive", "media", "property", "price", "crime", "weather"}
)
"""`Fraud Intelligence Firm`: what is gathered of it, in a headline's capitals, and no firm's name."""
_BUYERS = frozenset({"customer", "customers", "client", "clients", "clientele", "users", "utilisateurs"})


def speaks_of_ai(text: Text) -> bool:
    """By a word, or by a name that is no customer's (`Its customers include OpenAI`)."""
    for s in text.sentences:
        if "ai" in s.places().cues:
            return True
        named = any((unit.model or unit.name is not None) and unit.says_ai for unit in s.units)
        if named and not any(unit.low in _BUYERS for unit in s.units):
            return True
    return False


_BETTING = frozenset({"market", "markets", "exchange", "site"})
"""`prediction market`: bets, and no forecast by a machine."""


def speaks_nearly(text: Text) -> bool:
    """Robots, agents, speech, chips, autonomous things."""
    return any(
        ("ai_near" in unit.cues and not (unit.low == "prediction" and after.low in _BETTING))
        or unit.low in _MADE
        or (unit.proper and unit.low.endswith(_NAMED) and unit.low.split()[0] not in _GATHERED)
        or (unit.low == "agent" and bool(after.cues & {"descriptor", "maker"}))
        for s in text.sentences
        for unit, after in zip(s.units, [*s.units[1:], s.units[-1]], strict=True)
    )
