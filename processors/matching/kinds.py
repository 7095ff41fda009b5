"""The kinds of happening that a headline names, and what a text counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from processors.matching.figures import figures_of, weekdays_of
from processors.matching.sign_table import signs
from processors.matching.signs import signs_of
from processors.matching.words import OWNERS, concept_of, fold, join_phrases, words_of

_KINDS = {
    "acquire": "deal", "invest": "deal", "raise": "deal", "valuation": "deal", "launch": "launch", "trial": "court",
    "sue": "court", "convict": "policy", "ipo": "ipo", "layoff": "layoff", "outage": "incident", "hack": "incident",
    "police": "incident", "ads": "ads", "review": "review", "explain": "guide", "stockmarket": "reaction",
    "deny": "denial", "regulator": "policy", "ban": "policy", "hire": "people", "quit": "people",
    "military": "military", "backlash": "aftermath", "withdrawn": "aftermath", "misuse": "aftermath",
    "analysis": "guide", "benchmark": "score", "abandon": "aftermath", "halt": "aftermath", "dispute": "dispute",
    "stage-jury": "court-jury", "stage-open": "court-open",
    "stage-stand": "court-stand", "stage-verdict": "court-verdict",
}  # fmt: skip
_MEASURES = {"ban": "barred", "convict": "fined"}
_SAYS_NO_KIND = """share shares cours selection seated works really vraiment bubble bulle essai
    consequence consequences enjeu enjeux fonctionne fonctionnent fonctionner"""
_NO_KIND = frozenset(_SAYS_NO_KIND.split())
"""Words that meet another language's, and name a kind of happening in few of the headlines that have them: outlets
"share" what they know, and a course is a "cours"."""
_FIRST_PERSON = re.compile(
    r"(?<![.\w])(?:I(?![’' ]+(?:a?m|will|ll)? ?(?:now |also )?"
    r"(?:join|leav|start|build|launch|found|quit|sell|step|mov|tak)\w*)|[Mm]y|[Ww]e (?:tried|tested)"
    r"|[Oo]n a (?:test|essay)\w+|[Jj][’'](?:ai|avais)|[Nn]ous avons|nos mesures)(?![.\w/])"
)
"""Who tells what he saw himself; but `I'm joining X` is news of him."""
_ASKED = re.compile(
    r": (?:mais )?quel(?:le)?s? .{5,}\?"
    r"|^(?:(?:[^ :;!?–—]+ ){0,2}[^ :;!?–—]+ ?[:–—] )?[^:;!?–—]*\b(?:peut|va.t|doit|doivent|faut|vont|peuvent"
    r"|(?:fe|se|au|tiend)ra.t|pourrait|devrait|est|sont|a.t|tient)[ -](?:il|elle|ils|elles|on)\b.*\?"
)
"""What is asked, and not behind news that is told before: `X : quel avenir pour Y ?`, `Y peut-il …?`"""
_LAUNCHES = re.compile(
    r"\b(?:launch|unveil|introduc|releas|drop|debut|present|devoil|lanc|sort|publi)(?:e|es|ed|s|ent|ing)?\b"
)
_TELLS = re.compile(
    r"\b(?:(?:launch|unveil|introduc|releas|drop|debut|present)(?:es|ed|s|ing)|(?:devoil|lanc|present|publi)(?:e|ent)"
    r"|sort|rolls? out|rolling out|rollout|ships?|shipping|debarque|buys?|acqui\w+|rachet\w+|joins|rejoint"
    r"|(?:snaps|scoops) up|takes over|s offre|met la main|invest(?:s|ed|ing|it|issent)?)\b"
)
"""What launches, buys or pays for something: no noun (`under fire over the launch`)."""
_LAUNCHED_BEFORE = re.compile(
    r"\b(?:launch day|day of (?:its |the )?launch|jour (?:du|de son) lancement"
    r"|(?:since|after|before|depuis|apres|avant)"
    r" (?:its |the |their |son |sa |le |la |\w+ s )?(?:launch|release|debut|lancement|sortie))\b"
)
"""A launch that only says when."""
_TRIED_BY_A_FIRM = re.compile(r"\b(\w+) (?:teste|tests|tested|testing|va tester|is testing|a teste)\b")
_TAKES_AIM = re.compile(r"\btakes? aim at (?:the )?(\w+)")
_MISUSES = (
    r"(?:deepfakes?|(?:prompt )?injections?|jailbreak\w*|hallucinat\w*|(?:des|mis)inform\w*|scams?|arnaques?"
    r"|plagi\w*)"
)
_GUARDED = re.compile(
    r"\b(?:against|detects?|detecting|detecter?|spots?|reperer?|prevents?|stops?|blocks?|blocking|fights?|curbs?"
    rf"|resists?|fewer|less|lower|reduces?|contre|moins(?: de| d)?|reduire?|reduit|bloquer?) (?:\w+ ){{0,2}}{_MISUSES}"
    rf"|\b{_MISUSES} (?:detect\w+|filters?|resistance|rates?|protection)\b|\banti ?{_MISUSES}"
    r"|\bon prompt injections?\b"
)
"""What is detected, blocked or fewer than before is no misuse that comes to light."""
_COUNTERS = re.compile(r"\b(\w+) r[ée]agi\w* (?:à|au|aux|face à) (?:l['’])?[A-Z0-9]")
"""A firm reacts to what a rival has, which is no outcry."""
_ANSWERS_WITH = re.compile(
    r"\b(?:[Bb]ack|[Rr]esponds|[Rr]eplies|[Aa]nswers|[Rr][ée]pond|[Rr][ée]plique|[Rr]iposte)\b[^.,:;]{0,60}?"
    r"\b(?:[Ww]ith|avec|en lançant|[Bb]y [Ll]aunching) [^.,:;]{0,40}\b[A-Z][\w-]{0,30}[ -]?\d"
    r"|^(?:[Ww]ith|[Aa]vec) [^.,:;]{0,30}\b[A-Z][\w-]{0,30}[ -]?\d[^,:;]{0,20}, "
)
"""`hits back at X with Y 5` launches Y 5."""
_MOVES = r"(?:drop|f[ae]ll|rise|rose|climb|jump|surge|slide|plunge|baiss|chut|grimp|bondi|augment|hausse)\w*"
_COST = r"(?:prices?|prix|tarifs?|costs?|couts?|fees?)"
_COSTS = re.compile(rf"\b{_COST} (?:\w+ ){{0,3}}{_MOVES}|\b{_MOVES} (?:de|des|du|in|of) (?:\w+ )?{_COST}\b")
_BOUGHT_OF_IT = re.compile(
    r"\b(?:buy|take|acquire|sell|achete|rachete|prend|detien|cede|vend)\w* [^.,:;]{0,25}(?:\d ?%|stake|participation)"
    r"[^.,:;]{0,30}\b(?:stock|shares|actions|capital)\b"
)
"""Shares that somebody buys are no market's answer."""
_FOR_ADS = re.compile(
    r"\b(?:lets?|use|uses|used|using|licen[sc]\w*|utilis\w*|permet\w*)\b[^.,:;]{0,60}"
    r"\b(?:for|in|pour|dans) (?:their |its |your |leurs? |les |des |la )?(?:ads?|advert\w+|pubs?|publicites?)\b"
)
"""What a product is made for: brands use it in theirs."""
_CLAIMED = re.compile(r"\b(?:demands?|seeks?|reclament?|exigent?)\b.{0,20}\d")
_SENTENCE_END = re.compile(r"[!?:;,–—]|\.(?!\d)")
_TAIL = re.compile(
    r"(?<=[.!?:;,–—]) *(?:and |et )?(?:here s (?:how|why|what)|how (?:it works|to )|what (?:to|you need to) know"
    r"|why (?:it|that|this) matters|what (?:it|this|that) means|voici (?:comment|pourquoi|ce qu)|ce que cela change"
    r"|comment (?:ca|cela) (?:marche|fonctionne)|ce qu il faut savoir|on vous (?:explique|dit) tout)[^.?!]*[.?!]?$"
)
"""What follows a headline that told its news already."""
CLAUSE = 4
"""Words from which what is left of a headline without such a clause tells what happened."""
NEWS = 6
"""Words from which the first clause of a headline tells what happened."""
_BEFORE = re.compile(
    r"\b(?:after|following|in the wake of|on the heels of|amid|despite|apres|suite a|au lendemain d[eu]|malgre"
    r"|en pleine?s?|sur fond d[eu]?)\b"
    r"[^.,:;!?–—|]*"
)
"""A clause about what was before."""
_WAS_BEFORE = frozenset(
    {"flaw", "inquiry", "delayed", "incident", "review", "dispute", "policy", "layoff", "people", "court"}
    | {"later", "deed→purchase", "deed→round"}
)
"""Kinds that such a clause only recalls: `overhauls its rules after a breach` tells of no breach."""
_OURSELVES = re.compile(r"\bus\b")
_UNITED_STATES = re.compile(r"\b(?:US|U\.S|America|States|Washington|Texas|California|[EÉ]tats)")
_REPEATS = frozenset({"court", "incident", "layoff", "people", "policy", "aftermath"})
_IN_TURN = _REPEATS - {"incident", "layoff"}
"""The same of what another one did before: who falls himself is named as whom it is about, and by each who tells it."""
_DEEDS = {"acquire": "purchase", "raise": "round", "valuation": "round"}
_SOLD = re.compile(
    r"\b(?:deals?|sales?|sold|sells|vente|vendue?|cession|cedee?|passe (?:chez|a|aux mains))\b"
)
"""A worth that is told with one of these may be a price."""
_PART = frozenset({"invest", "stake"})
"""Who buys a part may be told as a round's investor."""
_MOVED = frozenset({"plunge", "surge"})


