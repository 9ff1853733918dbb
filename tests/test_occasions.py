"""When figures and events happened. All texts are reports of Wednesday, 12 January 2022."""

import pytest

import reportedly
from reportedly.model.time import When

WEDNESDAY = "2022-01-12"


def days(when: When | None) -> tuple[str | None, str | None] | None:
    return None if when is None else (when.first, when.last)


def day_of_figures(text: str) -> dict[float | None, tuple[str | None, str | None] | None]:
    """The days of each figure, by its number."""
    return {figure.number: days(figure.when) for figure in reportedly.read(text, published=WEDNESDAY).figures}


MONDAY, TUESDAY = ("2022-01-10", "2022-01-10"), ("2022-01-11", "2022-01-11")
YEAR_2019, YEAR_2021 = ("2019-01-01", "2019-12-31"), ("2021-01-01", "2021-12-31")
PAST_DAY = ("2022-01-11", "2022-01-12")

FIGURES = [
    ("Gunmen killed 12 villagers on Monday.", {12: MONDAY}),
    ("Gunmen killed 12 villagers and abducted nine on Monday.", {12: MONDAY, 9: MONDAY}),
    ("Police said on Monday that 12 villagers were killed.", {12: None}),
    ("Seven people died when a shell hit a bakery on Monday.", {7: MONDAY}),
    ("Seven people died while they queued for bread on Monday.", {7: MONDAY}),
    (
        "It was the worst since the 2019 flood, in which 240 people died and 3,000 were displaced.",
        {240: YEAR_2019, 3000: YEAR_2019},
    ),
    ("It was the worst flood since 2019, when 240 people died in Beira.", {240: YEAR_2019}),
    ("It was the worst attack since March 2019, when gunmen killed 51 worshippers.", {51: ("2019-03-01", "2019-03-31")}),
    ("The army has held the town since Monday, when it killed 12 rebels.", {12: MONDAY}),
    ("Protests resumed on Monday, when police shot dead three men.", {3: MONDAY}),
    ("The minister took office in 2019 after riots in which 14 people were killed.", {14: YEAR_2019}),
    ("Eleven sailors survived the collision, which occurred on Monday off the cape.", {11: MONDAY}),
    (
        "A group counted 310 attacks in the province in 2021, in which 95 people lost their lives.",
        {310: YEAR_2021, 95: YEAR_2021},
    ),
    ("The ministry recorded 16 deaths in the past 24 hours.", {16: PAST_DAY}),
    ("Some 40 miners died in the first three months of 2021.", {40: ("2021-01-01", "2021-03-31")}),
    ("In a report in 2019 they documented 16 deaths.", {16: None}),
    ("Last year 61 miners died, an increase of 14 percent on 2019.", {61: YEAR_2021}),
    ("Sixty-one miners drowned last year, down from 107 in 2019.", {61: YEAR_2021, 107: YEAR_2019}),
    ("The toll rose to 90 on Tuesday, up from 83 a day earlier.", {90: TUESDAY, 83: MONDAY}),
    ("Some 200 miners have been killed this year, compared with 46.", {200: ("2022-01-01", "2022-12-31"), 46: None}),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES, ids=[each[0][:50] for each in FIGURES])
def test_the_days_of_figures(text: str, expected: dict[int, object]) -> None:
    found = day_of_figures(text)
    assert {number: found.get(number, "no such figure") for number in expected} == expected


def test_a_noun_has_the_time_of_its_own_clause_before_that_of_the_main_verb() -> None:
    record = reportedly.read("The fighting, which erupted on Monday, was put down by soldiers on Tuesday.", published=WEDNESDAY)
    assert days(next(event.when for event in record.events if "fighting" in event.trigger.lower())) == MONDAY


CARRIED = [
    ("Gunmen attacked a school on Monday. The attack killed 12 people.", {12: MONDAY}),
    ("Gunmen attacked a school on Monday. Nine people were injured in the attack.", {9: MONDAY}),
    ("Gunmen attacked a school on Monday. The second attack killed 12 people.", {12: None}),
    ("Gunmen attacked a school on Monday. An attack killed 12 people.", {12: None}),
    ("Gunmen attacked a school on Monday. They attacked a mosque on Tuesday. The attack killed 12 people.", {12: None}),
]


@pytest.mark.parametrize(("text", "expected"), CARRIED, ids=[each[0][-45:] for each in CARRIED])
def test_what_an_event_did_has_the_day_on_which_it_was_told(text: str, expected: dict[int, object]) -> None:
    record = reportedly.read(text, published=WEDNESDAY)
    assert {figure.number: days(figure.when) for figure in record.figures if figure.number in expected} == expected
    assert all(figure.when.basis == "carried over" for figure in record.figures if figure.when is not None)


def test_a_figure_of_history_is_not_the_same_as_one_of_the_news() -> None:
    text = "Some 700 protesters were arrested across the country. Four officers were hurt. In 2010, about 700 protesters were arrested."
    today, then = (figure for figure in reportedly.read(text, published=WEDNESDAY).figures if figure.number == 700)
    assert (today.when, then.same_as) == (None, None)
