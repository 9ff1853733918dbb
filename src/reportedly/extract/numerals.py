"""Numerals: the part of the number grammar that reads a value from digits and number words.

Pure functions over atoms (words, digits, marks with their offsets), no parse needed:

    numeral  = digits [glued] {scale} | half | words | vague
    digits   = "1234" | "1,234" | "1 234" | "12,34,567" | "1.2" | "1.234.567"
    glued    = "k" | "m" | "mn" | "bn" | "tn"
    half     = ("half" | "a quarter of") "a" scale
    words    = group {scale} {["and"] group {scale}}     each scale smaller than the one before
    group    = "a" | below-hundred ["hundred" [["and"] below-hundred]] | small "and a half"
    vague    = "dozens" | "tens of thousands" | "several" [scale] | ...

`docs/numbers.md` has the whole grammar. Values are exact: 1.2 million is 1,200,000 and no binary fraction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from reportedly.model.figure import Number
from reportedly.ontology.load import load

_ATOM = r"\d+(?:[.,:/]\d+)*|[^\W\d_]\w*(?:['’][^\W\d_]+)?|\n[ \t]*\n|[^\w\s]|_+"
# digits that a letter before them makes a sum of money: "200,000", "1 500 000", "2.5bn", "35 million"
_SUM = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+(?:\.\d+)? ?(?:k|m|mn|mln|bn|b|tn|thousand|million|billion|trillion|crore|lakh))\b"
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_DECIMAL = re.compile(r"\d+\.\d+")
_GROUPED_DECIMAL = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")
_LONGEST = 24  # digits and marks; longer ones are no numbers that anybody counts to
_EXACT = 2**53  # from here on not every whole number has a double of its own
_MOST_SCALES = 3  # "two hundred thousand million"
_MOST_GROUPS = 6  # of three digits, divided by spaces
HYPHENS = frozenset("-‐‑–")


class Atom(NamedTuple):
    """A word, a run of digits or a mark.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        lower: The characters, in lower case.
        kind: `w` word, `d` digits, `s` mark, `b` break between paragraphs.
    """

    start: int
    end: int
    lower: str
    kind: str


class Numeral(NamedTuple):
    """A value read from atoms.

    Attributes:
        last: Position after its last atom.
        value: The value; null for a vague word.
        low: Lower bound of a vague word, else the value; null where no bound can be given.
        scale: What its last scale word multiplied by; 1 without.
        rule: The production that read it.
    """

    last: int
    value: Fraction | None
    low: Fraction | None
    scale: int
    rule: str


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon of numerals, indexed by first word."""

    small: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    glued: dict[str, int]
    halves: dict[str, Fraction]
    vague: dict[str, list[tuple[tuple[str, ...], int | None]]]
    multipliers: dict[str, list[tuple[tuple[str, ...], int | None]]]
    starts: frozenset[str]


