"""A second opinion on what the rules would tell: traits (what it is made of), opinion (how likely that is right);
outright (what is told with a doubt, and not refused).

It sees the rules' own findings alone, no words: rule, parties, cues, verbs and vetoes by where they stand. Its weights
are data (rules/second-opinion.yml), learned from labelled rows by `newswatch rules learn` (ADR 21).
"""
