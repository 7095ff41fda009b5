"""The fake Slack as a server of its own, for trying newswatch without a workspace.

    python tests/slack/serve.py PORT FILE CHANNEL…

A browser at PORT (0: any free one) sees the cards as they stand; FILE gets the API's address and the page's.
"""

from __future__ import annotations

import html
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.slack.fake import FakeSlack
from tests.slack.fake_http import served

STYLE = "body{font:15px/1.5 sans-serif;max-width:46em;margin:2em auto} .card{border:1px solid #ccc;padding:.6em 1em;"
STYLE += "margin:.6em 0;white-space:pre-wrap} .reply{margin-left:2em} small{color:#666}"


def page(slack: FakeSlack) -> str:
    """What the channels hold, newest first, replies below their cards."""
    parts = [f"<!doctype html><meta charset=utf-8><title>Slack, pretended</title><style>{STYLE}</style>"]
    for channel in slack.channels.values():
        parts.append(f"<h1>#{html.escape(channel.name)}</h1>")
        for card in reversed([m for m in channel.messages if m.thread_ts is None and not m.deleted]):
            edits = f"<small>edited {card.edits} times</small>" if card.edits else ""
            parts.append(f"<div class=card>{html.escape(card.text)}\n{edits}</div>")
            replies = [m for m in channel.messages if m.thread_ts == card.ts]
            parts += [f"<div class='card reply'>↳ {html.escape(one.text)}</div>" for one in replies]
    if len(parts) == 1:
        parts.append("<p>Nothing was told yet.</p>")
    return "".join(parts)


def main() -> None:
    """Serve until SIGTERM."""
    port, told = int(sys.argv[1]), Path(sys.argv[2])
    slack = FakeSlack()
    for id_ in sys.argv[3:]:
        slack.add(id_, id_.removeprefix("C0").lower())

    class Shown(BaseHTTPRequestHandler):
        """The page of cards."""

        def do_GET(self) -> None:
            body = page(slack).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    with served(slack) as api_url, ThreadingHTTPServer(("127.0.0.1", port), Shown) as shown:
        threading.Thread(target=shown.serve_forever, daemon=True).start()
        told.write_text(f"{api_url}\nhttp://127.0.0.1:{shown.server_address[1]}/\n", encoding="utf-8")
        threading.Event().wait()


if __name__ == "__main__":
    main()
