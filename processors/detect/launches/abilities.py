"""Launches whose subject is the product, which can now do something, gets it, or helps its user to it."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.affairs import allows_product
from processors.detect.launches.object_found import of_software
from processors.detect.launches.objects import is_product
from processors.detect.launches.possessions import has_nothing
from processors.detect.launches.signs import Sign
from processors.detect.launches.subjects import of_subject
from processors.detect.launches.things import no_thing
from processors.detect.launches.venues import NO_GAIN, becomes_other
from processors.detect.words.unit import Text, watched


def able(reading: Reading, text: Text, clause: Clause, at: int, weak: bool) -> Sign | None:
    """PRODUCT can now do, has, learns or gains something that its user has from it."""
    if becomes_other(clause, at) or (
        reading.organisation is None
        and (
            has_nothing(clause, at)
            or (clause.units[at].low.endswith(("has", "adds")) and no_thing(reading, text, clause, at))
        )
    ):
        return None
    if (
        _says_otherwise(clause, at)
        or _no_feat(clause, at)
        or _gains_nothing(clause, at)
        or _of_program(clause, at)
    ):
        return None
    return of_subject(reading, text, clause, at, 0.8)


def _says_otherwise(clause: Clause, at: int) -> bool:
    """What stands before the verb makes something else of it than an act of the product."""
    low = clause.units[at].low
    before = clause.units[max(clause.low, at - 3) : at]
    thing = bool(before) and "ai_object" in before[-1].cues
    if any("program" in u.cues for u in before) and not (thing or any("ai" in u.cues for u in before)):
        return True  # `OpenAI for Countries adds Estonia`; but `Microsoft's research assistant can now …`
    if at == clause.low and low in {"getting", "gaining", "receiving", "learning"}:
        return True  # `Getting more out of Claude Code`
    if low == "gagner" and before and before[-1].low == "pour":
        return True  # `joue cinq heures pour gagner`
    if low == "savoir" and before and before[-1].low in {"tout", "a", "de", "faut", "pour"}:
        return True  # `Tout savoir sur …`
    if before and before[-1].low in {"fait", "font", "faire"}:
        return True  # `Copilot fait gagner 26 minutes par jour`
    topic = clause.topic
    if low == "will" and topic is not None and topic.name is not None and topic.name.kind == "person":
        return True  # `Altman: GPT-6 will remember you`
    return low == "to get" and _for_use(clause, at)


def _for_use(clause: Clause, at: int) -> bool:
    """`Use Claude to get answers`, `an extension to get Claude on each page`: what one does it for."""
    before = clause.units[clause.low : at]
    return not any(watched(u) for u in before) or any(u.low.partition(" ")[0] in _BY_MEANS_OF for u in before)


_MEANS = """use uses used using with via through to try ask turn turns search rely lean
extension extensions plugin plugins add-on script scripts trick tricks hack hacks"""
_BY_MEANS_OF = frozenset(_MEANS.split())


def _no_feat(clause: Clause, at: int) -> bool:
    """What the verb and its first words tell is nothing that the product does for its user."""
    low = clause.units[at].low
    behind = [u.low for u in clause.units[at + 1 : at + 3]]
    if low in _TO_DO and not _does(clause, at):
        return True
    if low.startswith(("perm", "let", "autoris", "allow")) and allows_product(clause, at):
        return True
    if behind[:1] and behind[0] in _DEMANDS and low.startswith(_MAY_NOW):
        return True  # `Claude peut maintenant exiger votre passeport`
    if behind[:1] in (["be"], ["etre"]) and behind[-1].startswith(_SUFFERED):
        return True  # `Claude can now be blamed in court`
    if low in {"apprend a", "apprennent a"} and at + 1 < clause.high and is_product(clause.units[at + 1]):
        return True  # `Un prof apprend à Claude à …`
    if low in {"arrive a", "arrivent a"} and not (behind and behind[0].endswith(("er", "ir", "re"))):
        return True  # `arrive à la barre`: where it comes, and nothing that it manages
    return low in {"sait", "savent"} and _knows_of(clause, at)


_TO_YOU = frozenset({"va vous", "vont vous", "va bientot vous", "va enfin vous"})
_TO_DO = _TO_YOU | {
    "will", "will soon", "will now", "va", "vont", "va bientot", "vont bientot", "va automatiquement",
    "va desormais", "starts", "begins",
}  # fmt: skip
_MAY_NOW = ("peut ", "peuvent ", "pourra", "can ", "will", "va ", "vont ")
_DEMANDS = frozenset(
    {
        "count",
        "boast",
        "thank",
        "celebrate",
        "breathe",
        "brag",
        "exiger",
        "reclamer",
        "refuser",
        "interdire",
        "demand",
        "refuse",
    }
)
"""What it does against its reader."""
_SUFFERED = (
    "blam", "sued", "fool", "trick", "hack", "bann", "block", "subpoena", "fined", "remov", "uninstall", "beat",
    "outwit", "hijack", "jailbr", "poursuiv", "attaqu", "pirat", "bloqu", "interdit", "condamn", "trompe", "desactiv",
)  # fmt: skip


def _does(clause: Clause, at: int) -> bool:
    """`Gemini va trier vos courriels`: a product right before, and what it will do."""
    units = clause.units
    if at + 1 >= clause.high or at == clause.low or not is_product(units[at - 1]):
        return False
    if "negation" in units[at + 1].cues:
        return False
    act = units[at + 1].low.split()[0]
    if units[at].low in {"starts", "begins"}:
        return act.endswith("ing")
    if act in _NO_FEAT or not act.isalpha():
        return False
    if units[at].low in _TO_YOU and act in _DONE_TO_YOU:
        return False
    return units[at].low.startswith("will") or act.endswith(("er", "ir", "re"))


_NO_FEAT = {
    "be", "have", "not", "never", "cost", "lose", "need", "cease", "end", "die", "face", "pay", "disparaitre",
    "perdre", "couter", "cesser", "fermer", "devoir", "manquer", "etre", "avoir", "payer", "mourir", "finir",
    "echouer", "lie", "kill", "stand", "testify", "betray", "mentir", "tuer", "comparaitre", "decevoir",
    "temoigner", "souffrir", "survivre", "haunt", "outlive", "spy", "remain", "stay", "hanter", "rester",
    "espionner", "vieillir", "trahir", "inquieter",
}  # fmt: skip
_DONE_TO_YOU = frozenset(
    {
        "demander", "rendre", "espionner", "surveiller", "ecouter", "suivre", "pister", "remplacer", "obliger",
        "forcer", "imposer", "empecher", "interdire", "facturer", "priver", "decevoir", "agacer", "enerver",
        "manipuler", "mentir", "tromper", "juger", "voler", "prendre", "faire", "manquer", "surprendre", "etonner",
        "bluffer", "montrer", "afficher", "inonder", "vendre", "ruiner", "trahir", "denoncer", "noter", "punir",
        "licencier", "lasser", "hanter", "menacer", "bannir", "bloquer", "filmer", "enregistrer",
    }
)  # fmt: skip
"""What is no service to the reader: `va vous demander votre âge`, `va vous afficher des publicités`."""


def _knows_of(clause: Clause, at: int) -> bool:
    """`Ce que Copilot sait de vous`: what it knows, and no skill."""
    behind = clause.units[at + 1].low if at + 1 < clause.high else ""
    return (
        behind in {"de", "d", "que", "tout", "ce", "trop", "", "ou"} or clause.units[clause.low].low == "ce"
    )


def _gains_nothing(clause: Clause, at: int) -> bool:
    """What it gets is no ability."""
    low = clause.units[at].low
    behind = clause.units[at + 1 : at + 6]
    if any(u.low in NO_GAIN for u in behind):
        return True  # `Grok gets a Pentagon contract`, `ChatGPT gagne du terrain`
    if low.startswith(("profite d", "beneficie d")) and not _bettered(clause, at):
        return True  # `Grok profite d'un vide juridique`
    if [u.low for u in behind[:2]] == ["du", "temps"]:
        return True  # `Siri gagne du temps`
    return at + 1 < clause.high and behind[0].sum is not None  # `débloque 25 millions pour la recherche`


_BETTER = frozenset(
    {"mise", "mode", "fonction", "fonctionnalite", "version", "refonte", "memoire", "voix", "option"}
)


def _bettered(clause: Clause, at: int) -> bool:
    """`Outlook profite d'une fonction inédite`: what it has from now on is a part of it."""
    near = clause.units[at + 1 : min(at + 4, clause.high)]
    return any(unit.low in _BETTER or unit.cues & {"ai", "ai_object", "new"} for unit in near)


def _of_program(clause: Clause, at: int) -> bool:
    """A programme or the like stands behind the verb, and nothing of software before it."""
    low = clause.units[at].low
    does = low.startswith(("can now", "peut desormais", "peut maintenant", "peut enfin"))
    for k in range(at + 1 + 2 * does, min(at + 6, clause.high)):
        unit = clause.units[k]
        if is_product(unit) or "ai_object" in unit.cues or of_software(clause.units, k):
            break
        if unit.low in _FOR_WHOM and any("ai" in u.cues for u in clause.units[at + 1 : k]):
            break  # `now offers an AI agent for lawyers`
        if "program" in unit.cues and not unit.verbs and not _becomes(clause, k):
            return True
    return False


_FOR_WHOM = frozenset({"for", "pour", "to", "aux"})


def _becomes(clause: Clause, k: int) -> bool:
    """`turns your notes into a podcast`: what comes of it."""
    before = [unit.low for unit in clause.units[max(clause.low, k - 3) : k]]
    return "into" in before or before[-1:] == ["en"]
