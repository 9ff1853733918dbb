"""Names of places, with the places that they mean.

    spot -> read -> choose -> Toponym

`spotting` finds names by the gazetteer; `reading` tells places from people, governments and parts of other names by the
sentence; `choosing` picks one of many places of a name by the whole text; `facilities` finds the town that an airport is in.
docs/places.md has the rules with examples.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from reportedly.extract.toponyms.chains import is_inside_next
from reportedly.extract.toponyms.choosing import Choice, choose
from reportedly.extract.toponyms.facilities import Towns, place_beside, towns_of
from reportedly.extract.toponyms.lexicon import lexicon
from reportedly.extract.toponyms.outlet import home
from reportedly.extract.toponyms.reading import Reading, read_all
from reportedly.extract.toponyms.spotting import spot
from reportedly.gazetteer.lookup import PlaceRow
from reportedly.model.place import PlaceKind, Toponym
from reportedly.syntax.tree import ParsedText

Kept = Literal["place", "metonym", "demonym", "part of a name"]
ROLES: dict[str, Kept] = {"metonym": "metonym", "demonym": "demonym", "part of a name": "part of a name"}
ORDER: tuple[PlaceKind, ...] = ("city", "admin2", "admin1", "area", "country", "facility")
AREA = frozenset({"area"})  # what a peninsula is, and a valley
KINDS_OF_ENTITIES: dict[str, PlaceKind] = {"FAC": "facility", "LOC": "area", "GPE": "city"}


def find_places(parsed: ParsedText, outlet: str | None = None) -> tuple[Toponym, ...]:
    """All toponyms in the text, in order."""
    at_home = home(outlet)
    spots, shouted = spot(parsed)
    readings = read_all(parsed, spots, shouted, at_home)
    choices = choose(parsed, readings, at_home)
    towns = towns_of(readings, choices)
    found = []
    for index, (reading, choice) in enumerate(zip(readings, choices, strict=True)):
        around = _around(parsed, readings, choices, index) if choice.row is None else None
        found.append(_toponym(parsed, towns, reading, choice, around))
    return tuple(found)


def _around(parsed: ParsedText, readings: tuple[Reading, ...], choices: tuple[Choice, ...], index: int) -> PlaceRow | None:
    """The place that a name is said to lie in: behind it, or by an adjective before it ("the Haitian town of Qwyz")."""
    if is_inside_next(parsed, readings, index):
        return choices[index + 1].row
    if index and readings[index - 1].role == "demonym":
        between = parsed.text[readings[index - 1].end : readings[index].start].split()
        if between[-1:] == ["of"] and len(between) == 2 and between[0] in lexicon().kinds:
            return choices[index - 1].row
    return None


def _toponym(parsed: ParsedText, towns: Towns, reading: Reading, choice: Choice, around: PlaceRow | None) -> Toponym:
    """The toponym of a reading; a place that the gazetteer does not know has the country and region of the place around it."""
    quote, row = parsed.text[reading.start : reading.end], choice.row
    kind = _kind_of_unknown(parsed, reading) if row is None else row.kind
    if reading.role == "facility" or (row is None and kind == "facility"):
        beside, why = place_beside(parsed, towns, reading, row)
        toponym = _unlisted(reading, quote, "facility", Choice(beside, f"{reading.rule}; {why}"))
        return replace(toponym, name=_todays_name(parsed, reading, row)) if row is not None and beside is row else toponym
    if reading.role == "nature":
        return _unlisted(reading, quote, "area", Choice(row, reading.rule))
    if row is None:
        why = choice.why or "not in the gazetteer"
        country, region = (around.country, around.admin1) if around is not None else (towns.country, None)
        return Toponym(quote, reading.start, reading.end, quote, None, country, kind, None, None, why, region)
    if reading.role == "place" and reading.kinds == AREA and row.kind != "area":
        return _unlisted(reading, quote, "area", Choice(row, f"{choice.why}; at the point of {row.name}"))
    role: Kept = ROLES.get(reading.role, "place")
    return Toponym(
        quote, reading.start, reading.end, row.name, row.id, row.country, row.kind, row.lat, row.lon, choice.why, row.admin1, role
    )


def _todays_name(parsed: ParsedText, reading: Reading, town: PlaceRow) -> str:
    """The words of a facility with its town's name of today: "Alma-Ata airport" is Almaty airport."""
    named = parsed.tokens[reading.spotted.last - 1].end
    starts = parsed.tokens[reading.spotted.first].start == reading.start
    return town.name + parsed.text[named : reading.end] if starts else parsed.text[reading.start : reading.end]


def _unlisted(reading: Reading, quote: str, kind: PlaceKind, choice: Choice) -> Toponym:
    """A thing that the gazetteer does not list, at the point of the place that it is in."""
    row = choice.row
    if row is None:
        return Toponym(quote, reading.start, reading.end, quote, None, None, kind, None, None, choice.why)
    return Toponym(quote, reading.start, reading.end, quote, None, row.country, kind, row.lat, row.lon, choice.why, row.admin1)


def _kind_of_unknown(parsed: ParsedText, reading: Reading) -> PlaceKind:
    """What sort of place an unknown name tells of, by its last word, else by the parser's entity."""
    final = parsed.tokens[reading.last - 1]
    kinds = lexicon().kinds.get(final.lower) or reading.kinds
    if kinds:
        return next(kind for kind in ORDER if kind in kinds)
    return KINDS_OF_ENTITIES.get(parsed.tokens[reading.spotted.last - 1].ent, "city")
