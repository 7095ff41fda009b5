"""newswatch on the real Kafka and Elasticsearch with the fake Slack, under Airflow: what the tests bring up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newswatch.adapters.elastic_store import ElasticStore
from newswatch.cli.peace_watch import lags_of
from newswatch.demo.server import DemoWeb
from processors.alerting.alerts import Alert
from tests.dags.bringup import Airflow
from tests.dags.conftest import ROOT, demo_settings
from tests.dags.news import pages
from tests.services import stack
from tests.slack.fake import FakeSlack
from tests.slack.fake_http import Faults, served
from tests.slack.fake_model import TOKEN, Posted

CARDS, OPERATORS = "C0CARDS", "C0OPERATORS"
COMPONENTS = ("crawler", "processor", "alerter", "operator")
NEWSWATCH = Path(sys.executable).parent / "newswatch"


@dataclass
class Bench:
    """What stands: Airflow, the servers under a prefix, the demo's web and Slack."""

    airflow: Airflow
    slack: FakeSlack
    faults: Faults
    folder: Path
    prepared: list[str] = field(default_factory=list)
    """All prefixes that were prepared."""

    def tell(self, name: str, value: str) -> None:
        """Change a setting that commands read from a file: `prefix`, `clock`, `operators`."""
        (self.folder / name).write_text(value, encoding="utf-8")

    @property
    def prefix(self) -> str:
        return (self.folder / "prefix").read_text(encoding="utf-8")

    def prepare(self, prefix: str) -> None:
        """What an administrator does for a prefix, by `newswatch init`; then this prefix is the one in force."""
        settings = {**stack.started(), "NEWSWATCH_PREFIX": prefix}
        self.tell("prefix", prefix)
        self.prepared.append(prefix)
        for how in ([], ["--check"]):
            done = newswatch(settings, "init", *how)
            assert done.returncode == 0, done.stdout + done.stderr
        keep_old_records(prefix)

    @contextmanager
    def store(self) -> Iterator[ElasticStore]:
        """The store under the prefix in force, up to date."""
        store = stack.open_store(self.prefix, create=False)
        try:
            store.refresh()
            yield store
        finally:
            store.close()

    def publish(self, numbers: Sequence[int], edition: str = "") -> list[str]:
        """Append one page for each number, acknowledged, as the crawler; their article ids."""
        made = pages(numbers, datetime.now(UTC), edition=edition)
        log = stack.open_log(self.prefix, lambda: datetime.now(UTC), user="crawler", create=False)
        log.append(made)
        log.close()
        return [page.id for page in made]

    def drained(self) -> bool:
        """Whether every stage has read all that is in the log."""
        log = stack.open_log(self.prefix, lambda: datetime.now(UTC), create=False)
        try:
            return not any(lags_of(log).values())
        finally:
            log.close()

    def rests(self, *dags: str) -> bool:
        """Whether all is read, and no run of these is under way or waits after that.

        The log is asked when Airflow rests only: a client of its own each time costs more than Airflow's answer.
        """
        return self.airflow.idle(*dags) and self.drained() and self.airflow.idle(*dags)

    def written(self, topic: str) -> int:
        """Records in a topic."""
        log = stack.open_log(self.prefix, lambda: datetime.now(UTC), create=False)
        try:
            return sum(log.end_offsets([topic]).values())
        finally:
            log.close()

    @property
    def cards(self) -> list[Posted]:
        """The stories' cards in the team's channel, where at its hour the digest lies, too."""
        return [
            one
            for one in self.slack.channels[CARDS].messages
            if one.thread_ts is None
            and not one.deleted
            and not str(one.payload["alert_id"]).startswith("digest:")
        ]

    def told(self) -> Counter[str]:
        """How many cards each story has in Slack."""
        return Counter(str(card.payload["alert_id"]) for card in self.cards)

    def notices(self) -> list[str]:
        """What the operators were told, in order."""
        return [m.text for m in self.slack.channels[OPERATORS].messages]

    def alerts(self) -> list[Alert]:
        """The alert documents of stories."""
        with self.store() as store:
            found = store.find("alerts", limit=10_000)
        return [Alert.model_validate(one.body) for one in found if one.body.get("story")]


