"""Feeds and sitemaps, good and hostile: rows 25 to 38 of the bad inputs."""

from __future__ import annotations

import gzip
import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawlers.dates import read_date
from crawlers.feeds import read_feed
from crawlers.limits import MAX_BODY
from crawlers.listed import MAX_ENTRIES, Feed
from crawlers.sitemaps import read_sitemap

EVAL = Path(__file__).parents[4] / "shared" / "eval" / "feeds"


def rss(items: str, channel: str = "") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{items}</channel></rss>'.encode()


def item(title: str, link: str = "http://a.example/1", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def classes(feed: Feed) -> set[str]:
    return {problem.partition(":")[0] for problem in feed.problems}


# --- each kind --------------------------------------------------------------------------------------


def test_rss() -> None:
    feed = read_feed(
        rss(
            item("L&#8217;IA &amp;amp; moi", more="<pubDate>Tue, 24 Jan 2023 10:00:00 +0100</pubDate>"
                 "<description>&lt;p&gt;Une &lt;b&gt;bonne&lt;/b&gt; nouvelle&lt;/p&gt;</description>"),
            "<title>T</title><link>http://a.example/</link><language>fr-FR</language>",
        )
    )  # fmt: skip
    (entry,) = feed.entries
    assert (feed.kind, feed.title, feed.link, feed.language) == ("rss", "T", "http://a.example/", "fr")
    assert (entry.url, entry.title, entry.summary) == (
        "http://a.example/1",
        "L’IA & moi",
        "Une bonne nouvelle",
    )
    assert entry.date_published == datetime(2023, 1, 24, 9, tzinfo=UTC)
    assert (entry.language, entry.date_modified, feed.problems) == ("fr", None, ())


def test_atom() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>T</title><entry>'
        '<title type="html">A &lt;i&gt;new&lt;/i&gt; model</title><link href="/x"/><author><name>Ada</name></author>'
        "<published>2023-01-24T10:00:00Z</published><updated>2023-01-24T11:00:00Z</updated></entry></feed>"
    )
    feed = read_feed(body.encode(), "application/atom+xml", "http://a.example/feed")
    (entry,) = feed.entries
    assert (feed.kind, entry.url, entry.title, entry.author) == (
        "atom",
        "http://a.example/x",
        "A new model",
        ("Ada",),
    )
    assert (entry.date_published, entry.date_modified) == (
        datetime(2023, 1, 24, 10, tzinfo=UTC),
        datetime(2023, 1, 24, 11, tzinfo=UTC),
    )


def test_rdf() -> None:
    body = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://a.example/"><title>T</title></channel>'
        '<item rdf:about="http://a.example/1"><title>One</title><link>http://a.example/1</link>'
        "<dc:date>2023-01-24T10:00:00Z</dc:date></item></rdf:RDF>"
    )
    feed = read_feed(body.encode())
    assert (feed.kind, feed.entries[0].title) == ("rdf", "One")
    assert feed.entries[0].date_published == datetime(2023, 1, 24, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("escaped", "read"),
    [
        (r"Half \ud83d of it", "Half \ufffd of it"),
        (r"Half \uDE00 of it", "Half \ufffd of it"),
        (r"Two halves \ud83d\ud83d\ude00", "Two halves \ufffd\U0001f600"),
        (r"A backslash \\ud83d", r"A backslash \ud83d"),
        (r"Whole \ud83d\ude00 and \u00e9", "Whole \U0001f600 and é"),
    ],
)
def test_half_a_character_costs_a_json_feed_that_character_alone(escaped: str, read: str) -> None:
    body = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": '
        f'[{{"id": "1", "url": "http://a.example/1", "title": "{escaped}"}}]}}'
    )
    (entry,) = read_feed(body.encode(), "application/feed+json", "http://a.example/feed.json").entries
    assert entry.title == read


