"""The named question of a person who works through the queue: one thing at a time, in its place, with its series and its words.

Two may work at once. Whoever asks for a figure that no longer waits gets the one behind it, and is told what was decided about the one
that they asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from reportedly.model.ledger import Decision
from reportedly.run.figures import FigureView, figure
from reportedly.run.ledger import LedgerFile
from reportedly.run.situations import decisions_about
from reportedly.run.views import Asked, Found, doubt, narrowing
from reportedly.store import kept, queue
from reportedly.store.database import reading
from reportedly.store.errors import NotFound

NOW = Asked()


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing to look at.

    Attributes:
        count: How many wait, of those that are asked for.
        position: Which of them this is, from 1; 0 where none waits.
        why: Why a person should look at it.
        view: The figure with its series, its words and what was decided.
        before: The figure before it in the queue.
        after: The figure after it.
        missed: What was decided about the figure that was asked for, where that no longer waits.
    """

    count: int
    position: int = 0
    why: str = ""
    view: FigureView | None = None
    before: str | None = None
    after: str | None = None
    missed: tuple[Decision, ...] = ()


def turn(file: LedgerFile, asked: Asked = NOW, at: str | None = None) -> Turn:
    """What to look at: the figure asked for, else the first behind its place that waits; the first of all where none is asked for.

    Raises:
        NotFound: The figure asked for is in no series.
    """
    with reading(file.engine) as connection:
        waiting = queue.places(connection, narrowing(asked))
        index = 0
        missed: tuple[Decision, ...] = ()
        if at is not None:
            place = queue.place(connection, at)
            if place is None:
                raise NotFound(f"figure {at} was asked for in the review; the ledger has none of that id; begin anew without it")
            index = bisect_left(waiting, place, key=lambda each: each[1])
            if index == len(waiting) or waiting[index][0] != at:
                missed = decisions_about(kept.decisions(connection), {at})
    if not waiting:
        return Turn(0, missed=missed)
    index = min(index, len(waiting) - 1)
    view = figure(file, waiting[index][0], NOW)
    return Turn(
        count=len(waiting),
        position=index + 1,
        why=doubt(Found(view.entry, view.series, view.situation)) or "",
        view=view,
        before=waiting[index - 1][0] if index else None,
        after=waiting[index + 1][0] if index + 1 < len(waiting) else None,
        missed=missed,
    )
