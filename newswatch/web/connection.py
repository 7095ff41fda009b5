"""How the server keeps its connections: few at a time, and none that only stands there."""

from __future__ import annotations

import asyncio

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

SILENCE = 60.0
"""Seconds without a new request, sending and reading included, after which a connection is ended."""


class Connection(H11Protocol):
    """Ends itself where no new request begins.

    uvicorn waits for ever for the first byte, the rest of a head, and a reader of the answer. A computer that fell
    asleep leaves such connections behind, and with the limit's number of them nobody would be answered any more.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        super().connection_made(transport)
        self._look_later(None)

    def connection_lost(self, exc: Exception | None) -> None:
        self._look.cancel()
        super().connection_lost(exc)

    def _look_later(self, known: RequestResponseCycle | None) -> None:
        self._look = self.loop.call_later(SILENCE, self._end_or_wait, known)

    def _end_or_wait(self, known: RequestResponseCycle | None) -> None:
        if self.cycle is known:
            self.transport.abort()  # (close would wait for a reader)
        else:
            self._look_later(self.cycle)


def config_of(app: ASGIApp) -> uvicorn.Config:
    """The server's settings for the application."""
    return uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,  # the root logger's lines are ours
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=5,
        limit_concurrency=64,
    )
