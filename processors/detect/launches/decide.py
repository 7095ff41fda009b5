"""The decision on launches: signs judged against what speaks against them."""

from __future__ import annotations

import re

from processors.detect.grammar.bygone import bygone, opened_then
from processors.detect.grammar.claims import Judged
from processors.detect.grammar.figures import historic
from processors.detect.grammar.hedging import conditional
from processors.detect.grammar.negation import german_not
from processors.detect.grammar.reading import WEAK_BELOW, Reading, heaviest
from processors.detect.grammar.refuted import is_refuted
from processors.detect.launches.accounts import OF_A_NAME, how_one_does, no_product, shows_how, tells_of_use
from processors.detect.launches.announced import said_by_itself
from processors.detect.launches.customers import launched_by_customer, of_customer, used_below
from processors.detect.launches.of_ai import no_ai
from processors.detect.launches.plainly import (
    comes_as,
    gives_below,
    goes_along,
    says_new,
    tells_known,
    told_plainly,
)
from processors.detect.launches.signs import JudgedSign, Sign
from processors.detect.launches.titles import title_signs
from processors.detect.launches.verbs import PLAIN, signs_of
from processors.detect.launches.weighing import apply_vetoes, beside_figures, retold_beside
from processors.detect.launches.wide.net import wide_signs
from processors.detect.words.guarding import SHARES
from processors.detect.words.unit import VetoHit, watched

DENIED, NEGATED, CONDITIONAL, MAY_BE = "denied", "negated", "conditional", "may be"
HISTORY = "told as history"
"""Why a sign is weak that tells of no launch of now."""


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


_OUTRIGHT_ABOVE = re.compile(
    r"\A(?:introducing|announcing|presentation d|lancement d)|"
    r"\b(?:now (?:generally )?available|now in (?:public )?preview|generally available|desormais disponibles?|"
    r"(?:has|have) arrived (?:in|on|at)|(?:is|are) now ga)\b"
)
"""`Introducing X` | `In this post, we explore …`: whatever is taught below, the headline announces."""


def _tells_in_body(sign: Sign) -> bool:
    """In running text only a plain statement counts: watched subject, launch verb and product close together."""
    start, end = sign.span
    return sign.rule == PLAIN and sign.outright and end - start < 160 and bool(sign.products)


def judge_sign(sign: Sign, reading: Reading) -> JudgedSign:
    """A sign's score: its weight, less its place, less the vetoes that bear on it."""
    result = JudgedSign(sign, sign.weight)
    _weigh_place(result, reading)
    if reading.organisation is not None and sign.text.field != "body" and no_product(sign, reading):
        result.score -= 0.6
        result.why.append("a benchmark, a programme or a study")
    if sign.rule in OF_A_NAME and (tells_of_use(reading) or shows_how(sign, reading)):
        result.score -= 0.6
        result.why.append("an account of its use")
    named = sign.rule.startswith("title-i") or sign.rule == "title-name"
    outright_above = _OUTRIGHT_ABOVE.search(reading.title.folded)
    of_use = used_below(reading) and not outright_above if named else of_customer(reading)
    if of_use or launched_by_customer(reading):
        result.score -= 0.6
        result.why.append("a customer's story")
    if how_one_does(sign, reading):
        result.score -= 0.6
        result.why.append("how something is done with it")
    if no_ai(sign, reading):
        result.score -= 0.6
        result.why.append("the maker does more than AI, and nothing says AI")
    told = heaviest(
        [hit for hit in reading.retold("competitor_launch") if not retold_beside(sign, hit, reading.title)]
    )
    if told is not None:
        result.score -= told.veto.weight
        result.vetoes.append((told.veto.id, told.start, told.end, reading.title.field))
    if _readers_own(sign, reading):
        result.score -= 0.6
        result.why.append("what the reader launches with it")
    asked = result.score >= 0.5 and not outright_above
    above = _launched_above(sign, reading)
    heard = [
        hit for hit in reading.below() if not (_in_column(hit, sign) or (above and hit.veto.id == _TEACHES))
    ]
    guide = heaviest(heard) if asked else None
    if guide is not None:
        result.score -= guide.veto.weight
        result.vetoes.append((guide.veto.id, guide.start, guide.end, "description"))
    if reading.told_again() or (sign.text is reading.title and _was_launched(sign, reading)):
        result.score -= 0.6
        result.why.append(HISTORY)
    sentence, said = sign.clause.sentence, sign.clause.units[sign.at].start
    if is_refuted(sign.text, sentence.start, sentence.end, said):
        result.score -= 0.8
        result.why.append(DENIED)
    if _measures(sign):
        result.score -= 0.6
        result.why.append("a figure of its use")
    apply_vetoes(result, reading)
    weak = sign.rule.endswith("-weak")  # `builds on`, `offers`, `works with … to create`
    plainly = told_plainly(sign, reading) or gives_below(sign, reading)
    plainly = plainly or (not weak and (sign.outright or _title_agrees(sign, reading)))
    if not plainly and reading.weak_below(sign.text, result.score):
        result.score -= WEAK_BELOW
        result.why.append("only told below the headline, and not plainly")
    lacks = reading.short_of(sign.rule, result.score)
    if lacks is not None and not (sign.rule.startswith("wide") and says_new(reading)):
        result.score -= WEAK_BELOW
        result.why.append(lacks)
    result.score = max(0.0, round(result.score, 3))
    return result


