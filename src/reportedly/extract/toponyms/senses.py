"""The names of a text: all mentions that share a sense are one name, with the places that it can mean.

A name has one sense a text, unless it is told apart by what stands around it ("Paris, Texas") or by a word for a sort of place
("Aktobe region", "Aktobe"). A bare name means what the same name means where its region is named with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.extract.toponyms.chains import chained
from reportedly.extract.toponyms.lexicon import lexicon
from reportedly.extract.toponyms.reading import Reading
from reportedly.extract.toponyms.regions import allowed
from reportedly.gazetteer.lookup import PlaceRow, candidates
from reportedly.syntax.tree import ParsedText

MOST_CANDIDATES = 60  # the most populous ones of a name are weighed
DATELINE = 3  # a dateline counts as so many mentions
TOWNS = frozenset({"city"})
LOUDEST = 3  # names said often count more, but not more than this


@dataclass
class Name:
    """All mentions of a name that share a sense.

    Attributes:
        number: Its position among the names of the text.
        spelled: Key of the name; names so spelled do not speak for each other.
        rows: The places that it can mean.
        kinds: Whether a word for a sort of place stands beside it.
        contained: Whether a place around it is named with it.
        mentions: How often it is said.
        best: The place that it is taken to mean now.
        why: The reason.
        priors: For each row, what speaks for it whatever the others mean.
    """

    number: int
    spelled: str
    rows: tuple[PlaceRow, ...]
    kinds: bool
    contained: bool
    mentions: int = 0
    best: PlaceRow | None = None
    why: str = ""
    priors: list[dict[str, float]] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How much the name counts."""
        return max(0, min(self.mentions, LOUDEST))


def names_of(parsed: ParsedText, readings: tuple[Reading, ...]) -> tuple[list[Name], list[int]]:
    """The names of the text, and which of them each reading is a mention of."""
    rows = [_allowed(reading) for reading in readings]
    inside = chained(parsed, readings, rows)
    names: list[Name] = []
    position: dict[tuple[object, ...], int] = {}
    told: dict[str, int] = {}
    of_reading: list[int] = []
    for index, reading in enumerate(readings):
        fixed = reading.spotted.shortened or reading.spotted.adjective
        spelled = f"= {reading.rows[0].name}" if fixed and reading.rows else reading.key
        within = tuple((row.id, row.name) for row in inside[index]) if index in inside else None
        identity = (spelled, reading.kinds - TOWNS, within, bool(reading.rows))
        if identity not in position:
            position[identity] = len(names)
            names.append(Name(len(names), spelled, inside.get(index, rows[index]), bool(reading.kinds), index in inside))
            if index in inside:
                told.setdefault(spelled, position[identity])
        names[position[identity]].mentions += DATELINE if reading.rule == "dateline" else 1
        of_reading.append(position[identity])
    for index, reading in enumerate(readings):
        target = told.get(reading.key)
        if target is not None and index not in inside and not reading.kinds and set(names[target].rows) <= set(rows[index]):
            names[of_reading[index]].mentions -= 1
            of_reading[index] = target
            names[target].mentions += 1
    return names, of_reading


def _allowed(reading: Reading) -> tuple[PlaceRow, ...]:
    """The candidates of a reading that the words beside it allow."""
    placed = tuple(row for row in reading.rows if row.lat is not None)
    if reading.kinds and reading.kinds != TOWNS:
        full = _called(reading) if reading.kind_word in lexicon().of_names else ()
        for rows in (full, placed):
            if fitting := allowed(rows, lexicon().ranks[reading.kind_word]):
                return fitting[:MOST_CANDIDATES]
    return placed[:MOST_CANDIDATES] or reading.rows[:1]


def _called(reading: Reading) -> tuple[PlaceRow, ...]:
    """The places that bear name and kind together: "Washington County" for "Dakota and Washington counties"."""
    word = reading.kind_word.removesuffix("ies") + "y" if reading.kind_word.endswith("ies") else reading.kind_word.removesuffix("s")
    return candidates(f"{reading.key} {word}") if word and not reading.key.endswith(word) else ()
