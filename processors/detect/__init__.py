"""How an article's text becomes labels and facts: words, units, clauses, frames, facts, decision."""
