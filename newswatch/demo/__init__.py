"""The demo: a small tech-news web of our own, one virtual day of it, and what that day must yield."""
