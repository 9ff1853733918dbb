"""What speaks for a candidate: a sum of a few terms, each of which can be named to a user.

Whatever the other names mean (`prior`):

- people: the logarithm of its population (the larger of two is meant more often); capitals and countries get a little more;
- own name: today's name before former, foreign and short ones; a town before the region or district that is called after it;
- neighbour names, same district: whether other names of the text *can* mean a place in the same region or district ("Richmond"
  and "Madison County" are both in Madison County, Kentucky, whatever else they are called);
- outlet: whether its domain names it, or its country.

By what the others mean now (`pull`):

- same country, same region: the share of the other places, of adjectives, and of words at home there ("sheriff") in the text;
- near: how close the nearest other place of the text is.
"""

from __future__ import annotations

import math

from reportedly.extract.toponyms.context import Context, telling
from reportedly.extract.toponyms.lexicon import lexicon
from reportedly.extract.toponyms.senses import Name
from reportedly.gazetteer.lookup import PlaceRow, contains

WEIGHTS = {
    "people": 1.0,
    "capital": 0.7,
    "country": 1.5,
    "other name": -2.5,
    "other name of a chief town": -1.0,
    "district by its bare name": -3.2,
    "district without its word": -1.0,
    "region by its bare name": -0.7,
    "region with a town of the name": -1.5,
    "default sense": 1.5,
    "neighbour names": 1.5,
    "same district": 1.0,
    "outlet's town": 3.0,
    "outlet's country": 1.5,
    "same country": 3.0,
    "same region": 2.5,
    "near": 2.0,
}
LARGE_PART = 0.1  # of a region's people: "Quebec" alone is the province
REASONS = {
    "same country": "the country of other places of the text",
    "same region": "the region of other places of the text",
    "same district": "the district of another name of the text",
    "near": "near another place of the text",
    "own name": "a country's name",
    "capital": "a capital",
    "default": "what the bare name means",
    "outlet": "at home with the outlet",
}
TELLING = 0.5  # a term of this size is named


def prior(row: PlaceRow, name: Name, context: Context) -> dict[str, float]:
    """The terms that do not change with what the other names mean."""
    terms = {"people": WEIGHTS["people"] * math.log10(max(row.population, 100)), "outlet": _outlet(row, context)}
    if row.kind == "country":
        return terms | {"own name": WEIGHTS["country"]}
    terms["own name"] = _own_name(row, name)
    terms["neighbour names"] = WEIGHTS["neighbour names"] * context.possible.neighbours(row)
    if row.admin2:
        beside = context.possible.districts[row.admin2] - telling(name)
        terms["same district"] = WEIGHTS["same district"] * min(1.0, max(0.0, beside))
    if row.kind in ("admin1", "admin2") and (town := _town_of_the_name(row, name)) is not None:
        little = row.primary and town.population < LARGE_PART * row.population
        terms["town"] = 0.0 if little else WEIGHTS["region with a town of the name"]
    if row.id in lexicon().senses:
        terms["default"] = WEIGHTS["default sense"]
    if row.capital:
        terms["capital"] = WEIGHTS["capital"]
    return terms


def pull(row: PlaceRow, name: Name, context: Context) -> dict[str, float]:
    """The terms that come from what the other names mean now."""
    terms = {"same country": WEIGHTS["same country"] * context.country_share(name, row.country)}
    if row.kind != "country":
        terms["same region"] = WEIGHTS["same region"] * context.region_share(name, row.admin1)
    if row.kind in ("city", "admin2"):
        terms["near"] = WEIGHTS["near"] * context.nearness(name, row) * (1.0 if row.primary else 0.5)
    return terms


def reason(name: Name, row: PlaceRow, terms: dict[str, float]) -> str:
    """The reason of a choice in words that a user reads."""
    told = [words for term, words in REASONS.items() if terms.get(term, 0.0) >= TELLING]
    if row.population == max(each.population for each in name.rows):
        told.insert(0, "the most people")
    within = "lies in the place named with it; " if name.contained else ""
    return f"{within}of {len(name.rows)} places of this name: " + (", ".join(told) or "the best score")


def _own_name(row: PlaceRow, name: Name) -> float:
    if row.primary:
        bare = row.kind == "admin2" and not name.kinds and " " not in row.name
        return WEIGHTS["district without its word"] if bare else 0.0
    if row.kind == "city" and any(each.kind == "admin1" and contains(each, row) for each in name.rows):
        return WEIGHTS["other name of a chief town"]
    return WEIGHTS[{"admin1": "region by its bare name", "admin2": "district by its bare name"}.get(row.kind, "other name")]


def _town_of_the_name(row: PlaceRow, name: Name) -> PlaceRow | None:
    """The town that a region is called after: "Almaty" alone is the city."""
    return next((town for town in name.rows if town.kind == "city" and (town.primary or not row.primary) and contains(row, town)), None)


def _outlet(row: PlaceRow, context: Context) -> float:
    """What the outlet's domain says: its country, or a town; which a general domain (.com) has in English-speaking countries."""
    own = context.home.country
    score = WEIGHTS["outlet's country"] if own is not None and row.country == own else 0.0
    if row.id in context.home_ids and (row.country in lexicon().anglophone if own is None else row.country == own):
        score += WEIGHTS["outlet's town"]
    return score
