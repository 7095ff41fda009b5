"""What a launched thing does, told behind its kind: `releases an agent that tracks stocks`.

A veto's word that stands in there speaks of the thing's work, and not of its maker.
"""

from __future__ import annotations

import re

from processors.detect.launches.signs import Sign
from processors.detect.words.unit import VetoHit

_KIND = (
    r"\b(?:agents?|assistants?|models?|modeles?|tools?|outils?|apps?|features?|modes?|bots?|chatbots?|copilots?|"
    r"systems?|service|plug-?in|extension|fonctions?|ia|ai)"
)
_PLACE = r"(?: (?:in|to|for|inside|into|on|dans|a|pour) (?:[\w+-]+ ){0,2}?[\w+-]+)?"
_WHICH = r"(?:(?:that|which|qui)(?: can| also| now| automatically| peut)?|to|pour)"
_VERBS = r"answers|offers|covers|filters|orders|delivers|remembers|gathers"
"""Verbs that end as nouns of people do."""
_NO_VERB = (
    r"(?:critics|analysts|users|investors|experts|researchers|regulators|parents|lawyers|teachers|customers|it|they|he|"
    r"she|we|you|the|some|many|most|is|was|has|had|could|may|might|will|would|never|no|only|all|us|be|show|est|a|"
    r"avait|\d+|[\w-]+ers|[\w-]+ists|everyone|people|free|pro|paid|paying|business|enterprise|schools?)\b"
)
"""Who says what of it, or who gets it: `a model that analysts say …`, `releases an agent to all`."""
_TASK = re.compile(rf"{_KIND}{_PLACE} {_WHICH} (?={_VERBS}|(?!{_NO_VERB}))[a-z]")
_BROKEN = re.compile(
    r"[;:.?!,] | (?:and|as|after|but|amid|while|despite|before|following|with|et|mais|apres|alors) "
)
_VERBS_ONLY = frozenset({"paper", "how-to"})
"""Vetoes whose word must be what it does: `that studies maps`, and no `agents to speed up research`."""
_NO_TASK = frozenset({"incident", "flop", "round-up", "event-date", "shopping"})
_LONGEST = 48


def works_at(sign: Sign, hit: VetoHit) -> bool:
    """`adds a tool to Photos that removes wires`: the veto's word is in what the thing does."""
    if hit.veto.id in _NO_TASK or not (sign.outright or sign.rule.startswith(("launch", "able"))):
        return False
    folded, verb = sign.text.folded, sign.clause.units[sign.at].end
    task = _TASK.search(folded, verb, hit.end + 1)
    reach = 0 if hit.veto.id in _VERBS_ONLY else _LONGEST
    if task is None or not task.end() - 1 <= hit.start <= task.end() + reach:
        return False
    return _BROKEN.search(folded, task.end(), hit.start) is None and "." not in folded[verb : task.start()]
