"""What the DAGs share: a task that runs the newswatch command, its pools and its assets.

Nothing but Airflow and the standard library is imported here: newswatch may live in an environment of
its own, and NEWSWATCH_COMMAND says where (default: `newswatch` on the PATH).
"""

from __future__ import annotations

import inspect
import json
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, Asset, BaseOperator, BaseOperatorLink
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from newswatch_telling import deadline as deadline
from newswatch_telling import given, green, red

TRY_AGAIN, NOTHING_TO_DO = 75, 99
GRACE = 4.0
"""Seconds between SIGTERM and SIGKILL: Airflow kills the task itself 5 s after it asked it to stop."""
SERVICES = os.environ.get("NEWSWATCH_PROCESSING", "airflow") == "services"
"""Whether `newswatch run` serves the stages, so that Airflow crawls and alerts only."""

CRAWL_POOL, DRAIN_POOL, ASIDE_POOL = "newswatch_crawl", "newswatch_drain", "newswatch_aside"
"""`process` and `alert` have a pool to themselves: what takes long besides them keeps no card waiting."""
STORIES_SHOWN = 20

PAGES = Asset("pages", uri="newswatch://log/pages", group="newswatch")
STORIES = Asset("stories", uri="newswatch://log/stories", group="newswatch")
CARDS = Asset("cards", uri="newswatch://slack/cards", group="newswatch")


class Newswatch(BaseOperator):
    """Runs `newswatch ARGUMENTS -- NAMES`; its JSON summary is the last line of its log, and the XCom.

    Exit code 0 is success, 99 skips the task (nothing to do: it rings nobody), 75 and a death by signal
    are tried again with back-off, everything else fails at once. With `stop_after` the command is asked to
    stop by then (SIGTERM): it finishes what it has in hand, and the next run takes the rest.
    """

    template_fields: Sequence[str] = ("arguments", "names")
    ui_color = "#e8f0fe"

    def __init__(
        self,
        *,
        arguments: Sequence[str],
        names: Sequence[str] = (),
        stop_after: timedelta | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.arguments = arguments
        self.names = names
        self.stop_after = stop_after
        self.summary: Any = None
        self._running: subprocess.Popen[bytes] | None = None

    def excused(self, code: int) -> bool:
        """Whether what the command failed with is no fault of ours, so that the task is skipped. Never, here."""
        del code
        return False

    @property
    def stories(self) -> list[str]:
        """Where a person reads the stories that this run told of: addresses, or commands where there are none."""
        told = self.summary.get("stories", []) if isinstance(self.summary, Mapping) else []
        shown = given("NEWSWATCH_STORY_URL") or "newswatch show {id}"
        return [shown.replace("{id}", str(id_)) for id_ in told[:STORIES_SHOWN]]

    @property
    def row(self) -> str:
        """What tells one mapped task from another: what came of it, then its names."""
        return " · ".join([*outcome(self.summary), shortened(list(self.names), 60)])

    def execute(self, context: Any) -> Any:
        """Run the command to its end. Raises what makes Airflow skip, retry or fail the task."""
        command = [*command_line(), *self.arguments, *(["--", *self.names] if self.names else [])]
        self.log.info("Running %s", shlex.join(command))
        code, text, last = self._run(command)
        lines, self.summary = printed(text)
        for line in lines:
            self.log.info("%s", harmless(line))
        for where in self.stories:
            self.log.info("Told of: %s", where)
        if self.summary is not None:
            self.log.info("%s", harmless(json.dumps(self.summary, ensure_ascii=False)))
        if code == 0:
            return self.summary
        if code == NOTHING_TO_DO:
            raise AirflowSkipException("There was nothing to do.")
        if self.excused(code):
            raise AirflowSkipException(f"No new pages; {', '.join(outcome(self.summary))}: {last}")
        said = f"`newswatch {shlex.join(self.arguments)}` " + (
            f"was ended by signal {-code}" if code < 0 else f"exited with {code}"
        )
        if code < 0 or code == TRY_AGAIN:
            raise AirflowException(f"{said}: {last}")
        raise AirflowFailException(f"{said}: {last}")

    def on_kill(self) -> None:
        """Ask the command to stop; kill it if it doesn't. Called in a signal handler, so it never waits."""
        self._stop()
        timer = threading.Timer(GRACE, self._kill)
        timer.daemon = True
        timer.start()

    def _run(self, command: Sequence[str]) -> tuple[int, str, str]:
        """Exit code, stdout, and the last line of stderr, which is logged line by line as it comes."""
        last, soft = "", None
        with tempfile.TemporaryFile() as stdout:
            # A session of its own, so that its children can be killed with it; setpriv (util-linux, so
            # nearly everywhere) has the kernel ask it to stop when the task is killed without a word.
            self._running = running = subprocess.Popen(
                [*_told_of_death(), *command], stdout=stdout, stderr=subprocess.PIPE, start_new_session=True
            )
            if self.stop_after:
                soft = threading.Timer(self.stop_after.total_seconds(), self._stop)
                soft.daemon = True
                soft.start()
            try:
                for raw in running.stderr or ():
                    if line := harmless(raw.decode(errors="replace").rstrip()):
                        last = line
                        self.log.info("%s", line)
                code = running.wait()
            finally:  # a time limit comes as an exception
                if soft:
                    soft.cancel()
                if running.poll() is None:
                    self._stop()
                    with suppress(subprocess.TimeoutExpired):
                        running.wait(GRACE)
                    self._kill()
                    running.wait()
                if running.stderr:
                    running.stderr.close()
            stdout.seek(0)
            return code, stdout.read().decode(errors="replace"), last

    def _stop(self) -> None:
        if self._running and self._running.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self._running.pid, signal.SIGTERM)

    def _kill(self) -> None:
        if self._running and self._running.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._running.pid, signal.SIGKILL)


