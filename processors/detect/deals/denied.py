"""Whether a headline denies the very deal that it names: `X calls report of Y talks false`, `X dément racheter Y`.

It counts where a party says so, or its chief or spokesman: what an analyst or a source thinks denies nothing. Each word
from who says it to the end of the deal must be known, so that `rejects claims that its purchase of X hurts rivals`,
which denies something else, is none. (What no deal is told by, though it is not denied: grammar/refuted.py.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from processors.detect.grammar.claims import Claim, ClaimKind
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.words.closed_classes import DEFINITE, ITS, OF
from processors.detect.words.text import says_any
from processors.detect.words.unit import Text

OF_TALKS = "denied-talks"
"""The rule of a claim that names no deal: `X denies talks with Y`."""
_BETWEEN = """a an the it its he she they that this to of for from by on with is are was were be been being has have had
will in any all s t deal deals talks talk report reports rumour rumours rumor rumors plan plans bid interest offer
proposed planned agreement negotiations merger potential billion million ai chip robotics startup startups firm company
maker lab start up au aux le la les l un une des du de d son sa ses leur leurs que qu ce se en par avec sur pour ete
etre est ont vouloir avoir projet projets discussions negociations negocier rumeur rumeurs informations tentative ia
societe entreprise milliard milliards millions dollars euros"""
FILLER = frozenset(_BETWEEN.split())
"""What may stand between the word that undoes a deal and the one that tells it, beside its parties and its sum."""
_OF_REPORTS = """about alleged latest recent press media would planning seeking looking considering exploring holding
held into speculation claim claims suggestion suggestions saying takeover acquisition purchase buyout sale round funding
stake tout toute toutes rachat fusion levee fonds participation discussion pourparlers information speculations eventuel
eventuelle supposee suppose possible chercher preparer envisager dans capital jeune pousse offre again currently
now yet actuellement selon lesquelles laquelle lequel va vont faisant etat presse signed
spend spending invest investing compute computing cloud capacity"""
_DEAL = r"\b(?:acquisition|takeover|purchase|buyout|merger|sale|funding|round|rachat|fusion|levee)\b"
_WORDS = (
    "false", "true", "accura", "correct", "wrong", "baseless", "unfounded", "fake", "fiction", "specula",
    "den", "dement", "reject", "refut", "rebut", "dismiss", "dispute", "shoots", "shot down", "quash", "no plan",
    "no inten", "no interest", "not ", "n't", "never", "faux", "fauss", "infond", "contest", "nie", "rejet", "balai",
    "pas ", "aucun", "fabricat", "bogus", "made up", "invent", "inexact", "erron", "fondement",
)  # fmt: skip
"""One of them stands in each of these headlines: looked for first."""

_LONGEST = 240
"""Code points of a headline that is looked at: the time grows with more than the square of its length."""


def _any(words: Iterable[str]) -> str:
    """One of the words, the longest that fits and no other: else `it's it's …` is tried in all its cuts."""
    return f"(?>{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"


_OWNS = r"(?:'s\b|s?'(?!\w))?+"
_W = rf"{_any({*FILLER, *_OF_REPORTS.split(), '@', '#', '~'})}{_OWNS}"
_GAP, _REST = rf"(?:{_W}[ '-]+)*", rf"(?:[ '-]+{_W})*"
ROLES = """ceo cfo chief boss chair chairman chairwoman founder cofounder co-founder president executive exec
management company firm startup start-up group maker spokesperson spokesman spokeswoman patron patronne pdg
porte-parole direction fondateur fondatrice cofondateur cofondatrice dirigeant dirigeante presidente
entreprise societe groupe"""
_ROLE = {"jeune pousse", "@", *ROLES.split()}
_OF_WHOM = DEFINITE | ITS | OF | {"ai", *_ROLE}
WHO = rf"(?:{_any(_OF_WHOM)}{_OWNS}[ '-]+)*{_any(_ROLE)}(?:'s\b)?+"
SAYS = (
    r"(?:says?|said|insists?|insisted|maintains?|states?|tells? \w+|told \w+|(?:assure|affirme|declare|indique|jure|"
    r"retorque|replique|martele|certifie)(?:nt)?|dit|disent|soutien(?:nen)?t|garantit|repond(?:ent)?)"
)
_REPORT = r"(?:reports?|rumou?rs?|talk|speculation|claims?|suggestions?|rumeurs?|informations?|speculations?)"
_FALSE = (
    r"(?:not (?:true|accurate|correct)|(?:(?:is|are|all|simply|just|only|pure|mere|completely|totally|entirely|"
    r"categorically) )*(?:false|untrue|inaccurate|incorrect|wrong|baseless|unfounded|groundless|fake|fiction|"
    r"speculati(?:on|ve)|fabricated|bogus|made up|invented)|(?:(?:c'est|totalement|completement|pure) )*"
    r"(?:faux|fausses?|infondee?s?|inexacte?s?|erronee?s?|sans fondement|speculation))"
)
_REJECTS = (
    r"(?:reject(?:s|ed)|refute[sd]?|rebut(?:s|ted)|dismiss(?:es|ed)|dispute[sd]?|(?:shoots|shot|knocks) down|"
    r"quash(?:es|ed)|(?:rejette|balaie|balaye|conteste)(?:nt)?)"
)
_ADVERB = r"(?:(?:also|again|has|have|firmly|flatly|strongly|categorically|formellement|fermement) )*"
_TALKS = (
    r"(?:(?:is|are|was|were|has|have) )?(?:not|never|isn't|aren't|wasn't) (?:been )?(?:currently )?"
    r"(?:in|holding|held|having) (?:any )?(?:talks|discussions|negotiations)|"
    r"n'(?:est|etait|sont|etaient) pas en (?:discussions?|negociations?|pourparlers)"
)
_NOT = (
    rf"(?:{_TALKS}|(?:(?:has|have|had|there are|with) )?no (?:current |immediate )?(?:plans?|intentions?|interest)|"
    r"(?:(?:(?:is|are|was|were) )?not|isn't|aren't|wasn't) (?:planning|looking|seeking|considering|exploring|"
    r"interested|(?:being )?~)|pas (?:de|d|en)|aucun|aucune|(?:qu'(?:il|elle|ils|elles) )?ne ~ pas|"
    r"n'(?:envisage|a) (?:pas|aucune?)(?: l'intention)?|ne (?:negocie|prevoit|prepare|cherche) pas)"
)
_BY = rf" ?[,:;-]+ (?:{SAYS}(?: {WHO})?|selon {WHO}|{WHO}(?: {SAYS})?)"
_FORMS = (
    rf"{WHO} {SAYS} {_GAP}{_REPORT} {_GAP}(?:(?:is|are|was|were) )?{_FALSE}",
    rf"{WHO} (?:calls?|called|labels?|branded|brands?|juge(?:nt)?|qualifie(?:nt)? de) (?:{_FALSE} )?{_GAP}{_REPORT}"
    rf"(?:[ '-]+{_GAP}(?:as )?{_FALSE}|{_REST})",
    rf"{_GAP}{_REPORT} {_GAP}(?:(?:is|are|was|were) )?{_FALSE}{_BY}",
    rf"{_GAP}{_REPORT} {_GAP}(?:is|are|was|were|est|sont|etait|etaient) {_FALSE}",
    rf"{WHO} {_ADVERB}(?:den(?:y|ies|ied)|dement(?:ent)?)(?: any| having)?{_REST}",
    rf"{_GAP}~{_REST} (?:is |are )?denied by {WHO}",
    rf"{WHO} {_ADVERB}{_REJECTS} {_GAP}{_REPORT}{_REST}",
    rf"{WHO} (?:(?:refute|conteste|nie)(?:nt)? (?:~|vouloir|etre|negocier|avoir|tout|toute|un)|"
    rf"refute(?:nt)? (?:le|la|l|son)){_REST}",
    rf"{WHO} ?(?:{SAYS} (?:(?:it|they|he|she|that|we) )*|: (?:we|it|nous) )(?:{_NOT}){_REST}",
    rf"{WHO} {SAYS} (?:ne pas|n'avoir (?:pas|aucune?))(?: l'intention| projet)?{_REST}",
    rf"{WHO} (?:{_TALKS}){_REST}",
    rf"(?:{WHO} )?(?:{_NOT}){_REST}{_BY}",
    rf"{_GAP}~{_REST} ?: (?:(?:the )?{_REPORT} (?:is|was) )?{_FALSE}{_BY}",
)  # fmt: skip
_END = r"(?=$| ?[.,;:!–—|]| (?:as|after|amid|following|despite|but|while|though|when|apres|malgre|mais|alors|et)\b)"


@cache
def _denies() -> re.Pattern[str]:
    """Compiled with the first headline that is looked at: it takes a tenth of a second."""
    return re.compile(
        rf"(?:^|(?<=[:;,|–—]) ?| (?:as|but|and|while|mais|et) )(?:{'|'.join(_FORMS)})(?:{_BY})?{_END}"
    )


_OTHERS = re.compile(
    r"\b(?:says?|said|tells?|told|according|selon|d'apres|sources?|reports?|analysts?|analystes?|experts?|estime|"
    r"juge|insiders?)\b"
)
"""Whose word it is, where it is no party's."""
_PAYS = ("pay", "paid", "spen", "vers", "debours", "depens")


