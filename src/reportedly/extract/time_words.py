"""A text as words of time: each word with its class and value, and the classes written as one string.

The string has one letter a word, so that the grammar can be a table of regular expressions over word classes: a match
at position 7 begins with the seventh word. Words that have nothing to do with time have the class `nothing`.
Spelled numbers are one word ("twenty-three", "nineteen ninety-six"), and so are the phrases of the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from reportedly.extract.time_classes import CODE, Value, Word
from reportedly.extract.time_numbers import decade, decimal, digits, joined, ordinal
from reportedly.ontology.load import load

_LEXEME = re.compile(
    r"""(?P<iso>\d{4}-\d\d-\d\d(?:[T]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))
    |(?P<slashed>\d{1,4}(?P<mark>[./-])\d{1,2}(?P=mark)\d{1,4}(?![\w/-]|\.\d))
    |(?P<clock>\d{1,2}:\d\d(?!\d)(?::\d\d(?!\d))?|\d{1,2}\.\d\d(?=[ ]?[ap]\.?m\b)|[012]?\dh[0-5]\d\b)
    |(?P<decimal>\d{1,3}[ ][123]/[234](?![\d/])|\d{0,3}[½¼¾])
    |(?P<big>\d{1,3}(?:,\d{3}){1,6}(?!\d)(?:\.\d+)?)
    |(?P<decade>['’]?\d{2,4}['’]?s\b)
    |(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
    |(?P<decimals>\d{1,9}\.\d{1,9})
    |(?P<number>\d+)
    |(?P<ampm>[ap]\.[ ]?m\b\.?|[ap]m\b)
    |(?P<era>b\.[ ]?c\b\.?(?:[ ]?e\b\.?)?|a\.d\b\.?|c\.e\b\.?)
    |(?P<word>o['’]clock\b|[^\W\d_]+)
    |(?P<possessive>['’]s\b)
    |(?P<gap>\n[ \t\r]*\n\s*)
    |(?P<sign>[^\s\w])""",
    re.VERBOSE | re.IGNORECASE,
)
UNIT_WORDS = {"hours": "hour", "hrs": "hour"}  # words of a class of their own that are units too
_NOTHING = (CODE["nothing"], None)


def _whole(name: str) -> Callable[[str], tuple[str, Value]]:
    code = CODE[name]
    return lambda text: (code, text)


_READ: dict[str, Callable[[str], tuple[str, Value]]] = {
    "iso": _whole("iso"),
    "slashed": _whole("slashed"),
    "clock": lambda text: (CODE["clock"], text.replace(".", ":").replace("h", ":")),
    "big": _whole("big"),
    "possessive": _whole("possessive"),
    "gap": _whole("gap"),
    "decade": decade,
    "ordinal": ordinal,
    "decimal": decimal,
    "decimals": decimal,
    "number": digits,
    "ampm": lambda text: (CODE["ampm"], text[0]),
    "era": lambda text: (CODE["era"], text[0] == "b"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text.

    Attributes:
        classes: One letter a word; `CODE` tells which.
        starts: Offset of the first character of each word.
        ends: Offset after its last.
        values: What the word stands for, as its class says.
    """

    classes: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    values: tuple[Value, ...]


def words_of(text: str) -> Words:
    """The words of a text with their classes."""
    lexicon, phrases = _lexicon(), _phrases()
    words: list[Word] = []
    resume = 0
    for match in _LEXEME.finditer(text):
        start, end = match.span()
        if start < resume:
            continue
        kind = match.lastgroup
        if kind == "word" or kind == "sign":
            word = match[0].lower()
            code, value = lexicon.get(word, _NOTHING)
            if word in phrases:
                longer = phrases[word].match(text, start)
                if longer is not None:
                    code, value = _phrase(longer[0])
                    end = resume = longer.end()
        else:
            code, value = _READ[kind or "gap"](match[0].lower())
        words.append((code, start, end, value))
    if not words:
        return Words("", (), (), ())
    codes, starts, ends, values = zip(*joined(words), strict=True)
    return Words("".join(codes), starts, ends, values)


@cache
def _lexicon() -> dict[str, tuple[str, Value]]:
    """Each single word with its class and value."""
    lists = load("times")
    known: dict[str, tuple[str, Value]] = {}
    for name, stand_for in lists["values"].items():
        known.update({word: (CODE[name], value) for word, value in stand_for.items()})
    for name, words in lists["words"].items():
        known.update({word: (CODE[name], UNIT_WORDS.get(word, word)) for word in words})
    known.update({word: (CODE["holiday"], rule) for word, rule in lists["holidays"].items() if " " not in word})
    return known


def _phrase(found: str) -> tuple[str, Value]:
    return _phrase_values()[" ".join(found.lower().replace("’", "'").split())]


@cache
def _phrase_values() -> dict[str, tuple[str, Value]]:
    lists = load("times")
    found: dict[str, tuple[str, Value]] = {phrase: (CODE["holiday"], rule) for phrase, rule in lists["holidays"].items() if " " in phrase}
    for name, phrases in lists["phrases"].items():
        found.update({phrase: (CODE[name], phrase) for phrase in phrases})
    return found


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    """For the first word of each phrase, what finds the longest phrase that begins with it."""
    by_first: dict[str, list[str]] = {}
    for phrase in _phrase_values():
        by_first.setdefault(re.split(r"[ '-]", phrase)[0], []).append(phrase)
    made = {}
    for first, phrases in by_first.items():
        longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        choices = "|".join(re.escape(phrase).replace(r"\ ", r"\s").replace("'", "['’]") for phrase in longest)
        made[first] = re.compile(rf"(?:{choices})\b", re.IGNORECASE)
    return made
