"""What a reader sees: amounts, figures, marked text, and hostile characters made harmless."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.attribution import Attribution
from reportedly.model.event import Event
from reportedly.model.evidence import Evidence
from reportedly.model.figure import Figure
from reportedly.model.place import Place
from reportedly.model.record import Record
from reportedly.model.report import Report
from reportedly.present.amounts import say_amount
from reportedly.present.figures import figure_lines, say_figure
from reportedly.present.line import plain_text
from reportedly.present.marked import marked_lines
from reportedly.present.page import page_lines
from reportedly.present.safe import harmless, harmless_json
from reportedly.present.times import say_interval

TEXT = "Rioters destroyed more than 400 cars, of which 346 were police cars, the ministry said."
KAZAKHSTAN = Place("Kazakhstan", 1522867, "KZ", "country", 48.0, 68.0, "stated in the clause")


def evidence(words: str, text: str = TEXT) -> Evidence:
    start = text.index(words)
    return Evidence.of(text, start, start + len(words))


def figure(**fields: object) -> Figure:
    given_fields: dict[str, object] = {
        "id": "f-1",
        "number": 400,
        "qualifier": "exact",
        "low": 400,
        "high": 400,
        "measure": None,
        "unit": "car",
        "subject": "cars",
        "place": None,
        "when": None,
        "as_of": None,
        "attribution": None,
        "status": "asserted",
        "stage": "accomplished",
        "subset_of": None,
        "same_as": None,
        "event": None,
        "evidence": evidence("more than 400 cars"),
        **fields,
    }
    return Figure(**given_fields)  # type: ignore[arg-type]


def record(*figures: Figure, **fields: object) -> Record:
    report = Report("r-1", None, "Steppe Wire", None, "2022-01-09", "en", "", TEXT)
    return Record(report, figures=figures, **fields)  # type: ignore[arg-type]


MINISTRY = Attribution(
    "a-1", "Ministry of Internal Affairs", None, "organisation", "said", "indirect", None, TEXT[:67], None, evidence("the ministry said")
)
CARS = figure(id="f-1", qualifier="more_than", high=None, measure="destroyed", attribution="a-1", place=KAZAKHSTAN)
POLICE_CARS = figure(
    id="f-2",
    number=346,
    measure="destroyed",
    subject="police cars",
    attribution="a-1",
    subset_of="f-1",
    place=KAZAKHSTAN,
    evidence=evidence("of which 346 were police cars"),
)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"number": 5135, "qualifier": "exact"}, "5,135"),
        ({"number": 300, "qualifier": "about"}, "~300"),
        ({"number": 400, "qualifier": "more_than", "high": None}, "> 400"),
        ({"number": 3, "qualifier": "at_least", "high": None}, "≥ 3"),
        ({"number": 50, "qualifier": "less_than", "low": None}, "< 50"),
        ({"number": 50, "qualifier": "at_most", "low": None}, "≤ 50"),
        ({"number": None, "qualifier": "between", "low": 3_500_000, "high": 4_000_000}, "3.5–4 million"),
        ({"number": None, "qualifier": "between", "low": 900_000, "high": 1_200_000}, "900,000–1.2 million"),
        ({"number": None, "qualifier": "between", "low": 20, "high": 30}, "20–30"),
        ({"number": None, "qualifier": "vague", "low": 24, "high": None, "amount": Evidence(0, 6, "Dozens")}, "dozens (24 or more)"),
        ({"number": 87_000_000_000, "qualifier": "exact", "unit": "KZT"}, "87 billion KZT"),
        ({"number": 1_234_567, "qualifier": "exact"}, "1,234,567"),
        ({"number": 1.5, "qualifier": "exact"}, "1.5"),
        ({"number": 0, "qualifier": "exact"}, "0"),
    ],
)
def test_amounts_are_said_as_an_analyst_writes_them(fields: dict[str, object], said: str) -> None:
    assert say_amount(figure(**fields)) == said


@given(st.integers(min_value=0, max_value=10**15))
def test_no_number_is_rounded_to_be_said(number: int) -> None:
    digits, _, scale = say_amount(figure(number=number)).partition(" ")
    size = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[scale]
    assert round(float(digits.replace(",", "")) * size) == number


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"measure": "killed", "unit": "people", "subject": "security officials"}, "400 security officials killed"),
        ({"measure": "injured", "unit": "people", "subject": "injured officers"}, "400 injured officers"),
        ({"measure": "criminal_cases", "unit": "case", "subject": "criminal cases"}, "400 criminal cases"),
        ({"measure": "arrived", "unit": "people", "subject": "new arrivals"}, "400 new arrivals"),
        ({"measure": "bodies_found", "unit": "people", "subject": "bodies"}, "400 bodies"),
        ({"measure": "released", "unit": "people", "subject": "prisoners"}, "400 prisoners released"),
        ({"measure": "damage", "unit": "USD", "subject": "dollars"}, "400 USD of damage"),
        ({"measure": None, "subject": "shops"}, "400 shops"),
        ({"number": 30000, "measure": "displaced", "subject": "people"}, "30,000 people displaced"),
        ({"number": 30000, "measure": "displaced", "subject": "displaced people"}, "30,000 displaced people"),
    ],
)
def test_what_was_counted_is_said_once(fields: dict[str, object], said: str) -> None:
    assert say_figure(figure(**fields)) == said


def test_a_part_stands_in_the_line_of_its_whole() -> None:
    lines = plain_text(figure_lines(record(CARS, POLICE_CARS, attributions=(MINISTRY,)))).splitlines()
    assert lines[0].endswith("> 400 cars destroyed, of which 346 police cars (F2) · Kazakhstan — Ministry of Internal Affairs")
    assert lines[1].strip() == "“more than 400 cars … of which 346 were police cars”"


def test_a_retracted_figure_says_so() -> None:
    retracted = figure(status="retracted", measure="killed", subject="people", unit="people")
    (line, *_) = figure_lines(record(retracted))
    assert "[retracted]" in line.text
    assert any(piece.role == "struck" for piece in line.pieces)


def test_a_figure_said_twice_is_one_entry() -> None:
    lines = plain_text(figure_lines(record(CARS, figure(id="f-3", same_as="f-1", evidence=evidence("400 cars"))))).splitlines()
    assert [line for line in lines if "400 cars destroyed" in line] == [lines[0]]


def test_why_gives_the_reason_of_an_empty_field() -> None:
    empty = figure(why_empty={"place": "two cities in the paragraph"}, rules=("passive subject",))
    said = plain_text(figure_lines(record(empty), why=True))
    assert "no place: two cities in the paragraph" in said
    assert "by passive subject" in said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2022-01-06", "2022-01-07", "6–7 January 2022"),
        ("2022-01-09", "2022-01-09", "9 January 2022"),
        ("2022-01-02", None, "since 2 January 2022"),
        (None, "2022-01-02", "until 2 January 2022"),
        ("2022-01-01", "2022-01-31", "January 2022"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2021-12-30", "2022-01-02", "30 December 2021 – 2 January 2022"),
        ("2022-01-30", "2022-02-02", "30 January – 2 February 2022"),
        (None, None, ""),
    ],
)
def test_intervals(first: str | None, last: str | None, said: str) -> None:
    assert say_interval(first, last) == said


def test_marks_nest_and_every_bracket_is_closed() -> None:
    trigger = evidence("Rioters destroyed")
    destroyed = Event("e-1", "property_destruction", "accomplished", "destroyed", (), (), (), None, None, None, "asserted", {}, trigger)
    whole = figure(evidence=evidence("destroyed more than 400 cars"))
    crossing = figure(id="f-2", evidence=evidence("cars, of which 346"))
    said = plain_text(marked_lines(record(whole, crossing, events=(destroyed,), attributions=(MINISTRY,)))).strip()
    assert said == ("Rioters [F1 {E1 destroyed} more than 400 [F2 cars]][, of which 346] were police cars, <A1 the ministry said>.")


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)), max_size=8))
def test_marks_leave_the_text_as_it_is(spans: list[tuple[int, int]]) -> None:
    found = [Evidence.of(TEXT, start, min(start + length, len(TEXT))) for start, length in spans]
    figures = [figure(id=f"f-{number}", evidence=span) for number, span in enumerate(found)]
    pieces = [piece for line in marked_lines(record(*figures)) for piece in line.pieces]
    said = "".join(piece.text for piece in pieces)
    assert said.count("[") == said.count("]")
    unmarked = "".join(piece.text for piece in pieces if not (piece.text.startswith("[") or piece.text == "]"))
    assert unmarked == TEXT


def test_hostile_characters_are_shown_and_do_nothing() -> None:
    assert harmless("a\x1b[31mred\x07 \u202eback\u202c \x9b0m") == "a\\x1b[31mred\\x07 \\u202eback\\u202c \\x9b0m"
    assert harmless("naïve “quotes” 👩‍🚒 – 한국어\n\t") == "naïve “quotes” 👩‍🚒 – 한국어\n\t"


@given(st.text())
def test_harmless_json_means_the_same(text: str) -> None:
    import json

    said = harmless_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(said) == text
    said.encode()


def test_an_empty_record_has_a_page() -> None:
    said = plain_text(page_lines(record()))
    assert "none found" in said
    assert TEXT in said
