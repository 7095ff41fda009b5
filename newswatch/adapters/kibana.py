"""Imports saved objects into a space of Kibana, over its HTTP API. Each error says what to do.

The import endpoint overwrites the ids that the file holds and touches no other object.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import re
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from newswatch.errors import ConfigError, NewswatchError, Transient

DEFAULT_SPACE = "default"
OLDEST_MAJOR = 9
"""The versions of our saved objects; an older Kibana refuses what is newer than itself."""
SECONDS = 60.0
_CREDENTIALS = (
    "look at NEWSWATCH_KIBANA_USER and _PASSWORD, or _API_KEY; without them those of NEWSWATCH_ELASTICSEARCH_… "
    "are used"
)
_FAILURES = {
    "conflict": "another object of that id is in the way",
    "ambiguous_conflict": "several objects come from it; delete all but one of them in Kibana",
    "missing_references": "what it refers to is not there",
    "unsupported_type": "this Kibana does not know its type",
}


@dataclass(frozen=True, slots=True)
class Access:
    """Who we are: an API key, or a user with a password, or nobody; and the CA that signed the certificate."""

    user: str = ""
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    ca: Path | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `moved`: our id → the id that Kibana gave it, because another space has ours."""

    objects: int
    replaced: int
    moved: Mapping[str, str] = field(default_factory=dict)


def import_objects(url: str, space: str, file: str, access: Access) -> Imported:
    """Import an NDJSON file into a space that exists. Raises Transient, or ConfigError that says what to do."""
    base, opener = _address(url, space), _opener(access)
    shown = f"Kibana at {url}"
    _look(opener, base, shown, access)
    if space != DEFAULT_SPACE:
        status, answer = _asked(opener, f"{base}/api/spaces/space/{space}", shown, access)
        if status == 404:
            raise ConfigError(
                f"{shown} has no space {space!r}: create it under Stack Management, Spaces, or name another "
                "with --space"
            )
        _refuse(status, answer, shown, f"enter the space {space!r}")
    place = f"{base}{_in_space(space)}/api/saved_objects/_import?overwrite=true"
    boundary = hashlib.sha256(file.encode()).hexdigest()
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="newswatch.ndjson"\r\n'
        "Content-Type: application/ndjson\r\n\r\n"
    )
    body = f"{head}{file}\r\n--{boundary}--\r\n".encode()
    sent = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    status, answer = _asked(opener, place, shown, access, body, sent)
    if status == 404:
        raise ConfigError(
            f"{shown} has no import at {urlsplit(place).path}: is a part of the address missing?"
        )
    _refuse(status, answer, shown, f"import saved objects into the space {space!r}")
    if not answer.get("success"):
        raise ConfigError(_failed(answer, shown, space))
    return _imported(answer)


def dashboard_url(url: str, space: str, id_: str) -> str:
    """Where a dashboard is looked at."""
    return f"{url.rstrip('/')}{_in_space(space)}/app/dashboards#/view/{quote(id_)}"


