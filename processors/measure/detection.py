"""Scoring of predictions against labelled rows: by label, language and form, with confidence intervals."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newswatch.errors import ConfigError
from newswatch.messages import LABELS, Article, Fact, Flagged, Label, SourceRef, digest
from processors.detect.words.lexicon import Rules
from processors.detect.words.text import fold
from processors.flag import flag
from processors.matching.strength import is_sure, strength
from processors.measure.facts import FactCount, facts

Row = Mapping[str, Any]
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def rows(path: Path, mistake_of: Callable[[Row], str | None] | None = None) -> list[dict[str, Any]]:
    """Read JSON lines with at least id and title; raises ConfigError with file and line.

    `mistake_of` tells what else is wrong with a row, where somebody needs more of it.
    """
    found: list[dict[str, Any]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ConfigError(f"{path}:{number}: no JSON: {error.msg}") from error
        except (ValueError, RecursionError) as error:  # a number of 5,000 digits, 10,000 brackets
            raise ConfigError(f"{path}:{number}: JSON that can't be read: {error}") from error
        if not isinstance(row, dict) or "id" not in row or "title" not in row:
            raise ConfigError(f"{path}:{number}: a row needs `id` and `title`")
        if not isinstance(row.get("lang"), str | None):
            raise ConfigError(f'{path}:{number}: `lang` must be a text such as "en", or left out')
        if any("\ud800" <= sign <= "\udfff" for sign in str(row["id"])):
            raise ConfigError(
                f"{path}:{number}: `id` has half a sign in it (\\ud800 to \\udfff): write it whole"
            )
        if mistake_of is not None and (mistake := mistake_of(row)) is not None:
            raise ConfigError(f"{path}:{number}: {mistake}")
        found.append(row)
    return found


def article_of(row: Row) -> Article:
    """A row as an article: entities unescaped, the summary as description, the source as publisher.

    A row may have the text itself as `body` or, as schema.org calls it, `articleBody`.
    """
    publisher = str(row.get("source") or "unknown")
    published = _date(row.get("date"))
    url = str(row.get("url") or f"https://rows.invalid/{row['id']}")
    return Article(
        id=digest(str(row["id"])),
        url=url,
        headline=_plain(row.get("title")),
        description=_plain(row.get("summary")) or None,
        body=_lines(row.get("body") or row.get("articleBody")),
        publisher=publisher,
        inLanguage=row.get("lang"),
        datePublished=published,
        source=SourceRef(id="rows", publisher=publisher),
        discovered_at=published or _EPOCH,
        fetched_at=published or _EPOCH,
    )


def _plain(text: object) -> str:
    return " ".join(html.unescape(str(text)).split()) if text else ""


def _lines(text: object) -> str:
    """A body with its entities unescaped; its paragraphs stay apart."""
    return "\n".join(line for line in map(_plain, str(text).split("\n")) if line) if text else ""


def _date(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value)).replace(tzinfo=UTC) if value else None
    except ValueError:
        return None


def predict(rows: Iterable[Row], rules: Rules) -> list[dict[str, Any]]:
    """One prediction a row, in the shape of `eval --predictions` (design.md)."""
    firms = {alias for alias, entity in rules.entities if entity.kind == "company"}
    return [prediction(str(row["id"]), flag(article_of(row), rules), firms) for row in rows]


def _as_told(fact: Fact, flagged: Flagged, firms: AbstractSet[str]) -> str:
    """A firm by the name that the text gives it (`a16z`), as labels have it: only what title and summary say.

    Stories know it by the name of the rules (`Andreessen Horowitz`), and so does the label where the text has that too.
    Products, people and paraphrases stand for their firm.
    """
    written = fact.evidence.quote if fact.evidence else fact.value
    if written not in firms or not all(
        word[0].isupper() or any(map(str.isdigit, word)) for word in written.split()
    ):
        return fact.value
    article = flagged.article
    said = fold(f"{article.headline} {article.description or ''}")
    if re.search(rf"\b(?:ex|formerly|anciennement)[ -]{re.escape(fold(written))}", said):
        return fact.value
    same = fold(written).replace(" ", "") == fold(fact.value).replace(" ", "")
    return fact.value if same or written in _PLACES or fold(fact.value) in said.replace("-", " ") else written


_PLACES = frozenset(
    {"Cupertino", "Menlo Park", "Redmond", "Mountain View", "Search Giant", "Magnificent Seven", "GAFAM"}
)


def prediction(id: str, flagged: Flagged, firms: AbstractSet[str] = frozenset()) -> dict[str, Any]:
    """What is foretold of one row: labels, those that are sure alone, the first current deal, the first launch.

    `firms`: all names of companies that the rules know.
    """
    deal = next((one for one in flagged.deals if one.tense == "current"), None)
    launch = flagged.launches[0] if flagged.launches else None
    return {
        "id": id,
        "labels": list(flagged.labels),
        "sure": [one for one in flagged.labels if is_sure(strength([one], flagged.score))],
        "deal": {
            "investors": [_as_told(one, flagged, firms) for one in deal.investors],
            "target": _as_told(deal.target, flagged, firms) if deal.target else None,
            "amount_value": deal.amount.value if deal.amount else None,
            "amount_currency": deal.amount.currency if deal.amount else None,
            "valuation": deal.valuation.value if deal.valuation else None,
            "valuation_currency": deal.valuation.currency if deal.valuation else None,
            "status": "rumoured" if deal.status == "rumoured" else "confirmed",
            "stage": deal.stage,
        }
        if deal and "ai_investment" in flagged.labels
        else None,
        "launch": {
            "organisation": launch.organisation.value,
            "product": launch.product.value if launch.product else None,
        }
        if launch and "competitor_launch" in flagged.labels
        else None,
    }


SLICE = 32
"""Letters of the longest name of a slice: `form near-miss:country-programme`."""


@dataclass(frozen=True, slots=True)
class Count:
    """Hits, false alerts and misses of one class in one slice."""

    slice: str
    label: str
    hit: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.false) if self.hit + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def line(self) -> str:
        """The row of the table."""
        precision = _interval(self.hit, self.hit + self.false)
        recall = _interval(self.hit, self.hit + self.missed)
        gold = self.hit + self.missed
        f1 = f"{self.f1:.2f}" if gold or self.false else "–"
        return f"{self.slice:<{SLICE}}  {self.label:<19}{gold:>4}  {precision:<19}{recall:<19}{f1:>5}"


@dataclass(frozen=True, slots=True)
class Report:
    """All counts; `lines` is the plain table."""

    counts: tuple[Count, ...]
    facts: tuple[FactCount, ...]
    wrong: tuple[str, ...]
    """`id label false|missed` of each error in the strict part."""

    def count(self, slice: str, label: str) -> Count | None:
        """The count of a slice and label, if there is one."""
        return next((one for one in self.counts if one.slice == slice and one.label == label), None)

    def lines(self) -> list[str]:
        """A table of fixed width: 95 % Wilson intervals after precision and recall."""
        found = [f"{'slice':<{SLICE}}  {'label':<19}{'n':>4}  {'precision':<19}{'recall':<19}{'F1':>5}"]
        found += [one.line() for one in self.counts]
        found.append("")
        found += [one.line() for one in self.facts]
        return found


def wilson(hit: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The Wilson score interval of a share; (0, 1) where nothing was counted."""
    if of == 0:
        return 0.0, 1.0
    share = hit / of
    centre = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    bottom = 1 + z * z / of
    return max(0.0, (centre - spread) / bottom), min(1.0, (centre + spread) / bottom)


