"""Readers that a pool's processes import by name: each does what its page's address asks for."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

from newswatch.errors import Reject
from newswatch.messages import Article, Page


def obey(page: Page) -> Article:
    """Do as the last part of the address says; anything else is read as an article."""
    command = page.url.rpartition("/")[2]
    if command == "stuck":
        threading.Event().wait()
    if command == "busy":
        while True:
            pass
    if command == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    if command == "once":
        mark = Path(page.headers["mark"])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if command == "grow":
        kept = []
        while True:
            kept.append(bytearray(16 * 1024 * 1024))
    if command == "deep":
        return obey(page)
    if command == "bug":
        raise KeyError("a bug on purpose")
    if command == "reject":
        raise Reject("not-html", "on purpose")
    return Article(
        id=page.id,
        url=page.url,
        headline=f"read by {os.getpid()}",
        publisher=page.source.publisher,
        source=page.source,
        discovered_at=page.discovered_at,
        fetched_at=page.fetched_at,
    )
