"""Money that goes into AI: claims of clauses (frames/) and of headlines' layout, judged; then the facts.

All claims, one after another: judged. Without a verb of money: headings (headings_*), held, debts, below; the wide net:
juxtaposed (juxtaposed_money, juxtaposed_capacity), with receivers, in_passing. A pronoun's firm: stood_for.
Judged: weighing, by of_ai, sizing (who pays: known_backers), denied, doubts, misread, misread_sums, formerly; when a
veto does not bear: retelling, sparing. Said to be off or done: undone, ended, ended_words.
Facts: facts, values; which claims are one deal: one_deal, overruled, reported; its kind: kinds, stages.
Who stands where: sides, by ordering, heads, apposed, into_firms, nobodies, renters, suppliers, bynames, whole_names; a
target without a name: described, nouns_told, founders_told, headlined, unnamed_firms, named_after.
Who gives: investors, completing, bystanders; in all: all_givers, givers, leaders, standing_behind, beside_round, once.
Sums: orphans, worths, sums_beside; what is paid again and again: rates, costs_told.
"""
