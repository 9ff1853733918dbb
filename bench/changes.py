"""What a change gains and loses: the records of fixed texts as a revision reads them, against the working tree.

The texts are our own (examples, reports annotated by hand) and, where the shared data are here, a few of each benchmark.
Either side is read by a process of its own, with the package of that side; the base's is unpacked from git into a
folder that is thrown away. Items are compared as a reader sees them, a line each. Of the lines that differ, those that
stand on the same words are one item that changed; the rest is gained or lost. What no line shows is counted by field.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bench.documents import chosen, documents, json_lines
from bench.scoring import docs_file
from bench.tasks import TASKS
from reportedly.model.attribution import Attribution
from reportedly.model.codec import decode
from reportedly.model.event import Event
from reportedly.model.figure import Figure
from reportedly.model.record import Record
from reportedly.present.events import event_lines
from reportedly.present.figures import marks, say_figure
from reportedly.present.line import Line
from reportedly.present.sources import say_source
from reportedly.present.times import say_when

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("figures", "events", "attributions")
SAMPLE = 8  # texts of each benchmark, unless told
# Ids come from content and change with it; links between items are shown by the words of the other item.
UNCOMPARED = frozenset({"id", "attribution", "subset_of", "same_as", "previous_of", "event", "via", "evidence"})
_CHILD = """
import json, sys
import reportedly
from reportedly.model.codec import encode
for line in sys.stdin:
    print(json.dumps(encode(reportedly.read(**json.loads(line)))), flush=True)
"""


class NoRevision(RuntimeError):
    """Git has no such revision, or none with a package."""


@dataclass(frozen=True, slots=True)
class Item:
    """A figure, event or attribution as a reader sees it.

    Attributes:
        line: The notation.
        start: Where the words begin that it stands on: of the amount, trigger or cue.
        fields: What the line leaves out, by name.
    """

    line: str
    start: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the items of one kind in one text.

    Attributes:
        gained: Lines that are new.
        lost: Lines that are gone.
        changed: Lines before and after, of items on the same words.
        same: How many lines are as they were.
        unseen: Of those, the fields that differ though the line does not, and in how many items.
    """

    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    same: int = 0
    unseen: Mapping[str, int] | None = None


def compare(before: Sequence[Item], after: Sequence[Item]) -> Change:
    """Items of one kind in one text, before and after."""
    left, same, unseen = list(before), 0, Counter[str]()
    fresh: list[Item] = []
    for item in after:
        alike = [other for other in left if other.line == item.line]
        twin = min(alike, key=lambda other: (abs(other.start - item.start), other.start), default=None)
        if twin is None:
            fresh.append(item)
        else:
            left.remove(twin)
            same += 1
            unseen.update(name for name in item.fields if item.fields[name] != twin.fields.get(name))
    changed: list[tuple[str, str]] = []
    gained: list[str] = []
    for item in fresh:
        other = next((other for other in left if other.start == item.start), None)
        if other is None:
            gained.append(item.line)
        else:
            left.remove(other)
            changed.append((other.line, item.line))
    return Change(tuple(gained), tuple(item.line for item in left), tuple(changed), same, dict(sorted(unseen.items())))


def items(record: Record, kind: str) -> list[Item]:
    """The figures, events or attributions of a record, in its order."""
    attributions = {said.id: said for said in record.attributions}
    if kind == "events":
        shown = zip(record.events, event_lines(record), strict=True)
        return [Item(_without_key(line), _trigger(event), _fields(event)) for event, line in shown]
    if kind == "figures":
        known = {each.id: each for each in record.figures}
        return [Item(_figure(each, known, attributions), (each.amount or each.evidence).start, _fields(each)) for each in record.figures]
    return [Item(_statement(each, attributions), (*each.cue_spans, each.evidence)[0].start, _fields(each)) for each in record.attributions]


def _without_key(line: Line) -> str:
    """A line without `E1`, which counts items and so changes with those before."""
    return "".join(piece.text for piece in line.pieces if piece.role != "key").strip()


def _trigger(event: Event) -> int:
    """Where the trigger begins; the clause, where it is not found there as it is."""
    return event.evidence.start + max(0, event.evidence.quote.find(event.trigger))


