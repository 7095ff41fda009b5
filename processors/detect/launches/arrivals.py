"""Launches whose subject is the product: it arrives, is available, can now do something; what each verb asks for."""

from __future__ import annotations

from processors.detect.grammar import parties
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.affairs import allows_product
from processors.detect.launches.object_found import of_software
from processors.detect.launches.objects import is_product
from processors.detect.launches.possessions import goes_nowhere, has_nothing, moves_nowhere
from processors.detect.launches.signs import Sign
from processors.detect.launches.subjects import of_subject
from processors.detect.launches.things import no_thing
from processors.detect.launches.venues import (
    NO_GAIN,
    RANKS,
    becomes_other,
    gets_there,
    met_at,
)
from processors.detect.words.closed_classes import ITS, THE
from processors.detect.words.unit import Text, watched


def arriving(reading: Reading, text: Text, clause: Clause, at: int, weak: bool) -> Sign | None:
    units = clause.units
    if units[at].low == "hits" and (
        at + 1 >= clause.high or any(u.low in RANKS for u in units[at + 1 : at + 3])
    ):
        return None  # `Claude hits No. 1 on App Store`
    if met_at(clause, at) or becomes_other(clause, at) or (units[at].low in _OUT and not _is_out(clause, at)):
        return None
    if units[at].low.endswith("added to") and not (at + 1 < clause.high and is_product(units[at + 1])):
        return None  # `Anthropic added to a list of suppliers`
    if reading.organisation is None and has_nothing(clause, at):
        return None
    if (
        _no_arrival(clause, at)
        or moves_nowhere(clause, at)
        or (reading.organisation is None and goes_nowhere(clause, at))
    ):
        return None
    if units[at].low.startswith("accessible") and text.field != "headline":
        return None  # `avec Copilot accessible dans …`: of what kind it is
    if units[at].low.startswith(("rejoi", "s'ajout", "s'immis", "s'attaqu")) and not _finds_host(clause, at):
        return None  # `Grok rejoint la liste des accusés`
    if units[at].low in _REACHES and not gets_there(clause, at):
        return None  # `OpenAI reaches an agreement`
    who = parties.subject(clause, at)
    if (
        who is not None
        and not is_product(units[who])
        and {mood for mood, _ in units[at].verbs} <= {"participle"}
    ):
        return None  # `Hugging Face, la ruche où naissent les IA ouvertes`
    if units[at].low.startswith("r") and any("person_role" in u.cues for u in units[at + 1 : at + 4]):
        return None  # `Apple remplace le responsable de son IA`
    for k in range(max(clause.low, at - 4), at):
        if "program" in units[k].cues and not any(is_product(u) for u in units[k:at]):
            return None
    return of_subject(reading, text, clause, at, 0.86) or _apart(reading, text, clause, at)


_ASKING = frozenset({"comment", "pourquoi", "combien", "how", "why"})


def _named_by(clause: Clause, at: int) -> bool:
    """`installé par défaut`, `par Tessari`: no crowd of users."""
    by = clause.units[at + 2 : at + 3]
    return bool(by) and (by[0].low == "defaut" or by[0].party or by[0].capital)


def _no_arrival(clause: Clause, at: int) -> bool:
    """`de pointe`, `la porte ouverte à`, `installées par des lycéens`, `découvre comment l'IA s'invite`."""
    units = clause.units
    before = [unit.low for unit in units[max(clause.low, at - 3) : at]]
    if {mood for mood, _ in units[at].verbs} <= {"participle"}:
        door = units[at].low.startswith("ouvert") and bool({"porte", "portes"} & set(before))
        by = units[at].low.startswith("install") and [u.low for u in units[at + 1 : at + 2]] == ["par"]
        if before[-1:] in (["de"], ["d"]) or door or (by and not _named_by(clause, at)):
            return True
    return any(unit.low in _ASKING for unit in units[clause.low + 1 : at])


