"""Rows 25 to 59, and those added: read by the real `newswatch crawl` and `drain`, measured from outside."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crawlers.frontier import add_entries
from crawlers.sources import load_sources
from newswatch.messages import Entry
from tests.hostile.elsewhere import ELSEWHERE
from tests.hostile.place import FEEDS, NOW, SECRETS, SITEMAPS, Place, Ran, clean
from tests.hostile.row import Row, feed
from tests.hostile.server import canary, served
from tests.hostile.table import INPUT, OUTPUT, TABLE

pytestmark = pytest.mark.slow
CPU, MEMORY = 2.0, 256
"""Seconds of processor time of a row, and MiB of the largest process."""
STAGES = ("extract", "flag", "cluster", "index", "notify")


@dataclass
class Day:
    """Rows that were crawled and drained together, and what is left of it."""

    place: Place
    heard: list[str]
    crawled: Ran
    drained: Ran
    articles: Mapping[str, Sequence[Mapping[str, Any]]]
    dead: Mapping[str, Sequence[Mapping[str, Any]]]


@contextmanager
def played(folder: Path, rows: Sequence[Row]) -> Iterator[Day]:
    """One crawl of these rows' sites and one drain."""
    with served() as web, canary() as (port, heard):
        place = Place(folder, web, port, rows)
        place.prepare()
        crawled = place.run("crawl", *(row.id for row in rows), "--json")
        drained = place.run("drain", *STAGES, "--json", NEWSWATCH_LOG_FORMAT="json")
        yield Day(place, heard, crawled, drained, place.all("articles"), place.all("dead"))


