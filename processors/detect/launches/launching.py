"""The frame of launching: whose launch a verb tells, of what, and how surely it is a launch of AI."""

from __future__ import annotations

import re
from itertools import takewhile

from processors.detect.grammar import parties as c
from processors.detect.grammar.clauses import PREPOSITIONS, Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.affairs import in_company
from processors.detect.launches.aims import OPENLY, aims_only, bidden
from processors.detect.launches.launchers import (
    ai_below,
    ai_heads,
    credit_owner,
    firm_heads_lead,
    founded_by,
    put_into,
    rival_headed,
    subject_of,
    taken_up,
    topic_is_own,
)
from processors.detect.launches.object_found import find_object
from processors.detect.launches.object_words import described, kind_behind_colon, quoted
from processors.detect.launches.objects import MODELS, counts, is_product, maker_of_named, of_house, own_ai
from processors.detect.launches.passives import only_names, passive, version_announced
from processors.detect.launches.plainly import names_nobody, tells_now
from processors.detect.launches.signs import Sign
from processors.detect.launches.things import no_thing
from processors.detect.launches.widened import grows_itself, widened
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, Unit, watched


def launching(reading: Reading, text: Text, clause: Clause, at: int, weak: bool) -> Sign | None:
    """MAKER launches PRODUCT; passive too. `weak`: the verb makes things of all kinds."""
    units = clause.units
    if _attribute(clause, at) or text.folded.startswith(("let's ", "let’s ")):
        return None  # `Let's build AI together`
    if bidden(clause, at) or no_thing(reading, text, clause, at):
        return None
    if weak and any(
        units[k].low == "with" and no_thing(reading, text, clause, k)
        for k in range(at, min(at + 4, clause.high))
    ):
        return None  # `doubles down with an agent summit`
    if c.is_passive(clause, at):
        return passive(reading, text, clause, at)
    moods = {mood for mood, _ in units[at].verbs}
    if moods <= {"participle"} and at > clause.low and units[at - 1].low in _SO_MUCH:
        return None  # `une recherche toujours plus poussée`
    if aims_only(reading, text, clause, at, weak, moods):
        return None
    if (moods <= {"participle"} and not _helped(clause, at)) or version_announced(clause, at):
        return passive(reading, text, clause, at)
    if not weak and at + 1 == clause.high and (named := _named_goes_out(text, clause, at)) is not None:
        return named
    who, foreign = subject_of(reading, clause, at)
    if who is not None and who.aside:
        return None  # `DeepMind alum builds Claude rival`
    founded = founded_by(reading, who) if foreign else None
    if foreign and founded is None:
        return None
    company = watched(who) or founded or (reading.organisation if who is not None and who.model else None)
    voice = company is None and who is None and reading.organisation is not None
    if voice:  # the source speaks for itself
        company = reading.organisation
    if company is None and who is None and (not weak or _told_of_now(text, clause)):
        company = taken_up(reading, text, clause, at)
    if company is None or (who is not None and _no_ai_of(reading, clause, at, who)):
        return None
    if weak and reading.organisation is not None and in_company(clause, at):
        return None
    products, core, program = find_object(reading, clause, at)
    core = core or kind_behind_colon(clause, products)
    sign = Sign("launch", text, clause, at, company, None if voice else who, products)
    credit_owner(sign)
    sign.quoted = quoted(clause, at)
    if founded is not None and not any(watched(u) is founded for u in units[at + 1 : clause.high][:8]):
        if rival_headed(clause, at, founded) or topic_is_own(clause, founded):
            sign.products = [clause.topic] if clause.topic is not None else []
        elif not firm_heads_lead(reading, text, founded):
            return None
    if (program and not _goes_out(clause, at, who, weak)) or (not sign.products and _causes(clause, at)):
        return None
    products = sign.products
    if not _weigh(reading, sign, company, who, core, weak):
        return None
    if weak and who is not None and is_product(who) and products and not any(is_product(u) for u in products):
        sign.products = products = [who]  # `OpenAI's Sora Turns AI Prompts Into …`
    known = any(u.proper or u.model or u.names_ai for u in products)
    sign.described = None if known else described(clause, at)
    if voice and text.field != "headline":
        sign.weight -= 0.0 if any(u.low in _WE for u in units[max(clause.low, at - 4) : at]) else 0.15
    return sign


def _told_of_now(text: Text, clause: Clause) -> bool:
    """`On Wednesday the company added a voice …`: a day, in one of the first sentences below."""
    at = next((k for k, one in enumerate(text.sentences[:2]) if one is clause.sentence), None)
    return text.field == "description" and at is not None and tells_now(text, at)


_SO_MUCH = frozenset({"plus", "moins", "tres", "trop", "aussi", "si", "assez"})


