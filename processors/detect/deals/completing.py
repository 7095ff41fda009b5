"""Investors named in a sentence of their own: `Thrive et Nvidia mènent l'opération`, `Led by ASML and MGX`."""

from __future__ import annotations

import re

from newswatch.messages import Fact
from processors.detect.deals.bystanders import LINKS, VEHICLES, of_people, owns_fund, stands_by
from processors.detect.deals.values import CROWD, fact
from processors.detect.grammar import parties as c
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.governing import BACKED, governed
from processors.detect.grammar.quoting import evidence
from processors.detect.grammar.reading import Reading
from processors.detect.words.closed_classes import ELIDED, OF_NAME
from processors.detect.words.model import Level
from processors.detect.words.text import fold, says_any
from processors.detect.words.unit import Sentence, Text, Unit

_TELLS = re.compile(
    r"\b(?:led|leads?|leading(?=\W*\Z|[,.;]| (?:it|(?:[\w$€£.-]+ ){0,4}(?:round|financing|funding|raise|deal|"
    r"investment|series|tranche))\b)|co-leads?|co-led|backers|investors|backed|joined|participat\w+|"
    r"cap table|put in|share the lead|come in as|chipped in|took part|wrote the cheque|"
    r"men(?:e|ent|ee|es|ees|er)|pilot(?:e|ent|ee)|participent|participe|souscriv\w+|"
    r"souscrit\w*|investisseurs|aupres d\w*|rejoints? par|mises? par|emmenee? par|conduite? par|"
    r"beteilig\w+|angefuhrt|fuhrt(?:e|en)?|investoren|finanziert von|"
    r"particip\w+|lider(?:a|an|ad[ao]s?)|encabez\w+|inversores|"
    r"valued [^.]{0,30}by|chip in|aboard|on board|chef de file|en tete|in the lead|de la partie|au capital|"
    r"dans la boucle|a bord(?=\W*\Z|[,.;])|"
    r"au rendez-vous|autour de la table|au tour de table|(?:l'entree|l'arrivee) d\w*|"
    r"soutiens|parmi ses|"
    r"interesses?|candidats?|candidates?|interested|"
    r"monte au capital|(?:premier|principal|plus gros) actionnaire|"
    r"(?:largest|biggest|top|main) (?:shareholder|backer|investor)|"
    r"underwrit\w+|underwrote|anchor\w*|stumped up|came in|"
    r"com(?:e|es|ing) in(?=\W*\Z|[,.;]| as\b)|signed off|suppl(?:y|ies|ied)|wrote (?:a|the|most)|"
    r"(?:group|consortium|syndicate) (?:of [\w ]{3,24})?(?:that |which )?includ\w+|tout comme|"
    r"(?:taken|takes|took|taking) a stake|drew|draws|attracted|also invest\w+|a aussi investi|investit aussi|"
    r"(?<!no longer )back(?:s|ed)? (?:it|the (?:round|firm|company|raise))(?=\W*\Z|[.;])|"
    r"put up|chequebook|figurent|apportent|apporte|apportant(?= [^.;]{0,12}\d)|"
    r"(?:(?<!not )(?<!n.t )(?<!never )(?<!yet )invested|ont investi)(?=\W*\Z|[.;])|"
    r"(?:with|;) (?:[\w'’&.-]+,? ){1,7}(?<!not )(?<!want )(?<!wants )in(?=\W*\Z)|financee? par|"
    r"(?:pil|jump|pitch|buy|chipp)(?:es?|s|ing) in(?=\W*\Z|[,.;]| (?:with|too|alongside|[$€£]))|"
    r"joins? (?:the |its |in the |latest )?(?:round|raise|funding|financing)|"
    r"with (?!an? )[\w'’&.-]+,?(?: (?!\w+ing |to )[\w'’&.-]+,?){0,6}? (?<! of )(?<! on )"
    r"(?:money|cash|backing|funding|financing)|"
    r"with [\w&-]+(?: [\w&-]+){0,2}['’]s [$€£]\d+|(?:; |: |, )(?:[\w&-]+ ){1,3}join(?:s|ed)(?=\W*\Z)|"
    r"; (?:[\w&-]+,? ){1,6}(?:invests?|back it|among backers|among investors)(?=\W*\Z)|"
    r"re(?:met|mettent|joint|joignent) (?:au pot|le tour)|contribut(?:es?|ed|ing)|contribu(?:e|ent|era|eront)|"
    r"(?:as|while|alors que|tandis que) [\w&'’-]+(?: [\w&'’-]+){0,2} "
    r"(?:(?:invests?|puts|pours|injects?|writes|injecte|investit|"
    r"(?:buys|takes) (?:almost |nearly |about )?(?:half|a stake|a third|\d))\b|"
    r"(?:adds?|ajoutent|apportent)\b(?= [^.;]{0,12}\d))|"
    r"(?:attire|seduit|capitaux|fonds)\W[^.;]{0,80}\bdont (?:ceux|celui|celle) d\w*)\b"
)
_ONE = r"(?:[A-Z][\w&'’-]{0,80}+)(?: (?:[A-Z0-9][\w&'’-]{0,80}+|&)){0,3}"
"""A name: of words with an end, and no list is longer than thirty, or time grows with the square of what is none."""
_NAME = "(" + _ONE + ")"
_NAMES = "(" + _ONE + "(?:, " + _ONE + "){0,30}(?:,? (?:and|et|&) " + _ONE + ")?)"
_LEADER = re.compile(
    r"(?:\b(?:[Cc]o-)?[Ll]ed by|"
    r"\b(?:co-)?(?:[Mm]en|[Ee]mmen|[Pp]ilot|[Cc]ondui|[Dd]irig|[Oo]rchestr)(?:é|ée|és|t|te|i|ie) par)\s"
    r"(?:the fund |the firm |investor |le fonds |la société |l['’]investisseur |le groupe |le |la |the )?"
    + _NAMES
)
_LEADS_IT = re.compile(
    r"\s(?:led|leads|co-leads|mène|a mené|pilote)\s(?:the|a|its|le|la|ce)\s(?:[Rr]ound|[Ss]eries|[Ss]eed|tour|levée)"
)
"""Looked for first: the names before it are many times dearer."""
_SAYS_LEAD = ("led", "leads", "mène", "mené", "pilote")
_LEADS = re.compile(_NAMES + _LEADS_IT.pattern)
LEADER_WITHIN = 1_500
"""Code points of a description or body that may tell who led a round."""
OLD = re.compile(
    r"\b(?:last year|previously|years? ago|months ago|l'an dernier|l'annee derniere|il y a (?:\w+ )?(?:ans?|mois)|"
    r"(?:in|en|since|depuis) (?:19|20)\d\d)\b"
)
"""A sentence of an earlier round."""
_HEADS = re.compile(
    r"(?:entreprise|societe|start-up|groupe|firme|laboratoire|labo|company|firm|lab|startup)\b[^.]{0,24}(?:dirige|conduit)"
)
_AS_INVESTOR: tuple[Level, ...] = ("watched", "tech", "investor")


