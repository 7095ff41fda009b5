"""`alerts`, `rebuild` and `config`: putting things right."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from newswatch.cli.usage import Command

JSON = Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")]

alerts_app = typer.Typer(help="What was told, what waits, what is parked.", no_args_is_help=True)


@alerts_app.command("list", cls=Command)
def alerts_list(
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            help="Only this state's: planned (waits), intent (is being sent), sent, silent (told nobody) or parked.",
        ),
    ] = None,
    parked: Annotated[bool, typer.Option("--parked", help="Only those that wait for a person.")] = False,
    json: JSON = False,
) -> None:
    """List the alerts with their state and the last reason."""
    from typing import get_args

    from newswatch.cli.output import document, minute, tell_list
    from newswatch.cli.usage import unused
    from newswatch.web.alert_words import REASONS
    from processors.alerting.alerts import AlertState

    if parked:
        unused({"--state": state is not None}, "does not go with --parked, which is --state parked")
    wanted = "parked" if parked else state and state.lower()
    if wanted and wanted not in get_args(AlertState):
        raise typer.BadParameter(f"{state!r} is no state. They are: {', '.join(get_args(AlertState))}.")
    with _opened() as ports:
        alerts = [b for b in _all(ports, "alerts") if "channel" in b and wanted in (None, b.get("state"))]
    if json:
        for body in alerts:
            document(body)
        return
    rows = []
    for body in alerts:
        last = (body.get("history") or [{}])[-1]
        about = (
            body.get("planned") or body.get("sent") or {"headline": (body.get("notice") or {}).get("title")}
        )
        why = body.get("reason") or last.get("reason", "")
        cells = (body["id"][:20], body.get("state"), minute(last.get("at")), REASONS.get(why, why))
        rows.append((cells, (about.get("headline") or "",)))
    tell_list(("id", "state", "at", "reason"), rows, "No alerts.")


def rebuild(json: JSON = False) -> None:
    """Fill a lost store from the log: articles, stories and dead letters; decide what it missed. Posts nothing."""
    from newswatch.cli.assemble import policy
    from newswatch.cli.opening import opened
    from newswatch.cli.output import document, err, out
    from newswatch.cli.rebuilding import rebuild_store
    from newswatch.cli.redeciding import decide_again, told_of
    from newswatch.logs import configure_logs
    from newswatch.settings import load_settings

    settings = load_settings()
    configure_logs(settings.log_format, settings.log_level)
    with opened(settings, live=False) as ports:
        rules = policy(ports.settings)  # wrong routes are told before the work, not after
        counts = rebuild_store(ports.log, ports.store)
        again = decide_again(ports.log, ports.store, rules, ports.settings.now())
    counts |= {"alerts": again.decided} if again.decided else {}
    for line in told_of(again):
        err(line)
    if json:
        document(counts)
    else:
        out(", ".join(f"{name} {count}" for name, count in counts.items()) or "The log holds nothing.")


def config(json: JSON = False) -> None:
    """Print the settings in force; secrets are masked."""
    from newswatch.cli.output import document, out
    from newswatch.logs import one_line
    from newswatch.settings import Settings, environment_name, load_settings, shown

    values = shown(load_settings())
    if json:
        document(values)
        return
    about = {environment_name(name): field.description for name, field in Settings.model_fields.items()}
    for name, value in values.items():  # as `.env` has it, so that a line can be copied
        out(one_line(f"{name}={value}"))
        out(f"    {about[name]}")


def _opened() -> Any:
    from newswatch.cli.opening import opened
    from newswatch.settings import load_settings

    return opened(load_settings())


def _all(ports: Any, collection: Any) -> Any:
    from newswatch.ports import every

    return (doc.body for doc in every(ports.store, collection))
