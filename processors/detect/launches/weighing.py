"""What speaks against a judged sign of a launch, and how much of it is left where the launch is told outright."""

from __future__ import annotations

import re

from processors.detect.grammar.asides import behind, besides, fronted
from processors.detect.grammar.reading import Reading
from processors.detect.launches.announced import said_by_itself
from processors.detect.launches.objects import is_product
from processors.detect.launches.plainly import aims_above, comes_as, presents, told_plainly
from processors.detect.launches.signs import JudgedSign, Sign
from processors.detect.launches.wide.own_words import of_its_words
from processors.detect.launches.work import works_at
from processors.detect.words.guarding import made_with
from processors.detect.words.model import WHOLE, Left, Veto
from processors.detect.words.unit import Text, VetoHit

_CROWDS = re.compile(r"monthly|weekly|active|actifs|billion|million|milliard|d'utilisateurs")
_WHOLE = {"how-to", "opinion"}
_BEGINS = 3
_OF_WIT = {"paper", "how-to"}
_GROWN = {"arrive", "able"}
_OF_AIMS = {"rumour", "of-another-kind", "only-meant", "opinion"}
_SAID_OF_IT = {"flop", "market", "paper", "price-change", "usage"}
"""What a headline makes of a version that the sentence below presents."""


def apply_vetoes(result: JudgedSign, reading: Reading) -> None:
    """Take the heaviest veto that bears on a sign off its score."""
    sign = result.sign
    worst = 0.0
    spared = (
        sign.text.field == "headline"
        and sign.clause.kind == "main"
        and ((sign.outright and result.score >= 0.75) or (_of_its_own(sign) and result.score >= 0.7))
    )
    for hit, inside in reading.vetoes(sign.text, sign.clause, "competitor_launch"):
        if _says_nothing(sign, hit, inside, reading):
            continue
        weight = _weight(sign, hit, inside, reading, spared)
        if weight > 0:
            result.hears(hit, sign.text.field if inside else reading.title.field)
        worst = max(worst, weight)
    result.score -= worst


def _says_nothing(sign: Sign, hit: VetoHit, inside: bool, reading: Reading) -> bool:
    """A veto's words speak of something else than the launch, or say how it is told. `inside`: of the sign's text."""
    if inside and hit.veto.id != "flop" and _in_name(hit.start, hit.end, sign):
        return True  # (in a title of capitals a verb of failing looks like a name)
    if not inside and hit.veto.id in _OF_WIT and sign.rule == "launch" and told_plainly(sign, reading):
        return True  # `Paper trail` | `Mistral has released a model that reads handwriting`
    if not inside and hit.veto.id in _SAID_OF_IT and presents(sign, reading.title):
        return True
    if not inside and hit.veto.id in _OF_AIMS and aims_above(sign, reading.title, hit.start, hit.end):
        return True
    if of_its_words(sign.rule, hit.veto.id, reading.title.folded, hit.start):
        return True
    if hit.veto.id == "flop" and _NOT.search((sign.text if inside else reading.title).folded, 0, hit.start):
        return True  # `un modèle qui ne se trompe pas`
    if inside and made_with(hit.veto.id, sign.text.folded, hit.start, hit.end):
        return True
    if inside and hit.veto.id == "rumour" and _would(sign, hit):
        return True  # `Google said it would bring Gemini to cars`
    told = sign.outright or sign.rule == "launch"
    if told and sign.text is reading.title and _apart(sign, hit):
        return True
    if hit.veto.id == "event-date" and inside and _was_shown_at(sign, hit):
        return True
    if hit.veto.id == "round-up" and _stamped(sign, hit):
        return True
    # `debuts X, a mode that warns of scams`
    return inside and not _counted(sign, hit) and _does_its_work(sign, hit)