def happenings(headline: str, plain: str, joined: str) -> set[str]:
    """The kinds of happening that a headline names. `plain`: the headline folded; `joined`: its phrases joined, too."""
    kinds = _named(headline, plain, joined)
    if not _WAS_BEFORE.isdisjoint(kinds) and _BEFORE.search(plain):
        rest = _BEFORE.sub("", plain)
        if len(words_of(rest)) >= CLAUSE:
            kinds -= _WAS_BEFORE - _named(headline, rest, join_phrases(rest))
    return kinds


def _named(headline: str, plain: str, joined: str) -> set[str]:
    told = _told(plain)
    folded = joined if told == plain else join_phrases(told)
    found = _concepts(headline, folded)
    kinds = _of_concepts(headline, folded, found)
    if "?" in headline:
        kinds.add("question")
        if _ASKED.search(plain):
            kinds.add("review")
    if _FIRST_PERSON.search(headline):
        kinds.add("review")
    kinds.update(signs_of(plain))
    if "court-stand" in kinds:
        kinds.add("court")
    kinds -= set(_said_otherwise(kinds, headline, plain, folded, found))
    if "deal" in kinds and found.isdisjoint(_PART):
        told_of = found - {"valuation"} if _SOLD.search(folded) else found
        kinds.update(f"deed→{_DEEDS[concept]}" for concept in told_of & _DEEDS.keys())
    kinds = _in_order(kinds, plain)
    if "aim at" in folded and (aim := _TAKES_AIM.search(folded)) and aim[1] in OWNERS:
        kinds.add("aftermath")  # at a company: a product takes aim at work
    return _in_court(kinds, plain) if "court" in kinds else kinds


