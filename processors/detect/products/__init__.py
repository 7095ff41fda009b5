"""Facts of launches: what is launched, how far its name goes, its version, availability and date.

Facts: facts, plans, dated, written. The name: naming (which product), called, beside and named_below (a name given
beside), beneath (before hosts and engines), gains, placed and grown (what an old product gains, what is put in it,
what it newly is), extents, headings, hyphens and name_runs (how far it goes). The last look: rightly (in_place, edges),
exactly.
"""
