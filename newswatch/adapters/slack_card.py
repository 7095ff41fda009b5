"""A card in Block Kit: the content of processors/alerting/card.py, as Slack shows it.

Words from the web go into `plain_text` and `rich_text`, which Slack reads no markup out of; a link's text and
its address are two fields there, so neither can break out of the other. All limits of
docs.slack.dev/reference/block-kit/blocks are kept by cutting, and a message that is too large as a whole is
made anew with fewer quotes and links.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextQuoteElement,
    RichTextSectionElement,
)

from newswatch.adapters.slack_text import disguised, escaped, linked, shown

Part = RichTextElementParts.Text | RichTextElementParts.Link
TITLE, DETAILS, QUOTE, NOTE, HEADLINE, OUTLET, CONTEXT = 150, 300, 500, 250, 160, 60, 300
"""Characters of each part; 150 is Slack's own limit of a header."""
LINES, NOTES = 6, 5
NAME, NAMES = 70, 60
"""Characters and number of the stories that a list names without a link."""
MESSAGE = 12_000
"""Characters of all blocks as JSON: Slack refuses more than some 13,000 (msg_blocks_too_long, no figure told)."""
REPLY = 2_800
SIGNS = {
    "confirmed": "🟢", "closed": "🟢", "reported": "🟡", "rumoured": "🟠", "denied": "🔴", "abandoned": "🔴",
}  # fmt: skip
FEEDBACK = "React: ✅ right · ❌ wrong · 🔕 silence this story"


def message_of(card: Mapping[str, Any], *, feedback: bool = False, mark: str = "") -> dict[str, Any]:
    """The `text` (what a phone shows) and the `blocks` of a card.

    `feedback`: the footer asks for reactions. `mark`: a word before the title, such as TEST.
    """
    title = _text(card, "title") or "A story"
    text = escaped(f"{mark} {_text(card, 'fallback') or title}".strip(), 400) or "A story"
    blocks: list[dict[str, Any]] = []
    for links, quotes in (
        ((40, 0), (25, 0), (12, 0), (4, 0)) if card.get("links_title") else ((8, 3), (3, 1), (0, 0))
    ):
        made = _blocks(card, f"{mark} {title}".strip(), links, quotes, feedback)
        blocks = [block.to_dict() for block in made]  # to_dict checks Slack's limits
        if len(json.dumps(blocks, ensure_ascii=False)) <= MESSAGE:
            break
    return {"text": text, "blocks": blocks}


def reply_of(text: str) -> dict[str, Any]:
    """A thread reply: one line a change."""
    lines = [line for raw in text.splitlines() if (line := shown(raw, NOTE * 2))] or ["More on this story"]
    body = _text_part("\n".join(lines)[:REPLY])
    block = RichTextBlock(elements=[RichTextSectionElement(elements=[body])])
    return {"text": escaped(" · ".join(lines), REPLY), "blocks": [block.to_dict()]}


def _blocks(card: Mapping[str, Any], title: str, links: int, quotes: int, feedback: bool) -> Iterator[Block]:
    yield HeaderBlock(text=PlainTextObject(text=shown(title, TITLE) or "A story", emoji=False))
    if unsure := shown(_text(card, "unsure"), NOTE):
        yield RichTextBlock(elements=[_section(_text_part(f"❔ {unsure}"))])
    if body := [*_merged(card), *_lines(card, quotes)]:
        yield RichTextBlock(elements=body)
    if notes := [*_notes("What changed", card, "changes"), *_notes("Figures differ", card, "conflicts")]:
        yield RichTextBlock(elements=notes)
    if told := _links(card, links):
        yield RichTextBlock(elements=told)
    yield from _contexts(card, feedback)


def _merged(card: Mapping[str, Any]) -> Iterator[RichTextElement]:
    if card.get("merged_into"):
        yield _section(_text_part("→ Now part of another story", bold=True))


def _lines(card: Mapping[str, Any], quotes: int) -> Iterator[RichTextElement]:
    """The line that the title names as its details alone, with the evidence; then the others as a list.

    Words that prove several lines are quoted once.
    """
    title, head = _text(card, "title"), card.get("quote") if quotes else None
    lines = _many(card, "lines")
    own = next((line for line in lines if _names(title, _text(line, "text"))), None)
    if own is not None and (details := _details(_text(own, "details"))):
        yield _section(_text_part(details, bold=True))
    yield from _quote(head)
    quoted = {_text(quote, "text") for quote in (card.get("quote"), (own or {}).get("quote")) if quote}
    others: list[RichTextElement] = []
    rest = [line for line in lines if line is not own and shown(_text(line, "text"), TITLE)]
    for line in rest[:LINES]:
        parts = [_text_part(shown(_text(line, "text"), TITLE), bold=True)]
        if details := shown(_text(line, "details"), DETAILS):
            parts.append(_text_part(f" — {details}"))
        quote = line.get("quote") or {}
        if (words := _text(quote, "text")) not in quoted and len(quoted) <= quotes and shown(words, QUOTE):
            quoted.add(words)
            parts += [_text_part(f"\n{_quoted(quote)}", italic=True), *_said_by(quote)]
        others.append(_section(*parts))
    if others:
        yield RichTextListElement(style="bullet", elements=others)
    if len(rest) > LINES:
        yield _section(_text_part(f"and {len(rest) - LINES} more"))


