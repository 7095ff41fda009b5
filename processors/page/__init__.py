"""What stage `extract` (processors/extract.py) reads out of a page, a part a module.

From bytes to a tree: text, tree. What the page says of itself: metadata, jsonld, dates, months, language, links. The
article's text: body. What stands before it: problems.
"""
