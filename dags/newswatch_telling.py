"""How operators hear of what is red, well again, or late. Airflow and the standard library only."""

from __future__ import annotations

import html
import json
import logging
import os
import threading
import urllib.request
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from airflow.sdk import (  # type: ignore[attr-defined]  # their stub forgets deadlines
    DeadlineAlert,
    DeadlineReference,
    SyncCallback,
    Variable,
)
from airflow.sdk.definitions import deadline as definitions

log = logging.getLogger("newswatch.dags")

TOGETHER = 2.0
"""Seconds within which mapped tasks that end are told of as one."""
LONGEST = 3000
"""Characters of a message, of which the middle is left out: Slack refuses what is too long, and nobody hears of it."""
RED, WELL = "red", "well"
SILENT = "It ended without a word (memory ran out, or it was killed): its log tells how far it came."
KEPT_AS_JSON = hasattr(definitions, "VariableInterval")
"""Whether this Airflow (3.3 and newer) takes seconds for a deadline. With a timedelta it answers 500 to whoever
clears a task before its deadline: apache/airflow issue 70368."""


def tell(text: str) -> None:
    """Tell the operators' channel, past newswatch: it arrives when newswatch itself is what is broken.

    Posts to NEWSWATCH_OPERATORS_URL (an incoming webhook) or, by SLACK_BOT_TOKEN, to
    NEWSWATCH_OPERATORS_CHANNEL; only logs where there is neither. Raises OSError where nobody answers or the
    message is refused, ValueError where the address is none.
    """
    log.warning("operators: %s", text)
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
    message, headers = {"text": html.escape(text, quote=False)}, {"Content-Type": "application/json"}
    address, channel = given("NEWSWATCH_OPERATORS_URL"), given("NEWSWATCH_OPERATORS_CHANNEL")
    token = given("SLACK_BOT_TOKEN")
    if not address and channel and token:
        base = given("NEWSWATCH_SLACK_API_URL") or "https://slack.com/api/"
        address = f"{base.rstrip('/')}/chat.postMessage"
        message["channel"] = channel
        headers = {"Content-Type": "application/json; charset=utf-8", "Authorization": f"Bearer {token}"}
    if address:
        request = urllib.request.Request(address, json.dumps(message).encode(), headers)  # noqa: S310 (theirs)
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            said = answer.read(10_000)
        if channel and b'"ok":false' in said.replace(b" ", b""):
            raise OSError(f"Slack refused the message: {said.decode(errors='replace')}")


def given(name: str) -> str:
    """A setting, from the environment or from the file that NAME_FILE names."""
    if (value := os.environ.get(name)) or not (path := os.environ.get(f"{name}_FILE")):
        return value or ""
    return Path(path).read_text(encoding="utf-8").strip()


def red(context: Any) -> None:
    """A task failed for good: tell once, and not again until it was well. Airflow's failure callback."""
    ti = context["ti"]
    if not Variable.get(_told(ti), default=WELL).startswith(WELL) or not _is_last(ti, RED):
        return
    error = context.get("exception")
    try:
        tell(
            f"newswatch: {ti.dag_id} / {ti.task_id} failed.\n{error or SILENT}\n"
            f"What to do is in the runbook of the DAG {ti.dag_id}. The log: {ti.log_url}"
        )
    except Exception:  # nobody heard, whatever it was (a wrong address is no OSError): the next failure tells
        Variable.delete(_told(ti))
        raise


def green(context: Any) -> None:
    """A task is well: say so if the operators were told that it is not. Success and skip callback."""
    ti = context["ti"]
    if Variable.get(_told(ti), default=None) is None or not _all_well(ti) or not _is_last(ti, WELL):
        return
    tell(f"newswatch: {ti.dag_id} / {ti.task_id} is well again.")
    Variable.delete(_told(ti))  # after it: where nobody heard, the next success tells


def _all_well(ti: Any) -> bool:
    """Whether every row of a mapped task is well in this run: it may have fewer than the run that was red."""
    if ti.map_index < 0:
        return True
    states = ti.get_task_states(dag_id=ti.dag_id, task_ids=[ti.task_id], run_ids=[ti.run_id])
    others = {row: str(state) for row, state in states.get(ti.run_id, {}).items()}
    others.pop(f"{ti.task_id}_{ti.map_index}", None)
    return all(state in ("success", "skipped") for state in others.values())


def _is_last(ti: Any, word: str) -> bool:
    """Whether to tell: of mapped tasks that end together the last one to write does, the others read that."""
    mine = f"{word} {ti.map_index}"
    Variable.set(_told(ti), mine, description="What the operators were last told of this task, by which row.")
    return ti.map_index < 0 or (
        not threading.Event().wait(TOGETHER) and Variable.get(_told(ti), default=None) == mine
    )


def _told(ti: Any) -> str:
    return f"newswatch_red_{ti.dag_id}_{ti.task_id}"


def late(name: str, context: Mapping[str, Any] | None = None) -> None:
    """A deadline was missed. Airflow's deadline callback: `context` holds the run.

    Airflow calls it for runs that failed, too, long after `red` told of them, and for all those that wait
    for the one that is late: rings come each minute, and each would be a message.
    """
    run = (context or {}).get("dag_run") or {}
    if (state := run.get("state", "running")) != "running":
        log.info("A run that is %s is not told of as late.", state)
        return
    tell(
        f"newswatch: late: {name}. The run {run.get('dag_run_id', '?')} of {run.get('dag_id', '?')} is not "
        "done. The DAG's runbook tells what to do."
    )


def deadline(name: str, limit: timedelta) -> DeadlineAlert:
    """A run that is not done so long after it was queued is late, and the operators hear of it."""
    return DeadlineAlert(
        name=name,
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=limit.total_seconds() if KEPT_AS_JSON else limit,
        callback=SyncCallback(late, {"name": name}),
    )
