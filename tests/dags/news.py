"""News as pages, as many as wanted: each is one story, told by one outlet, that the team must hear of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import product

from newswatch.addresses import article_id
from newswatch.messages import Page, SourceRef

_STARTS = ("Bra", "Cel", "Dor", "Fen", "Gul", "Hax", "Jom", "Kir", "Lud", "Mev", "Nop", "Quil", "Rast", "Sev")
_ENDS = ("andi", "ebor", "imule", "ostra", "ulvex", "yntho", "arque", "efina", "ozzim", "unelt")
NAMES = tuple(start + end for end, start in product(_ENDS, _STARTS))
"""Start-ups that don't exist, no two alike enough to be taken for one."""
INVESTORS = ("Microsoft", "Google", "Amazon", "Nvidia")


def pages(numbers: Sequence[int], now: datetime, *, edition: str = "") -> list[Page]:
    """One page for each number, published a moment ago. Another edition is other news about the same firms."""
    found = []
    for number in numbers:
        investor, target = INVESTORS[number % len(INVESTORS)], NAMES[number]
        title = f"{investor} invests ${10 + number} million in AI startup {target}"
        url = f"https://news.example/{edition or 'first'}/{target.lower()}"
        body = (
            f"<html lang=en><head><title>{title}</title>"
            f'<meta property="article:published_time" content="{(now - timedelta(seconds=20)).isoformat()}">'
            f"</head><body><article><h1>{title}</h1><p>{investor} is investing ${10 + number} million in "
            f"{target}, a startup that builds artificial intelligence for laboratories, the company said today. "
            f"{target} was founded by three engineers and employs forty people.</p>"
            f"<p>The money will pay for computers, and for a second office, {target} said.</p>"
            "</article></body></html>"
        )
        found.append(
            Page(
                id=article_id(url),
                requested_url=url,
                url=url,
                status=200,
                headers={"content-type": "text/html; charset=utf-8"},
                body=body.encode(),
                source=SourceRef(id="example", publisher="Example", language="en"),
                discovered_at=now,
                fetched_at=now,
            )
        )
    return found
