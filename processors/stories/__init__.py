"""Stories: the live ones that an article may join, and what a story says.

The window: window, index, tally, listed, packed, compared, parts, found. Judged: again, groups; order (alone, where a
person has spoken). A denial or an end: answers, waiting. A snapshot: snapshot, facts, choice, places, sentence,
facts_view, sureness. Who speaks: outlets, tellers.
"""
