"""The demo sites' markup: one function a template, from a page to HTML, so that each site looks its own.

Each template gives title, date and author in another place: a JSON-LD graph, Open Graph, microdata, Dublin
Core, the visible French date alone, or the address alone. All texts are escaped here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html import escape
from zoneinfo import ZoneInfo

from newswatch.demo.web import Site, TemplateName, WebPage

PARIS = ZoneInfo("Europe/Paris")
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def render(site: Site, page: WebPage, now: datetime, *, amp: bool = False) -> str:
    """The page's HTML at `now`; `amp` gives its AMP twin. `page` is as of `now` already."""
    name: TemplateName = page.template or site.template
    return _amp(site, page, now) if amp else _TEMPLATES[name](site, page, now)


def render_home(site: Site, pages: Sequence[WebPage]) -> str:
    """The site's front page: a list of its newest pages."""
    rows = "".join(
        f'<li><a href="{escape(page.path)}">{escape(page.title)}</a></li>\n'
        for page in pages
        if not page.missing
    )
    body = f"<h1>{escape(site.publisher)}</h1>\n<p>{escape(site.tagline)}</p>\n<ul>\n{rows}</ul>"
    return _document(site, f"<title>{escape(site.publisher)}</title>", body)


def french_date(moment: datetime) -> str:
    """A time as French outlets print it, in Paris: `lundi 23 janvier 2023 à 10h05`."""
    local = moment.astimezone(PARIS)
    day = "1er" if local.day == 1 else str(local.day)
    return (
        f"{_WEEKDAYS[local.weekday()]} {day} {_MONTHS[local.month - 1]} {local.year} à {local:%H}h{local:%M}"
    )