def _apart(reading: Reading, text: Text, clause: Clause, at: int) -> Sign | None:
    """`Google se lance dans la chanson : Berceuse, son générateur, est en ligne`: its owner stands before."""
    units = clause.units
    name = units[clause.low]
    if clause.low < 2 or units[clause.low - 1].low != ":" or not name.capital or at < clause.low + 4:
        return None
    if [units[clause.low + 1].low, units[at - 1].low] != [",", ","] or units[clause.low + 2].low not in ITS:
        return None
    inner = units[clause.low + 3 : at - 1]
    owner = next((u for u in units[: clause.low] if u.party), None)
    company = watched(owner)
    ai = any("ai" in u.cues for u in inner) or (company is not None and company.ai == "core")
    if company is None or not (ai or reading.ai()) or not any(u.cues & {"ai", "ai_object"} for u in inner):
        return None
    return Sign("arrive", text, clause, at, company, owner, [name], weight=0.86, outright=True)


_OUT = frozenset({"drops", "dropped", "is official", "is now official", "goes official"})
_BEHIND = frozenset(
    {",", ":", "-", "–", "—", "!", ".", "today", "now", "and", "with", "as", "early", "worldwide", "globally"}
)


def _is_out(clause: Clause, at: int) -> bool:
    """`GPT-9 drops`, `GPT-9 is official: …`: a version, and nothing that it drops or is officially."""
    units = clause.units
    k = at - 1
    while k > clause.low and units[k].low in {"just", "finally", "has", "have", "officially", "now"}:
        k -= 1
    versioned = k >= clause.low and is_product(units[k]) and any(char.isdigit() for char in units[k].low)
    return versioned and (at + 1 >= clause.high or units[at + 1].low in _BEHIND)


def _finds_host(clause: Clause, at: int) -> bool:
    """`Gemini rejoint Google Agenda`, `s'ajoute à Teams`: a product right before, and one of a firm that is watched
    behind."""
    units = clause.units
    by_its_maker = (
        at > clause.low + 2 and units[at - 2].low in {"de", "'"} and watched(units[at - 1]) is not None
    )
    before = units[clause.low : at] if by_its_maker else units[max(clause.low, at - 1) : at]
    if at + 1 >= clause.high or not any(is_product(unit) for unit in before):
        return False
    k = at + 1
    while k + 1 < clause.high and units[k].low in _SUITE:
        k += 1
    host = units[k]
    return is_product(host) and watched(host) is not None and host.name is not None and not host.name.ai


_SUITE = THE | {"suite", "gamme", "famille", "de", "productivite", "bureautique", "application"}
_REACHES = frozenset({"reach", "reaches", "reached", "reaching"})
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


def _knows_of(clause: Clause, at: int) -> bool:
    """`Ce que Copilot sait de vous`: what it knows, and no skill."""
    behind = clause.units[at + 1].low if at + 1 < clause.high else ""
    return (
        behind in {"de", "d", "que", "tout", "ce", "trop", "", "ou"} or clause.units[clause.low].low == "ce"
    )


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


_TO_YOU = frozenset({"va vous", "vont vous", "va bientot vous", "va enfin vous"})
_TO_DO = _TO_YOU | {
    "will", "will soon", "will now", "va", "vont", "va bientot", "vont bientot", "va automatiquement",
    "va desormais", "starts", "begins",
}  # fmt: skip
_FOR_WHOM = frozenset({"for", "pour", "to", "aux"})
_BETTER = frozenset(
    {"mise", "mode", "fonction", "fonctionnalite", "version", "refonte", "memoire", "voix", "option"}
)


def _bettered(clause: Clause, at: int) -> bool:
    """`Outlook profite d'une fonction inédite`: what it has from now on is a part of it."""
    near = clause.units[at + 1 : min(at + 4, clause.high)]
    return any(unit.low in _BETTER or unit.cues & {"ai", "ai_object", "new"} for unit in near)


