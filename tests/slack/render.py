"""One HTML page that shows the golden cards roughly as Slack would: no script, nothing from outside.

`python tests/slack/render.py > cards.html`; docs/card.png is a picture of it.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parent.parent / "golden" / "cards"
TITLES = {
    "seed": "A confirmed deal, rumoured figures, four planned launches",
    "confirmed": "A rumour, confirmed with another amount", "launch": "A launch",
    "conflicting": "Figures that differ", "hostile": "A headline that tries everything",
    "unsure": "One outlet, weak signs", "rented": "What is paid by the month, and in all",
}  # fmt: skip
STYLE = """
body { font: 15px/1.46 Lato, "Liberation Sans", Arial, sans-serif; background: #fff; color: #1d1c1d;
  margin: 18px; width: 660px }
h1 { font-size: 12px; text-transform: uppercase; letter-spacing: .05em; color: #888; margin: 18px 0 6px }
.message { display: flex; gap: 9px; padding: 8px 12px; border-top: 1px solid #eee }
.face { width: 36px; height: 36px; border-radius: 6px; background: #4a154b; color: #fff; flex: none;
  display: grid; place-items: center; font-weight: 700 }
.who { font-weight: 800 } .who small { font-weight: 400; color: #616061; font-size: 12px; margin-left: 6px }
.app { background: #ddd; font-size: 10px; border-radius: 2px; padding: 1px 3px; margin-left: 4px; color: #444 }
.header { font-size: 18px; font-weight: 800; margin: 6px 0 2px; overflow-wrap: anywhere }
blockquote { border-left: 4px solid #ddd; margin: 4px 0; padding: 0 0 0 10px }
ul { margin: 2px 0; padding-left: 22px } p { margin: 4px 0 } .body { min-width: 0; overflow-wrap: anywhere }
.context { color: #616061; font-size: 12.5px; margin: 4px 0 } a { color: #1264a3; text-decoration: none }
.phone { color: #616061; font-size: 12px; background: #f8f8f8; border-radius: 6px; padding: 4px 8px }
"""
_LINK = re.compile(r"&lt;(https?://[^|&]*(?:&amp;[^|&]*)*)\|([^&]*)&gt;")


def page(cards: Mapping[str, Mapping[str, Any]]) -> str:
    """The page; each card is a message's `text` and `blocks`."""
    rows = "".join(_message(TITLES.get(name, name), card) for name, card in cards.items())
    return f"<!doctype html><meta charset=utf-8><title>Cards</title><style>{STYLE}</style><body>{rows}"


def _message(title: str, message: Mapping[str, Any]) -> str:
    body = "".join(_block(block) for block in message["blocks"])
    return (
        f"<h1>{html.escape(title)}</h1><div class=message><div class=face>n</div><div class=body>"
        f"<div class=who>newswatch<span class=app>APP</span><small>12:03</small></div>{body}"
        f"<div class=phone>📱 {message['text']}</div></div></div>"
    )


def _block(block: Mapping[str, Any]) -> str:
    match block["type"]:
        case "header":
            return f"<div class=header>{html.escape(block['text']['text'])}</div>"
        case "rich_text":
            return "".join(_rich(element) for element in block["elements"])
        case "context":
            return f"<div class=context>{' &nbsp; '.join(_object(e) for e in block['elements'])}</div>"
    raise ValueError(f"no picture of a {block['type']}")


def _object(text: Mapping[str, Any]) -> str:
    shown = html.escape(text["text"], quote=False)
    return shown if text["type"] == "plain_text" else _LINK.sub(r'<a href="\1">\2</a>', shown)


def _rich(element: Mapping[str, Any]) -> str:
    match element["type"]:
        case "rich_text_list":
            return f"<ul>{''.join(f'<li>{_parts(e)}</li>' for e in element['elements'])}</ul>"
        case "rich_text_quote":
            return f"<blockquote>{_parts(element)}</blockquote>"
    return f"<p>{_parts(element)}</p>"


def _parts(element: Mapping[str, Any]) -> str:
    return "".join(_part(part) for part in element["elements"])


def _part(part: Mapping[str, Any]) -> str:
    words = html.escape(part["text"]).replace("\n", "<br>")
    for style, tag in (("bold", "b"), ("italic", "i")):
        if (part.get("style") or {}).get(style):
            words = f"<{tag}>{words}</{tag}>"
    return f'<a href="{html.escape(part["url"])}">{words}</a>' if part["type"] == "link" else words


def golden() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The golden cards, in the order of TITLES."""
    for name in TITLES:
        yield name, json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.stdout.write(page(dict(golden())))
