"""`dead`, `alerts`, `rebuild` and `config`: putting things right."""

from __future__ import annotations

from typing import Annotated, Any

import typer

JSON = Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")]

dead_app = typer.Typer(help="Input that could not be used, and why.", no_args_is_help=True)
alerts_app = typer.Typer(help="What was told, what waits, what is parked.", no_args_is_help=True)


@dead_app.command("list")
def dead_list(
    stage: Annotated[str | None, typer.Option("--stage", help="Only this stage's.")] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help="Only this reason's: not-html, too-large, bug …")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="Only this source's.")] = None,
    json: JSON = False,
) -> None:
    """List the dead letters."""
    from newswatch.cli.output import document, table

    letters = [
        body
        for body in _letters()
        if stage in (None, body["stage"])
        and reason in (None, body["reason"])
        and source in (None, body.get("source"))
    ]
    if json:
        for body in letters:
            document({key: value for key, value in body.items() if key != "record"})
        return
    rows = [
        (b["id"][:12], b["at"][:19], b["stage"], b["reason"], b.get("url") or b["origin"], b["text"][:120])
        for b in letters
    ]
    table(
        f"Dead letters: {len(rows)}", ("id", "at", "stage", "reason", "what", "why"), rows, "No dead letters."
    )


@dead_app.command("show")
def dead_show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Its id, or the first letters.")],
) -> None:
    """Show one dead letter, the original record included, as JSON."""
    from newswatch.cli.output import document
    from newswatch.errors import NewswatchError

    for body in _letters():
        if body["id"].startswith(id_):
            document(body)
            return
    raise NewswatchError(f"There is no dead letter {id_!r}. `newswatch dead list` shows those there are.")


@dead_app.command("retry")
def dead_retry(
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids, or their first letters.")],
    json: JSON = False,
) -> None:
    """Append the records of dead letters to the topics that they came from, and forget the letters."""
    from newswatch.cli.output import document, out
    from newswatch.errors import NewswatchError
    from newswatch.messages import DeadLetter, decode

    done = []
    with _opened() as ports:
        for body in list(_all(ports, "dead")):
            letter = DeadLetter.model_validate(body)
            if not any(letter.id.startswith(id_) for id_ in ids):
                continue
            if letter.record_bytes > len(letter.record):
                raise NewswatchError(
                    f"{letter.id[:12]} keeps {len(letter.record)} of its record's {letter.record_bytes} B: "
                    "it can't be retried from here. `newswatch crawl` its source again."
                )
            ports.log.append([decode(letter.origin_topic, letter.record)])
            ports.store.remove("dead", [letter.id])
            done.append(letter.id)
    if not done:
        raise NewswatchError("None of these is a dead letter. `newswatch dead list` shows those there are.")
    if json:
        document({"retried": done})
    else:
        out(f"{len(done)} retried; `newswatch drain` works them.")


@alerts_app.command("list")
def alerts_list(
    state: Annotated[
        str | None, typer.Option("--state", help="planned, intent, sent, silent, parked")
    ] = None,
    parked: Annotated[bool, typer.Option("--parked", help="Only those that wait for a person.")] = False,
    json: JSON = False,
) -> None:
    """List the alerts with their state and the last reason."""
    from newswatch.cli.output import document, table

    with _opened() as ports:
        wanted = "parked" if parked else state and state.lower()
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
        rows.append((body["id"][:20], body.get("state"), last.get("at", "")[:19], why, about.get("headline")))
    table(f"Alerts: {len(rows)}", ("id", "state", "at", "reason", "about"), rows, "No alerts.")


def rebuild(json: JSON = False) -> None:
    """Fill a lost store from the log: articles, stories and dead letters. Posts nothing."""
    from newswatch.cli.output import document, out
    from newswatch.cli.rebuilding import rebuild_store

    with _opened(live=False) as ports:
        counts = rebuild_store(ports.log, ports.store)
    if json:
        document(counts)
    else:
        out(", ".join(f"{name} {count}" for name, count in counts.items()))


def config(json: JSON = False) -> None:
    """Print the settings in force; secrets are masked."""
    from newswatch.cli.output import document, table
    from newswatch.settings import Settings, environment_name, load_settings, shown

    values = shown(load_settings())
    if json:
        document(values)
        return
    about = {environment_name(name): field.description for name, field in Settings.model_fields.items()}
    table("Settings", ("name", "value", "what it is"), [(n, v, about[n]) for n, v in values.items()])


def _opened(*, live: bool = True) -> Any:
    from newswatch.cli.opening import opened
    from newswatch.settings import load_settings

    return opened(load_settings(), live=live)


def _all(ports: Any, collection: Any) -> Any:
    from newswatch.cli.telling import every

    return (doc.body for doc in every(ports.store, collection))


def _letters() -> list[dict[str, Any]]:
    with _opened() as ports:
        return [dict(body) for body in _all(ports, "dead")]
