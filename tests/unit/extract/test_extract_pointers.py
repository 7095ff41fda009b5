"""Lines that point to other articles: what they tell is not this one's."""

from __future__ import annotations

import pytest

from processors.extract import read_article
from tests.unit.extract.pages import ENGLISH, page_of

SAID = [
    f"The harbour of {town} said on Tuesday that it had hired a new chief for its finances, the third since the spring."
    for town in ("Rotterdam", "Bilbao", "Gdansk")
]
LINK = "<a href='/b'>Lumen raises $40 million for a model of its own</a>"


def body_with(line: str) -> str:
    first, *rest = (f"<p>{said}</p>" for said in SAID)
    text = f"<article><h1>A new chief</h1>{first}{line}{''.join(rest)}</article>"
    return read_article(page_of(f"<title>A new chief</title>{text}", source=ENGLISH)).body


@pytest.mark.parametrize(
    "line",
    [
        f"<p><strong>Read also:</strong> {LINK}</p>",
        f"<p>À lire aussi : {LINK}</p>",
        f"<p>(Lire : {LINK})</p>",
        f"<p>» {LINK}</p>",
        f"<p>{LINK}</p>",
        f"<p><em>Related: {LINK}</em></p>",
        f"<div>See also {LINK}</div>",
        f"<h4>Sur le même sujet : {LINK}</h4>",
        "<p>Lire aussi notre article : Lumen lève 40 millions de dollars pour son modèle</p>",
        "<blockquote>Read more: Lumen raises $40 million for a model of its own</blockquote>",
    ],
)
def test_a_line_that_points_to_another_article_is_not_read(line: str) -> None:
    assert body_with(line).split() == " ".join(SAID).split()


@pytest.mark.parametrize(
    "line",
    [
        "<p>Lumen raised <a href='/b'>$40 million</a> in January, for a model of its own.</p>",
        "<p>Read more books, its chief told the pupils of Lumen, who listened.</p>",
        "<p>Lumen: <a href='/b'>the firm</a> says that it will have a model of its own.</p>",
        "<p>Voir Lumen avec ses clients dit assez ce que le port attend de lui.</p>",
        "<ul><li>More power: Lumen gives its machines up to 128 <a href='/b'>GB</a>.</li></ul>",
    ],
)
def test_what_says_something_itself_stays(line: str) -> None:
    assert "Lumen" in body_with(line)


def test_a_page_of_links_keeps_them() -> None:
    links = "".join(f"<p>{LINK.replace('40', str(n))}</p>" for n in range(41, 52))
    page = f"<title>The week</title><article><h1>The week in models</h1>{links}</article>"
    assert read_article(page_of(page)).body.count("Lumen raises") > 5


def test_a_source_that_is_a_line_of_its_own_is_still_cited() -> None:
    line = "<p><a href='https://lumen.example/news/a-model'>Lumen raises $40 million for its model</a></p>"
    page = f"<title>A</title><article>{''.join(f'<p>{said}</p>' for said in SAID)}{line}</article>"
    article = read_article(page_of(page))
    assert article.citation == ("https://lumen.example/news/a-model",)
    assert "Lumen" not in article.body
