"""Imports of libraries without what these would load for themselves: they try whatever happens to be installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*modules: str) -> Iterator[None]:
    """While the block imports, these modules are as good as not installed, unless they were loaded before.

    For the first import of a library that has an optional use for them which is none of ours: a task of
    Airflow is a process, and half of its start went into loading what it never called.
    """
    hidden = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: the import fails
    try:
        yield
    finally:
        for name in hidden:
            if sys.modules.get(name) is None:
                sys.modules.pop(name, None)