class StoryLink(BaseOperatorLink):
    """The button on a task that leads to the story that it told of, the first one where there were several.

    Airflow keeps where it leads when the task ends. Without NEWSWATCH_STORY_URL it leads nowhere.
    """

    name = "Story"

    def get_link(self, operator: Any, *, ti_key: Any) -> str:
        """The address, or nothing."""
        del ti_key
        return next((one for one in operator.stories if one.startswith("http")), "")


class Drain(Newswatch):
    """A pass that may tell of stories, and leads to them."""

    operator_extra_links = (StoryLink(),)


def command_line() -> list[str]:
    """The newswatch command, with what goes before it."""
    words = os.environ.get("NEWSWATCH_COMMAND") or "newswatch"
    try:
        return shlex.split(words)
    except ValueError as error:
        raise AirflowFailException(f"NEWSWATCH_COMMAND is {words!r}: {error}") from None


def _told_of_death() -> list[str]:
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM"] if setpriv else []


def harmless(line: str) -> str:
    """A line as it may stand in a task's log, where pages' words come: Airflow folds away what such marks enclose."""
    return line.replace("::group::", ": group:").replace("::endgroup::", ": endgroup:")


def printed(text: str) -> tuple[list[str], Any]:
    """What the command printed: lines for people (cards on the console, say), and its summary.

    The summary is its one JSON document, a list where there are several, None where there is none.
    """
    said: list[str] = []
    documents: list[Any] = []
    for line in text.splitlines():
        try:
            documents.append(json.loads(line))
        except ValueError:
            said.append(line)
    return said, documents[0] if len(documents) == 1 else documents or None


def batches(names: Sequence[str], most: int) -> list[list[str]]:
    """The names dealt out like cards into at most so many batches, so that neighbours part."""
    return [list(names[start::most]) for start in range(min(most, len(names)))]


def outcome(summary: Any) -> list[str]:
    """A crawl's summary in a few words, which sources failed first; nothing for other summaries."""
    if not isinstance(summary, Mapping) or not isinstance(summary.get("sources"), Mapping):
        return []
    failed = [name for name, one in summary["sources"].items() if one.get("errors")]
    words = [f"failed: {shortened(failed, 40)}"] if failed else []
    return [*words, f"{summary.get('pages', 0)} new pages"]


def shortened(names: Sequence[str], length: int) -> str:
    """As many names as fit into about so many characters, and how many more there are."""
    shown: list[str] = []
    for name in names:
        if shown and len(", ".join([*shown, name])) > length:
            return f"{', '.join(shown)} and {len(names) - len(shown)} more"
        shown.append(name)
    return ", ".join(shown)


# --- what operators hear ----------------------------------------------------------------------------


DEFAULTS: dict[str, Any] = {
    "owner": "newswatch",
    "retries": 4,
    "retry_delay": timedelta(seconds=10),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=2),
    "on_failure_callback": red,
    "on_success_callback": green,
    "on_skipped_callback": green,
}

NOT_FOR_THE_PAST: dict[str, Any] = (
    {"allowed_run_types": ["scheduled", "manual", "asset_triggered"]}
    if "allowed_run_types" in inspect.signature(DAG).parameters  # Airflow 3.2 and newer
    else {}
)
"""That the menu's *Backfill* is none of a DAG that does what is to be done now: its runs would pass over
max_active_runs, ten at a time, and where the metadata are SQLite they end the scheduler."""

BY_HAND: dict[str, Any] = {
    "schedule": None,
    "catchup": False,
    "max_active_runs": 1,
    "is_paused_upon_creation": False,
    "default_args": DEFAULTS,
    "render_template_as_native_obj": True,
}
"""What the DAGs that are started by a form have in common. The form's values reach the task as they are, lists too."""
