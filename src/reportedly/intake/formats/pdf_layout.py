"""From lines on pages to paragraphs with whole sentences.

1. What recurs at the top or bottom edge of pages, and page numbers there, is furniture: it is left out where it recurs, and stands
   once, for the head of a situation report often has its date.
2. A line goes on the one before, unless there is a gap, the letters change their size, a sign of a list begins it, or the line
   before ended a sentence short of the column's edge. A sentence goes on over the edge of a page.
3. A word that is broken at the end of a line is made whole: without its hyphen, unless what follows is no small letter, the word
   stands hyphened elsewhere in the text, or its first part is one that stays hyphened ("two-year").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.model.report import Stretch

EDGE = 0.14  # share of a page's height in which furniture stands
EDGE_LINES = 4  # lines from the top or bottom that may be furniture
GAP = 0.9  # of a line's height: a larger gap parts paragraphs
SIZES = 1.25  # ratio of heights from which on letters are of another size
SHORT = 0.85  # of the column's width: a line that ends its sentence before that ends its paragraph
SOFT_HYPHEN = "\u00ad"

_NUMBER_LINE = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_ENDS = re.compile(r"[.!?:;][\"'”’)\]]{0,3}\s*$")
_BULLET = re.compile(r"\s*(?:[•▪■●◦‣▶►✓✔➢➤·*]|[-–—](?=\s)|\(?(?:\d{1,2}|[a-z])[.)](?=\s))\s*")
_BROKEN = re.compile(r"(?<![^\W\d_])(?P<first>[^\W\d_]+)(?P<mark>[-‐\u00ad])$")
_SOFT_INSIDE = re.compile("\u00ad(?!$)")
_NEXT = re.compile(r"[^\W_]+")
_HYPHENED = re.compile(r"(?<![^\W\d_])[^\W\d_]+-[^\W\d_]+")
_STAYS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "half",
        "self",
        "non",
        "ex",
        "co",
        "anti",
        "pro",
        "pre",
        "post",
        "cross",
        "multi",
        "inter",
        "well",
        "long",
        "short",
        "high",
        "low",
        "mid",
        "semi",
        "one",
        "first",
        "second",
        "third",
        "all",
        "so",
        "vice",
        "north",
        "south",
        "east",
        "west",
    ]
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line and its place, in points from the top left of its page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Of its letters."""
        return max(self.bottom - self.top, 1.0)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its height and its lines."""

    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """The text of all pages.

    Attributes:
        text: Paragraphs with an empty line between them.
        pages: Which page each stretch of it stood on, in order.
        furniture: What was left out where it recurs.
    """

    text: str
    pages: tuple[Stretch, ...]
    furniture: tuple[str, ...]


def page_of(data: Mapping[str, Any]) -> Page:
    """A page as the process gives it."""
    lines = (Line(str(text), *(float(value) for value in place)) for text, *place in data["lines"])
    return Page(float(data["size"][1]), tuple(lines))


def laid_out(pages: Sequence[Page]) -> Laid:
    """The text of pages."""
    kept, furniture = _without_furniture(pages)
    hyphened = Counter(word.lower() for page in kept for line in page for word in _HYPHENED.findall(line.text))
    text: list[str] = []
    stretches: list[Stretch] = []
    length = 0
    before: tuple[int, Line, float] | None = None
    for number, lines in enumerate(kept, start=1):
        edge = _edge(lines)
        for line in lines:
            words = _SOFT_INSIDE.sub("", _SPACES.sub(" ", line.text).strip())
            if not words:
                continue
            glue = ""
            if before is not None:
                glue, cut = _glue(before, (number, line), text[-1], words, hyphened)
                if cut:
                    text[-1] = text[-1][:-cut]
                    length -= cut
                    stretches[-1] = Stretch(stretches[-1].start, length, stretches[-1].page)
            start = length + len(glue)
            text += [glue, words] if glue else [words]
            length = start + len(words)
            if stretches and stretches[-1].page == number:
                stretches[-1] = Stretch(stretches[-1].start, length, number)
            else:
                stretches.append(Stretch(start, length, number))
            before = (number, line, edge)
    return Laid("".join(text), tuple(stretches), furniture)


def _glue(before: tuple[int, Line, float], this: tuple[int, Line], written: str, words: str, hyphened: Counter[str]) -> tuple[str, int]:
    """What stands between two lines, and how many characters of the first go."""
    if _parts(before, this, written):
        return "\n\n", len(written) - len(written.rstrip(SOFT_HYPHEN))
    broken = _BROKEN.search(written)
    following = _NEXT.match(words)
    if broken is None or following is None:
        return " ", len(written) - len(written.rstrip(SOFT_HYPHEN))
    if broken["mark"] == SOFT_HYPHEN:
        return "", 1
    first, second = broken["first"].lower(), following[0]
    stays = not second[0].islower() or first in _STAYS or hyphened[f"{first}-{second.lower()}"] > 0
    return "", 0 if stays else 1


def _parts(before: tuple[int, Line, float], this: tuple[int, Line], written: str) -> bool:
    """Whether a paragraph ends between two lines."""
    (page_before, line, edge), (page, following) = before, this
    ended = _ENDS.search(written) is not None
    if _BULLET.match(following.text):
        return True
    if max(line.height, following.height) / min(line.height, following.height) > SIZES and _size(line) != _size(following):
        return True
    if page_before != page or following.top < line.top - line.height:  # another page, or another column
        return ended
    if following.top - line.bottom > GAP * max(line.height, following.height):
        return True
    return ended and (line.right < edge * SHORT or following.left > line.left + 2 * line.height)


def _size(line: Line) -> int:
    """How tall the letters are, by a line's height; a line without tall or deep letters is not smaller for it."""
    deep, tall = re.search(r"[gjpqy,;()]", line.text), re.search(r"[A-Zbdfhklt0-9]", line.text)
    share = 1.0 if deep and tall else 0.78 if tall or deep else 0.55
    return round(line.height / share / 2)


