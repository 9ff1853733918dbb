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
from collections.abc import Mapping

from reportedly.export.case import Case
from reportedly.export.loss import Exported, Loss, loss_lines
from reportedly.export.packing import packed
from reportedly.export.tables import as_csv
from reportedly.model.codec import dumps, encode
from reportedly.model.ledger import Ledger

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
    rows = "".join(
        f"<tr><td><a href='texts/{html.escape(each.id)}.txt'>{html.escape(each.title or each.external_id or each.id)}</a></td>"
        f"<td>{html.escape(each.outlet or '')}</td><td>{html.escape(each.published or 'undated')}</td></tr>\n"
        for each in (record.report for record in case.records)
    )
    positions = "".join(
        f"<tr><td>{html.escape(series.measure)}</td><td>{html.escape(series.subject)}</td>"
        f"<td>{html.escape(series.scope.place or situation.title)}</td><td>{_number(series.position.low)}</td>"
        f"<td>{_number(series.position.best)}</td><td>{_number(series.position.high)}</td>"
        f"<td>{'contested' if series.position.contested else ''}</td></tr>\n"
        for series, situation in case.heads()
    )
    others = "".join(
        f"<li><a href='{html.escape(name)}'>{html.escape(name)}</a></li>\n" for name in sorted(files) if not name.startswith("texts/")
    )
    return (
        "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><title>Evidence bundle</title>"
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<style>{_STYLE}</style></head><body>\n<h1>Evidence bundle</h1>\n"
        f"<p>{len(case.records):,} reports, {sum(len(each.series) for each in case.situations):,} series, {len(case.decisions):,} decisions. "
        f"Every file is listed with its SHA-256 in <a href='{MANIFEST}'>{MANIFEST}</a>. Check it with <code>reportedly verify</code>.</p>\n"
        f"<h2>What stands</h2>\n<table><tr>{head}</tr>\n{positions}</table>\n<h2>Reports</h2>\n<table><tr><th>Report</th><th>Outlet</th><th>Published</th></tr>\n{rows}</table>\n"
        f"<h2>Files</h2>\n<ul>{others}</ul>\n<h2>What the tables do not say</h2>\n<pre>{html.escape(chr(10).join(told))}</pre>\n</body></html>\n"
    )


def _line(case: Case, number: int) -> str:
    record = case.records[number]
    return json.dumps({"taken_in": case.taken_in.get(record.report.id), "record": encode(record)}, ensure_ascii=False)


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:,}"


def _text(text: str) -> bytes:
    return _bytes(f"{text}\n")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
