"""Places: toponyms in the text, and the places that figures and events hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal["country", "admin1", "admin2", "city", "facility", "area"]
PlaceBasis = Literal["stated in the clause", "carried over within the paragraph", "stated of the same figure", "the situation's"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened.

    Attributes:
        name: Today's English name in the gazetteer, else the words of the text.
        geonameid: GeoNames id, null where the gazetteer has none.
        country: ISO 3166-1 alpha-2 code, null where unknown.
        kind: What sort of place; it tells how exact the point is.
        lat: Latitude of its point, degrees north, WGS 84.
        lon: Longitude, degrees east.
        basis: How far from the words of the figure or event the place was named.
    """

    name: str
    geonameid: int | None
    country: str | None
    kind: PlaceKind
    lat: float | None
    lon: float | None
    basis: PlaceBasis


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in the text, with the place that it was taken to mean.

    Attributes:
        quote: The words.
        start: Offset of the first character.
        end: Offset after the last.
        name: Name in the gazetteer, else the words of the text.
        geonameid: GeoNames id; null for facilities and unknown names.
        country: ISO 3166-1 alpha-2 code, null where unknown.
        kind: What sort of place.
        lat: Latitude of its point; null where unresolved.
        lon: Longitude of its point.
        why: Why this candidate and no other, or why none.
        admin1: GeoNames first-order division code (`KZ.17`), for telling what lies in what.
        role: `place`, or `metonym` (a government called by its capital), `demonym` (Kazakh), or `part of a name`;
            only `place` can be where something happened.
    """

    quote: str
    start: int
    end: int
    name: str
    geonameid: int | None
    country: str | None
    kind: PlaceKind
    lat: float | None
    lon: float | None
    why: str
    admin1: str | None = None
    role: Literal["place", "metonym", "demonym", "part of a name"] = "place"
