"""Which figures count the same thing: what is counted, where, over what period, and what else narrows it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger_notation import amounts, ledger, records

from reportedly.reconcile.ledger import reconcile
from reportedly.reconcile.subjects import classify, within


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("people", "people"),
        ("Pakistan Army personnel", "soldiers"),
        ("security officials", "security"),
        ("police officers and national guards", "security"),
        ("members of the National Guard", "security"),
        ("members of one family", "people"),
        ("participants in the riots", "protesters"),
        ("BLA militants", "accused"),
        ("children", "children"),
        ("law enforcement officers", "security"),
        ("policemen", "police"),
    ],
)
def test_people_fall_into_classes(words: str, name: str) -> None:
    assert classify(words, "people").name == name


def test_classes_nest() -> None:
    assert within("police", "security")
    assert within("police", "people")
    assert not within("security", "police")


def test_things_keep_their_words() -> None:
    assert classify("cars", "car").name == "vehicle"
    assert classify("police cars", "car").name == "police vehicle"


def test_officers_killed_are_no_fall_of_people_killed() -> None:
    notation = """
    2022-01-07 Wire
      Ministry | 44 people killed | Kazakhstan
    2022-01-08 Wire
      Ministry | 18 officers killed | Kazakhstan
    """
    assert amounts(notation) == ["44/44/44 people killed Kazakhstan", "18/18/18 security killed Kazakhstan"]


def test_passengers_are_the_people_until_a_report_sets_them_apart() -> None:
    together = """
    2022-01-07 Wire
      - | 104 people rescued | Kazakhstan
    2022-01-08 Wire
      - | 190 passengers rescued | Kazakhstan
    """
    assert amounts(together) == ["190/190/190 people rescued Kazakhstan"]
    apart = f"""{together}
    2022-01-09 Wire
      - | 195 passengers rescued | Kazakhstan
      - | 12 soldiers rescued | Kazakhstan
    """
    assert "195/195/195 passengers rescued Kazakhstan" in amounts(apart)
    assert "104/104/104 people rescued Kazakhstan" in amounts(apart)


def test_whoever_is_detained_is_one_series_whatever_they_are_called() -> None:
    notation = """
    2022-01-07 Wire
      Ministry | 3000 protesters detained | Kazakhstan
    2022-01-08 Wire
      Ministry | 4000 terrorists detained | Kazakhstan
    2022-01-09 Wire
      Ministry | 5135 people detained | Kazakhstan
    """
    assert amounts(notation) == ["5135/5135/5135 people detained Kazakhstan"]


def test_a_city_is_a_part_of_the_country() -> None:
    notation = """
    2022-01-09 Wire
      Ministry | 164 people killed | Kazakhstan
      Ministry | 103 people killed | Almaty
    2022-01-10 Wire
      Ministry | 170 people killed | Kazakhstan
    """
    assert amounts(notation) == ["170/170/170 people killed Kazakhstan", "103/103/103 people killed Almaty"]
    whole, part = ledger(notation).situations[0].series
    assert part.part_of == whole.id
    assert part.entries[0].relation.kind == "part_of"


def test_a_crisis_in_one_city_is_the_whole() -> None:
    notation = """
    2022-01-09 Wire
      - | 10 people killed | Harbour Beach
    2022-01-09 Herald
      - | 12 people killed | Harbour Town
    2022-01-10 Wire
      - | 15 people killed | Norland
    """
    assert len(amounts(notation)) == 1


def test_a_town_is_a_part_where_a_report_counts_fewer_for_it() -> None:
    quake = """
    2022-01-05 Reuters
      Ministry | 15 people killed | Almaty
    2022-01-06 Reuters
      Ministry | 73 people killed | Almaty Region
      Ministry | 39 people killed | Almaty
    2022-01-07 Reuters
      Ministry | 94 people killed | Almaty Region
      Ministry | 55 people killed | Almaty
    """
    series = {(each.scope.place, each.scope.kind): each for each in ledger(quake).situations[0].series}
    assert set(series) == {("Almaty Region", "total"), ("Almaty", "part")}
    assert [entry.relation.kind for entry in series["Almaty", "part"].entries] == ["new", "raises", "raises"]
    assert [entry.relation.kind for entry in series["Almaty Region", "total"].entries] == ["new", "raises"]


def test_what_happened_far_away_is_no_part_of_the_town() -> None:
    found = amounts("""
    2022-01-05 Reuters
      - | 30 people killed | Almaty
      - | 5 people killed | Oral airport
    2022-01-06 Reuters
      - | 48 people killed | Almaty
    """)
    assert any("Oral airport" in line for line in found), found


def test_what_happened_long_before_is_no_part_of_it() -> None:
    found = ledger("""
    2022-01-05 Reuters
      - | 94 people killed | Almaty
      - | 273 people killed | Taldykorgan | on 2016-01-01..2016-12-31
    """)
    earlier = next(each for each in found.situations[0].series if each.scope.place == "Taldykorgan")
    assert (earlier.part_of, earlier.issues, earlier.scope.detail) == (None, (), "earlier: 2016")


def test_an_increment_is_no_fall() -> None:
    notation = """
    2022-01-10 Wire
      Ministry | 7939 people detained | Kazakhstan
    2022-01-12 Wire
      Ministry | 1678 people detained | Kazakhstan | increment on 2022-01-11..2022-01-12
    """
    assert amounts(notation) == ["1678/1678/1678 people detained Kazakhstan", "7939/7939/7939 people detained Kazakhstan"]
    scope = ledger(notation).situations[0].series[0].scope
    assert (scope.kind, scope.first, scope.last) == ("increment", "2022-01-11", "2022-01-12")


def test_of_two_amounts_on_one_word_the_smaller_is_a_part() -> None:
    notation = """
    2022-01-09 Wire
      Ministry | 5135 people detained | Kazakhstan
      Ministry | ~300 people detained | Kazakhstan | on 2022-01-06..2022-01-07
    """
    assert [line.split()[0] for line in amounts(notation)] == ["5135/5135/5135", "300/300/300"]
    assert ledger(notation).situations[0].series[1].scope.detail == "2022-01-06 to 2022-01-07"


def test_what_an_earlier_report_gave_is_no_part() -> None:
    notation = """
    2022-01-15 Wire
      Prosecutor | 225 people killed | Kazakhstan
    2022-03-15 Wire
      Prosecutor | 230 people killed | Kazakhstan
      Prosecutor | 225 people killed | Kazakhstan
    """
    assert amounts(notation) == ["230/230/230 people killed Kazakhstan"]


def test_parts_that_exceed_their_whole_warn_on_both() -> None:
    notation = """
    2022-01-09 Wire
      Ministry | 400 cars destroyed | Kazakhstan
      Ministry | 446 police cars destroyed | Kazakhstan | part of 1
    """
    part, whole = ledger(notation).situations[0].series
    assert "larger than its whole" in part.issues[0]
    assert "smaller than its part" in whole.issues[0]


def test_damage_in_two_currencies_is_two_linked_series() -> None:
    kazakh, dollar = records(
        """
    2022-01-09 Wire
      Ministry | > 87000000000 KZT damage | Kazakhstan
    2022-01-10 Wire
      Ministry | ~199000000 USD damage | Kazakhstan
    """
    )
    situation = reconcile([kazakh, dollar]).situations[0]
    assert [series.unit for series in situation.series] == ["KZT", "USD"]
    assert situation.series[0].linked == (situation.series[1].id,)


def test_bodies_found_are_the_dead_until_a_report_gives_both() -> None:
    one = """
    2022-01-09 Wire
      Ministry | 160 people killed | Kazakhstan
    2022-01-15 Wire
      Ministry | 225 people bodies_found | Kazakhstan
    """
    assert amounts(one) == ["225/225/225 people killed Kazakhstan"]
    both = f"""{one}
    2022-01-16 Wire
      Ministry | 230 people killed | Kazakhstan
      Ministry | 226 people bodies_found | Kazakhstan
    """
    assert len(amounts(both)) == 2


def test_the_place_of_a_journey_does_not_part_a_series() -> None:
    notation = """
    2022-01-09 Wire id=r1
      - | 182 people abducted | Kazakhstan
    2022-01-10 Wire id=r2 supersedes=r1
      - | 214 people abducted | Almaty
    2022-01-11 Herald
      - | 250 people abducted | Kazakhstan
    """
    assert amounts(notation) == ["250/250/250 people abducted Kazakhstan"]


def test_a_figure_said_twice_is_one_entry_with_two_quotes() -> None:
    notation = """
    2022-01-09 Wire
      Ministry | ~300 people detained | Kazakhstan
      - | ~300 people detained | - | same as 1
    """
    (series,) = ledger(notation).situations[0].series
    assert len(series.entries) == 1
    assert len(series.entries[0].also) == 1


def test_a_figure_without_a_measure_enters_no_series() -> None:
    (record,) = records("2022-01-09 Wire\n  - | 5 channels killed | Almaty\n")
    bare = replace(record, figures=tuple(replace(figure, measure=None) for figure in record.figures))
    assert reconcile([bare]).situations[0].series == ()
