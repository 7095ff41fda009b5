"""What is done about a new thing, or what it does to others: it is out, and that is no news of its coming."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.words.closed_classes import ITS
from processors.detect.words.unit import Text, Unit, watched

_TREATS = (
    "defend", "tweak", "fix", "patch", "delay", "explain", "apologi", "promot", "hype", "teas", "pull", "paus", "blam",
    "admit", "investigat", "rethink", "reconsider", "limit", "restrict", "mock", "prais", "critici", "corrige", "defen",
    "retard", "critiqu",
)  # fmt: skip


_NEWS_BEFORE = re.compile(
    r"\b(?:hello|hi|look|glimpse|preview|demo|now|you|your|launch\w*|releas\w*|debut\w*|roll\w*|arriv\w+|meet|"
    r"introduc\w*|unveil\w*|"
    r"new|com(?:e|es|ing)|here|here's|live|try|access|details?|get|gets|getting|receiv\w+|can|this|that|it|it's|"
    r"today|announc\w*|"
    r"first|say|watch|behold|enter|available|free|everyone|anyone|everybody|open\w*|add\w*|bring\w*|join\w*|land\w*|"
    r"ship\w*|"
    r"reveal\w*|built|power\w*|start\w*|begin\w*|latest|next|another|inside|exclusive|breaking)\b"
)
"""Words that may lead to a new thing: `Say hello to Google's new …`, `Developers get …`."""


def by_the_way(text: Text, clause: Clause, at: int) -> bool:
    """`Publishers brace for Google's new AI mode`, `The hidden cost of OpenAI's new image maker`: it is out, and others
    have to do with it; `at` is the word of newness behind its maker's name."""
    units, k = clause.units, at - 3
    if (
        clause.low
        or k <= 1
        or [unit.low for unit in units[at - 2 : at]] != ["'", "s"]
        or watched(units[k]) is None
    ):
        return False
    if any(watched(unit) is not None or unit.sign for unit in units[:k]):
        return False
    return not _NEWS_BEFORE.search(text.folded, 0, units[k].start)


_MET = re.compile(
    r"[:,–—] (?:the |an? |its |their )?(?:[\w'’-]+ ){0,3}?(?:models?|chips?|chatbots?|apps?|assistants?|tools?|"
    r"robots?|agents?|browsers?|"
    r"button|feature|voice|bot) (?:(?:that|which|who) (?:[a-z]+s (?:love|hate|fear|distrust|dislike|ban|sue|ignore|"
    r"avoid|resent|mock|"
    r"praise|adore|blame)\b|(?!(?:need|speed|embed|feed|exceed|succeed)\b)[a-z]+ed\b|(?:became|got|made|took|taught|"
    r"lost|broke|fell|"
    r"went|came|cost|nobody|no one|never|refuses|keeps|still|won['’]t|will not|cannot|can['’]t|doesn['’]t)\b|"
    r"(?:frighten|annoy|worr|scare|fool|mislead|haunt|embarrass|irk|enrag|divid|terrif)\w*)|to (?:avoid|forget|fear|"
    r"ban|hate|love|"
    r"blame|distrust|mourn)\b|for (?:nobody|no one)\b)"
)


def is_met(folded: str) -> bool:
    """`…: the chatbot that flunked my exam`, `, the app to avoid`: what it has done, or what people do about it."""
    return _MET.search(folded) is not None


def others_have_it(text: Text, clause: Clause) -> bool:
    """The same of any word of newness in a clause."""
    return any(
        by_the_way(text, clause, at)
        for at in range(clause.low, clause.high)
        if "new" in clause.units[at].cues
    )


def treated(clause: Clause, at: int) -> bool:
    """`OpenAI defends its new voice`, `tweaks its new model after complaints`; `at` is the word of newness."""
    units = clause.units
    verb = at - 2
    return verb >= clause.low and units[at - 1].low in ITS and units[verb].low.startswith(_TREATS)


