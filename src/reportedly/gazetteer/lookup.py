"""Looking up names in the gazetteer: who bears a name, what lies in what, whose a demonym is.

Rows are typed and frozen; the file is opened read-only, once a process. An index of the fingerprints of all keys (a sorted
array of 32-bit numbers, about 3 MB) tells in a microsecond that a word is no name, so that a text can be scanned
without asking the file at each word. Areas of `ontology/areas.yaml` and abbreviations of countries are rows like any other.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from reportedly.gazetteer.build import OTHER, PRIMARY, path
from reportedly.gazetteer.names import fingerprint, key, loose_key
from reportedly.model.place import Place, PlaceKind, Toponym
from reportedly.ontology.load import load

AREA_WEIGHT = {True: 2_000_000, False: 50_000_000}  # people reckoned to an area of one country, and of many: a prior, no census
_COLUMNS = "place.id, place.name, kind, country, admin1, admin2, lat, lon, population, capital"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place of the gazetteer, as found under one of its names.

    Attributes:
        id: GeoNames id; null for areas of our own list.
        name: Today's English name.
        kind: What sort of place.
        country: ISO 3166-1 alpha-2 code.
        admin1: GeoNames code of the first-order region (`KZ.17`).
        admin2: GeoNames code of the second-order region.
        lat: Latitude of its point, degrees north.
        lon: Longitude, degrees east.
        population: People who live there.
        capital: Whether it is the capital of its country.
        primary: Whether the name asked for is its name of today, not a former, foreign or short one.
    """

    id: int | None
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int
    capital: bool
    primary: bool = True


@lru_cache(maxsize=20_000)
def candidates(name: str) -> tuple[PlaceRow, ...]:
    """All places that bear the name in any spelling, most populous first, then by id."""
    asked = key(name)
    asked = _spellings().get(asked, asked)
    if not asked:
        return ()
    own = _areas().get(asked, ())
    rows = _found(asked) if _in_index(asked) else ()
    if not rows and (loose := loose_key(asked)) and _in_index(loose):
        rows = _found(loose)
    regions = {row.country: row.name for row in own if row.country}
    rows = tuple(
        replace(row, name=regions[row.country], primary=True) if row.kind == "admin1" and row.country in regions else row for row in rows
    )
    known = {row.country for row in rows if row.kind in ("admin1", "country")}
    merged = (*rows, *(row for row in own if row.country is None or row.country not in known))
    return tuple(sorted(merged, key=lambda row: (-row.population, row.id or 0)))


@lru_cache(maxsize=4_000)
def place(geonameid: int) -> PlaceRow | None:
    """The place with that id."""
    row = _connection(os.getpid()).execute(f"SELECT {_COLUMNS}, {PRIMARY} FROM place WHERE id = ?", (geonameid,)).fetchone()  # noqa: S608
    return _row(row) if row else None


def is_known_key(name_key: str) -> bool:
    """Whether some place may bear the name with that key; wrong for one word in five thousand at most."""
    if name_key in _areas() or name_key in _spellings() or _in_index(name_key):
        return True
    loose = loose_key(name_key)
    return bool(loose) and _in_index(loose)


def is_place_name(name: str) -> bool:
    """Whether some place bears the name."""
    return bool(candidates(name))


def abbreviated(words: str) -> PlaceRow | None:
    """The country or area that is shortened so, in capitals (US, U.S., UAE, EU)."""
    return _abbreviations().get(words)


@cache
def _abbreviations() -> dict[str, PlaceRow | None]:
    found: dict[str, PlaceRow | None] = {}
    for code, entry in load("countries").items():
        found.update({name: country(code) for name in entry.get("names", ()) if _is_short(name)})
    for name, entry in load("areas").items():
        row = _area(name, entry)
        found.update({other: row for other in entry.get("names", ()) if _is_short(other)})
    return found


def _is_short(name: str) -> bool:
    return name.isupper() and sum(letter.isalpha() for letter in name) <= 4


@cache
def country(code: str) -> PlaceRow | None:
    """The country with that ISO 3166-1 alpha-2 code."""
    query = f"SELECT {_COLUMNS}, {PRIMARY} FROM place WHERE kind <> 'city' AND kind = 'country' AND country = ?"  # noqa: S608 - constants
    row = _connection(os.getpid()).execute(query, (code,)).fetchone()
    return _row(row) if row else None


@cache
def capital(code: str) -> PlaceRow | None:
    """The capital of the country with that ISO 3166-1 alpha-2 code."""
    query = f"SELECT {_COLUMNS}, {PRIMARY} FROM place WHERE capital = 1 AND country = ? ORDER BY id"  # noqa: S608 - constants
    row = _connection(os.getpid()).execute(query, (code,)).fetchone()
    return _row(row) if row else None


@cache
def region(code: str) -> PlaceRow | None:
    """The first-order region with that GeoNames code (`US.IL`)."""
    query = f"SELECT {_COLUMNS}, {PRIMARY} FROM place WHERE kind <> 'city' AND kind = 'admin1' AND country = ? AND admin1 = ? ORDER BY id"  # noqa: S608 - constants
    row = _connection(os.getpid()).execute(query, (code.split(".", maxsplit=1)[0], code)).fetchone()
    return _row(row) if row else None


