"""Reads forms from words: the longest reading at each place, from left to right.

The productions stand in `time_productions.py`. Their patterns become regular expressions over word classes. A builder gives
the form, or None where the words make no sense together, and then the next reading has its turn. Of two readings as long as
each other the first in the table wins. A full stop at the end of a reading is left to the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.extract.time_builders import Reading
from reportedly.extract.time_forms import Form
from reportedly.extract.time_productions import PRODUCTIONS, SETS, Production
from reportedly.extract.time_words import CODE, Words

@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of words with what it reads as.

    Attributes:
        first: Index of the first word.
        last: Index after the last word.
        form: What it says.
        name: The production.
    """

    first: int
    last: int
    form: Form
    name: str


def readings(words: Words) -> Iterator[Found]:
    """The longest readings of the words, from left to right, without overlap."""
    position = 0
    for hit in _places().finditer(words.classes):
        start = hit.start()
        if start < position:
            continue
        found = _longest(words, start)
        if found is not None:
            position = found.last
            yield found


def _longest(words: Words, start: int) -> Found | None:
    matches = []
    for order, (pattern, production) in enumerate(_compiled()):
        match = pattern.match(words.classes, start)
        if match is not None:
            matches.append((-match.end(), order, match, production))
    for _, _, match, production in sorted(matches, key=lambda item: item[:2]):
        form = production.builder(Reading(words, match))
        if form is not None:
            end = match.end() - (words.classes[match.end() - 1] == CODE["dot"])
            return Found(start, end, form, production.name)
    return None


_NAME = re.compile(r"(\\?)(?:([a-z]\w*)=)?(?:\[([a-z_0-9 ]+)\]|([a-z]\w*|END\b))")


def _translate(pattern: str) -> str:
    def letter(match: re.Match[str]) -> str:
        names = (match[3] or match[4]).split()
        if names == ["END"]:
            return r"\Z"
        classes = [each for name in names for each in SETS.get(name, name).split()]
        letters = "".join(CODE[each] for nested in classes for each in SETS.get(nested, nested).split())
        group = f"[{letters}]"
        return f"(?P<{match[2]}>{group})" if match[2] else f"(?:{group})"

    return _NAME.sub(letter, pattern).replace(" ", "")


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Production], ...]:
    return tuple((re.compile(_translate(each.pattern)), each) for each in PRODUCTIONS)


@cache
def _places() -> re.Pattern[str]:
    """Where an expression may begin: at a word of its own class, or where one is not far."""
    strong = (
        "iso slashed clock decade ampm month weekday weekdays unit unitpl part season seasons days clockword zone present past_word future set "
        "now_adj decadeword holiday spoken_year year overnight tonight night week q era past then"
    )
    inner = "".join(code for name, code in CODE.items() if name not in {"other", "gap", "open"})
    letters = "".join(CODE[name] for name in strong.split())
    return re.compile(f"(?=[{inner}]{{0,7}}[{letters}])[{inner}]")
