"""The ledger as plain tables: situations, series, figures, events, statements, reports, decisions; CSV and Parquet.

A table is a list of rows with the same columns; ids join them (`series.situation`, `figures.series`, `figures.report`). The figures are
the entries that were asked for, those that do not count included, with why; a position is in `series`, once.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping

from reportedly.export.case import Case, named
from reportedly.export.delimited import csv_bytes
from reportedly.export.loss import Exported, Loss, Tally
from reportedly.model.place import Place
from reportedly.model.time import When

Row = dict[str, object]
RULE = "A row of `series` is a position; rows of `figures` are claims, and only those with stands=true are behind a position."
SEPARATOR = "; "


def tables(case: Case, tally: Tally) -> dict[str, tuple[tuple[str, ...], list[Row]]]:
    """All tables by name, each with its columns and rows."""
    made = {name: list(rows(case, tally)) for name, rows in TABLES.items()}
    return {name: (tuple(COLUMNS[name]), rows) for name, rows in made.items()}


def as_csv(case: Case) -> Exported:
    """A CSV for each table."""
    tally = Tally()
    made = tables(case, tally)
    return _exported("csv", {f"{name}.csv": csv_bytes(columns, rows) for name, (columns, rows) in made.items()}, case, made, tally)


def as_parquet(case: Case) -> Exported:
    """A Parquet file for each table; the same bytes for the same ledger."""
    import pyarrow  # noqa: PLC0415 - an extra; loaded by the formats that need it
    import pyarrow.parquet  # noqa: PLC0415

    tally = Tally()
    made = tables(case, tally)
    files = {}
    for name, (columns, rows) in made.items():
        types = [(column, _arrow(COLUMNS[name][column], pyarrow)) for column in columns]
        table = pyarrow.Table.from_pylist([_typed(row, COLUMNS[name]) for row in rows], schema=pyarrow.schema(types))
        sink = io.BytesIO()
        pyarrow.parquet.write_table(table, sink, compression="zstd")
        files[f"{name}.parquet"] = sink.getvalue()
    return _exported("parquet", files, case, made, tally)


def _exported(
    name: str, files: Mapping[str, bytes], case: Case, made: Mapping[str, tuple[tuple[str, ...], list[Row]]], tally: Tally
) -> Exported:
    written = {f"rows of {table}": len(rows) for table, (_, rows) in made.items()}
    return Exported(files, Loss(name, case.asked, RULE, written, tally.lost()))


def _arrow(kind: type, pyarrow: object) -> object:
    return getattr(pyarrow, {str: "string", int: "int64", float: "float64", bool: "bool_"}[kind])()


def _typed(row: Row, kinds: Mapping[str, type]) -> Row:
    return {name: float(str(row[name])) if kind is float and row[name] is not None else row[name] for name, kind in kinds.items()}


def _situations(case: Case, _tally: Tally) -> Iterator[Row]:
    for each in case.situations:
        yield {
            "id": each.id, "title": each.title, "from": each.first, "to": each.last, "places": SEPARATOR.join(each.places),
            "reports": len(each.reports), "series": len(each.series),
        }  # fmt: skip


def _series(case: Case, _tally: Tally) -> Iterator[Row]:
    for situation in case.situations:
        for each in situation.series:
            scope, position = each.scope, each.position
            yield {
                "id": each.id, "situation": situation.id, "measure": each.measure, "unit": each.unit, "subject": each.subject,
                "place": scope.place, "scope": scope.kind, "scope_from": scope.first, "scope_to": scope.last, "detail": scope.detail,
                "low": position.low, "best": position.best, "high": position.high, "contested": position.contested,
                "sources": position.sources, "as_of": position.as_of, "rule": position.rule, "part_of": each.part_of,
                "linked": SEPARATOR.join(each.linked), "entries": len(each.entries), "issues": SEPARATOR.join(each.issues),
            }  # fmt: skip


def _figures(case: Case, _tally: Tally) -> Iterator[Row]:
    for row in case.rows():
        entry, figure = row.entry, row.entry.figure
        record = case.record_of.get(figure.id)
        yield {
            "id": figure.id, "series": row.series.id, "situation": row.situation.id, "report": record.report.id if record else None,
            "report_name": entry.report, "published": entry.published, "outlet": entry.outlet, "source": entry.source,
            "number": figure.number, "qualifier": figure.qualifier, "low": figure.low, "high": figure.high, "measure": row.series.measure,
            "unit": figure.unit, "subject": figure.subject, **_where(figure.place), **_when("happened", figure.when),
            **_when("as_of", figure.as_of), "status": figure.status, "stage": figure.stage, "scope": figure.scope,
            "relation": entry.relation.kind, "relates_to": SEPARATOR.join(entry.relation.to), "relation_rule": entry.relation.rule,
            "stands": entry.stands, "why_not": entry.why_not, "dropped_in": entry.dropped_in, "decision": entry.decision,
            "independent_source": entry.independent, "event": figure.event, "attribution": figure.attribution,
            "start": figure.evidence.start, "end": figure.evidence.end, "quote": figure.evidence.quote,
            "why_empty": json.dumps(dict(figure.why_empty), ensure_ascii=False) if figure.why_empty else None,
            "issues": SEPARATOR.join(entry.issues),
        }  # fmt: skip


def _events(case: Case, tally: Tally) -> Iterator[Row]:
    for record in case.records:
        for each in record.events:
            who: dict[str, object] = {}
            for role in ("agents", "targets"):
                words = [named(said, record) for said in getattr(each, role)]
                tally("name of a private person beside an event, left out", words.count(None))
                who[role] = SEPARATOR.join(said for said in words if said)
            yield {
                "id": each.id, "report": record.report.id, "type": each.type, "form": each.form, "stage": each.stage, "status": each.status,
                "trigger": each.trigger, **who, **_where(each.place), **_when("happened", each.when),
                "plover": each.codes.get("plover"), "acled": each.codes.get("acled"), "attribution": each.attribution,
                "start": each.evidence.start, "end": each.evidence.end, "quote": each.evidence.quote,
            }  # fmt: skip


def _statements(case: Case, _tally: Tally) -> Iterator[Row]:
    for record in case.records:
        for each in record.attributions:
            yield {
                "id": each.id, "report": record.report.id, "source": each.source, "role": each.role, "source_kind": each.source_kind,
                "cue": each.cue, "act": each.act, "polarity": each.polarity, "kind": each.kind, "content": each.content, "via": each.via,
                "basis": each.basis, "start": each.evidence.start, "end": each.evidence.end, "quote": each.evidence.quote,
            }  # fmt: skip


def _reports(case: Case, _tally: Tally) -> Iterator[Row]:
    for record in case.records:
        each = record.report
        yield {
            "id": each.id, "name": each.external_id or each.id, "title": each.title, "outlet": each.outlet, "author": each.author,
            "url": each.url, "published": each.published, "published_basis": each.published_basis, "language": each.language,
            "supersedes": each.supersedes, "replaced": each.id in case.replaced, "copy_of": case.copies.get(each.id),
            "agency": each.credit.agency if each.credit else None, "taken_in": case.taken_in.get(each.id), "sha256": each.sha256,
            "text": each.text,
        }  # fmt: skip


def _decisions(case: Case, _tally: Tally) -> Iterator[Row]:
    for each in case.decisions:
        yield {
            "id": each.id, "kind": each.kind, "target": each.target, "value": json.dumps(dict(each.value), ensure_ascii=False),
            "by": each.by, "why": each.why, "at": each.at, "previous": each.previous, "hash": each.hash,
        }  # fmt: skip


def _where(place: Place | None) -> Row:
    names = ("name", "kind", "country", "geonameid", "lat", "lon", "basis")
    return {"place" if name == "name" else f"place_{name}": getattr(place, name) if place else None for name in names}


def _when(name: str, when: When | None) -> Row:
    told: Row = {f"{name}_from": when.first if when else None, f"{name}_to": when.last if when else None}
    return told | {f"{name}_precision": when.precision if when else None, f"{name}_basis": when.basis if when else None}


_PLACE = "place place_kind place_country place_geonameid:int place_lat:float place_lon:float place_basis"
_SPAN = "start:int end:int quote"


def _columns(text: str) -> dict[str, type]:
    kinds: dict[str, type] = {"": str, "int": int, "float": float, "bool": bool}
    return {name: kinds[kind] for name, _, kind in (each.partition(":") for each in text.split())}


def _times(name: str) -> str:
    return f"{name}_from {name}_to {name}_precision {name}_basis"


COLUMNS = {
    name: _columns(text)
    for name, text in {
        "situations": "id title from to places reports:int series:int",
        "series": "id situation measure unit subject place scope scope_from scope_to detail low:float best:float high:float contested:bool "
        "sources:int as_of rule part_of linked entries:int issues",
        "figures": "id series situation report report_name published outlet source number:float qualifier low:float high:float measure "
        f"unit subject {_PLACE} {_times('happened')} {_times('as_of')} "
        "status stage scope relation relates_to relation_rule stands:bool why_not "
        f"dropped_in decision independent_source event attribution {_SPAN} why_empty issues",
        "events": f"id report type form stage status trigger agents targets {_PLACE} {_times('happened')} plover acled attribution {_SPAN}",
        "statements": f"id report source role source_kind cue act polarity kind content via basis {_SPAN}",
        "reports": "id name title outlet author url published published_basis language supersedes replaced:bool copy_of agency taken_in "
        "sha256 text",
        "decisions": "id kind target value by why at previous hash",
    }.items()
}
TABLES: dict[str, Callable[[Case, Tally], Iterator[Row]]] = {
    "situations": _situations,
    "series": _series,
    "figures": _figures,
    "events": _events,
    "statements": _statements,
    "reports": _reports,
    "decisions": _decisions,
}
