"""Which spans hold which: one sweep over the text, so that long reports cost no more per word than short ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

Span = tuple[int, int]


def holders(spans: Sequence[Span], points: Sequence[Span]) -> list[list[int]]:
    """For each of the `points`, the positions of the `spans` that hold it whole, in order."""
    by_start = sorted(range(len(spans)), key=lambda index: spans[index][0])
    found: list[list[int]] = [[] for _ in points]
    active: list[int] = []
    following = 0
    for position in sorted(range(len(points)), key=lambda index: points[index][0]):
        start, end = points[position]
        while following < len(by_start) and spans[by_start[following]][0] <= start:
            active.append(by_start[following])
            following += 1
        active = [index for index in active if spans[index][1] > start]
        found[position] = sorted(index for index in active if spans[index][1] >= end)
    return found


class Cover:
    """Spans of a text that are asked, many times, which of them hold another: those that end too early are not looked at.

    Attributes:
        spans: The spans, in order.
    """

    __slots__ = ("_reach", "_starts", "spans")

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = tuple(sorted(spans))
        self._starts = [start for start, _ in self.spans]
        self._reach = list(accumulate((end for _, end in self.spans), max))  # the furthest end so far

    def holding(self, start: int, end: int) -> list[int]:
        """Positions of the spans that hold the span whole, in order."""
        at = bisect_right(self._starts, start) - 1
        found = []
        while at >= 0 and self._reach[at] >= end:
            if self.spans[at][1] >= end:
                found.append(at)
            at -= 1
        return found[::-1]
