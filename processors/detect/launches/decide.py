"""The decision on launches: signs judged against what speaks against them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from processors.detect.grammar.claims import Judged
from processors.detect.grammar.figures import historic
from processors.detect.grammar.reading import Reading
from processors.detect.grammar.status import conditional
from processors.detect.launches.objects import is_product
from processors.detect.launches.own_titles import is_no_product
from processors.detect.launches.signs import Sign
from processors.detect.launches.titles import title_signs
from processors.detect.launches.verbs import signs_of
from processors.detect.launches.wide.net import wide_signs
from processors.detect.words.guarding import SHARES, made_with
from processors.detect.words.model import WHOLE, Left, Veto
from processors.detect.words.unit import Text


@dataclass(slots=True)
class JudgedSign:
    """A sign with its score, and why."""

    sign: Sign
    score: float
    why: list[str] = field(default_factory=list)
    vetoes: list[tuple[str, int, int, str]] = field(default_factory=list)


def judged_signs(reading: Reading) -> list[JudgedSign]:
    """Every sign of a launch in headline and description (and the body of a plain text), judged once."""
    if reading.signs is None:
        reading.signs = _judged_signs(reading)
    return list(reading.signs)


def _judged_signs(reading: Reading) -> list[JudgedSign]:
    signs = title_signs(reading)
    for text in reading.texts:
        if text.field == "body" and not reading.bare:
            continue
        for clause in reading.clauses(text):
            found = signs_of(reading, text, clause)
            signs += found if text.field != "body" else [sign for sign in found if _tells_in_body(sign)]
    judged = [judge_sign(sign, reading) for sign in signs]
    if all(one.score < 0.5 for one in judged):
        judged += [judge_sign(sign, reading) for sign in wide_signs(reading)]
    return judged


_CROWDS = re.compile(r"monthly|weekly|active|actifs|billion|million|milliard|d'utilisateurs")
_TIPS = re.compile(r"\b(?:tips (?:from|for|to)|conseils (?:pour|de))\b")
_BENCH = re.compile(r"bench\b|bench-|arena\b|\beval\b|\bevals\b")


def no_product(sign: Sign, reading: Reading) -> bool:
    """The vendor's own title names a benchmark, or the sentence below says that it is none of its products."""
    named = any(_BENCH.search(unit.low) for unit in sign.products) or _TIPS.search(reading.title.folded)
    return bool(named) or is_no_product(reading)


def _tells_in_body(sign: Sign) -> bool:
    """In running text only a plain statement counts: watched subject, launch verb and product close together."""
    start, end = sign.span
    return sign.rule == "launch" and sign.outright and end - start < 160 and bool(sign.products)


def judge_sign(sign: Sign, reading: Reading) -> JudgedSign:
    """A sign's score: its weight, less its place, less the vetoes that bear on it."""
    result = JudgedSign(sign, sign.weight)
    _weigh_place(result, reading)
    if reading.organisation is not None and sign.text.field != "body" and no_product(sign, reading):
        result.score -= 0.6
        result.why.append("a benchmark, a programme or a study")
    for hit in reading.retold("competitor_launch")[:1]:
        result.score -= hit.veto.weight
        result.vetoes.append((hit.veto.id, hit.start, hit.end, reading.title.field))
    if _measures(sign):
        result.score -= 0.6
        result.why.append("a figure of its use")
    _apply_vetoes(result, reading)
    result.score = max(0.0, round(result.score, 3))
    return result


def _measures(sign: Sign) -> bool:
    """`AI Overviews now appear in 60% of searches`: no verb of launching, and a share of the uses or the users."""
    weak = sign.rule in _OF_PRODUCT or sign.rule.startswith(("wide-", "act-"))
    return weak and sign.text.field == "headline" and bool(SHARES.search(sign.text.folded))


