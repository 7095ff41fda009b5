"""What the demo's day must yield, as typed values: read from newswatch/demo/expected.yml."""

from __future__ import annotations

from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, Field

from newswatch.demo.actual import Action
from newswatch.messages import Availability, DealStatus, Label


class _Strict(BaseModel):
    """The file is ours: an unknown key is a slip that would leave something unchecked."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ExpectedMoney(_Strict):
    """A sum in units of its currency."""

    value: float
    currency: str
    status: DealStatus


class ExpectedDeal(_Strict):
    """A deal. `target` and `stage` are compared where they are given."""

    investors: tuple[str, ...]
    target: str | None = None
    status: DealStatus
    stage: str | None = None
    disclosed: bool = True
    amount: ExpectedMoney | None = None
    valuation: ExpectedMoney | None = None


class ExpectedLaunch(_Strict):
    """A launch. `availability` is compared where it is given, everything else always."""

    organisation: str
    product: str | None = None
    availability: Availability | None = None
    planned: str | None = None
    told_by: str | None = None


class ExpectedTouch(_Strict):
    """One time that a card is touched: when (UTC), how, why, and what a reply must name."""

    at: str
    action: Action
    reason: str
    names: tuple[str, ...] = ()


class ExpectedStory(_Strict):
    """A story, found by its first article. It has alerts, or the reason why it stays silent."""

    name: str
    labels: tuple[Label, ...]
    articles: tuple[str, ...] = Field(min_length=1)
    outlets: int
    deals: tuple[ExpectedDeal, ...] = ()
    launches: tuple[ExpectedLaunch, ...] = ()
    alerts: tuple[ExpectedTouch, ...] = ()
    silent: str | None = None


class Counts(_Strict):
    """How many of each the day must end with."""

    articles: int
    flagged: int
    stories: int
    alerts: int


class Expected(_Strict):
    """The whole expectation. What is not named must not be there."""

    counts: Counts
    stories: tuple[ExpectedStory, ...]
    rejected: dict[str, str]
    problems: dict[str, tuple[str, ...]]


def load_expected() -> Expected:
    """The committed expectation. Raises pydantic.ValidationError when the file is wrong."""
    text = (resources.files("newswatch.demo") / "expected.yml").read_text("utf-8")
    return Expected.model_validate(yaml.safe_load(text))
