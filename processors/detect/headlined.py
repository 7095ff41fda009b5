"""What the headline names for a deal that is told below it without a name."""

from __future__ import annotations

from processors.detect.claims import Claim
from processors.detect.reading import Reading
from processors.detect.unit import Unit


def headline_firm(claim: Claim, reading: Reading) -> Unit | None:
    """The one firm that the headline names, where a round is told below without a name (`It raised …`)."""
    if claim.text is reading.title or claim.kind not in ("round", "valued", "stake"):
        return None
    units = [u for s in reading.title.sentences[:2] for u in s.units]
    firms = [u for u in units if u.name and u.name.kind == "company" and u.name.company.level == "ai"]
    firms = firms or [u for u in units if u.proper]
    return firms[0] if len({u.low for u in firms}) == 1 else None
