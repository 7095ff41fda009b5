"""The shared kernel of newswatch: what processors and crawlers stand on, and the servers behind ports (adapters/).

What travels: messages, ports, stage, errors. Running: runner, running, batch, patience, dead_letters, clock. Beginning:
connect, settings (settings_files, settings_values), yaml_lines, lean. Telling: logs, metrics, signs. Texts of
strangers: addresses, references.
"""
