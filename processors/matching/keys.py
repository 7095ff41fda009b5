"""What an article is matched by: names, numbers, products with versions, word weights, kinds of happening.

All of it is language-neutral where it can be, so that a French and an English article meet: names,
amounts and versions are spelled alike, and the words of processors/matching/words.py share concepts.
It works on a bare headline, and takes more from the facts where detection found some.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from newswatch.messages import Flagged, Member
from processors.matching.amounts import amounts_of
from processors.matching.credits import credit_of, place
from processors.matching.kin import kin_of
from processors.matching.kinds import happenings, measured
from processors.matching.signs import builder_of, hosts_of, looked_back_at
from processors.matching.strength import strength
from processors.matching.told import LEAD, headline_of, summary_of, told_at
from processors.matching.words import (
    FAINT,
    OWNERS,
    STOP,
    WATCHED,
    WEIGHED,
    concept_of,
    fold,
    fold_word,
    is_common,
    is_plain,
    join_phrases,
    spelled_words,
    weigh,
    words_of,
)

ZONES = (("headline", 1.0), ("description", 0.5), ("body", 0.25))
CAPITAL = 3.0
"""What a word of a proper name weighs."""
_SHARES = tuple(
    {weight: round(share * weight, 3) for weight in (*WEIGHED, *(w / 3 for w in WEIGHED), CAPITAL)}
    for _, share in ZONES
)
"""Of headline, description and lead: weight → the share of it that counts."""
WORDS = 40
"""Words that a member keeps, the heaviest ones: those of the headline, then of the description, then of the lead."""
SKETCH = 24
"""Hashes kept of a text's five-word runs: the smallest ones, so that copies keep the same."""

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
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_VERSION = re.compile(
    r"\b([A-Z][A-Za-z]+|[a-z]+[A-Z][A-Za-z]*|[A-Z]{2,})[ \u00a0-]?(\d{1,2}(?:\.\d{1,2})*o?)"
    r"(?![\d%€$]|[.,]\d|[ \u00a0]?(?:[bkm]\b|bn|mds?\b|million|milliard|billion|%|(?:an|year|moi|month)s?\b))"
)
_SHORT_VERSION = re.compile(r"\b([orv])(\d{1,2}(?:\.\d)?)(?=\b|-)", re.IGNORECASE)
_VARIANTS = (
    "nano|flash|pro|mini|max|ultra|lite|large|small|medium|haiku|sonnet|opus|scout|maverick|turbo|codex|spark"
)
_KNOWN_VARIANTS = frozenset(_VARIANTS.split("|"))
_VARIANT = re.compile(rf"(\d(?:\.\d+)?o?)[ \u00a0-]({_VARIANTS})\b", re.IGNORECASE)
_SISTER = re.compile(r"[A-Za-z][ \u00a0-]?(\d{1,2}(?:\.\d+)?o?)[ \u00a0-]([A-Z][a-z]{2,})\b")
"""A version and a name of its own, as in `Voxa 6.1 Selene`."""
_NUMBER_NAMED = re.compile(r"\d[oO]?[ \u00a0-][^\W\d_]")
"""What both have: most texts have none, which is seen sooner."""
_NO_FAMILY_WORDS = """top series serie part phase step episode chapter article version day jour q s h type euro mai may
june juin juillet july avril april mars march janvier january aout august septembre september octobre october
novembre november decembre december fevrier february apache gpl"""
_NO_FAMILY = frozenset(_NO_FAMILY_WORDS.split())
_BREAK = re.compile(r"[.,;:!?()«»“”\"|—–…]")
"""What no name goes across."""
_OPINION = re.compile(
    r"(?:commentary|opinion|column|editorial|op.ed|tribune|edito|chronique|billet) ?[:.|–—-]"
)
"""What an outlet puts before the description of somebody's view."""
_GERUND = re.compile(r"[a-z]{5,}ing")
"""`Strengthening …`, which the dictionary does not have."""
_BARE_COMPANY = re.compile(r"(ai|inc|corp|corporation|ltd|llc|sas?|labs?|group|technologies|holdings?)$")


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """What two spellings of one company or product share: `Open AI`, `OpenAI Inc` → `open`."""
    squeezed = "".join(words_of(fold(re.sub(r"\([^)]*\)", "", name))))
    bare = _BARE_COMPANY.sub("", squeezed)
    return bare if len(bare) > 2 else squeezed


