"""How pages are served: a few at a time, and on no connection that only stands there."""

from __future__ import annotations

import asyncio
from socket import socket

import uvicorn
from anyio.to_thread import current_default_thread_limiter
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

SILENCE = 60.0
"""Seconds after which a connection is ended, where no request begins, none waits for us, and nobody reads."""

AT_ONCE = 4
"""Pages made at the same time; others wait. One of a story of 400 articles takes 10 MB while it is made."""


class Connection(H11Protocol):
    """Ends itself where nothing goes on.

    uvicorn waits for ever for the first byte, the rest of a head, and a reader of the answer. A computer that fell
    asleep leaves such connections behind, and with the limit's number of them nobody would be answered any more.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        super().connection_made(transport)
        self._look_later()

    def connection_lost(self, exc: Exception | None) -> None:
        self._look.cancel()
        super().connection_lost(exc)

    def _look_later(self) -> None:
        self._look = self.loop.call_later(SILENCE, self._end_or_wait, *self._going_on())

    def _going_on(self) -> tuple[RequestResponseCycle | None, int]:
        """The request, and how much of its answer the reader has yet to take: on a slow line that takes minutes."""
        return self.cycle, self.transport.get_write_buffer_size()

    def _end_or_wait(self, cycle: RequestResponseCycle | None, unread: int) -> None:
        waits_for_us = self.cycle is not None and not self.cycle.response_started
        if waits_for_us or self._going_on() != (cycle, unread):
            self._look_later()
        else:
            self.transport.abort()  # (close would wait for a reader)


class Server(uvicorn.Server):
    """Serves an application; its settings are the same wherever it runs."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
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
        )

    async def startup(self, sockets: list[socket] | None = None) -> None:
        current_default_thread_limiter().total_tokens = AT_ONCE
        await super().startup(sockets)
