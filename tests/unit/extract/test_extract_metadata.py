"""What a page says of itself, and what is cut from it."""

from __future__ import annotations

import pytest

from processors.page.jsonld import described
from processors.page.metadata import Metadata, metadata_of
from processors.page.titles import MANY, domain_names, headline_of, without_site_name
from processors.page.tree import parsed

URL = "https://news.example/a"


def read(head: str, body: str = "<p>x</p>") -> Metadata:
    tree, _ = parsed(f"<html><head>{head}</head><body>{body}</body></html>")
    return metadata_of(tree, URL)


def ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


@pytest.mark.parametrize(
    ("title", "names", "expected"),
    [
        ("Deal done - The Verge", ("The Verge",), "Deal done"),
        ("Deal done | WIRED", ("Wired",), "Deal done"),
        ("Deal done – Le Monde", ("lemonde.fr",), "Deal done"),
        ("Deal done | MIT Technology Review", ("MIT Technology Review",), "Deal done"),
        ("Le Monde : deal done", ("Le Monde",), "deal done"),
        ("Deal done | The Site | site.com", ("The Site", "site.com"), "Deal done"),
        ("Deal done | Tech | The Site", ("The Site",), "Deal done | Tech"),
        ("Deal done—The Verge", ("The Verge",), "Deal done"),
        ("Deal done « The Verge", ("The Verge",), "Deal done"),
        ("Deal done ~ The Verge", ("The Verge",), "Deal done"),
        ("Deal done › The Verge", ("The Verge",), "Deal done"),
        ("Nvidia: a deal is done", ("Nvidia",), "Nvidia: a deal is done"),
        ("Inside Wired", ("Wired",), "Inside Wired"),
        ("Wired", ("Wired",), "Wired"),
        ("Nvidia - the chip maker - grows", ("The Verge",), "Nvidia - the chip maker - grows"),
        ("GPT-4-The Verge", ("The Verge",), "GPT-4-The Verge"),
        ("A | B", (), "A | B"),
        ("A | B", ("", "|"), "A | B"),
    ],
)
def test_the_site_name_is_cut_from_a_title(title: str, names: tuple[str, ...], expected: str) -> None:
    assert without_site_name(title, names) == expected


@pytest.mark.parametrize(
    "hollow",
    ["The Site", "the-site.com", "undefined", "{{ page.title }}", "Loading...", "Home | The Site", "Accueil"],
)
def test_a_title_that_says_nothing_gives_way_to_the_next(hollow: str) -> None:
    names = ("The Site", "the-site.com")
    assert headline_of((hollow, "Deal done | The Site"), names) == "Deal done"
    assert headline_of((hollow,), names) == ""


def test_the_sites_name_in_meta_json_ld_or_h1_is_not_the_headline() -> None:
    title = "<title>Deal done - The Site</title>"
    for head, body in (
        ('<meta property="og:title" content="The Site">', "<p>x</p>"),
        (ld('{"@type":"NewsArticle","headline":"The Site"}'), "<p>x</p>"),
        ("", "<h1>The Site</h1><h2>Deal done</h2>"),
    ):
        assert headline_of(read(head + title, body).titles, ("The Site",)) == "Deal done"


def test_names_of_a_domain() -> None:
    assert domain_names("https://www.lesnumeriques.com/a") == ("lesnumeriques.com", "lesnumeriques")
    assert domain_names("https://[broken") == ()
    assert domain_names("") == ()


@pytest.mark.parametrize(
    "content",
    [
        '{"@type":"NewsArticle","headline":"T"}',
        '[{"@type":"NewsArticle","headline":"T"}]',
        '{"@graph":[{"@type":"WebSite","name":"S"},{"@type":"https://schema.org/NewsArticle","headline":"T"}]}',
        '{"@type":["Article","BlogPosting"],"headline":"T"}',
        '{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"T"}}',
        '<!-- {"@type":"Article","headline":"T"} -->',
        '{"@type":"Article","headline":"T","description":"a raw\nbreak"}',
        '{"@type":"Article","headline":"T"},',
        "{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;T&quot;}",
        '{"@type":"Article","headline":"T","keywords":["a","b",],}',
        '/* made by a plugin */ {"@type":"Article","headline":"T"}',
        '{"@type":["schema:NewsArticle "],"headline":["T","U"]}',
        r"""{"@type":"Article","headline":"T","description":"it\'s"}""",
    ],
)
def test_json_ld_is_read_with_tolerance(content: str) -> None:
    assert read(ld(content)).title == "T"


