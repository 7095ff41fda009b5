"""Launches by what AI is set to do: `Amazon taps generative AI to sum up ratings`, `Jules is an agent that …`."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.affairs import in_company
from processors.detect.launches.objects import counts, flagship, is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.wide.by_ai import ai_now, crowd_can, under_thanks
from processors.detect.launches.wide.makers import HARMS
from processors.detect.launches.wide.renewals import renewal_sign
from processors.detect.words.closed_classes import DEFINITE, INDEFINITE, ITS
from processors.detect.words.unit import Text, Unit, watched

_SETS = (
    "tap", "turns to", "turn to", "leans on", "lean on", "enlist", "bring", "puts", "unleash", "harness", "mobilis",
    "s'appuie sur", "fait appel a", "met l'ia", "confie",
)  # fmt: skip
_NO_TASK = frozenset(
    {
        "fight",
        "cut",
        "replace",
        "hunt",
        "catch",
        "police",
        "map",
        "study",
        "predict",
        "detect",
        "moderate",
        "save",
        "beat",
    }
)
"""Aims that are a firm's own business, and nothing that its users get."""


def tasked_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    return first_sign(
        (
            _tasked,
            crowd_can,
            under_thanks,
            ai_now,
            _defined,
            _placed_in,
            _called,
            _challenges,
            _with_own,
            _by_ai,
            renewal_sign,
        ),
        reading,
        text,
    )


