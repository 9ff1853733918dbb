"""What holds between the figures of one report: part and whole, an earlier value, the same said twice.

Two figures are the same said twice if number, bounds and measure are equal, what is counted can be the same ("people"
can be "protesters"), neither adds to the other, and place and time, where both are known, do not differ. A figure of a
time long past is another than one of today's news, which has no date. Small
numbers are common, so they need the same words and the same place. The later figure points to the first.

A part larger than its whole is kept as it was said, with an issue beside it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from reportedly.model.figure import Figure
from reportedly.model.issue import Issue
from reportedly.model.mentions import FigureMention
from reportedly.model.time import When

HISTORY = 60  # days before it was said after which a figure is history
SMALL = 10  # numbers below this are told apart by place and words
GENERAL = frozenset(
    {"people", "person", "persons", "others", "individuals", "civilians", "victims", "deaths", "fatalities", "lives", "injuries"}
)


def link_figures(mentions: tuple[FigureMention, ...], figures: tuple[Figure, ...]) -> tuple[tuple[Figure, ...], tuple[Issue, ...]]:
    """The figures with their links filled, and what is wrong with them."""
    linked = tuple(
        replace(
            figure,
            subset_of=figures[mention.part_of].id if mention.part_of is not None else None,
            previous_of=figures[mention.previous_of].id if mention.previous_of is not None else None,
        )
        for mention, figure in zip(mentions, figures, strict=True)
    )
    return same_figures(linked), check_parts(linked)


def same_figures(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Each figure with `same_as`: the first figure of the report that says the same."""
    first: dict[tuple[object, ...], list[Figure]] = {}
    found = []
    for figure in figures:
        group = first.setdefault((figure.number, figure.low, figure.high, figure.measure, figure.unit), [])
        earlier = next((other for other in group if says_the_same(figure, other)), None)
        if earlier is None:
            group.append(figure)
        found.append(replace(figure, same_as=earlier.id) if earlier is not None else figure)
    return tuple(found)


def says_the_same(figure: Figure, other: Figure) -> bool:
    """Whether two figures of one report with equal number, measure and unit are one figure said twice."""
    if figure.measure is None or figure.id == other.id or other.id in {figure.subset_of, figure.previous_of}:
        return False
    if "increment" in {figure.scope, other.scope} or figure.stage != other.stage or not _qualified_alike(figure, other):
        return False
    if figure.place is not None and other.place is not None and figure.place.name != other.place.name:
        return False
    if figure.when is not None and other.when is not None and not _overlap(figure.when, other.when):
        return False
    if (figure.when is None) != (other.when is None) and (_is_history(figure) or _is_history(other)):
        return False
    mine, theirs = _words(figure.subject), _words(other.subject)
    if (figure.low or figure.high or 0) < SMALL:
        return mine == theirs and figure.place is not None and other.place is not None
    return mine <= theirs or theirs <= mine or not mine - GENERAL or not theirs - GENERAL


def check_parts(figures: tuple[Figure, ...]) -> tuple[Issue, ...]:
    """An issue for each part that is larger than its whole."""
    by_id = {figure.id: figure for figure in figures}
    found = []
    for figure in figures:
        whole = by_id.get(figure.subset_of) if figure.subset_of is not None else None
        if whole is None or whole.unit != figure.unit or figure.low is None or whole.high is None or figure.low <= whole.high:
            continue
        message = f"{figure.low} {figure.subject} are said to be a part of {whole.high} {whole.subject}; both are kept as stated"
        found.append(Issue("part-exceeds-whole", "warning", message, figure.evidence.start, figure.evidence.end))
    return tuple(found)


def _qualified_alike(figure: Figure, other: Figure) -> bool:
    """Read so: "about 300" and "300" can be one figure, "more than 300" and "at least 300" too; "up to 300" is another claim."""
    return figure.qualifier == other.qualifier or {figure.qualifier, other.qualifier} in ({"exact", "about"}, {"more_than", "at_least"})


def _is_history(figure: Figure) -> bool:
    """Whether it is of a time long before it was said: "in 2010, about 700 were arrested". What has no date is of today's news."""
    if figure.when is None or figure.when.last is None or figure.as_of is None or figure.as_of.first is None:
        return False
    return (date.fromisoformat(figure.as_of.first[:10]) - date.fromisoformat(figure.when.last[:10])).days > HISTORY


def _overlap(mine: When, theirs: When) -> bool:
    starts = max(mine.first or "", theirs.first or "")
    ends = min(mine.last or "9999", theirs.last or "9999")
    return starts <= ends


def _words(subject: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", subject.lower()))
