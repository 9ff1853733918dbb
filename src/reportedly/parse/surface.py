"""What the parser is shown in place of the canonical text: as many characters, each where it was.

The parser was trained on clean newswire. Line breaks within a paragraph, odd spaces and typographic quotation marks
are replaced one for one, so that offsets into the surface are offsets into the text. An acronym that spells a pronoun
("WHO reports that ...") is shown as another of its length and kind.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

# control characters and marks of direction: nothing that a reader sees
_UNSEEN = [*range(0x20), 0x7F, *range(0x80, 0xA0), 0x200B, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
_REPLACED = dict.fromkeys(_UNSEEN, " ") | str.maketrans(
    {
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2018": "'",
        "\u2019": "'",
        "\u201b": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2013": "-",
    }
)
_PRONOUN_LIKE = re.compile(r"(?<![A-Z] )\bWHO\b(?! [A-Z]{2})")
ACRONYMS = {"WHO": "WTO"}  # acronyms that the parser takes for pronouns, and what it is shown for them
_INCLUDING = re.compile(r"\bincl\.(?= )")  # its full stop would end the sentence
_EMPTY_LINE = re.compile(r"\n[ \t\u00a0]*\n\s*|\n[ \t]*(?=(?:[-*•▪●·–]|\d{1,2}[.)])[ \t])")
_LINE = re.compile(r"\n\s*")
_CAPITAL = r"(?:[A-ZÀ-Þ][^\W\d_]*\.?|de|del|la|el|al|of|\d{1,4})"
_AGENCY = r"(?: ?[(\[][^\n()\[\]]{2,40}[)\]])"
_NAMES = rf"(?:,? {_CAPITAL}|[’'-]{_CAPITAL}){{0,8}}"
_IN_CAPITALS = rf"(?=\w?\w?[A-ZÀ-Þ.]{{2}})[A-ZÀ-Þ][^\W\d_]+\.?{_NAMES}{_AGENCY}?{_NAMES}{_AGENCY}?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATED = rf"{_CAPITAL}(?: {_CAPITAL}){{0,3}}, (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})? ?:[ \n]+"  # "Kalpetta, July 31:"
_DATELINE = re.compile(rf"(?:(?:{_IN_CAPITALS}|{_CAPITAL}{_NAMES}{_AGENCY}),? ?(?:--|[—–]|-)[ \n]+|{_DATED})")
_COLUMN = re.compile(r"(?<![ \t])[ \t]+[|•▪●][ \t]+")
_DATELINE_WIDTH = 120  # no dateline is longer
_LEAST_WIDTH = 45  # narrower lines may be key figures on lines of their own
_LINE_WIDTH = 100  # hard-wrapped texts keep their lines shorter than this


def surface(text: str) -> str:
    """The text as shown to the parser: `len(surface(text)) == len(text)`."""
    shown = _PRONOUN_LIKE.sub(lambda match: ACRONYMS[match[0]], text.translate(_REPLACED))
    return _INCLUDING.sub("with ", shown)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Character spans of the paragraphs, white space around them left out.

    Every line break divides paragraphs, unless the text is hard-wrapped: then empty lines and list items do.
    """
    divider = _EMPTY_LINE if _is_wrapped(text) else _LINE
    spans, start = [], 0
    for match in divider.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [trimmed for low, high in spans if (trimmed := _trim(text, low, high)) is not None]


def columns(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """The parts of a line that bars or bullets divide: "12 killed | 30 injured"."""
    cuts = [match.span() for match in _COLUMN.finditer(text, low, high)]
    starts, ends = [low, *(end for _, end in cuts)], [*(start for start, _ in cuts), high]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def dateline_end(text: str, low: int, high: int) -> int:
    """Where the report begins behind a dateline at the head of a paragraph; `low` where there is none.

    A dateline is a name in capitals, or any name with an agency in brackets, up to a dash: "KYIV, Jan 9 (Agency) -";
    or any name with a day and a colon: "Kalpetta, July 31:".
    """
    match = _DATELINE.match(text, low, min(high, low + _DATELINE_WIDTH))
    return match.end() if match and match.end() < high else low


def _is_wrapped(text: str) -> bool:
    """Whether line breaks fall where a line is full and not where a sentence ends; narrow lines go on in lower case."""
    lines = [line.strip() for line in text.strip().split("\n")]
    inner = [line for line, after in pairwise(lines) if line and after]
    if len(inner) < 2 or any(len(line) > _LINE_WIDTH for line in inner):
        return False
    going_on = sum(after[0].islower() for line, after in pairwise(lines) if line and after)
    if median(map(len, inner)) < _LEAST_WIDTH and going_on < len(inner) / 2:
        return False
    return sum(not line.endswith((".", "!", "?", ":", '"', "”")) for line in inner) > len(inner) / 2


def _trim(text: str, low: int, high: int) -> tuple[int, int] | None:
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return (low, high) if low < high else None
