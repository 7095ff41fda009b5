"""Headlines that hold a watched name and a verb of launching, and tell of no product: money,
groups, habits, the past."""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.words.text import says_any

_NAME = r"[\w.-]+(?: [\w.-]+)?"
_BUILT = re.compile(
    rf"how (?:we|(?!(?:to|can|will|do|does|is|you|it)\b){_NAME}) (?:re)?(?:built|made|trained|designed|"
    rf"developed|created|"
    r"engineered|taught)\b(?! it possible)|"
    rf"comment (?:nous avons|{_NAME} a) (?:construit|concu|entraine|cree|developpe|fabrique)\b"
)
_USED = re.compile(
    r"(?<!\blets )(?<!\blet )(?<!\bhelp )(?<!\bhelps )\b(?:workers?|staff|employees|engineers|shoppers|people|"
    r"developers|"
    r"users|customers|teams|students|colleagues|salaries|employes|ingenieurs|clients|developpeurs|utilisateurs|equipes)\b"
    r"(?: (?:now|already|are|desormais|deja)){0,3} (?:us(?:e|ing)|rely(?:ing)? on|turn(?:ing)? to|lean(?:ing)? on|"
    r"utilisent|recourent|s'appuient)\b[^.:;]{0,60}\b(?:as (?:much|often|many) as|more (?:often )?than|"
    r"autant (?:que|qu)|"
    r"aussi souvent que|plus (?:souvent )?que|davantage que)\b"
)
_GROUPED = re.compile(
    r"\b(?:launch\w*|unveil\w*|form(?:s|ed)?|found(?:s|ed)?|creat\w+|announc\w+|lanc\w+|cree\w*|fond\w+|annonc\w+)\b"
    r"(?:(?!\b(?:at|in|during|for|to|with|au|avec|pour|lors|par|dans|sur|on)\b)[^.:;]){0,50}"
    r"\b(?:alliance|coalition|consortium|forum|working group|task force|industry group|trade group|groupe de travail|"
    r"lobby)\b(?! (?:app|tool|feature|bot|mode|chat))"
)
_PAID_FOR = re.compile(
    r"\b(?:invest\w*|spend\w*|pledg\w*|commit\w*|pour\w*|\w*illions?|milliards?|debloque\w*|injecte\w*)\b"
    r"[^.:;]{0,50}\b(?:to|pour) (?:bring|amener|apporter|porter|spread|diffuser)\b (?:l'|the )?(?:ai|ia|a\.i\.)(?!\w)"
)
_HURRIED = re.compile(
    r"\b(?:speeds? up|acceler(?:e|er|ent|es)|hastens?|quickens?|steps? up|intensifie(?:r|nt)?)\b "
    r"(?:(?:its|their|the|ses|leurs|les|la|le|son|l'|ai|ia|security|browser|software) ?){0,3}"
    r"(?:updates?|patch\w*|fixes|correctifs?|mises? a jour|invest\w*|spending|hiring|embauches?|rythme|cadence|pace|"
    r"depenses?|recrutements?)\b|"
    r"\b(?:veu(?:t|lent)|compte(?:nt)?|entend(?:ent)?|wants? to|plans? to|vows? to) (?:accelerer|speed up|accelerate)\b"
    r"(?: (?:dans|sur|pour|in|on|to|les invest\w*|ses invest\w*)\b| *$)"
)


_BACKED = re.compile(
    r"\b(?:bet|bets|betting|invest\w*|back(?:s|ing)?|pil(?:e|es|ing) into|mis(?:e|ent)|pari(?:e|ent))\b[^.:;]{0,12}"
    r"\b(?:this|one|the same|cette|une|la meme)\b[^.:;]{0,40}\b(?:start-?up|company|firm|jeune pousse|entreprise)\b"
)


_OF_USE = (
    "as much", "as often", "as many", "more than", "more often", "autant qu", "souvent que", "plus que", "davantage",
)  # fmt: skip
_OF_GROUPS = ("alliance", "coalition", "consortium", "forum", "group", "task force", "lobby")
_OF_BRINGING = ("bring", "amener", "porter", "spread", "diffuser")
_OF_FIRMS = ("startup", "start-up", "company", "firm", "jeune pousse", "entreprise")
_OF_HASTE = ("speed", "acceler", "hasten", "quicken", "step", "intensif")


def nothing_new(reading: Reading) -> str | None:
    """What the headline tells of instead of a launch, if it does; asked only where there is a sign of one."""
    if not reading.instead:
        title = reading.title
        reading.instead.append(_instead(title.folded) if title.field == "headline" else None)
    return reading.instead[0]


def _instead(folded: str) -> str | None:
    if folded.startswith(("how ", "comment ")) and _BUILT.match(folded):
        return "how it was built"
    if says_any(folded, _OF_USE) and _USED.search(folded):
        return "how much it is used"
    if says_any(folded, _OF_GROUPS) and _GROUPED.search(folded):
        return "a group of firms"
    if says_any(folded, _OF_BRINGING) and _PAID_FOR.search(folded):
        return "money for a place"
    if says_any(folded, _OF_FIRMS) and _BACKED.search(folded):
        return "money for a firm"
    if says_any(folded, _OF_HASTE) and _HURRIED.search(folded):
        return "only faster than before"
    return None
