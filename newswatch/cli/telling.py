"""What `show` and `explain` tell of a story, an article and a URL, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newswatch.addresses import article_id, normalise
from newswatch.cli.output import amount, marked, minute, out
from newswatch.logs import one_line
from newswatch.messages import Article, Evidence, Flagged, Story, StoryFact, digest
from newswatch.ports import Hit, Store, every
from newswatch.web.alert_words import REASONS, state_text
from newswatch.web.fact_words import named, parts_of, title_and_details, value_text
from newswatch.web.story_of import stories_with
from newswatch.web.timeline import Moment, timeline
from processors.alerting.alerts import Alert
from processors.alerting.card import HOW, MARK, Card, card_of, coverage_of, doubts
from processors.matching.strength import SURE, is_sure, strength
from processors.stories.facts import best_report
from processors.stories.sentence import sentence_of

LETTERS = 50
"""Dead letters read at once: one has up to 88 KB of its record, and several people may ask."""


def hit_row(hit: Hit) -> tuple[Sequence[object], Sequence[str]]:
    """An article that was found: when and by whom it was told, its headline, its address, the words that were found."""
    article = hit.body["article"]
    headline, *_ = (*hit.highlights.get("headline", ()), article["headline"])
    below = " … ".join(marked(words) for words in hit.highlights.get("body", ()))
    cells = (
        minute(article.get("datePublished"), "undated"),
        article["publisher"],
        " ".join(hit.body.get("labels", ())),
    )
    return cells, (marked(headline), article["url"], below)


def story_row(body: Mapping[str, Any]) -> tuple[Sequence[object], Sequence[str]]:
    """A story: its short id, what its card says, and its headline."""
    story = Story.model_validate(body)
    unsure = f"{MARK}: {doubts(story)}" if story.unsure else ""
    cells = (story.id[:12], minute(body["first_reported"]), len(story.outlets), " ".join(story.labels))
    card = card_of(story)
    headline = "" if story.headline in card.title else story.headline
    return cells, (": ".join(filter(None, (card.title, _details(card)))), headline, unsure)


def _details(card: Card) -> str:
    """What the card says beside its title."""
    return "; ".join(filter(None, (line.details for line in card.lines)))


def tell_story(
    body: Mapping[str, Any], alerts: Sequence[Mapping[str, Any]], articles: Mapping[str, Mapping[str, Any]]
) -> None:
    """Print a story for a person: what its card says, facts with evidence, and who told what when.

    `articles`: those of its articles that are stored, by id.
    """
    story = Story.model_validate(body)
    card = card_of(story)
    out(one_line(card.title))
    for line in (_details(card), f"{story.id}  version {story.version}  {' '.join(story.labels)}"):
        if line:
            out(one_line(line))
    if story.merged_into:
        out(f"Merged into {story.merged_into}.")
    if coverage := coverage_of(story):
        out(coverage)
    if story.unsure:
        out(f"{MARK}: {doubts(story)}")
    read = {id_: Flagged.model_validate(flagged).article for id_, flagged in articles.items()}
    for facts in parts_of(story):
        title, _ = title_and_details(facts)
        out()
        out(one_line(f"Facts of {title}"))
        for line in _fact_lines(facts, read):
            out(line)
    told = [Alert.model_validate(alert) for alert in alerts]
    out("\nTimeline (UTC)")
    for moment in timeline(story, told):
        for line in _moment_lines(moment):
            out(line)
    for alert in told:
        out()
        out(one_line(f"Alert {alert.id}, {alert.channel}: {state_text(alert)}"))


def _fact_lines(facts: Sequence[StoryFact], articles: Mapping[str, Article]) -> Iterator[str]:
    """Each value with who reports it, and the sentence that proves it."""
    for name, values in named(facts):
        for fact in values:
            by = ", ".join(dict.fromkeys(report.outlet for report in fact.reports))
            other = "" if fact.chosen else ", not shown on the card"
            yield one_line(f"  {name:<16}  {value_text(fact)}  ({by}{other})")
            report = best_report(fact)
            if report.evidence is not None:
                yield f"{'':<20}“{in_its_sentence(report.evidence, articles.get(report.article))}”"


def in_its_sentence(evidence: Evidence, article: Article | None) -> str:
    """The sentence, with the words that prove between » and «; the words alone where the article is gone or changed."""
    around = sentence_of(article, evidence) if article is not None else None
    if (
        article is None
        or around is None
        or article.text(evidence.field)[evidence.start : evidence.end] != evidence.quote
    ):
        return one_line(evidence.quote)
    start, end = evidence.start - around.start, evidence.end - around.start
    if not 0 <= start < end <= len(around.quote) or (start, end) == (0, len(around.quote)):
        return one_line(evidence.quote)
    return one_line(f"{around.quote[:start]}»{around.quote[start:end]}«{around.quote[end:]}".strip())


def _moment_lines(moment: Moment) -> Iterator[str]:
    """What was published, where it is to be read, and what it changed; or what newswatch did."""
    at = f"{moment.at:%Y-%m-%d %H:%M}"
    if moment.member is None:
        yield one_line(f"  {at}  newswatch: {'; '.join(moment.done)}")
        return
    member = moment.member
    copied = f", as {moment.copy_of.publisher} has it" if moment.copy_of else ""
    yield one_line(f"  {at}  {member.publisher}{copied}: {member.headline}")
    yield one_line(f"{'':<20}{member.url}")
    yield from (one_line(f"{'':<20}{change}") for change in moment.changes)


def tell_article(flagged: Mapping[str, Any]) -> None:
    """Print an article for a person: what was read, its labels, and the reasons."""
    article = flagged["article"]
    out(one_line(article["headline"]))
    out(f"{article['publisher']}  {article.get('datePublished') or 'undated'}  {article['url']}")
    for line in verdict_lines(flagged):
        out(line)


def is_unsure_alone(flagged: Mapping[str, Any]) -> bool:
    """Whether a story that this article alone tells is unsure."""
    labels = flagged.get("labels", ())
    return bool(labels) and not is_sure(strength(labels, flagged.get("score", {})))


def verdict_lines(flagged: Mapping[str, Any]) -> Iterator[str]:
    """The labels, facts and reasons of an article, a line each."""
    score = ", ".join(f"{label} {value:.2f}" for label, value in flagged.get("score", {}).items())
    yield f"labels: {' '.join(flagged.get('labels', ())) or 'none'}  (score: {score or 'none'})"
    if is_unsure_alone(flagged):
        yield f"unsure alone: no label's score is {SURE:.2f}; a second outlet makes it sure"
    for deal in (*flagged.get("deals", ()), *flagged.get("undone", ())):
        who = ", ".join(fact["value"] for fact in deal.get("investors", ())) or "?"
        whom = (deal.get("target") or {}).get("value", "?")
        when = " [history]" if deal.get("tense") == "history" else ""
        yield one_line(f"deal{when}: {who} → {whom}  {amount(deal)}  {deal['status']}")
    for launch in flagged.get("launches", ()):
        product = (launch.get("product") or {}).get("value", "unnamed")
        how = HOW[launch["availability"]]
        if planned := launch.get("planned"):
            how += f", planned for {planned['value']}"
        yield one_line(f"launch: {launch['organisation']['value']}: {product}  {how}")
    for reason in flagged.get("reasons", ()):
        label = f" {reason['label']}" if reason.get("label") else ""
        words = f"{reason.get('detail', '')} {_quote(reason.get('evidence'))}"
        yield one_line(f"  {reason['decision']}{label} {reason['rule']}: {words}".rstrip())


def _quote(evidence: Mapping[str, Any] | None) -> str:
    return f"«{one_line(evidence['quote'])}»" if evidence else ""


def fate(store: Store, url: str) -> dict[str, Any]:
    """Everything that is known of a URL: how it was fetched, read, flagged, told, or why not."""
    wanted = normalise(url)
    listed = store.get("urls", digest(wanted))
    ids = [id_ for id_ in ((listed.body.get("article") if listed else None), article_id(wanted)) if id_]
    article = next((doc for id_ in ids if (doc := store.get("articles", id_))), None)
    dead = [
        doc.body
        for doc in every(store, "dead", at_once=LETTERS)
        if doc.body.get("url") and normalise(doc.body["url"]) == wanted
    ]
    stories = stories_with(store, ids, article.body) if article else []
    alerts = [alert.body for story in stories for alert in store.find("alerts", group=story.id)]
    return {
        "url": url,
        "normalised": wanted,
        "known": bool(listed or article or dead),
        "fetch": dict(listed.body) if listed else None,
        "flagged": dict(article.body) if article else None,
        "dead": [dict(body) for body in dead],
        "stories": [
            {
                "id": s.id,
                "version": s.version,
                "headline": s.body["headline"],
                "unsure": s.body.get("unsure", False),
            }
            for s in stories
        ],
        "alerts": [dict(body) for body in alerts],
    }


def fate_lines(told: Mapping[str, Any]) -> Iterator[str]:
    """A URL's fate for a person, a stage a line."""
    from newswatch.cli.fates import crawl_lines  # it reads sources: only `explain` pays for that

    yield f"url       {one_line(told['normalised'])}"
    yield from map(one_line, crawl_lines(told))
    for letter in told["dead"]:
        yield one_line(f"{letter['stage']:<9} rejected: {letter['reason']}: {letter['text'][:300]}")
    flagged = told["flagged"]
    if not flagged and not told["dead"] and told["fetch"] and told["fetch"].get("article"):
        yield "extract   not read yet: `newswatch drain` does it"
    if flagged:
        article = flagged["article"]
        problems = f"  problems: {', '.join(article['problems'])}" if article.get("problems") else ""
        when = article.get("datePublished") or "undated"
        yield one_line(f"extract   {article['headline']!r}, {article.get('inLanguage')}, {when}{problems}")
        for number, line in enumerate(verdict_lines(flagged)):
            yield f"{'flag' if number == 0 else '':<9} {line}"
    for story in told["stories"]:
        unsure = "  (unsure)" if story["unsure"] else ""
        yield one_line(
            f"cluster   story {story['id']} version {story['version']}: {story['headline']}{unsure}"
        )
    if flagged and not told["stories"]:
        if flagged.get("labels"):
            yield "cluster   in no story yet: `newswatch drain` does it"
        else:
            undoes = "; what it denies or ends, no live story tells" if flagged.get("undone") else ""
            yield f"notify    no alert: an article without a label makes no story{undoes}"
    for alert in told["alerts"]:
        reason = alert.get("reason", "")
        words = f" ({REASONS[reason]})" if reason in REASONS else ""
        where = f", in {alert['channel']}" if alert.get("state") == "sent" else ""
        yield one_line(f"notify    {alert.get('state')}: {reason}{words}{where}")
    if told["stories"] and not told["alerts"]:
        yield "notify    not decided yet: `newswatch drain` does it"
