"""Whom and what the rules' files name: companies, people and products, each under all of its names."""

from __future__ import annotations

from collections.abc import Iterable

from processors.detect.words.lexicon import Entity
from processors.detect.words.model import Company, Names, Product, Products
from processors.detect.words.text import fold


def entities_of(
    companies: Iterable[Company],
    names: Iterable[Names],
    products: Iterable[Product],
    families: Iterable[Products],
) -> tuple[dict[str, Company], list[tuple[str, Entity]]]:
    """Companies by id, and every alias with what it names. Raises KeyError for a product's unknown company (amiss)."""
    by_id = {company.id: company for company in companies}
    found: list[tuple[str, Entity]] = []
    for listed in names:
        for line in listed.names:
            name, *aliases = (part.strip() for part in line.split(" = "))
            key = "-".join(fold(name).split())
            if key not in by_id:
                by_id[key] = Company.model_construct(
                    id=key,
                    name=name,
                    aliases=tuple(aliases),
                    level=listed.level,
                    ai=listed.ai,
                    people=(),
                    parent=None,
                    guests=False,
                    sites=(),
                    shown=None,
                    known_as=(),
                    sells=listed.sells,
                    lets=listed.lets,
                    disable=False,
                )
    for company in by_id.values():
        entity = Entity(company.name, "company", company, ai=company.ai == "core")
        found += [(alias, entity) for alias in company.names]
        found += [(person, Entity(person, "person", company)) for person in company.people]
    for product in products:
        entity = Entity(product.name, "product", by_id[product.company], product.ai, product.ambiguous)
        found += [(alias, entity) for alias in (product.name, *product.aliases)]
    for family in families:
        company = by_id[family.company]
        for line in family.names:
            name, *aliases = (part.strip() for part in line.split(" = "))
            entity = Entity(name, "product", company, family.ai, family.ambiguous)
            found += [(alias, entity) for alias in (name, *aliases)]
    return by_id, found
