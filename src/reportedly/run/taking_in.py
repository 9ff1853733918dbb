"""From files to reports as received: text and HTML files, folders of them, and JSONL with one report a line.

A line of JSONL has `text`, and may have `id`, `published`, `outlet`, `url`, `title`, `supersedes`. What cannot be read as a report
becomes a `Refused`, and the rest goes on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from reportedly.intake.received import Received
from reportedly.model.issue import Issue

LISTS = frozenset({".jsonl", ".ndjson"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
TEXTS = frozenset({".txt", ".text", ".md"})
SHOWN = 200  # characters of refused content that are kept
FIELDS = ("title", "outlet", "url", "published", "supersedes")


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that could not be read as a report.

    Attributes:
        origin: File and line.
        content: Its first characters.
        code: A stable name.
        message: What was asked, what was found, what to do.
    """

    origin: str
    content: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Given:
    """What was said on the command line about all reports given there."""

    published: str | None = None
    outlet: str | None = None
    url: str | None = None


def take_in(paths: Sequence[Path], given: Given | None = None) -> Iterator[Received | Refused]:
    """All reports of files and folders, folders in order of file names.

    Raises:
        FileNotFoundError: There is no such file.
    """
    for path in paths:
        if path.is_dir():
            known = LISTS | PAGES | TEXTS
            inside = sorted(
                each for each in path.rglob("*") if each.is_file() and each.suffix.lower() in known and not each.name.startswith(".")
            )
            for each in inside:
                yield from _file(each, given or Given())
        else:
            yield from _file(path, given or Given())


def received_from(row: dict[str, Any]) -> Received:
    """A report from the fields of a row. A date that cannot be read is left out, and an issue says so."""
    fields = {name: str(row[name]) for name in FIELDS if row.get(name) not in (None, "")}
    issues: tuple[Issue, ...] = ()
    published = fields.get("published")
    if published is not None and not _is_date(published):
        message = f"an ISO 8601 date of publication was asked for; {published[:40]!r} was found; the report is kept undated"
        issues, published = (Issue("bad-publication-date", "warning", message),), None
    text = row["text"].replace("\r\n", "\n")
    sound = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no character
    if sound != text:
        issues += (
            Issue("bad-characters", "warning", "text in Unicode was asked for; half of a surrogate pair was found; it was replaced by ?"),
        )
    return Received(
        text=sound,
        title=fields.get("title"),
        outlet=fields.get("outlet"),
        url=fields.get("url"),
        published=published,
        published_basis="argument" if published else "unknown",
        external_id=str(row["id"]) if row.get("id") not in (None, "") else None,
        supersedes=fields.get("supersedes"),
        issues=issues,
    )


def _file(path: Path, given: Given) -> Iterator[Received | Refused]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        if not path.exists():
            raise FileNotFoundError(path) from error
        yield Refused(str(path), "", "not-readable", f"a report was asked for at {path}; {error.strerror}; check its permissions")
        return
    if path.suffix.lower() in LISTS:
        yield from _lines(path, raw)
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte {error.start} of {path} is none; convert the file to UTF-8"
        yield Refused(str(path), repr(raw[:SHOWN]), "not-utf-8", f"text in UTF-8 was asked for; {found}")
        return
    yield _single(path, text, given)


def _single(path: Path, text: str, given: Given) -> Received:
    if path.suffix.lower() in PAGES:
        from reportedly.intake.source import receive  # noqa: PLC0415 - reading pages loads much

        found = receive(str(path))
        return Received(
            text=found.text,
            title=found.title,
            outlet=given.outlet or found.outlet,
            url=given.url or found.url,
            published=given.published or found.published,
            published_basis="argument" if given.published else found.published_basis,
            published_evidence=None if given.published else found.published_evidence,
            issues=found.issues,
        )
    basis = "argument" if given.published else "unknown"
    return Received(text.replace("\r\n", "\n"), outlet=given.outlet, url=given.url, published=given.published, published_basis=basis)  # type: ignore[arg-type]


def _lines(path: Path, raw: bytes) -> Iterator[Received | Refused]:
    for number, line in enumerate(raw.splitlines(), start=1):
        if not line.strip():
            continue
        origin = f"{path}:{number}"
        try:
            row = json.loads(line.decode("utf-8-sig"))
        except (UnicodeDecodeError, json.JSONDecodeError) as error:
            yield Refused(origin, repr(line[:SHOWN]), "not-json", f"a JSON object was asked for; {error}; mend the line")
            continue
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            found = f"the keys {', '.join(sorted(row))[:80]}" if isinstance(row, dict) else f"a {type(row).__name__}"
            yield Refused(
                origin, repr(line[:SHOWN]), "no-text", f"an object with a `text` was asked for; {found} were found; mend the line"
            )
            continue
        yield received_from(row)


def _is_date(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