def _weight(sign: Sign, hit: VetoHit, inside: bool, reading: Reading, spared: bool) -> float:
    """What is left of a veto's weight. `spared`: the headline tells the launch outright."""
    whole = hit.veto.weight
    if inside and _counted(sign, hit):
        return whole
    weight = whole * _share(sign, hit, inside, spared)
    if not inside and sign.outright and sign.text is not reading.title and _but(reading.title, hit.start):
        weight *= 0.4  # `X rajeunit, mais ses erreurs restent` | `Y a présenté X`
    if inside and sign.text.field == "headline" and hit.veto.id in _TAILS and _tailed(sign, hit.start):
        weight *= 0.3  # `rolls out worldwide, but with ads`
    if (
        hit.veto.id == "rumour"
        and sign.text.field == "headline"
        and _HEARD.match(sign.text.folded, hit.start)
    ):
        weight = whole  # `Sora is coming to ChatGPT, insiders say`
    if hit.veto.id in _WHOLE and hit.start < _BEGINS and sign.rule in _GROWN:
        weight = whole  # `Comment Le Chat est devenu l'assistant des ministères`
    if hit.veto.id == "review" and not inside and hit.start < sign.span[0]:
        weight = whole  # `Vibe check: o4 is out`
        if sign.outright and _RIVALS_HEAD.match(sign.text.folded, hit.start):
            weight *= 0.35  # `ChatGPT vs Claude: OpenAI and Anthropic launch cheaper models`
    if hit.veto.id == "removal" and sign.rule == "title-new" and _GATED.match(sign.text.folded, hit.start):
        weight = 0.0
    if hit.veto.id == "review" and sign.rule == "title-new" and _to_be_had(reading):
        weight *= 0.15  # `Google's new Gemini beats GPT-6, and it is out today`
    if hit.veto.id == "flop" and sign.rule == "launch" and spared:
        weight *= 0.5  # `launches GPT-6 to win back disappointed users`
    return weight


def _share(sign: Sign, hit: VetoHit, inside: bool, spared: bool) -> float:
    """The share of a veto's weight that its place leaves: before the launch, beside it, within or behind."""
    if _told_before(sign, hit) or _done_besides(sign, hit):
        return 0.15
    if spared and hit.veto.id in _BESIDE and _stands_beside(sign, hit):
        return 0.35
    if hit.veto.scope != "title":
        return 1.0
    end = sign.span[1]
    after = inside and hit.start >= end
    if not spared:
        return 0.4 if after and sign.text.field == "description" and sign.outright else 1.0
    if hit.veto.id == "market" and _reported_too(sign.text.folded, end, hit.start):
        return 0.35
    return _behind(hit.veto, sign) if after or not inside else _left(hit.veto).within


def _counted(sign: Sign, hit: VetoHit) -> bool:
    """`now has one billion users`: what has arrived is how many use it."""
    return (
        hit.veto.id == "usage"
        and sign.rule in _GROWN
        and _CROWDS.search(sign.text.folded, hit.start, hit.end) is not None
    )


def _would(sign: Sign, hit: VetoHit) -> bool:
    would = said_by_itself(sign)
    return would is not None and hit.start == would.start


def _of_its_own(sign: Sign) -> bool:
    """`ChatGPT lance les conversations de groupe`: an AI product itself launches, whatever that is."""
    who = sign.organisation
    return sign.rule == "launch" and who is not None and is_product(who) and who.names_ai


_BEFORE = frozenset({"market", "opinion", "court", "incident", "people", "price-change"})


def _told_before(sign: Sign, hit: VetoHit) -> bool:
    """`Amid lawsuits, X launches Y`: what else goes on, in a clause that stands before the headline's own."""
    return (
        hit.veto.id in _BEFORE
        and (sign.outright or sign.rule == "launch")
        and sign.text.field == "headline"
        and sign.clause.kind == "main"
        and fronted(sign.clause, sign.text.folded, hit.start, sign.span[0])
    )


def _done_besides(sign: Sign, hit: VetoHit) -> bool:
    """`X retires Y and launches Z`: what else the firm does, told first."""
    if hit.veto.id not in {"removal", "people", "price-change", "court"} or sign.rule != "launch":
        return False
    return sign.text.field == "headline" and besides(sign.clause, sign.at, hit.start, hit.end)


