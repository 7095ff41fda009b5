"""A title of a vendor's changelog that names a thing and the product it is in: `Pinned drafts in the Copilot app`."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import of_house, own_ai
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Text

_IN = re.compile(r"[^:?]{6,70}? in (?:the )?(?=[a-z])")
_NO_NEWS = re.compile(
    r"\b(?:deprecat\w*|retir\w*|remov\w*|pric\w*|billing|outage|incident|changes? to|how|why|tips|terms|policy|"
    r"polic(?:y|ies) update|reminder|upcoming|paused?|postpone\w*|no longer|rate limits?)\b"
)


def logged_sign(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """At most one sign: a changelog tells what is new and nothing else."""
    article = reading.article
    if "changelog" not in article.url and "changelog" not in article.publisher.lower():
        return None
    told = _IN.match(text.folded)
    if told is None or _NO_NEWS.search(text.folded):
        return None
    units = clause.units
    k = next((k for k in range(clause.low, clause.high) if units[k].start >= told.end()), clause.high)
    host = next((unit for unit in units[k : k + 2] if own_ai(unit, reading)), None)
    own = reading.organisation
    if host is None or own is None or not of_house(host, own):
        return None
    sign = Sign("title-mode", text, clause, clause.low, own, None, [], weight=0.66)
    sign.quoted = (units[clause.low].start, units[k - 1].start)
    return sign
