"""Words of a headline that ends a deal. Parties are @, authorities ¤, sums #, what describes a firm ~ (ended.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newswatch.messages import DealStatus
from processors.detect.deals.denied import ROLES, SAYS, WHO

_NOUNS = """deal deals talk talks discussion discussions negotiation negotiations bid offer merger acquisition
takeover buyout purchase investment agreement approach advances bidding race tie-up pact proposal pursuit transaction
buy buying acquire acquiring purchasing investing invest merge merging interest sale attempt effort rachat fusion
negociations pourparlers tractations offre accord avances achat rapprochement mariage vente cession operation racheter
acheter acquerir investir fusionner negocier discuter interesser interesse s'offrir opa dossier participation"""
_BESIDE = """a an the its it his their any all of for with to from by between and up stake in plan plans course
proposed planned potential possible mooted rumoured rumored reported hostile exclusive advanced early cash stock s t l
d funding round majority minority being worth value valued billion million bn m bought sold # ~ le la les un une des
du de au aux son sa ses leur leurs sur avec pour entre et par en vue dans chez projet projets tout toute toutes
eventuel eventuelle milliard milliards millions dollars euros capital report reports rumour rumours rumor rumors
speculation rumeur rumeurs informations vouloir etre avoir discute negocie"""
WORDS_OF_DEALS = frozenset(
    f"{_NOUNS} {_BESIDE} we us nous on no not pas echec fin failure end antitrust".split()
)


def _any(words: str) -> str:
    longest = sorted(map(re.escape, words.split()), key=lambda word: (-len(word), word))
    return rf"(?>{'|'.join(longest)})(?![\w#~@])"


