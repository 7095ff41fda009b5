"""What an article is matched by: names, numbers, products with versions, word weights, kinds of happening.

All of it is language-neutral where it can be, so that a French and an English article meet: names,
amounts and versions are spelled alike, and the words of processors/matching/words.py share concepts.
It works on a bare headline, and takes more from the facts where detection found some.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from itertools import islice

from newswatch.messages import Flagged, Member
from processors.matching.amounts import amounts_of
from processors.matching.copies import sketch_of
from processors.matching.credits import credit_of, place
from processors.matching.kin import kin_of
from processors.matching.kinds import happenings, measured
from processors.matching.named import name_key, names_of
from processors.matching.parties import parties_of
from processors.matching.signs import builder_of, hosts_of, looked_back_at
from processors.matching.strength import strength
from processors.matching.told import LEAD, headline_of, summary_of, told_at
from processors.matching.versions import versions_of
from processors.matching.words import (
    OWNERS,
    WEIGHED,
    fold,
    fold_word,
    join_phrases,
    weigh,
    words_of,
)

CAPITAL = 3.0
"""What a word of a proper name weighs."""
_SHARES = tuple(
    {weight: round(share * weight, 3) for weight in (*WEIGHED, *(w / 3 for w in WEIGHED), CAPITAL)}
    for share in (1.0, 0.5, 0.25)
)
"""Of headline, description and lead: weight → the share of it that counts."""
WORDS = 40
"""Words that a member keeps, the heaviest ones: those of the headline, then of the description, then of the lead."""
_PAST_EMPLOYER = re.compile(
    r"\b(?:former|ex|formerly (?:of|at)|anciens?|anciennes?)[ -](?:de |d |chez |from |at )?"
    r"(?:\w+(?:,| and| et| &) )*\w+"
)
"""Who somebody worked for is not whom the headline is about: folded."""
_FRAME = re.compile(
    r"^(?:(?:\w+ ){0,3}(?:after|apres)|face a|following|amid|despite|malgre|suite a|unlike|like|contrairement a|comme"
    r"|as|while|when|with|avec|alors que|tandis que|quand|in response to|en reponse a|to (?:rival|counter|fight|catch)"
    r"|pour (?:contrer|concurrencer|rattraper|rivaliser|repondre))\b[^,:;!?–—|]*,"
)
"""Before whom a headline is about stands whom it is against, or what was before: `Face à X, Y …`. Folded."""
_RECALLED = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|heures?|jours?|semaines?|mois) (?:after|apr[eè]s)\b(?:[^.,;:!?]|[.,]\d)*",
    re.IGNORECASE,
)
"""What was some time before: the sums of another deal."""
_AFTER = ("after", "apres", "après")
"""One of these is in it: most texts have none, which is seen sooner."""
_DID = re.compile(
    r"after (?:[^\W_]+ ){1,4}(?:announced|said|signed|raised|closed|unveiled|struck|agreed|inked|revealed"
    r"|committed|paid|bought)\b"
    r"|apr[eè]s (?:que|l['’]annonce)\b",
    re.IGNORECASE,
)
"""Somebody did it: the first sum behind it is of that, even where the deal told is taken to have it."""
_OPINION = re.compile(
    r"(?:commentary|opinion|column|editorial|op.ed|tribune|edito|chronique|billet) ?[:.|–—-]"
)
"""What an outlet puts before the description of somebody's view."""


def _words(texts: Sequence[str], capitals: frozenset[str]) -> dict[str, float]:
    """The weights of the heaviest words, by word. `texts`: headline, description and lead, folded and joined."""
    weights: dict[str, float] = {}
    for text, shares in zip(texts, _SHARES, strict=True):
        left = _left(text)
        for word in words_of(text):
            key, weight = weigh(word)
            if weight > 0:
                if word in left:
                    share = shares[weight / 3]
                else:
                    share = shares[CAPITAL if weight >= 1.4 and word in capitals else weight]
                if share > weights.get(key, 0.0):
                    weights[key] = share
    by_word = sorted(weights)
    heaviest = (
        sorted(by_word, key=weights.__getitem__, reverse=True)[:WORDS] if len(by_word) > WORDS else by_word
    )
    return {key: weights[key] for key in sorted(heaviest)}