_BESIDE = frozenset({"removal", "advertising", "event-date", "history", "price-change"})
_TAKEN_BACK = re.compile(
    r"\b ?(?:it|them|this|its (?:launch|release|rollout)|"
    r"(?:la |le |l'|sa |son )(?:sortie|lancement|deploiement|arrivee))\b(?! \w+ \d)"
)
_IT = re.compile(r"\b(?:la|le|les|l') ?$")


_AND = re.compile(r"\b(?:and|et)(?: (?:also|now|then|quietly|finally|aussi))? $")
_AT_WHICH = re.compile(r"\b(?:at|during|in|lors d(?:'|e|u)|pendant) ?(?:[\w'/-]+ ){0,4}$")
"""`launches Gemini 4 at its keynote`: where it was told, and no date of what is to come."""


def _was_shown_at(sign: Sign, hit: VetoHit) -> bool:
    """`At the end of its keynote Google unveiled …`: where it was done, told of what is done."""
    moods = {mood for mood, _ in sign.clause.units[sign.at].verbs}
    done = bool(moods & {"past", "present"}) and "base" not in moods
    return done and sign.rule.startswith("launch") and bool(_AT_WHICH.search(sign.text.folded[: hit.start]))


def _stands_beside(sign: Sign, hit: VetoHit) -> bool:
    """`releases GPT-7 and retires GPT-5`: what else the headline tells, unless that takes back what is launched."""
    folded = sign.text.folded
    if hit.veto.id == "event-date" and _AT_WHICH.search(folded[: hit.start]):
        return True
    if not _goes_on_behind(sign, hit):
        return False
    if hit.veto.id != "removal":
        return True
    return _TAKEN_BACK.match(folded, hit.end) is None and _IT.search(folded, 0, hit.start) is None


def _goes_on_behind(sign: Sign, hit: VetoHit) -> bool:
    """The words stand behind a break that follows the verb and what is launched first."""
    units = sign.clause.units
    behind_verb = units[sign.at + 1 :]
    told = next((unit for unit in behind_verb if any(unit is one for one in sign.products)), units[sign.at])
    if hit.start < told.end:
        return False
    return behind(sign.clause, told.end, hit.start) or bool(_AND.search(sign.text.folded[: hit.start]))


_OWN_DOINGS = frozenset(
    {
        "starts-no-product", "mends", "opens-places", "lays-open", "given-for-less", "comes-late", "figures-of-coming",
        "done-away-with",
    }
)  # fmt: skip
"""Vetoes that name what a firm does besides, which a headline may tell ahead of a launch too."""
_OTHER_NEWS = _OWN_DOINGS | frozenset(
    {
        "a-method", "opens-otherwise", "how-much-used", "only-faster", "course-to-be-had", "kept-off", "open-to-deals",
        "counted-use", "partnerships", "games", "put-to-bad-use", "ties-grow", "figures-of-doing", "figures-of-speech",
        "no-product-in-it", "money-for-a-place", "money-for-a-firm", "group-of-firms", "spoken-of", "let-by-others",
        "gets-judged", "quarrels", "only-meant", "sold-otherwise", "deprecated", "not-come-yet", "for-the-army",
        "own-doings", "ordered", "founds-no-product", "side-by-side", "turns-into", "given-up",
        "made-in-days", "called-on", "breaks-in", "tried-out", "let-by-state", "of-its-own-work", "not-of-its-own-will",
        "no-new-thing", "made-by-others", "launch-spoken-of", "doubted-newcomer", "finds-that", "asks-for-a-right",
        "given-to-people", "at-work-on", "how-people-take-it", "for-the-writer", "slips-out", "keeps-its-house",
        "says-of-the-world", "charges-otherwise", "shown-at-a-show", "of-another-kind", "judged-in-passing",
        "moves-a-market", "calls-and-names", "lets-refuse",
    }
)  # fmt: skip
"""Vetoes by pattern that name another piece of news, which a headline may tell beside a launch."""