_W = _any(f"{_NOUNS} {_BESIDE}")
_GAP = rf"(?:{_W}[ '/-]+)*+"
_REST = rf"(?:[ '/-]+{_W})*+"
_ONE = rf"{_GAP}@{_REST}"
_BOTH = rf"{_ONE}[ '/-]+@{_REST}"
"""Both parties with the words of a deal around them: `talks between @ and @`, `@'s # bid for @`, `@-@ deal`."""
_ROLE = _any(f"{ROLES} board directors founders conseil")
_HAS = r"(?:(?:has|have|had|is|are|was|were|a|ont|est|sont|now|been|ete) )*"
_GIVES_UP = (
    r"(?:scrap(?:s|ped)?|abandon(?:s|ed|ne|nent|nee?s?)?|drop(?:s|ped)?|cancel(?:s|l?ed)?|axe[sd]?|nixe[sd]|"
    r"ditch(?:es|ed)?|kill(?:s|ed)?|terminate[sd]?|withdr(?:aws?|ew|awn)(?: from)?|"
    r"pull(?:s|ed)?(?: out of| back from| the plug on)?|call(?:s|ed)? off|ends?|ended|(?:breaks?|broke|broken) off|"
    r"shelve[sd]?|(?:walk|back|step|bow|drop)(?:s|ed|ped)? (?:away|back|out) (?:from|of)|quits?|exits?|exited|"
    r"(?:tears?|tore) up|scuttle[sd]?|pass(?:es|ed) on|(?:gives?|gave|given) up(?: on)?|(?:decide[sd]?|opt(?:s|"
    r"ed)?) against|(?:loses?|lost) interest in|"
    r"(?:fail(?:s|ed)?) (?:to|in)(?: (?:reach|agree on|strike|seal|clinch))?|renonce(?:nt)?|annule(?:nt)?|"
    r"se retire(?:nt)?|retire(?:nt)?(?= (?:son|leur) (?:offre|opa))|rom(?:pt|pent|pu)|met(?:tent)? (?:fin|"
    r"un terme)|mis fin|jette(?:nt)? l'eponge|"
    r"fai(?:t|sent) (?:(?:machine|marche) arriere|une croix)|recule(?:nt)?|stoppe(?:nt)?|arrete(?:nt)?|"
    r"tire(?:nt)? un trait|cesse(?:nt)?|interromp(?:t|ent)|"
    r"enterre(?:nt)?|laisse(?:nt)? tomber|claque(?:nt)? la porte|quitte(?:nt)?(?: la table)?)"
)
"""What a party does to a deal that it would make; the words of the deal must follow."""
_LEAVES = (
    r"(?:(?:walk|back)(?:s|ed)? away from|(?:gives?|gave) up on|abandon(?:s|ed|ne)|rebuff(?:s|ed)|spurn(?:s|ed)|"
    r"snub(?:s|bed)|pass(?:es|ed) on|(?:says?|said) no to|turn(?:s|ed) (?:down|its back on)|(?:loses?|"
    r"lost) interest in|(?:is )?no longer interested in|"
    r"refuses? to (?:sell(?: itself)?|be sold) to|renonce a|jette l'eponge (?:sur|pour)|tourne (?:la page(?: de)?|"
    r"le dos a)|"
    r"dit non a|econduit|tire un trait sur|fait une croix sur|laisse tomber|echappe a|"
    r"refuse (?:d'etre (?:rachete|achete|vendu)e? (?:par|a)|de se vendre a)|ne veut (?:plus|pas) de|"
    r"n'est (?:plus|pas) interessee? par|ne (?:mettra|fera) pas (?:la main|main basse) sur|"
    r"ne sera (?:pas|plus) (?:rachete|achete|vendu|absorbe)e? (?:par|a))"
)
"""What a party does to the other one."""
_REFUSES = (
    r"(?:reject(?:s|ed)?|rebuff(?:s|ed)?|spurn(?:s|ed)?|snub(?:s|bed)?|turn(?:s|ed)? down|refuse[sd]?|decline[sd]?|"
    r"says? no to|rejette(?:nt)?|refuse(?:nt)?|repousse(?:nt)?|decline(?:nt)?|dit non)"
)
_OFFER = (
    r"\b(?:offer|bid|proposal|approach|takeover|buyout|advances|deal|sale|merger|offre|avances|"
    r"rachat|opa)\b"
)
_REFUSED = r"(?:rejected|rebuffed|turned down|spurned|rejetee?|refusee?|repoussee?|declinee?)"
_FAILS = (
    r"(?:collapse[sd]?|(?:break|breaks|broke|broken) (?:down|off)|(?:falls?|fell|fallen) (?:apart|through)|"
    r"fail(?:s|ed)?|"
    r"off(?: the table)?|dead|scrapped|abandoned|called off|cancell?ed|terminated|dropped|withdrawn|ditched|axed|"
    r"rejected|rebuffed|spurned|crumble[sd]?|unravel(?:s|l?ed)?|(?:come|comes|came) to (?:nothing|naught)|"
    r"end(?:s|ed)? (?:without (?:a |an |any )?(?:deal|agreement)|in failure)|"
    r"blocked(?: by (?:\w+ )?¤)?|tourn(?:e|ent|ees?) court|capot(?:e|ent|ee?s?)|echou(?:e|ent)|rompue?s?|"
    r"rejetee?s?|s'arrete(?:nt)?|"
    r"tomb(?:e|ent|ee?s?) a l'eau|s'effondre(?:nt)?|annulee?s?|abandonnee?s?|enterree?s?|"
    r"n'aura pas lieu|ne se fera pas|n'(?:aboutissent|aboutit|aboutira|aboutiront) pas|n'(?:ont|a) pas abouti|"
    r"bloquee?(?: par (?:l[ae]s? )?(?:\w+ )?¤)?|(?:will not|won't) (?:happen|go ahead))"
)
_BLOCKS = (
    r"(?:block(?:s|ed)?|bar(?:s|red)?|prohibit(?:s|ed)?|ban(?:s|ned)?|veto(?:es|ed)?|(?:strikes?|struck) down|"
    r"bloque(?:nt)?|interdi(?:t|sent)|met(?:tent)? son veto|rejette(?:nt)?)"
)
_BODIES = """regulator regulators watchdog watchdogs eu brussels ftc doj cma cfius beijing washington china commission
ministry government bruxelles regulateur regulateurs pekin chine gouvernement"""
AUTHORITIES = frozenset(_BODIES.split())
STATES = frozenset({"governments", "european-union"})
_ADJECTIVES = """the la le las les uk us u\\.s\\. american british european chinese german french japanese korean indian
antitrust britain's"""
_BODY = (
    rf"(?:l'autorite de la concurrence|(?:(?:{'|'.join(_ADJECTIVES.split())}) |l')*"
    r"(?:¤(?: ¤| antitrust)?|us|uk|u\.s\.))"
)
_CLOSES = (
    r"(?:close[sd]?(?! (?:to|in)\b)|complete[sd]?|finali[sz]e[sd]?|wrap(?:s|ped)? up|boucle(?:nt)?|finalise(?:nt)?|"
    r"acheve(?:nt)?)"
)
_DONE = r"(?:completed?|closed|closes|finali[sz]ed|done|finalisee?s?|bouclee?s?|achevee?s?)"
_BUYS = r"(?:buy|acquire|purchase|invest in|take over|bid for|merge with|take a stake in)"
_BUYING = (
    r"(?:buying|acquiring|purchasing|investing in|taking over|bidding for|merging with|being bought by|"
    r"for sale to)"
)
_NOT_FR = (
    r"(?:ne (?:(?:rachet|achet|fusionn|absorb)\w*(?:e|ent|era|eront|ons|erons)|repren(?:d|dra|dront)|s'offrira|"
    r"veut|souhaite)|"
    r"n'(?:achet\w*(?:e|ent|era|eront|ons|erons)|acquiert|acquerra|acquerront|investi(?:t|ssent|ra|ront|ssons|rons)|"
    r"absorbera))(?: donc| finalement)? (?:pas|plus)(?: (?:dans|avec|racheter|acheter|acquerir|investir dans))?"
)
_NOT_IN = (
    r"(?:"
    r"(?:(?:is|are|was|were) )?(?:not|isn't|aren't) (?:currently )?(?:in|holding|having) |"
    rf"(?:(?:is|are) )?(?:not|isn't|aren't) (?:(?:planning|looking) to {_BUYS}|interested in|{_BUYING}) |"
    r"(?:is )?not planning (?:an? |any )?(?=[^,:;]*\b(?:bid|deal|takeover|offer|acquisition|merger|purchase)\b)|"
    r"(?:(?:has|have) )?(?:not been approached by|never (?:held|had|been in)) |"
    r"(?:there (?:are|is|'s) |has |have )?no (?!to\b|longer\b)(?=[\w#@])|"
    r"n'(?:est|sommes|sont) pas (?:en |interessee?s? par )|(?:il )?n'y a (?:pas|plus|aucune?) (?:de |d')?|"
    r"pas (?:de |d'|en )|aucune? |(?:ne pas|ne plus) (?=negocier|discuter|vouloir|racheter|acheter|etre)"
    r")"
)
_WILL_NOT = rf"(?:won't|will not|will never|will no longer|is not going to|no longer plans to) {_BUYS}"
_WHOSE = (
    rf"(?:(?:(?:le|la|the) |l')?(?:{_ROLE} (?:d'administration )?(?:de |d'|of ))?@(?:'s)?(?: (?:~|{_ROLE}))*)"
)
_SAYING = (
    rf"(?:{SAYS}(?: (?:it|they|he|she|we|that|(?:the )?~|(?:the )?company|qu'il|qu'elle|que le groupe))*|"
    r" ?:(?: (?:we|nous|it))?)"
)
_SAID_BY = rf"(?P<by> ?[,:;–-]+ (?:{SAYS} {WHO}|selon {WHO}|{WHO} {SAYS})| ?[:–] {WHO})"
_BY = f"{_SAID_BY}?"
_AND = r"@(?: (?:and|et|&)|,) (?:(?:the |la )?~ )*@"
_ALSO = r"(?:(?:also|again|has|have) )*"
_REPORTS = r"(?=[^,:;]*\b(?:rumou?rs?|reports?|speculation)\b)"

