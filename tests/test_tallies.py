"""Tallies: a few sentences in; how many were killed, hurt and arrested out."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportedly
from reportedly.reconcile.tallies import Count, Tally, settle, tally

DAY = "2021-05-04"


def told(text: str, headline: str | None = None) -> tuple[int | None, int | None, int | None]:
    """Killed, hurt, arrested."""
    found = tally(
        reportedly.read(text, published=DAY),
        reportedly.read(headline, published=DAY) if headline else None,
    )
    return found.killed.number, found.hurt.number, found.arrested.number


def examples() -> list[list[str]]:
    """The rows of the table in the documents."""
    page = Path(__file__).parents[1] / "docs" / "incidents.md"
    rows = [[cell.strip() for cell in line.strip("| \n").split("|")] for line in page.read_text().splitlines() if line.startswith("| ")]
    return [row for row in rows if row[0] != "the report says"]


@pytest.mark.parametrize(("text", "killed", "hurt", "arrested"), examples())
def test_the_pieces_of_a_toll_are_put_together(text: str, killed: str, hurt: str, arrested: str) -> None:
    assert told(text) == tuple(None if number == "-" else int(number) for number in (killed, hurt, arrested))


def test_what_lies_behind_is_left_out() -> None:
    filler = "Shops in the street stayed closed and traffic was turned away for most of the day. " * 4
    assert told(f"A man was killed on Monday. {filler}In March 2019, a gunman killed 12 people in the town.")[0] == 1


def test_the_headline_leads() -> None:
    filler = "Shops in the street stayed closed and traffic was turned away for most of the day. " * 4
    text = f"{filler}A man was killed at the scene."
    assert told(text)[0] == 1
    assert told(text, "Two people killed in attack on market")[0] == 2


def test_nothing_of_a_person_is_kept() -> None:
    found = tally(reportedly.read("Mary Stone, 43, was killed on Monday.", published=DAY))
    assert found.killed.number == 1
    assert "Stone" not in repr(found)


def test_a_later_death_is_taken_from_the_hurt_of_earlier_reports() -> None:
    before = Tally(hurt=Count(2, "total"))
    after = Tally(killed=Count(1, "total"), hurt=Count(1, "total"))
    found = settle([before, after])
    assert (found.killed.number, found.hurt.number) == (1, 1)


def test_most_reports_decide_and_of_equals_the_later() -> None:
    three, four = Tally(killed=Count(3, "total")), Tally(killed=Count(4, "total"))
    assert settle([three, four, four]).killed.number == 4
    assert settle([four, three, three]).killed.number == 3
    assert settle([three, four]).killed.number == 4


def test_a_total_says_more_than_persons_told_one_by_one() -> None:
    assert settle([Tally(killed=Count(2, "total")), Tally(killed=Count(1, "persons"))]).killed.number == 2


def test_no_arrests_holds_until_somebody_is_arrested() -> None:
    none, two = Tally(arrested=Count(0, "total")), Tally(arrested=Count(2, "total"))
    assert settle([none, none]).arrested.number == 0
    assert settle([none, none, two]).arrested.number == 2
    assert settle([Tally()]).arrested.number is None
