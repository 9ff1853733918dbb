"""Words of a report and where they stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A verbatim quote from a report's canonical text.

    Attributes:
        start: Offset of the first character in the canonical text.
        end: Offset after the last character.
        quote: The characters between them: `text[start:end] == quote`, always.
    """

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Evidence:
        """The words of `text` between two offsets.

        Raises:
            ValueError: The offsets do not enclose a non-empty part of the text.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"evidence asked for at {start}-{end}; the text has characters 0-{len(text)}")
        return cls(start, end, text[start:end])

    def holds_in(self, text: str) -> bool:
        """Whether the quote stands at its offsets in `text`."""
        return text[self.start : self.end] == self.quote

    def overlap(self, start: int, end: int) -> int:
        """Characters shared with another span."""
        return max(0, min(self.end, end) - max(self.start, start))