def _edge(lines: Sequence[Line]) -> float:
    """Where the column ends on the right: reached by one line in five."""
    rights = sorted((line.right for line in lines), reverse=True)
    return rights[len(rights) // 5] if rights else 0.0


def _without_furniture(pages: Sequence[Page]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """The lines of each page that are running text, and what was left out."""
    counts = Counter(form for page in pages for form in {_form(line) for line in _margins(page)})
    often = max(2, (len(pages) + 1) // 2) if len(pages) < 6 else max(3, len(pages) // 3)
    recurring = {form for form, count in counts.items() if count >= often}
    seen: set[str] = set()
    left_out: dict[str, str] = {}
    kept = []
    for page in pages:
        margins = {id(line) for line in _margins(page)}
        rest = []
        for line in page.lines:
            form, words = _form(line), line.text.strip()
            number = _NUMBER_LINE.fullmatch(words) is not None and _at_edge(line, page)
            if not number and (id(line) not in margins or form not in recurring):
                rest.append(line)
            elif number or form in seen:
                left_out.setdefault(form, words)
            else:
                seen.add(form)
                rest.append(line)
        kept.append(rest)
    return kept, tuple(left_out.values())


def _margins(page: Page) -> Iterator[Line]:
    """The lines that may be furniture: few, at the edge, and set off from the running text by a gap."""
    downwards = sorted(page.lines, key=lambda line: line.top)
    for lines, way in ((downwards, 1), (sorted(page.lines, key=lambda line: -line.bottom), -1)):
        for number, line in enumerate(lines[: EDGE_LINES + 1]):
            following = lines[number + 1] if number + 1 < len(lines) else None
            gap = 0.0 if following is None else (following.top - line.bottom if way > 0 else line.top - following.bottom)
            if number < EDGE_LINES and _at_edge(line, page) and (following is None or gap > GAP * line.height):
                yield from lines[: number + 1]
                break


def _at_edge(line: Line, page: Page) -> bool:
    return line.top < page.height * EDGE or line.bottom > page.height * (1 - EDGE)


def _form(line: Line) -> str:
    """A line as it recurs: its numbers and spaces do not matter."""
    return _DIGITS.sub("#", _SPACES.sub(" ", line.text).strip().lower())