def _figure(figure: Figure, known: Mapping[str, Figure], attributions: Mapping[str, Attribution]) -> str:
    said = say_figure(figure) + "".join(f" [{mark}]" for mark in marks(figure))
    said += f" · {figure.place.name}" if figure.place else ""
    said += f" · {say_when(figure.when)}" if figure.when else ""
    links = (("of which, of", figure.subset_of), ("before", figure.previous_of), ("again", figure.same_as))
    said += "".join(f" ({word}: {say_figure(known[other])})" for word, other in links if other is not None and other in known)
    return f"{said} — {say_source(figure.attribution, attributions)}"


def _statement(said: Attribution, attributions: Mapping[str, Attribution]) -> str:
    return f"{say_source(said.id, attributions)} — {' '.join(said.cue.split())}: {' '.join(said.content.split())}"


def _fields(item: Any) -> dict[str, str]:
    return {field.name: repr(getattr(item, field.name)) for field in fields(item) if field.name not in UNCOMPARED}


def texts(sample: int = SAMPLE) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name of each text, and what `reportedly.read` is given."""
    for path in sorted(ROOT.glob("examples/*/reports.jsonl")):
        for line in json_lines(path):
            yield f"{path.parent.name} {line['id']}", {"text": line["text"], "published": line.get("published")}
    for path in sorted((ROOT / "tests" / "gold").glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        yield path.stem, {"text": path.read_text(encoding="utf-8"), "published": gold["report"]["published"]}
    for task in {task.folder: task for task in TASKS.values()}.values():
        if docs_file(task).exists():
            for document in chosen(documents(docs_file(task)), sample):
                yield f"{task.folder} {document.id}", {"text": document.text, "published": document.published, "title": document.title}


def base(revision: str, folder: Path) -> Path:
    """Unpack the package of a revision; returns the folder to import it from.

    Raises:
        NoRevision: Git does not know it.
    """
    done = subprocess.run(["git", "archive", "--format=tar", revision, "src"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode != 0:
        raise NoRevision(f"{revision} was asked for; git says: {done.stderr.decode().strip()}; `git log --oneline` lists revisions")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as packed:
        packed.extractall(folder, filter="data")
    return folder / "src"


def read_with(source: Path, given: Iterable[Mapping[str, Any]]) -> list[Record]:
    """The records of texts as the package in a folder reads them, in a process of its own."""
    lines = "".join(json.dumps(item) + "\n" for item in given)
    environment = os.environ | {"PYTHONPATH": str(source)}
    done = subprocess.run([sys.executable, "-P", "-c", _CHILD], input=lines, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return [decode(Record, json.loads(line)) for line in done.stdout.splitlines()]


def between(revision: str, sample: int = SAMPLE) -> Iterator[tuple[str, dict[str, Change]]]:
    """Each text with its changes by kind, from a revision to the working tree."""
    given = list(texts(sample))
    with tempfile.TemporaryDirectory() as folder:
        before = read_with(base(revision, Path(folder)), (item for _, item in given))
    after = read_with(ROOT / "src", (item for _, item in given))
    for (name, _), old, new in zip(given, before, after, strict=True):
        yield name, {kind: compare(items(old, kind), items(new, kind)) for kind in KINDS}


def lines(changes: Iterable[tuple[str, Mapping[str, Change]]]) -> Iterator[str]:
    """The changes as text: + gained, - lost, ~ changed with the line after beneath; then the counts."""
    totals = {kind: Counter[str]() for kind in KINDS}
    unseen: Counter[str] = Counter()
    for name, by_kind in changes:
        told = [line for kind in KINDS for line in _told(by_kind[kind])]
        if told:
            yield from (name, *told, "")
        for kind in KINDS:
            change = by_kind[kind]
            totals[kind].update(
                gained=len(change.gained), lost=len(change.lost), changed=len(change.changed), **{"as they were": change.same}
            )
            unseen.update({f"{kind}.{field}": count for field, count in (change.unseen or {}).items()})
    for kind in KINDS:
        yield f"{kind:13} " + ", ".join(f"{count} {word}" for word, count in totals[kind].items())
    if unseen:
        yield "in fields that no line shows: " + ", ".join(f"{name} {count}" for name, count in sorted(unseen.items()))


def _told(change: Change) -> Iterator[str]:
    yield from (f"  - {line}" for line in change.lost)
    yield from (f"  + {line}" for line in change.gained)
    for before, after in change.changed:
        yield f"  ~ {before}"
        yield f"    {after}"
