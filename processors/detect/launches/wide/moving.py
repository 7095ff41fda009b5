"""Launches told by a verb that no rule knows and by where it leads: `Copilot jumps from PCs to Samsung TVs`,
`Microsoft slides an AI agent into the Start menu`.
"""

from __future__ import annotations

from processors.detect.grammar.clauses import PREPOSITIONS, Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import flagship, is_product, own_ai
from processors.detect.launches.signs import Sign
from processors.detect.words.closed_classes import DEFINITE, INDEFINITE, ITS, THIS
from processors.detect.words.unit import Text, Unit, watched

_WHERE = frozenset(
    {"into", "onto", "to", "on", "inside", "dans", "sur", "vers", "chez", "in", "en", "au", "aux"}
)
_INTO = frozenset({"into", "inside", "onto", "dans", "to", "for", "pour"})
_DEVICES = frozenset(
    {
        "tvs", "tv", "cars", "car", "phones", "phone", "pcs", "desktop", "desktops", "mobile", "web", "voitures",
        "voiture", "televiseurs", "televiseur", "telephones", "telephone", "ordinateur", "ordinateurs", "navigateur",
        "browser", "browsers", "glasses", "lunettes", "laptops", "tablets", "tablettes", "wrist", "poignet", "kitchen",
        "cuisine", "office", "bureau", "school", "ecole", "classe", "classroom", "living", "salon", "poche", "pocket",
    }
)  # fmt: skip
_NO_MOVES = (
    "top", "lead", "beat", "disparai", "derap", "plant", "crash", "bug", "ment", "lie", "leak", "drop", "lose", "lost",
    "perd", "fail", "echou", "trail", "lag", "refus", "tops", "want", "veu", "need", "face", "fear", "sue", "hire",
    "blame", "fight", "seek", "eye", "see", "predict", "warn", "ban", "use", "utilis", "join", "buy",
    "bought", "acquire",
    "back", "fund", "invest", "is", "are", "was", "has", "had", "have", "est", "sont", "a", "ont", "and", "et", "or",
    "ou", "not", "ne", "n", "still", "says", "said", "tell", "dit", "train", "entrain", "defend", "criti", "accus",
    "plan", "consider", "envisag", "hope", "esper", "love", "hate", "aime", "cherch", "look", "turn", "move", "owe",
    "tourne", "test", "keep", "gard", "stop", "arret", "remain", "reste", "stay", "work", "travaill", "must", "doit",
    "could", "may", "might", "would", "should", "peut", "can", "risk", "risqu", "pay", "paie", "cost", "cout", "kill",
    "remov", "retir", "supprim", "delet", "recrut", "poach", "debauch", "licenc", "promet", "promis", "bet", "mise",
    "score", "overtak",
)  # fmt: skip