def _interval(hit: int, of: int) -> str:
    if not of:
        return "–"
    low, high = wilson(hit, of)
    return f"{hit / of:.2f} [{low:.2f}–{high:.2f}]"


def labels_of(row: Row) -> set[Label]:
    """A row's labels: `labels` or `label`; a list, one of them, `both` or none."""
    given = row.get("labels", row.get("label"))
    values = given if isinstance(given, list) else LABELS if given == "both" else [given]
    return {label for label in LABELS if label in values}


def strict(row: Row) -> bool:
    """Neither borderline nor without its fact in title and summary."""
    return not row.get("borderline") and not row.get("needs_body")


def score(rows: Sequence[Row], predictions: Sequence[Mapping[str, Any]]) -> Report:
    """Compare; rows without a label are left out. Raises KeyError for a row without a prediction.

    Of several predictions with one id the first is the first row's, and so on; the last one any further row's.
    """
    by_id: dict[str, list[Mapping[str, Any]]] = {}
    for one in predictions:
        by_id.setdefault(str(one["id"]), []).append(one)
    of_rows = [(row, _next(by_id[str(row["id"])])) for row in rows]
    pairs = [(row, guess) for row, guess in of_rows if "label" in row or "labels" in row]
    core = [(row, guess) for row, guess in pairs if strict(row)]
    counts = [*_counts("all", pairs), *_counts("strict", core), *_counts("strict sure", core, "sure")]
    for language in sorted({_language(row) for row, _ in core}):
        counts += _counts(f"strict {language}", [(r, g) for r, g in core if _language(r) == language])
    for form in sorted({str(row["form"]) for row, _ in core if row.get("form")}):
        counts += [
            one
            for one in _counts(f"form {form}", [(r, g) for r, g in core if r.get("form") == form])
            if one.hit + one.false + one.missed
        ]
    wrong = [
        f"{row['id']} {label} {'false' if label in guess['labels'] else 'missed'}"
        for row, guess in core
        for label in LABELS
        if (label in labels_of(row)) != (label in guess["labels"])
    ]
    return Report(tuple(counts), tuple(facts(core)), tuple(wrong))


def _language(row: Row) -> str:
    return row.get("lang") or "no language"


def _next(guesses: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    return guesses.pop(0) if len(guesses) > 1 else guesses[0]


def _counts(
    slice: str, pairs: Sequence[tuple[Row, Mapping[str, Any]]], said_as: str = "labels"
) -> Iterator[Count]:
    for label in LABELS:
        gold = [label in labels_of(row) for row, _ in pairs]
        said = [label in guess[said_as] for _, guess in pairs]
        both = list(zip(gold, said, strict=True))
        yield Count(
            slice, label, both.count((True, True)), both.count((False, True)), both.count((True, False))
        )
