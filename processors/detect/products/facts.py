"""From judged signs to launch facts: organisation, product, version, availability, and their words."""

from __future__ import annotations

import re

from newswatch.messages import Fact, Launch
from processors.detect.grammar.quoting import evidence
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import counts, flagship, is_product
from processors.detect.launches.signs import JudgedSign, Sign
from processors.detect.products.availability import How, availability, ways_told
from processors.detect.products.beneath import before_it, beneath, titled_before, told_by_work
from processors.detect.products.beside import apposed_to, brought, introduced, listed_before
from processors.detect.products.called import behind_verb, overlaps, told_name
from processors.detect.products.dated import planned_for
from processors.detect.products.exactly import exactly
from processors.detect.products.first_named import behind_launch, joined_before
from processors.detect.products.foremost import foremost
from processors.detect.products.gains import (
    feature,
    gained,
    object_words,
    put_in,
    quoted_kind,
    spelt_as_name,
    tuned,
)
from processors.detect.products.grown import grown
from processors.detect.products.hosts import part_below
from processors.detect.products.name_runs import all_capitals, fair, in_host
from processors.detect.products.naming import chosen
from processors.detect.products.organisations import by_owner, organisation_fact, unrivalled
from processors.detect.products.placed import placed
from processors.detect.products.quotes import in_quotes
from processors.detect.products.renamed import renamed
from processors.detect.products.rightly import rightly
from processors.detect.products.settled import settled
from processors.detect.products.staged import introduced_first
from processors.detect.products.told_twice import filled, like, tells_way, without_generic
from processors.detect.products.written import (
    described_fact,
    fuller,
    name_fact,
    product_fact,
    span_fact,
    whole,
    with_maker,
)
from processors.detect.words.unit import Text, Unit, watched

_VERSION = re.compile(r"v?(?<![\d.])(?!365\b)\d+(?:\.\d+)*[a-z]?\b")
"""`Microsoft 365` is no version."""
_ADJECTIVE = re.compile(r"(?:de|en|of|in)\s")
"""How words in quotes begin that only say how a thing is: `des agents « de pointe »`."""
_UPGRADED = re.compile(
    r"\b(?:upgrades?|updates?|improvements?|enhancements?|changes) (?:to|for|in) (?:the |its )?$"
)
"""`brings upgrades to X`: what is bettered, no host."""
_KIND_ALONE = frozenset({"ai", "ia"})
"""`Live Notes : une IA pour …`: its capitals are no name's."""


_READ = 30
"""Signs that are read for their facts, of which six launches are told: more say one thing over and over."""


def launches_of(signs: list[JudgedSign], reading: Reading) -> list[Launch]:
    """One launch an organisation and product; the best signs first, each product told once."""
    found: list[Launch] = []
    seen: set[tuple[str, str]] = set()
    untold: set[int] = set()
    texts = ways_told(reading)
    best_first = unrivalled(sorted(signs, key=lambda s: (-s.score, s.sign.text.field != "headline")))
    for one in best_first[:_READ]:
        how = availability(reading, one.sign, texts)
        sign = by_owner(one.sign)
        for launch in _launches(sign, reading, how):
            family = sign.company.group
            product = launch.product.value.lower() if launch.product else ""
            if any(f == family and like(product, p) for f, p in seen):
                tells = {k for k in untold if how.way and tells_way(found[k], launch)}
                found = [filled(old, launch, k in tells) for k, old in enumerate(found)]
                untold -= tells
                continue
            seen.add((family, product))
            if how.way is None:
                untold.add(len(found))
            found.append(launch)
    return foremost(without_generic(found, reading), reading)[:6]


