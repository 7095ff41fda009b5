"""Every page: on an empty store, on a day of news, and for what is not there."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

import pytest

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.errors import NewswatchError, Transient
from newswatch.messages import Figure, Flagged, Ruling, Story, json_of
from newswatch.ports import Collection, Doc, Hits, Query, Stored
from processors.alerting.routes import Route
from processors.cluster import start_cluster
from processors.notify import Policy, notify_all

from .conftest import Day
from .filled import MORNING, article, deal, listed, put, words
from .server import Answer, Client, next_page, serving


def explain(url: str) -> str:
    return "/explain?" + urlencode({"url": url})


@pytest.mark.parametrize("path", ["/", "/?q=words", "/stories", "/explain", explain("https://a.example/b")])
def test_an_empty_store_has_all_pages(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_an_empty_store_says_how_to_fill_it(client: Client) -> None:
    assert "newswatch run" in client.get("/").words
    assert "Nothing is known of this address" in client.get(explain("https://a.example/b")).words


@pytest.mark.parametrize(
    "path", ["/stories/nothing", "/articles/nothing", "/nothing", "/static/app.py", "/static/..%2fapp.py", "/docs",
             "/openapi.json", "/stories/a/b", "/articles/%00", "/stories/" + "a" * 3000],
)  # fmt: skip
def test_what_is_not_there_is_a_page_with_404(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status == 404
    assert "There is no" in answer.words or "nothing at this address" in answer.words


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=yesterday", "From: 'yesterday' is no date. Write 2023-01-23"),
        ("to=2023-13-01", "To: '2023-13-01' is no date"),
        ("min_amount=much", "At least: 'much' is no amount"),
        ("min_amount=-1", "is no amount"),
        ("min_amount=nan", "is no amount"),
        ("label=gossip", "There is no label 'gossip'"),
        ("sort=random", "Sort by:"),
        ("cursor=broken", "the cursor is damaged"),
        ("q=" + "a" * 501, "Words:"),
        ("company=" + "&company=".join("abcdefghijklmnopqrstuvw"), "Company:"),
        ("q=invest&cursor=WyIwIiwgIkFBPT0iXQ==", "cursor"),
    ],
)
@pytest.mark.parametrize("page", ["/", "/stories"])
def test_a_slip_is_told_in_words_with_400(client: Client, page: str, query: str, said: str) -> None:
    answer = client.get(f"{page}?{query}")
    assert answer.status == 400
    assert said in answer.words


def test_an_address_that_is_none_is_told_with_400(client: Client) -> None:
    for text in ("javascript:alert(1)", "words", "http://", "ftp://a.example/", "http://[::1"):
        answer = client.get(explain(text))
        assert answer.status == 400, text
        assert "That is no web address" in answer.words
    assert client.get(explain("https://a.example/" + "b" * 5000)).status == 400


@pytest.mark.parametrize(
    "query",
    ["from=0001-01-01&to=9999-12-31", "from=9999-12-31T23:59:59-14:00", "from=0001-01-01T00:00:00%2B14:00",
     "q=%00%01%ff%ED%A0%80", "q=%22", "q=a:b+AND+(c*+OR+NOT+d)", "min_amount=9.5+tn", "q=" + "%F0%9F%98%80" * 400,
     "label=&company=&from=&to=&min_amount=&sort=&cursor=&unknown=1"],
)  # fmt: skip
def test_odd_questions_are_answered(day: Day, query: str) -> None:
    for page in ("/", "/stories"):
        assert day.client.get(f"{page}?{query}").status == 200


def test_a_search_marks_the_words_and_counts_the_filters(day: Day) -> None:
    answer = day.client.get("/?q=investissement")
    assert "<mark>investissement</mark>" in answer.text
    assert "La Gazette numérique" in answer.words
    assert 'name="company" value="Microsoft"' in answer.text
    assert f'href="/articles/{day.filled.deal}"' in day.client.get("/?q=talks").text


def test_filters_narrow_and_can_be_taken_off(day: Day) -> None:
    both = day.client.get("/?label=ai_investment&language=fr&company=microsoft&source=lagazettenumrique")
    assert "1 article" in both.words
    assert "/?label=ai_investment&amp;company=microsoft&amp;source=lagazettenumrique" in both.text
    assert (
        "Nothing found under these filters" in day.client.get("/?label=competitor_launch&language=fr").words
    )
    assert "2 articles" in day.client.get("/?min_amount=9.5+bn").words
    assert "3 articles" in day.client.get("/?min_amount=8,000,000,000").words


def test_a_filter_is_called_what_is_seen_of_it(day: Day) -> None:
    answer = day.client.get("/?label=ai_investment&min_amount=1+bn")
    called = re.findall(r'aria-label="([^"]+), remove this filter">([^<]+) ✕</a>', answer.text)
    assert called == [("label: AI investment",) * 2, ("at least: 1 bn",) * 2]


def test_days_are_days_of_the_zone_and_the_last_one_counts(store: SqliteStore) -> None:
    put(store, Flagged(article=article("late", 16 * 60, "Told at half past eleven at night in London")))
    with serving(store, zone=ZoneInfo("Europe/Paris")) as paris, serving(store) as london:
        assert "1 article" in london.get("/?from=2023-01-23&to=2023-01-23").words
        assert "Nothing found" in paris.get("/?from=2023-01-23&to=2023-01-23").words
        there = paris.get("/?from=2023-01-24&to=2023-01-24")
        assert "24 Jan 2023, 00:30" in there.words
        assert '<time datetime="2023-01-23T23:30:00Z">' in there.text
        assert "Times are in Europe/Paris" in there.words


def test_a_misspelt_word_gets_a_suggestion_that_leads_on(day: Day) -> None:
    answer = day.client.get("/?q=Microsfot&label=ai_investment")
    assert "Did you mean microsoft" in answer.words.replace("Microsoft", "microsoft")
    link = next(link for link in answer.links if "q=" in link.lower() and "icrosoft" in link)
    assert "label=ai_investment" in link
    assert "4 articles" in day.client.get(link).words


def pages_from(client: Client, path: str) -> list[Answer]:
    answers = [client.get(path)]
    while (following := next_page(answers[-1])) is not None:
        answers.append(client.get(following))
    return answers


@pytest.mark.parametrize("query", ["", "q=machine", "q=machine&sort=newest", "language=en&from=2023-01-01"])
def test_paging_shows_each_article_once(store: SqliteStore, client: Client, query: str) -> None:
    for number in range(45):
        put(store, Flagged(article=article(f"n{number}", number, f"A machine learns, part {number}")))
    answers = pages_from(client, f"/?{query}")
    found = [link for answer in answers for link in answer.links if link.startswith("/articles/")]
    assert [answer.status for answer in answers] == [200, 200, 200]
    assert len(found) == len(set(found)) == 45
    assert "a later page of them" in answers[1].words
    assert client.get(next_page(answers[0]) + "&label=ai_investment").status == 400  # type: ignore[operator]


def test_a_story_shows_its_facts_with_the_words_in_their_sentence(day: Day) -> None:
    answer = day.client.get(f"/stories/{day.filled.deal}")
    assert answer.status == 200
    assert (
        "Microsoft is in talks to invest <mark>$10 billion</mark> in OpenAI, two people who know"
        in answer.text
    )
    assert "discute d&#39;un investissement de <mark>8 milliards de dollars</mark> dans OpenAI" in answer.text
    assert "Outlets disagree" in answer.words
    assert "8 bn USD · disagrees: not on the card" in answer.words
    assert "Told in console, 23 Jan 2023, 07:30" in answer.words


def test_a_story_tells_what_changed_when(day: Day) -> None:
    words = day.client.get(f"/stories/{day.filled.deal}").words
    steps = [
        "23 Jan 2023, 07:30 · Silicon Ledger",
        "Microsoft → OpenAI: rumoured · 10 bn USD",
        "Posted the card",
        "23 Jan 2023, 08:05 · La Gazette numérique",
        "23 Jan 2023, 08:20 · Wirewatch",
        "23 Jan 2023, 14:00 · Microsoft first party",
        "Confirmed: Microsoft → OpenAI, until now rumoured",
        "Replied under the card: “Confirmed: Microsoft → OpenAI, until now rumoured",
    ]
    places = [words.find(step) for step in steps]
    assert -1 not in places, steps[places.index(-1)]
    assert places == sorted(places)
    assert "Decided to tell" not in words  # it was carried out at once


def test_a_merged_story_points_to_the_other(store: SqliteStore, client: Client) -> None:
    one = deal(article("one", 0, "Google invests in Quillon"), "Google", "Quillon")
    other = deal(article("other", 5, "Amazon invests in Bexley"), "Amazon", "Bexley")
    word = Ruling(
        decision="join",
        article=one.article.id,
        other=other.article.id,
        by="ann",
        at=MORNING + timedelta(hours=1),
    )
    outcomes = start_cluster(())([one, other, word], {})
    stories = [story for outcome in outcomes if not isinstance(outcome, Exception) for story in outcome]
    gone = next(story for story in stories if isinstance(story, Story) and story.merged_into)
    put(store, gone)
    answer = client.get(f"/stories/{gone.id}")
    assert "This story turned out to be part of another: go to that story" in answer.words
    assert f"/stories/{gone.merged_into}" in answer.links
    # It has neither articles nor facts any more: nothing is said of them.
    assert "No deal and no launch" not in answer.words
    for heading in ("Timeline", "Facts", "Outlets"):
        assert heading not in answer.words
    assert "First told 23 Jan 2023, 07:35 · version" in answer.words


def test_a_story_says_on_which_day_it_was_told(day: Day) -> None:
    head = day.client.get(f"/stories/{day.filled.deal}").words.partition("What your team was told")[0]
    assert "First told 23 Jan 2023, 07:30 · 4 outlets, " in head


def test_an_unsure_story_says_so_and_where_it_was_told_meanwhile(
    day: Day, store: SqliteStore, client: Client
) -> None:
    stored = day.filled.store.get("stories", day.filled.launch)
    assert stored is not None
    story = Story.model_validate(stored.body).model_copy(update={"unsure": True, "outlets": ("One",)})
    store.put_newer([Doc("stories", story.id, 9, json_of(story))])
    store.refresh()
    for page in (f"/stories/{story.id}", "/stories"):
        assert "Unsure: one outlet, weak signs" in client.get(page).words
        assert "Unsure" not in day.client.get(page).words
    routes = (Route(id="maybe", unsure=True, channel="maybe"), Route(id="all", channel="default"))
    own, early = notify_all(story, {}, Policy(routes=lambda: routes, max_age=timedelta(days=9999)))
    early = early.model_copy(update={"state": "sent", "ts": "1", "posted_at": MORNING})
    for alert in (own, early):
        store.swap("alerts", alert.id, json_of(alert), alert.keys, None)
    words = client.get(f"/stories/{story.id}").words
    assert "Waits to be sure" in words
    assert "Told in maybe" in words
    assert "· Told" in client.get("/stories").words


def test_evidence_of_an_article_that_is_gone_or_changed_is_still_quoted(
    day: Day, store: SqliteStore, client: Client
) -> None:
    stored = day.filled.store.get("stories", day.filled.deal)
    assert stored is not None
    store.put_newer([Doc("stories", stored.id, 1, stored.body)])
    gone = client.get(f"/stories/{stored.id}")
    assert "$10 billion" in gone.words
    assert "reads differently" not in gone.words
    changed = article("talks", 0, "Nothing to see", "Other words.")
    put(store, Flagged(article=changed.model_copy(update={"id": stored.id})))
    assert "the article reads differently today" in client.get(f"/stories/{stored.id}").words


def test_others_words_have_their_language_where_a_story_is_found(day: Day) -> None:
    assert 'lang="fr">… OpenAI <mark>négocie</mark>' in day.client.get("/stories?q=n%C3%A9gocie").text
    assert (
        'lang="en">Introducing Scribe</span></a>' in day.client.get(explain(day.filled.urls["scribe"])).text
    )


def test_a_sum_is_quoted_in_the_language_of_its_article(store: SqliteStore, client: Client) -> None:
    told = article("a", 0, "Un investissement", "Quillon investit 8 milliards de dollars.", language="fr")
    figure = Figure(value=8e9, currency="EUR", evidence=words(told, "8 milliards de dollars"))
    put(store, Flagged(article=told, figures=(figure,)))
    assert 'lang="fr">8 milliards de dollars</span>”' in client.get(f"/articles/{told.id}").text


def test_an_article_shows_its_verdict_and_its_story(day: Day) -> None:
    answer = day.client.get(f"/articles/{day.filled.deal}")
    assert "speaks for AI investment · rule deal-verb" in answer.words
    assert "AI investment 0.96" in answer.words
    assert f"/stories/{day.filled.deal}" in answer.links
    assert "<mark>OpenAI</mark>" in answer.text
    other = next(link for link in day.client.get("/?q=newspaper").links if link.startswith("/articles/"))
    assert f"/stories/{day.filled.deal}" in day.client.get(other).links


class Searched:
    """A store that is not read as a whole."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)

    def find(self, collection: Collection, **keys: object) -> list[Stored]:
        assert collection != "stories"
        return self.store.find(collection, **keys)  # type: ignore[arg-type]