def _named_goes_out(text: Text, clause: Clause, at: int) -> Sign | None:
    """`Google's Fennel coding agent launches`: the clause ends with the verb, and what acts is what comes out."""
    k = c.subject(clause, at)
    maker = maker_of_named(clause, k, at) if k is not None else None
    company = watched(clause.units[maker]) if maker is not None else None
    if k is None or maker is None or company is None:
        return None
    units = clause.units
    return Sign("launch", text, clause, at, company, units[maker], [units[k]], weight=0.8, outright=True)


def _no_ai_of(reading: Reading, clause: Clause, at: int, who: Unit) -> bool:
    """The subject is a product that is no AI by itself, and the clause names nothing of AI."""
    if not who.name or who.name.kind != "product" or (who.name.ai and counts(who, reading)):
        return False
    behind = clause.units[at + 1 : clause.high]
    if clause.has("ai") is not None or any(u.low in _AGENTS for u in behind):
        return False
    return not any(u.names_ai and is_product(u) for u in behind)


def _weigh(
    reading: Reading, sign: Sign, company: Company, who: Unit | None, core: str | None, weak: bool
) -> bool:
    """Say how surely it is AI that is launched, the surest proof first; False where nothing says so.

    `core`: what sort of thing the object's noun says. Two proofs name the product as well: the heading's, the subject.
    """
    clause, at, text, products = sign.clause, sign.at, sign.text, sign.products
    lab = company.ai == "core" or (who is not None and who.name is not None and who.says_ai)
    aside = reading.ai()
    shaped = lab or aside or reading.organisation is not None
    if products and any(is_product(u) and ((u.model and shaped) or u.names_ai) for u in products):
        sign.weight, sign.outright = (0.85 if weak else 0.95), True
    elif core == "ai":
        sign.weight, sign.outright = (0.75 if weak else 0.92), True
    elif core == "object" and (lab or aside):
        sign.weight, sign.outright = (0.68 if weak else 0.88), not weak
    elif core == "object" and _makes(clause, at, company):
        sign.weight = 0.56 if weak else 0.66  # `AWS previews agents that code`
    elif core == "object" and _WORKS.search(text.folded, clause.units[at].end, clause.span()[1]):
        sign.weight = 0.55 if weak else 0.62
    elif topic_is_own(clause, company):
        sign.weight, sign.products = 0.6, [clause.topic] if clause.topic else []
    elif core == "object" and products and reading.near_ai():
        sign.weight = 0.55 if weak else 0.62  # `Nvidia présente Halcyon, une puce pour les agents`
    elif products and not weak and (lab or aside):
        sign.weight = 0.8
    elif who is not None and _goes_out(clause, at, who, weak):
        sign.weight, sign.products = 0.75, [who]
    elif lab and not weak and not only_names(clause, at):
        sign.weight = 0.72 if who is not None and is_product(who) else 0.7
    elif aside and not weak:
        sign.weight = 0.58
    elif (
        weak
        and text.field == "headline"
        and (ai_heads(clause) or (aside and not _courts(clause, at) and ai_below(reading, company)))
    ):
        sign.weight = 0.54
    elif sign.quoted and (lab or aside):
        sign.weight = 0.7
    elif (
        weak
        and text.field == "headline"
        and who is not None
        and own_ai(who, reading)
        and (widened(clause, at) or grows_itself(clause, at) or _betters_host(clause, at, company))
    ):
        sign.weight = 0.6
    elif weak and _heads(reading, text, clause) and put_into(reading, clause, at, company, lab):
        sign.weight = 0.56
    else:
        return False
    return True


def _betters_host(clause: Clause, at: int, company: Company) -> bool:
    """`Gemini enrichit Google Agenda`: AI of a firm makes another product of it better."""
    units = clause.units
    host = units[at + 1] if at + 1 < clause.high else None
    improves = any(verb.frame == "improve" and mood == "present" for mood, verb in units[at].verbs)
    return improves and host is not None and is_product(host) and of_house(host, company)


_AT = frozenset(
    {"at", "alongside", "amid", "ahead", "despite", "without", "early", "today", "malgre", "sans"}
)


def _goes_out(clause: Clause, at: int, who: Unit | None, weak: bool) -> bool:
    """`Grok 9 launches`, `Grok 9 launches at half the price`: what acts is itself what comes out."""
    if who is None or weak or not is_product(who):
        return False
    return at + 2 >= clause.high or clause.units[at + 1].low in _AT


def _heads(reading: Reading, text: Text, clause: Clause) -> bool:
    """The headline, or the first sentence below one that names nobody."""
    if text.field == "headline":
        return True
    return (
        text.field == "description" and clause.sentence is text.sentences[0] and names_nobody(reading.title)
    )


