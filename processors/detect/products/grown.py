"""An old product is launched again with what it newly is or where it newly comes: `launches Claude browser plugins`,
`launches Claude Code on the web`. Its bare name would be no news.
"""

from __future__ import annotations

from newswatch.messages import Fact
from processors.detect.grammar.quoting import as_written, place_of
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import FLAGSHIPS, is_product
from processors.detect.products.gains import MANY, NOT_NEW
from processors.detect.products.name_runs import BEFORE_NAME, KINDS, all_capitals
from processors.detect.words.closed_classes import AND, FRENCH
from processors.detect.words.unit import Sentence, Unit, watched

_SELF = frozenset(
    {
        "assistant",
        "chatbot",
        "bot",
        "model",
        "agent",
        "tool",
        "platform",
        "browser",
        "service",
        "system",
        "feature",
    }
)
"""What such a product is itself: `Claude AI assistant` is Claude."""
_PARTS = (
    KINDS
    | MANY
    | {
        "extension", "plugin", "plug-in", "add-in", "add-on", "memory", "subscription", "plan", "tier", "store",
        "search", "marketplace", "sidebar", "widget", "keyboard", "integration", "builder", "playground", "voice",
    }
)  # fmt: skip
_OWN_WORK = frozenset({"ai", "coding", "code", "conversational", "new"})
_STOPS = frozenset(
    {
        "to", "for", "in", "on", "with", "as", "that", "which", "after", "amid", "at", "from", "across", "into", "and",
        "by", "via", "without", "over", "against", "despite", "before", "during", "next", "this", "can", "will", "is",
        "are", "has", "lets", "en", "dans", "pour", "sur", "aux", "a", "au", "but",
    }
)  # fmt: skip
_ON = frozenset({"on", "in", "inside", "for", "sur", "dans", "pour"})
_DEVICES = frozenset(
    {
        "web", "mobile", "desktop", "ios", "android", "macos", "windows", "linux", "mac", "iphone", "ipad", "watchos",
        "smartphones", "phones", "tv", "tvs", "telegram", "whatsapp",
    }
)  # fmt: skip
_LETTING = frozenset({"let", "lets", "letting", "helps", "makes", "laisse", "fait"})
_COMES = frozenset({"is", "are", "can", "now", "let", "lets"})
_DETERMINERS = FRENCH | {"nouveau", "nouvelle"}
_ELIDED = frozenset({"de", "d", "'"})
_ITSELF = frozenset(
    {"assistant", "agent", "chatbot", "modele", "outil", "ia", "navigateur", "fonction", "robot"}
)
_FRENCH = _ITSELF | {
    "mode", "plugin", "plugins", "extension", "extensions", "application", "applications", "appli", "memoire", "agents",
    "connecteur", "connecteurs", "boutique", "magasin", "recherche", "assistants", "carnets", "projets", "widget",
    "conversations", "discussions", "controles", "outils", "barre", "bouton", "marketplace", "api",
}  # fmt: skip
"""What an old product has newly, before it: `les plugins Codex`, but `l'agent Codex` is Codex itself."""
_SHIPS = frozenset({"launch", "improve"})
_LONGEST = 4


def grown(fact: Fact | None, reading: Reading) -> Fact | None:
    """The name with the words behind it that say which part of it, or where, is launched."""
    place = place_of(fact, reading.texts)
    if fact is None or place is None or any(map(str.isdigit, fact.value)):
        return fact
    text, sentence, start, end = place
    if text.field != "headline":
        return fact
    units = sentence.units
    at = next((k for k, unit in enumerate(units) if unit.start == start), None)
    if at is None or not is_product(units[at]):
        return fact
    old = _old(text.text[start:end], sentence, at)
    first = _owned(sentence, at) if old and units[at].end == end else None
    if first is not None:
        start = units[first].start
        return as_written(text, start, end)
    if not _launched(sentence, at) or (at and units[at - 1].low in _LETTING):
        return fact  # `lets Meta AI sum up group chats`
    known = old or (sentence.units[at].name is not None and sentence.units[at].end == end)
    last = (_part(sentence, at) if known else None) or _where(sentence, at, old)
    if last is None or sentence.units[last].end <= end:
        return fact
    stop = sentence.units[last].end
    return as_written(text, start, stop)


def _old(written: str, sentence: Sentence, at: int) -> bool:
    """`Claude`, or `Copilot voice` of what is known as `Copilot Voice`: with a small letter it is a part."""
    unit = sentence.units[at]
    if unit.low in FLAGSHIPS or _family(unit) not in FLAGSHIPS:
        return unit.low in FLAGSHIPS
    if all_capitals(sentence):
        return at + 1 < len(sentence.units) and sentence.units[at + 1].low in _PARTS  # `ChatGPT Voice Mode`
    return written.rpartition(" ")[2].islower()


def _family(unit: Unit) -> str:
    return unit.low.rpartition(" ")[0]


