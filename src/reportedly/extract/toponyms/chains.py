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
LONGEST_LINK = 14  # characters


def chained(parsed: ParsedText, readings: tuple[Reading, ...], rows: list[tuple[PlaceRow, ...]]) -> dict[int, tuple[PlaceRow, ...]]:
    """For each reading with a place around it: those of its candidates that lie in it."""
    found: dict[int, tuple[PlaceRow, ...]] = {}
    for index in range(len(readings) - 2, -1, -1):
        if not _linked(parsed, readings[index], readings[index + 1]):
            continue
        outers = found.get(index + 1, rows[index + 1])
        kept = tuple(row for row in rows[index] if any(contains(each, row) for each in outers))
        if kept:
            found[index] = kept
            narrowed = tuple(each for each in outers if any(contains(each, row) for row in kept))
            if len(narrowed) < len(outers):
                found[index + 1] = narrowed
    return found


def _linked(parsed: ParsedText, inner: Reading, outer: Reading) -> bool:
    """Whether the words between two names say that the second is around the first."""
    if "demonym" in {inner.role, outer.role} or inner.key == outer.key or not 0 <= outer.start - inner.end <= LONGEST_LINK:
        return False
    listed = any(row.kind == "country" for row in outer.rows) and any(row.kind == "country" for row in inner.rows)
    if listed:  # "Panama, Costa Rica, Mexico"
        return False
    between = parsed.text[inner.end : outer.start].strip()
    return between in LINKS or (between == "" and outer.spotted.shortened)
