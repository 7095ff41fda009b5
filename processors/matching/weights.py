"""What each feature of two articles counts, and which kinds of happening are features: see docs/adr/0006."""

from __future__ import annotations

_WORDS = """reaction court ipo layoff ads people policy guide review incident aftermath dispute again figures
price score arrival answer named advice study"""
SEQUEL = frozenset(_WORDS.split()) - {"ipo", "ads", "arrival"} | {"eve", "flaw", "inquiry", "delayed"}
"""What an article without a label tells of a deal or a launch that another one reports; or that it is still to come."""
_LATER = """later inquiry layoff study dispute advice named fined delayed deal-inquiry deal-cleared court-filed
court-verdict"""
LATER = frozenset(_LATER.split())
"""What can only become of a thing that is out, or of a deal that is told: at once as well."""
SAME = frozenset({"reaction", "incident", "layoff", "ipo", "people"})
"""Kinds of happening that two articles without a label have in common by more than chance."""
_SISTERS = (
    """flash mini nano lite small turbo codex spark cyber fast air instant tts live edge micro tiny omni vl"""
)
SMALLER = frozenset(_SISTERS.split())
"""What a smaller or a special sister of a model is called: it comes on a day of its own."""
ALONE = tuple(_WORDS.split())
"""Kinds of happening that count where only one of two articles has them."""
SAME_DAY = 0.4
"""Share of its weight that an odd kind of happening has where both are told at one time: it is mostly the other's in
other words. A day later it has all of it."""
TOLD_ASIDE = 0.4
"""The same where the other's description names the kind."""
AT_ONCE = frozenset(
    {
        "reaction alone",
        "guide alone",
        "dispute alone",
        "review alone",
        "answer alone",
        "advice alone",
        "eve alone",
        "flaw alone",
        "inquiry alone",
        "delayed alone",
    }
)
"""Kinds that come on the day itself as well."""
WEIGHTS: dict[str, float] = {
    "words": 0.98, "many words": 0.025, "deeds": 0.08, "version words": -0.4, "unheard": -0.05, "meanings": 0.18,
    "late words": -0.1, "days": -0.09, "more days": -0.2, "undated": -0.45,
    "rare name": 0.12, "companies": 0.105, "companies aside": 0.11, "lead unnamed": -0.42, "amount": 0.34,
    "bare amount": 0.12, "weekday": 0.05,
    "figures": 0.2, "version": 0.04, "target": 0.25, "known target": 0.2, "product": 0.05, "topics": 0.04, "place": 0.2,
    "label": 0.05, "kind": 0.2, "sequel": -0.48, "two labels": -0.22, "two targets": -1.5, "two products": -0.38,
    "two amounts": -0.08, "two deeds": -0.4, "two payers": -0.55, "other payers": -0.73, "other companies": -0.55,
    "other actors": -0.2, "two variants": -0.34, "two sisters": -0.45, "two systems": -0.34, "looks back": -0.45,
    "two places": -0.4, "two regions": -0.5, "two topics": -0.12,
    "two platforms": -0.25, "platform alone": -0.21, "two weekdays": -0.2, "two court stages": -0.38,
    "another court day": -0.1, "two deal steps": -1.0,
    "two powers": -0.4, "two measures": -0.47, "two acts": -0.3, "deal step alone": -0.44,
    "dispute alone": -0.33, "reaction alone": -0.9, "court alone": -0.05,
    "ipo alone": -0.2, "layoff alone": -0.15, "ads alone": -0.57, "people alone": -0.12, "policy alone": -0.12,
    "guide alone": -0.3, "review alone": -0.6, "incident alone": -0.05, "aftermath alone": -0.15,
    "again alone": -0.39, "figures alone": -0.15, "price alone": -0.1, "arrival alone": -0.17, "score alone": -0.21,
    "answer alone": -0.44, "advice alone": -0.3, "study alone": -0.15, "named alone": -0.4,
    "elsewhere": -0.57, "hosted": -0.8, "two plaintiffs": -0.3,
    "deal and launch": -0.15, "same outlet": -0.5, "outlet's next": -0.3, "bare launch": -0.15, "vague": -0.2,
    "late names": -0.4, "later": -1.1,
}  # fmt: skip
"""What each feature counts: see docs/adr/0006 for where the numbers come from."""
CONTRARY = frozenset(
    {
        "two targets", "two deeds", "two products", "two payers", "other payers",
        "other companies", "two variants", "two sisters",
        "two systems", "two places",
        "two platforms", "two weekdays", "two court stages", "two deal steps", "two powers", "two measures",
        "deal step alone",
        "another court day", "looks back", "reaction alone",
        "aftermath alone", "review alone", "again alone", "arrival alone", "platform alone", "guide alone",
        "answer alone", "advice alone", "elsewhere", "hosted", "deal and launch", "outlet's next",
        "later",
    }
)  # fmt: skip
"""Features that name what makes it another happening: they keep an article out of a story that others let it into."""
