"""What a vendor's page tells of a product without launching it: a benchmark, a guide, an account of its use."""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.plainly import says_new
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import watched

OTHER_NEWS = (
    r"safety|safeguards?|security|privacy|bias|trust|fairness|health|teens?|minors|polic(?:y|ies)|terms|benchmarks?|"
    r"evaluat\w+|incidents?|outages?|pric(?:e|es|ing)|billing|retir\w+|deprecat\w+|careers?|tips|best practices|"
    r"award\w*|securite|etude|tarifs?|conseils|astuces"
)
"""Words of what a vendor's page speaks of that is no product, for a pattern over folded text."""
TO_READ = r"stud(?:y|ies)|reports?|papers?|guides?|tutorials?|lessons?"
TO_READ_OR_ATTEND = rf"{TO_READ}|courses?|certifications?|trainings?|webinars?|hackathons?|podcasts?"
"""What a firm brings out that is no product, either, for such a pattern."""
_ABOUT_IT = re.compile(
    r"\A(?:deep[- ]dives?|under the hood|case study|field notes|behind the scenes|interview|podcast|recap) ?: |"
    r"\A(?:celebrating|looking back|reflecting on) |\Aprompt(?:ing| engineering)\b|"
    r"\bour approach to\b|: how (?:[\w.'’-]+ ){1,4}(?:helped|unlocked|powers|powered|saved|used|built|cut)\b|"
    r"\A(?:more details on|(?:early|first) experiments (?:in|with|on))\b|"
    r"\A(?:(?:introducing|announcing|launching) )?(?:an?|our) (?:(?:new|free|online) )+(?:[\w-]+ ){0,2}"
    r"(?:course|curriculum|workshop|scholarships?)\b(?! (?:builder|maker|planner|generator|creator))|"
    r"\b(?:recipients?|winners?|finalists?|grantees|awardees) (?:announced|named|selected|revealed)\b"
)
"""Titles of what a vendor tells about its things, unless they say that one comes."""
_COMES = re.compile(
    r"\b(?:(?:is|are) (?:now )?(?:available|here|live|generally|open source)|now (?:available|in|open|generally)\b|"
    r"available (?:today|now)|with an? new model)"
)
_WE_LAUNCH = re.compile(r"(?:today,? )?we(?:'re| are|’re) (?:launching|introducing|releasing) ")
_TIPS = re.compile(
    r"\b(?:tips (?:from|for|to)|conseils (?:pour|de)|safety (?:evaluations?|reports?|cards?)|"
    r"(?:team|people|engineers|researchers|designers|women|men|minds|scientists|faces|artists|makers|"
    r"voices) behind)\b|"
    r"\Ameet (?:[\w-]+ ){1,4}who\b|\b(?:model|system) cards?\W*\Z|: (?:behind the scenes|by the numbers|"
    r"[\w ]{0,20}in (?:pictures|numbers))\W*\Z|"
    r"\A(?:get started|getting started|start building) with [^:]{3,60} in (?:python|java\w*|typescript|go|c#|rust|"
    r"swift|kotlin|"
    r"(?:[\w-]+ )?(?:minutes|steps))\W*\Z|"
    r"\A(?:introducing|announcing|presenting|launching|welcome to) [^,:;]{0,60}\b(?:challenge|contest|competition|"
    r"hackathon|"
    r"fellowship|grants?|prize|awards?|scholarships?|residency|summit|conference|council|academy|institute|"
    r"(?:ai|developer|security|safety|learning|education) (?:week|day|days|month))\W*\Z|"
    r"\A(?:introducing|announcing|presentation de) (?:the |our )?(?:[\w.]+[- ]){0,2}[\w.]*(?<!work)bench\b"
)
_GUIDE = re.compile(
    r"\A(?!introducing|announcing|meet |say hello|welcome)(?!.*\b(?:is|are|becomes?|can|now)\b).*"
    r"\b(?:guide|handbook|playbook|tutorial|cheat sheet|deep dive|primer)\W*\Z"
)
_BENCH = re.compile(r"(?<!work)bench\b|bench-|arena\b|\beval\b|\bevals\b")


def no_product(sign: Sign, reading: Reading) -> bool:
    """The vendor's own title names a benchmark, or the sentence below says that it is none of its products."""
    named = any(_BENCH.search(unit.low) for unit in sign.products) or _TIPS.search(reading.title.folded)
    return (
        bool(named)
        or (_ABOUT_IT.search(reading.title.folded) is not None and not _comes(reading))
        or _is_guide(reading)
        or _says_otherwise(reading)
        or _itself_somewhere(reading)
        or _talks_of_it(reading)
        or (not sign.rule.startswith("title-") and _by_authors(reading))
    )


