"""How a figure relates to what stood before it: each relation, and what it depends on."""

from __future__ import annotations

import pytest
from tests.ledger_notation import amounts, ledger, told


def relation(before: str, after: str, *, who: str = "Ministry", then: str = "Ministry", day: str = "08") -> str:
    """The relation of the second of two figures of killed people."""
    notation = f"""
    2022-01-07 Wire
      {who} | {before} people killed | Kazakhstan
    2022-01-{day} Herald
      {then} | {after} people killed | Kazakhstan
    """
    return told(notation)[1].split(": ")[1].removesuffix(" *")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("12", "12", "repeats"),
        ("12", "15", "raises"),
        ("15", "12", "lowers"),
        ("> 3000", "3811", "raises"),
        ("748", "> 740", "repeats"),
        ("> 740", "748", "refines"),
        (">= 30", "33", "raises"),
        ("30", ">= 30", "repeats"),
        (">= 30", "30", "refines"),
        ("~300", "304", "refines"),
        ("304", "~300", "repeats"),
        ("~300", "410", "raises"),
        ("dozens", "42", "refines"),
        ("42", "dozens", "repeats"),
        ("42", "hundreds", "raises"),
        ("10-20", "15", "refines"),
        ("10-20", "25", "raises"),
        ("44", "< 50", "repeats"),
        ("> 300", "> 440", "raises"),
        ("214", "> 300", "raises"),
    ],
)
def test_amounts_are_compared_as_bounds(before: str, after: str, kind: str) -> None:
    assert relation(before, after) == kind


def test_rivals_that_cannot_both_hold_conflict() -> None:
    assert relation("> 30", "4", who="Liberation Front", then="Army of Kazakhstan") == "conflicts"


def test_rivals_whose_bounds_agree_do_not_conflict() -> None:
    assert relation("> 30", "41", who="Liberation Front", then="Army of Kazakhstan") == "raises"


def test_officials_of_two_countries_are_rivals() -> None:
    assert relation("30", "4", who="Russian Defence Ministry", then="Ukrainian General Staff") == "conflicts"


def test_officials_of_one_country_are_one_voice() -> None:
    assert relation("4", "8", who="Army of Kazakhstan", then="Officials") == "raises"


def test_two_sources_that_a_report_sets_against_each_other_conflict() -> None:
    notation = """
    2022-01-07 Wire
      Health Ministry | 12 people killed | Kazakhstan
      Mayor of Almaty | 15 people killed | Kazakhstan
    """
    assert told(notation)[1].endswith("conflicts *")
    assert amounts(notation) == ["12/None/15 people killed Kazakhstan contested"]


def test_what_those_who_fight_say_against_the_report_is_no_part_of_its_count() -> None:
    notation = """
    2022-01-07 Wire
      - | 27 militants killed | Kazakhstan
      Liberation Front | 3 militants killed | Kazakhstan
    2022-01-08 Wire
      - | 27 militants killed | Kazakhstan
      Liberation Front | 3 militants killed | Kazakhstan
    """
    assert [line.split(": ")[1] for line in told(notation)] == ["new *", "conflicts *", "repeats *", "repeats *"]


def test_a_source_that_says_the_same_again_repeats_itself_whoever_spoke_in_between() -> None:
    notation = """
    2022-01-07 Wire
      Rights group Freedom | 10 people killed | Kazakhstan
    2022-01-08 Wire
      Opposition leader | 30 people killed | Kazakhstan
    2022-01-09 Wire
      Rights group Freedom | 10 people killed | Kazakhstan
    """
    assert told(notation)[-1].split(": ")[1].startswith("repeats")


def test_a_figure_taken_back_never_counts_and_its_repetition_is_flagged() -> None:
    notation = """
    2022-01-09 Wire
      Health Ministry | 164 people killed | Kazakhstan
    2022-01-10 Wire
      Health Ministry | 164 people killed | Kazakhstan | retracted
    2022-01-12 Dispatch
      authorities | 164 people killed | Kazakhstan
    """
    assert [line.split(": ")[1] for line in told(notation)] == ["new", "retracts", "repeats"]
    assert amounts(notation) == ["None/None/None people killed Kazakhstan"]
    entries = ledger(notation).situations[0].series[0].entries
    assert entries[1].relation.to == (entries[0].figure.id,)
    assert "taken back" in entries[2].issues[0]


def test_after_a_figure_was_taken_back_what_stood_before_stands() -> None:
    notation = """
    2022-01-08 Wire
      Ministry | 44 people killed | Kazakhstan
    2022-01-09 Wire
      Ministry | 164 people killed | Kazakhstan
    2022-01-10 Wire
      Ministry | 164 people killed | Kazakhstan | retracted
    2022-01-15 Wire
      Prosecutor | 225 people killed | Kazakhstan
    """
    assert told(notation)[3].endswith("raises *")
    assert amounts(notation) == ["225/225/225 people killed Kazakhstan"]


def test_rounded_words_take_back_the_number() -> None:
    notation = """
    2022-01-09 Wire
      Ministry | 164 people killed | Kazakhstan
    2022-01-10 Wire
      Ministry | > 160 people killed | Kazakhstan | retracted
    """
    assert amounts(notation) == ["None/None/None people killed Kazakhstan"]


def test_a_denied_figure_does_not_stand() -> None:
    notation = """
    2022-01-09 Wire
      Liberation Front | 30 soldiers killed | Kazakhstan | alleged
    2022-01-10 Wire
      Army of Kazakhstan | 30 soldiers killed | Kazakhstan | denied
    """
    assert [line.split(": ")[1] for line in told(notation)] == ["new *", "conflicts"]


def test_up_from_gives_the_earlier_value() -> None:
    notation = """
    2022-01-06 Wire
      Ministry | 18 officers killed | Kazakhstan
      Ministry | 13 officers killed | Kazakhstan | before 1
    """
    assert [(line.split()[2], line.split(": ")[1]) for line in told(notation)] == [("13", "new"), ("18", "raises *")]


def test_fewer_in_hospital_is_no_correction() -> None:
    notation = """
    2022-01-10 Wire
      Ministry | 83 people hospitalised | Kazakhstan
    2022-01-15 Wire
      Ministry | 67 people hospitalised | Kazakhstan
    """
    entry = ledger(notation).situations[0].series[0].entries[1]
    assert entry.relation.kind == "lowers"
    assert "no correction" in entry.relation.rule


def test_a_figure_as_of_an_earlier_day_does_not_replace_a_later_one() -> None:
    notation = """
    2022-01-07 Wire
      Ministry | 3000 people detained | Kazakhstan
    2022-01-08 Herald
      Ministry | 2200 people detained | Kazakhstan | as of 2022-01-06
    """
    assert amounts(notation) == ["3000/3000/3000 people detained Kazakhstan"]
