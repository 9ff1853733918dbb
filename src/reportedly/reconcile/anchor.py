"""Where a situation is, and whether a figure's place is all of it or a part.

The *anchor* is the place that most figures of the situation name: a country, or a place within one. Figures there, in what it
lies in, or of no place cover the whole; so do streets and schools that no map has, where the anchor is a town.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.model.place import Place
from reportedly.reconcile.claims import Claim, Digest

NEAR = 60.0  # km: places of one city
LEAD = 0.6  # share of the figures with a place below the country that one must have to be the anchor
EARTH = 12742  # km, the diameter


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of a situation: a country, or a place within one."""

    name: str
    country: str | None
    place: Place | None
    region: str | None


def find_anchor(reports: Sequence[Digest]) -> Anchor | None:
    """The place that the situation's figures are about."""
    places = [(claim.figure.place, claim.region) for report in reports for claim in report.claims if claim.figure.place]
    if not places:
        return None
    country = _commonest(place.country for place, _ in places)
    inside = [(place, region) for place, region in places if place.country in (country, None) and place.kind != "country"]
    whole = next((place for place, _ in places if place.country == country and place.kind == "country"), None)
    national = sum(1 for place, _ in places if place.country == country and place.kind == "country")
    if inside:
        name = _commonest(place.name for place, _ in inside if place.geonameid) or _commonest(place.name for place, _ in inside)
        top, region = next((place, region) for place, region in inside if place.name == name)
        near = sum(1 for place, _ in inside if place.name == name or _near(place, top) or _is_unmapped(place))
        if near > national and near >= LEAD * len(inside):
            return Anchor(top.name, country, top, region)
    return Anchor(whole.name if whole else (country or ""), country, None, None)


def scope_place(claim: Claim, anchor: Anchor | None) -> tuple[str, list[str]]:
    """The place that narrows a claim, empty where it covers the whole situation; and why."""
    place = claim.figure.place
    if place is None:
        return "", ["no place of its own: the situation's"]
    if anchor is None:
        return place.name, []
    if _is_unmapped(place) and anchor.place is not None:
        return "", [f"{place.name} is taken to be in {anchor.name}"]
    if place.country not in (anchor.country, None):
        return place.name, [f"in {place.name}, not in {anchor.name}"]
    if place.kind == "country" or place.name == anchor.name:
        return "", [f"in {place.name}"]
    is_region = place.kind == "admin1" and claim.region == anchor.region
    if anchor.place is not None and (is_region or _near(place, anchor.place)):
        return "", [f"{place.name} belongs to {anchor.name}"]
    return place.name, [f"in {place.name}, a part of {anchor.name}"]


def _is_unmapped(place: Place) -> bool:
    """Whether a place is a street, a school or the like that no map here has: it lies in the town that the reports are about."""
    return place.kind in ("facility", "area") and place.geonameid is None


def _near(one: Place, other: Place) -> bool:
    """Whether two places are within a city of each other, by their points or, without, by name."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.name == other.name
    if "admin1" in (one.kind, other.kind):
        return one.name == other.name
    lat1, lon1, lat2, lon2 = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return EARTH * math.asin(math.sqrt(chord)) <= NEAR


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
