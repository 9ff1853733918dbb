"""Which characters stand between quotation marks.

Rules:

1. Double marks only, of any shape; single ones are apostrophes too often. A mark that points one way opens or closes
   accordingly; a straight one, and one that contradicts what is open, is read by what is open: inside a quotation a mark
   closes it, outside it opens one. So `country, ”he said.` closes, though a space stands before the mark.
2. A mark with no word after it in its paragraph does not open.
3. A quotation that is open at the end of its paragraph ends there; it goes on in the next paragraph if that begins
   with a mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARK = re.compile("[\"“”„«»‟]|''|``")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    Attributes:
        start: Offset of the opening mark.
        end: Offset after the closing mark.
        inner: Offsets of what is between.
        paragraph: Number of the paragraph.
        open_end: No closing mark in the paragraph.
    """

    start: int
    end: int
    inner: tuple[int, int]
    paragraph: int
    open_end: bool = False


class Quotations:
    """All quotations of a text, asked by offset."""

    def __init__(self, found: tuple[Quotation, ...]):
        self.all = found
        self._starts = [quotation.start for quotation in found]

    def at(self, offset: int) -> Quotation | None:
        """The quotation that holds a character, its marks included."""
        index = bisect_right(self._starts, offset) - 1
        return self.all[index] if index >= 0 and offset < self.all[index].end else None

    def after(self, offset: int) -> Quotation | None:
        """The first quotation that begins at the offset or behind it."""
        index = bisect_right(self._starts, offset - 1)
        return self.all[index] if index < len(self.all) else None

    def before(self, offset: int) -> Quotation | None:
        """The last quotation that ends at the offset or ahead of it."""
        index = bisect_right(self._starts, offset) - 1
        while index >= 0 and self.all[index].end > offset:
            index -= 1
        return self.all[index] if index >= 0 else None


def find_quotations(text: str, paragraphs: list[tuple[int, int]]) -> Quotations:
    """The quotations of a text, in order."""
    found: list[Quotation] = []
    for number, (low, high) in enumerate(paragraphs):
        opened: re.Match[str] | None = None
        for mark in _MARK.finditer(text, low, high):
            if opened is not None:
                if _reopens(text, opened, mark):
                    found.append(Quotation(opened.start(), mark.start(), (opened.end(), mark.start()), number, True))
                    opened = mark
                    continue
                found.append(Quotation(opened.start(), mark.end(), (opened.end(), mark.start()), number))
                opened = None
            elif _may_open(text, mark, high):
                opened = mark
        if opened is not None:
            found.append(Quotation(opened.start(), high, (opened.end(), high), number, True))
    return Quotations(tuple(found))


def _may_open(text: str, mark: re.Match[str], high: int) -> bool:
    """Words must follow. A straight mark glued to the word before it and not to one after it only ever closes."""
    start, end = mark.span()
    if not _WORD.search(text, end, min(high, end + 200)):
        return False
    glued = start > 0 and not text[start - 1].isspace() and text[start - 1] not in "([—–-:,"
    return not (glued and (mark.group() in _CLOSING or end >= high or text[end].isspace()))


def _reopens(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """A pointed opening mark at a word, while another quotation is open: the first was never closed."""
    at_word = mark.end() < len(text) and text[mark.end()].isalnum()
    return mark.group() in _OPENING and opened.group() in _OPENING and at_word and mark.start() > opened.end()