@pytest.fixture(scope="module")
def least(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """What a crawl and a drain of good pages alone take on this machine."""
    rows = [Row(f"Z{n}", "a good page", {"/feed": feed()}) for n in range(3)]
    with played(tmp_path_factory.mktemp("least"), rows) as day:
        return day


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    with played(tmp_path_factory.mktemp("day"), INPUT) as day:
        yield day


def test_every_row_is_in_the_table_or_in_a_test_that_exists() -> None:
    numbers = {number.partition(".")[0] for number in TABLE}
    assert {str(n) for n in (*range(25, 71), 73, 74)} <= numbers
    assert {str(n) for n in range(1, 75)} <= numbers | ELSEWHERE.keys()
    assert len({number for number in TABLE if number[0].isalpha()}) >= 8
    assert len(TABLE) == len([*INPUT, *OUTPUT])
    root = Path(__file__).parents[2]
    for tests in ELSEWHERE.values():
        for test in tests:
            file, _, name = test.partition("::")
            tree = ast.parse((root / file).read_text(encoding="utf-8"))
            assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, test


def test_the_commands_end_well(day: Day) -> None:
    assert (day.crawled.code, day.drained.code) == (0, 0), day.crawled.err[-2_000:] + day.drained.err[-2_000:]


@pytest.mark.parametrize("number", [row.number for row in INPUT])
def test_the_neighbour_arrives(day: Day, number: str) -> None:
    good = day.place.urls(TABLE[number])["/good"]
    assert good["state"] == "done"
    assert [a for a in day.articles[TABLE[number].id] if a["article"]["url"].endswith("/good")]


@pytest.mark.parametrize("number", [row.number for row in INPUT])
def test_the_row_ends_as_the_table_says(day: Day, number: str) -> None:
    row = TABLE[number]
    urls, source = day.place.urls(row), day.place.source(row)
    known = source["lists"][f"http://{row.host}/{(SITEMAPS if row.sitemap else FEEDS)[0]}"]
    assert (known.get("error") or "").partition(":")[0] == row.list
    assert not row.problem or any(row.problem in told for told in known["problems"])
    if "/bad" in urls:
        found = (urls["/bad"]["state"], urls["/bad"]["reason"] or "")
        assert all(wanted in ("*", told) for wanted, told in zip(row.url, found, strict=True)), urls["/bad"]
    else:
        assert row.list or row.entries or row.problem == "too-many-entries"
    assert row.entries is None or row.entries(urls)
    assert [letter["reason"] for letter in day.dead.get(row.id, ())] == ([row.dead] if row.dead else [])
    if row.article is not None:
        bad = [a["article"] for a in day.articles[row.id] if not a["article"]["url"].endswith("/good")]
        assert bad
        assert all(map(row.article, bad))


def test_nobody_connects_to_what_is_forbidden(day: Day) -> None:
    assert day.heard == []


def test_an_index_that_names_itself_is_read_once(day: Day) -> None:
    assert day.place.web.asked.count(TABLE["A2"].host + "/sitemap.xml") == 1


def test_all_rows_together_take_little(day: Day, least: Day) -> None:
    """Eighty rows at once take what three may: no single one can hide much more than its own.

    What each takes alone is shown by test_each_row_takes_no_more_than_it_may, which takes minutes.
    """
    heavy = sum(row.alone for row in INPUT)
    for took, base in ((day.crawled, least.crawled), (day.drained, least.drained)):
        assert took.mib < MEMORY
        assert took.cpu - base.cpu < CPU * (3 + heavy), (
            f"{took.cpu:.2f} s, and {base.cpu:.2f} s without the rows"
        )


def check_alone(number: str, folder: Path, least: Day) -> None:
    """The least of three: a neighbour on the same core makes a run dearer, never cheaper."""
    took = []
    for turn in range(3):
        with played(folder / str(turn), [TABLE[number]]) as alone:
            assert max(alone.crawled.mib, alone.drained.mib) < MEMORY
            took.append(alone.crawled.cpu + alone.drained.cpu - least.crawled.cpu - least.drained.cpu)
        if took[-1] < CPU:
            return
    raise AssertionError(f"{min(took):.2f} s at the least of {took}; at most {CPU}")


@pytest.mark.parametrize("number", [row.number for row in INPUT if row.alone])
def test_a_heavy_row_takes_no_more_than_it_may(number: str, tmp_path: Path, least: Day) -> None:
    check_alone(number, tmp_path, least)


@pytest.mark.long
@pytest.mark.timeout(120)
@pytest.mark.parametrize("number", [row.number for row in INPUT if not row.alone])
def test_each_row_takes_no_more_than_it_may(number: str, tmp_path: Path, least: Day) -> None:
    check_alone(number, tmp_path, least)


def test_what_is_gone_is_not_asked_for_again(day: Day) -> None:
    """Row 51: a second crawl asks for what may come back, and for nothing that is gone or refused."""
    gone = [row for row in INPUT if row.url[0] == "failed"]
    day.place.web.asked.clear()
    again = day.place.run("crawl", *(row.id for row in gone), NEWSWATCH_CLOCK="2023-01-26T09:00:00Z")
    assert again.code == 0
    asked = set(day.place.web.asked)
    assert not {row.host + "/bad" for row in gone} & asked
    assert {row.host + "/feed" for row in gone if not row.sitemap} <= asked


def test_a_page_of_a_source_on_the_web_reaches_no_machine_of_ours(tmp_path: Path) -> None:
    """Rows 1 to 24 with the real command: refused by its address where even the port is the source's own."""
    with served() as web, canary() as (port, heard):
        place = Place(tmp_path, web, port, [])
        own = tmp_path / "own" / "sources"
        own.mkdir(parents=True)
        home = f"http://strict.example:{port}/"
        (own / "strict.yml").write_text(
            f"{{name: S, publisher: S, homepage: '{home}', language: en, kind: press, "
            f"feeds: [{{url: 'http://127.0.0.1:{port}/feed', seen: tests}}], politeness: {{delay: 0}}}}"
        )
        source = load_sources([own])["strict"]
        hosts = (
            "127.0.0.1",
            "[::1]",
            "0x7f.1",
            "2130706433",
            "[::ffff:127.0.0.1]",
            "localhost",
            "0",
            "10.0.0.1",
        )
        links = [Entry(url=f"http://{host}:{port}/a") for host in hosts]
        with place.store() as store:
            add_entries(store, source, links, now=NOW, silent=False, first=False)
        ran = place.run("crawl", "strict")
        with place.store() as store:
            found = {doc.body["url"]: doc.body["reason"] for doc in store.find("urls", group="strict")}
    assert ran.code == 1
    assert set(found.values()) == {"address-refused"}
    assert len(found) == len(hosts)
    assert heard == []


@pytest.mark.parametrize(
    "args",
    [("dead", "list"), ("dead", "list", "--json"), ("sources", "list"), ("sources", "list", "--json"),
     ("explain", "http://row-a6.example/\u202egpj.bad"), ("explain", "http://row-47-4.example/bad")],
)  # fmt: skip
def test_what_became_of_them_is_told_in_text(day: Day, args: tuple[str, ...]) -> None:
    ran = day.place.run(*args)
    assert ran.code == 0, ran.err
    clean(ran)


def test_no_secret_is_in_anything(day: Day) -> None:
    """Row 74, for what is printed, sent and stored when the input is hostile."""
    stored = b"".join(file.read_bytes() for file in (day.place.folder / "var").iterdir())
    sent = b"".join(day.place.web.heads)
    printed = "".join(day.place.printed).encode("utf-8", errors="surrogateescape")
    for secret in (*SECRETS.values(), "hostile-heartbeat-secret", "hunter2-in-a-redirect"):
        assert secret.encode() not in stored
        assert secret.encode() not in sent
        assert secret.encode() not in printed
