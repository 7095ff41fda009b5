"""Stories: the live ones that an article may join, and what a story says.

The window: window, index, packed, parts, found; order, again. A snapshot: snapshot, facts, facts_view.
Who speaks: outlets.
"""
