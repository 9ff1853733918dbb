"""What becomes a figure: sentences in, figures out; docs/figures.md is executed here.

A figure is written as `amount measure subject`, with what else it says behind dots: "> 400 destroyed cars · unit car",
"2 killed people · part of 16". Amounts: `12`, `~ 12` (about), `> 12`, `>= 12`, `< 12`, `<= 12`, `3..5`, `24+` (dozens).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportedly
from reportedly.extract.figures import find_figures
from reportedly.extract.measure_words import measure_words
from reportedly.extract.numbers import find_amounts
from reportedly.model.figure import Figure, Qualifier
from reportedly.model.mentions import Amount, FigureMention
from reportedly.ontology.load import load
from reportedly.parse.text import parse
from reportedly.resolve.figures import check_parts, same_figures

PAGE = Path(__file__).parents[1] / "docs" / "figures.md"
WORDS = [
    "12",
    "dozens",
    "of",
    "people",
    "killed",
    ",",
    "(",
    ")",
    "and",
    "which",
    "them",
    "including",
    "%",
    "$",
    "no one",
    "was",
    "\n",
    "3",
    "5",
    "from",
    "to",
]
SIGNS: dict[Qualifier, str] = {"about": "~ ", "more_than": "> ", "at_least": ">= ", "less_than": "< ", "at_most": "<= "}


def figures(text: str) -> tuple[FigureMention, ...]:
    parsed = parse(text)
    return find_figures(parsed, find_amounts(parsed), (), ())


def amount(value: Amount) -> str:
    if value.qualifier == "between":
        return f"{value.low:,}..{value.high:,}"
    if value.number is None:
        return f"{value.low:,}+"
    return f"{SIGNS.get(value.qualifier, '')}{value.number:,}"


def written(text: str) -> list[str]:
    """The figures of a text in the notation of this file."""
    found = figures(text)
    lines = []
    for figure in found:
        marks = [f"unit {figure.unit}"] if figure.unit != "people" and figure.amount.currency is None else []
        if figure.part_of is not None:
            marks.append(f"part of {amount(found[figure.part_of].amount)}")
        if figure.previous_of is not None:
            marks.append(f"before {amount(found[figure.previous_of].amount)}")
        marks += [mark for mark in (figure.status, figure.stage) if mark not in {"asserted", "accomplished"}]
        marks += ["increment"] if figure.scope == "increment" else []
        marks += [figure.manner] if figure.manner else []
        lines.append(" · ".join((f"{amount(figure.amount)} {figure.measure or '-'} {figure.subject}", *marks)))
    return lines


def rows() -> list[tuple[str, str]]:
    """The rows of the page's tables of examples."""
    found, inside = [], False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        inside = line.startswith("|") and (inside or cells == ["text", "figures"])
        if inside and cells[0] not in {"text", "---"}:
            found.append((cells[0], cells[1]))
    return found


@pytest.mark.parametrize(("text", "expected"), rows(), ids=lambda value: value[:60])
def test_the_page_tells_the_truth(text: str, expected: str) -> None:
    assert "; ".join(written(text)) == ("" if expected == "none" else expected)


def test_the_page_names_every_measure() -> None:
    page = PAGE.read_text(encoding="utf-8")
    missing = [name for name in load("measures")["measures"] if f"`{name}`" not in page]
    assert not missing, f"docs/figures.md should name {missing}"


def test_every_measure_says_what_it_means_and_counts() -> None:
    for name, entry in load("measures")["measures"].items():
        assert entry["meaning"].endswith("."), name
        assert entry["counts"] in {"people", "things", "cases", "money", "money or things"}, name
        assert set(entry) <= {
            "meaning", "counts", "codes", "yields", "things", "one", "outdone by", "or else", "manner",
            "done to", "done by", "passive", "out of", "of people", "of things", "cases of", "nouns", "those", "adjectives", "totals",
            "objects",
        }, name  # fmt: skip


def test_no_word_tells_two_measures_in_the_same_way() -> None:
    for verb, entries in measure_words().verbs.items():
        seen: dict[tuple[object, ...], str] = {}
        for entry in entries:
            kind = measure_words().measures[entry.measure].counts
            key = (entry.role, entry.words, entry.after, kind == "people", kind.startswith("money"))
            assert seen.setdefault(key, entry.measure) == entry.measure, f"{verb} {entry.words} {entry.role}: two measures"


