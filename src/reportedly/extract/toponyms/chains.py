"""Places told apart by a place around them that is named with them: "Paris, Texas", "Gori in Georgia", "Ozark, Ala., and ...".

Read from right to left, so that "Troy, Rensselaer County, N.Y." is narrowed twice. What contains nothing of the name before it
tells nothing: in "Paris, London and Rome" no candidate lies in another.
"""

from __future__ import annotations

from reportedly.extract.toponyms.reading import Reading
from reportedly.gazetteer.lookup import PlaceRow, contains
from reportedly.syntax.tree import ParsedText

LINKS = frozenset(
    {",", "in", "of", "(", "in the", ", in", "in central", "in northern", "in southern", "in eastern", "in western", "city,", "’s", "'s"}
)
LIST_LINKS = frozenset({",", "and", ", and", "or"})
LONGEST_LINK = 14  # characters


def chained(parsed: ParsedText, readings: tuple[Reading, ...], rows: list[tuple[PlaceRow, ...]]) -> dict[int, tuple[PlaceRow, ...]]:
    """For each reading with a place around it: those of its candidates that lie in it."""
    found: dict[int, tuple[PlaceRow, ...]] = {}
    for index in range(len(readings) - 2, -1, -1):
        neighbour = _beside(parsed, readings, index)
        if not _linked(parsed, readings[index], readings[index + 1], neighbour):
            continue
        outers = found.get(index + 1, rows[index + 1])
        kept = tuple(row for row in rows[index] if any(contains(each, row) for each in outers))
        if kept:
            found[index] = kept
            narrowed = tuple(each for each in outers if any(contains(each, row) for row in kept))
            if len(narrowed) < len(outers):
                found[index + 1] = narrowed
    return found


def _beside(parsed: ParsedText, readings: tuple[Reading, ...], index: int) -> Reading | None:
    """The next name of a list that two names may begin or end: behind them, else before them."""
    for left, right, found in ((index + 1, index + 2, index + 2), (index - 1, index, index - 1)):
        if left >= 0 and right < len(readings) and parsed.text[readings[left].end : readings[right].start].strip() in LIST_LINKS:
            return readings[found]
    return None


def _is_region(reading: Reading) -> bool:
    """Whether a first-order region bears the name as its own."""
    return any(row.kind == "admin1" and row.primary for row in reading.rows)


def _linked(parsed: ParsedText, inner: Reading, outer: Reading, neighbour: Reading | None) -> bool:
    """Whether the words between two names say that the second is around the first."""
    if "demonym" in {inner.role, outer.role} or inner.key == outer.key or not 0 <= outer.start - inner.end <= LONGEST_LINK:
        return False
    listed = any(row.kind == "country" for row in outer.rows) and any(row.kind == "country" for row in inner.rows)
    if listed:  # "Panama, Costa Rica, Mexico"
        return False
    if not outer.spotted.shortened and _is_region(inner) and _is_region(outer) and neighbour is not None and _is_region(neighbour):
        return False  # "Texas, Oklahoma and Alaska"
    between = parsed.text[inner.end : outer.start].strip()
    return between in LINKS or (between == "" and outer.spotted.shortened)
