"""docker-compose.yml: pinned versions, limits, locked containers, and the scripts by which they start."""

import itertools
import os
import re
import subprocess
import sys
import time
import tomllib
from configparser import ConfigParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from processors.pipeline import STAGES
from tests.compose_files import DOCKER, ENV_FILES, ONE_SHOT, OURS, PROFILES, SERVICES, env_file, filled, text


def test_images_are_pinned_to_the_versions_that_are_tested() -> None:
    tags = {name: one["image"].rpartition(":")[2] for name, one in SERVICES.items()}
    project = tomllib.loads(text("pyproject.toml"))["project"]
    locked = {one["name"]: one.get("version") for one in tomllib.loads(text("uv.lock"))["package"]}
    local = dict(re.findall(r"^(\w+)_VERSION=(\S+)$", text("infra/local/common.sh"), re.MULTILINE))
    assert tags["kafka"] == local["KAFKA"]
    assert tags["elasticsearch"] == tags["kibana"] == local["ELASTICSEARCH"]
    assert {tags[name] for name in OURS} == {project["version"]}
    bases = re.findall(r"^FROM (\S+) AS", text("infra/docker/Dockerfile"), re.MULTILINE)
    assert f"apache/airflow:{locked['apache-airflow']}-python3.11" in bases
    for image in [*bases, *(one["image"] for one in SERVICES.values())]:
        assert re.search(r":\d+\.\d+", image), image
    for extra in re.findall(r"--extra (\w+)", text("infra/docker/Dockerfile")):
        assert extra in project["optional-dependencies"]