@pytest.mark.parametrize(
    "text",
    [
        "It has been one of the largest protests in years.",
        "The two sides have talked for three days.",
        "A 24-year-old man, aged like his two brothers, spoke of the past 20 years.",
        "He lives on the third floor, 300 metres from the river.",
        "If 12 people are killed, the talks will end.",
        "Channel 5 and the G20 were mentioned in article 12.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert written(text) == []


def test_the_evidence_is_the_clause_and_no_more() -> None:
    text = "In Aba 31 houses were destroyed and 300 damaged, while in Oro 36 huts burned down."
    assert [text[slice(*figure.evidence)] for figure in figures(text)] == [
        "In Aba 31 houses were destroyed",
        "300 damaged",
        "in Oro 36 huts burned down",
    ]


def test_a_part_has_its_own_words_as_evidence() -> None:
    text = "Rioters destroyed more than 400 cars, of which 346 are police vehicles."
    assert text[slice(*figures(text)[1].evidence)] == "of which 346 are police vehicles"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_text_goes_through_and_evidence_holds_its_amount(words: list[str]) -> None:
    text = " ".join(words)
    found = figures(text)
    for position, figure in enumerate(found):
        start, end = figure.evidence
        assert 0 <= start <= figure.amount.start < figure.amount.end <= end <= len(text)
        assert figure.part_of is None or 0 <= figure.part_of < len(found)
        assert figure.part_of != position
        assert figure.previous_of is None or 0 <= figure.previous_of < len(found)


def figure(name: str, number: int, **other: object) -> Figure:
    from reportedly.model.codec import decode

    data = {
        "id": name, "number": number, "qualifier": "exact", "low": number, "high": number, "measure": "detained", "unit": "people",
        "subject": "people", "place": None, "when": None, "as_of": None, "attribution": None, "status": "asserted", "stage": "accomplished",
        "subset_of": None, "same_as": None, "event": None, "evidence": {"start": 0, "end": 1, "quote": "x"},
    }  # fmt: skip
    return decode(Figure, data | other)


def place(name: str) -> dict[str, object]:
    return {"name": name, "geonameid": None, "country": None, "kind": "city", "lat": None, "lon": None, "basis": "stated in the clause"}


def links(*given_figures: Figure) -> list[str | None]:
    return [each.same_as for each in same_figures(given_figures)]


def test_the_same_said_twice_points_to_the_first() -> None:
    assert links(figure("a", 300), figure("b", 300, qualifier="about", subject="protesters"), figure("c", 300)) == [None, "a", "a"]


@pytest.mark.parametrize(
    "other",
    [
        {"measure": "released"},
        {"measure": None},
        {"unit": "family", "subject": "families"},
        {"scope": "increment"},
        {"stage": "planned"},
        {"qualifier": "at_most"},
        {"place": place("Oro")},
        {"when": {"from": "2022-01-07", "to": "2022-01-07", "precision": "day", "basis": "stated"}},
        {"subset_of": "a"},
    ],
)
def test_what_differs_is_not_the_same(other: dict[str, object]) -> None:
    first = figure("a", 300, place=place("Aba"), when={"from": "2022-01-05", "to": "2022-01-06", "precision": "day", "basis": "stated"})
    assert links(first, figure("b", 300, **other)) == [None, None]


def test_small_numbers_need_the_same_words_and_place() -> None:
    assert links(figure("a", 2), figure("b", 2)) == [None, None]
    assert links(figure("a", 2, place=place("Aba")), figure("b", 2, place=place("Aba"))) == [None, "a"]


def test_a_part_larger_than_its_whole_is_an_issue() -> None:
    (issue,) = check_parts((figure("a", 16), figure("b", 20, subset_of="a", subject="officers")))
    assert (issue.code, issue.message) == ("part-exceeds-whole", "20 officers are said to be a part of 16 people; both are kept as stated")
    assert check_parts((figure("a", 16, high=None, qualifier="more_than"), figure("b", 20, subset_of="a"))) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men on a motorcycle shot dead a local chief.", []),
        ("The attack left one man dead and at least six others with gunshot wounds.", [(1, "killed"), (6, "injured")]),
        ("The storm damaged or destroyed 340 homes.", [(340, "damaged")]),
        ("340 homes were destroyed or damaged.", [(340, "damaged")]),
        ("340 homes were damaged or destroyed.", [(340, "damaged")]),
        ("The storm damaged and destroyed 340 homes.", [(340, "destroyed")]),
        ("The death toll rose to 47 after 5 more bodies were found.", [(47, "killed"), (5, "bodies_found")]),
        ("A woman reported missing on Friday was found alive on Sunday.", []),
        ("Two climbers who had been missing since Monday were found dead.", [(2, "killed")]),
        ("Five people are still missing, while two were found alive.", [(5, "missing")]),
        ("3 killed (incl. 1 minor), 12 injured in the crash.", [(3, "killed"), (1, "killed"), (12, "injured")]),
        ("A shrine stood there until 19 March. At least 40 people were hurt in Oro.", [(40, "injured")]),
        ("He was seen on Jan. 6 and 7.", []),
        ("They put the number of those wounded since Monday at 14.", [(14, "injured")]),
        ("A neighbour knew one of the victims.", []),
        ("One lorry struck another at the crossing.", []),
        ("In one raid, a couple were killed.", [(2, "killed")]),
        ("Five men were arrested; one of them confessed to the theft.", [(5, "detained")]),
        ("A student was sentenced to two years.", [(1, "sentenced")]),
        ("Zambia confirmed its first six cases of cholera.", [(6, "infected")]),
        ("The camp has 300 measles cases.", [(300, "infected")]),
        ("No charges have been filed.", [(0, "charged")]),
        ("One man was shot dead and another badly injured.", [(1, "killed"), (1, "injured")]),
        ("The army held 300 men, and some 150 of them were let go.", [(300, "detained"), (150, "released")]),
        ("Twelve students were seized. Twelve lorries were seized.", [(12, "detained"), (12, "seized")]),
        ("Fourteen had been sent home from hospital.", [(14, "discharged")]),
        ("Some 8,500 households have no electricity.", [(8500, "cut_off_from_supply")]),
        ("The ministry recorded 589 new cases and 16 deaths.", [(589, "infected"), (16, "killed")]),
        ("Three pistols, 435 rounds of ammunition and 25 knives were found and seized.", [(3, "seized"), (435, "seized"), (25, "seized")]),
        ("Twelve men seized in May regained their freedom.", [(12, "released")]),
        ("They published the names of 60 detainees.", [(60, "detained")]),
        ("A woman was the victim of a theft.", []),
        ("A father and child were found dead.", []),
        ("The number of people detained since the start of the riots has risen to 5,135.", [(5135, "detained")]),
        ("Nine people are confirmed to have died.", [(9, "killed")]),
        ("Five guards, a cook and seven inmates died in a gunfight.", [(5, "killed"), (1, "killed"), (7, "killed")]),
        ("Two brothers, a teacher and a farmer, were killed.", [(2, "killed")]),
        ("The death toll crosses 200.", [(200, "killed")]),
        ("Eleven people have starved to death in the camp.", [(11, "killed")]),
        ("The brigade lost two firefighters.", [(2, "killed")]),
        ("Four radio stations were taken off the air.", [(4, "closed")]),
        ("The education office said 62 schools are closed.", [(62, "closed")]),
        ("Ten bridges are impassable.", [(10, "closed")]),
        ("Some 40,000 subscribers were left without communication.", [(40000, "cut_off_from_supply")]),
        ("Two hundred drivers are stuck at the border.", [(200, "stranded")]),
        ("Protesters overturned three police vans.", [(3, "damaged")]),
        ("The court overturned three verdicts.", []),
        ("More than two hundred were taken to the police.", [(200, "detained")]),
        ("Eleven officers were taken to the police hospital.", [(11, "hospitalised")]),
        ("Five wounded men were brought to hospital by police.", [(5, "hospitalised")]),
        ("The divers have recovered 87 Egyptians so far.", [(87, None)]),
        ("The police recovered 14 stolen laptops.", [(14, "seized")]),
        ("Eleven miners were buried in the shaft.", [(11, "stranded")]),
        ("The bill, which was to raise 346 billion shillings, led to protests in which 20 people were killed.", [(20, "killed")]),
        ("Some 400 people were evacuated. The number of checkpoints rose to 12.", [(400, "evacuated")]),
        ("About 300 people are in shelters. The number of soldiers was doubled to 2,000.", [(300, "sheltered")]),
        ("At least 73 people are known to have died, up from 62 in the morning.", [(73, "killed"), (62, "killed")]),
    ],
)
def test_what_was_once_read_wrongly(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(figure.number, figure.measure) for figure in reportedly.read(text, published="2022-01-10").figures] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry corrected the toll from 41 to 39.", {41: "retracted", 39: "asserted"}),
        ("The ministry corrected the number of dead in Beira to 39.", {39: "asserted"}),
        ("The ministry corrected an earlier toll of 41.", {41: "retracted"}),
        ("Police revised the death toll down to 39 from 41.", {39: "asserted", 41: "asserted"}),
    ],
)
def test_of_a_number_that_is_corrected_the_first_is_taken_back(text: str, expected: dict[float, str]) -> None:
    assert {figure.number: figure.status for figure in reportedly.read(text).figures} == expected


