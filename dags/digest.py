"""### What it does
Each morning at six: tells in one message what the day before held, also when nothing happened: what was watched,
told, held back and why, and what is broken. Day and morning are those of `NEWSWATCH_TIMEZONE`.

### What red means, and what to do
Only the digest is missing; alerts go on. See the log's last lines:

- **exited with 75** – Elasticsearch was away through all retries. *Bring it back and clear the task.*
- **exited with 1** – a setting is wrong (the token, the channel), and the line above names it. *Correct it and
  clear the task.*

### Good to know
- The command: `newswatch digest --post`. A day's digest is posted once, however often this runs.
- To read another day: `newswatch digest --day 2026-01-31`.
"""

from __future__ import annotations

import os
from datetime import timedelta
from zoneinfo import ZoneInfo

from airflow.sdk import DAG, CronTriggerTimetable
from newswatch_tasks import ASIDE_POOL, CARDS, DEFAULTS, NOT_FOR_THE_PAST, Newswatch, deadline


def zone() -> str:
    """The zone whose morning it is; UTC where the setting names none, which the command says in plain words."""
    name = os.environ.get("NEWSWATCH_TIMEZONE") or "UTC"
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):  # unknown, no path of a zone, a folder
        return "UTC"


with DAG(
    "digest",
    dag_display_name="4 Digest: yesterday in one message",
    description="Tells each morning what the day before held",
    doc_md=__doc__,
    schedule=CronTriggerTimetable("0 6 * * *", timezone=zone()),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    **NOT_FOR_THE_PAST,
    tags=["newswatch", "4 digest"],
    default_args=DEFAULTS,
    deadline=deadline("digest within half an hour", timedelta(minutes=30)),
) as dag:
    Newswatch(
        task_id="digest",
        task_display_name="tell the day",
        arguments=["digest", "--post", "--json"],
        outlets=[CARDS],
        pool=ASIDE_POOL,
        execution_timeout=timedelta(minutes=10),
    )