def is_denied(claim: Claim) -> bool:
    """Whether the headline says that the deal which it claims is none; never of a claim below it, nor of a question."""
    folded = claim.text.folded
    if claim.text.field != "headline" or not says_any(folded, _WORDS) or folded.rstrip().endswith("?"):
        return False
    if len(folded) > _LONGEST:
        return False
    said = claim.clause.units[claim.at].low
    if claim.amount is not None and said.startswith(_PAYS):
        return False  # `denies paying $900 million for X`: the sum alone
    masked = _masked(claim)
    found = _denies().search(masked)
    if found is None or "~" not in found[0]:
        return False
    return not _OTHERS.search(masked[: found.start()]) and not _OTHERS.search(masked[found.end() :])


def denied_alone(reading: Reading) -> list[Claim]:
    """What no frame takes for a claim, only denied ones: `No plans to buy X, Y says`, its verb having no subject;
    `X denies talks with Y`, which says of no deal.
    """
    text = reading.title
    if text.field != "headline" or not says_any(text.folded, _WORDS):
        return []
    found = [_bought(text, clause, at) for clause in reading.clauses(text) for at in clause.verbs()]
    found += [_talked(text, clause) for clause in reading.clauses(text)]
    return [claim for claim in found if claim is not None and is_denied(claim)]


