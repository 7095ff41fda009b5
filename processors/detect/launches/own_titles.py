"""Vendors' own titles without a word of launching: `Deep Read in NotebookLM: …`, `Draw your own comics in Gemini`."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.logged import logged_sign
from processors.detect.launches.objects import is_product, of_house, own_ai
from processors.detect.launches.own_features import feature_sign
from processors.detect.launches.own_forms import own_form
from processors.detect.launches.own_slogans import slogan_sign
from processors.detect.launches.signs import Sign
from processors.detect.words.closed_classes import DEFINITE, ELIDED, FROM, THE, YOUR
from processors.detect.words.unit import Text, Unit, watched

_INTO = frozenset({"in", "inside", "on", "dans", "sur"})
_WITH = _INTO | {"with", "using", "avec"}
_SKIPPED = THE | YOUR | {"microsoft", "google"}


_IN_API = re.compile(r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){1,3}) in the API\W*\Z")


def _in_api(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Tide Caching in the API` on a lab's page: a name, and the house's own interface."""
    own, told = reading.organisation, _IN_API.match(text.text)
    if own is None or own.ai != "core" or told is None or any("program" in u.cues for u in clause.units[:5]):
        return None
    sign = Sign("title-mode", text, clause, clause.low, own, None, [], weight=0.68)
    sign.quoted = told.span("name")
    return sign


def own_title_signs(reading: Reading, text: Text, cut: list[Clause]) -> list[Sign]:
    """The signs that only a vendor's own title gives; `cut` are its clauses."""
    made = (
        _tiered(reading, text, cut),
        _mode(reading, text, cut[0]),
        _in_api(reading, text, cut[0]),
        _invited(reading, text, cut[0]),
        _ours(reading, text, cut[0]),
        _of_kind(reading, text, cut[0]),
        _renewed(reading, text, cut[0]),
        logged_sign(reading, text, cut[0]),
        own_form(reading, text, cut[0]),
        feature_sign(reading, text, cut[0]),
        slogan_sign(reading, text, cut[0]),
    )
    return [sign for sign in made if sign is not None]


def _hosted(reading: Reading, clause: Clause, before: frozenset[str]) -> tuple[int, int] | None:
    """Where a preposition and the vendor's own product behind it stand; what is no AI counts where AI is spoken of."""
    units = clause.units
    for k in range(clause.low + 2, clause.high):
        unit = units[k]
        if reading.organisation is None or not of_house(unit, reading.organisation):
            continue
        if not is_product(unit) or not (own_ai(unit, reading) or reading.ai()):
            continue
        at = k - 1
        while at > clause.low + 1 and units[at].low in _SKIPPED:
            at -= 1
        if units[at].low in before or (units[at].low == "application" and "dans" in before):
            return at, k
    return None


_TOPICS = frozenset(
    {
        "safety", "health", "privacy", "trust", "security", "bias", "ads", "age", "teens", "parents", "life", "ai",
        "work", "energy", "emissions", "securite", "sante", "confiance", "vie", "publicite", "confidentialite",
        "injection", "injections", "teaming", "welfare", "sycophancy", "hallucinations", "misalignment", "alignment",
        "jailbreaks", "interpretability", "robustness", "evaluations", "women", "ethics",
        "transparency", "fairness", "learning", "trends", "tendances", "year",
    }
)  # fmt: skip
"""What is written about, and no feature's name."""
_SHAPES = frozenset(
    {
        "api", "app", "apps", "sdk", "cli", "playground", "ai assistant", "assistant", "chatbot", "managed", "agents",
        "enterprise", "business", "platform", "console", "developer",
    }
)  # fmt: skip
_FEATURES = frozenset(
    {
        "search", "memory", "voice", "vision", "files", "projects", "connectors", "caching", "outputs", "mode", "tool",
        "tools", "editing", "generation", "agents", "skills", "artifacts", "tasks", "plugins", "shopping",
        "subagents", "hooks", "routines", "workflows", "webhooks", "transcription", "embeddings", "streaming",
        "fine-tuning", "citations", "canvas", "checkpoints", "spreadsheets",
        "slides", "calling", "execution", "interpreter", "view", "views", "dashboard", "dashboards", "automations",
        "controls", "inbox", "widgets", "templates", "themes", "sandboxes", "sandboxing", "extensions", "dictation",
        "notifications", "environments", "scheduling", "recherche", "memoire", "voix", "projets", "connecteurs",
        "captions", "prompts", "folders", "reminders", "uploads", "previews", "branches", "threads", "comments",
        "bookmarks", "filters", "quizzes", "flashcards", "shortcuts", "traces", "alerts", "budgets", "batches",
        "grounding", "translation", "translations", "summaries", "recaps", "lookup", "whiteboards", "polls",
        "diagrams", "charts", "handoffs", "triggers", "snippets", "bookings", "logs",
    }
)  # fmt: skip
"""What a vendor names a feature by without a name: `Web search in the Claude API`, `Prompt caching with Claude`."""
_IS_NEW = re.compile(
    r"\b(?:is|est) (?:a|an|our|the|un|une|notre|le|la) (?:\w+ )?(?:new|nouveau|nouvelle|nouvel|experimental|"
    r"feature|mode|way|tool|fonction)|\b(?:now|desormais) (?:lets|helps|available|disponible)\b"
)