def _document(site: Site, head: str, body: str, *, doctype: str = "<!doctype html>", root: str = "") -> str:
    return (
        f'{doctype}\n<html lang="{site.language}"{root}>\n<head>\n<meta charset="utf-8">\n{head}\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _paragraphs(page: WebPage) -> str:
    return "\n".join(
        f"<h2>{escape(text.removeprefix('## '))}</h2>" if text.startswith("## ") else f"<p>{escape(text)}</p>"
        for text in page.paragraphs()
    )


def _script(value: object) -> str:
    """A JSON-LD block; `<` is escaped so that no text can close the script element."""
    text = json.dumps(value, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return f'<script type="application/ld+json">\n{text}\n</script>'


def _canonical(site: Site, page: WebPage) -> str:
    return f'<link rel="canonical" href="{escape(site.url(page.path))}">'


def _related(site: Site, page: WebPage, now: datetime) -> str:
    """Links to other pages, as every site has them around its text: noise that extraction must leave out."""
    others = [other for other in site.listed(now) if other.path != page.path and not other.missing][:3]
    links = "".join(f'<li><a href="{escape(one.path)}">{escape(one.title)}</a></li>' for one in others)
    label = "À lire aussi" if site.language == "fr" else "Read next"
    return f'<aside class="related"><h3>{label}</h3><ul>{links}</ul></aside>'


def _frame(site: Site, inner: str) -> str:
    """Navigation and footer around a page's own part."""
    search = "Recherche" if site.language == "fr" else "Search"
    made_up = (
        "Page de démonstration : les faits du jour sont inventés."
        if site.language == "fr"
        else "A demonstration page: the news of the day is made up."
    )
    return (
        f'<header class="top"><a href="/">{escape(site.publisher)}</a><nav><a href="/">{escape(site.tagline)}</a> '
        f'<a href="/?s=">{search}</a></nav></header>\n{inner}\n<footer><p>{made_up}</p></footer>'
    )


def _graph(site: Site, page: WebPage, now: datetime) -> str:
    """A JSON-LD graph with the article among other things, times with the offset of Paris."""
    zone = PARIS if site.language == "fr" else UTC
    graph: list[dict[str, object]] = [
        {"@type": "WebSite", "@id": site.url("/#site"), "name": site.publisher, "url": site.url("/")},
        {"@type": "Organization", "@id": site.url("/#org"), "name": site.publisher},
        {"@type": "BreadcrumbList", "itemListElement": []},
        {
            "@type": "NewsArticle",
            "@id": site.url(page.path) + "#article",
            "headline": page.title,
            "description": page.lead,
            "datePublished": page.published.astimezone(zone).isoformat(),
            "dateModified": page.modified(now).astimezone(zone).isoformat(),
            "author": [{"@type": "Person", "name": page.author or site.publisher}],
            "publisher": {"@id": site.url("/#org")},
            "inLanguage": f"{site.language}-FR" if site.language == "fr" else "en-GB",
            "mainEntityOfPage": site.url(page.path),
        },
    ]
    head = (
        f"<title>{escape(page.title)} | {escape(site.publisher)}</title>\n"
        f'<meta name="description" content="{escape(page.lead)}">\n{_canonical(site, page)}\n'
        + _script({"@context": "https://schema.org", "@graph": graph})
    )
    inner = (
        f'<main><article class="art"><h1>{escape(page.title)}</h1>\n<p class="chapo">{escape(page.lead)}</p>\n'
        f'<div class="corps">\n{_paragraphs(page)}\n</div></article></main>\n{_related(site, page, now)}'
    )
    return _document(site, head, _frame(site, inner))


def _opengraph(site: Site, page: WebPage, now: datetime) -> str:
    """Open Graph and meta only; the page links to its AMP twin where it has one."""
    amp = f'<link rel="amphtml" href="{escape(site.url(page.twin))}">' if page.twin and page.amp else ""
    metas = {
        "og:type": "article",
        "og:site_name": site.publisher,
        "og:title": page.title,
        "og:description": page.lead,
        "og:url": site.url(page.path),
        "og:locale": "fr_FR" if site.language == "fr" else "en_GB",
        "article:published_time": page.published.isoformat(),
        "article:modified_time": page.modified(now).isoformat(),
    }
    head = (
        f"<title>{escape(page.title)} - {escape(site.publisher)}</title>\n{_canonical(site, page)}\n{amp}\n"
        + "\n".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in metas.items())
        + (f'\n<meta name="author" content="{escape(page.author)}">' if page.author else "")
    )
    inner = (
        f'<div id="page"><div class="entry"><h1 class="entry-title">{escape(page.title)}</h1>\n'
        f'<div class="entry-content"><p><strong>{escape(page.lead)}</strong></p>\n{_paragraphs(page)}\n</div></div>'
        f"{_related(site, page, now)}</div>"
    )
    return _document(site, head, _frame(site, inner))


def _amp(site: Site, page: WebPage, now: datetime) -> str:
    """The AMP twin, https://amp.dev/documentation/guides-and-tutorials/learn/spec/amphtml."""
    head = (
        f"<title>{escape(page.title)}</title>\n{_canonical(site, page)}\n"
        '<meta name="viewport" content="width=device-width">\n'
        '<script async src="http://cdn.amp.example/v0.js"></script>'
    )
    inner = (
        f"<article><h1>{escape(page.title)}</h1>\n<p>{escape(page.lead)}</p>\n{_paragraphs(page)}\n</article>"
    )
    return _document(site, head, _frame(site, inner), root=" amp")


def _visible_date(site: Site, page: WebPage, now: datetime) -> str:
    """No metadata at all: the date is in the text, in French."""
    author = f" par {escape(page.author)}" if page.author else ""
    changed = page.modified(now)
    update = f", mis à jour le {french_date(changed)}" if changed != page.published else ""
    inner = (
        f'<div class="colonne"><h1>{escape(page.title)}</h1>\n'
        f'<p class="signature">Publié le {french_date(page.published)}{update}{author}</p>\n'
        f'<div class="texte"><p class="chapeau">{escape(page.lead)}</p>\n{_paragraphs(page)}</div></div>\n'
        f"{_related(site, page, now)}"
    )
    return _document(site, f"<title>{escape(page.title)}</title>", _frame(site, inner))


def _paywall(site: Site, page: WebPage, now: datetime) -> str:
    """The lead, then a wall (https://developers.google.com/search/docs/appearance/structured-data/paywalled-content)."""
    marks = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "datePublished": page.published.isoformat(),
        "isAccessibleForFree": False,
        "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".mur"},
    }
    inner = (
        f'<div class="colonne"><h1>{escape(page.title)}</h1>\n'
        f'<p class="signature">Publié le {french_date(page.published)}</p>\n'
        f'<p class="chapeau">{escape(page.lead)}</p>\n'
        '<div class="mur"><p>La suite de cet article est réservée aux abonnés.</p>'
        '<p><a href="/abonnement">Abonnez-vous pour lire la suite</a></p></div></div>'
    )
    return _document(site, f"<title>{escape(page.title)}</title>\n{_script(marks)}", _frame(site, inner))


