"""Words of money that several frames ask for (cash, funds, holders), and which cues and frames tell of a deal."""

from __future__ import annotations

CASH = frozenset({"money", "cash", "capital", "funds", "fonds"})
FUNDS = frozenset({"fund", "funds", "fonds"})
HOLDERS = frozenset(
    {"investors", "shareholders", "backers", "employees", "investisseurs", "actionnaires", "salaries"}
)
PERCENT = frozenset({"%", "percent", "pct"})
UNICORN = frozenset({"unicorn", "unicorn status", "decacorn", "licorne", "statut de licorne"})
"""A firm by its worth."""

INTO = frozenset({"into", "in", "dans", "en"})
"""Behind a sum: what it is put into."""

DEAL_NOUNS = frozenset({"round", "acquisition_noun", "investment_noun", "stake_noun", "deal_noun"})
"""Cues of nouns that tell a deal."""
SPENT_ON = ("capex_noun", "deal_noun", "compute_noun")
"""Cues of what large sums pay for."""
DEAL_FRAMES = frozenset({"raise", "invest", "acquire", "acquired", "stake", "lead", "spend", "fund"})
"""Frames of verbs that move money by themselves."""
