"""Which figures head a situation: the whole of each of the first measures of `ontology/headlines.yaml`, in its order.

A part, an increment or a count that something narrows ("at the border") heads nothing, for it would be read as the whole. Where all that
was said of a measure was taken back, its series heads the situation with nothing standing, for that is news.
"""

from __future__ import annotations

from functools import cache

from reportedly.model.ledger import Series, Situation
from reportedly.ontology.load import load

MOST = 6


def headlines(situation: Situation, most: int = MOST) -> tuple[Series, ...]:
    """The series to show first, one a measure: of several that of the situation's own place, then the largest."""
    chosen: dict[str, Series] = {}
    for series in sorted(situation.series, key=lambda each: _preference(each, situation)):
        if _is_whole(series) and series.measure in _ranks():
            chosen.setdefault(series.measure, series)
    return tuple(sorted(chosen.values(), key=lambda each: _ranks()[each.measure])[:most])


def headline_rank(measure: str) -> int:
    """Where a measure stands among those that head a situation; those that head none stand last, all alike."""
    return _ranks().get(measure, len(_ranks()))


def _is_whole(series: Series) -> bool:
    return series.part_of is None and series.scope.kind == "total" and series.scope.detail is None


def _preference(series: Series, situation: Situation) -> tuple[bool, bool, float, str]:
    position = series.position
    stands = not (position.low is None and position.best is None and position.high is None)
    own = series.scope.place is None or series.scope.place == (situation.places[0] if situation.places else None)
    amount = next((each for each in (position.best, position.low, position.high) if each is not None), 0)
    return (not stands, not own, -amount, series.id)


@cache
def _ranks() -> dict[str, int]:
    return {measure: rank for rank, measure in enumerate(load("headlines"))}
