"""Words of harm that name what a product is there against."""

from __future__ import annotations

import re

_GUARD_BEFORE = re.compile(
    r"\b(?:against|detect\w*|block\w*|stops?|fights?|fighting|spots?|catch\w*|prevents?|finds?|fix\w*|flags?|"
    r"answers?|fewer|reduc\w+|moins|"
    r"contre|bloque\w*|repere\w*|traque\w*|lutte\w*|corrige\w*|anti|chass\w*|debusqu\w*|hunt\w*|colmat\w*|patch\w*|"
    r"signale\w*|trouve\w*|dejoue\w*)"
    r"(?:[\s-]+(?:the|your|les|des|de|la|le|l'|d'|potential|security|code)){0,2}[\s'-]*$"
)
_GUARD_AFTER = re.compile(
    r"[\s-]+(?:calls?|detect\w+|protect\w+|prevent\w+|scanning|alerts?|defen[cs]e|hunting|research)\b"
)


def guards_against(folded: str, start: int, end: int) -> bool:
    """`detects scams`, `contre les arnaques`, `vulnerability scanning`: what a product guards against befell nobody."""
    return bool(_GUARD_BEFORE.search(folded[max(0, start - 40) : start]) or _GUARD_AFTER.match(folded, end))


# (one set at the beginning: such a pattern is looked for faster)
_QUOTE = re.compile(r"[\"'](?:(?<=\")[^\"]{2,30}\"|(?<=')(?<!\S')[^'\"]{2,30}'(?!\w))")


def short_quotes(folded: str) -> list[tuple[int, int]]:
    """Quotes of a few words name a feature; their words are no veto."""
    return [match.span() for match in _QUOTE.finditer(folded[:600])]


NO_PRODUCT_NEWS = re.compile(
    r"\b(?:how (?:it|they) (?!will|can|now)|comment (?:il|elle|ils|elles) |new (?:\w+ )?(?:boss|chief|ceo|head)\b|"
    r"nouve(?:au|lle) (?:patron|chef|direct)|(?:don't|do not|n')(?: |)(?:expect|hold|attend|esper)|"
    r"ne comptez pas|(?:still|not) (?:no |waiting|yet|before|until)|pas (?:encore|avant|pour le moment|pour l'instant)|"
    r"toujours pas|attend(?:ent)? toujours|se fait(?: toujours)? attendre|reserver [^,:]{2,40} aux? \w|"
    r": (?:what|why|ce qu[ei]) |[eidv]rai(?:en)?t\b|\b(?:new|nouveau) (?:name|nom|logo)\b|\brebaptise|"
    r"\b(?:another|one more) (?:year|month|week|chance)\b|\b(?:an|mois|semaines?) de plus\b|\bultimatum\b|"
    r"\brefus(?:e|ent|es|ed)?\b|\bderap\w+|\bdisparai\w+|\bplante(?:nt)?\b|"
    r"\bdi(?:t|sent) (?:non|oui)\b|\bsays? (?:no|yes)\b|"
    r"lets? \w+ (?:sell|ship|export)\b|\b(?:sell|ship|export)(?:s|ing)? [^,:]{0,30}\bto china|"
    r"vend(?:re|ra)? [^,:]{0,30}\b(?:en|a la) chine|"
    r"(?:got|gets?|getting|becomes?|became|now|devient|desormais) (?:\w+ ){0,3}"
    r"(?:cheaper|affordable|tempting|pricier|expensive|abordable|cheres?|cher)\b|"
    r"\b(?:is|are) (?:now )?(?:\w+ )?(?:good|great|bad|terrible|awful|hopeless) at\b|"
    r"costs? (?:half|less|more|twice|double)\b|coute (?:la )?(?:moitie|moins|plus|deux)\b|"
    r"(?:recit|account|timeline|post-?mortem) (?:de|du|of)\b|"
    r"(?:revele|devoile|detaille|explique|raconte)(?:nt)? (?:enfin )?comment\b|"
    r"(?:reveals?|details?|explains?|discloses?) how (?![^,:;]{0,60}\b(?:will|can)\b))"
)
"""`shows off how it built Gemini 3`, `Siri's new boss`: what is long done, who comes, what is not there yet, prices."""

SHARES = re.compile(
    r"\d ?(?:%|per ?cent\b|pour cent\b)"
    r"(?! (?:\w+ ){0,2}(?:faster|cheaper|better|more|less|fewer|off|plus|moins|de reduction|reduction|discount|cut))|"
    r"\b(?:one|two|three|nine) (?:in|out of) (?:two|three|four|five|six|ten|\d+)\b|"
    r"\b(?:twice|three times) as many\b|\bdeux fois plus de\b|"
    r"\b(?:half|an? (?:third|quarter|fifth|sixth|tenth)|two thirds|most) of\b"
    r"(?! the (?:[\w-]+ )?(?:price|cost|size|compute|memory|energy|parameters|tokens|time)\b)|"
    r"\b(?:un|une|deux|trois) \w+ sur (?:deux|trois|quatre|cinq|dix|\d+)\b|"
    r"\b(?:un tiers|un quart|la moitie|la plupart) d|"
    r"\b(?<!per )(?:milliards?|millions?|billion|million) (?:de |d')?"
    r"(?:requetes?|messages?|questions?|conversations?|queries|prompts|requests|searches|chats|tokens)\b"
    r"(?! of context| context| at once| at a time| in one go| in one prompt| a la fois| d.un coup)"
)
"""`31% of prompts now trigger a search`, `un développeur sur trois`: how much a product is used."""

_WORD_OF_ADS = r"(?:advertisers|marketers|annonceurs)"
_MAKES = r"(?:us(?:e|ing)|utiliser|make|create|generate|write|design|turn|edit|creer|generer|faire|ecrire|retoucher)"
_LET_USE = re.compile(
    rf"(?:\blets? |\ballows? |\bhelps? ){_WORD_OF_ADS} (?:to )?{_MAKES}\b|"
    rf"\b(?:aux|les) {_WORD_OF_ADS} (?:d'|de |a ){_MAKES}\b"
)
_DRESSED = re.compile(
    r"\b(?:make|create|write|design|generate|draft|dress up|pretty up|spruce up|polish|edit|creer|generer|retoucher)\b"
    r"[^,:;]{0,20}$"
)


def made_with(veto: str, folded: str, start: int, end: int) -> bool:
    """`gives advertisers an AI tool`, `to dress up their ads`: who gets a tool, and no advertisement."""
    if veto == "usage":
        if folded.startswith("using ai", start):
            return bool(
                _LETS.search(folded[max(0, start - 100) : start])
            )  # `lets sellers write offers using AI`
        return folded.startswith("utiliser", start) and bool(
            _PERMITS.search(folded[max(0, start - 50) : start])
        )
    if veto != "advertising":
        return False
    near = folded[max(0, start - 12) : end + 20]
    if _LET_USE.search(near):
        return True
    before = folded[max(0, start - 45) : start]
    return bool(_DRESSED.search(before)) and bool(_LETS.search(folded[:start]))


_PERMITS = re.compile(r"\bpermet(?:tent)? (?:desormais |enfin |maintenant )?(?:a|aux) [^,:;]{2,30} d'$")
_LETS = re.compile(r"\b(?:lets?|allows?|helps?|permet(?:tent)?)\b")
