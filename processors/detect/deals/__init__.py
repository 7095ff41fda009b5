"""Money that goes into AI: claims of clauses (frames/) and of headlines' layout, judged; then the facts.

Without a verb: headings, headings_sites, juxtaposed, juxtaposed_capacity, debts, below, receivers. Judged: judged,
weighing, of_ai, sizing, sparing, retelling, doubts, misread, misread_sums. Facts: facts, one_deal, values, ordering,
sides, apposed, described, nouns_told, bynames, headlined, reported, completing, givers, all_givers, orphans, worths;
what is paid again and again: rates, costs_told.
"""
