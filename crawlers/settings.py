"""Scrapy's settings. What depends on newswatch's own is set over these by crawlers/crawl.py."""

from crawlers.limits import MAX_BODY

BOT_NAME = "newswatch"
SPIDER_MODULES = ["crawlers.spiders"]
NEWSPIDER_MODULE = "crawlers.spiders"
USER_AGENT = "newswatch/0.1"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/feed+json,*/*;q=0.5",
    "Accept-Language": "fr,en;q=0.8",
}

# One handler, which connects to judged addresses only. No file:, ftp:, s3: or data: at all.
DOWNLOAD_HANDLERS = {
    "http": "crawlers.download.GuardedDownload",
    "https": "crawlers.download.GuardedDownload",
    "file": None,
    "ftp": None,
    "s3": None,
    "data": None,
}
# Lists of what is used, in place of Scrapy's lists with parts of them switched off: Scrapy imports those too,
# and with aiohttp, Twisted's telnet and tldextract they take a third of the start. What is left out is state
# or reach that news does not need: cookies, retries, proxies of the environment, log-in, export, telnet.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    "crawlers.robots.Robots": 100,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
SPIDER_MIDDLEWARES = {"scrapy.spidermiddlewares.referer.RefererMiddleware": 700}  # redirects ask for it
REFERRER_POLICY = "no-referrer"
EXTENSIONS_BASE: dict[str, int] = {}
SCHEDULER_PRIORITY_QUEUE = "crawlers.turns.Turns"
ITEM_PIPELINES = {"crawlers.pipelines.AppendPage": 300}

DOWNLOAD_DELAY = 2.0
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_MAXSIZE = MAX_BODY
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30
REDIRECT_MAX_TIMES = 10
# A failed URL stays pending in the store with the time of its next try: Scrapy does not try again by itself.
RETRY_ENABLED = False
COOKIES_ENABLED = False
ROBOTSTXT_OBEY = False  # crawlers.robots.Robots obeys, and fails closed
LOG_ENABLED = False
LOG_INSTALL_ROOT_HANDLER = False
STATS_DUMP = False
"""Lines go through newswatch's own logging; Scrapy's would name addresses with what is in them."""
