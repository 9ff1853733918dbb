"""Which spans hold which: one sweep over the text, so that long reports cost no more per word than short ones."""

from __future__ import annotations

from collections.abc import Sequence

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