def _microdata(site: Site, page: WebPage, now: datetime) -> str:
    """schema.org as microdata in the text."""
    author = (
        f'By <span itemprop="author" itemscope itemtype="https://schema.org/Person">'
        f'<span itemprop="name">{escape(page.author)}</span></span>'
        if page.author
        else ""
    )
    inner = (
        '<div class="story" itemscope itemtype="https://schema.org/NewsArticle">\n'
        f'<h1 itemprop="headline">{escape(page.title)}</h1>\n<p class="by">{author} '
        f'<time itemprop="datePublished" datetime="{page.published.isoformat()}">{page.published:%d %B %Y}</time>'
        f'<meta itemprop="dateModified" content="{page.modified(now).isoformat()}"></p>\n'
        f'<p itemprop="description">{escape(page.lead)}</p>\n'
        f'<div itemprop="articleBody">\n{_paragraphs(page)}\n</div></div>\n{_related(site, page, now)}'
    )
    head = f"<title>{escape(page.title)} — {escape(site.publisher)}</title>\n{_canonical(site, page)}"
    return _document(site, head, _frame(site, inner))


def _url_date(site: Site, page: WebPage, now: datetime) -> str:
    """The date stands in the address alone."""
    author = f'<a rel="author" href="/staff">{escape(page.author)}</a>' if page.author else ""
    inner = (
        f"<main><h1>{escape(page.title)}</h1>\n<p>{author}</p>\n<p><em>{escape(page.lead)}</em></p>\n"
        f"{_paragraphs(page)}\n</main>\n{_related(site, page, now)}"
    )
    return _document(site, f"<title>{escape(page.title)}</title>", _frame(site, inner))


def _dublin(site: Site, page: WebPage, now: datetime) -> str:
    """An old site: tables for layout, Dublin Core in the head (https://www.rfc-editor.org/rfc/rfc5013)."""
    head = (
        f"<title>{escape(site.publisher)}: {escape(page.title)}</title>\n{_canonical(site, page)}\n"
        f'<meta name="DC.title" content="{escape(page.title)}">\n'
        f'<meta name="DC.date" content="{page.published:%Y-%m-%dT%H:%M:%SZ}">\n'
        f'<meta name="DC.creator" content="{escape(page.author or site.publisher)}">\n'
        f'<meta name="DC.language" content="{site.language}">'
    )
    inner = (
        '<table width="100%"><tr><td valign="top"><h1>'
        f"{escape(page.title)}</h1>\n<p><b>{escape(page.lead)}</b></p>\n{_paragraphs(page)}\n</td>"
        f'<td width="160">{_related(site, page, now)}</td></tr></table>'
    )
    doctype = '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">'
    return _document(site, head, _frame(site, inner), doctype=doctype)


def _corporate(site: Site, page: WebPage, now: datetime) -> str:
    """A company's blog: one JSON-LD BlogPosting, a hero, a visible time element."""
    posting = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": page.title,
        "datePublished": page.published.isoformat(),
        "dateModified": page.modified(now).isoformat(),
        "author": {"@type": "Organization", "name": page.author or site.publisher},
        "publisher": {"@type": "Organization", "name": site.publisher},
    }
    head = (
        f"<title>{escape(page.title)}</title>\n"
        f'<meta name="description" content="{escape(page.lead)}">\n{_canonical(site, page)}\n{_script(posting)}'
    )
    inner = (
        f'<section class="hero"><h1>{escape(page.title)}</h1>'
        f'<time datetime="{page.published.isoformat()}">{page.published:%B %d, %Y}</time></section>\n'
        f'<article><div class="rich-text"><p>{escape(page.lead)}</p>\n{_paragraphs(page)}\n</div></article>'
    )
    return _document(site, head, _frame(site, inner))


def _only_script(site: Site, page: WebPage, now: datetime) -> str:
    """A page that is drawn by a script: there is nothing to read in it."""
    head = f'<title>{escape(site.publisher)}</title>\n<script src="/assets/app.js" defer></script>'
    return _document(site, head, '<div id="root"></div><script>window.__boot = {"route": 1};</script>')


_TEMPLATES: dict[TemplateName, Callable[[Site, WebPage, datetime], str]] = {
    "graph": _graph,
    "opengraph": _opengraph,
    "visible_date": _visible_date,
    "paywall": _paywall,
    "microdata": _microdata,
    "url_date": _url_date,
    "dublin": _dublin,
    "corporate": _corporate,
    "script": _only_script,
    "pdf": _only_script,
}
