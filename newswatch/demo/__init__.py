"""The demo: a small tech-news web of our own, one virtual day of it, and what that day must yield.

Its web: web, templates, feeds, server. Its day: day. What it yields: expectation, actual, compare, summary.
"""
