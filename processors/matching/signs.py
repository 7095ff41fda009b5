"""What a headline says of its place among happenings: it looks back at another one, repeats one, or is elsewhere.

A report of a deal or a launch says what happens. A later one says that it comes after ("stocks fall after X's
launch", "with X in the bag"), that it happens again, in another country or on another platform, in how many
hands it is, how it scores, or what it costs now. Each is a sign in the language, and none is tuned to a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from processors.matching.sign_table import any_sign, signs
from processors.matching.words import OWNERS, WATCHED, fold, is_common, is_plain, words_of

_BACK = re.compile(
    r"\b(?:after|following|in the wake of|on the heels of|since|thanks to|amid|despite"
    r"|(?:before|avant) (?=[^,:;?!–—|]{0,40}"
    r"\b(?:deal|takeover|purchase|acquisition|launch|rachat|op[eé]ration|lancement)\b)"
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
_BEFORE = (
    "after", "following", "wake of", "heels of", "since", "thanks to", "amid", "despite", "before", "avant",
    "apres", "après", "suite a",
    "suite à", "depuis", "lendemain d", "la foul", "malgr", "grace a", "grace à", "grâce a", "grâce à",
    "in the bag", "done", "signed", "closed", "behind", "now its own", "diger", "digér", "aval", "en poche", "ı",
)  # fmt: skip
"""Without one of these in it, in lower case, no headline has such a clause: most have none, which is seen so at a tenth
of the cost. The patterns take a Turkish ı for an i."""
_ELSEWHERE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("price", re.compile(r"\d (?:euros?|dollars?|€|\$)? ?(?:par|a|per) (?:mois|month|an|year)\b")),
    ("guide", re.compile(r"[:|–—-] ?(?:analyse|analysis)$")),
    ("review", re.compile(r": (?:le|notre) test\b")),
    ("court", re.compile(r" v(?<=[a-z] v)\.? [a-z]")),
)
"""Kind → what shows it without being at the beginning of a word; the others are in sign_table.py."""
_ARRIVES = re.compile(
    r"\b(?:arrives?|comes?|coming|reaches(?! (?:a )?\$?\d)"
    r"|expands?(?! (?:\w+ ){0,3}(?:partnership|collaboration|deal|agreement|alliance|pact|ties)\b)"
    r"|debarque(?:nt)?|arrivent|s etend|s ouvre|etendu"
    r"|etend(?! (?:\w+ ){0,2}(?:partenariat|accord|alliance)\b)"
    r"|bring(?:s|ing)?(?! (?:\w+ ){0,4}(?:back|together|closer|forefront|life|light|end)\b)"
    r"|s invite|s integre|lands? (?=in|on|at)|(?:are|is|now|generally) available|(?:is|are|now) live(?= (?:in|on)\b)"
    r"|(?:preferred|default) model(?= (?:in|for|across)\b)|modele (?:prefere|par defaut)(?= (?:de|dans)\b)"
    r"|(?:public|private) preview|disponibles?)\b"
    r"(?P<where>.{0,40}\b(?:in|to|on|across|through|via|for|en|au|aux|sur|dans|a)\b.{0,40})"
)
"""A thing that is there already comes somewhere: to a country, or to a platform and into other products."""
_HOST = re.compile(
    r"\b(?:[Aa]vailable|[Ll]ive|[Dd]isponibles?|[Pp]review|arrives?|arrive(?:nt)?|comes?|lands?)"
    r" (?:in|on|inside|via|dans|sur|chez|to) (?:the )?(?P<host>[A-Z][\w-]*(?: [A-Z][\w-]*)*)"
)
_BUILT_ON = re.compile(
    r"^(?P<host>[A-Z][\w-]*)(?![\w-]).*\b(?:powered by|built (?:on|with|around)|based on|runs on|running on"
    r"|propuls[ée]e?s? par|bas[ée]e?s? sur|fond[ée]e?s? sur|aliment[ée]e?s? par|s['’]appu(?:ie|yant) sur)"
    r" (?:the |l['’]|le |la )?[A-Z]"
)
"""A firm's thing that is made of another one's model: it is the news of that firm."""
_OWN_PLACES = """ai ia api apis app apps application studio vertex store web search beta preview playground play cloud
console mobile desktop x pro plus max premium ultra team teams enterprise business free general public early
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday"""
_AT_HOME = frozenset(_OWN_PLACES.split())
"""Where a maker shows what it makes, when and to whom: no other firm's product."""
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
OPENING = 4
"""Words of a headline among which stands who does what it tells."""
_ARTICLES = frozenset({"the", "le", "la", "les", "l"})
_SUFFERS = frozenset(
    {
        "loses",
        "lose",
        "lost",
        "faces",
        "hit",
        "privee",
        "prive",
        "perd",
        "subit",
        "frappee",
        "touchee",
        "visee",
    }
)
"""To whom another one does it: `China loses access`, `la Chine privée de puces`."""
PLACE_WORDS = frozenset(word[:6] for word in _AT) | frozenset(_AT)
"""Words of places and platforms, whole and as stems."""


