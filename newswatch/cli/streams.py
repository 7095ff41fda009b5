"""What a shell hands the command: streams that may be closed, or lack signs."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path

from newswatch.signs import has_all_signs


def steady_streams() -> None:
    """Stand in for streams that were closed, and let a terminal without a sign show its number (`\\u2192`).

    A closed one would be None here, and the next file that is opened would get its number: what a child writes
    would go into the store.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):  # in the order of their numbers
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not has_all_signs(stream):
            stream.reconfigure(errors="backslashreplace")
