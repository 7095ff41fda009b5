"""Launches told by who can do it now, and by AI that does it: `Azure customers can tap …`, `Amazon's AI now dubs …`."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_host, is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.wide.makers import HARMS
from processors.detect.words.closed_classes import INDEFINITE, YOUR
from processors.detect.words.unit import Text, watched

_CROWD = frozenset(
    {"users", "customers", "developers", "subscribers", "clients", "utilisateurs", "developpeurs", "abonnes"}
)
_MAY = frozenset({"can", "peuvent", "can now", "peuvent desormais", "now"})


def by_ai_sign(reading: Reading, text: Text) -> Sign | None:
    """An app that AI is in now, or what works in one: the first main clause that says so."""
    return first_sign((_app_now, _works_live, _shows_made), reading, text)


def crowd_can(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Azure customers can tap Claude Opus 6`: whose users, and the AI product that they now have."""
    units = clause.units
    host = clause.leader(clause.low + 4)
    company = watched(host)
    crowd = next(
        (k for k in range(clause.low, min(clause.low + 5, clause.high)) if units[k].low in _CROWD), None
    )
    if host is None or company is None or crowd is None:
        return None
    may = next((k for k in range(crowd + 1, min(crowd + 5, clause.high)) if units[k].low in _MAY), None)
    if may is None:
        return None
    at = next((k for k in range(may + 1, clause.high) if own_ai(units[k], reading)), None)
    if at is None or not _is_had(clause, may + 1, at):
        return None
    product = units[at]
    return Sign("wide-crowd", text, clause, may, company, host, [product], weight=0.58)


_OVER = frozenset({"over", "about", "against", "despite", "without", "sur", "contre", "sans", "malgre"})


def _is_had(clause: Clause, act: int, at: int) -> bool:
    """It is the product that they have: not `can sue over Copilot fees`, `can blame Copilot bundles for …`."""
    units = clause.units
    if act < at and (units[act].low.startswith(HARMS) or any(u.low in _OVER for u in units[act:at])):
        return False
    behind = units[at + 1] if at + 1 < clause.high else None
    more = behind is not None and behind.low.isalpha() and behind.low.endswith("s") and not behind.capital
    return not more or behind is None or bool(behind.cues & {"ai", "ai_object"})