def _launches(sign: Sign, reading: Reading, how: How) -> list[Launch]:
    organisation = organisation_fact(sign, reading)
    told = [u for u in _distinct(sign.products) if not fair(u) and (is_product(u) or u.proper)]
    products = joined_before(sign, told)
    titled = titled_before(sign, products) or told_by_work(sign, products)
    if titled is not None:
        products, sign.described = [], titled
    picked = chosen(sign, products, reading) if titled is None else None
    if picked == []:
        titled = object_words(sign, products)
        sign.described = titled or sign.described
        products = []
    driven = picked == [] and sign.rule == "title-new"  # `X's New Y Platform Uses Z`
    named = _better(sign, reading, products) if not picked and titled is None and not driven else None
    if picked == [] and named is not None and named[1] in sign.products and _is_host(sign, named[1]):
        named = None  # `adds a trip planner in X`
    facts: list[Fact | None] = []
    if picked:
        facts = [product_fact(text, unit) for text, unit in picked[:3]]
    elif named is not None:
        facts = [product_fact(named[0], named[1])]
    elif products:
        facts = [product_fact(sign.text, unit) for unit in products[:3]]
    elif (kind := quoted_kind(sign)) is not None:
        facts = [span_fact(sign.text, *kind)]
    elif sign.quoted and not _ADJECTIVE.match(sign.text.folded, sign.quoted[0]):
        facts = [span_fact(sign.text, *sign.quoted)]
    elif sign.described:
        facts = [described_fact(sign.text, *sign.described)]
    else:
        facts = [None]
    newly = _quoted_news(sign, products)
    new = introduced(sign, reading) if sign.text is reading.title and titled is None else None
    found = tuned(sign, products) or (gained(sign, products) if named is None and not picked else None)
    if found is not None:
        facts = [described_fact(sign.text, *found)]
    shown = [unit for _, unit in picked] if picked else products
    apart = apposed_to(sign, shown) or (brought(sign, shown) if not (sign.quoted or sign.described) else None)
    if new is not None and not any(overlaps(one, new) for one in facts):
        facts = [name_fact(*new)]
    elif (before := listed_before(sign, shown)) is not None:
        facts = [name_fact(*before), *facts]
    elif apart is not None:
        facts = [name_fact(*apart)]
    elif newly is not None:
        facts = [newly]
    elif found is None and shown and named is None and (part := feature(sign, reading, shown)) is not None:
        facts = [name_fact(*part)]
    elif titled is None and found is None and _unnamed(sign, shown, named):
        name = told_name(sign, reading)
        put = put_in(sign, sign.products) if name is None and named is None and not sign.quoted else None
        if put is not None:
            facts = [described_fact(sign.text, *put)]
        facts = facts if name is None else [name_fact(*name)]
    if (quoted := in_quotes(sign, reading, facts)) is not None:
        facts = [span_fact(*quoted)]
    elif (whole_object := introduced_first(sign, reading, facts)) is not None:
        first = name_fact(*whole_object)
        facts = (
            [first, *facts]
            if whole_object[0].folded.startswith(",", whole_object[2])
            else [first, *facts[1:]]
        )
    elif (part := part_below(sign, reading, facts)) is not None:
        facts = [name_fact(*part)]
    start, end = sign.span
    proof = evidence(sign.text, start, end)
    return [
        Launch(
            organisation=organisation,
            product=product,
            version=_version(product),
            availability=how.way or "announced",
            by_verb=how.by_verb,
            planned=planned_for(sign, reading) if how.way in (None, "announced") else None,
            evidence=proof,
        )
        for product in (
            exactly(rightly(settled(grown(placed(name, reading), reading), reading), reading), reading)
            for name in (
                _named(whole(fuller(with_maker(sign, one), sign, reading), reading), sign)
                for one in (renamed(fact, sign) for fact in facts)
            )
        )
    ]


def _named(fact: Fact | None, sign: Sign) -> Fact | None:
    """`Live Notes : une IA pour …`: of what is only said to be AI the heading is the name, or there is none."""
    if fact is None or fact.value.lower() not in _KIND_ALONE:
        return fact
    units = sign.clause.units
    colon = next((k for k, unit in enumerate(units[:8]) if unit.low == ":"), 0)
    heading = units[:colon]
    if not 0 < colon <= 5 or not (heading[0].capital and heading[-1].capital) or heading[-1].name is not None:
        return None
    return span_fact(sign.text, heading[0].start, heading[-1].end)


def _quoted_news(sign: Sign, products: list[Unit]) -> Fact | None:
    """`gives Claude a new 'Projects' feature`, `adds 'study mode' to ChatGPT`: what is new stands in quotes."""
    if not sign.quoted or not products or not all(flagship(unit) for unit in products):
        return None
    start, end = sign.quoted
    if any(unit.start <= end and start <= unit.end + 2 for unit in products):
        return None  # within the quotes or right before them: one name
    between = sign.text.folded[sign.clause.units[sign.at].end : start]
    if "," in between or ":" in between or len(sign.text.folded[start:end].split()) > 3:
        return None
    return span_fact(sign.text, start, end)


def _unnamed(sign: Sign, products: list[Unit], better: tuple[Text, Unit] | None) -> bool:
    """Nothing in the sign is the name of what is launched: only its kind, or a host, a rival, an old product."""
    if better is not None:
        text, unit = better
        if text is not sign.text:  # `OpenAI unveils a browser` | `… with ChatGPT built in`
            old = flagship(unit) and not any(char.isdigit() for char in unit.low)
            return not products and (old or beneath(text, unit))
        return _is_host(sign, unit)
    if sign.quoted and not products:
        return False
    return all(_is_host(sign, unit) for unit in products[:1])


