"""Pages of an invented press: as large, as wordy and as seldom flagged as real ones, the same for each seed.

A page has 20 to 60 KB of HTML and 300 to 800 words of text, in French or in English. About one article in
fifty tells a story that is flagged, which three to five outlets tell within some hours. One page in forty is an
earlier one, changed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from newswatch.addresses import article_id
from newswatch.messages import Entry, Page, SourceRef

OUTLETS = tuple(
    (f"{name.lower().replace(' ', '-')}", name, "fr" if number % 2 else "en")
    for number, name in enumerate(
        (
            "Harbour Ledger", "Courrier du Quai", "Northern Dispatch", "La Gazette des Puces", "Copper Wire",
            "Le Fil de Bronze", "Granite Post", "Quotidien des Ponts", "Signal Hill", "Revue du Canal",
            "Lantern Weekly", "Les Nouvelles du Port",
        )
    )
)  # fmt: skip
"""(id, publisher, language) of the sites."""
_TEXTS = {
    "en": (
        "the council a report plans for new market people said its prices would rise after years of growth "
        "and many towns along river have asked what winter might bring while farmers wait early harvest with "
        "schools museum concert players season match coach city bridge railway station engineers measured "
        "water energy storage panels batteries network customers software update device screen camera "
        "keyboard printer memory cable review test battery quality sound weight price shop buyers garden "
        "recipe kitchen bread weather storm forecast coast island ferry tourists hotel court judge law tax "
        "budget minister parliament vote debate hospital nurses study patients research university professor "
        "history painting novel film actor director scene audience festival award music singer guitar"
    ),
    "fr": (
        "le conseil un rapport prévoit pour nouveau marché gens disent ses prix pourraient monter après années "
        "de croissance et beaucoup villes long du fleuve ont demandé ce que hiver apporterait tandis agriculteurs "
        "attendent récolte précoce avec écoles musée concert joueurs saison entraîneur pont gare ingénieurs "
        "mesuré eau énergie stockage panneaux batteries réseau clients logiciel mise jour appareil écran clavier "
        "imprimante mémoire câble essai autonomie qualité son poids magasin acheteurs jardin recette cuisine "
        "pain météo tempête prévision côte île touristes hôtel tribunal juge loi impôt budget ministre vote "
        "débat hôpital infirmières étude patients recherche université professeur histoire peinture roman film "
        "acteur réalisatrice scène public festival prix musique chanteuse guitare"
    ),
}
_WORDS = {language: text.split() for language, text in _TEXTS.items()}
_INVESTORS = ("Microsoft", "Google", "Amazon", "Nvidia")
_LABS = ("OpenAI", "Anthropic", "Mistral AI", "Baidu", "Hugging Face")
_NAMES = "ka lo mer tan vi so ru del na pi qua fen bor tiz el wyn gra sho dun ce ja hu mib xa tro yel vor sik"
_SYLLABLES = _NAMES.split()


def invented(dice: random.Random, syllables: int = 3) -> str:
    """A name that no language has."""
    return "".join(dice.choices(_SYLLABLES, k=syllables)).capitalize()


def pages(count: int, *, first: int, at: datetime, span: timedelta, seed: int = 1) -> Iterator[Page]:
    """`count` pages from number `first` on, fetched evenly over the span that begins at `at`."""
    for number in range(first, first + count):
        yield page(number, at + span * (number - first) / count, seed)


def page(number: int, at: datetime, seed: int = 1) -> Page:
    """The page of a number; the same number has the same text, whenever it is fetched."""
    again = number % 40 == 39
    told = number - 37 if again else number
    outlet, publisher, language = OUTLETS[told % len(OUTLETS)]
    dice = random.Random(f"{seed}/{told}")
    headline, lead = _subject(told, language, seed, dice)
    url = f"https://{outlet}.example/{language}/{seed}-{told}-{invented(dice).lower()}"
    paragraphs = [lead, *_paragraphs(dice, language)]
    if again:
        paragraphs.append(f"Update {number}: " + _sentence(dice, language))
    published = at - timedelta(minutes=dice.randrange(2, 50) + (30 if again else 0))
    return Page(
        id=article_id(url),
        requested_url=url,
        url=url,
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=_html(dice, url, headline, publisher, language, published, paragraphs).encode(),
        source=SourceRef(id=outlet, publisher=publisher, language=language),
        entry=Entry(url=url, title=headline, date_published=published),
        discovered_at=at,
        fetched_at=at,
    )


def _subject(number: int, language: str, seed: int, dice: random.Random) -> tuple[str, str]:
    """Headline and first paragraph. Of 200 numbers four tell one story, a third of these of a launch."""
    place = number % 200
    if place in (50, 61, 72, 83):
        return _flagged(number // 200, language, seed)
    name, other = invented(dice), invented(dice, 4)
    if language == "fr":
        headline = f"À {name}, {dice.choice(_WORDS['fr'])} et {dice.choice(_WORDS['fr'])} selon {other}"
    else:
        headline = f"In {name}, {dice.choice(_WORDS['en'])} and {dice.choice(_WORDS['en'])} after {other}"
    return headline, _sentence(dice, language)


def _flagged(story: int, language: str, seed: int) -> tuple[str, str]:
    dice = random.Random(f"{seed}/story/{story}")
    target, millions = f"{invented(dice)}{invented(dice, 2).lower()}", dice.randrange(2, 90) * 10
    if story % 3 == 2:
        lab, product = dice.choice(_LABS), f"{target} {dice.randrange(2, 9)}"
        if language == "fr":
            headline = f"{lab} lance {product}, son nouveau modèle d'IA"
            return headline, f"{lab} a lancé mardi {product}, un nouveau modèle d'intelligence artificielle."
        headline = f"{lab} launches {product}, its new AI model"
        return headline, f"{lab} on Tuesday launched {product}, a new artificial intelligence model."
    firm = dice.choice(_INVESTORS)
    if language == "fr":
        headline = f"{firm} investit {millions} millions de dollars dans la start-up d'IA {target}"
        return headline, f"{firm} a investi {millions} millions de dollars dans {target}, une start-up d'IA."
    headline = f"{firm} invests ${millions} million in AI startup {target}"
    return headline, f"{firm} has invested ${millions} million in {target}, an AI startup, the firms said."


def _sentence(dice: random.Random, language: str) -> str:
    words = dice.choices(_WORDS[language], k=dice.randrange(8, 24))
    if dice.random() < 0.3:
        words.insert(dice.randrange(len(words)), invented(dice))
    return " ".join(words).capitalize() + "."


def _paragraphs(dice: random.Random, language: str) -> Iterator[str]:
    left = dice.randrange(300, 800)
    while left > 0:
        text = " ".join(_sentence(dice, language) for _ in range(dice.randrange(2, 6)))
        left -= len(text.split())
        yield text


def _html(
    dice: random.Random, url: str, headline: str, publisher: str, language: str, at: datetime, text: list[str]
) -> str:
    known = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": headline, "url": url,
        "datePublished": at.isoformat(), "inLanguage": language,
        "author": {"@type": "Person", "name": f"{invented(dice)} {invented(dice)}"},
        "publisher": {"@type": "Organization", "name": publisher},
    }  # fmt: skip
    links = "".join(f'<li><a href="/{n}">{invented(dice)} {invented(dice)}</a></li>' for n in range(60))
    teasers = "".join(
        f'<li class="teaser"><a href="/t/{n}"><img src="/i/{n}.jpg" alt=""><span>{invented(dice)} '
        f"{invented(dice, 4)} {invented(dice)}</span></a></li>"
        for n in range(dice.randrange(40, 160))
    )
    script = "".join(
        f"window.q{n}=[{dice.random()},{dice.random()}];" for n in range(dice.randrange(100, 500))
    )
    paragraphs = "".join(f"<p>{each}</p>\n" for each in text)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{headline} | {publisher}'
        f'</title><link rel="canonical" href="{url}"><meta property="og:title" content="{headline}">'
        f'<meta property="article:published_time" content="{at.isoformat()}">'
        f'<script type="application/ld+json">{json.dumps(known, ensure_ascii=False)}</script>'
        f"<script>{script}</script></head><body><header><nav><ul>{links}</ul></nav></header>"
        f"<main><article><h1>{headline}</h1>\n{paragraphs}</article></main>"
        f"<aside><ul>{teasers}</ul></aside><footer><p>{publisher}</p></footer></body></html>"
    )
