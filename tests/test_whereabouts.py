"""Where and when something happened: a sentence, the word that tells, and what is expected."""

import pytest

from reportedly.model.place import PlaceKind, Toponym
from reportedly.model.time import TimeExpression
from reportedly.parse.text import parse
from reportedly.resolve.occasions import occasion
from reportedly.resolve.whereabouts import survey, where
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
    spans = tuple((text.find(source), text.find(source) + len(source)) for source in sources)
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
