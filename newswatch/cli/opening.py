"""Opens the log and the store that the settings name, and finds the shipped and the user's own files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from newswatch.connect import open_log, open_notifier, open_store
from newswatch.errors import ConfigError
from newswatch.ports import Log, Notifier, Store
from newswatch.settings import Settings


@dataclass(frozen=True, slots=True)
class Opened:
    """The settings with the log, the store and the notifier that they name."""

    settings: Settings
    store: Store
    open_log: Callable[[], Log]
    """The log; opened by the first call."""

    @property
    def log(self) -> Log:
        """The log, opened where it is needed: who only looks at the store, or tells what is there, goes without."""
        return self.open_log()

    def notifier(self) -> Notifier:
        """The notifier; opened only where something is delivered."""
        return open_notifier(self.settings)


@contextmanager
def opened(settings: Settings, *, live: bool = True) -> Iterator[Opened]:
    """Open the store, and the log once it is asked for; close them at the end. `live`: see open_store."""
    with ExitStack() as stack:
        store = open_store(settings) if live else open_store(settings, live=False)
        stack.callback(store.close)

        @cache
        def log() -> Log:
            found = open_log(settings)
            stack.callback(found.close)
            return found

        yield Opened(settings, store, log)


def rule_dirs(settings: Settings) -> list[Path]:
    """The shipped rules, then the user's own."""
    return _dirs(settings, Path(str(files("processors"))) / "rules", "rules")


def laid_over(settings: Settings, folder: Path) -> list[Path]:
    """The shipped rules, then those in `folder`, which are tried out.

    Raises ConfigError where it holds none: they would look like rules that change nothing.
    """
    from processors.detect.words.load import COMMON_WORDS, OF_STORIES

    if not folder.is_dir():
        raise ConfigError(f"{folder} is no folder of rules.")
    if not (folder / COMMON_WORDS).is_file() and all(
        path.name in OF_STORIES for path in folder.glob("*.yml")
    ):
        below = f": did you mean {folder / 'rules'}?" if any(folder.glob("rules/*.yml")) else "."
        raise ConfigError(f"{folder} holds no rule file, NAME.yml{below}")
    return [rule_dirs(settings)[0], folder]


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
