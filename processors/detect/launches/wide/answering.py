"""Launches by what a firm acts with: `… concurrencer Chrome avec Atlas`, `answers DeepSeek with two models`."""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import SORTS, counts, flagship, is_product
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Text, watched


def with_product(reading: Reading, text: Text) -> Sign | None:
    """`OpenAI veut concurrencer Chrome avec Atlas, un navigateur`: a watched company acts with a product of its own."""
    for clause in reading.clauses(text):
        units = clause.units
        for k in range(clause.low + 2, clause.high):
            if units[k - 1].low not in {"avec", "with"}:
                continue
            unit = units[k]
            told = (
                k + 2 < clause.high
                and units[k + 1].low == ","
                and any(u.cues & {"ai", "ai_object"} for u in units[k + 2 : k + 6])
            )
            mine = is_product(unit) and counts(unit, reading) and not flagship(unit)
            owner = next((u for u in units[clause.low : k] if u.is_firm), None)
            company = watched(owner)
            if company is None or not (mine or (unit.proper and told)):
                continue
            maker = watched(unit)
            if maker is not None and maker.group != company.group:
                continue
            known = unit.names_ai
            if (mine and known) or reading.ai():
                return Sign("wide-with", text, clause, k, company, owner, [unit], weight=0.58)
    return None


_WAGES_WAR = re.compile(
    r"\b(?:declar\w+ (?:la guerre|war)|(?:part|partent|monte|passe|se lance) a l'(?:assaut|attaque|abordage)|"
    r"(?:part|partent|entre) en (?:guerre|croisade)|vien\w+ (?:chasser|bousculer|defier|titiller|concurrencer)|"
    r"(?:marche|chasse) sur les (?:plates-bandes|terres)|s'en prend|croise le fer|veut (?:detroner|bousculer|tuer)|"
    r"takes? (?:aim at|on|the fight to)|(?:goes|go|comes|come|gunning|guns) (?:after|for)|picks? a fight|"
    r"(?:opens?|ouvre) (?:a new front|un nouveau front)|muscles? in on|parks? its tanks)\b"
)
_ARM = re.compile(
    r"\b(?:with|avec|via) (?:an? |its |un |une |son |sa )(?:own |new |nouvel |nouveau |nouvelle |propre )?"
    r"(?:[\w-]+ ){0,3}?(?:agents?|assistante?s?|chatbots?|models?|modeles?|browser|navigateur|search engine|"
    r"moteur de recherche|tools?|outils?|apps?|application|appli|tut(?:or|eur)s?|translator|traducteur|"
    r"generat(?:or|eur)|editor|editeur|feed|fil|radio|store|boutique|glasses|lunettes|chip|puce|speaker|"
    r"enceinte|robots?|planner|feature|fonction)\b"
    r"(?! (?:plans?|projects?|teams?|ambitions?|deals?|d'entreprise|firm|startup|start-up|fund|lab))"
)


def wages_war(reading: Reading, text: Text) -> Sign | None:
    """`Google declares war on Perplexity with a browser that …`: a rival, and the new thing that it is fought with."""
    for clause in reading.clauses(text):
        units = clause.units
        owner = clause.leader(min(clause.low + 3, clause.high))
        company = watched(owner)
        told = _WAGES_WAR.search(text.folded, *clause.span()) if company is not None else None
        arm = _ARM.search(text.folded, told.end(), clause.span()[1]) if told is not None else None
        if owner is None or company is None or told is None or arm is None or told.start() < owner.end:
            continue
        fought = [u for u in units if told.end() <= u.start < arm.start() and u.party]
        if len(fought) != 1 or watched(fought[0]) is company:
            continue
        known = company.ai == "core" or reading.ai() or any(u.says_ai for u in fought)
        at = next(k for k, u in enumerate(units) if u.end > told.start())
        if known:
            sign = Sign("wide-war", text, clause, at, company, owner, [], weight=0.62)
            sign.described = (arm.start(), arm.end())
            return sign
    return None


_ANSWERS = (
    "answer",
    "respon",
    "repl",
    "ripost",
    "repon",
    "contre",
    "strike",
    "hit",
    "take",
    "defie",
    "attaque",
)


_LOANS = frozenset({"financing", "funding", "financement", "deal", "deals", "contract", "contrat"})


def answers(reading: Reading, text: Text) -> Sign | None:
    """`Baidu answers DeepSeek with two free models`: it has no name in the headline, and is there."""
    for clause in reading.clauses(text):
        units = clause.units
        owner = clause.leader(clause.high)
        company = watched(owner)
        acts = any(u.low.startswith(_ANSWERS) for u in units[clause.low + 1 : clause.high])
        if owner is None or company is None or not acts or not reading.ai():
            continue
        for k in range(clause.low + 3, clause.high):
            lent = k + 1 < clause.high and units[k + 1].low in _LOANS
            if (
                not lent
                and units[k].low in SORTS
                and any(u.low in {"with", "avec", "par"} for u in units[k - 4 : k])
            ):
                sign = Sign("wide-answer", text, clause, k, company, owner, [], weight=0.56)
                sign.described = (units[k].start, units[k].end)
                return sign
    return None
