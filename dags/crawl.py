"""### What it does
Each minute: reads the feeds of the **sources** that are due, in up to four batches side by side, and fetches
the **pages** that are new. Then *2 Process* starts. Pink (skipped) is normal: nothing was due, or new.

### What red means, and what to do
A source or two that fail make nothing red: the row says **failed: …**, and newswatch itself tells the operators
when that lasts. For red, see the log's last lines:

- **exited with 75** – the log (Kafka) or the store (Elasticsearch) was away through all retries. *Bring it
  back; the next minute goes on by itself.*
- **exited with 1**, and the lines above name three sources or more – none could be read: the network, or the
  proxy, is away. *Bring it back; the next minute goes on by itself.*
- **exited with 1** otherwise – a source's file or a setting is wrong, and the line above names it. *Correct it, then
  look at* `newswatch sources list`.
- **was ended by signal 9** – memory ran out. *Look at* `free -m`; *give the pool* `newswatch_crawl` *fewer
  slots.*

**Late** means that a crawl took longer than ten minutes: a site answers slowly. The rows tell which.

### Good to know
- The commands: `newswatch sources due`, then `newswatch crawl --due` for each batch.
- Which source is ill: the rows of *crawl a batch*, or `newswatch sources list`.
- To leave one out for good: `enabled: false` in its file under `sources/`.
- Nothing is lost while this is red: sites keep their feeds, and what was found but not fetched stays pending.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, CronTriggerTimetable
from airflow.sdk.exceptions import AirflowSkipException
from newswatch_tasks import CRAWL_POOL, DEFAULTS, NOT_FOR_THE_PAST, PAGES, Newswatch, batches, deadline

MOST = 4
MANY = 3
"""So many sources that all fail at once are no fault of the sites: the network is away."""


class DueSources(Newswatch):
    """The ids of due sources, in at most four batches. Skips when none is due."""

    def execute(self, context: Any) -> list[list[str]]:
        due = super().execute(context)
        if not due:
            raise AirflowSkipException("No source is due.")
        return batches(due, MOST)


class CrawlBatch(Newswatch):
    """Crawls a batch of sources. Skips where none of a few could be read: their row says so, and nothing is red."""

    def excused(self, code: int) -> bool:
        """Whether it is a site or two that failed. The command exits with 1 then, after its summary."""
        crawled = self.summary.get("sources") if isinstance(self.summary, Mapping) else None
        return code == 1 and isinstance(crawled, Mapping) and 0 < len(crawled) < MANY


with DAG(
    "crawl",
    dag_display_name="1 Crawl: sources → pages",
    description="Fetches what is new at the sources that are due, each minute",
    doc_md=__doc__,
    schedule=CronTriggerTimetable("* * * * *", timezone="UTC"),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    **NOT_FOR_THE_PAST,
    tags=["newswatch", "1 crawl"],
    default_args=DEFAULTS,
    deadline=deadline("crawled within 10 minutes", timedelta(minutes=10)),
) as dag:
    due = DueSources(
        task_id="due",
        task_display_name="which sources are due",
        arguments=["sources", "due", "--json"],
        pool=CRAWL_POOL,
        execution_timeout=timedelta(minutes=1),
    )
    CrawlBatch.partial(
        task_id="crawl",
        task_display_name="crawl a batch",
        arguments=["crawl", "--due", "--json", "--skip-empty"],
        stop_after=timedelta(minutes=5),
        map_index_template="{{ task.row }}",
        outlets=[PAGES],
        pool=CRAWL_POOL,
        execution_timeout=timedelta(minutes=7),
    ).expand(names=due.output)
