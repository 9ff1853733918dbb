"""What is said where: the contents of attributions, asked for whatever stands within one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.model.attribution import Attribution
from reportedly.syntax.intervals import Cover, Span


class Contents:
    """The spans of the contents of attributions, each with those whose content it is."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        self._attributions = tuple(attributions)
        self._said: dict[Span, list[int]] = {}
        for position, attribution in enumerate(self._attributions):
            for span in attribution.content_spans:
                self._said.setdefault((span.start, span.end), []).append(position)
        self._cover = Cover(self._said)

    def holding(self, start: int, end: int) -> Iterator[tuple[int, int, Attribution]]:
        """The contents that hold a span: the length of each, and the position of its attribution with it."""
        for low, high in (self._cover.spans[at] for at in self._cover.holding(start, end)):
            for position in self._said[low, high]:
                yield high - low, position, self._attributions[position]
