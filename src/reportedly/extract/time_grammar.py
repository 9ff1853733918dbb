"""Reads forms from words: the longest reading at each place, from left to right.

The productions stand in `ontology/time_grammar.yaml`. Their patterns become regular expressions over word classes, one
letter a word, so that a whole production is tried by one match. A builder gives the form, or None where the words make no
sense together, and then the next reading has its turn. Of two readings as long as each other the first in the table wins. A
full stop at the end of a reading is left to the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.extract import time_builders
from reportedly.extract.time_builders import Builder
from reportedly.extract.time_classes import CODE
from reportedly.extract.time_forms import Form
from reportedly.extract.time_reading import Reading
from reportedly.extract.time_words import Words
from reportedly.ontology.load import load

# Words of these classes are enough for an expression to begin at them, or a few words before.
TRIGGERS = (
    "iso slashed clock decade ampm month weekday weekdays unit unitpl part season days clockword zone present past_word future set now_adj "
    "decadeword holiday nth_day time spoken_year year overnight tonight night week hours q era past then"
)
REACH = 7  # words that may stand before the trigger
_NAME = re.compile(r"(?:([a-z]\w*)=)?(?:\[([a-z_0-9 ]+)\]|([a-z]\w*|END\b))")
_PART = re.compile(r"\{([a-z_]+)(\d?)\}")


@dataclass(frozen=True, slots=True)
class Production:
    """One line of the grammar.

    Attributes:
        name: Stable name.
        example: An expression that it reads.
        pattern: What it reads, over the classes of words.
        builder: What it makes of it.
    """

    name: str
    example: str
    pattern: re.Pattern[str]
    builder: Builder


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
    for order, production in enumerate(productions()):
        match = production.pattern.match(words.classes, start)
        if match is not None:
            matches.append((-match.end(), order, match, production))
    for _, _, match, production in sorted(matches, key=lambda item: item[:2]):
        form = production.builder(Reading(words, match))
        if form is not None:
            last = match.end() - (words.classes[match.end() - 1] == CODE["dot"])
            return Found(start, last, form, production.name)
    return None


@cache
def productions() -> tuple[Production, ...]:
    """The table of productions, compiled."""
    grammar = load("time_grammar")
    made = []
    for row in grammar["productions"]:
        pattern = "{before_day} " + row["pattern"] + " {after_day}" if row.get("dated") else row["pattern"]
        made.append(Production(row["name"], row["example"], _compiled(pattern), getattr(time_builders, row["reads"])))
    return tuple(made)


def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with its parts put in and its names made letters."""
    grammar = load("time_grammar")
    while _PART.search(pattern):
        pattern = _PART.sub(lambda match: grammar["parts"][match[1]].replace("#", match[2]), pattern)
    return re.compile("".join(_NAME.sub(_letter, pattern).split()))


def _letter(match: re.Match[str]) -> str:
    """The letters of a class, in a group if it has a name."""
    if match[3] == "END":
        return r"\Z"
    names = (match[2] or match[3]).split()
    letters = "".join(CODE[each] for name in names for each in _classes(name))
    return f"(?P<{match[1]}>[{letters}])" if match[1] else f"(?:[{letters}])"


def _classes(name: str) -> list[str]:
    """The classes of words that a name of the grammar stands for."""
    several = load("time_grammar")["classes"].get(name)
    return [each for inner in several.split() for each in _classes(inner)] if several else [name]


@cache
def _places() -> re.Pattern[str]:
    """Where an expression may begin: at a trigger, or a few words of time before one."""
    inner = "".join(code for name, code in CODE.items() if name not in {"nothing", "gap", "open"})
    triggers = "".join(CODE[name] for name in TRIGGERS.split())
    return re.compile(f"(?=[{inner}]{{0,{REACH}}}[{triggers}])[{inner}]")
