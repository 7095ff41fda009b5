"""Whatever has a name is documented: commands, settings, topics, labels, metrics."""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest
import typer.main
from prometheus_client import CollectorRegistry

from crawlers.crawl import CRASH_POINTS
from newswatch import metrics
from newswatch.cli.app import app
from newswatch.messages import LABELS, TOPICS
from newswatch.ports import Swapped, Versioned
from newswatch.settings import Settings, environment_name
from processors.detect.words.model import Cue, Frame
from processors.detect.words.patterns import ASKED
from processors.flag import SHIPPED

ROOT = Path(__file__).parent.parent
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")


def commands(command: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    below = getattr(command, "commands", None)
    if below is None:
        return [path]
    return [found for name, sub in below.items() for found in commands(sub, (*path, name))]


@pytest.mark.parametrize("path", commands(typer.main.get_command(app)), ids=" ".join)
def test_every_command_is_documented(path: tuple[str, ...]) -> None:
    assert re.search(rf"`(newswatch )?{' '.join(path)}\b", REFERENCE)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_and_says_what_it_is(name: str) -> None:
    assert f"`{environment_name(name)}`" in REFERENCE
    assert Settings.model_fields[name].description


@pytest.mark.parametrize("name", [*TOPICS, *LABELS])
def test_every_topic_and_label_is_documented(name: str) -> None:
    assert f"| `{name}` |" in REFERENCE


@pytest.mark.parametrize("name", CRASH_POINTS)
def test_every_crash_point_of_the_crawl_is_documented(name: str) -> None:
    assert f"`{name}`" in REFERENCE


def test_every_crash_point_of_stages_and_delivery_is_documented() -> None:
    marks = r'mark\(f?"(?:\{[^}]*\}|deliver):?(?:\{[^}]*\})?-?([a-z-]+)"\)'
    found: set[str] = set()
    for name in ("runner", "batch"):
        found |= set(re.findall(marks, (ROOT / "newswatch" / f"{name}.py").read_text(encoding="utf-8")))
    assert {"read", "stored", "swapped", "before-commit", "after-commit"} <= found
    for module in (ROOT / "processors").rglob("deliver*.py"):
        found |= set(re.findall(marks, module.read_text(encoding="utf-8")))
    assert {"intent", "done", "sent", "catch-up-planned"} <= found
    assert [point for point in found if not re.search(rf"[:-]{point}`", REFERENCE)] == []


def metric_names(registry: CollectorRegistry) -> list[str]:
    return [metric.name for metric in registry.collect()]


@pytest.mark.parametrize("name", metric_names(metrics.REGISTRY))
def test_every_metric_is_documented(name: str) -> None:
    assert f"| `{name}` |" in REFERENCE


@pytest.mark.parametrize("name", re.findall(r"`(NEWSWATCH_[A-Z_]+)`", REFERENCE))
def test_no_setting_is_documented_that_does_not_exist(name: str) -> None:
    assert name.removeprefix("NEWSWATCH_").lower() in Settings.model_fields


def test_local_links_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"


RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*get_args(Frame), *get_args(Cue)])
def test_every_frame_and_cue_is_documented(name: str) -> None:
    assert re.search(rf"^\|(?: \w+,)* {name}(?:, \w+)* \|", RULES, re.MULTILINE)


@pytest.mark.parametrize("name", [*ASKED, *(file.name for file in SHIPPED.glob("vetoes*.yml"))])
def test_every_list_that_code_asks_for_and_every_file_of_vetoes_is_documented(name: str) -> None:
    assert f"`{name}`" in RULES


ROOMS = [f for top in ("newswatch", "processors", "crawlers") for f in (ROOT / top).rglob("__init__.py")]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.parent.relative_to(ROOT)))
def test_the_first_lines_of_a_room_name_every_module_and_none_that_is_gone(room: Path) -> None:
    told = ast.get_docstring(ast.parse(room.read_text(encoding="utf-8"))) or ""
    names = set(re.findall(r"[a-z_]+\*?", told))
    modules = {module.stem for module in room.parent.glob("[!_]*.py")}
    families = tuple(name[:-1] for name in names if name.endswith("_*"))
    assert {m for m in modules - names if not m.startswith(families)} == set()
    listed = {name for name in names if "_" in name.strip("_") and not name.endswith("*")}
    assert listed <= modules | {sub.name for sub in room.parent.iterdir()}


def test_every_place_on_the_map_is_there() -> None:
    told = re.findall(r"`([\w./*-]*/[\w./*-]*)`", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    within = ("", "processors/", "processors/detect/")
    gone = [path for path in told if not any(any(ROOT.glob(room + path.rstrip("/"))) for room in within)]
    assert len(told) > 60
    assert gone == []


def test_the_retention_table_says_what_the_settings_say() -> None:
    rows = re.findall(
        r"^\| `NEWSWATCH_(KEEP_[A-Z_]+_DAYS)` \| `(\d+)` \| (\d+) \| \S", REFERENCE, re.MULTILINE
    )
    table = {name.lower(): (int(default), int(least)) for name, default, least in rows}
    fields = {name: field for name, field in Settings.model_fields.items() if name.startswith("keep_")}
    least = {name: [m.ge for m in field.metadata if hasattr(m, "ge")] for name, field in fields.items()}
    assert table == {name: (field.default, *least[name]) for name, field in fields.items()}
    # one setting for each topic, and for each collection but `sources`, which has a document a source
    kept = {f"keep_log_{topic}_days" for topic in TOPICS}
    collections = set(get_args(Versioned)) | set(get_args(Swapped)) - {"sources"}
    assert set(table) == kept | {f"keep_{name}_days" for name in collections}


def test_every_decision_is_in_their_list_by_its_title() -> None:
    folder = ROOT / "docs" / "adr"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for page in sorted(folder.glob("0*.md")):
        number, _, title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").partition(". ")
        assert f"{number}. [{title}]({page.name})" in index
        assert int(number) == int(page.name[:4])
