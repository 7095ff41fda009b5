"""The heartbeat: after each complete pass, never before, and told once when nobody answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from structlog.testing import capture_logs

from crawlers.crawl import CrawlSummary
from crawlers.frontier import add_entries
from crawlers.sources import SHIPPED, Source
from crawlers.states import save_list
from newswatch.cli import crawling, peace_watch
from newswatch.cli.crawling import all_crawled, chosen
from newswatch.cli.opening import Opened, opened
from newswatch.cli.peace_pass import PASS, crawled_at, note_crawled
from newswatch.cli.peace_watch import beat_once, look_once, ping, serve_watch, told_beat, watched_sources
from newswatch.cli.serving import drain_all
from newswatch.cli.sources_shown import listed
from newswatch.messages import Entry, json_of
from newswatch.ports import Store
from newswatch.settings import Settings, load_settings
from processors.alerting.alerts import Alert
from processors.pipeline import STAGES
from tests.unit.stories.made import NOON, article, at, deal
from tests.unit.stories.test_alerts import versions


class Outside(HTTPServer):
    """Something outside that would miss the heartbeat."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status = 200
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/ping/secret"


class Answer(BaseHTTPRequestHandler):
    server: Outside

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"OK")

    def log_message(self, *args: object) -> None: ...


@pytest.fixture
def outside() -> Iterator[Outside]:
    with Outside() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def settings(tmp_path: Path, outside: Outside) -> Settings:
    return Settings(
        _env_file=None,
        log_url=f"sqlite:////{tmp_path}/log.db",
        store_url=f"sqlite:////{tmp_path}/store.db",
        heartbeat_url=outside.url,
        clock=at(1).isoformat(),
    )


def drained(ports: Opened) -> None:
    for stage in STAGES:
        consumer = ports.log.consumer(stage.name, stage.topics)
        while records := consumer.read(100, 0):
            consumer.commit(records)
        consumer.close()


def test_one_beat_a_complete_pass(settings: Settings, outside: Outside) -> None:
    with opened(settings) as ports:
        assert beat_once(settings, ports) is None  # nothing was crawled yet
        ports.log.append([deal(article("A buys B"), ["A"], "B").article])
        note_crawled(settings, ports.store, NOON)
        assert beat_once(settings, ports) is None  # an article waits
        drained(ports)
        alert = Alert(id="a", story="a", channel="c", state="planned", tries=1, not_before=at(3))
        alert = alert.model_copy(update={"planned": versions(deal(article("A buys B"), ["A"], "B"))[0]})
        revision = ports.store.swap("alerts", "a", json_of(alert), alert.keys, None)
        assert beat_once(settings, ports) is None  # nobody was told yet: it is tried again
        done = alert.model_copy(update={"state": "sent", "not_before": None})
        ports.store.swap("alerts", "a", json_of(done), done.keys, revision)
        assert outside.asked == []
        assert beat_once(settings, ports) is True
        assert beat_once(settings, ports) is None
        note_crawled(settings, ports.store, at(1))
        assert beat_once(settings, ports) is True
    assert outside.asked == ["/ping/secret", "/ping/secret"]


@pytest.mark.parametrize(
    ("operators", "id_", "channel", "minutes", "beats"),
    [
        ("C-OPS", "notice:a", "C-OPS", 0, False),
        ("C-OPS", "a", "C1", 0, True),  # the operators are told of it
        ("C-OPS", "notice:a", "C-GONE", 0, True),  # once theirs, and given up
        ("", "a", "C1", 0, False),
        ("", "a", "C1", -60 * 25, True),  # too old to be told by now
    ],
)
def test_no_beat_while_slack_refuses_what_somebody_must_know(
    settings: Settings, operators: str, id_: str, channel: str, minutes: float, beats: bool
) -> None:
    """A token that was taken away parks the alerts, the word of it to the operators, and the digest."""
    mine = settings.model_copy(update={"operators_channel": operators})
    parked = Alert(id=id_, story="", channel=channel, state="parked", reason="invalid_auth: chat.postMessage")
    parked = parked.noted(at(minutes), "parked", "invalid_auth")
    with opened(mine) as ports:
        note_crawled(mine, ports.store, NOON)
        ports.store.swap("alerts", id_, json_of(parked), parked.keys, None)
        assert bool(beat_once(mine, ports)) == beats


def test_two_stories_behind_a_stage_that_hangs_are_told_the_operators(settings: Settings) -> None:
    mine = settings.model_copy(update={"operators_channel": "C-OPS"})
    with opened(mine) as ports:
        ports.log.append(
            versions(deal(article("A buys B"), ["A"], "B"), deal(article("C buys D"), ["C"], "D"))
        )
        for minutes in range(0, 40, 4):
            now = mine.model_copy(update={"clock": at(minutes).isoformat()})
            note_crawled(now, ports.store, at(minutes))
            look_once(now, ports)
        told = [doc.body["notice"]["title"] for doc in ports.store.find("alerts", group="notice")]
    assert any("The stage notify stands still: 2 records wait" in title for title in told), told


def test_a_beat_that_failed_is_tried_again(settings: Settings, outside: Outside) -> None:
    with opened(settings) as ports:
        note_crawled(settings, ports.store, NOON)
        outside.status = 500
        assert beat_once(settings, ports) is False
        outside.status = 200
        assert beat_once(settings, ports) is True


