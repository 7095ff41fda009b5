"""The text of an article: trafilatura in its fast mode on the tree, JSON-LD where that finds too little."""

from __future__ import annotations

import logging
import warnings
from datetime import datetime, timedelta

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from processors.page.text import cleaned, plain

MIN_BODY = 250
"""Code points of an extract below which JSON-LD's articleBody is taken where it is longer."""
MAX_BODY = 200_000

# Both say "discarding data" for every page without text: that is an outcome here, not a warning.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def body_of(tree: HtmlElement, headline: str, article_body: str) -> str:
    """The article's text, a paragraph a line, without its headline, from a tree without scripts."""
    found = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    body = cleaned(found.text or "") if isinstance(found, Document) else ""
    if len(body) < MIN_BODY and article_body:
        told = "\n".join(plain(line) for line in article_body[:MAX_BODY].split("\n"))
        told = cleaned(told)
        if len(told) > len(body):
            body = told
    first, _, rest = body.partition("\n")
    if rest and headline and " ".join(first.split()) == headline:
        body = rest.lstrip()
    return body[:MAX_BODY]


def strip_scripts(tree: HtmlElement) -> bool:
    """Take scripts, styles and drawings out of the tree; whether there were scripts."""
    had = next(tree.iter("script"), None) is not None
    etree.strip_elements(tree, "script", "style", "svg", "template", "iframe", "noscript", with_tail=False)
    return had


def visible_text(tree: HtmlElement) -> str:
    """What a reader would see of a tree without scripts, on one line."""
    root = tree.find("body")
    return " ".join(str((root if root is not None else tree).text_content()).split())


def guessed_date(tree: HtmlElement, fetched_at: datetime) -> str | None:
    """htmldate's guess for a page that does not say when it was published, as `YYYY-MM-DD`."""
    latest = (fetched_at + timedelta(days=1)).replace(tzinfo=None)
    try:
        # dateutil warns of each time zone that it does not know: of a guess, nobody wants to hear.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = find_date(tree, original_date=True, extensive_search=False, max_date=latest)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None  # a guess that fails is no guess; the tree has been parsed, the page is sound
    return found if isinstance(found, str) else None
