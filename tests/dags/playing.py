"""Plays DAGs by `dag.test()` in a process of its own: Airflow changes logging and warnings for all who import it.

One request a line on stdin, one answer a line on the file descriptor that ANSWERS names.
Request: `dag`, `conf`, `env` (set before the run), `tasks` (attributes that are set on every task),
`grace` (seconds). Answer: `state`, `tasks` (id, map index, state, row, tries), `returned` (XComs by task).
Or: `rows` of one task that end in one moment, `red` or `green`, with what is `kept`; answer: what is `told` and `kept`.
Or: `misses`, what Airflow keeps of a run that missed its deadline; answer: what is told.
Or: `clears` a running run, of which Airflow keeps a deadline; answer: the states of its tasks then.
"""

from __future__ import annotations

import copy
import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

DAGS = Path(__file__).parents[2] / "dags"


def loaded() -> Any:
    """The DAG bag of dags/."""
    from airflow.dag_processing.dagbag import BundleDagBag

    return BundleDagBag(dag_folder=DAGS, bundle_path=DAGS, bundle_name="dags-folder")


def facts(dag: Any) -> dict[str, Any]:
    """What the tests of validity look at."""
    import msgspec
    from airflow.serialization.serialized_objects import DagSerialization

    written = DagSerialization.to_dict(dag)
    json.dumps(written)
    msgspec.msgpack.encode(written)  # as the dag-processor sends it: it knows plain types only
    return {
        "display": dag.dag_display_name,
        "doc": dag.doc_md,
        "description": dag.description,
        "tags": sorted(dag.tags),
        "catchup": dag.catchup,
        "max_active_runs": dag.max_active_runs,
        "paused": dag.is_paused_upon_creation,
        "schedule": type(dag.timetable).__name__,
        "run_types": [str(one.value) for one in dag.allowed_run_types or ()],
        "cron": getattr(getattr(dag.timetable, "timetable", dag.timetable), "expression", None),
        "zone": str(getattr(getattr(dag.timetable, "timetable", dag.timetable), "timezone", "")),
        "rings_on": [
            one.name for one in getattr(getattr(dag.timetable, "asset_condition", None), "objects", [])
        ],
        "deadlines": [(one.name, bool(one.interval)) for one in dag.deadline or []],
        "tasks": {task.task_id: _task(task) for task in dag.tasks},
    }


def _task(task: Any) -> dict[str, Any]:
    return {
        "owner": task.owner,
        "pool": task.pool,
        "retries": task.retries,
        "back_off": [
            task.retry_delay.total_seconds(),
            float(task.retry_exponential_backoff),
            task.max_retry_delay.total_seconds() if task.max_retry_delay else None,
        ],
        "timeout": task.execution_timeout.total_seconds() if task.execution_timeout else None,
        "outlets": [one.name for one in task.outlets],
        "told": bool(task.on_failure_callback),
        "row": getattr(task, "map_index_template", None),
        "arguments": getattr(task, "arguments", None) or getattr(task, "partial_kwargs", {}).get("arguments"),
    }


def accepts(dag: Any, conf: dict[str, Any]) -> bool:
    """Whether the DAG's form takes these values."""
    from airflow.sdk.exceptions import ParamValidationError

    params = copy.deepcopy(dag.params)
    try:
        params.update(conf)
        params.validate()
    except ParamValidationError:
        return False
    return True


def play(bag: Any, request: dict[str, Any]) -> dict[str, Any]:
    """Run a DAG to its end."""
    import newswatch_tasks

    os.environ.update(request.get("env", {}))
    newswatch_tasks.GRACE = request.get("grace", 4.0)
    dag = bag.dags[request["dag"]]
    dag.deadline = None  # dag.test() can't have one
    given = {"retry_delay": 0.0, "max_retry_delay": 0.1, **request.get("tasks", {})}
    with ExitStack() as stack:
        # A run writes what its form was given into these: the next one would begin with it.
        for one in (dag, *(task for task in dag.tasks if not task.is_mapped)):
            stack.enter_context(patch.object(one, "params", copy.deepcopy(one.params)))
        for task in dag.tasks:
            for name, value in given.items():
                is_time = name.endswith(("delay", "timeout", "after")) and value is not None
                new = timedelta(seconds=value) if is_time else value
                if task.is_mapped:
                    stack.enter_context(patch.dict(task.partial_kwargs, {name: new}))
                elif hasattr(task, name):
                    stack.enter_context(patch.object(task, name, new))
        run = dag.test(run_conf=request.get("conf"))
    instances = run.get_task_instances()
    return {
        "state": str(run.state),
        "tasks": [
            [one.task_id, one.map_index, str(one.state), one.rendered_map_index, one.try_number]
            for one in sorted(instances, key=lambda one: (one.task_id, one.map_index))
        ],
        "returned": {f"{one.task_id}[{one.map_index}]": _xcom(one) for one in instances},
        "links": {
            one.task_id: _xcom(one, link.xcom_key)
            for one in instances
            for link in dag.get_task(one.task_id).operator_extra_links
        },
    }


