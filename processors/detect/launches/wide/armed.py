"""Launches told by how a firm goes about it, and with what new thing: `Mistral frappe fort avec un agent IA`,
`Meta goes big with a coding model`, `Avec un agent IA, Meta vise les juristes`, `New from Google: an AI tutor`.

Such verbs launch nothing: they say how bold it is, whom it is against, which step it is, and the thing stands behind
`with`. With which tool a firm does its work is told by other verbs.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import counts, is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.things import names_no_thing
from processors.detect.launches.wide.ambitions import finds_fault
from processors.detect.words.closed_classes import INDEFINITE
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, Unit, watched


def armed_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    if _WORD.search(text.folded) is None or finds_fault(text.folded):
        return None
    return first_sign((_acts, _with_it, _from_it, _before_it, _heads_for), reading, text)


_HOW = re.compile(
    r" (?:(?:now|also|finally|just|again|even|\w+ly|aussi|enfin|encore|desormais|\w+ment) )?"
    r"(?:(?:wants|hopes|aims|looks|is|is out) to |(?:veut|voudrait|entend|compte|espere|cherche a|tente de) )?"
)
_NEXT = r"(?:(?:new|own|free|open|cheaper|smaller|faster|first|nouvel|nouveau|nouvelle|premier|premiere|propre|petit) )"
_KIND = (
    r"(?:agents?|assistante?s?|chatbots?|models?|modeles?|browsers?|navigateurs?|search engine|moteur de recherche|"
    r"ai (?:(?!for\b|to\b|that\b)[\w-]+ ){0,2}(?:tools?|apps?|features?|suite|platform|app store|companion|"
    r"coder|tutor)|(?:coding|image|video|voice) (?:tools?|apps?|generators?)|"
    r"(?:outils?|applis?|applications?|plateforme|tuteurs?|generateurs?|compagnon)(?: [\w'-]+){0,2}? "
    r"(?:d'ia|ia|d'images?|de videos?|de code|dope\w* a l'ia)|(?<=nouvelle )(?:ia|fonction)|(?<=nouvel )outil)"
)
_GROUP = (
    rf"(?:an?|its|two|three|un|une|son|sa|deux|trois|l'un de ses|(?:ce|cet|cette|this)(?= (?:nouv|new))) "
    rf"{_NEXT}{{0,2}}"
    rf"(?:(?!for |pour |to |that |who |qui )[\w'’.-]+ ){{0,3}}?{_KIND}\b"
    r"(?: (?:d'ia|ia|d'intelligence artificielle|vocal|vocaux|autonomes?|conversationnel\w*|multimodal\w*|ouvert\w*|"
    r"maison)){0,3}"
)
_NOT = (
    r"(?! (?:plans?|projects?|teams?|strategy|ambitions?|deals?|partnership|maker|firm|startup|start-up|fund|lab|"
    r"contract|report|study|rights|ban|delay|trial|lawsuit|suit|chief|boss|expert|founder|rumou?rs?|leak|"
    r"tax|summit|conference|event|market|war|fee|crisis|shortage|bubble|boom|refusal|safety|ethics|rules|law|bill|"
    r"policy|push|"
    r"drive|effort|hub|farm|programme|program|course|contest|award|employer|d'entreprise|d'affaires|economique|"
    r"social|of|city|on the way|in the works|en preparation|en vue|a venir))"
)
_THING = re.compile(rf"\b{_GROUP}{_NOT}")
_WORD = re.compile(r"\b(?:with|avec|from|chez|latest|newest|surprise|encore|party piece|a une|has)\b|: ")
_HYPHENED = (
    r"[a-z]+-[a-z-]+ (?:(?!for |to |that )[\w'’.-]+ ){0,2}?"
    rf"(?:{_KIND}|checkout|search|summaries|generation|editing|translation)\b"
)
"""`with in-chat checkout`, `with AI-written summaries`: of what kind it is, and no article."""
_WITH = re.compile(
    rf"[\w'’ .-]{{0,40}}?,? (?:with|avec) (?:[\w.-]+ (?:and|et) )?({_GROUP}|{_HYPHENED}){_NOT}"
)
_TOGETHER = re.compile(
    r"\b(?:talks?|discussions?|negotiations?|negociations?|pourparlers|fight|feud|row|spat|idylle|histoire|relations?|"
    r"deboires|partenariats?|partnerships?|collaborations?|ties|contrats?|contracts?|duel|combat|bras de fer|en tete|"
    r"prudence|monitoring|surveillance|scrutiny|deal|deals|accords?|(?<!de )court|tribunal|justice|controversy|"
    r"polemique|growth|profit)\b"
)
"""With whom one talks or quarrels, and where one comes: the thing is no news of one's own."""


def _said(reading: Reading, company: Company, what: list[Unit]) -> bool:
    """It is AI: a lab's thing, or AI by its own words, or what AI firms make."""
    if company.ai == "core" or any("ai" in u.cues for u in what) or reading.ai():
        return True
    return any(
        u.low.startswith(_ALWAYS_AI) or (company.id != "apple" and u.low.startswith(("model", "modele")))
        for u in what
    )