_DENIES = r"(?:den(?:y|ies|ied)|dement(?:ent)?|nie(?:nt)?|(?:rules?|ruled) out|exclu(?:t|ent)|ecarte(?:nt)?)"
_SHOOTS = r"(?:shoots|shot) down"
_IS_NOT = r"(?:is not (?:happening|true)|(?:won't|will not) happen|is off)"
_IS_OVER = r"(?:c'est fini|c'est non|it's off|the deal is off)"
_NO_DEAL = r"(?:jettent l'eponge|(?:n'ont pas trouve|ne trouvent pas) d'accord|ne fusionneront pas)"
_END_OF = r"(?:end of|fin des?|echec d[eu]s?|failure of)"
_NEVER = rf"(?:{_WILL_NOT}|{_NOT_FR})"

_FORMS: tuple[tuple[DealStatus, str, str, bool], ...] = (
    ("denied", _DENIES, rf"{_WHOSE} {_ALSO}{_DENIES} {_ONE}{_BY}", True),
    ("denied", _SHOOTS, rf"{_WHOSE} {_SHOOTS} {_REPORTS}{_ONE}", False),
    ("denied", _DENIES, rf"{_WHOSE} dement etre a vendre a @{_BY}", False),
    ("denied", _NOT_IN, rf"{_WHOSE} ?{_SAYING} (?:(?:is|are) )?{_NOT_IN}{_ONE}", False),
    ("denied", _IS_NOT, rf"{_WHOSE} ?{_SAYING} {_ONE} {_IS_NOT}", True),
    ("denied", _NEVER, rf"{_WHOSE} ?{_SAYING} ?{_NEVER} {_ONE}", False),
    ("denied", _NOT_IN, rf"(?:{_WHOSE} )?(?:(?:we|nous) )?(?:are )?{_NOT_IN}{_ONE}{_BY}", False),
    ("denied", _NEVER, rf"(?:{_WHOSE}|we|nous) {_NEVER} {_ONE}{_SAID_BY}", False),
    ("abandoned", _NEVER, rf"@ {_NEVER} {_ONE}", False),
    ("abandoned", "fail", rf"@ fail(?:s|ed) to {_BUYS} @", False),
    ("abandoned", _GIVES_UP, rf"{_AND} {_HAS}{_GIVES_UP} {_GAP}{_W}{_BY}", True),
    ("abandoned", _NO_DEAL, rf"{_AND} {_NO_DEAL}", False),
    ("abandoned", _REFUSED, rf"{_ONE} {_HAS}{_REFUSED} (?:by|par) @", True),
    ("abandoned", _GIVES_UP, rf"{_WHOSE} {_HAS}{_GIVES_UP} (?![^,:;]*@ (?:from|de la)\b){_ONE}{_BY}", True),
    ("abandoned", "calls? ", rf"@ calls? {_ONE} off", True),
    ("abandoned", _LEAVES, rf"{_WHOSE} {_HAS}{_LEAVES} @{_BY}", False),
    ("abandoned", _GIVES_UP, rf"{_ONE} ?: (?:pour )?@ {_GIVES_UP}(?: {_GAP}{_W})?", False),
    ("abandoned", _REFUSES, rf"{_WHOSE} {_HAS}{_REFUSES} (?=[^,:;]*{_OFFER}){_ONE}{_BY}", False),
    ("abandoned", _FAILS, rf"{_BOTH} {_HAS}{_FAILS}", True),
    ("abandoned", _END_OF, rf"{_END_OF} {_BOTH}", True),
    ("abandoned", _IS_OVER, rf"{_BOTH} ?: {_IS_OVER}", True),
    ("abandoned", _BLOCKS, rf"{_BODY} {_HAS}{_BLOCKS} {_BOTH}", True),
    ("closed", _CLOSES, rf"{_AND} {_HAS}{_CLOSES} {_GAP}{_W}", True),
    ("closed", _CLOSES, rf"@ {_HAS}{_CLOSES} {_ONE}", True),
    ("closed", _CLOSES, rf"{_ONE} ?: @ {_HAS}{_CLOSES} {_GAP}{_W}", True),
    ("closed", _DONE, rf"{_BOTH} {_HAS}{_DONE}", True),
)  # fmt: skip
"""What each form says of the deal; the words in it without which it is not looked at; the form; and whether one of
`_NOUNS` must stand in it.
"""
_ANY_KEY = rf"\b(?=\w)(?:{'|'.join(dict.fromkeys(key for _, key, _, _ in _FORMS))})"
NOT_CLOSED = re.compile(
    r"\b(?:talks?|discussions?|bid|offer|offre|round|funding|buy|racheter|plans?|stake|approach)\b"
)
"""`closes deal to buy` signs it, and `closes a round` is a deal of its own."""
DEAL = re.compile(rf"\b{_any(_NOUNS)}")
_WHY = (
    r" over (?:the )?(?:price|valuation|terms|cost|antitrust|regulat\w+|competition|disagreements?)|"
    r" (?:pour|sur) (?:le |la |des )?(?:prix|valorisation|desaccords?)"
)
_END = (
    r"(?=$|(?! ?, @(?:,| and| et)) ?[,.;!–—|(]| - | (?:after|as|amid|following|despite|citing|because|but|while|"
    r"under|apres|malgre|faute|mais|alors|sous|face a)\b"
    rf"|{_WHY})"
)
_BEGIN = r"(?:^(?:non?, )?|(?<=[:;|–—]) ?| as )"


def found_in(masked: str) -> Iterator[tuple[DealStatus, re.Match[str], bool]]:
    """The forms that a masked headline has, with what each says and whether one of the nouns must stand in it."""
    if _compiled(_ANY_KEY).search(masked) is None:
        return  # nearly all headlines: each key by itself takes as long again
    for status, key, form, named in _FORMS:
        if _compiled(rf"\b{key}").search(masked) and (
            found := _compiled(f"{_BEGIN}(?:{form}){_END}").search(masked)
        ):
            yield status, found, named


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A form takes ten milliseconds: it is compiled with the first headline that has its key."""
    return re.compile(pattern)
