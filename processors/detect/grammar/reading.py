"""An article as its fields' texts, with what all decisions need to know about it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newswatch.messages import Article, Label
from processors.detect.grammar.bygone import told_again
from processors.detect.grammar.clauses import Clause, clauses
from processors.detect.grammar.namesakes import forget, meant
from processors.detect.grammar.speaking import speaks_nearly, speaks_of_ai
from processors.detect.grammar.tails import description_begin, description_end, headline_span
from processors.detect.grammar.telling import telling
from processors.detect.grammar.voices import speaker
from processors.detect.words.amiss import OF_ALL
from processors.detect.words.guarding import guards_against, short_quotes
from processors.detect.words.lexicon import Rules
from processors.detect.words.model import Company
from processors.detect.words.patterns import PatternVetoes
from processors.detect.words.text import fold
from processors.detect.words.unit import Sentence, Text, Unit, VetoHit
from processors.detect.words.units import analyse

HEADLINE, LEAD, WHOLE, PLAIN = 600, 1_500, 6_000, 12_000
"""Code points that are read: of a headline, of a body below one, of that body where the headline tells
something, and of a plain text without a headline."""
DESCRIBED = 40
"""Code points of a description that makes the body's lead needless for a decision."""
BELOW = 3
"""Sentences under a headline in which a veto of scope `below` may speak."""
FIRST_LINES = 400
"""Code points of a body that stand for a description where there is none."""
WEAK_BELOW = 0.25
"""What a score loses that is too weak for what is told below a headline."""
_AI_WORDS = re.compile(r"\b(?:a\.?i|ia|artificial intelligence|intelligence artificielle|machine learning)\b")
_AI_DESK = re.compile(r"\bA\.?I\b|\bIA\b|artificial|decoder|actuia|hugging ?face", re.IGNORECASE)


