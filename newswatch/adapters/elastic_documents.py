"""What Elasticsearch gets of a document: flat fields to search, filter and chart by, and the body as it is.

The body lies in `document`, which no mapping looks into: what comes back is what was written. Texts are
indexed with their accents folded, a code point for a code point, so that «levée» and "levee" meet and a
highlight's places still fit the original.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from newswatch.adapters.sqlite_documents import Searchable, Text, searchable
from newswatch.adapters.sqlite_words import languages_of, tokens
from newswatch.messages import DeadLetter, Deal, Evidence, Flagged, Launch, Money, Story
from newswatch.ports import Doc, ItemError, Keys

BODY_LIMIT = 16 * 1024 * 1024
"""Bytes of a document's body; a request of several times as much would not fit the server's memory."""
FILTERS = ("labels", "companies", "sources", "languages")
SHORTEST, LONGEST = 4, 30
"""Letters of a word that is kept for suggestions."""
_APOSTROPHES: dict[int, str] = dict.fromkeys(map(ord, "ʼ’‘′´`＇"), "'")
_MARKS: dict[int, str] = {2: " ", 3: " "}
"""What marks a found word in a highlight can't be in the text."""


def composed(text: str) -> str:
    """The text with each accent in its letter's code point (NFC): what highlights are cut from."""
    return unicodedata.normalize("NFC", text)


def folded_text(text: str) -> str:
    """The composed text without accents and case, as long as before: what the analyzers see, on both sides."""
    return "".join(_plain(character) for character in composed(text).translate(_APOSTROPHES | _MARKS))


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    if character.isascii():
        return character.lower()
    base = "".join(
        c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)
    ).lower()
    return base if len(base) == 1 else character


def render(doc: Doc) -> bytes | ItemError:
    """The document's source as JSON in UTF-8; what can never be written comes back as an ItemError."""
    if not 0 <= doc.version < 2**63:
        return ItemError(doc.id, "bad-version", f"version {doc.version} is no unsigned 63-bit number")
    if not 0 < len(doc.id.encode("utf-8", "replace")) <= 512:
        return ItemError(doc.id, "bad-document", "an id has 1 to 512 bytes")
    try:
        body = json.dumps(dict(doc.body), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        if len(body) > BODY_LIMIT:
            return ItemError(doc.id, "too-large", f"{len(body)} characters, {BODY_LIMIT} are possible")
        fields = _fields(doc)
        # The body is put in as text: to encode it twice would cost as much again.
        head = json.dumps(fields, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return f'{head[:-1]},"document":{body}}}'.encode()
    except (ValueError, TypeError, OverflowError) as error:
        return ItemError(doc.id, "bad-document", f"no document of {doc.collection}: {error}")


def render_swapped(id: str, body: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
    """The source of a compare-and-set document."""
    fields: dict[str, Any] = {"id": id, "state": keys.state, "group": keys.group, "document": dict(body)}
    return fields if keys.due is None else fields | {"due": keys.due}


def _fields(doc: Doc) -> dict[str, Any]:
    found = searchable(doc.collection, doc.body)
    fields: dict[str, Any] = {"id": doc.id, "seen": found.seen}
    if doc.collection == "dead":
        letter = DeadLetter.model_validate(doc.body)
        shown = letter.model_dump(include={"stage", "reason", "origin_topic", "source", "url", "text"})
        return fields | {name: value for name, value in shown.items() if value is not None}
    if doc.collection == "articles":
        fields |= _article(Flagged.model_validate(doc.body))
    else:
        fields |= _story(Story.model_validate(doc.body))
    fields |= _found_by(found)
    return {name: value for name, value in fields.items() if value not in (None, [], "")}


def _found_by(found: Searchable) -> dict[str, Any]:
    """Texts by field and language, words for suggestions, filters as shown and as compared."""
    fields: dict[str, Any] = {"told": found.told, "amount": found.amount}
    words: dict[str, None] = {}
    for text in found.texts:
        if not text.text:
            continue
        folded = folded_text(text.text)
        for language in languages_of(text.language):
            fields.setdefault(f"{field_of(text)}_{language}", []).append(folded)
        words.update(_words(text.text))
    if words and found.told is not None:
        fields["words"] = " ".join(words)
    for kind, key, shown in found.terms:
        fields.setdefault(kind, []).append(shown)
        fields.setdefault(f"{kind}_key", []).append(key)
    return fields


def field_of(text: Text) -> str:
    """The name of a text's fields, less the language."""
    return text.field or "values"


def _words(text: str) -> Iterable[tuple[str, None]]:
    for token in tokens(text):
        if SHORTEST <= len(token.word) <= LONGEST and token.word.isalpha():
            yield unicodedata.normalize("NFC", text[token.start : token.end]).lower(), None


def _article(flagged: Flagged) -> dict[str, Any]:
    article = flagged.article
    return {
        "url": article.url,
        "headline": article.headline,
        "publisher": article.publisher,
        "fetched_at": _ms(article.fetched_at),
        "score_ai_investment": flagged.score.get("ai_investment"),
        "score_competitor_launch": flagged.score.get("competitor_launch"),
        "amount_usd": _dollars(money for deal in flagged.deals for money in (deal.amount,)),
        "evidence": _quotes(flagged.deals, flagged.launches),
    }


def _story(story: Story) -> dict[str, Any]:
    deals, launches = story.deals, story.launches
    return {
        "headline": story.headline,
        "first_seen": _ms(story.first_seen),
        "updated_at": _ms(story.updated_at),
        "investor": _once(investor.value for deal in deals for investor in deal.investors),
        "target": _once(deal.target.value for deal in deals if deal.target),
        "status": _once(deal.status for deal in deals),
        "stage": _once(deal.stage for deal in deals if deal.stage),
        "organisation": _once(launch.organisation.value for launch in launches),
        "product": _once(launch.product.value for launch in launches if launch.product),
        "availability": _once(launch.availability for launch in launches),
        "amount_usd": _dollars(deal.amount for deal in deals),
        "valuation_usd": _dollars(deal.valuation for deal in deals),
        "outlets": list(story.outlets),
        "outlet_count": len(story.outlets),
        "article_count": len(story.members),
        "merged_into": story.merged_into,
        "silent": story.silent,
        "evidence": _quotes(deals, launches),
    }


def _dollars(sums: Iterable[Money | None]) -> float | None:
    """The largest that the text gives in US dollars: nothing is converted."""
    return max((money.value for money in sums if money and money.currency == "USD"), default=None)


def _quotes(deals: Sequence[Deal], launches: Sequence[Launch]) -> list[str]:
    facts: list[Evidence | None] = [deal.evidence for deal in deals]
    facts += [launch.evidence for launch in launches]
    facts += [money.evidence for deal in deals for money in (deal.amount, deal.valuation) if money]
    return _once(evidence.quote for evidence in facts if evidence)


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
