"""The web page: looks into any store through its port, and changes nothing.

Serving: app, connection, guard, site, form. What a page shows: story_view (timeline, story_of), article_view, evidence,
display. In words: fact_words, alert_words, fetch_words.
"""
