"""Where a situation is, and whether a figure's place is all of it or a part.

The *anchor* is the place that most figures of the situation name: a country, or a place within one. Figures there, in what it
lies in, or of no place cover the whole; so do streets and schools that no map has, where the anchor is a town.

A place is *set apart* where a report gives a smaller amount for it than for another place, or for none: "73 have died, 39 of them in
Wajima". What figures say of it is of a part, and it is not the anchor, however often it is named.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportedly.gazetteer.lookup import country_name
from reportedly.model.place import Place
from reportedly.reconcile.claims import Claim, Digest

NEAR = 60.0  # km: places of one city
FAR = 200.0  # km: no street or airport so far from a town or region lies in it
LEAD = 0.6  # share of the figures with a place below the country that one must have to be the anchor
EARTH = 12742  # km, the diameter
TOWNS = frozenset({"city", "admin2"})
WITHIN = frozenset({"city", "admin2", "admin1"})  # kinds of places that may be a part of what a situation is about


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of a situation: a country, or a place within one; and the names of places that are set apart from it."""

    name: str
    country: str | None
    place: Place | None
    region: str | None
    apart: frozenset[str] = frozenset()


def find_anchor(reports: Sequence[Digest]) -> Anchor | None:
    """The place that the situation's figures are about; not one of those set apart, as long as there is any other."""
    places = [(claim.figure.place, claim.region) for report in reports for claim in report.claims if claim.figure.place]
    first = _most_named(places)
    if first is None or not (apart := _set_apart(reports, first)):
        return first
    others = _most_named([(place, region) for place, region in places if place.name not in apart]) or first
    counts = Counter(place.name for place, _ in places)
    if others.place is not None and others.place.kind in TOWNS and counts[others.name] <= max(counts[name] for name in apart):
        others = _nation([place for place, _ in places], others.country)  # a town that is named in passing
    return replace(others, apart=apart - {others.name})


def _most_named(places: Sequence[tuple[Place, str | None]]) -> Anchor | None:
    """The place that most of some figures name, each with its region."""
    if not places:
        return None
    country = _commonest(place.country for place, _ in places)
    nation = _nation([place for place, _ in places], country)
    inside = [(place, region) for place, region in places if place.country in (country, None) and place.kind != "country"]
    national = sum(1 for place, _ in places if place.country == country and place.kind == "country")
    if inside:
        name = _commonest(place.name for place, _ in inside if place.geonameid) or _commonest(place.name for place, _ in inside)
        top, region = next((place, region) for place, region in inside if place.name == name)
        near = sum(1 for place, _ in inside if place.name == name or _near(place, top) or _is_unmapped(place))
        if near > national and near >= LEAD * len(inside):
            return Anchor(top.name, country, top, region)
    return nation


def _nation(places: Sequence[Place], country: str | None) -> Anchor:
    """A country as an anchor, by the name that the figures have for it."""
    whole = next((place for place in places if place.country == country and place.kind == "country"), None)
    return Anchor(whole.name if whole else _called(country), country, None, None)


def _set_apart(reports: Sequence[Digest], anchor: Anchor) -> frozenset[str]:
    """Names of places for which a report gives less than for another or none; of the anchor two reports must do so."""
    doing: dict[str, set[str]] = {}
    for report in reports:
        for one in filter(_is_comparable, report.claims):
            place = one.figure.place
            if place is not None and place.kind in WITHIN and any(_is_less(one, other) for other in filter(_is_comparable, report.claims)):
                doing.setdefault(place.name, set()).add(report.id)
    return frozenset(name for name, by in doing.items() if len(by) > 1 or name != anchor.name)


def _is_comparable(claim: Claim) -> bool:
    """Whether a claim is a count of people of the present, as it stands."""
    figure = claim.figure
    since = figure.when is not None and (figure.when.first is None or figure.when.last is None)
    present = figure.previous_of is None and figure.scope != "increment" and not since
    return present and figure.unit == "people" and figure.status not in {"denied", "retracted"} and figure.number is not None


def _is_less(one: Claim, other: Claim) -> bool:
    """Whether one voice counts fewer for a place than for another place, or for none."""
    here, there = one.figure, other.figure
    voices = {one.source, other.source} - {None}
    elsewhere = there.place is None or (here.place is not None and there.place.name != here.place.name)
    return here.measure == there.measure and len(voices) < 2 and elsewhere and (here.number or 0) < (there.number or 0)


def scope_place(claim: Claim, anchor: Anchor | None) -> tuple[str, list[str]]:
    """The place that narrows a claim, empty where it covers the whole situation; and why."""
    place = claim.figure.place
    if place is None:
        return "", ["no place of its own: the situation's"]
    if anchor is None:
        return place.name, []
    if place.name in anchor.apart:
        return place.name, [f"in {place.name}, which a report sets apart"]
    if _is_unmapped(place) and anchor.place is not None and not _apart(place, anchor.place) > FAR:
        return "", [f"{place.name} is taken to be in {anchor.name}"]
    if place.country not in (anchor.country, None):
        return place.name, [f"in {place.name}, not in {anchor.name}"]
    if place.kind == "country" or place.name == anchor.name:
        return "", [f"in {place.name}"]
    is_region = place.kind == "admin1" and claim.region == anchor.region
    if anchor.place is not None and (is_region or _near(place, anchor.place)):
        return "", [f"{place.name} belongs to {anchor.name}"]
    return place.name, [f"in {place.name}, a part of {anchor.name}"]


def _called(country: str | None) -> str:
    """The name of a country that no figure's place is: its reports name places within it alone."""
    return (country_name(country) or country) if country else ""


def _is_unmapped(place: Place) -> bool:
    """Whether a place is a street, a school or the like that no map here has: it lies in the town that the reports are about."""
    return place.kind in ("facility", "area") and place.geonameid is None


def _near(one: Place, other: Place) -> bool:
    """Whether two places are within a city of each other, by their points or, without, by name."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.name == other.name
    if "admin1" in (one.kind, other.kind):
        return one.name == other.name
    return _apart(one, other) <= NEAR


def _apart(one: Place, other: Place) -> float:
    """Kilometres between two places; 0 where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    lat1, lon1, lat2, lon2 = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return EARTH * math.asin(math.sqrt(chord))


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