def test_an_articles_story_is_found_among_many_of_one_headline(store: SqliteStore) -> None:
    headline = "Google invests in Quillon"
    ours = [
        deal(article(name, 0, headline, outlet="Wirewatch"), "Google", "Quillon") for name in ("one", "two")
    ]
    others = [deal(article(f"n{n}", n, headline), "Google", "Quillon") for n in range(1, 31)]
    for flagged in (ours, *([other] for other in others)):
        outcomes = start_cluster(())(flagged, {})
        made = [story for outcome in outcomes if not isinstance(outcome, Exception) for story in outcome]
        assert isinstance(made[-1], Story)
        put(store, *flagged, made[-1])
    second = ours[1].article
    alone = deal(article("late", 40, headline), "Google", "Quillon").article
    put(store, deal(alone, "Google", "Quillon"))
    with serving(Searched(store)) as client:  # type: ignore[arg-type]
        for path in (f"/articles/{second.id}", explain(second.url)):
            assert f"/stories/{ours[0].article.id}" in client.get(path).links
        assert "It belongs to no story" in client.get(f"/articles/{alone.id}").words
        assert "It is in no story yet" in client.get(explain(alone.url)).words


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("talks", ["Fetched", "Read: Microsoft in talks", "Labels: AI investment", "Part of the story",
                   "Told in console"]),
        ("carbon", ["Labels: none", "No label, so that it makes no story", "nobody is told", "very short"]),
        ("old", ["Told nobody: all its articles come from a first crawl or a backfill"]),
        ("missing", ["Could not be fetched: http-404", "It did not come this far"]),
        ("picture", ["Refused by extract: not-html", "the page is a picture <img src=x onerror=alert(1)>"]),
    ],
)  # fmt: skip
def test_explain_tells_the_fate_through_every_stage(day: Day, name: str, said: list[str]) -> None:
    answer = day.client.get(explain(day.filled.urls[name]))
    assert answer.status == 200
    for one in said:
        assert one in answer.words
    assert "img" not in answer.tags


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"state": "seen"}, ["Never fetched", "named many pages that were newer"]),
        ({"state": "pending"}, ["Waits to be fetched", "next crawl"]),
        ({"state": "pending", "reason": "http-503"}, ["Could not be fetched yet: http-503", "tried again"]),
        ({"state": "pending", "done_at": "2023-01-23T14:00:00Z"}, ["Fetched", "looked at once more"]),
        ({"state": "failed", "reason": "robots"}, ["Could not be fetched: robots", "given up"]),
        ({"state": "done"}, ["Fetched"]),
    ],
)
def test_explain_says_in_words_what_the_crawl_did(
    store: SqliteStore, client: Client, more: dict[str, str], said: list[str]
) -> None:
    listed(store, "https://a.example/page", **more)
    words = client.get(explain("https://a.example/page")).words
    assert all(one in words for one in said), words
    assert more["state"] not in words.partition("Extract:")[0].split(), "no bare word of the pipeline"