@pytest.mark.parametrize("status", [302, 404, 500])
def test_only_success_counts_and_redirects_are_not_followed(outside: Outside, status: int) -> None:
    outside.status = status
    assert not ping(outside.url)
    assert len(outside.asked) == 1


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "ftp://127.0.0.1/", "http://127.0.0.1:1/", "http://[/"]
)
def test_no_other_address_is_asked_and_nothing_is_raised(url: str) -> None:
    assert not ping(url)


def test_a_failure_is_logged_once_and_its_end_once_without_the_address() -> None:
    failing = False
    with capture_logs() as logs:
        for beaten in (True, False, None, False, False, True, True, False):
            failing = told_beat(beaten, failing)
    assert [line["log_level"] for line in logs] == ["warning", "info", "warning"]
    assert "secret" not in str(logs)


def test_a_drain_of_the_edge_beats_too(settings: Settings, outside: Outside) -> None:
    """Where Airflow does all there is no `run`: each drain looks once."""
    with opened(settings) as ports:
        note_crawled(settings, ports.store, NOON)
    drain_all(settings, ["extract", "flag", "cluster", "index"], Event())
    assert outside.asked == [], "nobody was told yet"
    drain_all(settings, ["notify", "deliver"], Event())
    drain_all(settings, ["notify", "deliver"], Event())
    assert outside.asked == ["/ping/secret"]


def test_run_watches_beside_the_stages(
    settings: Settings, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peace_watch, "EVERY", 0.01)
    with opened(settings) as ports:
        note_crawled(settings, ports.store, NOON)
    stop = Event()
    thread = Thread(target=serve_watch, args=(settings, stop))
    thread.start()
    for _ in range(500):
        if outside.asked or stop.wait(0.01):
            break
    stop.set()
    thread.join()
    assert outside.asked == ["/ping/secret"]


def test_batches_make_a_pass_when_nothing_due_is_left(settings: Settings, tmp_path: Path) -> None:
    own = tmp_path / "own" / "sources"
    own.mkdir(parents=True)
    for path in SHIPPED.glob("*.yml"):
        (own / path.name).write_text("enabled: false" if path.stem not in ("numerama", "wired") else "")
    mine = settings.model_copy(update={"config_dir": own.parent})
    with opened(mine) as ports:
        known = chosen(mine, [], ports.store)
        assert [source.id for source in known] == ["numerama", "wired"]
        assert all_crawled(mine, ports.store, [], NOON)
        for source, left in zip(known, (False, True), strict=True):
            for one in source.lists:
                save_list(
                    ports.store, source, one.url, at(0.5), etag=None, last_modified=None, entries=0, new=0
                )
            assert all_crawled(mine, ports.store, [source.id], NOON) == left


@pytest.mark.parametrize(("read", "pages", "noted"), [(True, 5, True), (True, 0, False), (False, 5, False)])
def test_a_crawl_that_is_out_of_time_is_whole_when_all_lists_were_read(
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    read: bool,
    pages: int,
    noted: bool,
) -> None:
    """The pages of a slow site go on for hours, and something outside would miss the beats all the while."""
    own = tmp_path / "own" / "sources"
    own.mkdir(parents=True)
    for path in SHIPPED.glob("*.yml"):
        (own / path.name).write_text("" if path.stem == "wired" else "enabled: false")

    def crawl(sources: Sequence[Source], *, store: Store, **_: object) -> CrawlSummary:
        (wired,) = sources
        for one in wired.lists if read else ():
            save_list(store, wired, one.url, at(1), etag=None, last_modified=None, entries=1, new=1)
        left = [Entry(url="https://www.wired.example/left")]
        add_entries(store, wired, left, now=at(0), silent=False, first=False)
        return CrawlSummary(pages=pages, stopped=True)

    monkeypatch.setattr(crawling, "crawl", crawl)
    crawling.crawl_once(settings.model_copy(update={"config_dir": own.parent}), [], only_due=True)
    with opened(settings) as ports:
        assert (crawled_at(ports.store) is not None) == noted


def test_a_source_is_known_to_be_due_by_its_own_interval(settings: Settings) -> None:
    with opened(settings) as ports:
        (source,) = chosen(settings, ["numerama"], ports.store)
        for one in source.lists:
            save_list(ports.store, source, one.url, NOON, etag=None, last_modified=None, entries=0, new=0)
        watched = {one.id: one.due for one in watched_sources(settings, ports.store)}
    assert watched.pop("numerama") == NOON + timedelta(seconds=source.every)
    assert set(watched.values()) == {None}, "never looked at"


def test_nothing_is_noted_where_nobody_watches(settings: Settings) -> None:
    plain = settings.model_copy(update={"heartbeat_url": Settings(_env_file=None).heartbeat_url})
    with opened(plain) as ports:
        note_crawled(plain, ports.store, NOON)
        assert ports.store.find("alerts") == []


def test_a_crawler_notes_its_pass_where_it_may_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its role may write addresses and sources, and no alerts (infra/elasticsearch/roles.yml)."""
    monkeypatch.chdir(tmp_path)
    settings = load_settings(heartbeat_url="http://127.0.0.1:9/beat", clock=NOON.isoformat())
    with opened(settings) as ports:
        note_crawled(settings, ports.store, NOON)
        assert crawled_at(ports.store) == NOON
        assert ports.store.find("alerts") == []
        assert PASS not in {row["id"] for row in listed(settings, ports.store)}
