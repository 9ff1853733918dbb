"""Which place of a name is meant, by what the whole text names.

A name has one sense a text, unless it is told apart by what stands around it ("Paris, Texas"). Each candidate gets a score,
the sum of a few terms that can be named to a user:

- people: the logarithm of its population (a prior: the larger of two is meant more often);
- own name: today's name before former, foreign and short ones;
- contained: it lies in the place named right behind it ("Springfield, Ill."), or in front of it in a chain;
- same country, same region: the share of the other places (and adjectives) of the text that lie there;
- near: how close the nearest other places of the text are;
- outlet: whether it is the town, or lies in the region or country, of the outlet.

Names with one candidate, countries and regions count from the start; the others are weighed in rounds, each with the
senses that the round before gave to the others. Ties go to the lower GeoNames id.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from reportedly.extract.toponyms.outlet import Home
from reportedly.extract.toponyms.reading import Reading
from reportedly.gazetteer.lookup import PlaceRow, contains
from reportedly.gazetteer.names import key
from reportedly.syntax.tree import ParsedText

ROUNDS = 3
MOST_CANDIDATES = 60  # the most populous ones of a name are weighed
WEIGHTS = {
    "people": 1.0,
    "capital": 1.0,
    "country": 2.0,
    "other name": -1.5,
    "other name of district": -3.0,
    "region called by bare name": -0.7,
    "same country": 2.0,
    "same region": 2.5,
    "near": 2.5,
    "outlet's town": 1.5,
    "outlet's country": 1.5,
}
NEAR_KM = 150.0


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

    rows: tuple[PlaceRow, ...]
    weight: int
    fixed: bool = False
    contained: bool = False
    best: PlaceRow | None = None
    why: str = ""


def choose(parsed: ParsedText, readings: tuple[Reading, ...], home: Home) -> tuple[Choice, ...]:
    """A choice for each reading."""
    names, of_reading = _names(parsed, readings)
    for name in names:
        if len(name.rows) == 1:
            name.best, name.why, name.fixed = name.rows[0], "the only place of this name", True
    for _ in range(ROUNDS):
        context = _Context(names, home)
        for position, name in enumerate(names):
            if not name.fixed and name.rows:
                name.best, name.why = _weigh(name, position, context)
    return tuple(Choice(names[index].best, names[index].why) for index in of_reading)


def _names(parsed: ParsedText, readings: tuple[Reading, ...]) -> tuple[list[_Name], list[int]]:
    """The names of the text, and which of them each reading is a mention of."""
    rows = [_allowed(reading) for reading in readings]
    inside = _chains(parsed, readings, rows)
    names: list[_Name] = []
    position: dict[object, int] = {}
    told: dict[str, int] = {}
    of_reading: list[int] = []
    for index, reading in enumerate(readings):
        known = reading.spotted.rows[0]
        spelled = f"= {known.name}" if reading.spotted.shortened or reading.spotted.adjective else key(_quote(parsed, reading))
        chained = inside.get(index)
        identity: object = (spelled, reading.kinds, chained)
        if identity not in position:
            position[identity] = len(names)
            names.append(_Name(chained or rows[index], 0, contained=chained is not None))
            if chained is not None:
                told.setdefault(spelled, position[identity])
        names[position[identity]].weight += 1
        of_reading.append(position[identity])
    for index, reading in enumerate(readings):  # one sense a text: a bare name means what the chained one means
        spelled = key(_quote(parsed, reading))
        target = told.get(spelled)
        free = index not in inside and not reading.kinds
        if target is not None and free and of_reading[index] != target and set(names[target].rows) <= set(rows[index]):
            names[of_reading[index]].weight -= 1
            of_reading[index] = target
            names[target].weight += 1
    return names, of_reading


def _quote(parsed: ParsedText, reading: Reading) -> str:
    return parsed.text[reading.spotted.start : reading.spotted.end]


def _allowed(reading: Reading) -> tuple[PlaceRow, ...]:
    """The candidates of a reading that the words beside it allow."""
    rows = reading.spotted.rows[:MOST_CANDIDATES]
    if reading.kinds:
        allowed = tuple(row for row in reading.spotted.rows if row.kind in reading.kinds and row.lat is not None)
        if allowed:
            return allowed[:MOST_CANDIDATES]
    placed = tuple(row for row in rows if row.lat is not None)
    return placed or rows


def _chains(parsed: ParsedText, readings: tuple[Reading, ...], rows: list[tuple[PlaceRow, ...]]) -> dict[int, tuple[PlaceRow, ...]]:
    """For readings that a containing place follows ("Paris, Texas", "Gori in Georgia"): the candidates that lie in it."""
    found: dict[int, tuple[PlaceRow, ...]] = {}
    for index in range(len(readings) - 2, -1, -1):
        inner, outer = readings[index], readings[index + 1]
        between = parsed.text[inner.end : outer.start]
        if (
            between.strip() not in {",", "in", "", "of", "(", "in the"}
            or len(between) > 9
            or outer.role == "demonym"
            or inner.role == "demonym"
        ):
            continue
        if between.strip() == "" and not outer.spotted.shortened:
            continue
        outers = found.get(index + 1, rows[index + 1])
        kept = tuple(row for row in rows[index] if any(contains(each, row) for each in outers))
        if kept and (between.strip() != "in" or len(kept) < len(rows[index])):
            found[index] = kept
            narrowed = tuple(each for each in outers if any(contains(each, row) for row in kept))
            if narrowed and len(narrowed) < len(outers):
                found[index + 1] = narrowed
    return found


class _Context:
    """What the text names, by the senses of the last round."""

    def __init__(self, names: list[_Name], home: Home) -> None:
        self.home = home
        self.names = names
        self.countries: Counter[str] = Counter()
        self.regions: Counter[str] = Counter()
        self.points: list[tuple[int, float, float]] = []
        self.own: dict[int, PlaceRow] = {}
        for position, name in enumerate(names):
            row = name.best
            if row is None:
                continue
            weight = _damped(name.weight)
            self.own[position] = row
            if row.country:
                self.countries[row.country] += weight
            if row.admin1 and row.kind != "country":
                self.regions[row.admin1] += weight
            if row.kind in ("city", "admin2", "facility") and row.lat is not None and row.lon is not None:
                self.points.append((position, row.lat, row.lon))

    def share(self, position: int, code: str | None, counts: Counter[str], own: str | None) -> float:
        """Share of the other names' weight that lies in a country or region."""
        if code is None:
            return 0.0
        mine = _damped(self.names[position].weight) if own is not None else 0
        total = sum(counts.values()) - mine
        inside = counts[code] - (mine if own == code else 0)
        return inside / (total + 1.0)

    def nearness(self, position: int, row: PlaceRow) -> float:
        """1 where another place of the text is beside it, falling to 0 with distance."""
        if row.lat is None or row.lon is None:
            return 0.0
        best = 0.0
        across = math.cos(math.radians(row.lat))
        for other, lat, lon in self.points:
            if other != position:
                north, east = (lat - row.lat) * 111.2, (lon - row.lon) * 111.2 * across
                if abs(north) < 4 * NEAR_KM and abs(east) < 4 * NEAR_KM:
                    best = max(best, math.exp(-math.hypot(north, east) / NEAR_KM))
        return best


