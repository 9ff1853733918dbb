"""Numbers in words of time: digits by their size, spelled numbers joined to one word ("twenty-three", "nineteen ninety-six")."""

from __future__ import annotations

from reportedly.extract.time_classes import CODE, Value, Word

_SMALL, _TEENS, _TENS = CODE["small_number"], CODE["spelled"], CODE["tens"]
_HUNDRED, _DASH, _AND = CODE["hundred"], CODE["dash"], CODE["and"]
_SPELLED = frozenset({_SMALL, _TEENS, _TENS, _HUNDRED})
LARGEST = 10**9  # no number of words grows beyond a thousand times that
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def digits(text: str) -> tuple[str, Value]:
    """The class of a number in digits says what it can be: a day, an hour, a year, a time such as 0300."""
    value = int(text[:18])
    if len(text) == 4:
        if text.startswith("0"):
            return CODE["clock4"], text
        return CODE["year" if 1000 <= value <= 2199 else "num"], value
    if len(text) > 2:
        return CODE["num"], value
    for limit, name in ((12, "n12"), (24, "n24"), (31, "n31"), (59, "n59")):
        if value <= limit:
            return CODE[name], value
    return CODE["n99"], value


def ordinal(text: str) -> tuple[str, Value]:
    """Read "3rd"; up to 31 it can be a day, by itself too ("on the 3rd")."""
    value = int(text[:-2])
    return CODE["nth_day" if 1 <= value <= 31 else "ordinal"], value


def decade(text: str) -> tuple[str, Value]:
    """Read "1990s", "'90s"."""
    start = int("".join(mark for mark in text if mark.isdigit()))
    if start % 10:
        return CODE["nothing"], None
    return CODE["decade"], 1900 + start if start < 100 else start


def decimal(text: str) -> tuple[str, Value]:
    """Read "2.5", "2½", "5 1/2"."""
    if text[-1] in _FRACTIONS:
        return CODE["decimal"], int(text[:-1] or 0) + _FRACTIONS[text[-1]]
    if " " in text:
        whole, part = text.split(" ")
        return CODE["decimal"], int(whole) + int(part[0]) / int(part[2])
    return CODE["decimal"], float(text)


def joined(words: list[Word]) -> list[Word]:
    """The words, with each spelled number made one."""
    if not any(word[0] in _SPELLED for word in words):
        return words
    result: list[Word] = []
    position = 0
    while position < len(words):
        if words[position][0] in _SPELLED:
            word, position = _spelled(words, position)
            result.append(word)
        else:
            result.append(words[position])
            position += 1
    return result


def _spelled(words: list[Word], at: int) -> tuple[Word, int]:
    """The spelled number that begins at a word, and where the words go on behind it."""
    start = words[at][1]
    code, value, after = _pair(words, at)
    if code == CODE["spelled"]:
        code, value, after = _hundreds(words, at, value, after)
    return (code, start, words[after - 1][2], value), after


def _pair(words: list[Word], at: int) -> tuple[str, Value, int]:
    """Read "twenty-three", "twenty-first", "nineteen ninety-six", "nineteen seventies", or the first word alone."""
    first, value = words[at][0], words[at][3]
    if first == _HUNDRED:
        return CODE["spelled"], 1, at
    step = _beyond_dash(words, at + 1)
    if step >= len(words):
        return CODE["spelled"], value, at + 1
    second, more = words[step][0], words[step][3]
    if (first == _TENS and value == 20 and second in {_TENS, _TEENS}) or (first == _TEENS and second in {_TENS, _TEENS}):
        last = _beyond_dash(words, step + 1)
        if second == _TENS and last < len(words) and words[last][0] == _SMALL:
            return CODE["spoken_year"], 100 * value + more + words[last][3], last + 1
        return CODE["spoken_year"], 100 * value + more, step + 1
    if first == _TENS and second == _SMALL:
        return CODE["spelled"], value + more, step + 1
    if first == _TENS and second == CODE["ord31"] and more < 10 and step > at + 1:
        return CODE["ord31" if value + more <= 31 else "ordinal"], value + more, step + 1
    if first == _TEENS and second == CODE["decadeword"]:
        return CODE["decade"], 100 * value + more, step + 1
    return CODE["spelled"], value, at + 1


def _hundreds(words: list[Word], at: int, value: int, after: int) -> tuple[str, Value, int]:
    """Read "three hundred", "two thousand", "two thousand and eight"."""
    while after < len(words) and words[after][0] == _HUNDRED and value < LARGEST:
        value, after = value * words[after][3], after + 1
        last = after + 1 if after < len(words) and words[after][0] == _AND else after
        if value == 2000 and last < len(words) and words[last][0] in {_SMALL, _TEENS, _TENS}:
            value, after = value + words[last][3], last + 1
    is_year = 2000 <= value < 2100 and after - at > 1
    return CODE["spoken_year" if is_year else "spelled"], value, after


def _beyond_dash(words: list[Word], at: int) -> int:
    return at + 1 if at < len(words) and words[at][0] == _DASH else at
