"""Sources: what a file may say, what is said of a wrong one, and which source a feed belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.feeds import read_feed
from crawlers.finding import source_of, source_of_page
from crawlers.sources import SHIPPED, Source, load_sources, read_sources
from newswatch.addresses import normalise
from newswatch.cli.opening import source_dirs
from newswatch.errors import ConfigError
from newswatch.messages import SourceRef
from newswatch.settings import load_settings

GOOD = """name: The Example
publisher: Example
homepage: https://www.example.com/
language: en
kind: press
feeds:
  - url: https://www.example.com/feed
    seen: somebody/lists README.md
"""


def load(tmp_path: Path, text: str, name: str = "example") -> dict[str, Source]:
    (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    return load_sources([tmp_path])


def test_a_source(tmp_path: Path) -> None:
    source = load(tmp_path, GOOD)["example"]
    assert (source.every, source.politeness.delay, source.enabled, source.allow_private) == (
        900,
        2,
        True,
        False,
    )
    assert source.ref() == SourceRef(id="example", publisher="Example", language="en")
    assert source.ports == {80, 443}


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (("language: en", "language: English"), 4, "language: a language's code is expected"),
        (("language: en", "language: no"), 4, "language: a text is expected; what YAML takes for"),
        (("kind: press", "kind: blog"), 5, "kind: "),
        (("kind: press", "kind: first-party"), 1, "a first-party source names its organisation"),
        (("    seen: somebody/lists README.md\n", ""), 7, "feeds.0.seen: it is missing, and has to be given"),
        (("https://www.example.com/feed", "example.com/feed"), 7, "feeds.0.url: write a whole address"),
        (("https://www.example.com/feed", "https://u:p@example.com/feed"), 7, "without user and password"),
        (("kind: press", "kind: press\nevery: soon"), 6, "every: write a duration"),
        (("kind: press", "kind: press\nevery: 15"), 6, "every: write a duration"),
        (("kind: press", "kind: press\nevery: 32d"), 6, "every: 31d is the longest"),
        (("kind: press", "kind: press\nevery: 99999999999999d"), 6, "every: 31d is the longest"),
        (("kind: press", "kind: press\ncolour: red"), 6, "colour: there is no such key"),
        (("publisher:", "publischer:"), 2, "publischer: there is no such key; did you mean `publisher`?"),
        (("    seen:", "    sene:"), 8, "feeds.0.sene: there is no such key; did you mean `seen`?"),
        (("kind: press", "kind: press\nskip: /live/"), 6, "skip: a list is expected"),
        (
            ("kind: press", "kind: press\nentries_a_day: {min: 60, max: 5}"),
            6,
            "entries_a_day: min is 60, which is more than max, 5",
        ),
        (("kind: press", "kind: press\npoliteness:\n  delay: -1"), 7, "politeness.delay: "),
        (("kind: press", "kind: press\npoliteness:\n  delay: 1e9"), 7, "politeness.delay: "),
        (("name: The Example\n", ""), 1, "name: it is missing, and has to be given"),
        (
            ("feeds:", "sitemaps:\n  - url: https://www.example.com/a\n    seen: x/y z\nfeeds:"),
            1,
            "and not both",
        ),
        (("kind: press", "kind: press\nname: Twice"), 6, "name: is there twice"),
        (("kind: press", "kind: press: no"), 5, "no valid YAML: mapping values are not allowed"),
        (
            ("name: The Example", "name: The Example: daily"),
            1,
            "with a colon and a space in it goes in quotes",
        ),
        (("    seen:", "\tseen:"), 8, "indent with spaces, a tab is none"),
        (("name: The Example", "name: ["), None, ""),
    ],
)
def test_what_is_said_of_a_wrong_file(
    tmp_path: Path, change: tuple[str, str], line: int | None, message: str
) -> None:
    with pytest.raises(ConfigError) as error:
        load(tmp_path, GOOD.replace(*change, 1))
    text = str(error.value)
    assert text.startswith(str(tmp_path / "example.yml") + ":")
    assert message in text
    if line is not None:
        assert f"example.yml:{line}: " in text


@pytest.mark.parametrize("name", ["The Example", "écho"])
def test_a_files_name_is_its_id(tmp_path: Path, name: str) -> None:
    with pytest.raises(
        ConfigError, match=r"yml:1: the file's name: an id is of small letters, digits and -,"
    ):
        load(tmp_path, GOOD, name)


def test_what_is_no_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "example.yml").write_bytes(
        GOOD.replace("publisher: Example", "publisher: \xc9cho").encode("latin-1")
    )
    with pytest.raises(
        ConfigError, match=r"example\.yml:2: can't be read as UTF-8 text: .*; save it as UTF-8"
    ):
        load_sources([tmp_path])


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just text", "\x00"])
def test_what_is_no_mapping(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match=r"example\.yml:1: "):
        load(tmp_path, text)


def test_every_mistake_is_told(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text(
        GOOD.replace("press", "x").replace("language: en", "language: 1"), encoding="utf-8"
    )
    (tmp_path / "two.yml").write_text("a: [", encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_sources([tmp_path])
    assert len(str(error.value).splitlines()) == 3


def test_a_users_file_lies_over_the_shipped_one(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own" / "sources"
    shipped.mkdir()
    own.mkdir(parents=True)
    (shipped / "example.yml").write_text(GOOD, encoding="utf-8")
    (own / "example.yml").write_text("enabled: false\n", encoding="utf-8")
    (own / "more.yml").write_text(GOOD, encoding="utf-8")
    found = load_sources([shipped, own])
    assert (found["example"].enabled, found["example"].name, found["more"].enabled) == (
        False,
        "The Example",
        True,
    )
    assert source_dirs(load_settings(_env_file=None, config_dir=tmp_path / "own")) == [SHIPPED, own]
    assert source_dirs(load_settings(_env_file=None)) == [SHIPPED]


def test_a_wrong_file_leaves_the_good_one_in_force(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir()
    own.mkdir()
    (shipped / "example.yml").write_text(GOOD, encoding="utf-8")
    (own / "example.yml").write_text("every: never\n", encoding="utf-8")
    found = read_sources([shipped, own])
    assert found.sources["example"].every == 900
    (problem,) = found.mistakes["example"]
    assert problem.startswith(str(own / "example.yml") + ":1: every: ")


@pytest.mark.parametrize(
    ("path", "skipped"),
    [
        ("/podcast/1", True),
        ("/a/podcast/1", False),
        ("/live/2023/x", True),
        ("/x", False),
        ("/deals-of-the-day", True),
    ],
)
def test_skipped_paths(tmp_path: Path, path: str, skipped: bool) -> None:
    source = load(tmp_path, GOOD + "skip: [/podcast/, '/live/*', '/*of-the-day']\n")["example"]
    assert source.skips(f"https://www.example.com{path}") is skipped


def test_only_some_paths(tmp_path: Path) -> None:
    source = load(tmp_path, GOOD + "only: [/news/]\nskip: [/news/old/]\n")["example"]
    assert [source.skips(f"https://www.example.com{p}") for p in ("/news/a", "/about", "/news/old/a")] == [
        False,
        True,
        True,
    ]


# --- those that are shipped ---------------------------------------------------------------------------


def test_the_shipped_sources() -> None:
    sources = load_sources([SHIPPED])
    watched = [source for source in sources.values() if source.enabled]
    assert len(watched) >= 30
    assert {source.language for source in watched} == {"en", "fr"}
    assert sum(source.language == "fr" for source in watched) >= 10
    assert {s.organisation for s in watched if s.first_party} >= {
        "Google", "Google DeepMind", "Meta", "Hugging Face", "OpenAI", "Anthropic", "Microsoft", "Mistral AI",
        "Nvidia", "AWS", "xAI", "Apple",
    }  # fmt: skip
    for source in sources.values():
        assert not source.allow_private
        assert all(len(address.seen) > 10 for address in source.lists), source.id


def test_no_address_is_listed_twice() -> None:
    lists = [normalise(a.url) for source in load_sources([SHIPPED]).values() for a in source.lists]
    assert len(lists) == len(set(lists))


def feed(link: str, own: str = "", entry: str = "") -> bytes:
    atom = f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="{own}"/>' if own else ""
    item = f"<item><link>{entry}</link></item>"
    return f"<rss version='2.0'><channel><link>{link}</link>{atom}{item}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("body", "source"),
    [
        (feed("http://www.theverge.com/"), "the-verge"),
        (
            feed(
                "https://x.ai/news",
                "https://raw.githubusercontent.com/Olshansk/rss-feeds/main/feeds/feed_xainews.xml",
            ),
            "xai",
        ),
        (feed("https://www.lemonde.fr/rss/une.xml"), "le-monde"),
        (
            feed("https://www.lemonde.fr/pixels/", "https://www.lemonde.fr/pixels/rss_full.xml"),
            "le-monde-pixels",
        ),
        (feed("http://www.aol.com", entry="http://www.huffingtonpost.ca/2017/x"), "huffpost-canada"),
        (feed("http://unknown.example/"), None),
        (feed("", entry="nonsense"), None),
    ],
)
def test_the_source_of_a_feed(body: bytes, source: str | None) -> None:
    found = source_of(load_sources([SHIPPED]), read_feed(body))
    assert (found.id if found else None) == source


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://www.lemonde.fr/pixels/article/1", "le-monde-pixels"),
        ("https://www.lemonde.fr/economie/article/1", "le-monde"),
        ("https://openai.com/index/x", "openai"),
        ("https://[bad", None),
        ("mailto:a@b.c", None),
    ],
)
def test_the_source_of_a_page(url: str, source: str | None) -> None:
    found = source_of_page(load_sources([SHIPPED]), url)
    assert (found.id if found else None) == source
