"""A Slack client that never retries by itself, and what Slack's answers mean to a deliverer."""

from __future__ import annotations

import errno
import http.client
import logging
import math
import re
import socket
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from newswatch.errors import ConfigError, Permanent, Transient

API_URL = "https://slack.com/api/"
RETRY_AFTER, LONGEST = 30.0, 3600.0
"""Seconds to wait where Slack names none, and the most that is believed."""
BUSY = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
"""Refused before anything was done: too many calls."""
AWAY = frozenset({
    "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org",
    "external_channel_migrating", "org_login_required", "update_failed",
})  # fmt: skip
"""It may have been done, or not."""
_NO_CONNECTION = (ConnectionRefusedError, socket.gaierror)
"""Nothing was sent: no server, or no name."""
_UNREADABLE = (
    OSError, http.client.HTTPException, SlackClientError, ValueError, LookupError, AttributeError, TypeError,
)  # fmt: skip
"""What the client raises where nobody answers, and where the answer is none: JSON may be a number, too."""
LONG = 3.0
"""The timeout so many times over: longer no answer is read. One that comes byte by byte would hold up all alerts."""
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_TOKEN = re.compile(r"[A-Za-z0-9._-]{8,}")


def client_of(token: str, api_url: str = API_URL, timeout: float = 10.0) -> WebClient:
    """A client that never retries by itself. Raises ConfigError; the token is in no message."""
    token = token.strip()
    if not _TOKEN.fullmatch(token):
        raise ConfigError("SLACK_BOT_TOKEN is no bot token (`xoxb-…`): it is empty or has odd characters.")
    parts = urlsplit(api_url)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise ConfigError("NEWSWATCH_SLACK_API_URL must be https, but for a server on this machine.")
    quiet = logging.getLogger("newswatch.slack.client")
    quiet.setLevel(logging.CRITICAL)  # what fails is raised; its log lines hold whole messages
    client = _Client(token=token, base_url=api_url, timeout=timeout, retry_handlers=[], logger=quiet)  # type: ignore[arg-type]
    client.proxy = None  # urllib reads the proxy from the environment itself, and honours no_proxy
    return client


class _NoRedirects(HTTPRedirectHandler):
    """Where a redirect leads the token would go along, and what is said there would be taken for Slack's answer."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        """Follow none: it is an unreadable answer."""


class _Client(WebClient):
    """Follows no redirect, and reads no answer for longer than LONG."""

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        over = time.monotonic() + LONG * self.timeout
        opener = build_opener(_NoRedirects, HTTPSHandler(context=self.ssl))
        try:
            answer = opener.open(req, timeout=self.timeout)
        except HTTPError as error:
            answer = error
        with answer:
            body = b""
            while piece := answer.read1(65_536):
                body += piece
                if time.monotonic() > over:
                    raise TimeoutError(errno.ETIMEDOUT, "the answer takes too long")
        charset = answer.headers.get_content_charset() or "utf-8"
        return {"status": answer.code, "headers": answer.headers, "body": body.decode(charset)}


def call(send: Callable[[], SlackResponse]) -> SlackResponse:
    """The answer. Raises Transient or Permanent with the error's code, never with what was sent.

    `retry_after` is set only where Slack refused before doing anything; after a 5xx, a cut connection or an
    unreadable answer the message may be there or not, and is looked for.
    """
    try:
        return send()
    except SlackApiError as error:
        failed: Exception = _meaning(error.response)
    except _UNREADABLE as error:
        words = f"Slack can't be reached: {type(error).__name__} {_reason(error)}".rstrip()
        failed = Transient(words, untouched=isinstance(getattr(error, "reason", error), _NO_CONNECTION))
    raise failed


def _meaning(answer: SlackResponse) -> Exception:
    code = str(answer.get("error") or "") if isinstance(answer.data, dict) else ""
    method = answer.api_url.rpartition("/")[2]
    if answer.status_code == 429 or code in BUSY:
        wait = _retry_after(answer.headers)
        return Transient(f"{method}: {code or 'ratelimited'}, again in {wait:g} s", retry_after=wait)
    if answer.status_code >= 500 or code in AWAY or not _CODE.fullmatch(code):
        told = code if _CODE.fullmatch(code) else "unreadable answer"
        return Transient(f"{method}: {told} (HTTP {answer.status_code})")
    return Permanent(code, f"{method}{_more(answer)}")


def _more(answer: SlackResponse) -> str:
    """What else Slack says of an error: the scope that is missing, the block that is wrong."""
    needed = answer.get("needed")
    more = answer.get("response_metadata")
    details = answer.get("errors") or (more.get("messages") if isinstance(more, dict) else None)
    parts = [f"needs {needed}"] if needed else []
    parts += [str(detail)[:200] for detail in (details if isinstance(details, list) else [])[:3]]
    return f": {'; '.join(parts)}" if parts else ""


def _retry_after(headers: Mapping[str, Any]) -> float:
    """Seconds, as docs.slack.dev/apis/web-api/rate-limits has it; nonsense is a default, an age is cut."""
    told = next((str(value) for name, value in headers.items() if name.lower() == "retry-after"), "")
    try:
        seconds = float(told)
    except ValueError:
        return RETRY_AFTER
    return min(max(seconds, 0.0), LONGEST) if math.isfinite(seconds) else RETRY_AFTER


def _reason(error: Exception) -> str:
    """The operating system's words alone: an exception of http.client quotes headers."""
    inner = getattr(error, "reason", error)
    return (getattr(inner, "strerror", None) or "") if isinstance(inner, OSError) else ""
