"""The decision on launches: signs judged against what speaks against them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newswatch.messages import TextField
from processors.detect.grammar.bygone import bygone, opened_then
from processors.detect.grammar.claims import Judged
from processors.detect.grammar.reading import WEAK_BELOW, Reading, heaviest
from processors.detect.grammar.refuted import is_refuted
from processors.detect.launches.accounts import OF_A_NAME, how_one_does, no_product, shows_how, tells_of_use
from processors.detect.launches.customers import launched_by_customer, of_customer, used_below
from processors.detect.launches.how_told import HISTORY, title_agrees, weigh_telling
from processors.detect.launches.of_ai import no_ai
from processors.detect.launches.plainly import (
    gives_below,
    says_new,
    told_plainly,
)
from processors.detect.launches.signs import JudgedSign, Sign
from processors.detect.launches.titles import title_signs
from processors.detect.launches.verbs import PLAIN, signs_of
from processors.detect.launches.weighing import apply_vetoes, beside_figures, retold_beside
from processors.detect.launches.wide.net import wide_signs
from processors.detect.words.guarding import SHARES
from processors.detect.words.unit import VetoHit


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
    """A sign's score: its weight, less what it loses by how it is told, by what else is told, and by vetoes."""
    result = JudgedSign(sign, sign.weight)
    weigh_telling(result, reading)
    announced = _OUTRIGHT_ABOVE.search(reading.title.folded) is not None
    for why in _told_instead(sign, reading, announced):
        result.less(0.6, why)
    told = [hit for hit in reading.retold("competitor_launch") if not retold_beside(sign, hit, reading.title)]
    _hear(result, heaviest(told), reading.title.field)
    if _readers_own(sign, reading):
        result.less(0.6, "what the reader launches with it")
    if result.score >= 0.5:
        below = [hit for hit in _heard_below(sign, reading) if not announced or hit.veto.id == _ORGANISES]
        _hear(result, heaviest(below), "description")
    if reading.told_again() or (sign.text is reading.title and _was_launched(sign, reading)):
        result.less(0.6, HISTORY)
    sentence, said = sign.clause.sentence, sign.clause.units[sign.at].start
    if is_refuted(sign.text, sentence.start, sentence.end, said):
        result.less(0.8, DENIED)
    if _measures(sign):
        result.less(0.6, "a figure of its use")
    apply_vetoes(result, reading)
    _ask_more(result, reading)
    result.score = max(0.0, round(result.score, 3))
    return result


DENIED = "denied"


def _told_instead(sign: Sign, reading: Reading, announced: bool) -> Iterator[str]:
    """What the text tells that is no launch; `announced`: the headline announces one, whatever stands below."""
    if reading.organisation is not None and sign.text.field != "body" and no_product(sign, reading):
        yield "a benchmark, a programme or a study"
    if sign.rule in OF_A_NAME and (tells_of_use(reading) or shows_how(sign, reading)):
        yield "an account of its use"
    named = sign.rule.startswith("title-i") or sign.rule == "title-name"
    of_use = used_below(reading) and not announced if named else of_customer(reading)
    if of_use or launched_by_customer(reading):
        yield "a customer's story"
    if how_one_does(sign, reading):
        yield "how something is done with it"
    if no_ai(sign, reading):
        yield "the maker does more than AI, and nothing says AI"


def _hear(result: JudgedSign, hit: VetoHit | None, field: TextField) -> None:
    if hit is not None:
        result.score -= hit.veto.weight
        result.hears(hit, field)


def _ask_more(result: JudgedSign, reading: Reading) -> None:
    """What only a description tells must reach more, and what a rule tells that proves little."""
    sign = result.sign
    weak = sign.rule.endswith("-weak")  # `builds on`, `offers`, `works with … to create`
    plainly = told_plainly(sign, reading) or gives_below(sign, reading)
    plainly = plainly or (not weak and (sign.outright or title_agrees(sign, reading)))
    if not plainly and reading.weak_below(sign.text, result.score):
        result.less(WEAK_BELOW, "only told below the headline, and not plainly")
    lacks = reading.short_of(sign.rule, result.score)
    if lacks is not None and not (sign.rule.startswith("wide") and says_new(reading)):
        result.less(WEAK_BELOW, lacks)


def _heard_below(sign: Sign, reading: Reading) -> list[VetoHit]:
    """The vetoes that the sentences below speak against it."""
    above = _launched_above(sign, reading)
    return [
        hit for hit in reading.below() if not (_in_column(hit, sign) or (above and hit.veto.id == _TEACHES))
    ]


_TEACHES = "teaches-below"
_ORGANISES = "organises-itself"
"""`Introducing OpenAI Nordics` | `Our first office in Sweden`: what is announced outright is no product."""


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


_OF_PRODUCT = {"able", "arrive", "will-do"}


def best(signs: list[JudgedSign]) -> JudgedSign | None:
    """The sign with the highest score; the earlier of equals."""
    return max(signs, key=lambda one: one.score, default=None)


def strongest(claims: list[Judged]) -> Judged | None:
    """The claim with the highest score; the earlier of equals. History does not count."""
    return max((one for one in claims if not one.history), key=lambda one: one.score, default=None)
