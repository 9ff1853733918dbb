"""Numbers that a reader sees otherwise than a program reads them: none of them becomes an amount.

A report may hold, by a careless copy or by design, digits whose look and code differ. What stands there cannot be told from the
characters, so it is kept as an issue and never as a figure:

- a character that has no width, between digits: "16<zero width space>4", "16<soft hyphen>4";
- digits of two scripts in one number, or digits of a script that English is not written with: "1٢3"; full-width digits are told apart
  from others by everybody, and are read;
- a letter in place of a digit: "5,О00" with a Cyrillic letter, "1O0" with a Latin one;
- a mark over or through a digit: "2̸";
- digits inside an override of the direction of writing, where "461" is shown as 164.

The classes are those of the Unicode Character Database (general categories Cf, Mn, Me; Unicode Technical Standard 39 names the
dangers).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.model.issue import Issue
from reportedly.model.mentions import Amount

CODE = "disguised-number"
SHOWN = 40  # characters of what was found
_OVERRIDE = re.compile(r"[\u202d\u202e][^\u202c\n]{0,10000}")
_WORD = re.compile(r"(?<!\S)[^\s\d]*+\d\S*+")
_RUN = re.compile(r"\d[^\s\d]{0,4}(?=\d)")
_LETTER_INSIDE = re.compile(r"\d[.,]?(?![^\W\d_]{3})(?P<letters>[^\W\d_]{1,2})\d")
_FULL_WIDTH = range(0xFF10, 0xFF1A)


def undisguised(text: str, amounts: Sequence[Amount]) -> tuple[tuple[Amount, ...], tuple[Issue, ...]]:
    """The amounts that can be read as they look, and an issue for each place where others stood."""
    if text.isascii() and not _LETTER_INSIDE.search(text):
        return tuple(amounts), ()
    found = list(_disguises(text))
    if not found:
        return tuple(amounts), ()
    kept = tuple(each for each in amounts if not any(start < each.end and each.start < end for start, end, _ in found))
    return kept, tuple(_issue(text, start, end, why) for start, end, why in found)


def _disguises(text: str) -> Iterator[tuple[int, int, str]]:
    """Where numbers are disguised, each with how; of what overlaps the first."""
    overridden = [match.span() for match in _OVERRIDE.finditer(text) if any(each.isdecimal() for each in match[0])]
    yield from ((start, end, "the direction of writing is overridden") for start, end in overridden)
    for match in _WORD.finditer(text):
        why = _disguise(match[0])
        if why and not any(start < match.end() and match.start() < end for start, end in overridden):
            yield match.start(), match.end(), why


def _disguise(word: str) -> str | None:
    if any(unicodedata.category(each) == "Cf" for run in _RUN.findall(word) for each in run):
        return "a character without width stands among the digits"
    zeros = {ord(each) - unicodedata.decimal(each) for each in word if each.isdecimal()}
    if len(zeros) > 1:
        return "its digits are of more than one script"
    if not zeros <= {ord("0"), _FULL_WIDTH.start}:
        return "its digits are of a script that English is not written with"
    if any(unicodedata.category(after) in ("Mn", "Me") for before, after in pairwise(word) if before.isdecimal()):
        return "a mark is set upon a digit"
    inside = _LETTER_INSIDE.search(word)
    if inside and all(each in "OoIl" or not each.isascii() for each in inside["letters"]):
        return "a letter stands in place of a digit"
    return None


def _issue(text: str, start: int, end: int, why: str) -> Issue:
    seen = text[start : min(end, start + SHOWN)]
    message = f"a number was looked for in {seen!a}; {why}, so what a reader sees may be another number; no figure was made of it"
    return Issue(CODE, "warning", message, start, end)