HARMS = (
    "alarm", "anger", "annoy", "baffl", "censor", "cheat", "clog", "confus", "creep", "crippl",
    "deceiv", "destroy", "devour", "disappoint", "disturb", "drown", "enrag", "erod", "fabricat",
    "fail", "falter", "flood", "fool", "frighten", "fuel", "gobbl", "guzzl", "hallucinat", "harm", "hurt", "infuriat",
    "infring", "irk", "leak", "lie", "melt", "mislead", "misquot", "overwhelm", "plagiari", "provok", "offend",
    "insult", "mishear", "horrif",
    "rattl", "reignit", "rekindl", "ruin", "scar", "spark", "spook", "steal", "stir", "stok", "struggl",
    "stumbl", "suffer", "swamp", "terrif", "threaten", "underwhelm", "unnerv", "unsettl", "upset", "violat", "wreck",
)  # fmt: skip
"""How begins what a new thing does to others; all else it does for its users."""
_KINDS = frozenset(
    {
        "agent", "app", "assistant", "browser", "button", "chatbot", "chip", "feature", "generator", "mode", "model",
        "platform", "robot", "store", "system", "tool", "update", "upgrade",
    }
)  # fmt: skip
_TO_ALL = r" (?:is|are) (?:(?:already|now|just|really|still|also|not|no|more of) )?"
_ILL = re.compile(
    r" ha(?:s|ve) (?:an? |some |its )?(?:[\w-]+ ){0,2}(?:problems?|issues?|flaws?|bugs?|troubles?|catch|downsides?|"
    r"limits)\b|"
    + _TO_ALL
    + r"(?:the )?(?:most|least) (?:hated|feared|disliked|confusing|annoying|overrated|ignored|maligned|expensive)\b|"
    + _TO_ALL
    + r"(?:an? |the )?(?:[\w-]+ ){0,2}(?:glimpse|warning|reminder|sign|gamble|mess|nightmare|disaster|threat|test|"
    r"headache|mystery|"
    r"joke|bust|flop|hit|letdown|lesson|blow|problem|puzzle|sham|maze|mixed bag|minefield|gimmick|tangle|patchwork|"
    r"chore|bore|"
    r"rip-off|downgrade|trap|toy|waste|mirage|party trick|delight|joy|revelation|triumph|marvel|relief|must|scandal)\b"
    r"(?! (?:maker|finder|builder|solver|generator|detector|creator|editor)|-)|"
    + _TO_ALL
    + r"(?:costing|killing|eating|hurting|draining|failing|struggling|losing|worrying|dividing|upsetting|scaring|"
    r"stealing|flooding|"
    r"drowning|polluting|swamping|ruining|annoying|winning over|taking (?:jobs|work|over))\b|"
    r" was (?!(?:just |first |also )?(?:trained|built|designed|made|released|launched|announced|unveiled|developed|"
    r"shown|presented)\b)|"
    r" (?:sounds?|looks?|seems?|feels?) (?:(?:too|so|rather|oddly|strangely|like an? (?:[\w-]+ )?(?:gimmick|chore|"
    r"toy|trap|ad|step back|"
    r"afterthought|beta|prototype))\b|[^.;:?!]{3,40}?(?:,? but|,? until|,? and that|,? except) )|"
    r" keeps? [a-z]+ing\b| once [a-z]+\b| makes? [^.;:?!]{2,30} too [a-z]+\b|"
    r" still [a-z]+s\b| (?:took|gave|made|lost|won|beat|left|told|sent|found|wrote|fell|drove|cost|ate|hung)\b(?!['’])|"
    r" has (?:an? |its )?(?:[\w-]+ )?(?:fondness|habit|taste|quirks?|bias|blind spot|weakness|mind of its own)\b|"
    r" means? (?:trouble|bad news|the end|(?:more|less|fewer|higher|lower) )|"
    r" raises? (?:[\w-]+ )?(?:questions?|fears?|doubts?|eyebrows|concerns?|alarms?|hackles|the bar|stakes)\b|"
    r" (?:proves?|shows?) (?:how|why|that)\b| falls? (?:short|flat)\b|"
    r" gets? [^.;:?!]{0,25}?(?:right|wrong)\b| (?:[a-z]+s?) too (?:much|many|often|little)\b"
)


def does_harm(text: Text, clause: Clause, at: int, thing: int) -> bool:
    """`OpenAI's new image tool melts its GPUs`: what comes of a new thing; `at` is the word of newness."""
    units, k = clause.units, thing
    while k + 1 < clause.high and units[k + 1].low in _KINDS:
        k += 1
    if k + 2 >= clause.high or clause.sentence.title_case or not _its(units, at):
        return False
    verb, behind = units[k + 1], units[k + 2]
    if _VERDICT.match(text.folded, units[at].start) and not _OUT_TOO.search(text.folded):
        return True
    if units[k].low.endswith("s"):
        return verb.low.startswith(HARMS) and not verb.low.endswith("s")  # `AI characters offend bishops`
    if verb.low in _HAPPENS:
        return True
    acts = behind.verbs or behind.low in _OF_MANY or (behind.low.endswith("s") and len(behind.low) > 4)
    if units[k].low in {"ai", "ia"} or acts:
        return False  # `Google's new AI glasses translate`, `… new voice skills can …`: more of its name
    said_of = verb.low.endswith("s") and verb.low.isalpha() and not (verb.cues or verb.capital or verb.name)
    return said_of and verb.low.startswith(HARMS) and behind.low not in {"less", "fewer"}


_VERDICT = re.compile(rf"[\w'’-]+(?: [\w'’-]+){{1,4}}?(?:{_ILL.pattern})")


def judged_new(text: Text) -> bool:
    """`The new Copilot app is a maze`: what is found of a thing that the headline calls new."""
    if text.sentences[0].title_case or _OUT_TOO.search(text.folded):
        return False
    return any(_VERDICT.match(text.folded, new.start()) for new in _NEW.finditer(text.folded))


_OUT_TOO = re.compile(
    r"\b(?:out (?:now|today)|now (?:free|live|open)|available|roll(?:s|ing)? out|launch\w*)\b"
)
_NEW = re.compile(r"\b(?:new|newest|latest) ")
_HAPPENS = frozenset(
    {
        "expected", "due", "barred", "banned", "blocked", "stuck", "rumored", "rumoured", "tipped", "spotted", "leaked",
        "delayed", "scores", "ranks", "attendu", "attendue", "interdit", "interdite", "bloque", "bloquee",
    }
)  # fmt: skip
"""What happens to it, or how it does in an exam."""
_OF_MANY = frozenset(
    {"are", "can", "will", "could", "may", "let", "make", "help", "have", "do", "get", "work", "come"}
)


def _its(units: list[Unit], at: int) -> bool:
    """`Google's new …`, `New Google …`: the maker stands right before or behind."""
    if at + 1 < len(units) and watched(units[at + 1]) is not None:
        return True
    return at > 1 and units[at - 1].low == "s" and units[at - 2].low == "'"
