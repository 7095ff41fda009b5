"""The text of an article: trafilatura in its fast mode on the tree, JSON-LD where that finds too little."""

from __future__ import annotations

import logging
import warnings
from copy import deepcopy
from datetime import datetime, timedelta

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from processors.page.text import cleaned, plain
from processors.page.tree import take_out

MIN_BODY = 250
"""Code points of an extract below which JSON-LD's articleBody is taken where it is longer."""
MAX_BODY = 200_000

# Both say "discarding data" for every page without text: that is an outcome here, not a warning.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def body_of(tree: HtmlElement, headline: str, article_body: str) -> str:
    """The article's text, a paragraph a line, without its headline, from a tree without scripts."""
    found = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    # What is left is single spaces all but: of a line of 3 MB, the rest would be cleaned to be cut off.
    body = cleaned((found.text or "")[: 2 * MAX_BODY]) if isinstance(found, Document) else ""
    if len(body) < MIN_BODY and article_body:
        told = "\n".join(plain(line) for line in article_body[:MAX_BODY].split("\n"))
        told = cleaned(told)
        if len(told) > len(body):
            body = told
    return _without_headline(body, headline)[:MAX_BODY]


def _without_headline(body: str, headline: str) -> str:
    """A text without the headline that it begins with: as a line, or before its first sentence, as of short pages."""
    first, _, rest = body.partition("\n")
    if rest and headline and " ".join(first.split()) == headline:
        return rest.lstrip()
    joined = body.removeprefix(f"{headline} ")
    if len(joined) < len(body) and len(headline.split()) > 2 and joined[:1].isupper():
        return joined
    return body


def strip_scripts(tree: HtmlElement) -> bool:
    """Take scripts, styles and drawings out of the tree; whether there were scripts."""
    had = next(tree.iter("script"), None) is not None
    etree.strip_elements(tree, "script", "style", "svg", "template", "iframe", "noscript", with_tail=False)
    return had


_APART = etree.XPath(
    ".//nav|.//aside|.//footer|.//*[@role='navigation' or @role='contentinfo']"
    "|.//*[@hidden and not(@hidden='until-found') and not(starts-with(@id, 'S:')) and not(@subscriptions-section)]"
)
"""What is no part of the text: menus, asides, and what browsers don't show, but for text that scripts will
(pages that are sent in pieces hold it in `hidden` elements named `S:…`, paid AMP pages in sections)."""
_CARD = etree.XPath(
    "boolean(.//h2//a[@href]|.//h3//a[@href]|.//h4//a[@href]|.//a[@href]//h2|.//a[@href]//h3)"
)

CARD = 600
"""Code points of an `article` element below which it may be the card of another one."""


def strip_apart(tree: HtmlElement) -> None:
    """Take out what stands beside an article: trafilatura reads a page with little text as a whole, menus and all.

    Cards of other articles go where another `article` element holds the page's heading.
    """
    # A menu that is never closed holds all that follows, the heading too.
    apart = [element for element in _APART(tree) if element.find(".//h1") is None]
    headed = [article for article in tree.iter("article") if article.find(".//h1") is not None]
    if headed and set(headed[0].iter("article")).issuperset(headed):
        own = {*headed, *headed[0].iterancestors()}
        cards = (card for card in tree.iter("article") if card not in own)
        outer = (card for card in cards if own.issuperset(card.iterancestors("article")))
        apart += [card for card in outer if len(card.text_content()) < CARD and _CARD(card)]
    take_out(tree, apart)


def visible_text(tree: HtmlElement) -> str:
    """What a reader would see of a tree without scripts, on one line."""
    root = tree.find("body")
    return " ".join(str((root if root is not None else tree).text_content()).split())


def guessed_date(tree: HtmlElement, fetched_at: datetime) -> str | None:
    """htmldate's guess for a page that does not say when it was published, as `YYYY-MM-DD`."""
    tree = deepcopy(tree)  # what stands apart is a part of what the page shows all the same
    strip_apart(tree)
    # They have been read, and what is left in them are other articles' dates.
    take_out(tree, tree.xpath(".//script[contains(@type, 'ld+json')]"))
    latest = (fetched_at + timedelta(days=1)).replace(tzinfo=None)
    try:
        # dateutil warns of each time zone that it does not know: of a guess, nobody wants to hear.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = find_date(tree, original_date=True, extensive_search=False, max_date=latest)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None  # a guess that fails is no guess; the tree has been parsed, the page is sound
    return found if isinstance(found, str) else None