def _weigh_place(result: JudgedSign, reading: Reading) -> None:
    sign = result.sign
    clause, text = sign.clause, sign.text
    if clause.kind != "main":
        result.score -= 0.35
        result.why.append(f"{clause.kind} clause")
    if conditional(clause, sign.at):
        result.score -= 0.5
        result.why.append("conditional")
    if any(unit.low in _OBLIGES for unit in clause.units[clause.low : sign.at]):
        result.score -= 0.4
        result.why.append("an obligation")
    near = clause.units[max(clause.low, sign.at - 2) : sign.at + 1]
    if (
        any(unit.low.split()[0] in _MODALS for unit in near)
        and not sign.clause.units[sign.at].low.startswith("could soon")
    ) or _only_told(sign):
        result.score -= 0.4
        result.why.append("may be")
    if any("negation" in unit.cues for unit in clause.units[max(clause.low, sign.at - 3) : sign.at]):
        result.score -= 0.6
        result.why.append("negated")
    if text.field == "headline":
        asks = not sign.rule.startswith("title-") or text.folded.startswith(("quel", "which", "qui ", "who "))
        if asks and any(unit.low == "?" for unit in clause.units[sign.at : clause.high]):
            result.score -= 0.4
            result.why.append("asked")  # `Gemini intégré de force ? Google répond`
        elif sign.rule in _PLAINLY and text.folded.rstrip().endswith("?"):
            result.score -= 0.2
            result.why.append("asked about")  # `Siri va utiliser Gemini : qu'est-ce que ça change ?`
        return
    if historic(clause, text.folded, reading.year):
        result.score -= 0.5
        result.why.append("told as history")
    if text.field == "description":
        first = clause.sentence is text.sentences[0]
        own = reading.organisation is not None and reading.organisation.id == sign.company.id
        result.score -= (0.05 if first else 0.15) + (0.0 if own or _title_agrees(sign, reading) else 0.3)
        if not sign.outright:
            result.score -= 0.1
    elif not reading.bare:
        result.score -= 0.6
    elif text.sentences and clause.span()[0] > 1200:
        result.score -= 0.3


_WHOLE = {"how-to", "opinion"}
_BEGINS = 3
_GROWN = {"arrive", "able"}
_OF_PRODUCT = {"able", "arrive", "will-do"}
_PLAINLY = {"able", "will-do"}
_MODALS = {"could", "may", "might", "would"}


def _only_told(sign: Sign) -> bool:
    """`Apple's revamped Siri could arrive`: the participle only tells which one; what happens stands behind."""
    units = sign.clause.units
    if any(mood == "present" for mood, _ in units[sign.at].verbs):
        return False
    behind = units[sign.at + 1 : min(sign.at + 5, sign.clause.high)]
    return units[max(sign.clause.low, sign.at - 1)].low in {"s", "its", "the", "a"} and any(
        unit.low in _MODALS or unit.low in _FRENCH_MODALS for unit in behind
    )


_FRENCH_MODALS = {"pourrait", "devrait"}
_OBLIGES = {"must", "should", "doit", "doivent", "devra", "devrait"}


def _title_agrees(sign: Sign, reading: Reading) -> bool:
    """The headline names the organisation or a product of it: the launch is what it is about."""
    for unit in reading.title.names:
        if unit.name is not None and unit.name.company.group == sign.company.group:
            return True
        if unit.model and any(unit.low in other.low or other.low in unit.low for other in sign.products):
            return True
    return False


