"""The doctor's look at what is on this machine: settings, one's own files, the embedded files, disks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from crawlers.crawl import new_reach
from crawlers.reach import Limits
from crawlers.sources import read_sources
from newswatch.cli.assemble import rules
from newswatch.cli.doctor_checks import BUSY, Check, failure, looked, ok, some, warning
from newswatch.cli.opening import route_files, rule_dirs, source_dirs
from newswatch.connect import embedded_file, open_log, open_store
from newswatch.errors import ConfigError
from newswatch.settings import Settings, unknown_settings
from processors.alerting.routes import Route, load_routes
from processors.detect.check import check_rules, meant
from processors.detect.grammar.voices import vendor_named
from processors.flag import SHIPPED, load_rules

LITTLE, TOO_LITTLE = 2 * 1024**3, 256 * 1024**2
"""Bytes free under which a disk is warned of, and under which it fails."""
OWN = ("sources", "rules", "routes.yml")


def settings_checks(settings: Settings) -> Iterator[Check]:
    """Names that are no settings, and settings that are better set."""
    unknown = unknown_settings()
    for line in unknown:
        name, _, meant = line.partition(" is no setting: ")
        yield from warning("settings", f"{name} is not a setting", meant[:1].upper() + meant[1:])
    if not unknown:
        yield from ok("settings", "every NEWSWATCH_… name in the environment and .env is a setting")
    try:
        new_reach(Limits(), connect_to=settings.connect_to, proxy=settings.proxy, ca_file=settings.ca_file)
    except ConfigError as error:
        yield from failure("settings", str(error), "Correct it: until then no crawl begins.")
    if settings.clock != "system":
        yield from warning(
            "NEWSWATCH_CLOCK",
            f"time stands still or comes from a file: {settings.clock}",
            "Remove it: tests alone need it.",
        )
    if settings.crash_at:
        yield from failure(
            "NEWSWATCH_CRASH_AT",
            "processes kill themselves on purpose",
            "Remove it: fault tests alone need it.",
        )
    if not settings.contact:
        yield from warning(
            "NEWSWATCH_CONTACT",
            "not set: a site's owner can't tell whom to write to",
            "Set it to a mail address or a page about you.",
        )


def file_checks(settings: Settings) -> Iterator[Check]:
    """One's own folder, the source files, the rules with their examples, and the routes."""
    what = "own files"
    own = settings.config_dir
    if own is None:
        yield from ok(
            what, "NEWSWATCH_CONFIG_DIR is not set: the shipped sources, rules and routes are in force"
        )
    elif not own.is_dir():
        yield from failure(
            what,
            f"NEWSWATCH_CONFIG_DIR is {own}, and there is no such folder",
            "Make it, or correct the setting.",
        )
        return
    else:
        yield from looked(what, lambda: _own_folder(own), "Let this user read it.")
    yield from looked("sources", lambda: source_checks(settings), "Correct the source files.")
    yield from looked(
        "rules", lambda: rule_checks(settings), "`newswatch rules check` tells more.", seconds=BUSY
    )
    yield from looked(
        "routes", lambda: route_checks(settings), "Correct routes.yml; the last good one serves on."
    )


def _own_folder(own: Path) -> Iterator[Check]:
    inside = [
        path
        for folder in (own, *(own / name for name in OWN[:2]))
        if folder.is_dir()
        for path in folder.iterdir()
    ]
    odd = sorted(
        str(path.relative_to(own))
        for path in inside
        if not path.name.startswith(".")
        and ((path.parent == own and path.name not in OWN) or (path.parent != own and path.suffix != ".yml"))
    )
    if odd:
        yield from warning(
            "own files",
            f"nothing reads {some(odd)} in {own}",
            "Name them sources/ID.yml, rules/NAME.yml or routes.yml.",
        )
    else:
        yield from ok("own files", f"{own} is read over the shipped files")


def source_checks(settings: Settings) -> Iterator[Check]:
    """Every mistake in a source's file, or how many sources there are."""
    reading = read_sources(source_dirs(settings))
    for lines in reading.mistakes.values():
        for line in lines:
            yield from failure(
                "sources", line, "Correct the file; `newswatch sources check ID` tries the source."
            )
    enabled = sum(source.enabled for source in reading.sources.values())
    if not enabled:
        yield from failure(
            "sources", "none is enabled: nothing is watched", "`newswatch sources add SITE` makes one."
        )
    elif not reading.mistakes:
        off = len(reading.sources) - enabled
        yield from ok(
            "sources",
            f"{enabled} are watched, their files are right" + (f", {off} are switched off" if off else ""),
        )


