"""How to reach Elasticsearch: the client, a look at the server before use, and errors said in plain words."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from elastic_transport import ApiError, ConnectionTimeout, TlsError, TransportError
from elasticsearch import Elasticsearch, UnsupportedProductError

from newswatch.errors import ConfigError, NewswatchError, Transient

T = TypeVar("T")
REQUEST_SECONDS = 30.0
OLDEST_MAJOR = 9
"""The client's media type is not understood by an older server."""
BUSY = frozenset({408, 409, 429, 500, 502, 503, 504})
"""Statuses of what may pass. (409 is a lost race where no version was asked for; swaps look at it first.)"""
OPEN_IT = "somebody closed the index; open it with POST INDEX/_open"


def connect(
    url: str, *, user: str = "", password: str = "", api_key: str = "", ca: Path | None = None
) -> Elasticsearch:
    """A client of a server that was looked at: it answers, knows us, and is Elasticsearch 9 or newer.

    Raises Transient when nobody answers, ConfigError with the cause for everything that waiting won't mend.
    """
    if "@" in url:  # asked first: with a `/` in the password its first part would stand where the port does
        raise ConfigError(
            "an Elasticsearch address holds no user or password: take them out of NEWSWATCH_STORE_URL, "
            "set NEWSWATCH_ELASTICSEARCH_USER and _PASSWORD"
        )
    wrong = "NEWSWATCH_STORE_URL is no Elasticsearch address: write https://host:9200"
    try:
        parts = urlsplit(url)
        port = parts.port or (9200 if parts.scheme == "http" else 443)
    except ValueError:
        raise ConfigError(wrong) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(wrong)
    if api_key and user:
        raise ConfigError("set NEWSWATCH_ELASTICSEARCH_API_KEY or _USER, not both")
    if ca is not None and not ca.is_file():
        raise ConfigError(f"NEWSWATCH_ELASTICSEARCH_CA names {ca}, which is not there")
    # It warns of every answer that is no success; those reach us as errors, and are told once.
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)
    settings: dict[str, Any] = {
        "request_timeout": REQUEST_SECONDS,
        # The runner retries, with back-off and while it stays alive; a second layer would only hide the first.
        "max_retries": 0,
        "retry_on_timeout": False,
    }
    if api_key:
        settings["api_key"] = api_key
    elif user:
        settings["basic_auth"] = (user, password)
    if ca is not None:
        settings["ca_certs"] = str(ca)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    address = f"{parts.scheme}://{host}:{port}{parts.path}"
    client = Elasticsearch(address, **settings)
    try:
        _look(client, address)
    except BaseException:
        client.close()
        raise
    return client


def _look(client: Elasticsearch, url: str) -> None:
    """Ask for the version at `GET /`, or where that is refused at the node."""
    hurried = client.options(request_timeout=8.0)
    try:
        version = str(hurried.info()["version"]["number"])
    except UnsupportedProductError as error:
        raise ConfigError(f"{url} answers, but is no Elasticsearch: {error}") from error
    except ApiError as error:
        if error.meta.status != 405:  # a server without the module of the root page says 405
            raise _refusal(url, error) from error
        version = said_of(lambda: _node_version(hurried), "asking for its version")
    except TransportError as error:
        raise said(error, f"connecting to {url}") from error
    if version and int(version.partition(".")[0]) < OLDEST_MAJOR:
        raise ConfigError(f"{url} is Elasticsearch {version}; newswatch needs {OLDEST_MAJOR} or newer")


def _node_version(client: Elasticsearch) -> str:
    """The version that the node tells; "" where this user may not ask."""
    try:
        found = client.nodes.info(node_id="_local", filter_path="nodes.*.version")
    except ApiError as error:
        if error.meta.status == 403:
            return ""
        raise
    return next((str(node["version"]) for node in found.body.get("nodes", {}).values()), "")


def _refusal(url: str, error: ApiError) -> NewswatchError:
    if "media_type_header" in str(error.body) or error.meta.status == 406:
        return ConfigError(
            f"{url} does not understand the media type of Elasticsearch {OLDEST_MAJOR}: its server is older; "
            f"newswatch needs {OLDEST_MAJOR} or newer"
        )
    if error.meta.status == 403:
        return ConfigError(f"{url} knows this user and lets it do nothing: give it its role (roles.yml)")
    return said(error, f"connecting to {url}")


def said(error: ApiError | TransportError, doing: str) -> NewswatchError:
    """The error as one of ours: Transient for what may pass, ConfigError for what a person must mend."""
    if isinstance(error, ApiError):
        return _said_by_server(error, doing)
    text = str(error.message)
    if isinstance(error, TlsError):
        if "CERTIFICATE_VERIFY_FAILED" in text:
            return ConfigError(
                f"Elasticsearch, {doing}: its certificate is not one that we trust; "
                f"set NEWSWATCH_ELASTICSEARCH_CA to the file of the CA that signed it ({text})"
            )
        return ConfigError(f"Elasticsearch, {doing}: no TLS there ({text}); is it http:// instead?")
    if isinstance(error, ConnectionTimeout):
        return Transient(f"Elasticsearch, {doing}: no answer in time")
    if "RemoteDisconnected" in text:
        return Transient(f"Elasticsearch, {doing}: it hung up ({text}); is it https:// instead of http://?")
    return Transient(f"Elasticsearch, {doing}: {text}")


def _said_by_server(error: ApiError, doing: str) -> NewswatchError:
    status = error.meta.status
    body = error.body.get("error") if isinstance(error.body, dict) else None
    reason = body.get("reason", "") if isinstance(body, dict) else ""
    text = f"Elasticsearch, {doing}: {status} {error.message} {reason}".rstrip()
    if status == 401:
        return ConfigError(
            f"Elasticsearch, {doing}: refuses the user or its password; look at NEWSWATCH_ELASTICSEARCH_USER "
            "and NEWSWATCH_ELASTICSEARCH_PASSWORD, or _API_KEY"
        )
    if is_block(str(error.message), str(error.body)) or status in BUSY:
        return Transient(text)
    if is_closed(str(error.body)):
        return ConfigError(f"{text}: {OPEN_IT}")
    if status == 403:
        return ConfigError(f"{text}: this user may not; see infra/elasticsearch/roles.yml")
    if status == 404 and "index_not_found" in str(error.body):
        return ConfigError(f"{text}: run `newswatch init` to create it")
    return NewswatchError(text)


def is_block(*texts: str) -> bool:
    """Whether it is a block on an index: a full disk, above all. Older servers say 403, newer 429."""
    return any("cluster_block_exception" in text for text in texts)


def is_closed(text: str) -> bool:
    """Whether an index was closed by somebody: it takes no document, whatever is in it."""
    return "index_closed_exception" in text


def said_of(act: Callable[[], T], doing: str) -> T:
    """Do it, and raise what it raises as one of ours."""
    try:
        return act()
    except (ApiError, TransportError) as error:
        raise said(error, doing) from error