@dataclass(slots=True)
class Reading:
    """What was read: headline, description and body, in this order; empty ones are left out."""

    article: Article
    rules: Rules
    texts: list[Text]
    title: Text
    """The text that decides: the headline, or the first text where there is none."""
    organisation: Company | None
    """Whose own voice it is: the vendor's own source or site."""
    year: int | None
    ai_desk: bool
    """The outlet or its section writes on AI alone: a weak prior."""
    cut: dict[str, list[Clause]] = field(default_factory=dict)
    begins: dict[str, list[int]] = field(default_factory=dict)
    """Where the sentences of a field's clauses begin, once the clauses of one are asked for."""
    counted: dict[int, bool] = field(default_factory=dict)
    """Whether an ambiguous product's name counts, by unit."""
    judged: dict[str, list[Any]] = field(default_factory=dict)
    """The judged claims of each field (claims.Judged), so that reading on does not judge a headline again."""
    claims: list[Any] | None = None
    """All judged claims, where no field's own tells a deal: no body is asked then, and asking again finds the same."""
    signs: list[Any] | None = None
    """The judged signs of a launch (decide.JudgedSign): of headline and description alone, so they stay."""
    about: dict[str, bool] = field(default_factory=dict)
    """What was asked of headline and description before: whether they speak of AI, or tell old news. Asked for every
    claim."""
    told: dict[Label, list[VetoHit]] = field(default_factory=dict)
    """What the headline tells of instead of a deal or a launch (`retold`), once that was asked."""
    under: list[VetoHit] | None = None
    """What the first sentences under the headline tell instead of a launch (`below`), once that was asked."""
    ended: list[Any] | None = None
    """What the headline tells of the end of a deal (ended.Ended or None), once that was asked."""
    wordings: list[Any] | None = None
    """What the wording of headline and description says of a launch (wording.Wording; none where it is not asked), once
    that was asked."""
    quotes: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Short quotes by field."""
    muted: AbstractSet[str] = frozenset()
    """Vetoes, by id, that are not to speak: to tell what would be decided without them."""

    @property
    def published(self) -> datetime:
        """When it was told: an undated article when it was discovered."""
        return self.article.date_published or self.article.discovered_at

    @property
    def own_voice(self) -> Company | None:
        """The organisation, but for a guest's article on its site, which names neither the firm nor a product of it."""
        host = self.organisation
        if host is None or not host.guests:
            return host
        if "own" not in self.about:
            names = (unit.name for text in self.texts[:2] for unit in text.names)
            self.about["own"] = any(name is not None and name.company.group == host.group for name in names)
        return host if self.about["own"] else None

    @property
    def bare(self) -> bool:
        """There is no headline: a plain text, whose body decides."""
        return not self.article.headline.strip()

    @property
    def read_of_body(self) -> int:
        """Code points of the body that were read."""
        return next((len(text.text) for text in self.texts if text.field == "body"), 0)

    def clauses(self, text: Text) -> list[Clause]:
        """The clauses of a text, cut once."""
        if text.field not in self.cut:
            self.cut[text.field] = [clause for sentence in text.sentences for clause in clauses(sentence)]
        return self.cut[text.field]

    def clauses_with_sums(self, text: Text) -> list[Clause]:
        """The clauses of its sentences that name a sum: of a body in which no deal was looked for no others are cut."""
        if text.field in self.cut:
            return self.cut[text.field]
        return [clause for one in text.sentences if one.places().sums for clause in clauses(one)]

    def clauses_of(self, text: Text, sentence: Sentence) -> list[Clause]:
        """The clauses of one sentence of a text."""
        cut = self.clauses(text)
        if text.field not in self.begins:
            self.begins[text.field] = [clause.sentence.start for clause in cut]
        begins = self.begins[text.field]
        return cut[bisect_left(begins, sentence.start) : bisect_right(begins, sentence.start)]

    def _of_this_year(self, text: Text, hit: VetoHit) -> bool:
        """`in 2019` is no history in an article of 2019."""
        words = text.folded[hit.start : hit.end]
        return (
            hit.veto.id == "history"
            and words[-4:].isdigit()
            and self.year is not None
            and int(words[-4:]) >= self.year
        )

    def ai(self) -> bool:
        """Headline or description speak of AI, by a word or by a name that is AI alone.

        Where there is no description, the body's first lines stand for it.
        """
        if "ai" not in self.about:
            self.about["ai"] = self._ai()
        return self.about["ai"]

    def _ai(self) -> bool:
        if any(speaks_of_ai(text) for text in self.texts if text.field != "body"):
            return True
        if self.bare:
            return speaks_of_ai(self.texts[0])
        described = any(text.field == "description" for text in self.texts)
        # by its words alone: of a body's sentences only those with names are kept
        return not described and bool(_AI_WORDS.search(fold(self.article.body[:FIRST_LINES])))

    def ai_by_body(self) -> bool:
        """Only the body's first lines speak of AI: a weaker sign of what an article is about."""
        if "body" not in self.about:
            self.about["body"] = self._ai_by_body()
        return self.about["body"]

    def _ai_by_body(self) -> bool:
        return not self.bare and not any(speaks_of_ai(text) for text in self.texts if text.field != "body")

    def means(self, unit: Unit) -> bool:
        """A name that may be somebody else's too means the product here."""
        return meant(unit, self.texts, self.organisation, self.rules.listed["everyday-names"], self.ai)

    @property
    def lead(self) -> Text | None:
        """The description right below the headline, if it says anything."""
        return next((t for t in self.texts[1:2] if t.field == "description" and t.sentences), None)

    def told_again(self) -> bool:
        """The headline says of itself that it tells old news."""
        if "again" not in self.about:
            self.about["again"] = told_again(self.title.folded, self.published)
        return self.about["again"]

    def near_ai(self) -> bool:
        """Headline or description name what AI firms make: robots, agents, speech, chips, autonomous things."""
        if "near" not in self.about:
            self.about["near"] = self._near_ai()
        return self.about["near"]

    def _near_ai(self) -> bool:
        return any(speaks_nearly(text) for text in self.texts[:2])

    def weak_below(self, text: Text, score: float) -> bool:
        """What a description tells and its headline does not must be told plainly (threshold `below`)."""
        below = text.field == "description" and not self.bare
        return below and score < self.rules.thresholds.get("below", 0.0)

    def short_of(self, rule: str, score: float) -> str | None:
        """What a rule that proves little asks beyond the label's threshold (one by its own id)."""
        bar = self.rules.thresholds.get(rule) if rule not in OF_ALL else None
        return None if bar is None or score >= bar else f"{rule} counts from {bar:.2f}"

    def retold(self, label: Label) -> list[VetoHit]:
        """What vetoes by pattern find in the headline; asked only where something claims the label."""
        if label not in self.told:
            title = self.title
            told = title.field == "headline"
            self.told[label] = self._heard(_hits(self.rules.retold[label], title.folded)) if told else []
        return self.told[label]

    def below(self) -> list[VetoHit]:
        """What vetoes of scope `below` find in the first sentences under the headline."""
        if self.under is None:
            text = next((t for t in self.texts[1:] if t.field == "description" and t.sentences), None)
            end = 0 if text is None else text.sentences[:BELOW][-1].end
            self.under = [] if text is None else self._heard(_hits(self.rules.below, text.folded[:end]))
        return self.under

    def _heard(self, hits: list[VetoHit]) -> list[VetoHit]:
        return [hit for hit in hits if hit.veto.id not in self.muted]

    def vetoes(self, text: Text, clause: Clause, label: Label) -> list[tuple[VetoHit, bool]]:
        """The vetoes against a label for a clause, each with whether it stands in the clause itself."""
        start, end = clause.span()
        title, sentence = self.title, clause.sentence
        if text.field == "body":  # only what stands in the clause itself counts
            first, last = start, end
        elif text.field == title.field:
            first, last = 0, len(text.folded)
        else:
            first, last = sentence.start, sentence.end
        found = [
            (hit, start <= hit.start < end)
            for hit in text.heard
            if first <= hit.start < last
            and label in hit.veto.labels
            and (start <= hit.start < end or hit.veto.scope == "title")
            and text.speaks(hit)
            and not self._of_this_year(text, hit)
            and not self._quoted(text, hit.start)
            and not _guarded(text, hit)
        ]
        if text.field in ("body", title.field):
            return found
        above = (hit for hit in title.heard if label in hit.veto.labels and hit.veto.scope == "title")
        return found + [(hit, False) for hit in above if title.speaks(hit) and not _guarded(title, hit)]

    def _quoted(self, text: Text, at: int) -> bool:
        """The offset lies in a short quote."""
        if text.field not in self.quotes:
            self.quotes[text.field] = short_quotes(text.folded)
        return any(low <= at < high for low, high in self.quotes[text.field])


