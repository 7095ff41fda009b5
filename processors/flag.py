"""To flag an article: its labels, mentions, deals, launches and figures, with the words that prove each.

`load_rules` reads the rules once; `flag` is pure. A reason is given for every decision, also for no.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from newswatch.messages import Article, Figure, Flagged, Label, Mention, Message, Reason
from newswatch.stage import Found, Outcome, Process, each
from processors.detect.assemble import assemble, told
from processors.detect.grammar.reading import read, read_on
from processors.detect.words.lexicon import Rules
from processors.detect.words.load import SHIPPED, load_rules

__all__ = ["SHIPPED", "Rules", "flag", "load_rules", "start_flag"]


def flag(article: Article, rules: Rules, muted: AbstractSet[str] = frozenset()) -> Flagged:
    """Decide on an article. Pure: the same article and rules give the same message.

    `muted`: the ids of vetoes that are not to speak.
    """
    reading = read(article, rules, muted)
    if article.headline.strip() and len(article.body) > reading.read_of_body:
        parties = told(reading)
        if parties is not None:
            read_on(reading, parties)  # its facts may stand further down
    outcome = assemble(reading)
    labels: tuple[Label, ...] = outcome.labels
    mentions: tuple[Mention, ...] = outcome.mentions
    figures: tuple[Figure, ...] = outcome.figures
    reasons: tuple[Reason, ...] = outcome.reasons
    return Flagged(
        article=article,
        labels=labels,
        score=outcome.score,
        mentions=mentions,
        deals=outcome.deals,
        undone=outcome.undone,
        launches=outcome.launches,
        figures=figures,
        reasons=reasons,
        rules_version=rules.version,
    )


def start_flag(rules: Callable[[], Rules]) -> Process:
    """The stage's function: one Flagged an article. `rules` is asked once a batch for those in force."""

    def process(batch: Sequence[Message], found: Found) -> Sequence[Outcome]:
        in_force = rules()

        def one(message: object, found: object) -> list[Flagged]:
            assert isinstance(message, Article)
            return [flag(message, in_force)]

        return each(one)(batch, found)

    return process
