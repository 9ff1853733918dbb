"""An evidence bundle: one ZIP file with all there is, which can be read without any program and checked on any machine.

    manifest.json        every other file with its SHA-256 and size, in order of names
    index.html           what is in it; no script, nothing from elsewhere
    ledger.json          the ledger, the project's contract
    records.jsonl        what each report says, with its text, and when it was taken in
    decisions.json       the chain of decisions, with their hashes
    refused.json         what could not be read
    texts/ID.txt         the canonical texts, for people
    tables/*.csv         the tables

The same ledger gives the same bytes. `run/bundles.py` checks and restores one. A brief that `present/brief` writes goes under `brief/`:
`with_files` adds files before the manifest is made.
"""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Mapping, Sequence

from reportedly.export.case import Case
from reportedly.export.loss import Exported, Loss, loss_lines
from reportedly.export.packing import packed
from reportedly.export.tables import as_csv
from reportedly.model.codec import dumps, encode
from reportedly.model.ledger import Ledger, Position

MANIFEST = "manifest.json"
VERSION = 1
RULE = "All reports, records and decisions, with a SHA-256 for each file; `reportedly import` restores the ledger from it."
_STYLE = "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}td,th{text-align:left;padding:.2rem .8rem .2rem 0}"


def as_bundle(case: Case) -> Exported:
    """The whole bundle."""
    return with_files(case, {})


def with_files(case: Case, more: Mapping[str, bytes]) -> Exported:
    """The bundle with further files, such as a brief."""
    tables = as_csv(case)
    loss = Loss("bundle", case.asked, RULE, {"reports": len(case.records), "decisions": len(case.decisions)}, ())
    files = {
        "ledger.json": _text(dumps(Ledger(case.situations))),
        "records.jsonl": _text("\n".join(_line(case, number) for number in range(len(case.records)))),
        "decisions.json": _text(dumps(case.decisions, indent=1)),
        "refused.json": _text(json.dumps([list(each) for each in case.refused], ensure_ascii=False, indent=1)),
        **{f"texts/{record.report.id}.txt": _bytes(record.report.text) for record in case.records},
        **{f"tables/{name}": content for name, content in tables.files.items()},
        "tables/loss.json": _text(dumps(tables.loss, indent=1)),
        **more,
    }
    files["index.html"] = _text(index(case, files, loss_lines(tables.loss)))
    return Exported({"": packed({**files, MANIFEST: manifest(files)})}, loss)


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The list of files with their hashes."""
    listed = [
        {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)} for name, content in sorted(files.items())
    ]
    return _text(json.dumps({"reportedly bundle": VERSION, "files": listed}, ensure_ascii=False, indent=1))


def index(case: Case, files: Mapping[str, bytes], told: list[str]) -> str:
    """A page that says what is in the bundle."""
    reports = [
        (f"<a href='texts/{html.escape(each.id)}.txt'>{_said(each.title or each.external_id or each.id)}</a>", each.outlet, each.published)
        for each in (record.report for record in case.records)
    ]
    stands = [
        (series.measure, series.subject, series.scope.place or situation.title, *_span(series.position))
        for series, situation in case.heads()
    ]
    others = [html.escape(name) for name in sorted(files) if not name.startswith("texts/")]
    series = sum(len(each.series) for each in case.situations)
    return "\n".join(
        (
            "<!doctype html>",
            "<html lang='en'><head><meta charset='utf-8'><title>Evidence bundle</title>",
            "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<style>{_STYLE}</style></head><body>",
            "<h1>Evidence bundle</h1>",
            f"<p>{len(case.records):,} reports, {series:,} series, {len(case.decisions):,} decisions.",
            f"Every file is listed with its SHA-256 in <a href='{MANIFEST}'>{MANIFEST}</a>.",
            "Check it with <code>reportedly verify</code>.</p>",
            "<h2>What stands</h2>",
            _table(("Measure", "Counted", "Place", "Low", "Best", "High", ""), [tuple(map(_said, row)) for row in stands]),
            "<h2>Reports</h2>",
            _table(("Report", "Outlet", "Published"), [(link, _said(outlet), _said(day or "undated")) for link, outlet, day in reports]),
            "<h2>Files</h2>",
            "<ul>",
            *(f"<li><a href='{name}'>{name}</a></li>" for name in others),
            "</ul>",
            "<h2>What the tables do not say</h2>",
            f"<pre>{_said(chr(10).join(told))}</pre>",
            "</body></html>",
        )
    )


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    top = "".join(f"<th>{head}</th>" for head in heads)
    below = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{top}</tr>\n{below}\n</table>"


def _span(position: Position) -> tuple[str, str, str, str]:
    low, best, high = ("" if number is None else f"{number:,}" for number in (position.low, position.best, position.high))
    return low, best, high, "contested" if position.contested else ""


def _said(text: str | None) -> str:
    return html.escape(text or "")


def _line(case: Case, number: int) -> str:
    record = case.records[number]
    return json.dumps({"taken_in": case.taken_in.get(record.report.id), "record": encode(record)}, ensure_ascii=False)


def _text(text: str) -> bytes:
    return _bytes(f"{text}\n")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
