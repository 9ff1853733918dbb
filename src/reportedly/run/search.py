"""The named question of a search: words among figures, statements and reports, asked by the command line and the page alike.

`Asked` narrows as everywhere: measure, place, source, status, since, until, and the two moments. As of a moment means what had been
published, or taken in, by then; the relation of a figure to others is told as it is now.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.search import Kind, Order, Results
from reportedly.reconcile.moments import moment
from reportedly.run.ledger import LedgerFile
from reportedly.run.views import Asked, moment_asked
from reportedly.store import search as stored
from reportedly.store.database import reading

SHOWN = 20  # results of a page, if not told otherwise


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for.

    Attributes:
        words: As typed: words that must all be there, phrases in quotation marks. None at all finds everything.
        kind: Figures, statements or reports.
        month: Published in this month, `2022-01`.
        order: The best first, or the newest.
        limit: How many of the results.
        offset: From which one on; the first is 0.
    """

    words: str = ""
    kind: Kind = "figure"
    month: str | None = None
    order: Order = "best"
    limit: int = SHOWN
    offset: int = 0


def search(file: LedgerFile, sought: Sought, asked: Asked | None = None) -> Results:
    """What words find."""
    asked = asked or Asked()
    facets = {name: value for name in ("measure", "place", "source", "status") if (value := getattr(asked, name))}
    ends = [each for each in (moment_asked(asked.until), moment_asked(asked.as_of)) if each]
    chosen = stored.Chosen(
        facets | ({"month": sought.month} if sought.month else {}),
        since=moment_asked(asked.since, first=True),
        until=min(ends, default=None),
        taken_in=moment(asked.recorded_as_of) if asked.recorded_as_of else None,
        situation=asked.situation,
        standing=asked.standing,
    )
    with reading(file.engine) as connection:
        return stored.search(connection, sought.words, sought.kind, chosen, stored.Page(sought.limit, sought.offset, sought.order))