def _bought(text: Text, clause: Clause, at: int) -> Claim | None:
    """A firm behind a verb of buying."""
    if not any(verb.frame == "acquire" for _, verb in clause.units[at].verbs):
        return None
    return _of_both("acquisition", "denied", text, clause, at)


def _talked(text: Text, clause: Clause) -> Claim | None:
    """`X denies talks with Y`: what they would talk about is known by who reported it, and not here."""
    at = next((k for k in range(clause.low, clause.high) if _TALKED.search(clause.units[k].low)), None)
    return None if at is None else _of_both("stake", OF_TALKS, text, clause, at)


_TALKED = re.compile(r"(?:^|\b(?:in|en|de) )(?:talks|discussions?|negotiations|negociations|pourparlers)$")


def _of_both(kind: ClaimKind, rule: str, text: Text, clause: Clause, at: int) -> Claim | None:
    """A firm behind what is denied, and the only other party of the headline."""
    parties = [k for k in clause.places.parties if clause.low <= k < clause.high]
    target = next((clause.units[k] for k in parties if k > at), None)
    others = {clause.units[k].side: clause.units[k] for k in parties}
    if target is None or len(others) != 2:
        return None
    (buyer,) = (unit for side, unit in others.items() if side != target.side)
    return Claim(kind, rule, text, clause, at, [buyer], target)


def _masked(claim: Claim) -> str:
    """The headline with signs for the claim's parties (@), its sums (#) and its verb or noun (~), without quotes."""
    folded, said = claim.text.folded, claim.clause.units[claim.at]
    parties = [unit for unit in (*claim.investors, claim.target) if unit is not None]
    sides = {unit.side for unit in parties}
    marks = {(unit.start, unit.end): "@" for unit in parties}
    for sentence in claim.text.sentences:
        for unit in sentence.units:
            if unit.party and unit.side in sides:
                marks[unit.start, unit.end] = "@"
            elif unit.sum is not None:
                marks[unit.start, unit.end] = "#"
    if not said.party:
        marks[said.start, said.end] = "~"
    made, at = "", 0
    for (start, end), mark in sorted(marks.items()):
        if start >= at:
            made, at = made + folded[at:start] + mark, end
    made = " ".join(re.sub(r"[\"“”«»]", " ", made + folded[at:]).split())
    return made if "~" in made else re.sub(_DEAL, "~", made, count=1)