_ROLES = {
    "founder",
    "co-founder",
    "cofounder",
    "ceo",
    "boss",
    "veteran",
    "alum",
    "alumni",
    "chairman",
    "chief",
}
_QUALIFIES = {
    "former", "ex", "anciens", "ancien", "rival", "rivals", "veterans", "researchers", "staff", "alumni",
    "concurrent", "against", "contre", "compete", "like",
}  # fmt: skip


def further_investors(reading: Reading, taken: set[str], led: bool = False) -> list[Fact]:
    """The investors that headline and description name beside those taken (by company id or folded name).

    `led`: only those of whom is said below that they lead a round, for one who is told to give alone.
    """
    found: list[Fact] = []
    for text in reading.texts[:2]:
        if text.field == "body":
            continue
        for sentence in text.sentences[:4]:
            if led and (text is reading.title or not _leads_round(text, sentence)):
                continue
            if tells_givers(text, sentence):
                for unit in units_named(text, sentence):
                    side = unit.side
                    if side not in taken:
                        taken.add(side)
                        found.append(fact(text, unit))
    return found


_STANDS_BY = re.compile(
    r" (?:has |have |had |a |ont )?(?:passed|declin\w+|chairs?|advis\w+|sat out|sits?|warn\w*|says?|said|"
    r"estimat\w+|sees?|thinks?|preside|siege|conseille|estime|dit|refus\w+|decline|tracks?|counts?|expects?)\b"
)
"""What an investor does that brings no money."""


