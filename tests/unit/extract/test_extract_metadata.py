"""What a page says of itself, and what is cut from it."""

from __future__ import annotations

import pytest

from processors.page.jsonld import described
from processors.page.metadata import Metadata, metadata_of
from processors.page.titles import domain_names, headline_of, without_site_name
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
    ],
)
def test_json_ld_is_read_with_tolerance(content: str) -> None:
    assert read(ld(content)).title == "T"


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
    assert described(tree, URL).article["@id"] == "a"
    assert metadata_of(tree, URL).author == ()
