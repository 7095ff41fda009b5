"""From a verb's lemma to its forms in German and Spanish, as `inflect` makes them in French and English.

A German lemma with a bar is separable: of `vor|stellen` the finite forms count only where `vor` ends their clause
(`particles`), since `stellt X ein` says something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from processors.detect.words.inflect import Form

# third person present, past and participle
_DE_IRREGULAR: dict[str, tuple[str, str, str]] = {
    "bekommen": ("bekommt", "bekam", "bekommen"), "bringen": ("bringt", "brachte", "gebracht"),
    "erhalten": ("erhält", "erhielt", "erhalten"), "erwerben": ("erwirbt", "erwarb", "erworben"),
    "geben": ("gibt", "gab", "gegeben"), "nehmen": ("nimmt", "nahm", "genommen"),
    "schließen": ("schließt", "schloss", "geschlossen"), "steigen": ("steigt", "stieg", "gestiegen"),
    "übernehmen": ("übernimmt", "übernahm", "übernommen"), "werben": ("wirbt", "warb", "geworben"),
}  # fmt: skip
_DE_INSEPARABLE = ("be", "er", "ver", "ent", "über", "zer")

# third person present in both numbers, past in both, the future's stem, the participle's masculine
_ES_IRREGULAR: dict[str, tuple[str, str, str, str, str, str]] = {
    "adquirir": ("adquiere", "adquieren", "adquirió", "adquirieron", "adquirir", "adquirido"),
    "cerrar": ("cierra", "cierran", "cerró", "cerraron", "cerrar", "cerrado"),
    "conseguir": ("consigue", "consiguen", "consiguió", "consiguieron", "conseguir", "conseguido"),
    "desplegar": ("despliega", "despliegan", "desplegó", "desplegaron", "desplegar", "desplegado"),
    "invertir": ("invierte", "invierten", "invirtió", "invirtieron", "invertir", "invertido"),
    "obtener": ("obtiene", "obtienen", "obtuvo", "obtuvieron", "obtendr", "obtenido"),
}  # fmt: skip


def german(lemma: str) -> Iterator[Form]:
    """The forms of a German verb, words after it stay (`beteiligen sich an`); `auf den Markt|bringen` is separable."""
    particle, _, rest = lemma.rpartition("|")
    verb, _, tail = rest.partition(" ")
    tail = f" {tail}" if tail else ""
    present, past, participle = _DE_IRREGULAR.get(verb) or _weak(verb)
    yield present + tail, "present"
    yield past + tail, "past"
    if not particle:
        yield verb + tail, "base"
        yield participle, "participle"
        return
    yield verb, "present"
    yield past.removesuffix("e") + "en", "past"
    joined = particle + (" " if " " in particle else "")
    for form, mood in ((verb, "base"), (f"zu{verb}", "base"), (participle, "participle")):
        yield joined + form, "participle" if mood == "participle" else "base"


def _weak(verb: str) -> tuple[str, str, str]:
    stem = verb.removesuffix("n").removesuffix("e") if verb.endswith(("en", "ern", "eln")) else verb
    stem += "e" if stem.endswith(("t", "d", "chn", "ffn")) else ""
    before = "" if verb.startswith(_DE_INSEPARABLE) or verb.endswith("ieren") else "ge"
    return f"{stem}t", f"{stem}te", f"{before}{stem}t"


def particles(lemma: str) -> Mapping[str, str]:
    """By finite form of a separable German verb the word that must end its clause; nothing of another verb."""
    particle, bar, _ = lemma.rpartition("|")
    finite = ("present", "past")
    return {form: particle for form, mood in german(lemma) if mood in finite} if bar else {}


def spanish(lemma: str) -> Iterator[Form]:
    """The forms of a Spanish verb; words after it stay (`entrar en el capital de`)."""
    verb, _, tail = lemma.partition(" ")
    tail = f" {tail}" if tail else ""
    one, many, did, they_did, ahead, done = _ES_IRREGULAR.get(verb) or _regular(verb)
    yield verb + tail, "base"
    yield one + tail, "present"
    yield many + tail, "present"
    yield did + tail, "past"
    yield they_did + tail, "past"
    yield f"{ahead}á{tail}", "future"
    yield f"{ahead}án{tail}", "future"
    yield f"{ahead}ía{tail}", "conditional"
    yield f"{ahead}ían{tail}", "conditional"
    for ending in ("o", "a", "os", "as"):
        yield done[:-1] + ending + tail, "participle"


def _regular(verb: str) -> tuple[str, str, str, str, str, str]:
    stem = verb[:-2]
    if verb.endswith("ar"):
        return f"{stem}a", f"{stem}an", f"{stem}ó", f"{stem}aron", verb, f"{stem}ado"
    return f"{stem}e", f"{stem}en", f"{stem}ió", f"{stem}ieron", verb, f"{stem}ido"
