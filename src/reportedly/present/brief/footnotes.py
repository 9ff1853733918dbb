"""Footnotes: a number for each figure that a brief speaks of, in the order in which it first does."""

from __future__ import annotations

from reportedly.model.ledger import Entry, Series
from reportedly.present.brief.contents import Note, Ref
from reportedly.present.brief.words import LONGEST_NAME, clipped, say_claim, say_moment, say_teller
from reportedly.present.pictures.claims import is_taken_back


class Footnotes:
    """The footnotes of one brief while it is written."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[Entry, Series]] = {}
        self._refs: dict[str, int] = {}

    def ref(self, entry: Entry, series: Series) -> Ref:
        """A mark that leads to the footnote of a figure."""
        identity = entry.figure.id
        self._entries.setdefault(identity, (entry, series))
        self._refs[identity] = self._refs.get(identity, 0) + 1
        return Ref(list(self._entries).index(identity) + 1, self._refs[identity])

    def number(self, figure: str) -> int | None:
        """The number of a figure's footnote; null where it has none."""
        return list(self._entries).index(figure) + 1 if figure in self._entries else None

    def notes(self) -> tuple[Note, ...]:
        """All footnotes, in order."""
        return tuple(
            Note(
                number=number,
                refs=self._refs[identity],
                said=say_claim(entry, series),
                source=say_teller(entry),
                outlet=clipped(entry.outlet, LONGEST_NAME) if entry.outlet and entry.outlet != entry.source and entry.source else "",
                published=say_moment(entry.published),
                quote=clipped(entry.figure.evidence.quote),
                figure=identity,
                report=clipped(entry.report, LONGEST_NAME),
                struck=is_taken_back(entry),
            )
            for number, (identity, (entry, series)) in enumerate(self._entries.items(), 1)
        )
