"""Who gives to a round, as written behind words for it, where the rules do not know the name.

Asked once a deal is flagged: what it finds adds names to the deal and no weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newswatch.messages import Fact
from processors.detect.deals.bystanders import stands_by
from processors.detect.deals.completing import OLD, vetoed
from processors.detect.deals.formerly import told_before
from processors.detect.deals.values import fact
from processors.detect.grammar.quoting import evidence
from processors.detect.grammar.reading import Reading
from processors.detect.words.currencies import US_DOLLARS
from processors.detect.words.text import fold
from processors.detect.words.unit import Text

_FIRST = r"(?:\d{1,4}[A-Z]+\w*|\d{3,4} (?=[A-Z])[A-Z]\w+|[A-Z][\w.’'-]{0,80})"
_ONE = _FIRST + r"(?: (?:[A-Z0-9][\w.’'-]{0,80}|&)){0,3}"
"""A name: of words with an end, and no list is longer than thirty, or time grows with the square of what is none."""
_NAMES = (
    "("
    + _ONE
    + r"(?:, (?:and |et )?(?:d['’])?"
    + _ONE
    + r"){0,30}(?:,? (?:and|et|&|et d['’]|et de) ?(?:the )?"
    r"(?:(?:existing|new|returning|early|previous) )?(?:investors? |backers? |"
    r"(?:hedge |investment |equity |venture |wealth )(?:capital )?(?:funds? |firms? )|"
    r"chip ?makers? |(?:chip|tech) giants? )?" + _ONE + r"){0,2})"
)
_KIND = (
    r"(?:(?:the |a |an |its |le |la |les |l['’]|son |ses )?(?:(?:existing|new|current|previous|returning|return|prior|"
    r"early|longtime|lead|venture|hedge|growth|tech|nouveaux|actionnaires?) )?"
    r"(?:investors?|backers?|funds?|firms?|giants?|capital firm|fonds|société|groupe|investisseurs?|géants?)"
    r"(?: (?:historiques?|existants?|américains?|comme|such as|like|including|dont))? |the |le |la |l['’]|les )?"
)
_GIVE = re.compile(
    r"(?:\b(?:[Cc]o-)?[Ll]ed (?:jointly )?by|\b[Bb]acked by|\bparticipation (?:from|of|by)|\bjoined by|\balongside|"
    r"\bbacking (?:from|of|by)|\bdont (?=le fonds |la société )|"
    r"\b(?:[Ii]nvestors|[Bb]ackers)(?: in (?:the|this) (?:\w+ ){0,2}(?:round|raise|financing|deal))? "
    r"(?:include|included|including|are)|"
    r"\b(?:round|financing|funding|Series [A-K]|raise)(?:, which)? (?:drew|attracted|included|includes|brought in|saw)|"
    r"\b(?:co-)?(?:[Mm]en|[Ee]mmen|[Pp]ilot|[Cc]ondui|dirig|orchestr)(?:é|ée|és|t|te|i|ie) par|"
    r"\b[Aa]uprès d(?:e |u |es |['’])?|"
    r"\bparticipation d(?:e |u |es |['’])?|\b(?:aux côtés|l['’]appui|le soutien) d(?:e |u |es |['’])?|"
    r"\bsous (?:la houlette|la conduite|la direction|l['’]égide|l['’]impulsion) d(?:e |u |es |['’])|"
    r"\bà l['’]initiative d(?:e |u |es |['’])|\b(?:apport|inject)(?:é|ée|és|ées) par|"
    r"\b(?:(?:fund-?raising|funding|investor|bidding) (?:frenzy|war|rush|race)|cheques?|checks?|capital) "
    r"(?:from|among|between)|\bfrom the likes of|"
    r"\b(?:actionnaires|investisseurs|investors|backers|shareholders|Actionnaires|Investisseurs|Investors|Backers) ?:|"
    r"\b(?:angeführt|geführt) von|\b(?:lideradas?|liderados?|encabezadas?) por|\bparticipación de|"
    r"\bBeteiligung von|\bFührung von|"
    r"\b(?:fonds|argent|capitaux|money|funding|cash|financing|capital)(?:, (?:which|qui))? "
    r"(?:(?:pro)?vien(?:t|nent)|comes?|came) (?:d(?:e |u |es |['’])|from)|"
    r"\b(?:euros|dollars|€|\$|fonds) grâce (?:à|au)|\bfigurent|"
    r"\b(?:séduit|convainc|embarque|charms|convinces)|"
    r"\brejoint(?:e|s|es)? par|\bsouscrite? par|\b[Ii]nvestisseurs (?:comptent|incluent|sont)|\bparmi (?:lesquels|eux))"
    r" ?" + _KIND + _NAMES
)
_FROM = re.compile(
    r"(?:\d ?(?:bn|B|M|m|mn|mln|billion|million|trillion)?\+?|\b[Rr]ound|\b[Ff]unding|\b[Ss]eries [A-K]|\b[Ss]eed|"
    r"\b[Ii]nvestment|"
    r"\b[Ff]inancing|\b[Vv]aluation|\b[Mm]oney)(?:(?: each| apiece)? from|(?<=ment) by) " + _KIND + _NAMES
)
_OF = re.compile(
    r"(?:\d ?(?:M|Mds?|bn)?(?:€|\$)|\b(?:millions?|milliards?|euros|dollars)|\b[Ss]érie [A-K])"
    r" (?:de (?:financement|fonds|capitaux) )?(?:d(?:e |u |['’])|avec ) ?"
    + _KIND
    + _NAMES
    + r"(?! (?:comme (?:client|partenaire|pdg|pr)|aux (?:commandes|manettes)|à (?:sa|la) tête))"
)
"""`reçoit 150 M€ de X`, `lève 150 millions d'euros avec X`."""
_ACT = (
    r" (?:(?:qui |who )?(?:(?:a|ont|has|have|also|aussi|également) ){0,2}(?:particip(?:e|ent|é|ates?|ated)|"
    r"(?:co-)?(?:leads?|led)|mène(?:nt)?|mené|pilote(?:nt)?|piloté|join(?:s|ed)?|rejoint|rejoignent|entre(?:nt)?|"
    r"invest(?:s|ed|it|issent|i)?)"
    r" (?:in |to |à |au |dans )?(?:the |its |this |le |la |l['’]|ce |cette |son |sa )?"
    r"(?:(?:funding|financing|latest|new|nouveau|nouvelle|[Ss]eries [A-K]|seed|\$\d\S*) )*"
    r"(?:round|raise|financing|tour|levée|opération|augmentation de capital|capital)\b|"
    r"(?:(?:co-)?leading|participating|en tête|au capital|au tour de table|autour de la table)"
    r"(?=\W*\Z|[,.;:]| (?:the |its )?round| and | et )|"
    r"parmi (?:les|ses) (?:nouveaux )?(?:actionnaires|investisseurs|soutiens))"
)
_ACTING = re.compile(
    r"(?<![\w’'-])(?:(?:(?:New|Existing|Lead|Early) )?(?:[Ii]nvestors?|[Bb]ackers?) )?" + _NAMES + _ACT
)
_BESIDE = re.compile(r", avec " + _KIND + _NAMES + r"(?=\W*\Z)")
_LED = re.compile(
    "("
    + _ONE
    + r")-[Ll]ed (?:[\w$€£.]+ ){0,3}(?:[Rr]ound|[Ff]unding|[Ff]inancing|[Ii]nvestment|[Rr]aise|[Ss]eries|[Ss]eed)\b"
)
_LEADS = (
    r"(?:[’']s (?:lead|participation|backing)\b| (?:is |are )?(?:co-)?(?:heading|[Ll]eading|spearheading|anchoring) "
    r"(?:it\b|(?:the|its|this|a) (?:[\w$€£.-]+ )?(?:[Rr]ound|financing|funding|raise|deal|investment|[Ss]eries)\b)|"
    r" (?:en|comme) (?:chef de file|tête de file|lead)\b|,? cheff?e? de file\b|"
    r" pour (?:investisseur|chef de file)\b)"
)
_LEADING = re.compile(r"(?:\b(?:Avec|With|Under|Sous) )?(" + _ONE + ")" + _LEADS)
"""`…, Accel heading the round`, `under Accel's lead`, `avec Accel en chef de file`."""
_LEAD, _ACTED = re.compile(_LEADS), re.compile(_ACT)
"""Looked for first: the names before it are many times dearer."""
_ROUND = re.compile(
    r"\b(?:round|rais(?:e|es|ed|ing)|series|seed|millions?|milliards?|funding|financing|valu\w+|tour|levee?s?|leve\w*|serie|"
    r"financement|fonds|funds|capital|operation|participation|actionnaires|fundrais\w+|invest\w*|secur\w+|"
    r"clos(?:e|es|ed))\b|[$€£]\d"
)
_NO_NAMES = frozenset(
    {
        "ai", "ia", "series", "serie", "seed", "the", "co", "ceo", "cto", "pdg", "july", "june", "january", "february",
        "march", "april", "may", "august", "september", "october", "november", "december", "monday", "tuesday",
        "wednesday", "thursday", "friday", "europe", "asia", "us", "u.s.", "uk", "france", "germany", "india", "china",
        "japan", "others", "d", "l", "this", "it", "silicon valley", "wall street", "a", "an", "in", "its", "le", "la",
        "valorisation", "valuation", *map(str.lower, US_DOLLARS),
    }
)  # fmt: skip
_COUNTRIES = frozenset({"europe", "asia", "us", "france", "germany", "india", "china", "japan"})
"""With which a firm's name may begin: `China Mobile`."""
_ROLE = re.compile(
    r"(?: is|,)? (?:co-?founders?|founders?|ceo|chief|chairman|president|researchers?|engineers?|veterans?|alumni|"
    r"executives?|to (?:build|make)|fondateur|cofondateur|pdg|patron|said|says|told|customers?|users?)\b|['’]s "
)
_PEOPLE = re.compile(r" (?:ex-)?(?:co-?founders|founders|veterans|alumni|alums|researchers|executives)\b")
WITHIN = 1_500
"""Code points of a description that may tell who gives."""


