"""What was learned from labelled rows has a say beside the rules (rules/second-opinion.yml, rules/wording.yml; by
`newswatch rules learn`).

A second opinion on what the rules would tell (ADR 21): traits (what it is made of), opinion (how likely that is right);
outright (what is told with a doubt, and not refused). It sees the rules' own findings alone, no words: rule, parties,
cues, verbs and vetoes by where they stand.

How launches are worded (ADR 22): wording (the phrases of an article, and how likely what is worded so is a launch),
worded (whose launch it is where no rule reads one).
"""
