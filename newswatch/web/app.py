"""The pages and their addresses. Every one is made on the server from the store's port alone."""

from __future__ import annotations

import asyncio
from datetime import tzinfo
from importlib.resources import files
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from newswatch.addresses import normalise
from newswatch.errors import NewswatchError, Transient
from newswatch.messages import Flagged, Story
from newswatch.ports import Hits, Store
from newswatch.web.alert_words import state_text
from newswatch.web.article_view import view_of
from newswatch.web.fetch_words import fetch_text
from newswatch.web.form import SearchForm
from newswatch.web.guard import Guard, Hosts
from newswatch.web.site import Explain, Site, alerts_of, articles_of, site_of, told_of
from newswatch.web.story_of import stories_with
from newswatch.web.story_view import groups_of
from newswatch.web.timeline import timeline
from processors.alerting.alerts import Alert
from processors.alerting.card import card_of

log = structlog.get_logger("newswatch.web")
router = APIRouter(default_response_class=HTMLResponse)
_FIELDS = {
    "q": "Words", "from": "From", "to": "To", "min_amount": "At least", "sort": "Sort by", "label": "Label",
    "company": "Company", "source": "Source", "language": "Language", "url": "Address",
}  # fmt: skip
"""What the pages call the fields."""
_STATIC = {"style.css": "text/css", "icon.svg": "image/svg+xml"}


def create_app(store: Store, *, explain: Explain, zone: tzinfo, hosts: Hosts) -> ASGIApp:
    """The application on a store, behind its guard. It only reads."""
    # No pages about the pages: they would load their scripts from elsewhere.
    # No redirects either, which would name a host and a scheme: behind a proxy they are not ours to know.
    app = FastAPI(title="newswatch", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.state.site = site_of(store, explain, zone)
    app.include_router(router)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(NewswatchError, _failed)
    app.add_exception_handler(Exception, _broken)
    return Guard(app, hosts)


async def _site(request: Request) -> Site:
    return _site_of(request)


def _site_of(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


SiteOf = Annotated[Site, Depends(_site)]
Form = Annotated[SearchForm, Query()]


@router.get("/")
def search(site: SiteOf, form: Form) -> Response:
    """Search in all articles."""
    found = _found(site, "articles", form)
    hits = [(Flagged.model_validate(hit.body), hit.highlights) for hit in found.hits]
    empty = not found.total and form.link() == "?" and not site.store.find("sources", limit=1)
    return site.page("search.html", form=form, found=found, hits=hits, empty=empty, here="/")


@router.get("/stories")
def stories(site: SiteOf, form: Form) -> Response:
    """List and search the stories, newest first unless there are words to go by."""
    found = _found(site, "stories", form)
    hits = [(story := Story.model_validate(hit.body), card_of(story), hit.highlights) for hit in found.hits]
    told = told_of(site.store, [story.id for story, _, _ in hits])
    return site.page("stories.html", form=form, found=found, hits=hits, told=told, here="/stories")


@router.get("/stories/{story_id}")
def story(site: SiteOf, story_id: str) -> Response:
    """One story: its facts with the words that prove them, its timeline, its alert."""
    stored = site.store.get("stories", story_id)
    if stored is None:
        raise HTTPException(404, "There is no story with this id. It may have been forgotten after its time.")
    told = Story.model_validate(stored.body)
    alerts = alerts_of(site.store, told.id)
    articles = articles_of(site.store, [member.id for member in told.members])
    return site.page(
        "story.html",
        story=told,
        card=card_of(told, zone=site.zone),
        groups=groups_of(told, articles),
        moments=timeline(told, alerts),
        alerts=[(alert, state_text(alert)) for alert in alerts],
        here="/stories",
    )


@router.get("/articles/{article_id}")
def article(site: SiteOf, article_id: str) -> Response:
    """One article: its labels, its facts, and why."""
    stored = site.store.get("articles", article_id)
    if stored is None:
        raise HTTPException(
            404, "There is no article with this id. It may have been forgotten after its time."
        )
    flagged = Flagged.model_validate(stored.body)
    found = [Story.model_validate(doc.body) for doc in stories_with(site.store, [article_id], stored.body)]
    return site.page("article.html", view=view_of(flagged), stories=found, here="/")


@router.get("/explain")
def explain(site: SiteOf, url: Annotated[str, Query(max_length=4000)] = "") -> Response:
    """The fate of a URL through every stage."""
    url = url.strip()
    if not url:
        return site.page("explain.html", url="", fate=None, view=None, here="/explain")
    try:
        normalise(url)
    except ValueError:
        raise HTTPException(400, "That is no web address. It starts with http:// or https://.") from None
    fate = site.explain(site.store, url)
    view = view_of(Flagged.model_validate(fate["flagged"])) if fate["flagged"] else None
    alerts = [(alert, state_text(alert)) for body in fate["alerts"] for alert in [Alert.model_validate(body)]]
    fetched = fetch_text(fate["fetch"]) if fate["fetch"] else None
    found = site.store.get_many("stories", [one["id"] for one in fate["stories"]])
    stories = [Story.model_validate(doc.body) for doc in found.values()]
    return site.page(
        "explain.html",
        url=url,
        fate=fate,
        view=view,
        stories=stories,
        alerts=alerts,
        fetched=fetched,
        here="/explain",
    )


@router.get("/health")
async def health(site: SiteOf) -> Response:
    """Whether the store answers: 200, or 503. It waits for no page (newswatch/web/connection.py)."""
    try:
        await asyncio.to_thread(site.store.find, "sources", limit=1)
    except NewswatchError as error:
        log.warning("the store does not answer", error=str(error))
        return JSONResponse({"status": "store-away"}, 503)
    return JSONResponse({"status": "ok"})


@router.get("/static/{name}")
async def static(name: str) -> Response:
    """The style sheet and the icon: all that a page loads."""
    if name not in _STATIC:
        raise HTTPException(404, "There is nothing at this address.")
    text = (files("newswatch.web") / "static" / name).read_text(encoding="utf-8")
    return PlainTextResponse(text, media_type=_STATIC[name])


def _found(site: Site, collection: str, form: SearchForm) -> Hits:
    """Raises HTTPException(400) for a cursor that the store does not take."""
    try:
        return site.store.search("stories" if collection == "stories" else "articles", form.query(site.zone))
    except Transient:
        raise
    except NewswatchError as error:
        if form.cursor:
            raise HTTPException(400, f"This page of the results can't be shown: {error}.") from error
        raise


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    lines = []
    for slip in error.errors():
        name = next((str(part) for part in reversed(slip["loc"]) if isinstance(part, str)), "")
        lines.append(f"{_FIELDS.get(name, name)}: {str(slip['msg']).removeprefix('Value error, ')}")
    return _site_of(request).refusal(400, lines)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    known = error.detail if error.detail != "Not Found" else "There is nothing at this address."
    return _site_of(request).refusal(error.status_code, [known])


def _failed(request: Request, error: Exception) -> Response:
    log.warning("the store failed", error=str(error))
    away = "The store does not answer. Try again in a moment; the log of `newswatch serve` says why."
    response = _site_of(request).refusal(503, [away])
    response.headers["Retry-After"] = "5"
    return response


def _broken(request: Request, error: Exception) -> Response:
    del error  # it is raised again and logged behind us
    return _site_of(request).refusal(
        500, ["This page could not be made. The log of `newswatch serve` says why."]
    )
