"""Several signs of an article tell one launch: what each adds to it, and which of them is none of its own."""

from __future__ import annotations

import re

from newswatch.messages import Launch
from processors.detect.grammar.quoting import within
from processors.detect.grammar.reading import Reading
from processors.detect.products.name_runs import all_capitals

_INTRODUCES = re.compile(r"(?:introducing|announcing|welcome|meet) (?:the )?")


def like(product: str, other: str) -> bool:
    """One of two names is a part of the other; no name is a part of any."""
    return product in other or other in product


def tells_way(old: Launch, launch: Launch) -> bool:
    """It is of the same product of the same organisation, as far as both say so."""
    products = [one.product.value.lower() if one.product else "" for one in (old, launch)]
    return old.organisation.value == launch.organisation.value and like(*products)


def filled(old: Launch, launch: Launch, with_way: bool) -> Launch:
    """What another sign tells takes the place of nothing, or of the same name in small letters: product, how it can be
    had, and when it is to come. Of what has a date that lies ahead a verb alone (`shipping in 2027`) says no more.
    """
    if old.organisation.value != launch.organisation.value:
        return old
    with_way = with_way and not (launch.by_verb and old.planned is not None)
    way = {"availability": launch.availability, "by_verb": launch.by_verb}
    update: dict[str, object] = {**way} if with_way else {}
    if old.planned is None and "announced" == old.availability == launch.availability:
        update |= {"planned": launch.planned} if launch.planned is not None else {}
    bare = old.product is None or (
        launch.product is not None and old.product.value == launch.product.value.lower()
    )
    if bare and launch.product is not None:
        update |= {"product": launch.product, "version": launch.version}
    return old.model_copy(update=update) if update else old


_AI_WORDS = frozenset({"AI", "IA", "A.I.", "LLM"})


def without_generic(found: list[Launch], reading: Reading) -> list[Launch]:
    """Where an organisation's product has a name, `its language model` is no second launch."""
    if len(found) < 2:
        return found
    title = reading.title
    below = next((one for one in reading.texts[1:2] if one.field == "description"), None)

    def is_named(launch: Launch) -> bool:
        value = launch.product.value if launch.product else ""
        proof = launch.product.evidence if launch.product else None
        if (
            proof is not None
            and proof.field == "headline"
            and _INTRODUCES.fullmatch(title.folded, 0, within(title, proof)[0])
        ):
            return True  # `Introducing screen reading, a new Claude 5`
        return any(char.isupper() or char.isdigit() for char in value)

    def of_kind(launch: Launch) -> bool:
        """`Free AI Code Scanner` | `… unveiled Code Ward as a code scanner`: below it is a kind, in small letters."""
        proof = launch.product.evidence if launch.product else None
        if launch.product is None or proof is None or proof.field != "headline" or below is None:
            return False
        value = launch.product.value
        own = [word for word in value.split() if word not in _AI_WORDS and not word.islower()]
        kind = value.split()[-1].lower()
        said = re.search(rf"\b{re.escape(kind)}\b", below.text) is not None
        small = not own or (all_capitals(title.sentences[0]) and said)
        return small and " " in value and value not in below.text

    named = {launch.organisation.value for launch in found if is_named(launch)}
    told = {
        launch.organisation.value
        for launch in found
        if is_named(launch) and launch.product and launch.product.evidence and not of_kind(launch)
        if launch.product.evidence.field == "description"
        if launch.product.value.lower() not in title.text.lower()
    }
    return [
        launch
        for launch in found
        if (is_named(launch) or launch.organisation.value not in named)
        and not (of_kind(launch) and launch.organisation.value in told)
    ]