def rule_checks(settings: Settings) -> Iterator[Check]:
    """The rules as they would be read at a start, and their own examples."""
    in_force = rules(settings)
    problems = check_rules(in_force)
    if problems and len(rule_dirs(settings)) > 1:
        problems = meant(problems, in_force, load_rules([SHIPPED]))
    for problem in problems[:5]:
        yield from warning(
            "rules", str(problem), "Correct the rule or its example, then `newswatch rules check`."
        )
    if not problems:
        folders = " and ".join(str(folder) for folder in rule_dirs(settings)[1:])
        yield from ok(
            "rules",
            f"version {in_force.version}, all examples hold"
            + (f"; {folders} over the shipped" if folders else ""),
        )
    for source in read_sources(source_dirs(settings)).sources.values():
        named = source.organisation if source.enabled and source.first_party else None
        if named and vendor_named(named, in_force) is None:
            yield from warning(
                "sources",
                f"{source.id} speaks for {named}, whom no rule watches: nothing on it counts as a vendor's own word",
                "Write `organisation` as the rules have it, or add the company to the rules.",
            )


def routes_in_force(settings: Settings) -> tuple[Route, ...]:
    """The routes. Raises ConfigError with file, line and key."""
    return load_routes(route_files(settings))


def route_checks(settings: Settings) -> Iterator[Check]:
    """The routes, each by its name."""
    yield from ok("routes", some([f"{route.id} → {route.channel}" for route in routes_in_force(settings)]))


# --- files and disks --------------------------------------------------------------------------------


def embedded_checks(settings: Settings) -> Iterator[Check]:
    """The embedded log and store: that each can be opened, or made. Makes none."""
    for what, url in (("log", settings.log_url), ("store", settings.store_url)):
        path = embedded_file(url)
        if path is None:
            continue
        if not path.exists():
            yield from _to_be_made(what, path)
            continue
        if not os.access(path, os.R_OK | os.W_OK):
            yield from failure(
                what, f"this user may not write {path}", "Give it to the user that runs newswatch."
            )
            continue
        opener = open_log if what == "log" else open_store
        with closing(opener(settings)):
            size = sum(p.stat().st_size for p in path.parent.glob(f"{path.name}*") if p.is_file())
            yield from ok(what, f"{path}, {size / 1e6:,.1f} MB")


def _to_be_made(what: str, path: Path) -> Iterator[Check]:
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        yield from ok(what, f"{path} is not there yet: the first command that needs it makes it")
    else:
        yield from failure(
            what,
            f"{path} can't be made: this user may not write to {folder}",
            "Give it that folder, or name another.",
        )


def disk_checks(settings: Settings) -> Iterator[Check]:
    """The disks of the embedded files and of temporary ones (a crawl's child, an Airflow task)."""
    import tempfile

    places = {
        f"disk of {p}": p for url in (settings.log_url, settings.store_url) if (p := embedded_file(url))
    }
    places["disk of temporary files"] = Path(tempfile.gettempdir()) / "x"
    folders: dict[Path, str] = {}
    for what, path in places.items():
        folders.setdefault(next(parent for parent in path.absolute().parents if parent.exists()), what)
    for folder, what in folders.items():
        usage = shutil.disk_usage(folder)
        yield from disk_check(what, usage.free, usage.total)


def disk_check(what: str, free: int, total: int) -> list[Check]:
    """Whether enough of a disk is free, in bytes; of a small one, such as a container's memory for files, a share."""
    found = f"{free / 1e9:,.1f} GB of {total / 1e9:,.0f} GB are free"
    if total < 1e9:
        found = f"{free / 1e6:,.0f} MB of {total / 1e6:,.0f} MB are free"
    remedy = "Free some space, or keep less: NEWSWATCH_KEEP_…_DAYS, then `newswatch upkeep`."
    if free < min(TOO_LITTLE, total // 4):
        return failure(what, found, remedy)
    if free < min(LITTLE, total // 2):
        return warning(what, found, remedy)
    return ok(what, found)


def all_on_this_machine(settings: Settings) -> Iterator[Check]:
    """All of it, each bounded."""
    yield from looked(
        "settings", lambda: settings_checks(settings), "Correct the settings; docs/reference.md names them."
    )
    yield from file_checks(settings)
    yield from looked(
        "embedded files",
        lambda: embedded_checks(settings),
        "The words say what; a copy is put back as docs/operating.md has it.",
    )
    yield from looked("disk", lambda: disk_checks(settings), "Look at the disk by hand.")
