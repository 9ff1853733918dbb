"""Kinds of figures: sums of money, cases of a disease, counts without a measure; and the numbers of other pages that are none."""

from __future__ import annotations

import pytest

import reportedly

HARM = "The flood killed 7 people."  # a report of harm, in which sums and counts are about that


def found(text: str) -> list[tuple[object, str | None]]:
    """Number, or bounds, and measure of each figure."""
    figures = reportedly.read(text, published="2023-03-12").figures
    return [(figure.number if figure.number is not None else (figure.low, figure.high), figure.measure) for figure in figures]


def after_harm(text: str) -> list[tuple[object, str | None]]:
    """The figures behind a first sentence that tells of harm."""
    first, *others = found(f"{HARM} {text}")
    assert first == (7, "killed")
    return others


def currencies(text: str) -> list[str]:
    """The units of the sums in a text."""
    return [figure.unit for figure in reportedly.read(text, published="2023-03-12").figures if figure.unit.isupper()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Relief agencies need $40 million.", [(40_000_000, "aid")]),
        ("About €2.5 million is required for shelters.", [(2_500_000, "aid")]),
        ("The Red Crescent appealed for 12 million Swiss francs.", [(12_000_000, "aid")]),
        ("The ministry has set aside $900,000 for the villages.", [(900_000, "aid")]),
        ("Norway pledged 500,000 pounds.", [(500_000, "aid")]),
        ("Each family will be paid $300.", [(300, "aid")]),
        ("Survivors are to receive Rp 20 million each.", [(20_000_000, "aid")]),
        ("The minister put the cost of rebuilding at $3 billion.", [(3_000_000_000, "damage")]),
        ("Insurers expect claims of $70 million.", [(70_000_000, "damage")]),
        ("Repairs will cost about $4 million.", [(4_000_000, "damage")]),
        ("A smuggler admitted that he had received $2,000.", [(2_000, None)]),
    ],
)
def test_money_of_a_report_of_harm(text: str, expected: list[tuple[object, str | None]]) -> None:
    assert after_harm(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The kidnappers demanded $90,000.", [(90_000, "ransom")]),
        ("Gang members asked for between $300 and $800.", [((300, 800), "ransom")]),
        ("The family paid $4,000 to the abductors.", [(4_000, "ransom")]),
        ("In Durban, South Africa, a ransom of R2.5 million was paid.", [(2_500_000, "ransom")]),
    ],
)
def test_ransom(text: str, expected: list[tuple[object, str | None]]) -> None:
    assert found(text) == expected


def test_what_is_received_is_a_part_of_what_is_required() -> None:
    figures = reportedly.read(f"{HARM} Of the $12 million required, only $3 million had been received.").figures
    assert [(each.number, each.measure) for each in figures[1:]] == [(12_000_000, "aid"), (3_000_000, "aid")]
    assert figures[2].subset_of == figures[1].id


@pytest.mark.parametrize(
    "text",
    [
        "The club paid £50 million for the midfielder and needs £20 million more.",
        "The firm paid $2 billion to its shareholders and needs $500 million to repay its debt.",
        "The company received $12 million from investors.",
        "Tickets cost $40, and the band asked for $9,000.",
        "The hotel has 120 rooms at $90 a night.",
    ],
)
def test_trade_is_no_figure(text: str) -> None:
    assert not [each for each in found(text) if each[0] != 120]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Floods in Kano, Nigeria, killed 7. Repairs will cost N2.5bn.", ["NGN"]),
        ("The quake in Zambia killed 7. The state gave each family K15,000.", ["ZMW"]),
        ("The quake in Malawi killed 7. The state gave each family K15,000.", ["MWK"]),
        ("The storm in Durban, South Africa, killed 7. Damage is put at R350 million.", ["ZAR"]),
        ("The flood in Kenya killed 7. Damage is put at Sh500 million.", ["KES"]),
        ("The flood in Sindh, Pakistan, killed 7. Each family got Rs200,000.", ["PKR"]),
        ("The flood in Assam, India, killed 7. Each family got Rs 200,000.", ["INR"]),
        ("A court in Minsk, Belarus, fined them 3,000 roubles.", ["BYN"]),
        ("A court in Moscow, Russia, fined them 3,000 roubles.", ["RUB"]),
        ("The fire in Chile killed 7. Damage is put at 40 billion pesos.", ["CLP"]),
        ("The fire in Mexico killed 7. Damage is put at 40 billion pesos.", ["MXN"]),
        ("The flood in Sudan killed 7. Britain pledged 2 million pounds.", ["GBP"]),
        ("The flood in Sudan killed 7. Damage is put at 2 million US dollars.", ["USD"]),
        ("The court fined them 3,000 dinars.", []),
    ],
)
def test_a_shared_name_is_that_of_the_country(text: str, expected: list[str]) -> None:
    assert currencies(text) == expected


def test_dollars_are_those_of_the_outlet_where_the_report_is_about_its_country() -> None:
    text = "Floods in Queensland, Australia, killed 7. Damage is put at $3 million."
    assert [figure.unit for figure in reportedly.read(text, outlet="news.example.com.au").figures][-1] == "AUD"
    assert [figure.unit for figure in reportedly.read(text, outlet="news.example.com").figures][-1] == "USD"


