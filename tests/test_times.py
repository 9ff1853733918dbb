"""What texts say of time. All texts are reports of Sunday, 9 January 2022, unless they say otherwise."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.extract import calendar
from reportedly.extract.time_grammar import Production, productions, readings
from reportedly.extract.time_words import words_of
from reportedly.extract.times import find_times
from reportedly.model.time import TimeExpression
from reportedly.parse.text import parse

SUNDAY = "2022-01-09"


def times(text: str, published: str | None = SUNDAY) -> tuple[TimeExpression, ...]:
    return find_times(parse(text), published)


def only(text: str, published: str | None = SUNDAY) -> TimeExpression:
    found = times(text, published)
    assert len(found) == 1, [each.quote for each in found]
    return found[0]


DAYS = [
    ("The mayor spoke on Sunday, January 9, about the fire.", "Sunday, January 9", "2022-01-09", "2022-01-09"),
    ("Police held 30 people on January 6-7 in the port.", "January 6-7", "2022-01-06", "2022-01-07"),
    ("Police held 30 people on 6 to 7 January in the port.", "6 to 7 January", "2022-01-06", "2022-01-07"),
    ("The dead were counted between January 5 and 7.", "between January 5 and 7", "2022-01-05", "2022-01-07"),
    ("The siege lasted from 30 December to 2 January.", "30 December to 2 January", "2021-12-30", "2022-01-02"),
    ("Earlier on Sunday, the ministry gave a new figure.", "Earlier on Sunday", "2022-01-09", "2022-01-09"),
    ("On Saturday two soldiers were killed.", "Saturday", "2022-01-08", "2022-01-08"),
    ("Two soldiers were killed on Sunday.", "Sunday", "2022-01-09", "2022-01-09"),
    ("The talks will begin on Monday.", "Monday", "2022-01-10", "2022-01-10"),
    ("The court will meet next Friday.", "next Friday", "2022-01-14", "2022-01-14"),
    ("He was arrested last Sunday.", "last Sunday", "2022-01-02", "2022-01-02"),
    ("The strike began on December 28.", "December 28", "2021-12-28", "2021-12-28"),
    ("The strike began on the 28th of December, 2019.", "the 28th of December, 2019", "2019-12-28", "2019-12-28"),
    ("The ceasefire of 2020-11-10 held.", "2020-11-10", "2020-11-10", "2020-11-10"),
    ("The ceasefire of 10.11.2020 held.", "10.11.2020", "2020-11-10", "2020-11-10"),
    ("The ceasefire of 11/23/2020 held.", "11/23/2020", "2020-11-23", "2020-11-23"),
    ("Yesterday the bridge was closed.", "Yesterday", "2022-01-08", "2022-01-08"),
    ("The day before yesterday the bridge was closed.", "The day before yesterday", "2022-01-07", "2022-01-07"),
    ("Shells hit the market on Monday night.", "Monday night", "2022-01-03", "2022-01-03"),
    ("Shells hit the market at 10:30 a.m. on Saturday.", "10:30 a.m. on Saturday", "2022-01-08", "2022-01-08"),
    ("Shells hit the market overnight.", "overnight", "2022-01-08", "2022-01-09"),
    ("A week ago the bridge was closed.", "A week ago", "2022-01-02", "2022-01-02"),
    ("The bridge was closed last month.", "last month", "2021-12-01", "2021-12-31"),
    ("The bridge was closed in early December.", "early December", "2021-12-01", "2021-12-31"),
    ("The bridge was closed in mid-2019.", "mid-2019", "2019-01-01", "2019-12-31"),
    ("The bridge was closed in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31"),
    ("The bridge was closed in Q3 2021.", "Q3 2021", "2021-07-01", "2021-09-30"),
    ("The bridge was closed in the third quarter of 2019.", "the third quarter of 2019", "2019-07-01", "2019-09-30"),
    ("The bridge was closed last summer.", "last summer", "2021-06-01", "2021-08-31"),
    ("The bridge was closed this year.", "this year", "2022-01-01", "2022-12-31"),
    ("The bridge was closed on Christmas Day.", "Christmas Day", "2021-12-25", "2021-12-25"),
    ("The bridge was closed in the week of December 6.", "the week of December 6", "2021-12-06", "2021-12-12"),
    ("The bridge was closed on October 3 of last year.", "October 3 of last year", "2021-10-03", "2021-10-03"),
    ("Shells hit the market in the early hours of Saturday.", "the early hours of Saturday", "2022-01-08", "2022-01-08"),
    ("Shells hit the market on the night of January 5-6.", "the night of January 5-6", "2022-01-05", "2022-01-06"),
    ("Thousands marched on January 4th and 5th.", "January 4th and 5th", "2022-01-04", "2022-01-05"),
    ("Thousands marched on 4, 5 and 6 January.", "4, 5 and 6 January", "2022-01-04", "2022-01-06"),
    ("The bridge was closed in mid-March.", "mid-March", "2021-03-01", "2021-03-31"),
    ("The bridge was closed in the first half of last year.", "the first half of last year", "2021-01-01", "2021-06-30"),
    ("The bridge was closed in the latter half of 2008.", "the latter half of 2008", "2008-07-01", "2008-12-31"),
    ("The flood of last Oct. 23 was the worst.", "last Oct. 23", "2021-10-23", "2021-10-23"),
    ("The march on the 5th was calm.", "the 5th", "2022-01-05", "2022-01-05"),
    ("The court will rule on the 14th.", "the 14th", "2022-01-14", "2022-01-14"),
    ("Shells hit the market at 2:30pm (1430 GMT) on Tuesday.", "2:30pm (1430 GMT) on Tuesday", "2022-01-04", "2022-01-04"),
    ("Shells hit the market at 14h30 on Tuesday.", "14h30 on Tuesday", "2022-01-04", "2022-01-04"),
    ("The season of 2020/21 was cut short.", "2020/21", "2020-01-01", "2021-12-31"),
    ("He was shot a year and a half ago.", "a year and a half ago", "2020-07-01", "2020-07-31"),
    ("Output fell below 1913 levels.", "1913", "1913-01-01", "1913-12-31"),
    ("The bridge was closed on 5/1/2022.", "5/1/2022", "2022-01-05", "2022-01-05"),
    ("The bridge will close on 5/1/2022.", "5/1/2022", "2022-05-01", "2022-05-01"),
    ("The bridge fell as late as 1781.", "1781", "1781-01-01", "1781-12-31"),
    ("The bridge was closed in the first eight months.", "the first eight months", "2021-01-01", "2021-08-31"),
    ("A storm could form by Tuesday.", "Tuesday", "2022-01-11", "2022-01-11"),
    ("The bridge had to be closed on Tuesday.", "Tuesday", "2022-01-04", "2022-01-04"),
    ("The bridge fell during the night.", "the night", "2022-01-08", "2022-01-09"),
    ("The bridge was closed on February 29.", "February 29", "2020-02-29", "2020-02-29"),
    ("TWO SOLDIERS WERE KILLED ON 30 DECEMBER IN THE CAPITAL.", "30 DECEMBER", "2021-12-30", "2021-12-30"),
]


@pytest.mark.parametrize(("text", "quote", "first", "last"), DAYS, ids=[each[1] for each in DAYS])
def test_days_of_an_expression(text: str, quote: str, first: str, last: str) -> None:
    found = only(text)
    assert (found.quote, found.first, found.last) == (quote, first, last)


VALUES = [
    ("They searched for three days.", "DURATION", "P3D"),
    ("They searched for two hours.", "DURATION", "PT2H"),
    ("They searched for several days.", "DURATION", "PXD"),
    ("They searched for two and a half years.", "DURATION", "P2.5Y"),
    ("It was a five-year plan.", "DURATION", "P5Y"),
    ("The camp is inspected daily.", "SET", "P1D"),
    ("The camp is inspected every Thursday.", "SET", "XXXX-WXX-4"),
    ("They inspect 30 camps a day.", "SET", "P1D"),
    ("A tent costs $5 a night.", "SET", "P1D"),
    ("They left the camp a day after the storm.", "DURATION", "P1D"),
    ("The camp was closed a week or so ago.", "DATE", "2022-01-02"),
    ("The camp is now closed.", "DATE", "PRESENT_REF"),
    ("The camp was recently closed.", "DATE", "PAST_REF"),
    ("The camp closed at 0300 GMT on Friday.", "TIME", "2022-01-07T03:00"),
    ("The camp was closed on Friday morning.", "TIME", "2022-01-07TMO"),
    ("The camp will be closed tonight.", "TIME", "2022-01-09TNI"),
    ("The camp was closed in the 20th century.", "DATE", "19"),
    ("The wall was built in 480 BC.", "DATE", "BC0480"),
    ("The wall stood for more than two thousand years.", "DURATION", "P2000Y"),
    ("The wall was held in a months-long siege.", "DURATION", "PXM"),
    ("The wall was held for two and half years.", "DURATION", "P2.5Y"),
    ("The wall was held for an hour and a half.", "DURATION", "PT1H30M"),
    ("The wall fell in the early hours.", "TIME", "XXXX-XX-XXTMO"),
    ("The wall is to keep out future floods.", "DATE", "FUTURE_REF"),
    ("He guards the wall until now.", "DATE", "PRESENT_REF"),
]


@pytest.mark.parametrize(("text", "kind", "value"), VALUES, ids=[each[2] for each in VALUES])
def test_values_of_timex3(text: str, kind: str, value: str) -> None:
    found = only(text)
    assert (found.type, found.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "He may march to the sea.",
        "The fall of the city was expected.",
        "A 12-year-old girl and a man aged 40 were hurt.",
        "They counted 2000 people in the square.",
        "The sun rose over Sat Nam temple.",
        "It cost $1990.",
        "He is in his 30s.",
        "The council passed resolution 1973.",
        "The shot was heard in the 1700 block of the street.",
        "A winter storm cut off the valley.",
        "It was open from 1710 to 2250.",
        "At least 12 may have died.",
        "One day he will fly.",
        "He told Radio Today so.",
        "He told the daily Novosti Plus so.",
        "The Long March was told of in songs.",
        "They met on the 38th parallel.",
        "He was met by then mayor Ion Pop.",
        "There were 1998 protesters.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert times(text) == ()


def test_since_and_until_open_the_interval() -> None:
    since, until = times("They have been held since last Wednesday and will stay until January 20.")
    assert (since.direction, since.first, since.last) == ("since", "2022-01-05", None)
    assert (until.direction, until.first, until.last) == ("until", None, "2022-01-20")


AHEAD = [
    ("The verdict could come as early as Tuesday.", "2022-01-11"),
    ("Talks begin on Tuesday.", "2022-01-11"),
    ("The vote is on Tuesday.", "2022-01-11"),
    ("The union plans a march on Tuesday.", "2022-01-11"),
    ("The union planned a march on Tuesday.", "2022-01-11"),
    ("The talks were postponed until Tuesday.", "2022-01-11"),
    ("The truce was extended until Tuesday.", "2022-01-11"),
    ("Rules to be published on Tuesday are strict.", "2022-01-11"),
    ("Schools remained closed until Tuesday.", "2022-01-04"),
    ("There has been a truce since Tuesday.", "2022-01-04"),
    ("The truce was signed on Tuesday.", "2022-01-04"),
]


@pytest.mark.parametrize(("text", "day"), AHEAD, ids=[each[0] for each in AHEAD])
def test_the_verb_says_whether_a_weekday_lies_ahead(text: str, day: str) -> None:
    assert only(text).value == day


def test_nothing_told_in_the_past_lies_after_publication() -> None:
    assert only("Two years later it was opened.").first is None
    assert only("The next day it was opened.").first is None
    assert only("The bridge was closed in August.").value == "2021-08"


def test_a_length_within_a_month_does_not_end_with_publication() -> None:
    length, month = times("It rained in the last two weeks of December.")
    assert (length.value, length.first, month.value) == ("P2W", None, "2021-12")


def test_the_end_of_a_range_follows_its_beginning_and_no_other_date() -> None:
    text = "Its leaders fled in 1959. The port is closed from now to February 10."
    assert [each.value for each in times(text)][-1] == "2022-02-10"


def test_both_ends_of_a_range_hold_all_of_it() -> None:
    found = times("The war lasted from 1991 to 1997.")
    whole = ("1991-01-01", "1997-12-31")
    assert [(each.value, each.first, each.last) for each in found] == [("1991", *whole), ("1997", *whole)]


def test_months_share_the_year_of_the_last() -> None:
    assert [each.value for each in times("In April and June 2019 it rained.")] == ["2019-04", "2019-06"]
    found = times("It rained from December to February 2019.")
    assert [(each.first, each.last) for each in found] == [("2018-12-01", "2019-02-28")] * 2


def test_hours_of_any_day_have_no_day() -> None:
    found = times("A curfew is in force from 11 p.m. to 7 a.m. in the city.")
    assert [(each.value, each.first) for each in found] == [("XXXX-XX-XXT23:00", None), ("XXXX-XX-XXT07:00", None)]
    assert times("Shelling went on from 2 p.m. to 4 p.m. on Saturday.")[0].value == "2022-01-08T14:00"


def test_the_narrative_goes_on_from_the_last_date() -> None:
    found = times("On January 5 the mayor fled. Two days later the army came. The next day it left. A week earlier all was calm.")
    assert [each.first for each in found] == ["2022-01-05", "2022-01-07", "2022-01-08", "2022-01-01"]
    assert [each.basis for each in found[1:]] == ["carried over"] * 3


def test_a_story_gives_its_dates_the_year_of_the_last() -> None:
    text = (
        "War began in March 1938. In June the capital fell. On 4 September 1939 it fell again. By November all was over. In 1941 war came."
    )
    assert [each.value for each in times(text)] == ["1938-03", "1938-06", "1939-09-04", "1939-11", "1941"]


def test_years_for_headings_make_a_story() -> None:
    text = "1936\n\nThe coup began on 17 July. By September the north had fallen.\n\n1937\n\nThe siege began in February."
    assert [each.value for each in times(text)] == ["1936", "1936-07-17", "1936-09", "1937", "1937-02"]


def test_last_april_in_a_story_is_the_one_before() -> None:
    text = "War began in March 1938. In June 1939 the port fell. It had been taken the previous April. On 4 September 1939 it was free."
    assert [each.value for each in times(text)] == ["1938-03", "1939-06", "1939-04", "1939-09-04"]


def test_a_weekend_just_past_is_told_behind_its_weekday_too() -> None:
    assert [each.first for each in times("Fires broke out on Friday. Winds fanned them over the weekend.", "2022-01-11")] == [
        "2022-01-07", "2022-01-08",
    ]  # fmt: skip
    assert only("Fires could break out by the weekend.", "2022-01-11").first == "2022-01-15"


def test_a_day_of_the_month_is_of_the_month_just_told() -> None:
    assert times("In October the mayor fled. On the 14th he came back.")[1].value == "2021-10-14"


def test_without_a_date_of_publication_nothing_relative_is_resolved() -> None:
    for text in ("The bridge fell on Sunday.", "The bridge fell yesterday.", "The bridge fell last month.", "The bridge fell in June."):
        found = only(text, None)
        assert (found.first, found.last, found.value) == (None, None, "")
    assert only("The bridge fell on 5 June 2019.", None).first == "2019-06-05"


def test_a_weekday_just_dated_is_that_day_without_a_date_of_publication() -> None:
    found = times("The court was stormed on Monday, July 11, 2016. Two men were shot on Monday. On Tuesday it was closed.", None)
    assert [each.first for each in found] == ["2016-07-11", "2016-07-11", None]


def test_a_weekday_chooses_the_year() -> None:
    assert only("The bridge fell on Tuesday, June 8.").first == "2021-06-08"


def test_two_digit_years_of_datelines() -> None:
    assert times("SAN LORENZO, 3 JAN 90 -- Two men were killed.", "1990-01-03")[0].first == "1990-01-03"


@pytest.mark.parametrize("production", productions(), ids=[each.name for each in productions()])
def test_every_production_reads_its_example(production: Production) -> None:
    example, name = production.example, production.name
    assert name in [found.name for found in readings(words_of(example))]


UNITS = ["day", "week", "month", "quarter", "half", "year", "decade", "century"]
VOCABULARY = """
the a of in on at last next this January may 5 6 7 30 1999 2022 99 - – , . ( ) ' two three days weeks ago later early late mid quarter third
second Sunday sun morning night noon 10:30 a.m. p.m. GMT since until from to between and 1990s BC summer Christmas
now half twenty nineteen ninety 0300 01/02/2022 14th on during at dawn so first months year hours 14h30 2020/21 future
"""
WORDS = st.lists(st.sampled_from([*VOCABULARY.split(), "\n\n"]), max_size=14)


@settings(max_examples=200, deadline=None)
@given(words=WORDS, published=st.sampled_from([None, SUNDAY, "2024-02-29", "0001-01-01", "9999-12-31"]))
def test_any_words_give_grounded_expressions_with_ordered_ends(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    ends = 0
    for found in times(text, published):
        assert text[found.start : found.end] == found.quote
        assert found.start >= ends
        ends = found.end
        if found.first and found.last:
            assert date.fromisoformat(found.first) <= date.fromisoformat(found.last)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_goes_through(text: str) -> None:
    times(text)


@given(when=st.dates(), count=st.integers(-5000, 5000), unit=st.sampled_from(["day", "week", "month", "quarter", "year", "decade"]))
def test_moving_there_and_back_stays_near(when: date, count: int, unit: str) -> None:
    there = calendar.moved(when, count, unit)
    back = calendar.moved(there, -count, unit) if there else None
    assert back is None or abs((back - when).days) <= 3


@given(when=st.dates(date(200, 1, 1), date(9700, 1, 1)), unit=st.sampled_from(UNITS))
def test_a_unit_holds_its_day(when: date, unit: str) -> None:
    period = calendar.unit_around(unit, when)
    assert period is not None
    assert period.first is not None
    assert period.last is not None
    assert period.first <= when <= period.last


def test_easter_and_days_counted_from_the_end_of_a_month() -> None:
    assert calendar.easter(2022) == date(2022, 4, 17)
    assert calendar.nth_weekday(2022, 5, 0, -1) == date(2022, 5, 30)


PAGE = Path(__file__).parents[1] / "docs" / "dates.md"


def _tables(page: str) -> list[list[str]]:
    """The rows of the page's tables, without their heads."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")]
    return [row for row in rows if not set(row[0]) <= {"-"} or row[0] == ""]


def test_the_page_on_dates_shows_what_happens() -> None:
    rows = [row for row in _tables(PAGE.read_text(encoding="utf-8")) if len(row) == 7 and row[0] != "text"]
    shown: list[tuple[str, list[list[str]]]] = []
    for text, *cells in rows:
        if text:
            shown.append((text, []))
        if cells[0]:
            shown[-1][1].append(cells)
    assert len(shown) > 40
    for text, expressions in shown:
        found = [
            [each.quote, each.type, each.value, each.first or "", each.last or "", "" if each.direction == "on" else each.direction]
            for each in times(text)
        ]
        assert found == expressions, text


def test_the_page_on_dates_lists_every_production() -> None:
    listed = [tuple(row) for row in _tables(PAGE.read_text(encoding="utf-8")) if len(row) == 2 and row[0] != "production"]
    assert listed == [(each.name, each.example) for each in productions()]