def _damped(weight: int) -> int:
    """Names said often count more, but not without bound."""
    return min(weight, 3)


def _weigh(name: _Name, position: int, context: _Context) -> tuple[PlaceRow, str]:
    """The best candidate of a name, and why."""
    scored = [(sum(terms.values()), row, terms) for row in name.rows if (terms := _terms(row, position, context))]
    scored.sort(key=lambda entry: (-round(entry[0], 6), entry[1].id or 0))
    _, row, terms = scored[0]
    return row, _reason(name, row, terms, len(name.rows))


def _terms(row: PlaceRow, position: int, context: _Context) -> dict[str, float]:
    """The terms of the score of a candidate."""
    own = context.own.get(position)
    terms = {
        "people": WEIGHTS["people"] * math.log10(max(row.population, 100)),
        "same country": WEIGHTS["same country"] * context.share(position, row.country, context.countries, own.country if own else None),
    }
    if row.kind == "country":
        terms["own name"] = WEIGHTS["country"]
    else:
        region = own.admin1 if own and own.kind != "country" else None
        terms["same region"] = WEIGHTS["same region"] * context.share(position, row.admin1, context.regions, region)
        if row.kind in ("city", "admin2"):
            terms["near"] = WEIGHTS["near"] * context.nearness(position, row)
        if row.kind in ("admin1", "admin2") and not row.primary:
            terms["own name"] = WEIGHTS["other name of district"] if row.kind == "admin2" else WEIGHTS["region called by bare name"]
        elif not row.primary:
            terms["own name"] = WEIGHTS["other name"]
        if row.capital:
            terms["capital"] = WEIGHTS["capital"]
    terms["outlet"] = _outlet(row, context.home)
    return terms


def _outlet(row: PlaceRow, home: Home) -> float:
    score = 0.0
    if home.country is not None and row.country == home.country:
        score += WEIGHTS["outlet's country"]
    if row in home.rows:
        score += WEIGHTS["outlet's town"]
    return score


def _reason(name: _Name, row: PlaceRow, terms: dict[str, float], choices: int) -> str:
    if name.contained:
        return "lies in the place named with it" + (f"; {choices} such" if choices > 1 else "")
    if choices == 1:
        return "the only place of this name"
    words = {
        "people": "the most people",
        "same country": "the country of other places of the text",
        "same region": "the region of other places of the text",
        "near": "near another place of the text",
        "own name": "a country's name",
        "capital": "a capital",
        "outlet": "at home with the outlet",
    }
    telling = [words[term] for term, value in terms.items() if value >= 0.5 and term != "people"]
    largest = max(row.population for row in name.rows)
    if row.population == largest:
        telling.insert(0, words["people"])
    return f"of {choices} places of this name: " + (", ".join(telling) or "the best score")
