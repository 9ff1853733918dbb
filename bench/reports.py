"""Whole reports: every report annotated by hand, read and scored; and every text put through, to see that none breaks."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import reportedly
from bench.documents import Document, documents, shared
from bench.tasks import read
from reportedly.model.codec import dumps
from reportedly.model.evidence import Evidence
from reportedly.model.record import Record


def annotated(folders: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Pairs of text and gold in the folders, in order of their names."""
    for folder in folders:
        for text in sorted(folder.glob("*.txt")):
            gold = text.with_suffix(".json")
            if gold.exists():
                yield text, gold


def score_report(text: Path, gold: Path, misses: bool = False) -> str:
    """What the scorer of whole reports prints for one of them."""
    record = reportedly.read(text.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "record.json"
        said.write_text(dumps(record), encoding="utf-8")
        command = [sys.executable, str(shared() / "gold" / "score.py"), str(gold), str(said), *(["--misses"] if misses else [])]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def every_text() -> Iterator[tuple[str, Document]]:
    """All documents of the developers' parts, with the folder that they come from."""
    for path in sorted((shared() / "bench").glob("*/dev/docs.jsonl")):
        for document in documents(path):
            yield path.parent.parent.name, document


def fault(document: Document) -> str | None:
    """What goes wrong when a text is read: an exception, or a quote that is not in the text; null where nothing does."""
    try:
        record = read(document)
        json.loads(dumps(record))
        return next((f"the quote at {each.start}-{each.end} is not in the text" for each in misquoted(record)), None)
    except Exception:  # any exception is what is looked for here
        return traceback.format_exc(limit=-3)


def misquoted(record: Record) -> Iterator[Evidence]:
    """The pieces of evidence in a record that are not in its text at their offsets."""
    yield from (each for each in _evidence(record) if not each.holds_in(record.report.text))
    spans = [(item.start, item.end, item.quote) for item in record.dates] + [(item.start, item.end, item.quote) for item in record.places]
    for start, end, quote in spans:
        if record.report.text[start:end] != quote:
            yield Evidence(start, end, quote)


def _evidence(value: object) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _evidence(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _evidence(item)
