"""What docker-compose.yml and its env files say, for the tests of them."""

import re
import shlex
from pathlib import Path
from typing import Any

import yaml

from newswatch.settings import Settings, environment_name

ROOT = Path(__file__).parent.parent
DOCKER = ROOT / "infra" / "docker"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = sorted(name for name, one in SERVICES.items() if "build" in one)
PROFILES = ("kafka", "elasticsearch", "kibana", "airflow", "services")
ENV_FILES = sorted((ROOT / "infra" / "profiles").glob("*.env"))
ACCESS = yaml.safe_load((ROOT / "infra/kafka/topics.yml").read_text(encoding="utf-8"))["access"]
ROLES = yaml.safe_load((ROOT / "infra/elasticsearch/roles.yml").read_text(encoding="utf-8"))
DAGS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "dags").glob("*.py"))
SETTINGS = {environment_name(field) for field in Settings.model_fields}
VARIABLE = re.compile(r"\$\{([A-Z_]+)(?::-([^}]*))?\}")
ONE_SHOT = ("init", "dashboards", "airflow-init", "cli")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def env_file(path: Path) -> dict[str, str]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if re.match(r"[A-Z]", line)]
    return {name: shlex.split(value)[0] for name, value in (line.split("=", 1) for line in lines)}


def filled(value: object, env: dict[str, str]) -> str:
    return VARIABLE.sub(lambda m: env.get(m[1]) or m[2] or "", str(value))


def arguments(service: dict[str, Any], env: dict[str, str] | None = None) -> list[str]:
    command = service.get("command", [])
    return shlex.split(filled(command, env or {})) if isinstance(command, str) else command


def elasticsearch_users() -> list[tuple[str, list[str]]]:
    found = re.findall(r"^user (\S+) (\S+)$", text("infra/docker/elasticsearch.sh"), re.MULTILINE)
    return [(user, roles.split(",")) for user, roles in found]
