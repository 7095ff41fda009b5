"""Evidence in context: the quoted words inside the sentence of the article that has them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from newswatch.messages import Article, Evidence
from newswatch.web.display import marked
from processors.stories.sentence import sentence_of


@dataclass(frozen=True, slots=True)
class Context:
    """The words in their sentence. `place`: the part of the article that has them."""

    sentence: Markup
    place: str
    language: str | None
    changed: bool = False
    """The article as it is stored has other words there now: only the quote is shown."""


def context_of(article: Article | None, evidence: Evidence | None) -> Context | None:
    """Where the words stand; the quote alone where the article is gone or says something else today."""
    if evidence is None:
        return None
    length = len(evidence.quote)
    if article is None or article.text(evidence.field)[evidence.start : evidence.end] != evidence.quote:
        return Context(marked(evidence.quote, [(0, length)]), evidence.field, None, article is not None)
    around = sentence_of(article, evidence)
    if evidence.quote.rstrip().endswith((".", "!", "?")):  # it ends its sentence: the next one is not wanted
        around = sentence_of(article, evidence.model_copy(update={"end": evidence.end - 1}))
    if around is None or around.start > evidence.start or around.end < evidence.end:
        around = evidence
    start = evidence.start - around.start
    whole = len(around.quote) == length  # a sentence that is all evidence needs no mark
    spans = [] if whole else [(start, start + length)]
    return Context(marked(around.quote, spans), evidence.field, article.in_language)
