"""The tables, for queries. The files in `migrations/` make them; a test holds both to the same columns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, Integer, MetaData, Table, Text

METADATA = MetaData()


def _table(name: str, texts: str, integers: str = "", reals: str = "") -> Table:
    columns: list[Column[Any]] = [Column(column, Text) for column in texts.split()]
    columns += [Column(column, Integer) for column in integers.split()]
    columns += [Column(column, Float) for column in reals.split()]
    return Table(name, METADATA, *columns)


REPORTS = _table(
    "reports",
    "report_id name external_id supersedes next_version outlet url title published moment published_basis language parser sha256 text "
    "situation_id copy_of",
    "number",
)
INTAKE = _table("intake", "report_id taken_in")
RECORDS = _table("records", "report_id record digest signature")
ISSUES = _table("issues", "report_id code level message", "start end")
REFUSED = _table("refused", "origin content code message")
DECISIONS = _table("decisions", "decision_id kind target value decided_by why decided_at anchor previous hash", "number")
FIGURES = _table(
    "figures",
    "figure_id report_id qualifier measure unit subject place country happened_from happened_to as_of source status stage quote",
    "geonameid start end",
    "number low high latitude longitude",
)
EVENTS = _table(
    "events",
    "event_id report_id type stage trigger agents targets instruments place country happened_from happened_to status quote",
    "start end",
    "latitude longitude",
)
ATTRIBUTIONS = _table("attributions", "attribution_id report_id source role source_kind cue kind content via quote", "start end")
ATTACHMENTS = _table("attachments", "report_id attached_to why", "", "likeness margin")
LOOKUP = _table("lookup", "mark day report_id", "", "weight")
SITUATIONS = _table("situations", "situation_id title first_day last_day places head", "reports")
SERIES = _table(
    "series",
    "series_id situation_id measure unit subject place scope scope_from scope_to detail as_of rule part_of issues head",
    "rank contested sources entries",
    "low best high",
)
ENTRIES = _table(
    "entries",
    "figure_id series_id situation_id report_id report moment published outlet source measure place country qualifier status relation "
    "relates_to rule why_not decision_id dropped_in independent_source issues entry",
    "rank stands start",
    "number",
)
