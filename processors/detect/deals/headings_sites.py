"""Headlines that no frame reads: a lab's data centre, people hired beside a licence, a deal that is near, own money.

Asked by `headings`, where no clause tells of a deal plainly.
"""

from __future__ import annotations

import re

from processors.detect.deals.frames.backers import sums_in
from processors.detect.deals.frames.capacity import noun_phrase
from processors.detect.deals.frames.sellers import buyer_and_supplier
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Text, Unit

_HALL = re.compile(
    r"\b(?:data ?-?cent(?:er|re)s?|stargate|ai campus|campus (?:d')?ia|centres? de donnees|"
    r"\d[\d.]* ?(?:gw|mw|gigawatts?))\b(?! (?:\w+ )?(?:(?:trade|lobby|industry) (?:group|body|association)|"
    r"lobby|lobbyists?|policy|chief|boss|head|teams?|"
    r"rules|safety|standards|pledge|bills?|permits|workers|unions?|staff)\b)"
)
_BUILDS = re.compile(
    r"\b(?:build(?:s|ing)?|develop(?:s|ing)?|plan(?:s|ning)?|commit(?:s|ting)?|team(?:s|ing)? up|"
    r"partner(?:s|ing|ship)?|sign(?:s|ed)?|inks?|expand(?:s|ing)?|leas(?:es?|ing)|secures?|backs?|guarantees?|backstops?|"
    r"adds?|in talks|deal|joins?|constru\w+|bati\w*|implant\w+|s'allie(?:nt)?|prevoi\w+|accord|partenariat|loue\w*)\b"
)
_NOT_BUILT = re.compile(
    r"\b(?:sue[sd]?|lawsuits?|oppos\w+|protest\w*|halt\w*|scrap\w*|delay\w*|drop(?:s|ped)?|shelv\w+|paus\w+|cancel\w*|"
    r"water|solar|tariffs?|residents?|tax\w*|bills?|how|why|what|jobs?|chatgpt|outage\w*|down|police|model|app|tools?|agents?|"
    r"could|should|comment|pourquoi|habitants?|renonce\w*|suspend\w*|annule\w*|retard\w*|emplois?|eau|unions?|"
    r"pledge\w*|code of conduct|syndicats?)\b"
)


def site(text: Text, whole: Clause) -> Claim | None:
    """`Anthropic teams up with X to build a data centre in Y`: a lab and what it computes in, without a sum."""
    match = _HALL.search(text.folded)
    if match is None or _NOT_BUILT.search(text.folded) or not _BUILDS.search(text.folded):
        return None
    if text.folded.rstrip().endswith("?"):
        return None
    named: list[Unit] = []
    for unit in whole.units:
        if unit.is_company("watched", "tech", "ai", "other") and all(unit.side != one.side for one in named):
            named.append(unit)
    if not any(unit.is_lab and unit.is_company("watched") for unit in named):
        return None
    buyer, supplier = buyer_and_supplier(named)
    at = whole.reached(match.start()) or 0
    return Claim(
        "compute", "heading-site", text, whole, at, [buyer] if buyer else [], supplier, noun_phrase(whole, at),
        noun=True, weight=0.62,
    )  # fmt: skip


_LICENCE = re.compile(r"\blicen[cs](?:es?|ed|ing)\b|\bsous licence\b|\baccord de licence\b")
_HIRES = re.compile(
    r"\b(?:hir(?:es?|ed|ing)|poach(?:es|ed|ing)?|recrut\w+|debauch\w+|embauch\w+)\b[^.;:]{0,30}\b"
    r"(?:founders?|co-?founders?|team|staff|leaders\w*|executives?|execs|ceo|engineers|researchers|fondateurs?|equipes?|"
    r"dirigeants?|patron)\b|\b(?:founders?|ceo|team|fondateurs?|patron)\b[^.;:]{0,30}\b(?:join\w*|rejoi\w+)\b"
)


def hired(text: Text, whole: Clause) -> Claim | None:
    """`X to license the work of AI chip firm Y and hire its founders`: a purchase in all but name."""
    if "licen" not in text.folded:
        return None
    if not _LICENCE.search(text.folded) or not _HIRES.search(text.folded):
        return None
    units = whole.units
    buyer = next((unit for unit in units if unit.is_company("watched", "tech")), None)
    told = whole.has("descriptor") is not None and whole.has("ai") is not None
    others = (unit for unit in units if unit is not buyer)
    firm = next((u for u in others if u.is_company("ai") or (told and u.proper and u is not units[0])), None)
    if buyer is None or firm is None:
        return None
    at = whole.index(firm) or 0
    sums = sums_in(whole, 0, len(units))
    return Claim(
        "acquisition", "heading-hired", text, whole, at, [buyer], firm, amount=units[sums[0]] if sums else None,
        noun=True, weight=0.75,
    )  # fmt: skip


_NEAR = re.compile(
    r"\b(?:near(?:s|ing)?|mull(?:s|ing)?|weigh(?:s|ing)?|consider(?:s|ing)?|explor(?:es?|ing)|eye(?:s|ing)?|talks|"
    r"close to|clos(?:es|ing) in|proches?|negocie\w*|discute\w*|envisage\w*|etudie\w*)\b"
)
_WITH = frozenset({"with", "avec"})
_BETWEEN = _WITH | {"for", "pour"}
"""What stands between a deal and the firm that it is with."""
_LEAST = 0.95e8
"""Dollars from which a deal with an AI firm that is only near counts."""


