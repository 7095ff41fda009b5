"""`try`: the shapes that others rely on, and what is said of bytes that are nothing."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from newswatch.cli.app import app
from newswatch.errors import NewswatchError

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><link>https://f.example/</link>
<item><title>One</title><link>https://f.example/1</link><pubDate>Mon, 23 Jan 2023 09:00:00 GMT</pubDate></item>
<item><title>Two</title><link>https://f.example/2</link></item></channel></rss>"""
PAGE = """<!doctype html><html lang="en"><head><title>Exemplia buys Modelia, an AI startup</title>
<meta property="article:published_time" content="2023-01-24T09:00:00Z"></head><body><article>
<h1>Microsoft invests $10 billion in OpenAI</h1><p>Microsoft said on Monday that it invests 10 billion dollars in
OpenAI, the maker of ChatGPT. The money will be paid over several years, and the cloud stays with Microsoft.</p>
</article></body></html>"""


def tried(*args: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(app, ["try", "--json", *args])
    if result.exception and not isinstance(result.exception, SystemExit | NewswatchError):
        raise result.exception
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_feed_a_page_and_a_text_have_the_shapes_of_the_reference(tmp_path: Path) -> None:
    for name, written in (
        ("f.xml", FEED),
        ("p.html", PAGE),
        ("t.txt", "Microsoft invests $10 billion in OpenAI."),
    ):
        (tmp_path / name).write_text(written, encoding="utf-8")
    feed, page, text = tried(*(str(tmp_path / name) for name in ("f.xml", "p.html", "t.txt")))
    assert (feed["kind"], page["kind"], text["kind"]) == ("feed", "page", "text")
    assert feed["entries"] == [
        {"title": "One", "url": "https://f.example/1", "datePublished": "2023-01-23T09:00:00Z"},
        {"title": "Two", "url": "https://f.example/2", "datePublished": None},
    ]
    assert page.keys() >= {"article", "labels", "score", "deals", "launches", "reasons"}
    article = page["article"]
    assert article.keys() >= {"headline", "body", "author", "datePublished", "inLanguage", "publisher"}
    assert article["datePublished"] == "2023-01-24T09:00:00Z"
    assert text["labels"] == ["ai_investment"]
    (deal,) = text["deals"]
    assert deal["investors"][0]["evidence"].keys() == {"field", "start", "end", "quote"}
    assert deal["valuation"] is None


@pytest.mark.parametrize(
    ("title", "labels", "unsure"),
    [
        ("Gemini 9 : Google passe la seconde", ["competitor_launch"], True),
        ("Microsoft invests $10 billion in OpenAI", ["ai_investment"], False),
        ("Pumpkins are large this year", [], False),
    ],
)
def test_a_text_says_whether_it_would_be_unsure_alone(
    tmp_path: Path, title: str, labels: list[str], unsure: bool
) -> None:
    file = tmp_path / "t.txt"
    file.write_text("Une phrase de plus.", encoding="utf-8")
    (result,) = tried(str(file), "--title", title)
    assert (result["labels"], result["unsure"]) == (labels, unsure)
    told = CliRunner().invoke(app, ["try", str(file), "--title", title]).stdout
    assert ("unsure alone: no label's score is 0.70; a second outlet makes it sure" in told) is unsure


@pytest.mark.parametrize("body", [b"%PDF-1.4 \x00\x01", b"\x89PNG\r\n", b"PK\x03\x04", b"a\x00b\x00\xff"])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "x.bin").write_bytes(body)
    (result,) = tried(str(tmp_path / "x.bin"))
    rejected = result["rejected"]
    assert rejected["reason"] == "not-html"


def test_a_headline_alone_or_what_is_piped_in_will_do() -> None:
    (one,) = tried(
        "--title", "Exemplia launches nothing, and Microsoft buys AI startup Quillon for $900 million"
    )
    assert (one["input"], one["labels"]) == ("--title", ["ai_investment"])
    assert one["article"]["body"] == ""
    piped = CliRunner().invoke(app, ["try", "-"], input="Microsoft buys AI startup Quillon for $900 million.")
    assert "deal: Microsoft → Quillon" in piped.stdout
    nothing = CliRunner().invoke(app, ["try"])
    assert nothing.exit_code == 2
    assert "give a headline with --title" in nothing.output


def test_a_full_disk_is_told_in_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newswatch", "try", "--title", "Nothing new"],
            cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 75
    assert done.stderr == "newswatch: the output can't be written: the disk that it goes to is full\n"


def test_a_missing_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "f.xml").write_text(FEED, encoding="utf-8")
    missing, feed = tried(str(tmp_path / "nope.html"), str(tmp_path / "f.xml"))
    assert missing["kind"] == "unreadable"
    assert feed["kind"] == "feed"


def test_a_text_is_read_in_the_encoding_that_it_has(tmp_path: Path) -> None:
    said = "Nvidia rachète la start-up d'IA Quillon pour 900 millions d'euros."
    for name, encoding in (("a.txt", "utf-8"), ("b.txt", "cp1252"), ("c.txt", "utf-16")):
        (tmp_path / name).write_bytes(said.encode(encoding))
    found = tried(*(str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")))
    assert {(one["article"]["body"], *one["labels"]) for one in found} == {(said, "ai_investment")}


def test_what_is_not_known_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "f.xml").write_text(FEED.replace("<title>Two</title>", ""), encoding="utf-8")
    (tmp_path / "t.txt").write_text("🙂" * 9, encoding="utf-8")
    title = "Nvidia unveils Rubin Nova, an AI chip that will ship in 2031"
    told = CliRunner().invoke(app, ["try", str(tmp_path / "f.xml"), str(tmp_path / "t.txt")]).stdout
    told += CliRunner().invoke(app, ["try", "--title", title]).stdout
    assert "  (no title)  https://f.example/2\n" in told
    assert "  undated  language unknown\n" in told
    assert "launch: Nvidia: Rubin Nova  announced, planned for 2031\n" in told
