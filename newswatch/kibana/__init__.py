"""Kibana's data views, saved searches and dashboards, made from the short definitions of infra/kibana/*.yml."""
