"""Where and when something happened: a sentence, the word that tells, and what is expected."""

import pytest

import reportedly
from reportedly.model.place import PlaceKind, Toponym
from reportedly.model.time import TimeExpression
from reportedly.parse.text import parse
from reportedly.resolve.occasions import occasion
from reportedly.resolve.whereabouts import survey, where
from reportedly.syntax.intervals import Cover
from reportedly.syntax.tree import ParsedText, Token

KINDS: dict[str, tuple[PlaceKind, str, str | None]] = {
    "Kazakhstan": ("country", "KZ", None),
    "Russia": ("country", "RU", None),
    "Almaty": ("city", "KZ", "KZ.02"),
    "Astana": ("city", "KZ", "KZ.05"),
    "Zhambyl region": ("admin1", "KZ", "KZ.17"),
    "Moscow": ("city", "RU", "RU.48"),
}


def _places(text: str) -> tuple[Toponym, ...]:
    found = []
    for name, (kind, country, admin1) in KINDS.items():
        start = text.find(name)
        while start >= 0:
            found.append(Toponym(name, start, start + len(name), name, None, country, kind, None, None, "", admin1))
            start = text.find(name, start + 1)
    return tuple(sorted(found, key=lambda place: place.start))


def _word(parsed: ParsedText, word: str) -> Token:
    return next(token for token in parsed.tokens if token.text == word)


def _where(text: str, word: str, sources: tuple[str, ...] = (), cues: tuple[str, ...] = ()) -> str | None:
    parsed = parse(text)
    token = _word(parsed, word)
    sentence = parsed.sentence_of(token)
    spans = Cover((text.find(source), text.find(source) + len(source)) for source in sources)
    indices = frozenset(_word(parsed, cue).i for cue in cues)
    start, end = token.start, min(sentence.end, token.end)
    place, _ = where(survey(parsed, _places(text)), token, start, end, spans, indices)
    return None if place is None else f"{place.name}, {place.basis}"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("About 300 people were detained in Kazakhstan.", "detained", "Kazakhstan, stated in the clause"),
        ("Radicals were detained in the Zhambyl region of Kazakhstan.", "detained", "Zhambyl region, stated in the clause"),
        ("Protests shook Almaty. Crowds looted shops.", "looted", "Almaty, carried over within the paragraph"),
        ("Protests shook Almaty.\n\nCrowds looted shops.", "looted", None),
        ("Peacekeepers from Russia arrived in Almaty.", "arrived", "Almaty, stated in the clause"),
        ("The President of Kazakhstan was injured.", "injured", None),
        ("Shops were looted in Almaty and Astana.", "looted", None),
        ("ASTANA, Jan 9 (Wire) - Police in Kazakhstan detained 300 people.", "detained", "Kazakhstan, stated in the clause"),
        ("Astana (Steppe Wire) - About 300 people were detained.", "detained", None),
        ("Missiles launched by Russia were destroyed.", "destroyed", None),
        ("Clashes were reported in Almaty, Kazakhstan. In Moscow, police detained a man.", "detained", "Moscow, stated in the clause"),
        (
            "Protests began in Kazakhstan. Sixteen officers died during the unrest in the country.",
            "died",
            "Kazakhstan, stated in the clause",
        ),
    ],
)
def test_where(text: str, word: str, expected: str | None) -> None:
    assert _where(text, word) == expected


def test_a_place_in_a_source_is_no_location() -> None:
    text = "The prosecutor's office in Astana said 12 people were killed."
    assert _where(text, "killed", sources=("The prosecutor's office in Astana",), cues=("said",)) is None


