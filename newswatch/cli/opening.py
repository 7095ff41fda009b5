"""Opens the log and the store that the settings name, and finds the shipped and the user's own files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from newswatch.connect import open_log, open_notifier, open_store
from newswatch.ports import Log, Notifier, Store
from newswatch.settings import Settings


@dataclass(frozen=True, slots=True)
class Opened:
    """The settings with the log, the store and the notifier that they name."""

    settings: Settings
    log: Log
    store: Store

    def notifier(self) -> Notifier:
        """The notifier; opened only where something is delivered."""
        return open_notifier(self.settings)


@contextmanager
def opened(settings: Settings, *, live: bool = True) -> Iterator[Opened]:
    """Open the log and the store, and close them at the end. `live`: see open_store."""
    with ExitStack() as stack:
        log = open_log(settings)
        stack.callback(log.close)
        store = open_store(settings) if live else open_store(settings, live=False)
        stack.callback(store.close)
        yield Opened(settings, log, store)


def rule_dirs(settings: Settings) -> list[Path]:
    """The shipped rules, then the user's own."""
    return _dirs(settings, Path(str(files("processors"))) / "rules", "rules")


def source_dirs(settings: Settings) -> list[Path]:
    """The shipped sources, then the user's own."""
    return _dirs(settings, Path(str(files("crawlers"))) / "sources", "sources")


def _dirs(settings: Settings, shipped: Path, name: str) -> list[Path]:
    own = settings.config_dir / name if settings.config_dir else None
    return [shipped, own] if own and own.is_dir() else [shipped]


def route_files(settings: Settings) -> list[Path]:
    """The shipped routes, then the user's own."""
    shipped = Path(str(files("processors.alerting"))) / "routes.yml"
    own = settings.config_dir / "routes.yml" if settings.config_dir else None
    return [shipped, own] if own and own.is_file() else [shipped]
