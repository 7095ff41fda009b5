"""Headlines about a deal that is old news: an authority clears it, a bet is weighed, a giant's
worth, money taken back."""

from __future__ import annotations

import re

from processors.detect.grammar.claims import Claim
from processors.detect.grammar.reading import Reading
from processors.detect.words.text import says_any
from processors.detect.words.unit import Text

_JUDGED = re.compile(
    r"\b(?:cma|ftc|doj|ec|eu|watchdogs?|regulators?|authorit(?:y|ies)|brussels|bruxelles|beijing|washington|gendarmes?|"
    r"regulateurs?|autorites?|commission)\b[^.:;?!]{0,60}\b(?:green[- ]light|blessing|all[- ]clear|go-ahead|"
    r"nod|clean bill|"
    r"feu vert|aval|benediction)\b|"
    r"\b(?:green[- ]light|blessing|all[- ]clear|go-ahead|nod|feu vert|aval)\b[^.:;?!]{0,20}\b(?:from|by|of|du|de|des)\b"
    r"[^.:;?!]{0,25}\b(?:cma|ftc|doj|eu|watchdogs?|regulators?|brussels|bruxelles|gendarmes?|regulateurs?|commission)\b|"
    r"\b(?:legal (?:action|challenge|steps|fight|threat)|go(?:es)? to court|"
    r"saisi(?:t|r) la justice|actions? en justice|threatens? (?:legal|to sue)|"
    r"menace d'attaquer)\b"
    r"[^.:;?!]{0,30}\b(?:over|against|to|on|contre|sur|apres|a propos)\b"
)
_WEIGHED = re.compile(
    r"(?:^|[:;] )(?:did|will|can|is|has|was|does)\b[^.:;!]{0,60}\b(?:investment|spending|stake)\b[^.:;!]{0,30}"
    r"\b(?:pay(?:ing)? off|paid off|worth it)\b|"
    r"\b(?:bet|bets|wager|gamble|pari)\b[^.:;!]{0,20}\b(?:yet to (?:deliver|pay|bear)|tarde a payer)\b|"
    r"\b(?:bet|bets|wager|gamble|pari|billions|milliards)\b[^.:;!]{0,60}\b(?:pay(?:s|ing)? off|paid off|"
    r"bear(?:s|ing)? fruit|"
    r"worth it|payant|porte(?:r|nt)? (?:ses|leurs) fruits|(?:va|vont)-t-(?:il|elle|on)s? (?:payer|rapporter)|"
    r"(?:va|vont)-(?:ils|elles) (?:payer|rapporter)|sera-t-il (?:payant|rentable|gagnant)|"
    r"ser(?:ont-ils|aient-ils|ont-elles)(?: un jour)? rentables?|commencent? a (?:payer|rapporter))\b"
)
_TRILLION = re.compile(
    r"\b(?:hits?|nears?|reach(?:es)?|tops?|passes|past|crosses|joins|approaches|surpasses|eyes|frole|depasse|atteint|"
    r"franchit|approche|rejoint|vise|to|at|on)\b[^.:;?!]{0,24}?(?:trillion|\d[ .]?000 milliards)\b[^.:;?!]{0,24}?"
    r"\b(?:valuation|value|worth|market|club|mark|milestone|valorisation|capitalisation)\b|"
    r"\b(?:valuation|valorisation|worth)\b[^.:;?!]{0,20}?(?:trillion|\d[ .]?000 milliards)\b"
)
_ROUND = re.compile(
    r"\b(?:round|fund\w*|financ\w*|invest\w*|rais\w+|stake|backing|tender|share sale|levees?|leve|tour|apport\w*)\b"
)
_OTHERWISE = re.compile(
    r"\b(?:paid|spent|shelled out|forked out|splashed|a paye|a depense|a debourse)\b[^:;?!]{0,80}"
    r"(?:\S[.;] |,? [-–—] |, (?=[a-z]+ (?:s'est|a fait|n'a)))[^;]{0,90}\b(?:instead|for free|did it|"
    r"just (?:hired|partnered|built|borrowed|licensed|designed|made|did|copied|rented|signed|asked)|"
    r"only (?:hired|partnered|built|borrowed|licensed|designed|made|copied|rented|signed|asked)|"
    r"(?:hired|partnered|built|borrowed|licensed|designed|made|copied|rented) (?:one|its own)|"
    r"s'est contentee?|l'a fait|gratuitement|a la place)\b"
)
_TAKEN_BACK = re.compile(
    r"\bpulls? (?:its|their) [$€£]?\d[\w.,]*(?: (?:billion|million))? (?:from|out)\b|"
    r"\bretire(?:nt)? (?:ses|leurs|son|leur) (?:\d[\d.,]* )?(?:milliards?|millions?)\b|"
    r"\b(?:ends?|ended|terminates?|unwinds?|exits?|quits?|sours? on|bails on|backs? out of|withdraws? from)\b "
    r"(?:(?:its|their|the|his|a|early|planned|[\w.]+'s) ){0,2}(?:(?:[$€£]|\d)[\w.,]*(?: (?:billion|million))? )?"
    r"(?:[\w.-]+ ){0,2}(?:investment|stake|holding|deal|backing|partnership|commitment|pact|project|plan)\b|"
    r"\b(?:met(?:tent)?|a mis|ont mis|mettra|mettre) (?:un terme|fin) (?:a|au|aux) "
    r"(?:(?:son|sa|ses|leurs?|l'|l|un|une) ?)?(?:gros |gigantesque )?(?:investissement|participation|accord|"
    r"projet|partenariat|"
    r"engagement|financement|plan)|"
    r"\b(?:se retire(?:nt)?|s'est retiree?|se retirer(?:a|ait)?|se desengage(?:nt)?) d(?:u|e|es|')(?!\w*bourse)"
)
_GIVES_TOO = re.compile(r"\b(?:to|pour|and|et) (?:re)?(?:invest|fund|pour|back|bet|financ|mis|put|met)\w*\b")
_SLOWED = re.compile(
    r"\b(?:runs? into (?:delays?|trouble|snags?)|(?:hits?|faces?) delays?|prend du retard|held (?:back|"
    r"up) by|slowed (?:down )?by|hampered by|hobbled by|dogged by|bogged down|hits? a snag|"
    r"stuck in|struggles? to (?:fund|finance|raise|secure|get off)|yet to materiali[sz]e|fails? to materiali[sz]e|"
    r"a l'arret|au point mort|ralentie?s? par|freinee?s? par|bridee?s? par|enlisee?s?|s'enlise(?:nt)?|"
    r"(?:peine(?:nt)?|tarde(?:nt)?) a (?:se concretiser|se materialiser|sortir de terre|enclencher|boucler|reunir|"
    r"financer|trouver|decoller|demarrer))\b|\bfreinee?s? dans\b"
)
_HURRIED = re.compile(
    r"\b(?:prevo(?:it|ient)|veu(?:t|lent)|compte(?:nt)?|entend(?:ent)?|promet(?:tent)?|plans?|wants?|intends?|aims?|hopes?|"
    r"vows?|expects?)\b (?:to |d'|d' |de )?(?:accelerer|intensifier|accelerate|speed up|hasten|step up|ramp up)\b"
)


