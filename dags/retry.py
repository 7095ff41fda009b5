"""### What it does
By hand, with a form. **Dead letters** (inputs that could not be used; `newswatch dead list`) go back to where
they came from, once what made them dead is mended, and *2 Process* starts. **Parked alerts** (cards that wait
for a person; `newswatch alerts list --state parked`) are sent on again, and *3 Alert* starts.

### What red means, and what to do
- **None of these is …** – a typing error, or they were retried already. *Look at the list again.*
- **… can't be retried** – the others were. Of a record too large for its letter the log has none any more, or it still
  can't be read. *Nothing more can be done for these.*
- **exited with 75** – Kafka or Elasticsearch was away through all retries. *Bring it back, start this again.*

### Good to know
- What fails again becomes a dead letter, or is parked, again, under the same id.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import DAG, Param
from newswatch_tasks import ASIDE_POOL, BY_HAND, PAGES, STORIES, Newswatch, deadline

with DAG(
    "retry",
    dag_display_name="7 Retry: dead letters, parked alerts (by hand)",
    description="Sends dead letters and parked alerts on again",
    doc_md=__doc__,
    tags=["newswatch", "7 by hand"],
    deadline=deadline("retried within 10 minutes", timedelta(minutes=10)),
    params={
        "what": Param(
            "dead",
            type="string",
            enum=["dead", "alerts"],
            values_display={"dead": "dead letters", "alerts": "parked alerts"},
            title="What",
        ),
        "ids": Param(
            [],
            type="array",
            title="Their ids",
            description="One a line, as newswatch lists them; the first six letters or more are enough.",
            minItems=1,
            maxItems=500,
            items={"type": "string", "pattern": "^[0-9a-f]{6,64}$"},
        ),
    },
    **BY_HAND,
) as dag:
    Newswatch(
        task_id="retry",
        task_display_name="send on again",
        arguments=["{{ params.what }}", "retry", "--json"],
        names="{{ params.ids }}",
        outlets=[PAGES, STORIES],
        pool=ASIDE_POOL,
        execution_timeout=timedelta(minutes=10),
    )
