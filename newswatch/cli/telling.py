"""What `show` and `explain` tell of a story, an article and a URL, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newswatch.addresses import article_id, normalise
from newswatch.cli.output import amount, out, table
from newswatch.logs import one_line
from newswatch.messages import Story, digest
from newswatch.ports import Query, Store, Stored, every
from newswatch.web.alert_words import REASONS
from processors.alerting.card import MARK, coverage_of, doubts
from processors.matching.strength import SURE, is_sure, strength


def tell_story(story: Mapping[str, Any], alerts: Sequence[Mapping[str, Any]]) -> None:
    """Print a story for a person: facts with evidence, articles, what was told."""
    out(one_line(story["headline"]))
    out(f"{story['id']}  version {story['version']}  {' '.join(story.get('labels', ()))}")
    if story.get("merged_into"):
        out(f"Merged into {story['merged_into']}.")
    whole = Story.model_validate(story)
    if coverage := coverage_of(whole):
        out(coverage)
    if whole.unsure:
        out(f"{MARK}: {doubts(whole)}")
    facts = [
        (
            fact["name"],
            fact["value"] + ("" if fact.get("chosen", True) else "  (not shown)"),
            ", ".join(dict.fromkeys(report["outlet"] for report in fact.get("reports", ()))),
            _quote(next((r.get("evidence") for r in fact.get("reports", ()) if r.get("evidence")), None)),
        )
        for fact in story.get("facts", ())
    ]
    table("Facts", ("fact", "value", "reported by", "in these words"), facts, "No facts.")
    members = [
        (
            (m.get("date_published") or "undated")[:16],
            m["publisher"],
            m.get("in_language") or "",
            m["headline"],
            m["url"],
        )
        for m in story.get("members", ())
    ]
    table("Articles", ("published", "outlet", "language", "headline", "url"), members)
    for alert in alerts:
        out(f"Alert {alert.get('id')}: {alert.get('state')}")
        for line in alert.get("history", ()):
            out("  " + one_line("  ".join(str(value) for value in line.values() if value is not None)))


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
    for deal in flagged.get("deals", ()):
        who = ", ".join(fact["value"] for fact in deal.get("investors", ())) or "?"
        whom = (deal.get("target") or {}).get("value", "?")
        when = " [history]" if deal.get("tense") == "history" else ""
        yield one_line(f"deal{when}: {who} → {whom}  {amount(deal)}  {deal['status']}")
    for launch in flagged.get("launches", ()):
        product = (launch.get("product") or {}).get("value", "unnamed")
        yield one_line(f"launch: {launch['organisation']['value']}: {product}  {launch['availability']}")
    for reason in flagged.get("reasons", ()):
        label = f" {reason['label']}" if reason.get("label") else ""
        words = f"{reason.get('detail', '')} {_quote(reason.get('evidence'))}"
        yield one_line(f"  {reason['decision']}{label} {reason['rule']}: {words}")


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
        for doc in every(store, "dead")
        if doc.body.get("url") and normalise(doc.body["url"]) == wanted
    ]
    stories = _stories_of(store, ids, article.body if article else None)
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


def _stories_of(store: Store, ids: Sequence[str], flagged: Mapping[str, Any] | None) -> list[Stored]:
    """The stories that an article is in: its own, those that its headline finds, and else all are looked through."""

    def holds(body: Mapping[str, Any]) -> bool:
        return any(member["id"] in ids for member in body.get("members", ()))

    if flagged is None:
        return []
    found = {doc.id: doc for doc in store.get_many("stories", ids).values() if holds(doc.body)}
    asked = Query(text=flagged["article"]["headline"][:200], limit=20)
    hits = [hit.id for hit in store.search("stories", asked).hits if hit.id not in found and holds(hit.body)]
    found |= store.get_many("stories", hits)
    if not found and flagged.get("labels"):
        found = {doc.id: doc for doc in every(store, "stories") if holds(doc.body)}
    return [found[id_] for id_ in sorted(found)]


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
            yield "notify    no alert: an article without a label makes no story"
    for alert in told["alerts"]:
        reason = alert.get("reason", "")
        words = f" ({REASONS[reason]})" if reason in REASONS else ""
        where = f", in {alert['channel']}" if alert.get("state") == "sent" else ""
        yield one_line(f"notify    {alert.get('state')}: {reason}{words}{where}")
    if told["stories"] and not told["alerts"]:
        yield "notify    not decided yet: `newswatch drain` does it"
