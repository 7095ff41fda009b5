"""`silence`, `feedback` and `alerts retry`: what a person says to newswatch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from newswatch.messages import Story
    from newswatch.ports import Store
    from newswatch.settings import Settings

JSON = Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")]
BY = Annotated[str, typer.Option("--by", help="Who says so. Default: your user name.")]
STORY = typer.Argument(metavar="STORY", help="A story's id, or its first letters.")


def silence(
    story: Annotated[str | None, STORY] = None,
    company: Annotated[str, typer.Option("--company", help="A company, as the rules name it.")] = "",
    source: Annotated[
        str, typer.Option("--source", help="A source's id: stories that it alone reports.")
    ] = "",
    until: Annotated[
        str, typer.Option("--until", help="A date or time, or a length: 2026-03-01, 3d, 8h.")
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; the digest tells it.")] = "",
    remove: Annotated[str, typer.Option("--remove", metavar="ID", help="Take a silence away.")] = "",
    by: BY = "",
    json: JSON = False,
) -> None:
    """Alert no more of a story, a company or a source. Without arguments: list the silences."""
    from newswatch.cli.output import document, out
    from newswatch.cli.usage import single, unused
    from newswatch.logs import one_line
    from newswatch.messages import json_of
    from newswatch.settings import load_settings
    from processors.alerting.silences import Silence, known_by, put_silence, silence_id

    given = {"STORY": story, "--company": company, "--source": source, "--remove": remove}
    single(given)
    if remove or not any(given.values()):
        said = {"--until": until, "--reason": reason, "--by": by}
        unused(said, "goes with what is to be silenced: STORY, --company or --source")
    if not any(given.values()):
        _list_silences(json)
        return
    settings = load_settings()
    with _opened() as ports:
        if remove:
            _unsilence(ports.store, remove, json)
            return
        if company or source:
            _must_be_known(settings, ports.store, company, source)
        told = _story(ports.store, story) if story else None
        kind = "story" if told else "company" if company else "source"
        value = told.id if told else company or source
        made = Silence.model_validate(
            {
                "id": silence_id(kind, value),  # type: ignore[arg-type]
                "kind": kind,
                "value": value,
                "article": known_by(told) if told else None,
                "title": told.headline if told else "",
                "until": _until(until, settings.now()),
                "reason": reason,
                "by": by or user_here(),
                "at": settings.now(),
            }
        )
        put_silence(ports.store, made)
    if json:
        document(json_of(made))
    else:
        out(one_line(f"{made.kind} {made.title or made.value} is silenced ({made.id[:16]})."))


def _must_be_known(settings: Settings, store: Store, company: str, source: str) -> None:
    """A slip would silence nothing, and say nothing: a source must be there, a company is asked about on stderr."""
    from newswatch.cli.output import err
    from newswatch.cli.sources_config import sources_in_force
    from newswatch.errors import NewswatchError
    from newswatch.ports import Query

    if source and source not in sources_in_force(settings, store, tell=False):
        raise NewswatchError(
            f"There is no source {source!r}. `newswatch sources list` shows those there are."
        )
    if company and not store.search("stories", Query(companies=(company,), limit=1)).total:
        err(
            f"No story names {company} so far. A company is written as `newswatch search --company` finds it."
        )


def _list_silences(json: bool) -> None:
    from newswatch.cli.output import document, tell_list
    from newswatch.messages import json_of
    from processors.alerting.silences import silences_of

    with _opened() as ports:
        known = silences_of(ports.store)
    if json:
        for one in known:
            document(json_of(one))
        return
    rows = [
        (
            (s.id[:16], s.kind, f"{s.until:%Y-%m-%d %H:%M}" if s.until else "", s.by),
            (s.title or s.value, s.reason),
        )
        for s in known
    ]
    tell_list(("id", "kind", "until", "by"), rows, "Nothing is silenced.")


def _unsilence(store: Store, start: str, json: bool) -> None:
    from newswatch.cli.output import document, out
    from newswatch.errors import NewswatchError
    from newswatch.messages import Story
    from processors.alerting.gone import gone_into
    from processors.alerting.silences import silences_of

    known = silences_of(store)
    story = store.get("stories", start)
    named = {start, gone_into(store, Story.model_validate(story.body)).id} if story else {start}
    found = [s.id for s in known if named & {s.id, s.value}] or [
        s.id for s in known if s.id.startswith(start)
    ]
    if not found:
        raise NewswatchError(f"There is no silence {start!r}. `newswatch silence` lists those there are.")
    if len(found) > 1:  # (each begins with `silence:`)
        raise NewswatchError(
            f"{start!r} means {len(found)} silences: write the id of one as the list has it."
        )
    store.remove("alerts", found)
    if json:
        document({"removed": found})
    else:
        out(f"{len(found)} taken away.")


def feedback(
    story: Annotated[
        str | None, typer.Argument(metavar="STORY|missed", help="A story's id, or the word `missed`.")
    ] = None,
    verdict: Annotated[
        str | None, typer.Argument(metavar="right|wrong|late|URL", help="What you say of it.")
    ] = None,
    label: Annotated[
        list[str] | None, typer.Option("--label", help="The label that a missed article should have had.")
    ] = None,
    export: Annotated[
        Path | None, typer.Option("--export", help="Write all of it as labelled rows for `eval`.")
    ] = None,
    by: BY = "",
    json: JSON = False,
) -> None:
    """Say that an alert was right, wrong or late, or that an article was missed. Without arguments: list."""
    from newswatch.cli.output import document, out, tell_list
    from newswatch.cli.peace_feedback import exported, judged
    from newswatch.cli.usage import unused
    from newswatch.logs import one_line
    from newswatch.messages import json_of
    from newswatch.settings import load_settings
    from processors.alerting.feedback import judgements_of, put_judgement

    if (story is None) != (verdict is None):
        raise typer.BadParameter("write STORY right|wrong|late, or: missed URL.")
    if story is None:
        unused({"--by": by}, "goes with a verdict: STORY right, say")
    if story != "missed":
        unused({"--label": label}, "goes with an article that was missed: missed URL")
    with _opened() as ports:
        if story is not None and verdict is not None:
            find = lambda id_: _story(ports.store, id_)  # noqa: E731
            made = judged(story, verdict, label or [], by or user_here(), load_settings().now(), find)
            put_judgement(ports.store, made)
            if json:
                document(json_of(made))
            elif export is None:
                out(one_line(f"{made.state}: {made.title or made.url}"))
        if export is not None:
            count = exported(ports.store, export)
            out(f"{count} rows in {export}") if not json else document({"rows": count})
        if story is not None or export is not None:
            return
        said = judgements_of(ports.store)
    if json:
        for one in said:
            document(json_of(one))
        return
    rows = [((f"{j.at:%Y-%m-%d %H:%M}", j.state, j.by), (j.title or j.url or "",)) for j in said]
    tell_list(("at", "verdict", "by"), rows, "Nobody said anything yet.")


def alerts_retry(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID", help="Ids of parked alerts, or their first letters.")
    ],
    json: JSON = False,
) -> None:
    """Send parked alerts on again. What is no news any more is told nobody, and is named."""
    from newswatch.cli.assemble import limits
    from newswatch.cli.output import document, err, out
    from newswatch.errors import Conflict, NewswatchError
    from newswatch.messages import json_of
    from newswatch.ports import every
    from newswatch.settings import load_settings
    from processors.alerting.alerts import Alert, retried
    from processors.alerting.delivery import told_no_more

    done, gone = [], []
    settings = load_settings()
    now = settings.now()
    with _opened() as ports:
        parked = [doc for doc in every(ports.store, "alerts") if doc.body.get("state") == "parked"]
        for stored in parked:
            if not any(stored.id.startswith(id_) for id_ in ids):
                continue
            after = retried(Alert.model_validate(stored.body), now)
            try:
                ports.store.swap("alerts", after.id, json_of(after), after.keys, stored.revision)
            except Conflict:  # another had it on its way a moment ago
                continue
            done.append(after.id)
            if told_no_more(after, now, limits(settings)) is not None:
                gone.append(after.id)
    if not done:
        raise NewswatchError(
            "None of these is a parked alert. `newswatch alerts list --parked` shows those there are."
        )
    if json:
        document({"retried": done, "untold": gone})
    else:
        out(f"{len(done)} planned again; `newswatch drain deliver` sends them.")
    if gone:
        err(
            f"{len(gone)} of them will be told nobody: first reported more than {settings.max_age_hours:g} h ago "
            f"(NEWSWATCH_MAX_AGE_HOURS), or part of another story by now: {' '.join(gone)}"
        )


def _story(store: Store, start: str) -> Story:
    """The story of this id, or its first letters: where it went, if it was merged. Raises NewswatchError."""
    from newswatch.cli.look import starting_with
    from newswatch.errors import NewswatchError
    from newswatch.messages import Story
    from processors.alerting.gone import gone_into

    stored = store.get("stories", start) or starting_with(store, "stories", start)
    if stored is None:
        raise NewswatchError(f"There is no story {start!r}. `newswatch stories` lists them.")
    return gone_into(store, Story.model_validate(stored.body))


def _until(text: str, now: Any) -> Any:
    """A time to come, or a length of time from now on: `3d`, `8h`. Raises typer.BadParameter."""
    from datetime import timedelta

    from newswatch.cli.look import when
    from newswatch.cli.pipeline import seconds_of

    text = text.strip()
    try:
        if text.endswith("d") and text[:-1].isdecimal():
            until = now + timedelta(days=int(text[:-1]))
        elif text[-1:] in ("m", "h") and text[:-1].isdecimal():
            until = now + timedelta(seconds=seconds_of(text) or 0)
        else:
            until = when(text)
    except OverflowError:
        raise typer.BadParameter(
            f"{text!r} is too long. Without --until it holds until it is taken away."
        ) from None
    if until is not None and until <= now:
        raise typer.BadParameter(f"{until:%Y-%m-%d %H:%M} UTC is over: nothing would be silenced.")
    return until


def user_here() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user without a name
        return "cli"


def _opened() -> Any:
    from newswatch.cli.opening import opened
    from newswatch.settings import load_settings

    return opened(load_settings())
