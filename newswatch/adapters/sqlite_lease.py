"""Leases: who may read a topic for a group. Of several processes on a file, one consumer at a time.

A lease ends when it is given back, when it runs out, or at once when its process is gone: a lease names
its process by number and start time, and a WAL file is only ever shared on one machine, so that another
process can look whether it still lives. That is what a static member is to Kafka.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SCHEMA = (
    """CREATE TABLE leases(
        member TEXT NOT NULL, topic TEXT NOT NULL, owner TEXT NOT NULL, boot TEXT NOT NULL,
        space TEXT NOT NULL, pid INTEGER NOT NULL, started TEXT NOT NULL, expires INTEGER NOT NULL,
        PRIMARY KEY(member, topic)) WITHOUT ROWID""",
)


@dataclass(frozen=True, slots=True)
class Host:
    """Where a process number means something: this boot of this machine, this PID namespace."""

    boot: str
    space: str


@dataclass(frozen=True, slots=True)
class Lease:
    """A group's hold on topics. `group` and `topics` carry the prefix; `owner` is one consumer's token."""

    group: str
    topics: tuple[str, ...]
    owner: str
    milliseconds: int

    def state(self, connection: sqlite3.Connection, now: int) -> str:
        """`ours`, `free` (may be taken) or `taken` by another consumer that lives; `now` in ms."""
        rows = connection.execute(
            f"SELECT owner, boot, space, pid, started, expires FROM leases WHERE member=? "  # noqa: S608
            f"AND topic IN ({_marks(self.topics)})",
            (self.group, *self.topics),
        ).fetchall()
        ours = [row for row in rows if row[0] == self.owner]
        if len(ours) == len(self.topics):
            return "ours"
        others = [row for row in rows if row[0] != self.owner]
        # One that ends later than any lease can was written by a clock that was ahead: its holder, if it lives,
        # finds out at its next commit, and begins anew.
        live = any(
            now < expires <= now + 2 * self.milliseconds and not _is_gone(*process)
            for _, *process, expires in others
        )
        return "taken" if live else "free"

    def take(self, connection: sqlite3.Connection, now: int) -> bool:
        """Take or renew it, within a write transaction; False when another consumer has it."""
        if self.state(connection, now) == "taken":
            return False
        host = this_host()
        pid = os.getpid()
        process = (host.boot, host.space, pid, process_start(pid) or "", now + self.milliseconds)
        connection.executemany(
            "INSERT OR REPLACE INTO leases VALUES(?,?,?,?,?,?,?,?)",
            [(self.group, topic, self.owner, *process) for topic in self.topics],
        )
        return True

    def renew(self, connection: sqlite3.Connection, now: int) -> bool:
        """Prolong it, within a write transaction; False when it went to another."""
        renewed = connection.execute(
            "UPDATE leases SET expires=? WHERE member=? AND owner=?",
            (now + self.milliseconds, self.group, self.owner),
        ).rowcount
        return renewed == len(self.topics)

    def release(self, connection: sqlite3.Connection) -> None:
        """Give it back, within a write transaction."""
        connection.execute("DELETE FROM leases WHERE member=? AND owner=?", (self.group, self.owner))


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))


def _is_gone(boot: str, space: str, pid: int, started: str) -> bool:
    """Whether a lease's process is surely gone. In doubt it is not, and the lease must run out."""
    here = this_host()
    if boot != here.boot:
        return True
    if space != here.space or not started:
        return False
    return process_start(pid) != started


@cache
def this_host() -> Host:
    """This boot and PID namespace; empty where the system has no such names."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return Host(boot, str(Path("/proc/self/ns/pid").readlink()))
    except OSError:
        return Host("", "")


def process_start(pid: int) -> str | None:
    """When a process started, in the system's own words; None when it is gone or a zombie.

    An empty string where the system can't tell.
    """
    try:
        # proc(5): the name in brackets may hold anything; the state follows, the start time is field 22.
        fields = (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        )
    except OSError:
        return None if Path("/proc/self/stat").exists() else _process_start_from_ps(pid)
    return None if fields[0] in "ZXx" else fields[19]


def _process_start_from_ps(pid: int) -> str | None:
    """The same for systems without /proc (macOS, BSD)."""
    ps = shutil.which("ps")
    if ps is None:
        return ""
    told = subprocess.run([ps, "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return told.stdout.strip() or None