_TEACHES = "teaches-below"


def _launched_above(sign: Sign, reading: Reading) -> bool:
    """`Google launches Trestle 2` | `Learn how Trestle helps …`: what is taught below has been launched above."""
    if sign.text is not reading.title or sign.rule != PLAIN or not sign.outright or not sign.products:
        return False
    behind = sign.clause.units[sign.at + 1 : sign.clause.high]
    return sign.at > sign.clause.low and not any("program" in unit.cues for unit in behind)


_MEANS = frozenset({"with", "using", "via", "in", "on", "avec", "grace a", "dans"})


def _readers_own(sign: Sign, reading: Reading) -> bool:
    """`Build and launch apps with Gemini` on a vendor's page: it says what to do, and with what."""
    if (
        reading.organisation is None
        or sign.text is not reading.title
        or sign.rule != PLAIN
        or not sign.products
    ):
        return False
    units, product = sign.clause.units, sign.products[0]
    opens = all(not unit.party and not unit.model for unit in units[: sign.at])
    moods = set(units[sign.at].moods())
    if not opens or sign.at > sign.clause.low + 2 or not moods & {"base", "gerund"} or "present" in moods:
        return False
    k = next((k for k, unit in enumerate(units) if unit is product), 0)
    return k > sign.at + 1 and any(unit.low in _MEANS for unit in units[sign.at + 1 : k])


def _in_column(hit: VetoHit, sign: Sign) -> bool:
    """`NVIDIA launches X` | `This post is part of …`: whatever column it stands in, the headline tells it."""
    return hit.veto.id == "part-of-a-series" and sign.rule == "launch"


def _was_launched(sign: Sign, reading: Reading) -> bool:
    """`In 2023, Google launched Gemini`, `Launched in May, Muse is an agent`: no launch of now."""
    if sign.at == sign.clause.low and opened_then(sign.clause, sign.text.folded, reading.published):
        return True
    verb = bool(sign.clause.units[sign.at].verbs)
    return verb and bygone(sign.clause, sign.at, sign.span[1], sign.text.folded, reading.published)


def _measures(sign: Sign) -> bool:
    """`AI Overviews now appear in 60% of searches`: no verb of launching, and a share of the uses or the users."""
    if _STAGED.search(sign.text.folded):
        return False
    weak = sign.rule in _OF_PRODUCT or sign.rule.startswith(("wide-", "act-"))
    if not weak or sign.text.field != "headline":
        return False
    share = SHARES.search(sign.text.folded)
    # (`heads to the cloud as data shows that 90% …`: beside it)
    return share is not None and not (sign.rule == "arrive" and beside_figures(sign, share.start()))


_STAGED = re.compile(
    r"\b(?:live|available|rolling out|rolled out|rolls out|open) (?:for|to) (?:\w+ ){0,2}\d+ ?%|"
    r"\bcosts? (?:about |only |just |roughly )?(?:half|a (?:third|quarter|fifth|tenth|fraction))\b"
)
"""`is now live for about 8% of users`, `costs a tenth of …`: how far it has come, and what it costs."""


