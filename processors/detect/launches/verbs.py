"""Launches: who ships what, in each clause. Signs and their weights; the decision is in decide.py."""

from __future__ import annotations

from collections.abc import Set

from processors.detect.grammar import parties as c
from processors.detect.grammar.acting import another_acts, finite
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.affairs import advised
from processors.detect.launches.arrivals import able, arriving
from processors.detect.launches.launchers import (
    ai_below,
    ai_heads,
    credit_owner,
    founded_by,
    put_into,
    rival_headed,
    taken_up,
    topic_is_own,
)
from processors.detect.launches.objects import (
    counts,
    described,
    find_object,
    is_product,
    named_by_maker,
    quoted,
)
from processors.detect.launches.passives import LAUNCH_FRAMES, only_names, passive
from processors.detect.launches.said import nothing_launched, of_another, of_relative
from processors.detect.launches.signs import Sign
from processors.detect.words.inflect import Mood
from processors.detect.words.model import Company, Verbs
from processors.detect.words.unit import Text, Unit, watched

_ASKED = frozenset({"what", "why", "whether"})
_NOUNS_TOO = frozenset({"equipe", "offre", "charge", "code", "livre", "place", "marque"})
_DETERMINERS = frozenset({"l", "'", "une", "un", "notre", "cette", "leur", "son", "sa", "la", "le", "d"})
_WE = {"we", "nous", "we're", "we've"}


def signs_of(reading: Reading, text: Text, clause: Clause) -> list[Sign]:
    """The launches that a clause tells by a verb."""
    found: list[Sign] = []
    for at in clause.verbs():
        frames = _frames(clause.units[at])
        if text.field == "body":
            frames = {frame: verbs for frame, verbs in frames.items() if verbs[0].id == PLAIN}
        if not frames or _asks(clause) or nothing_launched(clause, at):
            continue
        another = of_another(clause, at)
        for frame, verbs in frames.items():
            if another and frame in ("launch", "improve"):
                continue
            weak = all(verb.weak for verb in verbs)
            sign = _READS[frame](reading, text, clause, at, weak)
            if sign is not None:
                sign.rule = verbs[0].id
                found.append(sign)
    return found


def _asks(clause: Clause) -> bool:
    """`GPT-7: what growers say of it`."""
    opens = [unit.low for unit in clause.units[clause.low : clause.low + 2]]
    return clause.low > 0 and (opens[0] in _ASKED or opens in (["ce", "que"], ["ce", "qui"]))


PLAIN = "launch"
"""The verbs of launching outright: of running text only what they tell counts (decide.py), so no other is asked."""


def _frames(unit: Unit) -> dict[str, list[Verbs]]:
    """A word's verbs of launching by frame, in the order of the rules."""
    frames: dict[str, list[Verbs]] = {}
    for _, verb in unit.verbs:
        if verb.frame in LAUNCH_FRAMES:
            frames.setdefault(verb.frame, []).append(verb)
    return frames


def _subject(reading: Reading, clause: Clause, at: int) -> tuple[Unit | None, bool]:
    """The subject's unit, and whether the verb has a subject at all that is not watched."""
    k = c.subject(clause, at)
    if k is not None and (named_by_maker(clause, k) or _named_by_itself(reading, clause, k)):
        return clause.units[k - 1], False
    if k is not None and clause.units[k].aside and k - 3 >= clause.low:
        owner, *owns = clause.units[k - 3 : k]
        if [unit.low for unit in owns] == ["'", "s"] and watched(owner) is not None:
            return owner, False  # `Meta's ChatGPT competitor shows …`
    if k is not None:
        if clause.units[k].name is not None and watched(clause.units[k]) is None:
            # `Hugging Face and Intel release …`
            beside = clause.units[k - 1].low in _AND and [clause.units[j] for j in c.listed_before(clause, k)]
            k = next((j for j in c.listed_before(clause, k) if watched(clause.units[j])), k) if beside else k
        return clause.units[k], watched(clause.units[k]) is None and not clause.units[k].model
    if clause.topic is not None:
        return clause.topic, watched(clause.topic) is None
    first = clause.units[clause.low]
    bare = at == clause.low + 1 and first.capital and first.common and not (first.cues or first.verbs)
    if bare and reading.organisation is None and first.low not in _NO_SUBJECTS:
        return None, True  # `Carrefour déploie …`: a name that is a word too
    return None, False


def _named_by_itself(reading: Reading, clause: Clause, at: int) -> bool:
    """`NVIDIA Lumera introduces …` in Nvidia's own title: an unknown name right behind the vendor's is its product."""
    if reading.organisation is None or at == clause.low or not clause.units[at].proper:
        return False
    maker = clause.units[at - 1]
    begins = at - 1 == clause.low and maker.end + 1 == clause.units[at].start
    return begins and watched(maker) is reading.organisation and not is_product(maker)