def _apply_vetoes(result: JudgedSign, reading: Reading) -> None:
    sign = result.sign
    worst = 0.0
    end = sign.span[1]
    spared = (
        sign.outright
        and sign.text.field == "headline"
        and sign.clause.kind == "main"
        and result.score >= 0.75
    )
    for hit, inside in reading.vetoes(sign.text, sign.clause, "competitor_launch"):
        weight = hit.veto.weight
        field_of = sign.text.field if inside else reading.title.field
        if inside and hit.veto.id != "flop" and _in_name(hit.start, hit.end, sign):
            continue  # (in a title of capitals a verb of failing looks like a name)
        if hit.veto.id == "flop" and _NOT.search(
            (sign.text if inside else reading.title).folded, 0, hit.start
        ):
            continue  # `un modèle qui ne se trompe pas`
        if inside and made_with(hit.veto.id, sign.text.folded, hit.start, hit.end):
            continue
        counted = _CROWDS.search(sign.text.folded, hit.start, hit.end) if inside else None
        if hit.veto.id == "usage" and counted and sign.rule in ("able", "arrive"):
            result.vetoes.append((hit.veto.id, hit.start, hit.end, field_of))
            worst = max(worst, weight)  # `now has one billion users`
            continue
        if hit.veto.scope == "title" and spared:
            after = inside and hit.start >= end
            weight *= (
                0.35
                if hit.veto.id == "market" and _reported_too(sign.text.folded, end, hit.start)
                else _behind(hit.veto, sign)
                if after or not inside
                else _left(hit.veto).within
            )
        elif (
            hit.veto.scope == "title"
            and sign.text.field == "description"
            and inside
            and hit.start >= end
            and sign.outright
        ):
            weight *= 0.4
        if not inside and sign.outright and sign.text is not reading.title and _but(reading.title, hit.start):
            weight *= 0.4  # `X rajeunit, mais ses erreurs restent` | `Y a présenté X`
        if hit.veto.id in _WHOLE and hit.start < _BEGINS and sign.rule in _GROWN:
            weight = hit.veto.weight  # `Comment Le Chat est devenu l'assistant des ministères`
        if hit.veto.id == "review" and not inside and hit.start < sign.span[0]:
            weight = hit.veto.weight  # `Vibe check: o4 is out`
            if sign.outright and _RIVALS_HEAD.match(sign.text.folded, hit.start):
                weight *= 0.35  # `ChatGPT vs Claude: OpenAI and Anthropic launch cheaper models`
        if (
            hit.veto.id == "removal"
            and sign.rule == "title-new"
            and _GATED.match(sign.text.folded, hit.start)
        ):
            weight = 0.0
        if hit.veto.id == "flop" and sign.rule == "launch" and spared:
            weight *= 0.5  # `launches GPT-6 to win back disappointed users`
        if weight > 0:
            result.vetoes.append((hit.veto.id, hit.start, hit.end, field_of))
        worst = max(worst, weight)
    result.score -= worst


_NOT = re.compile(r"\b(?:ne |n'|never |not |rarely |fewer |less )$")
_RIVALS_HEAD = re.compile(r"(?:vs\.?|versus) [^:,?!]{2,30} ?: ")
_AND_REPORTS = re.compile(
    r"[, ](?:and|et|as|while|alors que|tandis que) (?:[\w.'’-]+ ){0,3}"
    r"(?:earnings|quarter\w*|revenues?|profits?|results|resultats?|trimestr\w*|benefices?|chiffre d'affaires)\b"
)


def _reported_too(folded: str, end: int, at: int) -> bool:
    """`introduces X, and reports earnings`: news of its own that stands beside the launch; shares that fall do not."""
    told = _AND_REPORTS.search(folded, end)
    return told is not None and told.start() < at <= told.end()


_AGAINST = re.compile(r",? (?:mais|but|yet|toutefois)\b")


def _but(title: Text, at: int) -> bool:
    """The headline's word of a veto stands behind a `but`, and a product before it."""
    told = _AGAINST.search(title.folded, 0, at)
    return told is not None and any(is_product(unit) and unit.start < told.start() for unit in title.names)


_GATED = re.compile(
    r"(?:limits?|restricts?|limite|restreint|reserve) (?:the |l')?(?:access|release|rollout|acces|diffusion)\b"
)
"""`restricts access to Codex Guard, its new agent`: who gets it first, and no removal."""


def _left(veto: Veto) -> Left:
    return veto.outright.get("competitor_launch", WHOLE)


def _behind(veto: Veto, sign: Sign) -> float:
    if veto.id == "how-to" and sign.rule == "title-name":
        return 0.9
    left = _left(veto).behind
    return 0.35 if left is None else left


def _in_name(start: int, end: int, sign: Sign) -> bool:
    low, high = sign.quoted or (0, 0)
    return low <= start < end <= high or any(
        unit.start <= start and end <= unit.end for unit in sign.products
    )


def best(signs: list[JudgedSign]) -> JudgedSign | None:
    """The sign with the highest score; the earlier of equals."""
    return max(signs, key=lambda one: one.score, default=None)


def strongest(claims: list[Judged]) -> Judged | None:
    """The claim with the highest score; the earlier of equals. History does not count."""
    return max((one for one in claims if not one.history), key=lambda one: one.score, default=None)
