"""Launches told by the part that a product now plays: `Claude turns accountant: …`, `Alexa+ se pique de piano`."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.words.unit import Text, watched

_ROLE = (
    r"(?:accountant|bookkeeper|tutor|teacher|chef|sous-chef|cook|travel agent|guide|nurse|lawyer|paralegal|secretary|"
    r"librarian|dj|editor|coach|concierge|butler|translator|interpreter|shopper|personal shopper|stylist|photographer|"
    r"director|composer|songwriter|mechanic|scribe|note-taker|notetaker|receptionist|analyst|designer|decorator|"
    r"architect|developer|project manager|assistant|shop assistant|trainer|"
    r"comptable|precepteur|professeur|prof|cuisinier|guide|infirmier|avocat|secretaire|bibliothecaire|entraineur|"
    r"majordome|traducteur|interprete|styliste|photographe|realisateur|compositeur|mecanicien|scribe|greffier|"
    r"standardiste|analyste|decorateur|architecte|developpeur|chef de projet|agent de voyages?|vendeur|sommelier)s?"
)
_PLAYS = re.compile(
    rf"(?:turns|turned|moonlights as|doubles (?:up )?as|plays|becomes|poses as|steps in as|signs on as|sets up as)"
    rf" (?:an? |your |the )?(?:[\w-]+ )?{_ROLE}\b|"
    rf"(?:se fait|se mue en|se reve en|s'improvise|se transforme en|se change en|endosse le role d[eu']|joue les|"
    rf"fait office d[eu']|se met dans la peau d[eu']|prend la place d[eu'])"
    rf"\s?(?:un |une |votre |le |la |l')?(?:[\w-]+ )?{_ROLE}\b|"
    rf"(?:goes|heads|marches|ventures) (?:to|into|after|on) (?!war\b|court\b|town\b|jail\b|trial\b|waste\b|"
    rf"the polls\b)|"
    rf"(?:tries (?:its|his|her) hand at|takes up|dabbles in|goes in for|branches out into|ventures into|"
    rf"turns its hand to|"
    rf"s'essaie (?:a|au|aux)|s'essaye (?:a|au|aux)|se pique d[eu']|tate d[eu']|se lance dans|se risque (?:a|au|aux)|"
    rf"se frotte (?:a|au|aux)|s'aventure dans|se met (?:a la|au|aux)) ?"
)
_MADE = re.compile(
    rf"[:–—] (?:un|une|a|an) {_ROLE}\b|"
    r"[:–—] (?:un|une|des|a|an|the|its|son|sa|l'|le|la|deux|trois|two|three)? ?(?:[\w-]+ ){0,4}(?:"
    r"agents?|assistants?|mode|tool|outil|bouton|button|feature|fonction\w*|sous-chef|coach|tuteur|tutor|app|appli|"
    r"application|modele|model|guide|plan|panier|basket|cart|checkout)\b|"
    r"\bwith (?:an? |its |new )(?:[\w-]+ ){0,3}(?:agent|assistant|mode|tool|feature|app|model)\b|"
    r"\bavec (?:un |une |son |sa )(?:[\w-]+ ){0,3}(?:agent|assistant|mode|outil|fonction|appli|modele)\b"
)
"""What it does that with, said in the headline."""
_BELOW = re.compile(
    r"\b(?:now|can|lets|new|today|rolling out|available|starting|desormais|peut|permet|nouveau|nouvelle|disponible|"
    r"des (?:ce|aujourd|maintenant))\b"
)
_DOUBT = re.compile(
    r"\b(?:study|etude|researchers?|chercheurs?|experts?|critics?|lawsuit|proces|tested|teste\w*|essaye\w*|we asked|"
    r"asked|patients?|risk\w*|risque|danger\w*|why|pourquoi|how|comment|tribunal|judge|juge|student|eleve)\b"
)


def role_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    return first_sign((_plays,), reading, text)


def _plays(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    product = next((u for u in clause.units[clause.low : clause.low + 3] if own_ai(u, reading)), None)
    company = watched(product)
    if product is None or company is None:
        return None
    k = clause.index(product)
    if k is None or k + 1 >= clause.high or _PLAYS.match(text.folded, clause.units[k + 1].start) is None:
        return None
    below = reading.lead
    lead = below.folded[: below.sentences[0].end] if below else ""
    if _DOUBT.search(text.folded) or _DOUBT.search(lead):
        return None
    told = (
        below is not None
        and _BELOW.search(lead)
        and any(watched(u) is not None for u in below.sentences[0].units)
    )
    if not (_MADE.search(text.folded) or told):
        return None
    return Sign("wide-role", text, clause, k + 1, company, product, [product], weight=0.58)