@pytest.mark.parametrize(
    "text",
    [
        "The N95 masks came along the N1 road to K2 and M23 held it.",
        "He lives at 12 N200 Street; the G20 met in room R12.",
        "K200,000 in France means nothing.",
    ],
)
def test_a_letter_is_no_sign_without_its_country(text: str) -> None:
    assert found(text) == []


CHOLERA = "Cholera is spreading, and the outbreak has reached the coast."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{CHOLERA} The ministry recorded 412 new cases.", [(412, "infected")]),
        (f"{CHOLERA} The district confirmed its first three cases on Monday.", [(3, "infected")]),
        (f"{CHOLERA} The number of daily cases has doubled since May, when an average of 90 were reported.", [(90, "infected")]),
        (f"{CHOLERA} It took the number of infections since the first case was found in May to 9,120.", [(9120, "infected")]),
        (f"{CHOLERA} Some 640 patients are in treatment centres.", [(640, "treated")]),
        (f"{CHOLERA} Sfax (158) and Gabès (97) account for most of the new infections, followed by Sousse with 31.",
         [(158, "infected"), (97, "infected"), (31, "infected")]),
        ("Doctors have seen 88 cases of measles.", [(88, "infected")]),
        ("Doctors have seen 88 cases of yellow fever.", [(88, "infected")]),
        ("There were 88 typhus cases in March.", [(88, "infected")]),
        ("There were 88 measles cases in March.", [(88, "infected")]),
    ],
)  # fmt: skip
def test_cases_of_a_disease(text: str, expected: list[tuple[object, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The court heard 40 cases of fraud.",
        "The library holds 40 glass cases.",
        f"{CHOLERA} The court heard 40 corruption cases.",
        "Lawyers have confirmed 12 new cases.",
    ],
)
def test_other_cases_are_none(text: str) -> None:
    assert (40, "infected") not in found(text)
    assert (12, "infected") not in found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than 300 complaints have been submitted.", [(300, None)]),
        ("Some 40 fires were still active, of which 29 had been brought under control.", [(40, None), (29, None)]),
        ("Relatives counted 31 fresh graves.", [(31, None)]),
        ("The list contains 41 names from Homs and 17 from Hama.", [(41, None), (17, None)]),
        ("About 1,400 firefighters are working in the region.", [(1400, None)]),
        ("Trucks brought 50 tons of rice.", [(50, None)]),
        ("The riot was put down by 900 policemen.", [(900, None)]),
        ("The attackers, numbering about 70, came at dawn.", [(70, None)]),
        ("It rained in 14 of the state's 25 districts.", [(14, None)]),
        ("Four helicopters and 30 boats are taking part in the search.", [(4, "participants"), (30, "participants")]),
        ("Rescuers cooked for 600.", [(600, "assisted")]),
        ("Raiders rustled 300 cows.", [(300, "stolen")]),
        ("Over 2,000 houses lost their roofs.", [(2000, "damaged")]),
        ("An estimated 8,500 households have no electricity.", [(8500, "cut_off_from_supply")]),
        ("Two pistols, 435 rounds of ammunition and 25 knives were seized.", [(2, "seized"), (435, "seized"), (25, "seized")]),
    ],
)
def test_counts_of_a_report_of_harm(text: str, expected: list[tuple[object, str | None]]) -> None:
    assert after_harm(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The town has 40 shops, 300 farms and 12 schools.",
        "The film, 120 minutes long, sold 30,000 tickets.",
        "Article 14 of the law has 25 paragraphs.",
        "Winds of 120 km per hour blew, and 14 inches of rain fell in 24 hours.",
        "The office is at 221 Baker Street; call 555-1234.",
        "He scored 23 goals in 31 matches and won 3-1.",
        "Mix 12 eggs with 300 grams of flour and bake them for 30 minutes.",
    ],
)
def test_numbers_beside_harm_that_are_no_claims(text: str) -> None:
    assert after_harm(text) == []


@pytest.mark.parametrize(
    "text", ["The museum shows 14 rooms.", "The company opened 40 stores in 14 countries.", "Shares of 300 firms fell."]
)
def test_things_are_not_counted_where_nothing_happens_to_anybody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four out of five houses burned down.", []),
        ("One in three pupils fled.", []),
        ("Nine out of 10 people lost their homes.", []),
        ("Two in every five farmers fled.", []),
        ("Two in five children were killed.", []),
        ("The shelling killed two in three days.", [(2, "killed")]),
        ("One in Homs and two in Aleppo were killed.", [(1, "killed"), (2, "killed")]),
    ],
)
def test_a_ratio_is_no_count(text: str, expected: list[tuple[object, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "More than 6,500 households have fled, according to a civil society group, which puts the number of dead at 19.",
            [("fled", "households"), ("killed", "people")],
        ),
        (
            "Seven civilians, including two girls, had been hit by stray bullets, and one of them later died.",
            [("injured", "civilians"), ("injured", "girls"), ("killed", "civilians")],
        ),
    ],
)
def test_a_number_has_the_noun_that_it_counts(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(figure.measure, figure.subject) for figure in reportedly.read(text).figures] == expected


def test_what_somebody_is_accused_of_is_alleged() -> None:
    accused, killed = reportedly.read("Three men accused of killing three women were arrested on Friday.").figures
    assert (accused.status, killed.status) == ("asserted", "alleged")
