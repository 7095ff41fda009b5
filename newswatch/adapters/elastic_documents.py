"""What Elasticsearch gets of a document: flat fields to search, filter and chart by, and the body as it is.

The body lies in `document`, which no mapping looks into: what comes back is what was written. Texts are
indexed with their accents folded, a code point for a code point, so that «levée» and "levee" meet and a
highlight's places still fit the original.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newswatch.adapters.elastic_keyed import ms_of
from newswatch.adapters.sqlite_documents import Searchable, Text, searchable
from newswatch.adapters.sqlite_words import languages_of
from newswatch.ports import Doc, ItemError

BODY_LIMIT = 16 * 1024 * 1024
"""Bytes of a document's body; a request of several times as much would not fit the server's memory."""
FILTERS = ("labels", "companies", "sources", "languages")
SHORTEST, LONGEST = 4, 30
"""Letters of a word that is kept for suggestions."""
FIRST_LOOK = 60 * 60 * 1000
"""Ms after its discovery in which an article is fetched for the first time; later looks come after an hour."""
_APOSTROPHES = "\u02bc\u2019\u2018\u2032\u00b4\u0060\uff07"
_MARKS = "\x02\x03"
"""What marks a found word in a highlight, and so can't be in the text."""
_WORD = re.compile(r"\w+")


class _Folding(dict[int, str]):
    """A table for str.translate that works out each character once, a code point for a code point."""

    def __missing__(self, number: int) -> str:
        character = chr(number)
        if character in _APOSTROPHES:
            folded = "'"
        elif character in _MARKS:
            folded = " "
        else:
            parts = unicodedata.normalize("NFKD", character)
            base = "".join(c for c in parts if not unicodedata.combining(c)).lower()
            folded = (
                base if len(base) == 1 else character.lower() if len(character.lower()) == 1 else character
            )
        self[number] = folded
        return folded


_FOLDING = _Folding()


def composed(text: str) -> str:
    """The text with each accent in its letter's code point (NFC): what highlights are cut from."""
    return unicodedata.normalize("NFC", text)


def folded_text(text: str) -> str:
    """The composed text without accents and case, as long as before: what the analyzers see, on both sides."""
    return composed(text).translate(_FOLDING)