def signs_of(folded: str) -> Iterator[str]:
    """`again`, `score`, `court-filed`, `place→spain`, `after→voxa` …: the signs in a headline.

    `folded`: the headline in lower case without accents, its apostrophes turned into spaces.
    """
    if (first := any_sign().search(folded)) is not None:
        shown = [kind for kind, words in signs().items() if words.search(folded, first.start())]
        yield from (kind for kind in shown if not kind.startswith("court-"))
        steps = (kind for kind in shown if kind.startswith("court-"))
        yield from islice(steps, 1)
    for kind, words in _ELSEWHERE:
        if words.search(folded):
            yield kind
    if (arrives := _ARRIVES.search(folded)) is not None:
        if any(word in _LANDS for word in words_of(arrives["where"])):
            yield "region"
        elif "access" not in folded and "acces" not in folded:
            yield "arrival"
    told = words_of(folded)
    for word in told:
        if (found := _AT.get(word)) is not None:
            yield found
    yield from _powers(told)


def _powers(words: Sequence[str]) -> Iterator[str]:
    """`power→china` of each country that a headline begins with, and which acts in it: not of `China's Kestrel`."""
    begins = words[1:OPENING] if words and words[0] in _ARTICLES else words[:OPENING]
    if not begins or not _AT.get(begins[0], "").startswith("place") or not _SUFFERS.isdisjoint(begins):
        return
    for word, following in zip(begins, (*begins[1:], ""), strict=True):
        found = _AT.get(word, "")
        if found.startswith("place") and following != "s":
            yield f"power→{found.partition('→')[2]}"


def hosts_of(headline: str) -> Iterator[str]:
    """Word by word whose product a thing comes into: `is now available in Kestrel` → `Kestrel`."""
    for found in _HOST.finditer(headline):
        words = [fold(word) for word in words_of(found["host"])]
        if not any(word in _AT or word in _LANDS or word in OWNERS or word in WATCHED for word in words):
            yield from (word for word in words if word not in _AT_HOME)


def builder_of(headline: str) -> str | None:
    """The unknown firm that builds on another one's model: `Kestrel launches a tutor powered by Claude` → `kestrel`."""
    if (found := _BUILT_ON.search(headline)) is None:
        return None
    word = fold(found["host"])
    known = word in _AT or word in OWNERS or word in WATCHED
    return None if known or is_common(word) or is_plain(word) else word


def looked_back_at(headline: str) -> Iterator[str]:
    """The names, word by word as they are written, in clauses about what was before."""
    if not any(map(headline.casefold().__contains__, _BEFORE)):
        return
    done = _DONE.finditer(headline) if _SEALED.search(headline) else ()
    for found in (*_BACK.finditer(headline), *done):
        groups = found.groupdict()
        clause = groups.get("clause") or groups.get("name") or ""
        told = _versioned_otherwise(headline.replace(clause, " "), clause)
        for word in words_of(clause):
            if word.casefold() in told:
                continue
            if word[0].isupper() or word[0].isdigit() or any(c.isupper() for c in word):
                yield word


def _versioned_otherwise(rest: str, clause: str) -> frozenset[str]:
    """The words of the rest where each has a number of its own: 3.7 Lux is told, which came after 3.6 Lux."""
    words = frozenset(word.casefold() for word in words_of(rest))
    numbers = {word for word in words_of(clause) if word[0].isdigit()}
    return words if not numbers <= words and any(word[0].isdigit() for word in words) else frozenset()
