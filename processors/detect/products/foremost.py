"""Which of the launches that an article tells is the one that it is about: it is told first."""

from __future__ import annotations

import re

from newswatch.messages import Fact, Launch
from processors.detect.grammar.quoting import evidence, within
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import FLAGSHIPS
from processors.detect.products.called import overlaps
from processors.detect.words.unit import Text

_WITH = re.compile(
    r"(?:.{0,30}: )?(?:With|Avec) (?:(?:the|its|le|la|son|sa|new|nouveau|nouvelle) )*"
    r"(?P<name>[A-Z][\w.+ -]*?), (?=[A-Z])"
)
_QUOTED = re.compile(r"[\"“‘'«] ?(?P<name>[A-Z][\w+-]*(?: [\w+-]+){0,3}?) ?[\"”’'»] (?=[a-zà-ÿ])")
_LAUNCHED = re.compile(
    r"\b(?:lancement d\w*|launch of|launched|introduced|unveiled|added|announced|annonce|lance|presente|devoile|"
    r"ajoute)\W{1,3}$"
)
_PART = re.compile(
    r"[ \u00a0\u202f»\"”’]{0,2}, (?:une?|an?|its|son|sa) (?:new |nouvelle? |nouveau )?(?:\w+ )?"
    r"(?:feature|mode|tool|function|option|capability|assistant|agent|fonctionnalite|fonction|outil|module)\b"
)


def foremost(found: list[Launch], reading: Reading) -> list[Launch]:
    """The launches with the article's own first."""
    title = reading.title
    if not found or title.field != "headline":
        return found
    with_it = _WITH.match(title.text)
    if with_it is not None:
        ahead = [one for one in found if _is(one, title, *with_it.span("name"))]
        old = found[0].product
        if not ahead and old is not None and _fuller(with_it["name"], old.value):
            return _headed(found, title, *with_it.span("name"))
        return _first(found, ahead)
    quoted = _QUOTED.match(title.text)
    if quoted is not None and _acts(title, quoted.end()) and found[0].product is not None:
        return _headed(found, title, *quoted.span("name"))
    by_means = _by_means_of(found, title)
    if by_means is not None:
        return _first(found, [by_means])
    below = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    first = found[0].product
    if below is not None and first is not None and first.value.lower() in FLAGSHIPS:
        parts = [one for one in found[1:] if _new_part(one, below)]
        return [*parts, *(one for one in found[1:] if one not in parts)] if parts else found
    return found


_MEANS = re.compile(r" (?:with|using|via|through|powered by|built on|avec|grace a|anime par|propulse par) \Z")


def _by_means_of(found: list[Launch], title: Text) -> Launch | None:
    """`Google's new Flow Studio lets filmmakers draw with Veo 4`: what acts there, by means of the other."""
    means = found[0].product.evidence if found[0].product is not None else None
    if len(found) < 2 or means is None or means.field != "headline":
        return None
    if not _MEANS.search(title.folded[max(0, means.start - 16) : means.start]):
        return None
    for one in found[1:]:
        acts = one.product.evidence if one.product is not None else None
        heads = acts is not None and acts.field == "headline" and acts.end < means.start
        if heads and acts is not None and _BEGINS.match(title.folded[: acts.start]):
            return one
    return None


_BEGINS = re.compile(
    r"(?:[\w.-]+(?: [\w.-]+)?['’]s )?(?:(?:the|le|la|l'|un|une|a|its) ?)?(?:new |nouvel(?:le)? |nouveau )?\Z"
)


def _first(found: list[Launch], ahead: list[Launch]) -> list[Launch]:
    return [*ahead, *(one for one in found if one not in ahead)]


def _fuller(name: str, old: str) -> bool:
    """`Avec Alexa.com, …` | `Alexa est disponible …`: the headline's name is the old one with more."""
    return old.lower() in FLAGSHIPS and name.lower() != old.lower() and name.startswith(old)


def _is(launch: Launch, text: Text, start: int, end: int) -> bool:
    """`With Groq 3 LPX, Nvidia adds …`: its product is what stands there."""
    return overlaps(launch.product, (text, start, end))


def _acts(title: Text, at: int) -> bool:
    unit = next((one for one in title.sentences[0].units if one.start >= at), None)
    return unit is not None and any(mood == "present" for mood, _ in unit.verbs)


def _headed(found: list[Launch], title: Text, start: int, end: int) -> list[Launch]:
    """`‘Ask Maps’ brings …, adds X to Y`: the name in quotes that begins the headline is what it is about."""
    named = [one for one in found if _is(one, title, start, end)]
    if named:
        return _first(found, named)
    product = Fact(value=title.text[start:end], evidence=evidence(title, start, end))
    own = found[0].model_copy(update={"product": product, "version": None})
    return [own, *found]


def _new_part(launch: Launch, below: Text) -> bool:
    """`a annoncé le lancement de « X », une nouvelle fonctionnalité`: a part of what heads the title."""
    proof = launch.product.evidence if launch.product else None
    if proof is None or proof.field != below.field:
        return False
    start, end = within(below, proof)
    told = _LAUNCHED.search(below.folded, max(0, start - 40), start)
    return told is not None and _PART.match(below.folded, end) is not None