def _phrases(entries: dict[str, int | None]) -> dict[str, list[tuple[tuple[str, ...], int | None]]]:
    """Phrases by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], int | None]]] = {}
    for phrase, value in entries.items():
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, value))
    for values in found.values():
        values.sort(key=lambda item: -len(item[0]))
    return found


@cache
def words() -> Words:
    """The lexicon."""
    data = load("numbers")
    vague, multipliers = _phrases(data["vague"]), _phrases(data["vague_multipliers"])
    halves = {word: Fraction(str(value)) for word, value in data["halves"].items()}
    starts = {*data["units"], *data["tens"], *halves, *vague, *multipliers, "a", "an"} | {"hundred", "thousand", "million"}
    return Words(data["units"], data["tens"], data["scales"], data["glued_scales"], halves, vague, multipliers, frozenset(starts))


@cache
def _atoms() -> re.Pattern[str]:
    """Atoms, a sign of money that is glued to its digits being one of its own ("N35m", "Rs5,000", "EUR20")."""
    data = load("money")
    signs = "|".join(sorted({*data["signs"], *load("numbers")["codes"]}, key=lambda sign: (-len(sign), sign)))
    return re.compile(rf"\b(?:(?:{signs})(?=\d)|[{''.join(data['letters'])}](?={_SUM}))|{_ATOM}")


def atoms_of(text: str) -> list[Atom]:
    """The words, digits and marks of a text, in order."""
    found = []
    for match in _atoms().finditer(text):
        chars = match.group()
        first = chars[0]
        kind = "d" if first.isdecimal() else "w" if first.isalpha() else "b" if first == "\n" else "s"
        found.append(Atom(match.start(), match.end(), chars.lower(), kind))
    return found


def digits_value(chars: str) -> Fraction | None:
    """The value of a run of digits; null for times, dates, fractions and versions ("10:30", "1/2", "1.2.3")."""
    if len(chars) > _LONGEST:
        return None
    if chars.isdecimal():
        return Fraction(int(chars))
    if _GROUPED.fullmatch(chars) or _GROUPED_DECIMAL.fullmatch(chars):
        return Fraction(chars.replace(",", ""))
    if _DECIMAL.fullmatch(chars):
        return Fraction(chars)
    if _DOTTED.fullmatch(chars):
        return Fraction(int(chars.replace(".", "")))
    return None


def plain(value: Fraction) -> Number:
    """An int where the value is whole and every program holds it as it is (RFC 8259), else a float, as a database keeps it."""
    return value.numerator if value.denominator == 1 and value.numerator < _EXACT else float(value)


def numeral(atoms: Sequence[Atom], i: int, money: bool = False) -> Numeral | None:
    """The longest numeral that begins at atom `i`.

    Args:
        atoms: The atoms of the text.
        i: Where to begin.
        money: Whether a currency stands before it, so that "m" is a million and "b" a billion.
    """
    atom = atoms[i]
    if atom.kind == "d":
        return _from_digits(atoms, i, money)
    if atom.kind != "w" or atom.lower not in words().starts:
        return None
    return _half(atoms, i) or _vague_scale(atoms, i) or _vague(atoms, i) or _from_words(atoms, i)


def _word(atoms: Sequence[Atom], i: int) -> str:
    """The word at a position, or "" for marks and beyond the end."""
    return atoms[i].lower if i < len(atoms) and atoms[i].kind == "w" else ""


def _joined(atoms: Sequence[Atom], i: int) -> bool:
    """Whether atoms i-1, i, i+1 are two words with a hyphen between them and no space."""
    return i + 1 < len(atoms) and atoms[i].lower in HYPHENS and atoms[i - 1].end == atoms[i].start and atoms[i].end == atoms[i + 1].start


def _next_scale(atoms: Sequence[Atom], i: int) -> tuple[int, int] | None:
    """A scale word at `i`, or behind a hyphen there ("3-million"): the position after it and its value."""
    scales = words().scales
    if _word(atoms, i) in scales:
        return i + 1, scales[atoms[i].lower]
    if i < len(atoms) and _joined(atoms, i) and _word(atoms, i + 1) in scales:
        return i + 2, scales[atoms[i + 1].lower]
    return None


def _scaled(atoms: Sequence[Atom], i: int, value: Fraction) -> tuple[int, Fraction, int]:
    """All scale words from `i` on: "hundred thousand", "lakh crore"."""
    scale = 1
    for _ in range(_MOST_SCALES):
        found = _next_scale(atoms, i)
        if found is None:
            break
        i, factor = found
        value, scale = value * factor, scale * factor
    return i, value, scale


def _from_digits(atoms: Sequence[Atom], i: int, money: bool) -> Numeral | None:
    value = digits_value(atoms[i].lower)
    if value is None:
        return None
    after, value, rule = _space_groups(atoms, i, value)
    glued = _glued_scale(atoms, after, money, value)
    if glued is not None:
        return Numeral(after + 1, value * glued, value * glued, glued, f"{rule} scale")
    end, value, scale = _scaled(atoms, after, value)
    end, value = _and_a_half(atoms, end, value, scale) if scale > 1 else (end, value)
    return Numeral(end, value, value, scale, f"{rule} scale" if scale > 1 else rule)


def _space_groups(atoms: Sequence[Atom], i: int, value: Fraction) -> tuple[int, Fraction, str]:
    """Groups of three digits divided by one space: "9 300", "1 234 567"."""
    after, chars = i + 1, atoms[i].lower
    if len(chars) > 3 or not chars.isdecimal() or chars[0] == "0":
        return after, value, "digits"
    while (
        after < min(len(atoms), i + _MOST_GROUPS)
        and atoms[after].kind == "d"
        and len(atoms[after].lower) == 3
        and atoms[after].lower.isdecimal()
        and atoms[after].start - atoms[after - 1].end == 1
    ):
        value = value * 1000 + int(atoms[after].lower)
        after += 1
    if after == i + 1 and "".join(atom.lower for atom in atoms[after : after + 2]) == ",000":
        return i + 3, value * 1000, "digits in groups"  # "61, 000", a slip
    return after, value, "digits" if after == i + 1 else "digits in groups"


def _glued_scale(atoms: Sequence[Atom], i: int, money: bool, value: Fraction) -> int | None:
    """The factor of letters that touch the digits before them: "1.2m", "40k"."""
    word = _word(atoms, i)
    if not word or atoms[i].start != atoms[i - 1].end or word not in words().glued:
        return None
    if word == "b" and not money:
        return None
    if word == "m" and not money and not _counts_in_millions(atoms, i + 1, value):
        return None
    return words().glued[word]


def _counts_in_millions(atoms: Sequence[Atom], i: int, value: Fraction) -> bool:
    """Whether "m" means a million: before a word that may be counted, and not before "tall", "race", "above"."""
    word = _word(atoms, i)
    if value >= 1000 or not word or word in load("numbers")["metre_followers"]:
        return False
    return word.endswith("s") or word in {"people", "children", "men", "women", "dead", "displaced", "more"} or value.denominator > 1


def _and_a_half(atoms: Sequence[Atom], i: int, value: Fraction, scale: int) -> tuple[int, Fraction]:
    """Read "a million and a half"."""
    if [_word(atoms, i + k) for k in range(3)] == ["and", "a", "half"] and _word(atoms, i + 3) not in words().scales:
        return i + 3, value + Fraction(scale, 2)
    return i, value


def _half(atoms: Sequence[Atom], i: int) -> Numeral | None:
    """Read "half a million", "half a dozen", "a quarter of a million", "half-million"."""
    at = i + 1 if _word(atoms, i) in {"a", "an"} else i
    part = words().halves.get(_word(atoms, at))
    if part is None:
        return None
    at += 1
    if at < len(atoms) and _joined(atoms, at):
        at += 1
    if _word(atoms, at) == "of":
        at += 1
    if _word(atoms, at) in {"a", "an"}:
        at += 1
    end, value, scale = _scaled(atoms, at, part)
    return Numeral(end, value, value, scale, "half of a scale") if scale > 1 else None


def _match(atoms: Sequence[Atom], i: int, table: dict[str, list[tuple[tuple[str, ...], int | None]]]) -> tuple[int, int | None] | None:
    for phrase, value in table.get(_word(atoms, i), ()):
        if all(_word(atoms, i + k) == part for k, part in enumerate(phrase)):
            return i + len(phrase), value
    return None


def _vague_scale(atoms: Sequence[Atom], i: int) -> Numeral | None:
    """Read "several hundred", "a few dozen", "many thousands"."""
    found = _match(atoms, i, words().multipliers)
    if found is None or found[1] is None:
        return None
    at, times = found[0], found[1] or 0
    plural = _match(atoms, at, words().vague)
    if plural is not None and plural[1] is not None and _word(atoms, at) not in words().multipliers:
        return _tens_of(atoms, plural[0], Fraction(plural[1]), "several of a scale")
    end, low, scale = _scaled(atoms, at, Fraction(times))
    return Numeral(end, None, low, scale, "several of a scale") if scale > 1 else None


def _vague(atoms: Sequence[Atom], i: int) -> Numeral | None:
    """Read "dozens", "several", "tens of thousands"."""
    found = _match(atoms, i, words().vague)
    if found is None:
        return None
    at, low = found
    if low is None:
        return Numeral(at, None, None, 1, "vague word")
    return _tens_of(atoms, at, Fraction(low), "vague word")


def _tens_of(atoms: Sequence[Atom], at: int, low: Fraction, rule: str) -> Numeral:
    """Multiply "tens" by what follows "of": "hundreds of thousands" is at least 100 × 2,000."""
    scale_of = {"thousands": 1000, "lakhs": 100_000, "millions": 1_000_000, "crores": 10_000_000, "billions": 10**9}
    tens_of = {20: 10, 24: 12, 40: 20, 200: 100, 2000: 1000}
    following = _word(atoms, at + 1)
    if _word(atoms, at) == "of" and following in scale_of and low.denominator == 1 and low.numerator in tens_of:
        return Numeral(at + 2, None, low * scale_of[following], scale_of[following], "vague scale")
    return Numeral(at, None, low, 1, rule)


def _from_words(atoms: Sequence[Atom], i: int) -> Numeral | None:
    """Groups with falling scales: "two thousand five hundred", "a hundred and five thousand", "one and a half million"."""
    at, total, last = i, Fraction(0), 0
    while True:
        behind = at + 1 if last >= 1000 and _word(atoms, at) == "and" else at
        group = _group(atoms, behind, first=last == 0)
        if group is None or (behind > at and group[1] >= 100):
            break
        end, value, scale = _scaled(atoms, *group)
        if last and scale >= last:
            break
        at, total = end, total + value
        if scale in (1, 12, 20):
            last = last or scale
            break
        last = scale
    if last == 0:
        return None
    at, total = _and_a_half(atoms, at, total, last)
    largest = max((factor for factor in words().scales.values() if factor <= total and factor not in (12, 20)), default=1)
    return Numeral(at, total, total, largest, "words")


def _group(atoms: Sequence[Atom], i: int, first: bool) -> tuple[int, Fraction] | None:
    """A number below a hundred, and hundreds of it: "five hundred and two"; first of all, "a" before a scale."""
    if first and _word(atoms, i) in {"a", "an"}:
        if _next_scale(atoms, i + 1) is None:
            return None
        at, value = i + 1, 1
    else:
        small = _below_hundred(atoms, i)
        if small is None:
            return None
        at, value = small
    hundred = _next_scale(atoms, at)
    if hundred is None or hundred[1] != 100 or value == 0:
        return _point_or_half(atoms, at, Fraction(value))
    at = hundred[0]
    rest = _below_hundred(atoms, at + 1 if _word(atoms, at) == "and" else at)
    if rest is not None and rest[1] > 0:
        return rest[0], Fraction(value * 100 + rest[1])
    return at, Fraction(value * 100)


def _below_hundred(atoms: Sequence[Atom], i: int) -> tuple[int, int] | None:
    """Read "seven", "forty", "twenty-three", "twenty three"."""
    lexicon, word = words(), _word(atoms, i)
    if word in lexicon.small:
        return i + 1, lexicon.small[word]
    if word not in lexicon.tens:
        return None
    behind = i + 2 if i + 1 < len(atoms) and _joined(atoms, i + 1) else i + 1
    unit = lexicon.small.get(_word(atoms, behind), 0)
    return (behind + 1, lexicon.tens[word] + unit) if 0 < unit < 10 else (i + 1, lexicon.tens[word])


def _point_or_half(atoms: Sequence[Atom], i: int, value: Fraction) -> tuple[int, Fraction]:
    """Read "two point five", "one and a half" where a scale follows."""
    if [_word(atoms, i + k) for k in range(3)] == ["and", "a", "half"] and _next_scale(atoms, i + 3) is not None:
        return i + 3, value + Fraction(1, 2)
    digit = words().small.get(_word(atoms, i + 1)) if _word(atoms, i) == "point" else None
    if digit is not None and digit < 10 and _next_scale(atoms, i + 2) is not None:
        return i + 2, value + Fraction(digit, 10)
    return i, value
