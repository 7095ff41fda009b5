"""Scoring of deal and launch facts: names, amounts, status, products."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from processors.detect.words.text import fold

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FactCount:
    """How many values of one fact are right, of those that the rows give and the prediction was asked for."""

    name: str
    right: float
    of: int

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 1.0

    def line(self) -> str:
        """The row of the table; what no row gives is no success."""
        if not self.of:
            return f"{self.name:<43}–"
        counted = "" if self.name.endswith("F1") else f"  ({self.right:g} of {self.of})"
        return f"{self.name:<43}{self.share:.2f}{counted}"


def facts(pairs: Sequence[tuple[Row, Mapping[str, Any]]]) -> Iterator[FactCount]:
    """Facts of the deals and launches that were found. Investors: F1 over names; the rest: shares.

    What a row's deal or launch leaves out was not labelled, and is not scored; null says that there is none.
    """
    deals = [(row["deal"], guess["deal"]) for row, guess in pairs if row.get("deal") and guess.get("deal")]
    launches = [
        (row["launch"], guess["launch"]) for row, guess in pairs if row.get("launch") and guess.get("launch")
    ]
    paid = [(deal, guess) for deal, guess in deals if "investors" in deal]
    gold = [{_key(name) for name in deal["investors"] or []} for deal, _ in paid]
    said = [{_key(name) for name in guess["investors"]} for _, guess in paid]
    hit = sum(_matches(g, s) for g, s in zip(gold, said, strict=True))
    total = sum(map(len, gold)) + sum(map(len, said))
    yield FactCount("deal investors F1", round(2 * hit / total, 3) if total else 1.0, 1 if total else 0)
    targets = [(deal["target"], guess["target"]) for deal, guess in deals if deal.get("target")]
    yield FactCount("deal target", sum(same_name(a, b) for a, b in targets), len(targets))
    spelt = [
        (_key(row["deal"]["target"]), _key(guess["deal"]["target"] or ""))
        for row, guess in pairs
        if row.get("deal")
        and guess.get("deal")
        and row["deal"].get("target")
        and _is_named(row["deal"]["target"], row)
    ]
    yield FactCount(
        "deal target, of those named", sum(a == b or _contains(a, b) for a, b in spelt), len(spelt)
    )
    for name, value, currency in (
        ("amount", "amount_value", "amount_currency"),
        ("valuation", "valuation", "valuation_currency"),
    ):
        given = [(d, g) for d, g in deals if d.get(value) is not None]
        yield FactCount(
            f"deal {name} with currency",
            sum(g[value] == d[value] and g[currency] == d.get(currency) for d, g in given),
            len(given),
        )
        none = [g for d, g in deals if value in d and d[value] is None]
        yield FactCount(f"deal without {name}", sum(g[value] is None for g in none), len(none))
    sure = [d["status"] == g["status"] for d, g in deals if "status" in d]
    yield FactCount("deal status", sum(sure), len(sure))
    makers = [
        (one.get("organisation") or one.get("company"), guess["organisation"])
        for one, guess in launches
        if "organisation" in one or "company" in one
    ]
    yield FactCount("launch organisation", sum(_same_maker(a, b) for a, b in makers), len(makers))
    named = [
        (row["launch"], guess["launch"]["product"])
        for row, guess in pairs
        if row.get("launch")
        and guess.get("launch")
        and row["launch"].get("product")
        and _is_named(row["launch"]["product"], row)
    ]
    yield FactCount(
        "launch product, exact, of those named",
        sum(b is not None and _key(a["product"]) == _key(b) for a, b in named),
        len(named),
    )
    yield FactCount(
        "launch product, but for maker and version",
        sum(
            b is not None and bool(_forms(a) & _forms({**a, "product": b, "version": None})) for a, b in named
        ),
        len(named),
    )


def _is_named(name: str, row: Row) -> bool:
    """Title or summary hold the name; the others are told in the labeller's words, often in another language."""
    return _key(name) in _key(f"{row['title']} {row.get('summary') or ''}")


def _forms(launch: Row) -> set[str]:
    """A product's name as rows write it: with or without the maker before it, and the version that stands apart."""
    name = _key(launch["product"])
    makers = {_key(str(launch.get(key) or "")) for key in ("organisation", "company")} - {""}
    forms = {name, *(name.removeprefix(f"{maker} ") for maker in makers)}
    version = _key(str(launch.get("version") or ""))
    return forms | {f"{form} {version}" for form in forms if version and version not in form}


def _key(name: str) -> str:
    return " ".join(
        "".join(char if char.isalnum() or char == "." else " " for char in fold(html.unescape(name))).split()
    )


def _matches(gold: set[str], said: set[str]) -> int:
    return sum(any(a == b or a in b.split(" / ") or _contains(a, b) for b in said) for a in gold)


def _contains(a: str, b: str) -> bool:
    return len(a) > 2 and len(b) > 2 and (a in b or b in a)


_STOP = {
    "the",
    "in",
    "of",
    "for",
    "and",
    "a",
    "data",
    "ai",
    "de",
    "en",
    "la",
    "le",
    "centre",
    "center",
    "centres",
    "centers",
}


def same_name(gold: str, said: str | None) -> bool:
    """Equal, one within the other, or for described targets (`data centre in Sweden`) half of the words shared."""
    if said is None:
        return False
    a, b = _key(gold), _key(said)
    if a == b or _contains(a, b):
        return True
    x, y = {w.removesuffix("s") for w in a.split()}, {w.removesuffix("s") for w in b.split()}
    shared = (x & y) - _STOP
    return bool(shared) or len(x & y) * 2 >= max(1, min(len(x), len(y)))


def _same_maker(gold: str | None, said: str) -> bool:
    return gold is not None and any(
        _contains(_key(part), _key(said)) or _key(part) == _key(said) for part in gold.split(";")
    )
