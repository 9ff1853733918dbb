"""Cutting a text into what the encoder takes at once."""

from __future__ import annotations

from bisect import bisect_right

LONGEST = 254  # word pieces


def windows(bounds: list[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """Runs of whole sentences of nearly one length; a sentence that is longer than a window is cut.

    Args:
        bounds: First piece of each sentence, and the one behind its last.
        count: Number of pieces.
    """
    ends = sorted({0, count} | {high for _, high in bounds})
    parts = max(1, -(-count // LONGEST))
    while True:
        size = -(-count // parts)
        found: list[tuple[int, int]] = []
        low = 0
        while low < count and (not found or found[-1][1] - found[-1][0] <= LONGEST):
            end = ends[bisect_right(ends, low + size) - 1]
            high = end if end > low else min(count, low + LONGEST)
            found.append((low, high))
            low = high
        if all(high - low <= LONGEST for low, high in found):
            return found
        parts += 1 + parts // 8  # long texts need a few tries only
