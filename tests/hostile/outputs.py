"""Rows 60 to 69, 73, 74 and their like: articles that alert, in words that would break out of what shows them."""

from __future__ import annotations

from html import escape

from tests.hostile.place import FORGED
from tests.hostile.row import DAY, Row
from tests.hostile.server import http

NAMES = iter(
    ("Koralis", "Nebulon", "Modelia", "Synaptix", "Quorvex", "Veltrano", "Lumerix", "Tarvion", "Ostravel", "Brenovia",
     "Calderix", "Dovanta", "Ermelion", "Farolux", "Gantrix", "Helvoria", "Irenol", "Jalvane", "Kestrova", "Lorentix")
)  # fmt: skip


def told(words: str) -> tuple[str, str]:
    """A page about a deal of its own, with hostile words in headline and text."""
    name = next(NAMES)
    headline = f"Microsoft invests $2 billion in AI startup {name} {words}"
    text = (
        f"Microsoft said on Tuesday that it invests $2 billion in the AI startup {name}. {words} "
        f"The artificial intelligence startup {name} will use the money for its models, Microsoft said. "
        f"The investment in {name} was announced in the morning, and it is the largest one of this year so far."
    )
    return name, (
        f'<!DOCTYPE html><html><head><title>{escape(headline)}</title><meta property="article:published_time" '
        f'content="{DAY}"><meta name="author" content="{escape(words)}"></head><body><article>'
        f"<h1>{escape(headline)}</h1>"
        f"<p>{escape(text)}</p></article></body></html>"
    )


def row(number: str, what: str, words: str, *, url: str = "/bad") -> Row:
    """A row whose page alerts."""
    name, page = told(words)
    return Row(
        number, what, {url.partition("?")[0]: http(page)}, kind="output",
        bad="http://{host}" + url, entries=lambda urls: len(urls) == 2,
        article=lambda a: name in a["headline"],
    )  # fmt: skip


ROWS: list[Row] = [
    row("60", "Slack's mentions", "<!channel> <@U123> <!here> <!subteam^S1>"),
    row("61", "mentions in references", "&lt;!channel&gt; &lt;@U123&gt;"),
    row("62", "javascript: in words and in Slack's link", "<javascript:alert(1)|click> [x](javascript:alert(1))"),
    row("63", "| and > in a link's text", "a|b> <https://evil.example|x>"),
    row("64", "mrkdwn", "*bold* _it_ ~no~ `code` ```pre```"),
    row("65", "overrides, zero-width characters and a homoglyph name",
    "\u202eGo\u200bog\u2066le\u202c Gооgle pay\u200dpal"),
    row("66", "escapes of a terminal, of seven and of eight bits", "\x1b[31mred\x1b]0;title\x07 \x9b31m \x90x\x9c"),
    row("67", "a forged line", f"\n{FORGED}\r\n{FORGED}\x85{FORGED}\u2028{FORGED}"),
    row("68", "4,000 emoji", "👩\u200d💻" * 4_000),
    row("69", "a headline of 12 KB", "word " * 2_500),
    row("70", "query syntax, which a search box is given too", 'AND (title:* OR "x~9) NOT [1 TO *] /a+/ ^2 \\'),
    row("73", "a formula for a spreadsheet", '=HYPERLINK("http://evil.example","x") +1 -1 @SUM(A1) \t|calc'),
    row("74", "secrets of a look that are none, and what looks like a template",
    "xoxb-1 {{ 7*7 }} {id} %(token)s ${HOME}"),
    # --- added
    row("D1", "bidi overrides and quotes in the address", "and an address", url="/bad/\u202egpj.x?q='\"<b>&r=`%0a"),
    row("D2", "a tag that ends a script, one that ends a text",
    "</script></title></textarea><svg onload=alert(1)> <!--"),
    row("D3", "half of an emoji, non-characters, the last code point", "\ud83d \ufffe \uffff \U0010ffff".encode(
        "utf-8", "surrogatepass").decode("utf-8", "replace")),
    row("D4", "rich's and structlog's own markup", "[bold red]x[/] [link=javascript:alert(1)]y[/link] {0} %s %n"),
]  # fmt: skip