_THE_MODE = DEFINITE | {"mode"}


def _mode(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Guided Tours in Gemini: from map to story`: a name of its own, in a product of the vendor."""
    found = _hosted(reading, clause, _INTO | {"with", "for", "avec"})
    units = clause.units
    if units[clause.low].low in _DO | _SETS_UP:
        return None  # `Create talking slides in NotebookLM`: what the reader does, and no name
    if found is None or any(unit.low not in _SHAPES for unit in units[found[1] + 1 : clause.high]):
        return None
    low = clause.low + (units[clause.low].low in _THE_MODE)
    low += units[low].low == "mode"
    name = units[low : found[0]]
    if not 0 < len(name) < 5 or any(
        (unit.sign and unit.low != "-") or "program" in unit.cues for unit in name
    ):
        return None
    if name[0].low.startswith(_FAULTS) or any(unit.low in {"your", "votre", "vos"} for unit in name):
        return None  # `Secure your agents with Claude`, `Deceptive summaries in Claude`
    capitals = sum(len(unit.low.split()) for unit in name if unit.capital)
    last = name[-1].low.split()[-1]
    if not name[0].capital or (last in _TOPICS and len(name) == 1):
        return None
    told = any(t.field == "description" and _IS_NEW.search(t.folded[:300]) for t in reading.texts[1:2])
    topic = last in _TOPICS or name[0].low in _TOPICS or name[0].low.endswith("ing")
    moded = units[clause.low].low in {"le", "the"} or "mode" in {unit.low for unit in name}
    taught = len(name) > 1 and (name[0].low.endswith("ing") or name[0].low.endswith("ez"))
    feature = last in _FEATURES and clause.high == len(units) and not taught
    named = units[found[0]].low in _INTO and (capitals > 1 or moded)
    if not told and (topic or not named) and not feature:
        return None
    assert reading.organisation is not None
    sign = Sign("title-mode", text, clause, low, reading.organisation, None, [], weight=0.8, outright=True)
    sign.quoted = (name[0].start, name[-1].end)
    return sign


_FAULTS = (
    "hallucinat", "decepti", "fake", "false", "unsafe", "toxic", "misalign", "biase", "harmful", "wrong", "missing",
    "broken", "malicious", "leak", "emergent", "spurious",
)  # fmt: skip
"""What is found out about a feature, and no feature."""
_SETS_UP = frozenset({"deploy", "serve", "host", "train", "install", "migrate", "deployez", "installez"})
_DO = frozenset(
    {
        "make", "turn", "create", "design", "draw", "chat", "plan", "explore", "ask", "build", "edit", "generate",
        "bring", "talk", "write", "shop", "search", "listen", "practice", "practise", "draft", "book", "record",
        "animate", "remix", "discover", "compose", "transform", "illustrate", "customize", "personalize", "summarize",
        "translate", "compare", "organize", "find", "get", "share", "creez", "transformez", "dessinez", "discutez",
        "planifiez", "explorez", "demandez", "retouchez", "generez", "preparez", "revisez", "composez", "ecrivez",
        "collaborate", "schedule", "manage", "evaluate", "improve",
        "resumez", "traduisez", "trouvez", "cherchez", "imaginez", "animez", "organisez", "comparez", "parlez",
    }
)  # fmt: skip
_ADVICE = re.compile(
    r"\b(?:tips|prompts?|habits?|lessons?|ideas|culture|trust|confidence|skills|career|jobs?|community|future|how|why|"
    r"astuces|conseils|idees|confiance|competences|carriere|avenir|comment|pourquoi)\b|\d"
)


_SOMEBODYS = re.compile(
    r"^(?:ask better questions|draw better conclusions|make better (?:decisions|choices))\b(?!.*\bwith\b)|"
    r"\bgrant (?:proposals|applications)\b|"
    r"\b(?:order to chaos|peace of mind)\b|[:–—] (?:how|an? [\w-]+['’]s|[\w-]+ (?:students|teachers|nurses|teams?) )|"
    r"\bwith your (?:class|students|pupils|kids)\b"
)
"""What one learns to do with what is there, and who tells of it."""
_ONE = re.compile(r"(?:build|creez) (?:an?|une?) (?!.*\b(?:preview|now|new|today|desormais)\b)")
"""`Build a reef map with Gemini`: how one makes one, of what has been there."""


def _invited(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Draw your own comics in Gemini`: what the reader is asked to do in the vendor's product is new there."""
    units = clause.units
    if units[clause.low].low not in _DO:
        return None
    if _IN_CONSOLE.search(text.folded):
        return _in_console(reading, text, clause)
    if _ADVICE.search(text.folded) or _SOMEBODYS.search(text.folded):
        return None
    found = _hosted(reading, clause, _WITH)
    if found is None or (_ONE.match(text.folded) and units[found[0]].low in {"with", "using", "avec"}):
        return None
    assert reading.organisation is not None
    host = units[found[1]]
    return Sign("title-invites", text, clause, clause.low, reading.organisation, None, [host], weight=0.62)


_IN_CONSOLE = re.compile(
    r" (?:in|inside|from|with|dans|avec) (?:the|our|your|la|notre|votre) (?:[\w-]+ ){0,2}(?:console|playground|"
    r"desktop app|mobile app|web app|workbench)\W*\Z"
)


def _in_console(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Compare your drafts in the developer console` on a lab's page: the house's own desk, which has no name."""
    own = reading.organisation
    if own is None or own.ai != "core":
        return None
    return Sign("title-invites", text, clause, clause.low, own, None, [], weight=0.62)


_PEOPLE = re.compile(
    r"^(?:meet|introducing|announcing|welcome|welcoming|celebrating|rencontrez|voici)[ ,]+"
    r"(?:(?:the|our|this year's|\d+|new|first|les|nos) )*(?:[\w-]+ )?"
    r"(?:teams?|students|teachers|developers|winners|finalists|fellows|founders|artists|scientists|engineers|researchers|"
    r"start-?ups|people|makers|ambassadors?|champions?|heroes|mentors?|scholars|partners|"
    r"creators|customers|volunteers|interns|apprentices|cohort|class of|laureates|laureats|"
    r"etudiants|enseignants|chercheurs|gagnants|finalistes|boursiers|ambassadeurs)\b|"
    r"^(?:meet|rencontrez|voici) [\w.-]+, (?:who|qui) (?:teach|works?|runs?|helps?|build|uses?|"
    r"travaille|enseigne|aide|utilise)"
)


def names_nothing(text: Text, clause: Clause) -> bool:
    """`Meet the students who …`, `Try these five prompts`: people and advice, and no product."""
    units = clause.units
    advised = units[clause.low].low == "try" and bool(_ADVICE.search(text.folded, units[clause.low].end))
    if advised and not any(is_product(unit) for unit in units[clause.low + 1 : clause.low + 3]):
        return True
    named = any(is_product(unit) for unit in units[clause.low + 1 : min(clause.low + 4, clause.high)])
    return not named and bool(_PEOPLE.match(text.folded))


_OPENS = frozenset({"open", "new", "our", "nouveaux", "nouvelles", "nouveau", "open-weight", "free"})
_KINDS = frozenset(
    {
        "model",
        "models",
        "weights",
        "agents",
        "tools",
        "modeles",
        "modele",
        "poids",
        "outils",
        "apis",
        "voices",
        "embeddings",
    }
)


_FROM = FROM | {ELIDED}


def _ours(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Open models by OpenAI`: a kind of thing, and who made it."""
    units = clause.units
    if clause.high - clause.low > 7 or units[clause.low].low.split()[0] not in _OPENS:
        return None
    last: Unit = units[clause.high - 1]
    by = units[clause.high - 2]
    maker = watched(last)
    if maker is None or reading.organisation is None or maker.group != reading.organisation.group:
        return None
    kind = units[clause.low : clause.high - 2]
    if by.low not in _FROM or not any(u.low.split()[-1] in _KINDS for u in kind):
        return None
    sign = Sign("title-ours", text, clause, clause.low, maker, last, [], weight=0.68)
    sign.described = (kind[0].start, kind[-1].end)
    return sign


_TIERED = re.compile(
    r"[A-Z][\w-]+ (?:Large|Medium|Small|Mini|Pro|Ultra|Flash|Nano|Max|Turbo|Lite|Coder|Code|OCR|TTS|Embed|Vision|"
    r"Instruct|Next|Omni|Thinking|Audio|Video|Image|Agent|Agents|Studio|Voice|CLI|SDK|API|"
    r"[a-z]+ API)(?: \d+(?:\.\d+)*)?"
)


def _tiered(reading: Reading, text: Text, cut: list[Clause]) -> Sign | None:
    """`Sirocco Large` as the whole title of a lab's own post: a model never heard of, known by its tier."""
    own = reading.organisation
    if own is None or own.ai != "core" or not _TIERED.fullmatch(text.text.strip().rstrip(".")):
        return None
    clause = cut[0]
    sign = Sign("title-name", text, clause, clause.low, own, None, [], weight=0.72, outright=True)
    sign.quoted = (clause.units[clause.low].start, clause.units[clause.high - 1].end)
    return sign


_WORD = r"[A-Z0-9][\w.'’-]*"
_KIND_LAST = re.compile(
    rf"(?P<name>{_WORD}(?: (?:(?:and|&|to) )?{_WORD}){{0,6}}) (?:Models?|APIs?|SDK|CLI|Mode|Experiments?|"
    r"Extensions?|Agents?|Playground|Toolkit|Assistant|Connectors?|Plugins?|Voices|as a Service)"
    r"(?=$| ?[:(|]| [-–—] | for (?:the |all )?[A-Z])"
)
_FOR_PLAN = re.compile(
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,2}}) for (?:PROs?|Pro|Teams?|Enterprise|Business|Education|Everyone|Free)"
    r"(?=$| ?[:(|]| [-–—] )"
)
_GUIDES = frozenset(
    {"comparing", "using", "building", "choosing", "securing", "testing", "scaling", "evaluating"}
)
"""`Comparing Claude and Gemini APIs`."""
_BARE_KIND = re.compile(r"[\w .'’&-]* (?:APIs?|SDK|CLI)$")