def test_json_feed() -> None:
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "home_page_url": "http://a.example/",
        "language": "fr-CA",
        "items": [
            {"id": 1, "url": "/x", "title": "Un", "content_html": "<p>Texte &amp; suite</p>",
             "authors": [{"name": "A"}], "date_published": "2023-01-24T10:00:00+01:00"},
            {"id": "http://a.example/2", "content_text": "Deux"},
            {"id": "3"},
            "nonsense",
        ],
    }  # fmt: skip
    feed = read_feed(json.dumps(body).encode(), "application/feed+json", "http://a.example/feed.json")
    first, second, third, fourth = feed.entries
    assert (feed.kind, first.url, first.title, first.summary) == (
        "json",
        "http://a.example/x",
        "Un",
        "Texte & suite",
    )
    assert (first.author, first.language) == (("A",), "fr")
    assert first.date_published == datetime(2023, 1, 24, 9, tzinfo=UTC)
    assert (second.url, second.summary) == ("http://a.example/2", "Deux")
    assert (third.url, fourth.url) == ("", "")
    assert classes(feed) == {"no-link", "malformed"}


def test_a_link_without_password_and_with_a_web_scheme() -> None:
    feed = read_feed(
        rss(
            item("a", "http://u:secret@a.example/1")
            + item("b", "javascript:alert(1)")
            + item("c", "ftp://a.example/")
        )
    )
    assert [entry.url for entry in feed.entries] == ["http://a.example/1", "", ""]
    assert "secret" not in str(feed)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("AT&amp;T", "AT&T"),
        ("A &lt; B", "A < B"),
        ("x&#0;y\x07z", "xyz"),
        ("<![CDATA[<b>Bold</b> claim]]>", "Bold claim"),
        ("one\n   two", "one two"),
        ("x" * 5_000, "x" * 1_000),
    ],
)
def test_titles_are_plain_text(title: str, expected: str) -> None:
    found = read_feed(rss(item(title))).entries[0].title
    assert found is not None
    assert found.replace("�", "").replace(" z", "z").replace("x y", "xy") == expected


