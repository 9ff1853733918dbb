"""What a text names: counted by country and region, with the points of its towns.

Two views: what its names *can* mean, whatever is chosen (`Possible`), and what they mean now (`Context`).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from reportedly.extract.toponyms.lexicon import lexicon
from reportedly.extract.toponyms.outlet import Home
from reportedly.extract.toponyms.senses import Name
from reportedly.gazetteer.lookup import PlaceRow
from reportedly.syntax.tree import ParsedText

MOST_POINTS = 40  # towns that nearness is measured to
MOST_HINTS = 3  # words at home in a country count as so many places there at most
NEAR_KM = 120.0
FARTHEST_KM = 4 * NEAR_KM


def hints_of(parsed: ParsedText) -> Counter[str]:
    """Countries that words of the text are at home in ("sheriff"), with how many of them do."""
    table = lexicon().hints
    return Counter(table[word] for word in {token.lower for token in parsed.tokens} & table.keys())


def telling(name: Name) -> float:
    """How much it tells that a name can be in a district: 1 for the only place of its name, .4 for one of sixty."""
    return 1.0 / math.sqrt(math.log2(1 + len(name.rows)))


class Possible:
    """What the names of the text can mean, before any is chosen: how many of them by district, region and country."""

    def __init__(self, names: list[Name]) -> None:
        self.districts: dict[str, float] = defaultdict(float)
        self.regions: Counter[str] = Counter()
        self.countries: Counter[str] = Counter()
        self.others = max(1, len({name.spelled for name in names}) - 1)
        for name in names:
            for code in {row.admin2 for row in name.rows if row.admin2}:
                self.districts[code] += telling(name)
            self.regions.update({row.admin1 for row in name.rows if row.admin1})
            self.countries.update({row.country for row in name.rows if row.country})

    def neighbours(self, row: PlaceRow) -> float:
        """Share of the other names that can be in the region of a place, or by half in its country."""
        in_region = self.regions[row.admin1] - 1 if row.admin1 else 0
        in_country = self.countries[row.country] - 1 if row.country else 0
        return min(1.0, max(0.0, in_region + 0.5 * in_country) / self.others)


class Context:
    """What the text names, by the senses that its names have now."""

    def __init__(self, names: list[Name], home: Home, hints: Counter[str]) -> None:
        self.home, self.home_ids, self.possible = home, home.ids, Possible(names)
        self.countries: Counter[str] = Counter()
        self.regions: Counter[str] = Counter()
        self.own_countries: dict[str, Counter[str]] = defaultdict(Counter)
        self.own_regions: dict[str, Counter[str]] = defaultdict(Counter)
        self.points: dict[int, tuple[str, float, float]] = {}
        self.all_countries = self.all_regions = 0
        for code, count in sorted(hints.items()):
            self._count(code, min(count, MOST_HINTS))
        for name in names:
            if name.best is not None:
                self.add(name, name.best, 1)

    def add(self, name: Name, row: PlaceRow, sign: int) -> None:
        """Count the sense of a name (sign 1), or take it back (-1)."""
        weight = sign * name.weight
        if row.country:
            self._count(row.country, weight)
            self.own_countries[name.spelled][row.country] += weight
        if row.admin1 and row.kind != "country":
            self.regions[row.admin1] += weight
            self.all_regions += weight
            self.own_regions[name.spelled][row.admin1] += weight
        if sign < 0:
            self.points.pop(name.number, None)
        elif row.kind in ("city", "admin2") and row.lat is not None and row.lon is not None and weight and len(self.points) < MOST_POINTS:
            self.points[name.number] = (name.spelled, row.lat, row.lon)

    def _count(self, code: str, weight: int) -> None:
        self.countries[code] += weight
        self.all_countries += weight

    def country_share(self, name: Name, code: str | None) -> float:
        """Share of the other names' weight that lies in a country."""
        return _share(code, self.countries, self.all_countries, self.own_countries.get(name.spelled))

    def region_share(self, name: Name, code: str | None) -> float:
        """Share of the other names' weight that lies in a region."""
        return _share(code, self.regions, self.all_regions, self.own_regions.get(name.spelled))

    def nearness(self, name: Name, row: PlaceRow) -> float:
        """1 where another place of the text is beside it, falling to 0 with distance."""
        if row.lat is None or row.lon is None:
            return 0.0
        nearest, across = FARTHEST_KM, math.cos(math.radians(row.lat))
        for other, lat, lon in self.points.values():
            north = abs(lat - row.lat) * 111.2
            if north < nearest and other != name.spelled:
                nearest = min(nearest, math.hypot(north, (lon - row.lon) * 111.2 * across))
        return math.exp(-nearest / NEAR_KM) if nearest < FARTHEST_KM else 0.0


def _share(code: str | None, counts: Counter[str], total: int, own: Counter[str] | None) -> float:
    """Share of a code in counts, those of the name itself left out."""
    if code is None:
        return 0.0
    if own is None:
        return counts[code] / (total + 1.0)
    return (counts[code] - own[code]) / (total - sum(own.values()) + 1.0)
