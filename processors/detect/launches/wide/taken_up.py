"""Launches that a headline only plays with, and that the sentence below tells of its thing without a name.

`Google's shopping helper tries hats on you` | `The fitting room opens to everybody in Norway this week.`
"""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product, own_ai
from processors.detect.launches.plainly import tells_again, tells_known
from processors.detect.launches.signs import Sign
from processors.detect.launches.wide.ambitions import finds_fault
from processors.detect.launches.wide.newly import vetoed_lead
from processors.detect.words.unit import Text, watched

_THING = (
    r"(?:models?|features?|tools?|agents?|assistants?|apps?|services?|options?|modes?|chatbots?|browsers?|updates?|"
    r"extensions?|connectors?|integrations?|platforms?|systems?|bots?|buttons?|generators?|editors?|experiments?|"
    r"plug-?ins?|add-?ins?|devices?|speakers?|glasses|robots?|protocols?|librar(?:y|ies)|toolkits?|endpoints?|"
    r"ai|functions?|capabilit(?:y|ies)|skills?|room|wake word|summar(?:y|ies)|translations?|toggle|tab|"
    r"search|recaps?|voices?)"
)
_DAY = r"(?:(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|this (?:week|morning|month))"
_OUT = (
    r"(?:(?:is|are) (?:(?:now|also|already|finally) )?(?:(?:generally|publicly|freely) )?(?:available|live|rolling out|"
    r"out|in (?:public |private |limited |research |early )?(?:preview|beta|access)|open to|free (?:to|for))|"
    r"can (?:now )?be (?:downloaded|tried|ordered)|(?:can|will) (?:now|also|soon|finally) [a-z]+|"
    r"now (?:lets|supports|speaks|understands|comes with|works|has|writes|reads|draws)|"
    r"(?:rolls out|goes live|opens|opens up|launches|arrives|starts|begins|ships|expands|debuts|comes)"
    r" (?:rolling out |in (?:public )?(?:preview|beta) )?(?:to|for|in|on|with|across|today|this week|worldwide))\b"
)
_TOLD = re.compile(
    r"(?:the|its|it|both|all (?:three|four)|this|these|[a-z.-]+['’]s) "
    rf"(?:(?:[^\s.,;:]+ ){{0,4}}?{_THING} (?:(?:itself|for [\w-]+) )?)?"
    rf"(?:{_OUT}|[^.;:]{{0,40}}?\b(?:was|were|launched|opened|released|rolled out|arrived|went live)\b"
    rf"[^.;:]{{0,40}}? {_DAY}\b)"
)
_ITS_NEW = re.compile(
    r"(?:its|the (?:company|firm|lab)['’]s) (?:new|newest|latest) (?:[\w-]+ ){0,3}?"
    rf"{_THING}(?:, [^.,;:]{{2,40}},)? (?:lets|turns|helps|makes|writes|reads|finds|plans|books|draws|edits|sorts|"
    r"answers|summari[sz]es|translates|shows|gives|allows|uses|works|runs|can|will|"
    r"is (?:called|built|meant|designed|for))\b"
)
"""`OpenAI learns to cook` | `Its new feature, Larder, turns a photo into a menu.`"""
_AI_WORK = re.compile(r"\b(?:ai|a\.i\.|chatbot|agents?|assistant|model)\b")


def taken_up_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline that a watched firm or product begins, by the first sentence below it."""
    below = reading.lead
    if below is None or not text.sentences or finds_fault(text.folded) or vetoed_lead(below):
        return None
    start, end = below.sentences[0].start, below.sentences[0].end
    new = _ITS_NEW.match(below.folded, start, end) and not finds_fault(below.folded[start:end])
    if (
        not (new or _TOLD.match(below.folded, start, end))
        or tells_again(below)
        or reading.organisation is not None
    ):
        return None
    clause = reading.clauses(text)[0]
    first = next((unit for unit in clause.units[:4] if unit.party or unit.model), None)
    company = watched(first)
    if first is None or company is None or tells_known(below, reading.clauses(below)[0]):
        return None
    if any(u.name is not None and u.name.company.level != "watched" for u in (*text.names, *below.names)):
        return None
    product = next((unit for unit in text.names if own_ai(unit, reading)), None)
    said = product is not None or _AI_WORK.search(text.folded) or _AI_WORK.search(below.folded, start, end)
    if not said and company.ai != "core":
        return None
    shown = [product] if product is not None else [first] if is_product(first) else []
    return Sign("wide-taken-up", text, clause, clause.index(first) or 0, company, first, shown, weight=0.62)
