"""What each feature of two articles counts, and which kinds of happening are features: see docs/adr/0006."""

from __future__ import annotations

_WORDS = """reaction court ipo layoff ads people policy guide review incident aftermath dispute again figures
price region score answer named"""
SEQUEL = frozenset(_WORDS.split()) - {"ipo", "ads", "region"}
"""What an article without a label tells of a deal or a launch that another one reports."""
SAME = frozenset({"reaction", "incident", "layoff", "ipo", "people"})
"""Kinds of happening that two articles without a label have in common by more than chance."""
SMALLER = frozenset({"flash", "mini", "nano", "lite", "small", "turbo", "codex", "spark"})
"""What a smaller or a special sister of a model is called: it comes on a day of its own."""
ALONE = tuple(_WORDS.split())
"""Kinds of happening that count where only one of two articles has them."""
WEIGHTS: dict[str, float] = {
    "words": 1, "crossing": 0.12, "days": -0.1, "late": -0.12, "undated": -0.12, "rare names": 0.14, "companies": 0.1,
    "amount": 0.2, "version": 0.12, "target": 0.15, "product": 0.15, "topics": 0.06, "label": 0.02,
    "one label": -0.28, "two labels": -0.45, "two targets": -0.9, "two products": -0.4, "two amounts": -0.06,
    "two payers": -0.5, "other companies": -0.35, "two variants": -0.3, "variant alone": -0.1, "sequel": -0.3,
    "looks back": -0.4, "two places": -0.25, "two platforms": -0.25, "two court stages": -0.4,
    "dispute alone": -0.3, "reaction alone": -0.45, "court alone": -0.25, "ipo alone": -0.2, "layoff alone": -0.1,
    "ads alone": -0.1, "people alone": -0.05, "policy alone": -0.1, "guide alone": -0.25, "review alone": -0.4,
    "incident alone": -0.05, "aftermath alone": -0.35, "again alone": -0.2, "figures alone": -0.15,
    "price alone": -0.15, "region alone": -0.2, "score alone": -0.2,
    "answer alone": -0.2, "named alone": -0.3, "kind": 0.1, "elsewhere": -0.4,
    "two plaintiffs": -0.3, "deal and launch": -0.25,
}  # fmt: skip
"""What each feature counts: see docs/adr/0006 for where the numbers come from."""
