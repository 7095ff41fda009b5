"""What stage `extract` (processors/extract.py) reads out of a page, a part a module.

From bytes to a tree: text, tree. What the page says of itself: metadata, jsonld, titles, language, links; dates,
months, zones, beside. The article's text: body, data (of scripts alone), pointers. What stands before it: problems.
"""
