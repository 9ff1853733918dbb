"""Which place of a name is meant, by what the whole text names.

A name has one sense a text, unless it is told apart by what stands around it ("Paris, Texas"). Each candidate gets a score,
the sum of a few terms that can be named to a user:

- people: the logarithm of its population (a prior: the larger of two is meant more often); capitals and countries get a little more;
- own name: today's name before former, foreign and short ones;
- same country, same region: the share of the other places, of adjectives, and of words at home there ("sheriff") in the text;
- same district, neighbour names: whether other names of the text *can* mean a place in the same district or region ("Richmond"
  and "Madison County" are both in Madison County, Kentucky, whatever else they are called);
- near: how close the nearest other place of the text is;
- outlet: whether its domain names it, or its country.

Names with one candidate count from the start; the others are weighed one after the other, the surest first, three times over, each with
the senses that the others have by then. A place that contains what is named with it ("Springfield, Ill.") leaves
only the candidates that lie in it. Ties go to the lower GeoNames id.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass

from reportedly.extract.toponyms.chains import chained
from reportedly.extract.toponyms.lexicon import lexicon
from reportedly.extract.toponyms.outlet import Home
from reportedly.extract.toponyms.reading import Reading
from reportedly.gazetteer.lookup import PlaceRow, candidates, contains
from reportedly.syntax.tree import ParsedText

ROUNDS = 3
MANY_NAMES = 100  # a list of places: weighed once only
MOST_CANDIDATES = 60  # the most populous ones of a name are weighed
MOST_POINTS = 40  # towns that nearness is measured to
MOST_HINTS = 3  # words at home in a country count as so many places there at most
WEIGHTS = {
    "people": 1.0,
    "capital": 0.7,
    "country": 1.5,
    "other name": -2.5,
    "district by its bare name": -3.2,
    "region by its bare name": -0.7,
    "same country": 3.0,
    "same region": 2.5,
    "neighbour names": 1.5,
    "same district": 1.5,
    "near": 2.0,
    "outlet's town": 3.0,
    "outlet's country": 1.5,
    "default sense": 1.5,
    "region with a town of the name": -1.5,
}
TOWNS = frozenset({"city"})
LARGE_PART = 0.1  # of a region's people: "Quebec" alone is the province
SMALL = 100_000  # people
NEAR_KM = 120.0
FARTHEST_KM = 4 * NEAR_KM


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that a name was taken to mean.

    Attributes:
        row: The place, or None where it is open.
        why: The reason.
    """

    row: PlaceRow | None
    why: str


@dataclass
class _Name:
    """All mentions of a name that share a sense: one vertex of the problem."""

    identity: tuple[object, ...]
    spelled: str
    rows: tuple[PlaceRow, ...]
    weight: int
    contained: bool
    best: PlaceRow | None = None
    why: str = ""


def choose(parsed: ParsedText, readings: tuple[Reading, ...], home: Home) -> tuple[Choice, ...]:
    """A choice for each reading."""
    names, of_reading = _names(parsed, readings)
    for name in names:
        if len(name.rows) == 1:
            name.best, name.why = name.rows[0], "the only place of this name"
    context = _Context(names, home, _hints(parsed))
    open_names = [name for name in names if len(name.rows) > 1]
    open_names.sort(key=lambda name: -_margin(name, context))
    for _ in range(ROUNDS if len(open_names) <= MANY_NAMES else 1):
        for name in open_names:
            row, why = _weigh(name, context)
            if name.best is not None:
                context.add(name, name.best, -1)
            context.add(name, row, 1)
            name.best, name.why = row, why
    return tuple(_settled(names[index], context) for index in of_reading)


def _settled(name: _Name, context: _Context) -> Choice:
    """The choice for a name; open where only a former or foreign name of a small place far from all others fits."""
    row = name.best
    if row is None or row.primary or row.kind not in {"city", "admin2"} or row.population >= SMALL or name.contained:
        return Choice(row, name.why)
    if context.country_share(name, row.country) > 0 or context.home.country == row.country:
        return Choice(row, name.why)
    return Choice(None, f"{row.name} ({row.country}) was once called so, but nothing else in the text is near it")


