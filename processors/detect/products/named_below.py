"""Names that a description gives to what the headline launches without one."""

from __future__ import annotations

from processors.detect.launches.signs import Sign
from processors.detect.products.name_runs import BEFORE_NAME, KINDS, run_of
from processors.detect.words.unit import Sentence, Unit, watched

Offsets = tuple[int, int]
_FRAMES = frozenset({"launch", "arrive"})
_SAYS = frozenset(
    {"says", "said", "say", "dit", "annonce", "annoncait", "told", "affirme", "explique", "estime", "assure"}
)
_ABLE = frozenset(
    {
        "can", "will", "lets", "allows", "helps", "uses", "runs", "works", "turns", "makes", "answers", "writes",
        "reads",
        "creates", "draws", "drafts", "generates", "offers", "comes", "costs", "is", "are", "was", "has", "peut",
        "permet",
        "sait", "sera", "utilise", "va", "est", "sont", "repose", "s", "se", "s'appuie", "promises", "promet", "repond",
        "redige", "cree", "transforme", "fonctionne", "propose", "offre", "coute", "genere", "lit", "ecrit",
    }
)  # fmt: skip
_CALLS = frozenset({"calls", "call", "appelle", "appelait"})
_NAMES_IT = (("son", "nom", ":"), ("its", "name", ":"), ("name", "is"), ("nom", "est"))
_ENDS_SO = frozenset(words[-1] for words in _NAMES_IT)


def named_below(sign: Sign, sentence: Sentence) -> Offsets | None:
    """The name that a sentence of the description gives, in the forms that are surest first."""
    for find in (_spelt, _launched, _in_commas, _begins, _two_capitals):
        found = find(sign, sentence)
        if found is not None:
            return sentence.units[found[0]].start, sentence.units[found[1] - 1].end
    return None


def launched_as(sign: Sign, sentence: Sentence) -> Offsets | None:
    """`has launched X, a service that …`: the name behind a verb that launches, with its kind behind a comma."""
    found = _launched(sign, sentence)
    units = sentence.units
    if found is None or found[1] + 1 >= len(units) or units[found[1]].low != ",":
        return None
    if units[found[1] + 1].low.split()[0] not in BEFORE_NAME:
        return None
    return units[found[0]].start, units[found[1] - 1].end


def _two_capitals(sign: Sign, sentence: Sentence) -> tuple[int, int] | None:
    """`Tax Nook can answer questions`: the second word's capital shows a name where the first one's says nothing."""
    units = sentence.units
    end = next((k for k, unit in enumerate(units) if not unit.capital), len(units))
    if not 1 < end < min(len(units), 5) or units[end].low.split()[0] not in _CAN:
        return None
    run = units[:end]
    plain = any(unit.sign or unit.sum or (unit.name and unit.name.kind != "product") for unit in run)
    return None if plain or run[0].low in BEFORE_NAME or _person(units, 0, end) else (0, end)


_CAN = frozenset({"can", "lets", "helps", "answers", "works", "uses", "peut", "permet", "sait", "aide"})


def _names_it(units: list[Unit]) -> bool:
    words = tuple(unit.low for unit in units)
    return words in _NAMES_IT or words[-2:] in _NAMES_IT


def _spelt(sign: Sign, sentence: Sentence) -> tuple[int, int] | None:
    """`which Google calls X`, `que Google appelle X`, `Son nom : X`, `X, c'est son nom`."""
    units = sentence.units
    for k in range(1, len(units) - 1):
        if units[k].low in _CALLS or (units[k].low in _ENDS_SO and _names_it(units[max(0, k - 2) : k + 1])):
            end = run_of(sign, sentence, k + 1)
            if end > k + 1:
                return k + 1, end
    end = run_of(sign, sentence, 0)
    behind = [unit.low for unit in units[end : end + 6]]
    if end and behind[:1] == [","] and ("nom" in behind or behind[1:2] == ["as"]):
        return 0, end
    return None


def _launched(sign: Sign, sentence: Sentence) -> tuple[int, int] | None:
    """`The chipmaker announced X at …`, `a mis en ligne X`, `X is available`: a verb that launches, and the name."""
    units = sentence.units
    for k in sentence.places().verbs:
        frames = {verb.frame for _, verb in units[k].verbs}
        if not frames & _FRAMES:
            continue
        at = k + 1
        while at < len(units) and units[at].low in _BETWEEN:
            at += 1
        end = run_of(sign, sentence, at)
        if "launch" in frames and end > at and not _person(units, at, end):
            return at, end
        low = k
        while low > 0 and run_of(sign, sentence, low - 1) >= k:
            low -= 1
        if low < k and not any(
            u.low in {"in", "on", "dans", "sur", "of", "de"} for u in units[max(0, low - 1) : low]
        ):
            return low, k
    return None


_BETWEEN = frozenset(
    {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "today", "aujourd'hui", "hier", "ce", "new", '"'}
)


def _person(units: list[Unit], at: int, end: int) -> bool:
    return any("person_role" in unit.cues for unit in (*units[max(0, at - 2) : at], *units[end : end + 3]))


def _in_commas(sign: Sign, sentence: Sentence) -> tuple[int, int] | None:
    """`The tool of the start-up, X, works …`, `Cette IA, X, a été entraînée`: a name between commas behind its kind."""
    units = sentence.units
    for k in range(1, len(units) - 2):
        if units[k].low != ",":
            continue
        end = run_of(sign, sentence, k + 1)
        before = units[max(0, k - 8) : k]
        kind = any(unit.low.split()[-1] in KINDS or "ai" in unit.cues for unit in before)
        if k + 1 < end < len(units) and units[end].low == "," and kind and not _person(units, k - 4, k):
            return k + 1, end
    return None


def _begins(sign: Sign, sentence: Sentence) -> tuple[int, int] | None:
    """`X can read …`, `Powered by Y, X turns …`, `Meta says X is …`: a clause begins with the name and what it does."""
    units = sentence.units
    comma = next((k for k, unit in enumerate(units[:8]) if unit.low == ","), None)
    said = next((k for k, unit in enumerate(units[:12]) if unit.low in _SAYS), None)
    for begins in (0, *(k + 1 for k in (comma, said) if k is not None)):
        maker = begins + 2 < len(units) and watched(units[begins]) is sign.company and units[begins].is_firm
        at = begins + (
            maker and units[begins].end + 1 == units[begins + 1].start
        )  # `Mistral Rivage 2 writes`
        end = run_of(sign, sentence, at)
        if not at < end < min(len(units), at + 4):
            continue
        behind = units[end]
        acts = any(mood == "present" for mood, _ in behind.verbs) and not behind.cues
        if behind.low.split()[0] in _ABLE or (acts and behind.low not in _SAYS):
            return at, end
    return None
