"""Launches in words that no frame knows: forms of headlines, each just above the bar, silenced by any veto.

All forms, one after another: net; what each asks of its text: newly; a veto that is its own word: own_words.
What a product does or gets: acts (no news: ill_done), tasks, parts, roles, ambitions, priced, gaining, bettered,
renewals, moving, reaching, offered, hosts. What a firm does, and with what: makers, means, armed, answering, entering,
events, voiced. What a reader can do now: reader, by_ai, works, unlocked.
By a name that no rule knows: byname, newcomers. Without a verb: verbless, headed, topics, headlined, named_only.
By how many novelties there are: novelties.
By the sentence below the headline: lead, told_below, owned_below, told_of_use, taken_up.
"""
