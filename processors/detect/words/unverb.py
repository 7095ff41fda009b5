"""Words that look like verbs and are none where they stand."""

from __future__ import annotations

from collections.abc import Mapping

from processors.detect.words.closed_classes import FRENCH
from processors.detect.words.unit import Sentence, Unit

_NO_VERB_AFTER = frozenset(
    {
        "ses",
        "nos",
        "vos",
        "ces",
        "cette",
        "notre",
        "votre",
        "aux",
        "its",
        "their",
        "our",
        "your",
        "his",
        "the",
    }
)


_FRENCH = frozenset(
    {
        "le",
        "la",
        "les",
        "des",
        "une",
        "un",
        "du",
        "et",
        "est",
        "son",
        "sa",
        "l",
        "d",
        "dans",
        "de",
        "au",
        "avec",
        "milliards",
        "milliard",
    }
)


_ADS = frozenset({"ad", "ads", "advertising", "publicite", "publicites", "pub", "pubs"})
_WITHOUT = frozenset({"without", "sans", "no", "aucune"})
_TAKEN_FOR_VERBS = _ADS | {
    "chips in", "fund", "finance", "prix", "parts", "offer", "order", "value", "valeur",
}  # fmt: skip


_TO_OFFER = frozenset({"to", "will", "can", "could", "now", "would"})
_BETS = frozenset({"bet", "bet on", "push into", "push", "stake"})
"""Nouns after a sum: `a $17.5 billion bet on India's AI future`."""


_FUND_OF = frozenset(
    {
        "hedge",
        "venture",
        "wealth",
        "pension",
        "equity",
        "investment",
        "sovereign",
        "growth",
        "index",
        "mutual",
    }
)


_FIGURES = frozenset(
    {"sales", "price", "growth", "earnings", "revenue", "emissions", "climate", "profit", "funding"}
)


_NO_PLACING = frozenset(
    {"une", "la", "sa", "leur", "a", "the", "in", "take", "takes", "taking", "took", "taken"}
)


def _a_thing(units: list[Unit], at: int) -> bool:
    """An article stands there, and no firm's word behind it."""
    return (
        at < len(units)
        and units[at].low in FRENCH
        and not any("descriptor" in one.cues or one.sum for one in units[at + 1 : at + 4])
    )


def unparted(units: list[Unit], particles: Mapping[str, Mapping[str, frozenset[str]]]) -> None:
    """`stellt X ein` is no `stellt X vor`: a separable verb is what the word says that ends its clause."""
    for at, unit in enumerate(units):
        asked = particles.get(unit.low) if unit.verbs else None
        if not asked:
            continue
        there = {
            word: end for words in asked.values() for word in words if (end := _ends_with(units, at, word))
        }
        unit.verbs = tuple(
            (mood, verb) for mood, verb in unit.verbs if verb.id not in asked or asked[verb.id] & there.keys()
        )
        for word, end in there.items():
            if " " in word:
                units[end].proper = False  # `auf den Markt`


def _ends_with(units: list[Unit], at: int, word: str) -> int:
    """Where behind a verb the word ends a clause: the index of its last unit, or 0."""
    said = word.split()
    for k in range(at + 1, len(units)):
        if units[k].sign and units[k].low not in _WITHIN:
            return 0
        behind = units[k + 1] if k + 1 < len(units) else None
        last = behind is None or (behind.sign and behind.low not in _WITHIN) or behind.low in _NEXT
        if last and [unit.low for unit in units[k + 1 - len(said) : k + 1]] == said:
            return k
    return 0


_WITHIN = frozenset({"-", "'", '"', "„", "“", "”", "»", "«", "("})
_NEXT = frozenset({"und", "aber", "sowie", "wahrend", "doch", "bei", "fur", "mit", "in", "zu"})


def unverb(sentence: Sentence) -> None:
    """`auprès de ses équipes`, `before the launch`: after a possessive or article stands a noun and no verb.

    Marks names that stand before a word for a counterpart too.
    """
    units = sentence.units
    for at in sentence.marked:
        unit = units[at]
        if not at or not (unit.verbs or unit.cues):
            continue
        if unit.verbs or unit.low in _TAKEN_FOR_VERBS:
            _unverb(units, at)
        if "counterpart" in unit.cues and units[at - 1].name is not None:
            units[at - 1].aside = True


def _unverb(units: list[Unit], at: int) -> None:
    before, unit = units[at - 1], units[at]
    if unit.low == "pour" and any(one.low in _FRENCH for one in units):
        unit.verbs = ()  # a preposition there, and no `pour billions into`
    if unit.verbs and before.low in _NO_VERB_AFTER and " " not in unit.low:
        unit.verbs = ()
    if before.low in {"targets", "target"} and unit.low in {"is", "are", "was", "were"}:
        before.verbs = ()  # `compute target is $600 billion`
    if unit.low in {"targets", "target"} and before.low in _FIGURES:
        unit.verbs = ()  # `cuts sales targets`
    if unit.low == "updates" and before.low in {
        "live",
        "latest",
        "product",
        "security",
        "weekly",
        "monthly",
    }:
        unit.verbs = ()  # `Live updates`
    if unit.low == "place" and before.low in _NO_PLACING:
        unit.verbs = ()  # `se paie une place`, `taking place`
    if unit.low == "stake" and before.low == "at":
        unit.verbs, unit.cues = (), unit.cues - {"stake_noun"}  # `with billions at stake`
    if unit.low == "lance" and before.low == "de":
        unit.verbs = ()  # `fer de lance`
    if unit.low == "chips in" and before.name is not None:
        unit.verbs, unit.cues = (), unit.cues | {"compute_noun", "capex_noun"}  # `Nvidia chips in 2026`
    if unit.low == "fund" and before.low in _FUND_OF:
        unit.verbs = ()  # `the hedge fund X`
    if unit.low in {"fund", "finance"} and before.low == "to":
        unit.cues = frozenset()  # `raises billions to fund its chase`: no fund
    if unit.low == "offre" and before.party:
        unit.cues -= {"acquisition_noun"}  # `Free offre Perplexity Pro`: a verb there
    if (
        unit.low == "offre"
        and [one.low for one in units[at + 1 : at + 2]] == ["sur"]
        and _a_thing(units, at + 2)
    ):
        unit.cues -= {"acquisition_noun"}  # `une offre sur le dernier drone X`: a shop's
    if unit.low == "parts" and not any(one.low in _FRENCH for one in units):
        unit.cues -= {"stake_noun"}  # `turns parts of its chips`: English has no shares of that name
    if unit.low == "offer" and before.low in _TO_OFFER:
        unit.cues -= {"acquisition_noun"}  # `a pact to offer training`
    if unit.low in {"value", "valeur"} and before.low in {"in", "de", "of"} and at > 1 and units[at - 2].sum:
        unit.cues -= {"valuation"}  # `could add $4 trillion in value`
    if unit.low == "prix" and before.low in {"ses", "les", "leurs"}:
        unit.cues -= {"program", "vehicle"}  # `casse ses prix`: no prize
    if unit.low in _ADS and (
        before.low in _WITHOUT or [one.low for one in units[at + 1 : at + 3]] == ["-", "free"]
    ):
        unit.cues -= {"program"}  # `launches an app without ads`, `an ad-free app`
    if unit.low == "order" and before.low in {"-", "pre"}:
        unit.verbs, unit.cues = (), frozenset()  # `up for pre-order`
    if unit.verbs and before.sum and unit.low in _BETS:
        unit.verbs, unit.cues = (), unit.cues | {"investment_noun"}
