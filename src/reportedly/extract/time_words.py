"""A text as words of time: each word with its class and value, and the classes written as one string.

The string has one letter a word, so that the grammar can be a table of regular expressions over word classes: a match
at position 7 begins with the seventh word. Words that have nothing to do with time have the class `other`.
Spelled numbers are one word ("twenty-three", "nineteen ninety-six"), and so are the phrases of the lexicon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly.ontology.load import load

Value = Any  # int, float, str or tuple, as the class of the word says; None where it says all

_LEXEME = re.compile(
    r"""(?P<iso>\d{4}-\d\d-\d\d(?:[T]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))
    |(?P<slashed>\d{1,4}(?P<mark>[./-])\d{1,2}(?P=mark)\d{1,4}(?![\w/-]|\.\d))
    |(?P<fraction>\d{1,3}[ ][123]/[234](?![\d/]))
    |(?P<clock>\d{1,2}:\d\d(?!\d)(?::\d\d(?!\d))?)
    |(?P<big>\d{1,3}(?:,\d{3}){1,6}(?!\d)(?:\.\d+)?)
    |(?P<decade>['’]?\d{2,4}['’]?s\b)
    |(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
    |(?P<decimal>\d{1,9}\.\d{1,9}|[\d]{0,3}[½¼¾])
    |(?P<number>\d+)
    |(?P<ampm>[ap]\.[ ]?m\b\.?|[ap]m\b)
    |(?P<era>b\.[ ]?c\.(?:[ ]?e\.)?|a\.d\.|c\.e\.)
    |(?P<word>o['’]clock\b|[^\W\d_]+)
    |(?P<possessive>['’]s\b)
    |(?P<gap>\n[ \t\r]*\n\s*)
    |(?P<sign>[^\s\w])
    |_""",
    re.VERBOSE | re.IGNORECASE,
)

# Words that a production names by themselves; several spellings may share a name.
LITERALS = {
    "a": "a an", "the": "the", "of": "of", "in": "in", "on": "on", "at": "at", "to": "to", "and": "and", "or": "or", "by": "by", "from": "from",
    "through": "through thru", "between": "between", "until": "until till", "since": "since", "ago": "ago", "earlier": "earlier", "later": "later",
    "before": "before beforehand", "after": "after afterwards afterward", "this": "this", "that": "that", "these": "these", "those": "those",
    "each": "each every", "per": "per", "more": "more", "than": "than", "least": "least most", "up": "up", "same": "same", "long": "long lasting",
    "old": "old", "fiscal": "fiscal financial", "half": "half", "other": "other", "past": "past", "oclock": "o'clock o’clock", "less": "less fewer",
    "within": "within", "ended": "ended ending", "period": "period", "new": "new", "its": "its his her their our", "no": "no", "so": "so",
    "second": "second", "overnight": "overnight", "tonight": "tonight", "once": "once", "twice": "twice", "entire": "entire full whole",
    "latest": "latest", "night": "night", "week": "week", "q": "q", "over": "over under", "times": "times", "only": "only", "time": "time", "then": "then", "into": "into", "during": "during", "far": "far", "date": "date", "effective": "effective due",
    "age": "age aged ages", "just": "just",
    "comma": ",", "dot": ".", "dash": "- – — ‑ −", "open": "( [", "close": ") ]", "quote": "' ’ ‘",
}  # fmt: skip
NUMBERS = ("n12", "n24", "n31", "n59", "n99", "num", "year", "clock4")
CLASSES = (
    "other", "gap", "iso", "slashed", "clock", "big", "decade", "ord31", "ordinal", "decimal", *NUMBERS, "spelled", "ampm", "era", "possessive",
    "month", "weekday", "weekdays", "unit", "unitpl", "part", "season", "seasons", "days", "clockword", "zone", "present", "past_word", "future", "set", "back", "onward",
    "now_adj", "then_adj", "early", "late", "mid", "end", "vague", "approx", "holiday", "decadeword", "spoken_year", "hundred", *LITERALS,
)  # fmt: skip
CODE = {name: chr(0xE000 + number) for number, name in enumerate(CLASSES)}
_OTHER = CODE["other"]
_HUNDREDS = {"hundred": 100, "thousand": 1000}
_MAGNITUDES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


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
    known, phrases = _lexicon(), _phrases()
    classes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[Value] = []
    resume = 0
    for match in _LEXEME.finditer(text):
        start, end = match.span()
        if start < resume:
            continue
        kind = match.lastgroup
        if kind == "word" or kind == "sign":
            word = match[0].lower()
            code, value = known.get(word, (_OTHER, None))
            longer = phrases.get(word)
            if longer is not None:
                found = longer.match(text, start)
                if found is not None:
                    code, value = _phrase_values()[" ".join(found[0].lower().replace("’", "'").split())]
                    end = resume = found.end()
        elif kind is None:
            continue
        else:
            code, value = _READ[kind](match[0].lower())
        classes.append(code)
        starts.append(start)
        ends.append(end)
        values.append(value)
    return _join_numbers(classes, starts, ends, values)


def _number(text: str) -> tuple[str, Value]:
    value = int(text[:18])
    if len(text) == 4:
        if text.startswith("0"):
            return CODE["clock4"], text
        return CODE["year" if 1000 <= value <= 2199 else "num"], value
    if len(text) > 2 or value > 99:
        return CODE["num"], value
    for limit, name in ((12, "n12"), (24, "n24"), (31, "n31"), (59, "n59")):
        if value <= limit:
            return CODE[name], value
    return CODE["n99"], value


def _ordinal(text: str) -> tuple[str, Value]:
    value = int(text[:-2])
    return CODE["ord31" if 1 <= value <= 31 else "ordinal"], value


def _decade(text: str) -> tuple[str, Value]:
    digits = int("".join(mark for mark in text if mark.isdigit()))
    if digits % 10 or (100 <= digits < 1000 and digits % 100 == 0):
        return _OTHER, None
    return CODE["decade"], 1900 + digits if digits < 100 else digits


def _decimal(text: str) -> tuple[str, Value]:
    if text[-1] in _FRACTIONS:
        return CODE["decimal"], int(text[:-1] or 0) + _FRACTIONS[text[-1]]
    return CODE["decimal"], float(text)


def _fraction(text: str) -> tuple[str, Value]:
    whole, part = text.split(" ")
    return CODE["decimal"], int(whole) + int(part[0]) / int(part[2])


_READ = {
    "iso": lambda text: (CODE["iso"], text),
    "slashed": lambda text: (CODE["slashed"], text),
    "clock": lambda text: (CODE["clock"], text),
    "big": lambda text: (CODE["big"], None),
    "decade": _decade,
    "ordinal": _ordinal,
    "decimal": _decimal,
    "fraction": _fraction,
    "number": _number,
    "ampm": lambda text: (CODE["ampm"], text[0]),
    "era": lambda text: (CODE["era"], text[0] == "b"),
    "possessive": lambda text: (CODE["possessive"], None),
    "gap": lambda text: (CODE["gap"], None),
}


def _join_numbers(classes: list[str], starts: list[int], ends: list[int], values: list[Value]) -> Words:
    """Spelled numbers, and numbers before a magnitude, made one word each."""
    spelled, hyphen = CODE["spelled"], CODE["dash"]
    line = "".join(classes)
    if spelled in line or CODE["hundred"] in line:
        position = 0
        kept: list[int] = []
        while position < len(classes):
            kept.append(position)
            if classes[position] in (spelled, CODE["hundred"]):
                after = _join_at(position, classes, values, ends, spelled, hyphen)
                ends[position] = ends[after - 1]
                position = after
            else:
                position += 1
        classes, starts, ends, values = ([row[each] for each in kept] for row in (classes, starts, ends, values))
        line = "".join(classes)
    return Words(line, tuple(starts), tuple(ends), tuple(values))


def _join_at(at: int, classes: list[str], values: list[Value], ends: list[int], spelled: str, hyphen: str) -> int:
    """Where a spelled number ends; its class and value are left at its first word."""
    value, low = values[at] if classes[at] == spelled else (1, 1)
    position = at + (classes[at] == spelled)
    total = len(classes)

    def beyond(place: int) -> int:
        return place + 1 if place < total and classes[place] == hyphen else place

    step = beyond(position)
    if classes[at] == spelled and step < total:
        if classes[step] == spelled and low == 10 and value >= 20 and values[step][1] == 1 and values[step][0] < 10:
            value, low, position = value + values[step][0], 1, step + 1
        elif classes[step] in (CODE["ord31"], CODE["ordinal"]) and low == 10 and values[step] < 10 and step > position:
            classes[at], values[at] = CODE["ord31" if value + values[step] <= 31 else "ordinal"], value + values[step]
            return step + 1
        elif classes[step] == CODE["decadeword"] and 10 <= value <= 20:
            classes[at], values[at] = CODE["decade"], 100 * value + values[step]
            return step + 1
        elif classes[step] == spelled and 10 <= value <= 20 and (values[step][1] == 10 or values[step][0] >= 10):
            year, position = 100 * value + values[step][0], step + 1
            last = beyond(position)
            if last < total and classes[last] == spelled and values[step][1] == 10 and values[last][0] < 10:
                year, position = year + values[last][0], last + 1
            classes[at], values[at] = CODE["spoken_year"], year
            return position
    while position < total and classes[position] == CODE["hundred"]:
        value, position = value * values[position], position + 1
        last = position + 1 if position < total and classes[position] == CODE["and"] else position
        if value == 2000 and last < total and classes[last] == spelled:
            value, position = value + values[last][0], last + 1
    if value in range(2000, 2100) and position - at > 1:
        classes[at], values[at] = CODE["spoken_year"], value
    else:
        classes[at], values[at] = spelled, value
    return position


@cache
def _lexicon() -> dict[str, tuple[str, Value]]:
    """Each single word with its class and value. Later lists win, so that literals are themselves."""
    lists = load("times")
    known: dict[str, tuple[str, Value]] = {}
    for section, name in (
        ("months", "month"), ("weekdays", "weekday"), ("weekdays plural", "weekdays"), ("units", "unit"), ("units plural", "unitpl"), ("parts", "part"), ("seasons", "season"),
        ("seasons plural", "seasons"), ("days", "days"), ("clock words", "clockword"), ("sets", "set"), ("vague counts", "vague"), ("eras", "era"),
        ("decade words", "decadeword"), ("ordinals", "ord31"),
    ):  # fmt: skip
        known.update({word: (CODE[name], value) for word, value in lists[section].items()})
    for section, name in (
        ("zones", "zone"), ("present", "present"), ("past", "past_word"), ("future", "future"), ("steps back", "back"), ("steps on", "onward"), ("adjectives of now", "now_adj"),
        ("adjectives of then", "then_adj"), ("early", "early"), ("late", "late"), ("mid", "mid"), ("ends", "end"), ("approximators", "approx"),
    ):  # fmt: skip
        known.update({word: (CODE[name], word) for word in lists[section] if word not in known})
    known.update({word: (CODE["spelled"], (value, 1)) for word, value in lists["numbers"].items()})
    known.update({word: (CODE["spelled"], (value, 10)) for word, value in lists["tens"].items()})
    known.update({word: (CODE["hundred"], value) for word, value in _HUNDREDS.items()})
    known.update({word: (CODE["holiday"], rule) for word, rule in lists["holidays"].items() if " " not in word})
    for name, spellings in LITERALS.items():
        known.update({word: (CODE[name], word) for word in spellings.split()})
    return known


@cache
def _phrase_values() -> dict[str, tuple[str, Value]]:
    lists = load("times")
    found = {phrase: (CODE["holiday"], rule) for phrase, rule in lists["holidays"].items() if " " in phrase}
    for section, name in (("present", "present"), ("past", "past_word"), ("future", "future")):
        found.update({phrase: (CODE[name], phrase) for phrase in lists["phrases"][section]})
    return found


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    """For the first word of each phrase, what finds the longest phrase that begins with it."""
    by_first: dict[str, list[str]] = {}
    for phrase in _phrase_values():
        first = re.split(r"[ '-]", phrase)[0]
        by_first.setdefault(first, []).append(phrase)
    made = {}
    for first, phrases in by_first.items():
        choices = "|".join(
            re.escape(phrase).replace(r"\ ", r"\s").replace("'", "['’]") for phrase in sorted(phrases, key=len, reverse=True)
        )
        made[first] = re.compile(rf"(?:{choices})\b", re.IGNORECASE)
    return made
