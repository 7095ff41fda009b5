"""### What it does
Once a night: forgets what grows. News that is older than the `NEWSWATCH_KEEP_…_DAYS` of *docs/reference.md*
(records, articles, alerts that are done), and Airflow's own rows and task logs that are older than
`NEWSWATCH_KEEP_RUNS_DAYS` (14). Logs of Airflow's own parts are cut where they have more than 20 MB.

### What red means, and what to do
Nothing is lost, and news goes on; only disk is used up. See the log's last lines:

- **exited with 75** – Kafka or Elasticsearch was away. *Clear the task, or wait for the next night.*
- **exited with 1** – a right is missing, or a setting is wrong, and the line above names it. *Correct it and
  clear the task.*

Pink (skipped) on *forget old runs* means that tasks may not know where Airflow's database is: it is set in
the environment, from which Airflow takes it away before a task runs. *Set it in* `airflow.cfg` *or as*
`AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD`, *or run* `airflow db clean` *by cron.*

### Good to know
- What would be forgotten: `newswatch upkeep --dry-run`.
- Broken off, *forget old runs* leaves a table `_airflow_deleted__…` of what it was forgetting. It is never taken away
  by itself, since others may keep such archives: `airflow db drop-archived` drops all of them.
"""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from airflow.sdk import DAG, CronTriggerTimetable, task
from airflow.sdk.configuration import conf
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException
from newswatch_tasks import ASIDE_POOL, DEFAULTS, NOT_FOR_THE_PAST, Newswatch, deadline

AT_LEAST, AT_MOST = 1, 36_500
LARGEST = 20_000_000
"""Bytes above which a log that all runs share is cut: nothing else ends those of airflow.sh, to which four write."""
CLEAN = [
    sys.executable,
    "-m",
    "airflow",
    "db",
    "clean",
    "--yes",
    "--skip-archive",
    "--error-on-cleanup-failure",
]
# Airflow puts a false address into these before a task runs.
HIDDEN = ("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "AIRFLOW__CORE__SQL_ALCHEMY_CONN")


def database_is_known() -> bool:
    """Whether a command started by a task can learn where the metadata are."""
    if any(f"{HIDDEN[0]}_{how}" in os.environ for how in ("CMD", "SECRET")):
        return True
    home = Path(os.environ.get("AIRFLOW_HOME", "~/airflow")).expanduser()
    parsed = configparser.ConfigParser(interpolation=None, strict=False)
    parsed.read(os.environ.get("AIRFLOW_CONFIG", home / "airflow.cfg"), encoding="utf-8")
    return parsed.has_option("database", "sql_alchemy_conn")


def kept() -> timedelta:
    """How long runs and logs are kept. Asked when a task runs: a wrong setting is red, and no broken DAG."""
    said = os.environ.get("NEWSWATCH_KEEP_RUNS_DAYS") or "14"
    try:
        days = int(said)
    except ValueError:
        days = 0
    if not AT_LEAST <= days <= AT_MOST:
        raise AirflowFailException(
            f"NEWSWATCH_KEEP_RUNS_DAYS is {said!r}: a number of days from {AT_LEAST} to {AT_MOST} is wanted."
        )
    return timedelta(days=days)


def age(path: Path) -> float:
    """Seconds since a file or folder was changed; 0 where it went meanwhile."""
    try:
        return time.time() - path.lstat().st_mtime
    except FileNotFoundError:
        return 0.0


def cut(path: Path) -> None:
    """Leave the last half of what may be kept. In place: who writes to it goes on, since all append."""
    with path.open("a+b") as log:
        log.seek(-LARGEST // 2, os.SEEK_END)
        log.readline()  # what is left of a line
        last = log.read()
        log.truncate(0)
        log.write(last)


with DAG(
    "upkeep",
    dag_display_name="5 Upkeep: forget what is old",
    description="Forgets old news, old runs and old logs, each night",
    doc_md=__doc__,
    schedule=CronTriggerTimetable("30 3 * * *", timezone="UTC"),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    **NOT_FOR_THE_PAST,
    tags=["newswatch", "5 upkeep"],
    default_args=DEFAULTS,
    deadline=deadline("cleaned up within 2 hours", timedelta(hours=2)),
) as dag:

    @task(task_display_name="forget old runs", pool=ASIDE_POOL, execution_timeout=timedelta(minutes=30))
    def clean_metadata() -> None:
        """Forget the rows of old runs."""
        if not database_is_known():
            raise AirflowSkipException("Tasks can't know where the metadata database is: see the runbook.")
        before = datetime.now(UTC) - kept()
        done = subprocess.run(
            [*CLEAN, "--clean-before-timestamp", before.isoformat()],
            env={name: value for name, value in os.environ.items() if name not in HIDDEN},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        print(done.stdout[-20_000:])  # noqa: T201 (a task's log)
        if done.returncode:
            raise AirflowFailException(f"`airflow db clean` exited with {done.returncode}.")

    @task(task_display_name="remove old logs", pool=ASIDE_POOL, execution_timeout=timedelta(minutes=30))
    def remove_logs() -> dict[str, int]:
        """Remove the log files of old runs, and the folders that this empties; cut what airflow.sh writes to."""
        folder, oldest = Path(conf.get("logging", "base_log_folder")), kept().total_seconds()
        old = [  # looked at before anything goes: what empties a folder makes it young
            path
            for path in sorted(folder.rglob("*"), reverse=True)  # what is inside a folder comes before it
            if not path.is_symlink() and age(path) > oldest
        ]
        removed = 0
        for path in old:
            if path.is_file():
                path.unlink(missing_ok=True)
                removed += 1
            elif path.is_dir():
                try:
                    path.rmdir()
                except OSError:  # it isn't empty
                    continue
        large = [path for path in folder.glob("*.log") if path.is_file() and path.stat().st_size > LARGEST]
        for path in large:
            cut(path)
        return {"removed": removed, "cut": len(large)}

    Newswatch(
        task_id="forget_news",
        task_display_name="forget old news",
        arguments=["upkeep", "--json"],
        pool=ASIDE_POOL,
        execution_timeout=timedelta(hours=1),
    )
    clean_metadata() >> remove_logs()