def retold_beside(sign: Sign, hit: VetoHit, title: Text) -> bool:
    """A headline tells the launch outright and beside it something else: `launches X and opens a lab in Oslo`."""
    if hit.veto.id in _OTHER_NEWS and presents(sign, title):
        return True
    if hit.veto.id in _OF_AIMS and aims_above(sign, title, hit.start, hit.end):
        return True
    if hit.veto.id not in _OTHER_NEWS or not sign.outright or sign.weight < 0.75:
        return False
    if sign.text.field != "headline" or sign.clause.kind != "main":
        return False
    clause, folded = sign.clause, sign.text.folded
    if hit.veto.id in _OWN_DOINGS and (
        besides(clause, sign.at, hit.start, hit.end) or fronted(clause, folded, hit.start, sign.span[0])
    ):
        return True
    return _goes_on_behind(sign, hit)


_MEANWHILE = frozenset({"people", "court", "price-change", "removal"})
_APART = frozenset({"market", "people", "court", "incident", "price-change", "removal", "usage"})


def _apart(sign: Sign, hit: VetoHit) -> bool:
    """`Quillon sinks; OpenAI unveils an agent`: other news, and a semicolon between it and the launch."""
    folded = sign.text.folded
    if hit.veto.id in _MEANWHILE and hit.end <= sign.clause.span()[0] and comes_as(sign):
        return True
    if hit.veto.id in _APART and 0 < folded.find(";", sign.span[1]) < hit.start:
        return True
    return hit.veto.id in _APART and hit.end <= folded.find(";", hit.end, sign.clause.span()[0]) + 1 > 0


_STAMPS = re.compile(r"live updates|live ?blog|digest|recap(?:itulatif)?|round-?up|round up")
_SPANS = re.compile(r"\b(?:week\w*|month\w*|year\w*|semaine|mois|annee|hebdo\w*|best|quarter\w*)\b")


def _stamped(sign: Sign, hit: VetoHit) -> bool:
    """`GTC live blog: Nvidia unveils …`, `Tech round-up: Google launches …`: what the heading's first news is."""
    folded, colon = sign.text.folded, sign.text.folded.find(":", hit.end)
    return (
        sign.text.field == "headline"
        and sign.rule == "launch"
        and sign.outright
        and _STAMPS.match(folded, hit.start) is not None
        and hit.end <= colon < sign.span[0] <= colon + 3
        and not _SPANS.search(folded, 0, colon)
    )


_HEARD = re.compile(
    r"(?:insiders?|sources?|tipsters?|analysts?|leakers?) (?:say|says|said|claim|claims)\W*\Z"
)
_NOT = re.compile(r"\b(?:ne |n'|never |not |rarely |fewer |less )$")
_RIVALS_HEAD = re.compile(r"(?:vs\.?|versus) [^:,?!]{2,30} ?: ")
_OF_THE_NEWS = frozenset({"shopping", "round-up", "event-date", "rumour"})
_ITS_WORK = re.compile(
    r"[,–—-] ?(?:(?:a|an|the|its|our|un|une|le|la|son|sa) (?:[\w+'’-]+ ){1,6}?(?:that|which|who|to|for|designed|built|"
    r"meant|made|able|qui|pour|capable|concue?|destinee?)|which|that|qui|an? \w+ing|anti-\w+)\b"
)


def _does_its_work(sign: Sign, hit: VetoHit) -> bool:
    """A headline that launches says behind a comma what the product does, and the word stands in there."""
    if works_at(sign, hit):
        return True
    if sign.text.field != "headline" or sign.clause.kind != "main" or hit.veto.id in _OF_THE_NEWS:
        return False
    if not (sign.outright or sign.rule == "launch"):
        return False
    folded, end, at = sign.text.folded, sign.span[1], hit.start
    told = _ITS_WORK.search(folded, end, at + 1)
    return told is not None and not re.search(r"[;:.?!] ", folded[told.start() : at])