def versions_of(text: str) -> Iterator[str]:
    """`family version` of each product with a version: `Claude Opus 4.5` → `opus 4.5`."""
    if not _DIGIT.search(text):
        return
    for family, number in _VERSION.findall(text):
        folded = fold(family)
        if folded not in _NO_FAMILY and not (is_common(folded) and folded not in WATCHED):
            yield f"{folded} {number}"
    for letter, number in _SHORT_VERSION.findall(text):
        yield f"{letter.lower()} {number}"
    if not _NUMBER_NAMED.search(text):
        return
    for number, variant in (*_VARIANT.findall(text), *_SISTER.findall(text)):
        folded = fold(variant)
        if not (is_common(folded) or is_plain(folded)) or folded in _KNOWN_VARIANTS:
            yield f"{folded} +{number}"


def names_of(text: str) -> Iterator[str]:
    """Crude proper names: runs of capitalised words that the word table does not know as ordinary ones."""
    run: list[str] = []
    end, begins = 0, True
    for found in _WORD.finditer(text):
        word = found.group()
        start = found.start()
        if text[end:start] != " " and _BREAK.search(text, end, start):
            begins = True
            if run:
                yield " ".join(run)
                run = []
        end = found.end()
        if (
            word[0].isupper()
            and len(word) > 1
            and not is_common(folded := fold_word(word))
            and not (begins and not word.isupper() and (is_plain(folded) or _GERUND.fullmatch(folded)))
        ):
            run.append(folded)
        elif run:
            yield " ".join(run)
            run = []
        begins = False
    if run:
        yield " ".join(run)


def sketch_of(text: str) -> tuple[int, ...]:
    """The smallest hashes of the text's five-word runs; empty for a text of less than 20 words."""
    spelled = spelled_words(fold(text[:3000]))
    if len(spelled) < 20:
        return ()
    fives = zip(*(spelled[begin:] for begin in range(5)), strict=False)
    runs = set(map(zlib.crc32, map(b" ".join, fives)))
    low = (2 * SKETCH << 32) // len(runs)  # half of what is below it is enough, mostly
    smallest = sorted([run for run in runs if run < low])
    return tuple((smallest if len(smallest) >= SKETCH else sorted(runs))[:SKETCH])


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


def _parties(flagged: Flagged, found: set[str]) -> tuple[set[str], set[str]]:
    """Names of companies and parties, and the kinds `deal→target`, `payer→investor` and `launch→product`.

    `found`: the proper names of the text. A target that is none of them ("a data centre") tells nothing apart.
    """
    proper = {name_key(name) for name in found}
    names = {name_key(m.company) for m in flagged.mentions}
    kinds: set[str] = set()
    for deal in flagged.deals:
        if deal.tense == "history":
            continue
        payers = {name_key(fact.value) for fact in deal.investors}
        names.update(payers)
        kinds.update(f"payer→{payer}" for payer in payers)
        if deal.target is not None:
            target = name_key(deal.target.value)
            names.add(target)
            if _is_proper(deal.target.value) and any(
                target in name or (len(name) > 2 and name in target) for name in proper
            ):
                kinds.add(f"deal→{target}")
    for launch in flagged.launches:
        names.add(name_key(launch.organisation.value))
        if launch.product is not None:
            kinds.update(f"launch→{product}" for product in _product(launch.product.value))
    return names, kinds


def _is_proper(value: str) -> bool:
    """Whether the first word that says something is written like a name: not `centres de données en Normandie`."""
    words = words_of(value)
    telling = [word for word in words if not is_common(fold(word))]
    return bool(telling) and telling[0] != telling[0].lower() and words[0] != words[0].lower()


def _product(value: str) -> Iterator[str]:
    """The words of a product's name without common ones; none where it is a description."""
    words = words_of(value)
    if any((word[0].isupper() or word[-1].isdigit()) and fold(word) not in ("ai", "ia") for word in words):
        folded = [fold(word) for word in words]
        kept = [word if word.isdigit() else concept_of(word) or word for word in folded if word not in STOP]
        yield " ".join(word for word in kept if word not in FAINT) or " ".join(folded)


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
    names, kinds = _parties(flagged, found)
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


def concepts(member: Member) -> frozenset[str]:
    """The concepts among a member's words."""
    return frozenset(word[1:] for word in member.words if word[0] == "~")


__all__ = ["amounts_of", "concept_of", "concepts", "fold", "headline_of", "member_of", "name_key", "names_of"]