def newswatch(settings: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with these settings and no others."""
    clean = {k: v for k, v in os.environ.items() if not k.upper().startswith(("NEWSWATCH_", "SLACK_"))}
    return subprocess.run(
        [str(NEWSWATCH), *arguments],
        env={**clean, **settings},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def keep_old_records(prefix: str) -> None:
    """Turn retention off: the demo's records are of 2023, and the broker would forget them at once."""
    from kafka.admin import ConfigResource, ConfigResourceType

    log = stack.open_log(prefix, lambda: datetime.now(UTC), create=False)
    log.admin.alter_configs(
        [
            ConfigResource(ConfigResourceType.TOPIC, f"{prefix}{topic}", {"retention.ms": "-1"})
            for topic in stack.kafka_plan().topics
        ]
    )
    log.close()


def users(folder: Path) -> str:
    """A folder with a file of user and passwords for each component, for as-component.sh."""
    folder.mkdir()
    for component in COMPONENTS:
        own = {
            name: value
            for name, value in stack.settings(component).items()
            if name.endswith(("_USER", "_PASSWORD_FILE"))
        }
        lines = [f"{name}={value}\n" for name, value in own.items()]
        if component == "crawler":  # it may not write alerts, and so tells the operators nothing
            lines.append("NEWSWATCH_OPERATORS_CHANNEL=\n")
        (folder / f"{component}.env").write_text("".join(lines), encoding="utf-8")
    return str(folder)


@contextmanager
def running(desk: Bench, component: str, *stages: str) -> Iterator[int]:
    """`newswatch run STAGES` as a component's user, until the block ends; its process."""
    own = (
        line.partition("=") for line in (desk.folder / "users" / f"{component}.env").read_text().splitlines()
    )
    settings = {
        **desk.airflow.environment(),
        **desk.airflow.settings,
        **{name: value for name, _, value in own},
    }
    with (desk.folder / f"run-{component}.log").open("ab") as log:
        child = subprocess.Popen(
            [str(NEWSWATCH), "run", *stages], env=settings, cwd=ROOT, stdout=log, stderr=log
        )
        try:
            yield child.pid
        finally:
            child.terminate()
            code = child.wait(60)
    assert code == 0, (desk.folder / f"run-{component}.log").read_text()[-3000:]


@contextmanager
def bench(folder: Path, web: DemoWeb, **more: str) -> Iterator[Bench]:
    """Airflow on the servers, down again at the end, and nothing left behind. `more`: further settings."""
    servers = stack.started()
    slack, faults = FakeSlack(post_interval=0.0), Faults()
    slack.add(CARDS, "cards")
    slack.add(OPERATORS, "operators")
    with ExitStack() as standing:
        api_url = standing.enter_context(served(slack, faults))
        settings: dict[str, Any] = {
            **demo_settings(folder, web.connect_to),
            **{name: servers[name] for name in servers if name.endswith(("_URL", "_CA")) and "STACK" not in name},
            "NEWSWATCH_COMMAND": f"{ROOT}/infra/airflow/as-component.sh {users(folder / 'users')}",
            "NEWSWATCH_BIN": str(NEWSWATCH),
            "NEWSWATCH_NOTIFY_URL": f"slack://{CARDS}",
            "NEWSWATCH_SLACK_API_URL": api_url,
            "SLACK_BOT_TOKEN": TOKEN,
            "NEWSWATCH_OPERATORS_CHANNEL_FILE": str(folder / "operators"),
            "NEWSWATCH_PREFIX_FILE": str(folder / "prefix"),
            "NEWSWATCH_CLOCK_FILE": str(folder / "clock"),
            "NEWSWATCH_POST_INTERVAL": "0",
            "NEWSWATCH_REACTIONS": "false",
            "NEWSWATCH_STORY_URL": "https://news.example/stories/{id}",
            **more,
        }  # fmt: skip
        stood = Bench(Airflow(folder, settings), slack, faults, folder)
        stood.tell("operators", "")
        try:
            yield stood
        finally:
            stood.airflow.script("down")
    assert not stood.airflow.left_behind(), "nothing is left behind"