@pytest.mark.parametrize("name", OURS)
def test_our_own_containers_are_locked_down(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["tmpfs"][0].startswith("/tmp:size=")
    assert "privileged" not in service
    assert "user" not in service, "the image says who it runs as"
    users = re.findall(r"^USER (\S+)$", targets()[service["build"]["target"]], re.MULTILINE)
    assert [int(user) > 0 for user in users[-1:]] == [True], "the last word on it is a number and not root's"


def targets() -> dict[str, str]:
    """The instructions of each image of the Dockerfile, by name."""
    parts = re.split(r"^FROM \S+ AS (\S+)$", text("infra/docker/Dockerfile"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_what_is_installed_is_what_is_locked() -> None:
    lines = text("infra/docker/Dockerfile").replace("\\\n", " ").splitlines()
    syncs = [line for line in lines if "uv sync" in line]
    assert len(syncs) == 4
    assert all("--locked" in line and "--no-dev" in line for line in syncs)
    installs = [line for line in lines if re.search(r"pip install|apt-get|curl|uv (add|pip|run)", line)]
    assert all(re.search(r" uv==[\d.]+$", line) for line in installs), installs


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_is_bounded_watched_and_private(name: str) -> None:
    service = SERVICES[name]
    assert megabytes(service["mem_limit"]) > 0
    assert "healthcheck" in service or name in ONE_SHOT
    assert ("ports" in service) == (name in ("kibana", "serve", "airflow-api"))
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    assert ("outside" in service["networks"]) == (name in OURS or name == "kibana")
    assert set(service["profiles"]) <= {*PROFILES, "cli"}
    for needed, how in service.get("depends_on", {}).items():
        wanted = "service_completed_successfully" if needed in ONE_SHOT else "service_healthy"
        assert how["condition"] == wanted
    assert not re.search(r"(?i)password|token|secret", " ".join(plain_secrets(service))), name


def plain_secrets(service: dict[str, Any]) -> list[str]:
    return [key for key in service.get("environment", {}) if not key.endswith("_FILE")]


def megabytes(limit: str) -> int:
    return int(limit[:-1]) * {"m": 1, "g": 1024}[limit[-1]]


@pytest.mark.parametrize("path", ENV_FILES, ids=lambda path: path.name)
def test_a_profile_fits_a_laptop_of_8_gb(path: Path) -> None:
    env = env_file(path)
    active = set(env["COMPOSE_PROFILES"].split(","))
    most = sum(
        megabytes(one["mem_limit"]) * int(filled(one.get("scale", 1), env))
        for name, one in SERVICES.items()
        if active & set(one["profiles"]) and name not in ONE_SHOT
    )
    assert most <= 6.75 * 1024
    told = re.search(r"([\d.]+) GiB at most", path.read_text(encoding="utf-8"))
    assert told is None or float(told[1]) == pytest.approx(most / 1024, abs=0.06)
    row = re.search(rf"`infra/profiles/{path.name}` \|.*\| ([\d.]+) GiB \|", text("docs/stack.md"))
    assert row is not None, "docs/stack.md has a row for each"
    assert float(row[1]) == pytest.approx(most / 1024, abs=0.06)


def test_no_profile_needs_a_service_of_another() -> None:
    for size in range(len(PROFILES) + 1):
        for active in map(set, itertools.combinations(PROFILES, size)):
            running = {name for name, one in SERVICES.items() if active & set(one["profiles"])}
            for name in running:
                needs = SERVICES[name].get("depends_on", {}).items()
                assert {other for other, how in needs if how.get("required", True)} <= running, active


@pytest.mark.parametrize("path", ENV_FILES, ids=lambda path: path.name)
def test_somebody_waits_for_the_end_of_what_ends(path: Path) -> None:
    """`up --wait` takes the end of a container that nobody waits for as a failure, whatever its exit code."""
    active = set(env_file(path)["COMPOSE_PROFILES"].split(","))
    running = {name: one for name, one in SERVICES.items() if active & set(one["profiles"])}
    ends = {name for name, one in running.items() if one["restart"] == "no"}
    waited = {
        needed
        for one in running.values()
        for needed, how in one.get("depends_on", {}).items()
        if how["condition"] == "service_completed_successfully"
    }
    assert ends <= waited


def test_kafka_asks_of_clients_what_the_local_stack_asks() -> None:
    ours, local = (
        dict(line.split("=", 1) for line in text(name).splitlines() if re.match(r"[a-z]", line))
        for name in ("infra/docker/kafka.properties", "infra/local/server.properties")
    )
    places = {
        "listeners",
        "controller.quorum.bootstrap.servers",
        "listener.security.protocol.map",
        "log.dirs",
    }
    assert {key: ours[key] for key in ours.keys() & local.keys() - places} == {
        key: local[key] for key in ours.keys() & local.keys() - places
    }
    assert {key for key in local if "sasl" in key and "sasl_ssl" not in key} <= ours.keys()


def test_postgres_fits_its_limit_once_its_buffers_are_full() -> None:
    """Its default of 128 MB, with 19 MB besides and the processes of eleven connections, was killed at 192."""
    command = SERVICES["postgres"].get("command", [])
    buffers = next((one[15:-2] for one in command if one.startswith("shared_buffers=")), "128")
    assert int(buffers) + 19 + 64 + 48 < megabytes(SERVICES["postgres"]["mem_limit"])


@pytest.mark.parametrize("name", ["elasticsearch", "kibana"])
def test_a_server_that_starts_slowly_is_not_called_ill(name: str) -> None:
    """Its seven users alone took 160 s on two busy cores, and an ill server ends `up` for good."""
    assert SERVICES[name]["healthcheck"]["start_period"] == "10m"


@pytest.mark.parametrize("name", ["crawl", *(stage.name for stage in STAGES), "deliver"])
def test_a_stage_has_time_to_finish_its_batch(name: str) -> None:
    """Docker's own ten seconds killed five of seven that were still starting on two busy cores."""
    assert SERVICES[name]["stop_grace_period"] == "60s"


class _Well(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Not of interest."""


@pytest.mark.parametrize("name", ["serve", "flag", "kibana", "airflow-api", "elasticsearch"])
def test_a_check_of_health_asks_no_proxy(name: str) -> None:
    """Docker's own settings may give a proxy to every container, and that one knows no loopback of theirs."""
    test = SERVICES[name]["healthcheck"]["test"]
    if name in ("airflow-api", "elasticsearch"):
        assert "curl --silent --fail --noproxy '*'" in test[1]
        return
    program = sys.executable if test[1] == "python" else test[1]
    with ThreadingHTTPServer(("127.0.0.1", 0), _Well) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        command = [program, *(re.sub(r":\d{4}/", f":{server.server_port}/", word) for word in test[2:])]
        env = {"http_proxy": "http://127.0.0.1:9", "PATH": "/usr/bin:/bin"}
        done = subprocess.run(command, env=env, capture_output=True, check=False)
        server.shutdown()
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("every", "age", "well"), [("", 800, True), ("", 1200, False), ("1800", 2000, True), ("0.5", 1000, False)]
)
def test_a_crawl_is_well_for_three_of_its_rounds(tmp_path: Path, every: str, age: int, well: bool) -> None:
    mark = tmp_path / "crawled"
    mark.touch()
    os.utime(mark, (time.time() - age,) * 2)
    check = SERVICES["crawl"]["healthcheck"]["test"][1].replace("$$", "$").replace("/tmp/crawled", str(mark))
    env = {"PATH": "/usr/bin:/bin"} | ({"NEWSWATCH_CRAWL_EVERY": every} if every else {})
    assert (subprocess.run(["sh", "-c", check], env=env, check=False).returncode == 0) is well


def program(path: Path, body: str) -> str:
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_command_starts_with_its_hosts_name_and_the_token_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("xoxb-1\n", encoding="utf-8")
    shows = program(tmp_path / "shows", 'echo "$NEWSWATCH_INSTANCE $SLACK_BOT_TOKEN $*"')
    env = {
        "NEWSWATCH_INSTANCE": "hostname",
        "SLACK_BOT_TOKEN_FILE": str(tmp_path / "token"),
        "NEWSWATCH_BIN": shows,
    }
    done = subprocess.run(
        ["sh", DOCKER / "newswatch.sh", "run", "a b"], env=env, capture_output=True, text=True, check=True
    )
    host = Path("/proc/sys/kernel/hostname").read_text(encoding="utf-8").strip()
    assert done.stdout == f"{host} xoxb-1 run a b\n"


@pytest.mark.parametrize(("codes", "ends"), [("75 99 0", 0), ("0 1 0", 0), ("1", 1), ("99 2", 2)])
def test_the_crawl_goes_on_until_it_is_stopped_or_refused(tmp_path: Path, codes: str, ends: int) -> None:
    # The crawl's stand-in ends with each code in turn; with the third it also asks its parent to stop.
    body = f'n=$(cat {tmp_path}/n); echo $((n + 1)) >{tmp_path}/n; set -- {codes}; shift "$n"\n'
    body += '[ "$n" -lt 2 ] || kill -TERM "$PPID"; exit "$1"'
    (tmp_path / "n").write_text("0", encoding="utf-8")
    env = {
        "PATH": "/usr/bin:/bin",
        "NEWSWATCH_BIN": program(tmp_path / "crawl", body),
        "NEWSWATCH_CRAWL_EVERY": "0",
        "CRAWL_MARK": str(tmp_path / "crawled"),
    }
    done = subprocess.run(["sh", DOCKER / "crawl.sh"], env=env, check=False, timeout=30)
    assert done.returncode == ends
    assert (tmp_path / "n").read_text(encoding="utf-8").strip() == str(len(codes.split()))
    assert (tmp_path / "crawled").exists() is (codes != "1")


def airflow_started(folder: Path, **given: str) -> "subprocess.CompletedProcess[bytes]":
    """airflow.sh with secrets of which some are given, where the command itself does nothing. Its home is `home`."""
    names = ("postgres", "airflow-secret", "airflow-jwt", "airflow-fernet", "airflow-logins")
    for name, secret in {**dict.fromkeys(names, "x"), **given}.items():
        (folder / name).write_text(secret, encoding="utf-8")
    for name in ("airflow.cfg.in", "airflow.sh"):
        kind = "airflow" if name.endswith(".in") else "docker"
        (folder / name).write_text(text(f"infra/{kind}/{name}"), encoding="utf-8")
    (folder / "bin").mkdir()
    program(folder / "bin" / "airflow", "exit 0")
    env = {"PATH": f"{folder}/bin:/usr/bin:/bin", "SECRETS": str(folder), "AIRFLOW_HOME": f"{folder}/home"}
    command = ["bash", str(folder / "airflow.sh"), "scheduler"]
    return subprocess.run(command, env=env, capture_output=True, check=False)


@pytest.mark.parametrize(("left_out", "ends"), [("", 0), ("airflow-jwt", 1), ("airflow-fernet", 1)])
def test_airflow_starts_with_no_key_that_is_empty(tmp_path: Path, left_out: str, ends: int) -> None:
    """Each part would make one of its own, and refuse what the others sign."""
    done = airflow_started(tmp_path, **({left_out: ""} if left_out else {}))
    assert done.returncode == ends, done.stderr


@pytest.mark.parametrize("password", ["p@ss/w#rd?", "a%41b", "x$HOME", "@PORT@", "\u00fc'\"\\1&"])
def test_a_password_of_ones_own_reaches_postgres_as_it_is(tmp_path: Path, password: str) -> None:
    """Its file may be replaced: by signs of an address, by Airflow's percent and dollar, by the template's."""
    assert airflow_started(tmp_path, postgres=f"{password}\n").returncode == 0
    config = ConfigParser()
    config.read(tmp_path / "home" / "airflow.cfg", encoding="utf-8")
    address = urlsplit(os.path.expandvars(config["database"]["sql_alchemy_conn"]))  # as Airflow reads it
    assert (address.username, unquote(address.password or "")) == ("airflow", password)
    assert (address.hostname, address.port, address.path) == ("postgres", 5432, "/airflow")