def ai_now(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Amazon's AI now dubs its own shows`, `AI summaries now sit atop your Gmail threads`: AI, and what it does."""
    units = clause.units
    owner = units[clause.low]
    at = next(
        (k for k in range(clause.low, min(clause.low + 10, clause.high - 2)) if units[k].low in _NOWS), None
    )
    if at is None or not any("ai" in u.cues for u in units[clause.low : at]):
        return None
    owned = watched(owner) is not None and [u.low for u in units[clause.low + 1 : clause.low + 3]] == [
        "'",
        "s",
    ]
    if not owned:
        maker_at = _made_by(clause, at)
        owned, owner = (True, units[maker_at]) if maker_at is not None else (False, owner)
    behind = units[at + 1 : clause.high]
    host = next((u for u in behind if is_product(u) and watched(u)), None)
    maker = owner if owned else host if any(u.low in YOUR for u in behind) else None
    company = watched(maker)
    if (
        maker is None
        or company is None
        or any(u.name and watched(u) is None for u in units[clause.low : clause.high])
    ):
        return None
    return Sign(
        "wide-ai-now", text, clause, at, company, maker, [maker] if is_product(maker) else [], weight=0.57
    )


_BY_AI = re.compile(
    r"\b(?:(?:using|with|via|thanks to|powered by|with the help of|by means of) (?:generative )?"
    r"(?:ai|a\.i\.|artificial intelligence|machine learning)|(?:grace a|avec|via|dope a|a l'aide de) "
    r"(?:l'(?:ia|intelligence artificielle)|une ia))\b(?! (?:chips?|servers?|team|staff|firm|startup|lab|chief|"
    r"researchers|engineers))"
)
_PART = re.compile(
    r"(?:feature|app|apps|tool|browser|keyboard|camera|fonction|fonctionnalite|application|appli|outil)"
)


def _app_now(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Google's Ledger app now sorts receipts using AI`, `Gmail trie désormais … grâce à l'IA`: an app and its AI."""
    units = clause.units
    now = next(
        (k for k in range(clause.low + 1, min(clause.low + 10, clause.high - 1)) if units[k].low in _NOWS),
        None,
    )
    if now is None or not _BY_AI.search(text.folded, units[now].end, clause.sentence.end):
        return None
    before = units[clause.low : now]
    owner = next((unit for unit in before if watched(unit) is not None), None)
    if owner is None or any(unit.party and watched(unit) is None and unit.name for unit in before):
        return None
    verb = units[now + 1] if units[now].low == "now" else units[now - 1]
    if verb.low.startswith(HARMS):
        return None  # `Google's Ferry app now loses sailors using AI`
    if not (verb.verbs or verb.low.endswith("s") or units[now].low != "now"):
        return None
    words = [word for unit in before for word in unit.low.split()]
    app = is_host(owner)
    if not (app and len(before) <= 3) and not any(_PART.fullmatch(word) for word in words):
        return None
    company = watched(owner)
    assert company is not None
    return Sign("wide-app-now", text, clause, now, company, owner, [owner] if app else [], weight=0.62)


WORK = re.compile(
    r"\b(?:(?:live|real-time|simultaneous|instant|automatic) (?:\w+ )?(?:translations?|dubbing|transcriptions?|"
    r"interpretation)|"
    r"(?:translat|dub|transcrib)\w+ (?:[\w-]+ ){0,4}?(?:live|instantly|on the fly|in real time)|"
    r"(?:tradui|double|transcri)\w* (?:[\w'-]+ ){0,5}?(?:en direct|en temps reel|a la volee|automatiquement)|"
    r"(?:traductions?|doublages?|transcriptions?|interpretation) (?:\w+ )?(?:simultanee?s?|en direct|"
    r"en temps reel|instantanee?s?|"
    r"automatiques?)|"
    r"(?:writ|draft)(?:es?|s|ing)? your (?:(?:first|next|own) )?(?:drafts?|e-?mails?|mail|repl(?:y|ies)|posts?|"
    r"messages?)|"
    r"(?:answer|repl(?:y|ie)|write)(?:s|ing)? (?:[\w-]+ ){0,2}?in your (?:own )?(?:voice|style|tone)|"
    r"tak(?:es?|ing) (?:meeting |your |the )?(?:notes|minutes)|describ(?:e|ing) (?:your|the) (?:edit|change)s?)\b"
)
_SINCE_NOW = re.compile(
    r"(?:'s|’s) (?:newest|latest|new) (?:feature|trick|skill|tool|mode|button) |"
    r"(?: can| will)? (?:now|finally|adds?|gets?|gains?|is adding|is getting|brings?|rolls out|launches)\b|"
    r" (?:\w+ )?(?:desormais|enfin|maintenant)\b|"
    r" (?:gagne|ajoute|accueille|adopte|recoit|s'offre|se met a|lance|deploie|propose|se dote|passe a) ?"
)


def _works_live(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Google Meet adds live voice translation`, `traduit désormais en direct`: what AI alone does there."""
    host = clause.units[clause.low]
    company = watched(host)
    if company is None or not is_host(host):
        return None
    told = _SINCE_NOW.match(text.folded, host.end)
    if told is None or WORK.search(text.folded, host.end, clause.span()[1]) is None:
        return None
    return Sign("wide-by-ai", text, clause, clause.low, company, host, [host], weight=0.6)


_MADE = (
    r"(?:generee?s?|creee?s?|redigee?s?|ecrite?s?|resumee?s?|composee?s?|produite?s?|concue?s?|doublee?s?|traduite?s?|"
    r"illustree?s?|animee?s?|retouchee?s?|synthetisee?s?|generated|written|summari[sz]ed|created|dubbed|drafted)"
)
_SHOWS_MADE = re.compile(
    r" (?:affiche|montre|insere|glisse|place|publie|diffuse|sert|teste|shows|displays|inserts|serves)"
    r"(?:nt|ra|ront)? (?:(?:desormais|maintenant|enfin|aussi|deja) )?"
    r"(?:(?:des|ses|les|un|une|vos|de nouveaux|de nouvelles|your) )?(?P<what>(?:[\w'-]+ ){1,4}?)"
    rf"{_MADE} (?:(?:par|avec|via|by|with) |grace a )(?:l'|une |son |sa )?"
    r"(?:ia|ai|intelligence artificielle|meta ai|gemini|copilot|alexa|claude)\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:pub\w*|annonces?|ads?|faux|fausses?|fake|articles?|sites?|livres?|books?|spams?|arnaques?|scams?|deepfakes?|"
    r"contenus?|content|morceaux|musiques?|chansons?|songs?|groupes?|artistes?|comptes?|profils?|propagande|trop|too)\b"
)
"""What others make with AI and an app only lets in."""


def _shows_made(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Gmail affiche des réponses générées par IA`: an app shows what AI makes there."""
    host = clause.units[clause.low]
    company = watched(host)
    if company is None or clause.low:
        return None
    told = _SHOWS_MADE.match(text.folded, host.end)
    if told is None or _OF_OTHERS.search(told.group("what")) or _COMPLAINED.search(text.folded, host.end):
        return None
    shown = [host] if is_product(host) else []
    return Sign("wide-by-ai", text, clause, clause.low, company, host, shown, weight=0.62)


_COMPLAINED = re.compile(
    r"\b(?:denonc\w*|selon|plainte|accus\w*|scandale|erron\w*|faux|fausses?|sans (?:le|l'|les|leur|votre|prevenir)|"
    r"inquiet\w*|agac\w*|colere|polemique|say|complain\w*|angry|wrong\w*|without)\b"
)


def _made_by(clause: Clause, at: int) -> int | None:
    """`A Google AI model is now writing …`, `Un modèle d'IA de Google rédige désormais …`: whose model it is."""
    units = clause.units
    if units[clause.low].low not in INDEFINITE:
        return None
    makers = [k for k in range(clause.low + 1, at) if units[k].party]
    if not makers or any(watched(units[k]) is None or is_product(units[k]) for k in makers):
        return None
    words = {word for unit in units[clause.low : at] for word in unit.low.split()}
    if not words & {"model", "modele", "agent", "chatbot", "assistant"}:
        return None
    acts = units[at + 1].low.endswith("ing") and units[at - 1].low == "is"
    told = any(mood == "present" for mood, _ in units[at - 1].verbs) or units[at - 1].low.endswith("e")
    return makers[0] if acts or (told and units[at].low != "now") else None


_NOWS = frozenset({"now", "can now", "will now", "desormais", "maintenant"})


def under_thanks(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Grâce à l'IA, Google Photos retrouve n'importe quel cliché`: AI opens the headline, a product follows."""
    if clause.low or not _OPENS.match(text.folded):
        return None
    host = clause.leader(clause.high)
    company = watched(host)
    if host is None or company is None or not is_host(host):
        return None
    return Sign("wide-by-ai", text, clause, clause.units.index(host), company, host, [host], weight=0.57)


_OPENS = re.compile(
    r"(?:grace a|with|dope[es]* a|boostee? (?:a|par)|thanks to|using) "
    r"(?:l'ia|ai|une ia|son ia|l'intelligence artificielle)\b"
)
