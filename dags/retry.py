"""### What it does
By hand, with a form: puts **dead letters** back to where they came from, once what made them dead is mended
(`newswatch dead retry`), and rings `pages`, so that *2 Process* works them. A dead letter is an input that
could not be used; `newswatch dead list` shows the id, the reason and the address of each.

Those that fail again become dead letters again, under the same id.

### What red means, and what to do
- **None of these is a dead letter** – a typing error, or they were retried already. *Look again at*
  `newswatch dead list`.
- **keeps … of its record's … B** – the record was too large to be kept whole. *Crawl its source again.*
- **exited with 75** – Kafka or Elasticsearch was away through all retries. *Bring it back, start this again.*
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import DAG, Param
from newswatch_tasks import DEFAULTS, DRAIN_POOL, PAGES, Newswatch, deadline

with DAG(
    "retry",
    dag_display_name="7 Retry dead letters (by hand)",
    description="Puts dead letters back to where they came from",
    doc_md=__doc__,
    schedule=None,
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    tags=["newswatch", "7 by hand"],
    default_args=DEFAULTS,
    render_template_as_native_obj=True,
    deadline=deadline("retried within 10 minutes", timedelta(minutes=10)),
    params={
        "ids": Param(
            [],
            type="array",
            title="Ids of dead letters",
            description="One a line, as newswatch dead list shows them; the first six letters or more are enough.",
            minItems=1,
            maxItems=500,
            items={"type": "string", "pattern": "^[0-9a-f]{6,64}$"},
        ),
    },
) as dag:
    Newswatch(
        task_id="retry",
        task_display_name="put dead letters back",
        arguments=["dead", "retry", "--json"],
        names="{{ params.ids }}",
        outlets=[PAGES],
        pool=DRAIN_POOL,
        execution_timeout=timedelta(minutes=10),
    )