def _weigh_place(result: JudgedSign, reading: Reading) -> None:
    sign = result.sign
    clause, text = sign.clause, sign.text
    if clause.kind != "main" and not (goes_along(sign) or comes_as(sign)):
        result.score -= 0.35
        result.why.append(f"{clause.kind} clause")
    if conditional(clause, sign.at) or clause.units[max(clause.low, sign.at - 1)].low in _WISHES:
        result.score -= 0.5
        result.why.append(CONDITIONAL)
    if any(unit.low in _OBLIGES for unit in clause.units[clause.low : sign.at]):
        result.score -= 0.4
        result.why.append("an obligation")
    near = clause.units[max(clause.low, sign.at - 2) : sign.at + 1]
    if (
        any(unit.low.split()[0] in _MODALS for unit in near)
        and said_by_itself(sign) is None
        and not sign.clause.units[sign.at].low.startswith("could soon")
    ) or _only_told(sign):
        result.score -= 0.5
        result.why.append(MAY_BE)
    before = clause.units[max(clause.low, sign.at - 3) : sign.at]
    if any("negation" in unit.cues for unit in before) or german_not(clause, sign.at):
        result.score -= 0.6
        result.why.append(NEGATED)
    if text.field == "headline":
        asks = (
            not sign.rule.startswith("title-")
            or _YES_OR_NO.search(text.folded)
            or text.folded.startswith(("quel", "which", "qui ", "who "))
        )
        if _ASKS_BEHIND.search(text.folded, sign.span[1]):
            return
        if asks and any(unit.low == "?" for unit in clause.units[sign.at : clause.high]):
            result.score -= 0.4
            result.why.append("asked")  # `Gemini intégré de force ? Google répond`
        elif sign.rule in _PLAINLY and text.folded.rstrip().endswith("?"):
            result.score -= 0.2
            result.why.append("asked about")  # `Siri va utiliser Gemini : qu'est-ce que ça change ?`
        return
    if historic(clause, text.folded, reading.year):
        result.score -= 0.5
        result.why.append(HISTORY)
    if text.field == "description":
        if tells_known(text, clause):
            result.score -= 0.4
            result.why.append("told as known")
        if _of_anothers_news(sign, reading):
            result.score -= 0.4
            result.why.append("only tells which one")
        if reading.title.folded.rstrip().endswith("?"):
            result.score -= 0.15
            result.why.append("asked about above")
        first = clause.sentence is text.sentences[0]
        own = reading.organisation is not None and reading.organisation.id == sign.company.id
        if told_plainly(sign, reading):
            result.score -= 0.15
            return
        result.score -= (0.05 if first else 0.15) + (0.0 if own or _title_agrees(sign, reading) else 0.3)
        if not sign.outright:
            result.score -= 0.1
    elif not reading.bare:
        result.score -= 0.6
    elif text.sentences and clause.span()[0] > 1200:
        result.score -= 0.3


_ASKS_BEHIND = re.compile(
    r"(?:,|[.!]| [–—-]) (?:but|and|so|mais|et) "
    r"(?:is|are|should|can|does|do|will|would|what|who|faut|peut|doit|est|qu)\b[^.!?]{0,60}\?\W*\Z"
)
"""`Claude can now book trips - but should you let it?`: asked is what to think of what has come."""

_YES_OR_NO = re.compile(
    r"\w-(?:t-)?(?:il|elle|ils|elles|on)\b|^(?:did|was|were|is|are|has|have|does|should)\b"
)
"""`OpenAI a-t-il bâclé …`, `Did OpenAI rush …`: asked is whether it was well done."""
_SAYS = frozenset(
    {"est", "sont", "a", "ete", "is", "are", "was", "were", "been", "being", "has", "have", "ont"}
)


def _of_anothers_news(sign: Sign, reading: Reading) -> bool:
    """`Zoom branche … sur Claude` | `… l'intégration de Claude, l'assistant lancé par Anthropic`: an attribute."""
    units, at = sign.clause.units, sign.at
    if sign.rule != "launch" or not {mood for mood, _ in units[at].verbs} <= {"participle", "past"}:
        return False
    before = units[max(sign.clause.low, at - 3) : at]
    if any(unit.low in _SAYS for unit in before) or not any(
        u.low in {"par", "by"} for u in units[at + 1 : at + 4]
    ):
        return False
    first = next((u for s in reading.title.sentences for u in s.units if u.party or u.model), None)
    return first is not None and watched(first) is None and not first.model


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


_WISHES = {
    "voudrait",
    "voudraient",
    "aimerait",
    "aimeraient",
    "songerait",
    "envisagerait",
    "comptait",
    "compterait",
}
_FRENCH_MODALS = {"pourrait", "devrait"}
_OBLIGES = {"must", "should", "doit", "doivent", "devra", "devrait"}


def _title_agrees(sign: Sign, reading: Reading) -> bool:
    """The headline names the organisation or a product of it: the launch is what it is about."""
    for unit in reading.title.names:
        if unit.group == sign.company.group:
            return True
        if unit.model and any(unit.low in other.low or other.low in unit.low for other in sign.products):
            return True
    return False


def best(signs: list[JudgedSign]) -> JudgedSign | None:
    """The sign with the highest score; the earlier of equals."""
    return max(signs, key=lambda one: one.score, default=None)


def strongest(claims: list[Judged]) -> Judged | None:
    """The claim with the highest score; the earlier of equals. History does not count."""
    return max((one for one in claims if not one.history), key=lambda one: one.score, default=None)
