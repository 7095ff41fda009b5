"""Launches told by a maker and a name that no rule knows, and what the thing makes of what: `Google's Tamarind turns a
floor plan into …`, `Avec Margelle, OpenAI veut remplacer votre tableur`, `Meta has an AI mock-up tool`.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.wide.ambitions import finds_fault
from processors.detect.launches.wide.byname import name_behind
from processors.detect.words.closed_classes import DEFINITE, ITS
from processors.detect.words.model import Company
from processors.detect.words.text import fold
from processors.detect.words.unit import Text, Unit, watched


def maker_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    invited = first_sign((_invited,), reading, text)  # (testers are let in, and find no fault)
    if invited is not None or finds_fault(text.folded):
        return invited
    return first_sign((_turns, _acts_for_you, _with_new, _has, _special, _handed, _in_town), reading, text)


_MADE_OF = (
    r"(?:texts?|photos?|pictures?|selfies?|sketch(?:es)?|drawings?|doodles?|plans?|videos?|voices?|notes?|"
    r"speech|scripts?|"
    r"pdfs?|ideas?|prompts?|words?|sentences?|documents?|recordings?|meetings?|songs?|hums?|stories|images?|data|code|"
    r"textes?|croquis|dessins?|gribouillis|voix|idees?|phrases?|mots?|reunions?|enregistrements?|cours|"
    r"articles?|recits?)"
)
_INTO = (
    r"(?:3d|worlds?|videos?|clips?|films?|songs?|music|tunes?|apps?|games?|podcasts?|code|slides?|images?|pictures?|"
    r"websites?|quiz(?:zes)?|cartoons?|comics?|avatars?|speech|animations?|maps?|spreadsheets?|scenes?|models?|books?|"
    r"mondes?|chansons?|musique|applis?|applications?|jeux?|sites?|diaporamas?|dessins? animes?|bandes? dessinees?|"
    r"maisons?|cartes?|tableurs?|livres?)"
)
_MAKES = re.compile(
    rf"(?: can| will| now| peut| sait| desormais)? ?(?:turns?|transforms?|converts?|transforme|convertit|change|mue) "
    rf"[^,:;]{{0,24}}\b{_MADE_OF}\b[^,:;]{{0,24}}? (?:into|to|en) [^,:;]{{0,30}}\b{_INTO}\b"
)
"""What AI alone makes of what."""
_GENERATES = re.compile(
    r" (?:can |now )?(?:generates?|composes?|writes?|creates?|produces?|paints?|makes?|conjures?) "
    r"(?:ai |realistic |original |whole |new |full |short |long |custom )?(?:music|songs|images|videos?|clips|speech|"
    r"code|podcasts|3d (?:models|worlds)|worlds|avatars|melodies|games)\b"
)
"""What a lab's thing makes of nothing."""


