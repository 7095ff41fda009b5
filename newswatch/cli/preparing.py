"""What `init` does on each kind of server. On the embedded files there is nothing to prepare."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field

from newswatch.connect import channel, extra, open_elasticsearch, open_kafka
from newswatch.errors import ConfigError
from newswatch.settings import Settings


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was done, and what still differs from topics.yml and the index files."""

    done: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def prepared(settings: Settings, *, check: bool, mend: bool) -> Prepared:
    """Create what is missing (unless `check`), change what differs (only with `mend`), and compare."""
    result = Prepared()
    if settings.log_url.startswith("kafka:"):
        with extra("kafka"):
            from newswatch.adapters import kafka_access, kafka_topics

        plan = kafka_topics.load_plan()
        with closing(open_kafka(settings)) as log:
            if not check:
                created = kafka_topics.create_topics(log.admin, plan, settings.prefix)
                result.done.extend(f"created topic {name}" for name in created)
                if kafka_access.grant_access(log.admin, plan, settings.prefix):
                    result.done.append("granted each component what topics.yml gives it")
            if mend and not check:
                mended = kafka_topics.mend_topics(log.admin, plan, settings.prefix)
                result.done.extend(f"changed {one.topic}: {one.setting} to {one.wanted}" for one in mended)
            result.differences.extend(
                str(d) for d in kafka_topics.compare_topics(log.admin, plan, settings.prefix)
            )
    if settings.store_url.startswith("http"):
        with extra("elasticsearch"):
            from newswatch.adapters import elastic_indices

        with closing(open_elasticsearch(settings)) as store:
            if not check:
                given = elastic_indices.give_aliases_back(store.client, settings.prefix)
                result.done.extend(f"gave the alias back to index {name}" for name in given)
                names = elastic_indices.create_indices(store.client, settings.prefix)
                result.done.extend(f"created index {name}" for name in names)
            result.differences.extend(
                str(d) for d in elastic_indices.compare_indices(store.client, settings.prefix)
            )
    return result


def migrated(settings: Settings) -> Prepared:
    """Bring what is stored to the version of its files. Raises ConfigError on another store."""
    if not settings.store_url.startswith("http"):
        raise ConfigError(
            "Only an Elasticsearch store has mappings to migrate; NEWSWATCH_STORE_URL names none."
        )
    with extra("elasticsearch"):
        from newswatch.adapters import elastic_indices, elastic_widen

    result = Prepared()
    with closing(open_elasticsearch(settings)) as store:
        for keyed in elastic_widen.WIDENED:
            index, filled = elastic_widen.widen(store.client, settings.prefix, keyed)
            result.done.append(f"{keyed} is {index}: {filled} documents filled")
        for collection in elastic_indices.MIGRATED:
            index, copied, refused = elastic_indices.migrate(store.client, settings.prefix, collection)
            result.done.append(f"{collection} is {index}: {copied} documents copied")
            result.differences.extend(
                f"{error.id} not copied: {error.reason}: {error.text}" for error in refused
            )
    return result


def for_an_administrator(settings: Settings) -> str:
    """The topics, indices and rights on both, as an administrator's own tools take them."""
    with extra("elasticsearch"):
        from newswatch.adapters import elastic_print
    with extra("kafka"):
        from newswatch.adapters import kafka_access, kafka_topics

    plan = kafka_topics.load_plan()
    return "\n".join(
        (
            kafka_topics.print_topics(plan, settings.prefix),
            kafka_access.print_access(plan, settings.prefix),
            elastic_print.print_indices(settings.prefix),
            elastic_print.print_roles(),
            "# Kibana: newswatch init --print --kibana URL > newswatch.ndjson, then import that file.\n",
        )
    )


def slack_ready(settings: Settings, *, post: bool, json: bool) -> bool:
    """Check Slack, or post test cards; whether all that is needed is there."""
    from newswatch.cli.slack import check_slack, post_test_card, tell

    token = settings.slack_bot_token.get_secret_value()
    if not token or not settings.notify_url.startswith("slack:"):
        raise ConfigError(
            "Set NEWSWATCH_NOTIFY_URL to slack://CHANNEL and SLACK_BOT_TOKEN to the app's bot token."
        )
    channels = [channel(settings)]
    if post:
        return tell(
            post_test_card(token, channels, settings.now(), api_url=settings.slack_api_url), json=json
        )
    return tell(check_slack(token, channels, api_url=settings.slack_api_url), json=json)
