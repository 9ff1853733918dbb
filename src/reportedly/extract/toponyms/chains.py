"""Places told apart by a place around them that is named with them: "Paris, Texas", "Gori in Georgia", "Ozark, Ala., and ...".

Words may stand between them ("Tartus, in neighbouring Homs province", "Palma, a town in Mozambique"), or the larger place may
come first ("Congo's Ituri province"). A town that is said to be in a region of another country than all towns of its name is none of them.

Read from right to left, so that "Troy, Rensselaer County, N.Y." is narrowed twice. What contains nothing of the name before it
tells nothing: in "Paris, London and Rome" no candidate lies in another.
"""

from __future__ import annotations

from reportedly.extract.toponyms.lexicon import lexicon
from reportedly.extract.toponyms.reading import Reading
from reportedly.gazetteer.lookup import PlaceRow, contains
from reportedly.syntax.tree import ParsedText

TIES = frozenset({",", "("})
LINK_WORDS = frozenset(
    {"a", "in", "of", "the", "capital", "city", "part", "parts", "province", "region", "state", "district", "what", "is"}
)
REGIONS = frozenset({"admin1", "admin2"})
POSSESSIVE = frozenset({"’s", "'s", "’", "'"})
OPENERS = (["in"], ["of"], ["the"], ["a"], ["city"], ["capital"])
LIST_LINKS = frozenset({",", "and", ", and", "or"})
LONGEST_LINK = 40  # characters


def chained(parsed: ParsedText, readings: tuple[Reading, ...], rows: list[tuple[PlaceRow, ...]]) -> dict[int, tuple[PlaceRow, ...]]:
    """For each reading with a place around it: those of its candidates that lie in it."""
    found: dict[int, tuple[PlaceRow, ...]] = {}
    for index in range(len(readings) - 2, -1, -1):
        inner, outer = readings[index], readings[index + 1]
        if _is_owner(parsed, inner, outer):
            _narrow(found, rows, index + 1, index)
        elif _linked(parsed, inner, outer, _beside(parsed, readings, index)):
            said = inner.role == "place" and _tells_where(outer) and _words_between(parsed, inner, outer)
            if not _narrow(found, rows, index, index + 1) and said:
                countries = {each.country for each in found.get(index + 1, rows[index + 1])}
                found[index] = tuple(row for row in rows[index] if row.country in countries)
    return found


def _tells_where(outer: Reading) -> bool:
    """Whether a name is a region by the word beside it, or a country by its own name."""
    return bool(outer.kinds & REGIONS) or any(row.kind == "country" and row.primary for row in outer.rows)


def is_inside_next(parsed: ParsedText, readings: tuple[Reading, ...], index: int) -> bool:
    """Whether the text says that a name lies in the place named behind it."""
    if index + 1 >= len(readings):
        return False
    return _linked(parsed, readings[index], readings[index + 1], _beside(parsed, readings, index))


def _narrow(found: dict[int, tuple[PlaceRow, ...]], rows: list[tuple[PlaceRow, ...]], inner: int, outer: int) -> bool:
    """Leave of both names the candidates of which one lies in the other; False where there are none."""
    outers = found.get(outer, rows[outer])
    inners = found.get(inner, rows[inner])
    kept = tuple(row for row in inners if any(contains(each, row) for each in outers))
    if kept:
        found[inner] = kept
        narrowed = tuple(each for each in outers if any(contains(each, row) for row in kept))
        if len(narrowed) < len(outers):
            found[outer] = narrowed
    return bool(kept)


def _is_owner(parsed: ParsedText, first: Reading, second: Reading) -> bool:
    """Whether the first name owns the second: "Nigeria's Kano state"."""
    return first.role != "demonym" and first.key != second.key and parsed.text[first.end : second.start].strip() in POSSESSIVE


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
    if between == "":
        return outer.spotted.shortened
    return between in TIES or _words_between(parsed, inner, outer)


def _words_between(parsed: ParsedText, inner: Reading, outer: Reading) -> bool:
    """Whether the words between two names say that the one lies in the other: ", in neighbouring"."""
    words = parsed.text[inner.end : outer.start].replace(",", " ").lower().split()
    known = lexicon().directions | lexicon().neighbouring | lexicon().towns
    return words[:1] in OPENERS and ("in" in words or bool(outer.kinds)) and LINK_WORDS.issuperset(set(words) - known)
