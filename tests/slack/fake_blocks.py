"""What Slack refuses in a message: the limits of docs.slack.dev/reference/block-kit."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

TEXT = 40_000
"""reference/methods/chat.postMessage: longer text is truncated; the fake refuses it, as chat.update does."""
BLOCKS_AS_JSON = 13_000
"""msg_blocks_too_long has no figure in the documentation; the fake takes the least that was seen refused."""
_RICH = ("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted")
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;)|<(?!https?://[^<>|\s]+\|[^<>]*>)")
"""messaging/formatting-message-text: `&`, `<` and `>` of plain words are entities in mrkdwn."""


def wrong_text(text: object) -> str | None:
    """The error's code, or None."""
    if text is None:
        return None
    if not isinstance(text, str):
        return "invalid_arguments"
    if "<!" in text or "<@" in text or "<#" in text:
        raise AssertionError(f"a message's text would ring somebody: {text[:200]!r}")
    return "msg_too_long" if len(text) > TEXT else None


def wrong_blocks(blocks: object) -> str | None:
    """`code: what`, or None."""
    if not isinstance(blocks, list):
        return "invalid_blocks_format: blocks are no array"
    if len(blocks) > 50:  # reference/block-kit/blocks: up to 50 blocks in a message
        return "invalid_blocks: no more than 50 items allowed [json-pointer:/blocks]"
    for place, block in enumerate(blocks):
        if wrong := _wrong_block(block):
            return f"invalid_blocks: {wrong} [json-pointer:/blocks/{place}]"
    if len(json.dumps(blocks, ensure_ascii=False)) > BLOCKS_AS_JSON:
        return "msg_blocks_too_long: the blocks are too long"
    return None


def wrong_metadata(metadata: object) -> str | None:
    """messaging/message-metadata: an event_type and an object event_payload."""
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        return "invalid_metadata_format"
    if not re.fullmatch(r"[A-Za-z0-9_]+", str(metadata.get("event_type"))):
        return "invalid_metadata_format"
    payload = metadata.get("event_payload")
    if not isinstance(payload, dict) or any(isinstance(v, (dict, list)) and not v for v in payload.values()):
        return "invalid_metadata_schema"
    return None


def _wrong_block(block: Mapping[str, Any]) -> str | None:
    if len(str(block.get("block_id") or "")) > 255:
        return "block_id is longer than 255 characters"
    match block.get("type"):
        case "header":  # blocks/header-block: plain_text of at most 150 characters
            return _wrong_object(block.get("text"), 150, ("plain_text",))
        case "section":  # blocks/section-block: text of 1 to 3000 characters, or 10 fields of 2000
            fields = block.get("fields") or []
            if len(fields) > 10:
                return "more than 10 fields"
            wrong = next((w for f in fields if (w := _wrong_object(f, 2000))), None)
            return wrong or (
                _wrong_object(block.get("text"), 3000) if "text" in block or not fields else None
            )
        case "context":  # blocks/context-block: at most 10 elements
            elements = block.get("elements") or []
            if not 1 <= len(elements) <= 10:
                return f"{len(elements)} elements in a context"
            return next((w for e in elements if (w := _wrong_object(e, 2000))), None)
        case "rich_text":  # blocks/rich-text-block
            return _wrong_rich(block.get("elements"))
        case "divider":
            return None
        case other:
            return f"unsupported type: {other}"


def _wrong_object(text: object, limit: int, kinds: Sequence[str] = ("plain_text", "mrkdwn")) -> str | None:
    """composition-objects/text-object: 1 to `limit` characters."""
    if not isinstance(text, dict) or text.get("type") not in kinds:
        return "must be a text object"
    words = text.get("text")
    if not isinstance(words, str) or not 1 <= len(words) <= limit:
        return f"must be 1 to {limit} characters"
    if len(words.encode("utf-16-le")) // 2 > limit:
        return f"more than {limit} UTF-16 units"
    if text["type"] == "mrkdwn":
        if "emoji" in text:
            return "emoji is for plain_text only"
        if _ENTITY.search(words):
            return f"unescaped markup: {words[:80]!r}"
    elif "verbatim" in text:
        return "verbatim is for mrkdwn only"
    return None


def _wrong_rich(elements: object) -> str | None:
    if not isinstance(elements, list) or not elements:
        return "a rich_text without elements"
    for element in elements:
        if element.get("type") not in _RICH:
            return f"unsupported element {element.get('type')}"
        if element["type"] == "rich_text_list":
            if element.get("style") not in ("bullet", "ordered"):
                return "a list without style"
            inner = element.get("elements")
            if not inner or any(e.get("type") != "rich_text_section" for e in inner):
                return "a list holds sections"
            wrong = next((w for e in inner if (w := _wrong_parts(e.get("elements")))), None)
        else:
            wrong = _wrong_parts(element.get("elements"))
        if wrong:
            return wrong
    return None


def _wrong_parts(parts: object) -> str | None:
    if not isinstance(parts, list) or not parts:
        return "a section without parts"
    for part in parts:
        match part.get("type"):
            case "text":
                if not isinstance(part.get("text"), str) or not part["text"]:
                    return "a text part must be more than 0 characters"
            case "link":
                url = str(part.get("url"))
                if not re.fullmatch(r"https?://[\x21-\x7e]+", url) or len(url) > 3000:
                    return f"invalid url {url[:80]!r}"
                if part.get("text") == "":
                    return "an empty link text"
            case other:
                return f"unsupported part {other}"
        if set(part.get("style") or {}) - {"bold", "italic", "strike", "code"}:
            return "unknown style"
    return None
