"""The small words of English and French: articles, possessives, what points, what leads to an owner or maker.

As `Unit.low` has them: folded, and an elided one (`l'`, `d'`) is a unit of its own before its sign.

A set of small words elsewhere is composed of these (`ARTICLES | ITS`), and says in its own words only what it adds.
Where one is left out on purpose (`la` is also a pronoun, `son` an English noun), that set's own lines say so.
"""

from __future__ import annotations

DEFINITE = frozenset({"the", "le", "la", "les", "l"})
INDEFINITE = frozenset({"a", "an", "un", "une"})
"""Of one thing. `a` is a French verb and, folded, the French `to` as well; `an` is German."""
ARTICLES = DEFINITE | INDEFINITE

ELIDED = "'"
"""The sign behind an elided word: whoever steps over articles steps over it, too."""
THE = DEFINITE | {ELIDED}
"""What stands before a noun that is known, unit by unit."""

ITS = frozenset({"its", "son", "sa", "ses"})
"""A firm's own. French has no other word for a person's."""
POSSESSIVES = ITS | {"his", "her", "their", "leur", "leurs"}
OUR = frozenset({"our", "notre", "nos"})
YOUR = frozenset({"your", "votre", "vos"})
THIS = frozenset({"this", "that", "these", "those", "ce", "cet", "cette", "ces"})

COUNTED = frozenset({"two", "three", "four", "five", "deux", "trois", "quatre", "cinq"})
"""A few things, counted in words."""

PLURAL = frozenset({"les", "des", "ses", "leurs", "nos", "vos", "ces", "these", "those"})
"""What says by itself that it is of several things."""
FRENCH = frozenset(
    {
        "le", "la", "l", "les", "un", "une", "des", "son", "sa", "ses", "leur", "leurs", "notre", "nos", "votre", "vos",
        "ce", "cet", "cette", "ces",
    }
)  # fmt: skip
"""All that stand before a French noun and tell it from a verb or an English word."""

DE = frozenset({"de", "d", "du", "des"})
OF = DE | {"of"}
OF_NAME = frozenset({"of", "de", "d"})
"""Before a name, which has no article: `du` and `des` stand before nouns."""
FROM = frozenset({"by", "from", "par", "de", "d"})
"""Before who made or sent it: `a lamp by X`, `une lampe de X`."""

AND = frozenset({"and", "et", "&"})
RELATIVES = frozenset({"that", "which", "who", "whose", "qui"})
ASKING = frozenset({"how", "why", "comment", "pourquoi", "combien"})

IT = frozenset({"it", "il", "elle"})
THEY = frozenset({"they", "ils", "elles"})
PRONOUNS = IT | THEY | {"he", "she"}
READER = YOUR | {"you", "yours", "vous", "tes", "ton"}
"""Whom a headline speaks to."""
