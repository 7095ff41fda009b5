"""Cards on a terminal. An append-only file of JSON lines stands for the channel's history.

The file's line is the post: it is made durable first and shown after, so that a deliverer killed in
between finds its card and posts no second one. Text from the web is cleaned of what a terminal obeys,
and is never read as markup.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from newswatch.errors import DiskFull, NewswatchError, Permanent

HEADLINE = 300
"""Characters of a title or headline that are shown."""
QUOTE = 600
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Our own disk takes no more, or fails."""
_KEPT = frozenset("\u200d")
"""Joins emoji; all other format characters (overrides, zero-width) are dropped."""


class ConsoleNotifier:
    """Shows cards on a console. `sent`: the file that remembers them; without one, memory does."""

    def __init__(self, console: Console, sent: Path | None = None) -> None:
        self._console = console
        self._sent = sent
        self._memory: list[dict[str, Any]] = []

    def post(self, channel: str, alert_id: str, card: Mapping[str, Any]) -> str:
        """Show a card; the id is its place in the file."""
        ts = self._remember({"kind": "post", "channel": channel, "alert": alert_id, "card": dict(card)})
        self._console.print(panel(card))
        return ts

    def update(self, channel: str, ts: str, alert_id: str, card: Mapping[str, Any]) -> str:
        """Tell that a card changed. Raises Permanent(message_not_found) for one that was never posted."""
        if self.find(channel, alert_id, datetime.min.replace(tzinfo=UTC)) is None:
            raise Permanent("message_not_found", f"no card {ts} in {channel}")
        self._remember(
            {"kind": "update", "channel": channel, "alert": alert_id, "of": ts, "card": dict(card)}
        )
        self._console.print(_line("↻", str(card.get("fallback") or card.get("title") or "")))
        return ts

    def reply(self, channel: str, ts: str, alert_id: str, text: str) -> str:
        """Tell what changed, under a card."""
        own = self._remember({"kind": "reply", "channel": channel, "alert": alert_id, "of": ts, "text": text})
        for line in text.splitlines():
            self._console.print(_line("  ↳", line))
        return own

    def find(self, channel: str, alert_id: str, since: datetime, thread: str | None = None) -> str | None:
        """The first card (or reply in a thread) with this alert id; the file has no times, so all of it."""
        del since
        for record in self._records():
            place = record.get("of") if record["kind"] == "reply" else None
            if record["kind"] == "update" or place != thread:
                continue
            if record["channel"] == channel and record["alert"] == alert_id:
                return str(record["ts"])
        return None

    def close(self) -> None:
        """Nothing is held open."""

    def _remember(self, record: dict[str, Any]) -> str:
        if self._sent is None:
            self._memory.append(record | {"ts": str(len(self._memory))})
            return str(len(self._memory) - 1)
        with _faults(self._sent, "this card was not posted"):
            self._sent.parent.mkdir(parents=True, exist_ok=True)
            with _locked(self._sent) as file:  # two deliverers: the place of a line is its id
                end = _whole(file)
                line = json.dumps(record | {"ts": str(end)}, ensure_ascii=False).encode() + b"\n"
                try:
                    if file.write(line) != len(line):
                        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                    os.fsync(file.fileno())
                except OSError:
                    os.ftruncate(file.fileno(), end)
                    raise
        return str(end)

    def _records(self) -> Iterator[dict[str, Any]]:
        if self._sent is None:
            yield from self._memory
        elif self._sent.exists():
            with self._sent.open("rb") as file:
                for line in file:
                    if line.endswith(b"\n"):  # a torn last line was never posted
                        yield cast(dict[str, Any], json.loads(line))


