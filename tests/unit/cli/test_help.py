"""What a newcomer reads: no line of a list of commands is cut, no option is unexplained, every stage is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from newswatch.cli.app import SHORT, app
from newswatch.cli.pipeline import SHOWN_STAGES
from processors.pipeline import NAMES


def commands(group: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*path, name))


PATHS = list(commands(get_command(app)))


def command_at(path: tuple[str, ...]) -> Any:
    command: Any = get_command(app)
    for name in path:
        command = command.commands[name]
    return command


def shown(*path: str) -> str:
    done = CliRunner().invoke(app, [*path, "--help"], terminal_width=80)
    assert done.exit_code == 0
    return done.stdout


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_is_whole_and_says_something_of_each_option(path: tuple[str, ...]) -> None:
    text = shown(*path)
    assert "..." not in text.partition("Commands:")[2], "a command's words are cut"
    unexplained = [one.name for one in command_at(path).params if not getattr(one, "help", "")]
    assert unexplained == []
    assert not [words for words in ("for none", "for nothing", "…]") if words in text]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_command_takes_json(path: tuple[str, ...]) -> None:
    command = command_at(path)
    is_list = hasattr(command, "commands")
    assert is_list or "--json" in {name for given in command.params for name in given.opts}


def test_the_stages_that_help_names_are_those_there_are() -> None:
    assert [name for name in NAMES if name in SHOWN_STAGES.split(", ")] == SHOWN_STAGES.split(", ")
    assert len(SHOWN_STAGES.split(", ")) >= 6  # (a stage of one's own may be missing)
    for command in ("run", "drain"):
        assert SHOWN_STAGES in " ".join(shown(command).split())


def test_short_words_are_of_commands_that_there_are() -> None:
    assert SHORT.keys() <= {path[0] for path in PATHS if path}
