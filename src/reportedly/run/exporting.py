"""The named question that feeds every export: the situations, records and decisions that were asked for, as frozen values.

Filters choose entries, as in `reportedly figures`; a series keeps the position of all its entries, and the loss report says what was
asked for. As of a moment, records and decisions are those that were there by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from reportedly.export.bundle import with_files
from reportedly.export.case import Case
from reportedly.export.formats import Format, format_named
from reportedly.export.loss import Exported
from reportedly.model.ledger import Series, Situation
from reportedly.model.record import Record
from reportedly.present.brief.markdown import as_markdown
from reportedly.present.brief.page import as_html
from reportedly.reconcile.moments import moment
from reportedly.run.brief import brief
from reportedly.run.ledger import LedgerFile
from reportedly.run.views import Asked, Found, ledger, matches
from reportedly.store import handover, kept
from reportedly.store.database import reading

BRIEFS = 50  # situations that a bundle has a brief of; each takes a second or two
BUNDLE = format_named("bundle")
_OF_ENTRIES = ("measure", "place", "source", "status", "since", "until", "standing")


class NotAsAsked(ValueError):
    """An export cannot be as it was asked for."""


def export(file: LedgerFile, chosen: Format, asked: Asked | None = None) -> Exported:
    """A ledger in a format.

    Raises:
        NotAsAsked: Filters were given for a format that is always whole.
    """
    asked = asked or Asked()
    told = asked_by_name(asked)
    if chosen.whole and told:
        raise NotAsAsked(f"{chosen.name} was asked for with {', '.join(told)}; it is always of the whole ledger; leave them out")
    made = case(file, asked)
    return with_files(made, briefs(file, made.situations)) if chosen == BUNDLE else chosen.load()(made)


def briefs(file: LedgerFile, situations: Sequence[Situation]) -> dict[str, bytes]:
    """A brief of each situation, those of the most reports first, as Markdown and HTML; of a large ledger not of all of them."""
    chosen = sorted(situations, key=lambda each: (-len(each.reports), each.id))[:BRIEFS]
    told = {each.id: brief(file, each.id) for each in chosen}
    pages = {f"brief/{name}.html": as_html(one).encode("utf-8", "replace") for name, one in told.items()}
    return pages | {f"brief/{name}.md": as_markdown(one).encode("utf-8", "replace") for name, one in told.items()}


def case(file: LedgerFile, asked: Asked | None = None) -> Case:
    """What is exported: what was asked for, as frozen values."""
    asked = asked or Asked()
    situations = tuple(kept_of for each in ledger(file, asked).situations if (kept_of := _asked_for(each, asked)) is not None)
    moments = (moment(asked.as_of) if asked.as_of else None, moment(asked.recorded_as_of) if asked.recorded_as_of else None)
    with reading(file.engine) as connection:
        reports = kept.until(connection, *moments)
        there = set(reports)
        records = _wanted(situations, asked, list(kept.records(connection, reports)))
        following = kept.column(connection, "next_version", reports)
        copies = {
            report: first for report, first in kept.column(connection, "copy_of", reports).items() if first != report and first in there
        }
        made = tuple(each for each in kept.decisions(connection) if moments[1] is None or moment(each.at) <= moments[1])
        times = handover.intake_times(connection)
        return Case(
            situations,
            tuple(records),
            made,
            asked_by_name(asked),
            {report: times[report] for report in reports if report in times},
            frozenset(old for old, new in following.items() if new in there),
            copies,
            handover.refusals(connection),
        )


def asked_by_name(asked: Asked) -> dict[str, str]:
    """Filters and moments that were given, by name."""
    given = {each.name: getattr(asked, each.name) for each in fields(asked)}
    return {name: str(value) for name, value in given.items() if value not in (None, False)}


def _asked_for(situation: Situation, asked: Asked) -> Situation | None:
    """The situation with the entries that are asked for; null where it has none."""
    bare = replace(situation, series=())
    series = tuple(made for each in situation.series if (made := _entries_asked_for(each, bare, asked)) is not None)
    narrowed = any(getattr(asked, name) for name in _OF_ENTRIES) or asked.situation
    return None if narrowed and not series else replace(situation, series=series)


def _entries_asked_for(series: Series, situation: Situation, asked: Asked) -> Series | None:
    bare = replace(series, entries=())
    entries = tuple(entry for entry in series.entries if matches(Found(entry, bare, situation), asked))
    return replace(series, entries=entries) if entries else None


def _wanted(situations: Sequence[Situation], asked: Asked, records: Sequence[Record]) -> list[Record]:
    """Records of these situations; where entries were asked for, only those that have one."""
    if any(getattr(asked, name) for name in _OF_ENTRIES):
        figures = {entry.figure.id for each in situations for series in each.series for entry in series.entries}
        return [record for record in records if any(figure.id in figures for figure in record.figures)]
    names = {name for each in situations for name in each.reports}
    return [record for record in records if (record.report.external_id or record.report.id) in names]
