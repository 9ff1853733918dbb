"""The number grammar: sentences in, amounts out; docs/numbers.md is executed here."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.extract.noncounts import noncount
from reportedly.extract.number_context import Context
from reportedly.extract.numbers import find_amounts
from reportedly.extract.numerals import atoms_of, numeral, plain, words
from reportedly.extract.quantities import amount
from reportedly.model.mentions import Amount
from reportedly.parse.text import parse

PAGE = Path(__file__).parents[1] / "docs" / "numbers.md"
SMALL = list(words().small)
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def rows(width: int) -> list[list[str]]:
    """The rows of the page's tables that have so many columns."""
    cells = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    return [row for row in cells if len(row) == width and row[0] != "text"]


def amounts(text: str) -> list[Amount]:
    return [found for found in find_amounts(parse(text)) if not found.implicit]


def said(text: str) -> list[tuple[str, object, str]]:
    return [(text[found.start : found.end], found.number, found.qualifier) for found in amounts(text)]


@pytest.mark.parametrize("row", rows(7), ids=lambda row: row[0])
def test_the_page_tells_the_truth_about_values(row: list[str]) -> None:
    text, words_said, number, qualifier, low, high, currency = row
    (found,) = amounts(text)
    assert (text[found.start : found.end], found.qualifier) == (words_said, qualifier)
    given_values = ["" if value is None else str(value) for value in (found.number, found.low, found.high, found.currency)]
    assert given_values == [number, low, high, currency]


@pytest.mark.parametrize("row", rows(2), ids=lambda row: row[0])
def test_the_page_tells_the_truth_about_what_is_no_count(row: list[str]) -> None:
    text, why = row
    parsed, atoms = parse(text), atoms_of(text)
    read = [(i, found) for i in range(len(atoms)) if atoms[i].kind != "s" and (found := amount(text, atoms, i)) is not None]
    i, found = read[0]
    assert noncount(Context(parsed, atoms, found, parsed.token_at(atoms[i].start), ("", -1))) == why
    assert not amounts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The toll rose from 36 to 41.", [("36", 36, "exact"), ("41", 41, "exact")]),
        ("On January 6, 7 and 8 they burned 12 cars.", [("12", 12, "exact")]),
        ("In January 16 people were killed.", [("16", 16, "exact")]),
        ("In 2020 300 people died.", [("300", 300, "exact")]),
        ("2,019 people were held in 2019.", [("2,019", 2019, "exact")]),
        ("Two men aged 23 and 34 were held.", [("Two", 2, "exact")]),
        ("Of 12 people four died.", [("12", 12, "exact"), ("four", 4, "exact")]),
        ("They gathered close to two mosques.", [("two", 2, "exact")]),
        ("Children under five and those over 60 were moved.", []),
        ("The 2019 elections were quiet in the 1990s.", []),
        ("It is one of the largest cities, and one day the one there will tell one another.", []),
        ("So many came, as many as 40.", [("as many as 40", 40, "at_most")]),
        ("He scores often; test scores fell.", []),
    ],
)
def test_what_surrounds_a_number_decides(text: str, expected: list[tuple[str, object, str]]) -> None:
    assert [item for item in said(text) if not item[0].endswith("day")] == expected


def test_measures_are_kept_with_their_words() -> None:
    text = "They marched 10 km for three days, and 40 per cent gave up."
    assert [text[slice(*found.unit_words)] for found in amounts(text) if found.unit_words] == ["km", "days", "per cent"]


def test_increments_say_so() -> None:
    text = "Five died, another 12 were hurt and 30 others fled."
    assert [("increment" in found.rule) for found in amounts(text)] == [False, True, True]


def test_an_article_stands_for_one_person_who_takes_part() -> None:
    text = "A policeman was killed in a car. He was a teacher. One of them fled."
    found = [(text[each.start : each.end], each.number) for each in find_amounts(parse(text)) if each.implicit]
    assert found == [("A", 1), ("One", 1)]


def test_an_estimate_is_marked() -> None:
    (found,) = amounts("An estimated 300 people fled.")
    assert (found.status, found.qualifier) == ("estimated", "about")


def in_words(number: int) -> str:
    """A number below a billion in English words."""
    for scale, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            behind = "" if rest == 0 else f" and {in_words(rest)}" if scale == 100 else f" {in_words(rest)}"
            return f"{in_words(number // scale)} {name}{behind}"
    return SMALL[number] if number < 20 else TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")


@given(st.integers(1, 999_999_999))
def test_words_read_back(number: int) -> None:
    atoms = atoms_of(in_words(number))
    read = numeral(atoms, 0)
    assert read is not None
    assert read.value == number
    assert read.last == len(atoms)


@given(st.integers(0, 10**15), st.sampled_from(["", ",", " ", "\u00a0", "\u2009"]))
def test_digits_read_back(number: int, mark: str) -> None:
    atoms = atoms_of(f"{number:,}".replace(",", mark))
    read = numeral(atoms, 0)
    assert read is not None
    assert read.value == number
    assert read.last == len(atoms)


@given(st.decimals(1, 999, places=1), st.sampled_from(sorted(words().glued.items())))
def test_scales_are_exact(value: object, scale: tuple[str, int]) -> None:
    read = numeral(atoms_of(f"{value}{scale[0]}"), 0, money=True)
    assert read is not None
    assert read.value is not None
    assert plain(read.value) == int(float(str(value)) * 10 + 0.5) * scale[1] // 10


MARKS = [*"-–.,%()+№’ﬁ٣½²$€", "\n\n", "US", "12", "1,2", "9 300", "1.2m", "2011", "10:30", "AK-47", "km"]
PHRASES = [
    "to",
    "between",
    "and",
    "from",
    "about",
    "more than",
    "up to",
    "at least",
    "or",
    "more",
    "half",
    "a",
    "an",
    "no",
    "one",
    "of",
    "dozens",
]
PHRASES += ["tens", "several", "thousands", "January", "people", "policeman", "old", "aged"]
PIECES = st.sampled_from([*SMALL, *TENS[2:], *words().scales, *MARKS, *PHRASES])


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=40))
def test_any_text_goes_through_and_bounds_hold(text: str) -> None:
    for found in find_amounts(parse(text)):
        assert 0 <= found.start <= found.numeral[0] < found.numeral[1] <= found.end <= len(text)
        assert found.low is None or found.high is None or found.low <= found.high
        assert found.qualifier not in {"between", "vague"} or found.number is None
        assert found.qualifier not in {"exact", "about"} or found.number == found.low == found.high


def test_long_runs_take_linear_time() -> None:
    for piece in ("1,", "a", "one ", "between 1 and ", "- ", "more than ", "1-", "a million ", "123 ", "million "):
        text = piece * 30_000
        atoms = atoms_of(text)
        assert [amount(text, atoms, i) for i in range(0, len(atoms), max(1, len(atoms) // 50))]


def test_a_whole_number_is_one_that_every_program_holds() -> None:
    assert [plain(Fraction(value)) for value in (2**53 - 1, 2**53 + 1)] == [2**53 - 1, float(2**53)]
    assert isinstance(plain(Fraction(10**20)), float)