# --- hostile ----------------------------------------------------------------------------------------

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
    + rss(item("&j;")).decode().partition("?>")[2]
)
XXE = '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + rss(item("&f;")).decode().partition("?>")[2]
HOSTILE: dict[str, tuple[bytes, str | None]] = {
    "25 billion laughs": (LAUGHS.encode(), "entities"),
    "25 in UTF-16": (LAUGHS.encode("utf-16"), "entities"),
    "26 external entity": (XXE.encode(), "entities"),
    "27 external DTD": (b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd">' + rss(item("t"))[21:], None),
    "28 200,000 entries": (rss("<item/>" * 200_000), "too-many-entries"),
    "29 an entry of 50 MB": (rss(item("x" * 50_000_000)), "too-large"),
    "30 depth 100,000": (rss("<a>" * 100_000 + "</a>" * 100_000), "too-complex"),
    "30 depth, unclosed": (b"<rss><channel>" + b"<a>" * 100_000, "too-deep"),
    "30 JSON depth": (b'{"items":' + b"[" * 500_000, "not-a-feed"),
    "31 UTF-8 said, latin-1 sent": (
        b'<?xml version="1.0" encoding="utf-8"?>' + rss(item("été")).decode().partition("?>")[2].encode("latin-1"),
        "encoding",
    ),
    "33 control characters": (rss(item("a\x01b\x0cc")), "malformed"),
    "34 an error page": (b"<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>", "not-a-feed"),
    "35 empty": (b"", "empty"),
    "35 blank": (b"\xef\xbb\xbf \n\x00 ", "empty"),
    "36 truncated": (rss(item("one") + item("two"))[:-30], "malformed"),
    "37 a URL": (b"http://127.0.0.1:1/feed.xml", "not-a-feed"),
    "37 a file name": (b"/etc/passwd", "not-a-feed"),
    "200,000 attributes": (b"<rss " + b" ".join(b'a%d=""' % n for n in range(200_000)) + b"/>", "too-complex"),
    "a flood of <": (b"<rss><channel><item><title>" + b"<" * 2_000_000, "too-complex"),
    "a flood of tags": (b"<rss><channel><item><title>" + b"<a " * 700_000, "too-complex"),
    "a flood of end tags": (b"<rss><channel><item><title>" + b"</a>" * 190_000, "too-complex"),
    "a flood of &": (b"<rss><channel><item><title>" + b"&" * 2_000_000, "too-complex"),
    "a flood of links": (b"<feed><entry>" + b'<link href="/x"/>' * 99_000, "too-complex"),
    "JSON, no feed": (b'{"error": "no"}', "not-a-feed"),
    "JSON, broken": (b'{"items": [', "not-a-feed"),
}  # fmt: skip


@pytest.mark.parametrize("row", HOSTILE)
def test_hostile_bodies(row: str) -> None:
    body, problem = HOSTILE[row]
    start = time.process_time()
    feed = read_feed(body, "text/xml", "http://a.example/feed")
    assert time.process_time() - start < 2
    assert len(feed.entries) <= MAX_ENTRIES
    assert problem is None or problem in classes(feed)
    assert "root:" not in str(feed)


def test_what_is_left_of_a_truncated_feed_is_read() -> None:
    assert [e.title for e in read_feed(HOSTILE["36 truncated"][0]).entries] == ["one", "two"]


def test_latin_1_that_calls_itself_utf_8_is_read() -> None:
    assert read_feed(HOSTILE["31 UTF-8 said, latin-1 sent"][0]).entries[0].title == "été"


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "windows-1252"]
)
def test_encodings(encoding: str) -> None:
    name = encoding.removesuffix("-le").removesuffix("-be")
    text = (
        f'<?xml version="1.0" encoding="{name}"?>'
        + rss(item("Été à l’œuvre" if "latin" not in name else "Été")).decode().partition("?>")[2]
    )
    feed = read_feed(text.encode(encoding))
    assert (feed.entries[0].title or "").startswith("Été")
    assert feed.kind == "rss"


def test_the_charset_of_the_header_is_a_hint() -> None:
    body = rss(item("été")).decode().partition("?>")[2].encode("latin-1")
    assert read_feed(body, "application/rss+xml; charset=ISO-8859-1").entries[0].title == "été"


def test_an_entry_without_a_link_is_at_the_address_that_it_is_known_by() -> None:
    known = "<item><title>a</title><guid isPermaLink='false'>{}</guid></item>"
    feed = read_feed(
        rss(known.format("http://a.example/1") + known.format("tag:a.example,2023:2")),
        base_url="http://b.example",
    )
    assert [entry.url for entry in feed.entries] == ["http://a.example/1", ""]
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://a.example/2</id><title>b</title></entry></feed>'
    assert read_feed(atom.encode()).entries[0].url == "http://a.example/2"


def test_an_ampersand_that_begins_no_reference_is_one() -> None:
    more = "<description><![CDATA[R&D at <a href='?a&b'>S&P</a>]]></description>"
    (entry,) = read_feed(
        rss(item("AT&T buys R&D firm caf&eacute;", "http://a.example/?a=1&copy=2", more))
    ).entries
    assert (entry.title, entry.summary) == ("AT&T buys R&D firm café", "R&D at S&P")
    assert entry.url == "http://a.example/?a=1&copy=2"
    listed = read_sitemap(b"<urlset><url><loc>http://a.example/?a=1&b=2</loc></url></urlset>").entries
    assert [one.url for one in listed] == ["http://a.example/?a=1&b=2"]


def test_a_reference_of_thousands_of_digits_costs_no_feed() -> None:
    feed = read_feed(rss(item("A &amp;#" + "9" * 5_000 + "; title") + item("Another")))
    assert [entry.title for entry in feed.entries] == ["A \ufffd title", "Another"]