def parts(text: str) -> list[tuple[float | None, float | None]]:
    """The numbers of a text, each with that of its whole."""
    record = reportedly.read(text, published="2022-01-10")
    by_id = {figure.id: figure for figure in record.figures}
    return [(figure.number, by_id[figure.subset_of].number if figure.subset_of else None) for figure in record.figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twelve were held, four of them minors, and three were freed.", [(12, None), (4, 12), (3, 12)]),
        ("They held 60 men, 48 of whom were caught in Aba. At least five cooks were among them.", [(60, None), (48, 60), (5, 60)]),
        ("The crash killed 43, including one of its drivers.", [(43, None), (1, 43)]),
        ("They took 12 men hostage. Later they led the passengers off a bus and beheaded two of them.", [(12, None), (2, None)]),
        ("The toll climbed from 17 in a day, and eight guards were among the dead.", [(17, None), (8, None)]),
        ("Seven people were hurt in Aba: a fire. Three were killed.", [(7, None), (3, None)]),
        ("Forty villagers were detained. Troops burned ten huts. Five were released.", [(40, None), (10, None), (5, None)]),
        # the headline is not the whole, nor is a rounded number of another paragraph
        (
            "Mine fire kills nine\n\nA fire killed nine miners, they said.\n\nFour of the dead were brothers.",
            [(9, None), (9, None), (4, 9)],
        ),
        ("A blast wounded more than 60 people.\n\nEleven of the wounded were in hospital.", [(60, None), (11, None)]),
        ("A blast wounded 60 people.\n\nEleven of the wounded were in hospital.", [(60, None), (11, 60)]),
    ],
)
def test_parts_find_their_whole(text: str, expected: list[tuple[int, int | None]]) -> None:
    assert parts(text) == expected


