"""What the commands print: documents on stdout, everything else on stderr."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from newswatch.logs import one_line
from newswatch.signs import has_all_signs

T = TypeVar("T")
_OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Controls beyond ASCII, line ends and overrides of direction; JSON escapes those below a space itself."""


def out(line: str = "") -> None:
    """A line for stdout."""
    sys.stdout.write(line + "\n")


def err(line: str) -> None:
    """A line for stderr."""
    sys.stderr.write(line + "\n")


def document(value: Any) -> None:
    """One JSON document, as one line of stdout. What a terminal would obey, or can't show, is escaped in it, and stays
    the same.
    """
    text = json.dumps(value, ensure_ascii=not has_all_signs(sys.stdout), separators=(", ", ": "))
    out(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def listing(columns: Sequence[str], rows: Sequence[tuple[Sequence[object], Sequence[str]]]) -> Iterator[str]:
    """Lines of aligned columns for a person, with remarks below each row.

    No line is broken, whatever the terminal, so that an id or an address can be copied or cut out of a pipe. Its cells
    are plain text, whatever they hold.
    """
    cells = [[one_line("" if cell is None else str(cell)) for cell in row] for row, _ in rows]
    widths = [max(len(line[n]) for line in [list(columns), *cells]) for n in range(len(columns))]
    yield "  ".join(f"{name:<{width}}" for name, width in zip(columns, widths, strict=True)).rstrip()
    for line, (_, remarks) in zip(cells, rows, strict=True):
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip()
        yield from (f"    {one_line(remark)}" for remark in remarks if remark)


def tell_list(
    columns: Sequence[str], rows: Sequence[tuple[Sequence[object], Sequence[str]]], empty: str
) -> None:
    """A listing on stdout, or what to say of an empty one."""
    for line in listing(columns, rows) if rows else (empty,):
        out(line)


def minute(instant: str | None, otherwise: str = "") -> str:
    """`2023-01-23 14:55` of an ISO time in UTC."""
    return (instant or otherwise)[:16].replace("T", " ")


def progress(things: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """The things, with a bar on stderr while a person waits; nothing of it where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(things, description=label, total=total, console=Console(stderr=True), transient=True)


def marked(fragment: str) -> str:
    """A highlight for a terminal: the found words between » and «, all else made harmless."""
    return one_line(" ".join(fragment.split()).replace("\x02", "»").replace("\x03", "«"))


def amount(deal: Mapping[str, Any]) -> str:
    """A deal's amount in a few words: `850,000,000 USD`, or of a deal that is made
    `undisclosed; rumoured 10,000,000,000 USD at a valuation of 30,000,000,000 USD`."""
    money, valuation = deal.get("amount"), deal.get("valuation")
    told = _sum(money) if money else ""
    if money and money.get("status") not in (None, "confirmed"):
        told = f"{money['status']} {told}"
    if valuation:
        told = f"{told} at a valuation of {_sum(valuation)}".strip()
    if deal.get("disclosed") is False and (not money or deal.get("status") in ("confirmed", "closed")):
        told = f"undisclosed; {told}" if told else "undisclosed"
    return told


def _sum(money: Mapping[str, Any]) -> str:
    about = "~" if money.get("approximate") else ""
    often = f" a {money['per']}" if money.get("per") else ""
    return f"{about}{money['value']:,.0f} {money.get('currency') or ''}".strip() + often
