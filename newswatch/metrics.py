"""Prometheus metrics, as text at an optional port on loopback."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from newswatch.errors import ConfigError

REGISTRY = CollectorRegistry()

READ = Counter("newswatch_read", "Records that a stage read.", ["stage"], registry=REGISTRY)
WRITTEN = Counter("newswatch_written", "Records that a stage wrote to the log.", ["stage"], registry=REGISTRY)
REJECTED = Counter(
    "newswatch_rejected", "Records that a stage made dead letters of.", ["stage"], registry=REGISTRY
)
RETRIED = Counter("newswatch_retried", "Waits after a passing fault.", ["stage"], registry=REGISTRY)
LAG = Gauge("newswatch_lag", "Records that wait behind a stage.", ["stage"], registry=REGISTRY)
SECONDS = Histogram(
    "newswatch_step_seconds", "Wall clock of a step that read something.", ["stage"], registry=REGISTRY
)
LAST_SUCCESS = Gauge(
    "newswatch_source_last_success_seconds",
    "When a source was last read, in s since 1970.",
    ["source"],
    registry=REGISTRY,
)
DELIVERED = Counter(
    "newswatch_delivered", "Calls to the notifier that succeeded.", ["action"], registry=REGISTRY
)


def step_done(
    stage: str, read: int, written: int, rejected: int, retried: int, lag: int, seconds: float
) -> None:
    """Count one step of a stage."""
    READ.labels(stage).inc(read)
    WRITTEN.labels(stage).inc(written)
    REJECTED.labels(stage).inc(rejected)
    RETRIED.labels(stage).inc(retried)
    LAG.labels(stage).set(lag)
    SECONDS.labels(stage).observe(seconds)


def serve_metrics(port: int) -> int:
    """Serve the text on 127.0.0.1; 0 for no server. Returns the port. Raises ConfigError when it is taken."""
    if not port:
        return 0
    try:
        server, _ = start_http_server(port, addr="127.0.0.1", registry=REGISTRY)
    except OSError as error:
        raise ConfigError(
            f"The metrics can't be served on port {port}: {error.strerror}. "
            "Set NEWSWATCH_METRICS_PORT to a free port or 0."
        ) from error
    return int(server.server_port)