def _guarded(text: Text, hit: VetoHit) -> bool:
    return hit.veto.id == "incident" and guards_against(text.folded, hit.start, hit.end)


def _hits(asked: PatternVetoes, folded: str) -> list[VetoHit]:
    """What these vetoes find in a text, in their order."""
    return [VetoHit(veto, *span) for veto, span in asked.found(folded)]


def heaviest(hits: list[VetoHit]) -> VetoHit | None:
    """Of several vetoes by pattern the one that weighs most counts; of equals the first."""
    return max(hits, key=lambda hit: hit.veto.weight, default=None)


def read_on(reading: Reading, parties: Iterable[str]) -> None:
    """Read an article's body on below its headline: what was found above it stays.

    `parties`: the names of the deal or launch as written; of a long body only what tells of them is read.
    """
    if any(text.field == "body" for text in reading.texts):
        reading.near_ai()  # of the lead, before it goes: of what is read on the deal has chosen the sentences
    written = reading.article.body[:WHOLE]
    folded = fold(written)
    kept = telling(written, folded, parties)
    body = analyse(written, "body", reading.rules, WHOLE, kept, folded)
    _mute([body], reading.muted)
    reading.texts = [*(text for text in reading.texts if text.field != "body"), body]
    for of_lead in (reading.cut, reading.begins, reading.judged):
        of_lead.pop("body", None)
    reading.counted.clear()
    if all(text.field != "description" for text in reading.texts):
        reading.claims = None  # (the body's first lines stood for a description)


def read(article: Article, rules: Rules, muted: AbstractSet[str] = frozenset()) -> Reading:
    """Analyse an article's fields. The outlet's name at a headline's end is not read, nor a list's stamp before it.

    Below a headline only the body's lead is read, and with a description not even that; `read_on` goes on with it.
    `muted`: the ids of vetoes that are not to speak.
    """
    texts = []
    begins, ends = headline_span(article.headline, article.publisher)
    headline = article.headline[begins:ends]
    if headline.strip():
        texts.append(analyse(headline, "headline", rules, HEADLINE))
        texts[0].begins = begins
    if article.description and article.description.strip():
        below = description_begin(article.description)
        until = description_end(article.description, article.headline, ends)
        texts.append(analyse(article.description[below:], "description", rules, min(3000, until - below)))
        texts[-1].begins = below
    if article.body.strip() and not _described(article):
        texts.append(analyse(article.body, "body", rules, LEAD if texts else PLAIN))
    if not texts:
        texts.append(analyse(headline, "headline", rules))
    _mute(texts, muted)
    reading = Reading(
        article,
        rules,
        texts,
        texts[0],
        speaker(article, rules),
        article.date_published.year if article.date_published else None,
        bool(_AI_DESK.search(article.publisher)),
        muted=muted,
    )
    forget(texts, rules.listed["everyday-names"], reading.organisation, reading.means)
    reading.about.clear()
    return reading


def _mute(texts: Iterable[Text], muted: AbstractSet[str]) -> None:
    for text in texts if muted else ():
        text.heard = [hit for hit in text.heard if hit.veto.id not in muted]


def _described(article: Article) -> bool:
    """Headline and description decide: the body is read only once they tell something."""
    return bool(article.headline.strip()) and len(article.description or "") >= DESCRIBED