def near(text: Text, whole: Clause) -> Claim | None:
    """`X closes in on $7 billion Y deal`, `X mulls a $1bn deal with Y, an AI firm`: not yet signed, but told."""
    told = _NEAR.search(text.folded) if whole.places.sums else None
    if told is None:
        return None
    units = whole.units
    givers = [k for k, u in enumerate(units) if u.party and u.start < told.start()]
    known = next((k for k in givers if units[k].is_company("watched", "tech", "investor")), None)
    giver = known if known is not None else next(iter(givers), None)
    if giver is None:
        return None
    least = _LEAST if known is not None else 10 * _LEAST
    lab = units[giver].is_lab
    for k in sums_in(whole, giver + 1, len(units)):
        sum_told = units[k].sum
        if sum_told is None or sum_told.dollars < least or units[k].start < told.start():
            continue
        deal = whole.has("deal_noun", k + 1, min(k + 5, len(units)))
        if deal is None and whole.has("deal_noun", max(0, k - 4), k) is not None:
            deal = k  # `un accord à 3 milliards de dollars avec la start-up X`
        if deal is None:
            continue
        between = (u for u in units[k + 1 : deal] if u.is_company("ai") or u.is_lab or (lab and u.proper))
        firm = next(between, None) or _firm_behind(whole, deal)
        if firm is not None and firm.side != units[giver].side:
            return Claim(
                "stake", "heading-near", text, whole, deal, [units[giver]], firm, amount=units[k], noun=True,
                weight=0.75,
            )  # fmt: skip
    return None


_ABOUT = re.compile(
    r"\b(?:for|to|about|over|on|pour|en vue d'|sur) [^.;:]{0,30}?"
    r"(?:deal|invest\w*|acqui\w+|buy|takeover|purchase|stake|rachat|racheter|partnership)\b"
)


def talks(text: Text, whole: Clause) -> Claim | None:
    """`AMD in talks with X, an AI startup, over a purchase`: a giant, a firm of AI, and what they talk about."""
    told = text.folded.find("talks with ") + 1 or text.folded.find("discussions avec ") + 1
    if not told:
        return None
    units = whole.units
    giver = next((u for u in units if u.is_company("watched", "tech") and u.start < told), None)
    at = next((k for k, u in enumerate(units) if u.low in _WITH and u.start > told), None)
    if giver is None or at is None:
        return None
    behind = units[at + 1 : at + 8]
    firm = next((k for k, u in enumerate(behind) if u.party), None)
    if firm is None or behind[firm].side == giver.side or not _ABOUT.search(text.folded, behind[firm].end):
        return None
    kind = behind[:firm]
    said = any("descriptor" in u.cues for u in kind) and any(u.cues & {"ai", "ai_near"} for u in kind)
    if not (said or behind[firm].is_company("ai")) or any("public" in u.low for u in kind):
        return None
    return Claim(
        "acquisition", "heading-talks", text, whole, at, [giver], behind[firm], noun=True, weight=0.68
    )


def _firm_behind(whole: Clause, deal: int) -> Unit | None:
    units = whole.units
    if deal + 2 >= len(units) or units[deal + 1].low not in _BETWEEN:
        return None
    told = units[deal + 2 : deal + 8]
    firm = next((unit for unit in told if unit.party), None)
    said = any("descriptor" in unit.cues for unit in told) and any(unit.says_ai for unit in told)
    return firm if firm is not None and (said or firm.is_company("ai")) else None


_OUR_MONEY = re.compile(
    r"(?:our|notre|we are|we're|nous)\b[^.;:]{0,40}\b(?:invest\w*|commit\w*|spend\w*|consacr\w*)\b"
)


def own_spending(reading: Reading, text: Text, whole: Clause) -> Claim | None:
    """`Our $4 billion investment in data centres across Norway`, on the firm's own site: it is who pays."""
    own = reading.organisation
    if own is None or own.level not in ("watched", "tech", "ai") or not _OUR_MONEY.match(text.folded):
        return None
    units = whole.units
    place = whole.has("capex_noun")
    amount = next((k for k in sums_in(whole, 0, len(units)) if _billion(units[k])), None)
    if amount is None or place is None:
        return None
    ours = units[0]
    return Claim(
        "capex", "heading-own-spending", text, whole, amount, [ours], None, noun_phrase(whole, place),
        units[amount], noun=True, weight=0.75, own=True,
    )  # fmt: skip


def _billion(unit: Unit) -> bool:
    return unit.sum is not None and unit.sum.dollars >= 0.95e9


_STAFF_SELLS = re.compile(
    r"\b(?:employees?|staff|staffers|insiders|workers|salaries|employes)\b[^.;:]{0,40}\b(?:sells?|selling|sold|"
    r"share sale|stock sale|tender|cash out|vend(?:re|ent|u)?|cedent|ceder)\b|\b(?:sales?|vente|cession) [^.;:]{0,30}\b"
    r"(?:by|to|for|par|de ses) [^.;:]{0,12}\b(?:employees?|staff|salaries)\b"
)


def staff_sale(text: Text, whole: Clause) -> Claim | None:
    """`Employees of OpenAI to sell shares at a $500 billion valuation`: a lab's worth, by who buys its shares."""
    if not whole.places.sums or not _STAFF_SELLS.search(text.folded):
        return None
    units = whole.units
    lab = next((unit for unit in units if unit.is_lab or unit.is_company("ai")), None)
    worth = next((k for k in whole.places.sums if _billion(units[k])), None)
    if lab is None or worth is None or whole.has("valuation") is None:
        return None
    to = next((k for k in range(1, worth) if units[k].low == "to" and units[k + 1].party), None)
    givers = [units[k] for k in c.listed(whole, to + 1, worth)] if to is not None else []
    return Claim(
        "valued", "heading-staff-sale", text, whole, worth, givers, lab, valuation=units[worth], noun=True,
        weight=0.75,
    )  # fmt: skip
