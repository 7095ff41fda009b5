"""Finds the files under infra/ that the adapters read: of a checkout, or of the installed package."""

from __future__ import annotations

from pathlib import Path

from newswatch.errors import ConfigError

_PLACES = (
    Path(__file__).parents[2] / "infra",  # a checkout
    Path(__file__).parents[1] / "infra",  # package data of a wheel
)


def infra_file(name: str) -> Path:
    """The path of a shipped file, such as `kafka/topics.yml`. Raises ConfigError when it is not there."""
    for place in _PLACES:
        if (place / name).is_file():
            return place / name
    raise ConfigError(f"infra/{name} is not in this installation: install newswatch again")