def able(reading: Reading, text: Text, clause: Clause, at: int, weak: bool) -> Sign | None:
    if becomes_other(clause, at):
        return None
    if reading.organisation is None and (
        has_nothing(clause, at)
        or (clause.units[at].low.endswith(("has", "adds")) and no_thing(reading, text, clause, at))
    ):
        return None
    before = clause.units[max(clause.low, at - 3) : at]
    thing = bool(before) and "ai_object" in before[-1].cues
    if any("program" in u.cues for u in before) and not (thing or any("ai" in u.cues for u in before)):
        return None  # `OpenAI for Countries adds Estonia`; but `Microsoft's research assistant can now …`
    low = clause.units[at].low
    if at > clause.low and low == "gagner" and before[-1].low == "pour":
        return None  # `joue cinq heures pour gagner`
    if at == clause.low and low in {"getting", "gaining", "receiving", "learning"}:
        return None  # `Getting more out of Claude Code`
    if low in _TO_DO and not _does(clause, at):
        return None
    topic = clause.topic
    if low == "will" and topic is not None and topic.name is not None and topic.name.kind == "person":
        return None  # `Altman: GPT-6 will remember you`
    if low == "to get" and _for_use(clause, at):
        return None
    if low.startswith(("perm", "let", "autoris", "allow")) and allows_product(clause, at):
        return None
    if before and before[-1].low in {"fait", "font", "faire"}:
        return None  # `Copilot fait gagner 26 minutes par jour`
    if any(u.low in NO_GAIN for u in clause.units[at + 1 : at + 6]):
        return None  # `Grok gets a Pentagon contract`, `ChatGPT gagne du terrain`
    behind = [u.low for u in clause.units[at + 1 : at + 3]]
    if behind[:1] and behind[0] in _DEMANDS and low.startswith(_MAY_NOW):
        return None  # `Claude peut maintenant exiger votre passeport`
    if behind[:1] in (["be"], ["etre"]) and behind[-1].startswith(_SUFFERED):
        return None  # `Claude can now be blamed in court`
    if low.startswith(("profite d", "beneficie d")) and not _bettered(clause, at):
        return None  # `Grok profite d'un vide juridique`
    if behind == ["du", "temps"]:
        return None  # `Siri gagne du temps`
    if (
        low == "savoir"
        and at > clause.low
        and clause.units[at - 1].low in {"tout", "a", "de", "faut", "pour"}
    ):
        return None  # `Tout savoir sur …`
    if low in {"apprend a", "apprennent a"} and at + 1 < clause.high and is_product(clause.units[at + 1]):
        return None  # `Un prof apprend à Claude à …`
    if low in {"arrive a", "arrivent a"} and not (behind and behind[0].endswith(("er", "ir", "re"))):
        return None  # `arrive à la barre`: where it comes, and nothing that it manages
    if low in {"sait", "savent"} and _knows_of(clause, at):
        return None
    if at + 1 < clause.high and clause.units[at + 1].sum is not None:
        return None  # `débloque 25 millions pour la recherche`
    does = low.startswith(("can now", "peut desormais", "peut maintenant", "peut enfin"))
    for k in range(at + 1 + 2 * does, min(at + 6, clause.high)):
        unit = clause.units[k]
        if is_product(unit) or "ai_object" in unit.cues or of_software(clause.units, k):
            break
        if unit.low in _FOR_WHOM and any("ai" in u.cues for u in clause.units[at + 1 : k]):
            break  # `now offers an AI agent for lawyers`
        if "program" in unit.cues and not unit.verbs and not _becomes(clause, k):
            return None
    return of_subject(reading, text, clause, at, 0.8)


def _becomes(clause: Clause, k: int) -> bool:
    """`turns your notes into a podcast`: what comes of it."""
    before = [unit.low for unit in clause.units[max(clause.low, k - 3) : k]]
    return "into" in before or before[-1:] == ["en"]


def _for_use(clause: Clause, at: int) -> bool:
    """`Use Claude to get answers`, `an extension to get Claude on each page`: what one does it for."""
    before = clause.units[clause.low : at]
    return not any(watched(u) for u in before) or any(u.low.partition(" ")[0] in _BY_MEANS_OF for u in before)


_MEANS = """use uses used using with via through to try ask turn turns search rely lean
extension extensions plugin plugins add-on script scripts trick tricks hack hacks"""
_BY_MEANS_OF = frozenset(_MEANS.split())
