"""### What it does
**This is what posts to Slack.** As soon as **stories** changed: decides whether the team must hear of them, and
posts or edits the **cards** whose time has come. Pink (skipped) is normal: nobody had to be told anything.

### What red means, and what to do
A Slack that is down does **not** make this red: cards wait, and go out later, each once. For red, see the
log's last lines:

- **exited with 75** – Kafka or Elasticsearch was away through all retries. *Bring it back; nothing is told
  twice.*
- **exited with 1** – a setting is wrong (the token, the channel, a scope), and the line above names it.
  *Correct it; the next minute goes on by itself.*

**Late** means that a run took longer than five minutes: Slack makes us wait, or a burst is being posted.

### Good to know
- The command: `newswatch drain notify deliver`. It runs when *2 Process* rings `stories`, and every minute
  besides, for cards that wait: for quiet hours, for Slack's limits, for the minute between two edits.
- With `NEWSWATCH_PROCESSING=services` it serves for 58 seconds of each minute instead.
- What waits, and why: `newswatch alerts list`. **PARKED** waits for a person: its reason says what for.
- Why a story did, or did not, alert: `newswatch explain URL`.
- No run makes a second card of one story: to clear it and start again is safe.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import DAG, AssetOrTimeSchedule, CronTriggerTimetable
from newswatch_tasks import CARDS, DEFAULTS, DRAIN_POOL, NOT_FOR_THE_PAST, SERVICES, STORIES, Drain, deadline

EACH_MINUTE = CronTriggerTimetable("* * * * *", timezone="UTC")

with DAG(
    "alert",
    dag_display_name="3 Alert: stories → Slack",
    description="Posts and edits the cards: the only DAG that speaks to Slack",
    doc_md=__doc__,
    schedule=EACH_MINUTE if SERVICES else AssetOrTimeSchedule(timetable=EACH_MINUTE, assets=[STORIES]),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    **NOT_FOR_THE_PAST,
    tags=["newswatch", "3 alert"],
    default_args=DEFAULTS,
    deadline=deadline("alerted within 5 minutes", timedelta(minutes=5)),
) as dag:
    Drain(
        task_id="serve" if SERVICES else "drain",
        task_display_name="notify, deliver",
        arguments=["run", "notify", "deliver", "--for", "58s", "--json"]
        if SERVICES
        else ["drain", "notify", "deliver", "--json", "--skip-empty"],
        stop_after=None if SERVICES else timedelta(minutes=5),
        outlets=[CARDS],
        pool=DRAIN_POOL,
        execution_timeout=timedelta(minutes=7),
    )
