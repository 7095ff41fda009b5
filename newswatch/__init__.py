"""The shared kernel of newswatch: messages, ports, runner, settings, metrics and adapters."""