def written_givers(reading: Reading) -> Iterator[Fact]:
    """The names in lists behind words for giving: in a headline that is no title case, and in the description."""
    for text in reading.texts[:2]:
        if text.field == "body":
            continue
        head = text.text[:WITHIN]
        cased = text.field == "headline" and any(sentence.title_case for sentence in text.sentences)
        patterns = [] if cased else [_GIVE]  # in title case only what stands between small words
        if not cased and (" from " in head or "ment by " in head):
            patterns.append(_FROM)
        if not cased:
            patterns.append(_OF)
        if not cased and ", avec " in head:
            patterns.append(_BESIDE)
        if _LEAD.search(head):
            patterns.append(_LEADING)
        if "-led " in text.folded:
            patterns.append(_LED)
        if not cased and _ACTED.search(head):
            patterns.append(_ACTING)
        for pattern in patterns:
            for match in pattern.finditer(head):
                if _of_the_round(text, match):
                    yield from _names(text, match)


def _of_the_round(text: Text, match: re.Match[str]) -> bool:
    """The sentence tells of this round, and no former one."""
    sentence = next((one for one in text.sentences if one.start <= match.start(1) < one.end), None)
    if sentence is None or vetoed(text, sentence):
        return False
    unit = next((one for one in sentence.units if one.end > match.start(1)), None)
    if unit is None or told_before(text, sentence, unit) or stands_by(text, sentence, unit):
        return False
    if text.field != "headline" and OLD.search(text.folded, sentence.start, sentence.end):
        return False
    whole = text.field == "headline" or match.re is _ACTING
    whole = whole or match.start() <= sentence.start + 1  # `Mené par X, ce tour …`
    before = text.folded[sentence.start : sentence.end if whole else match.end()]
    if not _ROUND.search(before) or _PEOPLE.match(text.folded, match.end(1)):
        return False  # `led by X and Y co-founders`
    led = fold(match[0]).lstrip().startswith(("led by", "dirige", "conduit", "backed by"))
    if not led:
        return True
    at = _ROUND.search(text.folded, sentence.start, match.start())
    return at is not None  # `X, led by Ada Quill, raises …`: who heads the firm


def _names(text: Text, match: re.Match[str]) -> Iterator[Fact]:
    for one in re.finditer(_ONE, match[1]):
        start = match.start(1) + one.start()
        words = one[0].rstrip(".,’'-")
        for owner in ("'s ", "’s "):
            if owner in words:  # `Abu Dhabi's MGX`
                cut = words.index(owner) + len(owner)
                start, words = start + cut, words[cut:]
        if words.endswith(("'s", "’s")):
            continue  # `Google's venture arm GV`
        folded = fold(words)
        first, _, more = folded.partition(" ")
        if len(words) < 2 or folded in _NO_NAMES or not words[:1].strip():
            continue
        if first in _NO_NAMES and not (more and first in _COUNTRIES):
            continue
        leads = match.re is _LEADING
        if not leads and _ROLE.match(text.folded, start + len(words)):
            continue
        known = next(
            (unit for unit in text.names if unit.start == start and unit.end >= start + len(words)), None
        )
        if known is not None and known.known_product:
            continue  # `from Sequoia, Gemini gets voices`
        if known is not None:
            yield fact(text, known)
        else:
            yield Fact(value=words, evidence=evidence(text, start, start + len(words)))