@cache
def extent_of_towns(admin1: str, admin2: str | None = None) -> tuple[float, float, float, float] | None:
    """South, north, west and east of the towns of a region; null where it has none."""
    query = "SELECT min(lat), max(lat), min(lon), max(lon) FROM place WHERE kind = 'city' AND admin1 = ? AND (? IS NULL OR admin2 = ?)"
    south, north, west, east = _connection(os.getpid()).execute(query, (admin1, admin2, admin2)).fetchone()
    return None if south is None else (south, north, west, east)


def country_name(code: str) -> str | None:
    """English short name of a country, by ISO 3166-1 alpha-2 code."""
    found = country(code)
    return found.name if found else None


def country_of_demonym(word: str) -> str | None:
    """The country whose people or things a word tells of: "Kyrgyz" is KG, "Armenians" AM; None for any other word."""
    row = demonym(word)
    return row.country if row else None


def demonym(word: str) -> PlaceRow | None:
    """The country or area that an adjective or a name of inhabitants belongs to."""
    meant = _demonyms().get(word) or _demonyms().get(word.title() if word.isupper() else word)
    if meant is None or any(row.kind == "country" and row.primary for row in candidates(word)):  # "Philippines" is more than one Philippine
        return None
    code, area = meant
    if code is not None:
        return country(code)
    named = candidates(area)
    return next((row for row in named if row.kind in ("area", "admin1")), None)


def contains(outer: PlaceRow | Toponym | Place, inner: PlaceRow | Toponym | Place) -> bool:
    """Whether the inner place lies in the outer one: a city in a region or country, a region in a country."""
    size = {"city": 0, "facility": 0, "admin2": 1, "admin1": 2, "country": 3}
    if outer.country is None or outer.country != inner.country or outer.kind not in size:
        return False
    if size[outer.kind] <= size.get(inner.kind, 0):
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "admin1":
        region = _admin1(outer)
        return region is not None and region == _admin1(inner)
    code = outer.admin2 if isinstance(outer, PlaceRow) else _row_admin2(outer)
    other = inner.admin2 if isinstance(inner, PlaceRow) else _row_admin2(inner)
    return code is not None and code == other


def _admin1(item: PlaceRow | Toponym | Place) -> str | None:
    if isinstance(item, Place):
        row = place(item.geonameid) if item.geonameid else None
        return row.admin1 if row else None
    return item.admin1


def _row_admin2(item: Toponym | Place) -> str | None:
    row = place(item.geonameid) if item.geonameid else None
    return row.admin2 if row else None


def _found(asked: str) -> tuple[PlaceRow, ...]:
    query = f"SELECT {_COLUMNS}, rank FROM name JOIN place USING (id) WHERE key = ?"  # noqa: S608 - constants
    return tuple(_row(row) for row in _connection(os.getpid()).execute(query, (asked,)))


def _row(row: tuple[int, str, PlaceKind, str | None, str | None, str | None, float | None, float | None, int, int, int]) -> PlaceRow:
    return PlaceRow(*row[:9], bool(row[9]), row[10] != OTHER)


@cache
def _connection(_process: int) -> sqlite3.Connection:
    """One read-only connection a process; a forked child opens its own."""
    return sqlite3.connect(f"{path().resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@cache
def _fingerprints() -> array[int]:
    found = array("I")
    found.frombytes(_connection(os.getpid()).execute("SELECT fingerprints FROM keys").fetchone()[0])
    return found


def _in_index(name_key: str) -> bool:
    prints, wanted = _fingerprints(), fingerprint(name_key)
    position = bisect_left(prints, wanted)
    return position < len(prints) and prints[position] == wanted


@cache
def _spellings() -> dict[str, str]:
    return {key(spelled): key(known) for spelled, known in load("spellings").items()}


@cache
def _areas() -> dict[str, tuple[PlaceRow, ...]]:
    found: dict[str, tuple[PlaceRow, ...]] = {}
    for name, entry in load("areas").items():
        row = _area(name, entry)
        found[key(name)] = (*found.get(key(name), ()), row)
        for other in entry.get("names", ()):
            if not _is_short(other):
                found[key(other)] = (*found.get(key(other), ()), replace(row, primary=False))
    return found


def _area(name: str, entry: dict[str, Any]) -> PlaceRow:
    lat, lon = entry.get("at", (None, None))
    code = entry.get("country")
    return PlaceRow(None, name, "area", code, None, None, lat, lon, AREA_WEIGHT[code is not None], False)


@cache
def _demonyms() -> dict[str, tuple[str | None, str]]:
    found: dict[str, tuple[str | None, str]] = {}
    for name, entry in load("areas").items():
        for word in entry.get("of", ()):
            found[word] = found[f"{word}s"] = (None, name)
    for code, entry in load("countries").items():
        for word in entry.get("of", ()):
            found[word] = found[f"{word}s"] = (code, word)
    return found