def investors_acting(reading: Reading, taken: set[str]) -> list[Fact]:
    """Where nobody is said to give: the known investors that a sentence below begins with, whatever they do there."""
    text = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    for sentence in text.sentences[:3] if text is not None else ():
        first = next((k for k, unit in enumerate(sentence.units[:3]) if unit.party), None)
        if text is None or first is None or vetoed(text, sentence):
            continue
        lead = sentence.units[first]
        if _STANDS_BY.match(text.folded, lead.end):
            continue
        if lead.is_company("investor") and lead.side not in taken and lead in units_named(text, sentence):
            whole = Clause(sentence, 0, len(sentence.units))
            listed = [sentence.units[k] for k in c.listed(whole, first)] or [lead]
            return [
                fact(text, unit)
                for unit in listed
                if unit.is_company(*_AS_INVESTOR) and unit.side not in taken
            ]
    return []


def tells_givers(text: Text, sentence: Sentence) -> bool:
    """The sentence has a word for who gives, and tells of no old deal."""
    return bool(_TELLS.search(text.folded, sentence.start, sentence.end)) and not vetoed(text, sentence)


def unknown_leaders(reading: Reading) -> list[Fact]:
    """Who led the round, where the rules do not know the name: `led by Ventoux Capital`, `mené par le fonds …`."""
    for text in reading.texts:
        if text.field == "headline":
            continue
        head = text.text[:LEADER_WITHIN]
        match = (_LEADER.search(head) if "ed by " in head or " par " in head else None) or (
            _LEADS.search(head) if says_any(head, _SAYS_LEAD) and _LEADS_IT.search(head) else None
        )
        if match:
            found: list[Fact] = []
            told = next((one for one in text.sentences if one.start <= match.start(1) < one.end), None)
            if told is not None and OLD.search(text.folded, told.start, told.end):
                return []
            if _HEADS.search(fold(head[max(0, match.start() - 40) : match.start() + 12])):
                return []  # `l'entreprise dirigée par X`
            for one in re.finditer(_NAME, match[1]):
                start = match.start(1) + one.start()
                words = one[1].rstrip(".,’'")
                found.append(Fact(value=words, evidence=evidence(text, start, start + len(words))))
            return found
    return []


_LED_BY = re.compile(r"\b(?:co-)?led by\b|\b(?:mene|emmene|pilote|dirige|conduit)\w* par\b")
_IN_IT_TOO = re.compile(
    r"\A(?:the|this|its|le|la|ce|cette) (?:[\w-]+ )?(?:round|raise|financing|funding|deal|series [a-k]|"
    r"tour|levee|operation)\b[^.;]{0,60}?\b(?:also|aussi|egalement) "
)
"""`The seed round also drew X`: with him who gives in the headline."""


def _leads_round(text: Text, sentence: Sentence) -> bool:
    cues = sentence.places().cues
    if "round" not in cues and "investment_noun" not in cues:
        return False
    told = text.folded[sentence.start : sentence.end]
    return bool(_LED_BY.search(told) or _IN_IT_TOO.match(told))


def vetoed(text: Text, sentence: Sentence) -> bool:
    """The sentence tells of the past or of a use; a word within a name (`Ventoux Partners`) says nothing."""
    return any(
        h.veto.id in ("history", "usage")
        and sentence.start <= h.start < sentence.end
        and text.speaks(h)
        and not _in_name(sentence, h.start)
        for h in text.heard
    )


def _in_name(sentence: Sentence, start: int) -> bool:
    return any(unit.start < start < unit.end for unit in sentence.units if unit.party)


def units_named(text: Text, sentence: Sentence) -> list[Unit]:
    whole = Clause(sentence, 0, len(sentence.units))
    found = []
    for k, unit in enumerate(sentence.units):
        if (
            unit.name
            and unit.name.kind != "product"
            and unit.name.company.level in _AS_INVESTOR
            and not (governed(whole, k) and _former(sentence, k))
            and not _listed_former(sentence, k)
        ):
            if unit.name.kind == "person" and unit.name.company.level == "watched":
                continue  # who speaks or founds
            if k + 1 < len(sentence.units) and sentence.units[k + 1].low in _ROLES:
                continue  # `Spotify founder Daniel Ek`
            if (
                unit.side == CROWD
                or stands_by(text, sentence, unit)
                or _of_another(sentence, k)
                or _owner_alone(sentence, k)
                or _contested(text, sentence, unit)
                or _backed_before(text, sentence, unit)
                or of_people(sentence, k)
            ):
                continue
            after = [other.low for other in sentence.units[k + 1 : k + 3]]
            if after[:1] == ["-"] and after[1:] and after[1] in BACKED and not _of_round(sentence, k):
                continue
            found.append(unit)
    return found