_AND = frozenset({"and", "et", "&", "with", "avec"})
_NO_SUBJECTS = frozenset(
    {"it", "he", "she", "they", "we", "il", "elle", "ils", "elles", "on", "qui", "who", "that"}
)


def _launching(reading: Reading, text: Text, clause: Clause, at: int, weak: bool) -> Sign | None:
    units = clause.units
    if c.is_passive(clause, at):
        return passive(reading, text, clause, at)
    moods = {mood for mood, _ in units[at].verbs}
    if at > clause.low and units[at].low in _NOUNS_TOO | _OPENLY and units[at - 1].low in _DETERMINERS:
        return None
    if at > clause.low and units[at].low.startswith("bet") and units[at - 1].low in {"a", "big", "major"}:
        return None  # `in a bet on AI chips`: a noun
    improves = all(verb.frame == "improve" for _, verb in units[at].verbs)
    aims = sum(unit.low == "to" for unit in units[clause.low : at]) > 1  # `to analyse data to improve its AI`
    if improves and (aims or _of_purpose(clause, at, moods) or advised(reading, text, clause, at)):
        return None
    if weak and (_of_purpose(clause, at, moods) or _lesson(reading, text, clause, at, moods)):
        return None
    if units[at].low.startswith(("a son", "a sa", "a enfin")) and any(
        u.verbs for u in units[clause.low : at]
    ):
        return None  # `Opera intègre Gemini à son navigateur`
    if of_relative(clause, at):
        return None
    if (
        " " not in units[at].low
        and units[at].low.startswith(_MAKING)
        and not any(u.low in _OPEN or "general" in u.cues for u in units[at + 1 : min(at + 13, clause.high)])
    ):
        return None
    if at > clause.low and units[at - 1].low in {"to", "pour"} and another_acts(clause, at):
        return None
    if units[at].low in _OPENLY and any(u.verbs for u in units[clause.low : at]) and moods == {"base"}:
        return None  # `extends free credits to open-source maintainers`
    if at == clause.low and units[at].low in _OPENLY and moods == {"base"} and units[at].capital:
        return None  # `Open Source AI Week`
    if weak and at == clause.low and moods <= {"past", "participle"}:
        return None
    if moods == {"base"} and not finite(clause, at):
        return None
    if moods <= {"participle"} and not _helped(clause, at):
        return passive(reading, text, clause, at)
    who, foreign = _subject(reading, clause, at)
    if who is not None and who.aside:
        return None  # `DeepMind alum builds Claude rival`
    founded = founded_by(reading, who) if foreign else None
    if foreign and founded is None:
        return None
    company = watched(who) or founded or (reading.organisation if who is not None and who.model else None)
    voice = False
    if company is None:
        if who is None and reading.organisation is not None:  # the source speaks for itself
            company, voice = reading.organisation, True
        else:
            company = None if weak or who is not None else taken_up(reading, text, clause, at)
            if company is None:
                return None
    if (
        who is not None
        and who.name
        and who.name.kind == "product"
        and not (who.name.ai and counts(who, reading))
        and clause.has("ai") is None
        and not any(u.low in _AGENTS for u in units[at + 1 : clause.high])
        and not any(u.name and u.name.ai and is_product(u) for u in units[at + 1 : clause.high])
    ):
        return None
    products, core, program = find_object(reading, clause, at)
    sign = Sign("launch", text, clause, at, company, None if voice else who, products)
    credit_owner(sign)
    sign.quoted = quoted(clause, at)
    lab = company.ai == "core" or (who is not None and who.name is not None and who.name.ai)
    aside = reading.ai()
    if founded is not None and not any(watched(u) is founded for u in products):
        if not (rival_headed(clause, at, founded) or topic_is_own(clause, founded)):
            return None
        sign.products = products = [clause.topic] if clause.topic is not None else []
    if program or (not products and _causes(clause, at)):
        return None
    shaped = lab or aside or reading.organisation is not None
    if products and any(is_product(u) and ((u.model and shaped) or (u.name and u.name.ai)) for u in products):
        sign.weight, sign.outright = (0.85 if weak else 0.95), True
    elif core == "ai":
        sign.weight, sign.outright = (0.75 if weak else 0.92), True
    elif core == "object" and (lab or aside):
        sign.weight, sign.outright = (0.68 if weak else 0.88), not weak
    elif core == "object" and _makes(clause, at, company):
        sign.weight = 0.56 if weak else 0.66  # `AWS previews agents that code`
    elif topic_is_own(clause, company) and not program:
        sign.weight, sign.products = 0.6, [clause.topic] if clause.topic else []
    elif core == "object" and products and reading.near_ai():
        sign.weight = 0.55 if weak else 0.62  # `Nvidia présente Halcyon, une puce pour les agents`
    elif products and not weak and (lab or aside):
        sign.weight = 0.8
    elif who is not None and is_product(who) and not weak and at + 2 >= clause.high:
        sign.weight, sign.products = 0.75, [who]
    elif lab and not weak and not only_names(clause, at):
        sign.weight = 0.7
    elif aside and not weak:
        sign.weight = 0.58
    elif weak and text.field == "headline" and (ai_heads(clause) or (aside and ai_below(reading, company))):
        sign.weight = 0.54
    elif sign.quoted and (lab or aside):
        sign.weight = 0.7
    elif weak and text.field == "headline" and put_into(reading, clause, at, company, lab):
        sign.weight = 0.56
    else:
        return None
    if products and not any(is_product(u) for u in products) and weak and who is not None and is_product(who):
        sign.products = products = [who]  # `OpenAI's Sora Turns AI Prompts Into …`
    known = any(u.proper or u.model or (u.name is not None and u.name.ai) for u in products)
    sign.described = None if known else described(clause, at)
    if voice and text.field != "headline":
        sign.weight -= 0.0 if any(u.low in _WE for u in units[max(clause.low, at - 4) : at]) else 0.15
    return sign