def render(doc: Doc, indexed_at: int | None = None, seconds: float | None = None) -> bytes | ItemError:
    """The document's source as JSON in UTF-8; what can never be written comes back as an ItemError.

    `indexed_at`: when an article is written, in ms; None where that says nothing, as in a rebuild. `seconds`: how
    long it took to be indexed when it was indexed first, where it was before.
    """
    if not 0 <= doc.version < 2**63:
        return ItemError(doc.id, "bad-version", f"version {doc.version} is no unsigned 63-bit number")
    if not 0 < len(doc.id.encode("utf-8", "replace")) <= 512:
        return ItemError(doc.id, "bad-document", "an id has 1 to 512 bytes")
    try:
        body = json.dumps(dict(doc.body), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        if len(body) > BODY_LIMIT:
            return ItemError(doc.id, "too-large", f"{len(body)} characters, {BODY_LIMIT} are possible")
        fields = _fields(doc, indexed_at, seconds)
        # The body is put in as text: to encode it twice would cost as much again.
        head = json.dumps(fields, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return f'{head[:-1]},"document":{body}}}'.encode()
    except (ValueError, TypeError, OverflowError) as error:
        return ItemError(doc.id, "bad-document", f"no document of {doc.collection}: {error}")


def _fields(doc: Doc, indexed_at: int | None, seconds: float | None) -> dict[str, Any]:
    # (this reads the body as what it is; below its values are taken as they are)
    found = searchable(doc.collection, doc.body)
    fields: dict[str, Any] = {"id": doc.id, "seen": found.seen}
    if doc.collection == "dead":
        shown = ("stage", "reason", "origin_topic", "source", "url", "text")
        return fields | {name: doc.body[name] for name in shown if doc.body.get(name) is not None}
    if doc.collection == "articles":
        fields |= _article(doc.body) | _delays(doc.body, indexed_at, seconds)
    else:
        fields |= _story(doc.body)
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
        words.update(dict.fromkeys(_WORD.findall(composed(text.text).lower())))
    if words and found.told is not None:
        fields["words"] = " ".join(w for w in words if SHORTEST <= len(w) <= LONGEST and w.isalpha())
    for kind, key, shown in found.terms:
        fields.setdefault(kind, []).append(shown)
        fields.setdefault(f"{kind}_key", []).append(key)
    return fields


def field_of(text: Text) -> str:
    """The name of a text's fields, less the language."""
    return text.field or "values"


def _article(body: Mapping[str, Any]) -> dict[str, Any]:
    article, score, deals = body["article"], body.get("score", {}), body.get("deals", ())
    return {
        "url": article["url"],
        "headline": article["headline"],
        "publisher": article["publisher"],
        "first_seen": ms_of(article["discovered_at"]),
        "fetched_at": ms_of(article["fetched_at"]),
        "silent": article.get("silent", False),
        "score_ai_investment": score.get("ai_investment"),
        "score_competitor_launch": score.get("competitor_launch"),
        "amount_usd": _dollars(deals, "amount"),
        "evidence": _quotes(deals, body.get("launches", ())),
    }


def later_look(doc: Doc) -> bool:
    """Whether an article was fetched again: it was indexed before, unless the store is a new one."""
    if doc.collection != "articles":
        return False
    article = doc.body.get("article")
    if not isinstance(article, Mapping):
        return False  # (`render` says what is wrong with it)
    try:
        return ms_of(article["fetched_at"]) - ms_of(article["discovered_at"]) >= FIRST_LOOK
    except (KeyError, ValueError, TypeError):
        return False


def _delays(body: Mapping[str, Any], indexed_at: int | None, seconds: float | None) -> dict[str, Any]:
    """Seconds between two steps of an article's way. Of a silent one they say nothing: it was not awaited.

    Of the way to the index the first time counts: a later look at a page is no discovery.
    """
    article = body["article"]
    found, fetched = ms_of(article["discovered_at"]), ms_of(article["fetched_at"])
    delays: dict[str, Any] = {"indexed_at": indexed_at}
    if article.get("silent", False):
        return delays
    published = article.get("datePublished")
    if published and ms_of(published) <= found:
        delays["seconds_to_discovery"] = (found - ms_of(published)) / 1000
    if seconds is not None:
        delays["seconds_to_index"] = seconds
    elif indexed_at is not None and fetched - found < FIRST_LOOK:
        delays["seconds_to_index"] = max(0, indexed_at - found) / 1000
    return delays


def _story(body: Mapping[str, Any]) -> dict[str, Any]:
    deals, launches, outlets = body.get("deals", ()), body.get("launches", ()), body.get("outlets", ())
    largest = _largest(deals)
    return {
        "headline": body["headline"],
        "url": next((member["url"] for member in body.get("members", ())), None),
        "first_seen": ms_of(body["first_seen"]),
        "seconds_to_discovery": max(0, ms_of(body["first_seen"]) - ms_of(body["first_reported"])) / 1000,
        "updated_at": ms_of(body["updated_at"]),
        "investor": _once(investor["value"] for deal in deals for investor in deal.get("investors", ())),
        "target": _once(deal["target"]["value"] for deal in deals if deal.get("target")),
        "status": _once(deal.get("status", "confirmed") for deal in deals),
        "stage": _once(deal["stage"] for deal in deals if deal.get("stage")),
        "organisation": _once(launch["organisation"]["value"] for launch in launches),
        "product": _once(launch["product"]["value"] for launch in launches if launch.get("product")),
        "availability": _once(launch.get("availability", "announced") for launch in launches),
        "currency": largest.get("currency"),
        "amount_per": largest.get("per"),
        "amount_usd": _dollars(deals, "amount"),
        "valuation_usd": _dollars(deals, "valuation"),
        "outlets": list(outlets),
        "outlet_count": len(outlets),
        "article_count": len(body.get("members", ())),
        "merged_into": body.get("merged_into"),
        "silent": body.get("silent", False),
        "unsure": body.get("unsure", False),
        "evidence": _quotes(deals, launches),
    }


Facts = Sequence[Mapping[str, Any]]
"""Deals or launches as JSON."""


def _dollars(deals: Facts, name: str) -> float | None:
    """The largest that the text gives in US dollars: nothing is converted, and what is paid by the month is no sum."""
    sums = (deal.get(name) for deal in deals)
    dollars = (money for money in sums if money and money.get("currency") == "USD" and not money.get("per"))
    return max((money["value"] for money in dollars), default=None)


def _largest(deals: Facts) -> Mapping[str, Any]:
    """The largest amount, as `amount` takes it: history left out, corrections counted, all that is paid first."""
    sums = [
        money
        for deal in deals
        if deal.get("tense", "current") == "current"
        for money in (deal.get("amount"), *deal.get("other_amounts", ()))
        if money
    ]
    whole = [money for money in sums if not money.get("per")] or sums
    return max(whole, key=lambda money: money["value"], default={})


def _quotes(deals: Facts, launches: Facts) -> list[str]:
    """The words that prove the deals, their sums, and the launches."""
    sums = [deal.get(name) for deal in deals for name in ("amount", "valuation")]
    proven = [each.get("evidence") for each in (*deals, *launches, *sums) if each]
    return _once(evidence["quote"] for evidence in proven if evidence)


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
