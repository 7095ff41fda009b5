"""What verbs and nouns of money ask for: who gives, who receives, how much. One module a family of verbs.

Giving: investing, supporting, stakes, backers. Raising: raising, raisers; none of it: no_rounds. Buying: buying,
firms_bought, teams, bought, paying; selling, merging. What a firm is worth: worth. Infrastructure: capacity. Compute
that two sign for: allying, sellers. Told by a noun: nouns, nouns_bought, nouns_invested, nouns_round, nouns_capacity.
"""
