"""Checking an evidence bundle, and restoring a ledger from it. A bundle comes from elsewhere and is not trusted.

Refused before anything is unpacked: names that lead out of the bundle or come twice, links, encryption, and more bytes than a bundle
may have (by its own list, and again while it is read, so that a list that lies gains nothing). Then every file is held against the
manifest, the texts against the hashes in the records, every quote against its text, and the chain of decisions is followed.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from reportedly.export.bundle import MANIFEST, VERSION
from reportedly.model.codec import decode
from reportedly.model.identity import text_digest
from reportedly.model.ledger import Decision
from reportedly.model.record import Record
from reportedly.reconcile.decisions import broken_link
from reportedly.run.keeping import keep, prepare
from reportedly.run.ledger import LedgerFile, settle
from reportedly.run.verify import quotes_of
from reportedly.run.views import ledger_json
from reportedly.store import kept
from reportedly.store.database import writing

MOST_FILES = 1_000_000
MOST_BYTES = 4_000_000_000
MOST_RATIO = 300  # unpacked to packed: text comes to some 20
_LINK = 0o120000


class BadBundle(ValueError):
    """A bundle does not hold; the message says what and where."""


@dataclass(frozen=True, slots=True)
class CheckedBundle:
    """How much was checked.

    Attributes:
        files: Files whose hashes hold.
        reports: Reports.
        quotes: Quotes that stand where they should.
        decisions: Decisions in an unbroken chain.
    """

    files: int
    reports: int
    quotes: int
    decisions: int


def verify_bundle(content: bytes) -> CheckedBundle:
    """Check all of a bundle.

    Raises:
        BadBundle: Something does not hold.
    """
    files = opened(content)
    quotes = reports = 0
    for record, _ in records_of(files):
        reports += 1
        quotes += _check(record, files)
    return CheckedBundle(len(files), reports, quotes, len(decisions_of(files)))


def restore(content: bytes, where: Path | str) -> CheckedBundle:
    """Make a ledger of a bundle, after checking all of it; reports and decisions are kept all at once or not at all.

    Raises:
        BadBundle: Something does not hold, or the ledger made of it is not the one that it holds.
    """
    checked = verify_bundle(content)
    files = opened(content)
    decisions = decisions_of(files)
    with LedgerFile(where, create=True) as file:
        with writing(file.engine) as connection:
            if kept.count(connection):
                raise BadBundle(f"a ledger was to be restored at {file.where}; it holds reports already; name another with --ledger")
            for record, taken_in in records_of(files):
                keep(connection, [prepare(record)], taken_in)
            for decision in decisions:
                kept.append(connection, decision)
            for origin, words, code, message in json.loads(files["refused.json"]):
                kept.refuse(connection, origin, words, code, message)
            settle(connection)
        same = f"{ledger_json(file)}\n".encode("utf-8", "surrogatepass") == files["ledger.json"]
    if not same:
        raise BadBundle(
            "the ledger was made again from the records; it is not the ledger.json of the bundle: "
            f"it was made by another version of Reportedly, or changed; what was made stays at {where} for comparison"
        )
    return checked


def opened(content: bytes) -> dict[str, bytes]:
    """The files of a bundle, each as the manifest says.

    Raises:
        BadBundle: It is no bundle, is unsafe to unpack, or does not hold.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_names(entries, len(content))
            files = {each.filename: _read(archive, each) for each in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zipfile.LargeZipFile) as error:
        raise BadBundle(
            f"a bundle was asked for; it is no ZIP file that can be read: {error}; make it again with: reportedly export bundle"
        ) from error
    _check_manifest(files)
    return files


def records_of(files: dict[str, bytes]) -> Iterator[tuple[Record, str]]:
    """The records of a bundle, each with when its report was taken in."""
    for number, line in enumerate(files["records.jsonl"].decode("utf-8", "surrogatepass").split("\n"), start=1):
        if not line:
            continue
        try:
            data = json.loads(line)
            yield decode(Record, data["record"]), str(data["taken_in"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadBundle(f"records.jsonl was read; line {number} is no record: {error}") from error


def decisions_of(files: dict[str, bytes]) -> tuple[Decision, ...]:
    """The decisions of a bundle, their chain followed."""
    try:
        made: tuple[Decision, ...] = decode(tuple[Decision, ...], json.loads(files["decisions.json"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadBundle(f"decisions.json was read; it holds no decisions: {error}") from error
    broken = broken_link(made)
    if broken is not None:
        raise BadBundle(f"the chain of decisions was followed; {broken}")
    return made


def _check_names(entries: list[zipfile.ZipInfo], packed: int) -> None:
    names: set[str] = set()
    total = sum(each.file_size for each in entries)
    if len(entries) > MOST_FILES or total > min(MOST_BYTES, max(packed, 1_000) * MOST_RATIO):
        raise BadBundle(
            f"a bundle was asked for; it would unpack to {len(entries):,} files and {total:,} bytes, far more than it should; refused"
        )
    for each in entries:
        name, path = each.filename, PurePosixPath(each.filename)
        wrong = (
            "it leads out of the bundle" if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
            else "it comes twice" if name in names
            else "it is a link" if (each.external_attr >> 16) & 0o170000 == _LINK
            else "it is a folder" if each.is_dir()
            else "it is encrypted" if each.flag_bits & 1
            else None
        )  # fmt: skip
        if wrong:
            raise BadBundle(f"a bundle was asked for; of the file {name[:100]!r} in it, {wrong}; refused")
        names.add(name)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise BadBundle(f"{entry.filename} was read; it has not the {entry.file_size:,} bytes that the bundle lists; refused")
    return content


def _check_manifest(files: dict[str, bytes]) -> None:
    try:
        told: dict[str, Any] = json.loads(files[MANIFEST])
        version, listed = told["reportedly bundle"], {str(each["name"]): str(each["sha256"]) for each in told["files"]}
    except (ValueError, KeyError, TypeError) as error:
        raise BadBundle(f"{MANIFEST} was asked for; the bundle has none that can be read; it is no evidence bundle") from error
    if version != VERSION:
        raise BadBundle(f"a bundle of version {VERSION} was asked for; this is version {version}; read it with a newer Reportedly")
    for name in sorted(listed):
        if name not in files:
            raise BadBundle(f"{name} was asked for; the manifest lists it and the bundle does not have it")
        if hashlib.sha256(files[name]).hexdigest() != listed[name]:
            raise BadBundle(f"{name} was read; its SHA-256 is not that of the manifest: it was changed after the bundle was made")
    extra = sorted(set(files) - set(listed) - {MANIFEST})
    if extra:
        raise BadBundle(f"{extra[0]} is in the bundle and not in its manifest: it was added after the bundle was made")
    missing = [name for name in ("ledger.json", "records.jsonl", "decisions.json", "refused.json") if name not in files]
    if missing:
        raise BadBundle(f"{missing[0]} was asked for; the bundle does not have it")


def _check(record: Record, files: dict[str, bytes]) -> int:
    report, count = record.report, 0
    named = f"report {report.external_id or report.id}"
    if text_digest(report.text) != report.sha256:
        raise BadBundle(f"the text of {named} was read; its SHA-256 is not {report.sha256}: the text was changed")
    if files.get(f"texts/{report.id}.txt") != report.text.encode("utf-8", "surrogatepass"):
        raise BadBundle(f"texts/{report.id}.txt was read; it is not the text of {named}")
    for quote in quotes_of(record):
        count += 1
        if not quote.holds_in(report.text):
            raise BadBundle(f"{quote.quote[:80]!r} was asked for in {named} at {quote.start}-{quote.end}; it does not stand there")
    return count
