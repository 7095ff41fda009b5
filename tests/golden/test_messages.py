"""Records of every version stay readable: one golden file a message type and schema version.

A file is written once and never changed. When a type gains a field, the old file must still be read;
when its schema version grows, a new file joins the old ones.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from newswatch.messages import MESSAGES, Message, decode

FILES = sorted((Path(__file__).parent / "messages").glob("*.json"))
BY_NAME = {message.__name__: message for message in MESSAGES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_record_of_any_version_is_readable(file: Path) -> None:
    name = file.stem.split("-")[0]
    written = file.read_bytes()
    message = decode(BY_NAME[name].topic, written)
    assert type(message) is BY_NAME[name]
    again = json.loads(message.encode())
    assert _told_then(again, json.loads(written)) == json.loads(written)


def _told_then(now: Any, then: Any) -> Any:
    """The value without the fields that it has gained since, at any depth."""
    if isinstance(now, dict) and isinstance(then, dict):
        return {key: _told_then(now[key], value) for key, value in then.items() if key in now}
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [_told_then(a, b) for a, b in zip(now, then, strict=True)]
    return now


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.__name__)
def test_every_type_has_a_file_of_its_present_version(message: type[Message]) -> None:
    version = message.model_fields["schema_version"].default
    assert (Path(__file__).parent / "messages" / f"{message.__name__}-{version}.json").exists()


def test_unknown_fields_are_ignored() -> None:
    file = Path(__file__).parent / "messages" / "Article-1.json"
    later = {**json.loads(file.read_bytes()), "fieldOfTomorrow": 1}
    assert decode("articles", json.dumps(later).encode()) == decode("articles", file.read_bytes())
