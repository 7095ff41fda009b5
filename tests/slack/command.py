"""The newswatch command as a process of its own, on files in a folder and the fake Slack."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests import forked

from .chaos import CHANNEL


def newswatch(
    folder: Path, api_url: str, token: str, *given: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run it; `settings` by their names in the environment. Stories of any age are told."""
    env = {
        **os.environ,
        "NEWSWATCH_LOG_URL": f"sqlite:///{folder / 'log.db'}",
        "NEWSWATCH_STORE_URL": f"sqlite:///{folder / 'store.db'}",
        "NEWSWATCH_NOTIFY_URL": f"slack://{CHANNEL}",
        "NEWSWATCH_SLACK_API_URL": api_url,
        "SLACK_BOT_TOKEN": token,
        "NEWSWATCH_MAX_AGE_HOURS": "1000000",
        "NEWSWATCH_LOG_LEVEL": "debug",
        **settings,
    }
    return forked.newswatch(given, env, folder, 280)