def _tasked(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Amazon taps generative AI to sum up seller ratings`: a watched firm, AI, and what it now does there."""
    units = clause.units
    owner = clause.leader(clause.low + 3)
    company = watched(owner)
    verb = next((k for k in range(clause.low + 1, clause.high - 3) if units[k].low.startswith(_SETS)), None)
    if (
        owner is None
        or company is None
        or verb is None
        or (units[verb].capital and not text.sentences[0].title_case)
    ):
        return None
    ai = next((k for k in range(verb + 1, min(verb + 4, clause.high)) if "ai" in units[k].cues), None)
    if ai is None or any(u.party for u in units[verb + 1 : ai]):
        return None
    if reading.organisation is not None and in_company(clause, verb):
        return None
    to = next(
        (k for k in range(ai + 1, min(ai + 4, clause.high - 1)) if units[k].low in {"to", "pour"}), None
    )
    if to is None or units[to + 1].low in _NO_TASK or any("person_role" in u.cues for u in units[to:]):
        return None
    if units[to + 2 : to + 3] and units[to + 2].low in ITS and not _served(units[to:]):
        return None  # `to cool its data centres`: its own affair
    sign = Sign("wide-tasked", text, clause, verb, company, owner, [], weight=0.56)
    sign.described = (units[ai].start, units[clause.high - 1].end)
    return sign


def _served(units: list[Unit]) -> bool:
    """What is the firm's own is what its users have from it."""
    return any(
        u.low.split()[-1].startswith(
            ("user", "customer", "shop", "result", "app", "review", "rating", "search", "store")
        )
        for u in units
    )


def _defined(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Jules is an AI agent that mends code`, `Outlook is now an AI agent`: a product told what it is."""
    units = clause.units
    for k in range(clause.low + 1, clause.high - 2):
        now = units[k + 1].low in _NOW
        if units[k].low not in {"is", "est"} or units[k + 1 + now].low not in INDEFINITE:
            continue
        what = units[k + 2 + now : min(k + 6 + now, clause.high)]
        if not (any("ai" in u.cues for u in what) and any(_kind(u) for u in what)):
            return None
        product = units[k - 1]
        if now and not is_product(product):
            return _part_is(text, clause, k)
        if (
            not (is_product(product) and counts(product, reading))
            or (flagship(product) and not now)
            or watched(product) is None
        ):
            return None
        company = watched(product)
        assert company is not None
        return Sign("wide-defined", text, clause, k, company, product, [product], weight=0.56)
    return None


_NOW = frozenset({"now", "desormais", "maintenant"})


def _part_is(text: Text, clause: Clause, at: int) -> Sign | None:
    """`Amazon's shopping cart is now an AI adviser`: what a watched firm's or product's part has become."""
    units = clause.units
    owner = units[clause.low]
    company = watched(owner)
    if company is None or not 4 <= at - clause.low <= 6 or units[clause.low + 2].low != "s":
        return None
    if any(unit.party or "person_role" in unit.cues for unit in units[clause.low + 3 : at]):
        return None  # `Google's boss is now an AI assistant professor`
    shown = [owner] if is_product(owner) else []
    return Sign("wide-defined", text, clause, at, company, owner, shown, weight=0.56)


def _kind(unit: Unit) -> bool:
    words = unit.low.split()
    return "ai_object" in unit.cues or not _KINDS.isdisjoint((words[0], words[-1]))


_KINDS = frozenset({"chatbot", "assistant", "agent", "model", "browser", "tool", "app"})


_ITS_OR_THE = DEFINITE | ITS


def _placed_in(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Google crams Gemini into Chrome`: a firm, whatever verb, its AI product, and where it is put."""
    units = clause.units
    for k in range(clause.low + 2, clause.high - 2):
        product = units[k]
        taken = units[k + 1].low in {"to", "a", "aux", "au"} and units[k - 1].low.startswith(_TAKES)
        if not own_ai(product, reading) or not (
            taken or units[k + 1].low in {"into", "inside", "dans", "onto"}
        ):
            continue
        owner, host = units[clause.low], next((u for u in units[k + 2 : k + 5] if u.party), None)
        company = watched(owner)
        if (
            company is None
            or is_product(owner)
            or (not taken and (host is None or not is_product(host) or watched(host) is None))
        ):
            return None
        verb = units[k - 1] if units[k - 1].low not in _ITS_OR_THE else units[k - 2]
        if verb.sign or verb is owner or "negation" in verb.cues:
            return None
        return Sign("wide-placed", text, clause, k, company, owner, [product], weight=0.58)
    return None


_TAKES = ("take", "bring", "carr", "port", "emmen", "ship", "send")
_CALLED = {"called", "named", "dubbed", "appelle", "nomme", "baptise", "baptisee"}
_ANSWERS = {"answer", "reply", "response", "riposte", "reponse"}


def _calls(units: list[Unit], k: int) -> bool:
    """`… is called Antigravity`, `Google's answer is Trestle`: the word before a name that is given."""
    if units[k].low in _CALLED:
        return True
    said = next((j for j in range(max(0, k - 5), k) if units[j].low in _ANSWERS), None)
    if said is None or units[k].low not in {"is", "are", "est"} or not units[k + 1].capital:
        return False
    return said + 1 == k or any(unit.party for unit in units[said + 1 : k])  # (`answer to critics`)


def _called(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Google's answer to Cursor is called Antigravity`, `Le navigateur d'OpenAI s'appelle Atlas`."""
    units = clause.units
    at = next((k for k in range(clause.low + 2, clause.high - 1) if _calls(units, k)), None)
    if at is None:
        return None
    owner = next((u for u in units[clause.low : at] if watched(u) and not is_product(u)), None)
    company = watched(owner)
    product = units[at + 1]
    if (
        watched(product) is company
        and not is_product(product)
        and at + 2 < clause.high
        and units[at + 2].capital
    ):
        product = units[at + 2]  # `Google's answer is Google Trestle`
    if owner is None or company is None or not (is_product(product) or product.proper):
        return None
    if watched(product) not in (company, None) or not (own_ai(product, reading) or reading.ai()):
        return None
    if is_product(product) and flagship(product):
        return None
    return Sign("wide-called", text, clause, at, company, owner, [product], weight=0.58)


_TAKES_ON = (
    "takes on", "takes aim at", "take aim", "goes after", "challenges", "rivals", "defie", "s'attaque", "vient defier",
    "concurrence", "riposte", "takes",
)  # fmt: skip


def _challenges(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`OpenAI's Atlas browser takes aim at Chrome`: a product that is no veteran against somebody else's."""
    units = clause.units
    for k in range(clause.low, min(clause.low + 5, clause.high - 2)):
        product = units[k]
        if not own_ai(product, reading) or flagship(product):
            continue
        verb = next(
            (j for j in range(k + 1, min(k + 4, clause.high)) if units[j].low.startswith(_TAKES_ON)), None
        )
        if verb is None or (units[verb].low == "takes" and units[verb + 1 : verb + 2][0].low != "aim"):
            return None
        rival = next((u for u in units[verb + 1 : verb + 5] if u.party), None)
        company = watched(product)
        if rival is None or company is None or watched(rival) is company:
            return None
        return Sign("wide-challenges", text, clause, k, company, product, [product], weight=0.57)
    return None


_OWN = (
    ["its", "own"],
    ["ses", "propres"],
    ["his", "own"],
    ["their", "own"],
    ["sa", "propre"],
    ["son", "propre"],
)


def _with_own(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Microsoft s'émancipe d'OpenAI avec ses propres modèles`: a firm acts with AI of its own."""
    units = clause.units
    owner = clause.leader(clause.low + 3)
    company = watched(owner)
    if owner is None or company is None:
        return None
    for k in range(clause.low + 2, clause.high - 3):
        if units[k].low in {"with", "avec"} and [u.low for u in units[k + 1 : k + 3]] in _OWN:
            what = units[k + 3 : k + 6]
            thing = any(u.cues & {"ai", "ai_object"} or (is_product(u) and own_ai(u, reading)) for u in what)
            said = reading.ai() or any("ai" in u.cues for u in what)
            if thing and said:
                sign = Sign("wide-own", text, clause, k, company, owner, [], weight=0.56)
                sign.described = (units[k + 3].start, units[min(k + 5, clause.high - 1)].end)
                return sign
    return None


def _by_ai(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`WhatsApp résume vos messages grâce à l'IA`, `Ring's doorbells now greet visitors with AI`."""
    units = clause.units
    host = clause.leader(clause.low + 2)
    company = watched(host)
    if host is None or company is None:
        return None
    ai = next((k for k in range(clause.low + 3, clause.high) if "ai" in units[k].cues), None)
    if ai is None or not text.folded[: units[ai].start].rstrip().endswith(_BY):
        return None
    between = units[clause.low + 1 : ai]
    told = any(u.low in {"your", "vos", "votre", "now", "desormais", "you"} for u in between)
    told = told or (is_product(host) and between[0].low.split()[0] in _SKILLS)
    if not told or any(u.party for u in between if u is not host and not is_product(u)):
        return None
    if any(u.low.startswith(HARMS) and not (u.capital or u.cues) for u in between[:4]):
        return None  # `WhatsApp inonde vos messages grâce à l'IA`
    return Sign(
        "wide-by-ai", text, clause, ai, company, host, [host] if is_product(host) else [], weight=0.57
    )


_SKILLS = frozenset(
    {
        "parle", "lit", "ecrit", "calcule", "dessine", "chante", "traduit", "repond", "trie", "retouche", "corrige",
        "resume", "redige", "compose", "planifie", "classe", "retrouve", "reconnait", "illustre", "double",
        "sous-titre", "speaks", "reads", "writes", "draws", "sings", "translates", "answers", "sorts", "edits",
        "corrects", "sums", "drafts", "composes", "plans", "recognises", "recognizes", "illustrates", "dubs",
        "transcribes", "transcrit",
    }
)  # fmt: skip
"""What an app does by itself: `Google Docs parle grâce à l'IA`. `YouTube grows`, `gagne`: its maker's business."""
_BY = ("grace a", "with", "using", "via", "a l'aide de", "thanks to", "au moyen de", "par")
