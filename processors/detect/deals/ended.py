"""Whether a headline tells of two firms that nothing comes of their deal, or that it is done, in whatever words.

`Talks between X and Y collapse`, `X walks away from Y`, `Y rejects X's offer`, `X CEO denies Y deal`, `X and Y close
deal`: no frame takes these for a claim. What they end is known by its two parties alone. So each word of the sentence
that says so must be known: `X scraps Y chatbot` ends no deal, and `talks could collapse` none so far. (Denials and ends
of what a frame reads: denied.py, undone.py.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newswatch.messages import Deal, DealStatus
from processors.detect.deals.ended_words import (
    AUTHORITIES,
    DEAL,
    NOT_CLOSED,
    STATES,
    WORDS_OF_DEALS,
    found_in,
)
from processors.detect.deals.values import fact
from processors.detect.grammar.quoting import evidence
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Text, Unit

_LONGEST = 200
"""Code points of a headline that is looked at."""

_OTHERS = re.compile(
    r"\b(?:says?|said|tells?|told|according|selon|d'apres|sources?|reports?|reportedly|rumou?rs?|analysts?|"
    r"analystes?|experts?|if|unless|si|for now|temporar\w+|pour l'instant|pour le moment|could|may|might|"
    r"pourrai(?:t|ent)|risque\w*)\b"
)
"""Whose word it is, where it is no party's; and what is not so for good."""
_TALKS = re.compile(
    r"\b(?:talks?|discussions?|negotiations?|negociations|pourparlers|tractations|negocier|discuter|never held)\b"
)
_BUYS = re.compile(r"\b(?:bought|rachet|achet|invest|absorb|fusionn)")
_ABOUT = re.compile(
    r"\b(?:about|around|nearly|almost|some|up to|over|more than|environ|pres de|plus de|quelque) #"
)
_SURELY = re.compile(
    r" (?:after all|for good|finally|formally|flatly|firmly|officially|quietly|mutually|abruptly|pour de bon|"
    r"finalement|"
    r"definitivement|formellement|fermement|officiellement)\b"
)


@dataclass(frozen=True, slots=True)
class Ended:
    """What a headline says of the deal of two parties: denied, abandoned or closed."""

    status: DealStatus
    payer: Unit
    target: Unit
    start: int
    end: int
    of_talks: bool
    """It denies talks of the two, and does not say of what."""

    @property
    def sides(self) -> set[str]:
        """Both parties, by what they are compared by."""
        return {self.payer.side, self.target.side}

    def deal(self, text: Text) -> Deal:
        """It as a deal: who pays whom is a guess, and nobody asks (stories/answers.py takes it either way)."""
        return Deal(
            investors=(fact(text, self.payer),),
            target=fact(text, self.target),
            status=self.status,
            of_talks=self.of_talks,
            evidence=evidence(text, self.start, self.end),
        )


def ended(reading: Reading) -> Ended | None:
    """What the headline tells of the end of a deal of two parties; None where it tells of none so."""
    if reading.ended is None:
        reading.ended = [_ended(reading.title)]
    end: Ended | None = reading.ended[0]
    return end


def _ended(text: Text) -> Ended | None:
    if text.field != "headline" or len(text.folded) > _LONGEST:
        return None
    if text.folded.rstrip().endswith("?") or sum(len(one.places().parties) for one in text.sentences) < 2:
        return None
    masked, parties = _masked(text)
    if len(parties) < 2:
        return None
    for status, found, named in found_in(masked):
        if named and DEAL.search(found[0]) is None:
            continue
        if status == "closed" and NOT_CLOSED.search(found[0]):
            continue
        if _OTHERS.search(masked[: found.start()]) or _OTHERS.search(masked[found.end() :]):
            continue
        units = _named(masked, parties, found)
        sides = {unit.side: unit for unit in reversed(units)}
        if len(sides) == 2:
            target, payer = sides.values()
            start, end = min(unit.start for unit in units), max(unit.end for unit in units)
            return Ended(status, payer, target, start, end, status == "denied" and _is_of_talks(found[0]))
    return None


def _is_of_talks(said: str) -> bool:
    without = _TALKS.sub("", said)
    return without != said and DEAL.search(without) is None and _BUYS.search(without) is None


def _named(masked: str, parties: list[Unit], found: re.Match[str]) -> list[Unit]:
    """The parties that a form names; a name that no rule knows and that only says so is a person's."""
    first = masked.count("@", 0, found.start())
    theirs = parties[first : first + found[0].count("@")]
    by = found.groupdict().get("by") or ""
    if "@" in by and theirs[-1].name is None and len({unit.side for unit in theirs}) > 2:
        return theirs[:-1]
    return theirs


def _masked(text: Text) -> tuple[str, list[Unit]]:
    """The headline with signs for its parties (@), authorities (¤), sums (#) and what describes a firm (~), without
    quotes; and the parties as they stand.
    """
    made, at = "", 0
    parties: list[Unit] = []
    for unit in (unit for sentence in text.sentences for unit in sentence.units):
        if unit.low in AUTHORITIES or (unit.name is not None and unit.name.company.id in STATES):
            mark = "¤"
        elif unit.party and unit.name is None and unit.low in WORDS_OF_DEALS:
            continue
        elif unit.party:
            mark = "@"
            parties.append(unit)
        elif unit.sum is not None:
            mark = "#"
        elif "descriptor" in unit.cues:
            mark = "~"
        else:
            continue
        made, at = made + text.folded[at : unit.start] + mark, unit.end
    plain = re.sub(r"[\"“”«»]|(?<![\w@¤])'|'(?![\w@¤])", " ", made + text.folded[at:])
    plain = " ".join(plain.split()).replace(" ,", ",")
    return _SURELY.sub("", _ABOUT.sub("#", plain)), parties
