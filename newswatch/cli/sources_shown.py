"""What the `sources` commands print: rows and lines for people, documents for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from crawlers.sources import read_sources
from crawlers.tries import Checked, Tried
from newswatch.cli.opening import source_dirs
from newswatch.cli.sources_add import Added
from newswatch.cli.sources_config import sources_in_force
from newswatch.logs import one_line
from newswatch.messages import Article
from newswatch.ports import Store
from newswatch.settings import Settings

COLUMNS = ("id", "health", "last success", "a day", "read", "delay", "errors")
CHECK_COLUMNS = ("id", "result", "entries", "undated", "newest", "a day")


# --- list -------------------------------------------------------------------------------------------


def listed(settings: Settings, store: Store) -> list[dict[str, Any]]:
    """Every source with its document and its health, and every file that makes none with what is wrong."""
    known = sources_in_force(settings, store, tell=False)
    mistakes = read_sources(source_dirs(settings)).mistakes
    states = {id_: dict(s.body) for id_, s in store.get_many("sources", [*known]).items()}
    rows = []
    for id_ in sorted({*known, *mistakes}):
        state = states.get(id_, {})
        source = known[id_].model_dump(mode="json") if id_ in known else {"id": id_}
        word = "off" if id_ in known and not known[id_].enabled else "new" if id_ in known else "wrong file"
        health = state.get("health") if word == "new" else None
        rows.append(
            {
                **source,
                "state": state,
                "health": health or {"word": word},
                "problem": "; ".join(mistakes.get(id_, ())) or None,
            }
        )
    return rows


def row(one: Mapping[str, Any]) -> tuple[Sequence[str], str]:
    """A source as a line of the list, and a remark."""
    health, state = one["health"], one["state"]
    word = f"{health['word']}: {health['reason']}" if health.get("reason") else health["word"]
    cells = (
        one["id"],
        word,
        (state.get("last_success") or "never")[:16],
        _number(health.get("entries_a_day")),
        "" if health.get("extracted") is None else f"{health['extracted']:.0%}",
        _duration(health.get("delay")),
        str(health.get("errors") or ""),
    )
    text = health.get("text") if state.get("last_success") or not state.get("last_error") else ""
    return cells, one["problem"] or text or state.get("last_error") or ""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return ""
    if seconds < 7_200:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3_600:.0f} h" if seconds < 172_800 else f"{seconds / 86_400:.0f} d"


# --- add --------------------------------------------------------------------------------------------


def added_json(done: Added) -> dict[str, Any]:
    """What was found and written, as JSON values."""
    sample: dict[str, Any] | None = None
    if isinstance(done.sample, Article):
        sample = {
            "headline": done.sample.headline,
            "url": done.sample.url,
            "datePublished": _iso(done.sample.date_published),
            "inLanguage": done.sample.in_language,
            "characters": len(done.sample.body),
            "problems": list(done.sample.problems),
        }
    elif done.sample is not None:
        sample = {"error": str(done.sample)}
    return {
        "site": done.site.front.url,
        "tried": [tried_json(one) for one in done.site.tried],
        "source": done.source.model_dump(mode="json", exclude_defaults=True),
        "sample": sample,
        "yaml": done.text,
        "written": str(done.written) if done.written else None,
    }


def added_lines(done: Added) -> Iterator[str]:
    """What was found, for a person."""
    yield one_line(f"{done.site.front.url}: {done.source.name}, in {done.source.language!r}")
    for one in done.site.tried:
        mark = "*" if one is done.site.chosen else " "
        yield one_line(f"{mark} {one.url} ({one.found}): {_told(one)}")
        for entry in one.samples if one is done.site.chosen else ():
            when = _iso(entry.date_published or entry.date_modified) or "undated"
            yield one_line(f"    {when[:16]:<16}  {entry.title or entry.url}")
    if isinstance(done.sample, Article):
        text = f"{len(done.sample.body)} characters of text"
        problems = f", {', '.join(done.sample.problems)}" if done.sample.problems else ""
        yield one_line(f"  a page of it: {done.sample.headline!r}, {text}{problems}")
    elif done.sample is not None:
        yield one_line(f"  a page of it can't be read: {done.sample}")
    if done.written:
        yield one_line(f"written to {done.written}: watched from the next crawl on")
    else:
        yield "NEWSWATCH_CONFIG_DIR is not set: put this into sources/ there, or use --write"


def _told(one: Tried) -> str:
    if one.fault:
        return f"{one.fault.reason}: {one.fault.text}"
    if not one.entries:
        return ", ".join(one.problems) or "no entries"
    newest = f", the newest of {one.newest:%Y-%m-%d %H:%M}" if one.newest else ""
    undated = f", {one.undated} undated" if one.undated else ""
    rate = f", {one.a_day:.3g} a day" if one.a_day is not None else ""
    return f"{one.kind}, {one.entries} entries{newest}{undated}{rate}"


# --- check ------------------------------------------------------------------------------------------


def check_json(id_: str, one: Checked) -> dict[str, Any]:
    """The check of a source as JSON values."""
    return {
        "id": id_,
        "ok": one.ok,
        "result": one.word,
        "text": one.text,
        "lists": [tried_json(each) for each in one.lists],
    }


def check_row(id_: str, one: Checked) -> tuple[Sequence[str], str]:
    """The check of a source as a line, and a remark."""
    newest = max((each.newest for each in one.lists if each.newest), default=None)
    rates = [each.a_day for each in one.lists if each.a_day is not None]
    cells = (
        id_,
        one.word,
        str(sum(each.entries for each in one.lists)),
        str(sum(each.undated for each in one.lists) or ""),
        f"{newest:%Y-%m-%d %H:%M}" if newest else "",
        _number(sum(rates) if rates else None),
    )
    return cells, one.text


def tried_json(one: Tried) -> dict[str, Any]:
    """What was tried, as JSON values."""
    return {
        "url": one.url,
        "final_url": one.final_url,
        "kind": one.kind,
        "found": one.found,
        "title": one.title,
        "language": one.language,
        "entries": one.entries,
        "undated": one.undated,
        "newest": _iso(one.newest),
        "oldest": _iso(one.oldest),
        "entries_a_day": one.a_day,
        "samples": [
            {
                "title": entry.title,
                "url": entry.url,
                "datePublished": _iso(entry.date_published),
            }
            for entry in one.samples
        ],
        "error": f"{one.fault.reason}: {one.fault.text}" if one.fault else None,
        "problems": list(one.problems),
    }


def _iso(when: datetime | None) -> str | None:
    return when.isoformat().replace("+00:00", "Z") if when else None
