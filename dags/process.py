"""### What it does
As soon as pages were crawled: reads **articles** out of them, **flags** these, makes **stories** of what is
told several times, and fills the search index. Then *3 Alert* starts. Pink (skipped) is normal: nothing to do.

### What red means, and what to do
See the log's last lines:

- **exited with 75** – Kafka or Elasticsearch was away, or its disk is full, through all retries. *Bring it
  back; the next ring or sweep goes on where this stopped.*
- **exited with 1**, and the line above speaks of dead letters – a stage rejected so much that it stopped.
  *Look at* `newswatch dead list`: *did a site change, or is it our bug?*
- **exited with 1** otherwise – a setting or a rule's file is wrong, and the line above names it. *Correct it,
  then* `newswatch rules check`.
- **was ended by signal 9** – memory ran out. *Look at* `free -m`; *lower* `NEWSWATCH_EXTRACT_PROCESSES`.

**Late** means that more waited than ten minutes' work. After a long pause that is as it should be.

### Good to know
- The command: `newswatch drain extract flag cluster index`. It runs when *1 Crawl* rings `pages`, and every
  five minutes besides, in case a ring was lost.
- With `NEWSWATCH_PROCESSING=services` this has no schedule: `newswatch run extract flag cluster index` serves
  the same stages without pause.
- What was done: the summary is the last line of the task's log, and its XCom.
- Single inputs that can't be used never make this red: they are dead letters (*7 Retry*).
- Nothing is lost, and nothing is told twice, by starting this again at any point.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import DAG, AssetOrTimeSchedule, CronTriggerTimetable
from newswatch_tasks import DEFAULTS, DRAIN_POOL, NOT_FOR_THE_PAST, PAGES, SERVICES, STORIES, Drain, deadline

with DAG(
    "process",
    dag_display_name="2 Process: pages → stories",
    description="Reads, flags and groups what was crawled, as soon as it is there",
    doc_md=__doc__,
    schedule=None
    if SERVICES
    else AssetOrTimeSchedule(timetable=CronTriggerTimetable("*/5 * * * *", timezone="UTC"), assets=[PAGES]),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    **NOT_FOR_THE_PAST,
    tags=["newswatch", "2 process"],
    default_args=DEFAULTS,
    deadline=deadline("processed within 10 minutes", timedelta(minutes=10)),
) as dag:
    Drain(
        task_id="drain",
        task_display_name="extract, flag, cluster, index",
        arguments=["drain", "extract", "flag", "cluster", "index", "--json", "--skip-empty"],
        stop_after=timedelta(minutes=15),
        outlets=[STORIES],
        pool=DRAIN_POOL,
        execution_timeout=timedelta(minutes=20),
    )
