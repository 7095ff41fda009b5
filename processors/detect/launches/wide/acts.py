"""What a watched product does now, where no launch verb says so: `AI Mode speaks five more languages`.

Each of these asks for the product as the headline's subject and for a sign that the reader can use what is told:
a possessive of the reader, a number of languages or countries, an AI product that is thanked, `voici X`. Silent
where a veto speaks in the headline.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import APPS, counts, is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.things import no_thing
from processors.detect.launches.wide.ill_done import ILL_DONE, PARTS, STILL, VERDICT, met_otherwise
from processors.detect.launches.wide.verbless import one_for
from processors.detect.words.closed_classes import READER
from processors.detect.words.unit import Text, Unit, watched

_NO_FEAT = (
    "refus", "fail", "forget", "lie", "lies", "invent", "want", "need", "know", "think", "say", "tell", "prais",
    "lose", "cost", "keep", "hate", "love", "still", "se", "ment", "oubli", "veu", "doit", "cout", "perd", "rest",
    "est", "connai", "flatt", "inqui", "agac", "miss", "lag", "stall", "suffer", "face", "track", "spy", "spie",
    "surveill", "trah", "betray", "worr", "scare", "confus", "mislead", "tromp", "sucks", "steal", "vol", "uses",
    "utilise", "exploit", "train", "entrain", "pay", "owe", "might", "may", "could", "would", "should", "drain",
    "slow", "nag", "ignor", "misread", "mishear", "fouill", "devor", "ralenti", "vide", "abim", "denonc", "ruin",
    "wreck", "enregistr", "film", "epie", "leak", "snoop", "is", "are", "was", "were", "has",
    "had", "have", "did", "does", "and", "et", "ou",
    "or", "a",
)  # fmt: skip
_LINKING = frozenset(
    {
        "vous",
        "now",
        "desormais",
        "enfin",
        "finally",
        "can",
        "peut",
        "also",
        "soon",
        "already",
        "deja",
        "will now",
        "can now",
        "va desormais",
        "peut desormais",
        "will soon",
    }
)
_MORE = re.compile(
    r"\b(?:(?:\w+ )?(?:more|new|further|additional) (?:\w+ )?|\d+ |(?:\w+ )?(?:nouveaux|nouvelles|autres) )"
    r"(?:languages?|countries|markets|regions|langues?|pays|marches|territoires)\b|"
    r"\b(?:langues|pays) (?:supplementaires|de plus)\b"
)
_THANKS = re.compile(
    r"(?:grace (?:a|au|aux)|tou(?:t|s|te|tes) seule?s? avec|"
    r"thanks to|powered by|with (?:the )?help (?:of|from)|using|via|dopee?s? (?:a|au)|"
    r"animee?s? par|propulsee?s? par|boostee?s? (?:a|par)|avec l'aide de|carburera? a|runs? on|built on|"
    r"\btaps?|turns? to|leans? on|s'appuie sur|reposera? sur|tourne sur)"
    r"\s(?:l'|la |le )?$"
)
_DONE_BY = re.compile(r"\w(?:ees?|es?|ies?|is|its?|tes?|ed|en) (?:par|by) $")
"""`vos stories retouchées par Meta AI`."""
_HERE = frozenset(
    {
        "make way for",
        "place au",
        "voici",
        "voila",
        "place a",
        "bienvenue a",
        "say hello to",
        "say hi to",
        "meet",
        "here comes",
        "here is",
        "welcome",
        "introducing",
        "hello",
    }
)
_PLAIN_GREETING = frozenset({"welcome", "here is"})
"""Said of much: only what stands right behind is greeted."""
_GREETS = frozenset({"hello", "bonjour", "meet"})


def act_signs(reading: Reading, text: Text) -> Sign | None:
    """The first sign of a headline whose product does something new."""
    return first_sign((_here, _does, _speaks, _thanks, one_for, _official), reading, text)


def _own(unit: Unit, reading: Reading) -> bool:
    return is_product(unit) and watched(unit) is not None and counts(unit, reading)


def _here(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Sept mois après GPT-5, voici GPT-5.4`, `OpenAI veut son navigateur : voici Atlas`."""
    units = clause.units
    for k in range(clause.low, clause.high - 1):
        greets = units[k].low in _GREETS and any(u.low in PARTS for u in units[clause.low : k])
        met = units[k].low == "meet" and k == clause.low and _introduced(clause, k)
        if not (greets or met) and (
            units[k].low not in _HERE or (k > clause.low and units[k].low in {"meet", "hello"})
        ):
            continue
        if (reading.organisation is None and met_otherwise(text, clause, k)) or no_thing(
            reading, text, clause, k
        ):
            continue
        near = units[k + 1 : k + (2 if units[k].low in _PLAIN_GREETING else 4)]
        product = next((u for u in near if _own(u, reading) or u.proper or u.model), None)
        owner = next((u for u in text.names if watched(u) and u.is_firm), None)
        company = watched(product) or watched(owner)
        if product is None or company is None:
            continue
        known = product.names_ai or product.model
        if not known and not (product.proper and _fresh_kind(text) and (met or reading.ai())):
            continue
        return Sign("act-here", text, clause, k, company, owner or product, [product], weight=0.66)
    return None


