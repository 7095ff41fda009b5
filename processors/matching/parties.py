"""Who takes part in the deals and launches that detection found, as names and kinds to match by."""

from __future__ import annotations

from collections.abc import Iterator

from newswatch.messages import Flagged
from processors.matching.named import name_key
from processors.matching.words import FAINT, STOP, concept_of, fold, is_common, words_of


def parties_of(flagged: Flagged, found: set[str]) -> tuple[set[str], set[str]]:
    """Names of companies and parties, and the kinds `deal→target`, `payer→investor` and `launch→product`.

    `found`: the proper names of the text. A target that is none of them ("a data centre") tells nothing apart.
    """
    proper = {name_key(name) for name in found}
    names = {name_key(m.company) for m in flagged.mentions}
    kinds: set[str] = set()
    for deal in flagged.deals:
        if deal.tense == "history":
            continue
        payers = {name_key(fact.value) for fact in deal.investors}
        names.update(payers)
        kinds.update(f"payer→{payer}" for payer in payers)
        if deal.target is not None:
            target = name_key(deal.target.value)
            names.add(target)
            if _is_proper(deal.target.value) and any(
                target in name or (len(name) > 2 and name in target) for name in proper
            ):
                kinds.add(f"deal→{target}")
    for launch in flagged.launches:
        names.add(name_key(launch.organisation.value))
        if launch.product is not None:
            kinds.update(f"launch→{product}" for product in _product(launch.product.value))
    return names, kinds


def _is_proper(value: str) -> bool:
    """Whether the first word that says something is written like a name: not `centres de données en Normandie`."""
    words = words_of(value)
    telling = [word for word in words if not is_common(fold(word))]
    return bool(telling) and telling[0] != telling[0].lower() and words[0] != words[0].lower()


def _product(value: str) -> Iterator[str]:
    """The words of a product's name without common ones; none where it is a description."""
    words = words_of(value)
    if any((word[0].isupper() or word[-1].isdigit()) and fold(word) not in ("ai", "ia") for word in words):
        folded = [fold(word) for word in words]
        kept = [word if word.isdigit() else concept_of(word) or word for word in folded if word not in STOP]
        yield " ".join(word for word in kept if word not in FAINT) or " ".join(folded)
