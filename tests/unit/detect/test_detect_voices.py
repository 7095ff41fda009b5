"""Whose word a page is: a vendor's source, an address on a vendor's site, a publisher of a vendor's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from newswatch.errors import ConfigError
from processors.detect.grammar.voices import site_owner, speaker
from processors.flag import SHIPPED, Rules, flag, load_rules
from tests.unit.detect.conftest import Flag

LISTED = "vendor.example (Hacker News)"


@pytest.mark.parametrize(
    ("headline", "url"),
    [
        ("GPT-9", "https://openai.com/index/gpt-9/"),
        ("Claude Quartet 7.2", "https://www.anthropic.com/news/claude-quartet-7-2"),
        ("Grok 9 Fast", "https://x.ai/news/grok-9-fast"),
        ("Claude for Notaries", "https://claude.com/blog/notaries"),
        ("Gemini 9 Flash-Lite", "https://blog.google/products/gemini/flash-lite?utm_source=hn"),
        ("Codestral 31.2", "https://mistral.ai/fr/news/codestral-31-2#top"),
        (
            "[In preview] Public Preview: AI agents that tag invoices",
            "https://azure.microsoft.com/updates?id=9",
        ),
        (
            "Generally Available: AI agents that tag invoices",
            "https://azure.microsoft.com/en-us/updates/?id=9",
        ),
    ],
)
def test_a_name_is_a_launch_on_the_vendors_own_site_whoever_lists_it(
    flagged: Flag, headline: str, url: str
) -> None:
    assert flagged(headline, publisher=LISTED, url=url).labels == ("competitor_launch",)
    assert flagged(headline, publisher=LISTED).labels == ()


@pytest.mark.parametrize(
    ("headline", "url"),
    [
        ("GPT-9 System Card", "https://openai.com/index/gpt-9-system-card/"),
        ("How Larkspur Dairy plans its rounds with ChatGPT", "https://openai.com/index/larkspur"),
        ("Claude", "https://notanthropic.com/claude"),
        ("GPT-9", "https://community.openai.com/t/gpt-9/1"),
        ("GPT-9", "https://forum.example/openai.com/gpt-9"),
    ],
)
def test_a_vendors_site_makes_no_launch_of_what_is_none(flagged: Flag, headline: str, url: str) -> None:
    assert flagged(headline, publisher=LISTED, url=url).labels == ()


@pytest.mark.parametrize(
    ("folder", "labels"),
    [("", ("competitor_launch",)), ("perlicato/", ()), ("nvidia/", ("competitor_launch",))],
)
def test_a_guests_page_is_the_guests_word(flagged: Flag, folder: str, labels: tuple[str, ...]) -> None:
    url = f"https://huggingface.co/blog/{folder}quarrystone"
    headline = "Introducing Quarrystone: an open model for geologists"
    assert flagged(headline, publisher="Hugging Face", url=url).labels == labels


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://huggingface.co/blog/nimbus", "huggingface"),
        ("https://platform.openai.com/docs/changelog", "openai"),
        ("https://docs.anthropic.com/en/release-notes", "anthropic"),
        ("https://www.openai.fm/", "openai"),
        ("https://status.openai.com/incidents/1", None),
        ("https://careers.mistral.ai/", None),
        ("https://discussions.apple.com/newsroom", None),
        ("https://openai.com.evil.example/", None),
        ("https://huggingface.co/blog", "huggingface"),
        ("https://huggingface.co/blogroll", None),
        ("https://huggingface.co/somebody/blog/nimbus", None),
        ("https://huggingface.co/somebody/nimbus", None),
        ("HTTPS://WWW.APPLE.COM/newsroom/2026/", "apple"),
        ("https://www.apple.com/shop", None),
        ("https://aws.amazon.com/blogs/aws/x", "aws"),
        ("https://evil.example/?u=https://openai.com/", None),
        ("openai.com", None),
        ("", None),
    ],
)
def test_an_address_belongs_to_whose_site_it_is_on(rules: Rules, url: str, owner: str | None) -> None:
    company = site_owner(url, rules.sites)
    assert (company.id if company else None) == owner


@pytest.mark.parametrize(
    ("publisher", "url", "maker"),
    [
        ("@claudeai", "", "Anthropic"),
        ("@OpenAIDevs", "", "OpenAI"),
        ("@GeminiApp", "", "Google"),
        ("@AIatMeta", "", "Meta"),
        (LISTED, "https://x.com/claudeai/status/9", "Anthropic"),
        ("@claudia", "", None),
        ("@sonnet", "", None),
        (LISTED, "https://www.x.com/claudeai", None),
        (LISTED, "https://x.com/somebody/status/9", None),
    ],
)
def test_a_vendors_account_is_its_own_word(
    flagged: Flag, rules: Rules, publisher: str, url: str, maker: str | None
) -> None:
    company = speaker(flagged("Buoys for quays", publisher=publisher, url=url).article, rules)
    assert (company.name if company else None) == maker


def test_a_first_party_source_speaks_for_itself_wherever_it_links(flagged: Flag) -> None:
    address = "https://www.anthropic.com/news/x"
    assert (
        flagged("Quartet Large 7.2", own="Mistral AI", url=address).launches[0].organisation.value
        == "Mistral AI"
    )
    assert flagged("Quartet Large 7.2", url=address).launches[0].organisation.value == "Anthropic"


def test_a_users_folder_gives_a_site(tmp_path: Path, flagged: Flag) -> None:
    (tmp_path / "mine.yml").write_text(
        "companies:\n"
        "  - {id: globex, name: Globex, level: watched, ai: core, sites: [blog.example/globex]}\n"
        "families:\n"
        "  - {id: globex-products, company: globex, names: [Doomsday]}\n",
        encoding="utf-8",
    )
    mine = load_rules([SHIPPED, tmp_path])
    listed = flagged("Doomsday 4", publisher=LISTED, url="https://blog.example/globex/doomsday-4")
    assert (listed.labels, flag(listed.article, mine).labels) == ((), ("competitor_launch",))


@pytest.mark.parametrize("site", ["https://globex.example", "globex", "globex.example/", "Globex.example"])
def test_what_is_no_site_is_named_with_file_and_line(tmp_path: Path, site: str) -> None:
    (tmp_path / "mine.yml").write_text(
        f"companies:\n  - id: globex\n    name: Globex\n    sites:\n      - '{site}'\n", encoding="utf-8"
    )
    with pytest.raises(ConfigError, match=r"mine\.yml:5: companies\.0\.sites\.0"):
        load_rules([SHIPPED, tmp_path])


def test_a_site_of_two_companies_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(
        "companies:\n  - {id: globex, name: Globex, sites: [x.ai]}\n", encoding="utf-8"
    )
    with pytest.raises(
        ConfigError, match=r"mine\.yml:2: companies globex: company xai has the site x\.ai too"
    ):
        load_rules([SHIPPED, tmp_path])


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("Deep Read in NotebookLM: From sources to a plan", "Deep Read"),
        ("Le mode Atelier dans Gemini : de l'idée au brouillon", "Atelier"),
        ("Draw talking slides in NotebookLM", "NotebookLM"),
        ("Create talking slides in NotebookLM", "NotebookLM"),
    ],
)
def test_a_vendors_title_gives_the_name_of_what_is_new(flagged: Flag, headline: str, product: str) -> None:
    found = flagged(headline, "It is a new mode.", url="https://blog.google/products/x")
    assert [launch.product.value for launch in found.launches if launch.product] == [product]


@pytest.mark.parametrize(
    ("headline", "url", "rings"),
    [
        ("Hugging Face Tuning Desk as a Service", "https://huggingface.co/tuning-desk", True),
        ("Hugging Face Tuning Desk as a Service", "https://huggingface.co/somebody/tuning-desk", False),
        ("Hugging Face Tuning Desk as a Service", "https://example.org/tuning-desk", False),
        ("Tuning Desk as a Service", "https://huggingface.co/tuning-desk", False),
        ("OpenAI Whisper Models", "https://platform.openai.com/docs/models", True),
        (
            "ChatGPT Builder Mode: any MCP client, any tool",
            "https://platform.openai.com/docs/guides/builder",
            True,
        ),
        ("ChatGPT Builder Mode: any MCP client, any tool", "https://community.openai.com/t/builder/4", False),
    ],
)
def test_a_page_of_the_vendor_outside_its_news_is_its_own_word_where_the_title_says_so(
    flagged: Flag, headline: str, url: str, rings: bool
) -> None:
    assert flagged(headline, publisher=LISTED, url=url).labels == (("competitor_launch",) if rings else ())


@pytest.mark.parametrize(
    ("headline", "labels"),
    [
        ("Pinned drafts and tidier forks in the GitHub Copilot app", ("competitor_launch",)),
        ("Spending caps by seat in Copilot CLI", ("competitor_launch",)),
        ("Quieter reviews and shared notes in Copilot code review", ("competitor_launch",)),
        ("Deprecated settings in the GitHub Copilot app", ()),
        ("Price steps by seat in GitHub Copilot", ()),
        ("Longer branch names in repository rules", ()),
    ],
)
def test_a_changelog_tells_what_is_new_in_a_product(
    flagged: Flag, headline: str, labels: tuple[str, ...]
) -> None:
    url = "https://github.blog/changelog/2031-05-04-x"
    assert flagged(headline, publisher="GitHub Changelog", url=url).labels == labels
    assert flagged(headline, publisher="The Press").labels == ()
