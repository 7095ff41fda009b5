"""From units to clauses, and what deals and launches both ask of them.

Cutting: clauses, pieces. Who stands where: parties, phrases, founders, acting, namesakes. How sure: status, hedging,
negation. Sums and their parts: figures, prices. An article as a whole: reading, speaking, tails, telling, voices. What
a clause claims of money: claims.
"""