def _of_kind(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`OpenAI Audio Models`, `ChatGPT Builder Mode: …`, `Inference for PROs`: maker or product, name, and kind."""
    own = reading.organisation
    match = _KIND_LAST.match(text.text) or _FOR_PLAN.match(text.text)
    if own is None or match is None:
        return None
    units = clause.units
    inside = [unit for unit in units if unit.end <= match.end()]
    if not inside or any(("program" in u.cues and u.low != "training") or u.sum is not None for u in inside):
        return None
    first = inside[0]
    ours = of_house(first, own)
    plain = (
        own.ai == "core"
        and first.name is None
        and first.low not in _GUIDES
        and (_BARE_KIND.match(match.group()) or " for " in match.group())
    )
    if not (ours or plain) or not (own.ai == "core" or reading.ai()):
        return None
    sign = Sign("title-kind", text, clause, clause.low, own, None, [], weight=0.66)
    sign.quoted = match.span()
    return sign


_RENEWED = re.compile(
    r"(?:The|Our|Le|Notre|L') ?(?:AI )?(?:model|agent|assistant|tool|app|modèle|outil)(?: d'IA|"
    r" IA)? (?P<name>[A-Z][\w-]+), "
    r"(?:updated|refreshed|upgraded|retrained|released|open-sourced|mise? à jour|actualisée?|réentraînée?)\b"
)


def _renewed(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`The AI model Heron, updated today, listens for frogs`: a name in apposition, and that it is renewed."""
    match = _RENEWED.match(text.text)
    own = reading.organisation
    if match is None or own is None or not (own.ai == "core" or reading.ai()):
        return None
    sign = Sign("title-renewed", text, clause, clause.low, own, None, [], weight=0.66)
    sign.quoted = match.span("name")
    return sign