def settled(claim: Claim, reading: Reading) -> str | None:
    """Why the headline makes a claim of no deal that is new, if it does; asked only where there is a claim."""
    title = reading.title
    if title.field == "headline":
        why = _of_title(claim, title)
        if why is not None:
            return why
        if _worth_of_giant(claim, title):
            return "what a listed giant is worth"
    if claim.amount is not None:
        return None
    near = claim.text.folded[max(0, claim.span[0] - 10) : claim.span[1] + 40]
    if says_any(near, _OF_HASTE) and _HURRIED.search(near):
        return "a plan to spend faster, without a sum"
    return None


def _of_title(claim: Claim, title: Text) -> str | None:
    """What the headline says before the deal or around it; what it says behind one is an aside."""
    folded = title.folded
    end = claim.span[1] if claim.text is title else len(folded)
    if says_any(folded, _OF_JUDGED) and _begins(_JUDGED, folded, end):
        return "what an authority or a rival does about a deal"
    if says_any(folded, _OF_WEIGHED) and _begins(_WEIGHED, folded, end):
        return "whether old money pays"
    if says_any(folded, _OF_PAYING) and _begins(_OTHERWISE, folded, end):
        return "what was paid once, and what another did"
    back = says_any(folded, _OF_ENDING) and _begins(_TAKEN_BACK, folded, end)
    if back and (claim.noun or not _GIVES_TOO.search(folded)):
        return "money that is taken back"
    planned = claim.noun or claim.kind in ("capex", "compute") or claim.rule == "juxtaposed"
    if claim.noun and claim.text is title:
        end = max(end, claim.clause.span()[1])  # `X's $38 billion campus runs into delays`
    if planned and says_any(folded, _OF_SLOWNESS) and _begins(_SLOWED, folded, end):
        return "a project that is slowed"
    return None


_OF_JUDGED = (
    "green", "blessing", "all-clear", "all clear", "go-ahead", " nod", "clean bill", "feu vert", "aval", "benediction",
    "legal", "to court", "la justice", "en justice", "threaten", "attaquer",
)  # fmt: skip
_OF_WEIGHED = (
    "yet to deliver",
    "yet to bear",
    "pay",
    "paid off",
    "fruit",
    "worth it",
    "rentable",
    "rapporter",
    "gagnant",
)
_OF_PAYING = ("paid", "spent", "shelled", "forked", "splashed", "a paye", "a depense", "a debourse")
_OF_ENDING = (
    "ends ", "ended ", "pulls ", "pull ", "terminates", "unwinds", "exits ", "quits ", "sours on", "sour on",
    "bails on", "backs out",
    "back out", "withdraws", "fin a", "terme a", "retire", "desengage",
)  # fmt: skip
_OF_SLOWNESS = (
    "into ", "delay", "retard", "held ", "slowed", "hampered", "hobbled", "dogged", "bogged", "snag", "stuck",
    "struggle", "yet to", "fail",
    "arret", "point mort", "ralenti", "frein", "bride", "enlise", "peine", "tarde",
)  # fmt: skip
_OF_HASTE = ("acceler", "intensif", "speed up", "hasten", "step up", "ramp up")


def _begins(pattern: re.Pattern[str], folded: str, end: int) -> bool:
    match = pattern.search(folded)
    return match is not None and match.start() < end


def _worth_of_giant(claim: Claim, title: Text) -> bool:
    """`Nvidia nears $2 trillion valuation`: a firm that makes more than AI is listed, and its worth is no round."""
    folded = title.folded
    if ("trillion" not in folded and "000 milliards" not in folded) or not _TRILLION.search(folded):
        return False
    if _ROUND.search(folded):
        return False
    first = next((u for u in title.names if u.name is not None and u.name.kind == "company"), None)
    if first is None or first.name is None:
        return False
    company = first.name.company
    return company.ai != "core" and company.level in ("watched", "tech")