def test_a_stroke_that_stands_for_itself_is_kept_where_the_rest_is_mended() -> None:
    assert read(ld(r"""{"@type":"Article","headline":"a \\x b",}""")).title == r"a \x b"


def test_what_is_past_mending_and_dateless_gives_way_to_a_whole_one() -> None:
    torn = '{"@type":"Article","headline":"Torn "twice"'
    whole = '{"@type":"Article","headline":"Whole","datePublished":"2026-03-10"}'
    assert read(ld(torn) + ld(whole) + "<title>Shown</title>").published == ("2026-03-10",)


def test_a_page_of_a_thousand_titles_is_known_by_its_first() -> None:
    many = "".join(f"<h1>Title {n}</h1><meta property='og:title' content='Meta {n}'>" for n in range(1_000))
    assert len(read(many).titles) <= 3 * MANY


@pytest.mark.parametrize(
    "content", ["", "{", "null", "42", '"text"', "[" * 50_000, '{"@type":7,"headline":["T"]}']
)
def test_broken_json_ld_is_passed_over(content: str) -> None:
    assert read(ld(content) + "<title>From the title</title>").title == "From the title"


def test_the_article_of_this_page_is_chosen_among_others() -> None:
    other = '{"@type":"NewsArticle","headline":"Other","url":"https://news.example/b"}'
    mine = '{"@type":"NewsArticle","headline":"Mine","url":"https://news.example/a/"}'
    assert read(ld(other) + ld(mine)).title == "Mine"
    listed = f'{{"@type":"ItemList","itemListElement":[{other}]}}'
    assert read(ld(listed) + "<title>Own</title>").title == "Own"


OTHER = '{"@type":"NewsArticle","headline":"Harbour opens","url":"https://news.example/b","datePublished":"2020-01-02"}'


def test_an_article_of_another_address_is_not_this_pages_unless_the_page_shows_it() -> None:
    recommended = read(ld(OTHER) + "<title>Deal done</title>")
    assert (recommended.title, recommended.published) == ("Deal done", ())
    moved = read(ld(OTHER) + "<title>Harbour opens | The Site</title>")
    assert (moved.title, moved.published) == ("Harbour opens", ("2020-01-02",))
    canonical = '<link rel="canonical" href="https://news.example/b">'
    assert read(ld(OTHER) + canonical + "<title>Deal done</title>").published == ("2020-01-02",)


def test_of_two_articles_without_address_the_one_that_the_page_shows() -> None:
    both = '[{"@type":"NewsArticle","headline":"Other"},{"@type":"NewsArticle","headline":"Deal done"}]'
    assert read(ld(both), "<h1>Deal done</h1>").title == "Deal done"


def test_an_update_of_a_live_page_is_not_its_article() -> None:
    update = f'{{"@type":"BlogPosting","headline":"Update","url":"{URL}#u1"}}'
    live = f'{{"@type":"LiveBlogPosting","headline":"Live: a day","liveBlogUpdate":[{update}]}}'
    assert read(ld(live)).title == "Live: a day"


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type":"NewsArticle","datePublished":"2026-03-19T10:00:00Z","headline":"The "big" one"}',
        '{"@type":"NewsArticle","datePublished":"2026-03-19T10:00:00Z","articleBody":"It is c',
    ],
)
def test_json_ld_past_mending_still_tells_its_date(broken: str) -> None:
    told = read(ld(broken) + "<title>T</title>")
    assert (told.title, told.published) == ("T", ("2026-03-19T10:00:00Z",))
    another = broken + '{"datePublished":"2020-01-02"}'
    assert read(ld(another)).published == ()


def test_seconds_since_1970_in_json_ld() -> None:
    assert read(ld('{"@type":"Article","datePublished":1767625440}')).published == ("1767625440",)


