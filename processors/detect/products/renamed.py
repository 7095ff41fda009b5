"""Of a product that changes its name the new one is what is launched: `Bing Chat becomes Copilot`."""

from __future__ import annotations

import re

from newswatch.messages import Fact
from processors.detect.grammar.quoting import within
from processors.detect.launches.objects import is_product, of_house
from processors.detect.launches.signs import Sign
from processors.detect.products.written import product_fact
from processors.detect.words.unit import Unit

_BECOMES = re.compile(
    r",? (?:(?:changes its name|change de nom) (?:and |to |et |pour )?)?"
    r"(?:(?:is|are|was|has been|will be|est|sera|a ete|being|getting) )?(?:(?:now|officially|desormais) )?"
    r"(?:becomes?|became|devient|devien(?:dra|nent)|devenu|rebranded|renamed|rechristened|rebaptisee?|renommee?|"
    r"called|known as|s'appelle|se nomme|turns into|se transforme en|(?:(?<=now )|(?<=desormais ))(?=[a-z]))"
    r"(?: (?:now|desormais|officially|as|to|en|comme))* ?"
)
_TO = re.compile(r" (?:to|as|into|en|comme) ")
_ENDS = re.compile(
    r"\W*$|[,.;:!?)»”\"]| [–—|(+A-Z0-9]|"
    r" (?:for|in|with|and|as|on|from|after|to|pour|dans|avec|et|en|sur|à|au|aux|après)\b"
)
"""`is now Gemini's home`, `is now Android default`: what stands behind is what it is."""
_RENAMES = ("rebrand", "renam", "rechrist", "rebaptis", "renomm")


def renamed(fact: Fact | None, sign: Sign) -> Fact | None:
    """The new name where the launch's text says that the product of the fact has it now, else the fact itself."""
    proof = fact.evidence if fact else None
    if proof is None or proof.field != sign.text.field:
        return fact
    folded, end = sign.text.folded, within(sign.text, proof)[1]
    turned = sign.clause.units[sign.at].low.startswith(_RENAMES)
    told = _BECOMES.match(folded, end) or (_TO.match(folded, end) if turned else None)
    unit = next((one for one in sign.clause.sentence.units if told and one.start == told.end()), None)
    if unit is None or not _is_name(unit, sign) or not _ENDS.match(sign.text.text, unit.end):
        return fact
    return product_fact(sign.text, unit)


def _is_name(unit: Unit, sign: Sign) -> bool:
    """Another product of the firm, or a word with a capital of its own that is nothing else."""
    if is_product(unit):
        return of_house(unit, sign.company)
    plain = unit.name is None and not unit.verbs and not unit.cues and unit.low.isalpha()
    return plain and unit.capital and not sign.clause.sentence.title_case