def _is_host(sign: Sign, unit: Unit) -> bool:
    if not is_product(unit) or _own_name(sign, unit):
        return False
    if unit.name is not None and not (unit.name.ai and unit.name.company.group == sign.company.group):
        guest = unit.name.ai and sign.rule == "arrive" and unit.start < sign.clause.units[sign.at].start
        return not guest  # `Kestrel 4.6 now in GitHub Copilot`
    if _UPGRADED.search(sign.text.folded, max(0, unit.start - 40), unit.start):
        return False
    if in_host(sign.text, unit) and "acces" not in sign.clause.units[sign.at].low:
        return True  # but `ouvre l'accès à X`
    if len(sign.products) == 1 and put_in(sign, [unit]) is not None:
        return True  # `lance un mode vocal pour X`
    return sign.rule == "title-new" and behind_verb(sign, unit)


def _own_name(sign: Sign, unit: Unit) -> bool:
    """`Kindle Narrate` is no Kindle, where capitals mean names; `iOS 31` and `Windows 11 PCs` are what they were."""
    if unit.name is None or not unit.low.startswith(f"{unit.name.name.lower()} "):
        return False
    return not any(map(str.isdigit, unit.low)) and not all_capitals(sign.clause.sentence)


def _distinct(units: list[Unit]) -> list[Unit]:
    found: list[Unit] = []
    for unit in units:
        if all(unit.low != other.low for other in found):
            found.append(unit)
    return found


def _better(sign: Sign, reading: Reading, products: list[Unit]) -> tuple[Text, Unit] | None:
    """A product named more fully elsewhere in headline or description: `GPT-4o` for `GPT-4 Omni`, never a rival's."""
    own = [unit for unit in products if is_product(unit)]
    if own and any(
        any(char.isdigit() for char in unit.low) or " " in unit.low or "-" in unit.low for unit in own
    ):
        return None
    if products and not own:
        return None
    if not own and (sign.quoted or spelt_as_name(sign) or _names_own(sign, reading)):
        return None
    family = sign.company.group
    candidates: list[tuple[int, Text, Unit]] = []
    for order, text in enumerate(reading.texts[:2]):
        if text.field == "body":
            continue
        for unit in text.names:
            if not is_product(unit) or unit in own or not counts(unit, reading) or beneath(text, unit):
                continue
            maker = watched(unit)
            mine = maker is not None and maker.group == family
            if own:
                longer = any(
                    (unit.low.startswith(one.low) or f" {one.low} " in unit.low)
                    and len(unit.low) > len(one.low)
                    and (one.name is None or one.name.company.level == "watched")
                    for one in own
                )
                if longer and mine and not before_it(text, unit):
                    candidates.append((order, text, unit))
            elif sign.rule == "able" and mine and not (unit.name and unit.name.ai) and in_host(text, unit):
                continue  # `adds a seating planner to Maps`
            elif (mine and not before_it(text, unit)) or (
                unit.model and maker is None and reading.organisation is not None
            ):
                candidates.append((order, text, unit))
    if not candidates:
        return None
    _, text, unit = min(
        candidates,
        key=lambda c: (
            c[0],
            not behind_launch(c[1], c[2]),
            -any(char.isdigit() for char in c[2].low),
            c[2].start,
        ),
    )
    if not own and text is reading.title and flagship(unit):  # a heading's `Gemini`
        for _, below, fullest in candidates:
            if below is not text and fullest.start == 0 and fullest.low.startswith(f"{unit.low} "):
                return below, fullest
    return text, unit


def _names_own(sign: Sign, reading: Reading) -> bool:
    """`adds new Lantern boards` | `They pack a Gemini Nano chip`: the headline has a name of its own for it."""
    if sign.text is not reading.title or all_capitals(sign.clause.sentence):
        return False
    within = sign.clause.units[sign.at + 1 : sign.clause.high]
    if sign.described is not None:
        start, end = sign.described
        within = [unit for unit in sign.clause.units if start <= unit.start < end]
    elif sign.rule != "able" or not any("new" in unit.cues for unit in within[:2]):
        return False
    k = next((k for k, unit in enumerate(within) if unit.low in _ENDS), len(within))
    return any(unit.proper and unit.name is None for unit in within[:k])


_ENDS = frozenset({"for", "with", "to", "in", "on", "by", "from", "pour", "avec", "a", "dans", "sur", "de"})


def _version(product: Fact | None) -> str | None:
    if product is None:
        return None
    match = _VERSION.search(product.value.lower())
    return match.group() if match else None
