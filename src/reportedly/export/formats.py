"""What is written, and by which exporter: the one table.

An exporter is a pure function from a `Case` to `Exported`, named here as `module:function` and loaded when it is first needed. Other
packages add theirs by an entry point of the group `reportedly.exporters`, which names a `Format`; an own name cannot be taken by them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import cast

from reportedly.export.case import Case
from reportedly.export.loss import Exported

GROUP = "reportedly.exporters"
_HERE = "reportedly.export"
Export = Callable[[Case], Exported]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a ledger is written in.

    Attributes:
        name: As it is asked for.
        title: What it is, in a few words.
        export: `module:function`.
        file: Name of the file; empty where it is a folder of files.
        type: Media type of the file; of a folder, packed, ZIP.
        consumer: What opens it; the tests do.
        loses: What it cannot say, in a few words; each export counts it.
        needs: The extra that it needs, if any.
        whole: Whether it is always of the whole ledger, without filters.
        origin: The package that it comes from.
    """

    name: str
    title: str
    export: str
    file: str
    type: str
    consumer: str
    loses: str
    needs: str = ""
    whole: bool = False
    origin: str = "reportedly"

    def load(self) -> Export:
        """Its function."""
        module, _, function = self.export.partition(":")
        return cast("Export", getattr(import_module(module), function))


FORMATS = (
    Format("csv", "tables, a CSV each", f"{_HERE}.tables:as_csv", "", "application/zip", "pandas, DuckDB, any spreadsheet",
           "null and empty text look alike; lists are joined"),
    Format("parquet", "tables, a Parquet file each", f"{_HERE}.tables:as_parquet", "", "application/zip", "pandas, DuckDB",
           "lists are joined", needs="tables"),
    Format("excel", "tables, a sheet each", f"{_HERE}.workbook:as_excel", "reportedly.xlsx",
           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "openpyxl, Excel, LibreOffice",
           "texts of more than 32,767 characters are cut", needs="tables"),
    Format("geojson", "positions and events as points", f"{_HERE}.geojson:as_geojson", "reportedly.geojson", "application/geo+json",
           "geopandas, QGIS", "a country is a point; claims that do not count are left out"),
    Format("hxl", "positions as CSV with HXL hashtags", f"{_HERE}.hxl:as_hxl", "reportedly-hxl.csv", "text/csv", "libhxl, HDX",
           "measures without a hashtag; rivals' figures; words"),
    Format("ftm", "FollowTheMoney entities, a line each", f"{_HERE}.ftm:as_ftm", "reportedly.ftm.json", "application/json+ftm",
           "followthemoney, Aleph", "figures are words of an event; statements; relations"),
    Format("plover", "PLOVER events, a line each", f"{_HERE}.plover:as_plover", "reportedly-plover.jsonl", "application/jsonl",
           "any reader of JSON lines", "events without a category or a day; all sizes but dead, injured, arrested"),
    Format("acled-shaped", "events in the columns of ACLED; not ACLED data", f"{_HERE}.acled:as_acled", "acled-shaped.csv", "text/csv",
           "pandas, R", "no column for injuries and arrests; no code for a whole country; rivals' figures"),
    Format("ucdp-shaped", "deaths in the columns of UCDP GED; not UCDP data", f"{_HERE}.ucdp:as_ucdp", "ucdp-ged-shaped.csv", "text/csv",
           "pandas, R", "all but deaths; parts of a count; types of violence and sides"),
    Format("gkg", "GDELT GKG 2.1 lines: counts, quotations", f"{_HERE}.gkg:as_gkg", "reportedly.gkg.csv", "text/tab-separated-values",
           "readers of GKG 2.1", "qualifiers, ranges, who says it, what changed"),
    Format("timemap", "TimeMap: events, sources, associations", f"{_HERE}.timemap:as_timemap", "timemap.json", "application/json",
           "TimeMap (Forensic Architecture, Bellingcat)", "events without day and place; figures are words"),
    Format("prov", "W3C PROV-JSON: whence each position", f"{_HERE}.prov:as_prov", "reportedly.prov.json", "application/json", "prov",
           "places and times of events"),
    Format("annotations", "W3C Web Annotations of the evidence", f"{_HERE}.annotations:as_annotations", "annotations.jsonld",
           "application/ld+json", "JSON-LD, Hypothesis", "positions and relations"),
    Format("bundle", "evidence bundle: all there is, with hashes", f"{_HERE}.bundle:as_bundle", "case.zip", "application/zip",
           "reportedly verify, reportedly import", "nothing", whole=True),
)  # fmt: skip


@cache
def formats() -> tuple[Format, ...]:
    """All formats: ours, then those of other packages, by the names of their entry points."""
    own = {each.name for each in FORMATS}
    found = [point.load() for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)]
    return (*FORMATS, *(each for each in found if isinstance(each, Format) and each.name not in own))


def format_named(name: str) -> Format | None:
    """The format of a name; null where there is none."""
    return next((each for each in formats() if each.name == name), None)