_AND_REPORTS = re.compile(
    r"[, ](?:and|et|as|while|alors que|tandis que) (?:[\w.'’-]+ ){0,3}"
    r"(?:earnings|quarter\w*|revenues?|profits?|results|resultats?|trimestr\w*|benefices?|chiffre d'affaires)\b|"
    r"[, ](?:as|after|while|but|though|amid|despite|apres|alors que|tandis que|mais|malgre) (?:[\w.'’-]+ ){0,3}"
    r"(?:analysts?|investors?|markets?|wall street|stocks|rally|analystes|investisseurs|bourse)\b[^,.;:!?]{0,60}|"
    r"[, ](?:as|while|and|alors que|tandis que|et) (?:[\w'’-]+ ){0,2}?(?:data|figures|chiffres|donnees) "
    r"(?:show|suggest|reveal|montr|indiqu)\w*|"
    r"(?:;|[, ](?:and|but|though|as|while|et|mais|alors que|tandis que)) (?:(?:its|their|the|ses|son|les|le) |l')?"
    r"(?:[\w.'’-]+ )?(?:shares?|stock|actions?|titre)\b[^,.;:!?]{0,60}|"
    r" (?:and|et) (?:spook|rattl|shak|lift|sink|fait trembler|secoue|affole|dope)\w* [^,.;:!?]{0,60}|"
    r", (?:shares|stock|l'action|le titre) (?:[\w.'’-]+ ){0,2}?(?:rise|fall|jump|slip|drop|climb|soar|sink|bondit|"
    r"recule|grimpe|chute|monte|baisse)\w*"
)


def _reported_too(folded: str, end: int, at: int) -> bool:
    """`introduces X, and reports earnings`, `but its shares fall`, `and spooks the markets`: what stands beside it."""
    told = _AND_REPORTS.search(folded, end)
    return told is not None and told.start() < at <= told.end()


def beside_figures(sign: Sign, at: int) -> bool:
    """What stands at `at` is a figure that some data show, told beside the launch and in a clause of its own."""
    told = _AND_REPORTS.search(sign.text.folded, sign.span[1])
    return told is not None and told.start() < at and sign.clause.span()[1] <= at


_TAILS = frozenset({"advertising", "removal", "price-change", "opinion", "usage"})
_BUT = re.compile(r"(?:[,…] ?| )(?:mais|but|though|yet)\b")


def _tailed(sign: Sign, at: int) -> bool:
    """What a `but` behind the launch takes away does not undo it."""
    told = _BUT.search(sign.text.folded, sign.span[1], at)
    return told is not None


_AGAINST = re.compile(r",? (?:mais|but|yet|toutefois)\b")


def _but(title: Text, at: int) -> bool:
    """The headline's word of a veto stands behind a `but`, and a product before it."""
    told = _AGAINST.search(title.folded, 0, at)
    return told is not None and any(is_product(unit) and unit.start < told.start() for unit in title.names)


_TO_BE_HAD = re.compile(
    r"\b(?:(?:is|are|now|generally|made|becomes?) (?:now |freely |already )?available|out (?:now|today)|can download|"
    r"to download|launched|released|open[- ]sourced?|disponibles?|telecharge\w*|est (?:libre|ouvert|open source)|"
    r"sort (?:ce|aujourd)|vient de sortir|lancee?s?)\b"
)


def _to_be_had(reading: Reading) -> bool:
    """The headline or the first sentence below says that one can have it."""
    for text in reading.texts[:2]:
        if (
            text.field != "body"
            and text.sentences
            and _TO_BE_HAD.search(text.folded, 0, text.sentences[0].end)
        ):
            return True
    return False


_GATED = re.compile(
    r"(?:limits?|restricts?|limite|restreint|reserve) (?:the |l')?(?:access|release|rollout|acces|diffusion)\b"
)
"""`restricts access to Codex Guard, its new agent`: who gets it first, and no removal."""


def _left(veto: Veto) -> Left:
    return veto.outright.get("competitor_launch", WHOLE)


def _behind(veto: Veto, sign: Sign) -> float:
    if veto.id == "how-to" and sign.rule == "title-name":
        return 0.9
    left = _left(veto).behind
    return 0.35 if left is None else left


def _in_name(start: int, end: int, sign: Sign) -> bool:
    low, high = sign.quoted or (0, 0)
    title = sign.clause.sentence.title_case
    return low <= start < end <= high or any(
        (unit.start <= start and end <= unit.end)
        or (end + 1 == unit.start and unit.proper and not title and sign.text.text[start].isupper())
        for unit in sign.products
    )