def _owned(sentence: Sentence, at: int) -> int | None:
    """Where `le mode vocal de ChatGPT`, `les plugins Codex` begin, behind a verb that launches or as what arrives."""
    units = sentence.units
    first = at - 1
    of = first > 0 and units[first].low == "de"
    first += not of
    while first > 1 and at - first < _LONGEST + 1 and _word(units[first - 1]):
        first -= 1
    first += units[first].low == "'"  # `l'application`
    words = [word for unit in units[first : at - of] for word in unit.low.split() if word not in _ELIDED]
    if (
        not words
        or words[0] not in _FRENCH
        or (not of and words[0] in _ITSELF)
        or units[first].low in _ELIDED
    ):
        return None
    if of and len(words) == 1 and words[0] in _ITSELF:
        return None
    article = first - 1
    article -= units[article].low == "'"
    if article < 0 or units[article].low not in _DETERMINERS:
        return None
    if article == 0:
        behind = units[at + 1] if at + 1 < len(units) else None
        arrives = behind is not None and any(verb.frame == "arrive" for _, verb in behind.verbs)
        return first if arrives or (behind is not None and behind.low in {"est", "sont"}) else None
    return first if any(verb.frame in _SHIPS for _, verb in units[article - 1].verbs) else None


def _word(unit: Unit) -> bool:
    plain = unit.name is None and unit.sum is None and not unit.capital
    acts = any(verb.frame in {"launch", "arrive", "able"} for _, verb in unit.verbs)
    return unit.low in _ELIDED or (plain and not unit.sign and not acts and unit.low not in _DETERMINERS)


def _launched(sentence: Sentence, at: int) -> bool:
    """It stands right behind a verb that launches, or is what is new of its maker's."""
    units = sentence.units
    k = at - 1
    new = False
    while k >= 0 and (units[k].low in BEFORE_NAME or "new" in units[k].cues):
        new = new or "new" in units[k].cues
        k -= 1
    if k < 0:
        return new or _subject(sentence, at)
    maker = units[k - 2] if k > 1 and (units[k - 1].low, units[k].low) == ("'", "s") else units[k]
    if maker is units[0] and watched(maker) is not None and not is_product(maker) and _subject(sentence, at):
        return True
    owned = (
        new and k > 1 and (units[k - 1].low, units[k].low) == ("'", "s") and watched(units[k - 2]) is not None
    )
    return owned or any(verb.frame == "launch" for _, verb in units[k].verbs)


def _subject(sentence: Sentence, at: int) -> bool:
    """`Codex plugins are here`, `OpenAI's Codex plugins`: a verb of arriving behind it and its few small words."""
    if all_capitals(sentence):
        return False  # where its words end nothing shows
    units, capitals = sentence.units, False
    last = at
    while (
        last + 1 < len(units)
        and last - at < _LONGEST
        and not units[last + 1].verbs
        and _small(units[last], units[last + 1], capitals)
    ):
        last += 1
    behind = units[last + 1] if last > at and last + 1 < len(units) else None
    return behind is not None and (
        any(verb.frame == "arrive" for _, verb in behind.verbs) or behind.low in _COMES
    )


def _part(sentence: Sentence, at: int) -> int | None:
    """The last of the small words behind the name: `Claude browser plugins`, `Copilot AI agents`."""
    units = sentence.units
    capitals = all_capitals(sentence)
    last = at
    while last + 1 < len(units) and last - at < _LONGEST and _small(units[last], units[last + 1], capitals):
        last += 1
        if _plural(units[last].low):
            break  # `Copilot AI agents book trips`
    closed = (
        last + 1 == len(units)
        or units[last + 1].sign
        or units[last + 1].low in _STOPS
        or units[last + 1].verbs
    )
    if last == at or not closed:
        return None
    words = [word for unit in units[at + 1 : last + 1] for word in unit.low.split()]
    host = units[at]
    told = (
        host.name is not None and not host.name.ai
    )  # `Windows AI agents`: of an app without AI that tells enough
    own = any(word not in _OWN_WORK or told for word in words[:-1]) or host.low not in FLAGSHIPS
    itself = words[-1].removesuffix("s") in _SELF
    if itself and not told and not FLAGSHIPS & {host.low, _family(host)}:
        return None  # `Daybreak platform`, `Veo video model`
    if words[-1] in NOT_NEW | _OWN_WORK or ((itself or words[-1] in MANY) and not own):
        return None
    return last if words[-1] in _PARTS or _plural(words[-1]) else None


def _plural(low: str) -> bool:
    return low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 4


def _small(unit: Unit, behind: Unit, capitals: bool) -> bool:
    plain = behind.name is None and behind.sum is None and not behind.sign and behind.start == unit.end + 1
    small = capitals or not behind.capital or "ai" in behind.cues
    acts = any(
        mood == "present" and verb.frame in {"launch", "able", "arrive"} for mood, verb in behind.verbs
    )
    return plain and small and not (acts and not behind.cues) and behind.low not in _STOPS | BEFORE_NAME


def _where(sentence: Sentence, at: int, old: bool) -> int | None:
    """`Claude Code on the web`; of one that is old also `Codex for Mac and Windows`, `Gemini in Chrome`."""
    units = sentence.units
    if all_capitals(sentence):
        return None
    leads = _ON if old else _ON - {"for", "pour"}
    if at + 2 >= len(units) or units[at + 1].low not in leads or units[at + 1].start != units[at].end + 1:
        return None
    last = at + 2
    last += units[last].low in BEFORE_NAME and last + 1 < len(units)
    if not _place(units[last], old):
        return None
    while last + 2 < len(units) and units[last + 1].low in AND and _place(units[last + 2], old):
        last += 2
    return last if last + 1 == len(units) or units[last + 1].sign or units[last + 1].low in _STOPS else None


def _place(unit: Unit, old: bool) -> bool:
    return unit.low in _DEVICES or (old and is_product(unit) and not any(map(str.isdigit, unit.low)))
