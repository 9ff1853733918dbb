"""Named questions about one figure: all that is known of it at a moment, and what others decided meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.model.ledger import Decision, Entry, Series, Situation
from reportedly.run.ledger import LedgerFile
from reportedly.run.situations import decisions_about, situation
from reportedly.run.views import Asked, not_chosen
from reportedly.store import answers, kept
from reportedly.store.database import reading
from reportedly.store.errors import NotFound


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure with all that its page shows.

    Attributes:
        entry: The figure in its series.
        series: The series, whole.
        situation: The situation, without its series.
        others: Series of the same measure that were not chosen, each with the reason.
        decisions: Decisions about figures of the series, those taken back included.
        texts: For each report of the series, its text; of several versions of one name all of them.
        made: How many decisions the ledger has: what a form must know so that the next one to decide is told of those made meanwhile.
    """

    entry: Entry
    series: Series
    situation: Situation
    others: tuple[tuple[Series, str], ...]
    decisions: tuple[Decision, ...]
    texts: Mapping[str, tuple[str, ...]]
    made: int


def figure(file: LedgerFile, identity: str, asked: Asked) -> FigureView:
    """All that the page of a figure shows; of a series its last figure that counts, else its last.

    Raises:
        NotFound: The ledger has no such figure, or had none by then.
    """
    whole = situation(file, identity, asked)
    series, entry = _chosen(whole, identity)
    others = tuple((replace(each, entries=()), why) for each in whole.series if (why := not_chosen(series, each)))
    with reading(file.engine) as connection:
        made = kept.decisions(connection)
        texts = answers.report_texts(connection, sorted({each.report for each in series.entries}))
    told = decisions_about(made, {each.figure.id for each in series.entries})
    return FigureView(entry, series, replace(whole, series=()), others, told, texts, len(made))


def meanwhile(file: LedgerFile, known: Sequence[str], seen: int, own: str) -> tuple[Decision, ...]:
    """Decisions about these figures that others made after one looked and before one's own was kept.

    Args:
        file: The ledger.
        known: Ids of the figures.
        seen: How many decisions there were when the page was made.
        own: The id of one's own decision.
    """
    with reading(file.engine) as connection:
        made = kept.decisions(connection)
    after = {decision.id for decision in made[max(seen, 0) :]}
    before = next((at for at, decision in enumerate(made) if decision.id == own), len(made))
    return tuple(decision for decision in decisions_about(made[:before], set(known)) if decision.id in after)


def _chosen(whole: Situation, identity: str) -> tuple[Series, Entry]:
    for series in whole.series:
        for entry in series.entries:
            if entry.figure.id == identity:
                return series, entry
        if series.id == identity and series.entries:
            return series, next((entry for entry in reversed(series.entries) if entry.stands), series.entries[-1])
    raise NotFound(f"a figure was asked for as {identity}; {whole.title} has none of that id; find one on the page of the situation")
