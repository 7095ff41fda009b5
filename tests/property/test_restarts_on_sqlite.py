"""On the real embedded log and store: whenever it is stopped the stories are the same, and a lost store is filled."""

from __future__ import annotations

import random
from pathlib import Path
from threading import Event

import pytest

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.assemble import running
from newswatch.cli.rebuilding import rebuild_store
from newswatch.messages import Message, Story
from newswatch.runner import step
from newswatch.settings import Settings, load_settings
from tests.property.test_story_sequences import START, messages, wrong_clocks


def settings_in(folder: Path, store: str = "store.db") -> Settings:
    """A log, and a store of this name, in a folder."""
    return load_settings(
        _env_file=None,
        log_url=f"sqlite:///{folder}/log.db",
        store_url=f"sqlite:///{folder}/{store}",
        clock=START.isoformat(),
    )


def stories_in(settings: Settings) -> dict[str, object]:
    """The stories that the store has, with their bodies."""
    with SqliteStore(Path(settings.store_url.removeprefix("sqlite:///")), clock=settings.now) as store:
        return {doc.id: doc.body for doc in store.find("stories")}


def worked(settings: Settings, inputs: list[Message], cuts: random.Random | None = None) -> list[bytes]:
    """The topic `stories` once all is read; with `cuts` in processes that each read a few records and are stopped."""
    with SqliteLog(Path(settings.log_url.removeprefix("sqlite:///")), clock=settings.now) as log:
        log.append(inputs)
        read = 1
        while read:
            with running(settings, ["cluster", "index"], Event(), None) as (_, at_work):
                read = sum(step(one, 0.0, cuts.choice([1, 2, 7]) if cuts else None).read for one in at_work)
        return [record.value for record in log.scan(Story.topic)]


@pytest.mark.parametrize("seed", [80, 81, 82])
def test_whenever_it_is_stopped_the_stories_are_the_same(seed: int, tmp_path: Path) -> None:
    inputs = list(wrong_clocks(random.Random(seed), messages(seed, 40)))
    whole, often = tmp_path / "whole", tmp_path / "often"
    whole.mkdir()
    often.mkdir()
    told = worked(settings_in(whole), inputs)
    assert worked(settings_in(often), inputs, random.Random(seed)) == told
    stories = stories_in(settings_in(whole))
    assert stories
    assert stories_in(settings_in(often)) == stories

    lost = settings_in(often, "new.db")
    with (
        SqliteLog(often / "log.db", clock=lost.now) as log,
        SqliteStore(often / "new.db", clock=lost.now) as store,
    ):
        rebuild_store(log, store)
        assert not list(store.find("alerts"))
    assert stories_in(lost) == stories
