"""How an article's text becomes labels and facts. Each room sees the ones before it alone:

words (units) → grammar (clauses) → deals | launches (claims and signs, judged) → products (launch facts) | second (how
likely it is right) | mentions (what is named anyway) | reasons (why a label or none) → assemble (one answer) → check
(the rules' own examples). Each room's first lines say which module answers which question, and name all of them.
"""
