"""What a headline says of its place among happenings: it looks back at another one, repeats one, or is elsewhere.

A report of a deal or a launch says what happens. A later one says that it comes after ("stocks fall after X's
launch", "with X in the bag"), that it happens again, in another country or on another platform, in how many
hands it is, how it scores, or what it costs now. Each is a sign in the language, and none is tuned to a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
_BACK = re.compile(
    r"\b(?:after|following|in the wake of|on the heels of|since|thanks to|amid|despite"
    r"|apr[eè]s|suite [aà]|depuis|au lendemain d[eu]|dans la foul[eé]e d[eu]|malgr[eé]|gr[aâ]ce [aà])"
    r"\b(?P<clause>[^,:;?!–—|]*)",
    re.IGNORECASE,
)
"""A clause about what was before."""
_DONE = re.compile(
    r"\bwith (?P<clause>[^,:;]{2,40}?) (?:in the bag|done|signed|closed|behind (?:it|them)|now its own)\b"
    r"|\b(?P<name>[^,:;]{2,40}?) (?:dig[eé]r[eé]e?|aval[eé]e?|en poche),",
    re.IGNORECASE,
)
_SEALED = re.compile(
    r"in the bag|done|signed|closed|behind|now its own|dig[eé]r|aval[eé]|en poche", re.IGNORECASE
)
"""What stands at the end of such a clause: most headlines have none of it, which is seen sooner."""
_MOVES = """slips? slid(?:es?)? dips? sinks? sank falls? fell tumbles? plunges? drops? climbs? jumps? surges? soars?
rall(?:y|ies) gains loses recule chute plonge devisse decroche bondit grimpe s.envole flambe perd"""
_MOVES = "|".join(_MOVES.split())
"""What a share does."""
_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words))
    for name, words in (
        (
            "again",
            r"\b(?:in turn|yet another|another (?:lawsuit|outage|suit|complaint|round)"
            r"|(?:two|three|four|five) more|\w+ further|further \w+|also (?:sues?|suing|files?)"
            r"|joins? .{0,40}\b(?:suing|lawsuits?|suit)|(?:deux|trois|quatre|cinq) autres"
            r"|(?:attaque|poursuit|assigne) (?:aussi|egalement)|rejoint .{0,40}\bplaintes?"
            r"|(?:second|third|new) (?:lawsuit|outage|suit|complaint)|a (?:son|leur) tour"
            r"|au tour d|(?:deuxieme|nouvelle|autre) (?:panne|plainte|poursuite))\b",
        ),
        ("repeated", r"\b(?:again|once more|a nouveau|de nouveau|une nouvelle fois)\b"),
        (
            "figures",
            r"\b\d[\d .,]*\s*(?:k|m|mille|thousand|millions?|billions?|milliards?)?\s*(?:de |d )?"
            r"(?:weekly |monthly |daily |paying )?(?:users|utilisateurs|orders|commandes|downloads|telechargements"
            r"|subscribers|abonnes|sold|vendus|vendues)\b|\b(?:already|deja)\b.{0,30}\d",
        ),
        (
            "price",
            r"\b(?:cuts?|halves|slashes|drops|lowers|raises|doubles|hikes|baisse|baissent|divise|casse|reduit|augmente|double)"
            r"\b.{0,25}\b(?:prices?|prix|tarifs?|cost|fees?)\b"
            r"|\d (?:euros?|dollars?|€|\$)? ?(?:par|a|per) (?:mois|month|an|year)\b"
            r"|\bprice (?:cut|hike|rise|drop)s?\b|\b(?:baisse|hausse) (?:de|des|du) (?:prix|tarifs?)\b",
        ),
        (
            "people",
            r"\b(?:quits?|resigns?|steps down|departs|leaves|poache[ds]|demissionne|quitte|debauche)\b",
        ),
        (
            "score",
            r"\b(?:leaderboard|benchmarks?|tops|lmarena|ranks?|classement|outperforms|surpasse)\b",
        ),
        (
            "reaction",
            rf"\b(?:{_MOVES}) (?:de |by )?\d+(?:[.,]\d+)? ?%"
            rf"|\b(?:{_MOVES})\b.{{0,40}}\b(?:as|after|on (?:news|word|fears|hopes|report)|apres|suite|wall street"
            r"|bourse|analysts?|despite|malgre|in value|de valeur|de capitalisation|best day|worst day)\b"
            r"|\b(?:shares?|stocks?|l action|le titre|en bourse)\b.{0,30}\b(?:slip|slid|dip|sink|sank|fall|fell|tumble"
            r"|plunge|drop|climb|jump|surge|soar|rall|gain|recul|chut|plong|deviss|bondi|grimp|envol|flamb)\w*",
        ),
        (
            "named",
            r"\b(?:names?|appoints?|picks|nomme|choisit) (?:a |its |un |une |son |sa )?(?:new|nouve\w+)\b"
            r"|\bsucce(?:eds?|de)\b|\b(?:takes over as|devient (?:directeur|directrice|patron|pdg))\b",
        ),
        (
            "aftermath",
            r"\b(?:recalls|rappelle)\b|\bpull(?:s|ed)\b(?! in\b| .{0,25}\bout of\b| (?:off|ahead|together|up)\b)"
            r"|\b(?:accuses|blasts|slams|lambasts|mocks|taunts|scoffs|lashes out|fustige|tacle|etrille|raille"
            r"|ironise)\b",
        ),
        (
            "reaction",
            r"\b(?:sheds?|wipes?|wiped|perd|perdent|efface)\b.{0,20}\d ?(?:bn|billions?|milliards?)\b",
        ),
        (
            "guide",
            r"^(?:analyse|analysis)\b|[:|–—-] ?(?:analyse|analysis)$"
            r"|\bsignals (?:a |an |the |its )?\w+|\bwhat .{2,50}\b(?:means?|says about)\b"
            r"|\bthe real (?:reason|story)\b",
        ),
        ("review", r"^test\b|^which\b.{5,}\?|\btest (?:du|de|des)\b|: (?:le|notre) test\b"),
        ("court", r"[a-z] v\.? [a-z]"),
        (
            "layoff",
            r"\b(?:cuts?|axes?|axed|slash\w*|sacks?|supprim\w+)\b.{0,25}\b(?:jobs|roles|emplois|postes|staff|workers)\b",
        ),
        (
            "guide",
            r"\b(?:\d+|five|six|seven|ten|cinq|sept|dix) (?:things|ways|examples|questions|reasons|takeaways"
            r"|exemples|astuces|raisons|choses|usages)\b",
        ),
        (
            "answer",
            r"\b(?:rejects?|rejected|rebuffs?|rebuffed|spurns?|spurned|turns? down|turned down|refuse|rejette|decline"
            r"|repousse)\b.{0,40}\b(?:bid|offer|proposal|advances|takeover|offre|proposition|rachat)\b"
            r"|\b(?:parents|unions?|users|experts?|critics|campaigners|researchers|lawmakers|senators|syndicats?"
            r"|utilisateurs|elus|ong|associations?)\b.{0,12}\b(?:say|warn|demand|urge|fear|call|denounce|denoncent"
            r"|demandent|s inquietent|craignent|reclament|alertent)\b"
            r"|\b(?:responds?|repl(?:y|ies) to|hits? back|fires? back|rebuts?|to appeal|will appeal"
            r"|repond|replique a|se defend|conteste|va faire appel|fait appel|fera appel)\b"
            r"|\bsays? .{0,30}\b(?:is|are|was|were) (?:not|never|no)\b|^(?:no|non), (?!it|you|ce |vous|tu |this|that)"
            r"|\b[a-z]{3,}s (?:demand|urge|beg|exigent|reclament|denoncent)\b",
        ),
    )
)
"""Kind → the words that show it, in folded text without apostrophes."""
_JURY = re.compile(
    r"\b(?:jury|jurors?|jures?)\b.{0,25}\b(?:seated|selected|selection|sworn|chosen|picked|constitue|designes?|choisis?|forme)\b"
    r"|\bselection (?:du|des) jur(?:y|es)\b|\bjury selection\b"
)
_OPENING = re.compile(
    r"\b(?:opening (?:statements?|day|arguments?)|first day|day one|trial .{0,40}\b(?:opens|begins|starts)|kicks off"
    r"|proces .{0,40}\b(?:commence|debute)"
    r"|proces .{0,40}\bs ouvre|ouverture du proces|premier jour|plaidoiries d ouverture|declarations liminaires)\b"
)
_CLOSING = re.compile(
    r"\b(?:closing (?:statements?|arguments?)|rests? (?:its|his|her|their) case|deliberat\w+|plaidoiries finales"
    r"|requisitoire|requiert|delibere)\b"
)
_ARRIVES = re.compile(
    r"\b(?:arrives?|comes?|coming|expands?|reaches|debarque(?:nt)?|arrivent|s etend|s ouvre|etend|etendu|brings?"
    r"|s invite|s integre|lands? (?=in|on|at)|(?:are|is|now|generally) available"
    r"|(?:public|private) preview|disponibles?)\b"
    r"(?P<where>.{0,40}\b(?:in|to|on|across|through|via|for|en|au|aux|sur|dans|a)\b.{0,40})"
)
"""A thing that is there already comes somewhere: to a country, or to a platform and into other products."""
_MOTION = re.compile(
    r"\b(?:throw out|dismiss(?:al)?|toss|appeals?|rejett?e(?:r|nt)?|irrecevable|fait appel|en appel"
    r"|settles?|settlement|transige)\b"
)
_FILED = re.compile(
    r"\b(?:sues?|suing|files? (?:a )?(?:law)?suit|porte(?:nt)? plainte|attaque(?:nt)?\b.{0,40}\ben justice"
    r"|assigne(?:nt)?)\b"
)
_RULED = re.compile(
    r"\b(?:judges?|courts?|tribunal|juges?|justice|cour)\b.{0,30}\b(?:rules?|ruled|rejects?|rejected|toss(?:es|ed)"
    r"|throws out|threw out|dismiss(?:es|ed)|den(?:ies|ied)|blocks?|blocked|sides? with|sided with|won t|refuses?"
    r"|orders?|ordered|rejette|estime|ordonne|donne (?:raison|tort)|tranche|deboute|bloque|valide|annule)\b"
)
"""What a court does, not what it is asked for: there is one such word a step, however it is told."""
_STAGES = (
    ("court-jury", _JURY),
    ("court-open", _OPENING),
    ("court-closing", _CLOSING),
    ("court-verdict", _RULED),
    ("court-motion", _MOTION),
    ("court-filed", _FILED),
)
_PLACES = """us: us usa america american states etats unis americain americaine washington texas california californie
uk: uk britain british london londres royaume britannique anglais england angleterre
france: france french francais francaise paris parisien lyon lyonnais marseille toulouse lille nantes
france: grenoble grenoblois grenobloise
germany: germany german allemagne allemand allemande berlin munich frankfurt francfort hamburg hambourg
spain: spain spanish espagne espagnol madrid barcelona barcelone zaragoza saragosse
portugal: portugal portuguese portugais lisbon lisbonne sines
italy: italy italian italie italien milan rome turin
netherlands: netherlands dutch hollandais neerlandais amsterdam
belgium: belgium belgian belgique belge
switzerland: switzerland swiss suisse zurich geneva geneve lausanne
sweden: sweden swedish suede suedois stockholm
finland: finland finnish finlande finlandais helsinki
norway: norway norwegian norvege norvegien oslo
denmark: denmark danish danemark danois copenhagen copenhague
ireland: ireland irish irlande irlandais dublin
poland: poland polish pologne polonais warsaw varsovie
israel: israel israeli israelien
india: india indian inde indien mumbai bangalore
china: china chinese chine chinois beijing pekin shanghai
japan: japan japanese japon japonais tokyo
korea: korea korean coree coreen seoul
taiwan: taiwan taiwanese taiwanais taipei
canada: canada canadian canadien montreal toronto quebec
brazil: brazil brazilian bresil bresilien
australia: australia australian australie australien sydney
singapore: singapore singapour
emirates: emirates emirati uae abu dubai emirats
saudi: saudi riyadh saoudite riyad
qatar: qatar qatari doha
greece: greece greek grece grec athens athenes
austria: austria austrian autriche autrichien vienna vienne
malaysia: malaysia malaisie johor
indonesia: indonesia indonesie jakarta
mexico: mexico mexican mexique mexicain
africa: africa african afrique kenya nigeria
us: american americains americaines
uk: britanniques
france: francaises toulousain toulousaine lyonnaise parisienne hexagone bordeaux nice rennes strasbourg montpellier
germany: allemands allemandes cologne stuttgart
italy: italienne
israel: israelienne haifa jerusalem
china: chinoise shenzhen hangzhou
japan: japonaise
korea: coreenne
canada: canadienne
india: indienne bengaluru delhi
sweden: suedoise
finland: finlandaise
norway: norvegienne
denmark: danoise
ireland: irlandaise
poland: polonaise
spain: espagnole
portugal: portugaise
netherlands: neerlandaise
austria: autrichienne
brazil: bresilienne
australia: australienne
malaysia: malaysian
europe: european europeen europeenne europeens"""
_ADJECTIVES = """american americain americaine britannique anglais british french francais francaise parisien
lyonnais grenoblois grenobloise german allemand allemande spanish espagnol portuguese portugais italian italien dutch
hollandais neerlandais belgian belge swiss swedish suedois finnish finlandais norwegian norvegien danish danois irish
irlandais polish polonais israeli israelien indian indien chinese chinois japanese japonais korean coreen taiwanese
taiwanais canadian canadien brazilian bresilien australian australien emirati saoudite qatari greek grec austrian
autrichien malaysian mexican mexicain african americains americaines britanniques european europeen europeenne
francaises allemands allemandes europeens toulousain toulousaine lyonnaise parisienne italienne israelienne chinoise
japonaise coreenne canadienne indienne suedoise finlandaise norvegienne danoise irlandaise polonaise espagnole
portugaise neerlandaise suisses autrichienne bresilienne australienne"""
_OF_LANDS = frozenset(_ADJECTIVES.split())
"""Adjectives: what they call a company by is no place where something happens."""
_PLATFORMS = """apple: iphone ios ipad mac macos
android: android pixel
windows: windows xbox
web: chrome firefox edge
whatsapp: whatsapp
instagram: instagram
slack: slack
teams: teams
car: carplay car voiture
tv: tv television"""
_AT: dict[str, str] = {
    word: name
    for table, kind in ((_PLACES, "place"), (_PLATFORMS, "platform"))
    for line in table.splitlines()
    for word in line.partition(":")[2].split()
    for name in (f"{'land' if word in _OF_LANDS else kind}→{line.partition(':')[0]}",)
}
"""Folded word → the country or the platform that it tells of."""
_LANDS = frozenset(word for word, name in _AT.items() if not name.startswith("platform")) | {
    "europe",
    "monde",
    "world",
}
PLACE_WORDS = frozenset(word[:6] for word in _AT) | frozenset(_AT)
"""Words of places and platforms, whole and as stems."""


def signs_of(folded: str) -> Iterator[str]:
    """`again`, `score`, `court-filed`, `place→spain`, `after→voxa` …: the signs in a headline.

    `folded`: the headline in lower case without accents, its apostrophes turned into spaces.
    """
    for name, words in _SIGNS:
        if words.search(folded):
            yield name
    stage = next((name for name, words in _STAGES if words.search(folded)), None)
    if stage is not None:
        yield stage
    if (arrives := _ARRIVES.search(folded)) is not None:
        if any(word in _LANDS for word in _WORD.findall(arrives["where"])):
            yield "region"
        elif "access" not in folded and "acces" not in folded:
            yield "arrival"
    for word in _WORD.findall(folded):
        if (found := _AT.get(word)) is not None:
            yield found


def looked_back_at(headline: str) -> Iterator[str]:
    """The names, word by word as they are written, in clauses about what was before."""
    done = _DONE.finditer(headline) if _SEALED.search(headline) else ()
    for found in (*_BACK.finditer(headline), *done):
        groups = found.groupdict()
        for word in _WORD.findall(groups.get("clause") or groups.get("name") or ""):
            if word[0].isupper() or word[0].isdigit() or any(c.isupper() for c in word):
                yield word