_LIKENED = {"rival", "challenger", "competitor", "alternative"}
_HEADS_OF = {"fondateur", "cofondateur", "patron", "pdg", "founder", "co-founder", "boss", "ceo", "chief"}


def _of_round(sentence: Sentence, k: int) -> bool:
    """`raises $90m in an Intel-backed round`: the round is backed, and no firm."""
    return any(
        "round" in unit.cues or unit.low in {"round", "financing"} for unit in sentence.units[k + 3 : k + 4]
    )


_OF_WHOM = OF_NAME | {ELIDED}


def _of_another(sentence: Sentence, k: int) -> bool:
    """`OpenAI's rival X is valued`, `le fondateur d'Amazon, Jeff Bezos`: it only says who the other is."""
    behind = [other.low for other in sentence.units[k + 1 : k + 4]]
    if behind[:1] and behind[0] in _LIKENED:
        return True  # `OpenAI rival X`
    if behind[:2] == ["'", "s"] and behind[2:] and behind[2] in _LIKENED:
        return True
    before = [other.low for other in sentence.units[max(0, k - 3) : k]]
    return bool(before) and before[-1] in _OF_WHOM and bool(_HEADS_OF & set(before[:-1]))


def _owner_alone(sentence: Sentence, k: int) -> bool:
    """`Nvidia's GPUs`, `Elon Musk's Grok`, `Musk allies`: what is theirs stands there, unless it is their fund."""
    behind = [other.low for other in sentence.units[k + 1 : k + 7]]
    if behind[:1] and behind[0] in c.CIRCLE:
        return True
    if behind[:2] != ["'", "s"]:
        return False
    near = sentence.units[k + 3 : k + 8]
    if near and near[0].sum is not None:
        return False  # `with Nvidia's $150 million`
    kind = next((j for j, other in enumerate(near) if other.low in VEHICLES), None)
    return kind is None or any(
        other.party for other in near[kind + 1 : kind + 2]
    )  # `Google's venture arm GV`


_CONTESTS = re.compile(
    r"\b(?:outperform|outdo|rival|challeng|compet|take on|taking on|takes on|catch up|beat|overtak|unseat|dethron|"
    r"undercut|concurren|rivalis|rattrap|defi|surpass|depass|detron|supplant|alternative|devant|devanc|leapfrog|"
    r"outpac|ahead of)\w*\b[^.;:]{0,80}$"
)


def _contested(text: Text, sentence: Sentence, unit: Unit) -> bool:
    """`to outdo Nvidia`, `pour concurrencer ceux d'OpenAI`: whom the firm is up against."""
    start = max(sentence.start, unit.start - 64)
    return bool(_CONTESTS.search(text.folded[start : unit.start]))


_BACKED_BEFORE = re.compile(r", (?:(?:which|that) is )?(?:already )?backed by (?:[\w.&'’, -]*(?:, | and ))?$")
_NEXT_VERB = re.compile(r"[^,.;]{0,60}, (?:has |have |is |said |says |will )?\w+(?:s|ed|ing|en)\b")


def _backed_before(text: Text, sentence: Sentence, unit: Unit) -> bool:
    """`X, backed by Nvidia, raises …`: who stood behind it before."""
    before = text.folded[max(sentence.start, unit.start - 90) : unit.start]
    if "backed by" not in before or not _BACKED_BEFORE.search(before):
        return False
    return _NEXT_VERB.match(text.folded, unit.end, sentence.end) is not None


def _former(sentence: Sentence, k: int) -> bool:
    """`from former OpenAI staff`, `rival of OpenAI`: no investor."""
    near = {unit.low for unit in sentence.units[max(0, k - 5) : k + 4]}
    return bool(near & _QUALIFIES) or owns_fund(sentence, k)


def _listed_former(sentence: Sentence, k: int) -> bool:
    """`des anciens d'Anthropic, de xAI et de Google`: every one of the list."""
    at = k - 1
    while at >= 0 and (sentence.units[at].party or sentence.units[at].low in LINKS):
        at -= 1
    return at >= 0 and sentence.units[at].low in _QUALIFIES
