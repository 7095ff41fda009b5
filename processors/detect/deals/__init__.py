"""Money that goes into AI: claims of clauses (frames/) and of headlines' layout, judged; then the facts.

Without a verb: headings, juxtaposed, juxtaposed_capacity, debts, below, receivers. Judged: judged, weighing, sizing,
sparing, retelling, doubts, settled. Facts: facts, values, sides, apposed, nouns_told, headlined, completing, givers,
orphans, worths.
"""
