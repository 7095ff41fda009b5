"""Names that stand beside a deal as partners, former mothers or backers of somebody else: they give nothing to it.

Asked once a deal is told: it decides nothing.
"""

from __future__ import annotations

import re

from newswatch.messages import Fact
from processors.detect.deals.values import fact
from processors.detect.grammar.quoting import within
from processors.detect.grammar.reading import Reading
from processors.detect.words.text import fold
from processors.detect.words.unit import Text

_LIST = r"[\w.&’' -]+, (?:[\w.&’' -]+, )*(?:and |et )?"
_BESIDE = re.compile(
    r"\b(?:partnerships with|collaborat(?:es?|ed|ing) with|collabore(?:nt)? avec|partenariats avec|linked to|tied to|"
    r"affiliated with|lie(?:e|s|es)? a|(?:spun|spins|spinning|spawned|carved) (?:out |off )?(?:of|from)|"
    r"issue?s? d[eu']|help(?:s|ed|ing)? (?:to )?(?:launch|found|start|create)|leased (?:by|to)|"
    rf"loue(?:e|s|es)? (?:par|a)) (?:(?:[\w.&’'-]+ ){{0,3}}?(?:(?:and|et) )?|{_LIST})$"
)
_ARM_OF = re.compile(
    r"\b(?:venture|vc|investment|investing|capital) (?:arm|unit|vehicle|branch) of"
    r" (?:(?!and |et |with |led )[\w’'-]+ ){0,8}$"
)
"""`led by X, the venture arm of the oil company Y`."""
_FORMER = re.compile(
    r"\b(?:founded|started|created|led) by (?:ex-|former )(?:[\w.&’' -]+, )*(?:[\w.&’'-]+ and |and )?$"
)
"""`founded by ex-X, Y and Z staffers`."""
_SELLS = re.compile(
    r"\b(?:sells?|sold|dump(?:s|ed)|offload(?:s|ed)|exit(?:s|ed)|unload(?:s|ed)|liquidat(?:es|ed)|vend(?:re)?|cede|solde)"
    r" (?:(?:its|his|all|the|entire|whole|remaining|of|sa|ses|toute|[$€£][\d.]+\w*|billion|million|bn) )*"
)
_STAKE = re.compile(r" (?:stake|shares|stock|holding|position)\b")
_OF_ANOTHER = re.compile(
    r"([\w.&-]+)(?: (?:ai|ia|labs?|inc|robotics|systems))? "
    r"\((?:itself |which is )?(?:backed by|soutenue? par) [^()]{0,60}$"
)
"""`Kyrel Lab (backed by X)`."""
_INTO = re.compile(r" (?:in)?to (?:the|its|new) ")
"""`expands from the Nordics into the US`."""


_EARLIER = re.compile(
    r"\b(?:rais(?:es?|ed|ing)|seek(?:s|ing)?|led|lead|leve(?:r|nt)?|cherche(?:nt)?|boucle)\b.*"
    r"\b(?:after|following|since|on the heels of|apres|suite a)"
    r" (?:(?:its|his|the|an?|la|un|une|son|sa) |l')?(?:(?:investissement|entree|prise|mise) (?:de |d'))?$"
)
_AN_INVESTMENT = re.compile(
    r"(?:'s|’s)? (?:(?:[$€£]?[\d.]+ ?\w*|billion|million|strategic|earlier|recent) )*"
    r"(?:investment|stake|backing|bet|deal|funding|injection|cash)\b"
)
_THE_INVESTMENT = re.compile(r"(?:investissement|entree|prise|mise) (?:de |d')$")
"""`raises $3 billion from Y days after X investment`: that one was before."""
_SPUN_OUT = re.compile(
    r"(?:'s|’s)?(?: (?:[A-Z][\w.-]*|of)){0,3} (?:[Ss]pin-?[Oo](?:ut|ff)s?|[Ee]ssaimage|[Aa]lumn(?:i|us))\b"
)
"""`an ETH Zurich spinout`: where a firm comes from."""


def without_bystanders(investors: tuple[Fact, ...], reading: Reading, target: str) -> tuple[Fact, ...]:
    """The investors but for those whose own words say that they are told of for another reason. `target`: folded."""
    kept = tuple(one for one in investors if not _stands_by(one, reading, target) and not _sold(one, reading))
    if kept or not investors or not any(_sold(one, reading) for one in investors):
        return kept
    seller = next((unit for s in reading.title.sentences[:1] for unit in s.units[:3] if unit.party), None)
    return () if seller is None else (fact(reading.title, seller),)


def _sold(one: Fact, reading: Reading) -> bool:
    """`X sells its Y stake to fund Z`: of whom something is sold gives nothing; who sells does."""
    proof, title = one.evidence, reading.title
    if proof is None or proof.field != title.field or not title.sentences:
        return False
    start, end = within(title, proof)
    sold = _SELLS.search(title.folded, 0, start)
    return sold is not None and sold.end() == start and _STAKE.match(title.folded, end) is not None


_NOBODY = frozenset({"pe", "vc", "vcs", "ipo", "wall street", "silicon valley", "mw", "gw"})
"""What is no name, though it has capitals: `from PE firms`."""
_LAND = re.compile(r"(?:South|North|Saudi|Latin) (?:Korean|African|Arabian|American)s?\b(?! [A-Z])")
"""`the South Korean conglomerate`."""


def _stands_by(one: Fact, reading: Reading, target: str) -> bool:
    if one.value.lower() in _NOBODY:
        return True
    proof = one.evidence
    text = next((t for t in reading.texts[:2] if proof is not None and t.field == proof.field), None)
    if proof is None or text is None or text.field == "body":
        return False
    start, end = within(text, proof)
    before = _before(text, start)
    other = _OF_ANOTHER.search(before)
    if other is not None:
        return bool(target) and fold(other[1]) not in target
    if _EARLIER.search(before) and (_AN_INVESTMENT.match(text.folded, end) or _THE_INVESTMENT.search(before)):
        return True
    if _ARM_OF.search(text.text, max(0, start - 100), start):
        return True
    if _SPUN_OUT.match(text.text, end) or _LAND.match(text.text, start):
        return True
    if before.endswith("from the ") and _INTO.match(text.folded, end):
        return True
    if before.endswith((" and ", " et ")) and _acts(text, end):
        return False  # `a fund tied to X and Y lead the round`
    return _BESIDE.search(before) is not None or _FORMER.search(before) is not None


def _acts(text: Text, end: int) -> bool:
    """A verb stands right behind."""
    behind = next(
        (u for s in text.sentences if s.start <= end < s.end for u in s.units if u.start > end), None
    )
    return behind is not None and bool(behind.verbs)


def _before(text: Text, start: int) -> str:
    sentence = next((s for s in text.sentences if s.start <= start < s.end), None)
    return text.folded[max(sentence.start if sentence else 0, start - 100) : start]
