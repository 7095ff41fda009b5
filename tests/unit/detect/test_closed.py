"""A purchase that is done is closed; what is yet to be done, and what only sounds so, is confirmed as ever."""

from __future__ import annotations

import pytest

from processors.detect.words.lexicon import Rules
from processors.flag import flag
from tests.unit.stories.made import article


@pytest.mark.parametrize(
    ("headline", "language", "status"),
    [
        ("Nvidia completes $3 billion acquisition of AI chip startup Quorvex", "en", "closed"),
        ("Nvidia has completed its acquisition of AI startup Quorvex", "en", "closed"),
        ("Nvidia finalises $3bn takeover of AI startup Quorvex", "en", "closed"),
        ("Nvidia's $3bn acquisition of AI startup Quorvex is completed", "en", "closed"),
        ("Nvidia finalise le rachat de la start-up d'IA Quorvex", "fr", "closed"),
        ("Nvidia a bouclé l'acquisition de la start-up d'IA Quorvex", "fr", "closed"),
        ("Nvidia closes deal to buy AI startup Quorvex", "en", "confirmed"),
        ("AI startup Norvane closes $300 million round led by Google", "en", "confirmed"),
        ("Nvidia to complete acquisition of AI startup Quorvex in May", "en", "confirmed"),
        ("Nvidia va finaliser le rachat de la start-up d'IA Quorvex", "fr", "confirmed"),
        ("Apple's acquisition of AI startup Velmora completes its health team", "en", "confirmed"),
        ("Nvidia close to $3 billion acquisition of AI startup Quorvex", "en", "rumoured"),
    ],
)
def test_status(rules: Rules, headline: str, language: str, status: str) -> None:
    assert [deal.status for deal in flag(article(headline, language=language), rules).deals] == [status]
