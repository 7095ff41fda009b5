"""Where settings come from besides the environment: files that `…_FILE` names, and names that mean nothing."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic_settings import DotEnvSettingsSource, EnvSettingsSource

from newswatch.errors import ConfigError

_SELF = "newswatch_ca_file"
"""The one setting whose own name ends as those do that name a file."""
_OTHERS = ("BIN", "COMMAND", "GOLDEN", "KEEP_RUNS_DAYS", "OPERATORS_URL", "PROCESSING", "TOLD")
"""What dags/ and tests/ read themselves, after NEWSWATCH_."""
_FAMILIES = ("NEWSWATCH_AIRFLOW_", "NEWSWATCH_ALL_", "NEWSWATCH_STACK_", "NEWSWATCH_TEST_")
"""What infra/ and tests/ read themselves begins so."""


logging.getLogger("dotenv.main").setLevel(
    logging.ERROR
)  # what it warns of, `unreadable_lines` says once, and where


class FilesOfEnvironment(EnvSettingsSource):
    """`NEWSWATCH_X_FILE=/run/secrets/x`: the value is the file's text without its last line end."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return _read(os.environ)


class FilesOfDotenv(DotEnvSettingsSource):
    """The same, where the name stands in `.env`."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return _read(super()._load_env_vars())


def _read(names: Mapping[str, str | None]) -> dict[str, str | None]:
    """Raises ConfigError for a file that can't be read."""
    values: dict[str, str | None] = {}
    for name, path in names.items():
        lower = name.lower()
        ours = lower.startswith(("newswatch_", "slack_bot_token")) and lower.endswith("_file")
        if not ours or lower == _SELF or not path:
            continue
        try:
            values[lower.removesuffix("_file")] = Path(path).read_text(encoding="utf-8-sig").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
            raise ConfigError(f"{name.upper()} names {path}, which can't be read: {why}") from error
    return values


def unknown_names(known: Iterable[str], environ: Mapping[str, str], env_file: Path) -> list[str]:
    """A line for each NEWSWATCH_… name, in the environment or `.env`, that is none of the known ones."""
    settings = set(known)
    allowed = settings | {f"NEWSWATCH_{name}" for name in _OTHERS}
    allowed |= {f"{name}_FILE" for name in allowed}
    found: list[str] = []
    try:
        written = dotenv_values(env_file, encoding="utf-8-sig") if env_file.is_file() else {}
        found.extend(unreadable_lines(env_file) if written else ())
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(error) from None
    for place, names in (("the environment", environ), (".env", written)):
        for name in sorted(names):
            upper = name.upper()
            if not upper.startswith("NEWSWATCH_") or upper.startswith(_FAMILIES) or upper in allowed:
                continue
            near = _nearest(upper, settings)
            meant = f"did you mean {' or '.join(near)}?" if near else "`newswatch config` lists the settings"
            found.append(f"{upper} in {place} is no setting: {meant}")
    return found


def unreadable(error: OSError | UnicodeDecodeError) -> ConfigError:
    """What to say of a `.env` that can't be read."""
    why = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
    return ConfigError(f".env in this folder can't be read: {why}. It has a `NAME=value` a line.")


def unreadable_lines(env_file: Path) -> list[str]:
    """A line for each of `.env` that sets nothing, since it is no `NAME=value`. Its words may be a secret: untold."""
    with env_file.open(encoding="utf-8-sig") as lines:
        wrong = [one.original.line for one in parse_stream(lines) if one.error]
    return [
        f"line {number} of {env_file.name} is no setting: it is no `NAME=value`, and is passed over"
        for number in wrong
    ]


def _nearest(name: str, settings: Iterable[str]) -> list[str]:
    """The settings that a name is most like; none where it is like none. What they all begin with says nothing."""
    own = {setting.removeprefix("NEWSWATCH_"): setting for setting in settings}
    bare = name.removeprefix("NEWSWATCH_")
    near = get_close_matches(bare, own, n=3, cutoff=0.7)
    best = [SequenceMatcher(None, other, bare).ratio() for other in near]
    return sorted(own[other] for other, ratio in zip(near, best, strict=True) if ratio == best[0])
