"""Stories: the live ones that an article may join, and what a story says.

The window: window, index, listed, packed, compared, parts, found. Judged: again, groups; order (alone, where a person
has spoken). A snapshot: snapshot, facts, facts_view, sureness. Who speaks: outlets.
"""
