"""Stage `extract`: hands pages to what reads them, which is elsewhere: its libraries take a second to load.

Every process that knows the pipeline imports this; only those that read pages import processors/extract.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newswatch.messages import Article, Message, Page
from newswatch.stage import Found, Outcome, Process

ReadArticles = Callable[[Sequence[Page]], Sequence[Article | Exception]]
"""One article, Reject or bug a page, in order."""
READER = "processors.extract:read_article"
"""What reads a page, by name."""


def start_extract(read_articles: ReadArticles) -> Process:
    """The stage's function over a reader of pages: a pool of processes, or `read_articles_inline` there."""

    def process(batch: Sequence[Message], found: Found) -> Sequence[Outcome]:
        pages = [message for message in batch if isinstance(message, Page)]
        if len(pages) != len(batch):
            raise TypeError("extract reads pages only")
        return [result if isinstance(result, Exception) else [result] for result in read_articles(pages)]

    return process
