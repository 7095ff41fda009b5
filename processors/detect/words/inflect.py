"""From a verb's lemma to its forms, in French and English, each with its mood.

Only the third person and the non-finite forms are made: headlines hold hardly any other. The mood
matters more than the form: a conditional is hearsay, a future is a plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

Mood = Literal["base", "present", "past", "participle", "gerund", "future", "conditional"]
Form = tuple[str, Mood]

_EN_IRREGULAR: dict[str, tuple[str, str]] = {
    "bring": ("brought", "brought"), "build": ("built", "built"), "buy": ("bought", "bought"),
    "come": ("came", "come"), "draw": ("drew", "drawn"), "drive": ("drove", "driven"), "eat": ("ate", "eaten"),
    "fall": ("fell", "fallen"), "find": ("found", "found"), "get": ("got", "got"), "give": ("gave", "given"),
    "go": ("went", "gone"), "grow": ("grew", "grown"), "have": ("had", "had"), "hold": ("held", "held"),
    "ink": ("inked", "inked"), "lead": ("led", "led"), "leave": ("left", "left"), "let": ("let", "let"),
    "make": ("made", "made"), "meet": ("met", "met"), "pay": ("paid", "paid"), "put": ("put", "put"),
    "rewrite": ("rewrote", "rewritten"), "see": ("saw", "seen"), "sell": ("sold", "sold"),
    "send": ("sent", "sent"), "set": ("set", "set"), "show": ("showed", "shown"), "sink": ("sank", "sunk"),
    "spend": ("spent", "spent"), "spin": ("spun", "spun"), "strike": ("struck", "struck"),
    "sweep": ("swept", "swept"), "take": ("took", "taken"), "teach": ("taught", "taught"),
    "win": ("won", "won"), "write": ("wrote", "written"), "become": ("became", "become"),
    "begin": ("began", "begun"), "throw": ("threw", "thrown"), "lay": ("laid", "laid"), "break": ("broke", "broken"),
    "spring": ("sprang", "sprung"), "stick": ("stuck", "stuck"), "weave": ("wove", "woven"),
    "fling": ("flung", "flung"), "shed": ("shed", "shed"),
    "bet": ("bet", "bet"), "bid": ("bid", "bid"), "hit": ("hit", "hit"), "cut": ("cut", "cut"),
    "seal": ("sealed", "sealed"), "close": ("closed", "closed"), "run": ("ran", "run"),
}  # fmt: skip
_DOUBLED = {
    "bag", "nab", "net", "plan", "grab", "ship", "tap", "get", "put", "let", "win", "bet", "bid", "cut", "set",
    "swap", "drop", "hit", "run", "top", "sum", "plug", "pen", "commit", "spin", "step", "plot", "snap", "embed",
    "wrap", "unwrap", "trot", "slip", "pop", "slot", "flip", "equip", "begin", "chip", "strip",
}  # fmt: skip

# third person present singular and plural, participle, future stem, imperfect stem, present participle
_FR_IRREGULAR: dict[str, tuple[str, str, str, str, str]] = {
    "acquérir": ("acquiert", "acquièrent", "acquis", "acquerr", "acquér"),
    "apparaître": ("apparaît", "apparaissent", "apparu", "apparaîtr", "apparaiss"),
    "abattre": ("abat", "abattent", "abattu", "abattr", "abatt"),
    "accueillir": ("accueille", "accueillent", "accueilli", "accueiller", "accueill"),
    "cueillir": ("cueille", "cueillent", "cueilli", "cueiller", "cueill"),
    "recueillir": ("recueille", "recueillent", "recueilli", "recueiller", "recueill"),
    "atteindre": ("atteint", "atteignent", "atteint", "atteindr", "atteign"),
    "concevoir": ("conçoit", "conçoivent", "conçu", "concevr", "concev"),
    "prévoir": ("prévoit", "prévoient", "prévu", "prévoir", "prévoy"),
    "revoir": ("revoit", "revoient", "revu", "reverr", "revoy"),
    "refondre": ("refond", "refondent", "refondu", "refondr", "refond"),
    "avoir": ("a", "ont", "eu", "aur", "av"),
    "conclure": ("conclut", "concluent", "conclu", "conclur", "conclu"),
    "conquérir": ("conquiert", "conquièrent", "conquis", "conquerr", "conquér"),
    "construire": ("construit", "construisent", "construit", "construir", "construis"),
    "convertir": ("convertit", "convertissent", "converti", "convertir", "convertiss"),
    "devenir": ("devient", "deviennent", "devenu", "deviendr", "deven"),
    "être": ("est", "sont", "été", "ser", "ét"),
    "faire": ("fait", "font", "fait", "fer", "fais"),
    "introduire": ("introduit", "introduisent", "introduit", "introduir", "introduis"),
    "mettre": ("met", "mettent", "mis", "mettr", "mett"),
    "obtenir": ("obtient", "obtiennent", "obtenu", "obtiendr", "obten"),
    "offrir": ("offre", "offrent", "offert", "offrir", "offr"),
    "ouvrir": ("ouvre", "ouvrent", "ouvert", "ouvrir", "ouvr"),
    "permettre": ("permet", "permettent", "permis", "permettr", "permett"),
    "produire": ("produit", "produisent", "produit", "produir", "produis"),
    "prendre": ("prend", "prennent", "pris", "prendr", "pren"),
    "recevoir": ("reçoit", "reçoivent", "reçu", "recevr", "recev"),
    "rejoindre": ("rejoint", "rejoignent", "rejoint", "rejoindr", "rejoign"),
    "remettre": ("remet", "remettent", "remis", "remettr", "remett"),
    "rendre": ("rend", "rendent", "rendu", "rendr", "rend"),
    "répondre": ("répond", "répondent", "répondu", "répondr", "répond"),
    "réduire": ("réduit", "réduisent", "réduit", "réduir", "réduis"),
    "savoir": ("sait", "savent", "su", "saur", "sav"),
    "sortir": ("sort", "sortent", "sorti", "sortir", "sort"),
    "soutenir": ("soutient", "soutiennent", "soutenu", "soutiendr", "souten"),
    "souscrire": ("souscrit", "souscrivent", "souscrit", "souscrir", "souscriv"),
    "tenir": ("tient", "tiennent", "tenu", "tiendr", "ten"),
    "vendre": ("vend", "vendent", "vendu", "vendr", "vend"),
    "venir": ("vient", "viennent", "venu", "viendr", "ven"),
    "vouloir": ("veut", "veulent", "voulu", "voudr", "voul"),
    "voir": ("voit", "voient", "vu", "verr", "voy"),
    "étendre": ("étend", "étendent", "étendu", "étendr", "étend"),
}  # fmt: skip


def english(lemma: str) -> Iterator[Form]:
    """The forms of an English verb; words after the first stay as they are (`snap up`).

    `*` after the verb marks one that is not to be conjugated (`is here*`).
    """
    if lemma.endswith("*"):
        yield lemma[:-1], "present"
        return
    verb, _, rest = lemma.partition(" ")
    tail = f" {rest}" if rest else ""
    past, participle = _EN_IRREGULAR.get(verb, (_ed(verb), _ed(verb)))
    yield verb + tail, "base"
    yield _s(verb) + tail, "present"
    yield past + tail, "past"
    yield participle + tail, "participle"
    yield _ing(verb) + tail, "gerund"


def _s(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith(("s", "x", "z", "ch", "sh", "go", "do")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + "s"


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ied"
    return verb + verb[-1] + "ed" if verb in _DOUBLED else verb + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe")):
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if verb in _DOUBLED else verb + "ing"


def french(lemma: str) -> Iterator[Form]:
    """The forms of a French verb; a leading `se`/`s'` and words after the verb stay with it."""
    if lemma.endswith("*"):
        yield lemma[:-1], "present"
        return
    verb, _, rest = lemma.partition(" ")
    reflexive = ""
    if verb == "se":
        verb, _, rest = rest.partition(" ")
        reflexive = "se "
    elif verb.startswith("s'"):
        verb, reflexive = verb[2:], "s'"
    tail = f" {rest}" if rest else ""
    for form, mood in _french(verb):
        if reflexive and mood == "participle":
            yield f"{_est(reflexive)}{form}{tail}", mood
            yield f"{form}{tail}", mood
        else:
            yield f"{reflexive}{form}{tail}", mood


def _est(reflexive: str) -> str:
    return "s'est "


def _french(verb: str) -> Iterator[Form]:
    if verb in _FR_IRREGULAR or any(verb.endswith(key) for key in ("prendre", "mettre", "venir", "tenir")):
        yield from _irregular(verb)
    elif verb.endswith("er"):
        yield from _first_group(verb)
    elif verb.endswith(("endre", "ondre", "andre", "erdre", "ordre")):
        stem = verb[:-2]  # entendre, fondre, perdre
        yield from _shared(verb, stem, stem + "ent", stem + "u", verb[:-1], stem)
    else:
        yield from _second_group(verb)


def _irregular(verb: str) -> Iterator[Form]:
    if verb in _FR_IRREGULAR:
        singular, plural, participle, future, imperfect = _FR_IRREGULAR[verb]
    else:
        key = next(key for key in ("prendre", "mettre", "venir", "tenir") if verb.endswith(key))
        prefix = verb[: -len(key)]
        singular, plural, participle, future, imperfect = (prefix + part for part in _FR_IRREGULAR[key])
    yield from _shared(verb, singular, plural, participle, future, imperfect)


def _first_group(verb: str) -> Iterator[Form]:
    stem = verb[:-2]
    soft = {"g": stem + "e", "c": stem[:-1] + "ç"}.get(stem[-1], stem)
    strong = _strong(stem)
    yield from _shared(verb, strong + "e", strong + "ent", stem + "é", _future(stem, strong), soft)
    yield soft + "a", "past"
    yield stem + "èrent", "past"
    if stem.endswith(("et", "el")):  # jeter → jette, appeler → appelle, beside achète and gèle
        yield stem + stem[-1] + "e", "present"
        yield stem + stem[-1] + "ent", "present"


def _strong(stem: str) -> str:
    """The stem before a mute ending: lever → lèv, accélérer → accélèr, déployer → déploi."""
    if stem.endswith("y"):
        return stem[:-1] + "i"
    for at in range(len(stem) - 1, max(-1, len(stem) - 3), -1):
        if stem[at] in "eé" and at < len(stem) - 1:
            return stem[:at] + "è" + stem[at + 1 :]
        if stem[at] in "aiouâêîôûà":
            break
    return stem


def _future(stem: str, strong: str) -> str:
    return (strong if stem.endswith("y") or (strong != stem and "é" not in stem[-2:]) else stem) + "er"


def _second_group(verb: str) -> Iterator[Form]:
    stem = verb[:-1] if verb.endswith("ir") else verb
    yield from _shared(verb, stem + "t", stem + "ssent", stem, verb, stem + "ss")


def _shared(
    verb: str, singular: str, plural: str, participle: str, future: str, imperfect: str
) -> Iterator[Form]:
    yield verb, "base"
    yield singular, "present"
    yield plural, "present"
    for ending in ("", "e", "s", "es"):
        yield participle + ending, "participle"
    yield future + "a", "future"
    yield future + "ont", "future"
    yield future + "ait", "conditional"
    yield future + "aient", "conditional"
    yield imperfect + "ait", "past"
    yield imperfect + "aient", "past"
    yield imperfect + "ant", "gerund"