def test_the_whole_stands_below_the_headline() -> None:
    text = "Mine fire kills nine\n\nA fire killed nine miners, the union said.\n\nFour of the dead were brothers."
    _, body, part = reportedly.read(text, published="2022-01-10").figures
    assert part.subset_of == body.id


@pytest.mark.parametrize(
    ("text", "status", "qualifier"),
    [
        ("The toll had earlier stood at nine.", "asserted", "exact"),
        ("An early count put the dead at nine.", "preliminary", "exact"),
        ("The death toll has passed 400.", "asserted", "more_than"),
        ("The number of dead could be as high as 400.", "asserted", "at_most"),
    ],
)
def test_how_sure_and_how_exact(text: str, status: str, qualifier: str) -> None:
    (figure,) = reportedly.read(text, published="2022-01-10").figures
    assert (figure.status, figure.qualifier) == (status, qualifier)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("In Santiago and Concepción, in Chile, each family got 2 million pesos.", "CLP"),
        ("In Tunis and Sfax they were fined 500 dinars.", "TND"),
        ("They were fined 500 dinars.", "dinar"),
        ("In Santiago, Chile, they were fined 500 Mexican pesos.", "MXN"),
        ("In Minsk and Grodno, in Belarus, they were fined 300 roubles.", "BYN"),
        ("A ransom of N200,000 was paid.", "NGN"),
        ("They were fined R1.5 million.", "ZAR"),
    ],
)
def test_whose_currency(text: str, unit: str) -> None:
    (found,) = reportedly.read(text, published="2022-01-10").figures
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The capital sends 300 police to prisons after a riot kills 118.", "people"),
        ("The blast killed 15 soldiers and wounded 12.", "soldiers"),
    ],
)
def test_who_is_meant_where_the_noun_is_left_out(text: str, subject: str) -> None:
    assert reportedly.read(text, published="2022-01-10").figures[-1].subject == subject


def test_one_person_of_a_list_is_a_part() -> None:
    assert parts("A fire killed 31 people. Eight cooks and a guard are among the dead.") == [(31, None), (8, 31), (1, 31)]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("The death toll rose to 11. Another 94 people were injured.", {11: "total", 94: "total"}),
        ("Some 5,000 people were killed and another 300 wounded.", {5000: "total", 300: "total"}),
        ("Five were killed and 12 wounded. Another six were wounded on Tuesday.", {5: "total", 12: "total", 6: "increment"}),
        ("Another 12 people died overnight.", {12: "increment"}),
    ],
)
def test_another_sets_apart_or_adds(text: str, scopes: dict[float, str]) -> None:
    assert {figure.number: figure.scope for figure in reportedly.read(text, published="2022-01-10").figures} == scopes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The following items were recovered at the camp: four rifles, 300 rounds of ammunition and two motorcycles.",
            [(4, "seized"), (300, "seized"), (2, "seized")],
        ),
        ("The following items were seized:\n\n• four rifles\n• two motorcycles\n\nThe road was closed.", [(4, "seized"), (2, "seized")]),
        ("Officers recovered from the hideout: two rifles and 40 knives.", [(2, "seized"), (40, "seized")]),
        ("Aid workers delivered the following supplies: 300 tents and 40 tonnes of rice.", [(300, "aid"), (40, "aid")]),
        ("Police seized a lorry: two men were killed.", [(2, "killed")]),
    ],
)
def test_a_list_behind_a_colon_has_the_verb_before_it(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(figure.number, figure.measure) for figure in reportedly.read(text).figures] == expected