def _attribute(clause: Clause, at: int) -> bool:
    """`Microsoft's open source tools`, `its open-source models`: of what kind they are, and nothing is opened."""
    units = clause.units
    if units[at].low not in OPENLY or at == clause.low:
        return False
    before = units[at - 1]
    return before.low in _OWNERS or (before.low not in _WE and _acts_on(clause, at - 1))


def _acts_on(clause: Clause, at: int) -> bool:
    """`Meta rethinks open source`: a word in the present right behind who acts, and open source is its object."""
    unit = clause.units[at]
    if at != clause.low + 1 or unit.party or unit.capital or unit.low in _OPENLY:
        return False
    return unit.low.isalpha() and unit.low.endswith("s") and watched(clause.units[clause.low]) is not None


_OPENLY = frozenset({"is", "has", "was", "its", "models", "weights", "this", "plus", "tools", "always"})


def _courts(clause: Clause, at: int) -> bool:
    """`OpenAI woos newsrooms`: who is courted gets nothing by that."""
    return clause.units[at].low.startswith(("woo", "court", "target"))


_OWNERS = frozenset({"s", "'s", "its", "their", "the", "these", "those"})
_WE = {"we", "nous", "we're", "we've"}

_CAUSES = ("accelerat", "accelere", "advanc")


def _causes(clause: Clause, at: int) -> bool:
    """`accelerate sovereign AI`: a cause that is helped on, and nothing that ships."""
    units = clause.units
    if not units[at].low.startswith(_CAUSES):
        return False
    last = next((k for k in range(at + 1, min(at + 6, clause.high)) if "ai" in units[k].cues), None)
    return last is not None and (last + 1 >= clause.high or units[last + 1].sign or not units[last + 1].cues)


_WORKS = re.compile(
    r"\b(?:generateurs? (?:de |d')(?:videos?|images?|textes?|musique|code|avatars?|voix|chansons?|podcasts?)|"
    r"(?:video|image|text|music|voice|avatar|song|podcast) generators?|"
    r"translat\w*|traduct\w*|tradui\w*|transcri\w*|summari[sz]\w*|"
    r"turns? (?:[\w'-]+ ){1,4}into (?:[\w-]+ )?(?:video|image|music|song|code|app|podcast|speech)s?|"
    r"transforme\w* (?:[\w'-]+ ){1,5}en (?:video|image|musique|chanson|code|appli|application|podcast)s?)\b"
)
"""What a thing does that only AI does: `an app that turns text into video`, `un traducteur vocal`."""
_ROBOTS = frozenset({"robot", "robots", "humanoid", "humanoids", "humanoide", "humanoides"})
_AGENTS = frozenset(
    {
        "agent",
        "agents",
        "assistant",
        "assistants",
        "chatbot",
        "chatbots",
        "avatar",
        "avatars",
        "companion",
        "companions",
    }
)


_BEHIND_THING = PREPOSITIONS - {"a"} | {"to"}


_NO_ROBOT = frozenset(
    {
        "'", "the", "drama", "comedy", "film", "movie", "series", "show", "war", "wars", "tournament", "tax", "taxes",
        "ban", "game", "games", "toy", "toys", "parade", "dance", "boxing", "graveyard",
    }
)  # fmt: skip


def _is_robot(near: list[Unit]) -> bool:
    """`a gardening robot for greenhouses`; not `a robot's third generation`, `a robot drama`, `plan to tax robots`."""
    thing = list(takewhile(lambda u: u.low not in _BEHIND_THING and "plan" not in u.cues, near))
    k = next((k for k, unit in enumerate(thing) if unit.low in _ROBOTS), None)
    if k is None:
        return False
    return k + 1 == len(thing) or thing[k + 1].low not in _NO_ROBOT


def _makes(clause: Clause, at: int, company: Company) -> bool:
    """An agent or a model of a firm that makes AI is AI; Apple's models are mostly phones."""
    near = clause.units[at + 1 : min(at + 8, clause.high)]
    if any(unit.low in _AGENTS for unit in near):
        return True
    if _is_robot(near):
        return True
    opened = clause.units[at].low.startswith(("ouvr", "open", "liber"))
    if opened and any("ai_near" in unit.cues for unit in near):
        return True  # `open-sources the code behind its warehouse robots`
    return (company.id != "apple" or opened) and any(unit.low in MODELS for unit in near)


def _helped(clause: Clause, at: int) -> bool:
    return any(
        unit.low
        in {
            "a",
            "ont",
            "has",
            "have",
            "had",
            "ayant",
            "having",
            "s",
            "ve",
            "we",
            "avons",
            "vient",
            "just",
            "ha",
            "han",
        }
        for unit in clause.units[max(clause.low, at - 4) : at]
    ) or any(mood in ("past", "present") for mood, _ in clause.units[at].verbs)