def _figures(text: str) -> dict[float | None, str]:
    """The place of each figure of a text, or why it has none."""
    record = reportedly.read(text, published="2024-05-06")
    return {each.number: each.place.name if each.place else each.why_empty["place"] for each in record.figures}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bandits abducted 20 people in Sokoto state and 30 in Zamfara state.", {20: "Sokoto", 30: "Zamfara"}),
        ("Five people were killed in Kano, three in Jos and two in Yola.", {5: "Kano", 3: "Jos", 2: "Yola"}),
        ("Most detentions took place in Tunis (742), Sfax (158) and Sousse (97).", {742: "Tunis", 158: "Sfax", 97: "Sousse"}),
        ("Thirty people died in Oromia region, including 12 in Jimma.", {30: "Oromia", 12: "Jimma"}),
        ("Elsewhere in Homs, air strikes killed nine people, most of them in Palmyra.", {9: "Homs"}),
        ("Police detained 120 protesters across Georgia, 80 of them in Tbilisi.", {120: "Georgia", 80: "Tbilisi"}),
        ("The toll of a quake in western Nepal rose to 157, with 105 killed in Jajarkot district.", {157: "Nepal", 105: "Jajarkot"}),
        ("Gunmen killed 12 soldiers and wounded 30 civilians in Homs.", {12: "Homs", 30: "Homs"}),
        ("Officials named 1,120 prisoners, 940 of whom were arrested in Minsk. Some 23 reporters were hurt.", {940: "Minsk"}),
    ],
)
def test_each_number_of_a_list_has_its_own_place(text: str, expected: dict[float, str]) -> None:
    found = _figures(text)
    assert {number: found[number] for number in expected} == expected
    assert found.get(23, "no place").startswith("no place")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seven people were killed in the village of Orodara, 20 km north of Banfora.", "Orodara"),
        ("In May, 27 boys were taken from a college in Kagara, a few kilometres from Tegina.", "Kagara"),
        ("In Omdurman, across the Nile from Khartoum, shells killed 22 people.", "Omdurman"),
        ("A storm killed 12 people near Mananjary, in the Vatovavy region.", "Mananjary"),
        ("The bus was travelling from Lusaka to Ndola when it crashed near Kabwe, killing 24 passengers.", "Kabwe"),
        ("Four soldiers were killed near Mosul.", "Mosul"),
        ("Twelve people were killed 20 km north of Mosul.", "Mosul only tells where another place is"),
        ("Gunmen killed eight travellers between Kaduna and Abuja.", "between Kaduna and Abuja"),
        ("Three soldiers died near the border with Chad.", "no place in the sentence"),
        ("Three soldiers died near the Chad border.", "no place in the sentence"),
        ("About 150 passengers waited for a train to Lahore.", "no place in the sentence"),
        ("More than 600 civilians have been killed in the northwest.", "'northwest' is a part of a country"),
        ("Eight villagers were killed in Mosul and Qwyzhabad.", "several places in the clause"),
    ],
)
def test_a_landmark_is_not_the_place_beside_it(text: str, expected: str) -> None:
    (found,) = set(_figures(text).values())
    assert found.startswith(expected)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("Protests erupted across Kenya. In the capital, police shot dead three people.", 3, "Nairobi"),
        ("Twelve people died in Kenya's capital.", 12, "Nairobi"),
        ("Fourteen people died in Homs. Twenty more were killed in the Syrian capital.", 20, "Damascus"),
        ("Gunmen killed 12 people in the provincial capital.", 12, "no place"),
        ("Fighting broke out in Khartoum. At least 56 people were killed nationwide.", 56, "Sudan"),
        ("Police in Bishkek and Osh were on alert; they arrested 400 people across the country.", 400, "Kyrgyzstan"),
        ("Floods hit Nigeria. In the south-east of the country, 11 people drowned.", 11, "Nigeria"),
        ("Armed men stormed the Kakuma camp. Twelve people were killed in the camp.", 12, "Kakuma camp"),
        ("The Qwyz camp lies near El Fasher. The camp shelters 500 people.", 500, "Qwyz camp"),
        ("Rebels shelled the Qwyz camp near El Fasher; volunteers said five people were killed there.", 5, "Qwyz camp"),
        ("Residents of Gao fled. Four soldiers were injured in the same town.", 4, "Gao"),
    ],
)
def test_a_noun_stands_for_a_place(text: str, number: int, expected: str) -> None:
    assert _figures(text)[number].startswith(expected)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("Local authorities in Gao said that 30 people were stranded by floods.", 30, "Gao"),
        ("A doctor at the central hospital in Homs said that it had received 24 bodies.", 24, "Homs"),
        ("Residents of Gao said that 12 houses burned.", 12, "Gao"),
        ("Officials in Paris said that 12 soldiers had been killed.", 12, "no place"),
        ("Neighbouring Zambia has reported 37 deaths since September.", 37, "Zambia"),
        ("Malawi has recorded 120 deaths, and neighbouring Zambia has reported 37 deaths.", 120, "Malawi"),
        ("A Kenya-led mission arrived. Three fighters were killed.", 3, "no place"),
        ("Mexico and Argentina have sent 40 crews.", 40, "no place"),
        ("Denpasar, May 5, 2024 – Divers recovered four bodies from the wreck.", 4, "no place"),
    ],
)
def test_who_speaks_for_a_place_and_who_does_not(text: str, number: int, expected: str) -> None:
    assert _figures(text)[number].startswith(expected)


def test_an_event_with_a_number_in_each_of_several_places_has_no_one_place() -> None:
    record = reportedly.read("Eleven deaths were reported in Mananjary district and three in Nosy Varika.", published="2023-02-27")
    assert [event.place for event in record.events if event.type == "killing"] == [None]


def _when(text: str, word: str, date: str, cues: tuple[str, ...] = ()) -> str | None:
    parsed = parse(text)
    start = text.find(date)
    time = TimeExpression(date, start, start + len(date), "2022-01-07", "2022-01-07", "DATE", "2022-01-07")
    token = _word(parsed, word)
    when, _ = occasion(parsed, (time,), token, token.start, token.end, frozenset(_word(parsed, cue).i for cue in cues))
    return when.first if when else None


def test_a_date_belongs_to_the_verb_it_hangs_on() -> None:
    assert _when("Police killed 12 people on Friday.", "killed", "Friday") == "2022-01-07"
    assert _when("Police said on Friday that 12 people were killed.", "killed", "Friday", cues=("said",)) is None
    assert _when("Gunmen killed 17 soldiers and abducted others on Friday.", "killed", "Friday") == "2022-01-07"
    assert _when("On Friday crowds broke in and looted shops.", "looted", "Friday") == "2022-01-07"


def test_neighbouring_dates_are_one_interval() -> None:
    text = "Rescuers pulled 14 people from ruins on Wednesday and Thursday."
    parsed = parse(text)
    times = tuple(
        TimeExpression(word, text.find(word), text.find(word) + len(word), day, day, "DATE", day)
        for word, day in (("Wednesday", "2025-06-18"), ("Thursday", "2025-06-19"))
    )
    when, _ = occasion(parsed, times, _word(parsed, "pulled"), 0, len(text), frozenset())
    assert when is not None
    assert (when.first, when.last) == ("2025-06-18", "2025-06-19")