def _concepts(headline: str, folded: str) -> set[str]:
    found = {concept for word in words_of(folded) if (concept := concept_of(word)) and word not in _NO_KIND}
    if "misuse" in found and _GUARDED.search(folded):
        found.discard("misuse")  # what a product is good against
    if "backlash" in found and (counters := _COUNTERS.search(headline)) and fold(counters[1]) in OWNERS:
        found.discard("backlash")
    return found


def _of_concepts(headline: str, folded: str, found: set[str]) -> set[str]:
    """The kinds that a headline's concepts stand for, but for those that its other words make something else."""
    kinds = {_KINDS[concept] for concept in found if concept in _KINDS}
    kinds.update(_MEASURES[concept] for concept in found & _MEASURES.keys())
    if (
        "launch" in kinds
        and _LAUNCHED_BEFORE.search(folded)
        and not _launches(_LAUNCHED_BEFORE.sub(" ", folded))
    ):
        kinds.discard("launch")
    if "court" not in kinds:
        kinds.discard("court-open")  # much else begins
        if "court-stand" in kinds and not any(_is_witness(word) for word in words_of(folded)):
            kinds.discard("court-stand")
    if any(kind.startswith("court-") for kind in kinds):
        kinds.add("court")
    if found & _MOVED and ("%" in headline or "investor" in folded or "investisseur" in folded):
        kinds.add("reaction")
    if "ads" in kinds and _FOR_ADS.search(folded):
        kinds.discard("ads")
    if "review" in found and (tried := _TRIED_BY_A_FIRM.search(folded)) and tried[1] in OWNERS:
        kinds.discard("review")  # the firm tries its own thing
    return kinds