def _turns(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Google's Tamarind turns a plan into a 3D home`, `Avec Pergola, Google transforme vos notes en podcasts`."""
    units = clause.units
    if clause.low:
        return None
    if units[0].low in {"with", "avec"}:
        made = _with(clause)
        if made is None:
            return None
        maker, first, last = made
        return _named(text, clause, maker, first, last) if _MAKES.match(text.folded, maker.end) else None
    maker = units[0]
    if watched(maker) is None or is_product(maker):
        return None
    low = 3 if [u.low for u in units[1:3]] == ["'", "s"] else 1
    first, last = name_behind(units, low, clause.high)
    if not first < last <= first + 2 or any(u.name is not None for u in units[first:last]):
        return None
    company, end = watched(maker), units[last - 1].end
    lab = company is not None and company.ai == "core"
    of_nothing = lab and low == 3 and _GENERATES.match(text.folded, end) is not None
    return _named(text, clause, maker, first, last) if of_nothing or _MAKES.match(text.folded, end) else None


_USES_AI = re.compile(
    r" (?:now )?(?:uses|taps) (?:gemini(?: ai)?|generative ai|ai|meta ai|claude) to [^:;?]{3,50}\byour\b"
)
_FOR_YOU = re.compile(r"s (?:[\w'-]+ ){0,2}your\b")


def _acts_for_you(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Google's Fennel groups your browsing by task with Gemini`: a name that nobody knows, at work for you."""
    units = clause.units
    maker = units[clause.low]
    if watched(maker) is None or is_product(maker) or clause.high - clause.low < 7:
        return None
    if [u.low for u in units[clause.low + 1 : clause.low + 3]] != ["'", "s"] or not reading.ai():
        return None
    first, last = name_behind(units, clause.low + 3, clause.high)
    if last <= first or units[first].name is not None:
        return None
    if _USES_AI.match(text.folded, units[first].end):
        return _named(text, clause, maker, first, first + 1)
    if last != first + 1 or last >= len(units) or units[last].capital or units[last].sign:
        return None
    word = units[last]
    if _FOR_YOU.match(text.folded, word.end - 1) is None or word.low.startswith(HARMS + _SAYS):
        return None
    return _named(text, clause, maker, first, last)


HARMS = (
    "spie", "spy", "steal", "drain", "hurt", "scare", "annoy", "flood", "fool", "deceiv", "mislead", "lies", "lied",
    "sues", "blame", "boycott", "inond", "effrai", "trahi", "espionn", "agac", "gach", "trompe", "berne", "mentent",
)  # fmt: skip
"""How begins what a thing does to you, or you to it."""
_SAYS = (
    "track", "leak", "lose", "ignor", "threat", "kill", "sell", "cost", "want", "know", "defend", "explain", "urge",
    "warn", "predict", "promis", "doubt", "mock", "fear",
)  # fmt: skip
"""How begins what somebody says to you, or thinks of you."""


_ITS_OR_THE = DEFINITE | ITS


def _with(clause: Clause) -> tuple[Unit, int, int] | None:
    """`Avec Pergola, Google …`: who acts, and where the name stands that nobody knows."""
    units = clause.sentence.units
    owned = len(units) > 1 and units[1].low in _ITS_OR_THE
    first, last = name_behind(units, 1 + owned, len(units))
    if not first < last <= first + 2 or last + 2 >= len(units) or units[last].low != ",":
        return None
    maker = units[last + 1]
    known = any(u.name is not None for u in units[first:last])
    return None if known or watched(maker) is None or is_product(maker) else (maker, first, last)


_WANTS = re.compile(
    r" (?:veut|entend|compte|promet de|espere|wants to|aims to|hopes to|promises to) "
    r"(?:remplacer|detroner|transformer|simplifier|reinventer|revolutionner|automatiser|vous |replace|reinvent|"
    r"simplify|"
    r"automate|dethrone|rethink|take over)[^,:;]{0,40}?\b(?:votre|vos|vous|your|you)\b"
)


def _with_new(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Avec Margelle, OpenAI veut remplacer votre tableur`: a word that nobody knows, and what it is to do for you."""
    if clause.low or clause.units[0].low not in {"with", "avec"}:
        return None
    made = _with(clause)
    if made is None or made[2] > made[1] + 1 or not _WANTS.match(text.folded, made[0].end):
        return None
    company = watched(made[0])
    if company is None or not (company.ai == "core" or reading.ai()):
        return None
    return _named(text, clause, *made)


_KIND = (
    r"(?:agents?|assistante?s?|chatbots?|browser|navigateur|tools?|outils?|apps?|application|appli|generat(?:or|"
    r"eur)|models?|"
    r"modeles?|tut(?:or|eur)|editor|editeur|robots?|translator|traducteur|search engine|moteur de recherche)"
)
_IS_KIND = re.compile(rf"\b{_KIND}\b")
_OWNS = re.compile(
    r" (?:now |finally |too |also |enfin |desormais |aussi |maintenant )?(?:has|a|tient) (?:now |enfin |"
    r"desormais |aussi )?"
    rf"(?:an?|its own|its|un|une|son|sa) (?:own |new |propre |nouvel |nouveau )?((?:[\w'-]+ ){{0,3}}?{_KIND}"
    r"(?: (?:d'ia|ia|de \w+))?(?: dopee?s? a l'ia)?)(?= ?(?:\Z|[.!]|,(?! (?:and|but|et|mais)\b)| (?:for|to|pour|"
    r"that (?:can|will)|"
    r"qui (?:peut|sait))\b))"
)


_NEWS = re.compile(
    r"\b(?:now|finally|too|also|its own|new|enfin|desormais|aussi|maintenant|propre|nouvel|nouveau)\b"
)
_REGRETS = re.compile(
    r"(?:,| [–—-]) (?:and|but|et|mais)\b|\A (?:for|to) (?:that|failure)\b|"
    r"\A (?:that|qui) (?:can|will|peut|sait) (?:ruin|hurt|harm|kill|spy|lie|nuire|tuer|mentir)"
)


def _told_of_maker(
    text: Text, clause: Clause, pattern: re.Pattern[str]
) -> tuple[Unit, Company, re.Match[str]] | None:
    """A watched firm at the clause's begin, and what the pattern finds right behind its name."""
    maker = clause.units[clause.low]
    company = watched(maker)
    told = None if company is None or is_product(maker) else pattern.match(text.folded, maker.end)
    return None if company is None or told is None else (maker, company, told)


def _has(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Watch out, Figma: Meta has an AI mock-up tool`: a thing of AI that a watched firm has, told as news."""
    made = _told_of_maker(text, clause, _OWNS)
    if made is None:
        return None
    maker, company, told = made
    what = [u for u in clause.units if told.start(1) <= u.start < told.end(1)]
    said = text.folded[maker.end : told.end()]
    if not (any("ai" in u.cues for u in what) or (company.ai == "core" and _NEWS.search(said))):
        return None
    if any("program" in u.cues or "negation" in u.cues for u in what):
        return None
    if _REGRETS.search(text.folded[told.end() :]):
        return None
    sign = Sign("wide-has", text, clause, clause.low, company, maker, [], weight=0.61)
    sign.described = (told.start(1), told.end(1))
    return sign


_SPECIAL = re.compile(
    r" (?:now |finally |just )?(?:has|made|makes|has made|built|has built|builds|creates|created|cooked up) an? "
    r"(?:special|new|separate|dedicated|custom|bespoke|tailor-made|cheaper|simpler|smaller|gentler|safer|stripped-down|"
    r"souped-up|kid-friendly) (?:version of |take on |kind of )?$"
)
_FOR_THEM = re.compile(r" (?:(?:just|only|made|built|meant|designed) )*(?:for|that) \w")


def _special(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`OpenAI made a special ChatGPT for sailors`: a kind of its product that is new, and whom it is for."""
    maker, *behind = clause.units[clause.low : clause.high]
    company = watched(maker)
    product = next((unit for unit in behind if own_ai(unit, reading)), None)
    if company is None or product is None or is_product(maker) or watched(product) is not company:
        return None
    if not (
        _SPECIAL.match(text.folded[maker.end : product.start]) and _FOR_THEM.match(text.folded, product.end)
    ):
        return None
    return Sign("wide-has", text, clause, clause.low, company, maker, [product], weight=0.61)


_INVITES = re.compile(
    r" (?:now |enfin |desormais )?(?:invites?|lets?|allows?|is inviting|is letting|convie|invite|laisse|"
    r"fait entrer|ouvre a) "
    r"(?:in )?(?:its |ses |des |some |the |the first |les |les premiers |quelques )?(?:[\d.,]+ (?:000 )?|"
    r"several |a few |more )?"
    r"(?:\w+ )?(?:testers?|users?|developers?|creators?|artists?|subscribers?|testeurs?|utilisateurs?|"
    r"developpeurs?|createurs?|"
    r"abonnes?|artistes?) (?:into|inside|to (?:try|test|use)|a (?:tester|essayer|decouvrir)|tester|essayer|try|"
    r"test|dans) (?!the (?:\w+ )?waters|(?:its|their|leur|sa) (?:patience|limits|limites))"
)


def _invited(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`OpenAI invites 5,000 testers into its music generator`: who is let in to try a thing of AI."""
    units = clause.units
    made = _told_of_maker(text, clause, _INVITES)
    if made is None:
        return None
    maker, company, told = made
    tried = [u for u in units[: clause.high] if u.start >= told.end()][:6]
    kind = any(_IS_KIND.search(u.low) or u.cues & {"ai", "ai_object"} for u in tried)
    product = next((u for u in tried if is_product(u) and watched(u) is company), None)
    ai = company.ai == "core" or any(u.says_ai for u in tried) or reading.ai()
    if not ((kind or product is not None) and ai) or any("program" in u.cues for u in tried):
        return None
    known = [product] if product is not None else []
    sign = Sign("wide-invited", text, clause, clause.low, company, maker, known, weight=0.61)
    if product is None and tried:
        sign.described = (tried[0].start, tried[-1].end)
    return sign


_HANDS = re.compile(
    r" (?:hands|is handing|is giving|gives|lends) ((?:[\w+-]+ ){0,3}?)(?:an?|its own|new|its first) "
)


_BURDENS = frozenset(
    {
        "headache",
        "problem",
        "scare",
        "warning",
        "nightmare",
        "lesson",
        "test",
        "choice",
        "dilemma",
        "bill",
        "shock",
    }
)


def _handed(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`YouTube hands podcasters an AI trailer maker`, `hands Claude a browser`: a crowd or a product gets it."""
    units = clause.units
    made = _told_of_maker(text, clause, _HANDS)
    if made is None or not made[2].group(1):
        return None
    maker, company, told = made
    taker = [u for u in units if told.start(1) <= u.start < told.end(1)]
    if any(u.name is not None and not (is_product(u) and watched(u) is not None) for u in taker) or not taker:
        return None
    own = any(is_product(u) and u.names_ai for u in taker)
    if not (own or taker[-1].low.endswith("s")) or any(u.proper or "person_role" in u.cues for u in taker):
        return None
    gift = [u for u in units[: clause.high] if u.start >= told.end()][:5]
    kind = any("ai_object" in u.cues or _IS_KIND.search(u.low) for u in gift)
    given = any(own_ai(u, reading) and watched(u) is company for u in gift[:2])
    ai = given or any("ai" in u.cues for u in gift) or (kind and (own or company.ai == "core"))
    if not ai or any(
        u.low in _BURDENS or u.sum or u.cues & {"program", "other_money", "deal_noun"} for u in gift
    ):
        return None
    sign = Sign("wide-handed", text, clause, clause.low, company, maker, [], weight=0.61)
    sign.described = (gift[0].start, gift[-1].end)
    return sign


_TOWN = re.compile(
    rf"\b(?:new|another|nouve(?:au|l|lle)) (?:[\w'-]+ ){{0,3}}?{_KIND}"
    r"(?: (?:in|on|at|around|en|sur|dans|a) [^,:;]{0,24})? ?[:–—] ?\Z"
)


def _in_town(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`There's a new AI browser in town: Apple's Lantern`: what is new, and behind the colon whose and its name."""
    units = clause.units
    if clause.low < 4 or not _TOWN.search(text.folded[: units[clause.low].start].rstrip()):
        return None
    maker = units[clause.low]
    company = watched(maker)
    if (
        company is None
        or is_product(maker)
        or [u.low for u in units[clause.low + 1 : clause.low + 3]] != ["'", "s"]
    ):
        return None
    if not (company.ai == "core" or any("ai" in u.cues for u in units[: clause.low])):
        return None
    first, last = name_behind(units, clause.low + 3, clause.high)
    if not first < last <= first + 3 or last < clause.high or any(u.party for u in units[: clause.low]):
        return None
    return _named(text, clause, maker, first, last)


def _named(text: Text, clause: Clause, maker: Unit, first: int, last: int) -> Sign | None:
    company: Company | None = watched(maker)
    units = clause.sentence.units
    if company is None or any(fold(one).endswith(" " + units[last - 1].low) for one in company.people):
        return None  # `Google's Pichai`
    sign = Sign("wide-byname", text, clause, min(first, clause.high - 1), company, maker, [], weight=0.62)
    sign.quoted = (units[first].start, units[last - 1].end)
    return sign
