"""Pictures say what the claims say: no false points, no line between counts, and nothing but text from a report."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.gazetteer.lookup import candidates
from reportedly.gazetteer.shapes import reach, shape
from reportedly.model.evidence import Evidence
from reportedly.model.figure import Figure
from reportedly.model.ledger import Entry, Position, Relation, Scope, Series, Situation
from reportedly.model.place import Place, PlaceKind
from reportedly.model.time import When
from reportedly.present.pictures.claims import bounds
from reportedly.present.pictures.history import history
from reportedly.present.pictures.maps import map_of
from reportedly.present.pictures.occurrences import Occurrence
from reportedly.present.pictures.places import Spot, place_key, spots
from reportedly.present.pictures.scales import DAY, amount_ticks, amounts, moment_ticks, moments, second_of
from reportedly.present.pictures.timeline import timeline
from reportedly.run import situations, views
from reportedly.run.ledger import LedgerFile
from reportedly.run.taking_in import take_in
from reportedly.run.views import Asked

SVG = "{http://www.w3.org/2000/svg}"
EXAMPLES = Path(__file__).parent.parent / "examples" / "kazakhstan-2022" / "reports.jsonl"
HOSTILE = '"><script>alert(1)</script>]]>&lt;\u202e\x00\ud800\ufffe'
Told = tuple[Situation, list[Occurrence]]


@pytest.fixture(scope="module")
def crisis(tmp_path_factory: pytest.TempPathFactory) -> Told:
    with LedgerFile(tmp_path_factory.mktemp("pictures") / "ledger.sqlite", create=True) as file:
        file.add(take_in([EXAMPLES]), "2022-04-01T00:00:00+00:00")
        found = situations.view(file, views.heads(file)[0].id, Asked())
        events = situations.happenings(file, found.reports)
    return found.situation, [
        Occurrence(each.event, each.report.name, each.report.outlet, each.report.published, each.source) for each in events
    ]


# ---- history


def test_each_claim_is_a_mark_that_says_whose_word_it_is_and_in_which_words(crisis: Told) -> None:
    detained = next(each for each in crisis[0].series if each.measure == "detained" and len(each.entries) > 3)
    marks = labels(history(detained))
    assert len(marks) == len(detained.entries)
    assert any(mark.startswith("7,939 people detained; Interior Ministry, in Almaty Evening; 2022-01-10 18:30 +06:00: “") for mark in marks)


def test_a_mark_leads_to_its_figure(crisis: Told) -> None:
    series = crisis[0].series[0]
    (first, *_), picture = series.entries, parsed(history(series, link=lambda entry: f"/figure/{entry.figure.id}"))
    assert next(each.attrib["href"] for each in picture.iter(f"{SVG}a")) == f"/figure/{first.figure.id}"


def test_what_was_taken_back_is_struck_and_says_so(crisis: Told) -> None:
    taking_back = [each for each in crisis[0].series if any(one.relation.kind == "retracts" for one in each.entries)]
    killed = next(each for each in taking_back if each.measure == "killed")
    picture = parsed(history(killed))
    struck = [each for each in picture.iter(f"{SVG}a") if any(part.attrib.get("stroke") == "var(--bad)" for part in each)]
    assert {each.attrib["data-figure"] for each in struck} >= {e.figure.id for e in killed.entries if e.relation.kind == "retracts"}
    assert all("taken back" in each.attrib["aria-label"] or "takes an earlier" in each.attrib["aria-label"] for each in struck)


@pytest.mark.parametrize(
    ("qualifier", "number", "low", "high", "expected"),
    [
        ("exact", 30, 30, 30, (30, 30, False, False, False)),
        ("about", 300, 300, 300, (300, 300, False, False, True)),
        ("at_least", 30, 30, None, (30, 30, True, False, False)),
        ("at_most", 30, None, 30, (30, 30, False, True, False)),
        ("between", None, 3, 5, (3, 5, False, False, False)),
        ("vague", None, 24, None, (24, 24, True, False, False)),
    ],
)
def test_an_open_end_is_open(qualifier: str, number: int | None, low: int | None, high: int | None, expected: tuple[object, ...]) -> None:
    found = bounds(figure(qualifier, number, low, high))
    assert found is not None
    assert (found.low, found.high, found.open_above, found.open_below, found.rough) == expected


def test_a_claim_without_a_number_is_counted_and_not_drawn() -> None:
    told = history(series_of(entry(figure("vague", None, None, None)), entry(figure("exact", 3, 3, 3))))
    assert "Not drawn: 1 without a number." in told
    assert len(labels(told)) == 1


def test_a_range_is_a_band_and_lines_do_not_slope() -> None:
    told = history(series_of(entry(figure("between", None, 100, 200)), entry(figure("exact", 300, 300, 300), "2022-01-09T10:00:00Z")))
    assert 'fill-opacity="0.16"' in told
    (line,) = [each.attrib["d"] for each in parsed(told).iter(f"{SVG}path") if "stroke-opacity" in each.attrib]
    assert re.fullmatch(r"M[\d. ]+(H[\d.]+(V[\d.]+)?)+", line)


def test_what_is_contested_says_so_beside_its_range() -> None:
    position = Position(8, 8, 33, True, 2, None, "range")
    claims = (entry(figure("exact", 8, 8, 8)), entry(figure("exact", 33, 33, 33), source="Union"))
    told = history(replace(series_of(*claims), position=position))
    assert ">stands: 8 to 33<" in told
    assert ">contested<" in told


# ---- timeline


def test_every_dated_event_is_on_the_timeline_with_its_words(crisis: Told) -> None:
    marks = labels(timeline(crisis[1]))
    assert len(marks) == len(crisis[1])
    assert any(mark.startswith("protest; Zhanaozen; 2 January 2022; Steppe Wire: “Protests began") for mark in marks)


def test_a_day_that_is_not_told_says_so(crisis: Told) -> None:
    untold = [each for each in crisis[1] if each.event.when is None]
    assert all("day not told, published 2022-0" in mark for mark in labels(timeline(untold)))
    assert "day not told: then or before" in timeline(untold)


def test_a_plan_does_not_look_like_a_deed(crisis: Told) -> None:
    (planned,) = [each for each in crisis[1] if each.event.stage == "planned"]
    done = replace(planned, event=replace(planned.event, stage="accomplished"))
    assert "deployment, planned" in timeline([planned])
    assert timeline([planned]).count("<circle") < timeline([done]).count("<circle")


def test_reports_without_a_date_are_counted(crisis: Told) -> None:
    nowhen = replace(crisis[1][0], published=None, event=replace(crisis[1][0].event, when=None))
    assert "Not drawn: 1 events" in timeline([nowhen, *crisis[1]])


# ---- map


def test_a_region_is_a_disc_and_a_country_is_shaded_and_only_a_town_is_a_point() -> None:
    region = candidates("Kyzylorda Region")[0]
    disc = map_of([spot(place("Kyzylorda Region", "admin1", region.id))])
    assert max(radii(disc)) > 60
    assert 'stroke-dasharray="4 3"' in disc
    country = map_of([spot(place("Kazakhstan", "country"))])
    assert radii(country) == []
    assert country.count('fill-opacity="0.22"') == 1
    assert radii(map_of([spot(place("Almaty", "city"))])) == [12, pytest.approx(5)]


def test_a_region_reaches_as_far_as_its_towns() -> None:
    known = candidates("Kyzylorda Region")[0].id
    assert known is not None
    found = reach(known)
    assert found is not None
    assert 42 < found.lat < 48
    assert 60 < found.lon < 68
    assert 0.5 < found.degrees < 5


def test_what_cannot_be_drawn_is_named_and_not_guessed() -> None:
    unknown = spot(replace(place("Hamlet", "city"), lat=None, lon=None))
    assert "No place in the gazetteer: Hamlet." in map_of([spot(place("Almaty", "city")), unknown])
    assert "No report says where." in map_of([])


def test_a_place_far_away_does_not_shrink_the_map() -> None:
    near = [replace(spot(place("Almaty", "city")), figures=30)]
    far = spot(replace(place("Lima", "city", 2), lat=-12.0, lon=-77.0))
    assert "Beyond the map: Lima." in map_of([*near, far])


def test_a_map_across_the_date_line_is_narrow() -> None:
    east = replace(spot(replace(place("Suva", "city", 3), lat=-18.1, lon=178.4)), figures=2)
    west = spot(replace(place("Taveuni", "city", 4), lat=-16.8, lon=-179.9))
    across = [float(each) for each in re.findall(r'<circle cx="([\d.]+)"', map_of([east, west]))]
    assert all(0 < each < 760 for each in across)
    assert max(across) - min(across) > 100


def test_map_and_timeline_share_the_keys_of_places(crisis: Told) -> None:
    found = spots(crisis[1], crisis[0].series)
    almaty = next(each for each in found if each.place.name == "Almaty")
    assert f'data-place="{almaty.key}"' in map_of(found)
    assert f'data-place="{almaty.key}"' in timeline(crisis[1])
    assert re.fullmatch(r"[\w-]+", place_key(replace(almaty.place, geonameid=None, name=HOSTILE)))


def test_outlines_are_known_by_code() -> None:
    found = shape("KZ")
    assert found is not None
    west, south, east, north = found.box
    assert (round(west), round(south), round(east), round(north)) == (47, 41, 87, 55)


def test_a_country_across_the_date_line_is_one_piece() -> None:
    found = shape("RU")
    assert found is not None
    west, _, east, _ = found.box
    assert 26 < west < 28
    assert 185 < east < 195


def test_neighbours_are_drawn_to_find_ones_way() -> None:
    ground = parsed(map_of([spot(place("Kazakhstan", "country"))])).find(f"{SVG}svg/{SVG}g")
    assert ground is not None
    assert len(ground) >= 5


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(["country", "admin1", "admin2", "city", "facility", "area"])),
        min_size=1,
        max_size=6,
    )
)
def test_any_places_make_a_map(given_places: list[tuple[float, float, PlaceKind]]) -> None:
    told = map_of([spot(replace(place("X", kind, at), lat=lat, lon=lon, country="KZ")) for at, (lat, lon, kind) in enumerate(given_places)])
    assert "nan" not in told
    parsed(told)


# ---- all of them


def test_hostile_words_are_words(crisis: Told) -> None:
    words = Evidence(0, len(HOSTILE), HOSTILE)
    one = entry(replace(figure("exact", 3, 3, 3), subject=HOSTILE, evidence=words), source=HOSTILE, outlet=HOSTILE)
    event = replace(crisis[1][0].event, evidence=words, place=replace(place("x", "city"), name=HOSTILE))
    told = [replace(crisis[1][0], event=event, source=HOSTILE, outlet=HOSTILE)]
    for picture in (
        history(replace(series_of(one), subject=HOSTILE), link=lambda _: HOSTILE),
        timeline(told, lambda _: HOSTILE),
        map_of(spots(told), lambda _: HOSTILE),
    ):
        parsed(picture)
        assert "<script" not in picture
        assert "\u202e" not in picture


def test_the_same_ledger_gives_the_same_bytes(crisis: Told) -> None:
    found, told = crisis
    assert [history(each) for each in found.series] == [history(each) for each in found.series]
    assert timeline(told) == timeline(list(told))
    assert map_of(spots(told, found.series)) == map_of(spots(list(told), list(found.series)))


@given(st.lists(st.floats(-1e15, 1e15, allow_subnormal=False), max_size=8))
def test_a_scale_holds_what_it_is_for(values: list[float]) -> None:
    scale = amounts(values, 200, 0)
    assert scale.low <= min([0, *values])
    assert scale.high >= max([0, *values])
    assert 2 <= len(amount_ticks(scale)) <= 12


@given(st.lists(st.floats(0, 4e9), min_size=1, max_size=8))
def test_days_have_few_ticks(values: list[float]) -> None:
    scale = moments(values, 0, 700)
    assert scale.high - scale.low >= DAY
    assert 1 <= len(moment_ticks(scale)) <= 9


def test_a_day_alone_means_its_end() -> None:
    assert second_of("2022-01-09") == second_of("2022-01-09T23:59:00+00:00")
    assert second_of("yesterday") is None


def parsed(svg: str) -> ElementTree.Element:
    """A picture, well-formed, with nothing in it that a strict policy would stop."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - it is our own
    assert not [each for each in root.iter() if each.tag.removeprefix(SVG) in ("script", "style", "foreignObject", "image")]
    assert not [name for each in root.iter() for name in each.attrib if name == "style" or name.startswith("on")]
    return root


