"""`doctor`: what is wrong, here and at the servers, and what to do; with `--canary` a story through all stages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from newswatch.cli.doctor_checks import Check
    from newswatch.settings import Settings

SIGNS = {"ok": "ok", "warning": "warning", "failure": "FAILED"}


def doctor(
    canary: Annotated[
        bool,
        typer.Option("--canary", help="Send a made-up story through the real stages; it is told nobody."),
    ] = False,
    drain: Annotated[
        bool,
        typer.Option("--drain", help="With --canary: work the stages here instead of waiting for others."),
    ] = False,
    wait: Annotated[
        float | None,
        typer.Option(
            "--wait", min=1, max=86_400, help="With --canary: seconds that each stage has. Default: 60."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """Check servers, rights, topics, indices, clocks, disks, Slack, files and settings; say what to do."""
    from newswatch.cli.doctor_checks import without_secrets
    from newswatch.cli.output import document
    from newswatch.cli.usage import unused
    from newswatch.errors import NewswatchError
    from newswatch.logs import configure_logs
    from newswatch.settings import load_settings, unknown_settings

    if not canary:
        unused({"--drain": drain, "--wait": wait is not None}, "goes with --canary")
    settings: Settings | None = None
    told: list[Check] = []

    def tell(checks: Iterator[Check] | list[Check]) -> None:
        for check in checks:
            for clean in without_secrets([check], settings):
                told.append(clean)
                if not json:
                    _write(clean)

    try:
        settings = load_settings()
    except NewswatchError as error:
        tell(_wrong_settings(error, unknown_settings()))
    else:
        configure_logs(settings.log_format, "error")
        if canary:
            from newswatch.cli.canary import canary_checks

            tell(canary_checks(settings, wait=60.0 if wait is None else wait, drain=drain))
        else:
            tell(all_checks(settings))
    failed = sum(check.state == "failure" for check in told)
    if json:
        document({"ok": not failed, "checks": [_as_json(check) for check in told]})
    else:
        write_sum(told)
    if failed:
        raise typer.Exit(1)


def all_checks(settings: Settings) -> Iterator[Check]:
    """Every check, in the order in which a fault shows first where it is caused."""
    from newswatch.cli.doctor_files import all_on_this_machine
    from newswatch.cli.doctor_slack import slack_checks

    yield from all_on_this_machine(settings)
    yield from log_checks(settings)
    yield from store_checks(settings)
    yield from slack_checks(settings)


def log_checks(settings: Settings) -> Iterator[Check]:
    """What is looked at in a log that can be opened; an embedded one that is not there yet stays away."""
    from newswatch.cli.doctor_checks import looked, reached, seen
    from newswatch.cli.doctor_state import waiting_checks
    from newswatch.cli.doctor_time import record_checks
    from newswatch.connect import embedded_file, open_log
    from newswatch.messages import TOPICS

    path = embedded_file(settings.log_url)
    if path is not None and not path.exists():
        return
    log, why = reached(
        "log", lambda: open_log(settings), "Start it, or correct NEWSWATCH_LOG_URL, NEWSWATCH_KAFKA_…."
    )
    if log is None:
        yield from why if path is None else ()  # a file's fault was told with the files
        return
    topics = TOPICS
    if path is None:
        from newswatch.adapters.kafka_log import KafkaLog
        from newswatch.cli.doctor_kafka import kafka_checks, readable

        assert isinstance(log, KafkaLog)
        yield from kafka_checks(settings, log)
        topics = readable(settings)
    above = "Look at the lines above."
    yield from looked("clock of the log", seen(lambda: record_checks(settings, log, topics)), above)
    yield from looked("what waits", seen(lambda: waiting_checks(log)), above)
    reached("log", log.close, "")


def store_checks(settings: Settings) -> Iterator[Check]:
    """What is looked at in a store that can be opened; an embedded one that is not there yet stays away."""
    from newswatch.cli.doctor_checks import looked, reached, seen
    from newswatch.cli.doctor_state import faring_checks, heartbeat_checks, parked_checks
    from newswatch.connect import embedded_file, open_store

    path = embedded_file(settings.store_url)
    if path is not None and not path.exists():
        return
    remedy = "Start it, or correct NEWSWATCH_STORE_URL, NEWSWATCH_ELASTICSEARCH_…."
    store, why = reached("store", lambda: open_store(settings), remedy)
    if store is None:
        yield from why if path is None else ()
        return
    if path is None:
        from newswatch.adapters.elastic_store import ElasticStore
        from newswatch.cli.doctor_elastic import elastic_checks

        assert isinstance(store, ElasticStore)
        yield from elastic_checks(settings, store.client)
    above = "Look at the lines above."
    yield from looked("crawl", seen(lambda: faring_checks(settings, store)), above)
    yield from looked("alerts", seen(lambda: parked_checks(store)), above)
    yield from looked("heartbeat", seen(lambda: heartbeat_checks(settings, store)), above)
    reached("store", store.close, "")


def _wrong_settings(error: Exception, unknown: list[str]) -> list[Check]:
    from newswatch.cli.doctor_checks import Check

    wrong = [
        Check(
            "settings", "failure", str(error), "Correct it; docs/reference.md says what each setting takes."
        )
    ]
    return [
        *wrong,
        *(Check("settings", "warning", line, "Correct the name, or remove it.") for line in unknown),
    ]


def _write(check: Check) -> None:
    from newswatch.cli.output import out

    out(f"{SIGNS[check.state]:<9}{check.what}: {check.found}")
    if check.remedy:
        out(f"{'':<9}→ {check.remedy}")


def write_sum(told: list[Check]) -> None:
    """How many checks went well, on stderr."""
    from newswatch.cli.output import err

    counts = {state: sum(check.state == state for check in told) for state in SIGNS}
    warnings = "1 warning" if counts["warning"] == 1 else f"{counts['warning']} warnings"
    words = f"{counts['ok']} ok, {warnings}, {counts['failure']} failed"
    err(
        f"{words}. "
        + ("What to do stands under each." if counts["failure"] or counts["warning"] else "All is well.")
    )


def _as_json(check: Check) -> dict[str, str]:
    from dataclasses import asdict

    return asdict(check)
