"""Launches told together, of one event: `Everything OpenAI announced at DevDay`, `Les annonces de la keynote Google`.

Whoever lists what a watched company has shown at its own event tells launches, and names few of them. What is said of
a month or of a year, of several firms or of anything but what was shown, is a round-up and none of these.
"""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import own_ai
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
_HELD = (
    r"(?:google i/o|i/o|wwdc|gtc|dev ?days?|re:invent|llamacon|(?:google )?cloud next|made by google|baidu world|"
    r"(?:microsoft|meta) (?:build|ignite|connect)|(?:build|ignite|connect)(?= 20\d\d)|"
    r"(?:[\w'’.-]+ ){0,3}(?:keynote|event|showcase|conference|developer day))"
)
_STAGE = (
    r"(?: 20\d\d)?(?: (?:keynote|event|recap|live|live ?blog|highlights|round-?up|day (?:one|two|\d)|in brief|"
    r"en bref|recapitulatif|(?:in|en) \w+ (?:minutes|words|mots))){0,2}"
)
_NEWS = r"(?:announcements|launches|reveals|annonces|nouveautes)"
_TOLD_AS_ONE = re.compile(
    rf"\A(?:[\w'’.-]+ ){{0,2}}?{_HELD}{_STAGE} ?[:–—-] ?(?:(?:here (?:is|are)|here['’]s|voici) )?"
    r"(?:all|everything|every|the (?:biggest|top|main|\w+est)|les (?:principales|grandes)|toutes les|l'essentiel)\b"
    rf"[^?]*\b(?:news|{_NEWS})\b|"
    rf"\b{_HELD}\b[^?]*\b{_NEWS} (?:at a glance|in brief|that matter\w*|you (?:may have )?missed|en bref|"
    r"en un coup d'oeil|qui comptent|a retenir)|"
    rf"\ball (?:of )?(?:the |[\w.-]+['’]s )(?:new )?(?:[\w'’-]+ ){{0,3}}?(?:{_NEWS}|features|tools|models|agents|news) "
    rf"(?:from|at|of) (?:the )?(?:{_HELD}|build|ignite|connect)(?: 20\d\d)?(?= ?(?:\Z|[,:;(|–—-]))|"
    rf"\b(?:biggest|top|main) (?:[\w'’-]+ ){{0,2}}news (?:from|at|of) (?:the |[\w.-]+ )?{_HELD}(?: 20\d\d)?\W*\Z|"
    rf"\bwhat(?: was|['’]s| is) new (?:at|from) (?:the )?{_HELD}\b|"
    rf"\b{_HELD}\b[^?]*\b(?:keynote|conference) (?:in|en) (?:\w+ ){{1,2}}(?:minutes|seconds|secondes)\b"
)
"""`Cloud Next: the biggest news from day one`, `All of Meta's announcements from Connect`."""
_AN_EVENT = re.compile(
    r"i/o|wwdc|gtc|dev ?day|re:invent|llamacon|next|made by|world|build|ignite|connect|keynote|event|showcase|"
    r"conference|developer"
)
_SHOW = re.compile(rf"\A(?:[\w'’.-]+ ){{0,2}}?{_HELD}{_STAGE} ?: ?")
_SEVERAL = re.compile(r",| (?:and|et|plus) ")
_SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|why|how|who|but|not|no|without|still|est|sont|pourquoi|comment|qui|mais|"
    r"sans)\b(?! (?:[\w-]+ )?(?:new|agent|model|chip|\w+er)\b)"
)
_THINGS = re.compile(
    r"\b(?:new|agents?|models?|chips?|glasses|and more|translations?|nouve\w+|modeles?|puces?|lunettes)\b"
)
_OWN = re.compile(
    r"\b(?:everything|all(?: the)?(?: [\w-]+){0,3}|what) (?:that )?we (?:announced|launched|released|introduced) at\b"
)
"""On a page of its own. What it announced in a month is a recap."""
_NO_NEWS = re.compile(
    r"\b(?:so far|year|expect\w*|rumou?r\w*|could|(?<!in )may|might|should|will|hopes?|wants?|"
    r"about (?:layoffs|jobs|privacy)|attend\w*|pourrait|devrait|espere\w*|rumeurs?|licenciements|resultats|"
    r"earnings|results|quarter|trimestre|deals?|partnerships?|invest\w+|restructur\w+|lawsuits?|trial|"
    r"accords?|partenariats?|proces|hires|embauches|"
    r"tickets?|speakers?|schedule|dates?|leak\w*|predict\w*|wish ?list|preview of|watch|billets|intervenants|"
    r"programme)\b"
)


def event_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline: the first watched company that it names, and its event."""
    own = reading.organisation
    told = _listed(text) or (own is not None and _OWN.search(text.folded)) or _shown(reading, text)
    if not told or _NO_NEWS.search(text.folded):
        return None
    firms = [unit for unit in text.names if unit.is_firm]
    named = next((unit for unit in (*firms, *text.names) if watched(unit) is not None), None)
    company = watched(named) or own
    if company is None or any(unit.name and unit.name.company.group != company.group for unit in firms):
        return None
    clause = next((c for c in reading.clauses(text) if c.span()[1] >= told.end()), reading.clauses(text)[0])
    products: list[Unit] = [unit for unit in text.names if own_ai(unit, reading) and watched(unit) is company]
    if not (company.ai == "core" or products or reading.ai() or reading.near_ai()):
        return None
    at = min(clause.reached(told.start()) or clause.low, clause.high - 1)
    return Sign("wide-event", text, clause, at, company, named, products[:1], weight=0.62)


def _listed(text: Text) -> re.Match[str] | None:
    return _LISTED.search(text.folded) or (
        _TOLD_AS_ONE.search(text.folded) if _AN_EVENT.search(text.folded) else None
    )


def _shown(reading: Reading, text: Text) -> re.Match[str] | None:
    """`Baidu World: Ernie 6, robotaxis and a platform`: an event, and behind its colon several things, one of AI."""
    told = _SHOW.match(text.folded)
    if told is None or not _SEVERAL.search(text.folded, told.end()):
        return None
    listed = text.folded[told.end() :]
    known = [unit for unit in text.names if unit.start >= told.end() and own_ai(unit, reading)]
    new = any(char.isdigit() for unit in known for char in unit.low) or _THINGS.search(listed)
    return told if known and new and not _SAYS.search(listed) else None
