"""Where facilities and unknown names are: at the town named in them or beside them.

In this order: the town that the name begins with ("Alma-Ata airport"); the nearest town behind it in the sentence ("Republic
Square in Almaty"), then before it; the last town before it in the paragraph; the town of the text, if all its towns lie close
together. Else the point is open, and the reason says so. Unknown villages get no point, for a neighbour's would be a guess: only
the country, where the text knows one.
"""

from __future__ import annotations

import math
from collections import Counter

from reportedly.extract.toponyms.choosing import Choice
from reportedly.extract.toponyms.reading import Reading
from reportedly.gazetteer.lookup import PlaceRow
from reportedly.syntax.tree import ParsedText

TOGETHER_KM = 100.0
TOWNS = frozenset({"city", "admin2"})


def place_beside(parsed: ParsedText, readings: tuple[Reading, ...], choices: tuple[Choice, ...], index: int) -> tuple[PlaceRow | None, str]:
    """The town that a facility is in, and the reason; None where it is open."""
    own = choices[index].row
    if own is not None and own.kind in TOWNS:
        return own, f"in {own.name}, after which it is named"
    towns = [
        (reading, choice.row)
        for reading, choice in zip(readings, choices, strict=True)
        if reading.role == "place" and choice.row is not None and choice.row.kind in TOWNS
    ]
    reading = readings[index]
    sentence = parsed.sentences[parsed.tokens[reading.first].sent]
    behind = [row for other, row in towns if reading.end <= other.start < sentence.end]
    before = [row for other, row in towns if sentence.start <= other.start < reading.start]
    if behind or before:
        row = behind[0] if behind else before[-1]
        return row, f"beside {row.name}, named in the sentence"
    start = next((low for low, high in parsed.paragraphs if low <= reading.start < high), 0)
    earlier = [row for other, row in towns if start <= other.start < reading.start]
    if earlier:
        return earlier[-1], f"after {earlier[-1].name}, named before it in the paragraph"
    main = _town_of_text([row for _, row in towns])
    if main is not None:
        return main, f"{main.name} is the town of the text"
    if own is not None:
        return own, f"{own.name}, after which it is named"
    return None, "no town named with it, and no one town in the text"


def _town_of_text(rows: list[PlaceRow]) -> PlaceRow | None:
    """The town most named, if all others are close to it."""
    counts = Counter(row for row in rows if row.lat is not None)
    if not counts:
        return None
    main = min(counts, key=lambda row: (-counts[row], row.kind, row.id or 0))
    return main if all(_kilometres(main, row) < TOGETHER_KM for row in counts) else None


def _kilometres(one: PlaceRow, other: PlaceRow) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    east = (other.lon - one.lon) * math.cos(math.radians(one.lat))
    return 111.2 * math.hypot(other.lat - one.lat, east)


def country_of_text(choices: tuple[Choice, ...]) -> str | None:
    """The country that all places of the text lie in, where there is only one."""
    codes = {choice.row.country for choice in choices if choice.row is not None and choice.row.country}
    return codes.pop() if len(codes) == 1 else None