def test_the_largest_body_is_read() -> None:
    body = rss(item("a") + "<!--" + "x" * (MAX_BODY - 500) + "-->")
    assert len(read_feed(body).entries) == 1


# --- dates (row 38) ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 24 Jan 2023 10:00:00 +0100", "2023-01-24T09:00:00+00:00"),
        ("2023-01-24T10:00:00Z", "2023-01-24T10:00:00+00:00"),
        ("2023-01-24", "2023-01-24T00:00:00+00:00"),
        ("mardi 24 janvier 2023 à 10h30", "2023-01-24T10:30:00+00:00"),
        ("mar., 24 janv. 2023 10:00:00 +0100", "2023-01-24T09:00:00+00:00"),
        ("1er août 2023", "2023-08-01T00:00:00+00:00"),
        ("24 févr. 2023", "2023-02-24T00:00:00+00:00"),
        ("24/01/2023 08:15", "2023-01-24T08:15:00+00:00"),
        ("Seg, 24 Set 2018 19:42:40 -0300", "2018-09-24T22:42:40+00:00"),
        ("Di, 24 Jän 2023 10:00:00 +0100", "2023-01-24T09:00:00+00:00"),
        ("Tue, 24 Jan 2023 10:00:00 CET", "2023-01-24T09:00:00+00:00"),
        ("Mon, 24 Jul 2023 10:00:00 CEST", "2023-07-24T08:00:00+00:00"),
        ("Tuesday, January 24, 2023 - 10:00", "2023-01-24T10:00:00+00:00"),
        ("01/24/2023", "2023-01-24T00:00:00+00:00"),
        ("02/01/2023", "2023-01-02T00:00:00+00:00"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    problems: list[str] = []
    found = read_date(text, problems)
    assert found is not None
    assert (found.isoformat(), problems) == (expected, [])


def test_a_feeds_dates_by_its_language_and_by_zones_with_a_name() -> None:
    def date(text: str, language: str) -> tuple[str | None, tuple[str, ...]]:
        body = rss(item("a", more=f"<pubDate>{text}</pubDate>"), f"<language>{language}</language>")
        feed = read_feed(body)
        found = feed.entries[0].date_published
        return found.isoformat() if found else None, feed.problems

    assert date("Tue, 24 Jan 2023 10:00:00 CET", "fr") == ("2023-01-24T09:00:00+00:00", ())
    assert date("01/02/2023", "fr-FR") == ("2023-02-01T00:00:00+00:00", ())
    assert date("01/02/2023", "en-us") == (None, ("date: '01/02/2023' can't be read",))


@pytest.mark.parametrize(
    "text",
    [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Mon, 01 Jan 0001 00:00:00 +0000",
        "2099-01-01T00:00:00Z",
        "yesterday",
        "31 février 2023",
        "99/99/2023",
    ],
)
def test_dates_that_can_not_be(text: str) -> None:
    problems: list[str] = []
    assert read_date(text, problems) is None
    assert problems[0].startswith("date: ")


def test_no_date_is_no_problem() -> None:
    problems: list[str] = []
    assert read_date(None, problems) is read_date("  ", problems) is None
    assert problems == []


@pytest.mark.parametrize("text", ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 Jan 2099 00:00:00 GMT"])
def test_a_feed_with_dates_that_can_not_be(text: str) -> None:
    feed = read_feed(rss(item("t", more=f"<pubDate>{text}</pubDate>")))
    assert feed.entries[0].date_published is None
    assert classes(feed) == {"date"}


# --- sitemaps ---------------------------------------------------------------------------------------

NEWS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>https://a.example/x</loc>'
    "<image:image><image:loc>http://127.0.0.1/i.png</image:loc><image:title>No</image:title></image:image>"
    "<lastmod>2023-01-24T11:00:00Z</lastmod><news:news><news:publication><news:name>A</news:name>"
    "<news:language>fr</news:language></news:publication><news:publication_date>2023-01-24</news:publication_date>"
    "<news:title>L&apos;IA &amp; moi</news:title></news:news></url></urlset>"
)


@pytest.mark.parametrize("body", [NEWS.encode(), gzip.compress(NEWS.encode()), NEWS.encode("utf-16")])
def test_a_news_sitemap(body: bytes) -> None:
    found = read_sitemap(body)
    (entry,) = found.entries
    assert (found.kind, entry.url, entry.title, entry.language) == (
        "urlset",
        "https://a.example/x",
        "L'IA & moi",
        "fr",
    )
    assert entry.date_published == datetime(2023, 1, 24, tzinfo=UTC)
    assert entry.date_modified == datetime(2023, 1, 24, 11, tzinfo=UTC)


def test_an_index_gives_the_latest_first() -> None:
    body = (
        "<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
        "<sitemap><loc>/b.xml</loc><lastmod>2021-01-01</lastmod></sitemap></sitemapindex>"
    )
    found = read_sitemap(body.encode(), "http://a.example/map.xml")
    assert found.children == ("http://a.example/b.xml", "http://a.example/a.xml")


def test_of_a_long_sitemap_the_latest_are_read_wherever_they_stand() -> None:
    def listing(name: str, number: int) -> str:
        at = datetime(2023, 1, 24, tzinfo=UTC) + timedelta(hours=number)
        return f"<{name}><loc>http://a.example/{number}</loc><lastmod>{at.isoformat()}</lastmod></{name}>"

    def body(around: str, inside: str, count: int) -> bytes:
        return f"<{around}>{''.join(listing(inside, n) for n in range(count))}</{around}>".encode()

    found = read_sitemap(body("urlset", "url", 5_002))
    assert len(found.entries) == 5_000
    assert found.problems == ("too-many-entries: only the latest 5000 are read",)
    assert {"http://a.example/5001", "http://a.example/2"} <= {entry.url for entry in found.entries}
    assert read_sitemap(body("urlset", "url", 5_000)).problems == ()
    assert read_sitemap(body("sitemapindex", "sitemap", 600)).children[0] == "http://a.example/599"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b"<html></html>", "not-a-sitemap"),
        (b"not xml", "not-a-sitemap"),
        (
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>',
            "entities",
        ),
        (gzip.compress(b"0" * 100_000_000), "too-large"),
        (b"\x1f\x8bnot gzip", "malformed"),
        (b"<urlset>" + b"<a>" * 100_000, "too-deep"),
        (
            b"<urlset>" + b"<url><loc>http://a.example/</loc></url>" * 30_000 + b"</urlset>",
            "too-many-entries",
        ),
        (b"<urlset><url><loc>javascript:x</loc></url></urlset>", "no-link"),
    ],
)
def test_sitemaps_that_are_none(body: bytes, problem: str) -> None:
    start = time.process_time()
    found = read_sitemap(body)
    assert time.process_time() - start < 2
    assert problem in {text.partition(":")[0] for text in found.problems}


# --- real feeds -------------------------------------------------------------------------------------


@pytest.mark.skipif(not EVAL.exists(), reason="the real feeds are not in the repository")
def test_real_feeds_have_the_counts_of_their_manifest() -> None:
    """The labelled data is not committed: where it is at hand, each feed must count as it says."""
    manifest = json.loads((EVAL / "MANIFEST.json").read_text(encoding="utf-8"))
    for kept in manifest["feeds"]:
        feed = read_feed((EVAL / kept["file"]).read_bytes())
        assert len(feed.entries) == kept.get("json_items", kept["feedparser"]["entries"]), kept["file"]
        if "json_items" not in kept:
            assert (
                sum(bool(e.date_published) for e in feed.entries) >= kept["feedparser"]["entries_with_date"]
            )
