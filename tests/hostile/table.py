"""The whole table: each row is what a site serves and what must become of it (tests/hostile/row.py)."""

from tests.hostile import lists, outputs, pages
from tests.hostile.row import Row

INPUT: list[Row] = [*lists.ROWS, *pages.HTTP, *pages.PAGES]
OUTPUT: list[Row] = outputs.ROWS
TABLE: dict[str, Row] = {row.number: row for row in (*INPUT, *OUTPUT)}
