"""Who says what: the examples of docs/attributions.md, quotations, chains, times of saying, and texts that must not break."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.extract.actors import find_actors
from reportedly.extract.attributions import find_attributions
from reportedly.extract.saying.quotation import find_quotations
from reportedly.model.attribution import Attribution
from reportedly.model.report import Report
from reportedly.model.time import TimeExpression
from reportedly.parse.surface import paragraphs
from reportedly.parse.text import parse
from reportedly.resolve.sources import settle_sources

PAGE = Path(__file__).parent.parent / "docs" / "attributions.md"


def said(text: str, times: tuple[TimeExpression, ...] = ()) -> tuple[Attribution, ...]:
    parsed = parse(text)
    actors = find_actors(parsed, ())
    report = Report(
        id="r-1",
        title=None,
        outlet=None,
        url=None,
        published="2024-05-12",
        language="en",
        sha256="",
        text=text,
        published_basis="argument",
        published_evidence=None,
    )
    return settle_sources(parsed, find_attributions(parsed, actors), actors, times, report)


def examples() -> list[tuple[str, list[str]]]:
    blocks = re.findall(r"^```attributions\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    parts = [part.strip().split("\n") for block in blocks for part in block.split("\n\n")]
    return [(lines[0].removeprefix("> "), lines[1:]) for lines in parts]


def line_of(attribution: Attribution) -> str:
    line = f"{attribution.source or '-'} | {attribution.cue} | {attribution.content}"
    usual = (attribution.act, attribution.polarity) == ("say", "asserts")
    return line if usual else f"{line} | {attribution.act} {attribution.polarity}"


@pytest.mark.parametrize(("text", "expected"), examples(), ids=lambda value: value if isinstance(value, str) else "")
def test_the_page_shows_what_is_found(text: str, expected: list[str]) -> None:
    assert [line_of(attribution) for attribution in said(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Its lawyer Ana Ruiz told a radio station that at least ten families had been asked for money.",
            ["Ana Ruiz | told | at least ten families had been asked for money"],
        ),
        (
            '"The water came at night," said a woman of 40 who lost her house. She said that nobody had warned them.',
            ["woman of 40 | said | The water came at night", "woman of 40 | said | nobody had warned them"],
        ),
        (
            '"We ran," a father of three told our correspondent. His sons are among the missing, he said.',
            ["father of three | told | We ran", "father of three | said | His sons are among the missing"],
        ),
        (
            "A doctor at the central hospital in Aden, who declined to give his name, said the ward was full.",
            ["doctor | said | the ward was full"],
        ),
        ("A clerk who did not want to be identified told this paper that files were burned.", ["clerk | told | files were burned"]),
        (
            "The ministry recorded 589 new cases and 16 deaths in a day.",
            ["ministry | recorded | 589 new cases and 16 deaths | show asserts"],
        ),
        (
            "Chile recorded 148 deaths last year, official data show.",
            ["official data | show | Chile recorded 148 deaths last year | show asserts"],
        ),
        ("Another explosion on Tuesday killed two, raising the death toll to 21.", []),
        ("The service raised the number to 116 on Wednesday.", ["service | raised | the number to 116"]),
        (
            "The rescue service gave a higher figure of 43 dead, including one of its own volunteers.",
            ["rescue service | gave | a higher figure of 43 dead, including one of its own volunteers"],
        ),
        (
            "More than 800 students have been taken since May, a count by this newspaper shows.",
            ["count by this newspaper | shows | More than 800 students have been taken since May | show asserts"],
        ),
        ("Earlier reports had put the figure as high as 200.", ["Earlier reports | had put | the figure as high as 200"]),
        ("By the union's count, 25 drivers have been arrested.", ["union | count | 25 drivers have been arrested"]),
        ("The president decreed two days of mourning.", ["president | decreed | two days of mourning | order asserts"]),
        ("The gangs that are said to work for the cartel blame each other.", ["gangs | blame | each other | judge asserts"]),
        ("The doctor suspected of passing on the report was arrested.", []),
        ("Another 30 divers are expected to arrive on Thursday.", []),
        ("Police have questioned the captain.", []),
        (
            "The armed group Jabha al-Shams, which controls the town, denied firing at civilians.",
            ["Jabha al-Shams | denied | firing at civilians | deny denies"],
        ),
        ("The outbreak of 2001, the country's worst until now, infected 33,000 people and claimed 968 lives.", []),
        (
            "Villagers interviewed in Gambela, in Ethiopia, said that raiders burned forty huts.",
            ["Villagers | said | raiders burned forty huts"],
        ),
        (
            "The navy says that it had left the port before its ships withdrew. "
            "The SNA posted a film of what it said were nine burned boats.",
            ["navy | says | it had left the port before its ships withdrew", "SNA | said | were nine burned boats"],
        ),
        ("Lisbon counts its dead", []),
        (
            "Troops stormed a camp in Togo on Monday, killing 12 rebels and seizing two trucks, officials told Radio Sud, "
            "in what would be the worst attack this year.",
            ["officials | told | Troops stormed a camp in Togo on Monday, killing 12 rebels and seizing two trucks"],
        ),
        (
            "District officials in Beledweyne report that 40 bridges were swept away and 12 wells polluted.",
            ["District officials in Beledweyne | report | 40 bridges were swept away and 12 wells polluted"],
        ),
        (
            "Some 90,000 people have fled, up from 60,000 reported in Situation Report No. 7.",
            ["Situation Report No. 7 | reported | 60,000"],
        ),
        (
            "The toll stands at 41, up from 38 reported by the ministry on Monday.",
            ["ministry | reported | 38"],
        ),
        (
            "It is specified that 40 persons were detained in the village, 12 of them were released.",
            ["- | is specified | 40 persons were detained in the village, 12 of them were released"],
        ),
        (
            "In the press service of the governor these reports were called a lie.",
            ["press service of the governor | were called | these reports a lie"],
        ),
        (
            "According to the head of the department, Ivan Petrov, the road is closed.",
            ["Ivan Petrov | According to | the road is closed"],
        ),
        (
            "The fire was put out by noon, according to the Deputy Director of Safety, P. Lal.",
            ["P. Lal | according to | The fire was put out by noon"],
        ),
        (
            "The governor said the toll was 12; the union denied this.",
            ["governor | said | the toll was 12", "union | denied | The governor said the toll was 12 | deny denies"],
        ),
        (
            "The Asian Development Bank pledged 200 million dollars to Nepal.",
            ["Asian Development Bank | pledged | 200 million dollars to Nepal | promise asserts"],
        ),
        (
            "The mayor told reporters that six had died; a police spokesman later spoke of 17.",
            ["mayor | told | six had died", "police spokesman | spoke of | 17"],
        ),
        (
            "The union asked for talks and demanded that nine drivers be reinstated; four were rehired, officials said.",
            [
                "union | asked for | talks | ask asserts",
                "union | demanded | nine drivers be reinstated",
                "officials | said | four were rehired",
            ],
        ),
        (
            "The mayor, Juan Rojas, said about 400 people had arrived. A nurse and two pupils were freed, he added.",
            [
                "Juan Rojas | said | about 400 people had arrived",
                "Juan Rojas | added | A nurse and two pupils were freed",
            ],
        ),
        (
            'In a statement, Major Ali Keita acknowledged that "a heavy loss" had been suffered near Gao, but put the toll at nine dead.',
            ["Ali Keita | acknowledged | a heavy loss had been suffered near Gao", "Ali Keita | put | the toll at nine dead"],
        ),
        (
            "Rebels have killed some 3,400 people, by the estimate of the conflict monitor.",
            ["conflict monitor | estimate | Rebels have killed some 3,400 people"],
        ),
        (
            "A rights commission counted 14 dead, 9 of them in Lagos, and said 50 had been held.",
            ["rights commission | counted | 14 dead, 9 of them in Lagos | show asserts", "rights commission | said | 50 had been held"],
        ),
        (
            "The minister accused the union of violence, a charge that its leaders rejected.",
            [
                "minister | accused | the union of violence, a charge that its leaders rejected | allege alleges",
                "its leaders | rejected | a charge | deny denies",
            ],
        ),
        (
            "Recall that the strike ended in May.",
            [],
        ),
        (
            "Seven infections were confirmed in Beira in May, two of which were mild.",
            ["- | were confirmed | Seven infections"],
        ),
        (
            "The damage is estimated at 8 million.",
            [],
        ),
        (
            "Nine of the injured are in a critical condition at a hospital in Siliguri, its superintendent, Dr Anil Sen, said.",
            ["Anil Sen | said | Nine of the injured are in a critical condition at a hospital in Siliguri"],
        ),
        (
            "Its spokesman denied that 30 soldiers had been captured, as the rebels claim.",
            [
                "spokesman | denied | 30 soldiers had been captured, as the rebels claim | deny denies",
                "rebels | claim | 30 soldiers had been captured | allege alleges",
            ],
        ),
        ("The number of cases has doubled since May, when an average of 24 were reported.", []),
        (
            "A blast killed 31, a monitor said. The Idlib Observatory (IO), based in Leeds, said the jets were Russian. "
            "The monitor said children were among the dead.",
            [
                "monitor | said | A blast killed 31",
                "Idlib Observatory | said | the jets were Russian",
                "Idlib Observatory | said | children were among the dead",
            ],
        ),
    ],
)
def test_reports_of_all_kinds_say_who_says_it(text: str, expected: list[str]) -> None:
    assert [line_of(attribution) for attribution in said(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One, two,” he said. “Three.”", ["“One, two,”", "“Three.”"]),
        ('He said: "One." She said: "Two."', ['"One."', '"Two."']),
        ("“All were freed, ”he said. Nobody was hurt.", ["“All were freed, ”"]),
        ("It is a “red” level.", ["“red”"]),
        ('A 6" pipe and no quotation.', []),
        ("“First part.\n\n“Second part,” he said.", ["“First part.", "“Second part,”"]),
        ("„Gut“, sagte er. «Bien», dit-il.", ["„Gut“", "«Bien»"]),
    ],
)
def test_marks_are_read_by_what_is_open(text: str, expected: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_quotations(text, paragraphs(text)).all] == expected


@pytest.mark.parametrize("text", ["Hundreds feared dead after ferry sinks.", "Dozens feared trapped under rubble."])
def test_those_who_are_feared_dead_fear_nothing(text: str) -> None:
    assert not said(text)


def test_who_is_cited_hangs_below_the_outlet() -> None:
    outlet, office = said("Reuters reported, citing the Interior Ministry, that 14 people had been killed.")
    assert (outlet.source_kind, outlet.via) == ("outlet", None)
    assert (office.source, office.via) == ("Interior Ministry", outlet.id)


def test_the_day_of_saying_is_the_cues_own_date() -> None:
    text = "On Friday the mayor said that the bridge fell on Monday."
    days = (("Friday", "2024-05-10"), ("Monday", "2024-05-06"))
    times = tuple(
        TimeExpression(word, text.index(word), text.index(word) + len(word), day, day, "DATE", day, basis="relative to publication")
        for word, day in days
    )
    (attribution,) = said(text, times)
    assert attribution.when is not None
    assert attribution.when.first == "2024-05-10"


def test_a_pronoun_says_whom_it_means() -> None:
    _, second = said("General Ahmed Ali said 12 men died. He said more were missing.")
    assert (second.source, second.basis) == ("Ahmed Ali", "'He' means Ahmed Ali")


def test_a_pronoun_with_two_candidates_means_nobody() -> None:
    assert said("Minister Ivan Petrov met Minister Oleg Sidorov. He said ten people had died.")[-1].source in {"Ivan Petrov", None}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "said",
        '"',
        "“”",
        "according to",
        "He said: ",
        "SAID HE SAID",
        "x" * 3000,
        "said that " * 500,
        '" said ' * 300,
        "(" * 500,
        "according to " * 200,
    ],
)
def test_odd_texts_go_through(text: str) -> None:
    for attribution in said(text):
        for evidence in (*attribution.source_spans, *attribution.cue_spans, *attribution.content_spans, attribution.evidence):
            assert evidence.holds_in(text)


WORDS = st.sampled_from(
    [
        "police",
        "said",
        "that",
        "“",
        "”",
        '"',
        ",",
        ".",
        "he",
        "the ministry",
        "12 people",
        "died",
        "according to",
        "\n\n",
        "Ivan Petrov",
        "reported",
        ":",
        "as",
        "it",
        "was",
        "by",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_every_span_is_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for attribution in said(text):
        for evidence in (*attribution.source_spans, *attribution.cue_spans, *attribution.content_spans, attribution.evidence):
            assert evidence.holds_in(text)
