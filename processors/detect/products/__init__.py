"""Facts of launches: what is launched, how far its name goes, its version, availability and date.

Facts: facts, plans, availability, earlier, dated, written; whose: organisations, unrivalled; of several: told_twice,
foremost.
Which product: names, naming, first_named, renamed. A name given beside: called, beside, named_below, quotes; behind
`Introducing`: staged; before hosts and engines: beneath. Of an old product: gains (what it gains), hosts, placed (what
is put in it), grown (what it newly is). How far the name goes: extents, headings, hyphens, whom, name_runs. The last
look: settled, rightly (in_place, edges), exactly.
"""