def test_stories_are_listed_with_what_was_told(day: Day) -> None:
    words = day.client.get("/stories").words
    assert "3 stories" in words
    assert "4 outlets · 4 articles · Told" in words
    assert "1 story" in day.client.get("/stories?q=Scribe").words


def test_health_is_one_word(day: Day) -> None:
    answer = day.client.get("/health")
    assert (answer.status, answer.text) == (200, '{"status":"ok"}')


class Failing:
    """A store that is away, or broken."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def search(self, collection: str, query: Query) -> Hits:
        raise self.error

    def find(self, *_: object, **__: object) -> list[object]:
        raise self.error

    def get(self, *_: object) -> None:
        raise self.error


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (Transient("es-1.internal: password hunter2 refused"), 503, "The store does not answer"),
        (NewswatchError("/srv/secret/store.db is no store"), 503, "The store does not answer"),
        (RuntimeError("hunter2"), 500, "This page could not be made"),
    ],
)
def test_a_failing_store_is_told_without_what_it_said(
    error: Exception, status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(Failing(error)) as client:  # type: ignore[arg-type]
        for path in ("/", "/stories", "/stories/a", "/articles/a", "/?cursor=a&q=b"):
            answer = client.get(path)
            if path.startswith("/?cursor") and type(error) is NewswatchError:
                continue  # the store's word about a cursor is the one that is passed on
            assert answer.status == status, path
            assert said in answer.words
            assert "hunter2" not in answer.text
            assert "/srv" not in answer.text
            assert "content-security-policy" in answer.headers
        assert client.get("/health").status in (500, 503)


def test_every_link_of_the_day_leads_somewhere(day: Day) -> None:
    todo, seen = ["/"], set[str]()
    while todo:
        path = todo.pop().partition("#")[0]
        if not path.startswith("/") or path in seen or len(seen) > 150:
            continue
        seen.add(path)
        answer = day.client.get(path)
        assert answer.status == 200, path
        todo += answer.links
    assert len(seen) > 20


def test_a_story_of_very_many_articles_is_shown(store: SqliteStore, client: Client) -> None:
    text = "Microsoft buys OpenAI"
    told = [article(f"a{n}", n, text, f"{text}.", outlet=f"Paper {n}") for n in range(150)]
    many = [deal(one, "Microsoft", "OpenAI") for one in told]
    outcomes = start_cluster(())(many, {})
    last = [story for outcome in outcomes if not isinstance(outcome, Exception) for story in outcome][-1]
    assert isinstance(last, Story)
    put(store, last)
    answer = client.get(f"/stories/{quote(last.id)}")
    assert answer.status == 200
    assert "Paper 149" in answer.words
    assert MORNING.strftime("%Y") in answer.words