_CAUSES = ("accelerat", "accelere", "advanc")


def _causes(clause: Clause, at: int) -> bool:
    """`accelerate sovereign AI`: a cause that is helped on, and nothing that ships."""
    units = clause.units
    if not units[at].low.startswith(_CAUSES):
        return False
    last = next((k for k in range(at + 1, min(at + 6, clause.high)) if "ai" in units[k].cues), None)
    return last is not None and (last + 1 >= clause.high or units[last + 1].sign or not units[last + 1].cues)


_OPENLY = frozenset({"open-source", "open source", "opensource"})
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
_MODELS = frozenset({"model", "models", "modele", "modeles"})


def _makes(clause: Clause, at: int, company: Company) -> bool:
    """An agent or a model of a firm that makes AI is AI; Apple's models are mostly phones."""
    near = clause.units[at + 1 : min(at + 8, clause.high)]
    if any(unit.low in _AGENTS for unit in near):
        return True
    opened = clause.units[at].low.startswith(("ouvr", "open", "liber"))
    return (company.id != "apple" or opened) and any(unit.low in _MODELS for unit in near)


_MAKING = ("mak", "made", "rend")
_OPEN = {
    "available", "free", "open", "disponible", "disponibles", "gratuit", "gratuite", "gratuits", "accessible",
    "accessibles", "now available", "est disponible",
    "open source", "open-source", "generally available", "libre", "libres", "public", "publique",
    "available to everyone", "available to all",
}  # fmt: skip


def _of_purpose(clause: Clause, at: int, moods: Set[Mood]) -> bool:
    """`to build`, `pour développer` after another verb, and a gerund alone, tell an aim and no launch."""
    units = clause.units
    before = units[max(clause.low, at - 2) : at]
    earlier = any(
        unit.verbs or unit.low.endswith("ing") for unit in units[clause.low : max(clause.low, at - 1)]
    )
    if moods == {"gerund"}:
        return not any(unit.low in {"is", "are", "now", "be", "been"} for unit in before)
    aim = any(unit.low in {"to", "pour", "afin", "help", "helping", "us", "de", "d"} for unit in before)
    return (
        "base" in moods
        and aim
        and (earlier or clause.low == at - 1)
        and not any("plan" in unit.cues for unit in before)
    )


def _lesson(reading: Reading, text: Text, clause: Clause, at: int, moods: Set[Mood]) -> bool:
    """`Build a shopping assistant with Gradio`: a vendor's title tells its reader to; plain verbs of making only."""
    first = at == clause.low == 0 and text.field == "headline" and reading.organisation is not None
    return first and moods == {"base"} and clause.units[at].low in _LESSONS


_LESSONS = frozenset(
    {"build", "create", "make", "merge", "train", "design", "develop", "deploy", "run", "add", "use"}
)


def _helped(clause: Clause, at: int) -> bool:
    return any(
        unit.low
        in {"a", "ont", "has", "have", "had", "ayant", "having", "s", "ve", "we", "avons", "vient", "just"}
        for unit in clause.units[max(clause.low, at - 4) : at]
    ) or any(mood in ("past", "present") for mood, _ in clause.units[at].verbs)


_READS = {"launch": _launching, "improve": _launching, "arrive": arriving, "able": able}
"""What reads a verb of each frame."""
