"""Names of places, with the places that they mean.

    spot -> read -> choose -> Toponym

`spotting` finds names by the gazetteer; `reading` tells places from people, governments and parts of other names by the
sentence; `choosing` picks one of many places of a name by the whole text. Facilities take the point of the place that they are
named after or that stands beside them. docs/places.md has the rules with examples.
"""

from __future__ import annotations

from typing import Literal

from reportedly.extract.toponyms.choosing import Choice, choose
from reportedly.extract.toponyms.outlet import home
from reportedly.extract.toponyms.reading import Reading, read_all
from reportedly.extract.toponyms.spotting import spot
from reportedly.model.place import PlaceKind, Toponym
from reportedly.syntax.tree import ParsedText

ROLES: dict[str, Literal["place", "metonym", "demonym", "part of a name"]] = {
    "metonym": "metonym",
    "demonym": "demonym",
    "part of a name": "part of a name",
}


def find_places(parsed: ParsedText, outlet: str | None = None) -> tuple[Toponym, ...]:
    """All toponyms in the text, in order."""
    readings = tuple(reading for reading in read_all(parsed, spot(parsed)) if reading.role not in {"person", "word"})
    choices = choose(parsed, readings, home(outlet))
    return tuple(_toponym(parsed, reading, choice) for reading, choice in zip(readings, choices, strict=True))


def _toponym(parsed: ParsedText, reading: Reading, choice: Choice) -> Toponym:
    row, quote = choice.row, parsed.text[reading.start : reading.end]
    if row is None:
        return Toponym(quote, reading.start, reading.end, quote, None, None, "city", None, None, choice.why)
    if reading.role in {"facility", "nature"}:
        kind: PlaceKind = "facility" if reading.role == "facility" else "area"
        return Toponym(
            quote,
            reading.start,
            reading.end,
            quote,
            None,
            row.country,
            kind,
            row.lat,
            row.lon,
            f"{reading.rule}; the point of {row.name}",
            row.admin1,
        )
    role = ROLES.get(reading.role, "place")
    return Toponym(
        quote, reading.start, reading.end, row.name, row.id, row.country, row.kind, row.lat, row.lon, choice.why, row.admin1, role
    )