def _comes(reading: Reading) -> bool:
    """`Deep dive: Codex is now available`, `Looking back` | `Today we are launching …`: a launch under such a title."""
    below = reading.lead
    launched = below is not None and _WE_LAUNCH.match(below.folded) is not None
    return launched or _COMES.search(reading.title.folded) is not None


_PRESENTED = re.compile(r"(?:introducing|announcing|meet) |[^:]{2,40} (?:is|are) here\b")
_TALKS = re.compile(
    r"[^.,:]{3,60} (?:explains?|describes?|discuss(?:es)?|reflects? on|talks? about) (?:how|why|what|using|the)\b"
)
_AUTHORS = re.compile(
    r"(?:[A-Z][\w'’.-]+(?: [\w'’.-]+){1,3}, ){3,}[A-Z][\w'’.-]+(?: [\w'’.-]+){1,3}(?:, | and |\W*\Z)"
)


def _talks_of_it(reading: Reading) -> bool:
    """`Wells & Sora` | `The painter explains how Sora helps`: somebody who is asked about it."""
    below = reading.lead
    if below is None or below.folded.startswith(("we ", "our ", "this post ")):
        return False
    if _PRESENTED.match(reading.title.folded):
        return False  # `Introducing GPT-9` | `Its author explains how …`
    return _TALKS.match(below.folded, below.sentences[0].start, below.sentences[0].end) is not None


def _by_authors(reading: Reading) -> bool:
    """Names alone stand below the title: it is a paper's."""
    below = reading.lead
    return below is not None and _AUTHORS.match(below.text) is not None


def _is_guide(reading: Reading) -> bool:
    """`Gemma 9: The Harbour Developer Guide`; where the title says what a product does, it becomes or makes one."""
    title = reading.title
    if not title.sentences or _GUIDE.match(title.folded) is None:
        return False
    return not any(mood == "present" for unit in title.sentences[0].units for mood, _ in unit.verbs)


def _itself_somewhere(reading: Reading) -> bool:
    """`Introducing OpenAI for Norway`: the vendor itself, and the part of the world that it is to work for."""
    own, units = reading.organisation, reading.title.sentences[0].units if reading.title.sentences else []
    if own is None or len(units) < 3 or "launch_title" not in units[0].cues:
        return False
    name, place = units[1].name, units[2 + (units[2].low in {"for", "in", "pour", "en"}) :]
    itself = name is not None and name.kind == "company" and name.company.group == own.group
    return itself and bool(place) and all("plain" in unit.cues and unit.capital for unit in place)


_NO_PRODUCT = re.compile(
    r"\b(?<!of )(?<!through )(?<!from )(?:a|an|the|our|un|une|notre)\s"
    r"(?:new\s|nouveau\s|nouvelle\s|open\s|public\s)?(?:\w+\s)?(?:benchmark|"
    r"program|programme|cohort|grant|index|fund|institute|initiative|fellowship|report|"
    r"learning track|learning path|course|certification|"
    r"series(?= (?:designed|for|that|to|where|is|on|about|in which))|"
    r"study|paper|evaluation|dataset|challenge|contest|policy(?!-)|council|academy|campaign|consortium|"
    r"(?:technique|method) for (?:visuali[sz]|interpret|understand|analy[sz]|measur|stud|evaluat|detect|watermark)\w+|"
    r"framework for(?! (?:build|develop|creat|runn|deploy|train|serv|writ))|"
    r"etude|rapport|fonds|concours)\b|"
    r"\b(?:launching|introducing|announcing|forming) (?:a|our) (?:new )?(?:[\w-]+ ){0,2}team\b|"
    r"\b(?:welcome to|bienvenue (?:dans|sur)) (?:[\w'-]+ ){1,6}?(?:journal|magazine|newsletter|blog|podcast|issue|"
    r"numero|edition|lettre)\b"
)


_ALONE = re.compile(
    r"\W*\Z|[,;:.]|(?<= for) | "
    r"(?:of|for|on|to|that|which|from|in|with|by|about|at|where|and|de|des|du|pour|sur|qui|que)\b"
)
"""`a report on …`; `a report builder` is a tool."""
_NAMED = re.compile(r"\A(?:introducing|announcing|presentation d[eu']) ?[^:]{2,60}: ")