_ALWAYS_AI = ("agent", "assistant", "chatbot")


def _sign(reading: Reading, text: Text, clause: Clause, maker: Unit, span: tuple[int, int]) -> Sign | None:
    company = watched(maker)
    what = [u for u in clause.sentence.units if span[0] <= u.start < span[1]]
    if company is None or not what or any("program" in u.cues or u.sum for u in what):
        return None
    behind = [u for u in clause.sentence.units if u.start >= span[0]][: len(what) + 1]
    if names_no_thing(reading, text, behind):
        return None  # `with an AI agent committee`
    if any(u.party and watched(u) is not company for u in what) or not _said(reading, company, what):
        return None
    at = clause.index(maker)
    sign = Sign("wide-armed", text, clause, clause.low if at is None else at, company, maker, [], weight=0.6)
    counted = len(what) > 1 and what[1].low != "-"
    sign.described = (what[counted].start, what[-1].end)
    return sign


def _acts(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Mistral frappe fort avec un agent IA`, `Meta responds to Google with an AI browser`."""
    maker = clause.leader(min(clause.low + 3, clause.high))
    if maker is None or is_product(maker):
        return None
    begins = _HOW.match(text.folded, maker.end)
    boldly = reading.rules.listed["goes-about-it"].match(text.folded, begins.end()) if begins else None
    if boldly is None:
        return None
    told = _WITH.match(text.folded, boldly.end())
    named = _named(reading, text, clause, maker, boldly.end()) if told is None else None
    end = named.start if named is not None else told.start(1) if told is not None else None
    if end is None or _TOGETHER.search(text.folded, maker.end, end):
        return None
    if told is not None:
        return _sign(reading, text, clause, maker, told.span(1))
    company = watched(maker)
    if company is None or named is None or not _of_house(named, company):
        return None
    return Sign("wide-armed", text, clause, clause.index(named) or 0, company, maker, [named], weight=0.6)


def _named(reading: Reading, text: Text, clause: Clause, maker: Unit, start: int) -> Unit | None:
    """`goes all in on agents with GPT-9`, `goes corporate with Le Chat for banks`, `joins the race with Rascasse`:
    a product of its own behind `with`, told by its version or by whom it is for; else an unknown name.
    """
    units = clause.units
    for k in range(clause.low + 2, clause.high):
        if units[k - 1].low not in {"with", "avec"} or units[k - 1].start <= start:
            continue
        if units[k].low in INDEFINITE and k + 1 < clause.high and own_ai(units[k + 1], reading):
            return units[k + 1]  # `avec un Copilot qui voit l'écran`
        how = _HOW_IT_IS.match(text.folded, units[k].start)
        at = clause.reached(how.end()) if how is not None and not units[k].party else k
        named = units[k if at is None else at]
        if is_product(named) and counts(named, reading) and _of_house(named, watched(maker)):
            for_whom = _FOR_WHOM.match(text.folded, named.end) is not None and own_ai(named, reading)
            return named if for_whom or any(char.isdigit() for char in named.low) else None
        return named if _rascasse(reading, clause, maker, k) else _in_its_own(reading, clause, maker, k)
    return None


def _of_house(named: Unit, company: Company | None) -> bool:
    """Of the firm, of another of its group (`Amazon … avec Trainium 4`), or of nobody known."""
    maker = watched(named)
    return maker is None or (company is not None and maker.group == company.group)


_HOW_IT_IS = re.compile(r"(?:new|free|open|cheap|cheaper|faster|smaller|beefier|revamped|upgraded) ")
_FOR_WHOM = re.compile(r" (?:for|pour) \w")


def _rascasse(reading: Reading, clause: Clause, maker: Unit, k: int) -> bool:
    """`joins the coding agent race with Rascasse`, `… with Rascasse speech model`: an unknown name and its kind."""
    units, company = clause.units, watched(maker)
    ends = k + 1 >= clause.high or units[k + 1].low in {",", ":", "–", "—"}
    kind = next((unit for unit in units[k + 1 : min(k + 4, clause.high)] if unit.cues & _AI_THINGS), None)
    if not (ends or kind) or not units[k].proper or units[k].name is not None or company is None:
        return False
    between = units[clause.low + 1 : k - 1]
    if any(unit.party or unit.sum for unit in between if unit is not maker):
        return False
    of_kind = kind is not None or any(unit.cues & _AI_THINGS for unit in between)
    said = (
        company.ai == "core"
        or reading.ai()
        or (kind is not None and kind.low.startswith(("model", *_ALWAYS_AI)))
    )
    return (
        of_kind and said and not any(unit.cues & _NO_THING for unit in units[k + 1 : min(k + 4, clause.high)])
    )


_AI_THINGS = frozenset({"ai", "ai_object"})
_NO_THING = frozenset(
    {"program", "person_role", "deal_noun", "investment_noun", "acquisition_noun", "stake_noun"}
)


def _in_its_own(reading: Reading, clause: Clause, maker: Unit, k: int) -> Unit | None:
    """`plays catch-up with voice and memory in Le Chat`: what is new, and which AI product of the firm has it."""
    units, company = clause.units, watched(maker)
    within = next((j for j in range(k + 1, min(k + 7, clause.high - 1)) if units[j].low in _WITHIN), None)
    if (
        within is None
        or units[k].capital
        or any((unit.party and unit.capital) or unit.sum for unit in units[k:within])
    ):
        return None
    host = units[within + 1]
    owner = watched(host)
    mine = owner is not None and company is not None and owner.group == company.group
    return host if mine and own_ai(host, reading) else None


_WITHIN = frozenset({"in", "inside", "into", "dans"})


_FRONTED = re.compile(
    rf"(?:with|avec) ({_GROUP}){_NOT}(?: (?:for|pour|in|dans|on|sur|to|made|capable) [^,:;]{{1,40}})?, "
)
_AIMS = re.compile(
    r" (?:veut|entend|compte|espere|part|entre|se lance|promet|ambitionne|cherche|tente|passe|frappe|s'attaque|mise|"
    r"wants|aims|hopes|takes|enters|joins|bets|moves|pushes|looks|seeks|promises|goes)\b"
)


def _with_it(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Avec un agent IA, Meta vise les juristes`: the thing first, and behind the comma who wants what with it."""
    if clause.low or clause.units[0].low not in {"with", "avec"}:
        return None
    told = _FRONTED.match(text.folded, clause.units[0].start)
    maker = next((u for u in clause.sentence.units if told is not None and u.start >= told.end()), None)
    if told is None or maker is None or maker.start != told.end() or is_product(maker):
        return None
    boldly = reading.rules.listed["goes-about-it"].match(text.folded, maker.end + 1)
    if boldly is None and _AIMS.match(text.folded, maker.end) is None:
        return None
    return _sign(reading, text, clause, maker, told.span(1))


_NEWS_FROM = re.compile(
    r"\A(?:(?:also |brand )?new|just in|out now|today|the latest|latest|fresh|nouveau|nouveaute|du neuf|du nouveau) "
    r"(?:from|at|chez) $|\Afrom $"
)
_HAS_NEWS = re.compile(
    r"(?:(?:'s|’s) (?:latest|newest(?: release)?|(?:[\w-]+ )?surprise|secret weapon|party piece|encore)|"
    r" (?:has|have) (?:something|one more thing|a surprise|some(?:thing)? new)(?: new| more| up its sleeve)?|"
    r" (?:a|tient|reserve|cache) une (?:nouveaute|surprise|autre annonce)) ?: ?"
)


def _from_it(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`New from Google: an AI tutor`, `From OpenAI, a coding agent`, `Meta's latest: a coding model`."""
    units = clause.units
    maker = clause.leader(min(clause.low + 5, clause.high))
    if clause.low or maker is None or is_product(maker):
        return None
    headed = _NEWS_FROM.match(text.folded[units[0].start : maker.start]) is not None
    start = maker.end
    if headed:
        sign = re.match(r" ?[:,] ", text.folded[maker.end : maker.end + 3])
        if sign is None:
            return None
        start += sign.end()
    else:
        told = _HAS_NEWS.match(text.folded, maker.end) if maker is units[0] else None
        if told is None:
            return None
        start = told.end()
    what = _THING.match(text.folded, start)
    return _sign(reading, text, clause, maker, what.span()) if what is not None else None


_TOLD_BEFORE = re.compile(rf"\A({_GROUP}){_NOT}(?:, [^:?!]{{2,40}})? ?[:–—] ")


def _before_it(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Two new models, one of them free: OpenAI restocks its shelf`: the thing, and behind the colon how bold it is."""
    maker = clause.leader(min(clause.low + 3, clause.high))
    told = _TOLD_BEFORE.match(text.folded)
    if maker is None or is_product(maker) or told is None or told.end() != maker.start:
        return None
    begins = _HOW.match(text.folded, maker.end)
    boldly = reading.rules.listed["goes-about-it"].match(text.folded, begins.end()) if begins else None
    return _sign(reading, text, clause, maker, told.span(1)) if boldly is not None else None


_HEADS_FOR = re.compile(
    r"(?:cap sur|place (?:a|au|aux)|l'heure (?:de|du|des)|le (?:grand bond|tournant|virage|pari|grand saut|retour)|"
    r"la (?:riposte|contre-attaque|reponse|revanche|montee en gamme)|nouveau (?:cap|virage|pari)|nouvelle (?:etape|"
    r"offensive|salve)) "
)


def _heads_for(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Mistral AI : cap sur la voix avec Voxtral 3`: a firm, a colon, where it goes and with what."""
    maker, start = clause.topic, clause.span()[0]
    told = _HEADS_FOR.match(text.folded, start)
    company = watched(maker)
    if told is None or maker is None or company is None or is_product(maker):
        return None
    armed = _WITH.match(text.folded, told.end() - 1)
    if armed is not None:
        return _sign(reading, text, clause, maker, armed.span(1))
    named = _named(reading, text, clause, maker, told.end() - 1)
    if named is None or not _of_house(named, company):
        return None
    return Sign("wide-armed", text, clause, clause.low, company, maker, [named], weight=0.6)
