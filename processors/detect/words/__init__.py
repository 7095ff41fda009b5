"""From characters to units: rules, names, sums, verbs and cues found in one pass.

Rules: model, inflect and inflect_more, lexicon, entities, load, files, amiss (what is wrong, and where); vetoes by
pattern: patterns, expressions. Sums: money, currencies, number_words, vast. Names nobody listed: modelnames, propers.
What a text is made of: text, spans, units, unit; what is none where it stands: unverb, guarding. Articles, possessives
and the like, which every list of small words is composed of: closed_classes; words that several frames of money ask
for: of_money.
"""