def _said_otherwise(
    kinds: set[str], headline: str, plain: str, folded: str, found: set[str]
) -> Iterator[str]:
    """Of a headline's kinds those that what else it says makes something else."""
    if "reaction" in kinds:
        if "stockmarket" not in found and _COSTS.search(folded) and "invest" not in folded:
            yield "reaction"  # what moves is what a product costs
        if found.isdisjoint(_MOVED) and _BOUGHT_OF_IT.search(folded):
            yield "reaction"
    if "place→us" in kinds and _OURSELVES.search(headline) and not _UNITED_STATES.search(headline):
        yield "place→us"  # `tells us` names no country
    if (
        "score" in kinds
        and (launches := _LAUNCHES.search(plain))
        and signs()["score"].search(plain, launches.end())
    ):
        yield "score"  # what it is launched with
    if "answer" in kinds and _ANSWERS_WITH.search(headline):
        yield "answer"
    if "guide" in kinds and _explains_aside(folded):
        yield "guide"


def _in_order(kinds: set[str], plain: str) -> set[str]:
    """With what they say together of what was before: that it is told again, or later."""
    if (kinds & _REPEATS and "repeated" in kinds) or (kinds & _IN_TURN and "in turn" in kinds):
        kinds.add("again")  # much is done "again" without having been told before
    if "later?" in kinds and "deed→round" not in kinds and not _TELLS.search(_BEFORE.sub(" ", plain)):
        kinds.add("later")
    if "barred" in kinds and "deal-blocked" not in kinds and any(kind.startswith("power→") for kind in kinds):
        kinds.add("later")  # a country bars what is out
    return kinds - {"repeated", "in turn", "later?"}


def _in_court(kinds: set[str], plain: str) -> set[str]:
    """The kinds of what is told from a court."""
    kinds = {kind for kind in kinds if not kind.startswith("deal-")}  # what it blocks is its verdict
    kinds.discard("policy")  # law is what a court speaks of
    if _CLAIMED.search(plain):
        kinds.discard("answer")  # what plaintiffs ask for is what the suit is about
    return kinds


def _launches(folded: str) -> bool:
    return any(_KINDS.get(concept_of(word) or "") == "launch" for word in words_of(folded))


def _told(folded: str) -> str:
    """The headline without a last sentence that promises to explain it, where the rest says enough."""
    if not _SENTENCE_END.search(folded):
        return folded
    cut = _TAIL.sub("", folded)
    return cut if len(words_of(cut)) >= 5 else folded


def _is_witness(word: str) -> bool:
    """Whether the word is of a court only: there are experts everywhere."""
    return concept_of(word) == "stage-stand" and word not in ("expert", "barre", "stand")


def _explains_aside(folded: str) -> bool:
    """Whether what makes it a guide stands behind a clause that tells the news: `X buys the firm Y: why`."""
    first = _SENTENCE_END.split(folded, maxsplit=1)[0]
    if len(first) == len(folded) or len(words := words_of(first)) < NEWS:
        return False
    told = any(_KINDS.get(concept_of(word) or "") == "guide" and word not in _NO_KIND for word in words)
    return not told and "guide" not in set(signs_of(first))


def measured(text: str) -> set[str]:
    """`figure→800mw` and `day→3`: what the text counts, and the days of the week that it names."""
    days = {f"day→{day}" for day in weekdays_of(text)}
    return days | {f"figure→{figure}" for figure in figures_of(text)}
