"""The sentence around the words that prove a fact."""

from __future__ import annotations

import re

from newswatch.messages import Article, Evidence

SENTENCE = 320
"""Code points of a sentence that is shown as evidence."""
_STOP = re.compile(r"(?<!\b\w)[.!?…]+[»”\"]?(?=\s)|\n")
"""The end of a sentence: not an initial's point, and a no-break space may follow."""


def sentence_of(article: Article, evidence: Evidence | None) -> Evidence | None:
    """The sentence around an evidence, at most SENTENCE code points of it: offsets still prove it."""
    if evidence is None:
        return None
    text = article.text(evidence.field)
    start = max((stop.end() for stop in _STOP.finditer(text, 0, evidence.start)), default=0)
    start += len(text[start : evidence.start]) - len(text[start : evidence.start].lstrip())
    end = _end(text, evidence.end)
    if end - start > SENTENCE:  # an evidence that spans sentences: the one that it begins in
        end = _end(text, evidence.start)
    if end - start > SENTENCE:
        if evidence.end - start > SENTENCE:
            start = text.find(" ", max(start, evidence.start - SENTENCE // 3)) + 1 or evidence.start
            start = min(start, evidence.start)
        if end - start > SENTENCE:
            end = max(text.rfind(" ", start, start + SENTENCE), start + 1)
    return Evidence(field=evidence.field, start=start, end=end, quote=text[start:end])


def _end(text: str, after: int) -> int:
    stop = _STOP.search(text, after)
    return len(text) if stop is None else stop.end() if stop.group() != "\n" else stop.start()
