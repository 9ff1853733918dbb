"""A report from the fields of a row: of JSONL, CSV, Parquet or Excel."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.intake.received import Received
from reportedly.intake.stamps import iso_stamp
from reportedly.model.issue import Issue

FIELDS = ("text", "id", "published", "outlet", "url", "title", "author", "supersedes")
_SHOWN = 40  # characters of a date that is none


def received_from(row: Mapping[str, object], issues: tuple[Issue, ...] = ()) -> Received:
    """A report from the fields of a row. A date that cannot be read is left out, and an issue says so."""
    fields = {name: str(row[name]).strip() for name in FIELDS if name != "text" and row.get(name) not in (None, "")}
    published = iso_stamp(fields["published"]) if "published" in fields else None
    if "published" in fields and published is None:
        found = fields["published"][:_SHOWN]
        message = f"an ISO 8601 date of publication was asked for; {found!r} was found; the report is kept undated"
        issues = (*issues, Issue("bad-publication-date", "warning", message))
    return Received(
        text=str(row["text"]).replace("\r\n", "\n"),
        title=fields.get("title"),
        outlet=fields.get("outlet"),
        url=fields.get("url"),
        published=published,
        published_basis="argument" if published else "unknown",
        external_id=fields.get("id"),
        supersedes=fields.get("supersedes"),
        author=fields.get("author"),
        issues=issues,
    )
