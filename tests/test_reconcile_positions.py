"""What a series amounts to, under each policy."""

from __future__ import annotations

from tests.ledger_notation import records

from reportedly.model.ledger import Position
from reportedly.reconcile.ledger import reconcile
from reportedly.reconcile.positions import Policy, by_estimates, by_lowest, by_range, by_rank

DISPUTED = """
2022-01-07 Wire
  Liberation Front | 30 soldiers killed | Kazakhstan
2022-01-07 Herald
  Army of Kazakhstan | 4 soldiers killed | Kazakhstan
2022-01-07 Post
  Health Ministry | 4 soldiers killed | Kazakhstan
"""


def position(notation: str, policy: Policy) -> Position:
    """The position of the only series."""
    (situation,) = reconcile(records(notation), policy=policy).situations
    (series,) = situation.series
    return series.position


def test_range_is_lowest_to_highest_and_best_by_majority() -> None:
    found = position(DISPUTED, by_range)
    assert (found.low, found.best, found.high, found.contested, found.sources) == (4, 4, 30, True, 3)
    assert found.rule.startswith("range")


def test_range_without_a_majority_has_no_best() -> None:
    assert position(DISPUTED[: DISPUTED.index("2022-01-07 Post")], by_range).best is None


def test_conservative_is_the_lowest() -> None:
    assert position(DISPUTED, by_lowest).best == 4


def test_conservative_reads_dozens_as_twelve() -> None:
    notation = "2022-01-07 Wire\n  - | dozens people killed | Kazakhstan\n"
    assert position(notation, by_lowest).best == 12
    assert position(notation, by_range).low == 24
    assert position(notation, by_range).best is None


def test_estimates_have_a_best_even_without_a_majority() -> None:
    assert position(DISPUTED[: DISPUTED.index("2022-01-07 Post")], by_estimates).best == 4


def test_ranked_takes_the_first_source_of_the_list() -> None:
    found = position(DISPUTED, by_rank(["Liberation Front", "Army of Kazakhstan"]))
    assert found.best == 30
    assert "Liberation Front" in found.rule


def test_an_open_bound_leaves_the_high_open() -> None:
    found = position("2022-01-07 Wire\n  - | > 400 cars destroyed | Kazakhstan\n", by_range)
    assert (found.low, found.best, found.high, found.contested) == (400, 400, None, False)