def moves_sign(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Meta AI finds its voice on WhatsApp`: a product as subject, any verb, and a host or a device."""
    units = clause.units
    if text.sentences[0].title_case:
        return None
    at = next((k for k in range(clause.low, min(clause.low + 3, clause.high)) if units[k].party), None)
    if at is None or not own_ai(units[at], reading) or at + 3 >= clause.high:
        return None
    if any(u.low in PREPOSITIONS or u.low[-1:] == "s" for u in units[clause.low : at]):
        return None  # `References to Claude 6 found in …`
    verb = units[at + 1]
    if not _any_verb(verb):
        return None
    company = watched(units[at])
    if company is None:
        return None  # a vendor's own page names somebody else's product
    for k in range(at + 2, min(at + 9, clause.high - 1)):
        if units[k].sign and units[k].low not in {"'", "-"}:
            return None
        if units[k].low in _WHERE and any(_reachable(u) for u in units[k + 1 : min(k + 4, clause.high)]):
            return Sign("wide-moves", text, clause, at + 1, company, units[at], [units[at]], weight=0.55)
    return None


_OPENS = INDEFINITE | ITS | {"des", "new"}


def slides_sign(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Microsoft slides an AI agent into the Start menu`: a firm, any verb, some thing of AI, and where it goes."""
    units = clause.units
    if text.sentences[0].title_case or clause.high - clause.low < 6:
        return None
    owner = units[clause.low]
    company = watched(owner)
    verb = units[clause.low + 1]
    if company is None or is_product(owner) or not _any_verb(verb) or any("program" in u.cues for u in units):
        return None
    if any(one.frame in ("launch", "able", "arrive", "improve") for _, one in verb.verbs):
        return None  # the frames have judged it
    several = units[clause.low + 2].low in {"ai agents", "ai assistants", "agents ia"}
    if not several and units[clause.low + 2].low not in _OPENS:
        return None
    begins = clause.low + 3 - several
    thing = next((k for k in range(begins, begins + 3) if k < clause.high and _thing(units[k])), None)
    if thing is None:
        return None
    behind = units[thing + 1 : min(thing + 5, clause.high)]
    if not any(u.low in _INTO for u in behind) or any(
        "descriptor" in u.cues and u.low not in _BOTS for u in behind[:2]
    ):
        return None
    if any(u.name is not None and watched(u) is None for u in units[clause.low + 1 : clause.high]):
        return None
    sign = Sign("wide-slides", text, clause, clause.low + 1, company, owner, [], weight=0.55)
    sign.described = (units[begins].start, units[thing].end)
    return sign


_BOTS = frozenset({"agent", "agents", "assistant", "assistants", "app", "application", "outil", "tool"})


def _thing(unit: Unit) -> bool:
    return "ai" in unit.cues or unit.low in {"agent", "agents", "assistant", "assistants", "chatbot"}


_OF_VERSIONS = (
    "make", "let", "bring", "pack", "promis", "promet", "fix", "offer", "add", "come", "simplif", "target",
    "mise", "corrig", "offr", "apport", "vis", "rend", "turn", "transform", "amelior", "accelere", "enrichi", "decuple",
)  # fmt: skip
_POINTING = DEFINITE | ITS | THIS | {"et", "and"}


def _teased(clause: Clause) -> bool:
    """`Gone in eight seconds: Veo 9 makes …`: some words and a colon, and nobody who says so."""
    heading = clause.units[: clause.low - 1]
    colon = clause.units[clause.low - 1].low == ":" and len(heading) > 2
    return colon and not any(
        u.party or (u.capital and u is not heading[0]) or "person_role" in u.cues for u in heading
    )


def versioned_sign(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Mistral Small 5, petit prix et gros cerveau`, `LeRobot 1.0 makes training easy`: a version begins it."""
    units = clause.units
    product = units[clause.low]
    if clause.high - clause.low < 4 or not own_ai(product, reading):
        return None
    if clause.low and not _teased(clause):
        return None
    if not any(c.isdigit() for c in product.low) or flagship(product):
        return None
    company = watched(product)
    after, told = units[clause.low + 1], units[clause.low + 1 : clause.high]
    if company is None or any(
        u.party or u.low in {"que", "qui", "dont"} or "negation" in u.cues for u in told
    ):
        return None
    tagged = (
        after.low == "," and units[clause.low + 2].low not in _POINTING and not any(u.verbs for u in told)
    )
    acts = not after.capital and after.low.startswith(_OF_VERSIONS) and after.low.endswith(("s", "e", "t"))
    if not (tagged or acts) or any(u.low.startswith(_VERDICTS) for u in told):
        return None
    return Sign("wide-versioned", text, clause, clause.low + 1, company, product, [product], weight=0.55)


_VERDICTS = (
    "dout", "doubt", "lourd", "lent", "slow", "plus tard", "later", "apres", "decev", "disappoint", "comfort",
    "pressure", "plaint", "lawsuit", "proces", "fiasco", "flop", "regret", "mess", "mistake", "erreur", "bilan",
    "verdict", "tard", "joy", "trouble", "souci",
)  # fmt: skip
"""How begins what somebody found of it, or when."""
_NO_BEST = (
    "argument", "hope", "headache", "problem", "worry", "fear", "chance", "risk", "mistake", "failure", "test", "rival",
    "threat", "secret", "success", "hit", "flop", "bargaining", "selling", "export", "ambassador", "lever",
)  # fmt: skip
"""What a product may be to its maker, and no sort of product."""


def strongest_sign(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Devstral 3 is Mistral's strongest coder yet`: a product that is no veteran, and whose best or newest it is."""
    units = clause.units
    for k in range(clause.low + 1, min(clause.low + 4, clause.high - 4)):
        product = units[k - 1]
        if units[k].low not in {"is", "est"} or not is_product(product) or flagship(product):
            continue
        maker = next((u for u in units[k + 1 : k + 3] if watched(u) is not None and not is_product(u)), None)
        company = watched(maker)
        owned = [u.low for u in units[k + 2 : k + 4]] == ["'", "s"]
        best = next((u for u in units[k + 4 : k + 6] if "new" in u.cues or u.low.endswith("est")), None)
        yet = units[clause.high - 1].low in {"yet", "date"} and "most" in {
            u.low for u in units[k + 4 : k + 6]
        }
        if maker is None or company is None or not owned or not (best or yet):
            return None
        if any(u.low.startswith(_NO_BEST) for u in units[k + 4 : clause.high]):
            return None
        return Sign("wide-strongest", text, clause, k, company, maker, [product], weight=0.57)
    return None


def _any_verb(unit: Unit) -> bool:
    """A lower-case word that can be a verb in the present and tells no harm, no wish and no opinion."""
    if unit.capital or unit.sign or unit.sum or unit.party or not unit.low[0].isalpha():
        return False
    word = unit.low.split()[0]
    return word.endswith(("s", "e", "t", "d", "nt")) and len(word) > 3 and not word.startswith(_NO_MOVES)


def _reachable(unit: Unit) -> bool:
    host = is_product(unit) and watched(unit) is not None
    app = watched(unit) is not None and unit.low in {
        "whatsapp",
        "instagram",
        "facebook",
        "youtube",
        "messenger",
        "threads",
    }
    return host or app or unit.low in _DEVICES
