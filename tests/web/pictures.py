"""Pictures of the web page by a real browser: docs/web-*.png.

Taken by `python -m tests.web.pictures docs`, and looked at before they are committed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from .browser import browser
from .filled import fill
from .server import serving


def take(folder: Path) -> None:
    """The search, a story, and a URL explained on a phone."""
    with TemporaryDirectory() as aside:
        filled = fill(Path(aside) / "store.db")
        with serving(filled.store) as client, browser(Path(aside)) as tab:
            tab.open(f"{client.address}/?q=invest", width=1000)
            tab.shot(folder / "web-search.png", whole=True)
            tab.open(f"{client.address}/stories/{filled.deal}", width=1000)
            tab.shot(folder / "web-story.png", whole=True)
            tab.open(f"{client.address}/explain?url={quote(filled.urls['talks'], safe='')}", width=360)
            tab.shot(folder / "web-explain-phone.png", whole=True)
        filled.store.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
