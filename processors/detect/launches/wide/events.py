"""Launches told together, of one event: `Everything OpenAI announced at DevDay`, `Les annonces de la keynote Google`.

Whoever lists what a watched company has shown at its own event tells launches, and names few of them. What is said of
a month or of a year, of several firms or of anything but what was shown, is a round-up and none of these.
"""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Text, Unit, watched

_EVENT = (
    r"(?:conference|keynote|event|show|evenement|salon|devday|i/o|build|wwdc|connect|ignite|re:invent|gtc|day|summit|"
    r"state of the union|update)"
)
_SHOWN = r"(?:(?:just |has |have )?(?:announced|launched|unveiled|revealed|released|introduced|showed off)|announces)"
_LISTED = re.compile(
    rf"\b(?:everything|all|every)\b[^.?!:]{{0,60}}\b{_SHOWN}"
    r"(?:\W*\Z| (?:at|during|on stage|on|about|today|this week)\b)|"
    rf"\bwhat\b [^.?!:]{{2,40}}\b{_SHOWN} (?:at|during|on stage at) (?:[\w'’.-]+ ){{0,4}}?{_EVENT}\b|"
    r"\b(?:biggest|top|main|key|major|most important|all(?: of)? the|\d+|five|six|seven|ten) (?:[\w-]+ ){0,3}?"
    rf"(?:announcements|launches|reveals) (?:from|at|of) (?:[\w'’.-]+ ){{0,5}}?{_EVENT}\b|"
    r"\b(?:toutes les|les|principales|quelles sont les|on vous resume les)(?: [\w-]+){0,3} (?:annonces|nouveautes)"
    rf"(?: [\w-]+){{0,2}} (?:de|du|a|lors de|faites a)\b[^.?!:]{{0,30}}\b{_EVENT}\b|"
    rf"\b{_EVENT}\b[^.?!]{{0,30}}[?:,][^.?!]{{0,30}}\b(?:toutes les|les|on vous resume les)(?: [\w-]+){{0,3}} "
    r"(?:annonces|nouveautes)\b|"
    r"\b(?:toutes les|les \d+|les (?:trois|quatre|cinq|six|sept|dix)) (?:annonces|nouveautes)(?: [\w-]+){0,2} "
    r"(?:annoncees|presentees|devoilees|faites|lancees) par\b|"
    rf"\b(?:tout ce qu|ce qu'il faut retenir)[^.?!:]{{0,60}}\b(?:annonce|devoile|presente|de|du)\b[^.?!:]{{0,40}}"
    rf"\b{_EVENT}\b"
)
_OWN = re.compile(
    r"\b(?:everything|all(?: the)?(?: [\w-]+){0,3}|what) (?:that )?we (?:announced|launched|released|introduced) at\b"
)
"""On a page of its own. What it announced in a month is a recap."""
_NO_NEWS = re.compile(
    r"\b(?:so far|year|expect\w*|rumou?r\w*|could|(?<!in )may|might|should|will|hopes?|wants?|"
    r"about (?:layoffs|jobs|privacy)|attend\w*|pourrait|devrait|espere\w*|rumeurs?|licenciements|resultats|"
    r"earnings|results|quarter|trimestre|deals?|partnerships?|invest\w+|restructur\w+|lawsuits?|trial|"
    r"accords?|partenariats?|proces|hires|embauches)\b"
)


def event_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline: the first watched company that it names, and its event."""
    own = reading.organisation
    told = _LISTED.search(text.folded) or (own is not None and _OWN.search(text.folded)) or None
    if told is None or _NO_NEWS.search(text.folded):
        return None
    firms = [unit for unit in text.names if unit.name is not None and unit.name.kind == "company"]
    named = next((unit for unit in (*firms, *text.names) if watched(unit) is not None), None)
    company = watched(named) or own
    if company is None or any(unit.name and unit.name.company.group != company.group for unit in firms):
        return None
    if not (company.ai == "core" or reading.ai()):
        return None
    clause = next((c for c in reading.clauses(text) if c.span()[1] >= told.end()), reading.clauses(text)[0])
    products: list[Unit] = [unit for unit in text.names if is_product(unit) and watched(unit) is company]
    at = min(clause.reached(told.start()) or clause.low, clause.high - 1)
    return Sign("wide-event", text, clause, at, company, named, products[:1], weight=0.62)
