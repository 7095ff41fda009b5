"""What a deal or a launch is called on a card, in a line."""

from __future__ import annotations

from newswatch.messages import Deal, Fact, Launch
from processors.matching.named import name_key


def deal_text(deal: Deal) -> str:
    """`Microsoft → OpenAI`; `OpenAI raises money` where no investor is named."""
    investors = ", ".join(map(known_name, deal.investors[:3]))
    if len(deal.investors) > 3:
        investors += f" and {len(deal.investors) - 3} more"
    target = known_name(deal.target) if deal.target else ""
    if investors and target:
        return f"{investors} → {target}"
    if target:
        return f"{target} raises money" if deal.stage != "acquisition" else f"{target} is bought"
    return f"{investors} invests" if investors else "A deal"


def known_name(fact: Fact) -> str:
    """`Amazon (AWS)`: a value with the name that the text has for it and people know. No fact is told apart by that."""
    proof = fact.evidence
    if proof is None or not proof.known_as or name_key(proof.quote) == name_key(fact.value):
        return fact.value
    return f"{fact.value} ({proof.quote})"


def launch_text(launch: Launch) -> str:
    """`Anthropic: Claude Opus 5`; `Google: a model` where no product is named."""
    product = launch.product.value if launch.product else "AI models"
    if launch.version and launch.version.casefold() not in product.casefold():
        product = f"{product} {launch.version}"
    return f"{known_name(launch.organisation)}: {product}"
