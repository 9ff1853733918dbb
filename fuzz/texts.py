"""Texts that look like reports and are made to break what reads them: the same number gives the same text, always.

A text is put together from the project's own vocabularies, so that every word that a grammar asks for comes up beside every other:
sentences of a source, a cue, an amount, what was done to whom, a place and a time; or the same words in no order at all. Then it is
damaged: characters that cannot be seen or that change their length with their case, halves of surrogate pairs, digits of other
scripts, stretches that are doubled, swapped, cut, or repeated a hundred times, marks nested a hundred deep.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from random import Random

from fuzz.odd import odd
from reportedly.ontology.load import load, strings

MOST = 1_500  # characters of an ordinary text; the rare giant one has ten times as many
GIANT = 200  # one text of so many is a giant

_BEFORE = 68  # characters of the list that stand before the halves of surrogate pairs
HOSTILE = (*odd("characters")[:_BEFORE], "\ud800", "\udc80", "\udfff", *odd("characters")[_BEFORE:])
QUOTES = odd("quotes")
MARKS = (*QUOTES, *odd("marks"))
SOURCES, CUES, COUNTED, DONE, LINKS = (odd(name) for name in ("sources", "cues", "counted", "done", "links"))
NESTED = (
    ("(", ")"),
    ("[", "]"),
    ("“", "”"),
    ("«", "»"),
    ('"', '"'),
    ("(“", "”)"),
    (", who said ", ","),
    (" of which ", " "),
    (" said that ", ""),
)
GAPS = (" ", " ", " ", " ", " ", " ", " ", "", "\n", "\n\n", "  ", "-", ", ", " | ", "\t")
VOCABULARIES = (
    "numbers",
    "times",
    "cues",
    "measures",
    "events",
    "people",
    "things",
    "modality",
    "places",
    "roles",
    "telling",
    "claim_words",
)


@cache
def vocabulary(name: str) -> tuple[str, ...]:
    """All words and phrases of a vocabulary, in one order."""
    return tuple(sorted({word for word in strings(load(name)) if 0 < len(word) <= 60}))


@cache
def names() -> tuple[str, ...]:
    """Names of places, of countries and of those who live there, with codes and former names."""
    listed = {name for entry in load("countries").values() for key in ("names", "of") for name in entry.get(key, ())}
    return (*sorted(listed | set(load("areas"))), *odd("cities"))


Piece = Callable[[Random], str]


def text(seed: int, sentences: Sequence[int] = (1, 2, 2, 3, 4)) -> str:
    """The text of a number, with one of so many sentences."""
    chance = Random(seed)
    most = MOST * (10 if seed % GIANT == GIANT - 1 else 1)
    words = "".join(_sentences(chance, chance.choice(sentences)))
    for _ in range(chance.choice((0, 0, 1, 1, 2, 3, 5))):
        words = chance.choice(DAMAGES)(words, chance)
    return words[:most]


def _sentences(chance: Random, many: int) -> Iterator[str]:
    shape = chance.choice((told, told, told, _counted, _jumbled, _quoted, _amounts, _times))
    for _ in range(many):
        if chance.random() < 0.1:
            shape = chance.choice((told, _counted, _jumbled, _quoted))
        words = shape(chance)
        yield words[:1].upper() + words[1:] + chance.choice((". ", ". ", ". ", ".\n", ".\n\n", "", "! ", "? ", ": ", "\n"))


def amount(chance: Random) -> str:
    """An amount, plain or odd."""
    numeral = chance.choice(_NUMERALS)(chance)
    shape = chance.random()
    if shape < 0.3:
        return f"{chance.choice(vocabulary('numbers'))} {numeral}"
    if shape < 0.4:
        return f"{numeral}{chance.choice(('-', ' to ', '–', ' or ', ' and ', '/'))}{chance.choice(_NUMERALS)(chance)}"
    if shape < 0.45:
        return f"between {numeral} and {chance.choice(_NUMERALS)(chance)}"
    return numeral


def _digits(chance: Random) -> str:
    return str(chance.randrange(10 ** chance.choice((1, 1, 2, 2, 3, 4, 6, 9, 15))))


def _grouped(chance: Random) -> str:
    mark = chance.choice((",", ",", ".", " ", "'", "\u202f", "’"))
    return mark.join([str(chance.randrange(1, 1000)), *(f"{chance.randrange(1000):03}" for _ in range(chance.randrange(1, 4)))])


def _spelled(chance: Random) -> str:
    words = [chance.choice(_number_words()) for _ in range(chance.choice((1, 1, 2, 3, 4)))]
    return chance.choice((" ", " ", "-", " and ")).join(words)


@cache
def _number_words() -> tuple[str, ...]:
    data = load("numbers")
    tables = ("units", "tens", "scales", "halves", "vague", "vague_multipliers")
    return (*(word for table in tables for word in data[table]), "a", "an", "no")


_NUMERALS: tuple[Piece, ...] = (
    _digits,
    _digits,
    _grouped,
    _spelled,
    lambda chance: f"{_digits(chance)}.{_digits(chance)}",
    lambda chance: f"{_digits(chance)}{chance.choice(('', ' '))}{chance.choice(odd('glued'))}",
    lambda chance: f"{chance.choice('$€£¥')}{_digits(chance)}{chance.choice(('', 'm', ' billion', 'bn'))}",
    lambda chance: f"{_digits(chance)}{chance.choice(('/', ':', '-'))}{_digits(chance)}",
    lambda chance: chance.choice("123456789") * chance.choice((20, 24, 25, 40, 400)),
    lambda chance: f"{chance.choice(('-', '−', '+', '<', '>', '~', '±'))}{_digits(chance)}",
)


_DIGITS = re.compile(r"\d+")


def digits_changed(words: str, chance: Random) -> str:
    """The same words, some numbers of which are others."""
    return _DIGITS.sub(lambda found: str(int(found[0]) + chance.choice((0, 0, 1, 10))) if len(found[0]) < 9 else found[0], words)


def time(chance: Random) -> str:
    """An expression of time, of this calendar or of none."""
    return chance.choice(_TIMES)(chance)


def _day(chance: Random) -> str:
    return f"{chance.randrange(10_000):04}-{chance.randrange(15):02}-{chance.randrange(35):02}"


def _time_words(chance: Random) -> str:
    return " ".join(chance.choice(vocabulary("times")) for _ in range(chance.choice((1, 2, 2, 3, 4))))


_TIMES: tuple[Piece, ...] = (
    _time_words,
    _day,
    lambda chance: f"{_day(chance)}T{chance.randrange(30):02}:{chance.randrange(70):02}Z",
    lambda chance: chance.choice("/.-").join(str(chance.randrange(limit)) for limit in (40, 40, chance.choice((100, 3000, 10_000)))),
    lambda chance: f"{chance.randrange(35)} {chance.choice(odd('months'))} {chance.choice(('', str(chance.randrange(3000))))}",
    lambda chance: f"on {chance.choice(odd('days'))}",
    lambda chance: f"{amount(chance)} {chance.choice(odd('spans'))} {chance.choice(odd('away'))}",
    lambda chance: (
        f"{chance.randrange(30)}{chance.choice('.:')}{chance.randrange(70):02} {chance.choice(('a.m.', 'pm', 'GMT', 'local time', ''))}"
    ),
    lambda chance: f"the {chance.randrange(120)}{chance.choice(('0s', 's', 'th century', 'st century BC', ' b.c.', ' AD'))}",
    lambda chance: f"{chance.choice(odd('steps'))} {_time_words(chance)}",
    lambda chance: f"Q{chance.randrange(7)} {chance.randrange(10_000)}",
)


def told(chance: Random) -> str:
    """A sentence of who says how many were harmed, where and when."""
    order = chance.random()
    said = f"{chance.choice(SOURCES)} {chance.choice(CUES)}"
    deed = f"{amount(chance)} {chance.choice(COUNTED)} {chance.choice(DONE)}{_where_and_when(chance)}"
    if order < 0.5:
        return f"{said} {deed}"
    return f"{deed}, {said}" if order < 0.9 else f"{deed} {chance.choice(LINKS)} {told(chance)}"


def _where_and_when(chance: Random) -> str:
    place = f" {chance.choice(('in', 'near', 'outside', 'at', 'of', '-', ''))} {chance.choice(names())}" if chance.random() < 0.6 else ""
    return place + (f" {time(chance)}" if chance.random() < 0.6 else "")


def _counted(chance: Random) -> str:
    deed = f"{chance.choice(vocabulary('measures'))} {chance.choice(LINKS)} {chance.choice(vocabulary('events'))}"
    whom = f"{amount(chance)} {chance.choice(vocabulary('people'))} {chance.choice(('were', 'was', 'had', 'have been', 'to'))}"
    return f"{whom} {deed}{_where_and_when(chance)}"


def _quoted(chance: Random) -> str:
    opening, closing = chance.choice(QUOTES), chance.choice(QUOTES)
    gap = chance.choice(("", "", "", " "))
    said = f"{chance.choice(('', ','))}{gap}{closing} {chance.choice(CUES)} {chance.choice(SOURCES)}"
    return f"{opening}{gap}{told(chance)}{said}{chance.choice(('', f', {opening}{_counted(chance)}.{closing}'))}"


def _amounts(chance: Random) -> str:
    return " ".join(f"{amount(chance)}{chance.choice((' ', ', ', '; ', ' and ', '', '-'))}" for _ in range(chance.randrange(1, 8)))


def _times(chance: Random) -> str:
    return " ".join(f"{time(chance)}{chance.choice((' ', ', ', ' to ', '-', ' and ', ''))}" for _ in range(chance.randrange(1, 7)))


def _jumbled(chance: Random) -> str:
    return "".join(_word(chance) + chance.choice(GAPS) for _ in range(chance.randrange(2, 25)))


def _word(chance: Random) -> str:
    kind = chance.random()
    if kind < 0.6:
        return chance.choice(vocabulary(chance.choice(VOCABULARIES)))
    if kind < 0.7:
        return amount(chance)
    if kind < 0.8:
        return time(chance)
    if kind < 0.9:
        return chance.choice(MARKS)
    return chance.choice((*CUES, *LINKS)) if kind < 0.95 else chance.choice(names())


# --- damage ----------------------------------------------------------------------------------------------------------

Damage = Callable[[str, Random], str]


def _span(words: str, chance: Random, longest: int = 60) -> tuple[int, int]:
    start = chance.randrange(len(words) + 1)
    return start, min(len(words), start + chance.randrange(longest))


def _struck(words: str, chance: Random) -> str:
    for _ in range(chance.choice((1, 1, 2, 8))):
        at, _ = _span(words, chance)
        words = words[:at] + chance.choice(HOSTILE) * chance.choice((1, 1, 1, 2, 50)) + words[at:]
    return words


def _cut(words: str, chance: Random) -> str:
    start, end = _span(words, chance)
    return words[:start] + words[end:]


def _repeated(words: str, chance: Random) -> str:
    start, end = _span(words, chance, chance.choice((2, 8, 60)))
    return words[:end] + words[start:end] * chance.choice((1, 2, 10, 100)) + words[end:]


def _swapped(words: str, chance: Random) -> str:
    first, second = sorted((_span(words, chance), _span(words, chance)))
    middle = max(first[1], second[0])
    return words[: first[0]] + words[middle : second[1]] + words[first[1] : middle] + words[first[0] : first[1]] + words[second[1] :]


def _recased(words: str, chance: Random) -> str:
    start, end = _span(words, chance, 1_000) if chance.random() < 0.7 else (0, len(words))
    return words[:start] + chance.choice((str.upper, str.lower, str.title, str.swapcase))(words[start:end]) + words[end:]


def _spaced(words: str, chance: Random) -> str:
    start, end = _span(words, chance, 400)
    return (
        words[:start]
        + words[start:end].replace(" ", chance.choice(("", "\n", "\n\n", "\u00a0", "\u3000", "\t", "  ", "-", "\u200b")))
        + words[end:]
    )


def _nested(words: str, chance: Random) -> str:
    (opening, closing), deep = chance.choice(NESTED), chance.choice((1, 2, 5, 30, 100))
    start, end = _span(words, chance, 200)
    return words[:start] + opening * deep + words[start:end] + closing * chance.choice((deep, deep, deep - 1, 0)) + words[end:]


def _marked(words: str, chance: Random) -> str:
    for _ in range(chance.choice((1, 2, 5))):
        at, _ = _span(words, chance)
        words = words[:at] + chance.choice(MARKS) + words[at:]
    return words


def _spliced(words: str, chance: Random) -> str:
    at, _ = _span(words, chance)
    return f"{words[:at]}{chance.choice(('', ' '))}{_word(chance)}{chance.choice(('', ' '))}{words[at:]}"


def _wrapped(words: str, chance: Random) -> str:
    width = chance.choice((1, 7, 20, 50, 70))
    return "\n".join(words[at : at + width] for at in range(0, len(words), width))


def _listed(words: str, chance: Random) -> str:
    sign = chance.choice(("- ", "* ", "1. ", "• ", "> ", "# ", "| ", "KYIV, Jan 9 (Agency) - ", "(Agency) -- "))
    return sign + words.replace(". ", f".\n{sign}")


DAMAGES: Sequence[Damage] = (
    _struck, _struck, _struck, _cut, _repeated, _swapped, _recased, _spaced, _nested, _marked, _marked, _spliced, _spliced, _wrapped,
    _listed,
)  # fmt: skip
