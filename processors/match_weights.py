"""What each feature of two articles counts, and which kinds of happening are features: see docs/adr/0006."""

from __future__ import annotations

_WORDS = """reaction court ipo layoff ads people policy guide review incident aftermath dispute again figures
price region score question arrival answer named"""
SEQUEL = frozenset(_WORDS.split()) - {"ipo", "ads", "region", "question", "arrival"}
"""What an article without a label tells of a deal or a launch that another one reports."""
SAME = frozenset({"reaction", "incident", "layoff", "ipo", "people"})
"""Kinds of happening that two articles without a label have in common by more than chance."""
SMALLER = frozenset({"flash", "mini", "nano", "lite", "small", "turbo", "codex", "spark"})
"""What a smaller or a special sister of a model is called: it comes on a day of its own."""
ALONE = tuple(_WORDS.split())
"""Kinds of happening that count where only one of two articles has them."""
WEIGHTS: dict[str, float] = {
    "words": 0.75, "crossing": 0.04, "days": -0.12, "more days": -0.15, "undated": -0.15, "rare names": 0.05,
    "name words": 0.04, "companies": 0.16, "companies aside": 0.15, "amount": 0.3, "bare amount": 0.2,
    "figures": 0.05, "version": 0.05, "target": 0.2, "product": 0.05, "topics": 0.07, "place": 0.1, "weekday": 0.05,
    "label": 0.08, "one label": -0.03, "sequel": -0.27, "two labels": -0.3, "two targets": -0.9, "two products": -0.3,
    "two amounts": -0.03, "two payers": -0.5, "other payers": -0.5, "other companies": -0.37, "other actors": -0.15,
    "two variants": -0.3, "variant alone": -0.1, "looks back": -0.35, "two places": -0.25, "two platforms": -0.25,
    "platform alone": -0.18, "two weekdays": -0.25, "two court stages": -0.25, "another court day": -0.25,
    "dispute alone": -0.22, "reaction alone": -0.45, "court alone": -0.25, "ipo alone": -0.2, "layoff alone": -0.15,
    "ads alone": -0.2, "people alone": -0.05, "policy alone": -0.1, "guide alone": -0.32, "question alone": -0.06,
    "review alone": -0.4, "incident alone": -0.08, "aftermath alone": -0.3, "again alone": -0.22,
    "figures alone": -0.15, "price alone": -0.15, "region alone": -0.05, "arrival alone": -0.2, "score alone": -0.2,
    "answer alone": -0.2, "named alone": -0.3, "kind": 0.1, "elsewhere": -0.4, "two plaintiffs": -0.3,
    "deal and launch": -0.25,
}  # fmt: skip
"""What each feature counts: see docs/adr/0006 for where the numbers come from."""
CONTRARY = frozenset(
    {
        "two targets", "two products", "two payers", "other payers", "other companies", "two variants", "two places",
        "two platforms", "two weekdays", "two court stages", "another court day", "looks back", "reaction alone",
        "aftermath alone", "review alone", "again alone", "arrival alone", "platform alone", "guide alone",
        "answer alone", "elsewhere", "deal and launch",
    }
)  # fmt: skip
"""Features that name what makes it another happening: they keep an article out of a story that others let it into."""
