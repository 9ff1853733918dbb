"""A map of what was said to be where, sized to the situation.

What is not known is drawn as not known: a claim about a country shades the country, one about a region or a district a soft disc
around its towns, and only a town or a site is a point. Countries are drawn to find one's way (Natural Earth). The map is the plain one of
latitude and longitude, narrowed to be true in its middle; that holds well for a country and roughly for a continent. A place far
from where most was said is named under the map and does not shrink it. `data-place` joins a mark to those of the timeline.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, radians

from reportedly.gazetteer.shapes import Box, Ring, Shape, reach, shape, shapes
from reportedly.present.pictures.places import EXACTNESS, Spot
from reportedly.present.pictures.svg import COLOURS, INK, LINE, PAPER, SOFT, SUNK, Svg, join, label, mark, picture, tag, width_of

Link = Callable[[Spot], str | None]

WIDTH, TALLEST, LOWEST = 760.0, 460.0, 220.0
DRAWN = 120  # places
_ROW = 16.0
_COVERED = 0.9  # of what was said lies within the frame
_LEAST = 1.2  # degrees that a map is high at the least
_AREA = COLOURS[0]
_DISC = {"admin1": 1.0, "admin2": 0.35, "area": 2.0}  # degrees of latitude, where towns do not tell


@dataclass(frozen=True, slots=True)
class View:
    """From degrees to places on the picture.

    Attributes:
        west: Western edge, in degrees.
        north: Northern edge.
        wide: Units of the picture to a degree of longitude.
        high: Units to a degree of latitude.
        height: Of the picture.
    """

    west: float
    north: float
    wide: float
    high: float
    height: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point stands; a map across the date line takes longitudes on from 180."""
        span = WIDTH / self.wide
        while lon < self.west - max(0.0, (360 - span) / 2):
            lon += 360
        return (lon - self.west) * self.wide, (self.north - lat) * self.high


def map_of(places: Sequence[Spot], link: Link | None = None) -> str:
    """A map of places, each leading to what was said of it.

    Args:
        places: The places, most told of first (`places.spots`).
        link: Where a mark leads; to `#place-...` if left out.
    """
    link = link or (lambda spot: f"#{spot.key}")
    known = [spot for spot in places if _box(spot)][:DRAWN]
    inside = _inside(known)
    notes = _notes(places, known, inside)
    if not inside:
        return picture(
            WIDTH, 30 + _ROW * len(notes), "Map: no place to draw", *(label(note, 8, 22 + _ROW * at) for at, note in enumerate(notes))
        )
    view = _view([box for spot in inside if (box := _box(spot))])
    told = {spot.place.country for spot in inside if spot.place.kind == "country"}
    ground = [_country(each, view, False) for each in shapes() if each.code not in told]
    areas = sorted(inside, key=lambda spot: -_size(spot))
    marks = [_mark(spot, view, link) for spot in areas]
    sheet = tag(
        "svg", tag("rect", width=WIDTH, height=view.height, fill=SUNK), tag("g", *ground, aria_hidden="true"), *marks, _names(inside, view),
        width=WIDTH, height=view.height, viewBox=f"0 0 {WIDTH:.0f} {view.height:.0f}", overflow="hidden",
    )  # fmt: skip
    foot = [label(note, 8, view.height + 18 + _ROW * at) for at, note in enumerate(notes)]
    return picture(WIDTH, view.height + 10 + _ROW * len(notes), f"Map of {len(inside)} places", sheet, *foot)


def say_spot(spot: Spot) -> str:
    """The name of a mark."""
    counted = [
        f"{number:,} {noun}{'' if number == 1 else 's'}"
        for number, noun in ((spot.figures, "figure"), (len(spot.events), "event"))
        if number
    ]
    kinds = list(dict.fromkeys(each.what for each in spot.events))
    return f"{spot.place.name} ({EXACTNESS[spot.place.kind]}): {', '.join(counted)}" + (f": {'; '.join(kinds[:6])}" if kinds else "")


