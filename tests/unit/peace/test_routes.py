"""Who is told of what: the order of routes, what fits, wrong files, and cards that stay where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from newswatch.errors import ConfigError
from newswatch.messages import Story
from processors.alerting.alerts import Alert
from processors.alerting.routes import SHIPPED, Route, Routed, load_routes, route
from processors.notify import Policy, notify_all
from tests.unit.stories.made import article, deal, launch
from tests.unit.stories.test_alerts import versions

DEAL = versions(deal(article("Nebulon invests in Koralis", language="fr-CA"), ["Nebulon"], "Koralis", 2e9))[0]
LAUNCH = versions(launch(article("Altomare launches Cirrus"), "Altomare", "Cirrus"))[0]


def routes(tmp_path: Path, text: str) -> tuple[Route, ...]:
    path = tmp_path / "routes.yml"
    path.write_text(text, encoding="utf-8")
    return load_routes([SHIPPED, path])


def test_as_shipped_everything_goes_to_the_channel_of_the_address() -> None:
    assert route(load_routes([SHIPPED]), DEAL, "C1") == Routed("C1")


def test_the_first_route_that_fits_decides(tmp_path: Path) -> None:
    known = routes(
        tmp_path,
        """
routes:
  - {id: launches, labels: [competitor_launch], channel: C-LAUNCH}
  - {id: big, labels: [ai_investment], min_amount: 1000000000, channel: C-BIG}
  - {id: deals, labels: [ai_investment], channel: C-DEAL}
""",
    )
    assert route(known, DEAL, "C1") == Routed("C-BIG")
    assert route(known, LAUNCH, "C1") == Routed("C-LAUNCH")


@pytest.mark.parametrize(
    ("condition", "fits"),
    [
        ("companies: [nébulon]", True),
        ("companies: [Altomare]", False),
        ("languages: [fr]", True),
        ("languages: [en]", False),
        ("sources: [SOURCE]", True),
        ("sources: [other]", False),
        ("min_amount: 3e9", False),
        ("min_amount: 2e9", True),
        ("labels: [ai_investment]\n    companies: [Altomare]", False),
    ],
)
def test_each_condition(tmp_path: Path, condition: str, fits: bool) -> None:
    text = condition.replace("SOURCE", DEAL.members[0].source)
    known = routes(tmp_path, f"routes:\n  - id: one\n    {text}\n    channel: C2\n")
    assert route(known, DEAL, "C1") == Routed("C2" if fits else "C1")


def test_also_adds_a_card_and_the_look_goes_on(tmp_path: Path) -> None:
    known = routes(
        tmp_path,
        """
routes:
  - {id: french, languages: [fr], channel: C-FR, also: true}
  - {id: same, channel: default, also: true}
  - {id: hidden, labels: [competitor_launch], channel: nobody}
""",
    )
    assert route(known, DEAL, "C1") == Routed("C1", ("C-FR",))
    assert route(known, LAUNCH, "C1") == Routed(None, ("C1",))


def test_ones_own_route_stands_in_place_of_the_shipped_one(tmp_path: Path) -> None:
    assert route(routes(tmp_path, "routes: [{id: everything, channel: C9}]"), DEAL, "C1") == Routed("C9")
    assert route(routes(tmp_path, "routes: [{id: everything, disable: true}]"), DEAL, "C1") == Routed(None)
    assert routes(tmp_path, "") == load_routes([SHIPPED])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "routes:\n  - id: a\n    channel: C1\n  - id: b\n    label: [x]\n    channel: C1\n",
            "5: routes.1.label:",
        ),
        ("routes:\n  - id: a\n    labels: [invest]\n    channel: C1\n", "3: routes.0.labels.0:"),
        ("routes:\n  - id: a\n", "2: routes.0: a route names its channel"),
        ("routes:\n  - id: a\n    also: true\n    channel: nobody\n", "2: routes.0: `also` adds a card"),
        (
            "routes:\n  - {id: a, channel: C}\n  - {id: a, channel: D}\n",
            "1: the file: two routes have the id 'a'",
        ),
        ("routes: [\n", "2: "),
        ("routes:\n  - id: a\n    channel: 2026-13-45\n", "1: can't be read: month"),
        ("- a\n", "1: the file is a mapping"),
    ],
)
def test_a_wrong_file_is_told_with_line_and_key(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError) as raised:
        routes(tmp_path, text)
    assert f"routes.yml:{told}" in str(raised.value)


def policy(*known: Route) -> Policy:
    return Policy(channel="C1", routes=lambda: known)


def settle(alerts: list[Alert], known: dict[str, Alert]) -> dict[str, Alert]:
    """As if all that was planned had been posted."""
    done = {
        a.id: a.model_copy(update={"state": "sent", "sent": a.planned, "ts": "1", "not_before": None})
        if a.state == "planned"
        else a
        for a in alerts
    }
    return known | done


BIG = Route(id="big", min_amount=1e9, channel="C-BIG")
BIG_TOO = Route(id="big", min_amount=1e9, channel="C-BIG", also=True)
ALL = Route(id="everything", channel="default")


def grown() -> list[Story]:
    """A deal whose amount becomes known."""
    return versions(
        deal(article("Nebulon invests in Koralis"), ["Nebulon"], "Koralis"),
        deal(article("Nebulon invests 2 billion in Koralis", 2, outlet="Wire"), ["Nebulon"], "Koralis", 2e9),
    )


def test_a_card_stays_where_it_is_posted() -> None:
    first, second = grown()
    told = notify_all(first, {}, policy(BIG, ALL))
    assert [(a.id, a.channel, a.state) for a in told] == [(first.id, "C1", "planned")]
    after = notify_all(second, settle(told, {}), policy(BIG, ALL))
    assert [(a.id, a.channel, a.history[-1].what) for a in after] == [(first.id, "C1", "reply")]


def test_a_card_that_is_not_posted_yet_moves() -> None:
    first, second = grown()
    (told,) = notify_all(first, {}, policy(BIG, ALL))
    assert [a.channel for a in notify_all(second, {told.id: told}, policy(BIG, ALL))] == ["C-BIG"]


def test_a_route_with_also_adds_a_card_when_it_comes_to_fit() -> None:
    first, second = grown()
    known = settle(notify_all(first, {}, policy(BIG_TOO, ALL)), {})
    told = notify_all(second, known, policy(BIG_TOO, ALL))
    assert [(a.id, a.channel) for a in told] == [(first.id, "C1"), (f"{first.id}+1", "C-BIG")]
    assert told[1].keys.group == first.id
    assert notify_all(second, settle(told, known), policy(BIG_TOO, ALL)) == []


def test_a_channel_that_has_the_card_gets_no_second_one() -> None:
    first, second = grown()
    too = Route(id="all-too", channel="default", also=True)
    known = settle(notify_all(first, {}, policy(too, BIG, ALL)), {})
    told = notify_all(second, known, policy(too, BIG, ALL))
    assert [(a.id, a.channel) for a in told] == [(first.id, "C1")]


def test_who_is_routed_nowhere_is_held_back_and_says_so() -> None:
    (alert,) = notify_all(DEAL, {}, policy(Route(id="none", channel="nobody")))
    assert (alert.state, alert.reason) == ("silent", "no-route")
