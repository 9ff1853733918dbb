"""Spans laid over a text: the text cut into pieces, each with the spans that cover it.

Spans may nest, cross and repeat. The text is cut at every border of a span, so that each piece is covered by the same spans throughout,
and pieces joined give the text, to the character. A text too long for one page is cut into parts before, at the ends of lines where
there are any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

NEAR = 2000  # characters within which the end of a part is looked for


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a text that is evidence of something.

    Attributes:
        start: First character.
        end: After the last.
        kind: What it is evidence of.
        of: Id of the item.
    """

    start: int
    end: int
    kind: str
    of: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and what covers them.

    Attributes:
        text: The words.
        spans: The spans that cover them: the one that began first and reaches farthest first, the innermost last.
        begins: Those of them whose words begin here.
    """

    text: str
    spans: tuple[Span, ...] = ()
    begins: tuple[Span, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of what covers the words, each once."""
        return tuple(dict.fromkeys(span.kind for span in self.spans))


def pieces(text: str, spans: Iterable[Span], start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """The text between two characters in pieces; of spans only what lies within counts, and empty ones count for nothing."""
    end = len(text) if end is None else end
    beginning: dict[int, list[Span]] = defaultdict(list)
    borders = {start, end}
    for span in sorted(set(spans), key=lambda each: (each.start, -each.end, each.kind, each.of)):
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            beginning[first].append(span)
            borders |= {first, last}
    found: list[Piece] = []
    covering: list[Span] = []
    for first, last in pairwise(sorted(borders)):
        covering = [each for each in covering if each.end > first] + beginning[first]
        found.append(Piece(text[first:last], tuple(covering), tuple(beginning[first])))
    return tuple(found)


def parts(text: str, longest: int) -> tuple[tuple[int, int], ...]:
    """Where a text is cut so that no part is longer than this: behind a line, else behind a word, else anywhere. At least one part."""
    found: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > longest:
        end = start + longest
        low = max(start + 1, end - min(NEAR, longest // 2))
        for border in ("\n\n", "\n", " "):
            at = text.rfind(border, low, end)
            if at >= 0:
                end = at + len(border)
                break
        found.append((start, end))
        start = end
    return (*found, (start, len(text)))


def part_of(cuts: Sequence[tuple[int, int]], at: int) -> int:
    """Which part a character lies in, from 1."""
    return next((number for number, (_, end) in enumerate(cuts, 1) if at < end), len(cuts))
