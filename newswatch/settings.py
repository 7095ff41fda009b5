"""Every setting of newswatch: one model, read from the environment, `.env` and `…_FILE`.

A name is NEWSWATCH_ and the field's name in capitals, but for those with an alias. Any of them can
come from a file: NEWSWATCH_X_FILE names it, as container secrets do.
"""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from newswatch import settings_values as texts
from newswatch.clock import told_now
from newswatch.errors import ConfigError
from newswatch.settings_files import FilesOfDotenv, FilesOfEnvironment, unknown_names, unreadable

_PASSWORD = re.compile(r"^((?:[a-z+]+:)?/{0,3}[^/@\s:]+):.*@")
"""With slips: one slash or none, no scheme, signs in the password that cut an address short."""
_Days = Annotated[int, Field(le=36_500)]
"""A length that no calendar takes is told as a wrong setting, and not by what reckons with it."""
_SECRET_IN_QUERY = re.compile(r"(?i)([?&;][^=&;]*(?:pass|secret|token|key|auth)[^=&;]*=)[^&;#]*")


class Settings(BaseSettings):
    """The settings, with what each is for. `newswatch config` prints them, secrets masked."""

    model_config = SettingsConfigDict(
        env_prefix="NEWSWATCH_",
        env_file=".env",
        env_file_encoding="utf-8-sig",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    log_url: Annotated[str, AfterValidator(texts.place)] = Field(
        "sqlite:///var/log.db", description="Where the log is: `sqlite:///FILE` or `kafka://HOST:PORT`."
    )
    store_url: Annotated[str, AfterValidator(texts.place)] = Field(
        "sqlite:///var/store.db", description="Where the store is: `sqlite:///FILE` or `https://HOST:9200`."
    )
    notify_url: Annotated[str, AfterValidator(texts.place)] = Field(
        "console:", description="Where alerts go: `console:` or `slack://CHANNEL`."
    )
    prefix: Annotated[str, AfterValidator(texts.name)] = Field(
        "", description="Goes before every topic, group, index and alias."
    )
    config_dir: Path | None = Field(
        None, description="Your own sources/, rules/ and routes.yml, over the shipped ones."
    )
    story_url: Annotated[str, AfterValidator(texts.web)] = Field(
        "", description="Where a card links to a story; `{id}` is replaced by its id."
    )
    timezone: Annotated[str, AfterValidator(texts.zone)] = Field(
        "UTC", description="The zone of times on cards and in the digest, such as `Europe/Paris`."
    )
    post_interval: float = Field(
        1.0, ge=0, le=86_400, description="Seconds between two posts in a channel; the console needs none."
    )
    edit_interval: float = Field(60.0, ge=0, le=86_400, description="Seconds between two edits of one card.")
    max_age_hours: float = Field(
        24.0, gt=0, le=1_000_000, description="A story first reported longer ago than this never posts."
    )
    quiet_hours: Annotated[str, AfterValidator(texts.quiet)] = Field(
        "",
        description="When nothing new is told, in the zone's wall clock: `22:00-07:00`; told when they end.",
    )
    digest_at: Annotated[str, AfterValidator(texts.hour)] = Field(
        "08:00", description="When `run` posts the digest of the day before, in the zone; empty: it does not."
    )
    upkeep_at: Annotated[str, AfterValidator(texts.hour)] = Field(
        "03:30",
        description="When `run` without arguments forgets what is too old, in the zone; empty: it does not.",
    )
    catch_up: int = Field(
        10, ge=1, description="More late stories than these at once, in one channel, become one message."
    )
    reactions: bool = Field(
        True, description="Read ✅ right, ❌ wrong and 🔕 silence on cards in Slack; needs reactions:read."
    )
    operators_channel: str = Field(
        "",
        description="Channel for those who run newswatch: troubles and their ends, once each; empty: none.",
    )
    heartbeat_url: Annotated[SecretStr, AfterValidator(texts.secret_web)] = Field(
        SecretStr(""), description="Address that is asked (GET) after each complete pass; empty: none."
    )
    keep_log_pages_days: _Days = Field(7, ge=1, description="Days that the topic `pages` is kept.")
    keep_log_articles_days: _Days = Field(30, ge=1, description="Days that the topic `articles` is kept.")
    keep_log_flagged_days: _Days = Field(
        90,
        ge=31,
        description="Days that the topic `flagged` is kept: what `backtest` and `rebuild` can read.",
    )
    keep_log_stories_days: _Days = Field(
        90, ge=31, description="Days that the topic `stories` is kept: more than the 30 of the window."
    )
    keep_log_dead_days: _Days = Field(30, ge=1, description="Days that the topic `dead` is kept.")
    keep_articles_days: _Days = Field(365, ge=31, description="Days that the store keeps articles.")
    keep_stories_days: _Days = Field(365, ge=31, description="Days that the store keeps stories.")
    keep_dead_days: _Days = Field(30, ge=1, description="Days that the store keeps dead letters.")
    keep_urls_days: _Days = Field(
        180,
        ge=31,
        description="Days that a fetched or failed address is known; then it would be fetched again.",
    )
    keep_alerts_days: _Days = Field(
        90, ge=31, description="Days that a sent or silent alert is kept after its last change."
    )
    contact: Annotated[str, AfterValidator(texts.line)] = Field(
        "", description="Address or mail in the user agent, for a site's owner to write to: please set it."
    )
    connect_to: str = Field(
        "",
        description="`host=address:port,…`: connect there, not where the name resolves to (tests, the demo).",
    )
    proxy: Annotated[str, AfterValidator(texts.proxy)] = Field(
        "off",
        description="The crawl's HTTP proxy, a trusted hop: `http://HOST:PORT`, or `environment` for HTTP_PROXY, "
        "HTTPS_PROXY and NO_PROXY.",
    )
    ca_file: Path | None = Field(
        None, description="PEM certificates that the crawl trusts besides the system's."
    )
    crawl_every: float = Field(
        60.0, gt=0, le=86_400, description="Seconds between looks for due sources in `run`."
    )
    fetch_seconds: float = Field(
        30.0, gt=0, le=600, description="Seconds that one answer may take in all, from the name server on."
    )
    extract_processes: int = Field(2, ge=1, le=256, description="Processes that read articles out of pages.")
    extract_seconds: float = Field(
        5.0, gt=0, le=86_400, description="Seconds that one page may take before its process is killed."
    )
    metrics_port: int = Field(
        0, ge=0, le=65535, description="Port of the Prometheus text on loopback; 0 for none."
    )
    log_format: Literal["console", "json"] = Field(
        "console", description="How log lines are written, on stderr."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least level that is logged."
    )
    clock: Annotated[str, AfterValidator(texts.clock)] = Field(
        "system",
        description="`system`, a fixed time such as `2023-01-23T14:00:00Z`, or `file:PATH`: what that file says, "
        "a time or seconds that the system's clock is wrong by, looked at each time (tests, the demo).",
    )
    crash_at: str = Field(
        "", description="Name of a crash point: the process kills itself there (fault tests)."
    )
    instance: Annotated[str, AfterValidator(texts.name)] = Field(
        "1", description="Tells the processes of one stage apart: static members of a Kafka group."
    )
    slack_bot_token: SecretStr = Field(
        SecretStr(""),
        validation_alias=AliasChoices("SLACK_BOT_TOKEN", "slack_bot_token"),
        description="Bot token of the Slack app (`xoxb-…`); its name has no NEWSWATCH_ before it.",
    )
    slack_api_url: Annotated[str, AfterValidator(texts.web)] = Field(
        "https://slack.com/api/", description="Another server of Slack's Web API (tests, a gateway)."
    )
    kafka_user: str = Field("", description="SASL user of the Kafka log.")
    kafka_password: SecretStr = Field(SecretStr(""), description="SASL password of the Kafka log.")
    kafka_ca: Path | None = Field(None, description="CA certificate of the Kafka brokers.")
    elasticsearch_user: str = Field("", description="User of the Elasticsearch store.")
    elasticsearch_password: SecretStr = Field(
        SecretStr(""), description="Password of the Elasticsearch store."
    )
    elasticsearch_api_key: SecretStr = Field(
        SecretStr(""), description="API key of the Elasticsearch store, instead of a user."
    )
    elasticsearch_ca: Path | None = Field(None, description="CA certificate of the Elasticsearch store.")
    kibana_user: str = Field(
        "", description="User of Kibana for `init --kibana`; with no key either, as for Elasticsearch."
    )
    kibana_password: SecretStr = Field(SecretStr(""), description="Password of Kibana's user.")
    kibana_api_key: SecretStr = Field(SecretStr(""), description="API key for Kibana, instead of a user.")
    kibana_ca: Path | None = Field(
        None, description="CA certificate of Kibana; empty: that of Elasticsearch."
    )

    def now(self) -> datetime:
        """The time, aware and in UTC: the system's, or what `clock` names. Raises as newswatch.clock.told_now."""
        return told_now(self.clock)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then `…_FILE`, then `.env`, and the `…_FILE` in that."""
        del file_secret_settings
        env_file = getattr(dotenv_settings, "env_file", None)
        return (
            init_settings,
            env_settings,
            FilesOfEnvironment(settings_cls),
            dotenv_settings,
            FilesOfDotenv(settings_cls, env_file=env_file),
        )


def load_settings(**given: Any) -> Settings:
    """The settings in force. Raises ConfigError that names each wrong one and never shows a secret."""
    try:
        return Settings(**given)
    except ValidationError as error:
        lines = [
            f"{environment_name(str(e['loc'][0]) if e['loc'] else '?')}: "
            + (
                "write true or false"
                if e["type"] == "bool_parsing"
                else e["msg"].removeprefix("Value error, ")
            )
            for e in error.errors(include_input=False)
        ]
        raise ConfigError("These settings are wrong:\n  " + "\n  ".join(lines)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(error) from None


def unknown_settings() -> list[str]:
    """A line for each NEWSWATCH_… name in the environment or `.env` that is no setting, with the nearest one."""
    return unknown_names(map(environment_name, Settings.model_fields), os.environ, Path(".env"))


def shown(settings: Settings) -> dict[str, str]:
    """Each setting by its environment name; secrets, and passwords in addresses, as `********`."""
    values = {}
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            text = "********" if value.get_secret_value() else ""
        else:
            text = "" if value is None else str(value)
        values[environment_name(name)] = _masked(text)
    return values


def environment_name(field: str) -> str:
    """What a setting is called in the environment."""
    return "SLACK_BOT_TOKEN" if field == "slack_bot_token" else f"NEWSWATCH_{field.upper()}"


def _masked(text: str) -> str:
    """An address without the password that somebody wrote into it, or behind its question mark."""
    return _PASSWORD.sub(r"\1:********@", _SECRET_IN_QUERY.sub(r"\1********", text))