def _left(folded: str) -> set[str]:
    """Words of whom somebody worked for."""
    if not any(
        map(folded.__contains__, ("former", "ancien", "ex ", "ex-"))
    ):  # sooner seen than by the pattern
        return set()
    return {word for past in _PAST_EMPLOYER.findall(folded) for word in words_of(past)}


def _said(headline: str, folded: str, joined: str) -> set[str]:
    """The kinds of happening that the headline names, what it looks back at, and whom it begins with."""
    said = happenings(headline, folded, joined)
    said.update(f"after→{fold_word(word)}" for word in looked_back_at(headline))
    if "arrival" in said:
        said.update(f"host→{weigh(word)[0]}" for word in hosts_of(headline))
    if (builder := builder_of(headline)) is not None:
        said.add(f"host→{weigh(builder)[0]}")
    owners = (OWNERS[word] for word in words_of(_FRAME.sub("", joined)) if word in OWNERS)
    said.update(f"lead→{owner}" for owner in islice(owners, 1))
    said.update(f"kin→{pair}" for pair in kin_of(headline))
    return said


def _aside(summary: str, folded: str, joined: str, said: set[str]) -> set[str]:
    """`aside→kind` of each kind of happening that the description names and the headline doesn't."""
    if not summary:
        return set()
    told = happenings(summary, folded, joined)
    return {
        f"aside→{kind}" for kind in told - said if "→" not in kind and kind not in ("deal", "launch", "guide")
    }


def _numbers(flagged: Flagged, text: str) -> Iterable[str]:
    """`CUR:value` of each amount, from the facts if there are any, else from the text; none that it only recalls."""
    seen = {(f.currency or "", f.value) for f in flagged.figures if f.role not in ("price", "history")}
    recalled = _RECALLED.findall(text) if any(map(text.casefold().__contains__, _AFTER)) else ()
    if recalled:
        text = _RECALLED.sub(" ", text)
        seen -= set(amounts_of(" ".join(recalled))) - set(amounts_of(text))
    others = {next(amounts_of(clause), None) for clause in recalled if _DID.search(clause)}
    others -= set(amounts_of(text))
    for deal in flagged.deals:
        if deal.tense == "current":
            sums = ((m.currency or "", m.value) for m in (deal.amount, deal.valuation) if m is not None)
            seen.update(one for one in sums if one not in others)
    return (f"{currency}:{value:.4g}" for currency, value in seen or set(amounts_of(text)))


def member_of(flagged: Flagged) -> Member:
    """The article as a story keeps it, with its match keys: all sorted, and rounded to three places."""
    article = flagged.article
    headline = headline_of(article)
    summary = summary_of(article)
    text = f"{headline}. {summary}"
    found = set(names_of(text))
    names, kinds = parties_of(flagged, found)
    capitals = frozenset(w for name in found for w in name.split())
    folded = [fold(one) for one in (headline, summary, html.unescape(article.body[:LEAD]))]
    joined = [join_phrases(one) for one in folded]
    said = _said(headline, folded[0], joined[0])
    if _OPINION.match(folded[1]):
        said.add("review")
    versions = set(versions_of(text))
    # (nobody counts 27 in `iOS 27 gets`)
    numbered = {f"figure→{version.rpartition(' ')[2]}" for version in versions}
    return Member(
        id=article.id,
        url=article.url,
        content_hash=article.content_hash,
        headline=article.headline,
        description=article.description,
        publisher=article.publisher,
        source=article.source.id,
        in_language=article.in_language,
        first_party=article.source.first_party,
        silent=article.silent,
        labels=flagged.labels,
        score=strength(flagged.labels, flagged.score),
        date_published=told_at(article),
        discovered_at=article.discovered_at,
        fetched_at=article.fetched_at,
        names=tuple(sorted({name_key(n) for n in found} | names)),
        numbers=tuple(sorted(_numbers(flagged, text))),
        versions=tuple(sorted(versions)),
        words=_words(joined, capitals),
        kinds=tuple(
            sorted(kinds | said | _aside(summary, folded[1], joined[1], said) | (measured(text) - numbered))
        ),
        sketch=sketch_of(article.body or text),
        credit=credit_of(article),
        cites=tuple(sorted({place(url) for url in article.citation})),
    )
