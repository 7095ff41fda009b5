"""How alike two articles are: what stage `cluster` (processors/cluster.py) decides by. docs/adr/0006-stories.md.

An article's keys: told, keys, named, versions, parties, words, translations, kin, rare, amounts, figures, kinds, signs,
sign_table, credits. Made ready: vector. Compared: together (what speaks for one happening), apart (what against), by
days, copies, namesakes; weights, match. How strong what it is labelled by: strength.
"""
