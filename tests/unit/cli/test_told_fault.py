"""That Slack takes no card is logged once, and that it does again."""

from __future__ import annotations

from structlog.testing import capture_logs

from newswatch.cli.serving import told_fault
from processors.deliver import Delivered


def test_a_fault_is_told_once_and_its_end() -> None:
    passes = [
        Delivered(fault="no"),
        Delivered(),
        Delivered(fault="no"),
        Delivered(posted=1),
        Delivered(posted=1),
    ]
    failing = False
    with capture_logs() as logs:
        for one in passes:
            failing = told_fault(one, failing)
    assert [line["log_level"] for line in logs] == ["warning", "info"]
    assert not failing