def _names(parsed: ParsedText, readings: tuple[Reading, ...]) -> tuple[list[_Name], list[int]]:
    """The names of the text, and which of them each reading is a mention of."""
    rows = [_allowed(reading) for reading in readings]
    inside = chained(parsed, readings, rows)
    names: list[_Name] = []
    position: dict[tuple[object, ...], int] = {}
    told: dict[str, int] = {}
    of_reading: list[int] = []
    for index, reading in enumerate(readings):
        fixed = reading.spotted.shortened or reading.spotted.adjective
        spelled = f"= {reading.rows[0].name}" if fixed and reading.rows else reading.key
        identity = (spelled, reading.kinds - TOWNS, inside.get(index), bool(reading.rows))
        if identity not in position:
            position[identity] = len(names)
            names.append(_Name(identity, spelled, inside.get(index, rows[index]), 0, index in inside))
            if index in inside:
                told.setdefault(spelled, position[identity])
        names[position[identity]].weight += 1
        of_reading.append(position[identity])
    for index, reading in enumerate(readings):  # one sense a text: a bare name means what the one with its region means
        target = told.get(reading.key)
        if target is not None and index not in inside and not reading.kinds and set(names[target].rows) <= set(rows[index]):
            names[of_reading[index]].weight -= 1
            of_reading[index] = target
            names[target].weight += 1
    return names, of_reading


def _allowed(reading: Reading) -> tuple[PlaceRow, ...]:
    """The candidates of a reading that the words beside it allow."""
    placed = tuple(row for row in reading.rows if row.lat is not None)
    if reading.kinds and reading.kinds != TOWNS:
        full = _called(reading)
        allowed = tuple(row for row in full if row.kind in reading.kinds and row.lat is not None)
        if allowed:
            return allowed[:MOST_CANDIDATES]
        allowed = tuple(row for row in placed if row.kind in reading.kinds)
        if allowed:
            return allowed[:MOST_CANDIDATES]
    return placed[:MOST_CANDIDATES] or reading.rows[:1]


def _called(reading: Reading) -> tuple[PlaceRow, ...]:
    """The places that bear name and kind together: "Washington County" for "Dakota and Washington counties"."""
    word = reading.kind_word.removesuffix("ies") + "y" if reading.kind_word.endswith("ies") else reading.kind_word.removesuffix("s")
    return candidates(f"{reading.key} {word}") if word and not reading.key.endswith(word) else ()


def _hints(parsed: ParsedText) -> Counter[str]:
    """Countries that words of the text are at home in, with how many of them do."""
    table = lexicon().hints
    return Counter(table[word] for word in {token.lower for token in parsed.tokens} & table.keys())


class _Possible:
    """What the names of the text can mean, before any is chosen: how many of them by district, region and country.

    A name of many places says less of each.
    """

    def __init__(self, names: list[_Name]) -> None:
        self.districts: dict[str, float] = defaultdict(float)
        self.regions: Counter[str] = Counter()
        self.countries: Counter[str] = Counter()
        self.others = max(1, len({name.spelled for name in names}) - 1)
        for name in names:
            for code in {row.admin2 for row in name.rows if row.admin2}:
                self.districts[code] += _telling(name)
            self.regions.update({row.admin1 for row in name.rows if row.admin1})
            self.countries.update({row.country for row in name.rows if row.country})


def _telling(name: _Name) -> float:
    """How much it tells that a name can be in a district: 1 for the only place of its name, .4 for one of sixty."""
    return 1.0 / math.sqrt(math.log2(1 + len(name.rows)))


class _Context:
    """What the text names, by the senses that its names have now."""

    def __init__(self, names: list[_Name], home: Home, hints: Counter[str]) -> None:
        self.home, self.possible = home, _Possible(names)
        self.countries: Counter[str] = Counter()
        self.regions: Counter[str] = Counter()
        self.own_countries: dict[str, Counter[str]] = defaultdict(Counter)
        self.own_regions: dict[str, Counter[str]] = defaultdict(Counter)
        self.points: dict[tuple[object, ...], tuple[str, float, float]] = {}
        self.all_countries = self.all_regions = 0
        for code, count in sorted(hints.items()):
            self._count(code, min(count, MOST_HINTS))
        for name in names:
            if name.best is not None:
                self.add(name, name.best, 1)

    def add(self, name: _Name, row: PlaceRow, sign: int) -> None:
        """Count the sense of a name (sign 1), or take it back (-1)."""
        weight = sign * _damped(name)
        if row.country:
            self._count(row.country, weight)
            self.own_countries[name.spelled][row.country] += weight
        if row.admin1 and row.kind != "country":
            self.regions[row.admin1] += weight
            self.all_regions += weight
            self.own_regions[name.spelled][row.admin1] += weight
        if sign < 0:
            self.points.pop(name.identity, None)
        elif row.kind in ("city", "admin2") and row.lat is not None and row.lon is not None and weight and len(self.points) < MOST_POINTS:
            self.points[name.identity] = (name.spelled, row.lat, row.lon)

    def _count(self, code: str, weight: int) -> None:
        self.countries[code] += weight
        self.all_countries += weight

    def country_share(self, name: _Name, code: str | None) -> float:
        """Share of the other names' weight that lies in a country."""
        return _share(code, self.countries, self.all_countries, self.own_countries.get(name.spelled))

    def region_share(self, name: _Name, code: str | None) -> float:
        """Share of the other names' weight that lies in a region."""
        return _share(code, self.regions, self.all_regions, self.own_regions.get(name.spelled))

    def nearness(self, name: _Name, row: PlaceRow) -> float:
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