def test_a_page_about_a_film_is_dated_and_described_by_it() -> None:
    film = '{"@type":"VideoObject","name":"F","description":"A film.","uploadDate":"2026-03-18T08:00:00Z"}'
    told = read(ld(film))
    assert (told.description, told.published) == ("A film.", ("2026-03-18T08:00:00Z",))
    article = read(ld(film) + ld('{"@type":"Article","headline":"T"}'))
    assert (article.description, article.published) == ("", ())


def test_microdata_of_what_stands_beside_the_article_is_not_its_own() -> None:
    beside = (
        '<{0} itemscope itemtype="https://schema.org/Article"><a itemprop="headline">Old</a>'
        '<time itemprop="datePublished" datetime="2019-03-18">x</time></{0}>'
    )
    own = (
        '<div itemscope itemtype="https://schema.org/Article"><h1 itemprop="headline">New</h1>'
        '<time itemprop="datePublished" datetime="2026-03-18">x</time></div>'
    )
    plain_own = own.replace("itemscope", "")
    for body in (beside.format("div") + own, beside.format("aside") + plain_own):
        told = read("", body)
        assert (told.title, told.published) == ("New", ("2026-03-18",))


def test_rdfa_is_read_like_microdata() -> None:
    told = read(
        "<title>x</title>",
        '<div vocab="https://schema.org/" typeof="NewsArticle"><h1 property="headline">T</h1>'
        '<i property="schema:author">Ann Lee</i><time property="datePublished" content="2026-03-18T08:00Z">x</time>',
    )
    assert (told.title, told.author, told.published) == ("T", ("Ann Lee",), ("2026-03-18T08:00Z",))


def test_the_author_that_a_page_links_as_such() -> None:
    one = '<a rel="author" href="/u/1">Ann Lee</a>'
    assert read("", one + one).author == ("Ann Lee",)
    assert read("", one + '<a rel="author" href="/u/2">Bo Park</a>').author == ()
    assert read("", f"<div class='comments'>{one}</div>").author == ()


def test_a_cut_json_ld_headline_is_completed_by_meta() -> None:
    content = ld('{"@type":"Article","headline":"A long headline that is…"}')
    meta = '<meta property="og:title" content="A long headline that is whole">'
    assert read(content + meta).title == "A long headline that is whole"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"Ann Lee"', ("Ann Lee",)),
        ('{"@type":"Person","name":"By Ann Lee"}', ("Ann Lee",)),
        ('[{"name":"Ann Lee"},{"name":"Bo Park"}]', ("Ann Lee", "Bo Park")),
        ('"Ann Lee and Bo Park"', ("Ann Lee", "Bo Park")),
        ('"Ann Lee, Bo Park et Cy Roux"', ("Ann Lee", "Bo Park", "Cy Roux")),
        ('"Tech and Science"', ("Tech and Science",)),
        ('"https://x.example/ann"', ()),
        ("null", ()),
    ],
)
def test_authors(value: str, expected: tuple[str, ...]) -> None:
    assert read(ld(f'{{"@type":"Article","headline":"T","author":{value}}}')).author == expected


def test_a_heading_that_the_title_repeats_is_the_title() -> None:
    assert read("<title>Deal done - Site</title>", "<h1>Site</h1><h1>Deal done</h1>").title == "Deal done"
    assert read("<title>Deal done - Site</title>", "<h1>Deal done</h1>").title == "Deal done"
    assert read("", "<h1>Deal done</h1>").title == "Deal done"
    assert read("").title == ""


def test_free_to_read_unless_said_otherwise() -> None:
    assert read("").free
    for value in ("false", '"False"'):
        assert not read(ld(f'{{"@type":"Article","isAccessibleForFree":{value}}}')).free
    assert read(ld('{"@type":"Article","isAccessibleForFree":true}')).free


def test_an_identity_that_names_itself_does_not_loop() -> None:
    tree, _ = parsed(
        f'<html><body>{ld("""{"@id":"a","@type":"Article","author":{"@id":"a"}}""")}<p>x</p></body></html>'
    )
    assert described(tree, [URL]).article["@id"] == "a"
    assert metadata_of(tree, URL).author == ()
