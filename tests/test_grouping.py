"""Grouping: reports of several incidents in, reports of one incident together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reconcile.grouping import WINDOW, Story, groups

BAKERY = "Two brothers were shot at a bakery in Springfield late on Monday, and a clerk of the bakery was hurt by glass."
FERRY = "A ferry sank off the island of Lamu in heavy rain, and forty passengers swam ashore or were pulled from the water."
ROAD = "Farmers blocked the northern highway with tractors over the price of milk, and lorries waited for hours."
STORIES = (
    Story("bakery 1", BAKERY, "Brothers shot at bakery", "2020-01-01"),
    Story("ferry 1", FERRY, "Ferry sinks off Lamu", "2020-01-01"),
    Story("road 1", ROAD, "Tractors block highway", "2020-01-02"),
    Story("bakery 2", f"{BAKERY} An arrest was made on Friday.", "Arrest over bakery", "2020-01-03"),
    Story("ferry 2", f"The search went on. {FERRY}", "Search for ferry", "2020-01-03"),
    Story("road 2", f"{ROAD} A minister met the farmers.", "Minister meets farmers", "2020-01-04"),
)
TOGETHER = (("bakery 1", "bakery 2"), ("ferry 1", "ferry 2"), ("road 1", "road 2"))


def test_reports_of_one_incident_come_together() -> None:
    assert groups(STORIES) == TOGETHER


@given(st.permutations(STORIES))
@settings(max_examples=20, deadline=None)
def test_the_order_does_not_matter(stories: list[Story]) -> None:
    assert groups(stories) == TOGETHER


def test_likeness_fades() -> None:
    old = [Story("bakery 0", BAKERY, "Brothers shot at bakery", "2019-01-01"), *STORIES]
    assert ("bakery 0",) in groups(old), f"it is more than {WINDOW} days before"


def test_reports_without_a_date_are_taken() -> None:
    stories = [Story("x", FERRY, None, None), Story("y", BAKERY, None, "no date"), Story("z", "", None, "2020-01-01")]
    assert sorted(name for group in groups(stories) for name in group) == ["x", "y", "z"]


def test_no_reports_make_no_groups() -> None:
    assert groups([]) == ()
