"""What holds between the figures of one report: part and whole, the same said twice, an earlier value."""

from __future__ import annotations

from dataclasses import replace

from reportedly.model.figure import Figure
from reportedly.model.issue import Issue
from reportedly.model.mentions import FigureMention


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
    return linked, ()