def _notes(places: Sequence[Spot], known: Sequence[Spot], inside: Sequence[Spot]) -> list[str]:
    notes = ["Shaded countries and discs: anywhere in there. Points: a town or a site."] if inside else []
    beyond = [spot.place.name for spot in known if spot not in inside]
    unknown = [spot.place.name for spot in places if not _box(spot)]
    for names, what in ((beyond, "Beyond the map"), (unknown, "No place in the gazetteer")):
        if names:
            more = f" and {len(names) - 5:,} more" if len(names) > 5 else ""
            notes.append(f"{what}: {', '.join(names[:5])}{more}."[:120])
    return notes if places else ["No report says where."]


def _box(spot: Spot) -> Box | None:
    """West, south, east and north of what is drawn of a place."""
    place = spot.place
    if place.kind == "country":
        found = shape(place.country or "")
        return found.box if found else None
    disc = _disc(spot)
    if disc is None:
        return None
    lat, lon, radius = disc
    wide = radius / max(0.2, cos(radians(lat)))
    return lon - wide, lat - radius, lon + wide, lat + radius


def _disc(spot: Spot) -> tuple[float, float, float] | None:
    """Middle and radius in degrees of latitude; a point has none."""
    place = spot.place
    if place.kind in ("admin1", "admin2") and place.geonameid is not None:
        found = reach(place.geonameid)
        if found is not None:
            return found.lat, found.lon, found.degrees
    if place.lat is None or place.lon is None:
        return None
    return place.lat, place.lon, _DISC.get(place.kind, 0.0)


def _size(spot: Spot) -> float:
    box = _box(spot)
    return 0.0 if box is None else 1e6 if spot.place.kind == "country" else box[3] - box[1]


def _inside(known: Sequence[Spot]) -> list[Spot]:
    """The places that the map is sized to: the most told of, until most of what was said lies within; then all that lie there too."""
    total, covered = sum(spot.weight for spot in known), 0
    core: list[Spot] = []
    for spot in known:
        if covered >= total * _COVERED and covered:
            break
        core.append(spot)
        covered += spot.weight
    boxes = [box for spot in core if (box := _box(spot))]
    if not boxes:
        return []
    west, south, east, north = _around(boxes)
    return [
        spot
        for spot in known
        if spot in core or ((box := _box(spot)) and west <= box[0] and box[2] <= east and south <= box[1] and box[3] <= north)
    ]