def labels(svg: str) -> list[str]:
    """What the marks of a picture are called."""
    return [each.attrib["aria-label"] for each in parsed(svg).iter() if each.tag in (f"{SVG}a", f"{SVG}g") and "aria-label" in each.attrib]


def radii(svg: str) -> list[float]:
    return [float(each) for each in re.findall(r'<circle[^>]* r="([\d.]+)"', svg)]


def place(name: str, kind: PlaceKind, identity: int | None = 1) -> Place:
    return Place(name, identity, "KZ", kind, 43.2, 76.9, "stated in the clause")


def spot(where: Place) -> Spot:
    return Spot(place_key(where), where, (), 1)


def figure(qualifier: str, number: int | None, low: int | None, high: int | None) -> Figure:
    day = When("2022-01-08", "2022-01-08", "day", "report date")
    words = Evidence(0, 12, "people killed")
    return Figure(
        f"f-{qualifier}-{number}-{low}", number, qualifier, low, high, "killed", "people", "people", None, None, day,  # type: ignore[arg-type]
        None, "asserted", "accomplished", None, None, None, words,
    )  # fmt: skip


def entry(of: Figure, published: str = "2022-01-08T10:00:00Z", source: str = "Ministry", outlet: str = "Wire") -> Entry:
    return Entry(of, "r", published, outlet, source, Relation("new", (), "the first figure of its series"))


def series_of(*entries: Entry) -> Series:
    position = Position(1, None, None, False, 1, None, "range")
    return Series("s-1", "killed", "people", "people", Scope(None, "total"), position, entries)
