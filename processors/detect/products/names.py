"""The names of what a sign launches: its own products, one that is named better elsewhere, or what is new beside them.

They are facts in the words of the text; where a name begins and ends is looked at afterwards (`facts.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newswatch.messages import Fact
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import counts, flagship, is_product
from processors.detect.launches.signs import Sign
from processors.detect.products.beneath import before_it, beneath, titled_before, told_by_work
from processors.detect.products.beside import apposed_to, brought, introduced, listed_before
from processors.detect.products.called import behind_verb, overlaps, told_name
from processors.detect.products.first_named import behind_launch, joined_before
from processors.detect.products.gains import (
    apposed_name,
    feature,
    gained,
    object_words,
    put_in,
    quoted_kind,
    spelt_as_name,
    tuned,
)
from processors.detect.products.hosts import part_below
from processors.detect.products.name_runs import all_capitals, fair, in_host
from processors.detect.products.naming import chosen
from processors.detect.products.quotes import in_quotes
from processors.detect.products.staged import introduced_first
from processors.detect.products.written import described_fact, name_fact, product_fact, span_fact
from processors.detect.words.unit import Text, Unit, watched

_ADJECTIVE = re.compile(r"(?:de|en|of|in)\s")
"""How words in quotes begin that only say how a thing is: `des agents « de pointe »`."""
_UPGRADED = re.compile(
    r"\b(?:upgrades?|updates?|improvements?|enhancements?|changes) (?:to|for|in) (?:the |its )?$"
)
"""`brings upgrades to X`: what is bettered, no host."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The products that a sign names."""

    own: list[Unit]
    """Those that stand in it and may be what is launched."""
    picked: list[tuple[Text, Unit]] | None
    """The ones that are launched, wherever they stand; [] where none of its own is; None where `own` stands."""
    better: tuple[Text, Unit] | None
    """One that is named more fully elsewhere."""
    titled: bool
    """A title's words before them say what is launched: they are only what it is made with."""

    @property
    def shown(self) -> list[Unit]:
        """Those that are told."""
        return [unit for _, unit in self.picked] if self.picked else self.own


def names_of(sign: Sign, reading: Reading) -> list[Fact | None]:
    """What a sign launches, by name or by its kind, at least one; None where nothing says what it is.

    Where words say it that are no product, the sign is `described` by them from now on.
    """
    found = _found(sign, reading)
    news = tuned(sign, found.own)
    if news is None and found.better is None and not found.picked:
        news = gained(sign, found.own)
    names: list[Fact | None] = (
        _by_products(sign, found) if news is None else [described_fact(sign.text, *news)]
    )
    return _by_headline(sign, reading, _beside(sign, reading, found, names, plain=news is None))


def _found(sign: Sign, reading: Reading) -> _Found:
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
    better = _better(sign, reading, products) if not picked and titled is None and not driven else None
    if picked == [] and better is not None and better[1] in sign.products and _is_host(sign, better[1]):
        better = None  # `adds a trip planner in X`
    return _Found(products, picked, better, titled is not None)


def _by_products(sign: Sign, found: _Found) -> list[Fact | None]:
    """The products that were found, or the words of the sign that stand for one."""
    if found.picked:
        return [product_fact(text, unit) for text, unit in found.picked[:3]]
    if found.better is not None:
        return [product_fact(*found.better)]
    if found.own:
        return [product_fact(sign.text, unit) for unit in found.own[:3]]
    if (kind := quoted_kind(sign)) is not None:
        return [span_fact(sign.text, *kind)]
    if sign.quoted and not _ADJECTIVE.match(sign.text.folded, sign.quoted[0]):
        return [span_fact(sign.text, *sign.quoted)]
    if sign.described:
        return [described_fact(sign.text, *sign.described)]
    return [None]


def _beside(
    sign: Sign, reading: Reading, found: _Found, names: list[Fact | None], plain: bool
) -> list[Fact | None]:
    """What stands beside these names and is the news. `plain`: none of them is a part that an old product
    gains."""
    shown = found.shown
    new = introduced(sign, reading) if sign.text is reading.title and not found.titled else None
    if new is not None and not any(overlaps(one, new) for one in names):
        return [name_fact(*new)]
    if (before := listed_before(sign, shown)) is not None:
        return [name_fact(*before), *names]
    apart = apposed_to(sign, shown) or (brought(sign, shown) if not (sign.quoted or sign.described) else None)
    if apart is not None:
        return [name_fact(*apart)]
    if (quoted := _quoted_news(sign, found.own)) is not None:
        return [quoted]
    if not plain:
        return names
    if shown and found.better is None and (part := feature(sign, reading, shown)) is not None:
        return [name_fact(*part)]
    if found.titled or not _unnamed(sign, shown, found.better):
        return names
    if (name := told_name(sign, reading)) is not None:
        return [name_fact(*name)]
    put = put_in(sign, sign.products) if found.better is None and not sign.quoted else None
    return names if put is None else [described_fact(sign.text, *put)]


def _by_headline(sign: Sign, reading: Reading, names: list[Fact | None]) -> list[Fact | None]:
    """What the headline has in quotes or introduces, or the description names as a part, in these names' place."""
    if (quoted := in_quotes(sign, reading, names)) is not None:
        return [span_fact(*quoted)]
    if (whole_object := introduced_first(sign, reading, names)) is not None:
        more = whole_object[0].folded.startswith(",", whole_object[2])
        return [name_fact(*whole_object), *(names if more else names[1:])]
    if (part := part_below(sign, reading, names)) is not None:
        return [name_fact(*part)]
    return names


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
    if (sign.quoted and not products) or apposed_name(sign):
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
    if (products and not own) or any(_named_on(sign, unit) for unit in own):
        return None
    if not own and (sign.quoted or spelt_as_name(sign) or apposed_name(sign) or _names_own(sign, reading)):
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
            elif sign.rule == "able" and mine and not unit.names_ai and in_host(text, unit):
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


def _named_on(sign: Sign, unit: Unit) -> bool:
    """`Gemini Trellis`: a capital behind the family's name goes on with it, where capitals mean names."""
    units = sign.clause.units
    k = sign.clause.index(unit)
    behind = units[k + 1] if k is not None and k + 1 < len(units) else None
    capitals = all_capitals(sign.clause.sentence)
    return behind is not None and behind.proper and behind.start == unit.end + 1 and not capitals


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
