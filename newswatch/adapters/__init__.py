"""Adapters: what stands behind a port, by the first word of a module's name.

The log: sqlite_log, kafka_log. The store: sqlite_store, elastic_store. The notifier: console, slack. What each of them
calls: sqlite_*, kafka_*, elastic_*, slack_*. Both stores' fragments; the servers' files: infra_files. Beside the ports:
kibana, extract_pool and extract_child (pages read in processes that can be killed).
"""
