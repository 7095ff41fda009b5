"""Wrong usage: what an option is given that it can't be, and options that would be passed over without a word."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperOption


class Command(TyperCommand):
    """A command that takes nothing empty, and no NaN: `--since "$UNSET"` would be as if it were not there, and
    `dead retry "$UNSET"` would be all of them.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As ever, after a look at what was written: of an empty path nothing but `.` would be left."""
        written, _, _ = self.make_parser(ctx).parse_args(list(args))
        rest = super().parse_args(ctx, args)
        for param in self.params:
            assert isinstance(param, TyperOption | TyperArgument)
            value, raw = ctx.params.get(param.name or ""), written.get(param.name or "")
            empty = raw == "" or (isinstance(raw, list | tuple) and "" in raw)
            if empty and (isinstance(param, TyperOption) or param.default != ""):
                raise typer.BadParameter("it is empty: give it a value, or leave it out.", ctx, param)
            if isinstance(value, float) and not math.isfinite(value):
                raise typer.BadParameter(f"{value} is no number to reckon with.", ctx, param)
        return rest


def single(given: Mapping[str, object]) -> None:
    """A usage error (2) where several of these are given: one alone would be obeyed."""
    names = [name for name, value in given.items() if value]
    if len(names) > 1:
        raise typer.BadParameter(f"{' and '.join(names)} don't go together: ask for one after the other.")


def unused(given: Mapping[str, object], why: str) -> None:
    """A usage error (2) that names which of these are given, where they would change nothing."""
    if names := [name for name, value in given.items() if value]:
        raise typer.BadParameter(f"{', '.join(names)}: {why}.")