def _names(title: str, text: str) -> bool:
    """Whether a title is this line: `Microsoft → OpenAI`, or `Altomare launches Cirrus 3` of `Altomare: Cirrus 3`."""
    return text in (title, title.replace(" launches ", ": ", 1))


def _details(details: str) -> str:
    """`🟢 confirmed · 10 bn USD`: a sign that is read before any word."""
    status = details.partition(" · ")[0]
    return f"{SIGNS.get(status, '')} {shown(details, DETAILS)}".strip()


def _quote(quote: Mapping[str, Any] | None) -> Iterator[RichTextElement]:
    if quote and shown(_text(quote, "text"), QUOTE):
        yield RichTextQuoteElement(elements=[_text_part(_quoted(quote), italic=True), *_said_by(quote)])


def _quoted(quote: Mapping[str, Any]) -> str:
    text = shown(_text(quote, "text"), QUOTE)
    return f"« {text} »" if str(quote.get("language") or "").startswith("fr") else f"“{text}”"


def _said_by(quote: Mapping[str, Any]) -> list[Part]:
    outlet = shown(_text(quote, "outlet"), OUTLET)
    return [_text_part(" — "), _link_part(outlet, _text(quote, "url"))] if outlet else []


def _notes(title: str, card: Mapping[str, Any], key: str) -> Iterator[RichTextElement]:
    notes = [note for raw in _many(card, key)[-NOTES:] if (note := shown(str(raw), NOTE))]
    if notes:
        yield _section(_text_part(title, bold=True))
        yield RichTextListElement(style="bullet", elements=[_section(_text_part(note)) for note in notes])


def _links(card: Mapping[str, Any], limit: int) -> list[RichTextElement]:
    """A link a line. A message that is a list (`links_title`) names those beyond the limit too, without links."""
    links = _many(card, "links")
    rows: list[RichTextElement] = []
    for link in links[:limit]:
        outlet, headline = shown(_text(link, "outlet"), OUTLET), shown(_text(link, "headline"), HEADLINE)
        if words := headline or outlet:
            part = _link_part(words, _text(link, "url"))
            rows.append(_section(_text_part(f"{outlet}  "), part) if outlet and headline else _section(part))
    told: list[RichTextElement] = []
    if rows:
        title = shown(_text(card, "links_title"), OUTLET) or "Articles"
        told = [_section(_text_part(title, bold=True)), RichTextListElement(style="bullet", elements=rows)]
    names = [name for link in links[limit:] if (name := shown(_text(link, "headline"), NAME))]
    named = names[:NAMES] if card.get("links_title") else []
    if named:
        told.append(_section(_text_part("\n".join(f"• {name}" for name in named))))
    more = int(card.get("more_links") or 0) + len(links) - len(rows) - len(named)
    return [*told, _section(_text_part(f"and {more} more"))] if more > 0 else told


def _contexts(card: Mapping[str, Any], feedback: bool) -> Iterator[Block]:
    coverage = " · ".join(p for p in (_text(card, "coverage"), *map(str, _many(card, "labels"))) if p)
    words = " ".join((_text(card, "title"), *(_text(link, "headline") for link in _many(card, "links"))))
    if strange := disguised(words):
        coverage = f"⚠ mixes alphabets: {', '.join(strange[:3])}" + (f" · {coverage}" if coverage else "")
    if coverage := shown(coverage, CONTEXT):
        yield ContextBlock(elements=[PlainTextObject(text=coverage, emoji=False)])
    footer: list[PlainTextObject | MarkdownTextObject] = []
    if url := linked(_text(card, "story_url")):
        footer.append(MarkdownTextObject(text=f"<{url.replace('&', '&amp;')}|Open the story>", verbatim=True))
    if feedback and card.get("story"):  # a digest or a catch-up is nobody's story
        footer.append(PlainTextObject(text=FEEDBACK, emoji=False))
    if footer:
        yield ContextBlock(elements=footer)


def _section(*parts: Part) -> RichTextSectionElement:
    return RichTextSectionElement(elements=parts)


def _text_part(text: str, *, bold: bool = False, italic: bool = False) -> Part:
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    return RichTextElementParts.Text(text=text, style=style or None)


def _link_part(text: str, url: str) -> Part:
    """A link, or the text alone where the address may not be linked."""
    safe = linked(url)
    return _text_part(text) if safe is None else RichTextElementParts.Link(url=safe, text=text)


def _text(of: Mapping[str, Any], key: str) -> str:
    return str(of.get(key) or "")


def _many(of: Mapping[str, Any], key: str) -> Sequence[Any]:
    return cast(Sequence[Any], of.get(key) or ())
