"""Spiders: feed and sitemap, and lists, which they share; archive (the past), look (nothing is kept)."""
