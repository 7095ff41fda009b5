"""What shows each sign of a happening: the lines of lines/*.txt, and one pattern of all of them, which sees that a
headline has none, as most have.

A line is a kind of happening, the heads of what shows it, each at the beginning of a word, and after ` >` what follows
any of these: where nothing is said, the end of the word. What is set in goes on with the line before; a line that
begins with `#` says what those below it have in common. In folded text, its apostrophes turned into spaces. Compiled
when first asked for: a command that compares no headlines goes without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FILES = ("times", "markets", "people", "flaws", "laws", "opinions", "courts", "deals", "later")
_MOVES = """slips|slip|slides|slide|slid|dips|dip|sinks|sink|sank|falls|fall|fell|tumbles|tumble|plunges|plunge|drops
|drop|climbs|climb|jumps|jump|surges|surge|soars|soar|rallies|rally|gains|loses|recule|chute|plonge|devisse|decroche|bondit
|grimpe|s.envole|flambe|perd""".replace("\n", "")
"""What a share does."""
_DEAL = (
    r"(?:acquisitions?|takeover|purchase|buyout|merger|tie up|deal|stake|investment|rachat|fusion|prise de \w+"
    r"|reprise|investissement|participation)\b"
)
"""What an authority looks into, blocks or clears, and what is undone."""
_LAW = r"(?:laws?|bills?|acts?|directive|regulations?|statute|loi|lois|projet de loi|reglement)\b"
"""What a parliament makes and a head of state signs, or not."""
_WHO = """users|customers|subscribers|developers|creators|editors|workers|employees|staff|unions?|teachers|parents
|pupils|students|artists|actors|authors|writers|musicians|lawyers|doctors|nurses|drivers|publishers|studios|schools
|universities|accountants|journalists|activists|campaigners|critics|experts|analysts|economists|lawmakers|senators
|hackers|scammers|rivals|competitors|shopkeepers|utilisateurs|abonnes|clients|developpeurs|createurs|salaries
|employes|syndicats?|enseignants|professeurs|artistes|acteurs|comediens|auteurs|musiciens|medecins|avocats|editeurs
|ecoles|journalistes|economistes|analystes|deputes|senateurs|concurrents|internautes""".replace("\n", "")
"""Who neither makes a thing nor buys a firm, but acts upon it."""
_GETS = (
    r"(?:can|may|get|gets|will|now|to|in|of|and|with|are getting|d|de|des|pour|peuvent|ont|recoivent|vont|pourront"
    r"|auront|disposent|accedent|receive|help|helped|across|finally|soon|enfin|have (?:an?|access)"
    r"|sell|vendent|\w+ (?:and|et))\b"
)
"""Whom a thing is for: `bakers can now …`; or who they are: `rivals X and Y back Z`."""
_LISTS = {"MOVES": _MOVES, "DEAL": _DEAL, "LAW": _LAW, "WHO": _WHO, "GETS": _GETS}
"""What a line may name in capitals."""
_Line = tuple[list[str], str]
"""Heads, and what follows them."""


@cache
def _shown() -> tuple[tuple[str, list[str], str], ...]:
    """Kind, heads, and what follows them, of each line."""
    return tuple(_lines())


def _lines() -> Iterator[tuple[str, list[str], str]]:
    for name in _FILES:
        text = (Path(__file__).parent / "lines" / f"{name}.txt").read_text(encoding="utf-8")
        said = "\n".join(line for line in text.splitlines() if line and not line.startswith("#"))
        for line in said.replace("\n  ", "").splitlines():
            kind, _, shown = line.partition(": ")
            heads, _, after = _spelt_out(shown).partition(" >")
            yield kind, heads.split("|"), after or r"\b"


def _spelt_out(shown: str) -> str:
    for name, words in _LISTS.items():
        shown = shown.replace(name, words)
    return shown


@cache
def signs() -> dict[str, re.Pattern[str]]:
    """Kind → what shows it; a step in court is told by the first of its kinds."""
    shown: dict[str, list[_Line]] = {}
    for kind, heads, after in _shown():
        shown.setdefault(kind, []).append((heads, after))
    return {kind: _pattern(lines) for kind, lines in shown.items()}


@cache
def any_sign() -> re.Pattern[str]:
    """What has none of them is seen by this at a tenth of the cost of asking each."""
    return _pattern([(heads, after) for _, heads, after in _shown()])


def _pattern(lines: list[_Line]) -> re.Pattern[str]:
    """The lines by the first two letters of their heads, so that at each word a few of all are tried."""
    return re.compile(rf"\b(?:{_by_letter(lines, depth=2)})")


def _by_letter(lines: list[_Line], depth: int) -> str:
    letters: dict[str, list[_Line]] = {}
    for heads, after in lines:
        for letter in dict.fromkeys(map(_first, heads)) if depth else ("",):
            there = [head[len(letter) :] for head in heads if not depth or _first(head) == letter]
            letters.setdefault(letter, []).append((there, after))
    return "|".join(
        f"{letter}(?:{_by_letter(under, depth - 1)})"
        if letter
        else "|".join(f"(?:{'|'.join(heads)}){after}" for heads, after in under)
        for letter, under in letters.items()
    )


def _first(head: str) -> str:
    """The letter that a head begins with, if it must; or that it stands first."""
    return head[:1] if (head[:1].isalpha() or head[:1] == "^") and head[1:2] not in ("?", "*", "{") else ""