_PARTING = re.compile(
    r"\b(?:dit adieu a|dites adieu a|fait ses adieux|tire (?:un trait|sa reverence)|tourne la page d|bids farewell to|"
    r"says (?:goodbye|farewell) to|waves goodbye to|bows out|makes way)\b[^:;?]*?(?:[,:;.] ?| - | – )"
    r"(?:place a|bienvenue a|bonjour|hello|welcome)\b"
)


def succeeding_sign(reading: Reading, text: Text) -> Sign | None:
    """`La montre dit adieu à son assistant, place à Gemini`: what goes and what comes in its place."""
    return first_sign((_here,), reading, text) if _PARTING.search(text.folded) else None


def _introduced(clause: Clause, at: int) -> bool:
    """`Meet Seller Assistant 2, Amazon's agent for merchants`: a name, a comma, and whose it is."""
    units = clause.units
    comma = next((k for k in range(at + 2, min(at + 5, clause.high - 2)) if units[k].low == ","), None)
    return comma is not None and any(watched(u) is not None for u in units[comma + 1 : comma + 4])


def _fresh_kind(text: Text) -> bool:
    """The headline says what sort of thing it is: a model, a browser, an assistant."""
    return any("ai_object" in u.cues for s in text.sentences for u in s.units)


def _does(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`AI Mode speaks five more languages`, `Gmail rédige vos réponses` where the lead speaks of AI."""
    units = clause.units
    if text.sentences[0].title_case and reading.organisation is None:
        return None
    at = next((k for k in range(clause.low, min(clause.low + 6, clause.high)) if units[k].party), None)
    if at is None:
        return None
    while (
        at + 1 < clause.high
        and (units[at + 1].party or units[at + 1].model or units[at + 1].low in {"'", "s"})
        and at < clause.low + 6
    ):
        at += 1
    subject = units[at]
    owned = subject.model and watched(_owner(clause, at)) is not None
    app = (subject.low in APPS or is_product(subject)) and watched(subject) is not None
    if not (owned or app) or any(u.low in _BEFORE for u in units[clause.low : at]):
        return None
    verb = at + 1
    while verb < clause.high and (units[verb].low in _LINKING or units[verb].low in _DEVICES):
        verb += 1
    will = verb + 1 < clause.high and units[verb].low.split()[0] in {"va", "will"}
    will = will and units[verb + 1].low in _BY_AI
    verb += will
    by_ai = verb < clause.high and units[verb].low in _BY_AI
    mine = _own(subject, reading) or owned
    can = verb < clause.high and _can(clause, verb, subject)
    if verb >= clause.high or not (by_ai or can or (_acts(units[verb]) and mine)):
        return None
    span = text.folded[units[verb].start : clause.span()[1]]
    if reading.organisation is None and ILL_DONE.search(span):
        return None
    if any("negation" in u.cues for u in units[verb + 1 : clause.high]):
        return None  # `Siri écoute ce que vous ne dites pas`
    reader, more = any(u.low in READER for u in units[at + 1 : clause.high]), bool(_MORE.search(span))
    newly = by_ai and (
        (will and units[verb].low.startswith(_OF_TEXTS))
        or any(u.low in _NEWLY for u in units[at + 1 : verb + 3])
        or any(c.isdigit() for c in subject.low)
        or _AT_ONCE.search(span) is not None
    )
    if not (reader or more or newly) or not (subject.names_ai or owned or by_ai or reading.ai()):
        return None
    company = watched(subject) or watched(_owner(clause, at))
    if company is None:
        return None
    return Sign("act-does", text, clause, verb, company, subject, [subject], weight=0.6)


_DEVICES = frozenset(
    {"phones", "glasses", "doorbells", "speakers", "headphones", "earbuds", "cameras", "watches", "app"}
)
_BY_AI = frozenset(
    {
        "translate", "translates", "traduit", "traduire", "traduisent", "resument", "summarize",
        "summarizes", "summarise", "summarises", "resume", "resumer", "resumera", "traduira", "transcribes",
        "transcribe", "transcrit", "transcrire", "dubs", "dub", "genere", "generer", "generates", "generate",
        "redige", "rediger", "drafts", "draft", "argue", "argues", "haggle", "haggles", "negotiate", "negotiates",
        "bargain", "bargains", "negocie", "negocier", "marchande", "marchander",
    }
)  # fmt: skip
"""What a programme does with the reader's own words only by AI."""


_OF_TEXTS = ("tradui", "translat", "resum", "summar", "transcri", "dub", "redig", "draft")
"""`YouTube va traduire les vidéos`: what AI will do with others' words; `va générer des revenus` is not of AI."""
_AT_ONCE = re.compile(
    r"\b(?:en direct|en temps reel|simultanement|live|in real time|on the fly|a la volee)\b"
)


def _owner(clause: Clause, at: int) -> Unit | None:
    """Whose it is: the name before `'s`."""
    units = clause.units
    if at - 3 < clause.low or units[at - 1].low != "s" or units[at - 2].low != "'":
        return None
    return units[at - 3]


_SPEAKS = frozenset({"parle", "parlent", "speaks", "speak", "comprend", "understands"})
_TONGUES = frozenset(
    {
        "francais", "anglais", "allemand", "italien", "espagnol", "portugais", "arabe", "hindi", "japonais", "coreen",
        "chinois", "mandarin", "neerlandais", "polonais", "turc", "suedois", "russe", "breton", "catalan", "basque",
        "french", "english", "german", "italian", "spanish", "portuguese", "arabic", "japanese", "korean", "chinese",
        "dutch", "polish", "turkish", "swedish", "russian", "hebrew", "welsh", "tamil", "swahili",
    }
)  # fmt: skip
_NEWLY = frozenset(
    {
        "desormais",
        "enfin",
        "aussi",
        "maintenant",
        "now",
        "finally",
        "also",
        "at last",
        "too",
        "et",
        "and",
        "l",
        "'",
    }
)


def _speaks(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Gemini Live parle portugais`, `Alexa+ now speaks German`: a language, and the headline's clause ends with it."""
    units = clause.units
    for k in range(clause.low + 1, min(clause.low + 6, clause.high)):
        if units[k].low not in _SPEAKS or any(u.low in _BEFORE for u in units[clause.low : k]):
            continue
        subject = units[k - 1] if units[k - 1].low not in _NEWLY else units[k - 2]
        behind = [u for u in units[k + 1 : clause.high] if u.low not in _NEWLY]
        named = bool(behind) and all(u.low in _TONGUES or u.low == "," for u in behind)
        company = watched(subject)
        if (
            not named
            or company is None
            or not _own(subject, reading)
            or not (subject.names_ai or reading.ai())
        ):
            return None
        return Sign("act-speaks", text, clause, k, company, subject, [subject], weight=0.6)
    return None


_BEFORE = frozenset(
    {"how", "why", "que", "comment", "pourquoi", "when", "what", "if", "si", "quand", "your", "votre", "vos"}
)


def _acts(unit: Unit) -> bool:
    """A lower-case word that can be a verb in the present: no sign, no preposition, nothing that is no feat."""
    if unit.capital or unit.sign or unit.sum or not unit.low[0].isalpha() or unit.low.startswith(_NO_FEAT):
        return False
    word = unit.low.split()[0]
    return word.endswith(("s", "e", "t", "d", "nd")) and len(word) > 2 and word not in _NO_VERBS


def _can(clause: Clause, verb: int, subject: Unit) -> bool:
    """`Microsoft : Copilot peut piloter votre PC`: what its maker's heading says that it can do."""
    topic, product = clause.topic, watched(subject)
    maker = watched(topic)
    if topic is None or maker is None or is_product(topic) or product is None or maker.group != product.group:
        return False
    unit = clause.units[verb]
    acts = unit.low.endswith(("er", "ir", "re")) and not unit.low.startswith(_NO_FEAT)
    return acts and clause.units[verb - 1].low in {"peut", "can"} and not unit.capital


_NO_VERBS = frozenset(
    {
        "the", "this", "its", "users", "de", "des", "les", "le", "une", "sous", "contre", "entre", "dans", "est",
        "at", "but", "not", "and", "que", "price", "prices", "update", "outage", "boss", "fans", "ads",
    }
)  # fmt: skip


def _thanks(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`WhatsApp résume vos messages grâce à Meta AI`, `Siri will run on Gemini`: an AI product at work in another."""
    units = clause.units
    for k in range(clause.low + 2, clause.high):
        unit = units[k]
        if not own_ai(unit, reading):
            continue
        before = text.folded[max(0, unit.start - 24) : unit.start]
        if not (
            _THANKS.search(before)
            or (_DONE_BY.search(before) and any(u.low in READER for u in units[clause.low : k]))
        ):
            continue
        if reading.organisation is None and STILL.match(text.folded, unit.end):
            continue
        host = next((u for u in units[clause.low : k] if u.party), clause.topic)
        if host is None or watched(host) is None:
            continue
        company = watched(host)
        assert company is not None
        return Sign(
            "act-thanks", text, clause, k, company, host, [host if is_product(host) else unit], weight=0.6
        )
    return None


_OFFICIAL = re.compile(
    r"^(?:ca y est|c'est (?:officiel|fait|parti)|it's (?:official|here)|enfin)\b|"
    r"(?:,| :)? c'est (?:parti|fait|pour (?:aujourd'hui|maintenant|tout de suite))"
    r"(?: (?:en|au|aux|chez|sur) [\w -]{3,20})?$|"
    r", (?:top depart|coup d'envoi)\b"
)
"""`Ça y est, Gemini peut piloter votre téléphone`, `Codex sur Windows, c'est parti`: it is so from now on."""


def _official(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """A headline that says `it is official` of an AI product of a watched firm."""
    if not _OFFICIAL.search(text.folded.rstrip(" .!")):
        return None
    if VERDICT.search(text.folded):
        return None
    product = next((u for u in clause.units[clause.low : clause.high] if own_ai(u, reading)), None)
    first = next((u for u in text.names if u.name), None)
    company = watched(product)
    if product is None or company is None or watched(first) is None:
        return None
    k = clause.units.index(product)
    return Sign("act-official", text, clause, k, company, product, [product], weight=0.58)
