"""The Scrapy project: spiders, and one YAML file a source."""
