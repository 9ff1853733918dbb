"""Where facilities and unknown names are: at the town named in them or beside them.

In this order: the town that the name begins with ("Alma-Ata airport"); the nearest town behind it in the sentence ("Republic
Square in Almaty"), then before it; the last town before it in the paragraph; the town of the text, if all its towns lie close
together. Else the point is open, and the reason says so. Unknown villages get no point, for a neighbour's would be a guess: only
the country, where the text knows one.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from reportedly.extract.toponyms.choosing import Choice
from reportedly.extract.toponyms.reading import Reading
from reportedly.gazetteer.lookup import PlaceRow
from reportedly.syntax.tree import ParsedText

TOGETHER_KM = 100.0
TOWNS = frozenset({"city", "admin2"})


@dataclass(frozen=True, slots=True)
class Towns:
    """The towns of a text, in order.

    Attributes:
        starts: Offsets of their names.
        rows: The towns.
        main: The town most named, if all others are close to it.
        country: The country that all places of the text lie in, if there is only one.
    """

    starts: tuple[int, ...]
    rows: tuple[PlaceRow, ...]
    main: PlaceRow | None
    country: str | None


def towns_of(readings: tuple[Reading, ...], choices: tuple[Choice, ...]) -> Towns:
    """The towns that a text names as places."""
    found = [
        (reading.start, choice.row)
        for reading, choice in zip(readings, choices, strict=True)
        if reading.role == "place" and choice.row is not None and choice.row.kind in TOWNS
    ]
    rows = tuple(row for _, row in found)
    codes = {choice.row.country for choice in choices if choice.row is not None and choice.row.country}
    return Towns(tuple(start for start, _ in found), rows, _main(rows), codes.pop() if len(codes) == 1 else None)


def place_beside(parsed: ParsedText, towns: Towns, reading: Reading, own: PlaceRow | None) -> tuple[PlaceRow | None, str]:
    """The town that a facility is in, and the reason; None where it is open.

    Args:
        parsed: The text.
        towns: Its towns.
        reading: The facility.
        own: The place that its name begins with, or None.
    """
    if own is not None and own.kind in TOWNS:
        return own, f"in {own.name}, after which it is named"
    sentence = parsed.sentences[parsed.tokens[reading.first].sent]
    behind, last = bisect_left(towns.starts, reading.end), bisect_left(towns.starts, sentence.end)
    before, first = bisect_left(towns.starts, reading.start), bisect_left(towns.starts, sentence.start)
    if behind < last:
        return towns.rows[behind], f"beside {towns.rows[behind].name}, named in the sentence"
    if first < before:
        return towns.rows[before - 1], f"beside {towns.rows[before - 1].name}, named in the sentence"
    if before and towns.starts[before - 1] >= parsed.paragraphs[sentence.paragraph][0]:
        return towns.rows[before - 1], f"after {towns.rows[before - 1].name}, named before it in the paragraph"
    if towns.main is not None:
        return towns.main, f"{towns.main.name} is the town of the text"
    if own is not None:
        return own, f"{own.name}, after which it is named"
    return None, "no town named with it, and no one town in the text"


def _main(rows: tuple[PlaceRow, ...]) -> PlaceRow | None:
    """The town most named, if all others are close to it."""
    counts = Counter(row for row in rows if row.lat is not None)
    if not counts:
        return None
    main = min(counts, key=lambda row: (row.kind != "city", -counts[row], row.id or 0))
    return main if all(_kilometres(main, row) < TOGETHER_KM for row in counts) else None


def _kilometres(one: PlaceRow, other: PlaceRow) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    east = (other.lon - one.lon) * math.cos(math.radians(one.lat))
    return 111.2 * math.hypot(other.lat - one.lat, east)
