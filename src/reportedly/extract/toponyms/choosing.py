"""Which place of a name is meant, by what the whole text names.

A place that contains what is named with it ("Springfield, Ill.") leaves only the candidates that lie in it. The others get a score
each (`scoring`). Names with one candidate count from the start; the others are weighed one after the other, the surest first,
three times over, each with the senses that the others have by then. Ties go to the lower GeoNames id. A choice is left open
where only a former or foreign name of a small place fits, and nothing else in the text is in its country.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.extract.toponyms.context import Context, hints_of
from reportedly.extract.toponyms.outlet import Home
from reportedly.extract.toponyms.reading import Reading
from reportedly.extract.toponyms.scoring import prior, pull, reason
from reportedly.extract.toponyms.senses import Name, names_of
from reportedly.gazetteer.lookup import PlaceRow
from reportedly.syntax.tree import ParsedText

ROUNDS = 3
MANY_NAMES = 100  # a list of places: weighed once only
SMALL = 100_000  # people


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that a name was taken to mean.

    Attributes:
        row: The place, or None where it is open.
        why: The reason.
    """

    row: PlaceRow | None
    why: str


def choose(parsed: ParsedText, readings: tuple[Reading, ...], home: Home) -> tuple[Choice, ...]:
    """A choice for each reading."""
    names, of_reading = names_of(parsed, readings)
    for name in names:
        if len(name.rows) == 1:
            only = "lies in the place named with it" if name.contained else "the only place of this name"
            name.best, name.why = name.rows[0], only
    context = Context(names, home, hints_of(parsed))
    for name in _in_order([name for name in names if len(name.rows) > 1], context):
        row, why = _weigh(name, context)
        if name.best is not None:
            context.add(name, name.best, -1)
        context.add(name, row, 1)
        name.best, name.why = row, why
    return tuple(_settled(names[index], context) for index in of_reading)


def _in_order(names: list[Name], context: Context) -> list[Name]:
    """The names in the order in which they are weighed, the surest first, as often as they are."""
    margins: dict[int, float] = {}
    for name in names:
        name.priors = [prior(row, name, context) for row in name.rows]
        pulled = (pull(row, name, context) for row in name.rows)
        second, first = sorted(sum(one.values()) + sum(two.values()) for one, two in zip(name.priors, pulled, strict=True))[-2:]
        margins[name.number] = first - second
    order = sorted(names, key=lambda name: -margins[name.number])
    return order * (ROUNDS if len(names) <= MANY_NAMES else 1)


def _weigh(name: Name, context: Context) -> tuple[PlaceRow, str]:
    """The best candidate of a name, and why."""
    best = None
    for row, given in zip(name.rows, name.priors, strict=True):
        pulled = pull(row, name, context)
        rank = (-round(sum(given.values()) + sum(pulled.values()), 6), row.id or 0)
        if best is None or rank < best[0]:
            best = rank, row, given, pulled
    if best is None:  # a name that is weighed has candidates
        raise ValueError(f"a choice for {name.spelled!r} was asked for; it has no candidates")
    _, row, given, pulled = best
    return row, reason(name, row, given | pulled)


def _settled(name: Name, context: Context) -> Choice:
    """The choice for a name; open where only a former or foreign name of a small place far from all others fits."""
    row = name.best
    if row is None or row.primary or row.kind not in {"city", "admin2"} or row.population >= SMALL or name.contained or name.kinds:
        return Choice(row, name.why)
    if context.country_share(name, row.country) > 0 or context.home.country == row.country:
        return Choice(row, name.why)
    return Choice(None, f"{row.name} ({row.country}) was once called so, but nothing else in the text is near it")
