"""A watched company ships AI: signs in clauses and titles, the wide net behind them (wide/), and the decision.

Signs of verbs: verbs, launching, passives, arrivals, abilities, subjects, landing, widened, planned. Of nouns and
titles: newness, titles, launch_nouns, press_names; of a vendor's own titles: introducing, own_titles, own_forms,
own_features, own_stages, own_slogans, logged.
Whose, what: signs, objects, object_found, object_words, between, owners, launchers, venues.
Against: said, things, idioms, likened, reported, senses, possessions, aims, affairs, outcomes, customers, accounts,
of_ai, how_told (subordinate, asked, only below), weighing. Decided: decide; told all the same: plainly (below a
headline that names nobody), beside (a deal), announced (a firm says that it would), work (a veto's word in what the
thing does).
"""
