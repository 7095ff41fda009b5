"""Kibana's data views, saved searches and dashboards, made from the short definitions of infra/kibana/*.yml.

What a person writes: definitions. What Kibana gets: objects, lens (a chart).
"""
