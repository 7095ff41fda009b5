"""### What it does
By hand, with a form. Reads the **sitemaps and feeds** of chosen sources for days that are over, and fetches the
pages of those days. Then *2 Process* reads, flags and groups them, so that they can be searched. **Nobody is
told of them**, not even of yesterday's.

### What red means, and what to do
See the log's last lines:

- **There is no source …** – a typing error. `newswatch sources list` *shows those there are.*
- **Invalid value: …** – days that are not over yet, or the wrong way round. *Start it again with others.*
- **exited with 1** otherwise – none of the sources' lists could be read. *Look at* `newswatch sources check ID`.
- **exited with 75** – Kafka or Elasticsearch was away through all retries. *Bring it back, start this again.*

Pink (skipped) means that nothing was new: the lists tell of no such days, or all of it is there already.

### Good to know
- The command: `newswatch backfill SOURCE… --from DAY --to DAY --limit N`. Days are those of UTC.
- robots.txt and the pace of each source hold; a backfill goes at half that pace. 200 pages of one source take a
  quarter of an hour.
- Stopped or failed, start it again with the same days: it goes on where it was. After a day the usual crawl takes
  what is left, as silently.
- A live article that is published later and tells of the same event alerts as usual, unless the event was first
  reported more than `NEWSWATCH_MAX_AGE_HOURS` ago.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import DAG, Param
from newswatch_tasks import ASIDE_POOL, BY_HAND, PAGES, Newswatch, deadline

with DAG(
    "backfill",
    dag_display_name="6 Backfill: crawl the past (by hand)",
    description="Fetches pages of past days: indexed, flagged, and told nobody",
    doc_md=__doc__,
    tags=["newswatch", "6 by hand"],
    deadline=deadline("backfilled within 2 hours", timedelta(hours=2)),
    params={
        "sources": Param(
            [],
            type="array",
            title="Sources",
            description="Their ids, one a line, as newswatch sources list shows them.",
            minItems=1,
            maxItems=20,
            items={"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"},
        ),
        "first": Param(
            None,
            type="string",
            format="date",
            title="From",
            description="The first day (UTC).",
        ),
        "last": Param(
            None,
            type="string",
            format="date",
            title="To",
            description="The last day (UTC): yesterday at the latest.",
        ),
        "limit": Param(
            200,
            type="integer",
            title="Pages at most",
            description="The newest first. About 4 seconds each for one source.",
            minimum=1,
            maximum=1000,
        ),
    },
    **BY_HAND,
) as dag:
    Newswatch(
        task_id="backfill",
        task_display_name="crawl the past",
        arguments=[
            "backfill",
            "--from={{ params.first }}",
            "--to={{ params.last }}",
            "--limit={{ params.limit }}",
            "--json",
            "--skip-empty",
        ],
        names="{{ params.sources }}",
        stop_after=timedelta(minutes=100),
        outlets=[PAGES],
        pool=ASIDE_POOL,
        execution_timeout=timedelta(minutes=110),
    )
