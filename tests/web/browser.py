"""A real Chromium, driven over a pipe (DevTools protocol, https://chromedevtools.github.io/devtools-protocol).

The pipe needs no library and opens no port. `--headless` cannot be narrower than 500 px by its window, so
that a phone's 360 px come from the protocol's device metrics.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
INSTALL = "Chromium is missing: `apt-get update && apt-get install -y chromium`"
# Chromium reads commands at 3 and writes answers at 4; this brings our ends there and becomes it.
_TRAMPOLINE = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); "
    "os.execv(sys.argv[3], sys.argv[3:])"
)


def chromium() -> str:
    """The browser. Skips the test without one, or fails it where services are required."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("NEWSWATCH_TEST_SERVICES") == "required":
            pytest.fail(INSTALL)
        pytest.skip(INSTALL)
    return found


@dataclass
class Tab:
    """One page. `requests` and `complaints` are what the browser asked for and told about so far."""

    commands: int
    answers: Iterator[dict[str, Any]]
    session: str = ""
    number: int = 0
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    arrived: list[str] = field(default_factory=list)

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Send a command and wait for its answer, noting what happens meanwhile."""
        self.number += 1
        message: dict[str, object] = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        for answer in self.answers:
            if answer.get("id") == self.number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)
        raise AssertionError("Chromium went away")

    def _note(self, told: dict[str, Any]) -> None:
        method, params = told.get("method", ""), told.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Log.entryAdded":
            self.complaints.append(params["entry"]["text"])
        elif method == "Runtime.consoleAPICalled":
            self.complaints.append(str(params["args"]))
        elif method == "Page.loadEventFired":
            self.arrived.append("load")

    def open(self, url: str, *, width: int = 1200, height: int = 900, dark: bool = False) -> None:
        """Load a page at a width in CSS pixels; below 600 as a phone."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.arrived.clear()
        self.call("Page.navigate", url=url)
        self.wait()

    def wait(self) -> None:
        """Wait until a page is loaded."""
        while not self.arrived:
            self._note(next(self.answers))

    def value(self, script: str) -> Any:
        """What an expression of JavaScript gives; the page's own policy does not bind it."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press a key; `text` is what it writes."""
        for kind in ("keyDown" if text else "rawKeyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, text=text
            )

    def write(self, text: str) -> None:
        """Write into what has the focus."""
        self.call("Input.insertText", text=text)

    def shot(self, path: Path, *, whole: bool = False) -> None:
        """Write a PNG of what is seen, or of the whole page."""
        found = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(found["data"]))


@contextmanager
def browser(folder: Path) -> Iterator[Tab]:
    """Start Chromium with a fresh profile in the folder; it is ended afterwards."""
    executable = chromium()
    read_commands, commands = os.pipe()
    answers, write_answers = os.pipe()
    # Beyond 4, so that bringing one to its place does not take the other's.
    read_commands, write_answers = (_moved(end) for end in (read_commands, write_answers))
    process = subprocess.Popen(
        [sys.executable, "-c", _TRAMPOLINE, str(read_commands), str(write_answers), executable, *FLAGS,
         f"--user-data-dir={folder / 'profile'}", "about:blank"],
        pass_fds=(read_commands, write_answers), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(read_commands)
    os.close(write_answers)
    try:
        tab = Tab(commands, _messages(answers))
        target = tab.call("Target.createTarget", url="about:blank")["targetId"]
        tab.session = tab.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            tab.call(f"{domain}.enable")
        yield tab
        tab.session = ""
        tab.call("Browser.close")
        process.wait(timeout=20)
    finally:
        process.kill()
        process.wait()
        os.close(commands)
        os.close(answers)


def _moved(end: int) -> int:
    higher = fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(end)
    return higher


def _messages(pipe: int) -> Iterator[dict[str, Any]]:
    """What Chromium writes: JSON documents, each ended by a NUL."""
    rest = b""
    while piece := os.read(pipe, 1 << 16):
        *whole, rest = (rest + piece).split(b"\0")
        for one in whole:
            yield json.loads(one)
