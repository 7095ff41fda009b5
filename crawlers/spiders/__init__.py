"""Spiders: feed and sitemap."""
