"""From units to clauses, and what deals and launches both ask of them.

Cutting: clauses, pieces. Who stands where: parties, governing, phrases, founders, acting, namesakes. How sure: status,
hedging, negation; told of the past: history; of a whole text: refuted, bygone. What is told beside the news: asides.
Sums and their parts: figures, backing, prices. An article as a whole: reading, speaking, tails, telling, voices. What a
clause claims of money: claims. Words as evidence: quoting.
"""