def together(request: dict[str, Any]) -> dict[str, Any]:
    """Call back for all rows at once: each has read the variable before one writes it."""
    import newswatch_telling

    kept: dict[str, str] = dict(request["kept"])
    told: list[str] = []
    states: dict[str, str] = {}
    rows = range(request["rows"])
    read, local = threading.Barrier(len(rows)), threading.local()

    class Kept:
        @staticmethod
        def get(name: str, default: Any = None) -> Any:
            value = kept.get(name, default)
            if not hasattr(local, "has_read"):
                local.has_read = True
                read.wait(30)
            return value

        @staticmethod
        def set(name: str, value: str, description: str) -> None:
            assert description
            kept[name] = value

        @staticmethod
        def delete(name: str) -> None:
            kept.pop(name, None)

    def row(number: int) -> Any:
        states[f"crawl_{number}"] = "success"
        return SimpleNamespace(
            dag_id="crawl", task_id="crawl", run_id="a", map_index=number, log_url="http://log.example/",
            get_task_states=lambda **_: {"a": states},
        )  # fmt: skip

    error = request.get("error", "row")
    contexts = [
        {"ti": row(number), "exception": ValueError(f"{error} {number}") if error else None}
        for number in rows
    ]
    act = getattr(newswatch_telling, request["together"])
    with (
        patch.object(newswatch_telling, "Variable", Kept),
        patch.object(newswatch_telling, "TOGETHER", 0.3),
        patch.object(newswatch_telling, "tell", told.append),
        ThreadPoolExecutor(len(rows)) as pool,
    ):
        list(pool.map(act, contexts))
    return {"told": told, "kept": kept}


def missed(run: dict[str, Any]) -> list[str]:
    """Call back for a deadline of the DAG `process` that was missed."""
    import newswatch_telling

    told: list[str] = []
    with patch.object(newswatch_telling, "tell", told.append):
        newswatch_telling.late("processed within 10 minutes", {"dag_run": run})
    return told


def cleared(id_: str) -> list[str | None]:
    """Make a run as the scheduler does, with its deadline, and clear its tasks as the UI does."""
    from airflow.models.serialized_dag import SerializedDagModel
    from airflow.models.taskinstance import clear_task_instances
    from airflow.utils.session import create_session
    from airflow.utils.state import DagRunState
    from airflow.utils.types import DagRunTriggeredByType, DagRunType

    now = datetime.now(UTC)
    with create_session() as session:
        dag = SerializedDagModel.get_dag(id_, session=session)
        assert dag is not None
        run = dag.create_dagrun(
            run_id=f"cleared_{now:%H%M%S}", run_after=now, run_type=DagRunType.MANUAL, state=DagRunState.QUEUED,
            triggered_by=DagRunTriggeredByType.TEST, session=session,
        )  # fmt: skip
        session.flush()
        assert run.deadlines, "Airflow keeps a deadline of it"
        try:
            clear_task_instances(run.get_task_instances(session=session), session)
        except TypeError as error:
            session.rollback()
            return [str(error)]
        states = [one.state for one in run.get_task_instances(session=session)]
        session.rollback()
    return states


def _xcom(instance: Any, key: str = "return_value") -> Any:
    from airflow.models.xcom import XComModel
    from airflow.utils.session import create_session
    from sqlalchemy import select

    found = select(XComModel.value).where(
        XComModel.run_id == instance.run_id,
        XComModel.dag_id == instance.dag_id,
        XComModel.task_id == instance.task_id,
        XComModel.map_index == instance.map_index,
        XComModel.key == key,
    )
    with create_session() as session:
        value = session.scalars(found).first()
    if key != "return_value":  # a link is kept as it is
        return value
    return json.loads(value) if isinstance(value, str) else value


def main() -> None:
    """Answer until stdin ends."""
    bag = loaded()
    answers = os.fdopen(int(os.environ["ANSWERS"]), "w", encoding="utf-8")
    first = {"errors": dict(bag.import_errors), "dags": {id_: facts(dag) for id_, dag in bag.dags.items()}}
    answers.write(json.dumps(first) + "\n")
    answers.flush()
    for line in sys.stdin:
        request = json.loads(line)
        if "accepts" in request:
            answer: Any = accepts(bag.dags[request["dag"]], request["accepts"])
        elif "misses" in request:
            answer = missed(request["misses"])
        elif "clears" in request:
            answer = cleared(request["clears"])
        elif "together" in request:
            answer = together(request)
        else:
            answer = play(bag, request)
        answers.write(json.dumps(answer, default=str) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
