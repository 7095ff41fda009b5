"""Structured log lines on stderr. What belongs to one article carries its id on every line."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from typing import Any

import structlog

from newswatch.signs import has_all_signs

_ESCAPES = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if code not in (9,)}
_ESCAPES |= {
    code: f"\\u{code:04x}" for code in (0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def one_line(text: str) -> str:
    """The text with control, bidi and line-end characters escaped: a log line can't be forged with it."""
    return text.translate(_ESCAPES)


def _safe(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in line.items():
        if isinstance(value, str) and key not in ("trace", "exception"):
            line[key] = one_line(value)
    return line


class _Lines(structlog.PrintLogger):
    """Prints lines. One that its disk can't take is lost, and not the work that it tells of."""

    def msg(self, message: str) -> None:
        """Print a line."""
        with suppress(OSError):
            super().msg(message)

    log = debug = info = warn = warning = fatal = failure = err = error = critical = exception = msg


def configure_logs(style: str, level: str) -> None:
    """Set structlog and the standard logging up once for this process: `console` or `json`, on stderr."""
    number = logging.getLevelNamesMapping()[level.upper()]
    renderer: Callable[..., Any] = (
        structlog.processors.JSONRenderer(ensure_ascii=not has_all_signs(sys.stderr))
        if style == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            # a traceback with local variables would print secrets and whole pages
            exception_formatter=structlog.dev.plain_traceback,
        )
    )
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _safe,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *_: _Lines(sys.stderr),  # stderr as it is when a line is written
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
    stderr = logging.StreamHandler(sys.stderr)
    stderr.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [stderr]
    root.setLevel(max(number, logging.WARNING))
    # The clients' own warnings (a node to be tried again, a password on loopback) are said by our errors.
    for name in ("kafka", "elastic_transport", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.ERROR)
