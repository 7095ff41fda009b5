"""The wide net for launches: an AI product of a watched company in the headline, and a word of newness.

`ChatGPT now draws with GPT-4o itself`, `Apple Intelligence parle enfin coréen`. It is silent where any veto
speaks in the headline, and never as sure as a launch verb.
"""

from __future__ import annotations

from collections.abc import Callable

from processors.detect.grammar.reading import Reading
from processors.detect.launches.outcomes import is_met
from processors.detect.launches.said import denied
from processors.detect.launches.senses import tells_other
from processors.detect.launches.signs import Sign
from processors.detect.launches.things import no_thing
from processors.detect.launches.wide.acts import act_signs, succeeding_sign
from processors.detect.launches.wide.ambitions import ambition_sign
from processors.detect.launches.wide.answering import answers, wages_war, with_product
from processors.detect.launches.wide.armed import armed_sign
from processors.detect.launches.wide.bettered import bettered_sign
from processors.detect.launches.wide.by_ai import by_ai_sign
from processors.detect.launches.wide.byname import byname_sign
from processors.detect.launches.wide.entering import entering_sign
from processors.detect.launches.wide.events import event_sign
from processors.detect.launches.wide.gaining import beginning_sign, gaining_sign
from processors.detect.launches.wide.headed import headed_sign, raised_sign, under_heading
from processors.detect.launches.wide.headlined import headlined_sign
from processors.detect.launches.wide.lead import (
    announcing_sign,
    available_sign,
    described_sign,
    unheaded_sign,
    we_ship_sign,
)
from processors.detect.launches.wide.makers import maker_sign
from processors.detect.launches.wide.means import means_sign
from processors.detect.launches.wide.named_only import named_only_sign
from processors.detect.launches.wide.newcomers import newcomer_sign
from processors.detect.launches.wide.newly import vetoed
from processors.detect.launches.wide.novelties import novelty_sign
from processors.detect.launches.wide.offered import offered_sign
from processors.detect.launches.wide.owned_below import announced_below_sign, owned_below_sign
from processors.detect.launches.wide.parts import part_sign
from processors.detect.launches.wide.priced import priced_sign
from processors.detect.launches.wide.reaching import reaching_signs
from processors.detect.launches.wide.reader import reader_sign
from processors.detect.launches.wide.roles import role_sign
from processors.detect.launches.wide.taken_up import taken_up_sign
from processors.detect.launches.wide.tasks import tasked_sign
from processors.detect.launches.wide.told_below import below_sign
from processors.detect.launches.wide.told_of_use import use_sign
from processors.detect.launches.wide.topics import topic_sign
from processors.detect.launches.wide.unlocked import unlocked_sign
from processors.detect.launches.wide.verbless import heading_sign, platform_sign
from processors.detect.launches.wide.voiced import voiced_sign
from processors.detect.launches.wide.works import works_sign
from processors.detect.words.guarding import NO_PRODUCT_NEWS
from processors.detect.words.unit import Text

Reader = Callable[[Reading, Text], Sign | None]
SURE: tuple[Reader, ...] = (
    unlocked_sign,
    reader_sign,
    offered_sign,
    voiced_sign,
    by_ai_sign,
    works_sign,
    byname_sign,
    newcomer_sign,
    raised_sign,
    named_only_sign,
    maker_sign,
    ambition_sign,
    priced_sign,
    use_sign,
    available_sign,
    succeeding_sign,
    part_sign,
    means_sign,
    announced_below_sign,
)
"""Readers of a form that a word of newness is part of: the first one that finds something is heard by the vetoes."""
WIDE: tuple[Reader, ...] = (
    act_signs,
    reaching_signs,
    beginning_sign,
    armed_sign,
    taken_up_sign,
    headlined_sign,
    with_product,
    answers,
    wages_war,
    under_heading,
    tasked_sign,
    entering_sign,
    role_sign,
    headed_sign,
    topic_sign,
    gaining_sign,
    owned_below_sign,
    we_ship_sign,
    announcing_sign,
    described_sign,
    bettered_sign,
    platform_sign,
    heading_sign,
    below_sign,
)
"""Readers that are asked where no veto spoke, in this order."""


def wide_signs(reading: Reading) -> list[Sign]:
    """At most one sign, from the headline; from the description where the headline names no product."""
    text = reading.title
    if reading.organisation is None and not any(unit.level == "watched" for unit in text.names):
        made = unheaded_sign(reading, text)
        if made is None and text.field == "headline" and not vetoed(text):
            made = named_only_sign(reading, text)
        return [made] if made is not None else []
    if any(u.sum for s in text.sentences for u in s.units):
        return []
    if text.field != "headline" or not text.sentences:
        return []
    new = novelty_sign(reading, text)
    if new is not None:
        return [new]
    if text.folded.rstrip().endswith("?"):
        return []
    shown = event_sign(reading, text)
    if shown is not None and not vetoed(text, shown):
        return [shown]
    told = _first(SURE, reading, text)
    if vetoed(text, told):
        return []
    if reading.organisation is None and (_brings_no_thing(reading, text) or is_met(text.folded)):
        return []
    if NO_PRODUCT_NEWS.search(text.folded) or any(denied(sentence.units) for sentence in text.sentences):
        return []
    found = told or _first(WIDE, reading, text)
    return [found] if found and not tells_other(reading, text) else []


def _brings_no_thing(reading: Reading, text: Text) -> bool:
    """`Mistral rolls out an apology to its users`: a verb of launching, and no product behind it."""
    return any(
        any(verb.frame == "launch" for _, verb in clause.units[at].verbs)
        and no_thing(reading, text, clause, at)
        for clause in reading.clauses(text)
        for at in clause.verbs()
    )


def _first(readers: tuple[Reader, ...], reading: Reading, text: Text) -> Sign | None:
    return next((sign for reader in readers if (sign := reader(reading, text)) is not None), None)
