"""Fourteen outlets, one origin: by text, by links, by credit lines, and by time."""

from __future__ import annotations

import zlib
from datetime import timedelta

import pytest
from lxml.html import document_fromstring

from newswatch.messages import Article, Flagged, Member, Page, SourceRef, Story
from processors.alerting.card import coverage_of
from processors.cluster import start_cluster
from processors.extract import read_article
from processors.matching.copies import SKETCH, sketch_of
from processors.matching.credits import credit_of, place
from processors.matching.keys import member_of
from processors.matching.words import fold
from processors.page.links import LINKS, cited
from processors.stories.outlets import origins

from .made import NOON, article, at, deal


def member(headline: str, minutes: float, outlet: str, *, body: str = "", links: tuple[str, ...] = (),
           first_party: bool = False) -> Member:  # fmt: skip
    """A member that credits and links as its text says."""
    told = article(headline, minutes, outlet=outlet, body=body, first_party=first_party)
    return member_of(Flagged(article=told.model_copy(update={"citation": links})))


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("Nebulon is to buy Koralis, The Information first reported.", "The Information"),
        ("The talks were first reported by Bloomberg News on Monday.", "Bloomberg"),
        ("Nebulon wants Koralis, according to a report by the Wall Street Journal.", "Wall Street Journal"),
        ("Selon Les Échos, Nebulon veut racheter Koralis.", "Les Échos"),
        ("D’après les informations du Figaro, rien n’est signé.", "Le Figaro"),
        ("D'après le Financial Times, rien n'est signé.", "Financial Times"),
        ("Nebulon rachète Koralis, révèle L’Informé.", "L'Informé"),
        ("Le Monde a révélé l'affaire.", "Le Monde"),
        ("Le Monde révèle que Nebulon rachète Koralis.", "Le Monde"),
        ("Nebulon buys Koralis. (Reporting by A. B.; Reuters)", "Reuters"),
        ("Nebulon buys Koralis, according to analysts.", None),
    ],
)
def test_whom_a_text_credits(text: str, credited: str | None) -> None:
    assert credit_of(article("Nebulon and Koralis", body=text)) == credited


def test_nobody_credits_itself() -> None:
    assert (
        credit_of(article("Deal", body="LONDON (Reuters) - Nebulon buys Koralis.", outlet="Reuters")) is None
    )


def test_those_who_credit_an_outlet_have_their_news_from_it() -> None:
    first = member("Nebulon to buy Koralis", 0, "Bloomberg")
    others = [
        member(f"Nebulon may buy Koralis, says {n}", 10 + n, f"Outlet {n}", body="As Bloomberg reported, …")
        for n in range(3)
    ]
    own = member("What we know of Koralis", 60, "Wire", body="Our own talks with its founder.")
    found = origins([own, *others, first])
    assert [found[m.id] for m in others] == [first.id] * 3
    assert found[own.id] == own.id


def test_those_who_credit_one_that_is_not_there_are_one_voice() -> None:
    told = [member(f"Rumour {n}", n, f"Outlet {n}", body="selon Reuters, rien n’est signé") for n in range(4)]
    assert set(origins(told).values()) == {told[0].id}


def test_a_link_to_an_article_of_the_story_is_its_origin_and_never_a_later_one() -> None:
    first = member("Nebulon to buy Koralis", 0, "Gazette")
    linking = member("Koralis said to be sold", 5, "Wire", links=(f"{first.url}/?utm_source=x",))
    later = member("Koralis, the whole story", 50, "Post")
    early = member("Koralis is for sale", 2, "Herald", links=(later.url,))
    found = origins([first, linking, later, early])
    assert (found[linking.id], found[early.id]) == (first.id, early.id)
    chain = member("Koralis sold, they say", 55, "Tribune", links=(linking.url,))
    assert origins([first, linking, chain])[chain.id] == first.id


def test_a_first_partys_word_is_its_own() -> None:
    press = member("Nebulon to buy Koralis", 0, "Bloomberg")
    said = member("We are buying Koralis", 5, "Nebulon", links=(press.url,), first_party=True)
    told = member("Nebulon buys Koralis", 9, "Wire", links=(said.url,))
    found = origins([press, said, told])
    assert (found[said.id], found[told.id]) == (said.id, said.id)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("https://www.x.example/a/", "http://x.example/a", True),
        ("https://x.example/a?utm_source=y", "https://x.example/a", True),
        ("https://x.example/a", "https://x.example/b", False),
        ("https://x.example/?p=1", "https://x.example/?p=2", False),
    ],
)
def test_two_forms_of_an_address(a: str, b: str, same: bool) -> None:
    assert (place(a) == place(b)) == same


def test_the_card_counts_origins() -> None:
    body = "Nebulon is to buy Koralis, according to Reuters. More is not known so far of the deal."
    messages = [
        deal(article(f"Nebulon buys startup Koralis, {n}", n, outlet=f"Outlet {n}", body=body), ["Nebulon"], "Koralis")
        for n in range(14)
    ]  # fmt: skip
    stories = [s for o in start_cluster((), {})(messages, {}) for s in o if isinstance(s, Story)]  # type: ignore[union-attr]
    assert stories[-1].version == 14
    assert coverage_of(stories[-1]).startswith("14 outlets, 1 origin,")


def test_links_are_those_of_paragraphs_to_other_sites() -> None:
    tree = document_fromstring(
        "<nav><a href='https://ads.example/x'>x</a></nav><p><a href='/own'>own</a> <a href='https://m.own.example/y'>m</a>"
        "<a href='https://u:p@one.example/a#top'>one</a> <a href='https://one.example/a'>again</a>"
        "<a href='mailto:a@b.example'>m</a> <a href='http://[bad'>b</a> <a href='#x'>x</a></p>"
        + "".join(f"<p><a href='https://n{n}.example/'>n</a></p>" for n in range(40))
    )
    found = cited(tree, "https://www.own.example/news/1")
    assert found[:2] == ("https://one.example/a", "https://n0.example/")
    assert len(found) == LINKS


def test_an_article_keeps_where_its_paragraphs_point() -> None:
    told = "<p>The deal was first told by <a href='https://gazette.example/koralis'>the Gazette</a> in the morning.</p>"
    text = "".join(
        f"<p>Nebulon is to buy Koralis, a maker of clouds, it said in part {n}.</p>" for n in range(9)
    )
    page = Page(
        id="p", requested_url="https://wire.example/a", url="https://wire.example/a", status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=f"<title>Nebulon</title><article><h1>Nebulon buys</h1>{told}{text}</article>".encode(),
        source=SourceRef(id="wire", publisher="Wire"), discovered_at=NOON, fetched_at=at(0) + timedelta(seconds=1),
    )  # fmt: skip
    read = read_article(page)
    assert isinstance(read, Article)
    assert read.citation == ("https://gazette.example/koralis",)


def test_a_sketch_is_of_runs_of_five_words_in_any_script() -> None:
    words = [f"mot{n} 词语{n} ñandú{n} слово{n}" for n in range(12)]
    spoken = " ".join(words).split()
    runs = {zlib.crc32(fold(" ".join(spoken[i : i + 5])).encode()) for i in range(len(spoken) - 4)}
    assert sketch_of(", ".join(words)) == tuple(sorted(runs)[:SKETCH])
    assert sketch_of(" ".join(spoken[:19])) == ()
