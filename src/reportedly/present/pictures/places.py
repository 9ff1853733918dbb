"""Where something was said to be, and how exactly that is known: what the map draws of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model.ledger import Series
from reportedly.model.place import Place
from reportedly.present.pictures.occurrences import Occurrence

EXACTNESS = {
    "country": "the country: anywhere in it",
    "admin1": "a region: anywhere in it",
    "admin2": "a district: anywhere in it",
    "area": "an area without a fixed border",
    "city": "a town",
    "facility": "a site",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with what was said of it.

    Attributes:
        key: The same on map and timeline.
        place: The place.
        events: What reports tell of there.
        figures: How many figures that count are of there.
    """

    key: str
    place: Place
    events: tuple[Occurrence, ...]
    figures: int

    @property
    def weight(self) -> int:
        """How much was said of it."""
        return len(self.events) + self.figures

    @property
    def is_placed(self) -> bool:
        """Whether it can be drawn at all."""
        return self.place.kind == "country" or (self.place.lat is not None and self.place.lon is not None)


def place_key(place: Place) -> str:
    """What identifies a place in a page; made of letters, digits and hyphens."""
    if place.geonameid is not None:
        return f"place-{place.geonameid}"
    return "place-" + "-".join("".join(char if char.isalnum() and char.isascii() else " " for char in place.name.lower()).split())[:60]


def spots(occurrences: Sequence[Occurrence], series: Sequence[Series] = ()) -> list[Spot]:
    """The places that events and figures that count are of, most told of first."""
    places: dict[str, Place] = {}
    events: dict[str, list[Occurrence]] = {}
    figures: dict[str, int] = {}
    for each in occurrences:
        if each.event.place is not None:
            key = place_key(each.event.place)
            places.setdefault(key, each.event.place)
            events.setdefault(key, []).append(each)
    for entry in (entry for one in series for entry in one.entries if entry.stands and entry.figure.place is not None):
        if entry.figure.place is not None:
            key = place_key(entry.figure.place)
            places.setdefault(key, entry.figure.place)
            figures[key] = figures.get(key, 0) + 1
    found = [Spot(key, place, tuple(events.get(key, ())), figures.get(key, 0)) for key, place in places.items()]
    return sorted(found, key=lambda spot: (-spot.weight, spot.place.name, spot.key))
