"""What the commands print: documents on stdout, everything else on stderr."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from newswatch.logs import one_line

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
    """One JSON document, as one line of stdout. What a terminal would obey is escaped in it, and stays the same."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    out(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], empty: str = "Nothing."
) -> None:
    """A table on stdout for a person; its cells are plain text, whatever they hold."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=title, title_justify="left", header_style="bold", expand=False)
    for column in columns:
        grid.add_column(column, overflow="fold")
    lines = [[Text(one_line("" if cell is None else str(cell))) for cell in row] for row in rows]
    if not lines:
        out(empty)
        return
    for line in lines:
        grid.add_row(*line)
    Console().print(grid)


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
    return one_line(fragment.replace("\x02", "»").replace("\x03", "«"))


def amount(deal: Mapping[str, Any]) -> str:
    """A deal's amount in a few words: `850,000,000 USD`, or
    `undisclosed; rumoured 10,000,000,000 USD at a valuation of 30,000,000,000 USD`."""
    money, valuation = deal.get("amount"), deal.get("valuation")
    told = _sum(money) if money else ""
    if money and money.get("status") not in (None, "confirmed"):
        told = f"{money['status']} {told}"
    if valuation:
        told = f"{told} at a valuation of {_sum(valuation)}".strip()
    if deal.get("disclosed") is False:
        told = f"undisclosed; {told}" if told else "undisclosed"
    return told


def _sum(money: Mapping[str, Any]) -> str:
    about = "~" if money.get("approximate") else ""
    return f"{about}{money['value']:,.0f} {money.get('currency') or ''}".strip()