def _says_otherwise(reading: Reading) -> bool:
    """The first sentence below, or what stands behind the new name's colon, says: a benchmark, a programme …"""
    called = _NAMED.match(reading.title.folded)
    kind = _NO_PRODUCT.match(reading.title.folded, called.end()) if called is not None else None
    if kind is not None and _ALONE.match(reading.title.folded, kind.end()):
        return True
    text = next((t for t in reading.texts if t.field == "description" and t.sentences), None)
    return text is not None and bool(_NO_PRODUCT.search(text.folded, 0, text.sentences[0].end))


_ACCOUNT = re.compile(
    r"(?:how|why|pourquoi|comment) (?!you\b|vous\b)|"
    r"(?:\d+|two|three|four|five|six|seven|ten|deux|trois|quatre|cinq|sept|dix) (?:\w+ )?(?:tips|prompts|ways|"
    r"things|ideas|"
    r"reasons|conseils|astuces|choses|idees|raisons|facons)\b"
)


OF_A_NAME = frozenset({"title-name", "title-invites", "wide-product"})
"""Signs that prove no more than that a product heads the title."""
_COLON = re.compile(r" ?: ")
_SAYS_SO = re.compile(
    r"\b(?:announcing|introducing|launching|releasing|now available|annoncons|lancons|disponibles?)\b"
)
_SHOWN = re.compile(r"(?:discover|see|explore|find out) how\b")
_HAS_NEWLY = re.compile(r"\bnow\b|\bavailable\b|\bnew\b")
_LOOKS_BACK = re.compile(
    r"(?!.*\b(?:you|your|vos|votre|vous)\b)(?:(?:lessons|learnings|insights|notes|reflections|stories|lecons|recits) "
    r"(?:(?:from|on|of|after|about|de|du|sur|apres)\b|d')|retour d'experience\b|"
    r"(?:an?|one|two|three|four|five|six|ten|\d+|une?|deux|trois|quatre|cinq|dix) (?:years?|months?|weeks?|ans?|mois|"
    r"semaines?) (?:of|on|in|later|after|de|plus tard|apres)\b|(?:what (?!is new|(?:'s|’s) new|changes|changed)|"
    r"who (?!can\b)|where (?!to\b))|"
    r"(?:[\w&'’-]+ ){0,3}(?:recipes|benchmarks?|costs|reading list|faq|q&a|explained|tips|notes|results|"
    r"evaluations?|lessons|"
    r"use cases|best practices|highlights|retirement|migration|billing|outage|view|story|diary|perspective|"
    r"field report)"
    r"(?: (?:and|&) [\w-]+)?\W*\Z)"
)


def tells_of_use(reading: Reading) -> bool:
    """A vendor's bare name | `How one bakery keeps its books with it`, `Five prompts that …`: an account of its use.

    Or behind the name's colon: `Codex Reef: how we sort our mail`, `Codex Reef: lessons from a year`.
    """
    below = reading.lead
    if below is not None and _ACCOUNT.match(below.folded, below.sentences[0].start) is not None:
        return True
    colon = _COLON.search(reading.title.folded)
    if below is not None and _SAYS_SO.search(below.folded, 0, below.sentences[0].end):
        return False
    return colon is not None and any(
        told.match(reading.title.folded, colon.end()) for told in (_ACCOUNT, _LOOKS_BACK)
    )


def shows_how(sign: Sign, reading: Reading) -> bool:
    """An order to the reader | `See how skippers do it`: a lesson. Below what came newly the same only leads on."""
    below = reading.lead
    if sign.rule != "title-invites" or below is None or _SHOWN.match(below.folded) is None:
        return False
    return _HAS_NEWLY.search(below.folded, 0, below.sentences[0].end) is None


def how_one_does(sign: Sign, reading: Reading) -> bool:
    """A vendor's `Speed up your maps with TensorRT`, `Why we bring Claude to ports`: nothing in it or below is new."""
    if reading.organisation is None or sign.text is not reading.title:
        return False
    weak = sign.rule in ("launch-weak", "improve")
    if weak and _HOW_OR_WHY.match(sign.text.folded):
        return True
    below = reading.lead
    if below is not None and _BUILT.search(below.folded, 0, below.sentences[:3][-1].end):
        return False
    orders = sign.at == 0 and any(mood == "base" for mood, _ in sign.clause.units[0].verbs)
    if sign.rule == "improve" and not any(watched(unit) for unit in reading.title.names):
        return not says_new(reading)  # `Asking twice improves the honesty of answers`
    return sign.rule == "improve" and orders and not says_new(reading)


_BUILT = re.compile(r"\bwe(?:'ve| have)? (?:just )?(?:built|made|created|developed|added)\b")
_HOW_OR_WHY = re.compile(r"(?:how|why|pourquoi|comment) (?!you\b|vous\b)")