def _around(boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """The box around boxes; across the date line where that is narrower."""
    plain = (min(box[0] for box in boxes), max(box[2] for box in boxes))
    turned = [(box[0] % 360, box[0] % 360 + box[2] - box[0]) for box in boxes]
    other = (min(first for first, _ in turned), max(last for _, last in turned))
    west, east = other if other[1] - other[0] < plain[1] - plain[0] - 1 else plain
    return west, min(box[1] for box in boxes), east, max(box[3] for box in boxes)


def _view(boxes: Sequence[Box]) -> View:
    west, south, east, north = _around(boxes)
    margin = max(north - south, (east - west) / 2, _LEAST) * 0.08
    west, south, east, north = west - margin, max(-89.0, south - margin), east + margin, min(89.0, north + margin)
    squeeze = max(0.2, cos(radians((south + north) / 2)))
    high = min(WIDTH / ((east - west) * squeeze), TALLEST / (north - south), TALLEST / _LEAST)
    height = min(TALLEST, max(LOWEST, (north - south) * high))
    wide = high * squeeze
    middle, up = (west + east) / 2, (south + north) / 2
    return View(middle - WIDTH / wide / 2, up + height / high / 2, wide, high, height)


def _country(found: Shape, view: View, told: bool) -> Svg:
    """The outline of a country: shaded where something was said of it as a whole."""
    path = "".join(
        _path(ring, box, view, turn) for ring, box in zip(found.rings, found.boxes, strict=True) for turn in (-360.0, 0.0, 360.0)
    )
    if not path:
        return Svg("")
    if told:
        return join(
            tag("path", d=path, fill=PAPER, stroke=SOFT, stroke_width=1.2),
            tag("path", d=path, fill=_AREA, fill_opacity="0.22", stroke="none"),
        )
    return tag("path", d=path, fill=PAPER, stroke=LINE, stroke_width=1)


def _path(ring: Ring, box: Box, view: View, turn: float) -> str:
    """A ring on the picture, turned about the globe, without the points that nobody could see; empty where it lies outside."""
    west, south, east, north = box
    right, foot = view.west + WIDTH / view.wide, view.north - view.height / view.high
    if east + turn < view.west or west + turn > right or north < foot or south > view.north:
        return ""
    kept: list[tuple[float, float]] = []
    sides: list[int] = []
    for lon, lat in ring:
        x, y = (lon + turn - view.west) * view.wide, (view.north - lat) * view.high
        side = (x < -9) | (x > WIDTH + 9) << 1 | (y < -9) << 2 | (y > view.height + 9) << 3
        if len(kept) > 1 and side & sides[-1] & sides[-2]:  # all beyond one edge: the point between cannot be seen
            kept[-1], sides[-1] = (x, y), side
        elif not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 1.2:
            kept.append((x, y))
            sides.append(side)
    if len(kept) < 3:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z"


def _mark(spot: Spot, view: View, link: Link) -> Svg:
    found = shape(spot.place.country or "") if spot.place.kind == "country" else None
    if found is not None:
        parts = [_country(found, view, True)]
    else:
        lat, lon, radius = _disc(spot) or (0.0, 0.0, 0.0)
        x, y = view.at(lon, lat)
        if radius:
            parts = [
                tag(
                    "circle",
                    cx=x,
                    cy=y,
                    r=max(radius * view.high, 10),
                    fill=_AREA,
                    fill_opacity="0.25",
                    stroke=_AREA,
                    stroke_dasharray="4 3",
                )
            ]
        else:
            dot = min(4 + spot.weight**0.5, 10)
            parts = [
                tag("circle", cx=x, cy=y, r=max(dot, 12), fill=PAPER, fill_opacity="0"),
                tag("circle", cx=x, cy=y, r=dot, fill=_AREA, fill_opacity="0.9", stroke=PAPER, stroke_width=1.5),
            ]
    return mark(link(spot), say_spot(spot), *parts, data_place=spot.key)


def _names(inside: Sequence[Spot], view: View) -> Svg:
    """Names beside their marks, where there is room; a mark without one says its name when it is pointed at."""
    taken: list[tuple[float, float, float, float]] = []
    drawn = []
    for spot in inside:
        box = _box(spot)
        if box is None:
            continue
        country = spot.place.kind == "country"
        x, y = view.at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        size, wide = (13.0, width_of(spot.place.name, 13)) if country else (11.0, width_of(spot.place.name, 11))
        for dx, dy, anchor in (
            ((0, 4, "middle"), (0, 30, "middle")) if country else ((12, 4, "start"), (-12, 4, "end"), (0, -13, "middle"), (0, 22, "middle"))
        ):
            left = x + dx - {"middle": wide / 2, "start": 0, "end": wide}[anchor]
            at = (left, y + dy - size, left + wide, y + dy + 3)
            if at[0] < 2 or at[2] > WIDTH - 2 or any(at[0] < o[2] and o[0] < at[2] and at[1] < o[3] and o[1] < at[3] for o in taken):
                continue
            taken.append(at)
            drawn.append(
                label(
                    spot.place.name,
                    x + dx,
                    y + dy,
                    size=size,
                    anchor=anchor,
                    fill=SOFT if country else INK,
                    paint_order="stroke",
                    stroke=PAPER,
                    stroke_width=3,
                )
            )
            break
    return tag("g", *drawn, aria_hidden="true", pointer_events="none")
