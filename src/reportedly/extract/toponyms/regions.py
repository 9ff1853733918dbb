"""Regions that a text names by their towns: "Belgorod region" where the gazetteer has Belgorod, and the Belgorodskaya Oblast around it.

A word for a sort of place allows the candidates of that sort. Where the gazetteer has none of that name, the region that the town of the
name lies in is meant, if it is called after it; else a district, for what one country calls a governorate another counts as one.
"""

from __future__ import annotations

from reportedly.gazetteer.lookup import PlaceRow, region
from reportedly.gazetteer.names import key
from reportedly.model.place import PlaceKind

STEM = 4  # letters that the names of a town and of its region share


def allowed(rows: tuple[PlaceRow, ...], ranks: tuple[PlaceKind, ...]) -> tuple[PlaceRow, ...]:
    """The candidates of a name that a word for a sort of place allows; none where the gazetteer has no such place.

    Args:
        rows: The places that bear the name.
        ranks: The kinds of place so called, the likeliest first: of two in one country, the likelier is meant.
    """
    placed = [row for row in rows if row.lat is not None and row.kind in ranks]
    best: dict[str | None, int] = {}
    for row in placed:
        best[row.country] = min(best.get(row.country, len(ranks)), ranks.index(row.kind))
    found = tuple(row for row in placed if ranks.index(row.kind) == best[row.country])
    if not found and "admin1" in ranks:
        found = regions_called_after(rows) or tuple(row for row in rows if row.kind == "admin2" and row.lat is not None)
    return found


def regions_called_after(rows: tuple[PlaceRow, ...]) -> tuple[PlaceRow, ...]:
    """The first-order regions that towns of a name lie in and have given their names."""
    around = ((row, region(row.admin1)) for row in rows if row.kind == "city" and row.admin1)
    found = {each.admin1: each for row, each in around if each is not None and each.lat is not None and _stem(each) == _stem(row)}
    return tuple(found.values())


def _stem(row: PlaceRow) -> str:
    return key(row.name)[:STEM]
