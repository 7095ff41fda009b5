"""What `init --kibana` does: the data views, searches and dashboards of infra/kibana, printed or imported."""

from __future__ import annotations

from typing import Any

from newswatch.adapters.infra_files import infra_file
from newswatch.adapters.kibana import Access, dashboard_url, import_objects
from newswatch.kibana.definitions import load_definitions
from newswatch.kibana.objects import ndjson, saved_objects
from newswatch.settings import Settings


def dashboards(settings: Settings) -> list[dict[str, Any]]:
    """The saved objects of this installation. Raises ConfigError when a definition is wrong."""
    definitions = load_definitions(infra_file("kibana/views.yml").parent)
    return saved_objects(definitions, settings.prefix, settings.story_url)


def printed(settings: Settings) -> str:
    """The file that an administrator imports under Stack Management, Saved Objects."""
    return ndjson(dashboards(settings))


def imported(settings: Settings, url: str, space: str) -> dict[str, Any]:
    """Import them; what was done, with the dashboards' addresses. Raises Transient and ConfigError."""
    objects = dashboards(settings)
    done = import_objects(url, space, ndjson(objects), access(settings))
    links = {
        one["attributes"]["title"]: dashboard_url(url, space, done.moved.get(one["id"], one["id"]))
        for one in objects
        if one["type"] == "dashboard"
    }
    return {"space": space, "objects": done.objects, "replaced": done.replaced, "dashboards": links}


def access(settings: Settings) -> Access:
    """Who we are for Kibana: its own settings, or where none of them is set those of Elasticsearch."""
    own = settings.kibana_user or settings.kibana_api_key.get_secret_value()
    ca = settings.kibana_ca or settings.elasticsearch_ca
    if own:
        return Access(
            settings.kibana_user,
            settings.kibana_password.get_secret_value(),
            settings.kibana_api_key.get_secret_value(),
            ca,
        )
    return Access(
        settings.elasticsearch_user,
        settings.elasticsearch_password.get_secret_value(),
        settings.elasticsearch_api_key.get_secret_value(),
        ca,
    )