@contextmanager
def _faults(sent: Path, state: str) -> Iterator[None]:
    """Turn the system's faults with the file into DiskFull, or NewswatchError where a person must look."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(
                f"{sent}: writing failed ({error.strerror}): free some space there and start again; {state}"
            ) from error
        raise NewswatchError(
            f"{sent} can't be written ({error.strerror}): look at its owner and mode, and its directory's; {state}"
        ) from error


@contextmanager
def _locked(sent: Path) -> Iterator[BinaryIO]:
    """The file, locked; opened anew where `forget` put another in its place meanwhile."""
    while True:
        with sent.open("a+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if sent.exists() and os.path.samestat(os.fstat(file.fileno()), sent.stat()):
                yield file
                return


def forget(sent: Path, is_kept: Callable[[str], bool], *, dry_run: bool) -> int:
    """Forget the cards of alerts that are not `is_kept` (asked by alert id), with what came under them.

    Returns the number of lines. A new file takes the old one's place at once: a kill leaves one of the two, whole.
    Raises DiskFull, and NewswatchError where a file can't be written there; the cards are all there then.
    """
    if not sent.exists():
        return 0
    with _faults(sent, "no card was forgotten"), _locked(sent) as file:
        _whole(file)
        file.seek(0)
        lines = [(line, json.loads(line)) for line in file]
        cards = {r["ts"] for _, r in lines if r["kind"] == "post" and is_kept(r["alert"])}
        kept = [line for line, r in lines if (r["ts"] if r["kind"] == "post" else r["of"]) in cards]
        if not dry_run and len(kept) < len(lines):
            fresh = sent.with_suffix(".new")
            try:
                with fresh.open("wb") as new:
                    new.writelines(kept)
                    new.flush()
                    os.fsync(new.fileno())
                fresh.replace(sent)
            except OSError:
                with suppress(OSError):
                    fresh.unlink()  # half a file takes the space that is wanted
                raise
    return len(lines) - len(kept)


def _whole(file: BinaryIO) -> int:
    """Cut off a torn last line (it was never posted, and the next one must not stand behind it); the end then."""
    end = file.seek(0, os.SEEK_END)
    while end:
        start = max(0, end - 64 * 1024)
        file.seek(start)
        found = file.read(end - start).rfind(b"\n")
        if found >= 0:
            end = start + found + 1
            break
        end = start
    os.ftruncate(file.fileno(), end)
    return end


def clean(text: str, limit: int = QUOTE) -> str:
    """Text that a terminal only shows: no escapes, control, override or zero-width characters, one line."""
    spaced = " ".join(text.split())
    kept = "".join(
        c for c in spaced if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"


def panel(card: Mapping[str, Any]) -> RenderableType:
    """A card's content as a panel: the same that Slack shows."""
    body = [*_unsure(card), *_lines(card), *_said(card), *_notes(card)]
    labels = " · ".join(clean(str(label), 40) for label in _many(card, "labels"))
    title = Text(clean(str(card.get("title") or ""), HEADLINE), style="bold")
    return Panel(Group(title, *body), title=Text(labels, style="cyan"), title_align="left", expand=False)


def _many(card: Mapping[str, Any], key: str) -> Sequence[Any]:
    return cast(Sequence[Any], card.get(key) or ())


def _unsure(card: Mapping[str, Any]) -> Iterator[Text]:
    if unsure := card.get("unsure"):
        yield _line("?", str(unsure), "yellow")


def _lines(card: Mapping[str, Any]) -> Iterator[Text]:
    for line in _many(card, "lines"):
        text = clean(str(line["text"]), HEADLINE)
        details = clean(str(line.get("details") or ""), HEADLINE)
        if text == clean(str(card.get("title") or ""), HEADLINE):
            yield Text(details, style="green")
        else:
            yield Text.assemble("• ", (text, "bold"), " — " if details else "", (details, "green"))
        quote = line.get("quote")
        if quote and quote != card.get("quote"):
            yield _quote(quote, "  ")


def _said(card: Mapping[str, Any]) -> Iterator[Text]:
    if quote := card.get("quote"):
        yield _quote(quote, "")
    if coverage := card.get("coverage"):
        yield Text(clean(str(coverage), HEADLINE), style="dim")


def _quote(quote: Mapping[str, Any], indent: str) -> Text:
    text = Text(f"{indent}« {clean(str(quote['text']))} »", style="italic")
    return text.append(f" {clean(str(quote['outlet']), 80)}", Style(italic=False, dim=True))


def _notes(card: Mapping[str, Any]) -> Iterator[Text]:
    for change in _many(card, "changes"):
        yield _line("△", str(change), "yellow")
    for conflict in _many(card, "conflicts"):
        yield _line("≠", str(conflict), "magenta")
    if title := card.get("links_title"):
        yield Text(clean(str(title), HEADLINE), style="bold")
    for link in _many(card, "links"):
        outlet, headline = clean(str(link["outlet"]), 80), clean(str(link["headline"]), HEADLINE)
        yield Text.assemble((outlet, "dim"), "  ", (headline, _link(str(link["url"]))))
    if more := card.get("more_links"):
        yield Text(f"and {more} more", style="dim")
    if url := card.get("story_url"):
        yield Text(clean(str(url), HEADLINE), _link(str(url)))
    if card.get("merged_into"):
        yield _line("→", f"now part of story {card['merged_into']}", "yellow")


def _line(sign: str, text: str, style: str = "") -> Text:
    return Text(f"{sign} {clean(text)}", style=style)


def _link(url: str) -> Style:
    """A link only to the web, and only where the address is plain."""
    plain = url.isascii() and url.isprintable() and " " not in url
    return Style(link=url) if plain and url.startswith(("https://", "http://")) else Style()
