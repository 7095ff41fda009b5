"""What every page needs: the store, the templates, the zone, and how a page is made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from http import HTTPStatus
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from newswatch.messages import Article, Flagged
from newswatch.ports import Store
from newswatch.web.alert_words import state_text
from newswatch.web.display import (
    finalize,
    highlighted,
    host_of,
    href,
    language_tag,
    look_alikes,
    moment,
    said_in,
)
from processors.alerting.alerts import Alert, alert_id
from processors.alerting.card import HOW, LABEL_WORDS, deal_details
from processors.alerting.headings import deal_text, launch_text
from processors.alerting.money_text import money_text, sum_text
from processors.alerting.routes import UNTIL_SURE

Explain = Callable[[Store, str], Mapping[str, Any]]
"""Tells the fate of a URL, as `newswatch explain --json` does (newswatch/cli/telling.py)."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the routes share."""

    store: Store
    explain: Explain
    zone: tzinfo
    templates: Environment

    def page(self, template: str, status: int = 200, **context: object) -> HTMLResponse:
        """A page; every text in it is cleaned and escaped, whoever wrote the template."""
        return HTMLResponse(self.templates.get_template(template).render(context), status)

    def refusal(self, status: int, lines: Sequence[str]) -> HTMLResponse:
        """A page that says in words why there is no other."""
        return self.page("error.html", status, title=HTTPStatus(status).phrase, lines=lines)


def site_of(store: Store, explain: Explain, zone: tzinfo) -> Site:
    """The site on a store; times are shown in the zone."""
    templates = Environment(
        loader=PackageLoader("newswatch.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {
        "when": partial(moment, zone=zone),
        "href": href,
        "host": host_of,
        "lang": language_tag,
        "highlighted": highlighted,
        "look_alikes": look_alikes,
        "said_in": said_in,
        "label": lambda label: LABEL_WORDS.get(label, label),
        "deal": deal_text,
        "deal_details": deal_details,
        "launch": launch_text,
        "how": lambda availability: HOW.get(availability, availability),
        "sum": sum_text,
        "money": money_text,
    }
    templates.globals |= {"zone": str(zone), "labels": LABEL_WORDS}
    return Site(store, explain, zone, templates)


def articles_of(store: Store, ids: Sequence[str]) -> dict[str, Article]:
    """The articles that are stored, by id."""
    found = store.get_many("articles", list(ids))
    return {id_: Flagged.model_validate(stored.body).article for id_, stored in found.items()}


def alerts_of(store: Store, story: str) -> list[Alert]:
    """The story's alerts: one at most, unless a person made more."""
    return [Alert.model_validate(stored.body) for stored in store.find("alerts", group=story)]


def told_of(store: Store, stories: Sequence[str]) -> dict[str, str]:
    """What became of each story's own card, or, while that waits for the story to be sure, of the one before it."""
    ids = [alert_id(story, slot) for story in stories for slot in (UNTIL_SURE, 0)]
    found = {id_: Alert.model_validate(one.body) for id_, one in store.get_many("alerts", ids).items()}
    told = {}
    for story in stories:
        early, own = found.get(alert_id(story, UNTIL_SURE)), found.get(story)
        shown = early if early is not None and early.there and (own is None or not own.there) else own
        if shown is not None:
            told[story] = state_text(shown)
    return told
