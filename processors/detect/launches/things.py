"""What a firm brings out that nobody can use: `introduces a dress code`, `unveils its first ChatGPT billboard`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from processors.detect.grammar.clauses import PREPOSITIONS, Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.object_words import NP_STOPS
from processors.detect.launches.objects import is_product
from processors.detect.words.closed_classes import FRENCH
from processors.detect.words.unit import Text, Unit

_STOPS = (NP_STOPS | PREPOSITIONS | {"and", "but", "or", "while", "ahead", "before", "because", "where"}) - {
    "a"
}
_WITHIN = frozenset({"'", "-", '"', "“", "”"})
_TAIL = frozenset(
    {
        "today", "tomorrow", "yesterday", "now", "globally", "worldwide", "again", "together", "also",
        "monday", "tuesday", "wednesday", "thursday", "friday", "abroad", "instead", "first",
    }
)  # fmt: skip


def no_thing(reading: Reading, text: Text, clause: Clause, at: int) -> bool:
    """The noun that ends the object of the word at `at` names a rule, a party, a post, a sum: no product.

    Whatever stands before it: `launches a Gemini ad campaign`. What such a word only begins is one: `a campaign
    builder`. A name in capitals may be called by any word.
    """
    if at + 1 < clause.high and clause.units[at + 1].low in _FRENCH:
        return _no_french_thing(reading, text, clause, at)
    head = _head(clause, at) if at + 1 < clause.high else None
    if head is None or (_named_so(clause, head) and not clause.sentence.title_case):
        return False
    if any(unit.low in _READER for unit in clause.units[at + 1 : clause.high] if unit.start < head.start):
        return False  # `lets Gemini plan your wedding`
    verbs = [verb for _, verb in clause.units[at].verbs]
    if verbs and all(verb.weak for verb in verbs) and _WITH.match(text.folded, head.end):
        return False  # `takes on its rivals with a new model`
    near = [unit for unit in clause.units[at + 1 : clause.high] if unit.start <= head.start][-_LONGEST:]
    if not _named(reading, text, near, further=True):
        return False
    if clause.units[at].verbs:
        return True
    between = takewhile(lambda unit: unit is not head, clause.units[at + 1 :])
    # `Google's new tool writes letters`
    return not any(unit.low.endswith("s") and len(unit.low) > 3 and not unit.party for unit in between)


def _named_so(clause: Clause, head: Unit) -> bool:
    """Its last word has a capital: `AI push` has none."""
    return clause.sentence.text[head.end - len(head.low.split()[-1])].isupper()


_WITH = re.compile(r" (?:with|by) (?:an? |its |new |two |three |four )| avec ")
_FRENCH = FRENCH | {"de", "d"}
"""Here the list in French is asked, and of verbs that begin something: `ajoute un sondage` is a feature."""
_BEGINS = (
    "lanc", "a lanc", "relanc", "devoil", "a devoil", "present", "a present", "annonc", "a annonc", "ouvr", "a ouvert",
    "inaugur", "sor", "deploi", "publi", "a publi", "cre", "prepar", "introdui", "entam", "degain", "officialis",
    "livr", "amorc", "engag", "initi",
)  # fmt: skip
_BEFORE_NOUNS = frozenset(
    {
        "nouveau", "nouvel", "nouvelle", "nouveaux", "nouvelles", "grand", "grande", "grands", "grandes", "vaste",
        "vastes", "premier", "premiere", "premiers", "premieres", "petit", "petite", "gros", "grosse", "beau", "belle",
        "veritable", "vrai", "vraie", "large", "immense", "enorme", "ultime", "dernier", "derniere", "propre",
        "propres", "second", "seconde", "deuxieme", "troisieme", "enieme", "discret", "ambitieux", "ambitieuse", "deux",
        "double", "trois", "cinq", "six", "sept", "dix", "triple", "fameux", "fameuse", "serieux", "serieuse",
        "quatre", "'",
    }
)  # fmt: skip


def _no_french_thing(reading: Reading, text: Text, clause: Clause, at: int) -> bool:
    """`lance un vaste bras de fer`, `dévoile ses principes`: the noun behind article and adjective."""
    if not clause.units[at].low.startswith(_BEGINS):
        return False
    k = at + 2
    while k < clause.high and clause.units[k].low in _BEFORE_NOUNS:
        k += 1
    if k >= clause.high:
        return False
    listed = reading.rules.listed["no-thing-french"]
    named = listed.match(text.folded, clause.units[k].start)
    if named is None and k + 1 < clause.high and _plain(clause.units[k]):
        named = listed.match(text.folded, clause.units[k + 1].start)  # `lance un vibrant plaidoyer`
    if named is None or _OF_SOFTWARE.match(text.folded, named.end()):
        return False
    behind = pairwise(
        clause.units[k : clause.high]
    )  # `la chasse aux bugs avec Gemini`, `ses principes et GPT-9`
    return not any(one.low in {"avec", "dans", "et"} and is_product(two) for one, two in behind)


def _plain(unit: Unit) -> bool:
    return not (unit.capital or unit.cues or unit.verbs or unit.party or unit.sign or unit.sum)


_OF_SOFTWARE = re.compile(
    r"(?: [\w-]+)? (?:d')?(?:virtuel(?:le)?s?|numeriques?|interacti(?:f|ve)s?|intelligente?s?|automatiques?|agents?|ia|"
    r"applications|extensions|peuplee?s?|simulee?s?|generee?s?)\b"
)
"""`un café virtuel`, `un club d'agents IA`: by what stands behind it, it is a product all the same."""


_LONGEST = 4
"""Units that what the list names has before its last one, and that one."""
_READER = frozenset({"your", "you"})
_IS = frozenset({"is", "are", "was", "were", "been", "being", "has", "have", "had", "will", "be", "now"})


def names_no_thing(reading: Reading, text: Text, before: Sequence[Unit]) -> bool:
    """`A petition has been launched`: the last word before a verb of launching names no product."""
    of = next((k for k, unit in enumerate(before) if k and unit.low == "of"), len(before))
    head = next((unit for unit in reversed(before[:of]) if unit.low not in _IS), None)
    if head is None:
        return False
    near = [unit for unit in before if unit.start <= head.start][-_LONGEST:]
    return _named(reading, text, near)


def _named(reading: Reading, text: Text, near: Sequence[Unit], further: bool = False) -> bool:
    """The list names what ends with the last of these words, or, `further`, behind it; `AI talent` may be one unit."""
    listed, end = reading.rules.listed["no-thing"], near[-1].end
    for word in _WORDS.finditer(text.folded, near[0].start, end):
        if listed.fullmatch(text.folded, word.start(), end) is not None:
            return True
        told = listed.match(text.folded, word.start()) if further else None
        if told is not None and told.end() > end:
            return True
    return False


_WORDS = re.compile(r"(?<![\w'-])\w")


def _head(clause: Clause, at: int) -> Unit | None:
    """The last word of the noun phrase behind `at`; of two objects, as of giving, that of what is given."""
    units, k = clause.units, at + 1
    while k < clause.high and not _stops(clause, k) and not units[k - 1].low.endswith(" to"):
        k += 1  # (`a plan to` is one unit)
    while k > at + 1 and (units[k - 1].low in _TAIL or units[k - 1].sign):
        k -= 1
    return units[k - 1] if k > at + 1 else None


def _stops(clause: Clause, k: int) -> bool:
    unit = clause.units[k]
    if unit.low == "a":
        return clause.sentence.text[unit.start] in "àÀ"
    if unit.low.split()[0].endswith("ing") and k and is_product(clause.units[k - 1]):
        return True  # `launches GPT-9 beating its rivals`
    return unit.low in _STOPS or (unit.sign and unit.low not in _WITHIN)
