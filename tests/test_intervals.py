"""Which spans hold which."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.syntax.intervals import Cover, holders

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=12)


@given(SPANS, SPANS)
def test_the_sweep_finds_what_a_comparison_of_all_finds(spans: list[tuple[int, int]], points: list[tuple[int, int]]) -> None:
    expected = [[index for index, (low, high) in enumerate(spans) if low <= start and end <= high] for start, end in points]
    assert holders(spans, points) == expected


@given(SPANS, SPANS)
def test_a_cover_finds_what_a_comparison_of_all_finds(spans: list[tuple[int, int]], points: list[tuple[int, int]]) -> None:
    cover = Cover(spans)
    for start, end in points:
        assert cover.holding(start, end) == [at for at, (low, high) in enumerate(sorted(spans)) if low <= start and end <= high]