def _damped(name: _Name) -> int:
    """Names said often count more, but not without bound."""
    return max(0, min(name.weight, 3))


def _margin(name: _Name, context: _Context) -> float:
    """How sure the first place of a name is before the others are chosen."""
    first, second = sorted(-sum(_terms(row, name, context).values()) for row in name.rows)[:2]
    return second - first


def _weigh(name: _Name, context: _Context) -> tuple[PlaceRow, str]:
    """The best candidate of a name, and why."""
    scored = []
    for row in name.rows:
        terms = _terms(row, name, context)
        scored.append((-round(sum(terms.values()), 6), row.id or 0, row, terms))
    _, _, row, terms = min(scored, key=lambda entry: entry[:2])
    return row, _reason(name, row, terms)


def _terms(row: PlaceRow, name: _Name, context: _Context) -> dict[str, float]:
    """The terms of the score of a candidate."""
    terms = {
        "people": WEIGHTS["people"] * math.log10(max(row.population, 100)),
        "same country": WEIGHTS["same country"] * context.country_share(name, row.country),
        "outlet": _outlet(row, context.home),
    }
    if row.kind == "country":
        return terms | {"own name": WEIGHTS["country"]}
    possible = context.possible
    terms["same region"] = WEIGHTS["same region"] * context.region_share(name, row.admin1)
    neighbours = (possible.regions[row.admin1] - 1 if row.admin1 else 0) + 0.5 * (possible.countries[row.country] - 1 if row.country else 0)
    terms["neighbour names"] = WEIGHTS["neighbour names"] * min(1.0, max(0, neighbours) / possible.others)
    if row.admin2:
        beside = possible.districts[row.admin2] - _telling(name)
        terms["same district"] = WEIGHTS["same district"] * min(1.0, max(0.0, beside))
    if row.kind in ("city", "admin2"):
        terms["near"] = WEIGHTS["near"] * context.nearness(name, row) * (1.0 if row.primary else 0.5)
    if not row.primary:
        terms["own name"] = WEIGHTS[
            {"admin1": "region by its bare name", "admin2": "district by its bare name"}.get(row.kind, "other name")
        ]
    if row.kind in ("admin1", "admin2") and (town := _town_of_the_name(row, name)) is not None:
        little = row.primary and town.population < LARGE_PART * row.population
        terms["town"] = 0.0 if little else WEIGHTS["region with a town of the name"]
    if row.id in lexicon().senses:
        terms["default"] = WEIGHTS["default sense"]
    if row.capital:
        terms["capital"] = WEIGHTS["capital"]
    return terms


def _town_of_the_name(row: PlaceRow, name: _Name) -> PlaceRow | None:
    """The town that a region is called after: "Almaty" alone is the city."""
    return next((town for town in name.rows if town.kind == "city" and town.primary and contains(row, town)), None)


def _outlet(row: PlaceRow, home: Home) -> float:
    score = WEIGHTS["outlet's country"] if home.country is not None and row.country == home.country else 0.0
    if row.id in home.ids:
        at_home = row.country in lexicon().anglophone if home.country is None else row.country == home.country
        score += WEIGHTS["outlet's town"] if at_home else 0.0
    return score


def _reason(name: _Name, row: PlaceRow, terms: dict[str, float]) -> str:
    """The reason in words that a user reads."""
    words = {
        "same country": "the country of other places of the text",
        "same region": "the region of other places of the text",
        "same district": "the district of another name of the text",
        "near": "near another place of the text",
        "own name": "a country's name",
        "capital": "a capital",
        "default": "what the bare name means",
        "outlet": "at home with the outlet",
    }
    telling = [words[term] for term, value in terms.items() if term in words and value >= 0.5]
    if row.population == max(each.population for each in name.rows):
        telling.insert(0, "the most people")
    within = "lies in the place named with it; " if name.contained else ""
    return f"{within}of {len(name.rows)} places of this name: " + (", ".join(telling) or "the best score")