def _address(url: str, space: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ConfigError(f"{_bare(url)!r} is no address of Kibana: write https://host:5601")
    if "@" in parts.netloc:
        raise ConfigError(
            "Kibana's address holds no user or password: set NEWSWATCH_KIBANA_USER and _PASSWORD"
        )
    if not re.fullmatch(r"[a-z0-9_-]+", space):
        raise ConfigError(
            f"{space!r} is no space: its id has small letters, digits, - and _ (see its address)"
        )
    return url.rstrip("/")


def _bare(url: str) -> str:
    """An address without what may be a secret: a user, or what stands behind a question mark."""
    return re.sub(r"//[^/@]*@", "//", url).partition("?")[0].partition("#")[0]


def _in_space(space: str) -> str:
    return "" if space == DEFAULT_SPACE else f"/s/{space}"


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: it would carry our credentials to another place."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _opener(access: Access) -> OpenerDirector:
    if access.ca is not None and not access.ca.is_file():
        raise ConfigError(f"the CA file {access.ca} is not there: look at NEWSWATCH_KIBANA_CA")
    if access.user and access.api_key:
        raise ConfigError("set NEWSWATCH_KIBANA_API_KEY or _USER, not both")
    trust = ssl.create_default_context(cafile=None if access.ca is None else str(access.ca))
    return build_opener(ProxyHandler({}), HTTPSHandler(context=trust), _Stay)


def _look(opener: OpenerDirector, base: str, shown: str, access: Access) -> None:
    """Ask for the version; to one who may not know, Kibana does not tell it."""
    status, answer = _asked(opener, f"{base}/api/status", shown, access)
    _refuse(status, answer, shown, "ask for its status")
    if "status" not in answer and "version" not in answer:
        raise ConfigError(f"{shown} answers, but is no Kibana: is a part of the address missing?")
    version = answer.get("version")
    number = str(version.get("number", "")) if isinstance(version, dict) else ""
    if number and int(re.match(r"\d*", number)[0] or OLDEST_MAJOR) < OLDEST_MAJOR:  # type: ignore[index]
        raise ConfigError(f"{shown} is version {number}; the dashboards need {OLDEST_MAJOR} or newer")


def _asked(
    opener: OpenerDirector,
    place: str,
    shown: str,
    access: Access,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, Mapping[str, Any]]:
    """The status and the JSON of an answer ({} where it is none). Raises Transient and ConfigError."""
    sent = {"kbn-xsrf": "newswatch", "Accept": "application/json", **(headers or {})}
    if access.api_key:
        sent["Authorization"] = f"ApiKey {access.api_key}"
    elif access.user:
        pair = f"{access.user}:{access.password}".encode()
        sent["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
    method = "GET" if body is None else "POST"
    request = Request(place, data=body, headers=sent, method=method)  # noqa: S310 (see _address)
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            return answer.status, _json(answer.read())
    except HTTPError as error:
        with error:
            return error.code, _json(error.read())
    except URLError as error:
        raise _unreached(error.reason, shown) from error
    except (OSError, http.client.HTTPException) as error:
        raise _unreached(error, shown) from error


def _json(text: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _unreached(reason: object, shown: str) -> NewswatchError:
    if isinstance(reason, ssl.SSLCertVerificationError):
        return ConfigError(
            f"{shown}: its certificate is not one that we trust ({reason.verify_message}); set NEWSWATCH_KIBANA_CA "
            "to the file of the CA that signed it"
        )
    if isinstance(reason, ssl.SSLError):
        return ConfigError(f"{shown}: no TLS there ({reason.reason}); is it http:// instead?")
    if isinstance(reason, TimeoutError):
        return Transient(f"{shown} did not answer in time")
    if isinstance(reason, http.client.HTTPException | ConnectionResetError):
        return Transient(f"{shown} hung up ({type(reason).__name__}); is it https:// instead of http://?")
    return Transient(f"{shown} can't be reached: {reason}")


def _refuse(status: int, answer: Mapping[str, Any], shown: str, doing: str) -> None:
    """Raise what a status means; nothing where it is success."""
    if status < 300:
        return
    said = str(answer.get("message") or answer.get("error") or "")[:300]
    if status == 401:
        raise ConfigError(f"{shown} refuses the user, its password or the API key: {_CREDENTIALS}")
    if status == 403:
        raise ConfigError(
            f"{shown}: this user may not {doing}; give its role the privilege All on Saved Objects Management, "
            f"Dashboard, Discover and Data View Management there ({_CREDENTIALS})"
        )
    if status < 400:
        raise ConfigError(f"{shown} sends us elsewhere ({status}): write the address that it leads to")
    if status in (408, 429) or status >= 500:
        raise Transient(f"{shown} is not ready ({status} {said}); try again".replace(" )", ")"))
    if "more recent version" in said:
        raise ConfigError(
            f"{shown} is older than version {OLDEST_MAJOR}, for which the dashboards are made: {said}"
        )
    if status == 413:
        raise ConfigError(f"{shown}: the file is too large; raise server.maxPayload in kibana.yml")
    raise ConfigError(f"{shown}: it was not possible to {doing}: {status} {said}")


def _failed(answer: Mapping[str, Any], shown: str, space: str) -> str:
    lines: list[str] = []
    errors: Sequence[Mapping[str, Any]] = answer.get("errors") or ()
    for error in errors:
        why = error.get("error") or {}
        kind = str(why.get("type"))
        title = error.get("title") or (error.get("meta") or {}).get("title") or error.get("id")
        lines.append(
            f"{error.get('type')} {title}: {_FAILURES.get(kind) or str(why.get('message') or kind)[:300]}"
        )
    done = answer.get("successCount", 0)
    return "\n  ".join(
        [f"{shown}: {len(errors)} objects were not imported into {space!r}, {done} were:", *lines]
    )


def _imported(answer: Mapping[str, Any]) -> Imported:
    results: Sequence[Mapping[str, Any]] = answer.get("successResults") or ()
    moved = {str(one["id"]): str(one["destinationId"]) for one in results if one.get("destinationId")}
    replaced = sum(bool(one.get("overwrite")) for one in results)
    return Imported(int(answer.get("successCount", 0)), replaced, moved)
