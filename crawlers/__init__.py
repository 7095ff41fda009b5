"""The Scrapy project: one YAML file a source (sources/), and spiders that read them (spiders/).

A crawl: crawl, run, settings, turns, reach; of the past: backfill, archive; a look that keeps nothing: look. What is
watched: sources, discover and tries (what a site lists its news in), finding (whose an address is). Lists: feeds
(xml_feed, json_feed), sitemaps, listed, dates, limits. Fetching: download, guard, robots, proxy, tunnel. A page: pages,
pipelines. What is remembered: frontier (addresses), states (sources), clock_ahead, fate (what became of an address).
How a source fares: health, history, newest_pages.
"""
