"""The named question for two versions of a report: which of its figures stayed, changed, came or went.

Figures are versions of each other where they are in one series of the ledger, or, outside of it, count the same in the same words; of
several such, those that say the same first, then in the order of the text.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from reportedly.model.figure import Figure
from reportedly.run.reports import OnTheShelf

ChangeKind = Literal["same", "changed", "removed", "added"]
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure in both versions; null where one has it not."""

    kind: ChangeKind
    old: Figure | None
    new: Figure | None


def figure_changes(old: OnTheShelf, new: OnTheShelf) -> tuple[FigureChange, ...]:
    """What became of the figures of a report in a later version, in the order of the old text; what came anew last."""
    here = _distinct(old)
    left = {figure.id: figure for figure in _distinct(new)}
    partners: dict[str, Figure] = {}
    for exactly in (True, False):
        waiting: dict[Key, list[Figure]] = defaultdict(list)
        for figure in left.values():
            waiting[_key(figure, new, exactly)].append(figure)
        for figure in here:
            like = waiting[_key(figure, old, exactly)]
            if figure.id not in partners and like:
                partners[figure.id] = like.pop(0)
                del left[partners[figure.id].id]
    stayed = (FigureChange(_kind(figure, partners.get(figure.id)), figure, partners.get(figure.id)) for figure in here)
    return (*stayed, *(FigureChange("added", None, figure) for figure in left.values()))


def _kind(figure: Figure, other: Figure | None) -> ChangeKind:
    return "removed" if other is None else "same" if _said(figure) == _said(other) else "changed"


def _key(figure: Figure, shelf: OnTheShelf, exactly: bool) -> Key:
    return (*_scope(figure, shelf), *(_said(figure) if exactly else ()))


def _scope(figure: Figure, shelf: OnTheShelf) -> Key:
    """What the figure counts: its series, or the words and the measure."""
    placed = shelf.placed.get(figure.id)
    return ("series", placed.series.id) if placed else (figure.measure, figure.unit, figure.subject.lower())


def _said(figure: Figure) -> Key:
    return (figure.number, figure.qualifier, figure.low, figure.high, figure.status)


def _distinct(shelf: OnTheShelf) -> list[Figure]:
    """The figures of a report, those said again and those given as earlier values left out."""
    return [figure for figure in shelf.record.figures if figure.same_as is None and figure.previous_of is None]
